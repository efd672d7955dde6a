"""Of statistics files and databases."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES: dict[str, Message] = {
    "damaged": Message(
        "这个 {format} 文件读不了：{reason}。",
        "The {format} file cannot be read: {reason}.",
        "文件可能已损坏，或者没有下载完整。请重新导出。",
        "It seems damaged or cut off. Export it again.",
    ),
    "crashed": Message("解析程序中途崩溃", "the parser broke down over it"),
    "no-end": Message("文件没有结尾", "its end is missing"),
    "too-slow": Message("{seconds} 秒内没有读完", "it was not read within {seconds} seconds"),
    "password": Message(
        "这个 SPSS 文件设了密码。",
        "The SPSS file has a password.",
        "在 SPSS 里打开，不加密另存一份（文件 > 另存为）。",
        "Open it in SPSS and save it without encryption.",
    ),
    "text-unreadable": Message(
        "文件里的文字无法解码：既不是 UTF-8 也不是 GB18030（文件自称的编码：{told}）。",
        "The text of the file can be decoded neither as UTF-8 nor as GB18030 (it says: {told}).",
        "在 SPSS 或 Stata 里打开，另存为 Unicode（UTF-8）格式。",
        "Open it in SPSS or Stata and save it as Unicode (UTF-8).",
    ),
    "scale-labels": Message(
        "量表题：{low} = {low_label}，{high} = {high_label}",
        "a scale: {low} = {low_label}, {high} = {high_label}",
    ),
    "no-answers": Message(
        "{count} 个单元格当作缺失（{codes}）",
        "{count} cells are taken as missing ({codes})",
    ),
    "response-set": Message(
        "多选题“{name}”的一个选项", "one option of the multiple response set {name!r}"
    ),
    "weighted-by": Message(
        "文件按这一列加权（WEIGHT BY）；用 --weight {column} 采用",
        "the file is weighted by it (WEIGHT BY); --weight {column} takes it",
    ),
}
