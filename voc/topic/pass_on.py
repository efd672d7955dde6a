"""Carries topics from comments that have one to all others, by the words they use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Self

import numpy as np
import numpy.typing as npt

__all__ = ["PassOn"]

Labels = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]

UNASSIGNED = -1
_FOLDS = 5
_LEAST_COMMENTS = 2  # that hold a word, for it to count
_SCALES = (0.1, 1000.0)


class PassOn:
    """Complement naive Bayes on TF-IDF of all words, with calibrated probabilities.

    All words count, not topic features alone: 好吃 and 给力, verdicts that no topic is named by,
    still tell fruit from telephones.

    Parameters
    ----------
    smoothing : float
        Added to the weight of each word in each complement.
    seed : int
        Parts the comments for the calibration.

    Attributes
    ----------
    topics_ : array of shape (k,)
        The topics that were given, in order.
    scale_ : float
        Factor of the scores at which the probabilities are right.

    Notes
    -----
    score(topic) = −Σ tfidf(word) · log θ(word), where θ is the share of the word, smoothed, in the
    comments of all *other* topics: these are more even in size than the topics themselves.
    p(topic) = softmax(scale × score), with the scale that makes the held-out topics of a five-fold
    cross-validation likeliest.

    References
    ----------
    Rennie, Shih, Teevan & Karger 2003, Tackling the poor assumptions of naive Bayes text
    classifiers, ICML. Guo, Pleiss, Sun & Weinberger 2017, On calibration of modern neural
    networks, ICML (temperature scaling).

    Examples
    --------
    >>> comments = [["苹果", "很", "甜"], ["苹果", "甜"], ["屏幕", "很", "卡"], ["屏幕", "卡"]]
    >>> model = PassOn().fit(comments, [0, 0, 1, 1])
    >>> model.predict([["不", "甜"], ["太", "卡"], ["快递"]])[0].tolist()
    [0, 1, -1]
    """

    def __init__(self, *, smoothing: float = 1.0, seed: int = 0) -> None:
        self.smoothing = smoothing
        self.seed = seed

    def fit(self, comments: Sequence[Sequence[str]], labels: npt.ArrayLike) -> Self:
        """Learn which words belong to which topic.

        Parameters
        ----------
        comments : sequence of sequence of str
            All words of each.
        labels : array of shape (n,)
            Topic of each; comments with −1 are left out.
        """
        topic = np.asarray(labels, dtype=np.int64)
        given = np.flatnonzero(topic != UNASSIGNED).tolist()
        self.topics_, place = np.unique(topic[given], return_inverse=True)
        self.scale_ = 1.0
        found = self._learn_words([comments[i] for i in given])
        if found is None or len(self.topics_) < 2:
            self._evidence = np.zeros((len(self.topics_), 0 if found is None else found.shape[1]))
            return self
        members = np.zeros((len(given), len(self.topics_)))
        members[np.arange(len(given)), place] = 1
        self.scale_ = self._calibrated(found, members, place)
        self._evidence = self._evidence_of(found.T @ members)
        return self

    def predict(self, comments: Sequence[Sequence[str]]) -> tuple[Labels, Shares]:
        """Topic of each comment and its probability.

        Parameters
        ----------
        comments : sequence of sequence of str
            All words of each.

        Returns
        -------
        labels : array of shape (n,)
            −1 for a comment without a single known word.
        probability : array of shape (n,)
            Chance that the topic is the one the comment would have had in the sample; 0 for −1.
        """
        shares = self.shares(comments)
        if not shares.shape[1]:
            return np.full(len(shares), UNASSIGNED), np.zeros(len(shares), dtype=np.float32)
        known = shares.any(axis=1)
        labels = np.where(known, self.topics_[shares.argmax(axis=1)], UNASSIGNED)
        return labels.astype(np.int64), shares.max(axis=1)

    def shares(self, comments: Sequence[Sequence[str]]) -> Shares:
        """Probability of each of `topics_`; zeros for a comment without a known word.

        Returns
        -------
        array of shape (n, k)
        """
        if self._words is None or not len(self.topics_) or not len(comments):
            return np.zeros((len(comments), len(self.topics_)), dtype=np.float32)
        found = self._words.transform(comments)
        known = np.diff(found.indptr) > 0
        chances = _softmax(self.scale_ * (found @ self._evidence.T)) * known[:, None]
        return np.asarray(chances, dtype=np.float32)

    def _learn_words(self, comments: list[Sequence[str]]) -> Any:
        """TF-IDF of the comments; None when they hold no word."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._words: Any = None
        held = Counter(word for words in comments for word in set(_lower(words)))
        vocabulary = sorted(word for word, count in held.items() if count >= _LEAST_COMMENTS)
        vocabulary = vocabulary or sorted(held)
        if not vocabulary:
            return None
        self._words = TfidfVectorizer(analyzer=_lower, sublinear_tf=True, vocabulary=vocabulary)
        return self._words.fit_transform(comments)

    def _evidence_of(self, weights: Doubles) -> Doubles:
        """What a word says for each topic, from the weight of each word (rows) in each topic."""
        others = weights.sum(axis=1, keepdims=True) - weights + self.smoothing
        return np.asarray(-np.log(others / others.sum(axis=0)).T)

    def _calibrated(self, found: Any, members: Doubles, place: Labels) -> float:
        """The scale that makes held-out topics likeliest."""
        from scipy.optimize import minimize_scalar

        chance = np.random.default_rng(self.seed).random(len(place))
        fold = np.empty(len(place), dtype=np.int64)
        fold[np.lexsort((chance, place))] = np.arange(len(place)) % _FOLDS  # every topic in each
        weights = found.T @ members
        scores = np.zeros(members.shape)
        for i in range(_FOLDS):
            held = np.flatnonzero(fold == i)
            rest = weights - found[held].T @ members[held]
            scores[held] = found[held] @ self._evidence_of(rest).T
        rows = np.arange(len(place))

        def surprise(log_scale: float) -> float:
            right = _softmax(np.exp(log_scale) * scores)[rows, place]
            return -float(np.log(np.maximum(right, 1e-12)).sum())

        low, high = np.log(_SCALES)
        return float(np.exp(minimize_scalar(surprise, bounds=(low, high), method="bounded").x))


def _softmax(scores: Doubles) -> Doubles:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _lower(words: Sequence[str]) -> list[str]:
    return [word.lower() for word in words]
