"""Of word lists."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "lists-faulty": Message(
        "词表有错误。",
        "The word lists have faults.",
        "请改正上面列出的各行。",
        "Mend the lines above.",
    ),
    "no-lists": Message(
        "这个文件夹里没有词表。",
        "There are no word lists in this folder.",
        "请给出含有 sentiment/*.tsv 的文件夹，结构与 lexicons/ 相同。",
        "Give a folder with sentiment/*.tsv, laid out as lexicons/ is.",
    ),
    "pair-without-polarity": Message(
        "搭配没有极性，不起作用。",
        "A pair without polarity does nothing.",
        "请写一个不为 0 的极性，或者删除这一行。",
        "Give it a polarity other than 0, or delete the line.",
    ),
    "none-of": Message(
        "“{field}”不是可用的值（{known}）。",
        '"{field}" is none of {known}.',
        "可用的值：{known}。",
        "Give one of {known}.",
    ),
    "wrong-fields": Message(
        "应有 {fewest} 到 {most} 个用制表符分隔的字段，这里是 {line!r}。",
        "Expected {fewest} to {most} fields parted by tabs, found {line!r}.",
        "各列的含义见文件开头的说明。",
        "The header of the file explains its columns.",
    ),
    "no-number": Message(
        "应是 {low} 到 {high} 之间的数，这里是 {field!r}。",
        "Expected a number from {low} to {high}, found {field!r}.",
        "请改成这个范围内的数。",
        "Give a number within these limits.",
    ),
    "term-twice": Message(
        "“{term}”出现了两次。", '"{term}" stands twice.', "请只保留一处。", "Keep one of them."
    ),
    "no-position": Message(
        "“{position}”既不是 before 也不是 after。",
        '"{position}" is neither before nor after.',
        "请写 before（在前）或 after（在后）。",
        "Write before or after.",
    ),
    "no-such-kind": Message(
        "没有类型“{kind}”。", 'Unknown kind "{kind}".', "可选：{known}。", "Known: {known}."
    ),
    "missing-list": Message(
        "缺少这个文件。",
        "The file is missing.",
        "请补上，或从 voc 自带的 lexicons/ 复制。",
        "Put it there, or copy it from the lexicons/ of voc.",
    ),
    "list-not-utf8": Message(
        "不是 UTF-8 编码。",
        "The file is not UTF-8.",
        "请把文件另存为 UTF-8。",
        "Save the file as UTF-8.",
    ),
    "list-unreadable": Message(
        "无法打开：{reason}。",
        "The file cannot be opened: {reason}.",
        "请检查是否有读取权限。",
        "Check that you may read it.",
    ),
    "byte-order-mark": Message(
        "文件开头有字节顺序标记（BOM）。",
        "The file begins with a byte order mark.",
        "请另存为不带 BOM 的 UTF-8。",
        "Save the file as UTF-8 without one.",
    ),
    "no-header": Message(
        "文件开头的说明要写明各列，用 <TAB> 分隔。",
        "The header must explain the columns, parted by <TAB>.",
        "请在开头加上以 # 起头的说明行。",
        "Begin the file with a line that starts with # and does so.",
    ),
    "list-fields": Message(
        "应有 {columns} 个用制表符分隔的字段，这里是 {line!r}。",
        "Expected {columns} fields parted by tabs, found {line!r}.",
        "各列的含义见文件开头的说明。",
        "The header of the file explains its columns.",
    ),
    "spaces-around": Message(
        "字段前后有空格：{line!r}。",
        "There are spaces around a field: {line!r}.",
        "请删除多余的空格。",
        "Delete them.",
    ),
    "space-inside": Message(
        "“{word}”中间有空格，永远匹配不到。",
        '"{word}" holds a space inside: it is never found.',
        "请删除空格，或分成两行。",
        "Delete it, or write two lines.",
    ),
    "list-twice": Message(
        "“{term}”出现了两次，第一次在 {first}。",
        '"{term}" stands twice, first in {first}.',
        "请只保留一处。",
        "Keep one of them.",
    ),
    "excluded-word": Message(
        "“{word}”既在 {driver} 的 {kind} 里，又在它的 exclude 里：按有效处理。",
        '"{word}" stands in {kind} and in exclude of {driver}: it counts.',
        "请删除其中一处。",
        "Delete one of them.",
    ),
    "names-and-implies": Message(
        "“{word}”既指称 {named}，又暗示 {implied}。",
        '"{word}" names {named} and implies {implied}.',
        "它会随句子算作其中之一：请删除一处。",
        "It counts for either, as the sentence goes: delete one of them.",
    ),
}
