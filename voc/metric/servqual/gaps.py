"""SERVQUAL questionnaire: what customers got against what they expected, by item and dimension."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from voc.metric.intervals import mean_interval
from voc.metric.items.reliability import cronbach_alpha
from voc.metric.notes import Note
from voc.metric.ratings import require_columns, survey_weights
from voc.metric.scale import Floats, Values
from voc.metric.servqual.answers import (
    DIMENSIONS,
    Answers,
    read_answers,
    read_points,
    respondent_means,
)

__all__ = ["DIMENSIONS", "ServqualTables", "servqual"]

MINIMUM = 30  # respondents below which a note is made
_NAN = float("nan")
_NOTHING = (_NAN, _NAN, _NAN)
_TEXT = {
    "mentions": "text_mentions",
    "satisfaction": "text_satisfaction",
    "low": "text_low",
    "high": "text_high",
}


class ServqualTables(NamedTuple):
    """What `servqual` finds: by item, by dimension, and how reliable the scales are."""

    items: pd.DataFrame
    dimensions: pd.DataFrame
    reliability: pd.DataFrame


def servqual(
    respondents: pd.DataFrame,
    items: pd.DataFrame,
    *,
    points: Mapping[str, str] | Mapping[str, float] | None = None,
    weights: Values | None = None,
    text: pd.DataFrame | None = None,
    scale: tuple[float, float] | None = None,
    minimum: int = MINIMUM,
) -> ServqualTables:
    """Gap scores P − E of a SERVQUAL questionnaire, ranked, worst first.

    Parameters
    ----------
    respondents : DataFrame of n rows
        One row a respondent.
    items : DataFrame
        Columns item, dimension, perception and, when there, expectation (names of columns of
        `respondents`; an empty one is not asked) and label. Without any expectation the
        perceptions stand alone (SERVPERF) and gaps are NaN.
    points : mapping, optional
        Importance of the dimensions: dimension → column with the points out of 100 that the
        respondent gave it (made to add up to 1 for each respondent), or dimension → fixed weight.
        Without it all dimensions weigh the same.
    weights : Series, array or sequence of shape (n,), optional
        Survey weights, 0 or more; intervals then use Kish's effective number.
    text : DataFrame, optional
        The table of dimensions of a run, with dimension, mentions, satisfaction, low, high: what
        the comments say of the same dimension, set beside.
    scale : tuple of float, optional
        Lowest and highest answer. Without it the lowest and highest answer found are taken, and
        a note says so.
    minimum : int
        Fewer respondents than this are noted.

    Returns
    -------
    ServqualTables
        items: item, label, dimension, n, expectation, perception, perception_low,
        perception_high, gap, gap_low, gap_high, rank — in rank order;

        dimensions: dimension, n, expectation, perception, perception_low, perception_high, gap,
        gap_low, gap_high, weight, weighted_gap, alpha, alpha_low, alpha_high (of the
        perceptions), rank, then text_mentions, text_satisfaction, text_low, text_high — in rank
        order; the last row is `overall`, its gap being the weighted one, its rank 0;

        reliability: dimension, measure (perception, expectation, gap), alpha, low, high, n,
        items.

        `attrs["notes"]` of `dimensions` holds the notes on all of it.

    Raises
    ------
    VocError
        When a column is missing, an item stands twice, an answer is off the scale, or points are
        negative or name a dimension without items.

    Notes
    -----
    Means of an item are over respondents with both answers. A respondent's figure for a dimension
    is the mean over the items answered, when these are at least half of its items. The gap's
    interval is that of the paired t-test: mean ± t(n−1) s/√n of the respondents' gaps.
    A respondent's overall gap is Σ weight · gap over the dimensions; only respondents with all
    dimensions (and points) count there, and weighted_gap is the mean of weight · gap over the
    same respondents, so that the weighted gaps add up to the overall one.

    References
    ----------
    Parasuraman, Zeithaml & Berry 1988, Journal of Retailing 64(1):12–40; weights: Zeithaml,
    Parasuraman & Berry 1990, Delivering Quality Service, appendix. SERVPERF: Cronin & Taylor
    1992, Journal of Marketing 56(3):55–68.

    Examples
    --------
    >>> people = pd.DataFrame({"e1": [7, 6, 7], "p1": [5, 5, 6], "e2": [6, 6, 5], "p2": [6, 5, 6]})
    >>> items = pd.DataFrame({"item": ["on time", "kind"], "dimension": ["reliability", "empathy"],
    ...                       "expectation": ["e1", "e2"], "perception": ["p1", "p2"]})
    >>> servqual(people, items, scale=(1, 7)).dimensions[["dimension", "gap", "rank"]].round(2)
         dimension   gap  rank
    0  reliability -1.33     1
    1      empathy  0.00     2
    2      overall -0.67     0
    """
    given = read_answers(respondents, items, scale)
    heavy = survey_weights(weights, len(respondents))
    notes = given.notes
    item_table = _item_table(given, heavy)
    reliability = _reliability(given, weights)
    importance = read_points(respondents, points, given.dimensions, notes)
    table = _dimension_table(given, importance, heavy, notes)
    perceived = reliability[reliability["measure"] == "perception"].set_index("dimension")
    for column, source in (("alpha", "alpha"), ("alpha_low", "low"), ("alpha_high", "high")):
        table[column] = table["dimension"].map(perceived[source]).astype("float64")
    table["rank"] = table.pop("rank")
    table = _beside_text(table, text)
    few = table.loc[table["n"] < minimum, "dimension"]
    if len(few):
        named = {"dimensions": ", ".join(few), "minimum": minimum}
        notes.append(("servqual_few_respondents", named))
    notes += reliability.attrs["notes"]
    table.attrs["notes"] = notes
    return ServqualTables(item_table, table, reliability)


def _mean(values: Floats, weights: Floats | None, low: float, high: float) -> tuple[float, ...]:
    """Mean, lower and upper bound of the values that are there; NaN for none."""
    used = ~np.isnan(values) if weights is None else ~np.isnan(values) & (weights > 0)
    if not used.any():
        return _NOTHING
    return mean_interval(values[used], low, high, None if weights is None else weights[used])


def _figures(
    expected: Floats, perceived: Floats, given: Answers, weights: Floats | None
) -> dict[str, float]:
    """n, expectation, perception and gap of one item or dimension."""
    low, high = given.scale
    width = high - low
    asked = not np.isnan(expected).all()
    both = np.isnan(perceived) | (np.isnan(expected) & asked)
    perceived = np.where(both, np.nan, perceived)
    expected = np.where(both, np.nan, expected)
    used = ~both if weights is None else ~both & (weights > 0)
    perception, perception_low, perception_high = _mean(perceived, weights, low, high)
    gap, gap_low, gap_high = _mean(perceived - expected, weights, -width, width)
    return {
        "n": int(used.sum()),
        "expectation": _mean(expected, weights, low, high)[0],
        "perception": perception,
        "perception_low": perception_low,
        "perception_high": perception_high,
        "gap": gap,
        "gap_low": gap_low,
        "gap_high": gap_high,
    }


def _ranked(table: pd.DataFrame) -> pd.DataFrame:
    """Worst gap first; where nothing was expected, least perception first; rank from 1."""
    by = table["gap"] if table["gap"].notna().any() else table["perception"]
    order = by.round(12).sort_values(kind="stable", na_position="last").index
    table = table.loc[order].reset_index(drop=True)
    table["rank"] = np.arange(1, len(table) + 1)
    return table


def _item_table(given: Answers, weights: Floats | None) -> pd.DataFrame:
    rows = [
        {**named, **_figures(given.expected[:, place], given.perceived[:, place], given, weights)}
        for place, named in enumerate(given.names)
    ]
    return _ranked(pd.DataFrame(rows))


def _reliability(given: Answers, weights: Values | None) -> pd.DataFrame:
    """Alpha of the perceptions, the expectations and the gaps of each dimension."""
    measures = {
        "perception": given.perceived,
        "expectation": given.expected,
        "gap": given.perceived - given.expected,
    }
    rows = []
    named: dict[str, dict[str, None]] = {"alpha_reversed_items": {}, "alpha_constant_items": {}}
    for dimension in given.dimensions:
        chosen = given.places(dimension)
        names = [given.names[place]["item"] for place in chosen]
        for measure, values in measures.items():
            if np.isnan(values[:, chosen]).all(axis=0).any():
                continue  # an item that was not asked or answered
            alpha = cronbach_alpha(pd.DataFrame(values[:, chosen], columns=names), weights=weights)
            figures = alpha.rename(columns={"value": "alpha"}).iloc[0].to_dict()
            rows.append({"dimension": dimension, "measure": measure, **figures})
            for key, parameters in alpha.attrs["notes"] if measure != "gap" else []:
                if key in named:
                    named[key] |= dict.fromkeys(parameters["items"].split(", "))
    notes: list[Note] = [
        (key, {"items": ", ".join(found)}) for key, found in named.items() if found
    ]
    single = [name for name in given.dimensions if len(given.places(name)) < 2]
    if single:
        notes.append(("servqual_one_item", {"dimensions": ", ".join(single)}))
    table = pd.DataFrame(
        rows, columns=["dimension", "measure", "alpha", "low", "high", "n", "items"]
    ).astype({"n": "int64", "items": "int64"})
    table.attrs["notes"] = notes
    return table


def _dimension_table(
    given: Answers, importance: Floats, weights: Floats | None, notes: list[Note]
) -> pd.DataFrame:
    """The rows of the dimensions in rank order, then the overall row."""
    expected, perceived = respondent_means(given, notes)
    gaps = perceived - expected
    asked = bool((~np.isnan(gaps)).any())
    judged = gaps if asked else perceived
    complete = np.asarray((~np.isnan(judged * importance)).all(axis=1))
    left_out = int(((~np.isnan(judged)).any(axis=1) & ~complete).sum())
    if left_out:
        notes.append(("servqual_overall_incomplete", {"n": left_out}))
    mean_share = _mean_share(importance, weights)
    weighted = np.where(complete[:, None], importance, np.nan)
    rows = []
    for place, dimension in enumerate(given.dimensions):
        figures = _figures(expected[:, place], perceived[:, place], given, weights)
        width = given.scale[1] - given.scale[0]
        part = _mean(weighted[:, place] * gaps[:, place], weights, -width, width)[0]
        share = float(mean_share[place])
        rows.append({"dimension": dimension, **figures, "weight": share, "weighted_gap": part})
    table = _ranked(pd.DataFrame(rows))
    overall = _figures(
        (weighted * expected).sum(axis=1), (weighted * perceived).sum(axis=1), given, weights
    )
    last = {"dimension": "overall", **overall, "weight": 1.0, "weighted_gap": overall["gap"]}
    return pd.concat([table, pd.DataFrame([{**last, "rank": 0}])], ignore_index=True)


def _mean_share(importance: Floats, weights: Floats | None) -> Floats:
    """Mean weight of each dimension over the respondents who gave any; NaN when nobody did."""
    used = ~np.isnan(importance).any(axis=1)
    if weights is not None:
        used &= weights > 0
    if not used.any():
        return np.full(importance.shape[1], _NAN)
    heavy = None if weights is None else weights[used]
    return np.asarray(np.average(importance[used], axis=0, weights=heavy))


def _beside_text(table: pd.DataFrame, text: pd.DataFrame | None) -> pd.DataFrame:
    """What the comments say of the same dimensions; 0 mentions and NaN where nothing."""
    if text is None:
        return table.assign(text_mentions=0, text_satisfaction=_NAN, text_low=_NAN, text_high=_NAN)
    require_columns(text, ["dimension", *_TEXT], "text")
    said = text.set_index("dimension")[list(_TEXT)].rename(columns=_TEXT)
    table = table.join(said, on="dimension")
    return table.fillna({"text_mentions": 0}).astype({"text_mentions": "int64"})
