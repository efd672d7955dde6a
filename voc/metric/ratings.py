"""Rated items of a respondent table as a matrix of numbers: checked, weighted, correlated."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from voc.errors import VocError
from voc.messages import listed
from voc.metric.frame import effective_count
from voc.metric.scale import Floats, Values, numbers_on_scale

__all__ = [
    "complete_rows",
    "correlation",
    "covariance",
    "rating_matrix",
    "require_columns",
    "survey_weights",
]

_LARGEST = float(np.finfo(np.float64).max)


def require_columns(table: pd.DataFrame, columns: Sequence[str], name: str) -> None:
    """Refuse a table that lacks one of the columns.

    Raises
    ------
    VocError
        Names the missing columns.

    Examples
    --------
    >>> require_columns(pd.DataFrame({"item": []}), ["item"], "items")
    """
    missing = [column for column in columns if column not in table]
    if missing:
        raise VocError(
            "statistics.missing-columns",
            where=name,
            missing=listed(missing),
            known=listed(table.columns, 20),
        )


def rating_matrix(
    table: pd.DataFrame, scale: tuple[float, float] | None = None, name: str = "items"
) -> Floats:
    """All columns as numbers, missing answers as NaN.

    Parameters
    ----------
    table : DataFrame
        One row a respondent, one column an item.
    scale : tuple of float, optional
        Lowest and highest answer that could be given; without it any number goes.
    name : str
        The table, for the message.

    Returns
    -------
    array of shape (n, items)

    Raises
    ------
    VocError
        When there is no column, or an answer is no number or off the scale.

    Examples
    --------
    >>> rating_matrix(pd.DataFrame({"q1": [1, None], "q2": ["4", 5]}))
    array([[ 1.,  4.],
           [nan,  5.]])
    """
    if table.shape[1] == 0:
        raise VocError("survey.no-item-column", where=name)
    low, high = scale if scale else (-_LARGEST, _LARGEST)
    columns = [
        numbers_on_scale(table.iloc[:, place], str(label), low, high)
        for place, label in enumerate(table.columns)
    ]
    return np.column_stack(columns)


def survey_weights(weights: Values | None, n: int) -> Floats | None:
    """One weight for each of n respondents; a missing one counts 0.

    Raises
    ------
    VocError
        When a weight is negative or infinite, or there are not n of them.

    Examples
    --------
    >>> survey_weights([1, None, 2], 3)
    array([1., 0., 2.])
    """
    if weights is None:
        return None
    heavy = numbers_on_scale(weights, "weights", 0, _LARGEST)
    if len(heavy) != n:
        raise VocError(
            "statistics.weights-count", where="weights", respondents=n, weights=len(heavy)
        )
    return np.nan_to_num(heavy)


def complete_rows(values: Floats, weights: Floats | None) -> tuple[Floats, Floats | None]:
    """Rows that answer every item and have a positive weight (listwise deletion).

    Examples
    --------
    >>> complete_rows(np.array([[1.0, 2], [np.nan, 3]]), None)[0]
    array([[1., 2.]])
    """
    kept = ~np.isnan(values).any(axis=1)
    if weights is None:
        return values[kept], None
    kept &= weights > 0
    return values[kept], weights[kept]


def covariance(values: Floats, weights: Floats | None) -> Floats:
    """Covariance matrix of complete rows, unbiased for the effective number of respondents.

    Parameters
    ----------
    values : array of shape (n, items)
        None missing; an effective number above 1.
    weights : array of shape (n,), optional
        Positive.

    Returns
    -------
    array of shape (items, items)
        Σ w (x − m)(x − m)ᵀ / Σ w · k / (k − 1) with k = (Σ w)² / Σ w²; an item whose answers
        are all equal has exact zeros.

    Examples
    --------
    >>> covariance(np.array([[1.0, 1], [2, 1], [3, 1]]), None)
    array([[1., 0.],
           [0., 0.]])
    """
    w = np.ones(len(values)) if weights is None else weights
    k = effective_count(len(values), weights)
    centred = values - (w @ values) / w.sum()
    centred[:, values.min(axis=0) == values.max(axis=0)] = 0.0  # no rounding left over
    return np.asarray((centred * w[:, None]).T @ centred / w.sum() * k / (k - 1))


def correlation(covariances: Floats) -> Floats:
    """Correlation matrix; NaN beside an item without variance.

    Examples
    --------
    >>> correlation(np.array([[4.0, 1], [1, 1]]))
    array([[1. , 0.5],
           [0.5, 1. ]])
    """
    spread = np.sqrt(np.diag(covariances))
    spread = np.where(spread > 0, spread, np.nan)
    result = np.clip(covariances / np.outer(spread, spread), -1.0, 1.0)
    result[np.diag_indices_from(result)] = np.where(np.isnan(spread), np.nan, 1.0)
    return np.asarray(result)
