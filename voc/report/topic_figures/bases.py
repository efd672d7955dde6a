"""How many comments a share is a share of: those of each period and of each group."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from voc.metric.groups import ordered_groups
from voc.metric.periods import FREQUENCIES
from voc.report.data import counted

__all__ = ["calendar", "group_sizes", "largest_groups", "period_sizes"]


def calendar(periods: pd.Series, freq: str) -> list[pd.Timestamp]:
    """The first days of all periods from the first to the last, those without comments as well.

    Parameters
    ----------
    periods : Series of datetime64
        First days of the periods of a study.
    freq : str
        Their length, "day" … "year".

    Examples
    --------
    >>> months = pd.Series(pd.to_datetime(["2024-01-01", "2024-03-01"]))
    >>> [f"{day:%m}" for day in calendar(months, "month")]
    ['01', '02', '03']
    """
    known = {pd.Timestamp(period) for period in periods}
    if known and freq in FREQUENCIES:
        ends = pd.PeriodIndex([min(known), max(known)], freq=FREQUENCIES[freq])
        known |= set(pd.period_range(ends[0], ends[1], freq=ends.freq).start_time)
    return sorted(known)


def period_sizes(comments: pd.DataFrame, periods: list[pd.Timestamp]) -> dict[pd.Timestamp, int]:
    """Counted comments of each period; nothing when the comments have no times.

    Parameters
    ----------
    comments : DataFrame
        The table `comments`.
    periods : list of Timestamp
        First days, in order; the last period ends with the comments.

    Examples
    --------
    >>> table = pd.DataFrame({"label": ["positive"] * 3,
    ...                       "time": pd.to_datetime(["2024-01-31", "2024-02-01", "2024-02-09"])})
    >>> list(period_sizes(table, calendar(table["time"].dt.to_period("M").dt.start_time, "month"))
    ...      .values())
    [1, 2]
    """
    if "time" not in comments or not periods:
        return {}
    time = pd.to_datetime(counted(comments, "time")["time"]).dropna()
    if time.dt.tz is not None:
        time = time.dt.tz_localize(None)
    starts = pd.DatetimeIndex(periods)
    place = starts.searchsorted(pd.DatetimeIndex(time), side="right") - 1
    sizes = np.bincount(place[place >= 0], minlength=len(periods))
    return dict(zip(periods, sizes.tolist(), strict=True))


def group_sizes(comments: pd.DataFrame, segment: str) -> dict[str, int]:
    """Counted comments of each group of a segment column.

    Examples
    --------
    >>> table = pd.DataFrame({"label": ["positive"] * 3, "门店": ["东店", "西店", "东店"]})
    >>> group_sizes(table, "门店")
    {'东店': 2, '西店': 1}
    """
    if segment not in comments:
        return {}
    groups, values = ordered_groups(counted(comments, segment)[segment])
    sizes = np.bincount(groups[groups >= 0], minlength=len(values))
    return dict(zip(values, sizes.tolist(), strict=True))


def largest_groups(topic_segments: pd.DataFrame, sizes: Mapping[str, int], most: int) -> list[str]:
    """The largest groups of a segment column, in the order of the study.

    Examples
    --------
    >>> table = pd.DataFrame({"value": ["东店", "南店", "西店", "东店"]})
    >>> largest_groups(table, {"东店": 5, "南店": 2, "西店": 9}, 2)
    ['东店', '西店']
    """
    values = [str(value) for value in topic_segments["value"].unique()]
    largest = sorted(values, key=lambda value: -sizes.get(value, 0))[:most]
    return [value for value in values if value in largest]
