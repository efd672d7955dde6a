"""Two groups compared: shares, means and net promoter scores, with interval and effect size."""

from __future__ import annotations

import math
from typing import NamedTuple

from voc.metric.intervals import nps_interval, wilson

__all__ = [
    "Difference",
    "cohens_h",
    "difference_interval",
    "mean_difference",
    "nps_difference",
    "share_difference",
]


class Difference(NamedTuple):
    """First group − second group.

    `p_value` is two-sided, NaN where neither group varies; `effect_size` is 0 there when the
    groups are equal and NaN when they are not.
    """

    difference: float
    low: float
    high: float
    p_value: float
    effect_size: float


def share_difference(first: float, first_n: float, second: float, second_n: float) -> Difference:
    """Difference of two independent shares: pooled z test, Newcombe's interval, Cohen's h.

    Parameters
    ----------
    first, second : float
        Successes of each group, 0…n. May be fractional (weighted counts).
    first_n, second_n : float
        Trials of each group, above 0; with weights Kish's effective number.

    Returns
    -------
    Difference
        difference, low and high in −1…1; effect_size is h in −π…π.

    Raises
    ------
    ValueError
        When the counts are not shares.

    Notes
    -----
    z = (p₁ − p₂) / √(p(1 − p)(1/n₁ + 1/n₂)) with p over both groups: what z² is to the 2 × 2
    table without continuity correction. Interval: method 10 of Newcombe, from the Wilson bounds
    l, u of each share: low = d − √((p₁ − l₁)² + (u₂ − p₂)²), high = d + √((u₁ − p₁)² +
    (p₂ − l₂)²). Test and interval rest on different variances and can disagree near the edge.

    References
    ----------
    Newcombe 1998, Statistics in Medicine 17:873–890. Cohen 1988, Statistical Power Analysis, §6.

    Examples
    --------
    >>> found = share_difference(56, 70, 48, 80)
    >>> round(found.difference, 4), round(found.low, 4), round(found.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    bounds = wilson(first, first_n), wilson(second, second_n)
    shares = first / first_n, second / second_n
    low, high = difference_interval(shares, bounds)
    pooled = (first + second) / (first_n + second_n)
    variance = pooled * (1 - pooled) * (1 / first_n + 1 / second_n)
    difference = shares[0] - shares[1]
    return Difference(difference, low, high, _normal_p(difference, variance), cohens_h(*shares))


def cohens_h(first: float, second: float) -> float:
    """Cohen's h of two shares, 2 asin √p₁ − 2 asin √p₂: 0.2 small, 0.5 medium, 0.8 large.

    References
    ----------
    Cohen 1988, Statistical Power Analysis, §6.2.

    Examples
    --------
    >>> round(cohens_h(0.6, 0.5), 3)
    0.201
    """
    angles = [2 * math.asin(math.sqrt(min(1.0, max(0.0, share)))) for share in (first, second)]
    return angles[0] - angles[1]


def mean_difference(
    first: tuple[float, float, float], second: tuple[float, float, float]
) -> Difference:
    """Difference of two independent means: Welch's test and interval, Hedges' g.

    Parameters
    ----------
    first, second : tuple of float
        Mean, variance (divisor n − 1) and number of values of each group; with weights the
        weighted mean and variance, and Kish's effective number. Both numbers above 1.

    Returns
    -------
    Difference
        difference, low and high in the unit of the values; effect_size is g.

    Raises
    ------
    ValueError
        When a group has no more than one value.

    Notes
    -----
    t = (x̄₁ − x̄₂) / √(s₁²/n₁ + s₂²/n₂), with Welch and Satterthwaite's degrees of freedom.
    g = J (x̄₁ − x̄₂) / s, s² = ((n₁ − 1)s₁² + (n₂ − 1)s₂²) / m, m = n₁ + n₂ − 2,
    J = 1 − 3 / (4m − 1). Where neither group varies nothing is known of the error: low, high
    and p_value are NaN.

    References
    ----------
    Welch 1947, Biometrika 34:28–35. Hedges 1981, Journal of Educational Statistics 6:107–128.

    Examples
    --------
    >>> found = mean_difference((103, 5.5**2, 50), (100, 4.5**2, 50))
    >>> round(found.effect_size, 4)
    0.5924
    """
    from scipy.special import stdtr, stdtrit

    (mean1, variance1, n1), (mean2, variance2, n2) = first, second
    if min(n1, n2) <= 1:
        raise ValueError(f"{n1} and {n2} values have no variance")
    difference = mean1 - mean2
    error1, error2 = variance1 / n1, variance2 / n2
    total = error1 + error2
    if total <= 0:
        return Difference(difference, math.nan, math.nan, math.nan, math.nan if difference else 0.0)
    freedom = total**2 / (error1**2 / (n1 - 1) + error2**2 / (n2 - 1))
    margin = float(stdtrit(freedom, 0.975)) * math.sqrt(total)
    p_value = 2 * float(stdtr(freedom, -abs(difference) / math.sqrt(total)))
    both = n1 + n2 - 2
    pooled = math.sqrt(((n1 - 1) * variance1 + (n2 - 1) * variance2) / both)
    # J is meant for m ≥ 1; fewer effective values than that only weights can bring about
    correction = 1 - 3 / (4 * max(both, 1.0) - 1)
    effect = correction * difference / pooled
    return Difference(difference, difference - margin, difference + margin, p_value, effect)


def nps_difference(
    first: tuple[float, float, float], second: tuple[float, float, float]
) -> Difference:
    """Difference of two net promoter scores: z test from the multinomial variance.

    Parameters
    ----------
    first, second : tuple of float
        Promoters, detractors and all answers of each group. May be fractional (weights).

    Returns
    -------
    Difference
        difference, low and high in points, −200…200; effect_size is the difference divided by
        the standard deviation of the points (100, 0, −100) over both groups.

    Raises
    ------
    ValueError
        When the counts do not fit.

    Notes
    -----
    z = d / √(v (1/n₁ + 1/n₂)) with v = p + q − (p − q)², promoters p and detractors q of both
    groups together: under no difference all answers are one multinomial draw. The interval adds
    the adjusted intervals of both scores in squares, as Newcombe's does for shares (MOVER).

    References
    ----------
    Rocks 2016, The American Statistician 70(4):365–372. Zou & Donner 2008, Statistics in
    Medicine 27:1693–1702.

    Examples
    --------
    >>> found = nps_difference((50, 20, 100), (80, 60, 200))
    >>> round(found.difference, 1), round(found.p_value, 3)
    (20.0, 0.046)
    """
    bounds = nps_interval(*first), nps_interval(*second)
    scores = tuple(100 * (side[0] - side[1]) / side[2] for side in (first, second))
    n = first[2] + second[2]
    promoters, detractors = (first[0] + second[0]) / n, (first[1] + second[1]) / n
    variance = 100**2 * (promoters + detractors - (promoters - detractors) ** 2)
    low, high = difference_interval((scores[0], scores[1]), bounds)
    difference = scores[0] - scores[1]
    error = max(0.0, variance) * (1 / first[2] + 1 / second[2])
    effect = difference / math.sqrt(variance) if variance > 1e-9 else 0.0
    return Difference(difference, low, high, _normal_p(difference, error), effect)


def difference_interval(
    figures: tuple[float, float], bounds: tuple[tuple[float, float], tuple[float, float]]
) -> tuple[float, float]:
    """Interval of a difference from the intervals of both figures, added in squares (MOVER).

    Parameters
    ----------
    figures : tuple of float
        First and second figure.
    bounds : tuple of tuple of float
        Lower and upper bound of each.

    References
    ----------
    Zou & Donner 2008, Statistics in Medicine 27:1693–1702.

    Examples
    --------
    >>> difference_interval((5, 3), ((2, 9), (0, 7)))
    (-3.0, 7.0)
    """
    (first, second), ((low1, high1), (low2, high2)) = figures, bounds
    below = math.hypot(first - low1, high2 - second)
    above = math.hypot(high1 - first, second - low2)
    return first - second - below, first - second + above


def _normal_p(difference: float, variance: float) -> float:
    """Two-sided p of a normal statistic; NaN where nothing varies."""
    if variance <= 1e-12:
        return math.nan
    return math.erfc(abs(difference) / math.sqrt(2 * variance))
