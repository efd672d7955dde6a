"""Dominance analysis: which driver outdoes which, in every model, on average by size, overall."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.driver.importance.correlation import correlations, ridged
from voc.driver.importance.lmg import subset_r2, subset_sizes
from voc.driver.importance.model import driver_model
from voc.driver.mentions import Floats
from voc.driver.scored import OUTCOME_KINDS
from voc.errors import VocError
from voc.messages import listed

__all__ = ["complete_dominance", "conditional_dominance", "dominance"]

_LEVEL = 1e-9  # gains in R² that differ by no more are equal


def dominance(
    features: pd.DataFrame | None,
    outcome: pd.Series[float],
    *,
    ratings: pd.DataFrame | None = None,
    weights: pd.Series[float] | None = None,
    outcome_kind: str = "mean",
    minimum: int = 30,
) -> pd.DataFrame:
    """The dominance table of the linear model, up to 15 drivers.

    Parameters
    ----------
    features, outcome, ratings, weights, minimum
        As in `importance`.
    outcome_kind : {"mean", "nps", "csat"}

    Returns
    -------
    DataFrame
        One row for each driver in the model, greatest general dominance first:

        driver; source; general: mean gain in R², adding up to R² (LMG); beside_0, beside_1, …:
        mean gain when it joins that many others (beside_0: its R² alone; conditional dominance);
        completely, conditionally: lists of the drivers that it dominates so, a driver of both
        sources as "driver (source)". `attrs["notes"]` as in `importance`.

    Raises
    ------
    VocError
        With more than 15 drivers, and as in `importance`.

    Notes
    -----
    i dominates j completely when R²(S ∪ i) ≥ R²(S ∪ j) for every set S without both, more for
    one of them; conditionally when its mean gain is no less at any size, more at one; generally
    when its mean over sizes is more. The first implies the second, the second the third.

    References
    ----------
    Budescu 1993, Psychological Bulletin 114(3):542–551. Azen & Budescu 2003, Psychological
    Methods 8(2):129–148.

    Examples
    --------
    >>> people = [f"r{i:02}" for i in range(40)]
    >>> features = pd.DataFrame({"room": [1.0, -1.0] * 20, "wifi": [1.0, 1.0, -1.0, -1.0] * 10},
    ...                         index=people)
    >>> score = 50 + 20 * features["room"] + 10 * features["wifi"]
    >>> table = dominance(features, score)
    >>> table[["driver", "general", "beside_0", "beside_1", "completely"]]
      driver  general  beside_0  beside_1 completely
    0   room      0.8       0.8       0.8     [wifi]
    1   wifi      0.2       0.2       0.2         []
    """
    if outcome_kind not in OUTCOME_KINDS:
        raise VocError(
            "statistics.dominance-linear", outcome_kind=outcome_kind, known=listed(OUTCOME_KINDS)
        )
    model = driver_model(features, outcome, ratings, weights, outcome_kind, minimum)
    correlation, _ = ridged(correlations(model.values, model.weights[None]))
    r2 = subset_r2(correlation, model.group)[0]
    gains = conditional_dominance(r2)
    complete = complete_dominance(r2)
    least = gains[:, None] - gains[None]
    conditional = np.asarray((least >= -_LEVEL).all(axis=2) & (least > _LEVEL).any(axis=2))
    names = [driver for driver, _, _ in model.players]
    shown = [
        f"{driver} ({source})" if names.count(driver) > 1 else driver
        for driver, source, _ in model.players
    ]
    table = pd.DataFrame(
        {
            "driver": pd.Series(names, dtype="str"),
            "source": pd.Series([source for _, source, _ in model.players], dtype="str"),
            "general": gains.mean(axis=1) if len(names) else np.empty(0),
            **{f"beside_{size}": gains[:, size] for size in range(len(names))},
            "completely": _named(complete, shown),
            "conditionally": _named(conditional, shown),
        }
    )
    table = table.sort_values(["general", "driver"], ascending=[False, True], ignore_index=True)
    table.attrs["notes"] = model.notes
    return table


def conditional_dominance(r2: Floats) -> Floats:
    """Mean gain in R² of each player when it joins k others, k = 0…p−1; shape (p, p).

    Parameters
    ----------
    r2 : array of shape (2^p,)
        From `voc.driver.importance.lmg.subset_r2`.

    Examples
    --------
    >>> conditional_dominance(np.array([0, 0.36, 0.09, 0.36])).round(2)
    array([[0.36, 0.27],
           [0.09, 0.  ]])
    """
    players = len(r2).bit_length() - 1
    size = subset_sizes(players)
    every = np.arange(len(r2))
    gains = np.empty((players, players))
    for player in range(players):
        without = every[every >> player & 1 == 0]
        gain = r2[without | 1 << player] - r2[without]
        count = np.bincount(size[without], minlength=players)
        gains[player] = np.bincount(size[without], weights=gain, minlength=players) / count
    return gains


def complete_dominance(r2: Floats) -> npt.NDArray[np.bool_]:
    """Whether the player of the row dominates that of the column in every set; shape (p, p).

    Parameters
    ----------
    r2 : array of shape (2^p,)
        From `voc.driver.importance.lmg.subset_r2`.

    Examples
    --------
    >>> complete_dominance(np.array([0, 0.36, 0.09, 0.36]))
    array([[False,  True],
           [False, False]])
    """
    players = len(r2).bit_length() - 1
    every = np.arange(len(r2))
    result = np.zeros((players, players), dtype=bool)
    for i in range(players):
        for j in range(i):
            neither = every[(every >> i | every >> j) & 1 == 0]
            ahead = r2[neither | 1 << i] - r2[neither | 1 << j]
            result[i, j] = bool((ahead >= -_LEVEL).all() and (ahead > _LEVEL).any())
            result[j, i] = bool((ahead <= _LEVEL).all() and (ahead < -_LEVEL).any())
    return result


def _named(dominates: npt.NDArray[np.bool_], names: list[str]) -> pd.Series[list[str]]:
    rows = [[names[j] for j in np.flatnonzero(row)] for row in dominates]
    return pd.Series(rows, dtype="object")
