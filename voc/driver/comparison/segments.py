"""The measures of the driver table by segment and by period, with tests against the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.driver.comparison.cells import Cells, intervals, respondent_sums
from voc.driver.comparison.contrast import adjust, check_choices, contrast_groups, possible_tests
from voc.driver.comparison.measured import ALL, Measured, Weights, measured_comments
from voc.driver.mentions import Floats, Ints, require_columns
from voc.driver.notes import Note
from voc.driver.scored import NEUTRAL
from voc.metric.groups import ordered_groups
from voc.metric.periods import period_groups

__all__ = ["ALL", "segment_table", "trend_table"]

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
    "negative_share": "float64",
    "difference": "float64",
    "difference_low": "float64",
    "difference_high": "float64",
    "effect_size": "float64",
    "tested": "str",
    "test": "str",
    "p_value": "float64",
    "p_adjusted": "float64",
}


def segment_table(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    columns: Sequence[str],
    *,
    minimum: int = 30,
    weights: Weights = None,
    correction: str = "holm",
    test: str = "auto",
    neutral: float = NEUTRAL,
    seed: int = 0,
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
        Respondents that a group and its rest need to be compared; smaller ones are shown only.
    weights : str or Series, optional
        Survey weights, 0 or more: a column of `comments` or a Series indexed by comment_id.
        A comment with a missing or zero weight is left out.
    correction : {"holm", "bh"}
        Holm: at most 5 % of such tables hold any false alarm; Benjamini–Hochberg: at most 5 % of
        the differences found are false ones.
    test : {"auto", "welch", "permutation"}
        "auto" permutes where the values are too skewed for Welch's test (`welch_error`).
    neutral : float
        |polarity| up to this is neutral.
    seed : int
        Seed of the permutations.

    Returns
    -------
    DataFrame
        One row for each segment column, value and driver, with a first row "all" for each value:

        segment, value, driver;
        n: comments of the group; mentions: those with an opinion on the driver (for "all": on
        any); share: mentions / n, 0…1, weighted when there are weights;
        satisfaction, low, high: 0…100, of the comments that evaluate the driver; for "all" of
        `sentiment`, or without that column of the mean over all evaluating opinions;
        score, score_low, score_high: mean score of the comments that mention the driver (for
        "all": of all);
        negative_share: negative ones of the mentions (for "all": of the comments with a
        sentiment), 0…1;
        difference: group − rest of the segment column, in points of the score in the rows "all"
        when there is a score, else of satisfaction; NaN when either has no value;
        difference_low, difference_high, effect_size: Welch's interval and Hedges' g, where the
        group and the rest have `minimum` respondents and the values vary;
        tested: what the test compares, "score" or "satisfaction", "" when not tested;
        test: "welch", "permutation" or ""; p_value: of the difference; p_adjusted: corrected
        over the whole table.

        attrs["notes"]: how many groups of a column are below the minimum; columns of one group.

    Raises
    ------
    VocError
        When a column is missing, a comment_id stands twice, a polarity is outside −1…1, a weight
        is negative, or the test or the correction is unknown.

    Notes
    -----
    Here satisfaction is the plain mean, not shrunk: a segment has too few groups to learn from.
    Intervals are Student's t with the guarded variance; comments of one respondent count as one
    cluster: Var(mean) = R/(R−1) Σ_r (S_r − N_r · mean)² / N², with S_r and N_r the sum and number
    of a respondent's values, R respondents and N values. With one comment each this is s²/n.
    With weights S_r and N_r are weighted sums, and R is Kish's effective number.
    The test is Welch's on the same variances, unguarded (`compare`), or a permutation of the
    groups over the respondents (`permutation_tests`); of the score in the rows "all" when there
    is a score, of satisfaction otherwise. It is made where the group and the rest each have
    `minimum` respondents with a value; the correction runs over all tests of the table. A
    respondent's weight moves along in the permutation.

    References
    ----------
    Welch 1947, Biometrika 34:28–35. Holm 1979, Scandinavian Journal of Statistics 6:65–70.
    Cochran 1977, Sampling Techniques, 3rd ed., §9A (clusters of unequal size). Hedges 1981,
    Journal of Educational Statistics 6(2):107–128. Phipson & Smyth 2010, Statistical
    Applications in Genetics and Molecular Biology 9(1):39. Kish 1965, Survey Sampling, §11.7.

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
    check_choices(test, correction)
    require_columns(comments, columns, "comments")
    if not columns:
        return _finished([], {"segment": "str", "value": "str"}, correction, [])
    measured = measured_comments(comments, opinions, weights, neutral)
    groups = [ordered_groups(measured.counted[column]) for column in columns]
    tests = possible_tests([group for group, _ in groups], measured.name, minimum)
    tables, notes = [], []
    for column, (group, values) in zip(columns, groups, strict=True):
        table = _group_table(measured, group, len(values), minimum, test, tests, seed)
        table.insert(0, "value", np.repeat(np.array(values, dtype=object), len(measured.names)))
        table.insert(0, "segment", column)
        tables.append(table)
        notes += _notes(table, column, len(values), minimum)
    return _finished(tables, {"segment": "str", "value": "str"}, correction, notes)


def trend_table(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    freq: str = "auto",
    *,
    minimum: int = 30,
    weights: Weights = None,
    correction: str = "holm",
    test: str = "auto",
    neutral: float = NEUTRAL,
    seed: int = 0,
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
    minimum, weights, correction, test, neutral, seed
        As in `segment_table`, a period in the place of a group.

    Returns
    -------
    DataFrame
        Columns period (its first day), freq, then as in `segment_table`; a period without a
        comment has no row. Each period is tested against all others. No rows without a time.

    Raises
    ------
    VocError
        As in `segment_table`; for an unknown freq; and when `time` does not hold times.

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
    check_choices(test, correction)
    require_columns(comments, ["time"], "comments")
    types = {"period": "datetime64[ns]", "freq": "str"}
    known = comments["time"].dropna()
    if known.empty:
        period_groups(known, freq, minimum=minimum, where="comments")  # knows its lengths
        return _finished([], types, correction, [])
    measured = measured_comments(comments, opinions, weights, neutral)
    time = measured.counted["time"]
    group, periods, length = period_groups(time, freq, minimum=minimum, where="comments")
    tests = possible_tests([group], measured.name, minimum)
    table = _group_table(measured, group, len(periods), minimum, test, tests, seed)
    table.insert(0, "freq", length)
    table.insert(0, "period", np.repeat(periods.to_numpy(), len(measured.names)))
    notes = _notes(table, "time", len(periods), minimum)
    return _finished([table], types, correction, notes)


def _group_table(
    measured: Measured, group: Ints, groups: int, minimum: int, test: str, tests: int, seed: int
) -> pd.DataFrame:
    """The measures of each group (−1 is left out) and name, groups outermost."""
    weight = np.ones(len(group)) if measured.weight is None else measured.weight
    inside = group >= 0
    heavy = np.bincount(group[inside], weights=weight[inside], minlength=groups)
    comments = np.asarray(heavy, dtype=np.float64)[:, None]
    blocks = [
        _measures(part, first, group, comments, minimum, test, tests, seed)
        for first, part in measured.blocks()
    ]
    names = len(measured.names)
    values, scores = (Cells.beside([part[i] for part, _ in blocks]) for i in (0, 1))
    parts = [part for _, part in blocks]
    figures = {name: np.concatenate([part[name] for part in parts], axis=1) for name in parts[0]}
    figures |= {
        **dict(zip(("satisfaction", "low", "high"), intervals(values), strict=True)),
        **dict(zip(("score", "score_low", "score_high"), intervals(scores), strict=True)),
        "driver": np.tile(np.array(measured.names, dtype=object), groups),
        "n": np.repeat(np.bincount(group[inside], minlength=groups), names),
    }
    return pd.DataFrame({name: np.ravel(column) for name, column in figures.items()})


def _measures(
    measured: Measured,
    first: int,
    group: Ints,
    comments: Floats,
    minimum: int,
    test: str,
    tests: int,
    seed: int,
) -> tuple[tuple[Cells, Cells], dict[str, npt.NDArray[Any]]]:
    """Values, scores and measures of some names, of which `first` is the first.

    All of shape (groups, names).
    """
    names = len(measured.names)
    shape = (len(comments), names)
    of_entry = group[measured.comment]
    cell = np.where(of_entry >= 0, of_entry * names + measured.name, -1)
    owner, weight = measured.respondent[measured.comment], measured.entry_weight()
    value_units = respondent_sums(measured.value, cell, owner, shape, weight)
    values = value_units.cells()
    found = contrast_groups(value_units, values, minimum, test, tests, seed, first)
    del value_units
    comparison, p_value, method = found
    tested = np.where(method == "", "", "satisfaction").astype(object)
    score_units = respondent_sums(measured.score, cell, owner, shape, weight)
    scores = score_units.cells()
    if first == 0 and scores.count.any():
        overall_units = score_units.of_names(1)
        overall = contrast_groups(overall_units, overall_units.cells(), minimum, test, tests, seed)
        for own, other in zip(comparison, overall.comparison, strict=True):
            own[:, 0] = other[:, 0]
        p_value[:, 0], method[:, 0] = overall.p_value[:, 0], overall.test[:, 0]
        tested[:, 0] = np.where(method[:, 0] == "", "", "score")
    return (values, scores), {
        **_shares(measured, cell, shape, comments),
        "difference": comparison.difference,
        "difference_low": comparison.low,
        "difference_high": comparison.high,
        "effect_size": comparison.effect_size,
        "tested": tested,
        "test": method,
        "p_value": p_value,
    }


def _shares(
    measured: Measured, cell: Ints, shape: tuple[int, int], comments: Floats
) -> dict[str, Floats]:
    """Mentions, their share of the comments of the group, and the share of negative ones."""
    weight = measured.entry_weight()
    heavy = np.ones(len(cell)) if weight is None else weight

    def summed(what: Floats, kept: npt.NDArray[np.bool_]) -> Floats:
        kept = kept & (cell >= 0)
        sums = np.bincount(cell[kept], weights=what[kept], minlength=shape[0] * shape[1])
        return np.asarray(sums, dtype=np.float64).reshape(shape)

    judged = ~np.isnan(measured.negative)
    counted = summed(heavy, judged)
    negative = np.full(shape, np.nan)
    np.divide(summed(heavy * measured.negative, judged), counted, out=negative, where=counted > 0)
    return {
        "mentions": summed(np.ones(len(cell)), measured.mentioned).astype(np.int64),
        "share": summed(heavy, measured.mentioned) / np.where(comments > 0, comments, 1),
        "negative_share": negative,
    }


def _notes(table: pd.DataFrame, column: str, groups: int, minimum: int) -> list[Note]:
    if groups == 1:
        return [("segment_of_one_group", {"segment": column})]
    small = int(((table["driver"] == ALL) & (table["tested"] == "")).sum())
    return (
        [("segment_groups_small", {"segment": column, "groups": small, "minimum": minimum})]
        if small
        else []
    )


def _finished(
    tables: list[pd.DataFrame], first: dict[str, str], correction: str, notes: list[Note]
) -> pd.DataFrame:
    """One table with adjusted p-values and the right types, also when there are no rows."""
    types = first | _MEASURES
    filled = [table for table in tables if len(table)]
    table = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(types))
    table["p_adjusted"] = adjust(table["p_value"], correction)
    table = table[list(types)].astype(types)
    table.attrs["notes"] = notes
    return table
