"""Corrections of p-values where many tests are made at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voc.metric.scale import Floats

__all__ = ["benjamini_hochberg", "holm"]


def holm(p_values: npt.ArrayLike) -> Floats:
    """Holm's step-down correction: keeps the chance of any false alarm at its level.

    Parameters
    ----------
    p_values : array of shape (m,)
        NaN where there was no test; these stay NaN and do not count.

    Returns
    -------
    array of shape (m,)
        With p sorted upwards, the i-th becomes max over j ≤ i of (m − j + 1) p_j, at most 1.

    References
    ----------
    Holm 1979, Scandinavian Journal of Statistics 6:65–70.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03, np.nan]).round(2)
    array([0.03, 0.06, 0.06,  nan])
    """
    given = np.asarray(p_values, dtype=np.float64)
    adjusted = np.full(given.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(given))
    order = tested[np.argsort(given[tested], kind="stable")]
    steps = np.arange(len(order), 0, -1) * given[order]
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate(steps))
    return adjusted


def benjamini_hochberg(p_values: npt.ArrayLike) -> Floats:
    """Benjamini and Hochberg's correction: keeps the share of false alarms at its level.

    Parameters
    ----------
    p_values : array of shape (m,)
        NaN where there was no test; these stay NaN and do not count.

    Returns
    -------
    array of shape (m,)
        With p sorted upwards, the i-th becomes min over j ≥ i of p_j m / j, at most 1.

    References
    ----------
    Benjamini & Hochberg 1995, JRSS B 57:289–300.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, 0.03, np.nan]).round(2)
    array([0.03, 0.04, 0.04,  nan])
    """
    from scipy.stats import false_discovery_control

    given = np.asarray(p_values, dtype=np.float64)
    adjusted = np.full(given.shape, np.nan)
    tested = ~np.isnan(given)
    if tested.any():
        adjusted[tested] = false_discovery_control(given[tested], method="bh")
    return adjusted
