"""What the statistics of a run have found so far: tables, studies, and the notes on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from voc.driver.notes import NOTES as DRIVER_NOTES
from voc.errors import VocError
from voc.messages import phrase
from voc.metric.notes import NOTES as METRIC_NOTES

__all__ = ["Statistics", "column_of", "sentences"]

_SENTENCES = METRIC_NOTES | DRIVER_NOTES

Notes = Iterable[tuple[str, Mapping[str, Any]]]


@dataclass
class Statistics:
    """The tables of a run, the studies, and what is to be said of them."""

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    studies: dict[str, pd.DataFrame] = field(default_factory=dict)
    notes: list[dict[str, str]] = field(default_factory=list)

    def add(self, name: str, table: pd.DataFrame, *figures: str) -> None:
        """Keep a study that has rows, and one of its figures, and the notes of any."""
        self.note(name, table)
        if len(table) and (not figures or table[list(figures)].notna().any(axis=None)):
            self.studies[name] = table

    def note(self, name: str, table: pd.DataFrame) -> None:
        """Move the notes from a table to the list."""
        self.tell(name, table.attrs.get("notes", ()))
        table.attrs = {}

    def tell(self, name: str, notes: Notes) -> None:
        """Add notes; what was told before of the same table is not repeated."""
        self.notes += [note for note in sentences(name, notes) if note not in self.notes]


def sentences(about: str, notes: Notes) -> list[dict[str, str]]:
    """Notes of a table as sentences in Chinese and English.

    Examples
    --------
    >>> sentences("orders", [("orders_one_period", {})])[0]["zh"]
    '完整的期数不足两期，无法计算保持率、流失率和加入率。'
    """
    told = []
    for key, parameters in notes:
        zh, en = _SENTENCES[key]
        told.append({"about": about, "zh": zh.format(**parameters), "en": en.format(**parameters)})
    return told


def column_of(people: pd.DataFrame, name: str) -> str:
    """A column of the source by the name that it has among the respondents.

    Raises
    ------
    VocError
        It holds comments, which are no answers to count.

    Examples
    --------
    >>> column_of(pd.DataFrame({"source.time": ["x"], "time": [0]}), "time")
    'source.time'
    """
    own = f"source.{name}"
    if own in people:
        return own
    if name not in people:
        raise VocError(
            "survey.column-of-comments", where=phrase("place.column", column=name), name=name
        )
    return str(name)
