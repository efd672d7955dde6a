"""Dates and times as exports write them, turned into timestamps."""

from __future__ import annotations

import re
import warnings

import numpy as np
import pandas as pd

from voc.read.slices import numbered, slices

EARLIEST, LATEST = (
    1900,
    2100,
)  # years outside are typing errors or fillers such as 9999-12-31
# 2023-01-05 · 2023/1/5 13:05 · 2023年1月5日下午3点 · 2023.01 · 2024-07-08IP属地：天津
WRITTEN = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*[-/.年]\s*(?P<month>\d{1,2})(?!\d)"
    r"(?:\s*[-/.月]\s*(?P<day>\d{1,2})(?!\d)\s*[日号]?)?月?"
    r"(?:[T\s,，]*(?:(?:周|星期)[一二三四五六日天])?\s*(?P<half>上午|下午|晚上|中午|凌晨)?\s*"
    r"(?P<hour>\d{1,2})\s*[:时点](?:\s*(?P<minute>\d{1,2}))?"
    r"(?:\s*[:分]\s*(?P<second>\d{1,2}))?(?:\.\d+)?\s*(?P<half_en>[AaPp][Mm])?)?"
)
PLAIN = r"\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?"
# Usual writings with one layout down the column: parsed in one go, ten times as fast.
LAYOUTS = (
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d",
    "%Y年%m月%d日",
    "%Y-%m-%d %H:%M:%S.%f",
)
# 2026-Q1 · 2026年第一季度: the first day of it
QUARTER = re.compile(r"\s*((?:19|20)\d\d)\s*[-/.年]?\s*(?:[Qq]([1-4])|第?([一二三四1-4])季度)\s*")
QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
COMPACT = re.compile(r"(?:19|20)\d{6}(?:\d{4}|\d{6})?")
DAY_OR_MONTH_FIRST = re.compile(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}")
# Without a year pandas would put in today's.
HAS_YEAR = r"(?:19|20)\d\d|\d{1,2}[-/.]\d{1,2}[-/.]\d\d(?!\d)"
AFTERNOON = {"下午", "晚上", "pm"}
# Ranges that numbers of each kind fall into between 1980 and 2100, so that none overlaps.
EPOCHS = (
    ("s", 3.15e8, 4.2e9),
    ("ms", 3.15e11, 4.2e12),
    ("us", 3.15e14, 4.2e15),
    ("ns", 3.15e17, 4.2e18),
)
EXCEL_DAYS = (20_000.0, 73_500.0)  # serial days since 1899-12-30: 1954 to 2101


def parse_times(series: pd.Series) -> pd.Series:
    """Read dates and times, however they are written.

    Parameters
    ----------
    series : Series
        Timestamps, text such as ``2023年1月5日`` or ``2023-01-05 北京``, epoch seconds,
        milliseconds (both count from UTC), ``20230105`` or Excel day numbers.

    Returns
    -------
    Series of datetime64[us]
        Same index, wall time as written (a time zone is dropped, not converted). NaT where there
        is no date.

    Examples
    --------
    >>> times = parse_times(pd.Series(["2023/1/5 13:05", "2023-01-05 北京", "昨天"]))
    >>> times.astype("str").tolist()
    ['2023-01-05 13:05:00', '2023-01-05 00:00:00', nan]
    """
    if pd.api.types.is_datetime64_any_dtype(series):
        times: pd.Series = series
        if isinstance(series.dtype, pd.DatetimeTZDtype):
            times = times.dt.tz_localize(None)
        return times.astype("datetime64[us]")
    if pd.api.types.is_numeric_dtype(series):
        return _numbers(series.astype("float64"))
    numbers, distinct = numbered(series)
    known = _texts(distinct.str.strip()).to_numpy()
    values = np.append(known, np.datetime64("NaT", "us"))[numbers]
    return pd.Series(values, index=series.index, name=series.name, dtype="datetime64[us]")


def _texts(texts: pd.Series) -> pd.Series:
    """Each kind of writing in turn takes what the ones before it left."""
    times: pd.Series = pd.concat([_plain(part) for part in slices(texts)])
    numbers = texts.str.fullmatch(r"\d+(?:\.\d+)?")
    if numbers.any():
        times[numbers] = _digits(texts[numbers])
    for layout in LAYOUTS:
        left = times.isna() & ~numbers
        if left.any() and pd.notna(
            pd.to_datetime(texts[left].iloc[0], format=layout, errors="coerce")
        ):
            times[left] = pd.to_datetime(texts[left], format=layout, errors="coerce")
    left = times.isna() & ~numbers & texts.str.fullmatch(QUARTER)
    if left.any():
        times[left] = texts[left].map(_quarter).astype("datetime64[us]")
    left = times.isna() & ~numbers
    if left.any():
        times[left] = _with_year_first(texts[left])
    left = times.isna() & ~numbers & texts.str.contains(HAS_YEAR, regex=True)
    if left.any():
        times[left] = _western(texts[left])
    plausible = times.dt.year.between(EARLIEST, LATEST)
    return times.where(plausible)


def _plain(texts: pd.Series) -> pd.Series:
    plain = texts.where(texts.str.fullmatch(PLAIN))
    return pd.to_datetime(plain, format="ISO8601", errors="coerce").astype("datetime64[us]")


def _quarter(text: str) -> pd.Timestamp:
    year, digit, spoken = QUARTER.fullmatch(text).groups()  # type: ignore[union-attr]
    which = int(digit or QUARTERS.get(spoken) or spoken)
    return pd.Timestamp(int(year), 3 * which - 2, 1)


def _digits(texts: pd.Series) -> pd.Series:
    """20230105, 202301051305 and 20230105130500 first, then what numbers can mean."""
    compact = texts.str.fullmatch(COMPACT.pattern)
    times = _numbers(pd.to_numeric(texts.where(~compact), errors="coerce"))
    for length, layout in ((8, "%Y%m%d"), (12, "%Y%m%d%H%M"), (14, "%Y%m%d%H%M%S")):
        chosen = compact & (texts.str.len() == length)
        if chosen.any():
            times[chosen] = pd.to_datetime(texts[chosen], format=layout, errors="coerce")
    return times


def _numbers(numbers: pd.Series) -> pd.Series:
    times = pd.Series(pd.NaT, index=numbers.index, dtype="datetime64[us]")
    for unit, low, high in EPOCHS:
        chosen = numbers.between(low, high)
        if chosen.any():
            seconds = numbers[chosen] / {"s": 1, "ms": 1e3, "us": 1e6, "ns": 1e9}[unit]
            times[chosen] = pd.to_datetime(seconds.round(6), unit="s").astype("datetime64[us]")
    chosen = numbers.between(*EXCEL_DAYS)
    if chosen.any():
        days = pd.to_datetime(numbers[chosen], unit="D", origin="1899-12-30")
        times[chosen] = days.dt.round("s").astype("datetime64[us]")
    compact = numbers.between(1.9e7, 2.1e7)
    if compact.any():
        written = numbers[compact].astype("int64").astype("str")
        times[compact] = pd.to_datetime(written, format="%Y%m%d", errors="coerce")
    return times


def _with_year_first(texts: pd.Series) -> pd.Series:
    parts = texts.str.extract(WRITTEN)
    hour = pd.to_numeric(parts["hour"]).fillna(0)
    half = parts["half"].fillna(parts["half_en"].str.lower())
    hour = hour + 12 * (half.isin(AFTERNOON) & (hour < 12)) - 12 * ((half == "am") & (hour == 12))
    return pd.to_datetime(
        pd.DataFrame(
            {
                "year": pd.to_numeric(parts["year"]),
                "month": pd.to_numeric(parts["month"]),
                "day": pd.to_numeric(parts["day"]).fillna(1),
                "hour": hour,
                "minute": pd.to_numeric(parts["minute"]).fillna(0),
                "second": pd.to_numeric(parts["second"]).fillna(0),
            }
        ),
        errors="coerce",
    ).astype("datetime64[us]")


def _western(texts: pd.Series) -> pd.Series:
    """5 January 2023, Jan 5 2023, 01/05/2023. Month first, unless a first number exceeds 12."""
    first = pd.to_numeric(texts.str.extract(DAY_OR_MONTH_FIRST)[0])
    short = texts.where(texts.str.len() <= 40)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        times = pd.to_datetime(
            short,
            format="mixed",
            dayfirst=bool((first > 12).any()),
            errors="coerce",
            utc=True,
        )
    return times.dt.tz_localize(None).astype("datetime64[us]")
