"""Differences of groups and periods: against published values, by simulation, and at the edges."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from voc.driver import segment_table, trend_table
from voc.driver.comparison.cells import respondent_sums
from voc.driver.comparison.permutation import permutation_tests, welch_error
from voc.errors import VocError
from voc.metric.adjust import benjamini_hochberg

pytestmark = pytest.mark.filterwarnings("error")

AUTOMATIC = [21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7]
AUTOMATIC += [21.5, 15.5, 15.2, 13.3, 19.2]
MANUAL = [21.0, 21.0, 22.8, 32.4, 30.4, 33.9, 27.3, 26.0, 30.4, 15.8, 19.7, 15.0, 21.4]

NO_OPINIONS = pd.DataFrame({"comment_id": [], "driver": [], "polarity": []})


def comments_of(group: list[str], **columns: list[float]) -> pd.DataFrame:
    ids = [f"c{number:05}" for number in range(len(group))]
    return pd.DataFrame({"comment_id": ids, "group": group, **columns})


def about(comments: pd.DataFrame, polarity: list[float], driver: str = "room") -> pd.DataFrame:
    return pd.DataFrame(
        {"comment_id": comments["comment_id"], "driver": driver, "polarity": polarity}
    )


def quiet_corpus(
    rng: np.random.Generator, people: int = 200, drivers: int = 3
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """No difference between groups; few angry respondents, who complain whenever they write."""
    owner = np.repeat(np.arange(people), rng.integers(1, 4, people))
    n = len(owner)
    angry = (rng.random(people) < 0.12)[owner]
    comments = comments_of(
        np.array(["a", "b", "c"])[rng.choice(3, people, p=[0.75, 0.15, 0.1])][owner].tolist(),
        respondent_id=owner.astype(str).tolist(),
        score=np.where(angry, rng.choice([0.0, 25], n), rng.choice([75.0, 100], n)).tolist(),
        sentiment=np.where(angry, -0.6, 0.6).tolist(),
    )
    about_what = rng.integers(n, size=2 * n)
    complaint = angry[about_what] & (rng.random(2 * n) < 0.7)
    opinions = pd.DataFrame(
        {
            "comment_id": comments["comment_id"].to_numpy()[about_what],
            "driver": [f"d{number}" for number in rng.integers(drivers, size=2 * n)],
            "polarity": np.where(complaint, -0.9, rng.choice([0.6, 0.8], 2 * n)),
        }
    )
    return comments, opinions


# --- differences, effect sizes, tests ------------------------------------------------------------


def test_the_difference_of_mtcars_is_that_of_the_textbook():
    comments = comments_of(["automatic"] * 19 + ["manual"] * 13, score=AUTOMATIC + MANUAL)
    table = segment_table(comments, NO_OPINIONS, ["group"], minimum=10, test="welch")
    row = table.iloc[0]
    # R: t.test(mpg ~ am): t = −3.7671, df = 18.332, p = 0.001374, −11.280194 … −3.209684
    assert row["difference"] == pytest.approx(17.14737 - 24.39231, abs=1e-5)
    assert row["difference_low"] == pytest.approx(-11.280194, abs=1e-6)
    assert row["difference_high"] == pytest.approx(-3.209684, abs=1e-6)
    assert row["p_value"] == pytest.approx(0.001374, abs=1e-6)
    # d from the pooled t of −4.1061 with 30 degrees of freedom, times 1 − 3/119
    d = -4.106127 * (1 / 13 + 1 / 19) ** 0.5
    assert row["effect_size"] == pytest.approx(d * (1 - 3 / 119), abs=1e-5)
    assert (row["tested"], row["test"]) == ("score", "welch")
    assert table.iloc[1]["difference"] == pytest.approx(-row["difference"])


def test_the_columns_stand_where_the_reports_look_for_them():
    comments, opinions = quiet_corpus(np.random.default_rng(0))
    table = segment_table(comments, opinions, ["group"])
    assert table.columns.tolist() == [
        *("segment", "value", "driver", "n", "mentions", "share", "satisfaction", "low", "high"),
        *("score", "score_low", "score_high", "negative_share"),
        *("difference", "difference_low", "difference_high", "effect_size"),
        *("tested", "test", "p_value", "p_adjusted"),
    ]


def test_the_negative_share_is_of_the_mentions():
    comments = comments_of(["a"] * 4 + ["b"] * 2, sentiment=[-0.5, 0.5, 0.0, 0.9, -0.2, -0.1])
    opinions = about(comments, [-0.6, -0.2, -0.1, 0.8, 0.3, np.nan])
    table = segment_table(comments, opinions, ["group"]).set_index(["value", "driver"])
    share = table["negative_share"]
    assert share["a", "room"] == pytest.approx(2 / 4)  # −0.1 is neutral
    assert share["a", "all"] == pytest.approx(1 / 4)
    assert share["b", "all"] == pytest.approx(1 / 2)
    assert share["b", "room"] == 0.0
    wider = segment_table(comments, opinions, ["group"], neutral=0.05)
    assert wider.set_index(["value", "driver"])["negative_share"]["a", "room"] == 3 / 4


def test_the_permutation_is_that_of_all_ways_to_deal_the_groups():
    values = np.array([10.0, 90, 80, 85, 95, 20, 70, 75, 88, 15, 60])
    first = (0, 5, 9, 10)

    def t(chosen: tuple[int, ...]) -> float:
        inside = np.isin(np.arange(11), chosen)
        return abs(stats.ttest_ind(values[inside], values[~inside], equal_var=False).statistic)

    ways = [t(chosen) for chosen in combinations(range(11), 4)]
    exact = np.mean(np.array(ways) >= t(first) - 1e-9)
    cell = np.where(np.isin(np.arange(11), first), 0, 1)
    units = respondent_sums(values, cell, np.arange(11), (2, 1))
    found = permutation_tests(units, np.ones((2, 1), dtype=bool), tests=100)
    assert exact < 0.05
    assert found[0, 0] == pytest.approx(exact, rel=0.3)  # 50 hits: a standard error of 14 %
    assert found[1, 0] == found[0, 0]  # of two groups either one's test is the other's


def test_skewed_values_are_permuted_where_it_matters_and_even_ones_are_not():
    group = ["a"] * 60 + ["b"] * 200
    even = [-0.6, -0.6, -0.6, 0.0, 0.6] * 12 + [-0.6, -0.6, 0.0, 0.6, 0.6] * 40
    skewed = [-0.9] * 9 + [0.7] * 51 + [-0.9] * 10 + [0.7] * 190
    alike = [-0.9] * 3 + [0.7] * 57 + [-0.9] * 10 + [0.7] * 190
    comments = comments_of(group)
    for polarity, expected in ((even, "welch"), (skewed, "permutation"), (alike, "welch")):
        table = segment_table(comments, about(comments, polarity), ["group"])
        assert set(table["test"]) == {expected}
    # with a thousand tests to stand out from, the same evenness is not enough
    cells = respondent_sums(np.array(even), np.repeat([0, 1], [60, 200]), np.arange(260), (2, 1))
    few, many = (welch_error(cells, cells.cells(), tests)[0, 0] for tests in (4, 1000))
    assert few < 0.1 < many


def test_groups_that_never_overlap_are_told_apart_though_neither_varies():
    comments = comments_of(["a"] * 40 + ["b"] * 40)
    opinions = about(comments, [0.6] * 40 + [-0.6] * 40)
    row = segment_table(comments, opinions, ["group"]).iloc[1]
    assert (row["difference"], row["test"]) == (pytest.approx(60), "permutation")
    assert row["p_value"] <= 0.001
    assert np.isnan(row["difference_low"])


def test_false_alarms_stay_below_five_tables_in_a_hundred_where_welch_alone_raises_more():
    rng = np.random.default_rng(2)
    alarms = {"auto": 0, "welch": 0}
    for _ in range(80):
        corpus = quiet_corpus(rng)
        for test in alarms:
            table = segment_table(*corpus, ["group"], minimum=20, test=test)
            alarms[test] += bool((table["p_adjusted"] < 0.05).any())
    assert alarms["auto"] <= 0.05 * 80
    assert alarms["welch"] > 0.10 * 80


def test_many_small_groups_against_a_large_rest_raise_no_more_alarms():
    rng = np.random.default_rng(8)
    comments = comments_of([f"branch {n}" for n in np.repeat(np.arange(10), 35)] + ["rest"] * 850)
    alarms = {"auto": 0, "welch": 0}
    for _ in range(40):
        angry = rng.random((3, 1200)) < 0.27  # Cochran's 25 G² is below 35
        opinions = pd.concat(
            about(comments, np.where(each, -0.6, 0.6).tolist(), f"d{number}")
            for number, each in enumerate(angry)
        )
        for test in alarms:
            table = segment_table(comments, opinions, ["group"], test=test)
            alarms[test] += bool((table["p_adjusted"] < 0.05).any())
    assert alarms["auto"] <= 0.05 * 40
    assert alarms["welch"] > 0.10 * 40


def test_a_planted_difference_is_found_and_its_interval_holds_it():
    rng = np.random.default_rng(3)
    held, found = 0, 0
    for _ in range(60):
        comments = comments_of(["a"] * 80 + ["b"] * 240)
        good = rng.random(320) < np.where(comments["group"] == "a", 0.55, 0.85)
        opinions = about(comments, np.where(good, 0.6, -0.6).tolist())
        row = segment_table(comments, opinions, ["group"]).set_index("driver").loc["room"].iloc[0]
        held += row["difference_low"] <= -0.3 * 60 <= row["difference_high"]
        found += row["p_adjusted"] < 0.05
    assert held >= 53  # 95 % of 60 is 57
    assert found >= 55


def test_benjamini_hochberg_runs_over_the_whole_table_and_unknown_choices_are_refused():
    comments, opinions = quiet_corpus(np.random.default_rng(4))
    table = segment_table(comments, opinions, ["group"], minimum=10, correction="bh")
    expected = benjamini_hochberg(table["p_value"])
    assert table["p_adjusted"].to_numpy() == pytest.approx(expected, nan_ok=True)
    with pytest.raises(VocError, match="bonferroni"):
        segment_table(comments, opinions, ["group"], correction="bonferroni")
    with pytest.raises(VocError, match="mann"):
        segment_table(comments, opinions, ["group"], test="mann")


def test_the_seed_settles_the_permutations_and_the_order_of_rows_does_not_matter():
    comments, opinions = quiet_corpus(np.random.default_rng(5))
    shuffled = comments.sample(frac=1, random_state=1), opinions.sample(frac=1, random_state=2)
    first = segment_table(comments, opinions, ["group"], minimum=10)
    again = segment_table(*shuffled, ["group"], minimum=10)
    other = segment_table(comments, opinions, ["group"], minimum=10, seed=1)
    pd.testing.assert_frame_equal(first, again, check_exact=True)
    assert (first["test"] == "permutation").any()
    assert not first["p_value"].equals(other["p_value"])


# --- weights -------------------------------------------------------------------------------------


def test_equal_weights_change_nothing():
    comments, opinions = quiet_corpus(np.random.default_rng(6))
    plain = segment_table(comments, opinions, ["group"])
    weighted = segment_table(comments.assign(w=3.0), opinions, ["group"], weights="w")
    pd.testing.assert_frame_equal(plain, weighted)


def test_a_weight_of_two_is_a_mean_over_two_and_a_weight_of_none_is_no_comment():
    comments = comments_of(["a"] * 3 + ["b"] * 2, score=[0.0, 50, 100, 20, 40])
    opinions = about(comments.head(2), [-0.6, 0.6])
    weights = pd.Series([2.0, 1, 1, 1, 0], index=comments["comment_id"])
    table = segment_table(comments, opinions, ["group"], weights=weights)
    table = table.set_index(["value", "driver"])
    assert table.loc[("a", "all"), "score"] == pytest.approx(150 / 4)
    assert table.loc[("a", "room"), "share"] == pytest.approx(3 / 4)
    assert table.loc[("a", "room"), "negative_share"] == pytest.approx(2 / 3)
    assert table.loc[("a", "room"), "mentions"] == 2
    assert table.loc[("b", "all"), "n"] == 1
    assert table.loc[("a", "all"), "difference"] == pytest.approx(150 / 4 - 20)


def test_uneven_weights_widen_the_interval_as_kish_says():
    rng = np.random.default_rng(7)
    n = 4000
    comments = comments_of(["a", "b"] * (n // 2), score=rng.normal(50, 10, n).tolist())
    heavy = pd.Series(rng.choice([0.5, 3.5], n), index=comments["comment_id"])
    plain, weighted = (
        segment_table(comments, NO_OPINIONS, ["group"], weights=w, test="welch").iloc[0]
        for w in (None, heavy)
    )
    effective = heavy.sum() ** 2 / (heavy**2).sum()
    for low, high in (("score_low", "score_high"), ("difference_low", "difference_high")):
        ratio = (weighted[high] - weighted[low]) / (plain[high] - plain[low])
        assert ratio == pytest.approx((n / effective) ** 0.5, rel=0.05)


def test_broken_weights_are_refused():
    comments = comments_of(["a", "b"])
    with pytest.raises(VocError, match="no column w"):
        segment_table(comments, NO_OPINIONS, ["group"], weights="w")
    with pytest.raises(VocError, match="-1"):
        segment_table(comments.assign(w=[-1, 1]), NO_OPINIONS, ["group"], weights="w")
    with pytest.raises(VocError, match="belongs to a comment"):
        segment_table(comments, NO_OPINIONS, ["group"], weights=pd.Series([1.0], index=["x"]))
    with pytest.raises(VocError, match="stands twice"):
        twice = pd.Series([1.0, 1], index=["c00000", "c00000"])
        segment_table(comments, NO_OPINIONS, ["group"], weights=twice)


# --- the edges -----------------------------------------------------------------------------------


def test_one_group_has_no_rest_and_small_groups_are_counted_in_a_note():
    comments = comments_of(["a"] * 40, score=[50.0, 100] * 20)
    table = segment_table(comments, about(comments, [0.3] * 40), ["group"])
    assert table["difference"].isna().all()
    assert table.attrs["notes"] == [("segment_of_one_group", {"segment": "group"})]
    comments = comments_of(["a"] * 40 + ["b"] * 40 + ["c"] * 5, score=[50.0, 100] * 40 + [0.0] * 5)
    table = segment_table(comments, NO_OPINIONS, ["group"])
    small = {"segment": "group", "groups": 1, "minimum": 30}
    assert table.attrs["notes"] == [("segment_groups_small", small)]
    assert table.loc[2, "difference"] == pytest.approx(-75)
    assert np.isnan(table.loc[2, "effect_size"])


def test_scores_that_are_all_the_same_or_almost_all_missing_give_no_test():
    comments = comments_of(["a", "b"] * 40, score=[75.0] * 80)
    row = segment_table(comments, NO_OPINIONS, ["group"]).iloc[0]
    assert (row["difference"], row["test"]) == (0, "")
    assert row[["p_value", "effect_size", "difference_low"]].isna().all()
    scarce = comments.assign(score=[75.0, 100, 0, 50] + [np.nan] * 76)
    row = segment_table(scarce, NO_OPINIONS, ["group"]).iloc[0]
    assert row["difference"] == pytest.approx(37.5 - 75)
    assert row["test"] == ""


def test_a_period_is_compared_with_the_others():
    comments = comments_of(["a"] * 120, score=[80.0, 100] * 40 + [20.0, 40] * 20)
    comments["time"] = pd.to_datetime(
        ["2024-01-10"] * 40 + ["2024-02-10"] * 40 + ["2024-03-10"] * 40
    )
    table = trend_table(comments, NO_OPINIONS, "month")
    assert table["difference"].tolist() == pytest.approx([90 - 60, 90 - 60, 30 - 90])
    assert (table["difference_low"] < table["difference"]).all()
    assert table["p_adjusted"].iloc[2] < 0.001
