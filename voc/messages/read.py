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
    "no-file": Message(
        "没有给出文件。", "No file was given", "至少给出一个文件。", "Name at least one file."
    ),
}
