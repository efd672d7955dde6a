"""What exports have in common: header rows among the answers, and blocks of columns."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from voc.messages import phrase
from voc.read import cells
from voc.read.profile import Profile
from voc.read.role_guess import guess_role
from voc.read.source import Question, Rejected, Rows

WRITTEN_WORDS = 6.0  # mean length from which what stands beside an option is taken for comments
MOST_STEPS = 11  # different answers up to which a block of columns is a matrix
RANKED_ROWS = 5  # rows from which ranks are told from ratings
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_TICKED = frozenset(("1", "1.0", "true", "yes", "checked", "selected", "是", "√", "✓", "✔"))


def plain_text(cell: object) -> str:
    """A cell of a header as a person reads it: without tags, entities and line breaks.

    Examples
    --------
    >>> plain_text("<b>How</b> was\\nyour stay&nbsp;?")
    'How was your stay ?'
    """
    if cell is None or cell is pd.NA or (isinstance(cell, float) and cell != cell):
        return ""
    return " ".join(html.unescape(_TAG.sub("", str(cell))).split())


def first_rows(table: pd.DataFrame, count: int) -> list[list[str]]:
    """The first rows of a table as text; a missing cell is an empty string."""
    rows = zip(*(table[name].head(count).tolist() for name in table.columns), strict=True)
    return [["" if pd.isna(cell) else str(cell).strip() for cell in row] for row in rows]


def without_first_rows(rows: Rows, count: int) -> Rows:
    """The rows below further header rows."""
    table = rows.table.iloc[count:].reset_index(drop=True)
    return replace(rows, table=table, lines=rows.lines[count:])


def set_aside(rows: Rows, reasons: Mapping[int, str]) -> Rows:
    """The rows but those that are no answers.

    Parameters
    ----------
    rows : Rows
    reasons : mapping of int to str
        Number of a row in the table, and why it is set aside.
    """
    if not reasons:
        return rows
    taken = first_rows(rows.table.loc[list(reasons)], len(reasons))
    aside = [
        Rejected(
            int(rows.lines[place]) if len(rows.lines) else place + 1,
            reason,
            " | ".join(cell for cell in row if cell),
        )
        for (place, reason), row in zip(reasons.items(), taken, strict=True)
    ]
    lines = [line for place, line in enumerate(rows.lines) if place not in reasons]
    return replace(
        rows,
        table=rows.table.drop(index=list(reasons)).reset_index(drop=True),
        lines=lines,
        rejected=(*rows.rejected, *aside),
    )


def renamed(rows: Rows, names: Sequence[str]) -> Rows:
    """The rows with other names of columns, in their order, unique ones."""
    return replace(rows, table=rows.table.set_axis(cells.header_names(names), axis=1))


def written_beside(column: pd.Series, text: str) -> Question:
    """What was written beside an option: comments where these are sentences, else no text.

    Examples
    --------
    >>> written_beside(pd.Series(["朋友推荐", "路过"]), "其他").kind
    'ignore'
    >>> written_beside(pd.Series(["电话打了三次都没人接，最后自己跑了一趟"]), "其他").kind
    'open'
    """
    long = Profile.of(column).mean_words >= WRITTEN_WORDS
    code = "platform.written-long" if long else "platform.written-short"
    return Question("open" if long else "ignore", text, reason=phrase(code))


def choice_kind(column: pd.Series, text: str) -> str:
    """What a question with one choice is: a scale where it is answered in ratings, else single.

    Examples
    --------
    >>> choice_kind(pd.Series([9, 10, 0, 7]), "您有多大可能把我们推荐给朋友？")
    'scale'
    >>> choice_kind(pd.Series(["公务舱", "经济舱"]), "您的舱位是？")
    'single'
    """
    return "scale" if guess_role(text, Profile.of(column)).role == "score" else "single"


def block_kind(columns: Sequence[pd.Series], labels: Sequence[str]) -> str:
    """What a block of several columns is: multiple, ranking, matrix, or empty for neither.

    Parameters
    ----------
    columns : sequence of Series
    labels : sequence of str
        The option or row that each stands for.

    Examples
    --------
    >>> block_kind([pd.Series(["餐食", None]), pd.Series([None, "座椅"])], ["餐食", "座椅"])
    'multiple'
    >>> block_kind([pd.Series([5, 4]), pd.Series([1, 5])], ["餐食", "座椅"])
    'matrix'
    """
    filled = [column[~cells.blank_cells(column)].astype("str").str.strip() for column in columns]
    values = [set(column.tolist()) for column in filled]
    if len(columns) < 2 or not any(values):
        return ""
    if all(_ticked(found, label) for found, label in zip(values, labels, strict=True)):
        return "multiple"
    if _ranks(columns, values):
        return "ranking"
    few = len(set().union(*values)) <= MOST_STEPS
    return "matrix" if few else ""


def _ticked(values: set[str], label: str) -> bool:
    """Nothing but one mark, or the option itself, besides zeros."""
    marks = values - {"0", "0.0"}
    if not marks:
        return True
    mark = next(iter(marks))
    return len(marks) == 1 and (mark.casefold() in _TICKED or label.endswith(mark))


def _ranks(columns: Sequence[pd.Series], values: Sequence[set[str]]) -> bool:
    """Whole numbers from 1 to the number of columns, each once in a row."""
    places = {str(place) for place in range(1, len(columns) + 1)}
    found = {value.removesuffix(".0") for each in values for value in each}
    if len(columns) < 3 or not found <= places:
        return False
    table = pd.concat([pd.to_numeric(column, errors="coerce") for column in columns], axis=1)
    table = table[table.notna().sum(axis=1) > 1]
    different = table.nunique(axis=1) == table.notna().sum(axis=1)
    return len(table) >= RANKED_ROWS and bool(different.all())
