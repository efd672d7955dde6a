"""Topics of a few comments, carried to all others by their words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voc.topic.pass_on import PassOn

FRUIT = [["苹果", "很", "甜"], ["苹果", "脆", "甜"], ["水果", "新鲜", "甜"], ["苹果", "新鲜"]]
PHONE = [["屏幕", "很", "卡"], ["屏幕", "清晰"], ["手机", "卡"], ["手机", "屏幕", "很", "清晰"]]
BOOK = [["书", "很", "好看"], ["书", "内容", "好看"], ["内容", "精彩"], ["书", "精彩"]]


def test_words_decide_which_topic_a_comment_gets() -> None:
    model = PassOn().fit(FRUIT + PHONE + BOOK, [4] * 4 + [7] * 4 + [9] * 4)
    labels, probability = model.predict([["很", "甜"], ["有点", "卡"], ["内容", "好看"], ["手机"]])
    assert labels.tolist() == [4, 7, 9, 7]
    assert (probability > 1 / 3).all()
    assert (probability <= 1).all()


def test_it_decides_as_the_complement_naive_bayes_of_scikit_learn() -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.naive_bayes import ComplementNB

    random = np.random.default_rng(0)
    topic = random.integers(0, 4, 300)
    words = [f"词{word}" for word in range(40)]
    comments = [[str(words[i]) for i in (10 * t + random.integers(0, 18, 6)) % 40] for t in topic]
    train, rest = comments[:200], comments[200:]
    weights = TfidfVectorizer(analyzer=lambda found: found, sublinear_tf=True).fit(train)
    peer = ComplementNB().fit(weights.transform(train), topic[:200])
    model = PassOn().fit(train, topic[:200])
    assert np.array_equal(model.predict(rest)[0], peer.predict(weights.transform(rest)))
    certainty = model.scale_ * peer.predict_joint_log_proba(weights.transform(rest))
    certainty = np.exp(certainty - certainty.max(axis=1, keepdims=True))
    assert np.allclose(
        model.shares(rest), certainty / certainty.sum(axis=1, keepdims=True), atol=1e-5
    )


def test_the_probability_is_the_share_that_is_right() -> None:
    random = np.random.default_rng(1)
    topic = random.integers(0, 3, 3000)
    words = [f"词{word}" for word in range(30)]
    # Seven words in ten are of any topic, and long comments repeat themselves.
    comments = [
        [words[10 * t + random.integers(0, 10)] for _ in range(2)] * int(random.integers(1, 4))
        + [words[random.integers(0, 30)] for _ in range(5)]
        for t in topic
    ]
    model = PassOn().fit(comments[:1500], topic[:1500])
    labels, probability = model.predict(comments[1500:])
    right = labels == topic[1500:]
    assert 0.6 < right.mean() < 0.95
    sure = probability > np.median(probability)
    assert abs(probability[sure].mean() - right[sure].mean()) < 0.05
    assert abs(probability[~sure].mean() - right[~sure].mean()) < 0.05


def test_a_comment_without_a_known_word_gets_no_topic() -> None:
    model = PassOn().fit(FRUIT + PHONE, [0] * 4 + [1] * 4)
    labels, probability = model.predict([["物流", "快"], [], ["苹果"]])
    assert labels.tolist() == [-1, -1, 0]
    assert probability[:2].tolist() == [0, 0]


def test_comments_without_a_topic_teach_nothing() -> None:
    with_others = PassOn().fit(FRUIT + BOOK + PHONE, [0] * 4 + [-1] * 4 + [1] * 4)
    without = PassOn().fit(FRUIT + PHONE, [0] * 4 + [1] * 4)
    asked = FRUIT + PHONE + BOOK
    assert with_others.topics_.tolist() == [0, 1]
    assert np.array_equal(with_others.shares(asked), without.shares(asked))


def test_upper_and_lower_case_are_one_word() -> None:
    comments = [["WiFi", "断"], ["wifi", "慢"], ["早餐", "凉"], ["早餐", "少"]]
    model = PassOn().fit(comments, [0, 0, 1, 1])
    assert model.predict([["WIFI"]])[0].tolist() == [0]


def test_one_topic_is_certain_and_none_is_none() -> None:
    labels, probability = PassOn().fit(FRUIT, [3] * 4).predict([["苹果"], ["物流"]])
    assert labels.tolist() == [3, -1]
    assert probability.tolist() == [1, 0]
    for model in (PassOn().fit(FRUIT, [-1] * 4), PassOn().fit([], [])):
        labels, probability = model.predict(FRUIT[:2])
        assert labels.tolist() == [-1, -1]
        assert probability.tolist() == [0, 0]
    assert PassOn().fit([[], []], [0, 1]).predict([["苹果"], []])[0].tolist() == [-1, -1]


@pytest.mark.parametrize("seed", [0, 5])
def test_the_same_comments_and_seed_give_the_same_probabilities(seed: int) -> None:
    comments, labels = (FRUIT + PHONE + BOOK) * 3, np.repeat([0, 1, 2] * 3, 4)
    first, second = (PassOn(seed=seed).fit(comments, labels).shares(comments) for _ in range(2))
    assert np.array_equal(first, second)


words = st.lists(st.sampled_from(["好", "苹果", "屏幕", "WiFi", "", "😀", "a b"]), max_size=4)


@given(st.lists(st.tuples(words, st.integers(-1, 3)), max_size=12), st.lists(words, max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_comments_give_known_topics_and_chances(
    given_: list[tuple[list[str], int]], asked: list[list[str]]
) -> None:
    model = PassOn().fit([found for found, _ in given_], [label for _, label in given_])
    labels, probability = model.predict(asked)
    assert len(labels) == len(probability) == len(asked)
    assert set(labels.tolist()) <= {label for _, label in given_} | {-1}
    assert ((probability >= 0) & (probability <= 1)).all()
    assert ((probability == 0) == (labels == -1)).all()
    shares = model.shares(asked)
    assert np.allclose(shares.sum(axis=1), labels != -1, atol=1e-6)
