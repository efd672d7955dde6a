"""A column some thousand rows at a time, so that no second copy of all its texts is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

__all__ = [
    "ROWS",
    "count_distinct",
    "first_distinct",
    "first_filled",
    "mapped_texts",
    "numbered",
    "picked",
    "slices",
]

ROWS = 50_000
Sliced = TypeVar("Sliced", pd.Series, pd.DataFrame)


def slices(column: Sliced) -> Iterator[Sliced]:
    """Up to ROWS rows of a column or a table at a time; of an empty one there is one slice.

    >>> [len(part) for part in slices(pd.Series(range(120_000)))]
    [50000, 50000, 20000]
    """
    if len(column) <= ROWS:
        yield column
        return
    for start in range(0, len(column), ROWS):
        yield column.iloc[start : start + ROWS]


def first_distinct(
    column: pd.Series, count: int, change: Callable[[pd.Series], pd.Series] | None = None
) -> list[str]:
    """The first different texts of a column, cells that are missing or empty left out.

    Parameters
    ----------
    column : Series
    count : int
    change : callable, optional
        What the texts of a slice are brought into before.

    Examples
    --------
    >>> first_distinct(pd.Series(["快", None, "贵", "快", "", "远"]), 2)
    ['快', '贵']
    """
    found: dict[str, None] = {}
    for part in slices(column):
        written = part.dropna().drop_duplicates().astype("str")
        written = written if change is None else change(written)
        found |= dict.fromkeys(written[written != ""].unique().tolist())
        if len(found) >= count:
            break
    return list(islice(found, count))


def first_filled(column: pd.Series, count: int) -> list[Any]:
    """The first cells of a column that are not missing.

    >>> first_filled(pd.Series([None, "快", "快", "贵"]), 2)
    ['快', '快']
    """
    found: list[Any] = []
    for part in slices(column):
        found += part.dropna().iloc[: count - len(found)].tolist()
        if len(found) >= count:
            break
    return found


def picked(column: pd.Series, places: NDArray[np.int64]) -> pd.Series:
    """The cells at some places, which go up; Arrow would put a whole column together to take them.

    >>> picked(pd.Series(["快", "贵", "远"]), np.array([0, 2])).tolist()
    ['快', '远']
    """
    if len(column) <= ROWS:
        return column.iloc[places]
    ends = np.searchsorted(places, range(0, len(column) + ROWS, ROWS))
    starts = range(0, len(column), ROWS)
    parts = [
        part.iloc[places[first:last] - start]
        for part, start, first, last in zip(slices(column), starts, ends, ends[1:], strict=False)
        if first < last
    ]
    return pd.concat(parts) if parts else column.iloc[:0]


def count_distinct(column: pd.Series, left_out: Any, most: int) -> tuple[int, list[str]]:
    """How many different texts a column holds; the texts themselves up to `most` of them.

    Of each text its 64-bit hash is kept: ten million comments take 80 MB, not ten times as much.

    Parameters
    ----------
    column : Series
    left_out : array of bool
        Cells that do not count.
    most : int

    Examples
    --------
    >>> count_distinct(pd.Series([5, 4, 5, 3]), np.array([False, False, False, True]), 200)
    (2, ['5', '4'])
    """
    hashes = np.empty(len(column) - int(np.count_nonzero(left_out)), dtype=np.int64)
    values: dict[str, None] = {}
    kept = done = 0
    for part in slices(column):
        here = left_out[done : done + len(part)]
        counted = part[~here] if here.any() else part
        done += len(part)
        different = counted.astype("str").unique().tolist() if len(counted) else []
        if len(values) <= most:
            values |= dict.fromkeys(different)
        hashes[kept : kept + len(different)] = [hash(text) for text in different]
        kept += len(different)
    if len(values) <= most:
        return len(values), list(values)
    hashes = hashes[:kept]
    hashes.sort()
    return 1 + int(np.count_nonzero(hashes[1:] != hashes[:-1])), []


def numbered(column: pd.Series) -> tuple[NDArray[np.int32], pd.Series]:
    """The different texts of a column, and of each cell which one it is, −1 where it is missing.

    What is made of the texts is made once of each, and no cell becomes an object.

    Examples
    --------
    >>> numbers, texts = numbered(pd.Series(["4星", None, "5星", "4星"]))
    >>> numbers.tolist(), texts.tolist()
    ([0, -1, 1, 0], ['4星', '5星'])
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if not isinstance(column.dtype, pd.StringDtype):
        column = column.astype("str").where(column.notna())
    found = pc.dictionary_encode(pa.array(column.array, pa.large_string()))
    if isinstance(found, pa.ChunkedArray):
        found = found.combine_chunks()
    numbers: NDArray[np.int32] = found.indices.fill_null(-1).to_numpy()
    return numbers, pd.Series(pd.array(found.dictionary, dtype="str"))


def mapped_texts(
    change: Callable[[pd.Series], list[list[str | None]]], column: pd.Series, columns: int
) -> list[pd.Series]:
    """Columns of text made of one column, slice by slice.

    Parameters
    ----------
    change : callable
        Of a slice: the cells of each new column.
    column : Series
        Its index becomes theirs.
    columns : int
        How many are made.
    """
    import pyarrow as pa

    made: list[list[Any]] = [[] for _ in range(columns)]
    for part in slices(column):
        for chunks, texts in zip(made, change(part), strict=True):
            chunks.append(pa.array(texts, pa.large_string()))
    return [
        pd.Series(pd.array(pa.chunked_array(chunks), dtype="str"), index=column.index)
        for chunks in made
    ]
