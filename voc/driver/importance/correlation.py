"""Weighted correlations for many weightings of the same respondents, and their guards."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voc.driver.mentions import Floats

__all__ = ["CONDITION_LIMIT", "condition", "correlations", "ridged"]

CONDITION_LIMIT = 900.0  # condition index √900 = 30, from which Belsley et al. speak of strong
_ROWS = 2048  # respondents whose products are held at once


def correlations(values: Floats, weights: Floats) -> Floats:
    """Pairwise-complete correlations under each of several weightings.

    Parameters
    ----------
    values : array of shape (n, q)
        One row a respondent; NaN is missing.
    weights : array of shape (b, n)
        Weights ≥ 0, for a bootstrap the times a respondent is drawn.

    Returns
    -------
    array of shape (b, q, q)
        1 on the diagonal; 0 for a pair in which one does not vary. Positive semidefinite.

    Notes
    -----
    Each correlation is made of the respondents who have both values: means and variances, too,
    are theirs. Under answers missing at random this is consistent, where filling in the mean
    would make a rating that few gave look unimportant, and keeping complete rows only would
    throw away nearly everyone. Correlations from different respondents can contradict each
    other; then negative eigenvalues are set to 0 and the diagonal is brought back to 1.

    References
    ----------
    Little & Rubin 2002, Statistical Analysis with Missing Data, § 3.4 (available cases).
    Rousseeuw & Molenberghs 1993, Communications in Statistics 22(4):965–984 (eigenvalues).

    Examples
    --------
    >>> values = np.array([[1.0, 1.0], [2.0, 3.0], [3.0, 2.0], [4.0, np.nan]])
    >>> correlations(values, np.ones((1, 4)))[0]
    array([[1. , 0.5],
           [0.5, 1. ]])
    """
    present = ~np.isnan(values)
    kinds: dict[bytes, int] = {}  # who answered: most columns have this in common
    pattern = np.array([kinds.setdefault(column.tobytes(), len(kinds)) for column in present.T])
    patterns = np.stack([present[:, pattern == kind][:, 0] for kind in range(len(kinds))], axis=1)
    count, total, square, cross = _sums(_standardised(values), patterns, weights)
    # […, i, j]: over the respondents who have both i and j
    both = count[:, pattern][:, :, pattern]
    mean = _divided(total[:, :, pattern], both)
    variance = _divided(square[:, :, pattern], both) - mean**2
    variance[variance < 1e-12] = 0.0
    covariance = _divided(cross, both) - mean * mean.swapaxes(1, 2)
    result = _divided(covariance, np.sqrt(variance * variance.swapaxes(1, 2)))
    result = np.clip(result, -1.0, 1.0)
    result[:, range(values.shape[1]), range(values.shape[1])] = 1.0
    return result if present.all() else _semidefinite(result)


def _standardised(values: Floats) -> Floats:
    """Columns with mean 0 and variance 1, so that sums of squares keep their digits; NaN to 0."""
    present = ~np.isnan(values)
    filled = np.where(present, values, 0.0)
    count = np.maximum(present.sum(axis=0), 1)
    centred = np.where(present, values - filled.sum(axis=0) / count, 0.0)
    deviation = np.sqrt((centred**2).sum(axis=0) / count)
    varies = deviation > 1e-12 * (1 + np.abs(filled).max(axis=0, initial=0.0))
    return np.asarray(np.divide(centred, deviation, out=np.zeros_like(centred), where=varies))


def _sums(
    values: Floats, patterns: npt.NDArray[np.bool_], weights: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Σ w over each pair of patterns, Σ w x and Σ w x² over each pattern, Σ w x x' of each pair."""
    n, columns = values.shape
    kinds = patterns.shape[1]
    first, second = np.triu_indices(columns)
    sizes = [kinds * kinds, columns * kinds, columns * kinds, len(first)]
    sums = np.zeros((len(weights), sum(sizes)))
    for start in range(0, n, _ROWS):
        # one row a column: products of whole rows are far quicker than of picked columns
        x = np.ascontiguousarray(values[start : start + _ROWS].T)
        there = np.ascontiguousarray(patterns[start : start + _ROWS].T, dtype=np.float64)
        among = (x[:, None] * there[None]).reshape(-1, x.shape[1])
        products = [
            (there[:, None] * there[None]).reshape(-1, x.shape[1]),
            among,
            (x[:, None] * among.reshape(columns, kinds, -1)).reshape(-1, x.shape[1]),
            x[first] * x[second],
        ]
        sums += weights[:, start : start + _ROWS] @ np.concatenate(products).T
    count, total, square, upper = np.split(sums, np.cumsum(sizes)[:-1], axis=1)
    cross = np.empty((len(weights), columns, columns))
    cross[:, first, second] = upper
    cross[:, second, first] = upper
    shape = (len(weights), columns, kinds)
    return count.reshape(-1, kinds, kinds), total.reshape(shape), square.reshape(shape), cross


def _divided(numerator: Floats, denominator: Floats) -> Floats:
    return np.divide(
        numerator, denominator, out=np.zeros_like(numerator), where=denominator > 1e-12
    )


def _semidefinite(matrices: Floats) -> Floats:
    value, vector = np.linalg.eigh(matrices)
    wrong = value[:, 0] < 0
    if not wrong.any():
        return matrices
    mended = (vector[wrong] * np.maximum(value[wrong], 0.0)[:, None]) @ vector[wrong].swapaxes(1, 2)
    scale = np.sqrt(mended.diagonal(axis1=1, axis2=2))
    result = matrices.copy()
    result[wrong] = mended / (scale[:, :, None] * scale[:, None, :])
    return result


def condition(correlation: Floats) -> Floats:
    """Largest over smallest eigenvalue of the columns (the last variable, the outcome, apart).

    Examples
    --------
    >>> condition(np.array([[1, 0.5, 0.6], [0.5, 1, 0.3], [0.6, 0.3, 1]])).round(6)
    np.float64(3.0)
    """
    value = np.linalg.eigvalsh(correlation[..., :-1, :-1])
    if value.shape[-1] == 0:
        return np.ones(value.shape[:-1])
    return np.asarray(value[..., -1] / np.maximum(value[..., 0], 1e-12))


def ridged(correlation: Floats, limit: float = CONDITION_LIMIT) -> tuple[Floats, Floats]:
    """Correlations whose columns are not too nearly dependent, and the ridge that this took.

    Parameters
    ----------
    correlation : array of shape (…, q + 1, q + 1)
        The outcome is last.
    limit : float
        Largest condition number (eigenvalue over eigenvalue) to leave as it is.

    Returns
    -------
    array of shape (…, q + 1, q + 1)
        With the ridge on the diagonal of the columns, none on that of the outcome.
    array of shape (…)
        The ridge, 0 where none is needed.

    Notes
    -----
    The least ridge λ for which (largest + λ) / (smallest + λ) = limit, that is
    λ = (largest − limit · smallest) / (limit − 1): 0.002 for two identical columns.

    References
    ----------
    Hoerl & Kennard 1970, Technometrics 12(1):55–67. Belsley, Kuh & Welsch 1980, Regression
    Diagnostics, ch. 3 (condition index above 30).

    Examples
    --------
    >>> twins = np.array([[1, 1, 0.6], [1, 1, 0.6], [0.6, 0.6, 1]])
    >>> ridged(twins)[1].round(4)
    np.float64(0.0022)
    """
    columns = correlation.shape[-1] - 1
    if columns == 0:
        return correlation, np.zeros(correlation.shape[:-2])
    value = np.linalg.eigvalsh(correlation[..., :-1, :-1])
    ridge = np.maximum(0.0, (value[..., -1] - limit * value[..., 0]) / (limit - 1))
    among = np.diag(np.r_[np.ones(columns), 0.0])
    return correlation + ridge[..., None, None] * among, np.asarray(ridge)
