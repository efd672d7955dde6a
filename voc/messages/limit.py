"""Of input that is too large or hostile."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES: dict[str, Message] = {
    "columns": Message(
        "表格有 {columns} 列，最多支持 {most} 列。",
        "The table has {columns} columns; {most} are the most",
        "检查分隔符和表头；导出时只保留需要的列。",
        "Check the separator and the header, or export fewer columns.",
    ),
    "cells": Message(
        "表格有 {rows} 行、{columns} 列，超过 {most} 个单元格，内存放不下。",
        "The table has {rows} rows of {columns} columns, more than the {most} cells that memory "
        "can hold",
        "拆成几个文件，或减少列数。",
        "Split the file, or export fewer columns.",
    ),
    "unpacked": Message(
        "文件解压后超过 {most} MB。",
        "The file unpacks to more than {most} MB",
        "确认文件来源可靠；确实有这么多数据时，请导出为 CSV 或 Parquet。",
        "Make sure where it comes from; if it really holds that much, export it as CSV or Parquet.",
    ),
    "file": Message(
        "文件超过 {most} MB，这种文件不会这么大。",
        "The file holds more than {most} MB, which no file of this kind does",
        "确认是否给对了文件，以及它的来源是否可靠。",
        "Make sure that it is the right file, and where it comes from.",
    ),
    "cell": Message(
        "有一个单元格超过 {most} MB。",
        "A cell holds more than {most} MB",
        "确认文件来源可靠；Excel 的单元格最多只有 32,767 个字符。",
        "Make sure where the file comes from; Excel itself stops at 32,767 characters.",
    ),
    "texts": Message(
        "工作簿里的文本超过 {most} 条。",
        "The workbook holds more than {most} texts",
        "拆成几个文件，或导出为 CSV。",
        "Split it, or export it as CSV.",
    ),
    "extent": Message(
        "工作表一直延伸到单元格 {cell}。",
        "The sheet reaches to cell {cell}",
        "删除远处多余的单元格（按 Ctrl+End 可以找到），或导出为 CSV。",
        "Delete the stray cell (Ctrl+End finds it), or export it as CSV.",
    ),
    "device": Message(
        "这是设备或管道，不是文件。",
        "This is a device or a pipe, not a file",
        "给出一个数据文件。",
        "Give a file with data.",
    ),
    "workbook": Message(
        "工作簿无法打开：文件已损坏，或需要的内存过大。",
        "The workbook cannot be opened: it is damaged, or asks for too much memory",
        "用 Excel 打开后另存为 .xlsx，或导出为 CSV。",
        "Open it in Excel and save it again as .xlsx, or export it as CSV.",
    ),
}
