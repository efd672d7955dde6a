"""Service recovery: waiting times, the complaint log, repurchase by recovery, the funnel."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_notes import keys_of

from voc.errors import VocError
from voc.metric.differences import share_difference
from voc.metric.intervals import wilson
from voc.metric.recovery import recovery_funnel, recovery_table, recovery_times
from voc.metric.recovery.complaints import (
    ComplaintLog,
    customer_flags,
    read_complaints,
    repurchase_after,
)
from voc.metric.recovery.times import median_wait

OPENED = pd.Timestamp("2024-05-01 09:00")


def at(*hours: float | None) -> pd.Series[pd.Timestamp]:
    """Times so many hours after the opening."""
    return pd.Series(OPENED + pd.to_timedelta(pd.Series(hours, dtype="float64"), "h"))


# ---- waiting times

# Remission of leukaemia in weeks, 6-MP and placebo (Freireich et al. 1963, Blood 21:699–716).
ENDED = [6.0, 6, 6, 7, 10, 13, 16, 22, 23]
WAITING = [6.0, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PLACEBO = [1.0, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def test_median_with_censored_waits_is_the_published_one() -> None:
    hours = np.array(ENDED + WAITING)
    wait = median_wait(hours, np.arange(21) < len(ENDED))
    assert wait.median == 23 and wait.low == 13 and np.isnan(wait.high)


def test_curve_is_that_of_scipy() -> None:
    from scipy.stats import CensoredData, ecdf

    rng = np.random.default_rng(0)
    compared = 0
    for _ in range(20):
        hours, ended = rng.integers(1, 40, 30).astype(float), rng.random(30) < 0.7
        curve = ecdf(CensoredData(uncensored=hours[ended], right=hours[~ended])).sf
        below = curve.quantiles[curve.probabilities < 0.5 - 1e-12]
        above = curve.probabilities[curve.quantiles < below[0]] if len(below) else np.ones(1)
        wait = median_wait(hours, ended)
        if len(below) and above.min() > 0.5 + 1e-12:
            assert wait.median == below[0]
            compared += 1
    assert compared >= 10


def test_interval_without_censoring_is_that_of_the_order_statistics() -> None:
    # n = 21: P(B(21, ½) < 6) = 0.0133 and P(B(21, ½) < 7) = 0.0392, so the 6th and the 16th
    assert median_wait(np.array(PLACEBO), np.ones(21, dtype=bool))[:3] == (8, 4, 12)
    # five values hold the median with 1 − 2/32 = 94 %: not enough
    few = median_wait(np.arange(5.0), np.ones(5, dtype=bool))
    assert few.median == 2 and few.low == 0 and np.isnan(few.high)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40))
def test_median_of_ended_waits_is_the_ordinary_median(hours: list[int]) -> None:
    wait = median_wait(np.array(hours, dtype=float), np.ones(len(hours), dtype=bool))
    assert wait.median == pytest.approx(np.median(hours))
    assert wait.low <= wait.median and not wait.high < wait.median


def test_interval_of_censored_waits_covers_the_true_median() -> None:
    rng = np.random.default_rng(1)
    held = []
    for _ in range(400):
        time, end = rng.exponential(10, 60), rng.uniform(5, 40, 60)
        wait = median_wait(np.minimum(time, end), time <= end)
        held.append(wait.low <= 10 * np.log(2) and not wait.high < 10 * np.log(2))
    assert 0.92 <= np.mean(held) <= 0.98


# ---- the log


def test_log_keeps_open_complaints_and_sets_wrong_clocks_aside() -> None:
    table = pd.DataFrame({"o": at(0, 0, 0, 10), "a": at(2, None, -1, 12)})
    log = read_complaints(table, opened="o", answered="a")
    assert log.cases["hours_to_answer"].tolist()[:2] == [2, 12]
    assert log.cases["hours_to_answer"].isna().tolist() == [False, False, True, False]
    assert log.cases["answered"].tolist() == [1, 0, 1, 1]
    assert log.notes == (("recovery_clock_skew", {"count": 1, "until": "answer"}),)
    assert log.wait("answer").n == 3
    assert log.answered_within(24).tolist()[0] == 1
    # the second waited 12 hours only: it may still be answered in time
    assert np.isnan(log.answered_within(24)[1]) and log.answered_within(6)[1] == 0


def test_what_came_after_the_day_of_the_log_has_not_come_yet() -> None:
    table = pd.DataFrame({"o": at(0, 0, 60), "a": at(2, 50, 61)})
    log = read_complaints(table, opened="o", answered="a", as_of=OPENED + pd.Timedelta(hours=30))
    assert log.cases["answered"].tolist() == [1, 0]
    assert log.cases["hours_to_answer"].tolist() == [2, 30]


def test_rows_without_an_opening_are_no_complaints() -> None:
    table = pd.DataFrame({"o": at(0, None), "who": ["a", "b"]})
    assert read_complaints(table, opened="o", customer="who").cases["customer"].tolist() == ["a"]
    with pytest.raises(VocError, match="opened"):
        read_complaints(table.iloc[1:], opened="o")


def test_faulty_columns_are_refused() -> None:
    table = pd.DataFrame({"o": at(0), "text": ["yesterday"]})
    with pytest.raises(VocError, match="not times"):
        read_complaints(table, opened="text")
    with pytest.raises(VocError, match="no column"):
        read_complaints(table, opened="o", solved="已解决")
    with pytest.raises(VocError, match="mean yes"):
        read_complaints(table, opened="o", solved="text")


def test_customers_are_one_whether_read_as_numbers_or_text() -> None:
    flags = customer_flags(
        pd.DataFrame({"id": [1001.0, np.nan, 1002.0], "again": [1, 0, 0]}), "again", customer="id"
    )
    assert flags["1001"] == 1 and flags["1002"] == 0 and len(flags) == 3


# ---- repurchase by recovery


def company(seed: int = 0, n: int = 2000, effect: bool = True) -> pd.DataFrame:
    """Customers of whom every fourth complained; a fast answer keeps them, a late one does not."""
    rng = np.random.default_rng(seed)
    complained = rng.random(n) < 0.25
    hours = rng.exponential(30, n)
    solved = rng.random(n) < 0.7
    chance = np.full(n, 0.5)
    if effect:
        chance = np.where(complained, np.where((hours <= 24) & solved, 0.8, 0.25), 0.5)
    opened = pd.Series(OPENED + pd.to_timedelta(rng.integers(0, 500, n), "h")).where(complained)
    return pd.DataFrame(
        {
            "客户": np.arange(n),
            "投诉": opened,
            "答复": opened + pd.to_timedelta(hours, "h"),
            "结案": opened + pd.to_timedelta(hours * 2, "h"),
            "解决": np.where(complained, np.where(solved, "是", "否"), None),
            "重开": np.where(complained, np.where(rng.random(n) < 0.1, "是", "否"), None),
            "严重": np.where(complained, np.where(rng.random(n) < 0.3, "严重", "轻微"), None),
            "复购": (rng.random(n) < chance).astype(int),
        }
    )


def read(table: pd.DataFrame) -> tuple[ComplaintLog, pd.Series[float]]:
    log = read_complaints(
        table,
        opened="投诉",
        customer="客户",
        answered="答复",
        closed="结案",
        solved="解决",
        reopened="重开",
        severity="严重",
    )
    return log, customer_flags(table, "复购", customer="客户")


def test_repurchase_by_recovery_against_those_who_never_complained() -> None:
    customers = company()
    table = recovery_table(*read(customers)).set_index("group")
    complained = customers["投诉"].notna()
    fast = complained & ((customers["答复"] - customers["投诉"]) <= pd.Timedelta(hours=24))
    good, rest = customers[fast & (customers["解决"] == "是")], customers[~complained]
    row = table.loc["solved_fast"]
    assert row["n"] == len(good) and row["repurchase"] == pytest.approx(good["复购"].mean())
    expected = share_difference(good["复购"].sum(), len(good), rest["复购"].sum(), len(rest))
    assert row[["difference", "difference_low", "difference_high", "p_value"]].tolist() == (
        pytest.approx([expected.difference, expected.low, expected.high, expected.p_value])
    )
    assert row["difference_low"] > 0.2 and table.loc["unsolved", "difference_high"] < -0.1
    assert table.loc["never_complained", "n"] == (~complained).sum()
    assert np.isnan(table.loc["never_complained", "difference"])
    low, high = wilson(rest["复购"].sum(), len(rest))
    assert table.loc["never_complained", ["low", "high"]].tolist() == pytest.approx([low, high])
    assert {"severity: 严重", "severity: 轻微", "reopened", "answered_slow"} <= set(table.index)
    assert (table["p_adjusted"].dropna() >= table["p_value"].dropna()).all()


def test_medians_of_a_group_are_those_of_its_complaints() -> None:
    customers = company()
    table = recovery_table(*read(customers)).set_index("group")
    hours = (customers["答复"] - customers["投诉"]).dt.total_seconds().dropna() / 3600
    assert table.loc["complained", "hours_to_answer"] == pytest.approx(hours.median())
    assert table.loc["answered_fast", "hours_to_answer_high"] <= 24
    assert table.loc["answered_slow", "hours_to_answer_low"] >= 24
    assert table.loc["complained", "hours_to_close"] == pytest.approx(2 * hours.median())


def test_without_a_difference_few_tables_raise_an_alarm() -> None:
    alarms = 0
    for seed in range(30):
        table = recovery_table(*read(company(seed, n=400, effect=False)))
        alarms += bool((table["p_adjusted"] < 0.05).any())
    assert alarms <= 4  # 5 % of 30, and twice the standard error


def test_small_groups_are_shown_and_not_tested() -> None:
    table = recovery_table(*read(company(n=60)))
    small = table["n"] < 30
    assert small.any() and table.loc[small, "p_value"].isna().all()
    assert table.loc[table["group"] == "complained", "difference"].notna().all()
    assert "groups_below_minimum" in keys_of(table)


def test_worst_complaint_of_a_customer_counts() -> None:
    complaints = pd.DataFrame(
        {
            "who": ["a", "a", "b"],
            "o": at(0, 100, 0),
            "x": at(1, 200, 1),
            "solved": ["yes", "no", "yes"],
            "reopened": ["no", "yes", "no"],
        }
    )
    log = read_complaints(
        complaints, opened="o", answered="x", customer="who", solved="solved", reopened="reopened"
    )
    table = recovery_table(log).set_index("group")
    groups = "complained answered_fast answered_slow solved solved_fast unsolved reopened".split()
    assert table["n"].to_dict() == dict(zip(groups, [2, 1, 1, 1, 1, 1, 1], strict=True))
    assert table["repurchase"].isna().all()


def test_log_without_customers_or_repurchase_says_what_is_missing() -> None:
    log = read_complaints(pd.DataFrame({"opened": at(0, 1, 2)}))
    table = recovery_table(log)
    assert table["group"].tolist() == ["complained"] and table["n"].tolist() == [3]
    assert keys_of(table) == ["recovery_not_logged", "recovery_no_repurchase"]
    waiting = read_complaints(
        pd.DataFrame({"o": at(0, 0), "a": at(None, None)}), opened="o", answered="a"
    )
    assert "recovery_groups_waiting" in keys_of(recovery_table(waiting))
    everyone = recovery_table(log, pd.Series(1.0, log.cases["customer"]))
    assert keys_of(everyone) == ["recovery_not_logged", "recovery_no_comparison"]
    assert everyone["difference"].isna().all()


def test_nothing_to_test_where_all_bought_again() -> None:
    customers = company(n=400).assign(复购=1)
    table = recovery_table(*read(customers))
    assert table["p_value"].isna().all() and set(table["repurchase"]) == {1}
    assert "groups_without_variation" in keys_of(table)


def test_order_of_rows_does_not_matter() -> None:
    customers = company(n=300)
    log, bought = read(customers)
    mixed = read(customers.sample(frac=1, random_state=1))
    pd.testing.assert_frame_equal(recovery_table(*mixed), recovery_table(log, bought))
    pd.testing.assert_frame_equal(recovery_funnel(*mixed), recovery_funnel(log, bought))


# ---- figures of the log


def test_shares_of_the_log_and_open_cases() -> None:
    table = pd.DataFrame(
        {
            "o": at(0, 0, 0, 40),
            "a": at(2, 30, None, None),
            "c": at(50, None, None, None),
            "solved": ["是", "否", None, None],
        }
    )
    log = read_complaints(table, opened="o", answered="a", closed="c", solved="solved")
    figures = recovery_times(log).set_index("metric")
    # by the end, hour 50, the third waited in vain; the fourth has waited 10 hours
    assert figures.loc["answered_in_time", ["value", "n"]].tolist() == pytest.approx([100 / 3, 3])
    assert figures.loc["solved", ["value", "n"]].tolist() == [50, 2]
    assert figures.loc["hours_to_answer", ["value", "n"]].tolist() == [30, 4]
    assert figures.loc["hours_to_close", "n"] == 4
    assert "recovery_no_upper_bound" in keys_of(recovery_times(log))


def test_median_is_unknown_while_most_wait() -> None:
    table = pd.DataFrame({"o": at(0, 0, 0), "a": at(2, None, None), "c": at(90, None, None)})
    log = read_complaints(table, opened="o", answered="a", closed="c")
    figures = recovery_times(log).set_index("metric")
    assert np.isnan(figures.loc["hours_to_answer", "value"])
    assert "recovery_half_waiting" in keys_of(recovery_times(log))


# ---- the funnel


def test_funnel_narrows_from_stage_to_stage() -> None:
    customers = company()
    log, bought = read(customers)
    complained = set(customers.loc[customers["投诉"].notna(), "客户"])
    table = recovery_funnel(log, bought, dissatisfied=[*range(1000), *complained])
    assert table["stage"].tolist() == [
        *("dissatisfied", "complained", "answered", "closed"),
        *("solved", "not_reopened", "repurchased"),
    ]
    assert (table["n"].diff().dropna() <= 0).all()
    assert table["n"][0] == len(set(range(1000)) | complained)
    assert table["share_of_previous"][1:].tolist() == pytest.approx(
        (table["n"] / table["n"].shift())[1:].tolist()
    )
    low, high = wilson(int(table["n"][4]), int(table["n"][3]))
    assert table.loc[4, ["low", "high"]].tolist() == pytest.approx([low, high])
    assert keys_of(table) == []


def test_funnel_leaves_out_customers_of_whom_nothing_is_known() -> None:
    complaints = pd.DataFrame({"o": at(0, 0, 0), "who": list("abc"), "solved": [1, 0, None]})
    log = read_complaints(complaints, opened="o", customer="who", solved="solved")
    table = recovery_funnel(log, pd.Series({"b": 1.0}))
    assert table["n"].tolist() == [3, 1, 0]
    assert table["share_of_previous"].tolist()[1] == 0.5
    assert np.isnan(table["share_of_previous"].tolist()[2])
    assert keys_of(table) == ["recovery_unknown", "recovery_unknown"]


# ---- repurchase from orders


def test_customers_are_followed_from_their_last_complaint() -> None:
    day = pd.Timestamp("2024-03-01")
    complaints = pd.DataFrame(
        {"who": [1, 1, 2, 3], "o": [day, day + pd.Timedelta(days=60), day, day]}
    )
    log = read_complaints(complaints, opened="o", customer="who")
    days = {
        "1": [-10, 30],  # bought between the complaints, not after
        "2": [-10, 89],
        "3": [-10],
        "4": [-10, 20],  # never complained
        "5": [20],  # no customer yet
        "6": [-5, 91],  # too late
        "7": [-5, 200],
    }
    rows = [(who, day + pd.Timedelta(days=n), 50) for who, times in days.items() for n in times]
    rows.append(("3", day + pd.Timedelta(days=5), -50))  # a refund
    orders = pd.DataFrame(rows, columns=["who", "time", "amount"])
    bought = repurchase_after(orders, log, customer="who", time="time", amount="amount")
    assert bought.to_dict() == {"1": 0, "2": 1, "3": 0, "4": 1, "6": 0, "7": 0}
    short = repurchase_after(
        orders, log, customer="who", time="time", until=day + pd.Timedelta(days=100)
    )
    assert np.isnan(short["1"]) and short["2"] == 1
    table = recovery_table(log, bought)
    assert table.loc[0, ["group", "n"]].tolist() == ["never_complained", 3]


def test_orders_without_rows_or_columns() -> None:
    log = read_complaints(pd.DataFrame({"who": ["a"], "opened": at(0)}), customer="who")
    empty = pd.DataFrame({"who": [], "time": pd.to_datetime([])})
    assert repurchase_after(empty, log, customer="who", time="time").isna().all()
    with pytest.raises(VocError, match="no column"):
        repurchase_after(empty, log, customer="客户", time="time")
