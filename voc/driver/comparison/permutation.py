"""Permutation tests of a group against the rest, respondents being the units that are shuffled."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.driver.comparison.cells import Cells, Units
from voc.driver.mentions import Floats, Ints

__all__ = ["LARGEST_SIDE", "permutation_tests", "welch_error"]

_HITS = (10, 50)  # draws as extreme as the data after which p is known well enough
LARGEST_SIDE = 1000  # respondents; above this Welch's test is left alone
_BATCH = 500  # draws at a time
_DECK = 1 << 23  # places of a deck: a larger one costs more to lay out than to draw from
_KIND_COST = 4  # a kind of respondents costs as much as so many respondents


def welch_error(units: Units, cells: Cells, tests: int) -> Floats:
    """How far off Welch's p is at the level that a table of so many tests asks for.

    Parameters
    ----------
    units, cells : Units, Cells
        Respondents, and their sums by cell.
    tests : int
        Tests of the table; the level of the least p after Holm is 0.05 / tests.

    Returns
    -------
    array of shape (groups, names)
        Relative error of the two-sided p; 0 where a side is empty or nothing varies.

    Notes
    -----
    The second term of the Edgeworth expansion of a studentised mean: with x the normal quantile
    of the level, and γ and κ the standardised skewness and excess of the difference of means,
    error = x² (γ² (x⁴ + 2x² − 3)/18 + |κ| (x² − 3)/12). With n₁ and n₂ respondents, and G and K
    the skewness and excess of their deviations from the mean of the driver,
    γ = G (1/n₁² − 1/n₂²)/(1/n₁ + 1/n₂)^1.5 and κ = K (1/n₁³ + 1/n₂³)/(1/n₁ + 1/n₂)².
    35 respondents against a thousand, 27 % of them angry, are 22 false alarms in 100 tables of 55
    tests, though n > 25 G² (Cochran's rule for one interval).

    References
    ----------
    Hall 1992, The Bootstrap and Edgeworth Expansion, §2.6. Cochran 1977, Sampling Techniques,
    3rd ed., §2.15.

    Examples
    --------
    >>> from voc.driver.comparison.cells import respondent_sums
    >>> values = np.array([80.0] * 95 + [10.0] * 5)
    >>> units = respondent_sums(values, np.arange(100) % 3 // 2, np.arange(100), (2, 1))
    >>> welch_error(units, units.cells(), tests=10).ravel().round(1)
    array([3.7, 3.7])
    """
    from scipy.special import ndtri

    names = units.shape[1]
    whole = cells.combine(np.arange(units.shape[0]))
    name = units.cell % names
    deviation = units.total - units.count * np.nan_to_num(whole.mean()[0])[name]
    people = np.maximum(1, np.bincount(name, minlength=names))
    second, third, fourth = (
        np.bincount(name, weights=deviation**power, minlength=names) / people for power in (2, 3, 4)
    )
    varies = second > 1e-9
    skewness, excess = np.zeros(names), np.zeros(names)
    skewness[varies] = third[varies] / second[varies] ** 1.5
    excess[varies] = fourth[varies] / second[varies] ** 2 - 3
    inverse = [1 / np.maximum(1, n) for n in (cells.respondents, cells.rest().respondents)]
    both = inverse[0] + inverse[1]
    gamma = skewness * (inverse[0] ** 2 - inverse[1] ** 2) / both**1.5
    kappa = np.abs(excess) * (inverse[0] ** 3 + inverse[1] ** 3) / both**2
    x = ndtri(1 - 0.025 / max(1, tests)) ** 2
    return np.asarray(x * (gamma**2 * (x**2 + 2 * x - 3) / 18 + kappa * max(0.0, x - 3) / 12))


def permutation_tests(
    units: Units, chosen: npt.NDArray[np.bool_], tests: int, seed: int = 0, first: int = 0
) -> Floats:
    """Two-sided p of each chosen cell against the other groups of the same name.

    Parameters
    ----------
    units : Units
        The respondents of each cell.
    chosen : array of bool, shape (groups, names)
        Cells to test; they and their rest are not empty.
    tests : int
        Tests of the whole table: a cell gets at most 40 draws for each of them, but 999 to
        20,000, so that it can stand out after Holm. Beyond a thousand tests it no longer can.
    seed : int
        The same seed gives the same p-values, cell by cell.
    first : int
        Place of the first name in the whole table, where this is a part of it.

    Returns
    -------
    array of shape (groups, names)
        NaN where not chosen.

    Notes
    -----
    The labels of the groups are dealt anew among the respondents who judge the driver; a
    respondent's values stay together. What is compared is |t| of Welch, so that groups of
    different spread do not pass for groups of different means. A respondent with values in two
    groups counts as two. Draws go on until h are at least as extreme as the data (then p = h/l
    after l draws, Besag and Clifford) or the most are made (then p = (b + 1)/(most + 1), b of them
    as extreme): p is never 0 and never too small on average. h is 50 up to a hundred tests, where
    each p may count, and falls to 10 at five hundred.

    References
    ----------
    Phipson & Smyth 2010, Statistical Applications in Genetics and Molecular Biology 9(1):39.
    Besag & Clifford 1991, Biometrika 78(2):301–304. Chung & Romano 2013, Annals of Statistics
    41(2):484–507 (studentised permutation tests).

    Examples
    --------
    >>> from voc.driver.comparison.cells import respondent_sums
    >>> values, cell = np.arange(12.0), np.repeat([0, 1], 6)
    >>> units = respondent_sums(values, cell, np.arange(12), (2, 1))
    >>> p = permutation_tests(units, np.array([[True], [False]]), tests=10)
    >>> bool(p[0, 0] < 0.01), bool(np.isnan(p[1, 0]))
    (True, True)
    """
    names = units.shape[1]
    most = min(max(999, 40 * tests), 20_000)
    enough = int(np.clip(5000 // max(1, tests), *_HITS))
    p_value = np.full(units.shape, np.nan)
    name_of = units.cell % names
    for name in np.flatnonzero(chosen.any(axis=0)):
        here = np.flatnonzero(name_of == name)
        group = units.cell[here] // names
        terms = np.stack(list(units.taken(here, group, units.shape).terms()), axis=1)
        for cell_group in np.flatnonzero(chosen[:, name]):
            inside = group == cell_group
            if 2 * inside.sum() > len(inside):
                inside = ~inside  # the smaller side is drawn: the same test, fewer draws
            rng = np.random.default_rng((seed, first + int(name), int(inside.sum())))
            p_value[cell_group, name] = _p_value(terms, inside, most, enough, rng)
    return p_value


def _p_value(
    terms: Floats, inside: npt.NDArray[np.bool_], most: int, enough: int, rng: np.random.Generator
) -> float:
    whole, size = terms.sum(axis=0), int(inside.sum())
    varying = np.ptp(terms, axis=0) > 0
    varying[8:] = False  # not part of t
    fixed = terms[0] * size
    observed = _absolute_t(terms[inside].sum(axis=0)[None], whole)[0]
    limit = observed * (1 - 1e-9)
    draw = _drawer(terms, varying, size, most, rng)
    hits, done = 0, 0
    while done < most:
        part = draw()[: most - done]
        sums = np.tile(fixed, (len(part), 1))
        sums[:, varying] = part
        extreme = np.cumsum(_absolute_t(sums, whole) >= limit)
        if hits + extreme[-1] >= enough:
            last = int(np.searchsorted(extreme, enough - hits)) + 1
            return enough / (done + last)
        hits, done = hits + int(extreme[-1]), done + len(part)
    return (hits + 1) / (most + 1)


def _drawer(
    terms: Floats, varying: npt.NDArray[np.bool_], size: int, most: int, rng: np.random.Generator
) -> Callable[[], Floats]:
    """Sums of the varying terms over `size` respondents drawn without replacement, many times.

    Where respondents are of few kinds, only how many of each kind are drawn is chosen: the same
    distribution, and quicker.
    """
    columns, batch = np.ascontiguousarray(terms[:, varying]), min(_BATCH, most)
    if _KIND_COST * len(np.unique(columns[:size], axis=0)) < size:  # a look at some of them first
        kinds, counts = _kinds(columns)
        if _KIND_COST * len(kinds) < size:
            return lambda: rng.multivariate_hypergeometric(counts, size, size=batch) @ kinds
    if len(terms) * batch > _DECK:
        people, every = len(terms), list(np.ascontiguousarray(columns.T))

        def chosen() -> Floats:
            hands = _hands(people, size, batch, rng)
            return np.stack([column.take(hands).sum(axis=1) for column in every], axis=1)

        return chosen
    deck = np.repeat(np.arange(len(terms), dtype=np.int32)[:, None], batch, axis=1)

    def dealt() -> Floats:
        drawn = _deal(deck, size, rng)
        return np.stack([column.take(drawn).sum(axis=0) for column in columns.T], axis=1)

    return dealt


def _kinds(columns: Floats) -> tuple[Floats, Ints]:
    """The different rows, sorted, and how often each stands: a quicker np.unique."""
    number = np.zeros(len(columns), dtype=np.int64)
    for column in columns.T:
        codes, values = pd.factorize(column)
        number, _ = pd.factorize(number * len(values) + codes)
    first = np.unique(number, return_index=True)[1]
    kinds, counts = columns[first], np.bincount(number)
    order = np.lexsort(kinds.T[::-1])
    return kinds[order], counts[order]


def _hands(people: int, size: int, batch: int, rng: np.random.Generator) -> npt.NDArray[np.int32]:
    """`batch` draws of `size` of the people without replacement, shape (batch, size).

    Who is drawn twice is drawn anew, until nobody is: as if each were drawn in turn from those who
    are left. Quick where few of many are drawn.

    >>> hands = _hands(1000, 40, 3, np.random.default_rng(0))
    >>> [len(set(hand)) for hand in hands.tolist()]
    [40, 40, 40]
    """
    hands = np.sort(rng.integers(people, size=(batch, size), dtype=np.int32), axis=1)
    some = np.arange(batch)
    while True:
        looked = hands[some]
        again = np.zeros(looked.shape, dtype=bool)
        again[:, 1:] = looked[:, 1:] == looked[:, :-1]
        if not (twice := int(again.sum())):
            return hands
        looked[again] = rng.integers(people, size=twice, dtype=np.int32)
        hands[some] = np.sort(looked, axis=1)
        some = some[again.any(axis=1)]


def _deal(deck: npt.NDArray[np.int32], size: int, rng: np.random.Generator) -> Ints:
    """Shuffle the first `size` places of each column: a draw without replacement from it."""
    total, batch = deck.shape
    place = np.arange(size)[:, None]
    others = place + (rng.random((size, batch)) * (total - place)).astype(np.int64)
    others = others * batch + np.arange(batch)
    flat = deck.reshape(-1)  # a view: one index is quicker than two
    for here, other in enumerate(others):
        card = flat.take(other)
        flat[other] = deck[here]
        deck[here] = card
    return deck[:size]  # type: ignore[return-value]


def _absolute_t(sums: Floats, whole: Floats) -> Floats:
    """|t| of Welch for each row of sums against the whole without it; ∞ without any spread."""
    drawn = Cells(*sums.T)
    rest = Cells(*(whole - sums).T)
    difference = np.abs(drawn.mean() - rest.mean())
    variance = np.nan_to_num(drawn.variance()) + np.nan_to_num(rest.variance())
    t = np.where(difference > 1e-9, np.inf, 0.0)
    np.divide(difference, np.sqrt(variance), out=t, where=variance > 0)
    return t
