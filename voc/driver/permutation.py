"""Permutation tests of a group against the rest, respondents being the units that are shuffled."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voc.driver.cells import Cells, Units
from voc.driver.mentions import Floats, Ints

__all__ = ["permutation_tests", "skewed_cells"]

ENOUGH_HITS = 50  # draws as extreme as the data after which p is known well enough
LARGEST_SIDE = 1000  # respondents; above this the mean is near enough to normal
_CELLS_OF_A_BATCH = 1_000_000  # draws × respondents held at a time


def skewed_cells(units: Units, cells: Cells) -> npt.NDArray[np.bool_]:
    """Cells whose smaller side is too small for Welch's test, given how skewed the values are.

    Returns
    -------
    array of bool, shape (groups, names)

    Notes
    -----
    Cochran's rule: the mean of n values is near enough to normal when n > 25 G², G being Fisher's
    skewness, here of the respondents' deviations from the mean of the driver. Sides of more than
    1000 respondents are left to Welch.

    References
    ----------
    Cochran 1977, Sampling Techniques, 3rd ed., §2.15.

    Examples
    --------
    >>> from voc.driver.cells import respondent_sums
    >>> values = np.array([80.0] * 95 + [10.0] * 5)
    >>> units = respondent_sums(values, np.arange(100) % 2, np.arange(100), (2, 1))
    >>> skewed_cells(units, units.cells()).ravel()
    array([ True,  True])
    """
    names = units.shape[1]
    whole = cells.combine(np.arange(units.shape[0]))
    name = units.cell % names
    deviation = units.terms[:, 4] - units.terms[:, 3] * np.nan_to_num(whole.mean()[0])[name]
    people = np.maximum(1, np.bincount(name, minlength=names))
    second = np.bincount(name, weights=deviation**2, minlength=names) / people
    third = np.bincount(name, weights=deviation**3, minlength=names) / people
    squared = np.zeros(names)
    np.divide(third**2, second**3, out=squared, where=second > 1e-9)
    smaller = np.minimum(cells.respondents, whole.respondents - cells.respondents)
    return np.asarray((smaller <= 25 * squared) & (smaller <= LARGEST_SIDE))


def permutation_tests(
    units: Units, chosen: npt.NDArray[np.bool_], most: int, seed: int = 0
) -> Floats:
    """Two-sided p of each chosen cell against the other groups of the same name.

    Parameters
    ----------
    units : Units
        The respondents of each cell.
    chosen : array of bool, shape (groups, names)
        Cells to test; they and their rest are not empty.
    most : int
        Most draws for a cell.
    seed : int
        The same seed gives the same p-values, cell by cell.

    Returns
    -------
    array of shape (groups, names)
        NaN where not chosen.

    Notes
    -----
    The labels of the groups are dealt anew among the respondents who judge the driver; a
    respondent's values stay together. What is compared is |t| of Welch, so that groups of
    different spread do not pass for groups of different means. A respondent with values in two
    groups counts as two. Draws go on until 50 are at least as extreme as the data (then
    p = 50/l after l draws, Besag and Clifford) or `most` are made (then p = (b + 1)/(most + 1),
    b of them as extreme): p is never 0 and never too small on average.

    References
    ----------
    Phipson & Smyth 2010, Statistical Applications in Genetics and Molecular Biology 9(1):39.
    Besag & Clifford 1991, Biometrika 78(2):301–304. Chung & Romano 2013, Annals of Statistics
    41(2):484–507 (studentised permutation tests).

    Examples
    --------
    >>> from voc.driver.cells import respondent_sums
    >>> values, cell = np.arange(12.0), np.repeat([0, 1], 6)
    >>> units = respondent_sums(values, cell, np.arange(12), (2, 1))
    >>> p = permutation_tests(units, np.array([[True], [False]]), most=999)
    >>> bool(p[0, 0] < 0.01), bool(np.isnan(p[1, 0]))
    (True, True)
    """
    names = units.shape[1]
    p_value = np.full(units.shape, np.nan)
    order = np.argsort(units.cell % names, kind="stable")
    terms, group = units.terms[order], (units.cell // names)[order]
    ends = np.cumsum(np.bincount(units.cell % names, minlength=names))
    for cell_group, name in zip(*np.nonzero(chosen), strict=True):
        span = slice(ends[name - 1] if name else 0, ends[name])
        inside = group[span] == cell_group
        if 2 * inside.sum() > len(inside):
            inside = ~inside  # the smaller side is drawn: the same test, fewer draws
        rng = np.random.default_rng((seed, int(name), int(inside.sum())))
        p_value[cell_group, name] = _p_value(terms[span], inside, most, rng)
    return p_value


def _p_value(
    terms: Floats, inside: npt.NDArray[np.bool_], most: int, rng: np.random.Generator
) -> float:
    whole, size = terms.sum(axis=0), int(inside.sum())
    varying = np.ptp(terms, axis=0) > 0
    varying[8:] = False  # not part of t
    fixed = terms[0] * size
    observed = _absolute_t(terms[inside].sum(axis=0)[None], whole)[0]
    limit = observed * (1 - 1e-9)
    batch = max(1, min(500, most, _CELLS_OF_A_BATCH // len(terms)))
    deck = np.tile(np.arange(len(terms), dtype=np.int32), (batch, 1))
    columns = [np.ascontiguousarray(terms[:, place]) for place in np.flatnonzero(varying)]
    hits, done = 0, 0
    while done < most:
        drawn = _deal(deck, size, rng)[: most - done]
        sums = np.tile(fixed, (len(drawn), 1))
        for place, column in zip(np.flatnonzero(varying), columns, strict=True):
            sums[:, place] = column[drawn].sum(axis=1)
        extreme = np.cumsum(_absolute_t(sums, whole) >= limit)
        if hits + extreme[-1] >= ENOUGH_HITS:
            last = int(np.searchsorted(extreme, ENOUGH_HITS - hits)) + 1
            return ENOUGH_HITS / (done + last)
        hits, done = hits + int(extreme[-1]), done + len(drawn)
    return (hits + 1) / (most + 1)


def _deal(deck: npt.NDArray[np.int32], size: int, rng: np.random.Generator) -> Ints:
    """Shuffle the first `size` places of each row: a draw without replacement from the row."""
    rows = np.arange(len(deck))
    for place in range(size):
        other = rng.integers(place, deck.shape[1], size=len(deck))
        card = deck[rows, other]
        deck[rows, other] = deck[:, place]
        deck[:, place] = card
    return deck[:, :size]  # type: ignore[return-value]


def _absolute_t(sums: Floats, whole: Floats) -> Floats:
    """|t| of Welch for each row of sums against the whole without it; ∞ without any spread."""
    drawn = Cells(*sums.T)
    rest = Cells(*(whole - sums).T)
    difference = np.abs(drawn.mean() - rest.mean())
    variance = np.nan_to_num(drawn.variance()) + np.nan_to_num(rest.variance())
    t = np.where(difference > 1e-9, np.inf, 0.0)
    np.divide(difference, np.sqrt(variance), out=t, where=variance > 0)
    return t
