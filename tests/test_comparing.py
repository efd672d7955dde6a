"""Two waves: what changed is found, what did not is not, and respondents are the unit."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import voc
from voc.comparing import CHANGES, Wave, compare_waves, wave_of


def wave(respondents: int, *counts: int, sentiment: float = 0.0) -> Wave:
    """The first `counts[k]` respondents mention topic k."""
    rows = [(f"r{i}", topic, sentiment) for topic, n in enumerate(counts) for i in range(n)]
    table = pd.DataFrame(rows, columns=["respondent_id", "topic", "sentiment"])
    return Wave(table, respondents)


def drawn(rng: np.random.Generator, people: int, shares: np.ndarray) -> Wave:
    owner, topic = np.nonzero(rng.random((people, len(shares))) < shares)
    sentiment = np.clip(rng.normal(0.1, 0.5, len(owner)), -1, 1)
    table = pd.DataFrame({"respondent_id": owner, "topic": topic, "sentiment": sentiment})
    return Wave(table, people)


def test_difference_and_interval_are_newcombes() -> None:
    """His example: 56 of 70 against 48 of 80 is 0.2, 0.0524 to 0.3339."""
    row = compare_waves(wave(80, 48), wave(70, 56)).iloc[0]
    assert (row["n_earlier"], row["n_later"]) == (48, 56)
    assert (row["share_earlier"], row["share_later"]) == (0.6, 0.8)
    bounds = row[["difference", "difference_low", "difference_high"]].astype(float).round(4)
    assert bounds.tolist() == [0.2, 0.0524, 0.3339]
    # Wilson 1927, as in Newcombe: 48 of 80
    assert row["share_earlier_low"] == pytest.approx(0.4905, abs=1e-4)
    assert row["share_earlier_high"] == pytest.approx(0.7004, abs=1e-4)


def test_test_of_equal_waves_is_fishers() -> None:
    from scipy.stats import fisher_exact

    row = compare_waves(wave(60, 9), wave(60, 21)).iloc[0]
    assert row["p_value"] == pytest.approx(fisher_exact([[9, 51], [21, 39]])[1])


def test_every_change_has_its_name() -> None:
    #                      grew  shrank  appeared  vanished  unchanged  untested
    earlier = wave(400, *(20, 90, 0, 30, 50, 2))
    later = wave(500, *(90, 40, 40, 0, 60, 3))
    table = compare_waves(earlier, later)
    assert table["change"].tolist() == list(CHANGES)
    assert table["p_adjusted"].isna().tolist() == [False] * 5 + [True]


def test_absence_that_may_be_chance_is_no_appearance() -> None:
    table = compare_waves(wave(100, 0, 40), wave(600, 12, 240))
    assert table["n_earlier"].tolist() == [0, 40]
    assert table["change"].tolist() == ["unchanged", "unchanged"]


def test_many_topics_ask_for_more_than_one_alone() -> None:
    alone = compare_waves(wave(200, 20), wave(200, 36))
    assert alone["change"].tolist() == ["grew"]
    others = [30] * 20
    among = compare_waves(wave(200, 20, *others), wave(200, 36, *others))
    assert among["p_value"][0] == alone["p_value"][0]
    assert among["change"].tolist() == ["unchanged"] * 21
    assert compare_waves(wave(200, 20), wave(29, 29))["change"].tolist() == ["untested"]


def test_someone_who_says_it_ten_times_is_one_respondent() -> None:
    plain = wave(100, 40, sentiment=-0.5)
    loud = plain.mentions[plain.mentions["respondent_id"] == "r0"].assign(sentiment=0.5)
    often = Wave(pd.concat([plain.mentions, *[loud] * 10]), 100)
    first, second = (compare_waves(each, wave(100, 45)).iloc[0] for each in (plain, often))
    assert first["n_earlier"] == second["n_earlier"] == 40
    assert first["p_value"] == second["p_value"]
    # r0 says −0.5 once and 0.5 ten times: a mean of 0.409 among 40
    moved = (4.5 / 11 + 0.5) / 40
    assert second["sentiment_earlier"] == pytest.approx(-0.5 + moved)


def test_change_of_sentiment_is_apart_from_the_share() -> None:
    noise = np.random.default_rng(1).normal(0, 0.3, 240)

    def said(level: float) -> Wave:
        found = wave(300, 120, 120)
        middle = np.where(found.mentions["topic"] == 0, level, 0.2)
        return Wave(found.mentions.assign(sentiment=np.clip(middle + noise, -1, 1)), 300)

    table = compare_waves(said(0.3), said(-0.1))
    assert table["change"].tolist() == ["unchanged", "unchanged"]
    row = table.iloc[0]
    assert row["sentiment_difference_low"] < -0.4 < row["sentiment_difference_high"] < -0.2
    assert row["sentiment_difference"] == pytest.approx(
        row["sentiment_later"] - row["sentiment_earlier"]
    )
    assert row["sentiment_p_adjusted"] < 0.001 and table["sentiment_p_adjusted"][1] > 0.9


def test_sentiment_of_a_topic_few_speak_of_is_shown_but_not_tested() -> None:
    row = compare_waves(wave(100, 40, sentiment=-0.5), wave(100, 29, sentiment=0.5)).iloc[0]
    assert (row["sentiment_earlier"], row["sentiment_later"]) == (-0.5, 0.5)
    assert np.isnan(row["sentiment_p_value"]) and np.isnan(row["sentiment_difference_low"])


counts = st.lists(st.integers(0, 40), min_size=3, max_size=3)


@settings(max_examples=25)
@given(counts, counts, st.integers(40, 90))
def test_waves_turned_round_turn_every_figure_round(
    first: list[int], second: list[int], people: int
) -> None:
    waves = wave(people, *first, sentiment=-0.3), wave(60, *second, sentiment=0.4)
    forth = compare_waves(*waves, topics=[0, 1, 2])
    back = compare_waves(*reversed(waves), topics=[0, 1, 2])
    np.testing.assert_allclose(forth["difference"], -back["difference"])
    np.testing.assert_allclose(forth["difference_low"], -back["difference_high"])
    np.testing.assert_allclose(forth["p_adjusted"], back["p_adjusted"])
    np.testing.assert_allclose(forth["sentiment_difference"], -back["sentiment_difference"])
    turned = {"grew": "shrank", "appeared": "vanished"}
    turned |= {after: before for before, after in turned.items()}
    assert forth["change"].tolist() == [turned.get(c, c) for c in back["change"]]


def test_a_wave_against_itself_changes_nothing() -> None:
    same = drawn(np.random.default_rng(2), 300, np.linspace(0.02, 0.4, 12))
    table = compare_waves(same, same)
    assert set(table["change"]) == {"unchanged"} and (table["difference"] == 0).all()
    assert (table["sentiment_difference"].abs() < 1e-12).all()


def test_waves_without_a_change_ring_in_at_most_one_comparison_of_twenty() -> None:
    rng = np.random.default_rng(3)
    shares = 0.4 / np.arange(1, 21)
    alarms = np.zeros(2)
    for _ in range(100):
        table = compare_waves(drawn(rng, 400, shares), drawn(rng, 150, shares))
        alarms += [
            bool((table["p_adjusted"] < 0.05).any()),
            bool((table["sentiment_p_adjusted"] < 0.05).any()),
        ]
    shares_changed, sentiments_changed = alarms
    assert shares_changed <= 5  # exact tests stay below 5 %
    assert sentiments_changed <= 9  # 5 % and two standard errors


def test_equal_weights_are_no_weights() -> None:
    earlier, later = wave(90, 30, 5, sentiment=0.2), wave(80, 40, 10, sentiment=-0.2)
    ids = [f"r{i}" for i in range(90)]
    weights = pd.Series(3.0, index=ids)
    weighted = Wave(earlier.mentions, weights), Wave(later.mentions, weights[:80])
    pd.testing.assert_frame_equal(compare_waves(earlier, later), compare_waves(*weighted))


def test_unequal_weights_move_the_share_and_widen_the_interval() -> None:
    weights = pd.Series([4.0] * 20 + [1.0] * 80, index=[f"r{i}" for i in range(100)])
    weighted = compare_waves(Wave(wave(100, 20).mentions, weights), wave(100, 20)).iloc[0]
    plain = compare_waves(wave(100, 20), wave(100, 20)).iloc[0]
    assert weighted["share_earlier"] == pytest.approx(80 / 160)
    assert weighted["n_earlier"] == 20
    kish = 160**2 / (20 * 16 + 80)
    low, high = weighted["share_earlier_low"], weighted["share_earlier_high"]
    assert high - low == pytest.approx(2 * 1.96 * np.sqrt(0.25 / (kish + 1.96**2)), rel=1e-3)
    assert high - low > plain["share_earlier_high"] - plain["share_earlier_low"]


def test_wave_of_a_run_counts_respondents_of_counted_comments() -> None:
    comments = pd.DataFrame(
        {
            "comment_id": ["c1", "c2", "c3", "c4", "c5", "c6"],
            "respondent_id": ["r1", "r1", "r2", None, None, "r9"],
            "duplicate_of": [None, None, None, None, None, "c3"],
            "boilerplate": False,
        }
    )
    mentions = pd.DataFrame(
        {
            "comment_id": ["c1", "c2", "c2", "c4", "c6"],
            "topic": [0, 0, 1, 0, 0],
            "sentiment": [0.4, 0.2, -0.5, 0.0, 1.0],
        }
    )
    found = wave_of(comments, mentions)
    assert found.respondents == 4  # r1, r2, and two without a name
    row = compare_waves(found, found, minimum=2).iloc[0]
    assert row["n_earlier"] == 2 and row["sentiment_earlier"] == pytest.approx((0.3 + 0.0) / 2)


def test_wave_of_a_weighted_run_takes_the_mean_weight_of_a_respondent() -> None:
    comments = pd.DataFrame(
        {
            "comment_id": ["c1", "c2", "c3"],
            "respondent_id": ["r1", "r1", "r2"],
            "weight": [1.0, 3.0, 2.0],
        }
    )
    mentions = pd.DataFrame({"comment_id": ["c1"], "topic": [0], "sentiment": [0.5]})
    found = wave_of(comments, mentions)
    assert found.respondents.to_dict() == {"r1": 2.0, "r2": 2.0}
    assert compare_waves(found, found)["share_later"].tolist() == [0.5]


def test_empty_waves_are_compared_without_a_crash() -> None:
    assert compare_waves(wave(0), wave(0)).empty
    table = compare_waves(wave(0), wave(40, 20), topics=[0, 7])
    assert table["change"].tolist() == ["untested", "untested"]
    assert table["share_earlier"].isna().all() and table["share_later"].tolist() == [0.5, 0.0]
    silent = wave(50, 30, sentiment=np.nan)
    assert compare_waves(silent, silent)["sentiment_later"].isna().all()


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(voc.VocError, match="names 5 respondents, and there are 4"):
        compare_waves(wave(4, 5), wave(40, 5))
    with pytest.raises(voc.VocError, match="respondent r1 has no weight"):
        compare_waves(Wave(wave(2, 2).mentions, pd.Series({"r0": 1.0})), wave(40, 5))
    with pytest.raises(voc.VocError, match="outside −1…1"):
        compare_waves(wave(40, 5), wave(40, 5, sentiment=2.0))
    with pytest.raises(voc.VocError, match="no column sentiment"):
        compare_waves(Wave(wave(4, 2).mentions.drop(columns="sentiment"), 4), wave(4, 2))
    with pytest.raises(voc.VocError, match="Unknown correction"):
        compare_waves(wave(4, 2), wave(4, 2), correction="none")
