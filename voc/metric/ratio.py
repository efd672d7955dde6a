"""Satisfaction as a ratio: what customers got over what they expected."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from voc.errors import VocError
from voc.metric.frame import MetricRow, effective_count, mean_row, metric_frame, share_row
from voc.metric.intervals import Z95
from voc.metric.notes import Note
from voc.metric.scale import Floats, Values, column_name, numbers_on_scale, weighted

__all__ = ["RATIO_SCALE", "fieller", "satisfaction_ratio"]

RATIO_SCALE = (0.0, 10.0)


def satisfaction_ratio(
    perceived: Values,
    expected: Values,
    weights: Values | None = None,
    *,
    scale: tuple[float, float] = RATIO_SCALE,
) -> pd.DataFrame:
    """Ratio c = b / a of what was perceived (b) to what was expected (a).

    c near 1 is fairly satisfied, below 1 dissatisfied, 0 an expectation wholly missed, above 1
    more than expected.

    Parameters
    ----------
    perceived, expected : Series, array or sequence of shape (n,)
        Ratings of the same respondents on the same scale, 0 or more. A respondent without one
        of them is left out.
    weights : Series, array or sequence of shape (n,), optional
        Survey weights, 0 or more.
    scale : tuple of float
        Lowest and highest rating that could be given.

    Returns
    -------
    DataFrame
        Columns metric, value, low, high, n; rows

        satisfaction_ratio: mean of b over mean of a (a respondent counts by what they expected);
        satisfaction_ratio_mean: mean of the respondents' own b / a, of those with a above 0;
        expectation_met: respondents with b ≥ a, percent.

        `high` is inf where the expectations are too few or too near 0 to bound the ratio.
        `attrs["notes"]` tells how many expected 0, and when there is no row for it.

    Raises
    ------
    VocError
        When a rating is off the scale, the scale starts below 0, or the lengths differ.

    Notes
    -----
    Interval of the ratio of means: Fieller's, with the covariance of a and b (`fieller`). Where
    b is the same multiple of a for everyone it would have no width; then a share z² / (n + z²) of
    respondents is allowed to lie at either end of the scale, as in `mean_interval`. Interval of
    the mean of ratios: Student's t; of the share: Wilson.

    References
    ----------
    Fieller 1954, JRSS B 16:175–185.

    Examples
    --------
    >>> satisfaction_ratio([8, 6, 9, 7], [9, 8, 9, 10]).round(2)
                        metric  value   low   high  n
    0       satisfaction_ratio   0.83  0.62   1.06  4
    1  satisfaction_ratio_mean   0.83  0.62   1.05  4
    2          expectation_met  25.00  4.56  69.94  4
    """
    low, high = scale
    got = numbers_on_scale(perceived, column_name(perceived, "perceived"), max(0.0, low), high)
    wanted = numbers_on_scale(expected, column_name(expected, "expected"), max(0.0, low), high)
    if len(got) != len(wanted):
        raise VocError("survey.pairs-count", perceived=len(got), expected=len(wanted))
    got, wanted = got + 0 * wanted, wanted + 0 * got  # whoever lacks one lacks both
    b, heavy = weighted(got, weights, "perceived")
    a, _ = weighted(wanted, weights, "expected")
    if len(b) == 0:
        table = metric_frame([])
        table.attrs["notes"] = []
        return table
    notes: list[Note] = []
    rows = []
    if a.max() > 0:
        rows.append(_of_means(b, a, scale, heavy))
        some = a > 0
        top = high / (low if low > 0 else float(a[some].min()))
        of_some = None if heavy is None else heavy[some]
        ratios = b[some] / a[some]
        rows.append(mean_row("satisfaction_ratio_mean", ratios, max(0.0, low) / high, top, of_some))
    if (a == 0).any():
        notes.append(("ratio_nothing_expected", {"count": int((a == 0).sum()), "n": len(a)}))
    rows.append(share_row("expectation_met", (b >= a).astype(np.float64), heavy))
    table = metric_frame(rows)
    table.attrs["notes"] = notes
    return table


def fieller(
    above: Floats, below: Floats, weights: Floats | None = None
) -> tuple[float, float, float]:
    """Ratio of two means of the same respondents with Fieller's 95 % interval.

    Parameters
    ----------
    above, below : array of shape (n,)
        Values of 0 or more, the mean of `below` above 0.
    weights : array of shape (n,), optional
        Positive weights; the interval then uses Kish's effective number.

    Returns
    -------
    tuple of float
        Ratio, lower and upper bound; (ratio, 0, inf) where the denominator does not differ
        from 0 clearly enough to bound the ratio, and for one value.

    Notes
    -----
    The bounds are the R at which the mean of b − R a differs from 0 at the edge of significance:
    (ā² − t² s_aa) R² − 2 (ā b̄ − t² s_ab) R + (b̄² − t² s_bb) = 0, with the variances and the
    covariance of the means and t of n − 1 degrees of freedom.

    References
    ----------
    Fieller 1954, JRSS B 16:175–185.

    Examples
    --------
    >>> ratio, low, high = fieller(np.array([8.0, 6, 9, 7]), np.array([9.0, 8, 9, 10]))
    >>> round(ratio, 3), round(low, 3), round(high, 3)
    (0.833, 0.616, 1.065)
    """
    from scipy.special import stdtrit

    w = np.ones(len(above)) if weights is None else weights
    share = w / w.sum()
    n = effective_count(len(above), weights)
    b, a = float(share @ above), float(share @ below)
    ratio = b / a
    if n <= 1 + 1e-9:
        return ratio, 0.0, math.inf
    t2 = float(stdtrit(n - 1, 0.975)) ** 2 / (n - 1)
    s_bb, s_aa = float(share @ (above - b) ** 2), float(share @ (below - a) ** 2)
    s_ab = float(share @ ((above - b) * (below - a)))
    square = a * a - t2 * s_aa
    if square <= 0:
        return ratio, 0.0, math.inf
    middle = (a * b - t2 * s_ab) / square
    root = math.sqrt(max(0.0, middle**2 - (b * b - t2 * s_bb) / square))
    return ratio, max(0.0, min(ratio, middle - root)), max(ratio, middle + root)


def _of_means(b: Floats, a: Floats, scale: tuple[float, float], heavy: Floats | None) -> MetricRow:
    ratio, low, high = fieller(b, a, heavy)
    if len(a) > 1 and np.allclose(b, ratio * a, rtol=1e-12, atol=1e-9):
        n = effective_count(len(a), heavy)
        unseen = Z95**2 / (n + Z95**2)
        got, wanted = float(np.average(b, weights=heavy)), float(np.average(a, weights=heavy))
        bottom, top = max(0.0, scale[0]), scale[1]
        least = wanted - unseen * (wanted - bottom)
        low = (got - unseen * (got - bottom)) / (wanted + unseen * (top - wanted))
        high = (got + unseen * (top - got)) / least
    return MetricRow("satisfaction_ratio", ratio, low, high, len(a))
