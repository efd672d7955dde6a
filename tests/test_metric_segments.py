"""Two groups compared, against published values; metrics by segment and period."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voc.errors import VocError
from voc.metric import metric_segments, metric_trends, metrics_table
from voc.metric.adjust import benjamini_hochberg, holm
from voc.metric.differences import cohens_h, mean_difference, nps_difference, share_difference
from voc.metric.groups import ordered_groups
from voc.metric.notes import NOTES
from voc.metric.periods import period_groups

pytestmark = pytest.mark.filterwarnings("error")

MEASURES = (
    "metric figure low high n difference difference_low difference_high test p_value p_adjusted "
    "effect_size"
).split()


def moments(values: object) -> tuple[float, float, float]:
    array = np.asarray(values, dtype=float)
    return float(array.mean()), float(array.var(ddof=1)), float(len(array))


# --- two groups -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [  # Newcombe 1998, Statistics in Medicine 17:873, table II, method 10
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0000),
        ((10, 10, 0, 10), 0.6075, 1.0000),
    ],
)
def test_the_difference_of_shares_has_newcombes_published_bounds(counts, low, high):
    found = share_difference(*counts)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_the_z_test_of_shares_is_the_chi_square_test():
    from scipy.stats import chi2_contingency

    found = share_difference(15, 50, 25, 50)
    table = [[15, 35], [25, 25]]
    assert found.p_value == pytest.approx(chi2_contingency(table, correction=False).pvalue)
    assert found.p_value == pytest.approx(0.04123, abs=5e-6)  # R prop.test(correct = FALSE)


@pytest.mark.parametrize(
    ("first", "second", "h"),
    [(0.5, 0.5, 0), (1, 0, math.pi), (0.6, 0.5, 0.2014), (0.2, 0.1, 0.2838)],
)
def test_cohens_h(first, second, h):
    assert cohens_h(first, second) == pytest.approx(h, abs=5e-5)
    assert cohens_h(second, first) == pytest.approx(-h, abs=5e-5)


def test_welch_gives_what_r_prints():
    # Student 1908, extra hours of sleep: t = -1.8608, df = 17.776
    first = moments([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
    second = moments([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    sleep = mean_difference(first, second)
    assert sleep.p_value == pytest.approx(0.07939, abs=5e-6)
    assert (sleep.low, sleep.high) == pytest.approx((-3.3654832, 0.2054832), abs=5e-8)
    # mtcars, mpg by am: t = -3.7671, df = 18.332
    automatic = moments(
        [
            21.4,
            18.7,
            18.1,
            14.3,
            24.4,
            22.8,
            19.2,
            17.8,
            16.4,
            17.3,
            15.2,
            10.4,
            10.4,
            14.7,
            21.5,
            15.5,
            15.2,
            13.3,
            19.2,
        ]
    )
    manual = moments([21, 21, 22.8, 32.4, 30.4, 33.9, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4])
    cars = mean_difference(automatic, manual)
    assert cars.p_value == pytest.approx(0.001374, abs=5e-7)
    assert (cars.low, cars.high) == pytest.approx((-11.280194, -3.209684), abs=5e-7)


def test_hedges_g_as_published():
    # Borenstein, Hedges, Higgins & Rothstein 2009, Introduction to Meta-Analysis, chapter 4
    found = mean_difference((103, 5.5**2, 50), (100, 4.5**2, 50))
    assert found.effect_size == pytest.approx(0.5924, abs=5e-5)


def test_the_difference_of_net_promoter_scores_by_hand():
    # both groups together: p = 130/300, d = 80/300, v = p + d - (p - d)^2 = 0.672222
    found = nps_difference((50, 20, 100), (80, 60, 200))
    z = 0.2 / math.sqrt(0.6722222 * (1 / 100 + 1 / 200))
    assert found.difference == pytest.approx(20)
    assert found.p_value == pytest.approx(math.erfc(z / math.sqrt(2)), abs=1e-6)
    assert found.effect_size == pytest.approx(0.2 / math.sqrt(0.6722222), abs=1e-6)


def test_intervals_of_a_difference_of_scores_cover_it():
    rng = np.random.default_rng(4)
    first = rng.multinomial(50, [0.5, 0.3, 0.2], size=1500)
    second = rng.multinomial(150, [0.3, 0.3, 0.4], size=1500)
    bounds = [
        nps_difference((a[0], a[2], 50), (b[0], b[2], 150))[1:3]
        for a, b in zip(first, second, strict=True)
    ]
    inside = [low <= 40 <= high for low, high in bounds]
    assert 0.935 <= np.mean(inside) <= 0.97


@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_a_difference_turned_round_changes_its_sign(n1, n2, data):
    counts = []
    for n in (n1, n2):
        promoters = data.draw(st.integers(0, n))
        counts.append((promoters, data.draw(st.integers(0, n - promoters)), n))
    for found, turned in (
        (nps_difference(*counts), nps_difference(*counts[::-1])),
        (
            share_difference(counts[0][0], n1, counts[1][0], n2),
            share_difference(counts[1][0], n2, counts[0][0], n1),
        ),
    ):
        assert found.low <= found.difference <= found.high
        assert -found.high == pytest.approx(turned.low)
        assert found.effect_size == pytest.approx(-turned.effect_size)
        assert found.p_value == pytest.approx(turned.p_value, nan_ok=True)


# --- by segment -------------------------------------------------------------------------------


def survey(n: int, seed: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "nps": rng.choice(11, n),
            "csat": rng.choice([1, 2, 3, 4, 5], n, p=[0.05, 0.1, 0.25, 0.4, 0.2]),
            "ces": rng.choice(np.arange(1, 8), n),
            "投诉": rng.choice(["是", "否"], n, p=[0.2, 0.8]),
            "舱位": rng.choice(["经济舱", "公务舱", "头等舱"], n, p=[0.6, 0.3, 0.1]),
            "性别": rng.choice(["男", "女"], n),
            "time": pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, 180, n), unit="D"),
        }
    )


def test_every_metric_of_every_group_stands_there_with_its_test():
    people = survey(600, 1)
    table = metric_segments(people, ["舱位", "性别"], rates={"complaint": "投诉"})
    assert table.columns.tolist() == ["segment", "value", *MEASURES]
    assert table["test"].unique().tolist() == ["nps_z", "two_proportions", "welch"]
    assert table["metric"].tolist()[:6] == [
        "nps",
        "csat",
        "csat_mean",
        "ces",
        "ces_top_box",
        "complaint_rate",
    ]
    assert len(table) == 5 * 6
    assert table.notna().all(axis=None)
    assert table.attrs == {"minimum": 30, "correction": "holm", "notes": []}


def test_the_figures_are_those_of_the_group_alone_and_the_tests_those_of_the_functions():
    people = survey(400, 2)
    table = metric_segments(people, ["性别"], rates={"complaint": "投诉"}).set_index(
        ["value", "metric"]
    )
    women = people["性别"] == "女"
    alone = metrics_table(people[women], rates={"complaint": "投诉"}).set_index("metric")
    for metric in ("nps", "csat", "csat_mean", "ces", "ces_top_box", "complaint_rate"):
        assert table.loc[("女", metric), ["figure", "low", "high", "n"]].tolist() == pytest.approx(
            alone.loc[metric].tolist()
        )
    happy = people["csat"] >= 4
    counts = (happy & women).sum(), women.sum(), (happy & ~women).sum(), (~women).sum()
    shares = share_difference(*counts)
    found = table.loc[("女", "csat")]
    assert found["difference"] == pytest.approx(100 * shares.difference)
    assert found["difference_high"] == pytest.approx(100 * shares.high)
    assert found["p_value"] == pytest.approx(shares.p_value)
    assert found["effect_size"] == pytest.approx(shares.effect_size)
    means = mean_difference(moments(people["ces"][women]), moments(people["ces"][~women]))
    assert table.loc[("女", "ces"), "p_value"] == pytest.approx(means.p_value)
    assert table.loc[("女", "ces"), "difference_low"] == pytest.approx(means.low)


def test_a_difference_that_is_there_is_found_and_points_the_right_way():
    people = survey(900, 3)
    first = people["舱位"] == "头等舱"
    people.loc[first, "csat"] = np.resize([5, 5, 4, 5, 3], first.sum())
    table = metric_segments(people, ["舱位"]).set_index(["value", "metric"])
    found = table.loc[("头等舱", "csat")]
    assert found["difference_low"] > 0
    assert found["effect_size"] > 0.2
    assert found["p_adjusted"] < 0.01
    assert table.loc[("经济舱", "csat"), "difference"] < 0


def test_no_difference_raises_a_false_alarm_in_one_table_of_twenty():
    rng = np.random.default_rng(20)
    tables, alarms = 300, 0
    for _ in range(tables):
        n = 240
        people = pd.DataFrame(
            {
                "nps": rng.choice(11, n, p=[0.02] * 5 + [0.1, 0.1, 0.15, 0.2, 0.15, 0.2]),
                "csat": rng.choice([1, 2, 3, 4, 5], n, p=[0.05, 0.1, 0.25, 0.4, 0.2]),
                "舱位": rng.choice(["经济舱", "公务舱", "头等舱"], n),
                "性别": rng.choice(["男", "女"], n),
            }
        )
        alarms += bool((metric_segments(people, ["舱位", "性别"])["p_adjusted"] < 0.05).any())
    # 5 % of 300 is 15; a rate above 5 % shows beyond 15 + 1.645 √(300 · 0.05 · 0.95) = 21
    assert 1 <= alarms <= 21


def test_the_correction_runs_over_the_whole_table_and_two_groups_are_one_test():
    people = survey(600, 5)
    table = metric_segments(people, ["舱位", "性别"])
    cabins, sexes = table[table["segment"] == "舱位"], table[table["segment"] == "性别"]
    women = sexes[sexes["value"] == "女"]
    distinct = [*cabins["p_value"], *women["p_value"]]
    expected = holm(distinct)
    assert cabins["p_adjusted"].tolist() == pytest.approx(expected[: len(cabins)])
    assert women["p_adjusted"].tolist() == pytest.approx(expected[len(cabins) :])
    men = sexes[sexes["value"] == "男"]
    assert men["p_adjusted"].tolist() == pytest.approx(women["p_adjusted"].tolist())
    milder = metric_segments(people, ["舱位", "性别"], correction="bh")
    assert milder["p_adjusted"][: len(cabins)].tolist() == pytest.approx(
        benjamini_hochberg(distinct)[: len(cabins)]
    )
    assert milder.attrs["correction"] == "bh"


def test_weights_count_people_as_often_as_they_stand_for():
    people = survey(300, 6)
    once = metric_segments(people, ["性别"])
    same = metric_segments(people, ["性别"], weights=np.full(300, 2.5))
    numbers = once.select_dtypes("number").columns
    assert same[numbers].to_numpy() == pytest.approx(once[numbers].to_numpy())
    # whoever has no weight is not there
    some = people.assign(w=np.where(np.arange(300) < 200, 1.0, 0.0))
    pd.testing.assert_frame_equal(
        metric_segments(some, ["性别"], weights=some["w"]),
        metric_segments(people[:200], ["性别"]),
    )
    rng = np.random.default_rng(1)
    uneven = metric_segments(people, ["性别"], weights=rng.lognormal(size=300))
    width = uneven["difference_high"] - uneven["difference_low"]
    assert (width > once["difference_high"] - once["difference_low"]).all()


def test_heavy_weights_do_not_make_a_small_group_large_enough():
    people = pd.DataFrame({"csat": [5, 4, 1] * 40, "g": ["甲", "乙"] * 60})
    heavy = np.where(np.arange(120) < 2, 50.0, 1.0)
    table = metric_segments(people, ["g"], weights=heavy)
    assert (table["test"] == "").all()
    assert table.attrs["notes"] == [("groups_below_minimum", {"count": 4, "minimum": 30})]


def test_small_groups_are_shown_with_their_uncertainty_but_not_tested():
    people = pd.DataFrame({"nps": [10, 0, 9] * 40, "g": ["甲"] * 91 + ["乙"] * 29})
    table = metric_segments(people, ["g"])
    assert table["n"].tolist() == [29, 91]  # 乙 comes before 甲
    assert (table["test"] == "").all()
    assert table["p_value"].isna().all()
    assert table[["difference_low", "difference", "difference_high"]].notna().all(axis=None)
    assert table.attrs["notes"] == [("groups_below_minimum", {"count": 2, "minimum": 30})]
    assert (metric_segments(people, ["g"], minimum=29)["test"] == "nps_z").all()


@pytest.mark.parametrize(
    ("people", "notes"),
    [
        ({"csat": [5] * 80, "g": ["甲", "乙"] * 40}, {"groups_without_variation"}),
        ({"csat": [5, 1] * 40, "g": ["甲"] * 80}, {"groups_alone"}),
        ({"nps": [9] * 5, "g": ["甲", "甲", "乙", "乙", "丙"]}, {"groups_below_minimum"}),
        ({"stars": [5, 4], "g": ["甲", "乙"]}, {"groups_below_minimum"}),
        ({"stars": [None, 4, 3], "g": ["甲", "乙", None]}, {"groups_alone"}),
        ({"nps": [None, None], "g": ["甲", "乙"]}, set()),
        ({"g": ["甲", "乙"]}, set()),
        ({"csat": [], "g": []}, set()),
    ],
)
def test_where_nothing_can_be_compared_the_table_says_why(people, notes):
    table = metric_segments(pd.DataFrame(people), ["g"])
    assert table.columns.tolist() == ["segment", "value", *MEASURES]
    assert table["p_value"].isna().all()
    assert {key for key, _ in table.attrs["notes"]} == notes
    assert notes <= set(NOTES)
    assert (table["low"] <= table["figure"]).all()


def test_groups_that_agree_entirely_are_not_certain():
    people = pd.DataFrame({"csat": [5, 4] * 40, "g": ["甲", "乙"] * 40})
    table = metric_segments(people, ["g"]).set_index(["value", "metric"])
    found = table.loc[("甲", "csat_mean")]
    assert found["difference"] == pytest.approx(1)
    assert found["difference_low"] < 1 < found["difference_high"]


def test_the_score_is_not_tested_twice():
    people = pd.DataFrame({"csat": [5, 4, 1] * 40, "score": [100, 75, 0] * 40, "g": ["甲"] * 120})
    people.attrs["outcome"] = "csat"
    assert metric_segments(people, ["g"])["metric"].tolist() == ["csat", "csat_mean"]
    people.attrs["outcome"] = "score"
    assert metric_segments(people, ["g"])["metric"].tolist() == ["csat", "csat_mean", "score"]


def test_the_satisfaction_ratio_is_compared_too():
    people = pd.DataFrame(
        {"得到": [8, 9, 4, 5] * 20, "期望": [8, 10, 8, 10] * 20, "g": ["甲", "甲", "乙", "乙"] * 20}
    )
    table = metric_segments(people, ["g"], ratio=("得到", "期望"))
    assert table["metric"].tolist() == ["satisfaction_ratio_mean", "expectation_met"] * 2
    assert table["figure"].tolist() == pytest.approx([0.5, 0, 0.95, 50])
    assert (table["p_adjusted"] < 0.001).all()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"columns": ["舱"]}, "舱"),
        ({"columns": ["性别"], "weights": [1.0]}, "1 weights"),
        ({"columns": ["性别"], "weights": [-1.0] * 40}, "-1"),
        ({"columns": ["性别"], "correction": "sidak"}, "sidak"),
        ({"columns": ["性别"], "rates": {"complaint": "没有"}}, "没有"),
        ({"columns": ["性别"], "ratio": ("nps", "期望")}, "期望"),
    ],
)
def test_mistakes_are_said(options, said):
    with pytest.raises(VocError, match=said):
        metric_segments(survey(40, 1), **options)


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_respondents_does_not_matter(random):
    people = survey(150, 8)
    mixed = people.sample(frac=1, random_state=random.randrange(2**31))
    for one, other in (
        (metric_segments(people, ["舱位"]), metric_segments(mixed, ["舱位"])),
        (metric_trends(people), metric_trends(mixed)),
    ):
        pd.testing.assert_frame_equal(one, other)


# --- by period --------------------------------------------------------------------------------


def test_each_period_is_compared_with_the_others():
    people = survey(600, 9)
    march = people["time"].dt.month == 3
    people.loc[march, "nps"] = np.resize([0, 3, 6, 8], march.sum())
    table = metric_trends(people, "month", rates={"complaint": "投诉"})
    assert table.columns.tolist() == ["period", "freq", *MEASURES]
    assert table["period"].dtype == "datetime64[ns]"
    found = table[(table["metric"] == "nps") & (table["p_adjusted"] < 0.05)]
    assert found["period"].dt.month.tolist() == [3]
    assert (found["difference_high"] < 0).all()
    assert set(table["freq"]) == {"month"}


def test_two_periods_are_one_test():
    people = survey(200, 10)
    people["time"] = pd.to_datetime(["2024-01-05", "2024-02-05"] * 100)
    table = metric_trends(people[["nps", "time"]], "month")
    assert table["p_adjusted"].tolist() == pytest.approx(table["p_value"].tolist())


def test_trends_without_times_are_empty_and_say_what_they_are_not():
    people = survey(50, 1).drop(columns="time")
    assert len(metric_trends(people)) == 0
    assert len(metric_trends(people.assign(time=pd.NaT))) == 0
    with pytest.raises(VocError, match="not times"):
        metric_trends(people.assign(time="2024-01-05"))
    with pytest.raises(VocError, match="decade"):
        metric_trends(survey(50, 1), "decade")


@pytest.mark.parametrize(
    ("days", "minimum", "freq"),
    [(20, 1, "day"), (120, 5, "week"), (120, 30, "month"), (400, 50, "quarter"), (1, 30, "day")],
)
def test_a_period_is_as_long_as_the_number_of_answers_asks(days, minimum, freq):
    time = pd.Series(pd.date_range("2024-01-01", periods=days))
    assert period_groups(time, minimum=minimum)[2] == freq


def test_periods_are_of_the_customers_own_clock():
    time = pd.Series(pd.to_datetime(["2024-01-31 23:30"]).tz_localize("Asia/Shanghai"))
    assert period_groups(time, "month")[1][0] == pd.Timestamp("2024-01-01")


def test_groups_have_the_order_that_a_reader_expects():
    assert ordered_groups(pd.Series([10, 9, 2]))[1] == ["2", "9", "10"]
    levels = pd.Categorical(["高", "低"], categories=["低", "中", "高"], ordered=True)
    assert ordered_groups(pd.Series(levels))[1] == ["低", "高"]
    groups, values = ordered_groups(pd.Series([1, "1", None, "a"], dtype=object))
    assert groups.tolist() == [0, 0, -1, 1]
    assert values == ["1", "a"]
