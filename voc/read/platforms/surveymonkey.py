"""SurveyMonkey: two header rows, the question above the first column of its block only.

The second row holds the option, the row of a matrix, `Response` or `Open-Ended Response`. It is
blank below the respondent's own columns, by which the export is known in any language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from voc.messages import phrase
from voc.read import cells, headers
from voc.read.platforms.answers import (
    WRITTEN_WORDS,
    block_kind,
    choice_kind,
    first_rows,
    plain_text,
    renamed,
    without_first_rows,
    written_beside,
)
from voc.read.profile import Profile
from voc.read.source import Question, Rows
from voc.read.times import parse_times

title = "SurveyMonkey"

_NAMES = (("respondent id", "collector id"), ("受访者 id", "收集器 id"), ("受訪者 id", "收集器 id"))
_OWN = 4  # respondent, collector, start and end come first
_NUMBER = re.compile(r"\d{5,}(?:\.0)?")
_ONE = re.compile(
    r"responses?|回复|回答|响应|答复|回覆|回應|réponse|respuesta|antwort|resposta", re.I
)
_OPEN = re.compile(r"open[- ]ended|开放|開放|自由|ouverte|abierta|offene|aperta|aberta", re.I)
_OTHER = re.compile(
    r"\bother\b|please (?:specify|explain)|\bcomments?\b|其他|其它|注明|註明|备注"
    r"|\bautre|\botr[oa]\b|\bsonstige|\baltro\b|\boutro",
    re.I,
)
_CUSTOM = re.compile(r"custom(?: data)? \d+|自定义数据 ?\d+|自訂資料 ?\d+", re.I)


@dataclass(frozen=True)
class _Block:
    """A question: its columns, by their place, and what stands above each of them."""

    question: str
    places: tuple[int, ...]
    labels: tuple[str, ...]


def recognise(rows: Rows) -> bool:
    """By the names of the first columns, or by what stands in and below them."""
    return is_header([list(rows.header), *first_rows(rows.table, 3)])


def is_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first of these rows names the respondent's columns.

    Examples
    --------
    >>> is_header([["Respondent ID", "Collector ID", "Start Date", "End Date", "Any advice?"]])
    True
    >>> is_header([["编号", "评论", "评分", "日期"], ["1", "很好", "5", "2025-03-01"]])
    False
    """
    first = [headers.plain(cell) for cell in rows[0][:_OWN]] if rows else []
    if tuple(first[:2]) in _NAMES:
        return True
    if len(rows) < 3 or len(first) < _OWN or not all(first):
        return False
    second, answers = rows[1], rows[2]
    dates = parse_times(pd.Series(list(answers[2:_OWN]), dtype="str"))
    return (
        not any(second[:_OWN])
        and any(second[_OWN:])
        and all(_NUMBER.fullmatch(cell) for cell in answers[:2])
        and bool(dates.notna().all())
    )


def arrange(rows: Rows) -> Rows:
    """The responses alone, each column named by its question and option."""
    asked = [plain_text(cell) for cell in rows.header]
    top = first_rows(rows.table, 1)
    second = [plain_text(cell) for cell in top[0]] if top and not top[0][0] else [""] * len(asked)
    if any(second):
        rows = without_first_rows(rows, 1)
    own = next((place for place, label in enumerate(second) if label), len(asked))
    blocks = _blocks(asked, second, own)
    names = [*asked[:own], *(name for block in blocks for name in _block_names(block))]
    rows = renamed(rows, names)
    columns = [rows.table[name] for name in rows.table.columns]
    questions = [_own(asked[place], place, columns[place]) for place in range(own)]
    for block in blocks:
        questions += _questions(block, [columns[place] for place in block.places])
    return replace(
        rows,
        format=f"{title}, {rows.format}",
        questions=dict(zip(rows.table.columns, questions, strict=True)),
    )


def _blocks(asked: Sequence[str], second: Sequence[str], own: int) -> list[_Block]:
    starts = [place for place in range(own, len(asked)) if asked[place] or place == own]
    ends = [*starts[1:], len(asked)] if starts else []
    return [
        _Block(asked[start], tuple(range(start, end)), tuple(second[start:end]))
        for start, end in zip(starts, ends, strict=True)
    ]


def _block_names(block: _Block) -> list[str]:
    """`question – option`, or the question alone where there is nothing to tell apart.

    Examples
    --------
    >>> _block_names(_Block("Which?", (0, 1), ("Response", "Other (please specify)")))
    ['Which?', 'Which? – Other (please specify)']
    """
    return [
        f"{block.question} – {label}" if block.question and not _alone(block, label) else
        block.question or label
        for label in block.labels
    ]  # fmt: skip


def _alone(block: _Block, label: str) -> bool:
    return not label or len(block.labels) == 1 or _ONE.fullmatch(label) is not None


def _own(name: str, place: int, column: pd.Series) -> Question:
    """One of the respondent's own columns: the first four by their place."""
    if place == 0:
        return Question("id", reason=phrase("platform.surveymonkey-respondent"))
    if place == 1:
        different = column[~cells.blank_cells(column)].nunique()
        kind = "single" if different > 1 else "ignore"
        return Question(kind, reason=phrase("platform.surveymonkey-collector"))
    if place == 2:
        return Question("ignore", reason=phrase("platform.surveymonkey-began"))
    if place == 3:
        return Question("time", reason=phrase("platform.surveymonkey-ended"))
    return _personal(name) or Question("")


def _personal(label: str) -> Question | None:
    """Names and addresses; 自定义数据 and the like may be anything."""
    header = headers.plain(label)
    told = headers.says("person", header) or headers.says("contact", header)
    if not told and header not in ("名字", "姓氏", "名", "姓"):
        return None
    if _CUSTOM.search(header):
        return None
    return Question("ignore", reason=phrase("platform.person", platform=title))


def _questions(block: _Block, columns: Sequence[pd.Series]) -> list[Question]:
    names = _block_names(block)
    beside = _written_beside(block, columns)
    chosen = len(columns) - beside
    if chosen == 1:
        told = [_one(block.labels[0], names[0], columns[0])]
    else:
        kind = block_kind(columns[:chosen], block.labels[:chosen])
        reason = phrase("platform.kind", platform=title, kind=kind) if kind else ""
        told = [
            (None if kind else _personal(label)) or Question(kind, name, reason=reason)
            for label, name in zip(block.labels[:chosen], names[:chosen], strict=True)
        ]
    return [*told, *(written_beside(columns[-1], names[-1]) for _ in range(beside))]


def _one(label: str, name: str, column: pd.Series) -> Question:
    """A question of one column: open, or one choice; where the label says neither, guessed."""
    if _OPEN.search(label):
        return Question("open", name, reason=phrase("platform.surveymonkey-open"))
    kind = choice_kind(column, name) if _ONE.fullmatch(label) else ""
    reason = phrase("platform.kind", platform=title, kind=kind) if kind else ""
    return Question(kind, name, reason=reason)


def _written_beside(block: _Block, columns: Sequence[pd.Series]) -> int:
    """1 when the last column holds what was written beside the options of the others, else 0."""
    if len(columns) < 2:
        return 0
    options, labels = columns[:-1], block.labels
    named = _OTHER.search(labels[-1]) is not None
    if len(options) == 1:
        return int(named or _ONE.fullmatch(labels[0]) is not None)
    kind = block_kind(options, labels[:-1])
    if kind == "multiple":
        return int(block_kind(columns, labels) != kind)
    # a remark below a matrix says something else than its rows, and says it in words
    steps = set().union(*(set(column.dropna().tolist()) for column in options))
    remarks = set(columns[-1].dropna().tolist())
    sentences = Profile.of(columns[-1]).mean_words >= WRITTEN_WORDS
    return int(bool(kind) and bool(remarks) and not remarks & steps and (named or sentences))
