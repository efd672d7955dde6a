"""Mean of star ratings."""

from __future__ import annotations

import pandas as pd

from voc.metric.frame import mean_row, metric_frame
from voc.metric.scale import SCALES, Values, answers

__all__ = ["stars"]


def stars(
    values: Values,
    weights: Values | None = None,
    *,
    low: float = SCALES["stars"][0],
    high: float = SCALES["stars"][1],
) -> pd.DataFrame:
    """Mean rating with Student's t interval.

    Parameters
    ----------
    values : Series, array or sequence of shape (n,)
        Ratings as given. Missing values are dropped.
    weights : Series, array or sequence of shape (n,), optional
        Survey weights, 0 or more.
    low, high : float
        Fewest and most stars a customer could give.

    Returns
    -------
    DataFrame
        Columns metric, value, low, high, n; one row `stars`, none without a rating.

    Raises
    ------
    VocError
        When a rating is off the scale or a weight is negative.

    Notes
    -----
    mean ± t(n−1) · s / √n, clipped to the scale; see `mean_interval` for one or equal ratings.

    References
    ----------
    Student 1908, Biometrika 6:1–25.

    Examples
    --------
    >>> stars([5, 4, 5, 1, 5, 4]).round(2)
      metric  value   low  high  n
    0  stars    4.0  2.37   5.0  6
    """
    given, heavy = answers(values, weights, "stars", low, high)
    if len(given) == 0:
        return metric_frame([])
    return metric_frame([mean_row("stars", given, low, high, heavy)])
