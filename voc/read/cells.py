"""What every format does with header names and cells, so that all of them hand on alike tables."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from voc.messages import phrase
from voc.read.slices import slices
from voc.read.source import Rejected

EXACT_IN_FLOAT = 2**53  # beyond this a float no longer tells two whole numbers apart
DATES = {dt.datetime, dt.date, pd.Timestamp}


LONGEST_NAME = 1_000
_HALF_EMOJI = re.compile("[\ud800-\udfff]")  # an export that counts in UTF-16 cuts emoji in two
# In a name: control characters, and marks that turn round the text after them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


def header_names(cells: Sequence[object]) -> list[str]:
    """Give every column a name of its own.

    Blanks around a name go, an empty name becomes ``column_3``, and a repeated one is numbered.
    A name of more than LONGEST_NAME characters is cut.

    Examples
    --------
    >>> header_names(["评论 ", "", "评论"])
    ['评论', 'column_2', '评论.2']
    """
    names: list[str] = []
    taken: set[str] = set()
    counts: dict[str, int] = {}
    for position, cell in enumerate(cells, start=1):
        written = "" if _missing(cell) else without_halves(_written(cell))
        plain = " ".join(_INVISIBLE.sub("", written).split())
        plain = plain if len(plain) <= LONGEST_NAME else f"{plain[: LONGEST_NAME - 1]}…"
        plain = plain or f"column_{position}"
        name, count = plain, counts.get(plain, 1)
        while name in taken:
            count += 1
            name = f"{plain}.{count}"
        counts[plain] = count
        taken.add(name)
        names.append(name)
    return names


def tidy(values: Iterable[object]) -> pd.Series:
    """Make one column of one type out of the cells of a file.

    Whole numbers stay whole, dates become datetime64, empty cells are missing. Where the cells
    are of several kinds (a comment ``666`` that Excel took for a number), all become text.
    """
    cells = [None if _missing(cell) else _plain(cell) for cell in values]
    kinds = {type(cell) for cell in cells if cell is not None}
    missing = any(cell is None for cell in cells)
    if kinds <= {str}:
        return pd.Series(cells, dtype="str")
    if kinds == {bool}:
        return pd.Series(cells, dtype="boolean" if missing else "bool")
    if kinds <= {int, float}:
        whole = [cell for cell in cells if isinstance(cell, int)]
        if all(abs(number) < EXACT_IN_FLOAT for number in whole):
            if kinds == {int}:
                return pd.Series(cells, dtype="Int64" if missing else "int64")
            return pd.Series(cells, dtype="float64")
    elif kinds <= DATES:
        try:
            return pd.Series(pd.to_datetime(pd.Series(cells, dtype=object))).dt.as_unit("us")
        except (ValueError, TypeError, OverflowError):
            pass  # mixed time zones or years that no timestamp holds: kept as text
    return pd.Series([None if c is None else _written(c) for c in cells], dtype="str")


def tidy_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a DataFrame unique text names and an index of 0…n-1, and each column one type."""
    columns = []
    for position in range(frame.shape[1]):
        column = frame.iloc[:, position].reset_index(drop=True)
        loose = column.dtype == object or isinstance(column.dtype, pd.CategoricalDtype)
        columns.append(tidy(column.astype(object)) if loose else column)
    names = header_names(list(frame.columns))
    return pd.DataFrame(dict(zip(names, columns, strict=True)), index=range(len(frame)))


def set_aside_empty(
    table: pd.DataFrame, lines: Sequence[int] | None = None
) -> tuple[pd.DataFrame, tuple[Rejected, ...]]:
    """Take out the rows without a single value.

    Parameters
    ----------
    table : DataFrame
    lines : sequence of int, optional
        Where each row stood in the file; 1, 2, 3 … when not given.
    """
    empty = np.ones(len(table), dtype=bool)
    for _, column in table.items():
        empty &= blank_cells(column)
        if not empty.any():
            break
    if not empty.any():
        return table.reset_index(drop=True), ()
    places = np.arange(1, len(table) + 1) if lines is None else np.asarray(lines)
    rejected = tuple(Rejected(int(line), phrase("read.empty-row"), "") for line in places[empty])
    return table.loc[~empty].reset_index(drop=True), rejected


def without_padding(table: pd.DataFrame) -> pd.DataFrame:
    """Drop columns that have neither a name nor a value, as a comma after every row makes them."""
    padding = [
        name
        for place, name in enumerate(table.columns, start=1)
        if name == f"column_{place}" and table[name].isna().all()
    ]
    return table.drop(columns=padding)


def blank_cells(column: pd.Series) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Mark the cells that are missing or hold nothing but blanks."""
    if isinstance(column.dtype, pd.StringDtype) or column.dtype == object:
        return np.concatenate([_blank_texts(part) for part in slices(column)])
    return column.isna().to_numpy(dtype=bool)


def without_halves(text: str) -> str:
    """Leave out halves of emoji, which no file can hold.

    >>> without_halves("好\\ud83d吃")
    '好吃'
    """
    return text if text.isascii() else _HALF_EMOJI.sub("", text)


def _blank_texts(column: pd.Series) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    written = column.astype("str").str.strip() == ""
    return column.isna().to_numpy(dtype=bool) | written.to_numpy(dtype=bool)


def _missing(cell: object) -> bool:
    if cell is None or cell is pd.NaT or cell is pd.NA:
        return True
    if isinstance(cell, str):
        return cell == ""
    return isinstance(cell, float | np.floating) and math.isnan(cell)


def _plain(cell: object) -> object:
    """Strip numpy's wrapping and halves of emoji, so that a cell is one of Python's types."""
    if isinstance(cell, str):
        return without_halves(cell)
    if isinstance(cell, np.generic):
        return cell.item()
    if isinstance(cell, np.ndarray):
        return cell.tolist()
    return cell


def _written(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, dict | list | tuple):
        return without_halves(json.dumps(cell, ensure_ascii=False, default=str))
    if isinstance(cell, bytes):
        return cell.decode("utf-8", errors="backslashreplace")
    return str(cell)
