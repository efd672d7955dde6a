"""How well the items show their latent variables; alpha is in `voc.metric.items.reliability`."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voc.metric.csi.pls import SINGULAR
from voc.metric.scale import Floats

__all__ = [
    "average_variance_extracted",
    "collinear",
    "composite_reliability",
    "inflation",
]


def composite_reliability(loadings: npt.ArrayLike) -> float:
    """Share of the variance of the sum of standardised items that is the latent variable's.

    Parameters
    ----------
    loadings : array of shape (p,)
        Correlations of the items with the score.

    Notes
    -----
    Dillon and Goldstein's ρ: (Σ λ)² / ((Σ λ)² + Σ (1 − λ²)). NaN where items contradict each
    other so that nothing is left.

    References
    ----------
    Werts, Linn & Jöreskog 1974, Educational and Psychological Measurement 34:25–33.

    Examples
    --------
    >>> round(composite_reliability([0.8, 0.8, 0.8]), 4)
    0.8421
    """
    given = np.asarray(loadings, dtype=np.float64)
    common = given.sum() ** 2
    whole = common + (1 - given**2).sum()
    return float(common / whole) if whole > 1e-12 else float("nan")


def average_variance_extracted(loadings: npt.ArrayLike) -> float:
    """Mean squared loading: the share of the items' variance that the score takes up.

    References
    ----------
    Fornell & Larcker 1981, Journal of Marketing Research 18:39–50.

    Examples
    --------
    >>> round(average_variance_extracted([0.9, 0.7]), 2)
    0.65
    """
    return float(np.mean(np.asarray(loadings, dtype=np.float64) ** 2))


def collinear(correlations: Floats) -> bool:
    """Whether some of the variables with these correlations follow from the others.

    >>> collinear(np.ones((2, 2))), collinear(np.eye(2))
    (True, False)
    """
    if len(correlations) < 2:
        return False
    values = np.linalg.eigvalsh(correlations)
    return bool(values[0] <= SINGULAR * values[-1])


def inflation(correlations: Floats) -> Floats:
    """Variance inflation of each of several explaining variables, 1 / (1 − R² with the others).

    Infinite for all of them where they are collinear.

    >>> inflation(np.array([[1, 0.6], [0.6, 1]])).round(4)
    array([1.5625, 1.5625])
    """
    if collinear(correlations):
        return np.full(len(correlations), np.inf)
    return np.asarray(np.diagonal(np.linalg.inv(correlations)))
