"""A measure in each group and in the rest, from sums that are taken once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from voc.metric.differences import (
    Difference,
    difference_interval,
    mean_difference,
    nps_difference,
    share_difference,
)
from voc.metric.frame import MetricRow
from voc.metric.intervals import moments_interval, nps_interval, wilson
from voc.metric.measures import Measure
from voc.metric.scale import Floats

__all__ = ["Side", "side_difference", "side_figure", "sides"]


class Side(NamedTuple):
    """What the answers of a group amount to.

    Parameters
    ----------
    answers : int
        How many there are.
    n : float
        The same, or with weights Kish's effective number.
    mean, variance : float
        Of the values (weighted); the variance has the divisor n − 1.
    promoters, detractors : float
        Shares of the values above and below 0.
    """

    answers: int
    n: float
    mean: float
    variance: float
    promoters: float
    detractors: float


def sides(
    measure: Measure, group: npt.NDArray[np.int64], groups: int, weights: Floats | None
) -> list[tuple[Side | None, Side | None]]:
    """Each group and the rest of the groups; None for a side without an answer.

    Parameters
    ----------
    measure : Measure
    group : array of int, shape (respondents,)
        Group of each respondent; negative is in none, nor in the rest.
    groups : int
    weights : array of shape (respondents,), optional
        0 or more; 0 is left out.

    Examples
    --------
    >>> measure = Measure("stars", "mean", np.array([5.0, 4, 1]), 1, 5)
    >>> [(first, rest)] = sides(measure, np.array([0, 0, 1]), 2, None)[:1]
    >>> first.mean, first.variance, rest.mean
    (4.5, 0.5, 1.0)
    """
    if groups == 0:
        return []
    kept = (group >= 0) & ~np.isnan(measure.values)
    if weights is not None:
        kept &= weights > 0
    values, owner = measure.values[kept], group[kept]
    w = np.ones(len(values)) if weights is None else weights[kept]
    middle = float(np.average(values, weights=w)) if len(values) else 0.0
    centred = values - middle
    terms: list[Floats] = [np.ones(len(w)), w, w * w, w * centred, w * centred**2]
    terms += [w * (values > 0), w * (values < 0)]
    summed = [np.bincount(owner, weights=term, minlength=groups) for term in terms]
    sums = np.asarray(summed, dtype=np.float64)
    low, high = np.full(groups, np.inf), np.full(groups, -np.inf)
    np.minimum.at(low, owner, values)
    np.maximum.at(high, owner, values)
    others = sums.sum(axis=1, keepdims=True) - sums
    inside = _sides(sums, low == high, middle)
    outside = _sides(others, _of_others(low, np.minimum) == _of_others(high, np.maximum), middle)
    return list(zip(inside, outside, strict=True))


def _of_others(ends: Floats, reach: np.ufunc) -> Floats:
    """Lowest or highest value of all other groups."""
    none = np.inf if reach is np.minimum else -np.inf
    before = np.concatenate([[none], reach.accumulate(ends)[:-1]])
    after = np.concatenate([reach.accumulate(ends[::-1])[::-1][1:], [none]])
    return np.asarray(reach(before, after), dtype=np.float64)


def _sides(sums: Floats, equal: npt.NDArray[np.bool_], middle: float) -> list[Side | None]:
    found: list[Side | None] = []
    for (count, total, square, first, second, above, below), same in zip(
        sums.T.tolist(), equal.tolist(), strict=True
    ):
        answers = round(count)
        if answers == 0:
            found.append(None)
            continue
        n = float(answers) if answers == 1 else total * total / square
        offset = first / total
        variance = 0.0
        if not same and n > 1 + 1e-9:
            variance = max(0.0, second / total - offset * offset) * n / (n - 1)
        shares = (min(1.0, max(0.0, part / total)) for part in (above, below))
        found.append(Side(answers, n, middle + offset, variance, *shares))
    return found


def side_figure(measure: Measure, side: Side) -> MetricRow:
    """The metric of a group, as `metrics_table` gives it.

    Examples
    --------
    >>> side_figure(Measure("nps", "nps", np.array([])), Side(4, 4, 0.25, 0.9, 0.5, 0.25)).value
    25.0
    """
    one = side.answers == 1
    if measure.kind == "mean":
        mean = min(measure.high, max(measure.low, side.mean))
        ends = moments_interval(mean, side.variance, side.n, measure.low, measure.high)
        return MetricRow(measure.metric, mean, *ends, side.answers)
    if measure.kind == "share":
        low, high = (0.0, 1.0) if one else wilson(side.promoters * side.n, side.n)
        return MetricRow(measure.metric, 100 * side.promoters, 100 * low, 100 * high, side.answers)
    low, high = (-100.0, 100.0) if one else nps_interval(*_nps_counts(side))
    score = 100 * (side.promoters - side.detractors)
    return MetricRow(measure.metric, score, low, high, side.answers)


def side_difference(measure: Measure, first: Side, second: Side) -> Difference:
    """Group − rest in the unit of the figure, with the test that suits the measure.

    Where a side has a single answer or neither varies, there is no test, and the interval is made
    from those of both figures.

    Examples
    --------
    >>> measure = Measure("csat", "share", np.array([]))
    >>> found = side_difference(
    ...     measure, Side(70, 70, 0.8, 0.16, 0.8, 0), Side(80, 80, 0.6, 0.24, 0.6, 0))
    >>> round(found.difference, 2), round(found.low, 2), round(found.high, 2)
    (20.0, 5.24, 33.39)
    """
    figures = side_figure(measure, first), side_figure(measure, second)
    bounds = ((figures[0].low, figures[0].high), (figures[1].low, figures[1].high))
    low, high = difference_interval((figures[0].value, figures[1].value), bounds)
    plain = Difference(figures[0].value - figures[1].value, low, high, np.nan, np.nan)
    if min(first.n, second.n) <= 1 + 1e-9:
        return plain
    if measure.kind == "nps":
        return nps_difference(_nps_counts(first), _nps_counts(second))
    if measure.kind == "share":
        hits = first.promoters * first.n, second.promoters * second.n
        found = share_difference(hits[0], first.n, hits[1], second.n)
        difference, low, high = (100 * figure for figure in found[:3])
        return found._replace(difference=difference, low=low, high=high)
    moments = ((side.mean, side.variance, side.n) for side in (first, second))
    found = mean_difference(*moments)
    return plain._replace(effect_size=found.effect_size) if np.isnan(found.low) else found


def _nps_counts(side: Side) -> tuple[float, float, float]:
    return side.promoters * side.n, side.detractors * side.n, side.n
