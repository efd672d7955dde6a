"""The measures of the driver table by segment and by period, with tests against the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.driver.cells import cell_sums, intervals, welch
from voc.driver.impact import respondent_codes
from voc.driver.mentions import (
    Floats,
    Ints,
    counted_comments,
    find_mentions,
    require_columns,
)
from voc.errors import VocError
from voc.metric.adjust import holm

__all__ = ["ALL", "segment_table", "trend_table"]

ALL = "all"  # the row over all drivers of a group
FREQUENCIES = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}
_MOST_PERIODS = 36  # a chart of more is hard to read

_MEASURES = {
    "driver": "str",
    "n": "int64",
    "mentions": "int64",
    "share": "float64",
    "satisfaction": "float64",
    "low": "float64",
    "high": "float64",
    "score": "float64",
    "score_low": "float64",
    "score_high": "float64",
    "tested": "str",
    "p_value": "float64",
    "p_adjusted": "float64",
}


def segment_table(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    columns: Sequence[str],
    *,
    minimum: int = 30,
) -> pd.DataFrame:
    """Mentions, satisfaction and score of each group of each segment column.

    Parameters
    ----------
    comments : DataFrame
        The comments table with the segment columns and, when there, sentiment −1…1, score
        0…100, respondent_id. Boilerplate and duplicates are left out.
    opinions : DataFrame
        The opinions table.
    columns : sequence of str
        Columns of `comments` to compare by. Comments with a missing value are left out there.
    minimum : int
        Smaller groups are shown but not tested.

    Returns
    -------
    DataFrame
        One row for each segment column, value and driver, with a first row "all" for each value:

        segment, value, driver;
        n: comments of the group; mentions: those with an opinion on the driver (for "all": on
        any); share: mentions / n, 0…1;
        satisfaction, low, high: 0…100, of the comments that evaluate the driver; for "all" of
        `sentiment`, or without that column of the mean over all evaluating opinions;
        score, score_low, score_high: mean score of the comments that mention the driver (for
        "all": of all);
        tested: what the test compares, "score" or "satisfaction", "" when not tested;
        p_value: difference to the rest of the segment column; p_adjusted: the same after Holm.

    Raises
    ------
    VocError
        When a column is missing, a comment_id stands twice or a polarity is outside −1…1.

    Notes
    -----
    Here satisfaction is the plain mean, not shrunk: a segment has too few groups to learn from.
    Intervals are Student's t with the guarded variance; comments of one respondent count as one
    cluster: Var(mean) = R/(R−1) Σ_r (S_r − N_r · mean)² / N², with S_r and N_r the sum and number
    of a respondent's values, R respondents and N values. With one comment each this is s²/n.
    The test is Welch's on the same variances, unguarded: of the score in the rows "all" when
    there is a score, of satisfaction otherwise. It is made where the group and the rest each have
    `minimum` respondents with a value. Holm's correction runs over all tests of the table.

    References
    ----------
    Welch 1947, Biometrika 34:28–35. Holm 1979, Scandinavian Journal of Statistics 6:65–70.
    Cochran 1977, Sampling Techniques, 3rd ed., §9A (clusters of unequal size).

    Examples
    --------
    >>> comments = pd.DataFrame({"comment_id": ["c1", "c2"], "cabin": ["经济舱", "公务舱"],
    ...                          "sentiment": [-0.6, 0.6]})
    >>> opinions = pd.DataFrame({"comment_id": ["c1"], "driver": ["legroom"], "polarity": [-0.6]})
    >>> table = segment_table(comments, opinions, ["cabin"])
    >>> table[["value", "driver", "n", "mentions", "satisfaction"]]
      value   driver  n  mentions  satisfaction
    0   公务舱      all  1         0          80.0
    1   公务舱  legroom  1         0           NaN
    2   经济舱      all  1         1          20.0
    3   经济舱  legroom  1         1          20.0
    """
    require_columns(comments, columns, "comments")
    measured = _measured_comments(comments, opinions)
    tables = []
    for column in columns:
        group, values = _ordered_groups(measured.counted[column])
        table = _group_table(measured, group, len(values), minimum)
        table.insert(0, "value", np.repeat(np.array(values, dtype=object), len(measured.names)))
        table.insert(0, "segment", column)
        tables.append(table)
    return _finished(tables, {"segment": "str", "value": "str"})


def trend_table(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    freq: str = "auto",
    *,
    minimum: int = 30,
) -> pd.DataFrame:
    """Mentions, satisfaction and score of each period.

    Parameters
    ----------
    comments : DataFrame
        As in `segment_table`, with `time` (datetime64). Comments without a time are left out.
    opinions : DataFrame
        The opinions table.
    freq : {"auto", "day", "week", "month", "quarter", "year"}
        Length of a period; a week starts on Monday. "auto" takes the shortest that gives 3 to 36
        periods with `minimum` comments on average; failing that, the longest with 3 periods.
    minimum : int
        Smaller periods are shown but not tested.

    Returns
    -------
    DataFrame
        Columns period (its first day), freq, then as in `segment_table`; a period without a
        comment has no row. Each period is tested against all others. No rows without a time.

    Raises
    ------
    VocError
        As in `segment_table`, for an unknown freq, and when `time` does not hold times.

    Examples
    --------
    >>> comments = pd.DataFrame({"comment_id": ["c1", "c2"], "sentiment": [0.2, 0.4],
    ...                          "time": pd.to_datetime(["2024-01-15", "2024-03-02"])})
    >>> opinions = pd.DataFrame({"comment_id": [], "driver": [], "polarity": []})
    >>> trend_table(comments, opinions, "month")[["period", "freq", "driver", "satisfaction"]]
          period   freq driver  satisfaction
    0 2024-01-01  month    all          60.0
    1 2024-03-01  month    all          70.0
    """
    if freq != "auto" and freq not in FREQUENCIES:
        raise VocError(
            f"Unknown length of a period {freq!r}.", fix=f"Use auto, {', '.join(FREQUENCIES)}."
        )
    require_columns(comments, ["time"], "comments")
    measured = _measured_comments(comments, opinions)
    time = measured.counted["time"]
    if len(time) and not pd.api.types.is_datetime64_any_dtype(time) and time.notna().any():
        raise VocError(
            f"The column time holds {time.dtype}, not times.",
            where="comments, column time",
            fix="Convert it with pandas.to_datetime.",
        )
    time = pd.to_datetime(time)
    if time.dt.tz is not None:
        time = time.dt.tz_localize(None)  # periods are of the customer's own clock
    known = time.notna().to_numpy()
    length = _period_length(time[known], minimum) if freq == "auto" else freq
    start = time.dt.to_period(FREQUENCIES[length]).dt.start_time
    group, periods = pd.factorize(start, sort=True)
    table = _group_table(measured, group.astype(np.int64), len(periods), minimum)
    table.insert(0, "freq", length)
    table.insert(0, "period", np.repeat(periods.to_numpy(), len(measured.names)))
    return _finished([table], {"period": "datetime64[ns]", "freq": "str"})


@dataclass(frozen=True)
class _Measured:
    """Counted comments with one entry per comment and row of the table it belongs to."""

    counted: pd.DataFrame
    respondent: Ints  # of each comment
    names: list[str]  # "all", then drivers, most mentions first
    comment: Ints  # of each entry
    name: Ints
    mentioned: npt.NDArray[np.bool_]
    value: Floats  # 0…100, NaN when not evaluated
    score: Floats


def _measured_comments(comments: pd.DataFrame, opinions: pd.DataFrame) -> _Measured:
    counted = counted_comments(comments)
    mentions = find_mentions(counted, opinions)
    n, drivers = len(counted), len(mentions.names)
    rank = np.empty(drivers, dtype=np.int64)
    often = np.bincount(mentions.name, minlength=drivers)
    by_mentions = np.argsort(-often, kind="stable")
    rank[by_mentions] = np.arange(drivers)
    if "sentiment" in counted:
        sentiment = counted["sentiment"].to_numpy(dtype=np.float64, na_value=np.nan)
    else:
        overall = find_mentions(counted, opinions.assign(driver=ALL))
        sentiment = np.full(n, np.nan)
        sentiment[overall.comment] = overall.polarity
    score = np.full(n, np.nan)
    if "score" in counted:
        score = counted["score"].to_numpy(dtype=np.float64, na_value=np.nan)
    ids = pd.Index(counted["comment_id"])
    owner = counted["respondent_id"] if "respondent_id" in counted else counted["comment_id"]
    any_mention = np.bincount(mentions.comment, minlength=n) > 0
    return _Measured(
        counted=counted,
        respondent=respondent_codes(owner, ids),
        names=[ALL, *(mentions.names[driver] for driver in by_mentions)],
        comment=np.concatenate([np.arange(n), mentions.comment]),
        name=np.concatenate([np.zeros(n, dtype=np.int64), rank[mentions.name] + 1]),
        mentioned=np.concatenate([any_mention, np.ones(len(mentions.name), dtype=bool)]),
        value=50 * (np.concatenate([sentiment, mentions.polarity]) + 1),
        score=np.concatenate([score, score[mentions.comment]]),
    )


def _group_table(measured: _Measured, group: Ints, groups: int, minimum: int) -> pd.DataFrame:
    """The measures of each group (−1 is left out) and name, groups outermost."""
    names = len(measured.names)
    n = np.bincount(group[group >= 0], minlength=groups)[:, None]
    of_entry = group[measured.comment]
    shape = (groups, names)
    owner = measured.respondent[measured.comment]
    cell = np.where(of_entry >= 0, of_entry * names + measured.name, -1)
    mentions = np.bincount(cell[measured.mentioned & (cell >= 0)], minlength=groups * names)
    values = cell_sums(measured.value, cell, owner, shape)
    scores = cell_sums(measured.score, cell, owner, shape)
    p_value = welch(values, minimum)
    tested = np.where(np.isnan(p_value), "", "satisfaction").astype(object)
    if scores.count.any():
        p_value[:, 0] = welch(scores, minimum)[:, 0]
        tested[:, 0] = np.where(np.isnan(p_value[:, 0]), "", "score")
    figures = {
        "driver": np.tile(np.array(measured.names, dtype=object), groups),
        "n": np.repeat(n, names),
        "mentions": mentions,
        "share": mentions.reshape(shape) / np.maximum(1, n),
        **dict(zip(("satisfaction", "low", "high"), intervals(values), strict=True)),
        **dict(zip(("score", "score_low", "score_high"), intervals(scores), strict=True)),
        "tested": tested,
        "p_value": p_value,
    }
    return pd.DataFrame({name: np.ravel(column) for name, column in figures.items()})


def _ordered_groups(column: pd.Series[str]) -> tuple[Ints, list[str]]:
    """Group of each comment (−1 for missing) and the values as text, in their natural order."""
    try:
        group, values = pd.factorize(column, sort=True)
    except TypeError:  # numbers and text mixed
        group, values = pd.factorize(column.astype(str).where(column.notna()), sort=True)
    texts = [
        str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
        for value in values
    ]
    return group.astype(np.int64), texts


def _period_length(time: pd.Series[pd.Timestamp], minimum: int) -> str:
    spans = {name: time.dt.to_period(alias).astype("int64") for name, alias in FREQUENCIES.items()}
    periods = {name: int(span.max() - span.min()) + 1 for name, span in spans.items() if len(span)}
    for name, number in periods.items():
        if 3 <= number <= _MOST_PERIODS and len(time) >= minimum * number:
            return name
    return next((name for name in reversed(periods) if periods[name] >= 3), "day")


def _finished(tables: list[pd.DataFrame], first: dict[str, str]) -> pd.DataFrame:
    """One table with adjusted p-values and the right types, also when there are no rows."""
    types = first | _MEASURES
    filled = [table for table in tables if len(table)]
    table = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(types))
    table["p_adjusted"] = holm(table["p_value"].to_numpy(dtype=np.float64))
    return table[list(types)].astype(types)
