"""Customer lifetime value from margin, retention and discount."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.errors import VocError
from voc.messages import phrase
from voc.metric.frame import MetricRow, metric_frame
from voc.metric.scale import Floats

__all__ = ["lifetime_value", "lifetime_value_interval"]


def lifetime_value(
    margin: npt.ArrayLike,
    retention: npt.ArrayLike,
    discount: npt.ArrayLike,
    *,
    periods: int | None = None,
) -> Floats:
    """Present value of what a customer will bring in: m · r / (1 + d − r).

    Parameters
    ----------
    margin : float or array
        Margin of one period, in money.
    retention : float or array
        Share of customers who stay for the next period, 0…1, below 1 + discount.
    discount : float or array
        Discount rate of one period, 0 or more: 0.1 is 10 %.
    periods : int, optional
        Count only so many periods; without it, all to come.

    Returns
    -------
    array
        In money, of the shape to which the three arguments broadcast. NaN where one is NaN.

    Raises
    ------
    VocError
        When a retention is outside 0…1, a discount negative, r = 1 + d without `periods`, or
        `periods` negative.

    Notes
    -----
    With q = r / (1 + d), the sum of m q^t over t = 1, 2, …: m q / (1 − q) = m r / (1 + d − r);
    over T periods m q (1 − q^T) / (1 − q), which is m T at q = 1. The margin of today is not in
    it. Margin and retention are taken to stay as they are.

    References
    ----------
    Berger & Nasr 1998, Journal of Interactive Marketing 12(1):17–30. Gupta & Lehmann 2003,
    Journal of Interactive Marketing 17(1):9–24.

    Examples
    --------
    >>> lifetime_value(100, [0.6, 0.8, 0.9], 0.1).round(2)
    array([120.  , 266.67, 450.  ])
    >>> round(float(lifetime_value(100, 0.8, 0.1, periods=2)), 2)
    125.62
    """
    m, r, d = np.broadcast_arrays(
        *(np.asarray(value, dtype=np.float64) for value in (margin, retention, discount))
    )
    _check("retention", r, 0, 1)
    _check("discount", d, 0, math.inf)
    ratio = r / (1 + d)
    if periods is not None:
        return m * _annuity(ratio, periods)
    if (ratio >= 1).any():
        raise VocError(
            "survey.endless-value",
            where=phrase("survey.lifetime-value-of", name="retention, discount"),
        )
    value: Floats = m * ratio / (1 - ratio)
    return value


def lifetime_value_interval(
    margin: float,
    retention: float,
    discount: float,
    *,
    n: int,
    margin_error: float = 0.0,
    periods: int | None = None,
    draws: int = 10_000,
    seed: int = 0,
) -> pd.DataFrame:
    """Lifetime value with the uncertainty of a retention that was counted in a sample.

    Parameters
    ----------
    margin, retention, discount, periods
        As for `lifetime_value`, each one figure.
    n : int
        Customers among whom the share `retention` was seen to stay, 1 or more.
    margin_error : float
        Standard error of the margin, when it is a mean.
    draws : int
        Draws of the parameters.
    seed : int

    Returns
    -------
    DataFrame
        Columns metric, value, low, high, n; one row `lifetime_value`: the value at the figures
        given, with the 95 % interval.

    Raises
    ------
    VocError
        As for `lifetime_value`; also when n is below 1 or the error negative.

    Notes
    -----
    r is drawn from Beta(n r + ½, n (1 − r) + ½) (Jeffreys' prior) and m from the normal
    distribution; the interval holds the middle 95 % of the values, and the value itself. The
    value is steep in r near 1, so that the interval reaches farther up than down.

    References
    ----------
    Berger & Nasr 1998, Journal of Interactive Marketing 12(1):17–30. Brown, Cai & DasGupta 2001,
    Statistical Science 16:101–133 (Jeffreys' interval).

    Examples
    --------
    >>> lifetime_value_interval(100, 0.8, 0.1, n=400).round(0)
               metric  value    low   high    n
    0  lifetime_value  267.0  222.0  319.0  400
    """
    value = float(lifetime_value(margin, retention, discount, periods=periods))
    if n < 1 or margin_error < 0:
        raise VocError(
            "survey.no-interval",
            where=phrase("survey.lifetime-value"),
            n=n,
            margin_error=margin_error,
        )
    if math.isnan(value):
        return metric_frame([])
    rng = np.random.default_rng(seed)
    drawn = rng.beta(n * retention + 0.5, n * (1 - retention) + 0.5, draws)
    # A draw of exactly 1 would be endless without a discount.
    drawn = np.minimum(drawn, 1 - 1e-9)
    margins = rng.normal(margin, margin_error, draws)
    values = lifetime_value(margins, drawn, discount, periods=periods)
    low, high = np.quantile(values, [0.025, 0.975])
    row = MetricRow("lifetime_value", value, min(value, float(low)), max(value, float(high)), n)
    return metric_frame([row])


def _annuity(ratio: Floats, periods: int) -> Floats:
    """Σ q^t over t = 1 … T."""
    if periods < 0:
        raise VocError("survey.no-periods", where=phrase("survey.lifetime-value"), periods=periods)
    total: Floats = np.full(ratio.shape, float(periods))
    part = ~(ratio == 1)
    q = ratio[part]
    total[part] = q * (1 - q**periods) / (1 - q)
    return total


def _check(name: str, values: Floats, low: float, high: float) -> None:
    if ((values < low) | (values > high)).any():
        worst = values[(values < low) | (values > high)].flat[0]
        code = "survey.share-off" if high == 1 else "survey.rate-off"
        where = phrase("survey.lifetime-value-of", name=name)
        raise VocError(code, where=where, name=name, given=float(worst))
