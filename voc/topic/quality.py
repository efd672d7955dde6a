"""Figures that say how good topics are, with bounds and a verdict."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.metric.intervals import mean_interval, wilson
from voc.topic.coherence import mean_coherence
from voc.topic.stability import Stability

__all__ = [
    "LINES",
    "MEASURES",
    "diversity",
    "quality_table",
    "silhouette",
    "silhouettes",
    "unassigned",
    "verdict",
]

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]
Vectors = npt.NDArray[np.floating]

MEASURES = ("coherence", "diversity", "stability", "unassigned", "silhouette")

# Where a figure begins to be fair and good; the reasons are with `verdict`.
LINES: dict[str, tuple[float, float]] = {
    "coherence": (0.08, 0.20),  # above words of different topics
    "diversity": (0.70, 0.85),
    "stability": (0.65, 0.80),
    "unassigned": (0.30, 0.15),  # less is better
    "silhouette": (0.05, 0.15),
}

_COLUMNS = ["measure", "value", "low", "high", "verdict"]
_CHUNK = 20_000
_NOTHING = 1e-9  # a distance that is rounding


def quality_table(
    words_of_topics: Sequence[Sequence[str]],
    documents: Sequence[Collection[str]],
    labels: Labels,
    vectors: Vectors | None = None,
    *,
    stability: Stability | None = None,
    top: int = 10,
    seed: int = 0,
) -> pd.DataFrame:
    """The five measures of the quality of topics.

    Parameters
    ----------
    words_of_topics : sequence of sequence of str
        The words of each topic, best first.
    documents : sequence of set or list of str
        The words and phrases of each comment, made as those of the topics are.
    labels : array of shape (n,)
        Topic of each comment, −1 for unassigned.
    vectors : array of shape (n, dimensions), optional
        Of the same comments; without them there is no silhouette.
    stability : Stability, optional
        By `voc.topic.stability.stability`, which fits the model several times.
    top : int
        Words of a topic that count.
    seed : int
        Of the interval of the coherence.

    Returns
    -------
    DataFrame
        One row a measure: measure · value · low · high · verdict ("good", "fair", "weak", "" where
        there is no figure). coherence: mean NPMI with its jackknife interval; diversity: without
        bounds, since it counts the words as they are listed; stability: mean adjusted Rand index,
        the least and the largest of the repeats; unassigned: share with Wilson's interval;
        silhouette: mean with Student's t interval.

    Examples
    --------
    >>> comments = [["停车", "车位"], ["早餐", "包子"]] * 50
    >>> topics = [["停车", "车位"], ["早餐", "包子"]]
    >>> table = quality_table(topics, comments, np.array([0, 1] * 50), np.eye(2)[[0, 1] * 50])
    >>> table.round(2)  # doctest: +NORMALIZE_WHITESPACE
          measure  value   low  high verdict
    0   coherence   0.99  0.99  0.99    good
    1   diversity   1.00   NaN   NaN    good
    2   stability    NaN   NaN   NaN
    3  unassigned   0.00  0.00  0.04    good
    4  silhouette   1.00  0.93  1.00    good
    """
    nothing = (np.nan, np.nan, np.nan)
    found = mean_coherence(words_of_topics, documents, top, seed=seed)
    again = stability
    figures = {
        "coherence": (found.value, found.low, found.high),
        "diversity": (diversity(words_of_topics, top), np.nan, np.nan),
        "stability": nothing if again is None else (again.value, again.low, again.high),
        "unassigned": unassigned(labels),
        "silhouette": nothing if vectors is None else silhouette(vectors, labels),
    }
    rows = []
    for measure in MEASURES:
        value, low, high = figures[measure]
        judged = value - found.between if measure == "coherence" else value
        rows.append((measure, value, low, high, verdict(measure, judged)))
    return pd.DataFrame(rows, columns=_COLUMNS)


def verdict(measure: str, value: float) -> str:
    """What a figure says, in one word.

    Parameters
    ----------
    measure : str
        One of `MEASURES`.
    value : float
        For coherence the mean coherence less that of words of different topics
        (`Coherence.between`); else the figure itself.

    Returns
    -------
    {"good", "fair", "weak", ""}
        "" when the value is NaN.

    Notes
    -----
    The lines of `LINES` are conventions, so that a reader has a first word on a figure. Measured
    were k-means, NMF and LDA with 5 to 30 topics, known classes, and groups drawn at random, on
    TF-IDF + SVD of shopping (36,174), hotel (23,167) and museum (2,024) reviews and two sets of
    complaints (495, 4,225).

    coherence: 0.08 and 0.20 above words of different topics. Random groups lie at −0.10…0.08,
    k-means at 0.05…0.34, LDA at 0.07…0.16; known classes at 0.24 (complaints) and 0.41 (shopping).
    NPMI by itself has no such lines: that of random groups is −0.03…0.15, more where comments are
    long, which the difference takes out.

    diversity: 0.70 and 0.85, that is 3 and 1.5 of 10 words said before. K-means lies at 0.77…1,
    LDA at 0.67…0.77, random groups of the larger sets at 0.16…0.61.

    stability: 0.65 and 0.80, "moderate" and "good" recovery of Steinley. An index of 0.65 means
    that a fifth, 0.80 that a tenth of the comments change topic (moving comments at random gave
    0.64 and 0.81).

    unassigned: 0.30 and 0.15. Density clusterers leave 0.3…0.5 out, which their users complain of.

    silhouette: 0.05 and 0.15. Comments speak of several things, so that the line of 0.25 for
    structure worth the name (Kaufman & Rousseeuw) fails the known classes, which lie at 0.08 and
    0.09 (at 0.06 on multilingual E5). K-means lies at 0.08…0.28 (0.06…0.10 on E5), LDA at
    −0.04…0.03, random groups below 0. It rises with the number of topics and differs between
    embeddings: compare like with like.

    References
    ----------
    Steinley 2004, Properties of the Hubert-Arabie adjusted Rand index, Psychological Methods
    9:386–396. Kaufman & Rousseeuw 1990, Finding Groups in Data, ch. 2.

    Examples
    --------
    >>> verdict("stability", 0.7), verdict("unassigned", 0.1)
    ('fair', 'good')
    """
    fair, good = LINES[measure]
    sign = 1 if good > fair else -1
    if np.isnan(value):
        return ""
    return (
        "good" if sign * (value - good) >= 0 else "fair" if sign * (value - fair) >= 0 else "weak"
    )


def diversity(words_of_topics: Sequence[Sequence[str]], top: int = 10) -> float:
    """Share of different words among the first words of all topics.

    Parameters
    ----------
    words_of_topics : sequence of sequence of str
        The words of each topic, best first.
    top : int
        Words of a topic that count.

    Returns
    -------
    float
        Above 0, at most 1: no word is in two topics. NaN without words.

    Notes
    -----
    Words are the same when they are written the same. 停车 and 停车场 are two words, in one topic
    as in two: a topic of 停车 and one of 停车场 have nothing in common for this figure. Whether
    such topics should be one is a question for their comments (see `silhouettes`).

    References
    ----------
    Dieng, Ruiz & Blei 2020, Topic modeling in embedding spaces, TACL 8:439–453 (there with 25).

    Examples
    --------
    >>> diversity([["停车", "车位"], ["停车", "早餐"]])
    0.75
    """
    words = [word for topic in words_of_topics for word in list(dict.fromkeys(topic))[:top]]
    return len(set(words)) / len(words) if words else np.nan


def silhouettes(vectors: Vectors, labels: Labels) -> Floats:
    """How much nearer each comment is to its own topic than to the next one.

    Parameters
    ----------
    vectors : array of shape (n, dimensions)
        Of the comments; their length does not count.
    labels : array of shape (n,)
        Topic of each comment, −1 for unassigned.

    Returns
    -------
    array of shape (n,)
        −1…1; above 0 when the own topic is the nearest. NaN for unassigned comments, and for all
        when there are fewer than two topics.

    Notes
    -----
    s = (b − a) / max(a, b) with a the mean cosine distance (1 − cosine) to the other comments of
    the own topic and b the least mean distance to the comments of another; 0 for the only comment
    of a topic and where all distances are 0. As the mean cosine to a topic is the product with the
    sum of its unit vectors, all comments count and none need be sampled: the cost is
    n · topics · dimensions.

    References
    ----------
    Rousseeuw 1987, Silhouettes, Journal of Computational and Applied Mathematics 20:53–65.

    Examples
    --------
    The third vector has cosine 0.6 to each of its topic and 0.8 to the other: a = 0.4, b = 0.2.

    >>> vectors = np.array([[1, 0], [1, 0], [0.6, 0.8], [0, 1]])
    >>> silhouettes(vectors, np.array([0, 0, 0, 1])).round(2).tolist()
    [0.8, 0.8, -0.5, 0.0]
    """
    found = np.full(len(labels), np.nan)
    rows = np.flatnonzero(np.asarray(labels) >= 0)
    topics, own = np.unique(np.asarray(labels)[rows], return_inverse=True)
    if len(topics) < 2:
        return found
    size = np.bincount(own).astype(np.float64)
    total = np.zeros((len(topics), vectors.shape[1]))
    for start in range(0, len(rows), _CHUNK):
        here = slice(start, start + _CHUNK)
        np.add.at(total, own[here], _unit(vectors[rows[here]]))
    for start in range(0, len(rows), _CHUNK):
        here = slice(start, start + _CHUNK)
        found[rows[here]] = _parted(_unit(vectors[rows[here]]), own[here], total, size)
    return found


def silhouette(vectors: Vectors, labels: Labels) -> tuple[float, float, float]:
    """Mean of `silhouettes` over the assigned comments, with Student's t interval.

    Parameters
    ----------
    vectors, labels
        As for `silhouettes`.

    Returns
    -------
    tuple of float
        Mean, lower and upper bound; NaN with fewer than two topics.

    Examples
    --------
    >>> vectors = np.eye(2)[[0, 1] * 50]
    >>> silhouette(vectors, np.array([0, 1] * 50))[0]
    1.0
    """
    known = silhouettes(vectors, labels)
    known = known[np.isfinite(known)]
    return mean_interval(known, -1.0, 1.0) if len(known) else (np.nan, np.nan, np.nan)


def unassigned(labels: Labels) -> tuple[float, float, float]:
    """Share of comments without a topic, with Wilson's interval; NaN without comments.

    Examples
    --------
    >>> [round(figure, 2) for figure in unassigned(np.array([0, 1, 1, -1]))]
    [0.25, 0.05, 0.7]
    """
    if not len(labels):
        return np.nan, np.nan, np.nan
    without = int((np.asarray(labels) < 0).sum())
    return without / len(labels), *wilson(without, len(labels))


def _unit(vectors: Vectors) -> Floats:
    exact = vectors.astype(np.float64)
    length = np.linalg.norm(exact, axis=1, keepdims=True)
    return np.asarray(exact / np.where(length > 0, length, 1), dtype=np.float64)


def _parted(unit: Floats, own: Labels, total: Floats, size: Floats) -> Floats:
    """Silhouettes of unit vectors, given the sum and number of those of each topic."""
    each = np.arange(len(unit))
    cosine = unit @ total.T
    others = np.maximum(size[own] - 1, 1)
    within = 1 - (cosine[each, own] - (unit * unit).sum(axis=1)) / others
    apart = 1 - cosine / size
    apart[each, own] = np.inf
    between = apart.min(axis=1)
    largest = np.maximum(within, between)
    known = (size[own] > 1) & (largest > _NOTHING)
    found: Floats = np.divide(between - within, largest, out=np.zeros(len(unit)), where=known)
    return found
