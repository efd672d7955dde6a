"""Customer satisfaction score of 1…5 answers: top two boxes, and the mean."""

from __future__ import annotations

import numpy as np
import pandas as pd

from voc.metric.frame import mean_row, metric_frame, share_row
from voc.metric.scale import SCALES, Values, answers

__all__ = ["csat"]

TOP_BOX_FROM = 4


def csat(values: Values, weights: Values | None = None) -> pd.DataFrame:
    """Share of satisfied answers (4 or 5 of 1…5) and the mean.

    Parameters
    ----------
    values : Series, array or sequence of shape (n,)
        Satisfaction, 1 very dissatisfied … 5 very satisfied. Missing values are dropped.
    weights : Series, array or sequence of shape (n,), optional
        Survey weights, 0 or more.

    Returns
    -------
    DataFrame
        Columns metric, value, low, high, n; rows `csat` (top two boxes, percent, Wilson
        interval) and `csat_mean` (1…5, Student's t interval). No rows without an answer.

    Raises
    ------
    VocError
        When a value is off the scale or a weight is negative.

    References
    ----------
    Wilson 1927, JASA 22:209–212.

    Examples
    --------
    >>> csat([5, 4, 4, 3, 5, 2, 4, 5, None]).round(2)
          metric  value    low   high  n
    0       csat   75.0  40.93  92.85  8
    1  csat_mean    4.0   3.11   4.89  8
    """
    given, heavy = answers(values, weights, "csat", *SCALES["csat"])
    if len(given) == 0:
        return metric_frame([])
    satisfied = (given >= TOP_BOX_FROM).astype(np.float64)
    return metric_frame(
        [share_row("csat", satisfied, heavy), mean_row("csat_mean", given, *SCALES["csat"], heavy)]
    )
