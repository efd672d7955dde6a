"""Of nested records, conversations and folders of files."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES: dict[str, Message] = {
    "no-json-object": Message(
        "读不出任何 JSON 对象：{reason}",
        "No JSON object could be read: {reason}",
        '每行导出一个 JSON 对象，如 {{"id": 1, "comment": "…"}}，或导出由对象组成的数组。',
        'Export one JSON object a line, as in {{"id": 1, "comment": "…"}}, or an array of such '
        "objects.",
    ),
    "no-json-rows": Message(
        "文件里没有记录。",
        "There are no records in the file.",
        "检查导出：可能筛选后什么都没剩下。",
        "Check the export: a filter may have left nothing in it.",
    ),
    "several-arrays": Message(
        "文件里有几组记录：{known}。",
        "Several arrays could be the records: {known}.",
        "指明是哪一组：--records {first}（Python 中 records='{first}'）。",
        "Say which: --records {first} (in Python records='{first}').",
    ),
    "no-records": Message(
        "“{path}”处没有记录。",
        "There are no records at {path!r}.",
        "文件里的对象数组有：{known}。",
        "Arrays of objects in the file: {known}.",
    ),
    "records-elsewhere": Message(
        "--records 只用于 JSON，这个文件不是。",
        "--records is for JSON, and this file is none.",
        "去掉 --records。",
        "Leave out --records.",
    ),
    "array-inside": Message(
        "记录内部的对象数组；要把其中的对象当作行，用 --records …{name}",
        "an array of objects inside the records; --records …{name} makes its objects the rows",
    ),
    "customers-words": Message("对话中客户说的话", "what the customer said in the conversation"),
    "staffs-words": Message(
        "“{name}”中客服说的话，不计分", "what the staff said in {name!r}; not scored"
    ),
    "folder-is-run": Message(
        "这个文件夹里是 voc 自己的结果。",
        "This folder holds the results of voc itself.",
        "给出放评论文件的文件夹。",
        "Name the folder of the comments.",
    ),
    "folder-without-data": Message(
        "文件夹里没有数据文件。",
        "There are no files of data in the folder.",
        "可读的扩展名：{known}。",
        "Files that can be read end in {known}.",
    ),
    "pattern-fits-nothing": Message(
        "没有文件符合这个模式。",
        "No file fits the pattern.",
        '检查路径；模式要加引号，如 "exports/2026-*.csv"。',
        'Check the path; put a pattern in quotes, "exports/2026-*.csv".',
    ),
    "no-wave-column": Message(
        "没有“{name}”这一列可作批次。",
        "There is no column {name!r} for the wave.",
        "现有的列：{known}。",
        "The columns are: {known}.",
    ),
    "wave-named": Message("由 --wave 指定", "named by --wave"),
    "wave-of-file": Message("从文件名得出的批次", "the wave, from the name of the file"),
    "with-title": Message("前面加上“{name}”", "with {name!r} before it"),
}
