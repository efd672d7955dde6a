"""Kano questionnaire: the evaluation table, a table worked by hand, ties, test and wording."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table_notes import keys_of

from voc.errors import VocError
from voc.metric.intervals import wilson
from voc.metric.kano import contradictory_respondents, kano
from voc.metric.kano.answers import EVALUATION, answer_codes, pair_letters
from voc.metric.kano.counts import distinguishable, sign_test
from voc.metric.notes import NOTES

pytestmark = pytest.mark.filterwarnings("error")

# One pair of codes for each kind (it is there, it is not there).
PAIR = {"A": (1, 3), "O": (1, 5), "M": (2, 5), "I": (3, 3), "R": (4, 1), "Q": (5, 5)}
ONE = pd.DataFrame({"feature": ["wifi"], "functional": ["f"], "dysfunctional": ["d"]})


def people(**counts: int) -> pd.DataFrame:
    pairs = [PAIR[letter] for letter, count in counts.items() for _ in range(count)]
    return pd.DataFrame(pairs, columns=["f", "d"])


def row(weights: list[float] | None = None, **counts: int) -> pd.Series:
    return kano(people(**counts), ONE, weights=weights).iloc[0]


# --- answers and evaluation table ---------------------------------------------------------------


def test_evaluation_table_has_the_cells_of_berger():
    grid = pd.DataFrame([(f, d) for f in range(1, 6) for d in range(1, 6)], columns=["f", "d"])
    letters = "".join(pair_letters(grid, "f", "d"))
    assert letters == "QAAAO" + "RIIIM" * 3 + "RRRRQ" == "".join(EVALUATION)


@pytest.mark.parametrize(
    ("code", "wordings"),
    [
        (
            1,
            [
                "我喜欢",
                "很喜欢",
                " 我很喜欢 ",
                "1. 我喜欢",
                "Like",
                "I like it that way",
                1,
                "1",
                1.0,
            ],
        ),
        (
            2,
            [
                "理应如此",
                "必须这样",
                "2、理所当然",
                "must-be",
                "Must be",
                "I expect it",
                "expect it",
                2,
            ],
        ),
        (3, ["无所谓", "无所谓。", "neutral", "I am neutral", "3"]),
        (
            4,
            [
                "勉强接受",
                "能忍受",
                "可以忍受",
                "D. 能忍受",
                "live with",
                "I can live with it!",
                "tolerate",
            ],
        ),
        (5, ["不喜欢", "很不喜欢", "我很不喜欢", "dislike", "I dislike it", "5.0"]),
        (0, [None, np.nan, "", "  ", "(空)", "（跳过）", pd.NA]),
    ],
)
def test_answers_are_read_as_codes_or_words(code, wordings):
    codes = answer_codes(pd.Series(wordings, dtype=object), "q")
    assert codes.tolist() == [code] * len(wordings)


def test_codes_may_run_the_other_way_while_words_do_not():
    given = pd.Series([5, "1", "我喜欢", "dislike", None], dtype=object)
    assert answer_codes(given, "q", liked=5).tolist() == [1, 5, 1, 5, 0]


def test_unknown_answers_are_named_with_their_column():
    table = pd.DataFrame({"f": ["喜欢", "随缘", "随缘", "6"], "d": [1, 1, 1, 1]})
    with pytest.raises(VocError, match='"随缘" \\(2 ×\\), "6" \\(1 ×\\)') as error:
        kano(table, ONE)
    assert error.value.where == "column f"


def test_missing_column_and_repeated_feature_are_refused():
    with pytest.raises(VocError, match="Missing column d"):
        kano(pd.DataFrame({"f": [1]}), ONE)
    with pytest.raises(VocError, match="wifi stands twice"):
        kano(people(A=1), pd.concat([ONE, ONE]))
    with pytest.raises(VocError, match="1 or 5"):
        kano(people(A=1), ONE, liked=3)


# --- a table worked by hand ---------------------------------------------------------------------


def test_a_table_worked_by_hand():
    # A 20, O 30, M 60, I 10, R 4, Q 6 of 130
    # Better (20 + 30) / 120 = 0.41667, Worse −(30 + 60) / 120 = −0.75
    # strength (60 − 30) / 130 = 23.08, total strength 110 / 130 = 84.62
    # Fong: 1.65 √(90 · 170 / 260) = 12.66 ≤ 30, so M stands
    result = row(A=20, O=30, M=60, I=10, R=4, Q=6)
    assert result[list("AOMIRQ")].tolist() == [20, 30, 60, 10, 4, 6]
    assert (result["n"], result["letter"], result["category"]) == (130, "M", "basic")
    assert (result["ties"], result["combination"], result["contradictory"]) == ("", "", 6)
    assert result["better"] == pytest.approx(50 / 120)
    assert result["worse"] == pytest.approx(-90 / 120)
    assert result["strength"] == pytest.approx(23.0769, abs=1e-4)
    assert result["total_strength"] == pytest.approx(84.6154, abs=1e-4)
    assert (result["better_low"], result["better_high"]) == pytest.approx(wilson(50, 120))
    low, high = wilson(90, 120)
    assert (result["worse_low"], result["worse_high"]) == pytest.approx((-high, -low))


def test_three_features_get_the_categories_they_were_made_with():
    table = pd.DataFrame(
        {
            "退票1": ["理应如此"] * 40 + ["无所谓"] * 5,
            "退票0": ["很不喜欢"] * 40 + ["无所谓"] * 5,
            "礼品1": ["我喜欢"] * 38 + ["无所谓"] * 7,
            "礼品0": ["无所谓"] * 45,
            "广告1": ["不喜欢"] * 36 + ["无所谓"] * 9,
            "广告0": ["喜欢"] * 36 + ["无所谓"] * 9,
        }
    )
    features = pd.DataFrame(
        {
            "feature": ["refund", "gift", "adverts"],
            "label": ["退票", "礼品", "广告"],
            "functional": ["退票1", "礼品1", "广告1"],
            "dysfunctional": ["退票0", "礼品0", "广告0"],
        }
    )
    result = kano(table, features)
    assert result["category"].tolist() == ["basic", "excitement", "reverse"]
    assert result["label"].tolist() == ["退票", "礼品", "广告"]
    assert result["worse"].tolist() == pytest.approx([-40 / 45, 0, 0])
    assert math.copysign(1, result["worse"][1]) == 1  # no −0
    assert keys_of(result) == []


# --- ties and the test --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "letter", "ties"),
    [
        ({"M": 20, "O": 20}, "M", "M/O"),
        ({"A": 20, "O": 20, "I": 3}, "O", "O/A"),
        ({"A": 20, "I": 20}, "A", "A/I"),
        ({"I": 7, "A": 7, "M": 7, "O": 7}, "M", "M/O/A/I"),
        ({"I": 21, "A": 20}, "I", ""),
    ],
)
def test_ties_go_to_must_be_then_one_dimensional_then_attractive(counts, letter, ties):
    result = row(**counts)
    assert (result["letter"], result["ties"]) == (letter, ties)
    assert result["category"] == "combination"


def test_the_test_between_two_kinds_is_fong_s():
    # 1.65 √(70 · 130 / 200) = 11.13 lies between 10 and 12
    assert not distinguishable(40, 30, 100)
    assert distinguishable(41, 29, 100)
    assert row(M=40, O=30, A=15, I=15)["combination"] == "M/O"
    assert row(M=41, O=29, A=15, I=15)["category"] == "basic"


def test_p_value_keeps_its_level_where_fong_s_test_does_not():
    rng = np.random.default_rng(3)
    draws = rng.multinomial(200, [0.4, 0.4, 0.2], size=4000)
    fong = np.mean([distinguishable(a, b, 200) for a, b, _ in draws])
    right = np.mean([sign_test(a, b) < 0.1 for a, b, _ in draws])
    assert fong == pytest.approx(0.20, abs=0.02)
    assert right == pytest.approx(0.10, abs=0.02)


def test_p_value_is_that_of_thesign_test():
    # |60 − 30| / √90 = 3.1623, two-sided p = 0.00157
    assert row(A=20, O=30, M=60, I=10)["p_value"] == pytest.approx(0.00157, abs=1e-5)


# --- weights, contradictions, edges -------------------------------------------------------------


def test_equal_weights_change_nothing_and_a_zero_weight_removes_the_respondent():
    plain = row(A=20, O=5, M=5)
    same = row(weights=[2.5] * 30, A=20, O=5, M=5)
    pd.testing.assert_series_equal(plain, same, check_exact=False)
    assert row(weights=[1.0] * 30 + [0.0] * 9, A=20, O=5, M=5, R=9)["R"] == 0


def test_weights_widen_the_intervals_by_kish():
    weights = [3.0] * 20 + [1.0] * 20
    result = row(weights=weights, A=20, I=20)
    assert result["better"] == pytest.approx(0.75)
    effective = 80**2 / 200
    low, high = wilson(0.75 * effective, effective)
    assert (result["better_low"], result["better_high"]) == pytest.approx((low, high))
    assert result[list("AOMIRQ")].sum() == pytest.approx(40) == result["n"]


def test_respondents_who_contradict_themselves_are_listed():
    table = pd.DataFrame(
        {
            "id": ["a", "b", "c"],
            **{f"f{k}": [1, 5, 1] for k in range(4)},
            **{f"d{k}": [5, 5, 1 if k == 0 else 3] for k in range(4)},
        }
    )
    features = pd.DataFrame(
        {
            "feature": list("wxyz"),
            "functional": [f"f{k}" for k in range(4)],
            "dysfunctional": [f"d{k}" for k in range(4)],
        }
    )
    listed = contradictory_respondents(table, features, id="id")
    assert listed.to_dict("records") == [
        {"respondent": "b", "answered": 4, "contradictory": 4, "share": 1.0}
    ]
    result = kano(table, features)
    assert result["contradictory"].tolist() == [2, 1, 1, 1]
    assert ("kano_contradictory_respondents", {"n": 1}) in result.attrs["notes"]


def test_degenerate_features_get_a_row_and_a_note():
    nobody = kano(pd.DataFrame({"f": [None, 1], "d": [1, None]}), ONE)
    assert nobody[["n", "category"]].to_numpy().tolist() == [[0, ""]]
    assert keys_of(nobody) == ["kano_no_answers"]
    reverse = kano(people(R=35, Q=5), ONE)
    assert np.isnan(reverse["better"][0])
    assert keys_of(reverse) == ["kano_only_reverse", "kano_many_reverse"]
    few = kano(people(A=5), ONE)
    assert keys_of(few) == ["kano_few_answers"]
    assert few["category"][0] == "excitement"
    for table in (nobody, reverse, few):
        for key, parameters in table.attrs["notes"]:
            assert all(sentence.format(**parameters) for sentence in NOTES[key])


def test_self_stated_importance_stands_beside_when_asked():
    table = people(A=20, I=20).assign(how=[9, 7] * 20)
    result = kano(table, ONE.assign(importance="how")).iloc[0]
    assert result["importance"] == 8
    assert 7 < result["importance_low"] < 8 < result["importance_high"] < 9


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=40))
def test_counts_add_up_and_coefficients_stay_in_range(pairs):
    result = kano(pd.DataFrame(pairs, columns=["f", "d"]), ONE).iloc[0]
    assert result[list("AOMIRQ")].sum() == result["n"] == len(pairs)
    if result[list("AOMI")].sum():
        assert 0 <= result["better_low"] <= result["better"] <= result["better_high"] <= 1
        assert -1 <= result["worse_low"] <= result["worse"] <= result["worse_high"] <= 0
    backwards = kano(pd.DataFrame(pairs[::-1], columns=["f", "d"]), ONE).iloc[0]
    pd.testing.assert_series_equal(result, backwards)
