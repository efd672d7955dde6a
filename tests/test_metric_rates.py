"""Rates, the satisfaction ratio and what an order table tells: hand-worked and at the edges."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voc.errors import VocError
from voc.metric.flags import flags
from voc.metric.notes import NOTES
from voc.metric.orders import cohort_retention, order_rates
from voc.metric.rates import rate
from voc.metric.ratio import fieller, satisfaction_ratio

pytestmark = pytest.mark.filterwarnings("error")

COLUMNS = ["metric", "value", "low", "high", "n"]


def values(table: pd.DataFrame) -> dict[str, float]:
    return dict(zip(table["metric"], table["value"], strict=True))


# --- yes or no --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "hits"),
    [
        (["是", "否", " 是 ", None], [1, 0, 1, None]),
        (["有", "无", "没有"], [1, 0, 0]),
        (["Yes", "no", "N/A", "YES"], [1, 0, None, 1]),
        ([True, False, None], [1, 0, None]),
        ([1, 0, float("nan")], [1, 0, None]),
        (["1", "0", "1.0"], [1, 0, 1]),
        (["１", "０"], [1, 0]),
        (["√", "×", ""], [1, 0, None]),
        (["投诉过", "没投诉过", "不记得"], [1, 0, None]),
        (["已复购", "未复购"], [1, 0]),
        (["流失", "未流失"], [1, 0]),
        (["returned", "not returned"], [1, 0]),
        ([0, 1, 4, 0], [0, 1, 1, 0]),
        ([0.0, 2.0, None], [0, 1, None]),
        (["是", "是"], [1, 1]),
        (["不清楚", None], [None, None]),
    ],
)
def test_yes_and_no_are_known_however_they_are_written(written, hits):
    expected = [math.nan if hit is None else hit for hit in hits]
    assert flags(written, "x") == pytest.approx(expected, nan_ok=True)
    kept = pd.Series(written, index=range(5, 5 + len(written)))
    assert flags(kept, "x") == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(
    "written",
    [
        [1, 2, 1],  # 问卷星 codes 是 as 1 and 否 as 2; they may as well be purchases
        [3, 1, 2],
        [0, -1],
        [0, 0.5],
        ["满意", "不太行"],
        ["微信", "电话", "现场"],
    ],
)
def test_what_may_mean_anything_is_refused_with_its_values(written):
    with pytest.raises(VocError, match="mean yes") as caught:
        flags(written, "是否投诉")
    assert caught.value.where == "column 是否投诉"
    assert str(written[0]) in caught.value.what


def test_the_message_names_the_column_not_the_metric():
    with pytest.raises(VocError) as caught:
        rate(pd.Series([1, 2], name="是否投诉"), "complaint")
    assert caught.value.where == "column 是否投诉"


def test_what_means_yes_can_be_told():
    assert flags([1, 2, 1, None], "x", yes=[1])[:3].tolist() == [1, 0, 1]
    assert flags(["微信", "电话"], "x", yes=["电话"]).tolist() == [0, 1]
    assert flags([1, 2, 5], "购买次数", at_least=2).tolist() == [0, 1, 1]
    with pytest.raises(VocError, match="两次"):
        flags([1, "两次"], "购买次数", at_least=2)


def test_a_rate_is_a_share_with_wilsons_interval():
    table = rate(["是"] * 81 + ["否"] * 182 + ["不清楚"] * 9, "complaint")
    assert table.columns.tolist() == COLUMNS
    assert table["metric"].tolist() == ["complaint_rate"]
    # Newcombe 1998, Statistics in Medicine 17:857, table I: 81 of 263
    assert table.iloc[0][["low", "high"]].tolist() == pytest.approx([25.53, 36.62], abs=0.005)
    assert table["n"].item() == 263
    assert len(rate([None, "不清楚"], "churn")) == 0


def test_weights_of_a_rate_count_people_as_often_as_they_stand_for():
    assert rate([1, 0, 0], "x", [2, 1, 1])["value"].item() == pytest.approx(50)
    wide = rate([1, 0] * 50, "x", [3, 1] * 50).iloc[0]
    plain = rate([1, 1, 1, 0] * 25, "x").iloc[0]
    assert wide["value"] == pytest.approx(plain["value"])
    assert wide["high"] - wide["low"] > plain["high"] - plain["low"]
    with pytest.raises(VocError, match="-1"):
        rate([1, 0], "x", [1, -1])


# --- perceived over expected ------------------------------------------------------------------


def test_fieller_inverts_the_paired_t_test():
    from scipy.stats import ttest_1samp

    rng = np.random.default_rng(3)
    expected = rng.integers(6, 11, size=40).astype(float)
    perceived = np.clip(expected - rng.integers(-1, 4, size=40), 0, 10).astype(float)
    ratio, low, high = fieller(perceived, expected)
    assert ratio == pytest.approx(perceived.mean() / expected.mean())
    for bound in (low, high):
        assert ttest_1samp(perceived - bound * expected, 0).pvalue == pytest.approx(0.05)


def test_fieller_covers_the_true_ratio():
    rng = np.random.default_rng(11)
    inside = 0
    for _ in range(1500):
        expected = rng.normal(8, 1.5, size=30)
        perceived = 0.8 * expected + rng.normal(0, 1, size=30)
        _, low, high = fieller(perceived, expected)
        inside += low <= 0.8 <= high
    assert 0.935 <= inside / 1500 <= 0.965


def test_the_ratio_by_hand():
    table = satisfaction_ratio([8, 4, 10, None, 6], [10, 8, 8, 9, None])
    assert values(table) == pytest.approx(
        {
            "satisfaction_ratio": 22 / 26,
            "satisfaction_ratio_mean": (0.8 + 0.5 + 1.25) / 3,
            "expectation_met": 100 / 3,
        }
    )
    assert (table["n"] == 3).all()


def test_nothing_expected_has_no_ratio_of_its_own_and_is_told():
    table = satisfaction_ratio([5, 8, 9, 7], [0, 10, 9, 8])
    n = dict(zip(table["metric"], table["n"], strict=True))
    assert n == {"satisfaction_ratio": 4, "satisfaction_ratio_mean": 3, "expectation_met": 4}
    assert table.attrs["notes"] == [("ratio_nothing_expected", {"count": 1, "n": 4})]
    nothing = satisfaction_ratio([5, 6], [0, 0])
    assert nothing["metric"].tolist() == ["expectation_met"]


@pytest.mark.parametrize(
    ("perceived", "expected"),
    [
        ([8], [10]),
        ([8] * 5, [10] * 5),
        ([0] * 5, [10] * 5),
        ([1, 2, 3], [1, 2, 3]),
        ([0, 9], [9, 1]),
    ],
)
def test_few_or_equal_ratings_are_not_certain(perceived, expected):
    table = satisfaction_ratio(perceived, expected)
    assert (table["low"] <= table["value"]).all()
    assert (table["value"] <= table["high"]).all()
    assert (table["low"] < table["high"]).all()
    assert table.notna().all(axis=None)


def test_equal_weights_do_not_change_the_ratio():
    perceived, expected = [8, 4, 10, 6], [10, 8, 8, 9]
    plain = satisfaction_ratio(perceived, expected)
    heavy = satisfaction_ratio(perceived, expected, [2.0] * 4)
    assert heavy[["value", "low", "high"]].to_numpy() == pytest.approx(
        plain[["value", "low", "high"]].to_numpy()
    )
    heavier = satisfaction_ratio([8, 4], [10, 8], [3, 1])
    assert values(heavier)["satisfaction_ratio"] == pytest.approx(28 / 38)


def test_ratings_of_two_scales_are_not_mixed():
    with pytest.raises(VocError, match="11"):
        satisfaction_ratio([11], [5])
    with pytest.raises(VocError, match="6"):
        satisfaction_ratio([6], [5], scale=(1, 5))
    with pytest.raises(VocError, match="2 perceived and 1 expected"):
        satisfaction_ratio([6, 5], [5])


# --- orders -----------------------------------------------------------------------------------

ORDERS = pd.DataFrame(
    [
        ("甲", "2023-01-05", "否"),
        ("甲", "2023-01-05", "否"),  # the same day: one purchase
        ("甲", "2023-02-20", "是"),
        ("甲", "2023-03-01", "否"),
        ("乙", "2023-01-20", "否"),
        ("乙", "2023-06-20", "否"),
        ("丙", "2023-02-10", "否"),
        ("丙", "2023-03-15", "否"),
        ("丁", "2023-06-29", "否"),
        (None, "2023-06-30", "否"),
        ("戊", None, "否"),
    ],
    columns=["客户", "时间", "退货"],
).assign(时间=lambda table: pd.to_datetime(table["时间"]))


def test_order_rates_by_hand():
    table = order_rates(
        ORDERS, customer="客户", time="时间", returned="退货", window=60, until="2023-06-30"
    )
    assert table.columns.tolist() == COLUMNS
    # 甲, 乙 and 丙 are old enough; 甲 after 46 days and 丙 after 33 bought again, 乙 after 151
    # customers of months January … May: 甲乙, 甲丙, 甲丙, –, –; stayed: 甲, 甲丙, –
    # customers of February … June: 甲丙, 甲丙, 乙丁; new are 丙 and 丁
    assert values(table) == pytest.approx(
        {
            "repurchase_rate": 200 / 3,
            "retention_rate": 100 * 3 / 6,
            "churn_rate": 100 * 3 / 6,
            "acquisition_rate": 100 * 2 / 6,
            "return_rate": 100 / 8,  # 丁 may still return the order
        }
    )
    assert table["n"].tolist() == [3, 6, 6, 6, 8]
    assert table.attrs["notes"] == [
        ("orders_without_customer_or_time", {"count": 2}),
        ("orders_too_young", {"count": 1, "days": 60}),
        ("orders_may_be_returned", {"count": 1, "days": 7}),
    ]
    assert all(key in NOTES for key, _ in table.attrs["notes"])


def test_a_period_whose_end_was_not_seen_does_not_count():
    table = order_rates(ORDERS, customer="客户", time="时间", window=60)
    # the last order that counts is of 29 June: June is not whole
    assert ("orders_last_period_open", {"period": "2023-06"}) in table.attrs["notes"]
    assert values(table)["acquisition_rate"] == pytest.approx(25)  # 丙 of 甲丙, 甲丙
    assert values(table)["retention_rate"] == pytest.approx(50)


def test_young_customers_would_bias_the_repurchase_rate():
    rng = np.random.default_rng(5)
    first = pd.Timestamp("2023-01-01") + pd.to_timedelta(rng.integers(0, 700, 3000), unit="D")
    wait = pd.to_timedelta(rng.exponential(100, 3000).astype(int) + 1, unit="D")
    comes = rng.random(3000) < 0.5
    orders = pd.DataFrame(
        {"c": [*range(3000), *np.flatnonzero(comes)], "t": [*first, *(first + wait)[comes]]}
    )
    seen = orders[orders["t"] <= "2024-12-01"]
    expected = 100 * 0.5 * (1 - math.exp(-180 / 100))
    table = order_rates(seen, customer="c", time="t", window=180, until="2024-12-01")
    low, high = table.iloc[0][["low", "high"]]
    assert low <= expected <= high
    span = seen.groupby("c")["t"].agg(lambda times: (times.max() - times.min()).days)
    naive = 100 * span.between(1, 180).mean()
    assert naive < low


def test_customers_with_many_orders_widen_the_return_rate():
    one_each = pd.DataFrame({"c": range(100), "t": pd.Timestamp("2023-01-01"), "r": [1, 0] * 50})
    same = one_each.assign(c=np.repeat(range(10), 10), r=np.repeat([1, 0], 50))
    wide, narrow = (
        order_rates(table, customer="c", time="t", returned="r", return_window=0).iloc[-1]
        for table in (same, one_each)
    )
    assert wide["value"] == narrow["value"] == 50
    assert wide["high"] - wide["low"] > 2 * (narrow["high"] - narrow["low"])


@pytest.mark.parametrize("freq", ["week", "month", "quarter", "year"])
def test_retention_and_churn_share_out_the_customers(freq):
    rng = np.random.default_rng(2)
    days = pd.Timestamp("2021-01-01") + pd.to_timedelta(rng.integers(0, 1200, 900), unit="D")
    orders = pd.DataFrame({"c": rng.integers(0, 150, 900), "t": days})
    found = values(order_rates(orders, customer="c", time="t", freq=freq))
    assert found["retention_rate"] + found["churn_rate"] == pytest.approx(100)
    mixed = orders.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(
        order_rates(orders, customer="c", time="t", freq=freq),
        order_rates(mixed, customer="c", time="t", freq=freq),
    )


def test_cohorts_are_followed_as_far_as_whole_periods_reach():
    table = cohort_retention(ORDERS, customer="客户", time="时间", until="2023-04-15")
    months = table["cohort"].dt.month.tolist()
    assert list(zip(months, table["age"], table["n"], table["active"], strict=True)) == [
        (1, 1, 2, 1),
        (1, 2, 2, 1),
        (2, 1, 1, 1),
    ]
    assert table["retention"].tolist() == [50, 50, 100]


def test_a_table_of_one_day_tells_little_and_says_why():
    orders = pd.DataFrame({"c": ["甲", "乙"], "t": pd.to_datetime(["2023-01-05"] * 2)})
    table = order_rates(orders, customer="c", time="t")
    assert table.columns.tolist() == COLUMNS
    assert len(table) == 0
    assert {key for key, _ in table.attrs["notes"]} == {
        "orders_too_young",
        "orders_last_period_open",
        "orders_one_period",
    }
    assert len(cohort_retention(orders, customer="c", time="t")) == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"customer": "谁", "time": "t"}, "谁"),
        ({"customer": "c", "time": "when"}, "when"),
        ({"customer": "c", "time": "c"}, "not times"),
        ({"customer": "c", "time": "t", "freq": "hour"}, "hour"),
        ({"customer": "c", "time": "t", "returned": "r"}, '"r"'),
        ({"customer": "c", "time": "t", "until": "2020-01-01"}, "2020-01-01"),
        ({"customer": "empty", "time": "t"}, "No order"),
    ],
)
def test_what_an_order_table_lacks_is_said(options, said):
    orders = pd.DataFrame({"c": ["甲"], "t": pd.to_datetime(["2023-01-05"]), "empty": [None]})
    with pytest.raises(VocError, match=said):
        order_rates(orders, **options)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 300), st.booleans()), min_size=1, max_size=40
    )
)
def test_every_rate_lies_within_its_interval(rows):
    orders = pd.DataFrame(rows, columns=["c", "day", "r"])
    orders["t"] = pd.Timestamp("2023-01-01") + pd.to_timedelta(orders["day"], unit="D")
    table = order_rates(orders, customer="c", time="t", returned="r", window=90)
    assert (table["low"] <= table["value"] + 1e-9).all()
    assert (table["value"] <= table["high"] + 1e-9).all()
    assert table[["low", "high"]].stack().between(0, 100).all()
    assert (table["n"] > 0).all()
