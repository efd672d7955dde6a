"""Shares of McFadden's R² for scores in ordered categories, or in two: many models at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from voc.driver.importance.lmg import ordering_weights
from voc.driver.mentions import Floats, Ints

__all__ = [
    "EXACT_PLAYERS",
    "ORDERINGS",
    "RIDGE",
    "CumulativeLogit",
    "mcfadden_shares",
]

EXACT_PLAYERS = 10  # 2^10 models; beyond, orderings are drawn
ORDERINGS = 100  # drawn in pairs, each with its reverse
RIDGE = 1e-3  # of the penalty ½ · RIDGE · |β|² on standardised columns
_ROWS = 1024
_MODELS = 256
_STEPS = 60
_DONE = 1e-6  # gain in log-likelihood that the last Newton step promises

Bools: TypeAlias = npt.NDArray[np.bool_]


def mcfadden_shares(
    values: Floats, category: Ints, weights: Floats, group: Ints, seed: int = 0
) -> tuple[Floats, Floats]:
    """McFadden's R² of a cumulative logit model, shared out by averaging over orderings.

    Parameters
    ----------
    values : array of shape (n, q)
        Standardised columns, no NaN.
    category : array of shape (n,)
        Category of the outcome, 0…K−1, each taken by someone, K ≥ 2.
    weights : array of shape (n,)
        Above 0.
    group : array of shape (q,)
        Player of each column, 0…p−1.
    seed : int
        For the orderings drawn when p > 10.

    Returns
    -------
    array of shape (p,)
        Shares that add up to McFadden's R² of all columns.
    array of shape (q,)
        Coefficients of the model with all columns.

    Notes
    -----
    R²(S) = 1 − log L(S) / log L(∅), the likelihood taken from `CumulativeLogit`; the share of a
    player is the mean over orderings of what it adds to R², as in `lmg`. Up to 10 players all 2^p
    models are fitted. Beyond, the mean is over 50 random orderings and their reverses, which
    still adds up exactly.

    References
    ----------
    McFadden 1974, in Zarembka, Frontiers in Econometrics, 105–142. Azen & Traxel 2009, Journal
    of Educational and Behavioral Statistics 34(3):319–347. Castro, Gómez & Tejada 2009, Computers
    & Operations Research 36(5):1726–1730 (orderings drawn).

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> values = rng.normal(size=(500, 2))
    >>> category = (values[:, 0] + rng.logistic(size=500) > 0).astype(np.int64)
    >>> shares, coefficients = mcfadden_shares(values, category, np.ones(500), np.array([0, 1]))
    >>> shares.round(2), coefficients.round(1)
    (array([0.19, 0.  ]), array([ 1.3, -0.2]))
    """
    players = int(group.max(initial=-1)) + 1
    model = CumulativeLogit.of(values, category, weights)
    everyone = np.ones((1, players), dtype=bool)
    if players <= EXACT_PLAYERS:
        sets = (np.arange(1 << players)[:, None] >> np.arange(players)) & 1 == 1
        matrix = ordering_weights(players)
    else:
        sets, matrix = _drawn_orderings(players, seed)
    likelihood, _ = model.fit(sets[:, group])
    r2 = np.maximum(0.0, 1 - likelihood / model.null)
    _, coefficients = model.fit(everyone[:, group])
    return r2 @ matrix, coefficients[0]


def _drawn_orderings(players: int, seed: int) -> tuple[Bools, Floats]:
    """Sets that the orderings go through, and what each counts for each player."""
    rng = np.random.default_rng(seed)
    forth = np.stack([rng.permutation(players) for _ in range(ORDERINGS // 2)])
    orders = np.concatenate([forth, forth[:, ::-1]])
    prefixes = np.zeros((len(orders), players + 1, players), dtype=bool)
    for place in range(players):
        prefixes[:, place + 1] = prefixes[:, place]
        prefixes[np.arange(len(orders)), place + 1, orders[:, place]] = True
    sets, number = np.unique(prefixes.reshape(-1, players), axis=0, return_inverse=True)
    number = number.reshape(len(orders), players + 1)
    matrix = np.zeros((len(sets), players))
    for place in range(players):
        np.add.at(matrix, (number[:, place + 1], orders[:, place]), 1 / len(orders))
        np.add.at(matrix, (number[:, place], orders[:, place]), -1 / len(orders))
    return sets, matrix


@dataclass(frozen=True)
class CumulativeLogit:
    """Proportional-odds models of one outcome on many sets of columns; logit for two categories.

    Notes
    -----
    P(y ≤ j) = 1 / (1 + exp(η − θ_j)) with η = Xβ, fitted by Newton's method for all sets at once.
    Rows that are alike in everything are counted, not repeated. The penalty ½ · 0.001 · |β|² on
    standardised columns, a thousandth of a respondent, keeps β finite when the columns separate
    the categories perfectly; the likelihood is given without it.

    References
    ----------
    McCullagh 1980, JRSS B 42(2):109–142. Pratt 1981, JASA 76:103–106 (log-concave).
    Le Cessie & van Houwelingen 1992, Applied Statistics 41(1):191–201 (penalty).

    Examples
    --------
    >>> model = CumulativeLogit.of(
    ...     np.array([[-1.0], [-1], [1], [1]]), np.array([0, 1, 1, 1]), np.ones(4)
    ... )
    >>> likelihood, _ = model.fit(np.array([[False]]))
    >>> likelihood.round(3), round(model.null, 3)
    (array([-2.249]), -2.249)
    """

    values: Floats  # (m, q), sorted by category
    weights: Floats  # (m,)
    bounds: Ints  # (K + 1,), where each category starts in the rows
    null: float  # log-likelihood without columns

    @classmethod
    def of(cls, values: Floats, category: Ints, weights: Floats) -> CumulativeLogit:
        """The rows in order; parameters as in `mcfadden_shares`."""
        together = np.column_stack([category.astype(np.float64), values])
        rows, place = np.unique(together, axis=0, return_inverse=True)
        total = np.bincount(place.ravel(), weights=weights * len(weights) / weights.sum())
        heavy = np.asarray(total, dtype=np.float64)
        bounds = np.searchsorted(rows[:, 0], np.arange(int(category.max()) + 2))
        counts = np.add.reduceat(heavy, bounds[:-1])
        null = float((counts * np.log(counts / counts.sum())).sum())
        return cls(rows[:, 1:], heavy, bounds.astype(np.int64), null)

    def fit(self, included: Bools) -> tuple[Floats, Floats]:
        """Greatest log-likelihood (models,) and β (models, q) for each set of columns.

        Parameters
        ----------
        included : array of bool, shape (models, q)
        """
        likelihood = np.empty(len(included))
        beta = np.empty(included.shape)
        for start in range(0, len(included), _MODELS):
            some = slice(start, start + _MODELS)
            likelihood[some], beta[some] = self._fit_some(included[some])
        return likelihood, beta

    def _fit_some(self, included: Bools) -> tuple[Floats, Floats]:
        counts = np.add.reduceat(self.weights, self.bounds[:-1])
        below = np.cumsum(counts)[:-1] / counts.sum()
        cuts = len(below)
        place = np.zeros((len(included), cuts + included.shape[1]))
        place[:, :cuts] = np.log(below / (1 - below))
        free = np.concatenate([np.ones((len(included), cuts), dtype=bool), included], axis=1)
        best, gradient, curvature = self._derivatives(place, free)
        active = np.arange(len(included))
        scale = np.ones(len(included))
        for _ in range(_STEPS):
            step = np.linalg.solve(curvature[active], gradient[active][:, :, None])[:, :, 0]
            gain = 0.5 * (step * gradient[active]).sum(axis=1)
            done = gain < _DONE
            place[active[done]] += step[done]
            best[active[done]] += gain[done]
            active, step = active[~done], step[~done]
            if len(active) == 0:
                break
            trial = place[active] + scale[active, None] * step
            value, slope, bend = self._derivatives(trial, free[active])
            better = value >= best[active] - 1e-9
            scale[active] = np.where(better, 1.0, scale[active] / 2)
            taken = active[better]
            place[taken], best[taken] = trial[better], value[better]
            gradient[taken], curvature[taken] = slope[better], bend[better]
        beta = place[:, cuts:]
        return best + RIDGE / 2 * (beta**2).sum(axis=1), beta

    def _derivatives(self, place: Floats, free: Bools) -> tuple[Floats, Floats, Floats]:
        """Penalised log-likelihood, gradient and negative Hessian at θ, β of each model."""
        cuts = place.shape[1] - self.values.shape[1]
        sums = _Derivatives(place[:, :cuts].T, place[:, cuts:].T)
        for j in range(cuts + 1):
            start, end = int(self.bounds[j]), int(self.bounds[j + 1])
            if 0 < j < cuts:
                sums.add_gap(j, float(self.weights[start:end].sum()))
            for row in range(start, end, _ROWS):
                rows = slice(row, min(row + _ROWS, end))
                sums.add_rows(j, self.values[rows], self.weights[rows, None])
        return sums.penalised(free)


class _Derivatives:
    """Sums over respondents of the log-likelihood of each model and of its derivatives.

    With u = θ_j − η and v = θ_{j−1} − η, the probability of category j is
    σ(u) − σ(v) = σ(u) · σ(−v) · (1 − exp(θ_{j−1} − θ_j)): the logarithm of the last factor needs
    no respondent, and the others are those of a logit model, stable however far out η is.
    """

    def __init__(self, theta: Floats, beta: Floats) -> None:
        self.theta, self.beta = theta, beta  # (cuts, models), (columns, models)
        self.ordered = (np.diff(theta, axis=0) > 0).all(axis=0)
        self.cuts, (columns, models) = len(theta), beta.shape
        self.first, self.second = np.triu_indices(columns)
        self.value = np.zeros(models)
        self.gradient = np.zeros((self.cuts + columns, models))
        self.hessian = np.zeros((self.cuts + columns, self.cuts + columns, models))
        self.among = np.zeros((len(self.first), models))  # upper triangle for β

    def add_gap(self, j: int, total: float) -> None:
        """log(1 − exp(θ_{j−1} − θ_j)) for the `total` respondents in category j."""
        width = np.where(self.ordered, self.theta[j] - self.theta[j - 1], 1.0)
        ratio = 1 / np.expm1(np.minimum(width, 500.0))
        bend = total * ratio * (1 + ratio)
        self.value += total * np.log(-np.expm1(-width))
        self.gradient[j] += total * ratio
        self.gradient[j - 1] -= total * ratio
        self.hessian[j, j] += bend
        self.hessian[j - 1, j - 1] += bend
        self.hessian[j, j - 1] -= bend
        self.hessian[j - 1, j] -= bend

    def add_rows(self, j: int, x: Floats, weight: Floats) -> None:
        """log σ(θ_j − η) + log σ(η − θ_{j−1}) for respondents in category j."""
        eta = x @ self.beta
        slope, bend = np.zeros_like(eta), np.zeros_like(eta)
        for cut, sign in ((j, 1.0), (j - 1, -1.0)):
            if not 0 <= cut < self.cuts:
                continue
            chance = _logistic(sign * (self.theta[cut] - eta))
            self.value += (weight * np.log(chance)).sum(axis=0)
            miss = weight * (1 - chance)
            spread = miss * chance
            slope -= sign * miss
            bend += spread
            self.gradient[cut] += sign * miss.sum(axis=0)
            self.hessian[cut, cut] += spread.sum(axis=0)
            self.hessian[self.cuts :, cut] -= x.T @ spread
        self.gradient[self.cuts :] += x.T @ slope
        self.among += (x[:, self.first] * x[:, self.second]).T @ bend

    def penalised(self, free: Bools) -> tuple[Floats, Floats, Floats]:
        """Value (−inf when θ is out of order), gradient and negative Hessian, model by model.

        What is not `free` has slope 0 and curvature 1, so that Newton leaves it alone.
        """
        cuts, size = self.cuts, len(self.gradient)
        value, gradient, hessian = self.value, self.gradient, self.hessian
        hessian[:cuts, cuts:] = hessian[cuts:, :cuts].swapaxes(0, 1)
        hessian[cuts + self.first, cuts + self.second] = self.among
        hessian[cuts + self.second, cuts + self.first] = self.among
        value -= RIDGE / 2 * (self.beta**2).sum(axis=0)
        gradient[cuts:] -= RIDGE * self.beta
        hessian[range(cuts, size), range(cuts, size)] += RIDGE
        kept = free.T
        gradient *= kept
        hessian *= kept[:, None] & kept
        hessian[range(size), range(size)] += ~kept
        value[~self.ordered] = -np.inf
        return value, gradient.T, np.moveaxis(hessian, 2, 0)


def _logistic(x: Floats) -> Floats:
    """1 / (1 + exp(−x)), never 0."""
    from scipy.special import expit

    return np.asarray(np.maximum(expit(x), 1e-300))
