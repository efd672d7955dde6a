"""腾讯问卷: CSV and XLSX exports by text.

From scripts that read such exports (the platform does not document them):

- 编号, 开始答题时间, 结束答题时间 (2021-02-02 20:26:58 or 02-Feb-2021 20:26:58), 答题时长 in
  seconds, at times 语言, 清洗数据结果, then 地理位置国家和地区, 地理位置省, 地理位置市, 用户类型,
  用户标识, 昵称, 自定义字段, IP, UA, Referrer, 中奖时间, 中奖金额, 审核状态; a comma ends a line;
- questions `1.您的性别`; options with their letter, `A.男`;
- multiple choice as a column for each option, `3.您点过哪些:葱油拌面`, blank where not ticked;
- what is to be filled in as `…____{fillblank-1a2b}` or `…_填空1`.

Assumed: rows of a matrix are `6.请打分:环境`; a ranking is a column for each option with its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from voc.messages import phrase
from voc.read import cells
from voc.read.platforms import blocks
from voc.read.platforms.kinds import asked, known_column, of_several, without, write_ins
from voc.read.source import Question, Rows

__all__ = ["arrange", "recognise", "title"]

title = "腾讯问卷"

BEGAN, ENDED, TOOK = "开始答题时间", "结束答题时间", "答题时长"
_PERSONAL = ("用户标识", "昵称", "IP", "UA", "Referrer")
_PROCESS = ("用户类型", "清洗数据结果", "智能清洗数据无效概率", "中奖时间", "中奖金额", "审核状态")
_ABOUT = {
    "编号": ("id", "platform.cn-number"),
    BEGAN: ("ignore", "platform.cn-began"),
    ENDED: ("time", "platform.cn-submitted"),
    TOOK: ("ignore", "platform.cn-duration"),
    "语言": ("segment", "platform.cn-language"),
    "地理位置国家和地区": ("segment", "platform.cn-place"),
    "地理位置省": ("segment", "platform.cn-place"),
    "地理位置市": ("segment", "platform.cn-place"),
    **dict.fromkeys(_PERSONAL, ("ignore", "platform.cn-personal")),
    **dict.fromkeys(_PROCESS, ("ignore", "platform.cn-process")),
}
LETTERED = 0.9  # share of answers with a letter from which it is that of the option
MISSING_CODES = frozenset(("(跳过)", "（跳过）", "(空)", "（空）"))

_NUMBERED = re.compile(r"(\d+)\s*[.．、]\s*(\S.*)")
_PART = re.compile(r"(\d+\s*[.．、]\s*.+?)\s*(?:[:：]\s*(?=\S)|[:：]?_(?=填空))(.+)")
_BLANK = re.compile(r"_*\{fillblank-[^}]*\}(?:\[[^\]]*\])?")
_LETTER = re.compile(r"([A-Z]{1,2})\s*[.．、]\s*(?=\S)")


def recognise(rows: Rows) -> bool:
    """By the columns that the platform puts in front."""
    names = set(rows.table.columns)
    return "编号" in names and len(names & {BEGAN, ENDED, TOOK}) >= 2


def arrange(rows: Rows) -> Rows:
    """A column for each question, options without their letters.

    Ticked columns become one column again, options joined by ┋; what was filled in beside one of
    them stands in a column of its own, `3.您点过哪些〖其他〗`.
    """
    table: dict[str, pd.Series] = {}
    questions: dict[str, Question] = {}
    added: set[str] = set()
    for names in _questions(list(rows.table.columns)):
        columns = {name: rows.table[name] for name in names}
        if len(names) == 1 and not _NUMBERED.fullmatch(names[0]):
            name = names[0]
            table[name] = columns[name]
            if name in _ABOUT:
                questions[name] = known_column(name, columns[name], *_ABOUT[name])
            continue
        found = _ticked(columns) if len(names) > 1 else {}
        added |= {name for name in found if "〖" in name}
        for name, (column, question) in (found or _each(columns)).items():
            table[name], questions[name] = column, question
    return replace(
        rows,
        table=pd.DataFrame(table, index=rows.table.index),
        format=f"{title}, {rows.format}",
        questions=questions,
        optional=frozenset(added),
    )


Found = dict[str, tuple[pd.Series, Question]]


def _questions(names: Sequence[str]) -> list[list[str]]:
    grouped: list[list[str]] = []
    stem = ""
    for name in names:
        part = _PART.fullmatch(name)
        if part and part[1] == stem:
            grouped[-1].append(name)
        else:
            grouped.append([name])
        stem = part[1] if part else ""
    return grouped


def _ticked(columns: dict[str, pd.Series]) -> Found:
    """One column of ticked or of ranked options; empty where the columns are something else."""
    stem, named = _parts(columns)
    question = _NUMBERED.sub(r"\2", stem)
    kept = {part: without(column, MISSING_CODES) for part, column in named.items()}
    if blocks.placed(list(kept.values())):
        reason = phrase("platform.cn-placed")
        return {stem: (blocks.ranked(kept), Question("ranking", question, reason=reason))}
    plain = {part: _is_tick(column, part) for part, column in kept.items()}
    if 2 * sum(plain.values()) <= len(plain):
        return {}
    ticks = {part: _ticks(column) for part, column in kept.items()}
    reason = phrase("platform.cn-ticked")
    found = {stem: (blocks.ticked(ticks), Question("multiple", question, reason=reason))}
    for part, column in kept.items():
        if not plain[part] and column.notna().any():
            reason = phrase("platform.cn-written", name=stem)
            name = f"{stem}〖{part}〗"
            found[name] = (column, Question("open", f"{question}〖{part}〗", reason=reason))
    return found


def _parts(columns: dict[str, pd.Series]) -> tuple[str, dict[str, pd.Series]]:
    """The question that columns have in common, and each by its option or row."""
    stem, named = "", {}
    for name, column in columns.items():
        match = _PART.fullmatch(name)
        if match is None:
            continue
        stem = match[1]
        part = _LETTER.sub("", _BLANK.sub("", match[2]), count=1).strip() or match[2]
        named[part if part not in named else name] = column
    return stem, named


def _is_tick(column: pd.Series, part: str) -> bool:
    """Whether nothing stands there but 1 and 0, or the option itself."""
    said = {_LETTER.sub("", str(value), count=1).strip() for value in column.dropna().unique()}
    marks = said - {"0", "0.0"}
    return not marks or (len(marks) == 1 and (marks <= {"1", "1.0", "√"} or part in marks))


def _ticks(column: pd.Series) -> pd.Series:
    ticked = ~cells.blank_cells(column) & (column.astype("str") != "0").to_numpy(dtype=bool)
    return pd.Series(ticked.astype("int64"), index=column.index)


def _each(columns: dict[str, pd.Series]) -> Found:
    found: Found = {}
    for name, column in columns.items():
        match = _NUMBERED.fullmatch(name)
        stem = _BLANK.sub("", match[2] if match else name)
        answers, labels = _without_letters(without(column, MISSING_CODES))
        options, written = write_ins(answers)
        question = replace(asked(stem, options), labels=labels)
        found[name] = (options, of_several(question) if len(columns) > 1 else question)
        for option, words in written.items():
            reason = phrase("platform.cn-written", name=name)
            told = Question("open", f"{stem}〖{option}〗", reason=reason)
            found[f"{name}〖{option}〗"] = (words, told)
    return found


def _without_letters(column: pd.Series) -> tuple[pd.Series, dict[str, str]]:
    """Options without their letters, and what each letter stands for: A.男 → 男."""
    if pd.api.types.is_numeric_dtype(column) or pd.api.types.is_datetime64_any_dtype(column):
        return column, {}
    said = {value: _LETTER.match(value) for value in column.dropna().unique().tolist()}
    if not said or sum(match is not None for match in said.values()) < LETTERED * len(said):
        return column, {}
    plain = {value: value[match.end() :] if match else value for value, match in said.items()}
    labels = {match[1]: plain[value] for value, match in said.items() if match}
    return column.map(plain, na_action="ignore").astype("str"), dict(sorted(labels.items()))
