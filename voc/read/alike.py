"""The columns of an earlier run in a new export of the same layout."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import pandas as pd

from voc.errors import VocError
from voc.messages import phrase
from voc.read.files import difference_told
from voc.read.replies import staff_column
from voc.read.slices import first_distinct
from voc.read.source import Column, Source

__all__ = ["as_before", "with_all"]


def as_before(source: Source, columns: Sequence[Column], optional: Collection[str] = ()) -> Source:
    """The source with the roles and scales that its columns had in an earlier run.

    Parameters
    ----------
    source : Source
        Its roles are not looked at.
    columns : sequence of Column
        Of the earlier run.
    optional : collection of str
        Columns of the earlier run that not every export has, such as another answer in words; they
        may be missing, or new, like the replies of a shop.

    Raises
    ------
    VocError
        Another column is missing or new.
    """
    known = {column.name: column for column in columns}
    texts = [column.name for column in columns if column.role == "text"]
    loose = {staff_column(name, pd.DataFrame()) for name in texts}
    loose |= source.optional | set(optional)
    loose |= {column.name for column in columns if column.asked.kind == "ignore"}
    names = [str(name) for name in source.table.columns]
    missing = [name for name in known if name not in names and name not in loose]
    extra = [name for name in names if name not in known and name not in loose]
    if missing or extra:
        raise VocError(
            "append.other-columns", where=source.name, difference=difference_told(missing, extra)
        )
    found = []
    for name in names:
        examples = tuple(first_distinct(source.table[name], 3))
        before = known.get(name) or Column(name, "ignore", phrase("append.new-column"), ())
        found.append(replace(before, examples=examples))
    return replace(source, columns=tuple(found))


def with_all(source: Source, columns: Sequence[Column]) -> Source:
    """The source with an empty column for each of the earlier run that it does not have."""
    known = [column.name for column in columns]
    empty = pd.Series(index=source.table.index, dtype="str")
    table = source.table.assign(**{name: empty for name in known if name not in source.table})
    own = {column.name: column for column in (*columns, *source.columns)}
    names = [*known, *(str(name) for name in table.columns if name not in known)]
    return replace(source, table=table[names], columns=tuple(own[name] for name in names))
