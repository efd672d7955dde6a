"""Loyalty: the index and its weights, the kinds of customers, the curve and its flat stretch."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table_notes import keys_of

from voc.errors import VocError
from voc.metric.loyalty import (
    ahp,
    entropy_weights,
    indicator_weights,
    judgement_matrix,
    loyalty_index,
)
from voc.metric.loyalty.indicators import indicator_points, indicators, parts

SURVEY = {
    "A11": "购买年限",
    "A12": "每月次数",
    "A13": "次数变化",
    "A21": "钱包份额",
    "A22": "品类数",
    "A31": "提及",
    "A32": "价格敏感",
    "A33": "自愿",
    "A34": "满意",
}
SCALES = {
    "购买年限": (0, 10),
    "每月次数": (0, 20),
    "次数变化": (1, 5),
    "钱包份额": (0, 100),
    "品类数": (0, 5),
    "提及": (1, 5),
    "价格敏感": (1, 5),
    "自愿": (1, 5),
    "满意": (1, 5),
}


def survey(n: int = 40, seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    columns = {name: rng.integers(low, high + 1, n) for name, (low, high) in SCALES.items()}
    return pd.DataFrame(columns).astype("float64")


# ---- indicators


def test_nine_indicators_in_three_parts_with_names_in_both_languages() -> None:
    assert list(indicators()) == list(SURVEY)
    assert {item.part for item in indicators().values()} | {"index"} == set(parts())
    assert all(item.label_zh and item.label_en for item in indicators().values())
    assert [item.id for item in indicators().values() if item.low_is_loyal] == ["A32"]


def test_low_price_sensitivity_is_loyal_whatever_the_mapping() -> None:
    values = pd.Series([1.0, 3.0, 5.0])
    price = indicators()["A32"]
    assert indicator_points(values, price, (1, 5)).tolist() == [100, 50, 0]
    assert indicator_points(values, price, None, "range").tolist() == [100, 50, 0]
    assert indicator_points(values, price, None, "rank").round(6).tolist() == pytest.approx(
        [250 / 3, 50, 50 / 3], abs=1e-5
    )


def test_value_off_the_scale_is_refused_with_its_column() -> None:
    people = survey()
    people.loc[3, "满意"] = 9
    with pytest.raises(VocError, match=r"(?s)scale 1 to 5.*满意"):
        loyalty_index(people, SURVEY, scales=SCALES)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=30), st.randoms())
def test_percentile_ranks_average_fifty_and_keep_ties(values: list[int], random: object) -> None:
    points = indicator_points(pd.Series(values, dtype="float64"), indicators()["A11"])
    assert np.mean(points) == pytest.approx(50)
    assert len(set(zip(values, points.round(9), strict=True))) == len(set(values))


def test_weight_of_two_ranks_like_the_respondent_twice() -> None:
    values = pd.Series([4.0, 1.0, 7.0])
    heavy = indicator_points(values, indicators()["A11"], weights=np.array([2.0, 1.0, 1.0]))
    twice = indicator_points(pd.Series([4.0, 4.0, 1.0, 7.0]), indicators()["A11"])
    assert heavy.tolist() == pytest.approx(twice[[0, 2, 3]].tolist())


# ---- weights

# Buying a house: size, transport, neighbourhood, age, yard, modern facilities, condition,
# financing (Saaty 1990, European Journal of Operational Research 48:9–26).
HOUSE = [
    [1, 5, 3, 7, 6, 6, 1 / 3, 1 / 4],
    [1 / 5, 1, 1 / 3, 5, 3, 3, 1 / 5, 1 / 7],
    [1 / 3, 3, 1, 6, 3, 4, 6, 1 / 5],
    [1 / 7, 1 / 5, 1 / 6, 1, 1 / 3, 1 / 4, 1 / 7, 1 / 8],
    [1 / 6, 1 / 3, 1 / 3, 3, 1, 1 / 2, 1 / 5, 1 / 6],
    [1 / 6, 1 / 3, 1 / 4, 4, 2, 1, 1 / 5, 1 / 6],
    [3, 5, 1 / 6, 7, 5, 5, 1, 1 / 2],
    [4, 7, 5, 8, 6, 6, 2, 1],
]


def test_house_of_saaty_is_reproduced_to_the_printed_digit() -> None:
    result = ahp(np.array(HOUSE), list("STNAYMCF"))
    printed = [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333]
    assert [round(weight, 3) for weight in result.weights.values()] == printed
    assert round(result.eigenvalue, 3) == 9.669
    assert round(result.consistency_index, 3) == 0.238
    assert round(result.consistency_ratio, 3) == 0.169
    assert result.worst is not None and result.worst[:3] == ("N", "C", 6)


@given(st.lists(st.floats(0.05, 20), min_size=1, max_size=9))
def test_consistent_judgements_give_back_the_weights_behind_them(strengths: list[float]) -> None:
    names = [f"i{number}" for number in range(len(strengths))]
    judged = {
        f"{a}/{b}": strengths[i] / strengths[j]
        for i, a in enumerate(names)
        for j, b in enumerate(names)
        if i < j
    }
    result = ahp(judgement_matrix(judged, names), names)
    expected = np.array(strengths) / np.sum(strengths)
    assert list(result.weights.values()) == pytest.approx(expected.tolist(), rel=1e-6)
    assert result.consistency_ratio == pytest.approx(0, abs=1e-6)


def test_matrix_must_be_positive_reciprocal_and_whole() -> None:
    names = ["a", "b"]
    for matrix in ([[1, 2], [2, 1]], [[1, -2], [-0.5, 1]], [[2, 2], [0.5, 1]], [[1, 2, 3]]):
        with pytest.raises(VocError):
            ahp(np.array(matrix, dtype=float), names)
    assert judgement_matrix({"a/b": 7, "b/a": 0.14}, names)[1, 0] == 1 / 7
    assert ahp(np.array([[1, 3], [0.33, 1]]), names).weights["a"] == pytest.approx(0.75)
    with pytest.raises(VocError, match="Not judged: a/c, b/c"):
        judgement_matrix({"a/b": 2}, ["a", "b", "c"])
    with pytest.raises(VocError, match="contradicts"):
        judgement_matrix({"a/b": 2, "b/a": 2}, names)
    assert judgement_matrix({"a/b": 2, "b/a": 0.5}, names)[0, 1] == 2


def test_contradicting_judgements_are_refused_and_the_worst_is_named() -> None:
    judged = {"A31/A32": 2.0, "A31/A33": 4, "A31/A34": 8, "A32/A33": 2, "A32/A34": 4}
    keys = ["A31", "A32", "A33", "A34"]
    assert indicator_weights(keys, {**judged, "A33/A34": 2}).round(3).tolist() == [
        0.533,
        0.267,
        0.133,
        0.067,
    ]
    with pytest.raises(VocError, match=r'(?s)consistency ratio.*"A33/A34" = 0.111'):
        indicator_weights(keys, {**judged, "A33/A34": 1 / 9})


def test_judgements_weigh_the_parts_and_the_indicators_within() -> None:
    judged = {"A1/A2": 3.0, "A11/A12": 2, "A21/A22": 1}
    assert indicator_weights(["A11", "A12", "A21", "A22"], judged).tolist() == pytest.approx(
        [0.5, 0.25, 0.125, 0.125]
    )
    # A22 is not asked: the others keep their proportions
    assert indicator_weights(["A11", "A12", "A21"], judged).tolist() == pytest.approx(
        [4 / 7, 2 / 7, 1 / 7]
    )


def test_consistency_of_the_judgements_is_told() -> None:
    judged = {"A1/A3": 2.0, "A11/A12": 2, "A33/A34": 3, "A31/A33": 0.5, "A31/A34": 2}
    columns = {key: SURVEY[key] for key in ("A11", "A12", "A31", "A33", "A34")}
    table = loyalty_index(survey(), columns, scales=SCALES, weights=judged).table
    assert "loyalty_consistency" in keys_of(table)
    told = dict(table.attrs["notes"])["loyalty_consistency"]["ratios"]
    assert told.startswith("A1/A3 0.000, A11/A12 0.000, A31/A33/A34 0.0")


def test_given_weights_count_for_all_or_within_their_parts() -> None:
    keys = ["A11", "A12", "A21"]
    assert indicator_weights(keys, "given").tolist() == pytest.approx([2 / 7, 2 / 7, 3 / 7])
    assert indicator_weights(keys, {"A11": 1, "A12": 1, "A21": 2}).tolist() == [0.25, 0.25, 0.5]
    parted = {"A1": 1, "A2": 3, "A11": 1, "A12": 4, "A21": 1}
    assert indicator_weights(keys, parted).tolist() == pytest.approx([0.05, 0.2, 0.75])


@pytest.mark.parametrize(
    "weights",
    [{"A11": 1}, {"A11": -1, "A12": 1}, {"A11": 0, "A12": 0}, {"A99": 1}, {"A11/A99": 2}, "equal"],
)
def test_faulty_weights_are_refused(weights: dict[str, float] | str) -> None:
    with pytest.raises(VocError):
        indicator_weights(["A11", "A12"], weights)


def test_entropy_weights_worked_by_hand() -> None:
    # p = (¾, ¼) and (½, ½): e = 0.8113 and 1
    points = np.array([[75.0, 40.0], [25.0, 40.0]])
    assert entropy_weights(points).tolist() == [1, 0]
    e1 = -(0.75 * math.log(0.75) + 0.25 * math.log(0.25)) / math.log(2)
    e2 = -(0.6 * math.log(0.6) + 0.4 * math.log(0.4)) / math.log(2)
    both = entropy_weights(np.array([[75.0, 60.0], [25.0, 40.0]]))
    assert both[0] == pytest.approx((1 - e1) / (2 - e1 - e2))


def test_entropy_with_equal_survey_weights_is_entropy_without() -> None:
    points = np.random.default_rng(1).uniform(0, 100, (30, 4))
    points[3, 1] = np.nan
    assert entropy_weights(points, np.full(30, 2.5)) == pytest.approx(entropy_weights(points))


# ---- index


def test_index_is_the_weighted_mean_of_its_indicators() -> None:
    people = survey()
    loyalty = loyalty_index(people, SURVEY, scales=SCALES)
    weights = indicator_weights(list(SURVEY), "given")
    assert loyalty.index.to_numpy() == pytest.approx(loyalty.points.to_numpy() @ weights)
    table = loyalty.table.set_index("indicator")
    assert list(table.index) == [*SURVEY, "A1", "A2", "A3", "index"]
    assert table.loc["index", "value"] == pytest.approx(loyalty.index.mean())
    by_part = table.loc[["A1", "A2", "A3"]]
    assert (by_part["weight"] @ by_part["value"]) == pytest.approx(table.loc["index", "value"])
    assert ((table["low"] <= table["value"]) & (table["value"] <= table["high"])).all()
    assert loyalty.table.attrs["notes"] == []


def test_missing_indicators_leave_their_weight_to_those_answered() -> None:
    people = survey(3)
    columns = {"A21": "钱包份额", "A22": "品类数"}
    people.loc[0, "品类数"] = np.nan
    people.loc[1, ["品类数", "钱包份额"]] = np.nan
    loyalty = loyalty_index(people, columns, scales=SCALES)
    assert loyalty.index[0] == people.loc[0, "钱包份额"]
    assert np.isnan(loyalty.index[1])
    assert keys_of(loyalty.table) == ["loyalty_not_asked", "loyalty_unanswered"]
    strict = loyalty_index(people, columns, scales=SCALES, answered=0.6)
    assert strict.index.isna().tolist() == [True, True, False]


@given(st.permutations(range(12)))
@settings(max_examples=20)
def test_order_of_respondents_does_not_matter(order: list[int]) -> None:
    people = survey(12)
    people.loc[2, "满意"] = np.nan
    straight = loyalty_index(people, SURVEY, weights="entropy")
    mixed = loyalty_index(people.iloc[order], SURVEY, weights="entropy")
    pd.testing.assert_series_equal(mixed.index.sort_index(), straight.index)
    pd.testing.assert_frame_equal(mixed.table, straight.table)


def test_respondents_without_weight_get_an_index_and_do_not_count() -> None:
    people = survey(6)
    weights = [1, 1, 1, 0, 0, None]
    loyalty = loyalty_index(people, SURVEY, scales=SCALES, survey_weights=weights)
    few = loyalty_index(people.head(3), SURVEY, scales=SCALES)
    pd.testing.assert_frame_equal(loyalty.table, few.table)
    assert loyalty.index.notna().all()
    assert keys_of(loyalty.table) == ["weights_missing"]


@pytest.mark.parametrize("weights", ["given", "entropy"])
@pytest.mark.parametrize("unscaled", ["rank", "range"])
def test_degenerate_surveys_give_a_table_and_a_reason(weights: str, unscaled: str) -> None:
    same = pd.DataFrame({name: [3.0] * 5 for name in SURVEY.values()})
    loyalty = loyalty_index(same, SURVEY, weights=weights, unscaled=unscaled)
    assert loyalty.index.tolist() == pytest.approx([50] * 5)
    assert ("loyalty_none_varies" in keys_of(loyalty.table)) == (weights == "entropy")
    one = loyalty_index(same.head(1), {"A34": "满意"}, weights=weights, unscaled=unscaled)
    assert one.table["low"].tolist() == [0, 0, 0] and one.table["high"].tolist() == [100] * 3
    nobody = loyalty_index(same * np.nan, SURVEY, weights=weights, unscaled=unscaled)
    assert nobody.table.empty and nobody.index.isna().all()
    assert "loyalty_no_answers" in keys_of(nobody.table)
    empty = loyalty_index(same.head(0), SURVEY, weights=weights, unscaled=unscaled)
    assert empty.table.empty and empty.index.empty


def test_indicator_that_does_not_vary_has_no_entropy_weight() -> None:
    people = survey(20)
    people["满意"] = 4.0
    loyalty = loyalty_index(people, SURVEY, scales=SCALES, weights="entropy")
    table = loyalty.table.set_index("indicator")
    assert table.loc["A34", "weight"] == 0 and table.loc["index", "weight"] == 1
    assert ("loyalty_no_variation", {"indicators": "A34"}) in loyalty.table.attrs["notes"]


def test_unknown_indicator_column_and_length_are_refused() -> None:
    people = survey(4)
    with pytest.raises(VocError, match="A41"):
        loyalty_index(people, {"A41": "满意"})
    with pytest.raises(VocError, match="no column"):
        loyalty_index(people, {"A34": "满意度"})
    with pytest.raises(VocError, match="4 respondents and 2 weights"):
        loyalty_index(people, SURVEY, survey_weights=[1, 1])
    with pytest.raises(VocError, match="answered"):
        loyalty_index(people, SURVEY, answered=0)
