"""The topic model: features → vectors → centres → words, fitted on a sample, applied to all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from voc.topic.cluster import Labels, assign, find_centres
from voc.topic.embed import LsaEmbedding, Vectors, one_thread
from voc.topic.features import TopicFeatures
from voc.topic.names import label, topic_words

FEWEST_COMMENTS = 60
_CHUNK = 20_000


@dataclass(frozen=True)
class Topic:
    """What a topic is about."""

    label: str
    words: tuple[str, ...]


class TopicModel:
    """Topics of comments that are cut into words.

    Parameters
    ----------
    clusters : {"kmeans", "evoc"}
        What proposes the groups.
    dimensions : int
        Of the embedding.
    words : int
        Words kept for a topic.
    min_size : int
        Comments that a topic needs,
    min_share : float
        and the share of the fitted comments.
    sample : int
        The model is fitted on at most this many comments.
    seed : int

    Attributes
    ----------
    topics_ : tuple of Topic
        Largest first; empty when the corpus is too small or nothing holds together.
    """

    def __init__(
        self,
        *,
        clusters: str = "kmeans",
        dimensions: int = 64,
        words: int = 10,
        min_size: int = 10,
        min_share: float = 0.005,
        sample: int = 60_000,
        seed: int = 0,
    ) -> None:
        self.clusters = clusters
        self.dimensions = dimensions
        self.words = words
        self.min_size = min_size
        self.min_share = min_share
        self.sample = sample
        self.seed = seed

    def fit(self, comments: list[list[str]]) -> Self:
        """Find the topics of the comments (lists of words)."""
        self.topics_: tuple[Topic, ...] = ()
        if len(comments) < FEWEST_COMMENTS:
            return self
        if len(comments) > self.sample:
            drawn = np.random.default_rng(self.seed).choice(
                len(comments), self.sample, replace=False
            )
            comments = [comments[i] for i in np.sort(drawn)]
        with one_thread():
            self._find(comments)
        return self

    def _find(self, comments: list[list[str]]) -> None:
        self._features = TopicFeatures().fit(comments)
        self._embedding = LsaEmbedding(self.dimensions, seed=self.seed)
        features = [found for found in self._features.transform(comments) if found]
        vectors = self._embedding.fit(features).transform(features)
        known = np.flatnonzero(vectors.any(axis=1))
        if len(known) < FEWEST_COMMENTS:
            return
        vectors, features = vectors[known], [features[i] for i in known]
        minimum = max(self.min_size, round(self.min_share * len(comments)))
        self._centres = find_centres(vectors, minimum, self.clusters, seed=self.seed)
        if len(self._centres):
            self._name(features, vectors)

    def transform(self, comments: list[list[str]]) -> tuple[Labels, npt.NDArray[np.float32]]:
        """Topic of each comment (−1: none) and the cosine to its centre."""
        if not self.topics_:
            return np.full(len(comments), -1), np.zeros(len(comments), dtype=np.float32)
        with one_thread():
            found = [assign(vectors, self._centres) for vectors in self._vectors(comments)]
        if not found:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        labels, closeness = zip(*found, strict=True)
        return np.concatenate(labels), np.concatenate(closeness)

    def _vectors(self, comments: list[list[str]]) -> Iterator[Vectors]:
        for start in range(0, len(comments), _CHUNK):
            chunk = self._features.transform(comments[start : start + _CHUNK])
            yield self._embedding.transform(chunk)

    def _name(self, features: list[list[str]], vectors: Vectors) -> None:
        labels, _ = assign(vectors, self._centres)
        kept = np.unique(labels[labels >= 0])  # a centre that moved may have lost all its comments
        self._centres = self._centres[kept]
        labels, _ = assign(vectors, self._centres)
        vocabulary = self._embedding.vocabulary_
        taken: set[str] = set()
        topics = []
        for words in topic_words(features, vectors, labels, vocabulary, self.words):
            name = label(words, taken)
            taken.add(name)
            topics.append(Topic(name, tuple(words)))
        self.topics_ = tuple(topics)
