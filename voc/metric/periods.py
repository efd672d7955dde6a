"""The periods of a trend: which length suits the times, and which period each time falls in."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase

__all__ = ["FREQUENCIES", "MOST_PERIODS", "period_groups", "period_length"]

FREQUENCIES = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}
MOST_PERIODS = 36  # a chart of more is hard to read


def period_groups(
    time: pd.Series[pd.Timestamp], freq: str = "auto", *, minimum: int = 30, where: str = ""
) -> tuple[npt.NDArray[np.int64], pd.DatetimeIndex, str]:
    """The period of each time.

    Parameters
    ----------
    time : Series of datetime64, shape (n,)
        NaT belongs to no period; a time zone is dropped, for periods are of the customer's clock.
    freq : {"auto", "day", "week", "month", "quarter", "year"}
        Length of a period; a week starts on Monday. "auto" is `period_length`.
    minimum : int
        Rows that a period of automatic length holds on average.
    where : str
        The table that the times stand in, for messages.

    Returns
    -------
    groups : array of int, shape (n,)
        Number of the period, −1 without a time.
    periods : DatetimeIndex
        First day of each period that holds a time, in order.
    freq : str
        The length that was taken.

    Raises
    ------
    VocError
        For an unknown freq, and when the column holds something else than times.

    Examples
    --------
    >>> time = pd.Series(pd.to_datetime(["2024-03-02", "2024-01-15", None]))
    >>> groups, periods, freq = period_groups(time, "month")
    >>> groups.tolist(), [str(period.date()) for period in periods], freq
    ([1, 0, -1], ['2024-01-01', '2024-03-01'], 'month')
    """
    if freq != "auto" and freq not in FREQUENCIES:
        raise VocError(
            "statistics.no-period-length", length=freq, known=listed(("auto", *FREQUENCIES))
        )
    if len(time) and not pd.api.types.is_datetime64_any_dtype(time) and time.notna().any():
        raise VocError(
            "statistics.no-times",
            where=phrase("place.column-of", table=where, column="time") if where else "time",
            column="time",
            held=time.dtype,
        )
    time = pd.to_datetime(time)
    if time.dt.tz is not None:
        time = time.dt.tz_localize(None)
    length = period_length(time.dropna(), minimum) if freq == "auto" else freq
    start = time.dt.to_period(FREQUENCIES[length]).dt.start_time
    groups, periods = pd.factorize(start, sort=True)
    return groups.astype(np.int64), pd.DatetimeIndex(periods), length


def period_length(time: pd.Series[pd.Timestamp], minimum: int) -> str:
    """The shortest length that gives 3 to 36 periods with `minimum` times on average.

    Failing that, the longest that gives 3 periods, else a day.

    Parameters
    ----------
    time : Series of datetime64
        No NaT, no time zone.
    minimum : int

    Examples
    --------
    >>> period_length(pd.Series(pd.date_range("2024-01-01", periods=120)), minimum=30)
    'month'
    """
    spans = {name: time.dt.to_period(alias).astype("int64") for name, alias in FREQUENCIES.items()}
    periods = {name: int(span.max() - span.min()) + 1 for name, span in spans.items() if len(span)}
    for name, number in periods.items():
        if 3 <= number <= MOST_PERIODS and len(time) >= minimum * number:
            return name
    return next((name for name in reversed(periods) if periods[name] >= 3), "day")
