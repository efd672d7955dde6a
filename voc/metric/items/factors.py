"""Exploratory factor analysis: how many things a set of rated items measures, and which."""

from __future__ import annotations

import math
import warnings
from typing import NamedTuple

import numpy as np
import pandas as pd

from voc.errors import VocError
from voc.metric.frame import effective_count
from voc.metric.items.adequacy import bartlett_sphericity, kmo, parallel_analysis
from voc.metric.notes import Note
from voc.metric.ratings import (
    complete_rows,
    correlation,
    covariance,
    rating_matrix,
    survey_weights,
)
from voc.metric.scale import Floats, Values

__all__ = ["FactorTables", "factor_analysis", "varimax"]

FEWEST_ROWS = 100  # and 5 for each item: below, a note is made


class FactorTables(NamedTuple):
    """What `factor_analysis` finds."""

    eigenvalues: pd.DataFrame
    loadings: pd.DataFrame
    variance: pd.DataFrame
    adequacy: pd.DataFrame


def factor_analysis(
    items: pd.DataFrame,
    *,
    factors: int | None = None,
    weights: Values | None = None,
    replications: int = 500,
    seed: int = 0,
) -> FactorTables:
    """Maximum-likelihood factor analysis with varimax rotation.

    Parameters
    ----------
    items : DataFrame of shape (n, items)
        One row a respondent, one column an item; rows with a gap are left out.
    factors : int, optional
        Number of factors; by Horn's parallel analysis when not given.
    weights : Series, array or sequence of shape (n,), optional
        Survey weights, 0 or more: correlations are weighted, n becomes Kish's effective number.
    replications : int
        Random tables of the parallel analysis.
    seed : int
        Seed of the parallel analysis. The order of the rows does not matter.

    Returns
    -------
    FactorTables
        eigenvalues (scree): number, eigenvalue of the correlation matrix, share and cumulative
        share of the variance, random (95 % point of the same eigenvalue in random tables), kept;

        loadings: item, factor_1 …, communality, uniqueness (together 1), kmo;

        variance: factor, sum_of_squares, share, cumulative, after rotation;

        adequacy: one row with n, items, kmo, chi_square, degrees, p_value (Bartlett).

        `attrs["notes"]` of `loadings` names items left out (no variation, given by the others)
        and what else to mind. Without factors the table of loadings has no factor columns.

    Raises
    ------
    VocError
        When an answer is no number, or more factors are asked for than the items can tell.

    Notes
    -----
    R = ΛΛᵀ + Ψ is fitted by scikit-learn's FactorAnalysis; as the likelihood depends on the
    answers through R alone, it is given 2·items rows that have exactly this R. Rotation is
    varimax with Kaiser's normalisation, as in SPSS and R, which scikit-learn's own lacks.
    At most (2p + 1 − √(8p + 1)) / 2 factors can be told from p items (Ledermann's bound).
    A factor's sign is such that its loadings add up to a positive sum.

    References
    ----------
    Lawley & Maxwell 1971, Factor Analysis as a Statistical Method. Kaiser 1958, Psychometrika
    23:187–200 (varimax). Horn 1965, Psychometrika 30:179–185. Glorfeld 1995, Educational and
    Psychological Measurement 55:377–393 (95 % point). Ledermann 1937, Psychometrika 2:85–93.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> common = rng.normal(size=(200, 2))
    >>> rated = pd.DataFrame(common[:, [0, 0, 0, 1, 1, 1]] + 0.7 * rng.normal(size=(200, 6)),
    ...                      columns=["seat", "legroom", "toilet", "crew", "smile", "help"])
    >>> tables = factor_analysis(rated)
    >>> tables.loadings.set_index("item")[["factor_1", "factor_2"]].abs().idxmax(axis=1).to_dict()
    ... # doctest: +NORMALIZE_WHITESPACE
    {'seat': 'factor_2', 'legroom': 'factor_2', 'toilet': 'factor_2',
     'crew': 'factor_1', 'smile': 'factor_1', 'help': 'factor_1'}
    """
    given = rating_matrix(items)
    values, heavy = complete_rows(given, survey_weights(weights, len(given)))
    names = [str(name) for name in items.columns]
    notes: list[Note] = []
    if len(values) < len(given):
        dropped = len(given) - len(values)
        notes.append(("factors_incomplete_rows", {"dropped": dropped, "n": len(given)}))
    n = effective_count(len(values), heavy) if len(values) else 0.0
    usable = _usable(values, heavy, names, notes) if n > 1 + 1e-9 else []
    p = len(usable)
    if p < 3 or n <= p + 1:
        notes.append(("factors_too_few", {"n": len(values), "items": p}))
        return _tables([], np.empty((0, 0)), np.empty((0, 0)), np.empty(0), len(values), n, notes)
    if n < max(FEWEST_ROWS, 5 * p):
        notes.append(("factors_few_rows", {"n": len(values), "minimum": max(FEWEST_ROWS, 5 * p)}))
    matrix = correlation(covariance(values[:, usable], heavy))
    random = parallel_analysis(n, p, replications=replications, seed=seed)
    chosen = _number_of_factors(matrix, random, factors, notes)
    loadings = _loadings(matrix, chosen, notes)
    kept_names = [names[place] for place in usable]
    return _tables(kept_names, matrix, loadings, random, len(values), n, notes)


def varimax(loadings: Floats) -> Floats:
    """Loadings turned so that each item loads high on few factors (Kaiser's normalisation).

    Parameters
    ----------
    loadings : array of shape (items, factors)

    Returns
    -------
    array of shape (items, factors)
        Communalities stay as they are.

    Notes
    -----
    Maximises the variance of the squared loadings, each item's row scaled to length 1 before
    and back afterwards, by turning two factors at a time by Kaiser's angle until none turns.

    References
    ----------
    Kaiser 1958, Psychometrika 23:187–200.

    Examples
    --------
    >>> np.sort(np.abs(varimax(np.array([[0.6, 0.6], [0.5, 0.5], [0.4, -0.4]])))).round(3)
    array([[0.   , 0.849],
           [0.   , 0.707],
           [0.   , 0.566]])
    """
    if loadings.shape[1] < 2:
        return loadings
    length = np.sqrt((loadings**2).sum(axis=1, keepdims=True))
    rows = loadings / np.where(length > 0, length, 1.0)
    for _ in range(500):
        widest = 0.0
        for one in range(rows.shape[1]):
            for other in range(one + 1, rows.shape[1]):
                angle = _angle(rows[:, one], rows[:, other])
                cosine, sine = math.cos(angle), math.sin(angle)
                rows[:, [one, other]] @= np.array([[cosine, -sine], [sine, cosine]])
                widest = max(widest, abs(angle))
        if widest < 1e-9:
            break
    return np.asarray(rows * length)


def _angle(x: Floats, y: Floats) -> float:
    """The turn of two columns that makes the variance of their squares greatest."""
    u, v = x * x - y * y, 2 * x * y
    across = 2 * float(u @ v) - 2 * float(u.sum() * v.sum()) / len(x)
    along = float(u @ u - v @ v) - float(u.sum() ** 2 - v.sum() ** 2) / len(x)
    return math.atan2(across, along) / 4 if math.hypot(across, along) > 1e-12 else 0.0


def _usable(
    values: Floats, weights: Floats | None, names: list[str], notes: list[Note]
) -> list[int]:
    """Items that vary and are not given by the items before them."""
    matrix = covariance(values, weights)
    varying = [place for place in range(len(names)) if matrix[place, place] > 0]
    constant = [name for place, name in enumerate(names) if place not in varying]
    matrix = correlation(matrix)
    kept: list[int] = []
    for place in varying:
        beside = matrix[kept, place]
        explained = float(beside @ np.linalg.solve(matrix[np.ix_(kept, kept)], beside))
        if 1 - explained > 1e-8:
            kept.append(place)
    collinear = [names[place] for place in varying if place not in kept]
    for key, left_out in (("factors_no_variation", constant), ("factors_collinear", collinear)):
        if left_out:
            notes.append((key, {"items": ", ".join(left_out)}))
    return kept


def _number_of_factors(
    matrix: Floats, random: Floats, factors: int | None, notes: list[Note]
) -> int:
    """The number asked for, or the leading eigenvalues above those of random tables."""
    p = len(matrix)
    most = int((2 * p + 1 - math.sqrt(8 * p + 1)) / 2 + 1e-9)
    if factors is not None:
        if not 1 <= factors <= most:
            raise VocError(
                "survey.too-many-factors", where="factors", factors=factors, items=p, most=most
            )
        return factors
    above = np.linalg.eigvalsh(matrix)[::-1] > random
    found = p if above.all() else int(np.argmin(above))
    if found == 0:
        notes.append(("factors_none", {}))
    if found > most:
        notes.append(("factors_bounded", {"found": found, "most": most}))
    return min(found, most)


def _loadings(matrix: Floats, factors: int, notes: list[Note]) -> Floats:
    """Rotated loadings of shape (items, factors), greatest sum of squares first."""
    p = len(matrix)
    if factors == 0:
        return np.empty((p, 0))
    from sklearn.decomposition import FactorAnalysis
    from sklearn.exceptions import ConvergenceWarning

    root = math.sqrt(p) * np.linalg.cholesky(matrix).T
    rows = np.concatenate([root, -root])  # mean 0 and exactly this correlation matrix
    model = FactorAnalysis(factors, tol=1e-12, max_iter=20_000, svd_method="lapack")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(rows)
    unique = np.asarray(model.noise_variance_)
    if model.n_iter_ >= 20_000 or unique.min() < 0.005:
        notes.append(("factors_heywood", {"least": round(float(unique.min()), 3)}))
    loadings = varimax(np.asarray(model.components_).T)
    order = np.argsort(-(loadings**2).sum(axis=0), kind="stable")
    loadings = loadings[:, order]
    return np.asarray(loadings * np.where(loadings.sum(axis=0) < 0, -1.0, 1.0))


def _tables(
    names: list[str],
    matrix: Floats,
    loadings: Floats,
    random: Floats,
    rows: int,
    n: float,
    notes: list[Note],
) -> FactorTables:
    p, factors = loadings.shape
    columns = [f"factor_{number}" for number in range(1, factors + 1)]
    values = np.linalg.eigvalsh(matrix)[::-1] if p else np.empty(0)
    scree = pd.DataFrame({"number": np.arange(1, p + 1), "eigenvalue": values})
    scree["share"] = values / max(1, p)
    scree["cumulative"] = scree["share"].cumsum()
    scree["random"] = random
    scree["kept"] = scree["number"] <= factors
    overall, each = kmo(matrix) if p else (float("nan"), np.empty(0))
    table = pd.DataFrame(loadings, columns=columns)
    table.insert(0, "item", pd.Series(names, dtype="str"))
    table["communality"] = (loadings**2).sum(axis=1)
    table["uniqueness"] = 1 - table["communality"]
    table["kmo"] = each
    table.attrs["notes"] = notes
    squares = (loadings**2).sum(axis=0)
    variance = pd.DataFrame({"factor": pd.Series(columns, dtype="str"), "sum_of_squares": squares})
    variance["share"] = squares / max(1, p)
    variance["cumulative"] = variance["share"].cumsum()
    test = bartlett_sphericity(matrix, n) if p else (float("nan"), 0, float("nan"))
    adequacy = pd.DataFrame(
        [(rows, p, overall, *test)],
        columns=["n", "items", "kmo", "chi_square", "degrees", "p_value"],
    )
    return FactorTables(scree, table, variance, adequacy)
