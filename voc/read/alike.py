"""The columns of an earlier run in a new export of the same layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.read.replies import staff_column
from voc.read.source import Column, Source

__all__ = ["as_before"]


def as_before(source: Source, columns: Sequence[Column]) -> Source:
    """The source with the roles and scales that its columns had in an earlier run.

    Parameters
    ----------
    source : Source
        Its roles are not looked at.
    columns : sequence of Column
        Of the earlier run. One that not every export has (another answer in words, a reply of the
        shop) may be missing, or new.

    Raises
    ------
    VocError
        Another column is missing or new.
    """
    known = {column.name: column for column in columns}
    texts = [column.name for column in columns if column.role == "text"]
    loose = {staff_column(name, pd.DataFrame()) for name in texts} | source.optional
    loose |= {column.name for column in columns if column.asked.kind == "ignore"}
    names = [str(name) for name in source.table.columns]
    missing = [name for name in known if name not in names and name not in loose]
    extra = [name for name in names if name not in known and name not in loose]
    if missing or extra:
        raise VocError(
            "append.other-columns", where=source.name, difference=_difference(missing, extra)
        )
    found = []
    for name in names:
        cells = source.table[name].dropna().astype("str")
        examples = tuple(cells[cells != ""].drop_duplicates().head(3))
        before = known.get(name) or Column(name, "ignore", phrase("append.new-column"), ())
        found.append(replace(before, examples=examples))
    return replace(source, columns=tuple(found))


def _difference(missing: Sequence[str], extra: Sequence[str]) -> str:
    told = []
    if missing:
        told.append(phrase("read.columns-missing", columns=listed(missing, 5)))
    if extra:
        told.append(phrase("read.columns-extra", columns=listed(extra, 5)))
    return phrase("command.semicolon").join(told)
