"""金数据: CSV and XLSX exports of a form.

From its help pages and from scripts that read such exports: 序号 in front; the fields of the form
under their own names, without numbers; behind them 提交人, 提交时间, 修改时间 (or 更新时间),
填写设备, 操作系统, 浏览器, 填写地区, IP and, where it was asked for, 微信昵称, 微信性别, 微信国家,
微信省市, openid and 扩展属性.

Assumed, as no export with them was at hand: several options in one cell stand between commas or on
lines of their own; a column is multiple choice where few options make up many different cells.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pandas as pd

from voc.messages import phrase
from voc.read.platforms.kinds import asked, known_column, without, write_ins
from voc.read.profile import MULTIPLE_CHOICE
from voc.read.source import Question, Rows

__all__ = ["arrange", "recognise", "title"]

title = "金数据"

NUMBER, SUBMITTED = "序号", "提交时间"
_DEVICE = ("填写设备", "操作系统", "浏览器")
_PERSONAL = (
    *("提交人", "填写者", "IP", "openid", "OpenID", "手机号", "邮箱"),
    *("微信昵称", "微信头像", "微信OpenID", "微信国家", "微信省市"),
)
_ABOUT = {
    NUMBER: ("id", "platform.cn-number"),
    SUBMITTED: ("time", "platform.cn-submitted"),
    "修改时间": ("ignore", "platform.cn-process"),
    "更新时间": ("ignore", "platform.cn-process"),
    "填写时长": ("ignore", "platform.cn-duration"),
    "填写地区": ("segment", "platform.cn-place"),
    "微信性别": ("segment", "platform.cn-wechat-sex"),
    **dict.fromkeys(_DEVICE, ("ignore", "platform.cn-process")),
    **dict.fromkeys(_PERSONAL, ("ignore", "platform.cn-personal")),
}
SEVERAL = 0.2  # share of cells with several options, from which a field is multiple choice
COMBINED = 2  # different cells that an option stands in on average; a sentence stands in one
MOST_OPTIONS, LONGEST_OPTION = 40, 20
_BETWEEN = re.compile(r"\s*[,，\n]\s*")


def recognise(rows: Rows) -> bool:
    """By the columns that the platform puts around the fields of a form."""
    names = set(rows.table.columns)
    around = names & {*_DEVICE, "提交人", "修改时间", "更新时间", "填写地区", "填写时长", "IP"}
    return {NUMBER, SUBMITTED} <= names and len(around) >= 2 and bool(names & {*_DEVICE})


def arrange(rows: Rows) -> Rows:
    """The fields, each with its kind; several options of a cell joined by ┋."""
    table: dict[str, pd.Series] = {}
    questions: dict[str, Question] = {}
    added: set[str] = set()
    for name in rows.table.columns:
        column = rows.table[name]
        if name in _ABOUT:
            table[name] = column
            questions[name] = known_column(name, column, *_ABOUT[name])
            continue
        options, written = write_ins(several_options(without(column, ())))
        table[name], questions[name] = options, asked(name, options)
        for option, words in written.items():
            beside = f"{name}〖{option}〗"
            reason = phrase("platform.cn-written", name=name)
            table[beside], questions[beside] = words, Question("open", beside, reason=reason)
            added.add(beside)
    return replace(
        rows,
        table=pd.DataFrame(table, index=rows.table.index),
        format=f"{title}, {rows.format}",
        questions=questions,
        optional=frozenset(added),
    )


def several_options(column: pd.Series) -> pd.Series:
    """Options of a cell joined by ┋, where a column holds several; else the column as it is.

    Examples
    --------
    >>> ticked = pd.Series(["茶,咖啡", "茶", "咖啡,果汁", "茶,果汁", "果汁", "咖啡,茶,果汁"])
    >>> several_options(ticked).tolist()[:3]
    ['茶┋咖啡', '茶', '咖啡┋果汁']
    >>> several_options(pd.Series(["贵,差", "很好,会再来"])).tolist()
    ['贵,差', '很好,会再来']
    """
    if pd.api.types.is_numeric_dtype(column) or pd.api.types.is_datetime64_any_dtype(column):
        return column
    cells = [_BETWEEN.split(cell.strip()) for cell in column.dropna().tolist()]
    ticked = Counter(option for cell in set(map(tuple, cells)) for option in cell)
    several = sum(len(cell) > 1 for cell in cells)
    few = len(ticked) <= MOST_OPTIONS and ticked.total() >= COMBINED * len(ticked)
    short = all(0 < len(option) <= LONGEST_OPTION for option in ticked)
    once = all(len(set(cell)) == len(cell) for cell in cells)
    if not cells or several < SEVERAL * len(cells) or not (few and short and once):
        return column
    return column.str.strip().str.replace(_BETWEEN, MULTIPLE_CHOICE, regex=True)
