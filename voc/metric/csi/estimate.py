"""Every figure of the model from means and covariances of the items, for a stack of samples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from voc.metric.csi.pls import Design, outer_weights, own, regression_paths
from voc.metric.scale import Floats

__all__ = ["Estimate", "Settings", "estimate", "htmt", "index_box", "total_effects", "turned"]


@dataclass(frozen=True)
class Settings:
    """How a model is estimated; `voc.metric.csi.csi` explains each."""

    scheme: str = "centroid"
    standardise: bool = True
    tolerance: float = 1e-7


class Estimate(NamedTuple):
    """Figures of m samples, p items and k latent variables; also one sample without m.

    Of two latent variables, the row is the explained one and the column the explaining one.
    """

    weight: Floats  # (m, p), for the items as they went in: standardised or not
    raw_weight: Floats  # (m, p), for the items in their own units
    loading: Floats  # (m, p)
    cross: Floats  # (m, p, k), correlations of items with scores
    correlation: Floats  # (m, k, k), of the scores
    path: Floats  # (m, k, k)
    total: Floats  # (m, k, k), total effects
    r2: Floats  # (m, k)
    level: Floats  # (m, k), index 0…100
    importance: Floats  # (m, k, k), total effects between indexes
    htmt: Floats  # (m, k, k)

    def only(self, sample: int) -> Estimate:
        """One sample, without its dimension."""
        return Estimate(*(figures[sample] for figures in self))


def estimate(
    means: Floats,
    covariance: Floats,
    design: Design,
    ends: Floats,
    settings: Settings,
) -> tuple[Estimate, npt.NDArray[np.int64]]:
    """Estimate the model in each sample.

    Parameters
    ----------
    means : array of shape (m, p)
    covariance : array of shape (m, p, p)
        An item without variance has a row of zeros.
    design : Design
    ends : array of shape (2, p)
        Lowest and highest possible answer of each item.
    settings : Settings

    Returns
    -------
    Estimate
        Latent variables point the way in which the sum of their loadings is positive.
    rounds : array of shape (m,)
        Iterations needed.

    Notes
    -----
    Loadings cor(x, Y); paths and R² by least squares on the scores; total effects (I − B)⁻¹ − I.
    Index, with weights w of the items in their own units:
    100 · (Σ w x̄ − L) / (H − L), where L and H are the lowest and the highest score that answers
    could give, Σ w·min and Σ w·max where all w ≥ 0. A score of variance 1 is an index of standard
    deviation 100 / (H − L), which turns total effects into index points per index point.

    Examples
    --------
    >>> design = Design(np.array([0, 1]), np.array([[0, 0], [1, 0]], bool), np.zeros(2, bool))
    >>> figures, _ = estimate(
    ...     np.array([[5.5, 7.75]]), np.array([[[4.0, 1], [1, 1]]]), design,
    ...     np.array([[1.0, 1], [10, 10]]), Settings(),
    ... )
    >>> figures.level, figures.path[0, 1], figures.importance[0, 1]
    (array([[50., 75.]]), array([0.5, 0. ]), array([0.25, 0.  ]))
    """
    variance = np.diagonal(covariance, axis1=1, axis2=2)
    deviation = np.sqrt(np.where(variance > 0, variance, 1.0))
    correlated = covariance / (deviation[:, :, None] * deviation[:, None, :])
    used = correlated if settings.standardise else covariance
    weight, rounds = outer_weights(used, design, settings.scheme, settings.tolerance)
    raw = np.where(variance > 0, weight / deviation if settings.standardise else weight, 0.0)
    cross = correlated @ ((raw * deviation)[:, :, None] * design.member)
    sign = np.where(own(cross, design) @ design.member < 0, -1.0, 1.0)
    scores = np.swapaxes((raw * deviation)[:, :, None] * design.member, 1, 2) @ cross
    path = regression_paths(scores, design.path)
    total = total_effects(path)
    low, high = index_box(raw, design, ends)
    width = high - low
    figures = Estimate(
        weight=weight,
        raw_weight=raw,
        loading=own(cross, design),
        cross=cross,
        correlation=scores,
        path=path,
        total=total,
        r2=(path * scores).sum(axis=2),
        level=100 * ((raw * means) @ design.member - low) / width,
        importance=total * width[:, None, :] / width[:, :, None],
        htmt=htmt(correlated, design),
    )
    return turned(figures, sign, design), rounds


def turned(figures: Estimate, sign: Floats, design: Design) -> Estimate:
    """Estimates whose latent variables with sign −1, of shape (m, k), point the other way."""
    of_item = sign[:, design.block]
    both = sign[:, :, None] * sign[:, None, :]
    return figures._replace(
        weight=figures.weight * of_item,
        raw_weight=figures.raw_weight * of_item,
        loading=figures.loading * of_item,
        cross=figures.cross * sign[:, None, :],
        correlation=figures.correlation * both,
        path=figures.path * both,
        total=figures.total * both,
        level=np.where(sign < 0, 100 - figures.level, figures.level),
        importance=figures.importance * both,
    )


def index_box(raw: Floats, design: Design, ends: Floats) -> tuple[Floats, Floats]:
    """Lowest and highest score of each latent variable that answers could give, (m, k) each.

    Where a weight is negative, the highest answer is the worst one.
    """
    first, last = raw * ends[0], raw * ends[1]
    return np.minimum(first, last) @ design.member, np.maximum(first, last) @ design.member


def total_effects(path: Floats) -> Floats:
    """Sum of direct and indirect effects, (I − B)⁻¹ − I, of a stack of path matrices.

    >>> total_effects(np.array([[0, 0, 0], [0.5, 0, 0], [0.2, 0.4, 0]])).round(2)[2, 0]
    np.float64(0.4)
    """
    one = np.eye(path.shape[-1])
    return np.asarray(np.linalg.inv(one - path) - one)


def htmt(correlations: Floats, design: Design) -> Floats:
    """Heterotrait–monotrait ratio of correlations, (m, k, k); NaN where mode B takes part.

    Parameters
    ----------
    correlations : array of shape (m, p, p)
        Of the items.
    design : Design

    Notes
    -----
    Mean |r| between the items of two latent variables, divided by the geometric mean of the mean
    |r| within each. Within a single item it is 1. Absolute correlations, so that an item worded
    the other way round does not hide an overlap.

    References
    ----------
    Henseler, Ringle & Sarstedt 2015, Journal of the Academy of Marketing Science 43:115–135.
    Ringle et al. 2023, Data in Brief 48:109074 (absolute correlations).

    Examples
    --------
    >>> r = np.array([[[1, 0.64, 0.4], [0.64, 1, 0.4], [0.4, 0.4, 1]]])
    >>> design = Design(np.array([0, 0, 1]), np.zeros((2, 2), bool), np.zeros(2, bool))
    >>> htmt(r, design)[0, 0, 1].round(4)
    np.float64(0.5)
    """
    member = design.member
    size = member.sum(axis=0)
    sums = member.T @ np.abs(correlations) @ member
    itself = np.diagonal(correlations, axis1=1, axis2=2) @ member
    pairs = np.where(size > 1, size * (size - 1), 1)
    within = np.diagonal(sums, axis1=1, axis2=2) - itself
    within = np.where(size > 1, within / pairs, 1.0)
    scale = np.sqrt(within[:, :, None] * within[:, None, :])
    formative = design.formative[:, None] | design.formative
    known = (scale > 0) & ~formative
    ratio = sums / (size[:, None] * size) / np.where(known, scale, 1.0)
    return np.where(known, ratio, np.nan)
