"""Each group against the others: difference, effect size and the test that suits the values."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.driver.cells import Cells, Comparison, Units, compare
from voc.driver.mentions import Floats
from voc.driver.permutation import permutation_tests, skewed_cells
from voc.errors import VocError
from voc.metric.adjust import benjamini_hochberg, holm

__all__ = ["Contrast", "adjust", "check_choices", "contrast_groups", "most_draws"]

TESTS = ("auto", "welch", "permutation")
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
        raise VocError(f"Unknown test {test!r}.", fix=f"Use one of {', '.join(TESTS)}.")
    if correction not in _CORRECTIONS:
        raise VocError(
            f"Unknown correction {correction!r}.", fix=f"Use one of {', '.join(_CORRECTIONS)}."
        )


def adjust(p_values: pd.Series[float], correction: str) -> Floats:
    """p-values after "holm" or "bh"; NaN stays NaN and does not count.

    Examples
    --------
    >>> adjust(pd.Series([0.01, np.nan, 0.5]), "bh")
    array([0.02,  nan, 0.5 ])
    """
    return _CORRECTIONS[correction](p_values.to_numpy(dtype=np.float64))


def most_draws(tests: int) -> int:
    """Draws for a permutation test, so that one of so many tests can stand out after Holm.

    Examples
    --------
    >>> most_draws(3), most_draws(100), most_draws(5000)
    (999, 4000, 20000)
    """
    return min(max(999, 40 * tests), 20_000)


def contrast_groups(
    units: Units, cells: Cells, minimum: int, test: str, most: int, seed: int
) -> Contrast:
    """Compare each cell with the other groups of the same name.

    Parameters
    ----------
    units, cells : Units, Cells
        Respondents, and their sums by cell.
    minimum : int
        Respondents that the group and the rest need.
    test : {"auto", "welch", "permutation"}
        "auto" permutes where the values are too skewed for Welch (`skewed_cells`).
    most, seed : int
        As in `permutation_tests`.

    Notes
    -----
    Where neither side varies Welch has no test; when the two differ all the same, "auto" permutes.

    Examples
    --------
    >>> from voc.driver.cells import respondent_sums
    >>> values, cell = np.array([20.0] * 30 + [80.0] * 30), np.repeat([0, 1], 30)
    >>> units = respondent_sums(values, cell, np.arange(60), (2, 1))
    >>> found = contrast_groups(units, units.cells(), 30, "auto", 999, seed=0)
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
    skewed = skewed_cells(units, cells) if test == "auto" else np.ones(units.shape, dtype=bool)
    chosen = (welch & skewed) | (enough & ~welch & differs)
    p_value[chosen] = permutation_tests(units, chosen, most, seed)[chosen]
    method[chosen] = "permutation"
    return Contrast(comparison, p_value, method)
