"""Of files and folders that voc writes, and of stored runs."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "no-workbook-name": Message(
        "这不是 Excel 工作簿的文件名。",
        "This is not the name of a workbook.",
        "文件名请以 .xlsx 结尾。",
        "End it in .xlsx.",
    ),
    "workbook-suffix": Message(
        "工作簿应是 .xlsx 文件。",
        "A workbook is a .xlsx file.",
        "请写成 {stem}.xlsx。",
        "Give {stem}.xlsx.",
    ),
    "folder-not-file": Message(
        "这是文件夹，不是文件。",
        "This is a folder, not a file.",
        "请给出文件名。",
        "Give the name of a file.",
    ),
    "file-exists": Message(
        "文件已经存在。",
        "The file exists already.",
        "请换一个位置，或者允许覆盖：--force（Python 中 force=True）。",
        "Choose another place, or allow overwriting: --force (in Python: force=True).",
    ),
    "file-not-folder": Message(
        "这是文件，不是文件夹。",
        "This is a file, not a folder.",
        "请给出文件夹。",
        "Give a folder.",
    ),
    "folder-exists": Message(
        "输出文件夹已经存在。",
        "The output folder exists already.",
        "请换一个位置，或者允许覆盖：--force（Python 中 force=True）。",
        "Choose another place, or allow overwriting: --force (in Python: force=True).",
    ),
    "other-content": Message(
        "输出文件夹里有不是 voc 写的内容{held}。",
        "The output folder holds something else than a run of voc{held}.",
        "请换一个文件夹；--force 只替换以前的分析结果。",
        "Choose another folder; --force replaces only a run.",
    ),
    "not-writable": Message(
        "不能写入这个文件夹。",
        "The folder is not writable.",
        "请换一个位置，或者腾出空间并确认有写入权限。",
        "Choose another place, or make room and check that you may write there.",
    ),
    "cannot-write": Message(
        "结果无法写入：{reason}。",
        "The results cannot be written: {reason}.",
        "请换一个位置，或者腾出空间并确认有写入权限。",
        "Choose another place, or make room and check that you may write there.",
    ),
    "no-language": Message(
        "没有语言“{asked}”。", 'Unknown language "{asked}".', "请写 zh 或 en。", "Give zh or en."
    ),
}
