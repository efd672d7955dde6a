"""Subjects that an earlier run could not know: comments whose words have risen since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from voc.topic.cluster import k_means
from voc.topic.match_score import match_scores, words_by_group
from voc.topic.mixture import UNASSIGNED, Counts, Labels

if TYPE_CHECKING:
    from voc.topic.embed import Vectors

__all__ = ["new_subjects", "risen_words"]

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_RISEN = 3.0  # times as large a share of the comments
_CHANCE = 0.01  # that any word is taken for a risen one
_ONE_SUBJECT = 0.3  # likeness at which groups of comments with risen words are one
_MOST_GROUPS = 8


def risen_words(
    held: Floats, comments: float, held_before: Floats, comments_before: float
) -> Flags:
    """Words that at least three times as large a share of the comments holds as before.

    Parameters
    ----------
    held, held_before : array of shape (words,)
        Comments that hold each word, now and before.
    comments, comments_before : float

    Notes
    -----
    And that this is chance is less likely than 0.01 over all words together (hypergeometric, as
    Fisher's exact test).

    Examples
    --------
    >>> held, before = np.array([30.0, 40.0, 3.0]), np.array([1.0, 35.0, 0.0])
    >>> risen_words(held, 500, before, 500).tolist()
    [True, False, False]
    """
    from scipy.stats import hypergeom

    every, holding = round(comments + comments_before), np.round(held + held_before)
    chance = hypergeom.sf(held - 1, every, holding, round(comments))
    share, before = held / max(1, comments), held_before / max(1, comments_before)
    return np.asarray((share >= _RISEN * before) & (chance * max(1, len(held)) < _CHANCE))


def new_subjects(
    counts: Counts, vectors: Vectors, risen: Flags, minimum: int, *, seed: int
) -> Labels:
    """Groups of the comments that hold risen words.

    Parameters
    ----------
    counts : sparse array of shape (n, words)
    vectors : array of shape (n, dimensions)
    risen : array of shape (words,)
        See `risen_words`.
    minimum : int
        Comments that a group needs.
    seed : int

    Returns
    -------
    array of shape (n,)
        0…k−1; −1 for comments without risen words and in groups that are too small.

    Notes
    -----
    k-means finds groups, eight at most; those that are alike (0.3 or more) are joined, the most
    alike first.
    """
    groups = np.full(counts.shape[0], UNASSIGNED)
    holding = np.asarray(counts[:, np.flatnonzero(risen)].sum(axis=1)).ravel() > 0
    rows = np.flatnonzero(holding & vectors.any(axis=1))
    if len(rows) < minimum:
        return groups
    count = max(1, min(_MOST_GROUPS, len(rows) // minimum))
    found = k_means(vectors[rows], count, seed=seed)
    overall = np.asarray(counts.sum(axis=0), dtype=np.float64).ravel()
    while True:
        _, found = np.unique(found, return_inverse=True)
        words = words_by_group(counts[rows], found, int(found.max()) + 1)
        alike = np.triu(match_scores(words, overall, words, overall), 1)
        one, other = np.unravel_index(int(alike.argmax()), alike.shape)
        if alike[one, other] < _ONE_SUBJECT:
            break
        found[found == other] = one
    large = np.bincount(found) >= minimum
    number = np.where(large, np.cumsum(large) - 1, UNASSIGNED)
    groups[rows] = number[found]
    return groups
