"""The topics of a table of comments: which comment and clause belongs to which, and what for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.config import TopicsConfig
from voc.errors import VocError
from voc.messages import listed
from voc.text.words import Words
from voc.topic.assign import assign_topics, mention_table
from voc.topic.clauses import Mention
from voc.topic.count import Candidate, chosen_count, try_count
from voc.topic.features import readable
from voc.topic.layout import topic_hierarchy, topic_map
from voc.topic.match import model_id
from voc.topic.mixture import UNASSIGNED, Counts, Labels
from voc.topic.model import TopicModel
from voc.topic.model_file import lean
from voc.topic.quality import quality_table
from voc.topic.seeds import read_seeds, seed_record
from voc.topic.topic import Anchor

READABLE = (12, 80)  # characters of a comment that reads well as a quote
_QUOTES = 6
_PACKAGES = ("bertopic", "yaml", "plotly")  # of the extra "topics"; bertopic imports yaml
_COLUMNS = ["topic", "label", "size", "share", "words", "match", "pinned", "quotes"]
_WORDS = ["topic", "word", "weight", "comments", "share"]
_QUALITY_SAMPLE = 20_000


@dataclass(frozen=True)
class FoundTopics:
    """What `find_topics` found.

    Attributes
    ----------
    comments : DataFrame
        With the columns topic (−1: unassigned), topic_label ("") and topics (list: the main topic
        first, then those of its clauses) after `dimensions`.
    topics : DataFrame
        topic, label, size, share, words, match, pinned, quotes; the largest first. size counts
        comments without platform text and duplicates, share is of these.
    studies : dict of str to DataFrame
        topic_mentions, topic_words, topic_quality, topic_map, topic_hierarchy; empty when there
        are no topics.
    model : TopicModel
        The fitted one, with its vectors; what is to be kept of it is `kept`.
    record : dict
        For the manifest: method, number of topics and why so many, share unassigned.
    """

    comments: pd.DataFrame
    topics: pd.DataFrame
    studies: dict[str, pd.DataFrame]
    model: TopicModel
    record: dict[str, Any]

    def kept(self) -> TopicModel | None:
        """What assigns comments to the topics, without vectors; None without topics."""
        return lean(self.model) if self.model.topics_ else None


def find_topics(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    words: Sequence[list[str]],
    settings: TopicsConfig,
    *,
    seed: int,
    anchors: Sequence[Anchor] = (),
    earlier: TopicModel | None = None,
    brands: Sequence[str] = (),
) -> FoundTopics:
    """Find the topics of comments.

    Platform text never belongs to a topic. Duplicates do not form one, but each has the topic of
    the comment it repeats.

    Parameters
    ----------
    comments : DataFrame
        Columns comment_id, text, boilerplate, duplicate_of, sentiment.
    opinions : DataFrame
        Columns comment_id, start, end, polarity: what the clauses of a topic are judged by.
    words : sequence of list of str
        The words of each comment, in the order of the rows; `voc.text.words.Words` needs little
        memory.
    settings : TopicsConfig
    seed : int
        The same comments and seed give the same topics.
    anchors : sequence of Anchor
        Topics that are known beforehand.
    earlier : TopicModel, optional
        Of an earlier run, whose topics go on.
    brands : sequence of str
        Names of brands beside those of `lexicons/brands.txt`.

    Returns
    -------
    FoundTopics
        Without topics when fewer than 60 comments can be used or nothing holds together.

    Raises
    ------
    VocError
        When the packages of the extra "topics" or the model of the embedding are not installed.
    """
    _require_packages(settings)
    platform = comments["boilerplate"].to_numpy(dtype=bool)
    counted = ~platform & comments["duplicate_of"].isna().to_numpy(dtype=bool)
    usable = np.flatnonzero(counted)
    model = _fitted(comments, words, usable, settings, seed, anchors, earlier, brands)
    counts: Counts = None
    if model.topics_:
        from scipy.sparse import vstack

        counts = vstack(list(model.counts(words))).tocsr()
    row, strength, stretches = assign_topics(model, comments, words, counts)
    ids = np.array([topic.id for topic in model.topics_] + [UNASSIGNED], dtype=np.int64)
    table = _topics(comments, model, row, strength, counted)
    labelled = _with_topics(comments, model, row, stretches)
    studies: dict[str, pd.DataFrame] = {}
    if model.topics_:
        studies = {
            "topic_mentions": mention_table(comments, opinions, stretches, ids),
            "topic_words": _words(model, counts[usable], row[usable]),
            "topic_quality": _quality(model, words, usable, row, seed),
            "topic_map": topic_map(
                model.mixture_.shares(counts[usable]),
                comments["comment_id"].to_numpy()[usable],
                ids[row[usable]],
                np.exp(model.mixture_.log_words),
                seed=seed,
            ),
            "topic_hierarchy": topic_hierarchy(np.exp(model.mixture_.log_words), ids[:-1], table),
        }
    record = _record(model, settings, row, usable, earlier)
    if model.topics_ and settings.seeds:
        spoken = model.features_.transform(words[i] for i in usable.tolist())
        record["seeds"] = seed_record(read_seeds(settings.seeds), spoken)
    return FoundTopics(labelled, table, studies, model, record)


def _fitted(
    comments: pd.DataFrame,
    words: Sequence[list[str]],
    usable: Labels,
    settings: TopicsConfig,
    seed: int,
    anchors: Sequence[Anchor],
    earlier: TopicModel | None,
    brands: Sequence[str],
) -> TopicModel:
    embedding: Any = settings.embedding
    if embedding != "lsa" and earlier is None:
        from voc.topic.sentences import embedding_for

        embedding = embedding_for(settings.embedding)
    return TopicModel(
        embedding=embedding,
        clusters=settings.clusters,
        count=settings.count,
        dimensions=settings.dimensions,
        words=settings.words,
        min_size=settings.min_size,
        min_share=settings.min_share,
        sample=settings.sample,
        embedded=settings.embedded,
        seed=seed,
        brands=settings.brands,
        names=tuple(brands),
    ).fit(
        words.chosen(usable) if isinstance(words, Words) else [words[i] for i in usable.tolist()],
        comments["text"].array[usable],
        comments["sentiment"].fillna(0).to_numpy()[usable],
        questions=comments["question"].to_numpy()[usable] if "question" in comments else None,
        anchors=anchors,
        seeds=read_seeds(settings.seeds),
        earlier=earlier,
    )


def _require_packages(settings: TopicsConfig) -> None:
    needed = [
        *_PACKAGES,
        *({"evoc": ["evoc"], "hdbscan": ["umap", "hdbscan"]}.get(settings.clusters, [])),
    ]
    missing = [package for package in needed if find_spec(package) is None]
    if missing:
        raise VocError("topics.no-packages", where="topics", packages=listed(missing))


def _topics(
    comments: pd.DataFrame,
    model: TopicModel,
    row: Labels,
    strength: npt.NDArray[np.float32],
    counted: npt.NDArray[np.bool_],
) -> pd.DataFrame:
    members = [np.flatnonzero(counted & (row == i)) for i in range(len(model.topics_))]
    every = max(1, int(counted.sum()))
    found = [
        (
            topic.id,
            topic.label,
            len(rows),
            len(rows) / every,
            list(topic.words),
            topic.match,
            topic.pinned,
            _quotes(comments.iloc[rows], strength[rows]),
        )
        for topic, rows in zip(model.topics_, members, strict=True)
    ]
    found.sort(key=lambda one: -one[2])
    table = pd.DataFrame(found, columns=_COLUMNS)
    kinds: dict[str, Any] = {
        "topic": "int64",
        "size": "int64",
        "share": float,
        "match": float,
        "pinned": bool,
    }
    return table.astype(kinds | dict.fromkeys(["label", "words", "quotes"], object))


def _quotes(members: pd.DataFrame, strength: npt.NDArray[np.float32]) -> list[str]:
    """Ids of the surest comments, those of a readable length first."""
    length = members["text"].str.len().to_numpy(dtype=np.int64)
    shortest, longest = READABLE
    off = np.maximum(0, shortest - length) + np.maximum(0, length - longest)
    best = np.lexsort((np.arange(len(members)), -strength, off))[:_QUOTES]
    return [str(comment_id) for comment_id in members["comment_id"].iloc[best]]


def _with_topics(
    comments: pd.DataFrame, model: TopicModel, row: Labels, stretches: list[Mention]
) -> pd.DataFrame:
    ids = [topic.id for topic in model.topics_]
    every: list[list[int]] = [[ids[topic]] if topic >= 0 else [] for topic in row.tolist()]
    for one in stretches:
        if ids[one.topic] not in every[one.comment]:
            every[one.comment].append(ids[one.topic])
    labelled = comments.copy()
    columns = comments.columns.tolist()
    place = columns.index("dimensions") + 1 if "dimensions" in columns else len(columns)
    labels = [topic.label for topic in model.topics_]
    labelled.insert(place, "topic", np.array([*ids, UNASSIGNED], dtype=np.int64)[row])
    labelled.insert(place + 1, "topic_label", np.array([*labels, ""], dtype=object)[row])
    labelled.insert(place + 2, "topics", pd.Series(every, index=comments.index, dtype=object))
    return labelled


def _words(model: TopicModel, counts: Counts, row: Labels) -> pd.DataFrame:
    place = {readable(word): i for i, word in enumerate(model.vocabulary_)}
    rows = []
    for number, topic in enumerate(model.topics_):
        members = counts[row == number]
        held = np.asarray((members > 0).sum(axis=0)).ravel()
        for word, weight in zip(topic.words, topic.weights, strict=False):
            count = int(held[place[word]])
            rows.append((topic.id, word, weight, count, count / max(1, members.shape[0])))
    kinds: dict[str, Any] = {"topic": "int64", "weight": float, "comments": "int64", "share": float}
    return pd.DataFrame(rows, columns=_WORDS).astype(kinds)


def _quality(
    model: TopicModel, words: Sequence[list[str]], usable: Labels, row: Labels, seed: int
) -> pd.DataFrame:
    if len(usable) > _QUALITY_SAMPLE:
        drawn = np.random.default_rng(seed).choice(len(usable), _QUALITY_SAMPLE, replace=False)
        drawn.sort()
        usable = usable[drawn]
    features, row = model.features_.transform(words[i] for i in usable.tolist()), row[usable]
    vectors = model.vectors(features)
    tried = {one.count: one for one in model.candidates_}
    same = tried.get(len(model.topics_))
    if same is None:
        same = try_count(vectors, model.counts_of(features), len(model.topics_), seed=seed)
    return quality_table(
        [list(topic.words) for topic in model.topics_],
        [{readable(feature) for feature in found} for found in features],
        row,
        vectors,
        stability=same.stability,
        seed=seed,
    )


def _record(
    model: TopicModel,
    settings: TopicsConfig,
    row: Labels,
    usable: Labels,
    earlier: TopicModel | None,
) -> dict[str, Any]:
    anew = earlier is None
    return {
        **({"model": model_id(model)} if model.topics_ else {}),
        "embedding": settings.embedding if anew else "lsa",
        "clusters": settings.clusters if anew else "kmeans",
        "asked": settings.count if anew else 0,
        "chosen": (settings.count or chosen_count(model.candidates_)) if anew else 0,
        "topics": len(model.topics_),
        "comments": len(usable),
        "unassigned": round(float((row[usable] < 0).mean()), 4) if len(usable) else 0.0,
        "edited": model.edited_,
        "seeds": [],
        "tried": [_tried(candidate) for candidate in model.candidates_],
        **({} if earlier is None else {"earlier": _continuation(model, earlier)}),
    }


def _continuation(model: TopicModel, earlier: TopicModel) -> dict[str, Any]:
    """What became of the topics of the earlier run."""
    before = {topic.id: topic.label for topic in earlier.topics_}
    now = {topic.id for topic in model.topics_}
    return {
        "model": model_id(earlier),
        "topics": len(before),
        "continued": sorted(now & before.keys()),
        "new": sorted(now - before.keys()),
        "vanished": [
            {"topic": topic, "label": before[topic]} for topic in sorted(before.keys() - now)
        ],
    }


def _tried(candidate: Candidate) -> dict[str, Any]:
    stability = candidate.stability.value
    return {
        "count": candidate.count,
        "returning": candidate.returning,
        "stability": None if np.isnan(stability) else round(stability, 3),
    }
