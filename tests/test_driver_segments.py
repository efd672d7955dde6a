"""Segment and trend tables: by hand, by simulation, and refusals."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from stays import random_corpus

from voc.driver import comment_polarity, segment_table, trend_table
from voc.errors import VocError
from voc.metric.adjust import holm

pytestmark = pytest.mark.filterwarnings("error")


def test_the_test_is_welch_against_the_rest_of_the_column():
    from scipy import stats

    comments, opinions = random_corpus(2)
    table = segment_table(comments, opinions, ["cabin"]).set_index(["value", "driver"])
    first = comments["cabin"] == "公务舱"
    expected = stats.ttest_ind(comments["score"][first], comments["score"][~first], equal_var=False)
    row = table.loc[("公务舱", "all")]
    assert row["tested"] == "score"
    assert row["p_value"] == pytest.approx(expected.pvalue)
    assert row["n"] == first.sum()
    assert row["score"] == pytest.approx(comments["score"][first].mean())
    assert row["satisfaction"] == pytest.approx(50 * (comments["sentiment"][first].mean() + 1))

    polarity = comment_polarity(comments, opinions).merge(comments[["comment_id", "cabin"]])
    room = polarity[(polarity["driver"] == "room") & polarity["polarity"].notna()]
    inside = room["cabin"] == "公务舱"
    expected = stats.ttest_ind(room["polarity"][inside], room["polarity"][~inside], equal_var=False)
    assert table.loc[("公务舱", "room"), "p_value"] == pytest.approx(expected.pvalue)
    assert table.loc[("公务舱", "room"), "tested"] == "satisfaction"


def test_answers_of_one_respondent_do_not_pass_for_many():
    comments, opinions = random_corpus(6)
    again = comments.assign(comment_id="x" + comments["comment_id"])
    doubled = segment_table(pd.concat([comments, again]), opinions, ["cabin"])
    once = segment_table(comments, opinions, ["cabin"])
    assert doubled.loc[0, "n"] == 2 * once.loc[0, "n"]
    assert doubled.loc[0, "p_value"] == pytest.approx(once.loc[0, "p_value"])


def test_small_groups_are_shown_but_not_tested():
    comments, opinions = random_corpus(3)
    comments.loc[:9, "cabin"] = "头等舱"
    comments.loc[10:14, "cabin"] = None
    table = segment_table(comments, opinions, ["cabin"])
    small = table[table["value"] == "头等舱"]
    assert (small["n"] == 10).all()
    assert small[["p_value", "p_adjusted"]].isna().all(axis=None)
    assert (small["tested"] == "").all()
    assert set(table["value"]) == {"经济舱", "公务舱", "头等舱"}
    assert table.groupby("value")["n"].first().sum() == 295


def test_holm_by_hand_and_over_the_whole_table():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    comments, opinions = random_corpus(2)
    table = segment_table(comments, opinions, ["cabin"])
    assert table["p_adjusted"].to_numpy() == pytest.approx(holm(table["p_value"]), nan_ok=True)
    assert (table["p_adjusted"].dropna() >= table["p_value"].dropna()).all()


def test_segments_that_do_not_differ_are_rarely_called_different():
    found = 0
    for seed in range(60):
        comments, opinions = random_corpus(seed, n=200)
        table = segment_table(comments, opinions, ["cabin"])
        found += bool((table["p_adjusted"] < 0.05).any())
    assert found <= 7  # 5 % of 60 is 3


@pytest.mark.parametrize(
    ("days", "n", "expected"),
    [
        (10, 500, "day"),
        (120, 900, "week"),
        (700, 2000, "month"),
        (3000, 2000, "quarter"),
        (300, 90, "quarter"),
    ],
)
def test_periods_are_as_short_as_the_number_of_comments_allows(days, n, expected):
    comments, opinions = random_corpus(0, n=n)
    comments["time"] = pd.Timestamp("2020-01-01") + pd.to_timedelta(
        np.arange(n) * days // n, unit="D"
    )
    assert set(trend_table(comments, opinions)["freq"]) == {expected}


def test_a_period_holds_the_comments_of_its_days():
    comments, opinions = random_corpus(0)
    comments.loc[0, "time"] = pd.NaT
    table = trend_table(comments, opinions, "month")
    overall = table[table["driver"] == "all"]
    assert overall["period"].is_monotonic_increasing
    assert overall["n"].sum() == 299
    march = comments["time"].dt.to_period("M") == "2023-03"
    row = overall[overall["period"] == "2023-03-01"].iloc[0]
    assert row["n"] == march.sum()
    assert row["score"] == pytest.approx(comments["score"][march].mean())


def test_times_with_a_zone_keep_their_own_clock():
    comments, opinions = random_corpus(0, n=2)
    ends = pd.to_datetime(["2024-01-01 00:30", "2024-01-31 23:30"])
    comments["time"] = ends.tz_localize("Asia/Shanghai")
    periods = set(trend_table(comments, opinions, "month")["period"])
    assert periods == {pd.Timestamp("2024-01-01")}


def test_trend_refuses_an_unknown_period_and_text_for_time():
    comments, opinions = random_corpus(0, n=5)
    with pytest.raises(VocError, match="fortnight"):
        trend_table(comments, opinions, "fortnight")
    with pytest.raises(VocError, match="not times"):
        trend_table(comments.assign(time="昨天"), opinions)
    with pytest.raises(VocError, match="no column 航线"):
        segment_table(comments, opinions, ["航线"])
