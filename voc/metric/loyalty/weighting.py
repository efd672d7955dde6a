"""Weights of the loyalty indicators: as given, by pairwise judgements (AHP), or by entropy."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from voc.errors import VocError
from voc.messages import phrase
from voc.metric.frame import effective_count
from voc.metric.scale import Floats

__all__ = ["Ahp", "ahp", "entropy_weights", "information", "judgement_matrix"]

# Mean consistency index of random reciprocal matrices of order 1…15.
_RANDOM_INDEX = (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
CONSISTENT_UP_TO = 0.1
_ROUNDED = 0.05  # 0.33 passes for 1/3 and 0.13 for 1/8


class Ahp(NamedTuple):
    """Weights from pairwise judgements, and how consistent these are.

    worst: the judgement that fits the weights least, as (first, second, as judged, as the
    weights have it); None when no two judgements can contradict each other.
    """

    weights: dict[str, float]
    eigenvalue: float
    consistency_index: float
    consistency_ratio: float
    worst: tuple[str, str, float, float] | None


def judgement_matrix(judgements: Mapping[str, float], names: Sequence[str]) -> Floats:
    """Reciprocal matrix of pairwise judgements.

    Parameters
    ----------
    judgements : mapping of str to float
        "A11/A12": 3 says that A11 is three times as important as A12. Saaty's scale has 1 equal,
        3 moderately, 5 strongly, 7 very strongly, 9 extremely more important, and 1/3 … 1/9.
        One judgement for each pair, in either order; a second one must be its reciprocal.
    names : sequence of str
        What is compared. Judgements on other things are passed over.

    Returns
    -------
    array of shape (len(names), len(names))
        a[i, j] = 1 / a[j, i]; 1 on the diagonal.

    Raises
    ------
    VocError
        When a pair is not judged, a judgement is not positive, or two contradict each other.

    Examples
    --------
    >>> judgement_matrix({"A1/A2": 3, "A3/A1": 0.5, "A2/A3": 1}, ["A1", "A2", "A3"]).round(2)
    array([[1.  , 3.  , 2.  ],
           [0.33, 1.  , 1.  ],
           [0.5 , 1.  , 1.  ]])
    """
    place = {name: number for number, name in enumerate(names)}
    matrix = np.eye(len(names))
    for key, judged in judgements.items():
        first, slash, second = (word.strip() for word in key.partition("/"))
        if not slash or not math.isfinite(judged) or judged <= 0:
            raise VocError(
                "survey.no-judgement",
                where=phrase("survey.loyalty-weights-of"),
                key=key,
                judged=judged,
            )
        if first not in place or second not in place:
            continue
        row, column = place[first], place[second]
        known = matrix[row, column]
        if (known or row == column) and not math.isclose(known, judged, rel_tol=_ROUNDED):
            raise VocError(
                "survey.judged-twice",
                where=phrase("survey.loyalty-weights-of"),
                key=key,
                judged=judged,
                known=known,
            )
        if row != column and not known:
            matrix[row, column], matrix[column, row] = judged, 1 / judged
    empty = np.argwhere(matrix == 0)
    if len(empty):
        missing = ", ".join(f"{names[i]}/{names[j]}" for i, j in empty if i < j)
        raise VocError(
            "survey.not-judged", where=phrase("survey.loyalty-weights-of"), missing=missing
        )
    return matrix


def ahp(matrix: Floats, names: Sequence[str]) -> Ahp:
    """Weights and consistency of a matrix of pairwise judgements.

    Parameters
    ----------
    matrix : array of shape (n, n)
        Positive and reciprocal, n at most 15; `judgement_matrix` makes one.
    names : sequence of str
        What is compared, in the order of the rows.

    Returns
    -------
    Ahp
        Whatever the consistency; it is for the caller to refuse a ratio above 0.1.

    Raises
    ------
    VocError
        When the matrix is not square, positive and reciprocal, or too large.

    Notes
    -----
    The weights are the principal eigenvector of A, brought to a sum of 1. With its eigenvalue λ,
    CI = (λ − n) / (n − 1) and CR = CI / RI, where RI is Saaty's mean CI of random matrices; up
    to two things, CR = 0. The worst judgement has the largest |ln(a_ij w_j / w_i)|; among three
    things all judgements fit equally badly, and the first is named.

    References
    ----------
    Saaty 1980, The Analytic Hierarchy Process. Saaty 1990, European Journal of Operational
    Research 48:9–26.

    Examples
    --------
    >>> result = ahp(np.array([[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]]), ["A1", "A2", "A3"])
    >>> {name: round(weight, 3) for name, weight in result.weights.items()}
    {'A1': 0.637, 'A2': 0.258, 'A3': 0.105}
    >>> round(result.eigenvalue, 4), round(result.consistency_ratio, 3)
    (3.0385, 0.033)
    """
    given = _reciprocal(np.asarray(matrix, dtype=np.float64), names)
    n = len(names)
    values, vectors = np.linalg.eig(given)
    principal = int(np.argmax(values.real))
    eigenvalue = max(float(n), float(values[principal].real))  # n at least, but for rounding
    weights = np.abs(vectors[:, principal].real)
    weights /= weights.sum()
    index = (eigenvalue - n) / (n - 1) if n > 2 else 0.0
    ratio = index / _RANDOM_INDEX[n - 1] if n > 2 else 0.0
    worst = None
    if n > 2:
        fitted = weights[:, None] / weights
        misfit = np.triu(np.abs(np.log(given / fitted)).round(9), 1)
        i, j = divmod(int(np.argmax(misfit)), n)
        worst = (names[i], names[j], float(given[i, j]), float(fitted[i, j]))
    named = {name: float(weight) for name, weight in zip(names, weights, strict=True)}
    return Ahp(named, eigenvalue, index, ratio, worst)


def _reciprocal(matrix: Floats, names: Sequence[str]) -> Floats:
    where, n = "matrix of pairwise judgements", len(names)
    if matrix.shape != (n, n) or not 1 <= n <= len(_RANDOM_INDEX):
        raise VocError("survey.matrix-shape", where=where, shape=matrix.shape, n=n)
    if not (np.isfinite(matrix) & (matrix > 0)).all():
        raise VocError("survey.judgement-positive", where=where)
    wrong = np.argwhere(np.abs(np.log(matrix * matrix.T)) > _ROUNDED)
    if len(wrong):
        i, j = wrong[0]
        raise VocError(
            "survey.not-reciprocal",
            where=where,
            first=names[i],
            second=names[j],
            one=matrix[i, j],
            other=matrix[j, i],
        )
    # of the two halves the upper counts, so that 0.33 is read as 1/3
    upper = np.triu(matrix, 1)
    return upper + np.eye(n) + np.tril(1 / matrix.T, -1)


def entropy_weights(points: Floats, weights: Floats | None = None) -> Floats:
    """Weights by how unequally the points of each indicator are spread over the respondents.

    Parameters
    ----------
    points : array of shape (n, k)
        Points 0…100, NaN where missing. Each indicator is judged by those who answered it.
    weights : array of shape (n,), optional
        Survey weights, 0 or more.

    Returns
    -------
    array of shape (k,)
        Adds up to 1. An indicator that is the same for all weighs 0. When all are, the weights
        are equal.

    Notes
    -----
    p_i = x_i / Σx, e = −Σ p_i ln p_i / ln n, and the weight is 1 − e by the sum of 1 − e over
    the indicators. Survey weights ω make p_i = ω_i x_i / Σωx and q_i = ω_i / Σω, and
    1 − e = Σ p_i ln(p_i / q_i) / ln n with Kish's effective n, which is the same when all ω are
    equal. Such weights say what tells the respondents apart, not what matters.

    References
    ----------
    Shannon 1948, Bell System Technical Journal 27:379–423. Hwang & Yoon 1981, Multiple Attribute
    Decision Making, §3.2.

    Examples
    --------
    >>> entropy_weights(np.array([[100.0, 50.0, 40.0], [0.0, 50.0, 60.0]])).round(3)
    array([0.972, 0.   , 0.028])
    """
    spread = np.array([information(column, weights) for column in points.T])
    total = spread.sum()
    return spread / total if total > 0 else np.full(len(spread), 1 / max(1, len(spread)))


def information(values: Floats, weights: Floats | None) -> float:
    """1 − e of one indicator, 0 when it does not vary.

    Examples
    --------
    >>> information(np.array([50.0, 50.0, np.nan]), None)
    0.0
    """
    heavy = np.ones(len(values)) if weights is None else weights
    given = ~np.isnan(values) & (heavy > 0)
    x, w = values[given], heavy[given]
    if len(x) < 2 or x.max() - x.min() < 1e-9:
        return 0.0
    p, q = w * x / (w @ x), w / w.sum()
    some = p > 0
    return float(p[some] @ np.log(p[some] / q[some])) / math.log(effective_count(len(x), w))
