"""SERVQUAL and reliability: hand-worked gaps, published alphas, weights and edges."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table_notes import keys_of

from voc.errors import VocError
from voc.lexicon import DIMENSIONS as TEXT_DIMENSIONS
from voc.metric.items.reliability import cronbach_alpha, feldt_interval, item_total
from voc.metric.notes import NOTES
from voc.metric.servqual import servqual
from voc.metric.servqual.answers import DIMENSIONS
from voc.metric.servqual.tolerance import tolerance_zone

pytestmark = pytest.mark.filterwarnings("error")

# Chatterjee & Price 1977, Regression Analysis by Example: a survey of clerical employees.
ATTITUDE = pd.DataFrame(
    np.array(
        """43 51 30 39 61 92 45 63 64 51 54 63 73 47 71 70 68 69 76 86 48 61 63 45 47 54 84 35
        81 78 56 66 71 83 47 43 55 49 44 54 49 34 58 67 42 56 66 68 35 71 75 50 55 70 66 41
        72 82 72 67 71 83 31 67 61 45 47 62 80 41 64 53 53 58 58 67 34 67 60 47 39 59 74 41
        69 62 57 42 55 63 25 68 83 83 45 59 77 35 77 77 54 72 79 77 46 81 90 50 72 60 54 36
        74 85 64 69 79 79 63 65 60 65 75 55 80 60 65 70 46 57 75 85 46 50 58 68 54 64 78 52
        50 40 33 34 43 64 33 64 61 52 62 66 80 41 53 66 52 50 63 80 37 40 37 42 58 50 57 49
        63 54 42 48 66 75 33 66 77 66 63 88 76 72 78 75 58 74 80 78 49 48 57 44 45 51 83 38
        85 85 71 71 77 74 55 82 82 39 59 64 78 39""".split(),
        dtype=float,
    ).reshape(30, 7),
    columns=["rating", "complaints", "privileges", "learning", "raises", "critical", "advance"],
)


# --- reliability --------------------------------------------------------------------------------


def test_attitude_survey_gives_the_published_reliability():
    # As printed by the function alpha of the R package psych for this data set.
    assert cronbach_alpha(ATTITUDE)["value"].round(2).tolist() == [0.84]
    table = item_total(ATTITUDE)
    assert table["alpha_if_deleted"].round(2).tolist() == [0.81, 0.80, 0.83, 0.80, 0.80, 0.86, 0.84]
    assert table["item_total"].round(2).tolist() == [0.67, 0.74, 0.56, 0.71, 0.79, 0.27, 0.46]
    assert table["sd"].round(1).tolist() == [12.2, 13.3, 12.2, 11.7, 10.4, 9.9, 10.3]


def test_alpha_worked_by_hand():
    # Two items: variances 1 and 1, covariance ½, so that the sum has variance 3:
    # 2 · (1 − 2/3) = 2/3
    result = cronbach_alpha(pd.DataFrame({"a": [1, 2, 3], "b": [1, 3, 2]})).iloc[0]
    assert result["value"] == pytest.approx(2 / 3)
    assert (result["n"], result["items"]) == (3, 2)


def test_interval_of_alpha_is_the_published_one():
    # Feldt's interval as printed by the MRC Cognition and Brain Sciences Unit's R code
    assert feldt_interval(0.913, 873, 20) == pytest.approx((0.9044024, 0.9211588), abs=5e-8)


def test_interval_of_alpha_covers_the_true_value():
    rng = np.random.default_rng(5)
    truth = 4 / 3 * (1 - 4 / (4 + 12 * 0.5))  # four items that correlate by ½
    root = np.linalg.cholesky(np.full((4, 4), 0.5) + 0.5 * np.eye(4))
    hits = 0
    for _ in range(400):
        sample = pd.DataFrame(rng.normal(size=(40, 4)) @ root.T)
        result = cronbach_alpha(sample).iloc[0]
        hits += result["low"] <= truth <= result["high"]
    assert 0.92 <= hits / 400 <= 0.98


def test_reversed_item_is_named_and_its_fellows_are_not():
    turned = ATTITUDE.assign(raises=100 - ATTITUDE["raises"])
    assert cronbach_alpha(turned).attrs["notes"] == [("alpha_reversed_items", {"items": "raises"})]
    assert keys_of(cronbach_alpha(ATTITUDE)) == []


def test_chance_alone_reverses_no_item():
    noise = pd.DataFrame(np.random.default_rng(1).normal(size=(500, 4)))
    assert (item_total(noise)["item_total"] < 0).any()
    assert keys_of(cronbach_alpha(noise)) == []


def test_incomplete_rows_are_left_out_and_counted():
    holes = ATTITUDE.copy()
    holes.iloc[:3, 0] = np.nan
    table = cronbach_alpha(holes)
    assert table["value"][0] == pytest.approx(cronbach_alpha(ATTITUDE.iloc[3:])["value"][0])
    assert table.attrs["notes"] == [
        ("alpha_incomplete_rows", {"dropped": 3, "n": 30}),
        ("alpha_few_respondents", {"n": 27, "minimum": 30}),
    ]


def test_equal_weights_change_no_reliability():
    pd.testing.assert_frame_equal(
        cronbach_alpha(ATTITUDE), cronbach_alpha(ATTITUDE, weights=[3.0] * 30)
    )
    pd.testing.assert_frame_equal(item_total(ATTITUDE), item_total(ATTITUDE, weights=[3.0] * 30))


@pytest.mark.parametrize(
    ("items", "key"),
    [
        ({"a": [1, 2, 3]}, "alpha_one_item"),
        ({"a": [1.0], "b": [2.0]}, "alpha_too_few"),
        ({"a": [np.nan, np.nan], "b": [1.0, 2.0]}, "alpha_too_few"),
        ({"a": [3, 3, 3], "b": [4, 4, 4]}, "alpha_no_variation"),
        ({"a": [1, 2, 3], "b": [3, 2, 1]}, "alpha_no_variation"),
    ],
)
def test_reliability_without_an_answer_says_why(items, key):
    table = cronbach_alpha(pd.DataFrame(items))
    assert np.isnan(table["value"][0])
    assert key in keys_of(table)
    item_total(pd.DataFrame(items))


def test_identical_items_are_perfectly_reliable():
    result = cronbach_alpha(pd.DataFrame(dict.fromkeys("abc", range(1, 7)))).iloc[0]
    assert result[["value", "low", "high"]].tolist() == pytest.approx([1, 1, 1])


# --- SERVQUAL -----------------------------------------------------------------------------------

ITEMS = pd.DataFrame(
    {
        "item": ["q1", "q2", "q3"],
        "label": ["准时", "说到做到", "关心"],
        "dimension": ["reliability", "reliability", "empathy"],
        "expectation": ["e1", "e2", "e3"],
        "perception": ["p1", "p2", "p3"],
    }
)
PEOPLE = pd.DataFrame(
    {
        "e1": [7, 7, 6, 6],
        "e2": [6, 7, 6, 7],
        "e3": [5, 5, 6, 6],
        "p1": [5, 4, 5, 4],
        "p2": [5, 6, 4, 5],
        "p3": [5, 6, 5, 7],
        "w1": [60, 70, 40, 30],
        "w2": [40, 30, 10, 20],
    }
)
POINTS = {"reliability": "w1", "empathy": "w2"}


def test_the_five_dimensions_are_those_of_the_text():
    assert list(TEXT_DIMENSIONS)[:5] == list(DIMENSIONS)


def test_gaps_worked_by_hand():
    tables = servqual(PEOPLE, ITEMS, scale=(1, 7))
    items = tables.items.set_index("item")
    # q1: −2 −3 −1 −2 → mean −2, s = √(2/3), margin 3.18245 · s / 2 = 1.29923
    assert items.loc["q1", ["expectation", "perception", "gap"]].tolist() == [6.5, 4.5, -2]
    assert items.loc["q1", ["gap_low", "gap_high"]].tolist() == pytest.approx(
        [-3.29923, -0.70077], abs=1e-5
    )
    assert items["rank"].to_dict() == {"q1": 1, "q2": 2, "q3": 3}
    rows = tables.dimensions.set_index("dimension")
    # reliability by respondent: −1.5 −2 −1.5 −2; empathy: 0 1 −1 1
    assert rows["gap"].to_dict() == {"reliability": -1.75, "empathy": 0.25, "overall": -0.75}
    assert rows["rank"].to_dict() == {"reliability": 1, "empathy": 2, "overall": 0}
    assert rows.loc["overall", "weighted_gap"] == -0.75
    assert rows["n"].tolist() == [4, 4, 4]


def test_points_weigh_each_respondent_s_own_gaps():
    dimensions = servqual(PEOPLE, ITEMS, points=POINTS, scale=(1, 7)).dimensions
    rows = dimensions.set_index("dimension")
    # weights .6 .4 | .7 .3 | .8 .2 | .6 .4 after the third and fourth are made to add up to 1
    # overall: −.9 | −1.4 + .3 | −1.2 − .2 | −1.2 + .4 → mean −1.05
    assert rows.loc["overall", "gap"] == pytest.approx(-1.05)
    assert rows.loc["reliability", "weight"] == pytest.approx(0.675)
    assert rows.loc["reliability", "weighted_gap"] == pytest.approx(-(0.9 + 1.4 + 1.2 + 1.2) / 4)
    assert rows["weighted_gap"].iloc[:2].sum() == pytest.approx(rows.loc["overall", "gap"])
    assert ("servqual_points_not_100", {"n": 2}) in dimensions.attrs["notes"]


def test_fixed_weights_are_made_to_add_up():
    rows = servqual(PEOPLE, ITEMS, points={"reliability": 3, "empathy": 1}, scale=(1, 7))
    gaps = rows.dimensions.set_index("dimension")["gap"]
    assert gaps["overall"] == pytest.approx(0.75 * -1.75 + 0.25 * 0.25)


def test_gap_interval_is_that_of_the_paired_t_test():
    from scipy import stats

    rng = np.random.default_rng(2)
    table = pd.DataFrame({"e1": rng.integers(4, 8, 60), "p1": rng.integers(2, 8, 60)})
    row = servqual(table, ITEMS.iloc[:1], scale=(1, 7)).items.iloc[0]
    bounds = stats.ttest_rel(table["p1"], table["e1"]).confidence_interval(0.95)
    assert (row["gap_low"], row["gap_high"]) == pytest.approx((bounds.low, bounds.high))


def test_alpha_of_each_dimension_stands_in_both_tables():
    tables = servqual(PEOPLE, ITEMS, scale=(1, 7))
    chosen = tables.reliability.set_index(["dimension", "measure"]).loc[
        ("reliability", "perception")
    ]
    expected = cronbach_alpha(PEOPLE[["p1", "p2"]]).iloc[0]
    assert chosen["alpha"] == pytest.approx(expected["value"])
    row = tables.dimensions.set_index("dimension").loc["reliability"]
    assert row[["alpha", "alpha_low", "alpha_high"]].tolist() == pytest.approx(
        expected[["value", "low", "high"]].tolist()
    )
    assert ("servqual_one_item", {"dimensions": "empathy"}) in tables.dimensions.attrs["notes"]


def test_a_reversed_item_of_a_dimension_is_noted_once():
    rng = np.random.default_rng(6)
    level = rng.integers(2, 7, (80, 1))
    rated = np.clip(level + rng.integers(-1, 2, (80, 6)), 1, 7)
    table = pd.DataFrame(rated, columns=["e1", "e2", "e3", "p1", "p2", "p3"])
    table[["e2", "p2"]] = 8 - table[["e2", "p2"]]
    items = ITEMS.assign(dimension="empathy")
    notes = servqual(table, items, scale=(1, 7)).dimensions.attrs["notes"]
    assert notes == [("alpha_reversed_items", {"items": "q2"})]


def test_without_expectations_the_perceptions_stand_alone():
    tables = servqual(PEOPLE, ITEMS.drop(columns="expectation"), points=POINTS, scale=(1, 7))
    assert tables.items["item"].tolist() == ["q1", "q2", "q3"]  # 4.5, 5, 5.75
    assert tables.dimensions["gap"].isna().all()
    overall = tables.dimensions.set_index("dimension").loc["overall"]
    # .6·5 + .4·5 | .7·5 + .3·6 | .8·4.5 + .2·5 | .6·4.5 + .4·7
    assert overall["perception"] == pytest.approx((5 + 5.3 + 4.6 + 5.5) / 4)
    assert overall["perception_low"] < overall["perception"] < overall["perception_high"]
    assert set(tables.reliability["measure"]) == {"perception"}
    assert "servqual_no_expectation" in keys_of(tables.dimensions)


def test_text_of_the_same_dimensions_stands_beside():
    text = pd.DataFrame(
        {
            "dimension": ["empathy", "overall", "price"],
            "mentions": [12, 40, 3],
            "satisfaction": [70.0, 55.0, 10.0],
            "low": [60.0, 50.0, 5.0],
            "high": [80.0, 60.0, 30.0],
        }
    )
    rows = servqual(PEOPLE, ITEMS, text=text, scale=(1, 7)).dimensions.set_index("dimension")
    assert rows["text_mentions"].to_dict() == {"reliability": 0, "empathy": 12, "overall": 40}
    assert rows.loc["empathy", "text_satisfaction"] == 70
    assert np.isnan(rows.loc["reliability", "text_low"])


def test_half_of_the_items_must_be_answered():
    table = PEOPLE.astype(float)
    table.loc[0, "p1"] = np.nan  # one of two is left: counts
    table.loc[1, ["p1", "p2"]] = np.nan  # none is left
    tables = servqual(table, ITEMS, scale=(1, 7))
    rows = tables.dimensions.set_index("dimension")
    assert rows["n"].to_dict() == {"reliability": 3, "empathy": 4, "overall": 3}
    assert rows.loc["reliability", "gap"] == pytest.approx((-1 - 1.5 - 2) / 3)
    assert ("servqual_overall_incomplete", {"n": 1}) in tables.dimensions.attrs["notes"]


def test_survey_weights_shift_the_means_and_equal_ones_do_not():
    plain = servqual(PEOPLE, ITEMS, points=POINTS, scale=(1, 7))
    same = servqual(PEOPLE, ITEMS, points=POINTS, scale=(1, 7), weights=[2.0] * 4)
    for one, other in zip(plain, same, strict=True):
        pd.testing.assert_frame_equal(one, other)
    first = servqual(PEOPLE, ITEMS, scale=(1, 7), weights=[1, 0, 0, 0]).dimensions
    assert first.set_index("dimension").loc["reliability", "gap"] == -1.5
    assert first.set_index("dimension").loc["reliability", "n"] == 1


def test_rows_may_come_in_any_order():
    shuffled = PEOPLE.sample(frac=1, random_state=4)
    for one, other in zip(
        servqual(PEOPLE, ITEMS, points=POINTS, scale=(1, 7)),
        servqual(shuffled, ITEMS, points=POINTS, scale=(1, 7)),
        strict=True,
    ):
        pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"points": {"price": "w1"}}, "points for price"),
        ({"points": {"reliability": "w1", "empathy": 0.5}}, "neither all columns nor all numbers"),
        ({"points": {"reliability": 0, "empathy": 0}}, "neither all columns nor all numbers"),
        ({"scale": (1, 5)}, "not on the scale 1 to 5"),
        ({"items": ITEMS.assign(perception="x")}, "Missing column x"),
        ({"items": ITEMS.assign(item="q")}, "stands twice"),
        ({"items": ITEMS.assign(dimension="overall")}, "cannot be called"),
    ],
)
def test_mistakes_of_the_user_are_named(change, message):
    arguments = {"items": ITEMS, "scale": (1, 7)} | change
    with pytest.raises(VocError, match=message):
        servqual(PEOPLE, **arguments)


def test_degenerate_answers_give_a_table_and_notes():
    alike = PEOPLE.assign(**dict.fromkeys(["e1", "e2", "e3", "p1", "p2", "p3"], 5))
    empty = PEOPLE.assign(**dict.fromkeys(["e1", "e2", "e3", "p1", "p2", "p3"], np.nan))
    silent = PEOPLE.assign(w1=np.nan, w2=np.nan)
    for table in (alike, empty, silent, PEOPLE.iloc[:1], PEOPLE.iloc[:0]):
        for scale in ((1, 7), None):
            result = servqual(table, ITEMS, points=POINTS, scale=scale).dimensions
            assert result["dimension"].tolist()[-1] == "overall"
            assert "servqual_few_respondents" in keys_of(result)
            for key, parameters in result.attrs["notes"]:
                assert all(sentence.format(**parameters) for sentence in NOTES[key])
    assert servqual(alike, ITEMS, scale=(1, 7)).dimensions["gap"].tolist() == [0, 0, 0]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(1, 7), min_size=6, max_size=6), min_size=2, max_size=12))
def test_weighted_gaps_add_up_to_the_overall_gap(answers):
    table = pd.DataFrame(answers, columns=["e1", "e2", "e3", "p1", "p2", "p3"])
    rows = servqual(table, ITEMS, scale=(1, 7)).dimensions.set_index("dimension")
    parts = rows["weighted_gap"].drop("overall").sum()
    assert parts == pytest.approx(rows.loc["overall", "gap"], abs=1e-9)
    assert (rows["gap_low"] <= rows["gap"] + 1e-9).all()
    assert (rows["gap"] <= rows["gap_high"] + 1e-9).all()


# --- zone of tolerance --------------------------------------------------------------------------


def test_zone_of_tolerance_places_each_item():
    n = 60  # all alike: the interval shrinks with n only
    wave = [0, 1] * (n // 2)
    table = pd.DataFrame({"a": 5 + np.array(wave), "d": [8] * n})
    table["under"], table["inside"], table["over"] = 3, 7, 9
    items = pd.DataFrame(
        {
            "item": ["under", "inside", "over", "edge"],
            "dimension": ["reliability"] * 3 + ["empathy"],
            "adequate": "a",
            "desired": "d",
            "perception": ["under", "inside", "over", "d"],
        }
    )
    result = tolerance_zone(table, items, scale=(1, 9))
    assert result["position"].tolist() == ["below", "within", "above", "undecided"]
    assert result["msa"].tolist() == [-2.5, 1.5, 3.5, 2.5]
    assert result["mss"].tolist() == [-5, -1, 1, 0]
    by = tolerance_zone(table, items, scale=(1, 9), by="dimension").set_index("dimension")
    assert by.loc["reliability", "msa"] == pytest.approx((-2.5 + 1.5 + 3.5) / 3)


def test_zone_of_tolerance_without_answers_or_with_inverted_levels():
    table = pd.DataFrame({"a": [9.0, 5.0, np.nan], "d": [5.0, 9.0, 9.0], "p": [6.0, 6.0, 6.0]})
    items = pd.DataFrame({"item": ["x"], "dimension": ["empathy"]}).assign(
        adequate="a", desired="d", perception="p"
    )
    result = tolerance_zone(table, items, scale=(1, 9))
    assert result["n"].tolist() == [2]
    assert result.attrs["notes"] == [("tolerance_inverted", {"n": 1})]
    empty = tolerance_zone(table.assign(p=np.nan), items, scale=(1, 9), weights=[1, 1, 1])
    assert empty[["n", "position"]].to_numpy().tolist() == [[0, ""]]
