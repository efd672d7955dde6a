"""Shares of R² by averaging over orderings (LMG, the Shapley value), from correlation matrices.

Works on a stack of matrices at once, so that a bootstrap costs no loop over its samples.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import comb

import numpy as np

from voc.driver.mentions import Floats, Ints
from voc.errors import VocError

__all__ = ["MOST_PLAYERS", "lmg", "ordering_weights", "players_of", "subset_r2", "subset_sizes"]

MOST_PLAYERS = 15  # 2^15 subsets
_SPANNED = 1e-10  # a column with less variance of its own left is in the span of the others
_BLOCK = 2**15  # numbers held at once at the last step of the recursion


def lmg(correlation: Floats, groups: Sequence[int] | None = None) -> Floats:
    """R² of the last variable on the others, shared out by averaging over all orderings.

    Parameters
    ----------
    correlation : array of shape (…, q + 1, q + 1)
        Correlations or covariances of q columns and, last, the outcome.
    groups : sequence of int, length q, optional
        Player 0…p−1 to which each column belongs: the columns of one enter together. Without it
        each column is a player of its own.

    Returns
    -------
    array of shape (…, p)
        Adds up to R² of all columns.

    Raises
    ------
    VocError
        With more than 15 players, or when `groups` does not fit.

    Notes
    -----
    With p players, over all sets S that lack player i,

        LMG_i = Σ_S |S|! (p − |S| − 1)! / p! · (R²(S ∪ i) − R²(S)),

    the Shapley value of R². Two identical columns stand in for each other and share equally: a
    column in the span of the set adds nothing to it.

    References
    ----------
    Lindeman, Merenda & Gold 1980, Introduction to Bivariate and Multivariate Analysis, p. 119 ff.
    Grömping 2006, Journal of Statistical Software 17(1).

    Examples
    --------
    Two columns that correlate 0.5 with each other, and 0.6 and 0.3 with the outcome: alone they
    explain 0.36 and 0.09, together 0.36, so the second adds nothing to the first.

    >>> lmg(np.array([[1, 0.5, 0.6], [0.5, 1, 0.3], [0.6, 0.3, 1]])).round(3)
    array([0.315, 0.045])
    """
    columns = correlation.shape[-1] - 1
    group = players_of(groups, columns)
    players = int(group.max(initial=-1)) + 1
    weights = ordering_weights(players)
    stack = correlation.reshape(-1, columns + 1, columns + 1)
    step = max(1, _BLOCK >> players)
    shares = np.empty((len(stack), players))
    for start in range(0, len(stack), step):
        shares[start : start + step] = subset_r2(stack[start : start + step], group) @ weights
    return shares.reshape(*correlation.shape[:-2], players)


def players_of(groups: Sequence[int] | None, columns: int) -> Ints:
    """`groups` as an array, checked: one player for each column, none without a column.

    Examples
    --------
    >>> players_of(None, 3)
    array([0, 1, 2])
    """
    if groups is None:
        return np.arange(columns, dtype=np.int64)
    group = np.asarray(groups, dtype=np.int64)
    if len(group) != columns or set(group.tolist()) != set(range(len(set(group.tolist())))):
        raise VocError("statistics.groups-misfit", groups=list(groups), columns=columns)
    return group


def subset_r2(correlation: Floats, group: Ints) -> Floats:
    """R² of the outcome on every set of players.

    Parameters
    ----------
    correlation : array of shape (b, q + 1, q + 1)
        As in `lmg`; the outcome is last.
    group : array of shape (q,)
        Player of each column.

    Returns
    -------
    array of shape (b, 2^p)
        Entry s is the set of the players whose bits are set in s; entry 0 is 0.

    Notes
    -----
    The players are gone through one after the other. Each matrix is split in two: without the
    player (its columns dropped), and with it (its columns swept out of the rest, a Schur
    complement). What is left of the outcome's variance at the end is 1 − R². The matrices shrink
    as their number doubles, so that all subsets cost about 6 · 2^p multiplications.

    Examples
    --------
    >>> correlation = np.array([[[1, 0.5, 0.6], [0.5, 1, 0.3], [0.6, 0.3, 1]]])
    >>> subset_r2(correlation, np.array([0, 1])).round(2)
    array([[0.  , 0.36, 0.09, 0.36]])
    """
    players = int(group.max(initial=-1)) + 1
    if players > MOST_PLAYERS:
        raise VocError("statistics.too-many-drivers", players=players, most=MOST_PLAYERS)
    order = np.append(np.argsort(group, kind="stable"), len(group))
    matrix = np.ascontiguousarray(correlation[:, order][:, :, order].transpose(1, 2, 0))
    own = matrix.diagonal().T.copy()  # variances before anything is swept out, (q + 1, b)
    matrix = matrix[:, :, None]
    for size in np.bincount(group, minlength=players):
        swept = matrix
        for column in range(size):
            swept = _swept(swept, own[column])
        rest = matrix[size:, size:]
        # the new player's bit is the slowest: its sets come after all those without it
        matrix = np.concatenate([rest, swept], axis=2)
        own = own[size:]
    left = matrix[0, 0] / np.where(own[0] > 0, own[0], 1.0)
    return np.ascontiguousarray(np.clip(1 - left.T, 0.0, 1.0))


def _swept(matrix: Floats, own: Floats) -> Floats:
    """What is left of the other variables when the first is held fixed; shape (k − 1, k − 1, …)."""
    pivot = matrix[0, 0]
    counts = pivot > _SPANNED * own
    inverse = np.divide(1.0, pivot, out=np.zeros_like(pivot), where=counts)
    explained: Floats = (matrix[1:, 0] * inverse)[:, None] * matrix[0, 1:]
    return np.subtract(matrix[1:, 1:], explained, out=explained)


def subset_sizes(players: int) -> Ints:
    """Number of players in each set, in the order of `subset_r2`.

    Examples
    --------
    >>> subset_sizes(2)
    array([0, 1, 1, 2])
    """
    return np.asarray(_membership(players).sum(axis=1), dtype=np.int64)


def _membership(players: int) -> Ints:
    """1 where the player (column) is in the set (row)."""
    members = (np.arange(1 << players)[:, None] >> np.arange(players)) & 1
    return np.asarray(members, dtype=np.int64)


@lru_cache(maxsize=4)
def ordering_weights(players: int) -> Floats:
    """What the value of each set counts for each player, averaged over all orderings.

    Returns
    -------
    array of shape (2^p, p)
        |S|! (p − |S| − 1)! / p! for the set S with the player added, minus that without it: the
        values of the sets times this matrix are the Shapley values. Not to be changed.

    Examples
    --------
    >>> ordering_weights(2).T
    array([[-0.5,  0.5, -0.5,  0.5],
           [-0.5, -0.5,  0.5,  0.5]])
    """
    size = subset_sizes(players)
    # entry k: a set of k players is there when the player comes, 0 at either end for no such set
    comes = np.array([0.0, *(1 / (players * comb(players - 1, k)) for k in range(players)), 0.0])
    inside = _membership(players) == 1
    weights = np.where(inside, comes[size][:, None], -comes[size + 1][:, None])
    weights.flags.writeable = False
    return weights
