"""What a topic is called: its telling words by c-TF-IDF, and a short label made of the best."""

from __future__ import annotations

import sys
import warnings
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from voc.topic.embed import Vectors
from voc.topic.mixture import Labels
from voc.topic.topic import Anchor, Topic
from voc.topic.words import inside, is_name, is_telling, readable

_CANDIDATES = 60  # best features of a topic that are looked at
_IN_LABEL = 3
_TWINS = 0.6
_LEAST_SHARE = 0.03  # of the comments of a topic must hold a word of it
_BREADTH = 0.25  # with ½, labels were of 房间, 服务 and other words of every topic
_HEARD = 0.1
_FREQUENT = 1 / 8
_AS_TELLING = 0.5


def topic_words(
    comments: list[list[str]],
    vectors: Vectors,
    labels: Labels,
    vocabulary: Collection[str],
    count: int,
    topics: int,
) -> list[dict[str, float]]:
    """The telling words and phrases of each topic with their c-TF-IDF, best first.

    Parameters
    ----------
    comments : list of list of str
        Features of each comment.
    vectors : array of shape (n, dimensions)
    labels : array of shape (n,)
        0…k−1, −1 for unassigned.
    vocabulary : collection of str
        Features that may serve.
    count : int
        Words a topic.
    topics : int
        Topics; those without comments have no words.
    """
    documents = [" ".join(f for f in features if f in vocabulary) for features in comments]
    known = {feature for document in documents for feature in document.split(" ") if feature}
    if len(known) < 2:  # nothing to weigh, and BERTopic fails
        return [dict.fromkeys(map(readable, known), 1.0) for _ in range(topics)]
    model = _bertopic()
    found, _ = model.fit_transform(documents, embeddings=vectors, y=labels.tolist())
    # BERTopic numbers the topics anew, by size
    number = dict(zip(labels.tolist(), found, strict=True))
    words = []
    for topic in range(topics):
        members = [comments[i] for i in (labels == topic).nonzero()[0]]
        weights = dict(model.get_topic(number[topic])) if topic in number else {}
        telling = _telling([feature for feature in weights if feature], members)[:count]
        words.append({readable(feature): float(weights[feature]) for feature in telling})
    return words


def named(
    anchors: Sequence[Anchor | None],
    words: Sequence[Mapping[str, float]],
    members: Sequence[Sequence[Collection[str]]],
    count: int,
    *,
    taken: Collection[str] = (),
) -> list[Topic]:
    """Topics with words and labels.

    Parameters
    ----------
    anchors : sequence of Anchor or None
        What was known of each beforehand; its label and id stay.
    words : sequence of mapping of str to float
        Of `topic_words`, more than are kept: labels choose among all.
    members : sequence of sequence of collection of str
        Features of the comments of each.
    count : int
        Words that a topic keeps.
    taken : collection of str
        Labels that no other topic gets.

    Returns
    -------
    list of Topic
        With id −1 where there is none yet.
    """
    labels = set(taken)
    topics = []
    for anchor, found, comments in zip(anchors, words, members, strict=True):
        weights = dict(list(found.items())[:count])
        known = [readable(word) for word in anchor.words][:count] if anchor else []
        name = anchor.label if anchor else ""
        name = name or label(in_naming_order(found, comments) or known, labels)
        labels.add(name)
        topics.append(
            Topic(
                id=-1 if anchor is None or anchor.id is None else anchor.id,
                label=name,
                words=tuple(weights) or tuple(known),
                weights=tuple(weights.values()),
                pinned=bool(anchor and anchor.pinned),
            )
        )
    return topics


def label(words: Sequence[str], taken: Collection[str] = ()) -> str:
    """A label of two or three words that say different things.

    Parameters
    ----------
    words : sequence of str
        Best first. Words that name nothing (贵, 很快, 林先生) serve only where there is no other.
    taken : collection of str
        Labels of other topics.

    Examples
    --------
    >>> label(["隔音", "隔音差", "隔壁", "半夜", "听不见"])
    '隔音 · 隔壁 · 半夜'
    >>> label(["停车场", "停车费", "车位"])
    '停车场 · 车位'
    >>> label(["贵", "很快"]), label(["贵", "房价"])
    ('贵 · 很快', '房价 · 贵')
    """
    names = [word for word in words if is_name(word)]
    chosen: list[str] = []
    for word in [*names, *(word for word in words if word not in names)]:
        spare = word not in names and len(chosen) > 1
        unique = " · ".join(chosen) not in taken
        if unique and (spare or len(chosen) >= _IN_LABEL):
            break
        if not any(_overlap(word, other) for other in chosen):
            chosen.append(word)
    return " · ".join(chosen)


def in_naming_order(words: Mapping[str, float], comments: Sequence[Collection[str]]) -> list[str]:
    """The words of a topic, those first that together tell most of its comments apart.

    Parameters
    ----------
    words : mapping of str to float
        Words and their c-TF-IDF.
    comments : sequence of collection of str
        Features of the comments of the topic.

    Notes
    -----
    Next comes the word with the highest c-TF-IDF × (share of the comments that hold it and none of
    those before)^¼, where comments that hold one of those before count for a tenth. A word gives
    way to a phrase that one in eight of its comments holds and that is half as telling: 前台服务
    instead of 前台.

    Examples
    --------
    >>> said = [{"前台", "前台态度"}, {"前台", "前台态度"}, {"早餐"}, {"前台"}]
    >>> in_naming_order({"前台": 0.9, "早餐": 0.7, "前台态度": 0.6}, said)
    ['前台态度', '前台', '早餐']
    """
    heard = [set(one) for one in comments]
    held = {word: {i for i, one in enumerate(heard) if inside(word) in one} for word in words}
    left, seen, order = dict(words), set[int](), list[str]()

    def worth(word: str) -> float:
        new = len(held[word] - seen) + _HEARD * len(held[word] & seen)
        return float(words[word] * (new / max(1, len(comments))) ** _BREADTH)

    while left:
        best = max(left, key=worth)
        phrases = [
            phrase
            for phrase in left
            if _extends(phrase, best)
            and len(held[phrase]) >= _FREQUENT * len(held[best])
            and words[phrase] >= _AS_TELLING * words[best]
        ]
        best = max(phrases, key=worth, default=best)
        order.append(best)
        seen |= held[best]
        del left[best]
    return order


def _extends(phrase: str, word: str) -> bool:
    longest = 3 if phrase.isascii() else 5
    size = len(phrase.split()) if phrase.isascii() else len(phrase)
    return word in phrase and word != phrase and size <= longest and is_name(phrase)


def _overlap(one: str, other: str) -> bool:
    if one.isascii() or other.isascii():
        return bool(set(one.split()) & set(other.split()))
    return one in other or other in one or len(set(one) & set(other)) > 1


def _telling(ranked: list[str], members: list[list[str]]) -> list[str]:
    """Whole words that enough comments hold; one mostly found in a longer one gives way to it."""
    held = Counter(feature for features in members for feature in set(features))
    least = max(3, _LEAST_SHARE * len(members))
    kept: list[str] = []
    for feature in ranked:
        if held[feature] < least or not is_telling(readable(feature)):
            continue
        twins = [other for other in kept if _twins(feature, other, held)]
        if any(feature in other for other in twins):
            continue
        if twins:  # 性价 → 性价比, 地理 → 地理位置
            kept[kept.index(twins[0])] = feature
            kept = [other for other in kept if other not in twins[1:]]
        else:
            kept.append(feature)
    return kept


def _twins(one: str, other: str, held: Counter[str]) -> bool:
    """Whether one holds the other and they are nearly always meant together."""
    nested = one in other or other in one
    fewer, more = sorted((held[one], held[other]))
    return nested and fewer > _TWINS * more


def _bertopic() -> Any:
    """A BERTopic that takes our features, vectors and groups and does the words."""
    with _quiet_import():
        from bertopic import BERTopic
        from bertopic.cluster import BaseCluster
        from bertopic.dimensionality import BaseDimensionalityReduction
        from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    return BERTopic(
        language="multilingual",  # "english" strips every Chinese character from the words
        embedding_model=None,
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=BaseCluster(),
        vectorizer_model=CountVectorizer(analyzer=_parted),
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True),
        top_n_words=_CANDIDATES,
        verbose=False,
    )


def _parted(document: str) -> list[str]:
    return document.split(" ")


@contextmanager
def _quiet_import() -> Iterator[None]:
    """Import BERTopic without UMAP, which is not used here and compiles for 20 seconds.

    BERTopic is made to work without it. It also silences warnings for the whole process when it
    is imported; that is taken back.
    """
    absent = "umap" not in sys.modules and "bertopic" not in sys.modules
    if absent:
        sys.modules["umap"] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings():
            yield
    finally:
        if absent:
            del sys.modules["umap"]
