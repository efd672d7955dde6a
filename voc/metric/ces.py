"""Customer effort score of 1…7 answers: the mean, and the share who found it easy."""

from __future__ import annotations

import numpy as np
import pandas as pd

from voc.metric.frame import mean_row, metric_frame, share_row
from voc.metric.scale import SCALES, Values, answers

__all__ = ["ces"]

EASY_FROM = 5


def ces(values: Values, weights: Values | None = None) -> pd.DataFrame:
    """Mean ease and the share of answers 5, 6 and 7.

    Parameters
    ----------
    values : Series, array or sequence of shape (n,)
        Agreement that it was easy to get things done, 1 … 7; high is good (CES 2.0). Where the
        question asked how much effort it took, turn the answers round first: 8 − value.
        Missing values are dropped.
    weights : Series, array or sequence of shape (n,), optional
        Survey weights, 0 or more.

    Returns
    -------
    DataFrame
        Columns metric, value, low, high, n; rows `ces` (mean 1…7, Student's t interval) and
        `ces_top_box` (share of 5…7, percent, Wilson interval). No rows without an answer.

    Raises
    ------
    VocError
        When a value is off the scale or a weight is negative.

    References
    ----------
    Dixon, Freeman & Toman 2010, Harvard Business Review 88(7/8):116–122.

    Examples
    --------
    >>> ces([7, 6, 2, 5]).round(2)
            metric  value    low   high  n
    0          ces    5.0   1.56   7.00  4
    1  ces_top_box   75.0  30.06  95.44  4
    """
    given, heavy = answers(values, weights, "ces", *SCALES["ces"])
    if len(given) == 0:
        return metric_frame([])
    easy = (given >= EASY_FROM).astype(np.float64)
    return metric_frame(
        [mean_row("ces", given, *SCALES["ces"], heavy), share_row("ces_top_box", easy, heavy)]
    )
