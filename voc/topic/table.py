"""The topics of a table of comments: which comment belongs to which, and a table of topics."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.config import TopicsConfig
from voc.errors import VocError
from voc.topic.cluster import UNASSIGNED, Labels
from voc.topic.model import TopicModel

READABLE = (12, 80)  # characters of a comment that reads well as a quote
_QUOTES = 6
_PACKAGES = ("bertopic", "evoc", "yaml")  # the extra "topics"; bertopic imports yaml
_COLUMNS = ["topic", "label", "size", "share", "words", "sentiment", "score", "quotes"]


def find_topics(
    comments: pd.DataFrame, words: list[list[str]], settings: TopicsConfig, *, seed: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Find the topics of comments.

    Platform text never belongs to a topic. Duplicates do not form one, but each has the topic of
    the comment it repeats.

    Parameters
    ----------
    comments : DataFrame
        Columns comment_id, text, boilerplate, duplicate_of, sentiment, and score when there is one.
    words : list of list of str
        The words of each comment, in the order of the rows.
    settings : TopicsConfig
    seed : int
        The same comments and seed give the same topics.

    Returns
    -------
    comments : DataFrame
        With the columns topic (−1: unassigned) and topic_label ("") after `dimensions`.
    topics : DataFrame
        Columns topic, label, size, share, words, sentiment, score, quotes; the largest first.
        size counts comments without platform text and duplicates, share is of these. Empty when
        fewer than 60 comments can be used or nothing holds together.

    Raises
    ------
    VocError
        When the packages of the extra "topics" are not installed.
    """
    _require_packages()
    platform = comments["boilerplate"].to_numpy(dtype=bool)
    counted = ~platform & comments["duplicate_of"].isna().to_numpy(dtype=bool)
    usable = np.flatnonzero(counted)
    model = TopicModel(
        clusters=settings.clusters,
        dimensions=settings.dimensions,
        words=settings.words,
        min_size=settings.min_size,
        min_share=settings.min_share,
        sample=settings.sample,
        seed=seed,
    ).fit([words[i] for i in usable])
    topic, closeness = model.transform(words)
    topic[platform] = UNASSIGNED
    sizes = np.bincount(topic[usable][topic[usable] >= 0], minlength=len(model.topics_))
    order = np.argsort(-sizes, kind="stable")
    number = np.append(np.argsort(order), UNASSIGNED)  # the last entry serves −1
    topic = number[topic]
    topics = [model.topics_[i] for i in order]
    labels = [found.label for found in topics]
    table = pd.DataFrame(
        {
            "topic": np.arange(len(topics)),
            "label": pd.Series(labels, dtype=object),
            "words": pd.Series([list(found.words) for found in topics], dtype=object),
        }
    )
    table = table.join(_figures(comments, topic, counted, len(topics)))
    members = [usable[topic[usable] == i] for i in range(len(topics))]
    table["quotes"] = pd.Series(
        [_quotes(comments.iloc[rows], closeness[rows]) for rows in members], dtype=object
    )
    return _with_topics(comments, topic, labels), table[_COLUMNS]


def _require_packages() -> None:
    missing = [package for package in _PACKAGES if find_spec(package) is None]
    if missing:
        raise VocError(
            f"Topics need packages that are not installed: {', '.join(missing)}.",
            where="topics",
            fix='pip install "voc[topics]", or enabled = false under [topics] in your settings.',
        )


def _figures(
    comments: pd.DataFrame, topic: Labels, counted: npt.NDArray[np.bool_], topics: int
) -> pd.DataFrame:
    """Columns size, share, sentiment, score of topics 0…k−1."""
    rows: dict[str, Any] = {
        "sentiment": comments["sentiment"].to_numpy(dtype=float),
        "score": comments["score"].to_numpy(dtype=float) if "score" in comments else np.nan,
    }
    groups = pd.DataFrame(rows, index=comments.index)[counted].groupby(topic[counted])
    figures = groups.mean().reindex(range(topics)).astype(float)
    size = groups.size().reindex(range(topics), fill_value=0).astype("int64")
    return figures.assign(size=size, share=size / max(1, int(counted.sum())))


def _quotes(members: pd.DataFrame, closeness: npt.NDArray[np.float32]) -> list[str]:
    """Ids of the comments nearest to the centre, those of a readable length first."""
    length = members["text"].str.len().to_numpy(dtype=np.int64)
    shortest, longest = READABLE
    off = np.maximum(0, shortest - length) + np.maximum(0, length - longest)
    best = np.lexsort((np.arange(len(members)), -closeness, off))[:_QUOTES]
    return [str(comment_id) for comment_id in members["comment_id"].iloc[best]]


def _with_topics(comments: pd.DataFrame, topic: Labels, labels: list[str]) -> pd.DataFrame:
    named = np.array([*labels, ""], dtype=object)[topic]
    labelled = comments.copy()
    columns = comments.columns.tolist()
    place = columns.index("dimensions") + 1 if "dimensions" in columns else len(columns)
    labelled.insert(place, "topic", topic.astype(np.int64))
    labelled.insert(place + 1, "topic_label", named)
    return labelled
