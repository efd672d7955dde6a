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
}
