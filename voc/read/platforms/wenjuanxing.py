"""问卷星: exports by text (options as words) and by code (options as numbers).

From exports and from scripts that read them:

- one header row; 序号, 提交答卷时间 (2024/3/5 10:11:12), 所用时间 (123秒), 来源, 来源详情, 来自IP,
  at times 总分, then a column for each question, `6、兴趣爱好`, often with blanks behind it;
- by text: options of multiple choice joined by ┋, a ranking by →, rows of a matrix `第8题(服务)` or
  `8、请评价—服务`, words written beside an option as 其他【请注明】〖…〗;
- by code: single choice as the number of the option, multiple choice as columns `第6题(运动)` of 0
  and 1 without the words of the question; -2 and -3, (跳过) and (空) where nothing was answered.

Assumed, as no export with it was at hand: by code a ranking is a column for each option with its
place (`placed`), and `6、兴趣爱好(运动)` is the same as `第6题(运动)`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from voc.messages import phrase
from voc.read.platforms import blocks
from voc.read.platforms.kinds import (
    asked,
    known_column,
    of_several,
    plain_option,
    without,
    write_ins,
)
from voc.read.profile import MULTIPLE_CHOICE
from voc.read.source import Question, Rows

__all__ = ["Heading", "arrange", "heading", "is_coded", "recognise", "title"]

title = "问卷星"

NUMBER = "序号"
SUBMITTED = "提交答卷时间"
_ABOUT = {  # columns that are no questions: kind, and the code of the reason
    NUMBER: ("id", "platform.cn-number"),
    SUBMITTED: ("time", "platform.cn-submitted"),
    "所用时间": ("ignore", "platform.cn-duration"),
    "来源": ("segment", "platform.cn-channel"),
    "来源详情": ("ignore", "platform.cn-channel-detail"),
    "来自IP": ("ignore", "platform.cn-ip"),
    "总分": ("ignore", "platform.cn-points"),
}
MISSING_CODES = frozenset(
    ("-2", "-3", "-2.0", "-3.0", "−2", "−3", "(跳过)", "（跳过）", "(空)", "（空）")
)
LOOKED_AT = 200  # cells looked at for a sign of the platform where its own columns are gone

_PART = re.compile(r"第\s*(\d+)\s*题\s*[(（](.*)[)）](?:\.\d+)?")
_NUMBERED = re.compile(r"(\d+)\s*[、．.]\s*(\S.*)")
_WHOLE_QUESTION = re.compile(r"第\s*(\d+)\s*题")


class Heading(NamedTuple):
    """What the header of a question says: its number, its words, the option or row it is about."""

    number: int
    stem: str
    part: str = ""


def heading(name: str) -> Heading | None:
    """Read the header of a question; None for any other column.

    >>> heading("6、兴趣爱好")
    Heading(number=6, stem='兴趣爱好', part='')
    >>> heading("第6题(ACG文化(动漫等))").part, heading("来源")
    ('ACG文化(动漫等)', None)
    """
    if match := _PART.fullmatch(name):
        return Heading(int(match[1]), "", match[2].strip())
    if match := _NUMBERED.fullmatch(name):
        return Heading(int(match[1]), match[2].strip())
    match = _WHOLE_QUESTION.fullmatch(name)
    return Heading(int(match[1]), name) if match else None


def recognise(rows: Rows) -> bool:
    """By the columns that the platform puts in front, or by the way it writes answers."""
    names = list(rows.table.columns)
    about = sum(name in _ABOUT for name in names)
    parts = sum(bool(_PART.fullmatch(name)) for name in names)
    numbered = [name for name in names if re.match(r"\d+、", name)]
    if SUBMITTED in names or (NUMBER in names and about >= 3):
        return bool(numbered or parts)
    if 2 * (len(numbered) + parts) < len(names) or len(numbered) + parts < 2:
        return False
    cells = (rows.table[name].head(LOOKED_AT).astype("str") for name in numbered)
    return parts >= 2 or any(
        column.str.contains(f"{MULTIPLE_CHOICE}|〖", regex=True, na=False).any() for column in cells
    )


def arrange(rows: Rows) -> Rows:
    """Answers without codes of missing ones; a column for each question, and for what was written.

    By code the options of a multiple-choice question become one column again, `第6题`, joined by ┋
    as they are by text: one row of a codebook, one column to group or count by. Columns of a matrix
    keep their names, one for each row of it. Words written beside an option stand in a column of
    their own, `6、兴趣爱好〖其他〗`.
    """
    cleaned = {
        name: without(rows.table[name], MISSING_CODES) if heading(name) else rows.table[name]
        for name in rows.table.columns
    }
    coded = is_coded(cleaned)
    table: dict[str, pd.Series] = {}
    questions: dict[str, Question] = {}
    for names in _questions(list(cleaned)):
        columns = {name: cleaned[name] for name in names}
        found = _about(columns) or _whole(columns) or _single(columns, coded=coded)
        for name, (column, question) in found.items():
            table[name] = column
            if question is not None:
                questions[name] = question
    how = phrase("platform.wenjuanxing-by-code" if coded else "platform.wenjuanxing-by-text")
    return replace(
        rows,
        table=pd.DataFrame(table, index=rows.table.index),
        format=f"{title} ({how}), {rows.format}",
        questions=questions,
        optional=frozenset(name for name in table if name not in cleaned and "〖" in name),
    )


def is_coded(table: dict[str, pd.Series]) -> bool:
    """Whether options stand as numbers: no answer that repeats is in words."""
    wordy = numeric = False
    for name, column in table.items():
        about = heading(name)
        if about is None or not column.notna().any():
            continue
        if pd.api.types.is_numeric_dtype(column):
            numeric = True
        elif column.str.contains(MULTIPLE_CHOICE, na=False).any():
            return False
        else:
            wordy |= asked(about.stem, column).kind in ("single", "scale")
    return numeric and not wordy


Found = dict[str, tuple[pd.Series, Question | None]]


def _questions(names: Sequence[str]) -> list[list[str]]:
    """Names of the columns of each question; a column that is none stands by itself."""
    grouped: list[list[str]] = []
    last: Heading | None = None
    for name in names:
        now = heading(name)
        if (
            now
            and last
            and now.number == last.number
            and _together(last, now, grouped[-1][0], name)
        ):
            grouped[-1].append(name)
        else:
            grouped.append([name])
        last = now
    return grouped


def _together(last: Heading, now: Heading, first: str, name: str) -> bool:
    """Whether two columns of the same number are parts of one question."""
    return bool(now.part if last.part else blocks.common_stem([first, name]))


def _about(columns: dict[str, pd.Series]) -> Found:
    """A column of the platform itself, or one that it does not know."""
    name, column = next(iter(columns.items()))
    if name in _ABOUT:
        return {name: (column, known_column(name, column, *_ABOUT[name]))}
    return {} if heading(name) else {name: (column, None)}


def _whole(columns: dict[str, pd.Series]) -> Found:
    """The column that the columns of one question make together: ticks, places."""
    names, parts = list(columns), list(columns.values())
    first = heading(names[0])
    if first is None or (len(names) == 1 and not first.part):
        return {}
    stem = blocks.common_stem(names) if len(names) > 1 else ""
    whole = f"第{first.number}题" if first.part else stem.rstrip("(（—–－-:：_ ")
    text = whole if first.part else _stem(whole)
    if blocks.ticks(parts):
        joined = blocks.ticked(_by_option(columns, stem))
        return {whole: (joined, Question("multiple", text, reason=phrase("platform.cn-ticked")))}
    if blocks.placed(parts):
        joined = blocks.ranked(_by_option(columns, stem))
        return {whole: (joined, Question("ranking", text, reason=phrase("platform.cn-placed")))}
    return {}


def _single(columns: dict[str, pd.Series], *, coded: bool) -> Found:
    """Each column for itself, and beside it the words written beside its options."""
    found: Found = {}
    for name, column in columns.items():
        about = heading(name)
        stem = name if about is None else about.part or about.stem
        options, written = write_ins(column)
        if options is not column:
            options = without(options, ())
        question = asked(stem, options, coded=coded)
        if len(columns) > 1 or (about and about.part):
            question = of_several(question)
        found[name] = (options, question)
        for option, words in written.items():
            reason = phrase("platform.cn-written", name=name)
            found[f"{name}〖{option}〗"] = (
                words,
                Question("open", f"{stem}〖{option}〗", reason=reason),
            )
    return found


def _by_option(columns: dict[str, pd.Series], stem: str) -> dict[str, pd.Series]:
    named: dict[str, pd.Series] = {}
    for name, column in columns.items():
        about = heading(name)
        part = about.part if about and about.part else name.removeprefix(stem).rstrip(")）")
        option = plain_option(part)
        named[option if option not in named else name] = column
    return named


def _stem(name: str) -> str:
    about = heading(name)
    return about.stem if about else name
