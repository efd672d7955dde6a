"""A mixture of topics: each comment is drawn from one, each topic draws words of its own.

What a clusterer proposes is only the start; from there on words decide. The same model then says
to which topic a comment, a clause or a comment of next month belongs, and how sure that is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Labels = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float32]
Counts = Any  # scipy sparse matrix of 0 and 1: comments × words

UNASSIGNED = -1
EVIDENCE = (
    0.35  # strength below which a comment stays unassigned; of those just above, half are right
)
_SMOOTHING = 0.5  # of each word in each topic; 0.1 and 1 agree with true classes no better
_ROUNDS = 30
_STILL = 1e-3  # mean change of the shares at which it has settled


@dataclass(frozen=True)
class Mixture:
    """Topics as distributions of words.

    Attributes
    ----------
    log_words : array of shape (topics, words)
        Logarithm of the probability of each word in each topic.
    log_sizes : array of shape (topics,)
        Logarithm of the share of each topic.
    hidden : Mixture, optional
        Topics that nobody wants to see: what belongs to them belongs to no other.
    """

    log_words: Shares
    log_sizes: Shares
    hidden: Mixture | None = None

    def every(self) -> Mixture:
        """The topics and, after them, the hidden ones; none is hidden any more."""
        if self.hidden is None:
            return self
        return Mixture(
            np.vstack([self.log_words, self.hidden.log_words]),
            np.append(self.log_sizes, self.hidden.log_sizes),
        )

    def hiding(self, shown: int) -> Mixture:
        """The same topics, all but the first so many hidden."""
        if shown == len(self.log_sizes):
            return self
        hidden = Mixture(self.log_words[shown:], self.log_sizes[shown:])
        return Mixture(self.log_words[:shown], self.log_sizes[:shown], hidden)

    def equal(self) -> Mixture:
        """The same topics, all as large as each other; hidden ones left out."""
        return Mixture(self.log_words, np.zeros_like(self.log_sizes))

    def only(self, topics: Sequence[int] | Labels) -> Mixture:
        """These topics, in this order."""
        sizes = self.log_sizes[np.asarray(topics, dtype=np.int64)]
        total = np.log(np.exp(sizes).sum()) if len(sizes) else 0
        return Mixture(self.log_words[np.asarray(topics, dtype=np.int64)], sizes - total)

    def shares(self, counts: Counts, *, tempered: bool = True) -> Shares:
        """Probability of each topic for each row of words; rows without words have the sizes.

        What is missing from 1 is the probability of hidden topics.

        Parameters
        ----------
        counts : sparse array of shape (n, words)
            1 where the comment holds the word.
        tempered : bool
            m words count as √m independent ones: the words of a comment hang together, and without
            this nearly every long comment would be called certain.
        """
        if self.hidden is not None:
            every = self.every().shares(counts, tempered=tempered)
            return every[:, : len(self.log_sizes)]
        evidence = np.asarray(counts @ self.log_words.T, dtype=np.float32)
        if tempered:
            known = np.maximum(np.asarray(counts.sum(axis=1), dtype=np.float32).reshape(-1, 1), 1)
            evidence /= np.sqrt(known)
        return _normalised(evidence + self.log_sizes)

    def assign(self, counts: Counts, least: float = EVIDENCE) -> tuple[Labels, Shares]:
        """Topic of each row and its strength.

        −1 without known words, with a strength below `least`, or of a hidden topic.
        """
        if not len(self.every().log_sizes):
            none = np.full(counts.shape[0], UNASSIGNED, dtype=np.int64)
            return none, np.zeros(counts.shape[0], dtype=np.float32)
        shares = self.every().shares(counts)
        strength = shares.max(axis=1)
        known = np.asarray(counts.sum(axis=1)).ravel() > 0
        topic = np.where(known & (strength >= least), shares.argmax(axis=1), UNASSIGNED)
        hidden = topic >= len(self.log_sizes)
        topic[hidden], strength[hidden] = UNASSIGNED, 0
        return topic.astype(np.int64), np.where(known, strength, 0).astype(np.float32)

    def nearest(self, counts: Counts) -> Labels:
        """The likeliest topic of each row, however thin the evidence."""
        return np.asarray(self.shares(counts).argmax(axis=1), dtype=np.int64)


def fit_mixture(
    counts: Counts,
    start: Labels | Mixture,
    *,
    anchors: Shares | None = None,
    rounds: int | None = None,
) -> Mixture:
    """Expectation maximisation from a first grouping.

    Parameters
    ----------
    counts : sparse array of shape (n, words)
        1 where the comment holds the word.
    start : array of shape (n,), or Mixture
        Group of each comment, 0…k−1; −1 where there is none yet. Or topics that are known.
    anchors : array of shape (k, words), optional
        Words that are given to a topic beforehand, counted as if so many comments of it held them:
        seeds of the analyst, and the words of an earlier wave. Topics beyond those of `start` are
        made of their anchors alone.
    rounds : int, optional
        At most; by default 30.

    Returns
    -------
    Mixture

    Notes
    -----
    p(comment | topic) = Π p(word | topic) over its distinct words;
    p(word | topic) = (½ + anchors + Σ shares of the comments that hold it) / Σ.

    References
    ----------
    Nigam, McCallum, Thrun & Mitchell 2000, Text classification from labeled and unlabeled documents
    using EM, Machine Learning 39:103–134.
    """
    transposed = counts.T.tocsr()
    if isinstance(start, Mixture):
        mixture, shares = start, np.zeros((counts.shape[0], len(start.log_sizes)), dtype=np.float32)
    else:
        shares = _given(start, 0 if anchors is None else len(anchors))
        mixture = _estimated(transposed, shares, anchors)
    for _ in range(_ROUNDS if rounds is None else rounds):
        following = mixture.shares(counts, tempered=False)
        moved = float(np.abs(following - shares).sum(axis=1).mean()) / 2
        shares = following
        mixture = _estimated(transposed, shares, anchors)
        if moved < _STILL:
            break
    return mixture


def _given(start: Labels, anchors: int) -> Shares:
    topics = max(int(start.max(initial=-1)) + 1, anchors)
    shares = np.zeros((len(start), topics), dtype=np.float32)
    grouped = np.flatnonzero(start >= 0)
    shares[grouped, start[grouped]] = 1
    return shares


def _estimated(transposed: Counts, shares: Shares, anchors: Shares | None) -> Mixture:
    words = np.asarray(transposed @ shares, dtype=np.float32).T + _SMOOTHING
    if anchors is not None:
        words[: len(anchors)] += anchors
    sizes = shares.sum(axis=0) + 1
    return Mixture(
        log_words=np.log(words / words.sum(axis=1, keepdims=True)),
        log_sizes=np.log(sizes / sizes.sum()),
    )


def _normalised(evidence: Shares) -> Shares:
    evidence = evidence - evidence.max(axis=1, keepdims=True)
    np.exp(evidence, out=evidence)
    return np.asarray(evidence / evidence.sum(axis=1, keepdims=True), dtype=np.float32)
