"""Columns of Arrow batches as numpy arrays; strings that repeat are one object in memory."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from voc.mapped import laid_aside
from voc.repeated import coded

if TYPE_CHECKING:
    import pandas as pd

_MAPPED_FROM, _LARGE = -3, 4 << 20  # M_MMAP_THRESHOLD, bytes

__all__ = ["categories", "chunked", "give_back", "joined", "keep_little", "lengths_of", "pooled"]


def keep_little() -> None:
    """Let the C library return large arrays to the system as soon as they are free (Linux).

    It would keep those of up to 32 MB among smaller things, as holes that fit nothing later.
    """
    import ctypes

    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # musl has none
            ctypes.CDLL(None).mallopt(_MAPPED_FROM, _LARGE)


def give_back() -> None:
    """Return free memory to the system: Arrow and the C library keep it for later use.

    Tables are freed when nobody names them; garbage is not looked for, which would take seconds in
    a notebook that holds much else.
    """
    import ctypes

    import pyarrow as pa

    laid_aside()
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
    known[:-1] = values.to_pylist()
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
    import pyarrow.compute as pc

    numbers, values = _numbered(column)
    if ordered:
        order = pc.sort_indices(values).to_numpy()
        rank = np.empty(len(values) + 1, dtype=np.int32)
        rank[order], rank[-1] = np.arange(len(values)), -1
        numbers, values = rank[numbers], values.take(order)
    return coded(numbers, pd.Index(pd.array(values.cast("large_string"), dtype="str")))


def _numbered(column: Any) -> tuple[NDArray[np.int32], Any]:
    """The number of each cell, −1 where it is missing, and the values by their numbers."""
    import pyarrow as pa

    chunks = column.unify_dictionaries().chunks
    numbers = [chunk.indices.fill_null(-1).to_numpy() for chunk in chunks]
    values = chunks[-1].dictionary if chunks else pa.array([], pa.string())
    return np.concatenate([np.zeros(0, np.int32), *numbers]), values
