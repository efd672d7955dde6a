"""Alerts and slopes over time: by hand, by simulation, and at the edges."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from voc.driver.comparison.alerts import alert_table, control_limits, dispersion
from voc.driver.comparison.slopes import slope_table, weighted_line
from voc.errors import VocError
from voc.metric.adjust import holm

pytestmark = pytest.mark.filterwarnings("error")

Counts = dict[str, tuple[list[int], list[int]]]


def stream(counts: Counts, comments: list[int]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Months with so many comments; driver → (mentions, negative ones) of each month."""
    months = pd.date_range("2023-01-01", periods=len(comments), freq="MS")
    ids = [f"c{month:02}-{i:04}" for month, n in enumerate(comments) for i in range(n)]
    table = pd.DataFrame({"comment_id": ids, "time": np.repeat(months, comments)})
    rows = [
        (f"c{month:02}-{i:04}", driver, -0.6 if i < negative else 0.6)
        for driver, figures in counts.items()
        for month, (mentions, negative) in enumerate(zip(*figures, strict=True))
        for i in range(mentions)
    ]
    return table, pd.DataFrame(rows, columns=["comment_id", "driver", "polarity"])


# --- alerts --------------------------------------------------------------------------------------


def test_a_jump_is_found_in_the_period_where_it_happens():
    mentions = [60] * 12
    counts = {
        "wifi": (mentions, [6, 5, 7, 6, 8, 5, 6, 7, 30, 6, 5, 6]),
        "room": (mentions, [15, 14, 17, 13, 15, 16, 14, 15, 16, 14, 15, 15]),
    }
    table = alert_table(*stream(counts, [100] * 12), "month")
    assert table.columns.tolist() == [
        *("period", "freq", "driver", "n", "negative", "negative_share"),
        *("expected", "lower", "upper", "direction", "measure"),
    ]
    wifi = table[table["driver"] == "wifi"].set_index("measure")
    assert (wifi["period"] == "2023-09-01").all()
    assert (wifi["direction"] == "up").all()
    assert wifi.loc["mentions", ["n", "negative"]].tolist() == [60, 30]
    assert wifi.loc["comments", ["n", "negative"]].tolist() == [100, 30]
    assert wifi.loc["mentions", "expected"] == pytest.approx(50 / 480)
    assert set(table["driver"]) <= {"wifi", "all"}


def test_each_period_is_judged_by_those_before_it():
    counts = {"wifi": ([60] * 10, [6, 5, 7, 6, 8, 5, 6, 30, 6, 5])}
    whole = alert_table(*stream(counts, [60] * 10), "month", every=True)
    first = {"wifi": tuple(figures[:8] for figures in counts["wifi"])}
    part = alert_table(*stream(first, [60] * 8), "month", every=True)
    pd.testing.assert_frame_equal(whole.head(len(part)), part)
    assert whole["period"].min() == pd.Timestamp("2023-06-01")  # after five earlier ones


def test_a_driver_nobody_spoke_of_is_found_when_it_is_suddenly_complained_of():
    counts = {"bedbugs": ([0] * 8 + [9], [0] * 8 + [9]), "room": ([50] * 9, [10] * 9)}
    row = alert_table(*stream(counts, [100] * 9), "month").iloc[0]
    assert (row["driver"], row["measure"], row["direction"]) == ("bedbugs", "comments", "up")
    assert (row["expected"], row["negative"]) == (0, 9)


def test_fewer_complaints_are_an_alert_as_well():
    counts = {"queue": ([80] * 9, [38, 41, 40, 42, 39, 40, 41, 39, 8])}
    table = alert_table(*stream(counts, [80] * 9), "month")
    assert set(table["direction"]) == {"down"}
    assert (table["negative_share"] < table["lower"]).all()


def test_few_mentions_and_a_short_past_raise_no_alert():
    few = {"wifi": ([9] * 8, [1] * 7 + [9])}
    table = alert_table(*stream(few, [400] * 8), "month")
    assert set(table["measure"]) <= {"comments"}
    assert "mentions" in set(alert_table(*stream(few, [400] * 8), "month", minimum=9)["measure"])
    short = {"wifi": ([60] * 5, [5, 5, 5, 5, 60])}
    table = alert_table(*stream(short, [60] * 5), "month")
    assert len(table) == 0
    assert table.attrs["notes"] == [("alerts_few_periods", {"periods": 5, "needed": 6})]


def test_the_past_can_be_kept_short():
    level = [6] * 6 + [30] * 12
    counts = {"wifi": ([60] * 18, level)}
    last = alert_table(*stream(counts, [60] * 18), "month", past=6, every=True)
    expected = last[(last["driver"] == "wifi") & (last["measure"] == "mentions")]["expected"]
    assert expected.iloc[-1] == pytest.approx(0.5)
    with pytest.raises(VocError, match="too short"):
        alert_table(*stream(counts, [60] * 18), past=4)


@pytest.mark.parametrize(("n", "total", "hits"), [(12, 60, 3), (80, 900, 450), (40, 50, 0)])
def test_without_overdispersion_the_limits_are_those_of_the_predictive_distribution(n, total, hits):
    one = np.ones(1)
    low, high = control_limits(n * one, total * one, hits * one, one)
    expected = stats.betabinom(n, hits + 0.5, total - hits + 0.5)
    assert expected.sf(high[0]) < 0.00135 <= expected.sf(high[0] - 1)
    assert expected.cdf(low[0] - 1) < 0.00135 <= expected.cdf(low[0])


def test_laneys_sigma_is_the_mean_moving_range_of_the_standardised_shares():
    n = np.full((30, 1), 400.0)
    negative = np.array([[60.0, 20] * 15]).T
    z = (0.15 - 0.1) / (0.1 * 0.9 / 400) ** 0.5
    sigma = 2 * z / 1.128379
    degrees = 0.62 * 29
    widened = sigma * stats.t(degrees).ppf(0.99865) / 3
    assert dispersion(n, negative)[0] == pytest.approx(widened**2, rel=1e-6)
    assert dispersion(n, np.full((30, 1), 40.0))[0] == 1


def false_alarms(rng: np.random.Generator, spread: float, periods: int = 14) -> float:
    """Share of judged driver-periods with an alert; log-odds vary from period to period."""
    drivers, judged, alarms = 20, 0, 0
    for _ in range(40):
        level = np.log(rng.uniform(0.04, 0.5, drivers))
        chance = 1 / (1 + np.exp(-level - spread * rng.normal(size=(periods, drivers))))
        size = np.exp(rng.uniform(np.log(12), np.log(300), drivers))
        number = np.maximum(10, rng.poisson(size, (periods, drivers))).astype(float)
        negative = rng.binomial(number.astype(int), chance).astype(float)
        for period in range(5, periods):
            past, seen = slice(0, period), negative[period]
            limits = control_limits(
                number[period],
                number[past].sum(axis=0),
                negative[past].sum(axis=0),
                dispersion(number[past], negative[past]),
            )
            alarms += int(((seen < limits[0]) | (seen > limits[1])).sum())
            judged += drivers
    return alarms / judged


@pytest.mark.parametrize("spread", [0.0, 0.4])
def test_false_alarms_are_rare_also_where_shares_vary_more_than_chance(spread):
    assert false_alarms(np.random.default_rng(1), spread) < 0.005


def test_planted_jumps_are_found_and_named():
    rng = np.random.default_rng(2)
    found, others = 0, 0
    for _ in range(20):
        counts: Counts = {}
        for driver in "abcdef":
            negative = rng.binomial(80, 0.12, 12)
            if driver == "d":
                negative[-1] = rng.binomial(80, 0.4)
            counts[driver] = ([80] * 12, negative.tolist())
        table = alert_table(*stream(counts, [90] * 12), "month")
        last = table[(table["period"] == "2023-12-01") & (table["driver"] != "all")]
        found += "d" in set(last["driver"])
        others += len(table[~table["driver"].isin(["d", "all"])])
    assert found >= 18  # nine in ten
    assert others <= 0.005 * 20 * 2 * 5 * 7


@pytest.mark.parametrize("n", [0, 1, 5])
def test_few_or_no_comments_give_the_same_columns_and_types(n):
    full = alert_table(*stream({"wifi": ([30] * 8, [3] * 7 + [30])}, [30] * 8), "month")
    assert len(full) > 0
    comments, opinions = stream({"wifi": ([1] * n, [1] * n)}, [1] * n)
    table = alert_table(comments, opinions)
    assert table.dtypes.to_dict() == full.dtypes.to_dict()
    assert len(table) == 0
    untimed = alert_table(full.assign(comment_id="c", time=pd.NaT).head(1), opinions)
    assert untimed.attrs["notes"] == [("alerts_few_periods", {"periods": 0, "needed": 6})]


@pytest.mark.parametrize("negative", [0, 40])
def test_a_driver_always_or_never_complained_of_raises_no_alert(negative):
    counts = {"wifi": ([40] * 9, [negative] * 9)}
    table = alert_table(*stream(counts, [40] * 9), "month", every=True)
    assert set(table["direction"]) == {""}
    assert table[["lower", "upper"]].stack().between(0, 1).all()


# --- slopes --------------------------------------------------------------------------------------


def test_the_line_and_its_hc3_interval_by_hand():
    line = weighted_line(np.arange(4), np.array([1.0, 2, 2, 4]), np.ones(4))
    # residuals .1 .2 −.7 .4, leverages .7 .3 .3 .7: Σ (off · e / (1 − h))² = 4.5204, S = 5
    error = 4.520408**0.5 / 5
    assert line.slope == pytest.approx(0.9)
    assert line.high - line.slope == pytest.approx(4.302653 * error, rel=1e-6)
    assert line.p_value == pytest.approx(2 * stats.t(2).sf(0.9 / error))


def test_the_table_has_the_slopes_of_least_squares_over_the_calendar():
    counts = {"queue": ([40, 20, 0, 60, 40], [4, 6, 0, 30, 24])}
    comments, opinions = stream(counts, [60, 30, 0, 90, 60])
    table = slope_table(comments, opinions, "month").set_index(["driver", "measure"])
    assert table.columns.tolist() == [
        *("slope", "slope_low", "slope_high", "p_value", "p_adjusted", "periods")
    ]
    month = np.repeat([0, 1, 3, 4], [40, 20, 60, 40])  # nobody wrote in March
    bad = np.concatenate([np.arange(n) < x for n, x in ((40, 4), (20, 6), (60, 30), (40, 24))])
    expected = np.polyfit(month, bad.astype(float), 1)[0]
    row = table.loc[("queue", "negative_share")]
    assert row["slope"] == pytest.approx(expected)
    assert row["periods"] == 4
    assert table.loc[("queue", "satisfaction"), "slope"] == pytest.approx(-60 * expected)
    assert ("queue", "score") not in table.index
    assert table["p_adjusted"].to_numpy() == pytest.approx(holm(table["p_value"]), nan_ok=True)


def lines(rng: np.random.Generator, slope: float, spread: float, periods: int) -> tuple[int, int]:
    """Trends called one, and intervals that hold the slope, of 400 series of shares."""
    called = held = 0
    for _ in range(400):
        number = rng.integers(20, 300, periods)
        level = -1.2 + spread * rng.normal(size=periods)
        chance = np.clip(1 / (1 + np.exp(-level)) + slope * np.arange(periods), 0.001, 0.999)
        share = rng.binomial(number, chance) / number
        line = weighted_line(np.arange(periods), share, number.astype(float))
        called += line.p_value < 0.05
        held += line.low <= slope <= line.high
    return called, held


@pytest.mark.parametrize(("spread", "periods"), [(0.0, 5), (0.0, 20), (0.5, 5), (0.5, 20)])
def test_without_a_trend_few_are_called_one_also_where_levels_move(spread, periods):
    called, _ = lines(np.random.default_rng(5), 0.0, spread, periods)
    assert called <= 28  # 5 % of 400 is 20, two standard errors are 9


def test_a_planted_trend_is_found_and_held():
    called, held = lines(np.random.default_rng(6), 0.03, 0.1, 12)
    assert called >= 380
    assert held >= 372  # 93 %


def test_a_score_that_falls_is_told_for_the_driver_and_for_all():
    rng = np.random.default_rng(7)
    comments, opinions = stream({"room": ([30] * 8, [5] * 8)}, [50] * 8)
    month = comments["time"].dt.month.to_numpy()
    comments["score"] = np.clip(rng.normal(90 - 5 * month, 10), 0, 100)
    table = slope_table(comments, opinions, "month").set_index(["driver", "measure"])
    for driver in ("all", "room"):
        row = table.loc[(driver, "score")]
        assert row["slope_low"] < -5 < row["slope_high"] < -3
        assert row["p_adjusted"] < 0.01


def test_weights_turn_the_slope():
    comments, opinions = stream({"room": ([40] * 6, [10, 12, 9, 11, 10, 12])}, [40] * 6)
    bad = opinions["polarity"].to_numpy() < 0
    late = comments["time"].dt.month.to_numpy() > 3
    heavy = pd.Series(np.where(bad & late, 4.0, 1.0), index=comments["comment_id"])
    same = pd.Series(2.0, index=comments["comment_id"])
    plain, equal, weighted = (
        slope_table(comments, opinions, "month", weights=w) for w in (None, same, heavy)
    )
    pd.testing.assert_frame_equal(plain, equal)
    assert weighted["slope"].iloc[0] > 5 * abs(plain["slope"].iloc[0])


def test_too_few_periods_or_comments_and_exact_lines_are_noted():
    comments, opinions = stream({"wifi": ([40] * 3, [5, 9, 7])}, [40] * 3)
    table = slope_table(comments, opinions, "month")
    assert table["slope"].isna().all()
    assert table["periods"].eq(3).all()
    few = {"trends": len(table), "minimum": 30, "periods": 4}
    assert table.attrs == {"freq": "month", "notes": [("slopes_few", few)]}
    straight = slope_table(*stream({"wifi": ([40] * 5, [8] * 5)}, [40] * 5), "month")
    assert straight["slope"].tolist() == [0.0] * len(straight)
    assert straight["p_value"].isna().all()
    assert straight.attrs["notes"] == [("slopes_on_a_line", {"trends": len(straight)})]


def test_no_comments_give_the_same_columns_and_types():
    comments, opinions = stream({"wifi": ([40] * 5, [8, 9, 8, 7, 6])}, [40] * 5)
    full = slope_table(comments, opinions)
    empty = slope_table(comments.head(0), opinions.head(0))
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert len(empty) == 0


def test_the_order_of_the_rows_does_not_matter():
    counts = {"wifi": ([60] * 8, [6, 5, 7, 6, 8, 5, 6, 30]), "room": ([30] * 8, [9] * 8)}
    comments, opinions = stream(counts, [80] * 8)
    shuffled = comments.sample(frac=1, random_state=1), opinions.sample(frac=1, random_state=2)
    for make in (alert_table, slope_table):
        first, again = make(comments, opinions, "month"), make(*shuffled, "month")
        pd.testing.assert_frame_equal(first, again, check_exact=True)
