"""How many topics: as many as come back when the model is fitted to other comments."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from voc.topic.cluster import k_means, steady_groups
from voc.topic.embed import Vectors
from voc.topic.mixture import Counts, Labels, fit_mixture
from voc.topic.stability import Stability, stability

MOST = 30  # topics that a reader can survey
_FEWEST = 8
_CANDIDATES = (2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 26, 30)
_SAMPLE = 6_000
_REPEATS = 5
_SMALL, _REPEATS_IN_SMALL = 1_000, 10  # in few comments five tell little
_STARTS = 3
_PARTS = 20
_ROUNDS = 15
_COMES_BACK = 0.6  # Jaccard; below it Hennig advises not to trust a cluster
_MISLEADING = 1 / 2  # what a topic that does not come back takes away from one that does
_COMMENTS_A_TOPIC = 20


@dataclass(frozen=True)
class Candidate:
    """A number of topics, how many of them come back, and how well all do.

    Attributes
    ----------
    count : int
    returning : int
        Topics whose comments are found together again (mean Jaccard index of 0.6 or more).
    stability : Stability
        Adjusted Rand index of all comments.
    """

    count: int
    returning: int
    stability: Stability


def candidates_for(comments: int) -> list[int]:
    """Numbers of topics worth trying for so many comments.

    At least the fourth root of the comments, up to 8: two or three topics nearly always come back,
    but tell a reader of thousands of comments nothing.

    >>> candidates_for(250), candidates_for(10_000)
    ([4, 5, 6, 8, 10, 12], [8, 10, 12, 15, 18, 22, 26, 30])
    """
    fewest = min(_FEWEST, round(comments**0.25))
    most = min(MOST, max(fewest, comments // _COMMENTS_A_TOPIC))
    return [count for count in _CANDIDATES if fewest <= count <= most]


def steady_count(vectors: Vectors, counts: Counts, *, seed: int) -> tuple[int, list[Candidate]]:
    """The number of topics of which most come back, and what was tried.

    Parameters
    ----------
    vectors : array of shape (n, dimensions)
        Unit vectors.
    counts : sparse array of shape (n, words)
    seed : int

    Returns
    -------
    count : int
        The candidate with the highest number of returning topics less half of the others.
    candidates : list of Candidate

    Notes
    -----
    For each candidate the model is fitted to at most 6,000 comments, and five times to four in
    five of them; up to 1,000 comments, ten times. A topic comes back when the mean over these of
    its best Jaccard index (comments in both / comments in either) is 0.6 or more.

    References
    ----------
    Hennig 2007, Cluster-wise assessment of cluster stability, Computational Statistics & Data
    Analysis 52:258–271. Greene, O'Callaghan & Cunningham 2014, How many topics?, ECML PKDD.
    """
    candidates = candidates_for(len(vectors))
    vectors, counts = _sampled(vectors, counts, seed)
    # k-means spends its time outside the interpreter, so that threads help; each is alone with its
    # sums, and the order of the candidates stays.
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        tried = list(
            threads.map(lambda count: try_count(vectors, counts, count, seed=seed), candidates)
        )
    return chosen_count(tried), tried


def chosen_count(tried: Sequence[Candidate]) -> int:
    """The number with the most returning topics less half of the others; 0 of none.

    >>> def candidate(count, returning, value):
    ...     return Candidate(count, returning, Stability(value, 0, 1, value, ()))
    >>> chosen_count([candidate(4, 3, 0.5), candidate(6, 5, 0.5), candidate(12, 6, 0.6)])
    6
    """
    if not tried:
        return 0
    return max(tried, key=lambda one: (_worth(one), np.nan_to_num(one.stability.value))).count


def _worth(candidate: Candidate) -> float:
    return candidate.returning - _MISLEADING * (candidate.count - candidate.returning)


def try_count(vectors: Vectors, counts: Counts, count: int, *, seed: int) -> Candidate:
    """Fit so many topics again to parts of the comments, 6,000 at most."""
    vectors, counts = _sampled(vectors, counts, seed)
    fitted: list[Labels] = []

    def fit(rows: Labels, seed: int) -> Labels:
        if len(rows) == len(vectors):
            start = steady_groups(vectors, count, seed=seed, parts=_PARTS)
        else:
            start = k_means(vectors[rows], count, seed=seed, starts=_STARTS)
        fitted.append(fit_mixture(counts[rows], start, rounds=_ROUNDS).nearest(counts))
        return fitted[-1]

    repeats = _REPEATS if len(vectors) > _SMALL else _REPEATS_IN_SMALL
    found = stability(fit, len(vectors), repeats=repeats, seed=seed)
    whole, *parts = fitted
    likeness = np.mean([_best_jaccard(whole, part) for part in parts], axis=0) if parts else []
    return Candidate(count, int(np.sum(np.asarray(likeness) >= _COMES_BACK)), found)


def _sampled(vectors: Vectors, counts: Counts, seed: int) -> tuple[Vectors, Counts]:
    if len(vectors) <= _SAMPLE:
        return vectors, counts
    drawn = np.random.default_rng(seed).choice(len(vectors), _SAMPLE, replace=False)
    drawn.sort()
    return vectors[drawn], counts[drawn]


def _best_jaccard(labels: Labels, again: Labels) -> list[float]:
    """For each topic its Jaccard index with the topic of the other fit that is most like it."""
    together = np.zeros((labels.max() + 1, again.max() + 1))
    np.add.at(together, (labels, again), 1)
    either = together.sum(axis=1, keepdims=True) + together.sum(axis=0) - together
    return [float(value) for value in (together / np.maximum(either, 1)).max(axis=1)]
