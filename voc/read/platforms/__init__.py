"""Survey platforms: what their exports say beside the cells, one module a platform.

A format (CSV, Excel) has been read when a platform is asked. It recognises its exports by what
stands in them, puts further header rows and codes to use, and says what each column is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from voc.read.platforms import (
    jinshuju,
    qualtrics,
    surveymonkey,
    tencent,
    wenjuanxing,
    wenjuanxing_pair,
)
from voc.read.source import Rows

__all__ = ["PLATFORMS", "Platform", "arranged", "is_header", "paired"]


class Platform(Protocol):
    """What the module of a platform offers."""

    title: str

    def recognise(self, rows: Rows) -> bool:
        """Tell by header and first rows whether the table is an export of this platform."""
        ...

    def arrange(self, rows: Rows) -> Rows:
        """The answers alone, under names that a reader knows, with `questions`.

        `format` begins with the title of the platform; header rows go, rows that are no answers
        (previews, tests) are set aside.
        """
        ...


class Pairing(Protocol):
    """A platform that exports one survey as two files."""

    def pair(self, parts: Sequence[Rows], names: Sequence[str]) -> Rows | None:
        """One table of several arranged ones; None when they are no pair.

        Names of the files are for messages: files that should be a pair may not fit.
        """
        ...


class FirstRow(Protocol):
    """A platform whose header has gaps, so that Excel's first row is not known for one."""

    def is_header(self, rows: Sequence[Sequence[str]]) -> bool:
        """Tell by the first rows of a sheet, a blank cell being an empty string."""
        ...


PLATFORMS: tuple[Platform, ...] = (qualtrics, surveymonkey, wenjuanxing, tencent, jinshuju)
_PAIRINGS: tuple[Pairing, ...] = (wenjuanxing_pair,)
_FIRST_ROWS: tuple[FirstRow, ...] = (surveymonkey,)


def arranged(rows: Rows) -> Rows:
    """The rows as their platform means them; others as they are."""
    known = next((platform for platform in PLATFORMS if platform.recognise(rows)), None)
    return rows if known is None else known.arrange(rows)


def paired(parts: Sequence[Rows], names: Sequence[str]) -> Rows | None:
    """One table of the files of one survey; None when the files are of the same layout."""
    found = (platform.pair(parts, names) for platform in _PAIRINGS)
    return next((rows for rows in found if rows is not None), None)


def is_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first of the first rows of a sheet is a platform's header."""
    return any(platform.is_header(rows) for platform in _FIRST_ROWS)
