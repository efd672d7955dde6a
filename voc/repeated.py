"""Columns of text whose values repeat, as pandas' categorical columns: each value stands once.

Functions here take plain columns as well, so that tables of any origin can be given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["coded", "flagged", "places_of", "with_values", "without_unused"]


def coded(
    codes: npt.NDArray[Any], values: pd.Index[Any], *, ordered: bool = False
) -> pd.Categorical:
    """A categorical column of these values by their places; −1 for a missing one.

    Each value is given once. pandas would look, and keep for that an object and an entry of a table
    for each of them, 120 bytes: where each comment has its id that is much. It is told instead.

    >>> coded(np.array([1, -1, 0]), pd.Index(["贵", "快"], dtype="str")).tolist()
    ['快', nan, '贵']
    """
    with suppress(AttributeError, TypeError):  # no part of what pandas promises
        values._cache["is_unique"] = True  # type: ignore[attr-defined]
    return pd.Categorical.from_codes(codes, values, ordered=ordered)


def flagged(column: pd.Series[Any], says: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
    """Which cells of a column of text say something; each value is asked once.

    >>> rules = pd.Series(["lexicon", None, "lexicon+carried"])
    >>> flagged(rules, lambda rule: "carried" in rule).tolist()
    [False, False, True]
    """
    codes, values = pd.factorize(column)
    known = [isinstance(value, str) and says(value) for value in values]
    return np.array([*known, False], dtype=bool)[codes]


def places_of(ids: pd.Series[Any], among: pd.Series[Any] | pd.Index[Any]) -> npt.NDArray[np.int64]:
    """Where each id stands among others; −1 where it does not.

    Parameters
    ----------
    ids : Series of shape (n,)
    among : Series or Index of shape (m,)
        Each id once.

    Returns
    -------
    array of shape (n,)

    Examples
    --------
    >>> ids = pd.Series(["c2", "c9", "c2"])
    >>> known = pd.Series(["c1", "c2"])
    >>> places_of(ids, known).tolist(), places_of(ids.astype("category"), known).tolist()
    ([1, -1, 1], [1, -1, 1])
    """
    index = pd.Index(among)
    if not isinstance(ids.dtype, pd.CategoricalDtype):
        return _found(index, pd.Index(ids))
    return np.append(_found(index, ids.cat.categories), -1)[ids.cat.codes.to_numpy()]


def _found(index: pd.Index[Any], ids: pd.Index[Any]) -> npt.NDArray[np.int64]:
    if str(index.dtype) == str(ids.dtype) == "str":  # pandas would make an object of each id
        import pyarrow as pa
        import pyarrow.compute as pc

        places = pc.index_in(pa.array(ids), value_set=pa.array(index), skip_nulls=True)
        return np.asarray(places.fill_null(-1).to_numpy(), dtype=np.int64)
    return np.asarray(index.get_indexer(ids), dtype=np.int64)


def with_values(
    column: pd.Series[Any], rows: npt.NDArray[Any], values: Sequence[Any] | pd.Series[Any]
) -> pd.Series[Any]:
    """A column with other values in some rows; a categorical one learns values that are new to it.

    Parameters
    ----------
    column : Series of shape (n,)
    rows : array of shape (k,)
        Places from 0, or n flags of which k are set.
    values : sequence or Series of shape (k,)

    Examples
    --------
    >>> rules = pd.Series(["lexicon", "degree"], dtype="category")
    >>> with_values(rules, np.array([1]), ["degree+adapted"]).tolist()
    ['lexicon', 'degree+adapted']
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        return _recoded(column, rows, values)
    changed = column.copy()
    if isinstance(column.dtype, np.dtype):
        changed.iloc[rows] = np.array(values, dtype=column.dtype)
    else:
        changed.iloc[rows] = list(values)
    return changed


def _recoded(
    column: pd.Series[Any], rows: npt.NDArray[Any], values: Sequence[Any] | pd.Series[Any]
) -> pd.Series[Any]:
    """The same for a categorical column; new values stand behind the known ones, sorted."""
    given, told = pd.factorize(pd.Series(values, dtype="str"))
    known = column.cat.categories
    places = _found(known, pd.Index(told, dtype="str"))
    unknown = np.flatnonzero(places < 0)
    order = sorted(zip(told[unknown].tolist(), unknown.tolist(), strict=True))
    new = [value for value, _ in order]
    places[[place for _, place in order]] = len(known) + np.arange(len(order))
    categories = known.append(pd.Index(new, dtype="str")) if new else known
    codes = column.cat.codes.to_numpy().astype(np.min_scalar_type(-len(categories) - 1))
    codes[rows] = np.append(places, -1)[given]
    recoded = coded(codes, categories, ordered=bool(column.cat.ordered))
    return pd.Series(recoded, index=column.index, name=column.name)


def without_unused(table: pd.DataFrame) -> pd.DataFrame:
    """The table whose categorical columns know the values of its rows only."""
    known = table.select_dtypes("category")
    return table.assign(**{str(n): known[n].cat.remove_unused_categories() for n in known})
