"""What each respondent said of each driver, and the score they gave: the columns of a model."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.driver.mentions import Floats, Ints, counted_comments, find_mentions
from voc.driver.scored import NEUTRAL
from voc.errors import VocError
from voc.messages import listed

__all__ = ["SIDES", "driver_features", "respondent_outcome"]

SIDES = ("negative", "positive")
_KINDS = ("net", "penalty_reward")
_UNITS = ("respondent", "comment")


def driver_features(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    *,
    by: str = "driver",
    kind: str = "net",
    neutral: float = NEUTRAL,
    unit: str = "respondent",
) -> pd.DataFrame:
    """One row a respondent, one column a driver (or two: blame and praise).

    Parameters
    ----------
    comments : DataFrame
        The comments table: comment_id and, when there, respondent_id, boilerplate, duplicate_of.
    opinions : DataFrame
        The opinions table: comment_id, `by`, polarity −1…1 and, when there, term.
    by : str
        Column of `opinions` to group by: driver, dimension.
    kind : {"net", "penalty_reward"}
        Net polarity, or blame and praise apart.
    neutral : float
        |polarity| up to this is neither blame nor praise.
    unit : {"respondent", "comment"}
        What a row is. A comment without a respondent_id is a respondent of its own.

    Returns
    -------
    DataFrame
        Index respondent_id (or comment_id), sorted; every respondent with a comment that counts
        is there. For "net" a column for each driver that is mentioned: the mean polarity over
        the respondent's comments that judge it, −1…1, 0 where none does. For "penalty_reward"
        the columns `driver|negative` and `driver|positive`: 1 where a comment blames (praises)
        it, else 0. Columns are sorted.

    Raises
    ------
    VocError
        When a column is missing, kind or unit is unknown, a comment_id stands twice or a
        polarity is outside −1…1.

    Notes
    -----
    Who does not speak of a driver is taken to find nothing about it worth saying: 0. A bare
    mention judges nothing and is 0, too. Boilerplate and duplicates are left out.

    References
    ----------
    Brandt 1987, in Surprenant (ed.), Add Value to Your Service, 61–65 (penalty and reward apart).

    Examples
    --------
    >>> comments = pd.DataFrame({"comment_id": ["c1", "c2", "c3"],
    ...                          "respondent_id": ["r1", "r1", "r2"]})
    >>> opinions = pd.DataFrame({"comment_id": ["c1", "c2"], "driver": ["room", "room"],
    ...                          "term": ["大", "吵"], "polarity": [0.6, -0.4]})
    >>> driver_features(comments, opinions).reset_index()
      respondent_id  room
    0            r1   0.1
    1            r2   0.0
    >>> driver_features(comments, opinions, kind="penalty_reward").reset_index()
      respondent_id  room|negative  room|positive
    0            r1            1.0            1.0
    1            r2            0.0            0.0
    """
    if kind not in _KINDS:
        raise VocError("statistics.no-feature-kind", kind=kind, known=listed(_KINDS))
    counted = counted_comments(comments)
    owner, index = _owners(counted, unit)
    mentions = find_mentions(counted, opinions, by)
    judged = ~np.isnan(mentions.polarity)
    person, name = owner[mentions.comment[judged]], mentions.name[judged]
    polarity = mentions.polarity[judged]
    shape = (len(index), len(mentions.names))
    if kind == "net":
        net = _mean(person, name, polarity, shape)
        names = pd.Index(mentions.names, dtype="str")
        return pd.DataFrame(net, index=index, columns=names, copy=False)
    columns: dict[str, Floats] = {}
    said = [_any(person, name, sign * polarity > neutral, shape) for sign in (-1, 1)]
    for number, driver in enumerate(mentions.names):
        for side, table in zip(SIDES, said, strict=True):
            columns[f"{driver}|{side}"] = table[:, number]
    return pd.DataFrame(columns, index=index)


def respondent_outcome(
    comments: pd.DataFrame, outcome: pd.Series[float] | None = None, *, unit: str = "respondent"
) -> pd.Series[float]:
    """The score of each respondent: the mean over the comments that count.

    Parameters
    ----------
    comments : DataFrame
        As in `driver_features`.
    outcome : Series, optional
        Score of each comment, indexed by comment_id; the column `score` when not given.
    unit : {"respondent", "comment"}

    Returns
    -------
    Series
        Index as that of `driver_features`, name "outcome"; NaN where no comment has a score.

    Raises
    ------
    VocError
        When there is no score, an id stands twice, or unit is unknown.

    Examples
    --------
    >>> comments = pd.DataFrame({"comment_id": ["c1", "c2", "c3"], "score": [80.0, 80.0, None],
    ...                          "respondent_id": ["r1", "r1", "r2"]})
    >>> respondent_outcome(comments)
    respondent_id
    r1    80.0
    r2     NaN
    Name: outcome, dtype: float64
    """
    counted = counted_comments(comments)
    owner, index = _owners(counted, unit)
    if outcome is None:
        if "score" not in counted:
            raise VocError("statistics.no-score")
        outcome = counted.set_index("comment_id")["score"]
    if outcome.index.has_duplicates:
        twice = outcome.index[outcome.index.duplicated()][0]
        raise VocError("statistics.outcome-twice", where="outcome", id=twice)
    given = pd.to_numeric(outcome.reindex(counted["comment_id"]))
    scores = given.to_numpy(dtype=np.float64, na_value=np.nan)
    scored = ~np.isnan(scores)
    none = np.zeros(int(scored.sum()), dtype=np.int64)
    means = _mean(owner[scored], none, scores[scored], (len(index), 1))[:, 0]
    means[np.bincount(owner[scored], minlength=len(index)) == 0] = np.nan
    return pd.Series(means, index=index, name="outcome", dtype="float64")


def _owners(counted: pd.DataFrame, unit: str) -> tuple[Ints, pd.Index[str]]:
    """Row of each comment in the table of features, and the ids of the rows."""
    if unit not in _UNITS:
        raise VocError("statistics.no-unit", unit=unit, known=listed(_UNITS))
    column = f"{unit}_id"
    ids = counted[column if column in counted else "comment_id"]
    if not pd.api.types.is_integer_dtype(ids):
        ids = ids.astype("str").where(ids.notna(), counted["comment_id"].astype("str"))
    owner, names = pd.factorize(ids, sort=True)
    return owner.astype(np.int64), pd.Index(names, name=column)


def _mean(row: Ints, column: Ints, values: Floats, shape: tuple[int, int]) -> Floats:
    """Mean of the values in each cell, 0 where there are none."""
    cells, place = np.unique(row * shape[1] + column, return_inverse=True)
    means = np.zeros(shape)  # most of it stays empty
    means.flat[cells] = np.bincount(place, weights=values) / np.bincount(place)
    return means


def _any(
    row: Ints,
    column: Ints,
    holds: npt.NDArray[np.bool_],
    shape: tuple[int, int],
) -> Floats:
    """1 where it holds for a value of the cell, else 0."""
    found = np.zeros(shape)
    found[row[holds], column[holds]] = 1.0
    return found
