"""The topic model: vectors propose groups, a mixture of topics settles them, words name them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np

from voc.draw import drawn
from voc.threads import one_thread
from voc.topic.brands import Brands
from voc.topic.cluster import CLUSTERERS
from voc.topic.count import MOST, Candidate
from voc.topic.counting import feature_counts
from voc.topic.embed import LsaEmbedding, Vectors
from voc.topic.features import TopicFeatures
from voc.topic.match import (
    FEWEST_COMMENTS,
    ROUNDS,
    anchors_of,
    continued,
    first_mixture,
    remember,
    with_seeds,
)
from voc.topic.mixture import EVIDENCE, UNASSIGNED, Counts, Labels, Shares
from voc.topic.names import named, topic_words
from voc.topic.propose import Proposer
from voc.topic.seeds import SEED_WEIGHT, Seed, seed_anchors, seed_groups, seed_words
from voc.topic.settle import Settled, beside, settle
from voc.topic.standing import as_before, fingerprint, memory_of_before, parted
from voc.topic.topic import Anchor, Topic
from voc.topic.words import inside

_CHUNK = 20_000
_WORDS_FOR_LABELS = 20
_ABOUT = 0.75  # of the topics that are asked for
_ROUNDS_AFTER_SENTENCES = 3  # more would let words undo what sentences mean


@dataclass
class TopicModel:
    """Topics of comments that are cut into words.

    Parameters
    ----------
    embedding : str or object with encode(texts)
        "lsa", or what turns texts into unit vectors (see `voc.topic.sentences`).
    clusters : {"kmeans", "evoc", "hdbscan"}
        What proposes the groups.
    count : int
        About so many topics; 0: the largest number that comes back (see `steady_count`).
    dimensions : int
        Of the embedding.
    words : int
        Words kept for a topic.
    min_size : int
        Comments that a topic needs,
    min_share : float
        and the share of the fitted comments.
    sample : int
        The model is fitted on at most this many comments,
    embedded : int
        and a slow embedding is computed of at most this many.
    seed : int
    brands : bool
        Names of brands may be topics.
    names : sequence of str
        Names of brands beside those of `lexicons/brands.txt`.

    Attributes
    ----------
    topics_ : tuple of Topic
        Largest first; empty when the corpus is too small or nothing holds together.
    mixture_ : Mixture
        Row i belongs to topics_[i].
    memory_ : Memory
        What a later run needs beside.
    candidates_ : list of Candidate
        Numbers of topics that were tried, with their stability.
    hidden_ : tuple of Topic
        Topics that were deleted (`voc.topic.edits`): the hidden rows of `mixture_`.
    retired_ : frozenset of int
        Ids of topics that were merged into others; no other gets them.
    parts_ : dict of int to int
        Ids of topics that the next run is to part, and into how many.
    corpus_ : str
        Tells whether another model was fitted to the same comments.
    edited_ : bool
        The analyst has changed the topics, now or in an earlier run.
    """

    embedding: Any = "lsa"
    clusters: str = "kmeans"
    count: int = 0
    dimensions: int = 64
    words: int = 10
    min_size: int = 10
    min_share: float = 0.005
    sample: int = 60_000
    embedded: int = 4_000
    seed: int = 0
    brands: bool = False
    names: Sequence[str] = ()
    topics_: tuple[Topic, ...] = field(default=(), init=False)
    candidates_: list[Candidate] = field(default_factory=list, init=False)
    hidden_: tuple[Topic, ...] = field(default=(), init=False)
    retired_: frozenset[int] = field(default=frozenset(), init=False)
    parts_: dict[int, int] = field(default_factory=dict, init=False)
    corpus_: str = field(default="", init=False)
    edited_: bool = field(default=False, init=False)

    def fit(
        self,
        comments: Sequence[list[str]],
        texts: Sequence[str] | None = None,
        sentiment: Sequence[float] | Any = None,
        *,
        questions: Any = None,
        anchors: Sequence[Anchor] = (),
        seeds: Sequence[Seed] = (),
        earlier: TopicModel | None = None,
    ) -> Self:
        """Find the topics of the comments.

        Parameters
        ----------
        comments : list of list of str
            Words of each.
        texts, sentiment : sequence, optional
            Of the same comments; only an embedding of sentences needs them. Topics are what is
            spoken of, so that the direction of good and bad is taken out of such vectors.
        questions : array of shape (n,), optional
            What each answers; a sample has some of every question.
        anchors : sequence of Anchor
            Topics that are known beforehand.
        seeds : sequence of Seed
            Topics that are asked for.
        earlier : TopicModel, optional
            Of an earlier run with topics: they go on under their ids and labels, subjects that are
            new join them (`voc.topic.match`). Any number of comments will do then.
        """
        if self.clusters not in CLUSTERERS:
            raise ValueError(f"clusters is {self.clusters!r}, not one of {', '.join(CLUSTERERS)}")
        self.topics_, self.candidates_ = (), []
        if len(comments) > self.sample:
            rows = drawn(len(comments), self.sample, strata=questions, seed=self.seed)
            comments = [comments[i] for i in rows]
            texts = None if texts is None else [texts[i] for i in rows]
            sentiment = None if sentiment is None else [sentiment[i] for i in rows]
        with one_thread("sklearn.cluster"):
            self._find(comments, texts, sentiment, list(anchors), seeds, earlier)
        return self

    def _find(
        self,
        comments: Sequence[list[str]],
        texts: Sequence[str] | None,
        sentiment: Sequence[float] | Any,
        anchors: list[Anchor],
        seeds: Sequence[Seed],
        earlier: TopicModel | None,
    ) -> None:
        brands = Brands(() if self.brands else self.names, listed=not self.brands)
        self.features_ = TopicFeatures(seed_words(seeds), brands)
        self.features_.fit(comments, None if earlier is None else earlier.features_)
        self._lsa = LsaEmbedding(self.dimensions, seed=self.seed)
        features = self.features_.transform(comments)
        rows = np.array([row for row, found in enumerate(features) if found], dtype=np.int64)
        features = [features[row] for row in rows]
        self.corpus_ = fingerprint(features)
        self._lsa.fit([self.features_.without_brands(found) for found in features])
        vectors = self._lsa.transform(features)
        if earlier is not None and earlier.corpus_ == self.corpus_:
            self._stand(earlier, features, vectors)
            return
        if earlier is None:
            known = np.flatnonzero(vectors.any(axis=1))
            if len(known) < FEWEST_COMMENTS:
                return
            features, vectors, rows = [features[i] for i in known], vectors[known], rows[known]
        elif not len(rows):
            return
        else:
            anchors = with_seeds(anchors_of(earlier, len(rows)), anchors)
        anchors = with_seeds(anchors, seed_anchors(seeds, features, self._lsa.vocabulary_))
        self.vocabulary_ = sorted(
            self._lsa.vocabulary_
            | self.features_.brands_among(features, self._lsa.vocabulary_)
            | {word for anchor in anchors for word in anchor.words}
        )
        counts = self.counts_of(features)
        minimum = self._proposer().fewest(len(comments))
        if earlier is not None:
            settled, match = self._continued(earlier, anchors, counts, vectors, minimum)
        else:
            near = None if texts is None else [texts[row] for row in rows]
            mood = np.zeros(len(rows)) if sentiment is None else np.asarray(sentiment)[rows]
            words = [comments[row] for row in rows]
            place = [[one.label for one in anchors].index(seed.label) for seed in seeds]
            spoken = np.array([*place, UNASSIGNED])[seed_groups(seeds, features)]
            settled = self._settled(words, near, mood, anchors, spoken, counts, vectors, minimum)
            match = [np.nan] * len(settled.origin)
        self._keep(settled, match, anchors, features, vectors, counts, earlier)

    def _stand(self, earlier: TopicModel, features: list[list[str]], vectors: Vectors) -> None:
        """The same comments as before: topics stand as they are, nothing is fitted."""
        self.vocabulary_ = earlier.vocabulary_
        anchors, settled = as_before(earlier)
        counts, match = self.counts_of(features), [1.0] * len(anchors)
        self._keep(settled, match, anchors, features, vectors, counts, earlier)

    def _settled(
        self,
        comments: list[list[str]],
        texts: Sequence[str] | None,
        sentiment: Any,
        anchors: list[Anchor],
        spoken: Labels,
        counts: Counts,
        vectors: Vectors,
        minimum: int,
    ) -> Settled:
        """Topics that are found anew; `spoken` are the anchors of comments that say a seed."""
        rounds, propose = None, self._proposer()
        if self.embedding != "lsa" and texts is not None:
            rounds = _ROUNDS_AFTER_SENTENCES
            start = propose.of_sentences(
                self.embedding, texts, comments, sentiment, vectors, counts
            )
        else:
            start, rest = np.full(len(spoken), UNASSIGNED), np.flatnonzero(spoken < 0)
            if len(rest) >= self.min_size:
                start[rest] = propose.of_vectors(vectors[rest], counts[rest])
        self.candidates_ = propose.candidates_
        given, most = self._anchored(anchors), self._most(start)
        start = np.where(spoken >= 0, spoken, beside(counts, start, given))
        settled = settle(counts, start, given, minimum, most, rounds=rounds)
        if len(settled.origin) < _ABOUT * self.count:
            # In few comments large topics swallow small ones round by round.
            proposed = settle(counts, start, given, minimum, most, rounds=0)
            settled = max(proposed, settled, key=lambda found: len(found.origin))
        return settled

    def _continued(
        self,
        earlier: TopicModel,
        anchors: list[Anchor],
        counts: Counts,
        vectors: Vectors,
        minimum: int,
    ) -> tuple[Settled, list[float]]:
        """The topics of the earlier run in these comments, and how much each is what it was."""
        given, words = self._anchored(anchors), self.vocabulary_
        start = first_mixture(earlier, given, counts, vectors, words, minimum, seed=self.seed)
        settled = settle(counts, start, given, minimum, len(start.log_sizes), rounds=ROUNDS)
        return continued(earlier, settled, anchors, given, counts, words, minimum)

    def _proposer(self) -> Proposer:
        return Proposer(
            self.clusters, self.count, self.min_size, self.min_share, self.embedded, self.seed
        )

    def _most(self, start: Labels) -> int:
        return self.count or max(MOST, int(start.max(initial=-1)) + 1 if self.count else MOST)

    def _anchored(self, anchors: list[Anchor]) -> Shares:
        place = {word: i for i, word in enumerate(self.vocabulary_)}
        words = np.zeros((len(anchors), len(place)), dtype=np.float32)
        for row, anchor in enumerate(anchors):
            for word, weight in anchor.words.items():
                words[row, place[word]] = weight
        return words

    def _keep(
        self,
        settled: Settled,
        match: list[float],
        anchors: list[Anchor],
        features: list[list[str]],
        vectors: Vectors,
        counts: Counts,
        earlier: TopicModel | None,
    ) -> None:
        """Name the topics and order them by size; part those that are to be parted."""
        asked = {} if earlier is None else earlier.parts_
        found = parted(settled, anchors, asked, counts, vectors, seed=self.seed)
        settled, match = found.settled, [match[row] for row in found.rows]
        labels, _ = settled.mixture.assign(counts)
        sizes = np.bincount(labels[labels >= 0], minlength=len(settled.origin))
        hidden = [place is not None and anchors[place].hidden for place in settled.origin]
        order = np.lexsort((-sizes, np.array(hidden, dtype=bool)))
        shown = len(hidden) - sum(hidden)
        origins = [settled.origin[i] for i in order]
        labels = np.append(np.argsort(order), UNASSIGNED)[labels]
        self.mixture_ = settled.mixture.only(order).hiding(shown)
        if earlier is not None and earlier.corpus_ == self.corpus_:
            self.memory_ = memory_of_before(earlier, found, order)
        else:
            self.memory_ = remember(counts, labels, origins, self.vocabulary_, anchors, earlier)
        if earlier is not None:
            known = {topic.id: topic for topic in (*earlier.topics_, *earlier.hidden_)}
            self.hidden_ = tuple(known[anchors[i].id] for i in origins[shown:])
            self.retired_, self.edited_ = earlier.retired_, earlier.edited_
        if shown:
            labels = np.where(labels < shown, labels, UNASSIGNED)
            match = [match[i] for i in order[:shown]]
            self._name(origins[:shown], match, anchors, features, vectors, labels)

    def _name(
        self,
        origins: list[int | None],
        match: list[float],
        anchors: list[Anchor],
        features: list[list[str]],
        vectors: Vectors,
        labels: Labels,
    ) -> None:
        vocabulary = self._lsa.vocabulary_ | {inside(seed) for seed in self.features_.seeds}
        most = max(self.words, _WORDS_FOR_LABELS)
        words = topic_words(features, vectors, labels, vocabulary, most, len(origins))
        members = [
            [features[i] for i in np.flatnonzero(labels == row)] for row in range(len(words))
        ]
        topics = named(
            [None if place is None else anchors[place] for place in origins],
            words,
            members,
            self.words,
            taken={anchor.label for anchor in anchors},
        )
        ids = self.retired_.union(anchor.id for anchor in anchors if anchor.id is not None)
        following = iter(range(max(ids, default=-1) + 1, 10**9))
        self.topics_ = tuple(
            replace(topic, match=alike, id=next(following) if topic.id < 0 else topic.id)
            for topic, alike in zip(topics, match, strict=True)
        )

    def counts_of(self, features: list[list[str]]) -> Counts:
        """Known features of each comment, as 0 and 1; words of seeds as 0 and 3."""
        places = {word: i for i, word in enumerate(self.vocabulary_)}
        counts = feature_counts(features, places, once=True)
        seeds = {inside(seed) for seed in self.features_.seeds}
        if not seeds:
            return counts
        weights = [SEED_WEIGHT if word in seeds else 1 for word in self.vocabulary_]
        return counts.multiply(np.array([weights], dtype=np.float32)).tocsr()

    def counts(self, comments: Sequence[list[str]]) -> Iterator[Counts]:
        """Known words of the comments, in chunks."""
        for start in range(0, len(comments), _CHUNK):
            yield self.counts_of(self.features_.transform(comments[start : start + _CHUNK]))

    def shares(self, comments: list[list[str]]) -> Shares:
        """Probability of each topic for each comment."""
        found = [self.mixture_.shares(counts) for counts in self.counts(comments)]
        return np.concatenate(found) if found else np.zeros((0, len(self.topics_)), np.float32)

    def transform(
        self, comments: list[list[str]], least: float = EVIDENCE
    ) -> tuple[Labels, Shares]:
        """Row in `topics_` of each comment (−1: none) and how sure that is, 0…1."""
        empty = np.full(len(comments), UNASSIGNED), np.zeros(len(comments), dtype=np.float32)
        if not self.topics_ or not comments:
            return empty
        with one_thread("sklearn.cluster"):
            found = [self.mixture_.assign(counts, least) for counts in self.counts(comments)]
        labels, strength = zip(*found, strict=True)
        return np.concatenate(labels), np.concatenate(strength)

    def vectors(self, features: list[list[str]]) -> Vectors:
        """LSA vectors of features, of the model that was fitted in this process."""
        return self._lsa.transform(features)
