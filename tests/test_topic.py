"""Topics: what forms one, what does not, what it is called, and that it stays the same."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import partial
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from voc.config import TopicsConfig, load_config
from voc.lexicon.stop_words import stop_words
from voc.text.boilerplate import is_boilerplate
from voc.text.tokens import Tokenizer
from voc.topic import FoundTopics, TopicModel, find_topics
from voc.topic.cluster import evoc_layers, hdbscan_groups, k_means, steady_groups
from voc.topic.embed import unit
from voc.topic.features import TopicFeatures
from voc.topic.names import label

DEMO = Path(__file__).parents[1] / "corpora" / "demo" / "hotel_reviews.csv"
COLUMNS = ["topic", "label", "size", "share", "words", "match", "pinned", "quotes"]
NO_OPINIONS = pd.DataFrame({"comment_id": [], "start": [], "polarity": []})


def topics_of(texts: list[str], settings: TopicsConfig, seed: int = 0) -> FoundTopics:
    comments, words = table(texts)
    return find_topics(comments, NO_OPINIONS, words, settings, seed=seed)


def table(texts: list[str]) -> tuple[pd.DataFrame, list[list[str]]]:
    """A table of comments as the pipeline makes it, and the words of each."""
    repeated = pd.Series(texts).duplicated().to_numpy()
    first = {text: f"c{i:06}" for i, text in reversed(list(enumerate(texts)))}
    comments = pd.DataFrame(
        {
            "comment_id": [f"c{i:06}" for i in range(len(texts))],
            "text": texts,
            "sentiment": np.linspace(-1, 1, len(texts)),
            "dimensions": [[] for _ in texts],
            "duplicate_of": [
                first[text] if again else None for text, again in zip(texts, repeated, strict=True)
            ],
            "boilerplate": [is_boilerplate(text) for text in texts],
        }
    )
    return comments, Tokenizer("rjieba").cut(texts).by_comment() if texts else []


@pytest.fixture(scope="module")
def settings() -> TopicsConfig:
    return load_config("reviews").topics


@pytest.fixture(scope="module")
def reviews() -> list[str]:
    return pd.read_csv(DEMO)["评论内容"].dropna().astype(str).tolist()


@pytest.fixture(scope="module")
def found(reviews: list[str], settings: TopicsConfig) -> FoundTopics:
    return topics_of(reviews, settings)


def test_a_few_hundred_reviews_give_a_few_topics(found: FoundTopics) -> None:
    comments, topics = found.comments, found.topics
    assert 4 <= len(topics) <= 15
    assert (comments["topic"] < 0).mean() < 0.3


def test_tables_have_the_columns_of_the_design(found: FoundTopics) -> None:
    comments, topics = found.comments, found.topics
    assert topics.columns.tolist() == COLUMNS
    after = comments.columns.tolist().index("dimensions") + 1
    assert comments.columns[after : after + 3].tolist() == ["topic", "topic_label", "topics"]


def test_topics_are_numbered_by_size(found: FoundTopics) -> None:
    comments, topics = found.comments, found.topics
    counted = comments[~comments["boilerplate"] & comments["duplicate_of"].isna()]
    assert topics["topic"].tolist() == list(range(len(topics)))
    assert topics["size"].is_monotonic_decreasing
    sizes = counted.loc[counted["topic"] >= 0, "topic"].value_counts().sort_index()
    assert topics["size"].tolist() == sizes.tolist()
    assert topics["share"].tolist() == pytest.approx((topics["size"] / len(counted)).tolist())


def test_comments_carry_the_label_of_their_topic(found: FoundTopics) -> None:
    comments, topics = found.comments, found.topics
    labels = dict(zip(topics["topic"], topics["label"], strict=True)) | {-1: ""}
    assert comments["topic_label"].tolist() == [labels[topic] for topic in comments["topic"]]


def test_chinese_survives_in_topic_words(found: FoundTopics) -> None:
    topics = found.topics
    words = [word for words in topics["words"] for word in words]
    assert sum(bool(re.search(r"[\u4e00-\u9fff]", word)) for word in words) > 0.9 * len(words)
    assert any("早餐" in word for word in words)


def test_labels_differ_and_name_no_function_word(found: FoundTopics) -> None:
    topics = found.topics
    assert topics["label"].is_unique
    for name in topics["label"]:
        assert not set(name.split(" · ")) & stop_words()


def test_quotes_belong_to_their_topic(found: FoundTopics) -> None:
    comments, topics = found.comments, found.topics
    topic_of = comments.set_index("comment_id")["topic"]
    for topic, quotes in zip(topics["topic"], topics["quotes"], strict=True):
        assert 1 <= len(quotes) <= 6
        assert set(topic_of[quotes]) == {topic}


def test_same_seed_same_topics(
    reviews: list[str], settings: TopicsConfig, found: FoundTopics
) -> None:
    again = topics_of(reviews, settings)
    pd.testing.assert_frame_equal(found.comments, again.comments)
    pd.testing.assert_frame_equal(found.topics, again.topics)
    assert found.studies.keys() == again.studies.keys()
    for name, study in found.studies.items():
        pd.testing.assert_frame_equal(study, again.studies[name])


def test_platform_text_and_duplicates_form_no_topic(
    reviews: list[str], settings: TopicsConfig, found: FoundTopics
) -> None:
    repeated = "前台小姑娘帮忙找回了落在出租车上的相机包，酒店还派人送到机场"
    noise = ["此用户没有填写评论!"] * 80 + [repeated] * 80
    again = topics_of(reviews + noise, settings)
    comments, topics = again.comments, again.topics
    added = comments.tail(len(noise))
    assert (added.loc[added["boilerplate"], "topic"] == -1).all()
    assert added.loc[~added["boilerplate"], "topic"].nunique() == 1  # all where the first is
    assert not any("相机" in word for words in topics["words"] for word in words)
    assert topics["size"].sum() <= len(reviews) + 1


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["房间干净"],
        ["早餐种类多", "停车不方便"] * 10,
        ["隔音太差，半夜吵得睡不着"] * 200,
        ["👍👍", "😡"] * 100,
        ["！！！", "。。。", "123"] * 60,
        [f"{i}" for i in range(100)],
    ],
    ids=["none", "one", "twenty", "identical", "emoji", "punctuation", "numbers"],
)
def test_too_little_to_find_gives_empty_tables(texts: list[str], settings: TopicsConfig) -> None:
    found = topics_of(texts, settings)
    assert found.topics.empty
    assert found.topics.columns.tolist() == COLUMNS
    assert (found.comments["topic"] == -1).all()
    assert (found.comments["topic_label"] == "").all()
    assert found.comments["topics"].tolist() == [[] for _ in texts]
    assert found.studies == {}
    assert found.record["topics"] == 0


def test_english_reviews_have_topics_too(settings: TopicsConfig) -> None:
    lounge = [
        "The lounge was crowded, no seats left",
        "Too crowded, every seat in the lounge taken",
    ]
    meals = ["Hot meals and fresh salad at the buffet", "Buffet salad was fresh, hot meals as well"]
    texts = [f"{text} at gate {i}" for i, text in enumerate((lounge + meals) * 20)]
    topics = topics_of(texts, settings).topics
    words = [set(words) for words in topics["words"]]
    assert any("crowded" in found and "salad" not in found for found in words)
    assert any("salad" in found and "crowded" not in found for found in words)


def test_comments_outside_the_sample_get_topics_too(reviews: list[str]) -> None:
    _, words = table(reviews)
    model = TopicModel(sample=150, min_size=8, seed=1).fit(words)
    topic, strength = model.transform(words)
    assert len(model.topics_) > 2
    assert (topic >= 0).mean() > 0.6
    assert (strength[topic >= 0] >= 0.35).all()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("前台 的 态度 很 冷淡", ["前台", "态度", "前台态度", "冷淡", "态度冷淡"]),
        ("网络 不 稳定", ["网络", "稳定"]),  # never 网络稳定
        ("酒店 ， 隔音", ["酒店", "隔音"]),
        ("[手机号] 12:30 3 第三次 停车", ["停车"]),
        ("不错 很好 good 推荐", []),  # a verdict is not a topic
        ("房间 小", ["房间", "房间小"]),
        ("WiFi 慢", ["wifi", "慢", "wifi\u2009慢"]),
    ],
)
def test_features(words: str, expected: list[str]) -> None:
    assert TopicFeatures().transform([words.split()]) == [expected]


def test_long_words_count_as_their_familiar_parts() -> None:
    corpus = [["服务", "周到"]] * 3 + [["房间"], ["早餐"], ["停车"]] * 6
    features = TopicFeatures().fit(corpus)
    assert features.transform([["服务态度"], ["不服务"]]) == [["服务", "服务态度"], ["不服务"]]


@pytest.mark.parametrize(
    ("words", "taken", "expected"),
    [
        (["隔音", "隔音差", "隔壁", "半夜"], [], "隔音 · 隔壁 · 半夜"),
        (["停车场", "停车费", "车位"], [], "停车场 · 车位"),
        (["front desk", "desk", "slow"], [], "front desk · slow"),
        (["早餐", "好吃", "饺子", "抄手"], ["早餐 · 好吃 · 饺子"], "早餐 · 好吃 · 饺子 · 抄手"),
        ([], [], ""),
    ],
)
def test_label(words: list[str], taken: list[str], expected: str) -> None:
    assert label(words, taken) == expected


@pytest.mark.parametrize("count", [5, 12])
def test_about_as_many_topics_as_asked_for(
    reviews: list[str], settings: TopicsConfig, count: int
) -> None:
    found = topics_of(reviews, settings.model_copy(update={"count": count}))
    assert 0.75 * count <= len(found.topics) <= count
    assert found.topics["size"].min() >= 3
    assert found.topics["label"].is_unique


def test_groups_of_few_vectors_depend_on_the_seed_little() -> None:
    centres = np.eye(6, 16)
    near = np.random.default_rng(0).normal(0, 0.21, (6, 60, 16))
    vectors = unit((centres[:, None] + near).reshape(-1, 16).astype(np.float32))

    def agreement(grouped: Callable[..., np.ndarray]) -> float:
        found = [grouped(vectors, 12, seed=seed) for seed in range(6)]
        return float(np.mean([adjusted_rand_score(a, b) for a, b in combinations(found, 2)]))

    assert agreement(steady_groups) > agreement(partial(k_means, starts=1)) + 0.1
    assert agreement(steady_groups) > agreement(k_means)


def test_loading_bertopic_leaves_the_process_as_it_was(found: FoundTopics) -> None:
    import umap  # hidden from BERTopic only while that was imported

    assert umap is not None
    with pytest.warns(UserWarning, match="still heard"):
        warnings.warn("still heard", UserWarning, stacklevel=1)


@pytest.fixture(scope="module")
def large() -> tuple[np.ndarray, np.ndarray]:
    """Vectors around eight directions."""
    rng = np.random.default_rng(0)
    group = rng.integers(8, size=3200)
    vectors = np.eye(16)[group] + rng.normal(scale=0.15, size=(len(group), 16))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32), group


@pytest.mark.compiles
def test_evoc_finds_groups_by_density(large: tuple[np.ndarray, np.ndarray]) -> None:
    vectors, group = large
    sizes = [len(set(layer[layer >= 0])) for layer in evoc_layers(vectors, 50, seed=0)]
    assert 8 in sizes
    layer = evoc_layers(vectors, 50, seed=0)[sizes.index(8)]
    kept = layer >= 0
    pairs = pd.DataFrame({"group": group[kept], "topic": layer[kept]}).value_counts()
    assert pairs.head(8).sum() > 0.98 * kept.sum()


@pytest.mark.compiles
def test_evoc_gives_the_same_with_any_number_of_threads(
    large: tuple[np.ndarray, np.ndarray],
) -> None:
    from numba import config, get_num_threads, set_num_threads

    before = get_num_threads()
    results = []
    for threads in (1, min(2, config.NUMBA_NUM_THREADS)):
        set_num_threads(threads)
        results.append(np.array(evoc_layers(large[0], 50, seed=0)))
        assert get_num_threads() == threads
    set_num_threads(before)
    assert np.array_equal(*results)


@pytest.mark.compiles
def test_hdbscan_finds_the_same_groups_again(large: tuple[np.ndarray, np.ndarray]) -> None:
    vectors, group = large
    found = hdbscan_groups(vectors[:800], 20, seed=0)
    assert np.array_equal(found, hdbscan_groups(vectors[:800], 20, seed=0))
    kept = found >= 0
    pairs = pd.DataFrame({"group": group[:800][kept], "topic": found[kept]}).value_counts()
    assert pairs.head(8).sum() > 0.95 * kept.sum()
    assert kept.mean() > 0.8


@pytest.mark.compiles
@pytest.mark.parametrize("clusters", ["evoc", "hdbscan"])
def test_topics_by_density_leave_few_unassigned(clusters: str, reviews: list[str]) -> None:
    _, words = table(reviews)
    model = TopicModel(clusters=clusters).fit(words)
    topic, _ = model.transform(words)
    assert len(model.topics_) >= 2
    assert (topic >= 0).mean() > 0.6  # the mixture passes topics on to what lay between
