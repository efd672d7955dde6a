"""Comments and clauses with the topics of a model that is there already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from voc.topic.clauses import Mention, mentions
from voc.topic.mixture import UNASSIGNED, Counts, Labels, Shares
from voc.topic.model import TopicModel

__all__ = ["assign_topics", "mention_table", "mentions_of"]

_MENTIONS = ["comment_id", "topic", "start", "end", "text", "strength", "sentiment"]


def assign_topics(
    model: TopicModel, comments: pd.DataFrame, words: Sequence[list[str]], counts: Counts = None
) -> tuple[Labels, Shares, list[Mention]]:
    """The topics of comments and of their clauses; platform text has none.

    Parameters
    ----------
    model : TopicModel
    comments : DataFrame
        Columns text, boilerplate.
    words : list of list of str
        Of each comment.
    counts : sparse array of shape (n, words), optional
        The known words of the comments, when they are counted already.

    Returns
    -------
    row : array of shape (n,)
        Main topic of each comment, a row of `model.topics_`; −1 for none.
    strength : array of shape (n,)
    stretches : list of Mention
        Clauses that speak of a topic.
    """
    row = np.full(len(comments), UNASSIGNED, dtype=np.int64)
    strength = np.zeros(len(comments), dtype=np.float32)
    if not model.topics_ or not len(comments):
        return row, strength, []
    if counts is None:
        counts = model.counts_of(model.features_.transform(words))
    row, strength = model.mixture_.assign(counts)
    platform = comments["boilerplate"].to_numpy(dtype=bool)
    row[platform] = UNASSIGNED
    found = mentions(model, comments["text"].tolist(), words, row, counts)
    return row, strength, [one for one in found if not platform[one.comment]]


def mentions_of(
    model: TopicModel, comments: pd.DataFrame, opinions: pd.DataFrame, words: Sequence[list[str]]
) -> pd.DataFrame:
    """Which clauses speak of which topics of the model, as the study topic_mentions.

    Parameters
    ----------
    model : TopicModel
    comments : DataFrame
        Columns comment_id, text, boilerplate.
    opinions : DataFrame
        Columns comment_id, start, polarity.
    words : list of list of str
        Of each comment, cut as those were that the model knows.

    Returns
    -------
    DataFrame
        comment_id, topic (its id), start, end, text, strength, sentiment.
    """
    _, _, stretches = assign_topics(model, comments, words)
    ids = np.array([topic.id for topic in model.topics_], dtype=np.int64)
    return mention_table(comments, opinions, stretches, ids)


def mention_table(
    comments: pd.DataFrame, opinions: pd.DataFrame, stretches: list[Mention], ids: Labels
) -> pd.DataFrame:
    """Clauses as a table, each with the mean polarity of the opinions that begin in it.

    Parameters
    ----------
    comments, opinions
        See `mentions_of`.
    stretches : list of Mention
    ids : array of shape (topics,)
        Number of each topic.
    """
    names, texts = comments["comment_id"].tolist(), comments["text"].tolist()
    judged: dict[str, list[tuple[int, float]]] = {}
    columns = (opinions[name].tolist() for name in ("comment_id", "start", "polarity"))
    for name, start, polarity in zip(*columns, strict=True):
        if start is not None and not np.isnan(start):
            judged.setdefault(name, []).append((int(start), float(polarity)))
    rows = []
    for one in stretches:
        name = names[one.comment]
        polarities = [
            polarity for start, polarity in judged.get(name, ()) if one.start <= start < one.end
        ]
        mean = float(np.mean(polarities)) if polarities else np.nan
        text = texts[one.comment][one.start : one.end]
        strength = round(one.strength, 3)
        rows.append((name, int(ids[one.topic]), one.start, one.end, text, strength, mean))
    kinds: dict[str, Any] = {"topic": "int64", "start": "int64", "end": "int64"}
    kinds |= {"strength": float, "sentiment": float}
    return pd.DataFrame(rows, columns=_MENTIONS).astype(kinds)
