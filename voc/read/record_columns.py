"""Columns of records that come block by block: each block becomes arrays, and is forgotten.

The columns are what `voc.read.cells.tidy` makes of all cells at once: numbers only where all cells
are numbers, text where they are of several kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from voc import growing
from voc.read import cells, limits
from voc.read.nested import Record

__all__ = ["RecordColumns"]


class _Piece(NamedTuple):
    """Cells of a column from a row on; of numbers, which are whole where some are not."""

    start: int
    array: Any
    whole: Any = None


class RecordColumns:
    """A table that grows by records, one column a key, in the order in which keys first appear.

    Parameters
    ----------
    size : int
        Bytes of the file: a large one may hold more cells.

    Examples
    --------
    >>> columns = RecordColumns()
    >>> columns.add([{"评论": "好", "评分": 5}])
    >>> columns.add([{"评论": 666, "城市": "北京"}])
    >>> columns.table().values.tolist()
    [['好', 5, nan], ['666', <NA>, '北京']]
    """

    def __init__(self, size: int = 0) -> None:
        self.rows = 0
        self._size = size
        self._keys: dict[str, None] = {}
        self._columns: dict[str, _Column] = {}

    def add(self, records: Sequence[Record]) -> None:
        """Add rows at the end; of more cells than a table may have only the number is kept."""
        found = _turned(records)
        start, self.rows = self.rows, self.rows + len(records)
        self._keys |= dict.fromkeys(found)
        if limits.is_vast(self.rows, len(self._keys), self._size):
            return
        for key, values in found.items():
            if isinstance(values, dict):
                values = [values.get(place) for place in range(len(records))]
            self._columns.setdefault(key, _Column()).add(start, values)

    def table(self, where: str = "") -> pd.DataFrame:
        """All rows; the columns go over to it.

        Raises
        ------
        VocError
            There are more cells than memory holds.
        """
        limits.refuse_vast(self.rows, len(self._keys), where, self._size)
        names = cells.header_names(list(self._keys))
        columns = [self._columns.pop(key).series(self.rows) for key in self._keys]
        return pd.DataFrame(dict(zip(names, columns, strict=True)), index=range(self.rows))


def _turned(records: Sequence[Record]) -> dict[str, Sequence[object] | dict[int, object]]:
    """The values of each key: of all records, or by place where not all have the same keys."""
    keys = list(records[0]) if records else []
    if all(list(record) == keys for record in records):
        columns = zip(*(record.values() for record in records), strict=True)
        return dict(zip(keys, columns, strict=True))
    found: dict[str, dict[int, object]] = {}
    for place, record in enumerate(records):
        for key, value in record.items():
            found.setdefault(key, {})[place] = value
    return {**found}


class _Column:
    """The pieces of one column, and which kinds of cells they hold."""

    def __init__(self) -> None:
        self.kinds: set[type] = set()
        self.written = False  # some piece could be kept as text only
        self.pieces: list[_Piece] = []
        self._new: list[_Piece] = []
        self._size = 0

    def add(self, start: int, values: Iterable[object]) -> None:
        """Add the cells of some rows from `start` on."""
        import pyarrow as pa

        plain = [None if v is None or v == "" or v != v else v for v in values]
        kinds = set(map(type, plain)) - {type(None)}
        if not kinds:
            return
        self.kinds |= kinds
        if kinds == {str}:
            self._keep(_Piece(start, _texts(plain)))
        elif kinds == {bool}:
            self._keep(_Piece(start, pa.array(plain, pa.bool_())))
        elif kinds <= {int, float} and all(
            abs(number) < cells.EXACT_IN_FLOAT for number in plain if isinstance(number, int)
        ):
            if kinds == {int}:
                self._keep(_Piece(start, pa.array(plain, pa.int64())))
            else:
                whole = pa.array([isinstance(number, int) for number in plain])
                self._keep(_Piece(start, pa.array(plain, pa.float64()), whole))
        else:
            self.written = True
            self._keep(_Piece(start, _texts([None if v is None else str(v) for v in plain])))

    def series(self, rows: int) -> pd.Series:
        """The whole column."""
        self._put_together()
        if self.written or not (self.kinds == {bool} or self.kinds <= {int, float}):
            pieces = [_Piece(piece.start, _as_text(piece)) for piece in self.pieces]
            return pd.Series(pd.array(_joined(pieces, rows), dtype="str"))
        if not self.kinds:
            return pd.Series(pd.array(_joined([], rows), dtype="str"))
        return self._plain(rows)

    def _plain(self, rows: int) -> pd.Series:
        """The column of truth values or of numbers."""
        kind = bool if self.kinds == {bool} else np.int64 if self.kinds == {int} else np.float64
        values = np.zeros(rows, dtype=kind)
        missing = np.ones(rows, dtype=bool)
        for start, array, _ in self.pieces:
            span = slice(start, start + len(array))
            missing[span] = array.is_null().to_numpy(zero_copy_only=False)
            filled = array.fill_null(False if kind is bool else 0)
            values[span] = filled.to_numpy(zero_copy_only=False)
        if not missing.any():
            return pd.Series(values)
        if kind is np.float64:
            values[missing] = np.nan
            return pd.Series(values)
        whole = pd.arrays.BooleanArray if kind is bool else pd.arrays.IntegerArray
        return pd.Series(whole(values, missing))

    def _keep(self, piece: _Piece) -> None:
        if piece.array.type != "large_string":
            self._put_together()
            self.pieces.append(piece)
            return
        self._new.append(piece)
        self._size += piece.array.nbytes
        if self._size >= growing.CHUNK:
            self._put_together()

    def _put_together(self) -> None:
        """Copy pieces of text into one that fits; see `growing`."""
        import pyarrow as pa

        if self._new:
            start, end = self._new[0].start, self._new[-1].start + len(self._new[-1].array)
            moved = [piece._replace(start=piece.start - start) for piece in self._new]
            array = pa.concat_arrays(_joined(moved, end - start).chunks)
            self.pieces.append(_Piece(start, array))
        self._new, self._size = [], 0


def _texts(values: list[Any]) -> Any:
    import pyarrow as pa

    try:
        return pa.array(values, pa.large_string())
    except (pa.ArrowInvalid, UnicodeEncodeError):  # halves of emoji
        plain = [None if value is None else cells.without_halves(value) for value in values]
        return pa.array(plain, pa.large_string())


def _joined(pieces: Sequence[_Piece], rows: int) -> Any:
    """Pieces of text as one column, with missing cells between them."""
    import pyarrow as pa

    chunks, end = [], 0
    for start, array, _ in pieces:
        if start > end:
            chunks.append(pa.nulls(start - end, pa.large_string()))
        chunks.append(array)
        end = start + len(array)
    if rows > end:
        chunks.append(pa.nulls(rows - end, pa.large_string()))
    return pa.chunked_array(chunks, pa.large_string())


def _as_text(piece: _Piece) -> Any:
    """The cells as Python writes them: 5 where 5 stood, 5.0 where 5.0 did."""
    if piece.array.type == "large_string":
        return piece.array
    values = piece.array.to_pylist()
    if piece.whole is not None:
        pairs = zip(values, piece.whole.to_pylist(), strict=True)
        values = [int(value) if whole else value for value, whole in pairs]
    return _texts([None if value is None else str(value) for value in values])
