"""Least squares on columns of 0 and 1, from sums over units, so that a bootstrap is cheap.

A unit is a respondent or a group of them (`voc.driver.resampling`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from voc.driver.mentions import Floats, Ints
from voc.driver.resampling import sums_by_unit

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["NormalEquations", "normal_equations"]

_COMMENTS = 100_000  # whose products are held at once
_RIDGE = 1e-8  # of the total weight, on every diagonal entry: an empty column gets 0, no error


@dataclass(frozen=True)
class NormalEquations:
    """What each unit adds to X'WX and X'Wy; X has a first column of ones.

    The rows of `sums`, shape (len(cells) + columns, units), are the entries of X'WX that are
    not 0, at `cells` = i · columns + j with i ≤ j, then X'Wy.
    """

    sums: csr_array
    cells: Ints
    columns: int

    def solve(self, sums: Floats) -> tuple[Floats, Floats]:
        """Coefficients from the sums of each sample, and how collinearity inflates the first.

        Parameters
        ----------
        sums : array of shape (samples, len(cells) + columns)

        Returns
        -------
        tuple of arrays of shape (samples, columns) and (1, columns)
            Coefficients, NaN for a column without a 1 in the sample; the variance inflation
            factors in the first sample, 1 for a column that is correlated with no other.
        """
        gram = self._gram(sums)
        right = sums[:, len(self.cells) :, None]
        coefficients = np.linalg.solve(gram, right)[:, :, 0]
        diagonal = np.isin(self.cells, np.arange(self.columns) * (self.columns + 1))
        # each column has a 1 somewhere, hence a diagonal entry, in the order of the columns
        ones = sums[:, np.flatnonzero(diagonal)]
        filled = ones > 1e-12 * sums[:, :1]
        spread = ones[:1] * (1 - ones[:1] / sums[:1, :1])
        inflation = spread * np.diagonal(np.linalg.inv(gram[:1]), axis1=1, axis2=2)
        return np.where(filled, coefficients, np.nan), inflation

    def _gram(self, sums: Floats) -> Floats:
        size = self.columns
        gram = np.zeros((len(sums), size * size))
        gram[:, self.cells] = sums[:, : len(self.cells)]
        gram[:, self.cells % size * size + self.cells // size] = sums[:, : len(self.cells)]
        gram[:, :: size + 1] += _RIDGE * sums[:, :1]  # the first cell is the total weight
        return gram.reshape(-1, size, size)


def normal_equations(
    values: Floats, weights: Floats, unit: Ints, row: Ints, column: Ints, columns: int
) -> NormalEquations:
    """Normal equations of `values` on a constant and 0/1 columns, unit by unit.

    Parameters
    ----------
    values, weights, unit : arrays of shape (n,)
        Score, weight and unit (`Scored.unit`) of each comment; at least one comment.
    row, column : arrays of shape (m,)
        Where X is 1 beside the constant: comment 0…n−1 and column 1…columns−1, no pair twice and
        no column without a comment.
    columns : int
        With the constant.

    Notes
    -----
    b = (X'WX)⁻¹ X'Wy. An entry of X'WX is the weight of the comments with a 1 in both columns,
    so that only pairs of columns that meet in a comment are kept.

    Examples
    --------
    >>> score, one = np.array([50.0, 70.0, 20.0, 40.0]), np.ones(4)
    >>> equations = normal_equations(score, one, np.arange(4), np.array([2, 3]),
    ...                              np.array([1, 1]), columns=2)
    >>> equations.solve((equations.sums @ one)[None])[0].round(3)
    array([[ 60., -30.]])
    """
    n = len(values)
    comment = np.concatenate([np.arange(n), row])
    held = np.concatenate([np.zeros(n, dtype=np.int64), column])
    order = np.lexsort((held, comment))
    comment, held = comment[order], held[order]
    del order
    units, squares = int(unit.max()) + 1, columns * columns

    def entries() -> Iterator[tuple[Ints, Ints, Floats]]:
        for start in range(0, n, _COMMENTS):
            at = slice(*np.searchsorted(comment, [start, start + _COMMENTS]))
            one, other = _meetings(comment[at])
            owner = comment[at][one]
            yield held[at][one] * columns + held[at][other], unit[owner], weights[owner]
            owner = comment[at]
            yield squares + held[at], unit[owner], weights[owner] * values[owner]

    sums = sums_by_unit(entries(), squares + columns, units)
    cells = np.flatnonzero(np.diff(sums.indptr[: squares + 1]))
    kept = sums[np.concatenate([cells, squares + np.arange(columns)])]
    return NormalEquations(kept, cells.astype(np.int64), columns)


def _meetings(comment: Ints) -> tuple[Ints, Ints]:
    """Places of entries that stand in the same comment, each with itself and those after it.

    >>> [places.tolist() for places in _meetings(np.array([4, 4, 7]))]
    [[0, 0, 1, 2], [0, 1, 1, 2]]
    """
    partners = np.searchsorted(comment, comment, side="right") - np.arange(len(comment))
    first = np.repeat(np.arange(len(comment)), partners)
    second = first + np.arange(len(first)) - np.repeat(np.cumsum(partners) - partners, partners)
    return first, second
