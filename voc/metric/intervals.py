"""95 % intervals of a share, of a net promoter score and of a mean on a bounded scale."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

__all__ = ["Z95", "mean_interval", "moments_interval", "nps_interval", "wilson"]

Z95 = 1.959963984540054  # two-sided 95 % quantile of the normal distribution


def wilson(successes: float, n: float) -> tuple[float, float]:
    """Wilson's score interval of a share, without continuity correction.

    Parameters
    ----------
    successes : float
        Number of successes, 0…n. May be fractional (weighted counts).
    n : float
        Number of trials, above 0.

    Returns
    -------
    tuple of float
        Lower and upper bound, each 0…1.

    Raises
    ------
    ValueError
        When n is not positive or successes lie outside 0…n.

    Notes
    -----
    With p = successes / n and z = 1.96 the bounds are
    (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n).
    Unlike p ± z √(p(1−p)/n) they stay inside 0…1 and keep their width at p = 0 and p = 1.

    References
    ----------
    Wilson 1927, JASA 22:209–212. Newcombe 1998, Statistics in Medicine 17:857–872.

    Examples
    --------
    >>> low, high = wilson(81, 263)
    >>> round(low, 4), round(high, 4)
    (0.2553, 0.3662)
    """
    if n <= 0 or not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is not a share")
    share = successes / n
    z2 = Z95 * Z95
    middle = share + z2 / (2 * n)
    margin = Z95 * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    scale = 1 + z2 / n
    # rounding may miss the share itself at 0 and 1
    return max(0.0, min((middle - margin) / scale, share)), min(
        1.0, max((middle + margin) / scale, share)
    )


def nps_interval(promoters: float, detractors: float, n: float) -> tuple[float, float]:
    """Adjusted Wald interval of a net promoter score.

    Parameters
    ----------
    promoters, detractors : float
        Counts, each 0…n, together at most n. May be fractional (weighted counts).
    n : float
        Number of answers, above 0.

    Returns
    -------
    tuple of float
        Lower and upper bound, each −100…100.

    Raises
    ------
    ValueError
        When the counts do not fit n.

    Notes
    -----
    Promoters, passives and detractors are one multinomial draw, so that the variance of the
    difference of two shares is (p + d − (p − d)²) / n. As it is 0 when all answer alike, three
    pseudo-answers (¾ promoter, 1½ passive, ¾ detractor) are added before p, d and n go into the
    formula. The interval is widened to hold the plain score when it would miss it.

    References
    ----------
    Rocks 2016, The American Statistician 70(4):365–372 (best coverage of six methods).

    Examples
    --------
    >>> low, high = nps_interval(promoters=50, detractors=20, n=100)
    >>> round(low, 1), round(high, 1)
    (14.1, 44.2)
    """
    if n <= 0 or promoters < 0 or detractors < 0 or promoters + detractors > n * (1 + 1e-9):
        raise ValueError(f"{promoters} promoters and {detractors} detractors of {n}")
    adjusted = n + 3
    p = (promoters + 0.75) / adjusted
    d = (detractors + 0.75) / adjusted
    margin = Z95 * math.sqrt((p + d - (p - d) ** 2) / adjusted)
    plain = (promoters - detractors) / n
    low = max(-1.0, min(p - d - margin, plain))
    high = min(1.0, max(p - d + margin, plain))
    return 100 * low, 100 * high


def mean_interval(
    values: npt.NDArray[np.float64],
    low: float,
    high: float,
    weights: npt.NDArray[np.float64] | None = None,
) -> tuple[float, float, float]:
    """Mean on a bounded scale with Student's t interval.

    Parameters
    ----------
    values : array of shape (n,)
        At least one value, none missing, each within low…high.
    low, high : float
        Ends of the scale; the interval is clipped to them.
    weights : array of shape (n,), optional
        Positive weights. The interval then uses Kish's effective number (Σw)² / Σw².

    Returns
    -------
    tuple of float
        Mean, lower and upper bound.

    Raises
    ------
    ValueError
        When there is no value.

    Notes
    -----
    mean ± t(n−1) · s / √n. Two cases where the formula is silent or claims too much:
    a single value says nothing about the spread, so the interval is the whole scale; and when
    all n values are equal, s = 0 would give an interval of no width, so a share z² / (n + z²)
    (the Wilson bound of a share never seen) is allowed to lie at either end of the scale.

    References
    ----------
    Student 1908, Biometrika 6:1–25. Kish 1965, Survey Sampling, §11.7.

    Examples
    --------
    >>> mean, low, high = mean_interval(np.array([1.0, 2, 3, 4, 5]), 1, 5)
    >>> round(mean, 2), round(low, 2), round(high, 2)
    (3.0, 1.04, 4.96)
    >>> mean_interval(np.array([4.0]), 1, 5)
    (4.0, 1.0, 5.0)
    """
    if len(values) == 0:
        raise ValueError("a mean needs at least one value")
    w = np.ones(len(values)) if weights is None else weights
    total = float(w.sum())
    mean = min(high, max(low, float(w @ values) / total))
    n = total * total / float(w @ w)
    variance = 0.0
    if n > 1 + 1e-9 and values.min() != values.max():
        variance = float(w @ (values - mean) ** 2) / total * n / (n - 1)
    return mean, *moments_interval(mean, variance, n, low, high)


def moments_interval(
    mean: float, variance: float, n: float, low: float, high: float
) -> tuple[float, float]:
    """Student's t interval of a mean on a bounded scale, from mean, variance and number.

    Parameters
    ----------
    mean : float
        Within low…high.
    variance : float
        Divisor n − 1; 0 when all values are equal.
    n : float
        Number of values, or Kish's effective number of weighted ones.
    low, high : float
        Ends of the scale.

    Notes
    -----
    As `mean_interval`, also where there is one value or all are equal.

    Examples
    --------
    >>> [round(bound, 2) for bound in moments_interval(3, 2.5, 5, 1, 5)]
    [1.04, 4.96]
    """
    from scipy.special import stdtrit

    if n <= 1 + 1e-9:
        return float(low), float(high)
    if variance <= 0:
        unseen = Z95**2 / (n + Z95**2)
        return mean - unseen * (mean - low), mean + unseen * (high - mean)
    margin = float(stdtrit(n - 1, 0.975)) * math.sqrt(variance / n)
    return max(float(low), mean - margin), min(float(high), mean + margin)
