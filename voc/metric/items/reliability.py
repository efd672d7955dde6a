"""Do the items of a scale measure one thing: Cronbach's alpha and the items' share in it."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from voc.metric.frame import effective_count
from voc.metric.intervals import Z95
from voc.metric.notes import Note
from voc.metric.ratings import (
    complete_rows,
    correlation,
    covariance,
    rating_matrix,
    survey_weights,
)
from voc.metric.scale import Floats, Values

__all__ = ["alpha_of", "cronbach_alpha", "feldt_interval", "item_total"]

MINIMUM = 30  # respondents below which a note is made


def feldt_interval(alpha: float, n: float, items: int) -> tuple[float, float]:
    """Feldt's 95 % interval of Cronbach's alpha.

    Parameters
    ----------
    alpha : float
        At most 1.
    n : float
        Respondents, above 1; may be an effective number.
    items : int
        2 or more.

    Returns
    -------
    tuple of float
        1 − (1 − alpha) · F, F being the 97.5 and the 2.5 % point of the F distribution with
        n − 1 and (n − 1)(items − 1) degrees of freedom.

    Raises
    ------
    ValueError
        When n or items are too small.

    References
    ----------
    Feldt 1965, Psychometrika 30:357–370. Feldt, Woodruff & Salih 1987, Applied Psychological
    Measurement 11:93–103, formulas 6 and 7.

    Examples
    --------
    >>> low, high = feldt_interval(0.913, 873, 20)
    >>> round(low, 4), round(high, 4)
    (0.9044, 0.9212)
    """
    if n <= 1 or items < 2:
        raise ValueError(f"no interval for {items} items of {n} respondents")
    from scipy.special import fdtri

    first, second = n - 1, (n - 1) * (items - 1)
    upper, lower = (float(fdtri(first, second, p)) for p in (0.975, 0.025))
    return 1 - (1 - alpha) * upper, 1 - (1 - alpha) * lower


def alpha_of(covariances: Floats) -> float:
    """Cronbach's alpha of a covariance matrix; NaN for one item or a total without variance.

    Examples
    --------
    >>> alpha_of(np.array([[1.0, 0.5], [0.5, 1.0]])).__round__(4)
    0.6667
    """
    items = len(covariances)
    total = float(covariances.sum())
    variances = float(np.trace(covariances))
    if items < 2 or total <= 1e-12 * variances or variances == 0:
        return float("nan")
    return items / (items - 1) * (1 - variances / total)


def cronbach_alpha(items: pd.DataFrame, *, weights: Values | None = None) -> pd.DataFrame:
    """Cronbach's alpha of the items of one scale, with its interval.

    Parameters
    ----------
    items : DataFrame of shape (n, items)
        One row a respondent, one column an item; items worded the other way round must have
        been turned. A respondent who left out an item is left out (listwise deletion).
    weights : Series, array or sequence of shape (n,), optional
        Survey weights, 0 or more: covariances are weighted, the interval uses Kish's effective
        number.

    Returns
    -------
    DataFrame
        One row: value, low, high (NaN with a note where there is none), n (complete
        respondents), items. `attrs["notes"]` names respondents left out, items without
        variance and items that run against the others.

    Raises
    ------
    VocError
        When an answer is no number, or a weight is negative.

    Notes
    -----
    alpha = k / (k − 1) · (1 − Σ variances of the k items / variance of their sum). It is
    negative when items run against each other. The interval is Feldt's (`feldt_interval`); it
    supposes items with equal variances and covariances and is approximate otherwise.

    References
    ----------
    Cronbach 1951, Psychometrika 16:297–334. Feldt 1965, Psychometrika 30:357–370.

    Examples
    --------
    >>> rated = pd.DataFrame({"q1": [1, 2, 3, 4, 5], "q2": [2, 1, 3, 5, 4], "q3": [1, 3, 2, 4, 5]})
    >>> cronbach_alpha(rated).round(3)
       value    low  high  n  items
    0  0.908  0.535  0.99  5      3
    """
    values, heavy, notes = _complete(items, weights)
    n, k = values.shape
    effective = effective_count(n, heavy) if n else 0.0
    alpha = low = high = float("nan")
    if k < 2:
        notes.append(("alpha_one_item", {"items": k}))
    elif effective <= 1 + 1e-9:
        notes.append(("alpha_too_few", {"n": n}))
    else:
        covariances = covariance(values, heavy)
        alpha = alpha_of(covariances)
        notes += _variation_notes(items, covariances, effective)
        if np.isnan(alpha):
            notes.append(("alpha_no_variation", {"n": n}))
        else:
            low, high = feldt_interval(alpha, effective, k)
            notes += [("alpha_few_respondents", {"n": n, "minimum": MINIMUM})] * (n < MINIMUM)
    table = pd.DataFrame({"value": [alpha], "low": [low], "high": [high], "n": [n], "items": [k]})
    table.attrs["notes"] = notes
    return table


def item_total(items: pd.DataFrame, *, weights: Values | None = None) -> pd.DataFrame:
    """What each item adds to a scale: its correlation with the others and alpha without it.

    Parameters
    ----------
    items, weights
        As in `cronbach_alpha`; listwise deletion.

    Returns
    -------
    DataFrame
        One row an item: item, n, mean, sd, item_total (correlation with the sum of the other
        items; clearly negative: worded the other way round?), alpha_if_deleted. NaN where an item
        or the rest has no variance, or where two items are too few; notes as in `cronbach_alpha`.

    Raises
    ------
    VocError
        As in `cronbach_alpha`.

    Notes
    -----
    The item itself is taken out of the sum ("corrected" correlation), as otherwise it would
    correlate with itself.

    References
    ----------
    Nunnally & Bernstein 1994, Psychometric Theory, chapter 8.

    Examples
    --------
    >>> rated = pd.DataFrame({"q1": [1, 2, 3, 4, 5, 5], "q2": [1, 2, 4, 4, 5, 4]})
    >>> table = item_total(rated.assign(q3=[5, 5, 3, 2, 1, 1]))
    >>> table["item_total"].round(2).tolist()
    [-0.54, -0.43, -0.97]
    >>> table.attrs["notes"]
    [('alpha_reversed_items', {'items': 'q3'})]
    """
    values, heavy, notes = _complete(items, weights)
    n, k = values.shape
    figures = np.full((k, 4), np.nan)
    effective = effective_count(n, heavy) if n else 0.0
    if effective > 1 + 1e-9:
        covariances = covariance(values, heavy)
        figures[:, 0] = np.average(values, axis=0, weights=heavy)
        figures[:, 1] = np.sqrt(np.diag(covariances))
        figures[:, 2] = _rest_correlations(covariances)
        for item in range(k):
            rest = np.delete(np.arange(k), item)
            figures[item, 3] = alpha_of(covariances[np.ix_(rest, rest)])
        notes += _variation_notes(items, covariances, effective)
    else:
        notes.append(("alpha_too_few", {"n": n}))
    table = pd.DataFrame(figures, columns=["mean", "sd", "item_total", "alpha_if_deleted"])
    table.insert(0, "item", [str(name) for name in items.columns])
    table.insert(1, "n", n)
    table.attrs["notes"] = notes
    return table


def _complete(
    items: pd.DataFrame, weights: Values | None
) -> tuple[Floats, Floats | None, list[Note]]:
    """Complete rows, their weights, and a note on the others."""
    given = rating_matrix(items)
    values, heavy = complete_rows(given, survey_weights(weights, len(given)))
    dropped = len(given) - len(values)
    notes: list[Note] = []
    if dropped:
        notes.append(("alpha_incomplete_rows", {"dropped": dropped, "n": len(given)}))
    return values, heavy, notes


def _rest_correlations(covariances: Floats) -> Floats:
    """Correlation of each item with the sum of the others."""
    variances = np.diag(covariances)
    shared = covariances.sum(axis=1) - variances
    rest = covariances.sum() - 2 * covariances.sum(axis=1) + variances
    product = variances * np.maximum(rest, 0.0)
    usable = product > 1e-24 * max(1.0, float(variances.max()) ** 2)
    result = np.full(len(variances), np.nan)
    result[usable] = np.clip(shared[usable] / np.sqrt(product[usable]), -1.0, 1.0)
    return result


def _variation_notes(items: pd.DataFrame, covariances: Floats, n: float) -> list[Note]:
    """Items that never vary, and items that run against the others by more than chance."""
    names = [str(name) for name in items.columns]
    notes: list[Note] = []
    constant = [
        name for name, spread in zip(names, np.diag(covariances), strict=True) if not spread
    ]
    if constant:
        notes.append(("alpha_constant_items", {"items": ", ".join(constant)}))
    if (_rest_correlations(covariances) * math.sqrt(n) < -Z95).any():
        turned = _items_to_turn(names, covariances)
        notes.append(("alpha_reversed_items", {"items": ", ".join(turned)}))
    return notes


def _items_to_turn(names: list[str], covariances: Floats) -> list[str]:
    """Items that load on the first principal component against most of the others.

    One turned item makes the item-total correlation of its fellows small, too, so that the sign
    of that correlation alone would blame the wrong ones. Where no side is the greater one, any
    may be meant, and all are named.
    """
    used = np.flatnonzero(np.diag(covariances) > 0)
    first = np.linalg.eigh(correlation(covariances[np.ix_(used, used)]))[1][:, -1]
    direction = float(first.sum())
    against = [names[place] for place in used[first * direction < 0]]
    return against if abs(direction) > 1e-9 and against else [names[place] for place in used]
