"""Loyalty as it rises with satisfaction: a monotone curve with a bootstrap band."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from voc.metric.loyalty.zone import Zone, indifference_zone
from voc.metric.notes import Note
from voc.metric.scale import SCALES, Floats, Values, answers, numbers_on_scale

__all__ = ["loyalty_curve"]

MOST_LEVELS = 21
_STEP = 5.0  # of the 0…100 of satisfaction, where there are more levels than that
LEVEL_MINIMUM = 5  # respondents, for a level to take part in the search of the zone


class _Levels(NamedTuple):
    """Respondents by level of satisfaction."""

    satisfaction: Floats  # of each level, rising
    place: np.ndarray[tuple[int], np.dtype[np.intp]]  # level of each respondent
    loyalty: Floats  # of each respondent
    weights: Floats  # of each respondent


def loyalty_curve(
    satisfaction: Values,
    loyalty: Values,
    *,
    weights: Values | None = None,
    bootstrap: int = 1000,
    seed: int = 0,
    minimum: int = 30,
) -> pd.DataFrame:
    """Loyalty at each level of satisfaction, never falling, and the zone of indifference.

    Parameters
    ----------
    satisfaction, loyalty : Series, array or sequence of shape (n,)
        0…100, in the same order; those with both figures count. More than 21 different figures
        of satisfaction are rounded to multiples of 5.
        An index that holds satisfaction (A34) rises with it by construction: make one
        without A34 for this curve.
    weights : Series, array or sequence of shape (n,), optional
        Survey weights, 0 or more.
    bootstrap : int
        Samples of respondents for the band and the zone.
    seed : int
    minimum : int
        With fewer respondents no zone is looked for.

    Returns
    -------
    DataFrame
        Columns satisfaction, loyalty, low, high (95 % band, pointwise), n (respondents at that
        level), zone (within the zone of indifference); one row a level. The notes give the ends
        of the zone with their intervals, or say that there is no clear one.

    Raises
    ------
    VocError
        When a figure is outside 0…100 or a weight is negative.

    Notes
    -----
    Isotonic regression: the curve minimises Σ w (y − f(x))² among all f that never fall
    (pool-adjacent-violators). Band: percentiles of the curves of bootstrap samples of
    respondents, widened to hold the curve; a level with one respondent gets 0…100. A level that
    a sample misses is drawn by a straight line between its neighbours. The zone is that of
    `indifference_zone`, among the levels with 5 respondents or more.

    References
    ----------
    Barlow, Bartholomew, Bremner & Brunk 1972, Statistical Inference under Order Restrictions.
    Heskett, Jones, Loveman, Sasser & Schlesinger 1994, Harvard Business Review 72(2):164–174.
    Efron & Tibshirani 1993, An Introduction to the Bootstrap.

    Examples
    --------
    >>> table = loyalty_curve([0, 0, 50, 50, 100, 100], [10, 20, 50, 40, 35, 45], bootstrap=200)
    >>> table[["satisfaction", "loyalty", "n", "zone"]]
       satisfaction  loyalty  n   zone
    0           0.0     15.0  2  False
    1          50.0     42.5  2  False
    2         100.0     42.5  2  False
    >>> table.attrs["notes"]
    [('loyalty_curve_few', {'n': 6, 'minimum': 30})]
    """
    levels, notes = _levels(satisfaction, loyalty, weights)
    n = len(levels.loyalty)
    if n == 0:
        return _frame([], notes)
    means, mass = _level_means(levels, np.ones(n))
    curve = _rising(levels.satisfaction, means, mass)
    low, high = np.zeros(len(curve)), np.full(len(curve), 100.0)
    drawn = np.array(list(_samples(levels, bootstrap, seed)))
    people = np.bincount(levels.place)
    if bootstrap and n > 1:
        curves = np.array([_rising(levels.satisfaction, *sample) for sample in drawn])
        low = np.minimum(np.quantile(curves, 0.025, axis=0), curve)
        high = np.maximum(np.quantile(curves, 0.975, axis=0), curve)
        low[people == 1], high[people == 1] = 0.0, 100.0
    zone: Zone | None = None
    if n < minimum:
        notes.append(("loyalty_curve_few", {"n": n, "minimum": minimum}))
    elif bootstrap:
        usable = people >= LEVEL_MINIMUM
        zone = indifference_zone(
            levels.satisfaction[usable], means[usable], mass[usable], drawn[:, 0][:, usable]
        )
        notes.append(_zone_note(zone, int(usable.sum())))
    within = [zone is not None and zone.start <= x <= zone.end for x in levels.satisfaction]
    return _frame(
        list(zip(levels.satisfaction, curve, low, high, people, within, strict=True)), notes
    )


def _levels(
    satisfaction: Values, loyalty: Values, weights: Values | None
) -> tuple[_Levels, list[Note]]:
    pleased = numbers_on_scale(satisfaction, "satisfaction", *SCALES["score"])
    loyal = numbers_on_scale(loyalty, "loyalty", *SCALES["score"])
    both = ~np.isnan(pleased) & ~np.isnan(loyal)
    pleased, heavy = answers(
        np.where(both, pleased, np.nan), weights, "satisfaction", *SCALES["score"]
    )
    loyal, _ = answers(np.where(both, loyal, np.nan), weights, "loyalty", *SCALES["score"])
    notes: list[Note] = []
    if len(np.unique(pleased)) > MOST_LEVELS:
        notes.append(("loyalty_curve_rounded", {"levels": len(np.unique(pleased))}))
        pleased = _STEP * np.round(pleased / _STEP)
    if not len(pleased):
        notes.append(("loyalty_curve_nobody", {}))
    # in a fixed order, so that a sample does not depend on the order of the rows
    given = np.ones(len(loyal)) if heavy is None else heavy
    order = np.lexsort((given, loyal, pleased))
    x, place = np.unique(pleased[order], return_inverse=True)
    return _Levels(x, place, loyal[order], given[order]), notes


def _level_means(levels: _Levels, counts: Floats) -> tuple[Floats, Floats]:
    """Mean loyalty and weight of each level when each respondent is drawn `counts` times."""
    k = len(levels.satisfaction)
    heavy = counts * levels.weights
    mass: Floats = np.bincount(levels.place, heavy, minlength=k).astype(np.float64)
    sums = np.bincount(levels.place, heavy * levels.loyalty, minlength=k)
    means: Floats = np.full(k, np.nan)
    np.divide(sums, mass, out=means, where=mass > 0)
    missed = mass == 0
    if missed.any() and not missed.all():
        x = levels.satisfaction
        means[missed] = np.interp(x[missed], x[~missed], means[~missed])
    return means, mass


def _samples(levels: _Levels, bootstrap: int, seed: int) -> Iterator[tuple[Floats, Floats]]:
    rng = np.random.default_rng(seed)
    n = len(levels.loyalty)
    for _ in range(bootstrap):
        counts = np.bincount(rng.integers(n, size=n), minlength=n).astype(np.float64)
        yield _level_means(levels, counts)


def _rising(x: Floats, means: Floats, mass: Floats) -> Floats:
    """Isotonic regression of the level means; levels without weight lie between the others."""
    from scipy.optimize import isotonic_regression

    there = mass > 0
    fitted = isotonic_regression(means[there], weights=mass[there]).x
    curve: Floats = np.clip(np.interp(x, x[there], fitted), 0, 100)
    return curve


def _zone_note(zone: Zone | None, usable: int) -> Note:
    if zone is None:
        few = usable < 3
        return ("loyalty_zone_few_levels", {"levels": usable}) if few else ("loyalty_no_zone", {})
    figures = {key: f"{value:.3g}" for key, value in zone._asdict().items()}
    return ("loyalty_zone", figures)


def _frame(rows: list[tuple[object, ...]], notes: list[Note]) -> pd.DataFrame:
    names = ["satisfaction", "loyalty", "low", "high", "n", "zone"]
    table = pd.DataFrame(rows, columns=names)
    floats = dict.fromkeys(("satisfaction", "loyalty", "low", "high"), "float64")
    table = table.astype({**floats, "n": "int64", "zone": "bool"})
    table.attrs["notes"] = notes
    return table
