"""Of questionnaires and what they measure."""

from __future__ import annotations

from voc.messages.message import Message
from voc.messages.survey_csi import MESSAGES as CSI

MESSAGES = {
    **CSI,
    "no-order-column": Message(
        "{file} 里没有“{name}”这一列。",
        'There is no column "{name}" in {file}.',
        "{hint}",
        "{hint}",
    ),
    "column-of-comments": Message(
        "“{name}”列是评论，不能当作问卷题目来读。",
        'The column "{name}" holds comments; a question of the survey cannot be read from it.',
        "请指定另一列，或者指明评论所在的列：--text 列名。",
        "Name another column, or name the columns with the comments: --text COLUMN.",
    ),
    "no-column": Message(
        "没有“{name}”这一列。", 'There is no column "{name}".', "{hint}", "{hint}"
    ),
    "unclear-yes": Message(
        "看不出这些值里哪些表示“是”：{shown}。",
        "It is not clear which of these values mean yes: {shown}.",
        "请写成“是”和“否”（或 1/0），或指明哪些值表示“是”（Python 中 yes=[…]），"
        "或从哪个数起算（at_least=…）。",
        "Write yes and no (是/否, 1/0), or say which values mean yes (in Python: yes=[…]), "
        "or from which number on (at_least=…).",
    ),
    "too-many-factors": Message(
        "{items} 道题区分不出 {factors} 个因子。",
        "{factors} factors cannot be told from {items} items.",
        "请给出 1 到 {most}，或交给平行分析决定。",
        "Ask for 1 to {most}, or leave the number to the parallel analysis.",
    ),
    "kano-direction": Message(
        "“喜欢”的编码是 1 或 5，不是 {liked}。",
        'The code of "like" is 1 or 5, not {liked}.',
        "请给出 1 或 5。",
        "Give 1 or 5.",
    ),
    "kano-answer": Message(
        "不认识的 Kano 答案：{shown}。",
        "Unknown Kano answer {shown}.",
        "请用 1…5，或：我喜欢、理应如此、无所谓、勉强接受、我不喜欢。",
        "Use 1…5 or: 我喜欢, 理应如此, 无所谓, 勉强接受, 我不喜欢 "
        "(like, must be, neutral, live with, dislike).",
    ),
    "answered-share": Message(
        "answered 是 {answered}。",
        "answered is {answered}.",
        "请给出比例，例如 0.5。",
        "Give a share, as 0.5.",
    ),
    "unscaled": Message(
        "unscaled 是“{unscaled}”。",
        'unscaled is "{unscaled}".',
        '请写 "rank" 或 "range"。',
        'Give "rank" or "range".',
    ),
    "loyalty-weights": Message(
        "weights 是“{weights}”。",
        'weights is "{weights}".',
        '请给出 "given"、"entropy"、各项权重，或两两比较的判断。',
        'Give "given", "entropy", weights or pairwise judgements.',
    ),
    "no-indicator": Message(
        "“{key}”不是忠诚度指标。",
        '"{key}" is no indicator of loyalty.',
        "可选：{known}。",
        "Known are {known}.",
    ),
    "inconsistent": Message(
        "{names} 的判断相互矛盾：一致性比率为 {ratio:.2f}，允许的上限是 {most}。",
        "The judgements of {names} contradict each other: their consistency ratio is "
        "{ratio:.2f}, allowed is {most}.",
        "最不吻合的是这一条：按其他判断推算，应接近 {fitted:.2g}。",
        "This fits least: by the others it would be nearer to {fitted:.2g}.",
    ),
    "all-weights-zero": Message(
        "所有权重都是 0。", "All weights are 0.", "请至少给一项大于 0 的权重。", "Give one above 0."
    ),
    "no-judgement": Message(
        '"{key}" = {judged} 不是两两比较的判断。',
        '"{key}" = {judged} is no pairwise judgement.',
        '如果 A11 的重要性是 A12 的三倍，请写 "A11/A12" = 3。',
        'Write "A11/A12" = 3 when A11 is three times as important as A12.',
    ),
    "judged-twice": Message(
        '"{key}" = {judged:g} 与反过来的判断 {known:g} 矛盾。',
        '"{key}" = {judged:g} contradicts {known:g} as judged the other way round.',
        "每一对只判断一次。",
        "Judge each pair once.",
    ),
    "not-judged": Message(
        "还没有判断：{missing}。",
        "Not judged: {missing}.",
        "请判断各部分之间的每一对，以及每部分内指标之间的每一对。",
        "Judge every pair of the parts, and every pair of indicators within a part.",
    ),
    "matrix-shape": Message(
        "矩阵的形状是 {shape}，而名称有 {n} 个。",
        "The matrix has the shape {shape} for {n} names.",
        "最多比较 15 项，每项一行一列。",
        "Compare up to 15 things, one row and one column for each.",
    ),
    "judgement-positive": Message(
        "有一个判断不是正数。",
        "A judgement is not positive.",
        "较不重要应写 1/3，而不是 -3 或 0。",
        "Less important is 1/3, not -3 or 0.",
    ),
    "not-reciprocal": Message(
        "{first}/{second} 是 {one:g}，但 {second}/{first} 是 {other:g}。",
        "{first}/{second} is {one:g}, but {second}/{first} is {other:g}.",
        "两者应互为倒数；与自身比较应为 1。",
        "Each must be one by the other; a thing compared with itself is 1.",
    ),
    "endless-value": Message(
        "从不流失又不折现的客户，价值是无穷大。",
        "A customer who never leaves and is not discounted is worth an endless sum.",
        "请给出大于 0 的折现率，或要计算的期数。",
        "Give a discount above 0, or the number of periods to count.",
    ),
    "no-interval": Message(
        "{n} 位客户的留存率加上误差 {margin_error} 得不出区间。",
        "A retention of {n} customers and an error of {margin_error} give no interval.",
        "请给出 1 位以上的客户数和不小于 0 的误差。",
        "Give the number of customers, 1 or more, and an error of 0 or more.",
    ),
    "no-periods": Message(
        "不能计算 {periods} 期。",
        "{periods} periods cannot be counted.",
        "请给出 0 或更大的数。",
        "Give 0 or more.",
    ),
    "no-order": Message(
        "没有一笔订单既有客户又有时间。",
        "No order has a customer and a time.",
        "请检查这两列，或指定其他列。",
        "Check these columns, or name others.",
    ),
    "orders-later": Message(
        "所有订单都晚于 {until}。",
        "Every order is later than {until}.",
        "请给出更晚的截止日期 until。",
        "Give a later until.",
    ),
    "rfm-groups": Message(
        "分成 {groups} 组无法区分。",
        "{groups} groups cannot be told apart.",
        "请给出 2 或更大的数。",
        "Give 2 or more.",
    ),
    "no-item-column": Message(
        "没有题目。", "There is no item.", "请写明各题目的列。", "Name the columns of the items."
    ),
    "pairs-count": Message(
        "有 {perceived} 个感知评分，却有 {expected} 个期望评分。",
        "There are {perceived} perceived and {expected} expected ratings.",
        "请对同一批受访者给出两者，缺失的写 None。",
        "Give both for the same respondents, missing ones as None.",
    ),
    "no-opening": Message(
        "没有一条投诉有受理时间。",
        "No complaint has a time at which it was opened.",
        "请指定受理时间所在的列。",
        "Name the column that holds it.",
    ),
    "no-item": Message(
        "没有题目。", "There is no item.", "请给每道题一行。", "Give one row for each item."
    ),
    "item-twice": Message(
        "题目 {item} 出现了两次。",
        "Item {item} stands twice.",
        "请给每道题一行。",
        "Give one row for each item.",
    ),
    "overall-dimension": Message(
        '维度不能叫 "overall"。',
        'A dimension cannot be called "overall".',
        "请去掉总体题；它的那一行由各维度算出。",
        "Leave out the overall question; its row is made from the dimensions.",
    ),
    "points-without-item": Message(
        "{dimensions} 有权重分，却没有题目。",
        "There are points for {dimensions}, but no item.",
        "请用题目里的维度：{known}。",
        "Use the dimensions of the items: {known}.",
    ),
    "points-mixed": Message(
        "各维度的权重既不全是列，也不全是不小于 0 的数。",
        "The weights of the dimensions are neither all columns nor all numbers from 0.",
        "请给每个维度一列，或每个维度一个数，不能全是 0。",
        "Give a column for each dimension, or a number for each, not all of them 0.",
    ),
    "rated-twice": Message(
        "驱动因素 {driver} 在两列里都有评分。",
        "The driver {driver} is rated in two columns.",
        "每个驱动因素只写一列，用它的编号或名称。",
        "Name one column for each driver, by its id or its label.",
    ),
    "no-brand-value": Message(
        "“{own}”没有写明列和值。",
        '"{own}" names no column and value.',
        "请写成 列=值。",
        "Give COLUMN=VALUE.",
    ),
    "no-brand": Message(
        "“{column}”列里没有“{name}”这个值。",
        '"{name}" is no value of the column "{column}".',
        "{hint}",
        "{hint}",
    ),
    "no-order-file": Message(
        "订单文件不存在。",
        "The file of orders does not exist.",
        "请写明它的路径，从问卷说明文件所在的文件夹算起。",
        "Give its path, seen from the folder of the questionnaire.",
    ),
    "no-such-part": Message(
        "没有{kind}“{name}”。", 'There is no {kind} "{name}".', "{hint}", "{hint}"
    ),
    "no-feature": Message(
        "没有功能。", "There is no feature.", "请给每个功能一行。", "Give one row for each feature."
    ),
    "feature-twice": Message(
        "功能 {feature} 出现了两次。",
        "Feature {feature} stands twice.",
        "请给每个功能一行。",
        "Give one row for each feature.",
    ),
    "indicator-without-weight": Message(
        "{key} 没有权重。",
        "{key} has no weight.",
        "请给每个用到的指标一个不小于 0 的权重。",
        "Give each indicator that is asked a weight of 0 or more.",
    ),
    "indicator-weight-off": Message(
        "{key} 的权重是 {weight}。",
        "The weight of {key} is {weight}.",
        "请给每个用到的指标一个不小于 0 的权重。",
        "Give each indicator that is asked a weight of 0 or more.",
    ),
    "share-off": Message(
        "{name} 是 {given:g}。",
        "The {name} is {given:g}.",
        "请给出 0 到 1 的比例：80% 写 0.8。",
        "Give a share from 0 to 1: 80 % is 0.8.",
    ),
    "rate-off": Message(
        "{name} 是 {given:g}。",
        "The {name} is {given:g}.",
        "请给出不小于 0 的比率：10% 写 0.1。",
        "Give a rate of 0 or more: 10 % is 0.1.",
    ),
    "loyalty-index": Message("忠诚度指数", "loyalty index"),
    "loyalty-weights-of": Message("忠诚度指数的权重", "weights of the loyalty index"),
    "lifetime-value": Message("客户终身价值", "lifetime value"),
    "lifetime-value-of": Message("客户终身价值，{name}", "lifetime value, {name}"),
    "in-questionnaire": Message("问卷说明，{part}", "questionnaire, {part}"),
    "latent": Message("潜变量", "latent variable"),
    "indicator": Message("指标", "indicator"),
    "dimension": Message("维度", "dimension"),
    "two-ends": Message(
        "量表要有两个不同的端点，例如 [1, 10]", "a scale has two different ends, as in [1, 10]"
    ),
    "clv-needs-orders": Message(
        "clv 需要 orders，由它得知有多少客户留下",
        "clv needs orders, which tell how many customers stay",
    ),
    "questionnaire-fault": Message(
        "问卷说明文件有 1 处错误：{fault}",
        "The questionnaire has 1 fault: {fault}",
        "各部分的写法见 docs/guide.md。",
        "docs/guide.md shows how each part is written.",
    ),
    "questionnaire-faults": Message(
        "问卷说明文件有 {count} 处错误：{faults}",
        "The questionnaire has {count} faults: {faults}",
        "各部分的写法见 docs/guide.md。",
        "docs/guide.md shows how each part is written.",
    ),
    "no-key": Message("没有 {place} 这一项。{hint}", "{place} is no known key. {hint}"),
    "key-missing": Message("缺少 {place}", "{place} is missing"),
    "key-wrong": Message("{place}：{told}，这里是 {found!r}", "{place}: {told}, not {found!r}"),
    "for-rate": Message("比率“{name}”", 'the rate "{name}"'),
    "for-ratio": Message("满意度比", "the satisfaction ratio"),
}
