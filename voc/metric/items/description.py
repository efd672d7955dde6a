"""Rated items one by one and in pairs: how they are answered and how they go together."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from voc.metric.frame import effective_count
from voc.metric.intervals import Z95, mean_interval
from voc.metric.notes import Note
from voc.metric.ratings import correlation, covariance, rating_matrix, survey_weights
from voc.metric.scale import Floats, Values

__all__ = ["describe_items", "item_correlations"]

END_EFFECT = 15.0  # percent of answers at one end from which a note is made (Terwee et al. 2007)
_NAN = float("nan")


def describe_items(
    items: pd.DataFrame,
    *,
    scale: tuple[float, float] | None = None,
    top_boxes: int = 2,
    weights: Values | None = None,
) -> pd.DataFrame:
    """How each item is answered: mean, spread, skew, top box, and crowding at the ends.

    Parameters
    ----------
    items : DataFrame of shape (n, items)
        One row a respondent, one column an item.
    scale : tuple of float, optional
        Lowest and highest answer. Without it the lowest and highest answer found in any item
        are taken, and a note says so.
    top_boxes : int
        How many of the highest answers, one step apart, count as top box.
    weights : Series, array or sequence of shape (n,), optional
        Survey weights, 0 or more; intervals then use Kish's effective number.

    Returns
    -------
    DataFrame
        One row an item: item, n, missing, mean, low, high (95 %), sd, skew (above 0: a tail of
        high answers), top_box, floor and ceiling (percent of answers that are the lowest or the
        highest one). NaN without an answer; sd from 2 answers, skew from 3 that differ. A note
        names items with more than 15 % of the answers at one end.

    Raises
    ------
    VocError
        When an answer is no number or off the scale, or a weight is negative.

    Notes
    -----
    skew = √(k (k − 1)) / (k − 2) · m₃ / m₂^1.5 with the central moments m and k respondents
    (effective number).

    References
    ----------
    Joanes & Gill 1998, The Statistician 47(1):183–189 (skew). Terwee et al. 2007, Journal of
    Clinical Epidemiology 60:34–42 (floor and ceiling).

    Examples
    --------
    >>> rated = pd.DataFrame({"queue": [1, 2, 2, 3, None], "staff": [5, 4, 5, 5, 4]})
    >>> describe_items(rated, scale=(1, 5))[["item", "n", "missing", "mean", "top_box", "ceiling"]]
        item  n  missing  mean  top_box  ceiling
    0  queue  4        1   2.0      0.0      0.0
    1  staff  5        0   4.6    100.0     60.0
    """
    values = rating_matrix(items, scale)
    heavy = survey_weights(weights, len(values))
    notes: list[Note] = []
    if scale is None:
        answered = not np.isnan(values).all()
        scale = (float(np.nanmin(values)), float(np.nanmax(values))) if answered else (0.0, 0.0)
        notes.append(("items_scale_from_answers", {"low": scale[0], "high": scale[1]}))
    rows = []
    for name, column in zip(items.columns, values.T, strict=True):
        used = ~np.isnan(column) if heavy is None else ~np.isnan(column) & (heavy > 0)
        missing = int(np.isnan(column).sum())
        given = column[used]
        figures = _described(given, None if heavy is None else heavy[used], scale, top_boxes)
        rows.append({"item": str(name), "n": len(given), "missing": missing, **figures})
    table = pd.DataFrame(rows)
    for key, end in (("items_floor", "floor"), ("items_ceiling", "ceiling")):
        crowded = table.loc[table[end] > END_EFFECT, "item"]
        if len(crowded):
            notes.append((key, {"items": ", ".join(crowded), "percent": END_EFFECT}))
    silent = table.loc[table["n"] == 0, "item"]
    if len(silent):
        notes.append(("items_no_answers", {"items": ", ".join(silent)}))
    table.attrs["notes"] = notes
    return table


def _described(
    values: Floats, weights: Floats | None, scale: tuple[float, float], top_boxes: int
) -> dict[str, float]:
    """The figures of one item from its answers."""
    names = ("mean", "low", "high", "sd", "skew", "top_box", "floor", "ceiling")
    if len(values) == 0:
        return dict.fromkeys(names, _NAN)
    low, high = scale
    w = np.ones(len(values)) if weights is None else weights
    mean, least, most = mean_interval(values, low, high, weights)
    ends = (values > high - top_boxes, values <= low, values >= high)
    shares = [100 * float(w[end].sum() / w.sum()) for end in ends]
    return dict(zip(names, (mean, least, most, *_spread(values, w), *shares), strict=True))


def _spread(values: Floats, w: Floats) -> tuple[float, float]:
    """Standard deviation and skew; NaN where too few answers."""
    k = effective_count(len(values), w)
    if k <= 1 + 1e-9:
        return _NAN, _NAN
    if values.min() == values.max():
        return 0.0, _NAN
    centred = values - np.average(values, weights=w)
    second = float(np.average(centred**2, weights=w))
    third = float(np.average(centred**3, weights=w))
    skew = math.sqrt(k * (k - 1)) / (k - 2) * third / second**1.5 if k > 2 + 1e-9 else _NAN
    return math.sqrt(second * k / (k - 1)), skew


def item_correlations(items: pd.DataFrame, *, weights: Values | None = None) -> pd.DataFrame:
    """Correlation of each pair of items, over the respondents who answered both.

    Parameters
    ----------
    items : DataFrame of shape (n, items)
        One row a respondent, one column an item.
    weights : Series, array or sequence of shape (n,), optional
        Survey weights, 0 or more; intervals then use Kish's effective number.

    Returns
    -------
    DataFrame
        One row a pair, in the order of the columns: first, second, n (answered both),
        correlation, low, high (95 %). NaN when an item does not vary among them, bounds NaN for
        fewer than 4; a note names the items that never vary. As a square:
        `table.pivot(index="first", columns="second", values="correlation")`.

    Raises
    ------
    VocError
        When an answer is no number, or a weight is negative.

    Notes
    -----
    Pearson's r; interval tanh(artanh r ± 1.96 / √(n − 3)).

    References
    ----------
    Fisher 1921, Metron 1:3–32.

    Examples
    --------
    >>> rated = pd.DataFrame({"a": [1, 2, 3, 4, 5], "b": [2, 1, 4, 3, 5], "c": [1, 2, 3, None, 5]})
    >>> item_correlations(rated).round(2)
      first second  n  correlation   low  high
    0     a      b  5         0.80 -0.28  0.99
    1     a      c  4         1.00  1.00  1.00
    2     b      c  4         0.86 -0.59  1.00
    """
    values = rating_matrix(items)
    heavy = survey_weights(weights, len(values))
    given = ~np.isnan(values) if heavy is None else ~np.isnan(values) & (heavy > 0)[:, None]
    names = [str(name) for name in items.columns]
    rows = []
    for one in range(len(names)):
        for other in range(one + 1, len(names)):
            both = given[:, one] & given[:, other]
            pair = values[both][:, [one, other]]
            figures = _pair(pair, None if heavy is None else heavy[both])
            rows.append((names[one], names[other], len(pair), *figures))
    table = pd.DataFrame(rows, columns=["first", "second", "n", "correlation", "low", "high"])
    constant = [
        name
        for name, column, there in zip(names, values.T, given.T, strict=True)
        if there.any() and np.ptp(column[there]) == 0
    ]
    table.attrs["notes"] = (
        [("items_no_variation", {"items": ", ".join(constant)})] if constant else []
    )
    return table


def _pair(pair: Floats, weights: Floats | None) -> tuple[float, float, float]:
    """Correlation of two columns without gaps, and its bounds."""
    n = effective_count(len(pair), weights) if len(pair) else 0.0
    if n <= 1 + 1e-9:
        return _NAN, _NAN, _NAN
    r = float(correlation(covariance(pair, weights))[0, 1])
    if math.isnan(r) or n <= 3 + 1e-9:
        return r, _NAN, _NAN
    if 1 - abs(r) < 1e-12:
        return math.copysign(1.0, r), math.copysign(1.0, r), math.copysign(1.0, r)
    margin = Z95 / math.sqrt(n - 3)
    return r, math.tanh(math.atanh(r) - margin), math.tanh(math.atanh(r) + margin)
