"""Importance of each driver: its share of what the drivers explain of the score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from voc.driver.importance.correlation import (
    CONDITION_LIMIT,
    UnitProducts,
    condition,
    correlations,
    ridged,
)
from voc.driver.importance.likelihood import EXACT_PLAYERS, ORDERINGS, mcfadden_shares
from voc.driver.importance.lmg import MOST_PLAYERS, lmg
from voc.driver.importance.model import ORDERED_KINDS, OUTCOME_KINDS, DriverModel, driver_model
from voc.driver.importance.relative_weights import relative_weights
from voc.driver.mentions import Floats
from voc.driver.notes import Note
from voc.driver.resampling import percentile_interval, resampled_counts, resampling_units
from voc.errors import VocError
from voc.messages import listed
from voc.threads import one_thread

__all__ = ["importance"]

METHODS = ("auto", "lmg", "relative_weights")
_NOTHING = 1e-12  # R² up to this is rounding
_BATCH = 200  # resamples at once
_COLUMNS = {
    "driver": "str",
    "source": "str",
    "importance": "float64",
    "importance_low": "float64",
    "importance_high": "float64",
    "effect": "float64",
    "mentions": "int64",
    "method": "str",
    "r2": "float64",
}


def importance(
    features: pd.DataFrame | None,
    outcome: pd.Series[float],
    *,
    ratings: pd.DataFrame | None = None,
    weights: pd.Series[float] | None = None,
    outcome_kind: str = "mean",
    method: str = "auto",
    minimum: int = 30,
    bootstrap: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """How much each driver counts for the score, as a share of R² with a bootstrap interval.

    Parameters
    ----------
    features : DataFrame of shape (n, q), indexed by respondent, or None
        From `driver_features`: what the text says. Columns `driver|negative` and
        `driver|positive` are one driver, which enters with both.
    outcome : Series, indexed by respondent
        From `respondent_outcome`: scores on any scale, or 0…10 answers for "nps", 1…5
        for "csat". Respondents without one are left out.
    ratings : DataFrame, indexed by respondent, optional
        Ratings of single drivers (sub-ratings), on any scale; NaN is missing.
    weights : Series, indexed by respondent, optional
        Survey weights; a respondent without a positive one is left out.
    outcome_kind : {"mean", "nps", "csat", "binary", "ordinal"}
        Linear model of the score, of the points of NPS (+100, 0, −100) or of the top two boxes
        (100, 0), for several answers of a respondent those of the mean answer; logit model of
        two values; proportional-odds model of up to 20 ordered values.
    method : {"auto", "lmg", "relative_weights"}
        For the linear model; "auto" is LMG up to 15 drivers and relative weights beyond.
    minimum : int
        Respondents needed who judge a driver (a side of it), and in all.
    bootstrap : int
        Resamples of respondents for the intervals; with 0 the bounds are NaN.
    seed : int
        Seed of the resampling. The order of the rows does not matter.

    Returns
    -------
    DataFrame
        One row for each driver in the model, most important first:

        driver; source: "text" or "rating"; importance: 0…1, adding up to 1;
        importance_low, importance_high: 95 % interval; effect: standardised coefficient, its
        sign says whether better goes with a higher score (praise − blame where apart);
        mentions: respondents who judge it; method: "lmg", "relative_weights" or "mcfadden"
        (binary and ordinal scores); r2: R² of all of them (McFadden's for "mcfadden").

        `attrs["notes"]` says what was left out and why; without rows, why there are none.

    Raises
    ------
    VocError
        When an argument is unknown, a respondent stands twice, a weight is negative, a value is
        no number, no respondent is in both tables, LMG is asked for more than 15 drivers, or
        the scores do not fit outcome_kind.

    Notes
    -----
    Linear: shares of R² of the weighted correlation matrix, see `lmg` and `relative_weights`.
    Where the correlations of the columns have a condition number above 900, the least ridge that
    brings it down to 900 is put on their diagonal (`ridged`), in each resample anew. Identical
    columns then share equally. Missing ratings: each correlation is made of the respondents
    who have both values (`correlations`).

    Binary and ordinal: shares of McFadden's R², see `mcfadden_shares`; missing ratings are
    replaced by the mean of the item, since a likelihood needs complete rows.

    Intervals are the 2.5 and 97.5 percentile over resamples of respondents, whose counts
    multiply the weights. For binary and ordinal scores, refitting all models a thousand times
    would take hours; since R² of the linear model of the categories' mean ranks is the score
    test's approximation to the likelihood ratio, share* = share + (linear share* − linear
    share), held to 0…1.

    Left out with a note: see `driver_model`. Importance is association, not cause.

    References
    ----------
    Lindeman, Merenda & Gold 1980, Introduction to Bivariate and Multivariate Analysis. Grömping
    2006, Journal of Statistical Software 17(1). Johnson 2000, Multivariate Behavioral Research
    35(1):1–19. McFadden 1974, in Zarembka, Frontiers in Econometrics, 105–142. Efron &
    Tibshirani 1993, An Introduction to the Bootstrap, ch. 13.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> people = [f"r{i:03}" for i in range(200)]
    >>> features = pd.DataFrame({"room": rng.choice([-1.0, 0, 1], 200),
    ...                          "wifi": rng.choice([-1.0, 0, 1], 200)}, index=people)
    >>> score = 60 + 20 * features["room"] + 10 * features["wifi"] + rng.normal(0, 15, 200)
    >>> table = importance(features, score)
    >>> table[["driver", "importance", "importance_low", "importance_high", "r2"]].round(2)
      driver  importance  importance_low  importance_high    r2
    0   room        0.78            0.68             0.86  0.66
    1   wifi        0.22            0.14             0.32  0.66
    """
    _check_arguments(outcome_kind, method, minimum, bootstrap)
    model = driver_model(features, outcome, ratings, weights, outcome_kind, minimum)
    del features, ratings  # they may be large, and stand in the model
    if not model.players:
        return _table([], model.notes)
    chosen = _method(method, len(model.players), outcome_kind in ORDERED_KINDS)
    with one_thread():
        return _importance(model, chosen, bootstrap, seed)


def _importance(model: DriverModel, chosen: str, bootstrap: int, seed: int) -> pd.DataFrame:
    """The table of a model with players."""
    notes = list(model.notes)
    ordered = chosen == "mcfadden"
    if ordered:
        model, raw, coefficients = _likelihood(model, seed, notes)
    else:
        raw, coefficients = _linear(model, chosen, notes)
    r2 = float(raw.sum())
    if r2 <= _NOTHING:
        notes.append(("importance_nothing_explained", {}))
        return _table([], notes)
    shares = raw / r2
    method = _method("auto", len(model.players), False) if ordered else chosen
    low, high = _bounds(model, shares, method, bootstrap, seed)
    effect = np.bincount(model.group, weights=model.side * coefficients)
    rows = [
        (driver, source, shares[i], low[i], high[i], effect[i], mentions, chosen, r2)
        for i, (driver, source, mentions) in enumerate(model.players)
    ]
    return _table(rows, notes)


def _check_arguments(outcome_kind: str, method: str, minimum: int, bootstrap: int) -> None:
    if outcome_kind not in OUTCOME_KINDS:
        raise VocError("statistics.no-outcome-kind", kind=outcome_kind, known=listed(OUTCOME_KINDS))
    if method not in METHODS:
        raise VocError("statistics.no-method", method=method, known=listed(METHODS))
    if method == "relative_weights" and outcome_kind in ORDERED_KINDS:
        raise VocError("statistics.weights-linear", outcome_kind=outcome_kind)
    if minimum < 1 or bootstrap < 0:
        raise VocError("statistics.minimum-bootstrap", minimum=minimum, bootstrap=bootstrap)


def _method(method: str, players: int, ordered: bool) -> str:
    if ordered:
        return "mcfadden"
    if method == "auto":
        return "lmg" if players <= MOST_PLAYERS else "relative_weights"
    return method


def _shares(correlation: Floats, model: DriverModel, method: str) -> Floats:
    """R² shared out; shape (…, players)."""
    shared = lmg if method == "lmg" else relative_weights
    return shared(correlation, model.group.tolist())


def _linear(model: DriverModel, method: str, notes: list[Note]) -> tuple[Floats, Floats]:
    """R² shared out among the players, and the standardised coefficients of the columns."""
    plain = correlations(model.values, model.weights[None])[0]
    correlation, ridge = ridged(plain)
    if ridge > 0:
        figures = {"condition": float(condition(plain)), "limit": CONDITION_LIMIT}
        notes.append(("importance_ridge", {**figures, "ridge": float(ridge)}))
    coefficients = np.linalg.solve(correlation[:-1, :-1], correlation[:-1, -1])
    return _shares(correlation, model, method), np.asarray(coefficients, dtype=np.float64)


def _likelihood(
    model: DriverModel, seed: int, notes: list[Note]
) -> tuple[DriverModel, Floats, Floats]:
    """McFadden's R² shared out; the model comes back complete, its outcome as mean ranks."""
    columns, category = model.values[:, :-1], model.values[:, -1].astype(np.int64)
    heavy = model.weights[:, None]
    given = ~np.isnan(columns)
    filled = np.where(given, columns, 0.0)
    mean = (heavy * filled).sum(axis=0) / (heavy * given).sum(axis=0)
    centred = np.where(given, columns - mean, 0.0)
    scale = np.sqrt((heavy * centred**2).sum(axis=0) / heavy.sum())
    standard = centred / scale
    raw, coefficients = mcfadden_shares(standard, category, model.weights, model.group, seed)
    if len(model.players) > EXACT_PLAYERS:
        drawn = {"exact": EXACT_PLAYERS, "orderings": ORDERINGS}
        notes.append(("importance_orderings", drawn))
    notes.append(("importance_intervals_linear", {}))
    counts = np.bincount(category, weights=model.weights)
    rank = (np.cumsum(counts) - counts / 2)[category]
    complete = DriverModel(
        np.column_stack([standard, rank]),
        model.weights,
        model.group,
        model.side,
        model.players,
        model.notes,
    )
    return complete, np.maximum(raw, 0.0), coefficients


def _bounds(
    model: DriverModel, shares: Floats, method: str, bootstrap: int, seed: int
) -> tuple[Floats, Floats]:
    """Percentile interval of each share; NaN without resamples."""
    if not bootstrap:
        nothing = np.full(len(shares), np.nan)
        return nothing, nothing
    drawn = np.concatenate(list(_resampled_shares(model, method, bootstrap, seed)))
    plain, _ = ridged(correlations(model.values, model.weights[None])[0])
    own = _shares(plain, model, method)
    drawn = np.clip(drawn + (shares - own / own.sum()), 0.0, 1.0)  # the same for a linear model
    low, high = percentile_interval(drawn)
    return low, high


def _resampled_shares(
    model: DriverModel, method: str, bootstrap: int, seed: int
) -> Iterator[Floats]:
    """Shares in batches of resamples; NaN where a resample explains nothing."""
    unit = resampling_units(len(model.weights))
    products = UnitProducts.of(model.values, model.weights, unit)
    draws = resampled_counts(len(products.sums), bootstrap, seed)
    for start in range(0, bootstrap, _BATCH):
        counts = np.stack([next(draws) for _ in range(min(_BATCH, bootstrap - start))])
        correlation, _ = ridged(products.correlations(counts))
        raw = _shares(correlation, model, method)
        total = raw.sum(axis=1, keepdims=True)
        yield np.divide(raw, total, out=np.full_like(raw, np.nan), where=total > _NOTHING)


def _table(rows: Sequence[tuple[object, ...]], notes: list[Note]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)
    table = table.sort_values(
        ["importance", "driver", "source"], ascending=[False, True, True], ignore_index=True
    )
    table.attrs["notes"] = notes
    return table
