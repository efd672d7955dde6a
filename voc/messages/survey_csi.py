"""Of models of customer satisfaction."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "no-treatment": Message(
        "没有缺失值处理方式“{missing}”。",
        'There is no treatment "{missing}".',
        '请用 "listwise" 或 "mean"。',
        'Use "listwise" or "mean".',
    ),
    "target-alone": Message(
        "没有一个有数据列的潜变量与 {target} 相连。",
        "No latent variable with columns leads to {target} or from it.",
        "请再给出模型中至少一个潜变量的列。",
        "Name the columns of at least one more latent variable of the model.",
    ),
    "target-without-column": Message(
        "没有列反映 {target}，而它正是模型要解释的。",
        "No column shows {target}, which the model is to explain.",
        "请在 items 里写明它的列，或把列命名为 {item} 等。",
        "Name its columns in items, or call them {item} and so on.",
    ),
    "no-latent-in-model": Message(
        "模型 {model} 没有潜变量“{latent}”。",
        'The model {model} has no latent variable "{latent}".',
        "{hint}",
        "{hint}",
    ),
    "column-of-two": Message(
        "“{column}”列同时写在 {first} 和 {second} 下面。",
        'The column "{column}" stands under {first} and under {second}.',
        "一道题只反映一个潜变量：请从另一个里删除。",
        "An item shows one latent variable: delete it from the other.",
    ),
    "scale-downwards": Message(
        "从 {low:g} 到 {high:g} 的量表不是由低到高。",
        "A scale from {low:g} to {high:g} does not go upwards.",
        "请给出可选的最低分和最高分。",
        "Give the lowest and the highest answer that could be chosen.",
    ),
    "no-scheme": Message(
        "没有加权方案“{scheme}”。", 'There is no weighting scheme "{scheme}".', "{hint}", "{hint}"
    ),
    "no-satisfaction-model": Message(
        "没有满意度模型“{name}”。",
        'There is no satisfaction model "{name}".',
        "{hint}也可以给出 .toml 文件的路径。",
        "{hint} Or give the path of a .toml file.",
    ),
    "no-latents": Message(
        "模型需要潜变量。",
        "A model needs latent variables.",
        '请写 [latents.quality]，并在下面写 items = ["quality_1", "quality_2"]。',
        'Write [latents.quality] and below it items = ["quality_1", "quality_2"].',
    ),
    "target-unknown": Message(
        "目标“{target}”不是潜变量。",
        'The target "{target}" is no latent variable.',
        "{hint}目标是其他潜变量要解释的那一个。",
        "{hint} It is what the others explain.",
    ),
    "latent-table": Message(
        "“{key}”不是一节。",
        '"{key}" is not a table.',
        '请写 [latents.quality]，并在下面写 items = ["quality_1", "quality_2"]。',
        'Write [latents.quality] and below it items = ["quality_1", "quality_2"].',
    ),
    "no-mode": Message(
        "没有方式 {mode!r}。",
        "There is no mode {mode!r}.",
        '"A"：题目反映潜变量；"B"：题目构成潜变量。',
        '"A": the items reflect the latent variable; "B": they form it.',
    ),
    "latent-without-items": Message(
        "潜变量“{key}”没有题目。",
        'The latent variable "{key}" has no items.',
        '请写 [latents.quality]，并在下面写 items = ["quality_1", "quality_2"]。',
        'Write [latents.quality] and below it items = ["quality_1", "quality_2"].',
    ),
    "no-label": Message(
        "{given!r} 不是名称。",
        "{given!r} is no label.",
        '请写 "满意度" 或 {{ zh = "满意度", en = "Satisfaction" }}。',
        'Write "满意度" or {{ zh = "满意度", en = "Satisfaction" }}.',
    ),
    "no-scale": Message(
        "{given!r} 不是量表。",
        "{given!r} is no scale.",
        "请写 scale = [1, 10]。",
        "Write scale = [1, 10].",
    ),
    "scale-not-upwards": Message(
        "{given!r} 不是由低到高。",
        "{given!r} does not go upwards.",
        "请先写可选的最低分，再写最高分。",
        "Write the lowest answer that could be given, then the highest.",
    ),
    "no-paths": Message(
        "模型需要路径。",
        "A model needs paths.",
        '请写 paths = [["quality", "satisfaction"], …]，原因在前。',
        'Write paths = [["quality", "satisfaction"], …], cause first.',
    ),
    "path-number": Message("paths，第 {number} 条", "paths, number {number}"),
    "no-path": Message(
        "{given!r} 不是路径。",
        "{given!r} is no path.",
        '请写 paths = [["quality", "satisfaction"], …]，原因在前。',
        'Write paths = [["quality", "satisfaction"], …], cause first.',
    ),
    "no-such-latent": Message(
        "没有潜变量“{latent}”。", 'There is no latent variable "{latent}".', "{hint}", "{hint}"
    ),
    "path-twice": Message(
        "路径 {path} 出现了两次。",
        "The path {path} stands twice.",
        "请删除一处。",
        "Delete one of them.",
    ),
    "latent-alone": Message(
        "没有路径通向或来自潜变量“{latent}”。",
        'No path goes to or from the latent variable "{latent}".',
        "请添加一条路径，或删除它。",
        "Add a path, or delete it.",
    ),
    "paths-circle": Message(
        "路径成了一个圈：{circle}。",
        "The paths go in a circle: {circle}.",
        "请删除其中一条：原因不能是自己的结果。",
        "Delete one of these paths: a cause cannot be its own effect.",
    ),
    "item-of-two": Message(
        "题目“{item}”同时属于 {first} 和 {second}。",
        'The item "{item}" belongs to {first} and to {second}.',
        "一道题只反映一个潜变量：请从另一个里删除。",
        "An item shows one latent variable: delete it from the other.",
    ),
    "items-of": Message("{latent} 的题目", "items of {latent}"),
    "scale-of": Message("“{column}”列的量表", "scale of {column}"),
}
