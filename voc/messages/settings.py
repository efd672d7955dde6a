"""Of settings: config.toml, recipes, the user's own file, options."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "model-without-method": Message(
        '给出了情感模型，但 method = "seed" 表示不用模型。',
        'A sentiment model is given, and method = "seed" asks for none.',
        "请去掉 --model，或者去掉设置 method。",
        "Leave out --model, or the setting method.",
    ),
    "no-such-pipeline": Message(
        "没有名为“{pipeline}”的流程。",
        'There is no pipeline "{pipeline}".',
        "{hint}也可以给出 .toml 文件的路径。",
        "{hint} Or give the path of a .toml file.",
    ),
    "no-settings-file": Message(
        "“{path}”不是设置文件。",
        '"{path}" is no file of settings.',
        "您要写的可能是 {option} {path}。选项 -c 后面应是 .toml 文件。",
        "Perhaps you mean {option} {path}. The option -c takes a .toml file.",
    ),
    "section": Message(
        "“{section}”是一节，不是一项设置。",
        '"{section}" is a section, not a setting.',
        "请单独写一行 [{section}]，把它的设置写在下面。",
        "Write [{section}] on a line of its own and its settings below.",
    ),
    "not-allowed": Message(
        "{key} = {value!r} 不可用：{told}。",
        "{key} = {value!r} is not allowed: {told}.",
        "{key} 的说明见 config.toml。",
        "config.toml explains {key}.",
    ),
    "no-file": Message(
        "{kind}不存在。", "The {kind} does not exist.", "请检查路径。", "Check the path."
    ),
    "file-unreadable": Message(
        "{kind}无法打开：{reason}。",
        "The {kind} cannot be opened: {reason}.",
        "请给出有权限读取的 TOML 文件。",
        "Give a TOML file that you may read.",
    ),
    "not-utf8": Message(
        "{kind}不是 UTF-8 编码的文字。",
        "The {kind} is not UTF-8 text.",
        "请另存为 UTF-8。",
        "Save it as UTF-8.",
    ),
    "did-you-mean": Message("您要的是不是“{name}”？", 'Did you mean "{name}"?'),
    "known": Message("可选：{known}。", "Known: {known}."),
    "wrong-section": Message(
        "没有设置“{key}”。",
        'Unknown key "{key}".',
        "“{key}”应写在 [{home}] 一节下面。",
        '"{key}" belongs under [{home}].',
    ),
    "unknown-key": Message("没有设置“{key}”。", 'Unknown key "{key}".', "{hint}", "{hint}"),
    "two-lines": Message(
        "请给出重要性 0…1 和满意度 0…100", "give the importance 0…1 and the satisfaction 0…100"
    ),
    "settings-file": Message("设置文件", "settings file"),
    "codebook": Message("编码本", "codebook"),
    "questionnaire": Message("问卷说明文件", "questionnaire"),
    "satisfaction-model": Message("满意度模型文件", "satisfaction model"),
    "topics-file": Message("主题文件", "file of topics"),
    "no-toml": Message("{kind}不符合 TOML 格式。", "The {kind} is not valid TOML."),
    "mend-line": Message("请改正这一行。", "Mend that line."),
    "close-it": Message(
        "有一个括号或引号没有闭合。", "A bracket or a quotation mark is not closed."
    ),
    "quote-name": Message(
        '不是英文的名称要加引号：[drivers."教练"]。',
        'Put a name that is not English in quotation marks: [drivers."教练"].',
    ),
    "english-marks": Message(
        '引号和逗号要用英文半角："教练", "私教"。',
        'Quotation marks and commas must be the English ones: "教练", "私教".',
    ),
    "expected-text": Message("应是一段文字", "input should be a valid string"),
    "expected-whole": Message("应是整数", "input should be a valid integer"),
    "expected-number": Message("应是数字", "input should be a valid number"),
    "expected-switch": Message("应是 true 或 false", "input should be a valid boolean"),
    "expected-list": Message("应是一个列表", "input should be a valid list"),
    "expected-table": Message("应是一组“名称 = 值”", "input should be a valid dictionary"),
    "expected-one-of": Message("应是其中之一：{expected}", "input should be {expected}"),
    "expected-from": Message("应不小于 {ge}", "input should be greater than or equal to {ge}"),
    "expected-above": Message("应大于 {gt}", "input should be greater than {gt}"),
    "expected-up-to": Message("应不大于 {le}", "input should be less than or equal to {le}"),
    "expected-below": Message("应小于 {lt}", "input should be less than {lt}"),
    "expected-more": Message(
        "至少要有 {min_length} 项", "input should have at least {min_length} items"
    ),
    "expected-fewer": Message(
        "最多只能有 {max_length} 项", "input should have at most {max_length} items"
    ),
}
