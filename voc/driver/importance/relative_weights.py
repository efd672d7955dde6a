"""Johnson's relative weights: shares of R² from one eigendecomposition, for many drivers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from voc.driver.importance.lmg import players_of
from voc.driver.mentions import Floats

__all__ = ["relative_weights"]


def relative_weights(correlation: Floats, groups: Sequence[int] | None = None) -> Floats:
    """R² of the last variable on the others, shared out through their orthogonal counterparts.

    Parameters
    ----------
    correlation : array of shape (…, q + 1, q + 1)
        Correlations of q columns and, last, the outcome. Those of the columns must be positive
        definite: see `voc.driver.importance.correlation.ridged`.
    groups : sequence of int, length q, optional
        Player 0…p−1 to which each column belongs; the weights of its columns are added.

    Returns
    -------
    array of shape (…, p)
        None negative; adds up to R² of all columns.

    Raises
    ------
    VocError
        When `groups` does not fit.

    Notes
    -----
    With R the correlations of the columns and r those with the outcome,

        β = R^(−1/2) r,    ε_j = Σ_k (R^(1/2))²_jk β_k².

    The columns of Z = X R^(−1/2) are the uncorrelated variables nearest to those of X; β_k² is
    what Z_k explains, and (R^(1/2))²_jk the share of Z_k that belongs to X_j. Near LMG in
    practice, at the cost q³ instead of 2^q. Unlike LMG it is no Shapley value, and it depends on
    how a group is cut into columns.

    References
    ----------
    Johnson 2000, Multivariate Behavioral Research 35(1):1–19.

    Examples
    --------
    >>> relative_weights(np.array([[1, 0.5, 0.6], [0.5, 1, 0.3], [0.6, 0.3, 1]])).round(3)
    array([0.315, 0.045])
    """
    columns = correlation.shape[-1] - 1
    group = players_of(groups, columns)
    among, outcome = correlation[..., :columns, :columns], correlation[..., :columns, columns]
    value, vector = np.linalg.eigh(among)
    root = np.sqrt(np.maximum(value, np.finfo(np.float64).tiny))[..., None, :]
    turned = vector.swapaxes(-1, -2)
    half, inverse = (vector * root) @ turned, (vector / root) @ turned
    beta = (inverse @ outcome[..., None])[..., 0]
    weights = (half**2 @ (beta**2)[..., None])[..., 0]
    member = (group[:, None] == np.arange(int(group.max(initial=-1)) + 1)).astype(np.float64)
    return np.asarray(weights @ member)
