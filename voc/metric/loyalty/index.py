"""The customer loyalty index: nine indicators, weighted, as one figure a respondent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.metric.frame import mean_row
from voc.metric.loyalty.indicators import Unscaled, indicator_points, indicators, parts
from voc.metric.loyalty.shares import entropy_shares, indicator_weights, judged, unknown_indicator
from voc.metric.notes import Note
from voc.metric.scale import SCALES, Floats, Values, numbers_on_scale

__all__ = ["Loyalty", "loyalty_index"]


@dataclass(frozen=True)
class Loyalty:
    """The index: `table` of its parts, `index` of each respondent, and the `points` behind it."""

    table: pd.DataFrame
    index: pd.Series[float]
    points: pd.DataFrame


def loyalty_index(
    respondents: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    scales: Mapping[str, tuple[float, float]] | None = None,
    unscaled: Unscaled = "rank",
    weights: str | Mapping[str, float] = "given",
    answered: float = 0.5,
    survey_weights: Values | None = None,
) -> Loyalty:
    """Loyalty index 0…100 of each respondent and of all.

    Parameters
    ----------
    respondents : DataFrame
        One row a respondent.
    columns : mapping of str to str
        Indicator to column: A11 duration of purchase, A12 frequency, A13 trend of frequency;
        A21 share of wallet, A22 cross-buying; A31 mention rate, A32 price sensitivity (low is
        loyal), A33 willingness, A34 satisfaction. Those that are not asked are left out.
    scales : mapping of str to tuple of float, optional
        Column to the lowest and highest figure that could be given. A scale that runs against
        the indicator is turned: (5, 1) where 1 is the most.
    unscaled : "rank" or "range"
        What to do with columns without a scale: percentile rank, or between the smallest and
        the largest figure seen (`indicator_points`).
    weights : "given", "entropy" or mapping of str to float
        As for `indicator_weights`.
    answered : float
        Least share of the weight that a respondent must have answered, above 0, to have an index.
    survey_weights : Series, array or sequence of shape (n,), optional
        Survey weights, 0 or more. A respondent with a missing or zero weight gets an index and
        does not count in the table.

    Returns
    -------
    Loyalty
        `table` with the columns indicator, label_zh, label_en, weight (0…1), value, low, high
        (0…100, 95 % interval), n (respondents with a figure): one row for each indicator that
        was asked, each part with one, and the "index"; none when nobody answered.
        `index`, Series "loyalty" over the index of `respondents`, NaN where too little was
        answered. `points`, 0…100, one column for each indicator that was asked.

    Raises
    ------
    VocError
        When an indicator or a column is unknown, a value is off its scale, or the weights are
        faulty.

    Notes
    -----
    index_i = Σ_j w_j x_ij / Σ_j w_j over the indicators j that respondent i answered, where
    these hold at least the share `answered` of the weight; so for the parts, within the part.
    Of indicators that were not asked, the others share the weight in their proportions.
    Intervals are Student's t, with Kish's effective n when there are weights; that the weights
    and the ranks are themselves estimated does not widen them.

    References
    ----------
    Saaty 1980, The Analytic Hierarchy Process. Jones & Sasser 1995, Harvard Business Review
    73(6):88–99.

    Examples
    --------
    >>> people = pd.DataFrame({"years": [1, 3, 9], "again": [2, 4, 5], "price": [5, 3, 1]})
    >>> loyalty = loyalty_index(people, {"A11": "years", "A32": "price", "A33": "again"},
    ...                         scales={"years": (0, 10), "price": (1, 5), "again": (1, 5)})
    >>> loyalty.index.round(1).tolist()
    [11.5, 49.5, 96.0]
    >>> loyalty.table[["indicator", "label_en", "weight", "value", "n"]].round(2)
      indicator                label_en  weight  value  n
    0       A11    Duration of purchase     0.4  43.33  3
    1       A32       Price sensitivity     0.3  50.00  3
    2       A33      Willingness to buy     0.3  66.67  3
    3        A1        Lasting relation     0.4  43.33  3
    4        A3                 Feeling     0.6  58.33  3
    5     index  Customer loyalty index     1.0  52.33  3
    """
    known = _known_columns(respondents, columns)
    heavy = _survey_weights(survey_weights, len(respondents))
    scales = scales or {}
    points = pd.DataFrame(
        {
            key: indicator_points(
                respondents[column], indicators()[key], scales.get(column), unscaled, heavy
            )
            for key, column in known.items()
        },
        index=respondents.index,
        dtype="float64",
    )
    notes = _asked_notes(known, scales, unscaled)
    empty = [key for key in known if points[key].isna().all()]
    asked = [key for key in known if key not in empty]
    points = points.drop(columns=empty)
    if empty:
        notes.append(("loyalty_no_answers", {"indicators": ", ".join(empty)}))
    matrix = points.to_numpy(dtype=np.float64)
    shares, more = _shares(asked, weights, matrix, heavy)
    index = weighted_points(matrix, shares, answered)
    table = _table(matrix, asked, shares, index, answered, heavy)
    unanswered = int(np.isnan(index).sum())
    if unanswered:
        notes.append(("loyalty_unanswered", {"n": unanswered, "share": f"{answered:.0%}"}))
    weightless = 0 if heavy is None else int((heavy == 0).sum())
    if weightless:
        notes.append(("weights_missing", {"count": weightless}))
    table.attrs["notes"] = notes + more
    return Loyalty(table, pd.Series(index, respondents.index, name="loyalty"), points)


def weighted_points(points: Floats, weights: Floats, answered: float) -> Floats:
    """Weighted mean of each row over what was answered, NaN where that weighs too little.

    Examples
    --------
    >>> weighted_points(np.array([[50.0, np.nan], [np.nan, 20.0]]), np.array([0.7, 0.3]), 0.5)
    array([50., nan])
    """
    if not 0 < answered <= 1:
        raise VocError(
            "survey.answered-share", where=phrase("survey.loyalty-index"), answered=answered
        )
    given = ~np.isnan(points)
    held = given @ weights
    enough = (held > 0) & (held >= answered * weights.sum() - 1e-9)
    sums = np.where(given, points, 0.0) @ weights
    means = np.full(len(points), np.nan)
    means[enough] = np.clip(sums[enough] / held[enough], 0, 100)
    return means


def _known_columns(respondents: pd.DataFrame, columns: Mapping[str, str]) -> dict[str, str]:
    for key, column in columns.items():
        if key not in indicators():
            raise unknown_indicator(key, set(indicators()))
        if column not in respondents:
            raise VocError(
                "statistics.no-column",
                where=phrase("survey.loyalty-index") + f", {key}",
                column=column,
                known=listed(respondents.columns),
            )
    return {key: columns[key] for key in indicators() if key in columns}


def _survey_weights(weights: Values | None, n: int) -> Floats | None:
    if weights is None:
        return None
    heavy = numbers_on_scale(weights, "weights", 0, float(np.finfo(np.float64).max))
    if len(heavy) != n:
        raise VocError(
            "statistics.weights-count",
            where=phrase("survey.loyalty-index"),
            respondents=n,
            weights=len(heavy),
        )
    return np.nan_to_num(heavy)


def _shares(
    keys: list[str],
    weights: str | Mapping[str, float],
    points: Floats,
    heavy: Floats | None,
) -> tuple[Floats, list[Note]]:
    """Weights that add up to 1, and what is to be told of them."""
    if not keys:
        return np.zeros(0), []
    if weights == "entropy":
        return entropy_shares(keys, points, heavy)
    shares = indicator_weights(keys, weights)
    if isinstance(weights, str) or not any("/" in key for key in weights):
        return shares, []
    compared = [result for result in judged(keys, weights) if len(result.weights) > 1]
    ratios = [f"{'/'.join(result.weights)} {result.consistency_ratio:.3f}" for result in compared]
    return shares, [("loyalty_consistency", {"ratios": ", ".join(ratios)})]


def _asked_notes(
    known: Mapping[str, str], scales: Mapping[str, tuple[float, float]], unscaled: Unscaled
) -> list[Note]:
    notes: list[Note] = []
    absent = [key for key in indicators() if key not in known]
    if absent:
        notes.append(("loyalty_not_asked", {"indicators": ", ".join(absent)}))
    without = [key for key, column in known.items() if column not in scales]
    if without:
        notes.append((f"loyalty_by_{unscaled}", {"indicators": ", ".join(without)}))
    return notes


def _table(
    points: Floats,
    keys: list[str],
    weights: Floats,
    index: Floats,
    answered: float,
    heavy: Floats | None,
) -> pd.DataFrame:
    found = [indicators()[key] for key in keys]
    rows = [
        (item.id, item.label_zh, item.label_en, share, points[:, place])
        for place, (item, share) in enumerate(zip(found, weights, strict=True))
    ]
    for part in parts().values():
        places = [place for place, item in enumerate(found) if item.part == part.id]
        own = weights[places]
        if places and own.sum() > 0:
            means = weighted_points(points[:, places], own, answered)
            rows.append((part.id, part.label_zh, part.label_en, float(own.sum()), means))
        elif part.id == "index" and keys:
            rows.append((part.id, part.label_zh, part.label_en, 1.0, index))
    filled = []
    for key, zh, en, share, values in rows:
        counted = ~np.isnan(values) & (True if heavy is None else heavy > 0)
        if counted.any():
            own_weights = None if heavy is None else heavy[counted]
            row = mean_row(key, values[counted], *SCALES["score"], own_weights)
            filled.append((key, zh, en, float(share), *row[1:]))
    names = ["indicator", "label_zh", "label_en", "weight", "value", "low", "high", "n"]
    table = pd.DataFrame(filled, columns=names)
    floats = dict.fromkeys(("weight", "value", "low", "high"), "float64")
    texts = dict.fromkeys(("indicator", "label_zh", "label_en"), "str")
    return table.astype({**texts, **floats, "n": "int64"})
