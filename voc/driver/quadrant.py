"""Importance × satisfaction: what to keep up, where to concentrate, what can wait."""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.driver.mentions import require_columns
from voc.driver.notes import Note
from voc.errors import VocError
from voc.messages import phrase
from voc.metric.intervals import mean_interval
from voc.metric.scale import SCALES, Values, answers, rescale

__all__ = ["quadrants", "rated_satisfaction", "stated_importance"]

Bools: TypeAlias = npt.NDArray[np.bool_]
Line: TypeAlias = Literal["mean", "median"] | tuple[float, float]

_IMPORTANCE = ("importance", "importance_low", "importance_high")
_SATISFACTION = ("satisfaction", "low", "high")
_STATED = ("stated_importance", "stated_importance_low", "stated_importance_high")


def quadrants(
    importance: pd.DataFrame,
    satisfaction: pd.DataFrame,
    *,
    stated: pd.DataFrame | None = None,
    line: Line = "mean",
    by: str = "driver",
) -> pd.DataFrame:
    """Quadrant of each driver, decided only where its intervals keep clear of both lines.

    Parameters
    ----------
    importance : DataFrame
        Columns `by`, importance, importance_low, importance_high: one row a driver, as from the
        importance model or, on another scale, from `stated_importance` with its columns renamed.
    satisfaction : DataFrame
        Columns `by`, satisfaction, low, high, 0…100: the table of drivers, or
        `rated_satisfaction`. Drivers without a row in `importance` are left out.
    stated : DataFrame, optional
        From `stated_importance`: what respondents say is important, to stand beside what moves
        their score. It does not change the quadrant.
    line : {"mean", "median"} or tuple of float
        Where the lines are: mean or median over the drivers that have both figures, or the given
        (importance, satisfaction).
    by : str
        driver or dimension.

    Returns
    -------
    DataFrame
        `by`; importance, importance_low, importance_high; satisfaction, low, high;
        stated_importance, stated_importance_low, stated_importance_high (NaN where not asked);
        quadrant: keep_up (important, satisfied), concentrate_here (important, not satisfied),
        low_priority (neither), possible_overkill (satisfied, not important), undecided, or ""
        without importance or satisfaction; crosses: an interval holds a line (or is missing);
        importance_line, satisfaction_line: the same in every row. Most important first, then by
        name. `attrs["notes"]` says why a quadrant is missing.

    Raises
    ------
    VocError
        When a column is missing, a driver stands twice, or the line is none of the above.

    Notes
    -----
    A driver that lies on a line belongs to neither side. An interval that holds the line says
    that other respondents could have put the driver on the other side. The lines are taken as
    known: the shares of R² of k drivers have the mean 1/k whatever the sample, and the mean
    satisfaction over drivers varies less than that of each.
    A mean is drawn by outliers, so that one very important driver makes all others "not
    important"; a median puts as many on either side, though nothing may differ.

    References
    ----------
    Martilla & James 1977, Journal of Marketing 41(1):77–79. Bacon 2003, International Journal of
    Market Research 45(1):1–16 (lines; stated and derived importance).

    Examples
    --------
    >>> importance = pd.DataFrame({"driver": ["wait", "food", "sofa"],
    ...                            "importance": [0.5, 0.4, 0.1],
    ...                            "importance_low": [0.4, 0.2, 0.05],
    ...                            "importance_high": [0.6, 0.6, 0.15]})
    >>> satisfaction = pd.DataFrame({"driver": ["wait", "food", "sofa"],
    ...                              "satisfaction": [40.0, 75, 80], "low": [35.0, 70, 72],
    ...                              "high": [45.0, 80, 88]})
    >>> quadrants(importance, satisfaction)[["driver", "quadrant", "crosses"]]
      driver           quadrant  crosses
    0   wait   concentrate_here    False
    1   food          undecided     True
    2   sofa  possible_overkill    False
    """
    require_columns(importance, [by, *_IMPORTANCE], "importance")
    require_columns(satisfaction, [by, *_SATISFACTION], "satisfaction")
    table = _once(importance, by)[[by, *_IMPORTANCE]].merge(
        _once(satisfaction, by)[[by, *_SATISFACTION]], on=by, how="left"
    )
    if stated is None:
        table = table.assign(**dict.fromkeys(_STATED, np.nan))
    else:
        require_columns(stated, [by, *_STATED], "stated importance")
        table = table.merge(_once(stated, by)[[by, *_STATED]], on=by, how="left")
    table = table.sort_values(["importance", by], ascending=[False, True], ignore_index=True)
    placed = table[["importance", "satisfaction"]].notna().all(axis=1).to_numpy()
    lines = _lines(table[placed], line)
    certain = placed & np.logical_and(
        _clear(table, _IMPORTANCE, lines[0]), _clear(table, _SATISFACTION, lines[1])
    )
    important = table["importance"].to_numpy() > lines[0]
    satisfied = table["satisfaction"].to_numpy() > lines[1]
    names = np.array(["low_priority", "possible_overkill", "concentrate_here", "keep_up"])
    decided = np.where(certain, names[2 * important + satisfied], "undecided")
    table["quadrant"] = np.where(placed, decided, "")
    table["quadrant"] = table["quadrant"].astype("str")
    table["crosses"] = placed & ~certain
    table["importance_line"], table["satisfaction_line"] = lines
    table.attrs["notes"] = _notes(table, by, placed, line)
    return table


def stated_importance(
    ratings: pd.DataFrame,
    weights: Values | None = None,
    *,
    scale: tuple[float, float] = SCALES["stars"],
    by: str = "driver",
) -> pd.DataFrame:
    """Mean importance that respondents state for each driver, as 0…100.

    Parameters
    ----------
    ratings : DataFrame
        One row a respondent, one column a driver, named by its id. Missing ratings are left out
        driver by driver.
    weights : Series, array or sequence of shape (n,), optional
        Survey weights, 0 or more.
    scale : tuple of float
        The rating that means unimportant and the one that means most important.
    by : str
        Name of the first column.

    Returns
    -------
    DataFrame
        `by`, n, stated_importance, stated_importance_low, stated_importance_high, in the order of
        the columns. NaN, with a note, for a driver that nobody rates.

    Raises
    ------
    VocError
        When a rating is off the scale or a weight is negative.

    Notes
    -----
    Ratings become 100 · (rating − low) / (high − low); Student's t interval, with weights on
    Kish's effective number (`mean_interval`). People call nearly everything important: read the
    order, and where it departs from derived importance.

    References
    ----------
    Martilla & James 1977, Journal of Marketing 41(1):77–79. Oliver 2010, Satisfaction, 2nd ed.,
    ch. 2 (stated against derived importance).

    Examples
    --------
    >>> stated_importance(pd.DataFrame({"wait": [5, 4, 5, None], "sofa": [1, 2, 3, 2]})).round(1)
      driver  n  stated_importance  stated_importance_low  stated_importance_high
    0   wait  3               91.7                   55.8                   100.0
    1   sofa  4               25.0                    0.0                    57.5
    """
    return _rated(ratings, weights, scale, by, _STATED)


def rated_satisfaction(
    ratings: pd.DataFrame,
    weights: Values | None = None,
    *,
    scale: tuple[float, float] = SCALES["stars"],
    by: str = "driver",
) -> pd.DataFrame:
    """Mean performance that respondents rate for each driver, as 0…100.

    Parameters
    ----------
    ratings, weights, scale, by
        As in `stated_importance`, for the other half of an importance–performance question.

    Returns
    -------
    DataFrame
        `by`, n, satisfaction, low, high: what `quadrants` takes.

    Raises
    ------
    VocError
        As in `stated_importance`.

    Examples
    --------
    >>> rated_satisfaction(pd.DataFrame({"wait": [1, 2, 2, 3]})).round(1)
      driver  n  satisfaction  low  high
    0   wait  4          25.0  0.0  57.5
    """
    return _rated(ratings, weights, scale, by, _SATISFACTION)


def _rated(
    ratings: pd.DataFrame,
    weights: Values | None,
    scale: tuple[float, float],
    by: str,
    columns: tuple[str, str, str],
) -> pd.DataFrame:
    counts, figures = [], np.full((len(ratings.columns), 3), np.nan)
    for row, name in enumerate(ratings.columns):
        points = rescale(ratings[name], *scale)
        given, heavy = answers(points, weights, str(name), *SCALES["score"])
        counts.append(len(given))
        if len(given):
            figures[row] = mean_interval(given, *SCALES["score"], heavy)
    table = pd.DataFrame({by: ratings.columns.astype("str"), "n": np.array(counts, dtype=np.int64)})
    for position, column in enumerate(columns):
        table[column] = figures[:, position]
    silent = [str(name) for name, n in zip(ratings.columns, counts, strict=True) if n == 0]
    notes: list[Note] = [("rating_missing", {"names": ", ".join(silent)})] if silent else []
    table.attrs["notes"] = notes
    return table


def _once(table: pd.DataFrame, by: str) -> pd.DataFrame:
    if table[by].duplicated().any():
        raise VocError(
            "statistics.driver-twice",
            where=phrase("place.column", column=by),
            driver=table.loc[table[by].duplicated(), by].iloc[0],
        )
    return table


def _lines(placed: pd.DataFrame, line: Line) -> tuple[float, float]:
    """Importance and satisfaction where the lines are; NaN without a driver."""
    figures = placed[["importance", "satisfaction"]]
    if isinstance(line, tuple):
        if len(line) != 2 or not np.isfinite(line).all():
            raise VocError("statistics.no-lines", line=line)
        return float(line[0]), float(line[1])
    if line not in ("mean", "median"):
        raise VocError("statistics.no-line", line=line)
    if figures.empty:
        return float("nan"), float("nan")
    middle = figures.mean() if line == "mean" else figures.median()
    return float(middle["importance"]), float(middle["satisfaction"])


def _clear(table: pd.DataFrame, columns: tuple[str, str, str], line: float) -> Bools:
    """Whether value and interval lie on one side of the line; not with a missing bound."""
    value, low, high = (table[column].to_numpy(dtype=np.float64) for column in columns)
    above = (np.minimum(value, low) > line) & ~np.isnan(high)
    return np.asarray(above | ((np.maximum(value, high) < line) & ~np.isnan(low)))


def _notes(table: pd.DataFrame, by: str, placed: Bools, line: Line) -> list[Note]:
    bounds = [*_IMPORTANCE[1:], *_SATISFACTION[1:]]
    unbounded = placed & table[bounds].isna().any(axis=1).to_numpy()
    notes: list[Note] = []
    for key, which in (("quadrant_no_importance", ~placed), ("quadrant_no_interval", unbounded)):
        if which.any():
            notes.append((key, {"names": ", ".join(map(str, table.loc[which, by]))}))
    if placed.sum() == 1 and not isinstance(line, tuple):
        notes.append(("quadrant_one_driver", {}))
    return notes
