"""NPS, CSAT, CES, stars: against published and hand-worked values, and at the edges."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voc.errors import VocError
from voc.metric import (
    SCALES,
    ces,
    csat,
    mean_interval,
    metrics_table,
    nps,
    nps_interval,
    nps_points,
    rescale,
    stars,
    wilson,
)

pytestmark = pytest.mark.filterwarnings("error")

COLUMNS = ["metric", "value", "low", "high", "n"]


def row(table: pd.DataFrame, metric: str) -> pd.Series:
    return table.set_index("metric").loc[metric]


# --- intervals -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [  # Newcombe 1998, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_bounds(successes, n, low, high):
    assert wilson(successes, n) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 5000), st.data())
def test_wilson_holds_the_share_and_stays_within_0_and_1(n, data):
    successes = data.draw(st.integers(0, n))
    low, high = wilson(successes, n)
    assert 0 <= low <= successes / n <= high <= 1
    assert low < high


def test_nps_interval_is_the_multinomial_variance_with_three_pseudo_answers():
    # 60 promoters, 25 passives, 15 detractors: p = 60.75/103, d = 15.75/103
    p, d = 60.75 / 103, 15.75 / 103
    margin = 1.959964 * math.sqrt((p + d - (p - d) ** 2) / 103)
    expected = (100 * (p - d - margin), 100 * (p - d + margin))
    assert nps_interval(60, 15, 100) == pytest.approx(expected, abs=1e-4)
    assert nps_interval(60, 15, 100) == pytest.approx((29.36, 58.02), abs=0.05)


def test_nps_interval_covers_the_true_score():
    rng = np.random.default_rng(7)
    shares = np.array([0.55, 0.3, 0.15])
    draws = rng.multinomial(60, shares, size=2000)
    bounds = np.array([nps_interval(a, c, 60) for a, _, c in draws])
    assert 0.935 <= ((bounds[:, 0] <= 40) & (bounds[:, 1] >= 40)).mean() <= 0.97


def test_mean_interval_agrees_with_student():
    from scipy import stats

    values = np.array([4.0, 5, 3, 4, 2, 5, 4, 4])
    expected = stats.t.interval(0.95, 7, loc=values.mean(), scale=stats.sem(values))
    assert mean_interval(values, 1, 5)[1:] == pytest.approx(expected)


def test_equal_weights_change_nothing():
    values = np.array([4.0, 5, 3, 4])
    expected = mean_interval(values, 1, 5)
    assert mean_interval(values, 1, 5, np.full(4, 2.5)) == pytest.approx(expected)


# --- metrics by hand --------------------------------------------------------------------------


def test_nps_by_hand():
    # 4 promoters, 3 passives, 3 detractors of 10
    table = nps([10, 9, 10, 9, 8, 7, 7, 6, 0, 3])
    assert table["metric"].tolist() == ["nps", "promoters", "passives", "detractors"]
    assert table["value"].tolist() == pytest.approx([10, 40, 30, 30])
    assert (table["n"] == 10).all()
    assert row(table, "promoters")[["low", "high"]].tolist() == pytest.approx(
        [16.82, 68.73], abs=0.01
    )


def test_nps_weights_count_people_as_often_as_they_stand_for():
    weighted = nps([10, 0, 8], weights=[3, 1, 1])
    assert row(weighted, "nps")["value"] == pytest.approx(40)
    assert (weighted["n"] == 3).all()
    heavy = nps([10, 0, 8] * 20, weights=[3, 1, 1] * 20)
    plain = nps([10, 10, 10, 0, 8] * 12)
    assert row(heavy, "nps")["value"] == pytest.approx(row(plain, "nps")["value"])
    assert row(heavy, "nps")["high"] > row(plain, "nps")["high"]  # fewer effective answers


def test_mean_of_the_points_is_the_score():
    answers = [10, 9, 8, 6, 0, 7, 9]
    assert nps_points(answers).mean() == pytest.approx(row(nps(answers), "nps")["value"])


def test_csat_counts_the_top_two_boxes_and_gives_the_mean():
    table = csat([5] * 40 + [4] * 41 + [3] * 100 + [1] * 82)
    assert row(table, "csat")["value"] == pytest.approx(100 * 81 / 263)
    assert row(table, "csat")[["low", "high"]].tolist() == pytest.approx([25.53, 36.62], abs=0.01)
    assert row(table, "csat_mean")["value"] == pytest.approx((200 + 164 + 300 + 82) / 263)


def test_ces_is_the_mean_ease_and_the_share_from_five():
    table = ces([7, 5, 4, 1])
    assert row(table, "ces")["value"] == pytest.approx(4.25)
    assert row(table, "ces_top_box")["value"] == pytest.approx(50)


def test_stars_take_the_scale_that_was_used():
    assert row(stars([8, 9, 10], low=1, high=10), "stars")["value"] == pytest.approx(9)
    with pytest.raises(VocError):
        stars([8, 9, 10])


def test_missing_answers_are_dropped_and_n_says_so():
    table = nps(pd.Series([10, None, 9, pd.NA, 0], dtype="Int64"))
    assert (table["n"] == 3).all()
    assert row(csat(["5", None, "4"]), "csat")["n"] == 2


# --- edges ------------------------------------------------------------------------------------


@pytest.mark.parametrize("metric", [nps, csat, ces, stars])
@pytest.mark.parametrize("values", [[], [None], [float("nan"), None], pd.Series([], dtype=float)])
def test_no_answer_gives_no_row(metric, values):
    table = metric(values)
    assert table.columns.tolist() == COLUMNS
    assert len(table) == 0
    assert table["value"].dtype == np.float64
    assert table["n"].dtype == np.int64


@pytest.mark.parametrize(
    ("metric", "low", "high"), [(nps, -100, 100), (csat, 0, 100), (ces, 1, 7), (stars, 1, 5)]
)
def test_a_single_answer_gets_the_whole_range(metric, low, high):
    first = metric([5]).iloc[0]
    assert (first["low"], first["high"], first["n"]) == (low, high, 1)
    assert metric([5]).notna().all(axis=None)


@pytest.mark.parametrize("metric", [nps, csat, ces, stars])
def test_answers_that_all_agree_are_not_certain(metric):
    few, many = metric([5] * 3).iloc[0], metric([5] * 300).iloc[0]
    assert few["high"] - few["low"] > many["high"] - many["low"] > 0
    assert few["low"] <= few["value"] <= few["high"]


@pytest.mark.parametrize(
    ("metric", "values", "shown"),
    [
        (nps, [9, 11, 11, -1], "11 (2 ×), -1 (1 ×)"),
        (csat, [0, 3], "0 (1 ×)"),
        (ces, [8.0], "8.0 (1 ×)"),
        (stars, ["五星", "4"], "五星 (1 ×)"),
        (nps, [float("inf")], "inf (1 ×)"),
    ],
)
def test_a_value_off_the_scale_is_named_with_its_count(metric, values, shown):
    with pytest.raises(VocError) as caught:
        metric(values)
    assert shown in caught.value.what
    assert caught.value.where == f"column {metric.__name__}"


def test_weights_must_fit():
    with pytest.raises(VocError, match="weights"):
        nps([10, 9], weights=[1])
    with pytest.raises(VocError, match="-1"):
        nps([10, 9], weights=[1, -1])
    assert (nps([10, 9, 0], weights=[1, 1, 0])["n"] == 2).all()


@settings(max_examples=60)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=40))
def test_every_figure_lies_within_its_interval_and_its_range(answers):
    people = pd.DataFrame({"nps": answers, "csat": answers, "ces": answers, "stars": answers})
    people["score"] = rescale(people["stars"], 1, 5)
    table = metrics_table(people)
    assert table.columns.tolist() == COLUMNS
    assert len(table) == 10
    assert (
        (table["low"] <= table["value"] + 1e-9) & (table["value"] <= table["high"] + 1e-9)
    ).all()
    groups = table.set_index("metric")["value"]
    assert groups[["promoters", "passives", "detractors"]].sum() == pytest.approx(100)
    assert groups["nps"] == pytest.approx(groups["promoters"] - groups["detractors"])
    for metric in ("csat_mean", "ces", "stars", "score"):
        low, high = SCALES[metric.removesuffix("_mean")]
        assert row(table, metric)[["low", "high"]].between(low, high).all()


# --- the table and the scale -------------------------------------------------------------------


def test_metrics_table_uses_the_columns_that_are_there():
    people = pd.DataFrame(
        {"csat": [5, 4, 2], "舱位": ["经济舱", "公务舱", "经济舱"], "nps": [None] * 3}
    )
    assert metrics_table(people)["metric"].tolist() == ["csat", "csat_mean"]
    assert metrics_table(pd.DataFrame({"text": ["好"]})).columns.tolist() == COLUMNS
    assert len(metrics_table(pd.DataFrame())) == 0


def test_metrics_table_takes_the_star_scale():
    people = pd.DataFrame({"stars": [8, 10]})
    assert metrics_table(people, star_scale=(1, 10))["value"].tolist() == [9]


@pytest.mark.parametrize(
    ("values", "low", "high", "expected"),
    [
        ([1, 3, 5], 1, 5, [0, 50, 100]),
        ([0, 10], 0, 10, [0, 100]),
        ([1, 2, 5], 5, 1, [100, 75, 0]),  # 1 is best
        ([-2, 0, 2], -2, 2, [0, 50, 100]),
    ],
)
def test_rescale_maps_the_ends_to_0_and_100(values, low, high, expected):
    assert rescale(values, low, high).tolist() == pytest.approx(expected)


def test_rescale_keeps_index_and_gaps_and_refuses_strangers():
    given_stars = pd.Series([5, None], index=["c1", "c2"], name="stars")
    result = rescale(given_stars, 1, 5)
    assert result.index.tolist() == ["c1", "c2"]
    assert result.isna().tolist() == [False, True]
    with pytest.raises(VocError, match="6"):
        rescale([6], 1, 5)
    with pytest.raises(VocError, match="no width"):
        rescale([1], 1, 1)
