"""The columns that explain a score, put together and guarded: drivers of the text and ratings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.driver.importance.features import SIDES
from voc.driver.mentions import Floats, Ints
from voc.driver.notes import Note
from voc.driver.scored import OUTCOME_KINDS as LINEAR_KINDS
from voc.driver.scored import outcome_points
from voc.errors import VocError
from voc.messages import listed, phrase
from voc.metric.frame import effective_count

__all__ = ["ORDERED_KINDS", "OUTCOME_KINDS", "PER_COLUMN", "DriverModel", "driver_model"]

ORDERED_KINDS = ("binary", "ordinal")
OUTCOME_KINDS = (*LINEAR_KINDS, *ORDERED_KINDS)
PER_COLUMN = 5  # respondents for each column of the model, at the least
MOST_CATEGORIES = 20

Bools: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class DriverModel:
    """Respondents × columns with the outcome last; a player is a driver of one source.

    `values` has NaN for missing ratings. `group` is the player of each column, `side` −1 for
    blame and 1 otherwise. A player has driver, source ("text" or "rating") and mentions. Without
    any player there is nothing to explain, and `notes` say why.
    """

    values: Floats
    weights: Floats  # mean 1
    group: Ints
    side: Floats
    players: list[tuple[str, str, int]]
    notes: list[Note]


@dataclass(frozen=True)
class _Columns:
    """Columns before they are guarded, one entry each."""

    values: Floats
    name: list[str]
    player: list[tuple[str, str]]  # driver, source
    side: list[float]

    def taken(self, kept: Bools) -> _Columns:
        at = np.flatnonzero(kept)
        return _Columns(
            self.values[:, at],
            [self.name[i] for i in at],
            [self.player[i] for i in at],
            [self.side[i] for i in at],
        )

    def judged(self) -> Bools:
        """Who says something: a value other than 0 in the text, any value of a rating."""
        text = np.array([source == "text" for _, source in self.player], dtype=bool)
        return np.asarray(~np.isnan(self.values) & ~(text & (self.values == 0)))

    def players(self) -> tuple[list[tuple[str, str]], Ints, Ints]:
        """The players, text first, that of each column, and how many judge each."""
        players = sorted(set(self.player), key=lambda player: (player[1] != "text", player[0]))
        group = np.array([players.index(player) for player in self.player], dtype=np.int64)
        judged = self.judged()
        counts = [judged[:, group == player].any(axis=1).sum() for player in range(len(players))]
        return players, group, np.array(counts, dtype=np.int64)


def driver_model(
    features: pd.DataFrame | None,
    outcome: pd.Series[float],
    ratings: pd.DataFrame | None,
    weights: pd.Series[float] | None,
    outcome_kind: str,
    minimum: int,
) -> DriverModel:
    """Join features, ratings and outcome by respondent and leave out what cannot be judged.

    Parameters are those of `voc.driver.importance.importance`.

    Notes
    -----
    Left out, in this order and each with a note: respondents without a score; columns that fewer
    than `minimum` respondents judge; columns that do not vary; the players least mentioned, when
    there are fewer than 5 respondents (by Kish's effective number) for each column.

    References
    ----------
    Hair, Black, Babin & Anderson 2010, Multivariate Data Analysis, ch. 4 (five for each
    variable, at the least).

    Examples
    --------
    >>> people = [f"r{i:02}" for i in range(40)]
    >>> features = pd.DataFrame({"room": [1.0, -1.0] * 20, "wifi": [0.0] * 39 + [1.0]}, people)
    >>> model = driver_model(features, pd.Series(range(40), people), None, None, "mean", 30)
    >>> model.players, model.notes
    ([('room', 'text', 40)], [('importance_rare', {'columns': 'wifi', 'minimum': 30})])
    """
    notes: list[Note] = []
    people, scores, heavy = _respondents(features, outcome, ratings, weights, notes)
    if outcome_kind in ORDERED_KINDS:
        target = _categories(np.asarray(scores, dtype=np.float64), outcome_kind)
    else:
        target = outcome_points(scores, outcome_kind)
    columns = _columns(features, ratings, people)
    if len(people) < max(minimum, 2):
        notes.append(("importance_too_few", {"n": len(people), "minimum": max(minimum, 2)}))
        columns = columns.taken(np.zeros(len(columns.name), dtype=bool))
    elif not _varies(target[:, None])[0]:
        notes.append(("importance_no_variation", {}))
        columns = columns.taken(np.zeros(len(columns.name), dtype=bool))
    else:
        columns = _guarded(columns, effective_count(len(people), heavy), minimum, notes)
    players, group, counts = columns.players()
    with_gaps = np.isnan(columns.values).any(axis=0)
    if with_gaps.any():
        filled = outcome_kind in ORDERED_KINDS
        key = "importance_ratings_filled" if filled else "importance_ratings_missing"
        share = float(np.isnan(columns.values[:, with_gaps]).mean())
        notes.append((key, {"share": share}))
    return DriverModel(
        values=np.column_stack([columns.values, target]),
        weights=heavy,
        group=group,
        side=np.array(columns.side, dtype=np.float64),
        players=[(*player, int(n)) for player, n in zip(players, counts, strict=True)],
        notes=notes,
    )


def _respondents(
    features: pd.DataFrame | None,
    outcome: pd.Series[float],
    ratings: pd.DataFrame | None,
    weights: pd.Series[float] | None,
    notes: list[Note],
) -> tuple[pd.Index[str], pd.Series[float], Floats]:
    """Who is in the model, sorted by id, with score and weight."""
    tables = {"features": features, "outcome": outcome, "ratings": ratings, "weights": weights}
    for name, table in tables.items():
        if table is not None and table.index.has_duplicates:
            twice = table.index[table.index.duplicated()][0]
            raise VocError(
                "statistics.respondent-twice",
                where=phrase("place.index", table=name),
                respondent=twice,
            )
    rows = features if features is not None else ratings
    if rows is None:
        raise VocError("statistics.nothing-to-explain")
    given = _numbers(outcome.to_frame("outcome"))[:, 0]
    scored = outcome.index[~np.isnan(given)]
    people = scored[scored.isin(rows.index)].sort_values()
    if len(scored) and len(rows) and not len(people):
        raise VocError(
            "statistics.nobody-scored",
            where=phrase("place.index-for-example", table="outcome", id=scored[0]),
        )
    heavy = np.ones(len(people))
    if weights is not None:
        heavy = _numbers(weights.reindex(people).to_frame("weights"))[:, 0]
        if (heavy < 0).any():
            raise VocError("statistics.negative-weight", where="weights")
        people, heavy = people[heavy > 0], heavy[heavy > 0]
        heavy = heavy / heavy.mean() if len(heavy) else heavy
    if len(rows) > len(people):
        notes.append(("importance_unscored", {"count": len(rows) - len(people), "n": len(people)}))
    if (~scored.isin(rows.index)).any():
        count = int((~scored.isin(rows.index)).sum())
        notes.append(("importance_unmatched", {"count": count}))
    scores = pd.Series(given, index=outcome.index, name=outcome.name).loc[people]
    return people, scores, heavy


def _numbers(table: pd.DataFrame) -> Floats:
    """The table as floats, NaN for missing; refused when a cell is no finite number."""
    if len(table.columns) and all(kind == np.float64 for kind in table.dtypes):
        values: Floats = table.to_numpy()  # as it is: it may be large
    else:
        values = np.empty((len(table), len(table.columns)))
        for place, name in enumerate(table.columns):
            try:
                numbers = pd.to_numeric(table[name])
            except (TypeError, ValueError):
                raise VocError("statistics.column-of-text", name=name) from None
            values[:, place] = numbers.to_numpy(dtype=np.float64, na_value=np.nan)
    if np.isinf(values).any():
        raise VocError("statistics.infinite", where=listed(table.columns))
    return values


def _categories(scores: Floats, outcome_kind: str) -> Floats:
    categories, number = np.unique(scores, return_inverse=True)
    most = 2 if outcome_kind == "binary" else MOST_CATEGORIES
    if len(categories) > most:
        raise VocError(
            "statistics.too-many-values",
            where="outcome",
            values=len(categories),
            outcome_kind=outcome_kind,
            most=most,
        )
    return number.astype(np.float64)


def _columns(
    features: pd.DataFrame | None, ratings: pd.DataFrame | None, people: pd.Index[str]
) -> _Columns:
    names: list[str] = []
    players: list[tuple[str, str]] = []
    sides: list[float] = []
    parts = [np.empty((len(people), 0))]
    for source, table in (("text", features), ("rating", ratings)):
        if table is None:
            continue
        if (ordered := sorted(table.columns, key=str)) != list(table.columns):
            table = table[ordered]
        parts.append(_numbers(table if table.index.equals(people) else table.reindex(people)))
        for name in map(str, table.columns):
            driver, bar, side = name.rpartition("|")
            apart = source == "text" and bool(bar) and side in SIDES
            names.append(name)
            players.append((driver if apart else name, source))
            sides.append(-1.0 if apart and side == "negative" else 1.0)
    values = np.column_stack(parts) if len(parts) > 2 else parts[-1]
    return _Columns(values, names, players, sides)


def _guarded(columns: _Columns, people: float, minimum: int, notes: list[Note]) -> _Columns:
    rare = columns.judged().sum(axis=0) < minimum
    columns = _without(columns, rare, notes, "importance_rare", {"minimum": minimum})
    constant = ~_varies(columns.values)
    columns = _without(columns, constant, notes, "importance_constant", {})
    allowed = int(people // PER_COLUMN)
    players, group, counts = columns.players()
    taken = np.zeros(len(group), dtype=bool)
    for player in sorted(range(len(players)), key=lambda player: (-counts[player], player)):
        if taken.sum() + (group == player).sum() > allowed:
            break
        taken |= group == player
    reason = {"columns_allowed": allowed, "per_column": PER_COLUMN}
    columns = _without(columns, ~taken, notes, "importance_many", reason)
    if not columns.name:
        notes.append(("importance_no_drivers", {}))
    return columns


def _without(
    columns: _Columns,
    left_out: Bools,
    notes: list[Note],
    key: str,
    reason: dict[str, int],
) -> _Columns:
    if not left_out.any():
        return columns
    names = ", ".join(columns.name[i] for i in np.flatnonzero(left_out))
    notes.append((key, {"columns": names, **reason}))
    return columns.taken(~left_out)


def _varies(values: Floats) -> Bools:
    """Whether a column holds two different values."""
    low = np.fmin.reduce(values, axis=0, initial=np.inf)
    high = np.fmax.reduce(values, axis=0, initial=-np.inf)
    return np.asarray(high > low)
