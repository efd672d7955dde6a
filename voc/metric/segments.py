"""Metrics by group of customers and by period, each compared with the rest."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.errors import VocError
from voc.messages import listed
from voc.metric.adjust import benjamini_hochberg, holm
from voc.metric.groups import ordered_groups
from voc.metric.measures import Measure, respondent_measures
from voc.metric.notes import Note
from voc.metric.periods import period_groups
from voc.metric.ratio import RATIO_SCALE
from voc.metric.scale import SCALES, Floats, Values, numbers_on_scale
from voc.metric.sides import Side, side_difference, side_figure, sides

__all__ = ["metric_segments", "metric_trends"]

Correction = Literal["holm", "bh"]

CORRECTIONS = {"holm": holm, "bh": benjamini_hochberg}
TESTS = {"share": "two_proportions", "mean": "welch", "nps": "nps_z"}
_TYPES = {
    "metric": "str",
    **dict.fromkeys(("figure", "low", "high"), "float64"),
    "n": "int64",
    **dict.fromkeys(("difference", "difference_low", "difference_high"), "float64"),
    "test": "str",
    **dict.fromkeys(("p_value", "p_adjusted", "effect_size"), "float64"),
}


def metric_segments(
    respondents: pd.DataFrame,
    columns: Sequence[str],
    *,
    weights: Values | None = None,
    minimum: int = 30,
    correction: Correction = "holm",
    star_scale: tuple[float, float] = SCALES["stars"],
    rates: Mapping[str, str] | None = None,
    ratio: tuple[str, str] | None = None,
    ratio_scale: tuple[float, float] = RATIO_SCALE,
) -> pd.DataFrame:
    """Metrics of each group of each segment column, each tested against the rest.

    Parameters
    ----------
    respondents : DataFrame
        One row a respondent, with people who wrote nothing; columns as in `metrics_table`.
        `attrs["outcome"]`, where there, says which column `score` was made from.
    columns : sequence of str
        Columns to compare by. Respondents with a missing value are left out there.
    weights : Series, array or sequence of shape (respondents,), optional
        Survey weights, 0 or more; missing or 0 leaves the respondent out.
    minimum : int
        A group or rest of fewer answers (with weights: effective answers) is shown, not tested.
    correction : {"holm", "bh"}
        Holm keeps the chance of any false alarm in the table at 5 %, Benjamini and Hochberg's
        the share of false ones among the alarms.
    star_scale : tuple of float
        Fewest and most stars.
    rates : mapping of str to str, optional
        Name of a rate and its yes/no column: {"complaint": "是否投诉"}.
    ratio : tuple of str, optional
        Columns of what was perceived and what was expected.
    ratio_scale : tuple of float
        Lowest and highest of these answers, from 0 on.

    Returns
    -------
    DataFrame
        One row a segment column, value and metric, where the group has an answer:

        segment, value, metric; figure, low, high, n: as in `metrics_table`;
        difference, difference_low, difference_high: group − rest in the unit of the figure, with
        its 95 % interval (not corrected for the number of comparisons);
        test: two_proportions, welch or nps_z, "" when not tested; p_value (two-sided);
        p_adjusted: corrected over the whole table;
        effect_size: Cohen's h for shares, Hedges' g for means, for NPS the difference by the
        standard deviation of the points. About 0.2 is small, 0.5 medium, 0.8 large.

        `attrs`: `minimum`, `correction`, and `notes` on what was not tested and why.

    Raises
    ------
    VocError
        When a column is missing, a value is off its scale or a weight is negative.

    Notes
    -----
    Tests and intervals are those of `share_difference`, `mean_difference` and `nps_difference`;
    where a side has a single answer or nothing varies, the interval of the difference is made
    from the intervals of both figures (`difference_interval`). The rest are the respondents of
    the other groups of the column. With two groups both rows are the same test, which the
    correction counts once.

    References
    ----------
    Newcombe 1998, Statistics in Medicine 17:873–890. Welch 1947, Biometrika 34:28–35. Rocks 2016,
    The American Statistician 70(4):365–372. Holm 1979, Scandinavian Journal of Statistics
    6:65–70. Benjamini & Hochberg 1995, JRSS B 57:289–300.

    Examples
    --------
    >>> people = pd.DataFrame({"csat": [5, 4, 5, 2, 1, 4] * 20, "舱位": ["公务舱", "经济舱"] * 60})
    >>> table = metric_segments(people, ["舱位"])
    >>> table[["value", "metric", "figure", "difference", "test"]].round(1)
      value     metric  figure  difference             test
    0   公务舱       csat    66.7         0.0  two_proportions
    1   公务舱  csat_mean     3.7         0.3            welch
    2   经济舱       csat    66.7         0.0  two_proportions
    3   经济舱  csat_mean     3.3        -0.3            welch
    """
    measures = respondent_measures(
        respondents, star_scale=star_scale, rates=rates, ratio=ratio, ratio_scale=ratio_scale
    )
    heavy = _weights(respondents, weights)
    comparison = _Comparison(heavy, minimum)
    rows: list[tuple[Any, ...]] = []
    for column in columns:
        if column not in respondents:
            raise VocError(
                "statistics.no-column-to-compare", column=column, known=listed(respondents.columns)
            )
        group, values = ordered_groups(respondents[column])
        rows += [(column, *row) for row in comparison.rows(measures, group, values)]
    types = {"segment": "str", "value": "str", **_TYPES}
    return comparison.table(rows, types, "segment", correction)


def metric_trends(
    respondents: pd.DataFrame,
    freq: str = "auto",
    *,
    weights: Values | None = None,
    minimum: int = 30,
    correction: Correction = "holm",
    star_scale: tuple[float, float] = SCALES["stars"],
    rates: Mapping[str, str] | None = None,
    ratio: tuple[str, str] | None = None,
    ratio_scale: tuple[float, float] = RATIO_SCALE,
) -> pd.DataFrame:
    """Metrics of each period, each tested against all other periods.

    Parameters
    ----------
    respondents : DataFrame
        As in `metric_segments`, with `time` (datetime64); respondents without a time are left
        out. Without the column there are no rows.
    freq : {"auto", "day", "week", "month", "quarter", "year"}
        Length of a period; see `voc.metric.periods.period_length`.
    weights, minimum, correction, star_scale, rates, ratio, ratio_scale
        As in `metric_segments`.

    Returns
    -------
    DataFrame
        period (its first day), freq, then metric … effect_size as in `metric_segments`.

    Raises
    ------
    VocError
        As `metric_segments`; for an unknown freq, and when `time` holds something else.

    Examples
    --------
    >>> people = pd.DataFrame({"stars": [5, 3, 4],
    ...                        "time": pd.to_datetime(["2024-01-15", "2024-03-02", "2024-03-05"])})
    >>> metric_trends(people, "month")[["period", "freq", "metric", "figure", "n", "difference"]]
          period   freq metric  figure  n  difference
    0 2024-01-01  month  stars     5.0  1         1.5
    1 2024-03-01  month  stars     3.5  2        -1.5
    """
    measures = respondent_measures(
        respondents, star_scale=star_scale, rates=rates, ratio=ratio, ratio_scale=ratio_scale
    )
    comparison = _Comparison(_weights(respondents, weights), minimum)
    types = {"period": "datetime64[ns]", "freq": "str", **_TYPES}
    rows: list[tuple[Any, ...]] = []
    if "time" in respondents:
        group, periods, length = period_groups(
            respondents["time"], freq, minimum=minimum, where="respondents"
        )
        found = comparison.rows(measures, group, list(periods))
        rows = [(period, length, *row) for period, *row in found]
    return comparison.table(rows, types, "freq", correction)


class _Comparison:
    """Compares groups with the rest, and keeps count of what could not be tested."""

    def __init__(self, weights: Floats | None, minimum: int) -> None:
        self.weights = weights
        self.minimum = minimum
        self.untested: Counter[str] = Counter()

    def rows(
        self, measures: Sequence[Measure], group: npt.NDArray[np.int64], names: Sequence[Any]
    ) -> list[tuple[Any, ...]]:
        """A row a group and measure, groups outermost."""
        compared = [sides(measure, group, len(names), self.weights) for measure in measures]
        return [
            (name, measure.metric, *self._row(measure, first, rest))
            for name, pairs in zip(names, zip(*compared, strict=True), strict=False)
            for measure, (first, rest) in zip(measures, pairs, strict=True)
            if first is not None
        ]

    def _row(self, measure: Measure, first: Side, rest: Side | None) -> tuple[Any, ...]:
        figure = side_figure(measure, first)[1:]
        if rest is None:
            self.untested["groups_alone"] += 1
            return (*figure, math.nan, math.nan, math.nan, "", math.nan, math.nan)
        found = side_difference(measure, first, rest)
        enough = min(first.n, rest.n) >= max(2, self.minimum)
        tested = enough and not math.isnan(found.p_value)
        if not tested:
            self.untested["groups_without_variation" if enough else "groups_below_minimum"] += 1
        return (
            *figure,
            *found[:3],
            TESTS[measure.kind] if tested else "",
            found.p_value if tested else math.nan,
            found.effect_size,
        )

    def table(
        self,
        rows: list[tuple[Any, ...]],
        types: Mapping[str, str],
        within: str,
        correction: Correction,
    ) -> pd.DataFrame:
        """The rows with adjusted p-values, types and notes."""
        if correction not in CORRECTIONS:
            raise VocError(
                "statistics.no-correction", correction=correction, known=listed(CORRECTIONS)
            )
        table = pd.DataFrame(rows, columns=[name for name in types if name != "p_adjusted"])
        table["p_adjusted"] = _adjusted(table, [within, "metric"], correction)
        table = table[list(types)].astype(dict(types))
        table.attrs = {
            "minimum": self.minimum,
            "correction": correction,
            "notes": self._notes(),
        }
        return table

    def _notes(self) -> list[Note]:
        notes: list[Note] = []
        for key, count in sorted(self.untested.items()):
            minimum = {"minimum": self.minimum} if key == "groups_below_minimum" else {}
            notes.append((key, {"count": count, **minimum}))
        return notes


def _adjusted(table: pd.DataFrame, within: list[str], correction: Correction) -> Floats:
    """Corrected p-values; two groups alone in a column make the same test, counted once."""
    p_values = table["p_value"].to_numpy(dtype=np.float64)
    place = np.arange(len(table))
    same = place.copy()  # where the row stands whose test this one is
    for places in table.groupby(within, sort=False).indices.values():
        if len(places) == 2:
            same[places] = places[0]
    adjusted = CORRECTIONS[correction](np.where(same == place, p_values, np.nan))
    return adjusted[same]


def _weights(respondents: pd.DataFrame, weights: Values | None) -> Floats | None:
    if weights is None:
        return None
    heavy = numbers_on_scale(weights, "weights", 0, float(np.finfo(np.float64).max))
    if len(heavy) != len(respondents):
        raise VocError("statistics.weights-count", respondents=len(respondents), weights=len(heavy))
    return np.nan_to_num(heavy)
