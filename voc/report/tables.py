"""Tables of texts as the page shows them, and what periods are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from voc.report.formats import MISSING, is_missing, number, shown
from voc.report.names import column_name
from voc.report.words import Language

__all__ = ["PlainTable", "period_name", "plain_table"]

TABLE_COLUMNS_SHOWN = 8
_PERIODS = {"month": "%Y-%m", "year": "%Y"}


@dataclass(frozen=True)
class PlainTable:
    """A table of texts: headings, rows, which columns are numbers, and how many rows are hidden."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    hidden: int


def period_name(start: pd.Timestamp, frequency: str) -> str:
    """Return a period by its usual name; a day or week by its first day.

    >>> period_name(pd.Timestamp("2024-04-01"), "quarter")
    '2024 Q2'
    >>> period_name(pd.Timestamp("2024-04-01"), "month")
    '2024-04'
    """
    if frequency == "quarter":
        return f"{start.year} Q{start.quarter}"
    return f"{start:{_PERIODS.get(frequency, '%Y-%m-%d')}}"


def plain_table(table: pd.DataFrame, language: Language, limit: int) -> PlainTable:
    """Return the first rows of a table as texts."""
    columns = list(table.columns)[:TABLE_COLUMNS_SHOWN]
    rows = tuple(
        tuple(_cell(name, row[name]) for name in columns)
        for row in table.head(limit).to_dict("records")
    )
    numeric = tuple(pd.api.types.is_numeric_dtype(table[name]) for name in columns)
    headings = tuple(shown(column_name(name, language), 60) for name in columns)
    return PlainTable(headings, rows, numeric, max(0, len(table) - limit))


def _cell(column: object, value: Any) -> str:
    if is_missing(value):
        return MISSING
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return shown(value, 80)
    if column == "p_adjusted":
        return "< 0.001" if value < 0.001 else number(value, 3)
    return number(value, 0 if float(value).is_integer() else 2)
