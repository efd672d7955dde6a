"""The rows of a metrics table, and how a share or a mean becomes one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from voc.metric.intervals import mean_interval, wilson
from voc.metric.scale import Floats

__all__ = ["MetricRow", "mean_row", "metric_frame", "share_row"]


class MetricRow(NamedTuple):
    """One figure with its 95 % interval; n counts the answers, whatever their weights."""

    metric: str
    value: float
    low: float
    high: float
    n: int


def metric_frame(rows: Iterable[MetricRow]) -> pd.DataFrame:
    """Rows as a table with the right columns and types, also when there are none.

    Examples
    --------
    >>> metric_frame([]).dtypes.astype(str).to_dict()["n"]
    'int64'
    """
    table = pd.DataFrame(list(rows), columns=list(MetricRow._fields))
    floats = dict.fromkeys(("value", "low", "high"), "float64")
    return table.astype({"metric": "str", **floats, "n": "int64"})


def effective_count(n: int, weights: Floats | None) -> float:
    """Kish's effective number of answers, (Σw)² / Σw²; n itself without weights.

    Examples
    --------
    >>> effective_count(2, np.array([1.0, 3.0]))
    1.6
    """
    return float(n) if weights is None else float(weights.sum() ** 2 / (weights @ weights))


def share_row(metric: str, hits: Floats, weights: Floats | None) -> MetricRow:
    """Share of hits (1.0 or 0.0 each) in percent with Wilson's interval.

    A single answer gets the whole range 0…100.

    Examples
    --------
    >>> share_row("csat", np.array([1.0, 1.0, 0.0, 1.0]), None).value
    75.0
    """
    n = len(hits)
    share = min(1.0, float(np.average(hits, weights=weights)))
    if n == 1:
        return MetricRow(metric, 100 * share, 0.0, 100.0, n)
    count = effective_count(n, weights)
    low, high = wilson(share * count, count)
    return MetricRow(metric, 100 * share, 100 * low, 100 * high, n)


def mean_row(
    metric: str, values: Floats, low: float, high: float, weights: Floats | None
) -> MetricRow:
    """Mean on the scale low…high with Student's t interval.

    Examples
    --------
    >>> mean_row("stars", np.array([4.0, 5.0, 3.0]), 1, 5, None).value
    4.0
    """
    return MetricRow(metric, *mean_interval(values, low, high, weights), len(values))
