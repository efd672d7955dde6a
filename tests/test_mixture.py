"""The mixture of topics: what it learns, how sure it is, twins, anchors, clauses, how many."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from voc.text.tokens import Tokenizer
from voc.topic.clauses import mentions
from voc.topic.count import candidates_for, steady_count
from voc.topic.embed import LsaEmbedding
from voc.topic.layout import likeness, topic_hierarchy, topic_map
from voc.topic.mixture import Mixture, fit_mixture
from voc.topic.model import Anchor, TopicModel
from voc.topic.settle import settle

THEMES = [
    "停车场太小 找不到车位 停车要等半小时 车位被占了 停车费还贵 地下车库难进 没地方停车 车库全满",
    "早餐的油条好吃 早餐品种多 豆浆好喝 豆浆油条都有 早餐的粥很香 包子热乎 现煎鸡蛋 粥和包子管够",
    "隔壁说话都听得见 半夜隔壁吵 隔音太差 楼上脚步声响 吵得睡不着 隔音不行 走廊吵到半夜 窗外施工声",
    "办理入住排队很久 入住手续慢 前台就一个人 排队等了一小时 前台办理很慢 押金要排队 退房排长队",
]


def corpus(copies: int = 60) -> tuple[list[str], np.ndarray]:
    """Comments of four themes, each three remarks drawn at random."""
    rng = np.random.default_rng(0)
    theme = np.repeat(np.arange(len(THEMES)), copies)
    remarks = [line.split() for line in THEMES]
    texts = ["，".join(rng.choice(remarks[number], 3, replace=False)) for number in theme]
    return texts, theme


def cut(texts: list[str]) -> list[list[str]]:
    return Tokenizer("rjieba").cut(texts).by_comment()


def counts_of(rows: list[list[int]]) -> csr_matrix:
    return csr_matrix(np.array(rows, dtype=np.float32))


def test_words_of_a_group_make_its_topic_by_hand() -> None:
    counts = counts_of([[1, 1, 0], [1, 0, 0], [0, 0, 1]])
    mixture = fit_mixture(counts, np.array([0, 0, 1]), rounds=0)
    words = np.exp(mixture.log_words)
    # (½ + 2, ½ + 1, ½) / 4½ and (½, ½, 1½) / 2½
    assert words[0] == pytest.approx([2.5 / 4.5, 1.5 / 4.5, 0.5 / 4.5])
    assert words[1] == pytest.approx([0.2, 0.2, 0.6])
    assert np.exp(mixture.log_sizes) == pytest.approx([3 / 5, 2 / 5])


def test_strength_is_the_posterior_with_words_counted_by_their_root() -> None:
    words = np.log(np.array([[0.8, 0.2], [0.2, 0.8]], dtype=np.float32))
    mixture = Mixture(words, np.log(np.array([0.5, 0.5], dtype=np.float32)))
    one, two = mixture.shares(counts_of([[1, 0], [1, 1]]))
    assert one == pytest.approx([0.8, 0.2])
    assert two == pytest.approx([0.5, 0.5])
    longer = Mixture(np.log(np.array([[0.4, 0.4, 0.2], [0.1, 0.1, 0.8]], np.float32)), words[0] * 0)
    strength = longer.shares(counts_of([[1, 1, 0]]))[0, 0]
    assert strength == pytest.approx(4**2**0.5 / (4**2**0.5 + 1), abs=1e-5)


def test_comments_without_known_words_are_unassigned() -> None:
    counts = counts_of([[1, 0], [0, 1], [0, 0]])
    mixture = fit_mixture(counts, np.array([0, 1, -1]))
    topic, strength = mixture.assign(counts)
    assert topic.tolist() == [0, 1, -1]
    assert strength[2] == 0


def test_comments_that_had_no_group_find_theirs() -> None:
    counts = counts_of([[1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 0, 0], [0, 0, 0, 1]] * 5)
    start = np.array([0, 1, -1, -1] * 5)
    assert fit_mixture(counts, start).assign(counts)[0].tolist() == [0, 1, 0, 1] * 5


def test_twins_become_one_topic() -> None:
    rng = np.random.default_rng(0)
    parking = rng.random((60, 6)) < [0.6, 0.6, 0.6, 0, 0, 0]
    breakfast = rng.random((60, 6)) < [0, 0, 0, 0.6, 0.6, 0.6]
    counts = csr_matrix(np.vstack([parking, breakfast]).astype(np.float32))
    start = np.array([0, 1] * 30 + [2] * 60)  # parking was split at random
    settled = settle(counts, start, np.zeros((0, 6), np.float32), 5, 30)
    assert len(settled.origin) == 2


def test_small_topics_are_let_go_and_their_comments_go_elsewhere() -> None:
    parking, breakfast, both = [1, 1, 1, 0, 0, 0, 0], [0, 0, 0, 1, 1, 1, 0], [0, 0, 0, 1, 0, 1, 1]
    counts = counts_of([parking] * 30 + [breakfast] * 30 + [both] * 3)
    start = np.array([0] * 30 + [1] * 30 + [2] * 3)
    settled = settle(counts, start, np.zeros((0, 7), np.float32), 10, 30)
    topic, _ = settled.mixture.assign(counts)
    assert len(settled.origin) == 2
    assert set(topic[-3:]) == {topic[30]}


def test_no_more_topics_than_asked_for() -> None:
    texts, _ = corpus()
    model = TopicModel(count=3).fit(cut(texts))
    assert len(model.topics_) == 3


def test_planted_themes_are_found_whole() -> None:
    texts, theme = corpus()
    model = TopicModel().fit(cut(texts))
    topic, _ = model.transform(cut(texts))
    pairs = pd.DataFrame({"theme": theme, "topic": topic}).drop_duplicates()
    assert pairs["topic"].is_unique  # no topic holds comments of two themes
    assert (topic >= 0).all()


def test_a_known_topic_gathers_its_comments_and_keeps_its_name() -> None:
    texts, theme = corpus()
    anchor = Anchor("停车难", {"停车": 20.0, "车位": 20.0}, id=7)
    model = TopicModel(count=4).fit(cut(texts), anchors=[anchor])
    known = {topic.id: row for row, topic in enumerate(model.topics_)}
    assert model.topics_[known[7]].label == "停车难"
    assert model.topics_[known[7]].pinned
    topic, _ = model.transform(cut(texts))
    said = np.array(["停车" in text or "车位" in text for text in texts])
    assert (topic[said] == known[7]).mean() > 0.9
    assert not (topic[theme != 0] == known[7]).any()
    assert all(number > 7 for number in known if number != 7)


def test_a_known_topic_that_nobody_mentions_stays_empty() -> None:
    texts, _ = corpus()
    model = TopicModel().fit(cut(texts), anchors=[Anchor("宠物", {"宠物": 20.0, "猫": 20.0})])
    topic, _ = model.transform(cut(texts))
    row = [topic.label for topic in model.topics_].index("宠物")
    assert not (topic == row).any()


def test_a_comment_that_speaks_of_two_things_has_two_topics() -> None:
    texts, theme = corpus()
    words = cut(texts)
    model = TopicModel(count=4).fit(words)
    topic, _ = model.transform(words)
    parking, breakfast = (np.bincount(topic[theme == number]).argmax() for number in (0, 1))
    text = "停车难，车位都找不到。不过早餐的豆浆油条不错"
    main, _ = model.transform(cut([text]))
    found = mentions(model, [text], cut([text]), main, next(model.counts(cut([text]))))
    assert [one.topic for one in found] == [parking, breakfast]
    assert text[found[0].start : found[0].end] == "停车难，车位都找不到"
    assert "豆浆" in text[found[1].start : found[1].end]


def test_clauses_are_joined_and_lie_inside_the_text() -> None:
    texts, _ = corpus(6)
    texts += ["", "？？！", "停车 🚗🚗，车位", "wifi OK，parking 车位 full"] * 5
    words = cut(texts * 4)
    model = TopicModel(min_size=5).fit(words)
    topic, _ = model.transform(words)
    found = mentions(model, texts * 4, words, topic, next(model.counts(words)))
    assert found
    for one, following in pairwise(found):
        assert 0 <= one.start < one.end <= len((texts * 4)[one.comment])
        if one.comment == following.comment:
            assert one.end <= following.start
    mentioned = {(one.comment, one.topic) for one in found}
    expected = {(i, t) for i, t in enumerate(topic.tolist()) if t >= 0}
    assert expected <= mentioned  # a comment mentions its main topic


@settings(max_examples=50, deadline=None)
@given(st.integers(60, 200_000))
def test_numbers_worth_trying_are_few_enough_to_read(comments: int) -> None:
    candidates = candidates_for(comments)
    assert candidates == sorted(candidates)
    assert 2 <= candidates[0] <= 8
    assert candidates[-1] <= 30


def test_as_many_topics_as_were_planted_come_back() -> None:
    rng = np.random.default_rng(3)
    theme = np.repeat(np.arange(6), 60)
    rows = rng.random((360, 60)) < np.where(np.arange(60) // 10 == theme[:, None], 0.4, 0.02)
    features = [[f"w{i}" for i in np.flatnonzero(row)] for row in rows]
    vectors = LsaEmbedding(16).fit(features).transform(features)
    count, tried = steady_count(vectors, csr_matrix(rows.astype(np.float32)), seed=0)
    assert count == 6
    assert {one.count: one.returning for one in tried}[6] == 6


def test_like_topics_join_first_and_stand_near() -> None:
    words = np.array([[0.5, 0.5, 0], [0.4, 0.6, 0], [0, 0.1, 0.9]], dtype=np.float32)
    ids = np.array([4, 2, 9])
    links = topic_hierarchy(words, ids, pd.DataFrame({"topic": [9, 4, 2]}))
    assert {links["left"][0], links["right"][0]} == {1, 2}  # rows of the table: 4 and 2
    assert links["size"].tolist() == [2, 3]
    shares = np.eye(3, dtype=np.float32).repeat(50, axis=0)
    names = np.array([f"c{i}" for i in range(150)], dtype=object)
    found = topic_map(shares, names, ids.repeat(50), words, seed=0)
    centre = found.groupby("topic")[["x", "y"]].mean()
    near = np.linalg.norm(centre.loc[4] - centre.loc[2])
    assert near < np.linalg.norm(centre.loc[4] - centre.loc[9])
    assert likeness(words)[0, 1] > likeness(words)[0, 2]
