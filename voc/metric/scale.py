"""Answers on a rating scale: checking them against its ends, and mapping them to 0…100."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.text.mask.quoting import quoted

__all__ = [
    "SCALES",
    "Floats",
    "Values",
    "answers",
    "column_name",
    "numbers_on_scale",
    "rescale",
    "weighted",
]

Floats: TypeAlias = npt.NDArray[np.float64]
Values: TypeAlias = "pd.Series[float] | Floats | Sequence[float | None]"

SCALES: Mapping[str, tuple[float, float]] = {
    "nps": (0, 10),
    "csat": (1, 5),
    "ces": (1, 7),
    "stars": (1, 5),
    "score": (0, 100),
}


def numbers_on_scale(values: Values, name: str, low: float, high: float) -> Floats:
    """Values as floats, missing ones as NaN, refused when one is off the scale.

    Parameters
    ----------
    values : Series, array or sequence of shape (n,)
        Numbers, or text that reads as numbers; None, NaN and NA are missing.
    name : str
        The column, for the message.
    low, high : float
        Ends of the scale, both allowed.

    Returns
    -------
    array of float, shape (n,)

    Raises
    ------
    VocError
        When a value is no number or lies outside low…high; it names the values and how often
        they stand there.

    Examples
    --------
    >>> numbers_on_scale([9, None, 10], "nps", 0, 10)
    array([ 9., nan, 10.])
    """
    given = values if isinstance(values, pd.Series) else pd.Series(list(values), dtype=object)
    given = given.reset_index(drop=True)
    floats = pd.to_numeric(given, errors="coerce").astype("Float64")
    numbers = np.asarray(floats.to_numpy(dtype=np.float64, na_value=np.nan), dtype=np.float64)
    no_number = given.notna().to_numpy() & np.isnan(numbers)
    wrong = no_number | (numbers < low) | (numbers > high)
    if wrong.any():
        counts = given[wrong].astype(str).value_counts().sort_index()
        counts = counts.sort_values(ascending=False, kind="stable")
        shown = listed((f"{quoted(value)} ({count} ×)" for value, count in counts.items()), 3)
        raise VocError(
            "statistics.off-scale",
            where=phrase("place.column", column=name),
            wrong=int(wrong.sum()),
            count=len(given),
            low=low,
            high=high,
            shown=shown,
        )
    return numbers


def column_name(values: Values, name: str) -> str:
    """What a message calls the values: by their column where they have one.

    Examples
    --------
    >>> column_name(pd.Series([1], name="是否投诉"), "complaint"), column_name([1], "complaint")
    ('是否投诉', 'complaint')
    """
    return str(values.name) if isinstance(values, pd.Series) and values.name else name


def answers(
    values: Values, weights: Values | None, name: str, low: float, high: float
) -> tuple[Floats, Floats | None]:
    """The answers given, without the missing ones, and their weights.

    A respondent with a missing or zero weight is left out like one without an answer.

    Raises
    ------
    VocError
        When a value is off the scale, a weight is negative or infinite, or the lengths differ.

    Examples
    --------
    >>> answers([9, None, 10], [1, 1, 2], "nps", 0, 10)
    (array([ 9., 10.]), array([1., 2.]))
    """
    return weighted(numbers_on_scale(values, name, low, high), weights, name)


def weighted(numbers: Floats, weights: Values | None, name: str) -> tuple[Floats, Floats | None]:
    """The numbers that are there and count, and their weights.

    Raises
    ------
    VocError
        When a weight is negative or infinite, or the lengths differ.

    Examples
    --------
    >>> weighted(np.array([1.0, np.nan, 0.0]), [1, 1, 0], "complaint")
    (array([1.]), array([1.]))
    """
    given = ~np.isnan(numbers)
    if weights is None:
        return numbers[given], None
    heavy = numbers_on_scale(weights, "weights", 0, float(np.finfo(np.float64).max))
    if len(heavy) != len(numbers):
        raise VocError(
            "statistics.weights-of-values",
            where=phrase("place.column", column=name),
            count=len(numbers),
            weights=len(heavy),
        )
    given &= heavy > 0
    return numbers[given], heavy[given]


def rescale(values: Values, low: float, high: float) -> pd.Series[float]:
    """Map a rating scale to 0…100.

    Parameters
    ----------
    values : Series, array or sequence of shape (n,)
        Ratings within the scale; missing ones stay missing.
    low, high : float
        The rating that means worst and the one that means best. Where 1 is best and 5 is worst,
        give low=5, high=1.

    Returns
    -------
    Series of float, shape (n,)
        100 · (value − low) / (high − low), with the index and name of `values`.

    Raises
    ------
    VocError
        When a value lies outside the scale or the two ends are equal.

    Examples
    --------
    >>> rescale([1, 3, 5], 1, 5).tolist()
    [0.0, 50.0, 100.0]
    """
    name = str(values.name) if isinstance(values, pd.Series) and values.name else "score"
    if low == high:
        raise VocError(
            "statistics.no-width", where=phrase("place.column", column=name), low=low, high=high
        )
    numbers = numbers_on_scale(values, name, min(low, high), max(low, high))
    result = pd.Series(100 * (numbers - low) / (high - low), dtype="float64")
    if isinstance(values, pd.Series):
        result.index = values.index
        result.name = values.name
    return result
