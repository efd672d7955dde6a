"""Resamples of respondents: means and covariances, estimates with matching signs, percentiles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from voc.metric.csi.estimate import Estimate, Settings, estimate, turned
from voc.metric.csi.pls import ITERATIONS, Design
from voc.metric.scale import Floats

__all__ = ["LEAST", "Spread", "bootstrap_spread", "many_moments", "moments"]

CHUNK = 100  # resamples that are estimated together
PEOPLE = 2000  # respondents that are summed together
LEAST = 50  # usable resamples below which there are no bounds
VANISHED = 1e-9  # share of its variance below which an item counts as constant in a resample


class Spread(NamedTuple):
    """2.5 and 97.5 percentiles, p-values of the paths (k, k), and how many resamples failed."""

    low: Estimate
    high: Estimate
    p_value: Floats
    failed: int


def moments(values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Weighted means, (p,), and covariances with divisor Σw, (p, p), of values (n, p).

    >>> moments(np.array([[1.0, 2], [3, 2]]), np.array([1.0, 1.0]))
    (array([2., 2.]), array([[1., 0.],
           [0., 0.]]))
    """
    total = weights.sum()
    means = weights @ values / total
    centred = values - means
    return means, (centred * weights[:, None]).T @ centred / total


def bootstrap_spread(
    values: Floats,
    weights: Floats,
    point: Estimate,
    design: Design,
    ends: Floats,
    settings: Settings,
    *,
    bootstrap: int,
    seed: int,
) -> Spread:
    """Percentile bounds of every figure.

    Parameters
    ----------
    values : array of shape (n, p)
        Answers without gaps.
    weights : array of shape (n,)
        Survey weights; a respondent drawn twice weighs twice as much.
    point : Estimate
        Of the sample itself, without the dimension of samples.
    design, ends, settings
        As for `estimate`.
    bootstrap : int
        Number of resamples. With fewer than 50 usable ones all bounds are NaN.
    seed : int
        The order of the respondents does not matter.

    Notes
    -----
    Construct-level sign change: a latent variable of a resample is turned round when its loadings
    λ* then lie nearer to those of the sample λ, Σ (λ + λ*)² < Σ (λ − λ*)². (Tenenhaus et al.
    compare |Σ (λ ± λ*)|, which cannot tell where items point opposite ways.)
    Resamples in which a latent variable has no variance or the algorithm does not converge are
    left out. p = 2 · min(#(b* ≤ 0) + 1, #(b* ≥ 0) + 1) / (B + 1), at most 1.

    References
    ----------
    Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 13. Tenenhaus et al. 2005,
    Computational Statistics & Data Analysis 48:159–205, §6 (sign changes). Davison & Hinkley
    1997, Bootstrap Methods and their Application, §4.2 (p-value).
    """
    _, covariances = moments(values, weights)
    whole = covariances.diagonal()
    kept: list[Estimate] = []
    for means, covariance in _resampled(values, weights, bootstrap, seed):
        covariance = _steady(covariance, whole)
        usable = (np.diagonal(covariance, axis1=1, axis2=2) @ design.member > 0).all(axis=1)
        if not usable.any():
            continue
        figures, rounds = estimate(means[usable], covariance[usable], design, ends, settings)
        agreement = (point.loading * figures.loading) @ design.member
        sign = np.where(agreement < 0, -1.0, 1.0)
        figures = turned(figures, sign, design)
        converged = rounds <= ITERATIONS
        kept.append(Estimate(*(figure[converged] for figure in figures)))
    return _percentiles(kept, point, bootstrap)


def _resampled(
    values: Floats, weights: Floats, bootstrap: int, seed: int
) -> Iterator[tuple[Floats, Floats]]:
    """Means (m, p) and covariances (m, p, p) of resamples, some at a time."""
    order = np.lexsort(np.column_stack([weights, values]).T)
    weights = weights[order]
    middle, _ = moments(values, weights)
    centred = values[order] - middle
    people = len(values)
    rng = np.random.default_rng(seed)
    for start in range(0, bootstrap, CHUNK):
        counts = np.empty((min(CHUNK, bootstrap - start), people))
        for count in counts:
            count[:] = np.bincount(rng.integers(people, size=people), minlength=people)
        means, covariance = many_moments(centred, counts * weights)
        yield middle + means, covariance


def many_moments(centred: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Means (m, p) and covariances (m, p, p) of values (n, p) under m sets of weights (m, n).

    The products of all pairs of items, times all weights, are one product of matrices; a part of
    the respondents at a time. Centred values keep it exact.
    """
    with_one = np.column_stack([np.ones(len(centred)), centred])
    size = with_one.shape[1]
    first, second = np.triu_indices(size)
    sums = np.zeros((len(weights), len(first)))
    for start in range(0, len(centred), PEOPLE):
        part = with_one[start : start + PEOPLE]
        sums += weights[:, start : start + PEOPLE] @ (part[:, first] * part[:, second])
    square = np.empty((len(weights), size, size))
    square[:, first, second] = square[:, second, first] = sums / sums[:, :1]
    means = square[:, 0, 1:]
    return means, square[:, 1:, 1:] - means[:, :, None] * means[:, None, :]


def _steady(covariance: Floats, whole: Floats) -> Floats:
    """Covariances with zeros for items that are constant in a resample but for rounding."""
    flat = np.diagonal(covariance, axis1=1, axis2=2) <= VANISHED * whole
    return np.where(flat[:, :, None] | flat[:, None, :], 0.0, covariance)


def _percentiles(kept: list[Estimate], point: Estimate, bootstrap: int) -> Spread:
    count = sum(len(figures.level) for figures in kept)
    if count < LEAST:
        none = Estimate(*(np.full_like(figure, np.nan) for figure in point))
        return Spread(none, none, np.full_like(point.path, np.nan), bootstrap - count)
    drawn = Estimate(*(np.concatenate(figures) for figures in zip(*kept, strict=True)))
    bounds = [np.quantile(figures, [0.025, 0.975], axis=0) for figures in drawn]
    below = (drawn.path <= 0).sum(axis=0) + 1
    above = (drawn.path >= 0).sum(axis=0) + 1
    return Spread(
        Estimate(*(bound[0] for bound in bounds)),
        Estimate(*(bound[1] for bound in bounds)),
        np.minimum(1.0, 2 * np.minimum(below, above) / (count + 1)),
        bootstrap - count,
    )
