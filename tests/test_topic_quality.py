"""Figures of the quality of topics: worked by hand, against scikit-learn, at the edges."""

from __future__ import annotations

import re
from math import isnan, log

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import silhouette_samples

from voc.metric import wilson
from voc.report.words_topics import (
    QUALITY_DEFINITIONS,
    QUALITY_NAMES,
    QUALITY_SENTENCES,
    QUALITY_VERDICTS,
)
from voc.text.tokens import Tokenizer
from voc.topic.coherence import coherence, mean_coherence
from voc.topic.quality import (
    LINES,
    MEASURES,
    diversity,
    quality_table,
    silhouette,
    silhouettes,
    unassigned,
    verdict,
)
from voc.topic.stability import Stability

PARKING = ["停车", "车位", "收费"]
BREAKFAST = ["早餐", "包子", "豆浆"]
COMMENTS = [
    "停车要收费，车位也少",
    "车位太少，停车不便",
    "停车收费不合理",
    "早餐的包子好吃",
    "早餐有豆浆和包子",
    "豆浆是凉的",
    "早餐一般，停车方便",
    "前台很热情",
]


@pytest.fixture(scope="module")
def cut() -> list[list[str]]:
    return Tokenizer("rjieba").cut(COMMENTS).by_comment()


def test_coherence_worked_by_hand(cut: list[list[str]]) -> None:
    """停车 is in 4 of 8 comments, 车位 in 2, 收费 in 2; together in 2, 2, and 1 comments."""
    parking = [
        log((2 / 8) / (4 / 8 * 2 / 8)) / -log(2 / 8),  # 停车 车位
        log((2 / 8) / (4 / 8 * 2 / 8)) / -log(2 / 8),  # 停车 收费
        log((1 / 8) / (2 / 8 * 2 / 8)) / -log(1 / 8),  # 车位 收费
    ]
    assert coherence([PARKING], cut, prior=0)[0] == pytest.approx(sum(parking) / 3)
    shrunk = [
        log(2.5 / 1.5) / -log(2.5 / 8.5),
        log(2.5 / 1.5) / -log(2.5 / 8.5),
        log(1.5 / 1.0) / -log(1.5 / 8.5),
    ]
    assert coherence([PARKING], cut)[0] == pytest.approx(sum(shrunk) / 3)


def test_words_that_never_meet_have_minus_one_by_the_literature(cut: list[list[str]]) -> None:
    pairs = [["车位", "包子"], ["停车", "电梯"], ["电梯", "泳池"]]  # the last two in no comment
    assert coherence(pairs, cut, prior=0).tolist() == [-1, -1, -1]


def test_that_two_rare_words_do_not_meet_says_little() -> None:
    rare = [["停车"], ["早餐"], *([["前台"]] * 100)]
    frequent = [["停车"], ["早餐"]] * 50
    pair = [["停车", "早餐"]]
    assert coherence(pair, rare)[0] == pytest.approx(0, abs=0.01)
    assert coherence(pair, frequent)[0] < -0.7


def test_words_that_only_occur_together_are_wholly_coherent() -> None:
    comments = [["停车", "车位"], ["前台"], ["早餐"]]
    assert coherence([["停车", "车位"]], comments, prior=0)[0] == pytest.approx(1)


def test_words_that_are_in_every_comment_tell_nothing() -> None:
    assert coherence([["酒店", "房间"]], [["酒店", "房间"]] * 30, prior=0)[0] == 0
    assert coherence([["酒店", "房间"]], [["酒店", "房间"]] * 30)[0] == 0


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (["停车", "停车场", "车位"], [["停车", "车位"], ["停车场", "车位"]]),
        (["front desk", "desk", "slow"], [["front desk", "slow"], ["desk", "slow"]]),
    ],
)
def test_a_word_inside_another_makes_no_pair(words: list[str], same: list[list[str]]) -> None:
    comments = [
        ["停车", "停车场", "车位"],
        ["停车", "车位"],
        ["front desk", "desk", "slow"],
        ["desk"],
    ]
    assert coherence([words], comments)[0] == pytest.approx(coherence(same, comments).mean())


def test_english_words_contain_each_other_only_as_words() -> None:
    assert coherence([["car", "carpet"]], [["car", "carpet"], ["slow"]])[0] > 0


def test_only_the_first_words_count_and_repeated_ones_once(cut: list[list[str]]) -> None:
    long = [[*PARKING, "早餐", "包子"], ["停车", "停车", "车位", "收费"]]
    assert coherence(long, cut, top=3).tolist() == [coherence([PARKING], cut)[0]] * 2
    assert diversity(long, top=3) == 0.5


def test_words_of_one_topic_meet_more_than_those_of_different_ones(cut: list[list[str]]) -> None:
    found = mean_coherence([PARKING, BREAKFAST], cut * 10)
    assert found.low < found.value < found.high
    assert found.between < 0 < found.low
    assert found.value == pytest.approx(coherence([PARKING, BREAKFAST], cut * 10).mean())
    mixed = mean_coherence([["停车", "包子", "豆浆"], ["早餐", "车位", "收费"]], cut * 10)
    assert mixed.value < found.between + 0.3 < found.value


def test_a_word_of_two_topics_is_in_no_pair_between_them() -> None:
    """停车 is in both, so that only 车位 and 收费 are of different topics."""
    comments = [["停车", "车位"], ["停车", "收费"], ["停车", "车位", "收费"], [], []]
    found = mean_coherence([["停车", "车位"], ["停车", "收费"]], comments)
    assert found.between == pytest.approx(coherence([["车位", "收费"]], comments)[0])


def test_the_interval_of_coherence_holds_its_expectation_and_narrows() -> None:
    def drawn(n: int, seed: int) -> list[list[str]]:
        random = np.random.default_rng(seed)
        first = random.random(n) < 0.4
        second = random.random(n) < np.where(first, 0.6, 0.2)
        return [["停车"] * int(a) + ["车位"] * int(b) for a, b in zip(first, second, strict=True)]

    expected = log(0.24 / (0.4 * 0.36)) / -log(0.24)
    found = [mean_coherence([["停车", "车位"]], drawn(1000, seed), seed=seed) for seed in range(60)]
    assert 52 <= sum(one.low <= expected <= one.high for one in found) <= 60
    wide = np.mean([one.high - one.low for one in found])
    narrow = mean_coherence([["停车", "车位"]], drawn(16_000, 0))
    assert (narrow.high - narrow.low) / wide == pytest.approx(1 / 4, rel=0.5)


words = st.lists(st.sampled_from("停车 车位 早餐 包子 前台 停车场".split()), max_size=5)


@settings(max_examples=60, deadline=None)
@given(
    topics=st.lists(words, max_size=4),
    comments=st.lists(words, max_size=30),
    prior=st.sampled_from([0, 0.5, 3]),
)
def test_coherence_stays_within_its_bounds(
    topics: list[list[str]], comments: list[list[str]], prior: float
) -> None:
    each = coherence(topics, comments, prior=prior)
    assert each.shape == (len(topics),)
    assert ((np.abs(each) <= 1 + 1e-12) | np.isnan(each)).all()
    same = coherence(topics, [set(comment) for comment in comments][::-1], prior=prior)
    np.testing.assert_allclose(each, same)
    found = mean_coherence(topics, comments, prior=prior)
    assert isnan(found.low) or -1 <= found.low <= found.value <= found.high <= 1


def test_silhouette_is_that_of_scikit_learn_on_assigned_comments() -> None:
    random = np.random.default_rng(0)
    vectors = random.normal(size=(300, 6)).astype(np.float32)
    labels = random.integers(-1, 4, 300)
    kept = labels >= 0
    expected = silhouette_samples(vectors[kept].astype(float), labels[kept], metric="cosine")
    found = silhouettes(vectors, labels)
    np.testing.assert_allclose(found[kept], expected, atol=1e-9)
    assert np.isnan(found[~kept]).all()
    value, low, high = silhouette(vectors, labels)
    assert value == pytest.approx(expected.mean())
    assert low < value < high


def test_more_comments_than_a_chunk_give_the_same_silhouettes() -> None:
    """A hundred copies of each comment: only its copies, at no distance, join its topic."""
    vectors = np.random.default_rng(0).normal(size=(300, 4))
    labels = np.arange(300) % 3
    found = silhouettes(np.tile(vectors, (100, 1)), np.tile(labels, 100))
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    distance = np.array([(1 - unit @ unit[labels == topic].T).sum(axis=1) for topic in range(3)]).T
    own = distance[np.arange(300), labels] * 100 / (100 * 100 - 1)
    next_one = np.where(np.arange(3) == labels[:, None], np.inf, distance / 100).min(axis=1)
    expected = (next_one - own) / np.maximum(own, next_one)
    np.testing.assert_allclose(found, np.tile(expected, 100), atol=1e-9)


def test_the_only_comment_of_a_topic_has_silhouette_zero() -> None:
    vectors = np.array([[1.0, 0], [1, 0.1], [0, 1]])
    assert silhouettes(vectors, np.array([0, 0, 1]))[2] == 0


def table(**changes: object) -> pd.DataFrame:
    comments = Tokenizer("rjieba").cut(COMMENTS[:6]).by_comment()
    vectors = np.tile([[1, 0.1]] * 3 + [[0.1, 1]] * 3, (10, 1))
    arguments: dict[str, object] = {
        "words_of_topics": [PARKING, BREAKFAST],
        "documents": comments * 10 + [["前台"]] * 10,
        "labels": np.array([0, 0, 0, 1, 1, 1] * 10 + [-1] * 10),
        "vectors": np.vstack([vectors, np.zeros((10, 2))]),
    }
    return quality_table(**(arguments | changes))  # type: ignore[arg-type]


def test_the_table_has_a_row_a_measure_with_bounds_and_verdict() -> None:
    repeated = Stability(0.72, 0.66, 0.78, 0.75, (0.66, 0.72, 0.78))
    found = table(stability=repeated)
    assert found.columns.tolist() == ["measure", "value", "low", "high", "verdict"]
    assert found["measure"].tolist() == list(MEASURES)
    rows = found.set_index("measure")
    assert rows["verdict"].tolist() == ["good", "good", "fair", "good", "good"]
    assert rows.loc["stability", ["value", "low", "high"]].tolist() == [0.72, 0.66, 0.78]
    share = rows.loc["unassigned", ["value", "low", "high"]].tolist()
    assert share == pytest.approx([1 / 7, *wilson(10, 70)])
    bounded = rows.drop(index="diversity")
    assert (bounded["low"] <= bounded["value"]).all()
    assert (bounded["value"] <= bounded["high"]).all()
    assert rows.loc["diversity", ["low", "high"]].isna().all()


def test_words_dealt_out_anew_are_not_coherent() -> None:
    mixed = [["停车", "包子", "豆浆"], ["早餐", "车位", "收费"]]
    assert table(words_of_topics=mixed).set_index("measure").loc["coherence", "verdict"] == "weak"


def test_the_same_comments_give_the_same_table() -> None:
    pd.testing.assert_frame_equal(table(seed=1), table(seed=1))


NO_ONE = np.zeros(0, dtype=np.int64)


@pytest.mark.parametrize(
    ("words", "comments", "labels", "known"),
    [
        ([], [], NO_ONE, {}),
        ([], [["停车"]] * 30, np.full(30, -1), {"unassigned": 1.0}),
        ([[], []], [["停车"]] * 30, np.arange(30) % 2, {"unassigned": 0.0, "silhouette": 0.0}),
        (
            [["停车", "车位"]],
            [["停车", "车位"]] * 30,
            np.zeros(30, dtype=np.int64),
            {"coherence": 0.0, "diversity": 1.0, "unassigned": 0.0},
        ),
        (
            [["停车", "车位"], ["早餐", "包子"]],
            [["停车", "车位"]] * 30,
            np.arange(30) % 2,
            {"coherence": 0.0, "diversity": 1.0, "unassigned": 0.0, "silhouette": 0.0},
        ),
        (
            [["停车", "电梯"], ["泳池", "健身房"]],
            [["停车"], []] * 15,
            np.full(30, -1),
            {"coherence": 0.0, "diversity": 1.0, "unassigned": 1.0},
        ),
    ],
    ids=["nothing", "no topic", "no words", "one topic", "identical comments", "unknown words"],
)
def test_where_there_is_little_to_measure_figures_are_sensible_or_missing(
    words: list[list[str]], comments: list[list[str]], labels: np.ndarray, known: dict[str, float]
) -> None:
    rows = quality_table(words, comments, labels, np.ones((len(labels), 3))).set_index("measure")
    assert rows["value"].dropna().to_dict() == known
    assert (rows["verdict"][rows["value"].isna()] == "").all()
    assert "good" not in rows.loc[["coherence", "silhouette"], "verdict"].tolist()


def test_without_vectors_there_is_no_silhouette() -> None:
    row = table(vectors=None).set_index("measure").loc["silhouette"]
    assert isnan(row["value"])
    assert row["verdict"] == ""


@pytest.mark.parametrize("measure", MEASURES)
def test_a_verdict_gets_no_better_as_the_figure_gets_worse(measure: str) -> None:
    fair, good = LINES[measure]
    step = (good - fair) / 10
    order = [verdict(measure, value) for value in (good, good - step, fair, fair - step)]
    assert order == ["good", "fair", "fair", "weak"]
    assert verdict(measure, float("nan")) == ""


def test_shares_are_bounded_by_wilson() -> None:
    assert unassigned(np.array([-1, 0, 1, 2])) == (0.25, *wilson(1, 4))
    assert np.isnan(unassigned(NO_ONE)).all()


def test_diversity_counts_words_as_they_are_written() -> None:
    assert diversity([["停车", "车位"], ["停车场", "车位"]]) == 0.75
    assert isnan(diversity([]))


def test_every_measure_and_verdict_has_its_words_in_both_languages() -> None:
    verdicts = ("good", "fair", "weak", "")
    assert tuple(QUALITY_NAMES) == tuple(QUALITY_DEFINITIONS) == MEASURES
    assert tuple(QUALITY_VERDICTS) == verdicts
    assert set(QUALITY_SENTENCES) == {(one, two) for one in MEASURES for two in verdicts}
    texts = [*QUALITY_NAMES.values(), *QUALITY_DEFINITIONS.values(), *QUALITY_SENTENCES.values()]
    for chinese, english in texts:
        assert re.search(r"[\u4e00-\u9fff]", chinese)
        assert english
        assert not re.search(r"[\u4e00-\u9fff]", english)


@pytest.mark.parametrize("measure", MEASURES)
def test_the_lines_are_told_to_the_reader(measure: str) -> None:
    for text in QUALITY_DEFINITIONS[measure]:
        assert all(f"{line:.2f}" in text for line in LINES[measure])
