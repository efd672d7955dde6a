"""Means of many cells (groups × drivers) at once, by respondent: intervals and tests.

A cell is kept as a few sums that add up over cells, so that the rest of a table is the whole
minus the cell and no pair of groups is gone through twice.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from voc.driver.mentions import Floats, Ints
from voc.driver.satisfaction import PRIOR_DEGREES, guarded_variance

__all__ = ["Cells", "cell_sums", "intervals", "welch"]


@dataclass(frozen=True)
class Cells:
    """Sums over the respondents of each cell; they add up over cells. Shapes (groups, names)."""

    respondents: Floats
    count: Floats
    total: Floats
    total_squared: Floats  # Σ S_r²
    total_count: Floats  # Σ S_r N_r
    count_squared: Floats  # Σ N_r²

    def rest(self) -> Cells:
        """The other groups of the same name."""
        parts = (getattr(self, field.name) for field in fields(self))
        return Cells(*(part.sum(axis=0) - part for part in parts))

    def mean(self) -> Floats:
        """Mean of the values of each cell, NaN for an empty one."""
        means = np.full(self.count.shape, np.nan)
        np.divide(self.total, self.count, out=means, where=self.count > 0)
        return means

    def squares(self) -> Floats:
        """Σ_r (S_r − N_r · mean)², without the dust of rounding."""
        mean = np.nan_to_num(self.mean())
        squares = self.total_squared - 2 * mean * self.total_count + mean**2 * self.count_squared
        return np.where(squares > 1e-9 * (1 + self.total_squared), squares, 0.0)


def cell_sums(values: Floats, cell: Ints, respondent: Ints, shape: tuple[int, int]) -> Cells:
    """Sums of the values of each cell, respondent by respondent.

    Parameters
    ----------
    values : array of shape (n,)
        NaN is left out.
    cell : array of shape (n,)
        Group · names + name; negative is left out.
    respondent : array of shape (n,)
        0 or more.
    shape : tuple of int
        Number of groups and of names.

    Examples
    --------
    >>> cell = np.array([0, 0, 1])
    >>> cells = cell_sums(np.array([10.0, 20, 60]), cell, respondent=cell, shape=(2, 1))
    >>> cells.mean().ravel(), cells.respondents.ravel()
    (array([15., 60.]), array([1., 1.]))
    """
    kept = ~np.isnan(values) & (cell >= 0)
    people = int(respondent.max(initial=0)) + 1
    key, owner = np.unique(cell[kept] * people + respondent[kept], return_inverse=True)
    count = np.bincount(owner, minlength=len(key)).astype(np.float64)
    total = np.bincount(owner, weights=values[kept], minlength=len(key)).astype(np.float64)

    def summed(weights: Floats) -> Floats:
        sums = np.bincount(key // people, weights=weights, minlength=shape[0] * shape[1])
        return np.asarray(sums, dtype=np.float64).reshape(shape)

    one = np.ones(len(key))
    terms = (one, count, total, total**2, total * count, count**2)
    return Cells(*(summed(term) for term in terms))


def intervals(cells: Cells) -> tuple[Floats, Floats, Floats]:
    """Mean, low and high of each cell, 0…100; NaN for an empty one."""
    from scipy.special import stdtrit

    has = cells.count > 0
    mean = cells.mean()
    margin = np.full(mean.shape, np.nan)
    people = cells.respondents[has]
    spread = guarded_variance(people, cells.squares()[has]) * people / cells.count[has] ** 2
    margin[has] = stdtrit(people - 1 + PRIOR_DEGREES, 0.975) * np.sqrt(spread)
    return mean, np.clip(mean - margin, 0, 100), np.clip(mean + margin, 0, 100)


def welch(cells: Cells, minimum: int) -> Floats:
    """Two-sided p of the difference of each cell to the other groups; NaN where not tested."""
    from scipy.special import stdtr

    rest = cells.rest()
    p_value = np.full(cells.count.shape, np.nan)
    enough = np.minimum(cells.respondents, rest.respondents) >= max(2, minimum)
    variances, freedoms = [], []
    for side in (cells, rest):
        people = side.respondents[enough]
        squares = side.squares()[enough]
        variances.append(people / (people - 1) * squares / side.count[enough] ** 2)
        freedoms.append(people - 1)
    total = variances[0] + variances[1]
    varies = total > 0
    difference = (cells.mean() - rest.mean())[enough][varies]
    first, second = variances[0][varies], variances[1][varies]
    freedom = total[varies] ** 2 / (
        first**2 / freedoms[0][varies] + second**2 / freedoms[1][varies]
    )
    found = np.full(len(total), np.nan)
    found[varies] = 2 * stdtr(freedom, -np.abs(difference) / np.sqrt(total[varies]))
    p_value[enough] = found
    return p_value
