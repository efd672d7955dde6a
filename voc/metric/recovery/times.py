"""Columns of times, and the median of waiting times of which some have not ended."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.metric.intervals import Z95
from voc.metric.scale import Floats

__all__ = ["MedianWait", "column_times", "median_wait"]


class MedianWait(NamedTuple):
    """Median with its 95 % interval; NaN where the waits do not reach so far."""

    median: float
    low: float
    high: float
    n: int


def column_times(table: pd.DataFrame, column: str, where: str) -> pd.Series[pd.Timestamp]:
    """A column as times without a zone.

    Parameters
    ----------
    table : DataFrame
    column : str
        Its values are datetime64, or all missing.
    where : str
        The table, for the message.

    Raises
    ------
    VocError
        When there is no such column or it holds something else.

    Examples
    --------
    >>> column_times(pd.DataFrame({"t": pd.to_datetime(["2024-05-01"])}), "t", "orders")[0]
    Timestamp('2024-05-01 00:00:00')
    """
    if column not in table:
        raise VocError(
            "statistics.no-column", where=where, column=column, known=listed(table.columns)
        )
    times = table[column]
    if times.notna().any() and not pd.api.types.is_datetime64_any_dtype(times):
        raise VocError(
            "statistics.no-times",
            where=phrase("place.column-of", table=where, column=column),
            column=column,
            held=times.dtype,
        )
    read = pd.to_datetime(times)
    return read if read.dt.tz is None else read.dt.tz_localize(None)


def median_wait(hours: Floats, ended: npt.NDArray[np.bool_]) -> MedianWait:
    """Median waiting time when some still wait.

    Parameters
    ----------
    hours : array of shape (n,)
        Time until the end, or until now; 0 or more, none missing.
    ended : array of bool, shape (n,)
        False for those who still wait.

    Returns
    -------
    MedianWait
        The median is NaN when half have not ended; a bound is NaN where the waits are too few or
        too many have not ended, which means that it lies beyond what was seen (low: 0).

    Notes
    -----
    The median is that of Kaplan and Meier's curve, the first time at which half or less still
    wait, and midway to the next where it is exactly half: the ordinary median when all have
    ended. Then the interval is that of the order statistics, from the k-th to the (n + 1 − k)-th
    with the largest k for which P(B(n, ½) < k) ≤ 2.5 %, which holds for any distribution.
    Otherwise it is Brookmeyer and Crowley's: all times at which the log-log interval of the
    curve, with Greenwood's variance, holds one half.

    References
    ----------
    Kaplan & Meier 1958, JASA 53:457–481. Brookmeyer & Crowley 1982, Biometrics 38:29–41.
    Conover 1999, Practical Nonparametric Statistics, §3.2.

    Examples
    --------
    >>> hours = np.array([1.0, 2, 4, 5, 8, 24, 30, 48])
    >>> median_wait(hours, np.ones(8, dtype=bool))
    MedianWait(median=6.5, low=1.0, high=48.0, n=8)
    >>> median_wait(hours, hours < 5)  # five still wait
    MedianWait(median=nan, low=1.0, high=nan, n=8)
    """
    n = len(hours)
    if n == 0 or not ended.any():
        return MedianWait(np.nan, 0.0 if n else np.nan, np.nan, n)
    times, counts = np.unique(hours[ended], return_counts=True)
    deaths = counts.astype(np.float64)
    waiting = n - np.searchsorted(np.sort(hours), times).astype(np.float64)
    left: Floats = np.cumprod(1 - deaths / waiting).astype(np.float64)
    median = _reached(times, left <= 0.5 + 1e-12)
    if not np.isnan(median) and np.isclose(left, 0.5, rtol=0, atol=1e-12).any():
        later = times[times > median]
        median = (median + float(later[0])) / 2 if len(later) else median
    if ended.all():
        return MedianWait(median, *_order_statistics(np.sort(hours)), n)
    low, high = _log_log(left, deaths, waiting)
    start = _reached(times, low <= 0.5)
    return MedianWait(median, 0.0 if np.isnan(start) else start, _reached(times, high <= 0.5), n)


def _reached(times: Floats, there: npt.NDArray[np.bool_]) -> float:
    return float(times[int(np.argmax(there))]) if there.any() else np.nan


def _order_statistics(rising: Floats) -> tuple[float, float]:
    from scipy.stats import binom

    n = len(rising)
    k = int(binom.ppf(0.025, n, 0.5))
    if binom.cdf(k, n, 0.5) <= 0.025:
        k += 1
    return (float(rising[k - 1]), float(rising[n - k])) if k else (0.0, np.nan)


def _log_log(left: Floats, deaths: Floats, waiting: Floats) -> tuple[Floats, Floats]:
    """Bounds of the curve; where it is 0 the variance is unknown: from 0 to 1."""
    low, high = np.zeros(len(left)), np.ones(len(left))
    some = left > 0
    d, r = deaths[some], waiting[some]
    log = np.log(left[some])
    error = Z95 * np.sqrt(np.cumsum(d / (r * (r - d)))) / np.abs(log)
    low[some], high[some] = left[some] ** np.exp(error), left[some] ** np.exp(-error)
    return low, high
