"""Which comments to embed as sentences, and the space in which their vectors are grouped."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voc.topic.embed import Vectors, unit

__all__ = ["draw_sample", "topic_space"]

Rows = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]

_DIMENSIONS = 32
_WHITENING = 0.25
_INFORMATIVE = 5  # known features from which on a comment says what it is about
_TINY = 1e-6


def topic_space(
    sentences: npt.ArrayLike,
    sentiment: npt.ArrayLike,
    lsa: npt.ArrayLike,
    known: npt.ArrayLike | None = None,
) -> Vectors:
    """Vectors in which what a comment is about outweighs whether it is praise.

    Parameters
    ----------
    sentences : array of shape (n, d)
        Sentence embeddings.
    sentiment : array of shape (n,)
        −1…1, or any other scale; NaN counts as the mean.
    lsa : array of shape (n, m)
        Unit vectors by the words of the same comments.
    known : array of shape (n,), optional
        Known features of each comment; without it the words count in full.

    Returns
    -------
    array of shape (n, at most 32 + m)
        Unit vectors; zeros where both parts say nothing.

    Notes
    -----
    1. The sentence vectors are centred, and what a straight line of the sentiment explains is taken
       out: with e5 the first axis of reviews is praise against complaint, and topics would be, too.
    2. Of the rest, the 32 strongest principal axes, each divided by the root of the root of its
       singular value: between as they are and equally strong.
    3. Beside them the vectors by words, weighted by f ÷ (f + 5) for f known features: a word or two
       tell little, but in a long text words tell more than the sentence vector.

    References
    ----------
    Mu & Viswanath 2018, All-but-the-top: simple and effective postprocessing for word
    representations, ICLR.

    Examples
    --------
    The second axis is the sentiment; without it the first two rows are one.

    >>> space = topic_space([[1, 1], [1, -1], [-1, 1], [-1, -1]], [1, -1, 1, -1], np.zeros((4, 1)))
    >>> bool(np.allclose(space[0], space[1])), bool(np.allclose(space[0], -space[2]))
    (True, True)
    """
    vectors = np.asarray(sentences, dtype=np.float64)
    vectors = _without(vectors - vectors.mean(axis=0), np.asarray(sentiment, dtype=np.float64))
    words = np.asarray(lsa, dtype=np.float64)
    if known is not None:
        features = np.asarray(known, dtype=np.float64).reshape(-1, 1)
        words = words * features / (features + _INFORMATIVE)
    meaning = unit(_strongest(vectors).astype(np.float32))
    return unit(np.hstack([meaning, words]).astype(np.float32))


def draw_sample(lsa: npt.ArrayLike, known: npt.ArrayLike, size: int, *, seed: int) -> Rows:
    """Rows of comments to embed, in order: those that say something, from all kinds.

    Parameters
    ----------
    lsa : array of shape (n, m)
        Vectors by words. The kind of a comment is its strongest axis.
    known : array of shape (n,)
        Known features of each comment.
    size : int
    seed : int

    Returns
    -------
    array of shape (min(n, size),)
        Comments with at least five known features, every kind in proportion. Where there are too
        few, all of these and those with the most features of the others.

    Examples
    --------
    >>> draw_sample(np.eye(4), [9, 1, 9, 2], 3, seed=0).tolist()
    [0, 2, 3]
    """
    vectors, features = np.asarray(lsa), np.asarray(known).ravel()
    if len(features) <= size:
        return np.arange(len(features))
    random = np.random.default_rng(seed)
    chance = random.random(len(features))
    telling = np.flatnonzero(features >= _INFORMATIVE)
    if len(telling) <= size:
        return np.sort(np.lexsort((chance, -np.minimum(features, _INFORMATIVE)))[:size])
    strongest = np.abs(vectors).argmax(axis=1)
    positive = np.take_along_axis(vectors, strongest[:, None], axis=1)[:, 0] > 0
    kind = 2 * strongest + positive
    ordered = telling[np.lexsort((chance[telling], kind[telling]))]
    places = ((np.arange(size) + random.random()) * (len(ordered) / size)).astype(np.int64)
    return np.sort(ordered[places])


def _without(vectors: Doubles, cause: Doubles) -> Doubles:
    """Residuals of centred vectors after a regression on the cause."""
    heard = np.isfinite(cause)
    cause = np.where(heard, cause, cause[heard].mean() if heard.any() else 0.0)
    cause = cause - cause.mean()
    power = float(cause @ cause)
    if power < _TINY:
        return vectors
    return vectors - np.outer(cause, (cause @ vectors) / power)


def _strongest(vectors: Doubles) -> Doubles:
    """Principal components of centred vectors, half-way to equal strength."""
    power, axes = np.linalg.eigh(vectors.T @ vectors)
    power, axes = power[::-1][:_DIMENSIONS], axes[:, ::-1][:, :_DIMENSIONS]
    kept = power > _TINY * max(1.0, float(power[0]))
    strength = np.sqrt(power[kept])
    return np.asarray((vectors @ axes[:, kept]) / strength**_WHITENING)
