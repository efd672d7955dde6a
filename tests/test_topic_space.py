"""The space in which sentence vectors are grouped, the sample, and the way from it to all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voc.threads import one_thread
from voc.topic.pass_on import PassOn
from voc.topic.sentences import E5
from voc.topic.space import draw_sample, topic_space

THEMES = {
    "停车": ["停车位", "地下车库", "收费", "出口堵", "导航", "挪车"],
    "早餐": ["早餐", "包子", "豆浆", "自助餐", "面包", "水果"],
    "客房": ["隔音", "空调", "热水", "枕头", "床单", "马桶"],
}
MOODS = {1.0: ["很好", "满意", "不错", "喜欢"], -1.0: ["太差", "失望", "糟糕", "生气"]}


def comments_of(n: int, seed: int = 0) -> tuple[list[list[str]], np.ndarray, np.ndarray]:
    """Words, theme and mood of comments; more of the words tell the mood than the theme."""
    random = np.random.default_rng(seed)
    theme = random.integers(0, 3, n)
    mood = random.choice([1.0, -1.0], n)
    things = list(THEMES.values())
    words = [
        [*random.choice(things[t], 2, replace=False), *random.choice(MOODS[m], 3)]
        for t, m in zip(theme, mood, strict=True)
    ]
    return [[str(word) for word in found] for found in words], theme, mood


class Meaning:
    """Stands in for a language model: words of a theme or a mood lie near each other."""

    def passage(self, texts: Sequence[str]) -> np.ndarray:
        random = np.random.default_rng(1)
        kinds = [*THEMES.values(), *MOODS.values()]
        centre = random.normal(size=(len(kinds), 384))
        place = {
            word: centre[kind] + 0.5 * random.normal(size=384)
            for kind, words in enumerate(kinds)
            for word in words
        }
        return np.array(
            [np.mean([place[word] for word in text.split()], axis=0) for text in texts],
            dtype=np.float32,
        )


def groups_of(vectors: np.ndarray, count: int) -> np.ndarray:
    from sklearn.cluster import KMeans

    with one_thread("sklearn.cluster"):
        return KMeans(count, n_init=5, random_state=0).fit_predict(vectors)


def agreement(first: np.ndarray, second: np.ndarray) -> float:
    from sklearn.metrics import normalized_mutual_info_score

    return float(normalized_mutual_info_score(first, second))


def test_groups_are_what_is_spoken_of_and_not_praise_and_complaint() -> None:
    words, theme, mood = comments_of(400)
    vectors = E5(model=Meaning()).encode([" ".join(found) for found in words])
    nothing = np.zeros((400, 1))
    assert agreement(groups_of(vectors, 2), mood) > 0.9  # as they are, the mood is strongest
    space = topic_space(vectors, mood, nothing)
    assert agreement(groups_of(space, 2), mood) < 0.1
    assert agreement(groups_of(space, 3), theme) > 0.9


def test_topics_of_a_sample_are_carried_to_all_comments() -> None:
    words, theme, mood = comments_of(3000)
    lsa, known = np.zeros((3000, 2)), np.full(3000, 5)
    rows = draw_sample(lsa, known, 300, seed=0)
    vectors = E5(model=Meaning()).encode([" ".join(words[row]) for row in rows])
    groups = groups_of(topic_space(vectors, mood[rows], lsa[rows], known[rows]), 3)
    labels, _ = PassOn().fit([words[row] for row in rows], groups).predict(words)
    assert agreement(labels, theme) > 0.95


def test_the_longer_the_comment_the_more_its_words_count() -> None:
    random = np.random.default_rng(0)
    sentences = np.repeat(random.normal(size=(20, 8)), 2, axis=0)
    lsa = np.tile(np.eye(2), (20, 1))  # the two of a pair differ by their words alone
    few, many = (topic_space(sentences, np.zeros(40), lsa, np.full(40, n)) for n in (1, 95))
    assert (few[::2] * few[1::2]).sum(axis=1).min() > (many[::2] * many[1::2]).sum(axis=1).max()
    assert np.allclose((many[::2] * many[1::2]).sum(axis=1), 1 / (1 + 0.95**2), atol=1e-5)


def test_an_unknown_sentiment_counts_as_the_mean() -> None:
    random = np.random.default_rng(0)
    sentences, lsa = random.normal(size=(30, 6)), random.normal(size=(30, 3))
    sentiment = np.where(np.arange(30) % 3, random.normal(size=30), np.nan)
    filled = np.where(np.isnan(sentiment), np.nanmean(sentiment), sentiment)
    assert np.allclose(topic_space(sentences, sentiment, lsa), topic_space(sentences, filled, lsa))
    silent = topic_space(sentences, np.full(30, np.nan), lsa)
    assert np.allclose(silent, topic_space(sentences, np.zeros(30), lsa))


def test_no_more_than_32_axes_of_meaning() -> None:
    random = np.random.default_rng(0)
    space = topic_space(random.normal(size=(200, 60)), random.normal(size=200), np.zeros((200, 4)))
    assert space.shape == (200, 36)
    assert space.dtype == np.float32
    assert np.allclose(np.linalg.norm(space, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("n", [1, 2, 200])
def test_comments_that_are_all_the_same_have_no_place(n: int) -> None:
    space = topic_space(np.full((n, 5), 0.3), np.full(n, -0.5), np.zeros((n, 2)), np.full(n, 3))
    assert not space.any()


@given(st.lists(st.integers(0, 12), min_size=1, max_size=60), st.integers(1, 70), st.integers(0, 9))
@settings(max_examples=60, deadline=None)
def test_a_sample_prefers_comments_that_say_something(
    known: list[int], size: int, seed: int
) -> None:
    lsa = np.random.default_rng(0).normal(size=(len(known), 4))
    rows = draw_sample(lsa, known, size, seed=seed)
    assert len(rows) == min(size, len(known))
    assert (np.diff(rows) > 0).all()
    said = np.minimum(known, 5)
    assert said[rows].min() >= np.delete(said, rows).max(initial=0)
    assert np.array_equal(rows, draw_sample(lsa, known, size, seed=seed))


def test_every_kind_is_in_the_sample_in_proportion() -> None:
    kind = np.random.default_rng(3).permutation(np.repeat([0, 1, 2], [700, 250, 50]))
    lsa = np.eye(3)[kind]
    rows = draw_sample(lsa, np.full(1000, 9), 100, seed=1)
    assert np.abs(np.bincount(kind[rows]) - [70, 25, 5]).max() <= 1
