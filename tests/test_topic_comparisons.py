"""Who speaks of which topic, and when: segments, periods, growth."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from topic_pairs import NO_OPINIONS, SETTINGS, numbered, said, topic_table

from voc.metric.adjust import holm
from voc.metric.differences import share_difference
from voc.metric.intervals import wilson
from voc.topic_statistics import topic_studies
from voc.topic_statistics.pairs import Pairs, topic_pairs
from voc.topic_statistics.periods import share_trends, topic_periods
from voc.topic_statistics.segments import topic_segments
from voc.topic_statistics.shares import Shares, against_rest, group_shares


def drawn(rng: np.random.Generator, shares: np.ndarray, owner: np.ndarray | None = None) -> Pairs:
    """Comments (rows) that mention topics (columns) with the given chances."""
    comment, topic = np.nonzero(rng.random(shares.shape) < shares)
    n = len(shares)
    return Pairs(
        counted=pd.DataFrame(index=range(n)),
        respondent=np.arange(n) if owner is None else owner,
        weight=np.ones(n),
        topics=list(range(shares.shape[1])),
        comment=comment,
        topic=topic,
        sentiment=np.zeros(len(comment)),
    )


# ---- segments ----


def test_group_that_speaks_more_of_a_topic_is_found_and_no_other() -> None:
    rng = np.random.default_rng(1)
    n = 900
    store = rng.choice(["徐汇店", "浦东店", "虹桥店"], n, p=[0.2, 0.4, 0.4])
    shares = np.tile([0.1, 0.05, 0.2, 0.08], (n, 1))
    shares[store == "徐汇店", 1] = 0.25  # the planted one
    pairs = drawn(rng, shares)
    pairs.counted["门店"] = store
    table = topic_segments(pairs, ["门店"])
    found = table[table["p_adjusted"] < 0.05]
    assert set(found["topic"]) == {1} and "徐汇店" in set(found["value"])
    row = table[(table["value"] == "徐汇店") & (table["topic"] == 1)].iloc[0]
    assert row["difference_low"] < 0.2 < row["difference_high"] and row["difference_low"] > 0.05


def test_figures_of_a_segment_by_hand() -> None:
    """徐汇店 12 of 40, the rest 9 of 80: Wilson, Newcombe, and Fisher's test."""
    comments = numbered(120, 门店=["徐汇店"] * 40 + ["浦东店"] * 80)
    ids = comments["comment_id"]
    mentions = pd.concat([said(ids[:12], 0), said(ids[40:49], 0)])
    row = topic_segments(topic_pairs(comments, mentions, [0]), ["门店"]).iloc[0]
    assert row["value"] == "徐汇店" and row["n"] == 12 and row["share"] == pytest.approx(0.3)
    assert (row["low"], row["high"]) == pytest.approx(wilson(12, 40))
    known = share_difference(12, 40, 9, 80)
    bounds = row[["difference", "difference_low", "difference_high"]].tolist()
    assert bounds == pytest.approx(list(known[:3]))
    # P(X ≥ 12) of a hypergeometric with 21 of 120 and 40 drawn, doubled
    from math import comb

    tail = sum(comb(21, x) * comb(99, 40 - x) for x in range(12, 22)) / comb(120, 40)
    assert row["p_value"] == pytest.approx(2 * tail)


def test_small_groups_and_rare_topics_are_shown_but_not_tested() -> None:
    comments = numbered(130, 门店=["甲"] * 20 + ["乙"] * 60 + ["丙"] * 50)
    ids = comments["comment_id"]
    mentions = pd.concat([said(ids[:20], 0), said(ids[20:29], 1)])
    table = topic_segments(topic_pairs(comments, mentions, [0, 1]), ["门店"])
    small = table[table["value"] == "甲"]
    assert small["share"].tolist() == [1, 0] and small["difference"].notna().all()
    assert small[["difference_low", "p_value"]].isna().all(axis=None)
    rare = table[(table["topic"] == 1) & (table["value"] != "甲")]  # 9 mentions in all
    assert rare["difference_low"].notna().all() and rare["p_value"].isna().all()


def test_someone_who_writes_five_times_is_no_five_witnesses() -> None:
    """40 respondents with 5 comments each, all or none of them on the topic."""
    group, one = np.zeros(200, dtype=np.int64), np.repeat(np.arange(40), 5)
    shares = np.repeat(np.arange(40) % 4 == 0, 5).astype(float)[:, None]
    rng = np.random.default_rng(0)
    apart = group_shares(drawn(rng, shares), group, 1)
    together = group_shares(drawn(rng, shares, one), group, 1)
    assert apart.share == together.share == 0.25
    assert apart.number.item() == pytest.approx(200) and together.number.item() == pytest.approx(40)


@pytest.mark.parametrize("comments_each", [1, 4])
def test_segments_without_a_difference_ring_in_at_most_one_table_of_twenty(
    comments_each: int,
) -> None:
    rng = np.random.default_rng(comments_each)
    people, topics, tables, alarms = 600 // comments_each, 20, 120, 0
    owner = np.repeat(np.arange(people), comments_each)
    base = 0.4 / np.arange(1, topics + 1)
    for _ in range(tables):
        habit = np.where(rng.random((people, topics)) < base, 0.6, 0.6 * base)[owner]
        group = rng.choice(4, people, p=[0.6, 0.25, 0.1, 0.05])[owner]
        shares = group_shares(drawn(rng, habit, owner), group, 4)
        p_values = against_rest(shares, minimum=10).p_value
        assert np.isfinite(p_values).sum() > topics
        alarms += bool((holm(p_values.ravel()) < 0.05).any())
    assert alarms <= 0.05 * tables


# ---- time ----


def monthly(rng: np.random.Generator, shares: np.ndarray, each: int) -> Pairs:
    """Comments of as many months as the shares have rows, `each` a month."""
    months = pd.date_range("2024-01-01", periods=len(shares), freq="MS").repeat(each)
    pairs = drawn(rng, np.repeat(shares, each, axis=0))
    pairs.counted["time"] = months
    return pairs


def test_emerging_needs_growth_and_volume() -> None:
    month = np.arange(8.0)[:, None]
    season = np.where(month % 4 < 2, 0.25, 0.05)
    shares = np.hstack(
        [
            0.01 + 0.02 * month,  # grows
            np.full((8, 1), 0.3),  # large and steady
            0.0012 * month,  # grows and stays below 1 %
            season,  # comes and goes
            0.2 - 0.02 * month,  # falls
        ]
    )
    found = topic_periods(monthly(np.random.default_rng(3), shares, 1500), "month")
    table = found.growth().set_index("topic")
    assert table["emerging"].tolist() == [True, False, False, False, False]
    assert table["volume"].tolist() == [True, True, False, True, True]
    assert table["growth"].tolist() == [True, False, True, False, False]
    assert table["slope_low"][0] < 0.02 < table["slope_high"][0]
    assert table["slope"][4] < 0 and table["p_adjusted"][4] < 0.05
    assert table["first"][0] == pytest.approx(0.02, abs=0.01)  # the first quarter: two months
    assert table["last"][0] == pytest.approx(0.14, abs=0.02)


def test_trend_of_a_topic_stands_in_the_table() -> None:
    month = np.arange(6.0)[:, None]
    shares = np.hstack([0.05 + 0.05 * month, 0.35 - 0.05 * month, np.full((6, 1), 0.2)])
    pairs = monthly(np.random.default_rng(4), shares, 300)
    comments = numbered(1800, time=pairs.counted["time"])
    mentions = pd.concat(
        [said(comments["comment_id"].iloc[pairs.comment[pairs.topic == k]], k) for k in range(3)]
    )
    table, studies = topic_studies(
        comments, NO_OPINIONS, mentions, topic_table(3), settings=SETTINGS
    )
    assert table["trend"].tolist() == [1, -1, 0]
    rows = studies["topic_trends"]
    assert len(rows) == 18 and rows["n"].sum() == len(pairs.comment)
    first = rows[(rows["topic"] == 2)].iloc[0]
    assert (first["low"], first["high"]) == pytest.approx(wilson(first["n"], 300))


@pytest.mark.parametrize("moves", [(0.0, 0.0), (0.3, 0.3), (0.1, 0.8)])
def test_topics_that_do_not_grow_are_called_growing_in_at_most_one_family_of_twenty(
    moves: tuple[float, float],
) -> None:
    """Levels steady, or up and down by 30 % from period to period, or a quarter by 80 %."""
    rng = np.random.default_rng(2)
    families = alarms = 0
    for periods, topics, each in [(4, 10, 100), (6, 40, 500), (12, 20, 100), (24, 10, 60)]:
        base = 0.4 / np.arange(1, topics + 1) ** 0.8
        number = np.rint(each * np.linspace(0.4, 1.6, periods))[:, None]  # comments grow, shares no
        for _ in range(80):
            scatter = np.where(np.arange(topics) % 4 == 0, moves[1], moves[0])
            level = base * np.exp(rng.normal(0, 1, (periods, topics)) * scatter)
            hits = rng.binomial(number.astype(int), np.minimum(level, 0.9))
            slope, *_, p_value = share_trends(np.arange(periods), plain_shares(hits, number))
            alarms += bool(((holm(p_value) < 0.05) & (slope > 0)).any())
            families += 1
    assert families == 320 and alarms <= 0.05 * families


def plain_shares(hits: np.ndarray, number: np.ndarray) -> Shares:
    """Shares of independent comments."""
    number = np.broadcast_to(number, hits.shape).astype(np.float64)
    people = number[:, :1].astype(np.int64)
    none = np.full(hits.shape, np.nan)
    return Shares(hits, hits / number, number, people, none, none, people)


def test_growth_that_a_line_through_few_periods_cannot_show_is_found() -> None:
    rng = np.random.default_rng(9)
    base = 0.4 / np.arange(1, 41) ** 0.8
    found = 0
    for _ in range(20):
        level = np.tile(base, (6, 1))
        level[:, 20] = np.linspace(0.03, 0.12, 6)
        slope, *_, p_value = share_trends(
            np.arange(6), plain_shares(rng.binomial(800, level), np.array([[800.0]]))
        )
        found += bool(holm(p_value)[20] < 0.05 and slope[20] > 0)
    assert found >= 18


def test_slope_is_exact_on_a_line_and_counts_missing_months() -> None:
    hits = np.array([[10], [20], [40]])[[0, 1, 1, 2]]
    hits[2] = 30
    slope, low, high, _ = share_trends(np.arange(4), plain_shares(hits, np.array([[100.0]])))
    assert slope[0] == pytest.approx(0.1) and low[0] < 0.1 < high[0]
    slope, *_ = share_trends(np.array([0, 2, 4, 6]), plain_shares(hits, np.array([[100.0]])))
    assert slope[0] == pytest.approx(0.05)
    months = pd.to_datetime(["2024-01-05", "2024-02-05", "2024-06-05", "2024-07-05"]).repeat(40)
    comments = numbered(160, time=months)
    pairs = topic_pairs(comments, said(comments["comment_id"][::3], 0), [0])
    assert topic_periods(pairs, "month").number.tolist() == [0, 1, 5, 6]


def test_fewer_than_four_periods_have_shares_but_no_growth() -> None:
    comments = numbered(90, time=pd.to_datetime(["2024-01-05", "2024-02-05", "2024-03-05"] * 30))
    mentions = said(comments["comment_id"][:45], 0)
    _, studies = topic_studies(comments, NO_OPINIONS, mentions, topic_table(1), settings=SETTINGS)
    assert len(studies["topic_trends"]) == 3 and "topic_growth" not in studies
