"""Each group against the others: difference, effect size and the test that suits the values."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.driver.comparison.cells import Cells, Comparison, Units, compare
from voc.driver.comparison.permutation import LARGEST_SIDE, permutation_tests, welch_error
from voc.driver.mentions import Floats, Ints
from voc.errors import VocError
from voc.messages import listed
from voc.metric.adjust import benjamini_hochberg, holm

__all__ = [
    "Contrast",
    "adjust",
    "check_choices",
    "contrast_groups",
    "possible_tests",
    "unlike_welch",
]

TESTS = ("auto", "welch", "permutation")
LEAST_ERROR = 0.1  # of Welch's p, relative, above which the groups are permuted
MOST_P = 0.05  # of Welch's test; above this nothing is shown either way
_CORRECTIONS = {"holm": holm, "bh": benjamini_hochberg}


class Contrast(NamedTuple):
    """Each cell against the other groups of its name; shapes (groups, names)."""

    comparison: Comparison
    p_value: Floats
    test: npt.NDArray[np.object_]  # "welch", "permutation" or "" where not tested


def check_choices(test: str, correction: str) -> None:
    """Refuse an unknown test or correction.

    Raises
    ------
    VocError

    Examples
    --------
    >>> check_choices("auto", "holm")
    """
    if test not in TESTS:
        raise VocError("statistics.no-test", test=test, known=listed(TESTS))
    if correction not in _CORRECTIONS:
        raise VocError(
            "statistics.no-correction", correction=correction, known=listed(_CORRECTIONS)
        )


def adjust(p_values: pd.Series[float], correction: str) -> Floats:
    """p-values after "holm" or "bh"; NaN stays NaN and does not count.

    Examples
    --------
    >>> adjust(pd.Series([0.01, np.nan, 0.5]), "bh")
    array([0.02,  nan, 0.5 ])
    """
    return _CORRECTIONS[correction](p_values.to_numpy(dtype=np.float64))


def possible_tests(groups: list[Ints], names: Ints, minimum: int) -> int:
    """Most tests that a table can hold: large groups times names with enough values.

    Parameters
    ----------
    groups : list of array
        Group of each comment, one array for each column; −1 for none.
    names : array of int
        Name of each entry.
    minimum : int
        As in `compare`.

    Examples
    --------
    >>> possible_tests([np.repeat([0, 1], 40)], np.repeat([0, 1], [80, 20]), 30)
    2
    """
    often = int((np.bincount(names) >= 2 * minimum).sum()) if len(names) else 0
    return often * sum(int((np.bincount(each[each >= 0]) >= minimum).sum()) for each in groups)


def unlike_welch(units: Units, cells: Cells, p_value: Floats, tests: int) -> npt.NDArray[np.bool_]:
    """Cells whose values are too unlike a normal variable for Welch's test.

    Notes
    -----
    `welch_error` is above a tenth and the smaller side has at most 1000 respondents. Left to Welch
    are p-values of which nothing hangs on the digits: above 0.05 (there a permutation could only
    say the same: no difference shown) and, while the error is below 1, a thousand times below the
    level asked for.

    Examples
    --------
    >>> from voc.driver.comparison.cells import respondent_sums
    >>> values = np.array([80.0] * 95 + [10.0] * 5)
    >>> units = respondent_sums(values, np.arange(100) % 3 // 2, np.arange(100), (2, 1))
    >>> unlike_welch(units, units.cells(), np.full((2, 1), 0.03), tests=10).ravel()
    array([ True,  True])
    """
    error = welch_error(units, cells, tests)
    smaller = np.minimum(cells.respondents, cells.rest().respondents)
    known = np.nan_to_num(p_value, nan=1.0)
    plain = (known > MOST_P) | ((error <= 1) & (known < 0.001 * 0.05 / max(1, tests)))
    return np.asarray((error > LEAST_ERROR) & (smaller <= LARGEST_SIDE) & ~plain)


def contrast_groups(
    units: Units,
    cells: Cells,
    minimum: int,
    test: str,
    tests: int,
    seed: int,
    first: int = 0,
) -> Contrast:
    """Compare each cell with the other groups of the same name.

    Parameters
    ----------
    units, cells : Units, Cells
        Respondents, and their sums by cell.
    minimum : int
        Respondents that the group and the rest need.
    test : {"auto", "welch", "permutation"}
        "auto" permutes where the values are too unlike a normal variable (`unlike_welch`).
    tests : int
        Most tests that the table holds (`possible_tests`).
    seed : int
        Seed of the permutations.
    first : int
        Place of the first name in the whole table, where this is a part of it.

    Notes
    -----
    Where neither side varies Welch has no test; when the two differ all the same, "auto" permutes.

    Examples
    --------
    >>> from voc.driver.comparison.cells import respondent_sums
    >>> values, cell = np.array([20.0] * 30 + [80.0] * 30), np.repeat([0, 1], 30)
    >>> units = respondent_sums(values, cell, np.arange(60), (2, 1))
    >>> found = contrast_groups(units, units.cells(), 30, "auto", tests=2, seed=0)
    >>> found.comparison.difference[0, 0], found.p_value[0, 0], found.test[0, 0]
    (np.float64(-60.0), np.float64(0.001), 'permutation')
    """
    rest = cells.rest()
    comparison = compare(cells, rest, minimum)
    welch = ~np.isnan(comparison.p_value)
    p_value = comparison.p_value.copy()
    method = np.where(welch, "welch", "").astype(object)
    if test == "welch":
        return Contrast(comparison, p_value, method)
    enough = np.minimum(cells.respondents, rest.respondents) >= max(2, minimum)
    differs = np.abs(np.nan_to_num(comparison.difference)) > 1e-9
    unlike = np.ones(units.shape, dtype=bool)
    if test == "auto":
        unlike = unlike_welch(units, cells, p_value, tests)
    chosen = (welch & unlike) | (enough & ~welch & differs)
    p_value[chosen] = permutation_tests(units, chosen, tests, seed, first)[chosen]
    method[chosen] = "permutation"
    return Contrast(comparison, p_value, method)
