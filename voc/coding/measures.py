"""Measures of agreement of two codings, and their intervals, without any table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voc.driver.mentions import Floats
from voc.metric.intervals import Z95, wilson


@dataclass(frozen=True)
class Counts:
    """Comments that both, only the other, only the reference mention, and all; same shapes."""

    both: Floats
    only_other: Floats
    only_reference: Floats
    total: Floats


def cohen_kappa(counts: npt.ArrayLike) -> Floats:
    """Cohen's kappa of one or many tables of counts.

    Parameters
    ----------
    counts : array of shape (…, k, k)
        Rows: classes of one coder; columns: those of the other.

    Returns
    -------
    array of shape (…)
        −1…1; NaN where both coders use one and the same class throughout, since agreement by
        chance is then certain.

    Notes
    -----
    κ = (p_o − p_e) / (1 − p_e), with p_o the share on the diagonal and p_e = Σ_k row_k · column_k.

    References
    ----------
    Cohen 1960, Educational and Psychological Measurement 20:37–46.

    Examples
    --------
    >>> float(cohen_kappa([[20, 5], [10, 15]]).round(4))
    0.4
    """
    table = np.asarray(counts, dtype=np.float64)
    total = table.sum(axis=(-2, -1))
    observed = np.trace(table, axis1=-2, axis2=-1) * total
    chance = (table.sum(axis=-1) * table.sum(axis=-2)).sum(axis=-1)
    room = total**2 - chance
    return divided(observed - chance, np.where(room > 1e-9 * total**2, room, 0.0))


def mention_counts(
    reference: npt.NDArray[np.bool_], other: npt.NDArray[np.bool_], weights: Floats
) -> Counts:
    """Weighted counts of each driver, shape (weightings, drivers)."""
    both, total = reference & other, weights.sum(axis=1, keepdims=True)
    return Counts(
        weights @ both.astype(float),
        weights @ (other & ~reference).astype(float),
        weights @ (reference & ~other).astype(float),
        np.broadcast_to(total, (len(weights), reference.shape[1])),
    )


def measures_of(counts: Counts) -> dict[str, Floats]:
    """Precision, recall, F1, kappa and agreement, in the shape of the counts."""
    both, wrong, missed = counts.both, counts.only_other, counts.only_reference
    neither = counts.total - both - wrong - missed
    tables = np.stack([both, missed, wrong, neither], axis=-1).reshape(*both.shape, 2, 2)
    return {
        "precision": divided(both, both + wrong),
        "recall": divided(both, both + missed),
        "f1": divided(2 * both, 2 * both + wrong + missed),
        "kappa": cohen_kappa(tables),
        "agreement": divided(both + neither, counts.total),
    }


def mean_of_known(values: Floats) -> Floats:
    """Mean of each row, without NaN."""
    known = ~np.isnan(values)
    return divided(np.where(known, values, 0.0).sum(axis=1), known.sum(axis=1).astype(float))


def divided(part: Floats, whole: Floats) -> Floats:
    """Quotient, NaN where there is nothing to divide by."""
    quotient = np.full(np.shape(whole), np.nan)
    np.divide(part, whole, out=quotient, where=np.asarray(whole) > 0)
    return quotient


def percentiles(values: Floats) -> tuple[float, float]:
    """The 2.5 and 97.5 percentile; NaN where most resamples gave nothing, or all gave the same."""
    known = values[~np.isnan(values)]
    if len(known) * 2 <= len(values):
        return np.nan, np.nan
    low, high = np.quantile(known, [0.025, 0.975])
    return (float(low), float(high)) if low < high else (np.nan, np.nan)


def share(
    name: str, hits: npt.NDArray[np.bool_], weights: Floats | None = None
) -> dict[str, float]:
    """A share of true entries with its Wilson interval, on Kish's effective number.

    >>> share("recall", np.array([True, True, True, False]))["recall"]
    0.75
    """
    if len(hits) == 0:
        return bounded(name, np.nan, np.nan, np.nan)
    each = np.ones(len(hits)) if weights is None else weights
    value = float(each @ hits) / float(each.sum())
    n = float(each.sum()) ** 2 / float(each @ each)
    return bounded(name, value, *wilson(min(n, value * n), n))


def f1_bounds(both: int, either: int) -> tuple[float, float]:
    """Bounds of F1 = 2J / (1 + J) from the Wilson interval of J = both / either.

    >>> round(f1_bounds(20, 20)[0], 3)
    0.912
    """
    if either == 0:
        return np.nan, np.nan
    low, high = wilson(both, either)
    return 2 * low / (1 + low), 2 * high / (1 + high)


def kappa_low(table: npt.ArrayLike) -> float:
    """Lower bound of kappa = 1: the Wilson bound of the agreement, chance agreement held fixed."""
    counts = np.asarray(table, dtype=np.float64)
    n = float(counts.sum())
    chance = float(counts.sum(axis=0) @ counts.sum(axis=1)) / n**2
    disagreement = Z95**2 / (n + Z95**2)
    return float(1 - disagreement / (1 - chance)) if chance < 1 else np.nan


def bounded(name: str, value: float, low: float, high: float) -> dict[str, float]:
    """Columns of a value and its bounds."""
    return {name: value, f"{name}_low": low, f"{name}_high": high}
