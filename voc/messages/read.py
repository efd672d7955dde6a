"""Of files and formats."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "line": Message("{file}，第 {line} 行", "{file}, line {line}"),
    "column": Message("{file}，“{column}”列", "{file}, column {column}"),
    "meant": Message("是不是“{name}”？", "Did you mean {name!r}?"),
    "kind-told": Message(
        "在设置的 [read.columns] 里指定", "named in [read.columns] of the settings"
    ),
    "no-such-column": Message(
        "没有“{name}”这一列。",
        "There is no column {name!r}.",
        "{meant}用 voc inspect 查看所有列。",
        "{meant} voc inspect shows all columns.",
    ),
    "no-such-kind": Message(
        "“{name}”的类型“{kind}”不存在。",
        "The column {name!r} cannot be of the kind {kind!r}.",
        "可用的类型：{known}。",
        "Known: {known}.",
    ),
    "no-ratings": Message(
        "--{role} 指定的列里没有评分，而是 {shown}。",
        "The column named by --{role} holds no ratings, but {shown}",
        "改指定另一列，或不写 --{role}。",
        "Name another column, or leave --{role} out.",
    ),
    "no-dates": Message(
        "--{role} 指定的列里没有日期，而是 {shown}。",
        "The column named by --{role} holds no dates, but {shown}",
        "改指定另一列，或不写 --{role}。",
        "Name another column, or leave --{role} out.",
    ),
    "all-set-aside": Message(
        "{count} 行全部被搁置，没有可分析的内容；最后一行的原因：{reason}。",
        "All {count} rows were set aside; the reason for the last: {reason}",
        "检查导出的文件，看看里面有没有真实的数据。",
        "Check the export: nothing in it can be analysed.",
    ),
    "no-file": Message(
        "没有给出文件。", "No file was given", "至少给出一个文件。", "Name at least one file."
    ),
    "no-rows": Message(
        "没有可以分析的行。",
        "There are no rows to analyse.",
        "请检查导出设置：可能被筛选条件全部滤掉了。",
        "Check the export: a filter may have left nothing in it.",
    ),
    "no-text": Message(
        "没有一行含有文字。",
        "No row has a text.",
        "请指定评论所在的列：--text 列名。",
        "Name the column with the comments: --text COLUMN.",
    ),
    "empty-text": Message(
        "文字是空的。",
        "The text is empty.",
        '请给出一条评论：voc explain "房间很干净"',
        'Give a comment: voc explain "房间很干净"',
    ),
    "no-column": Message(
        "没有“{name}”这一列。", 'There is no column "{name}".', "{hint}", "{hint}"
    ),
    "no-expression": Message(
        "模式不是正则表达式：{reason}。",
        "The pattern is not a regular expression: {reason}.",
        "请改正这一行。",
        "Mend that line.",
    ),
}
