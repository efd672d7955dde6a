"""Columns of Arrow batches as numpy arrays; strings that repeat are one object in memory."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from voc.repeated import coded

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["categories", "chunked", "give_back", "joined", "lengths_of", "pooled"]


def give_back() -> None:
    """Return free memory to the system: Arrow and the C library keep it for later use.

    Tables are freed when nobody names them; garbage is not looked for, which would take seconds in
    a notebook that holds much else.
    """
    import ctypes

    import pyarrow as pa

    pa.default_memory_pool().release_unused()
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # musl has none
            ctypes.CDLL(None).malloc_trim(0)


def joined(batches: Sequence[Any]) -> Any:
    """Batches with the same columns as one table, without a copy."""
    import pyarrow as pa

    return pa.Table.from_batches([batch.replace_schema_metadata(None) for batch in batches])


def chunked(arrays: Iterable[Any]) -> Any:
    """Arrays of one type as one column, without a copy."""
    import pyarrow as pa

    return pa.chunked_array(list(arrays))


def lengths_of(lists: Any) -> NDArray[np.int64]:
    """How many entries each list of a list array has."""
    offsets: NDArray[np.int64] = lists.offsets.to_numpy().astype(np.int64)
    return np.diff(offsets)


def pooled(column: Any) -> NDArray[Any]:
    """A dictionary-encoded column of text as an array of objects; None where it is missing.

    >>> import pyarrow as pa
    >>> pooled(pa.chunked_array([pa.array(["贵", None, "贵"]).dictionary_encode()])).tolist()
    ['贵', None, '贵']
    """
    numbers, values = _numbered(column)
    known = np.empty(len(values) + 1, dtype=object)  # its last entry is None
    known[:-1] = values
    return known[numbers]


def categories(column: Any, *, ordered: bool = True) -> pd.Categorical:
    """A dictionary-encoded column of text as a categorical one.

    Parameters
    ----------
    column : ChunkedArray
        Each chunk may have a dictionary of its own.
    ordered : bool
        Sort the values, as groups of a plain column would be. Not needed where there are about as
        many values as rows.

    Examples
    --------
    >>> import pyarrow as pa
    >>> found = categories(pa.chunked_array([pa.array(["贵", None, "快"]).dictionary_encode()]))
    >>> found.codes.tolist(), found.categories.tolist()
    ([1, -1, 0], ['快', '贵'])
    """
    import pandas as pd

    numbers, values = _numbered(column)
    if ordered:
        order = sorted(range(len(values)), key=values.__getitem__)
        rank = np.empty(len(values) + 1, dtype=np.int32)
        rank[order], rank[-1] = np.arange(len(values)), -1
        numbers, values = rank[numbers], [values[place] for place in order]
    return coded(numbers, pd.Index(values, dtype="str"))


def _numbered(column: Any) -> tuple[NDArray[np.int32], list[str]]:
    """The number of each cell, −1 where it is missing, and the values by their numbers."""
    places: dict[str, int] = {}
    numbers = np.empty(len(column), dtype=np.int32)
    done = 0
    for chunk in column.chunks:
        here = [places.setdefault(word, len(places)) for word in chunk.dictionary.to_pylist()]
        own = chunk.indices.fill_null(len(here)).to_numpy()
        numbers[done : done + len(chunk)] = np.array([*here, -1], dtype=np.int32)[own]
        done += len(chunk)
    return numbers, list(places)
