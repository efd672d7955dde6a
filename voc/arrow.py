"""Columns of Arrow batches as numpy arrays; strings that repeat are one object in memory."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

import numpy as np
from numpy.typing import NDArray

_WORTH_IT = 512 << 10  # KiB: a process that never held more has little to return

__all__ = ["chunked", "give_back", "joined", "lengths_of", "pooled"]


def give_back() -> None:
    """Return free memory to the system: Arrow and the C library keep it for later use.

    Tables are freed when nobody names them; garbage is not looked for, which would take seconds in
    a notebook that holds much else.
    """
    if _has_little():
        return
    import ctypes

    import pyarrow as pa

    pa.default_memory_pool().release_unused()
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # musl has none
            ctypes.CDLL(None).malloc_trim(0)


def _has_little() -> bool:
    if sys.platform != "linux":
        return False  # peaks are counted in other units, or not at all
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < _WORTH_IT


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
    places: dict[str, int] = {}
    found = np.empty(len(column), dtype=np.int64)
    done = 0
    for chunk in column.chunks:
        here = [places.setdefault(word, len(places)) for word in chunk.dictionary.to_pylist()]
        numbers = chunk.indices.fill_null(len(here)).to_numpy()
        found[done : done + len(chunk)] = np.array([*here, -1], dtype=np.int64)[numbers]
        done += len(chunk)
    known = np.empty(len(places) + 1, dtype=object)
    known[:-1] = list(places)
    return known[found]
