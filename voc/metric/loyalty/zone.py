"""The zone of indifference: the stretch where more satisfaction brings hardly more loyalty."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from voc.metric.scale import Floats

__all__ = ["Zone", "indifference_zone"]

FLAT = 0.5  # of the average slope
LEAST_WIDTH = 0.25  # of the range of satisfaction


class Zone(NamedTuple):
    """Ends of the zone on the scale of satisfaction, each with a 95 % bootstrap interval.

    slope: loyalty gained in it for each point of satisfaction; average: over all levels.
    """

    start: float
    end: float
    start_low: float
    start_high: float
    end_low: float
    end_high: float
    slope: float
    average: float


def indifference_zone(
    satisfaction: Floats, means: Floats, mass: Floats, drawn: Floats
) -> Zone | None:
    """Stretch where loyalty rises less than half as fast as on average, when there clearly is one.

    Parameters
    ----------
    satisfaction : array of shape (k,)
        Levels, rising.
    means, mass : array of shape (k,)
        Mean loyalty of each level, and its weight, above 0.
    drawn : array of shape (b, k)
        Means of the same levels in bootstrap samples of respondents.

    Returns
    -------
    Zone or None
        None with fewer than 3 levels, without a rise, and when no stretch is clearly flat.

    Notes
    -----
    For each stretch between two levels that spans a quarter of the range or more, a line with
    kinks at its ends is fitted to the level means by weighted least squares; s is its slope
    within the stretch. The average slope s̄ is that of the straight line through the level means,
    each counted once. With D = s − s̄ / 2 and its bootstrap standard error e, a stretch is
    clearly flat when D + c e < 0, where c is the 95 % quantile over the samples of the largest
    (D − D*) / e of all stretches: by looking at many, a zone is found where there is none in at
    most 5 % of samples. Of the clearly flat stretches the one is taken whose line fits best
    (residual sum of squares by the variance of a mean, plus 2 for each kink inside). Its ends in
    the samples, chosen in the same way among stretches with D* < 0, give the intervals. Ends are
    levels, so that on a coarse scale the zone is coarse.

    References
    ----------
    Jones & Sasser 1995, Harvard Business Review 73(6):88–99. Heskett et al. 1994, Harvard
    Business Review 72(2):164–174 (zones of defection, indifference and affection). Westfall &
    Young 1993, Resampling-Based Multiple Testing (largest statistic).

    Examples
    --------
    >>> x = np.linspace(0, 100, 11)
    >>> y = np.interp(x, [0, 30, 70, 100], [10, 50, 50, 90])
    >>> noise = np.random.default_rng(0).normal(0, 1, (200, 11))
    >>> zone = indifference_zone(x, y, np.ones(11), y + noise)
    >>> zone.start, zone.end
    (30.0, 70.0)
    """
    if len(satisfaction) < 3:
        return None
    fits = _fits(satisfaction, mass)
    straight = _slope_of_line(satisfaction)
    average = float(straight @ means)
    error = np.sqrt(np.maximum(np.var(drawn, axis=0), 1e-18))
    # Rows of differences: how much flatter than half the average each stretch is.
    contrast = np.array([fit.slope for fit in fits]) - FLAT * straight
    flatter, flatter_drawn = contrast @ means, drawn @ contrast.T
    spread = np.maximum(np.std(flatter_drawn, axis=0), 1e-9)
    largest = np.max((flatter - flatter_drawn) / spread, axis=1)
    clearly = flatter + max(0.0, float(np.quantile(largest, 0.95))) * spread < 0
    if average <= 0 or not clearly.any():
        return None
    misfit = _misfit(fits, means[None, :], error)
    best = fits[_best(misfit, clearly[None, :])[0]]
    # A sample without any flat stretch has no ends to give.
    flat_drawn = flatter_drawn < 0
    some = flat_drawn.any(axis=1)
    chosen = _best(_misfit(fits, drawn[some], error), flat_drawn[some])
    starts = satisfaction[[fits[place].start for place in chosen]]
    ends = satisfaction[[fits[place].end for place in chosen]]
    start, end = float(satisfaction[best.start]), float(satisfaction[best.end])
    return Zone(
        start,
        end,
        min(start, float(np.quantile(starts, 0.025))),
        max(start, float(np.quantile(starts, 0.975))),
        min(end, float(np.quantile(ends, 0.025))),
        max(end, float(np.quantile(ends, 0.975))),
        float(best.slope @ means),
        average,
    )


class _Fit(NamedTuple):
    """A kinked line: what to multiply level means with to get its middle slope and residuals."""

    start: int
    end: int
    slope: Floats
    residual: Floats
    kinks: int


def _fits(x: Floats, mass: Floats) -> list[_Fit]:
    span = x[-1] - x[0]
    fits = []
    for start in range(len(x)):
        for end in range(start + 1, len(x)):
            if LEAST_WIDTH * span <= x[end] - x[start] + 1e-9 and end - start < len(x) - 1:
                fits.append(_fit(x, mass, start, end))
    return fits


def _fit(x: Floats, mass: Floats, start: int, end: int) -> _Fit:
    # The middle slope is the coefficient of x held within the stretch; the others bend outside.
    columns = [np.ones(len(x)), np.clip(x, x[start], x[end])]
    if start > 0:
        columns.append(np.minimum(x - x[start], 0.0))
    if end < len(x) - 1:
        columns.append(np.maximum(x - x[end], 0.0))
    design = np.column_stack(columns)
    root = np.sqrt(mass)
    solve = np.linalg.pinv(design * root[:, None]) * root
    return _Fit(start, end, solve[1], np.eye(len(x)) - design @ solve, len(columns) - 2)


def _misfit(fits: list[_Fit], means: Floats, error: Floats) -> Floats:
    """Squared residuals by their variance plus 2 a kink; shape (samples, fits)."""
    return np.column_stack(
        [np.sum((means @ fit.residual.T / error) ** 2, axis=1) + 2 * fit.kinks for fit in fits]
    )


def _best(misfit: Floats, allowed: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> list[int]:
    return [int(place) for place in np.argmin(np.where(allowed, misfit, np.inf), axis=1)]


def _slope_of_line(x: Floats) -> Floats:
    """What to multiply level means with to get the slope of the straight line through them."""
    centred = x - x.mean()
    slope: Floats = centred / (centred @ centred)
    return slope
