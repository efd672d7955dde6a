"""Is a correlation matrix fit for factor analysis, and how many factors does it hold."""

from __future__ import annotations

import numpy as np

from voc.metric.scale import Floats

__all__ = ["bartlett_sphericity", "kmo", "parallel_analysis"]


def kmo(correlations: Floats) -> tuple[float, Floats]:
    """Kaiser–Meyer–Olkin measure of sampling adequacy, overall and for each item.

    Parameters
    ----------
    correlations : array of shape (items, items)
        Not singular.

    Returns
    -------
    tuple
        Overall measure and array of shape (items,), each 0…1; NaN when nothing correlates.
        Below 0.5 the items are not fit for factor analysis, from 0.8 on they are well so.

    Notes
    -----
    Σ r² / (Σ r² + Σ q²) over i ≠ j, q being the partial correlation given all other items.

    References
    ----------
    Kaiser 1974, Psychometrika 39:31–36. Kaiser & Rice 1974, Educational and Psychological
    Measurement 34:111–117.

    Examples
    --------
    >>> overall, each = kmo(np.array([[1, 0.5, 0.5], [0.5, 1, 0.5], [0.5, 0.5, 1]]))
    >>> round(overall, 4), each.round(4).tolist()
    (0.6923, [0.6923, 0.6923, 0.6923])
    """
    inverse = np.linalg.inv(correlations)
    spread = np.sqrt(np.diag(inverse))
    partial = (inverse / np.outer(spread, spread)) ** 2
    plain = correlations**2
    np.fill_diagonal(partial, 0.0)
    np.fill_diagonal(plain, 0.0)
    shared, left = plain.sum(axis=0), partial.sum(axis=0)
    total = np.where(shared + left > 0, shared + left, np.nan)
    whole = plain.sum() + partial.sum()
    return float(plain.sum() / whole) if whole > 0 else float("nan"), np.asarray(shared / total)


def bartlett_sphericity(correlations: Floats, n: float) -> tuple[float, int, float]:
    """Bartlett's test of the items being uncorrelated.

    Parameters
    ----------
    correlations : array of shape (items, items)
        Not singular.
    n : float
        Respondents.

    Returns
    -------
    tuple
        χ², degrees of freedom, p-value.

    Notes
    -----
    χ² = −(n − 1 − (2p + 5) / 6) ln det R with p (p − 1) / 2 degrees of freedom.

    References
    ----------
    Bartlett 1950, British Journal of Statistical Psychology 3:77–85.

    Examples
    --------
    >>> chi_square, degrees, p_value = bartlett_sphericity(np.array([[1, 0.5], [0.5, 1]]), 30)
    >>> round(chi_square, 3), degrees, round(p_value, 4)
    (7.911, 1, 0.0049)
    """
    from scipy.special import chdtrc

    p = len(correlations)
    degrees = p * (p - 1) // 2
    chi_square = max(0.0, -(n - 1 - (2 * p + 5) / 6) * float(np.linalg.slogdet(correlations)[1]))
    return chi_square, degrees, float(chdtrc(degrees, chi_square))


def parallel_analysis(n: float, items: int, *, replications: int = 500, seed: int = 0) -> Floats:
    """Eigenvalues to be exceeded: the 95 % points of those of uncorrelated normal items.

    Parameters
    ----------
    n : float
        Respondents, more than items + 1.
    items : int
    replications : int
        Random tables.
    seed : int

    Returns
    -------
    array of shape (items,)
        Falling.

    Notes
    -----
    The covariance matrix of n normal rows is drawn as it is (a Wishart matrix, by Bartlett's
    decomposition), not made from the rows, so that the time does not depend on n.

    References
    ----------
    Horn 1965, Psychometrika 30:179–185. Glorfeld 1995, Educational and Psychological
    Measurement 55:377–393. Bartlett 1933, Proceedings of the Royal Society of Edinburgh
    53:260–283 (decomposition).

    Examples
    --------
    >>> parallel_analysis(100, 3).round(1)
    array([1.3, 1.1, 0.9])
    """
    rng = np.random.default_rng(seed)
    roots = np.tril(rng.normal(size=(replications, items, items)), -1)
    diagonal = np.sqrt(rng.chisquare(n - 1 - np.arange(items), size=(replications, items)))
    roots[:, np.arange(items), np.arange(items)] = diagonal
    roots /= np.sqrt((roots**2).sum(axis=2, keepdims=True))  # to a correlation matrix
    values = np.linalg.eigvalsh(roots @ roots.transpose(0, 2, 1))[:, ::-1]
    return np.asarray(np.quantile(values, 0.95, axis=0))
