"""The groups of a segment column, in an order that a reader expects."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["ordered_groups"]


def ordered_groups(column: pd.Series[str]) -> tuple[npt.NDArray[np.int64], list[str]]:
    """Group of each row, and the groups as text.

    Parameters
    ----------
    column : Series of shape (n,)
        Text, numbers or both.

    Returns
    -------
    groups : array of int, shape (n,)
        Number of the group; −1 where the value is missing.
    values : list of str
        Sorted: numbers by size, text by its characters; a category keeps its own order.

    Examples
    --------
    >>> groups, values = ordered_groups(pd.Series([10.0, 9.0, None]))
    >>> groups.tolist(), values
    ([1, 0, -1], ['9', '10'])
    """
    try:
        groups, values = pd.factorize(column, sort=True)
    except TypeError:  # numbers and text mixed
        groups, values = pd.factorize(column.astype(str).where(column.notna()), sort=True)
    texts = [
        str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
        for value in values
    ]
    # 1 and "1" are one group
    names = list(dict.fromkeys(texts))
    place = np.array([names.index(text) for text in texts] + [-1], dtype=np.int64)
    return place[groups], names
