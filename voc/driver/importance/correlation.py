"""Weighted correlations for many weightings of the same respondents, and their guards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voc.driver.mentions import Floats, Ints

__all__ = ["CONDITION_LIMIT", "UnitProducts", "condition", "correlations", "ridged"]

CONDITION_LIMIT = 900.0  # condition index √900 = 30, from which Belsley et al. speak of strong
_ROWS = 512  # respondents whose products are held at once


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
    columns = _Columns.of(values)
    sums = np.zeros((len(weights), columns.size))
    for rows, products in columns.products():
        sums += weights[:, rows] @ products.T
    return columns.correlations(sums)


@dataclass(frozen=True)
class UnitProducts:
    """What each unit adds to the sums that correlations are made of, shape (units, sums).

    Parameters are made by `of`; see `voc.driver.resampling.resampling_units` for units.
    """

    columns: _Columns
    sums: Floats

    @classmethod
    def of(cls, values: Floats, weights: Floats, unit: Ints) -> UnitProducts:
        """Sums over the respondents of each unit.

        Parameters
        ----------
        values : array of shape (n, q)
            As in `correlations`.
        weights : array of shape (n,)
        unit : array of shape (n,)
            0 or more.

        Examples
        --------
        >>> values = np.array([[1.0, 1.0], [2.0, 3.0], [3.0, 2.0], [4.0, np.nan]])
        >>> products = UnitProducts.of(values, np.ones(4), np.array([0, 1, 1, 0]))
        >>> products.correlations(np.ones((1, 2)))[0]
        array([[1. , 0.5],
               [0.5, 1. ]])
        """
        columns = _Columns.of(values)
        order = np.argsort(unit, kind="stable")
        sums = np.zeros((int(unit.max(initial=-1)) + 1, columns.size))
        for rows, products in columns.products(order):
            there, start = np.unique(unit[rows], return_index=True)
            sums[there] += np.add.reduceat(weights[rows] * products, start, axis=1).T
        return cls(columns, sums)

    def correlations(self, counts: Floats) -> Floats:
        """Correlations under each of several weightings of the units, shape (b, units)."""
        return self.columns.correlations(counts @ self.sums)


@dataclass(frozen=True)
class _Columns:
    """Columns that are correlated, and what makes them standard: mean 0 and variance 1.

    So sums of squares keep their digits. `pattern` tells which column of `patterns` says who
    answered: most have that in common.
    """

    values: Floats
    mean: Floats
    deviation: Floats
    pattern: Ints
    patterns: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, values: Floats) -> _Columns:
        kinds: dict[bytes, int] = {}
        pattern, kept = [], []
        mean, deviation = np.zeros(values.shape[1]), np.zeros(values.shape[1])
        for place, column in enumerate(values.T):  # one at a time: there may be many rows
            present = ~np.isnan(column)
            if (key := present.tobytes()) not in kinds:
                kept.append(present)
            pattern.append(kinds.setdefault(key, len(kinds)))
            given = column[present]
            if len(given):
                mean[place] = given.mean()
                spread = float(np.sqrt(((given - mean[place]) ** 2).mean()))
                varies = spread > 1e-12 * (1 + float(np.abs(given).max()))
                deviation[place] = spread if varies else 0.0
        patterns = np.stack(kept, axis=1) if kept else np.empty((len(values), 0), dtype=bool)
        return cls(values, mean, deviation, np.array(pattern, dtype=np.int64), patterns)

    @property
    def size(self) -> int:
        """How many products a row has."""
        return sum(self._sizes())

    def _sizes(self) -> list[int]:
        columns, kinds = self.values.shape[1], self.patterns.shape[1]
        return [kinds**2, columns * kinds, columns * kinds, columns * (columns + 1) // 2]

    def products(self, order: Ints | None = None) -> Iterator[tuple[Ints, Floats]]:
        """Rows and their products, shape (size, rows), some rows at a time.

        The products of a row: 1 for each pair of patterns that both hold, x and x² for each
        column and pattern, x x' for each pair of columns.
        """
        n, columns = self.values.shape
        first, second = np.triu_indices(columns)
        order = np.arange(n) if order is None else order
        for start in range(0, n, _ROWS):
            rows = order[start : start + _ROWS]
            # one row a column: products of whole rows are far quicker than of picked columns
            x = np.ascontiguousarray(self._standard(rows).T)
            there = np.ascontiguousarray(self.patterns[rows].T, dtype=np.float64)
            among = (x[:, None] * there[None]).reshape(-1, len(rows))
            parts = [
                (there[:, None] * there[None]).reshape(-1, len(rows)),
                among,
                (x[:, None] * among.reshape(columns, len(there), -1)).reshape(-1, len(rows)),
                x[first] * x[second],
            ]
            yield rows, np.concatenate(parts)

    def _standard(self, rows: Ints) -> Floats:
        values = self.values[rows]
        centred = np.where(np.isnan(values), 0.0, values - self.mean)
        varies = self.deviation > 0
        return np.divide(centred, self.deviation, out=np.zeros_like(centred), where=varies)

    def correlations(self, sums: Floats) -> Floats:
        """Correlations from summed products, one row a weighting."""
        columns, kinds = self.values.shape[1], self.patterns.shape[1]
        count, total, square, upper = np.split(sums, np.cumsum(self._sizes())[:-1], axis=1)
        first, second = np.triu_indices(columns)
        cross = np.empty((len(sums), columns, columns))
        cross[:, first, second] = upper
        cross[:, second, first] = upper
        shape = (len(sums), columns, kinds)
        # […, i, j]: over the respondents who have both i and j
        both = count.reshape(-1, kinds, kinds)[:, self.pattern][:, :, self.pattern]
        mean = _divided(total.reshape(shape)[:, :, self.pattern], both)
        variance = _divided(square.reshape(shape)[:, :, self.pattern], both) - mean**2
        variance[variance < 1e-12] = 0.0
        covariance = _divided(cross, both) - mean * mean.swapaxes(1, 2)
        result = _divided(covariance, np.sqrt(variance * variance.swapaxes(1, 2)))
        result = np.clip(result, -1.0, 1.0)
        result[:, range(columns), range(columns)] = 1.0
        return result if self.patterns.all() else _semidefinite(result)


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
