"""What the counts of the Kano kinds say: tests between two kinds, Better and Worse."""

from __future__ import annotations

import math

from voc.metric.intervals import wilson

__all__ = ["distinguishable", "satisfaction_coefficients", "sign_test"]


def distinguishable(first: float, second: float, n: float) -> bool:
    """Whether two counts of one multinomial draw differ at the 90 % level (Fong's test).

    Parameters
    ----------
    first, second : float
        Counts of the two kinds.
    n : float
        All answers.

    Returns
    -------
    bool
        |a − b| ≥ 1.65 √((a + b)(2n − a − b) / 2n).

    References
    ----------
    Fong 1996, Center for Quality of Management Journal 5(3).

    Examples
    --------
    >>> distinguishable(40, 30, 100), distinguishable(50, 20, 100)
    (False, True)
    """
    both = first + second
    bound = 1.65 * math.sqrt(max(0.0, both * (2 * n - both) / (2 * n))) if n > 0 else math.inf
    return first != second and abs(first - second) >= bound


def sign_test(first: float, second: float) -> float:
    """Two-sided p-value of two kinds of one multinomial draw being equally frequent.

    Parameters
    ----------
    first, second : float
        Counts of the two kinds, not both 0; may be fractional (weighted counts).

    Returns
    -------
    float
        2 (1 − Φ(|a − b| / √(a + b))).

    References
    ----------
    Dixon & Mood 1946, JASA 41:557–566 (sign test), in its normal approximation.

    Examples
    --------
    >>> round(sign_test(60, 30), 4)
    0.0016
    """
    return math.erfc(abs(first - second) / math.sqrt(2 * (first + second)))


def satisfaction_coefficients(
    counts: dict[str, float], effective: float
) -> tuple[float, float, float, float, float, float]:
    """Better and Worse, each with its 95 % interval; NaN when nobody answered A, O, M or I.

    Parameters
    ----------
    counts : dict
        Answers of the kinds A, O, M and I.
    effective : float
        Effective number of these answers, for the Wilson intervals.

    Returns
    -------
    tuple of float
        better, low, high, worse, low, high.

    References
    ----------
    Berger et al. 1993, Center for Quality of Management Journal 2(4):3–36. Wilson 1927, JASA
    22:209–212.

    Examples
    --------
    >>> figures = satisfaction_coefficients({"A": 20, "O": 30, "M": 40, "I": 10}, 100)
    >>> [round(figure, 3) for figure in figures]
    [0.5, 0.404, 0.596, -0.7, -0.781, -0.604]
    """
    total = sum(counts[letter] for letter in "AOMI")
    if total <= 0:
        nothing = float("nan")
        return nothing, nothing, nothing, nothing, nothing, nothing
    better = min(1.0, (counts["A"] + counts["O"]) / total)
    worse = min(1.0, (counts["O"] + counts["M"]) / total)
    low, high = wilson(better * effective, effective)
    least, most = wilson(worse * effective, effective)
    return better, low, high, 0.0 - worse, 0.0 - most, 0.0 - least
