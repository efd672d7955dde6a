"""Dates and times of SPSS and Stata, which are numbers with a format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["dated"]

SPSS_EPOCH, STATA_EPOCH = np.datetime64("1582-10-14", "us"), np.datetime64("1960-01-01", "us")
SPSS_DATE = re.compile(r"(?:A|E|S|J)?DATE\d|DATETIME|YMDHMS|MOYR|QYR|WKYR")
SPSS_TIME = re.compile(r"D?TIME\d")
STATA_DAYS, STATA_MILLISECONDS = re.compile(r"%-?t?d"), re.compile(r"%-?t[cC]")
STATA_MONTHS = {"%tm": 1, "%tq": 3, "%th": 6}
LATEST = 8_000 * 366 * 86_400e6  # microseconds from an epoch that still make a date
LATEST_MONTH = 90_000


def dated(answers: Sequence[float | None], form: str) -> pd.Series | None:
    """The dates of a variable of numbers; None when its format is no date.

    Parameters
    ----------
    answers : sequence of float
    form : str
        Format of SPSS (DATE11, DATETIME20, TIME8) or Stata (%td, %tc, %tm).

    Returns
    -------
    Series of datetime64[us], or of str for a time without a day
        What lies beyond all calendars is missing.

    Examples
    --------
    >>> str(dated([23380.0, None], "%td").iloc[0]), dated([200.0], "TIME8").tolist()
    ('2024-01-05 00:00:00', ['00:03:20'])
    """
    spss = form.upper()
    if SPSS_TIME.match(spss):
        return pd.Series([_clock(one) for one in answers], dtype="str")
    numbers = np.array([np.nan if one is None else one for one in answers], dtype="float64")
    if SPSS_DATE.match(spss):
        return _moments(SPSS_EPOCH, numbers * 1e6, LATEST)
    if STATA_DAYS.match(form):
        return _moments(STATA_EPOCH, numbers * 86_400e6, LATEST)
    if STATA_MILLISECONDS.match(form):
        return _moments(STATA_EPOCH, numbers * 1e3, LATEST)
    if form[:3] in STATA_MONTHS:
        months = numbers * STATA_MONTHS[form[:3]]
        return _moments(np.datetime64("1960-01", "M"), months, LATEST_MONTH)
    return None


def _moments(epoch: np.datetime64, since: Any, latest: float) -> pd.Series:
    unit = np.datetime_data(epoch)[0]
    known = np.isfinite(since) & (np.abs(since) < latest)
    times = epoch + np.where(known, since, 0).astype(f"timedelta64[{unit}]")
    return pd.Series(times.astype("datetime64[us]")).where(pd.Series(known))


def _clock(seconds: float | None) -> str | None:
    """Seconds as 01:02:03; a bare number of them could be taken for a day."""
    if seconds is None or not np.isfinite(seconds):
        return None
    whole = int(abs(seconds))
    sign = "-" if seconds < 0 else ""
    return f"{sign}{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
