"""Means of many cells (groups × drivers) at once, by respondent: intervals and comparisons.

A cell is kept as a few sums that add up over cells, so that the rest of a table is the whole
minus the cell and no pair of groups is gone through twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from voc.driver.mentions import Floats, Ints
from voc.driver.satisfaction import PRIOR_DEGREES, guarded_variance

__all__ = ["Cells", "Comparison", "Units", "compare", "intervals", "respondent_sums"]


@dataclass(frozen=True)
class Cells:
    """Sums over the respondents of each cell; they add up over cells. Shapes (groups, names).

    S_r = Σ w v and N_r = Σ w run over the values of a respondent; without weights w is 1.
    """

    respondents: Floats
    weight: Floats  # Σ w_r, w_r the mean weight of a respondent's values
    weight_squared: Floats  # Σ w_r²
    count: Floats  # Σ N_r
    total: Floats  # Σ S_r
    total_squared: Floats  # Σ S_r²
    total_count: Floats  # Σ S_r N_r
    count_squared: Floats  # Σ N_r²
    number: Floats  # of values
    value_squared: Floats  # Σ w v²

    def combine(self, chosen: Ints) -> Cells:
        """The chosen groups taken together, as one row."""
        parts = (getattr(self, field.name) for field in fields(self))
        return Cells(*(part[chosen].sum(axis=0, keepdims=True) for part in parts))

    @classmethod
    def beside(cls, parts: Sequence[Cells]) -> Cells:
        """Cells of the same groups and of different names, side by side."""
        names = [field.name for field in fields(cls)]
        return cls(*(np.concatenate([getattr(p, name) for p in parts], axis=1) for name in names))

    def minus(self, part: Cells) -> Cells:
        """What is left of these cells without a part of them."""
        names = [field.name for field in fields(self)]
        return Cells(*(getattr(self, name) - getattr(part, name) for name in names))

    def rest(self) -> Cells:
        """The other groups of the same name."""
        return self.combine(np.arange(len(self.count))).minus(self)

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

    def effective(self) -> Floats:
        """Kish's effective number of respondents, (Σ w_r)² / Σ w_r²; 0 for an empty cell."""
        number = np.zeros(self.count.shape)
        some = self.weight_squared > 0
        np.divide(self.weight**2, self.weight_squared, out=number, where=some)
        return number

    def variance(self) -> Floats:
        """Sampling variance of the mean; NaN with fewer than two respondents."""
        people = self.effective()
        variance = np.full(self.count.shape, np.nan)
        several = (self.respondents > 1) & (people > 1 + 1e-9)
        squares = self.squares()[several] / self.count[several] ** 2
        variance[several] = people[several] / (people[several] - 1) * squares
        return variance

    def deviation(self) -> Floats:
        """Variance of the values themselves (not of respondents); NaN with fewer than two."""
        variance = np.full(self.count.shape, np.nan)
        several = self.number > 1
        mean_square = self.value_squared[several] / self.count[several]
        spread = mean_square - self.mean()[several] ** 2
        spread = np.where(spread > 1e-9 * (1 + mean_square), spread, 0.0)
        variance[several] = spread * self.number[several] / (self.number[several] - 1)
        return variance


@dataclass(frozen=True)
class Units:
    """One entry for each respondent of each cell."""

    cell: Ints
    shape: tuple[int, int]
    number: Floats  # of the respondent's values
    count: Floats  # N_r
    total: Floats  # S_r
    squared: Floats  # Σ w v²

    def terms(self) -> Iterator[Floats]:
        """What each respondent adds to each field of `Cells`, one field after the other."""
        weight = self.count / np.maximum(1, self.number)
        yield np.ones(len(self.cell))
        yield weight
        yield weight**2
        yield self.count
        yield self.total
        yield self.total**2
        yield self.total * self.count
        yield self.count**2
        yield self.number
        yield self.squared

    def cells(self) -> Cells:
        """The sums over the respondents of each cell."""
        size = self.shape[0] * self.shape[1]
        sums = (np.bincount(self.cell, weights=term, minlength=size) for term in self.terms())
        return Cells(*(np.asarray(each, dtype=np.float64).reshape(self.shape) for each in sums))

    def taken(self, rows: npt.NDArray[Any], cell: Ints, shape: tuple[int, int]) -> Units:
        """Some of the respondents (places, or flags), in these cells."""
        parts = (part[rows] for part in (self.number, self.count, self.total, self.squared))
        return Units(cell, shape, *parts)

    def regroup(self, groups: Ints, number: int) -> Units:
        """The same respondents in new groups: `groups` holds the new one of each, −1 for none."""
        group, name = np.divmod(self.cell, self.shape[1])
        kept = groups[group] >= 0
        cell = groups[group[kept]] * self.shape[1] + name[kept]
        return self.taken(kept, cell, (number, self.shape[1]))

    def of_names(self, first: int) -> Units:
        """The respondents of the first names alone."""
        group, name = np.divmod(self.cell, self.shape[1])
        kept = name < first
        shape = (self.shape[0], first)
        return self.taken(kept, group[kept] * first + name[kept], shape)


def respondent_sums(
    values: Floats,
    cell: Ints,
    respondent: Ints,
    shape: tuple[int, int],
    weights: Floats | None = None,
) -> Units:
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
    weights : array of shape (n,), optional
        Above 0.

    Examples
    --------
    >>> cell = np.array([0, 0, 1])
    >>> units = respondent_sums(np.array([10.0, 20, 60]), cell, respondent=cell, shape=(2, 1))
    >>> cells = units.cells()
    >>> cells.mean().ravel(), cells.respondents.ravel()
    (array([15., 60.]), array([1., 1.]))
    """
    kept = ~np.isnan(values) & (cell >= 0)
    people = int(respondent.max(initial=0)) + 1
    key, owner = np.unique(cell[kept] * people + respondent[kept], return_inverse=True)
    value = values[kept]
    weight = np.ones(len(value)) if weights is None else weights[kept]

    def summed(part: Floats) -> Floats:
        return np.asarray(np.bincount(owner, weights=part, minlength=len(key)), dtype=np.float64)

    number = np.bincount(owner, minlength=len(key)).astype(np.float64)
    count = number if weights is None else summed(weight)
    total, squared = summed(weight * value), summed(weight * value**2)
    return Units((key // people).astype(np.int64), shape, number, count, total, squared)


def intervals(cells: Cells, low: float = 0.0, high: float = 100.0) -> tuple[Floats, Floats, Floats]:
    """Mean, low and high of each cell, clipped to the scale low…high; NaN for an empty one.

    Student's t with the variance of `guarded_variance`, in units of a respondent of mean weight.
    """
    from scipy.special import stdtrit

    has = cells.count > 0
    mean = cells.mean()
    margin = np.full(mean.shape, np.nan)
    people, unit = cells.effective()[has], (cells.weight / np.maximum(1, cells.respondents))[has]
    squares = guarded_variance(people, cells.squares()[has] / unit**2)
    spread = squares * people * (unit / cells.count[has]) ** 2
    margin[has] = stdtrit(people - 1 + PRIOR_DEGREES, 0.975) * np.sqrt(spread)
    return mean, np.clip(mean - margin, low, high), np.clip(mean + margin, low, high)


class Comparison(NamedTuple):
    """A difference of two means with Welch's interval and test; NaN where it is not made."""

    difference: Floats
    low: Floats
    high: Floats
    effect_size: Floats
    p_value: Floats


def compare(first: Cells, second: Cells, minimum: int) -> Comparison:
    """Compare cells by respondent with Welch's test.

    Parameters
    ----------
    first, second : Cells
        Of shapes that broadcast: a cell each, or many against one row.
    minimum : int
        Respondents that either side needs for interval, effect size and test.

    Returns
    -------
    Comparison
        first − second wherever both have a value; the rest where both have `minimum`
        respondents and the values vary.

    Notes
    -----
    t = difference / √(V₁ + V₂) with the variances of `Cells.variance` and Welch–Satterthwaite
    degrees of freedom. Effect size: Hedges' g = (1 − 3/(4f − 1)) · difference / s, with s the
    pooled standard deviation of the values and f = n₁ + n₂ − 2.

    References
    ----------
    Welch 1947, Biometrika 34:28–35. Hedges 1981, Journal of Educational Statistics 6(2):107–128.

    Examples
    --------
    >>> values, cell = np.array([1.0, 2, 3, 4, 3, 4, 5, 6]), np.repeat([0, 1], 4)
    >>> cells = respondent_sums(values, cell, np.arange(8), (2, 1)).cells()
    >>> result = compare(cells.combine([0]), cells.combine([1]), minimum=2)
    >>> [round(figure.item(), 3) for figure in result]
    [-2.0, -4.234, 0.234, -1.347, 0.071]
    """
    from scipy.special import stdtr, stdtrit

    difference = first.mean() - second.mean()
    enough = np.minimum(first.respondents, second.respondents) >= max(2, minimum)
    variances = first.variance(), second.variance()
    total = variances[0] + variances[1]
    made = enough & (np.nan_to_num(total) > 0)
    freedoms = [
        np.broadcast_to(np.maximum(side.effective() - 1, 1e-9), total.shape)[made]
        for side in (first, second)
    ]
    parts = [np.broadcast_to(variance, total.shape)[made] for variance in variances]
    freedom = total[made] ** 2 / (parts[0] ** 2 / freedoms[0] + parts[1] ** 2 / freedoms[1])
    error = np.sqrt(total[made])
    low, high, p_value, effect = (np.full(difference.shape, np.nan) for _ in range(4))
    low[made] = difference[made] - stdtrit(freedom, 0.975) * error
    high[made] = difference[made] + stdtrit(freedom, 0.975) * error
    p_value[made] = 2 * stdtr(freedom, -np.abs(difference[made]) / error)
    effect[made] = _hedges(first, second, difference)[made]
    return Comparison(difference, low, high, effect, p_value)


def _hedges(first: Cells, second: Cells, difference: Floats) -> Floats:
    freedom = np.maximum(first.number + second.number - 2, 1)
    squares = [np.nan_to_num(side.deviation()) * (side.number - 1) for side in (first, second)]
    pooled = np.sqrt((squares[0] + squares[1]) / freedom)
    effect = np.full(difference.shape, np.nan)
    np.divide(difference * (1 - 3 / (4 * freedom - 1)), pooled, out=effect, where=pooled > 0)
    return effect
