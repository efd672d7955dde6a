"""Shares of customers who did something: complained, bought again, stayed, left, recommended."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from voc.metric.flags import flags
from voc.metric.frame import metric_frame, share_row
from voc.metric.scale import Values, column_name, weighted

__all__ = ["rate"]


def rate(
    values: Values,
    name: str,
    weights: Values | None = None,
    *,
    yes: Collection[object] = (),
    at_least: float = 0,
) -> pd.DataFrame:
    """Share of respondents who answered yes.

    Complaint rate 投诉率, repurchase rate 回购率, retention 保持率, churn 流失率, referral rate
    转介绍率, acquisition rate 加入率, return rate 退换货率: each from its own column, one row a
    respondent.

    Parameters
    ----------
    values : Series, array or sequence of shape (n,)
        是/否, yes/no, True/False, 1/0, a pair such as 投诉过/没投诉过, or numbers of complaints,
        purchases … with a 0 among them. Missing and 不清楚 are dropped.
    name : str
        What is counted: "complaint", "repurchase" …; the row is named `complaint_rate`.
    weights : Series, array or sequence of shape (n,), optional
        Survey weights, 0 or more.
    yes : collection, optional
        The values that mean yes, where it cannot be told (1 and 2 of coded exports).
    at_least : float, optional
        The number from which a count means yes: 2 purchases are a repurchase.

    Returns
    -------
    DataFrame
        Columns metric, value (percent), low, high, n; one row, none without an answer.

    Raises
    ------
    VocError
        When it cannot be told which values mean yes, or a weight is negative.

    Notes
    -----
    Wilson's interval; with weights on Kish's effective number of answers.

    References
    ----------
    Wilson 1927, JASA 22:209–212. Kish 1965, Survey Sampling, §11.7.

    Examples
    --------
    >>> rate(["是", "否", "否", "否", None], "complaint").round(1)
               metric  value  low  high  n
    0  complaint_rate   25.0  4.6  69.9  4
    """
    column = column_name(values, name)
    hits, heavy = weighted(flags(values, column, yes=yes, at_least=at_least), weights, column)
    metric = name if name.endswith("_rate") else f"{name}_rate"
    return metric_frame([share_row(metric, hits, heavy)] if len(hits) else [])
