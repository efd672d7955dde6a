"""Parts of the report with a figure and a table each: priorities, comparisons, the survey's parts.

A block says in one line how it is computed and on how many. It computes nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from voc.lexicon import DIMENSIONS
from voc.report.data import ReportData
from voc.report.formats import MISSING, count, is_missing, number, percent, shown
from voc.report.names import METRICS
from voc.report.rows import PlainTable
from voc.report.words import Language, choose, texts

__all__ = ["Block", "Column", "Names", "block_table", "names_of", "spread", "written_p"]

ROWS_SHOWN = 40
Names = Mapping[str, str]
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Block:
    """One part of the report: what it is, how it is computed, a picture and a table."""

    key: str
    heading: str
    lead: str
    base: str
    figure: str
    table: PlainTable | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a block's table: the key of its heading, and how a cell is written."""

    heading: str
    written: Callable[[Row], str]
    numeric: bool = True


def block_table(
    table: pd.DataFrame, columns: Sequence[Column], language: Language, limit: int = ROWS_SHOWN
) -> PlainTable | None:
    """The rows of a study as texts; None without rows."""
    if table.empty:
        return None
    words = texts(language)
    rows = tuple(
        tuple(column.written(row) for column in columns)
        for row in table.head(limit).to_dict("records")
    )
    headings = tuple(words.get(column.heading, column.heading) for column in columns)
    numeric = tuple(column.numeric for column in columns)
    return PlainTable(headings, rows, numeric, max(0, len(table) - limit))


def names_of(data: ReportData, language: Language) -> dict[str, str]:
    """What drivers, dimensions and metrics are called."""
    names = {name: choose(pair, language) for name, pair in (DIMENSIONS | METRICS).items()}
    labels = data.drivers[f"label_{language}"]
    names |= {
        str(key): shown(label, 40)
        for key, label in zip(data.drivers["driver"], labels, strict=True)
    }
    return {**names, "all": texts(language)["all_drivers"]}


def spread(
    column: str, digits: int = 1, *, signed: bool = False, share: bool = False, ends: str = ""
) -> Callable[[Row], str]:
    """A value with its interval: 61.2 (58.0 to 64.1).

    `ends` names the bounds, `low` and `high` for "", else `<ends>_low` and `<ends>_high`.
    """

    def one(value: Any) -> str:
        if is_missing(value):
            return MISSING
        if share:
            return percent(float(value), digits)
        return number(float(value), digits, signed=signed)

    low, high = (f"{ends}_low", f"{ends}_high") if ends else ("low", "high")

    def written(row: Row) -> str:
        value = one(row[column])
        if is_missing(row[column]) or is_missing(row[low]):
            return value
        return f"{value} ({one(row[low])} … {one(row[high])})"

    return written


def written_p(column: str = "p_adjusted") -> Callable[[Row], str]:
    """A p-value as it is usually printed."""

    def written(row: Row) -> str:
        value = row[column]
        if is_missing(value):
            return MISSING
        return "< 0.001" if value < 0.001 else number(float(value), 3)

    return written


def named(column: str, names: Names) -> Callable[[Row], str]:
    """An id by its name."""
    return lambda row: names.get(str(row[column]), shown(row[column], 40))


def plain(column: str) -> Callable[[Row], str]:
    """A text as it stands."""
    return lambda row: MISSING if is_missing(row[column]) else shown(row[column], 60)


def counted(column: str = "n") -> Callable[[Row], str]:
    """A count."""
    return lambda row: count(float(row[column]))


def figure_of(column: str, digits: int = 2) -> Callable[[Row], str]:
    """A number without an interval."""
    return lambda row: MISSING if is_missing(row[column]) else number(float(row[column]), digits)


def told(column: str, prefix: str, language: Language) -> Callable[[Row], str]:
    """A word of the program, such as a quadrant, in the language of the report."""
    words = texts(language)
    return lambda row: words.get(f"{prefix}_{row[column]}", MISSING)
