"""Ratings and dates, however they are written."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.read import (
    parse_scores,
    parse_times,
)

# --- ratings as they are written --------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "score"),
    [
        ("5分 超棒", 5),
        ("4.5", 4.5),
        ("9/10", 9),
        ("5星", 5),
        ("★★★★☆", 4),
        ("⭐⭐⭐", 3),
        ("五星", 5),
        ("四星半", 4.5),
        ("５", 5),
        ("8分，不错", 8),
        ("5-非常满意", 5),
        ("非常满意（5分）", 5),
        ("满意 4分", 4),
        ("10 (Extremely likely)", 10),
        ("4 stars", 4),
        ("4.5 out of 5", 4.5),
        ("80%", 80),
        ("-1", -1),
        ("非常满意", 5),
        ("比较满意", 4),
        ("满意", 4),
        ("一般", 3),
        ("不满意", 2),
        ("不太满意", 2),
        ("非常不满意", 1),
        ("非常滿意", 5),
        ("差评", 1),
        ("Very satisfied", 5),
        ("dissatisfied", 2),
        (" 5 ", 5),
        ("0", 0),
    ],
)
def test_a_rating_is_read_however_it_is_written(written: str, score: float) -> None:
    assert parse_scores(pd.Series([written])).tolist() == [score]


@pytest.mark.parametrize(
    "written",
    [
        "不适用",
        "无法回答",
        "N/A",
        "n/a",
        "NA",
        "-",
        "",
        " ",
        None,
        "无",
        "未评分",
        "5公里很远",
        "3 天",
        "5分钟",
        "2023-01-05",
        "30~34岁",
        "3000-3499元",
        "很好吃",
        "2 房间很小 不推荐大家来住 太吵了",
        "Not applicable",
    ],
)
def test_what_is_no_rating_is_missing(written: str | None) -> None:
    assert math.isnan(parse_scores(pd.Series([written], dtype="str")).iloc[0])


def test_scores_keep_the_index_and_drop_what_lies_outside_the_scale() -> None:
    scores = parse_scores(pd.Series([1, 9, None], index=[4, 5, 6]), scale=(1, 5))
    assert scores.index.tolist() == [4, 5, 6]
    assert scores.isna().tolist() == [False, True, True]


@given(st.lists(st.one_of(st.none(), st.text(max_size=20)), max_size=20))
def test_scores_of_any_text_are_floats_of_the_same_length(values: list[str | None]) -> None:
    scores = parse_scores(pd.Series(values, dtype="str"))
    assert scores.dtype == "float64"
    assert len(scores) == len(values)


# --- dates as they are written ----------------------------------------------------------------


DAY = "2023-01-05 00:00:00"


HOUR = "2023-01-05 13:05:00"


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("2023-01-05", DAY),
        ("2023/1/5", DAY),
        ("2023.1.5", DAY),
        ("2023年1月5日", DAY),
        ("20230105", DAY),
        ("2023-01-05 北京", DAY),
        ("2023-01-05IP属地：天津", DAY),
        ("发布于2023-01-05", DAY),
        ("44931", DAY),
        ("Jan 5, 2023", DAY),
        ("5 January 2023", DAY),
        ("01/05/2023", DAY),
        ("2023/1/5 13:05", HOUR),
        ("2023-01-05T13:05:00+08:00", HOUR),
        ("2023年1月5日 13时5分", HOUR),
        ("2023年1月5日下午1点5分", HOUR),
        ("2023-1-5 星期四 13:05", HOUR),
        ("20230105130500", HOUR),
        ("2023-01-05 1:05 PM", HOUR),
        ("1672923900", HOUR),
        ("1672923900000", HOUR),
        ("2023年3月", "2023-03-01 00:00:00"),
        ("2023-03", "2023-03-01 00:00:00"),
    ],
)
def test_a_date_is_read_however_it_is_written(written: str, time: str) -> None:
    assert parse_times(pd.Series([written])).tolist() == [pd.Timestamp(time)]


@pytest.mark.parametrize(
    "written",
    [
        "昨天",
        "",
        None,
        "不详",
        "2023-02-30",
        "9999-12-31",
        "5",
        "2023",
        "很好，下次还来",
        "13:05",
        "1380013",
    ],
)
def test_what_is_no_date_is_nat(written: str | None) -> None:
    assert parse_times(pd.Series([written], dtype="str")).isna().all()


def test_day_first_dates_are_known_by_a_day_beyond_twelve() -> None:
    times = parse_times(pd.Series(["05/01/2023", "25/01/2023"]))
    assert times.tolist() == [pd.Timestamp("2023-01-05"), pd.Timestamp("2023-01-25")]


@pytest.mark.parametrize(
    "values",
    [
        pd.Series([dt.datetime(2023, 1, 5)]),
        pd.Series([dt.date(2023, 1, 5)], dtype=object),
        pd.Series([44931]),
        pd.Series([44931.0, None]),
        pd.Series([1672876800]),
        pd.Series([20230105]),
        pd.Series(pd.to_datetime(["2023-01-05"]).tz_localize("Asia/Shanghai")),
    ],
)
def test_dates_of_any_type_are_read(values: pd.Series) -> None:
    times = parse_times(values)
    assert times.iloc[0] == pd.Timestamp("2023-01-05")
    assert times.dtype == "datetime64[us]"


@given(st.lists(st.one_of(st.none(), st.text(max_size=20), st.datetimes().map(str)), max_size=10))
def test_times_of_any_text_are_timestamps_of_the_same_length(values: list[str | None]) -> None:
    times = parse_times(pd.Series(values, dtype="str"))
    assert times.dtype == "datetime64[us]"
    assert len(times) == len(values)
