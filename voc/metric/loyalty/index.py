"""The customer loyalty index: nine indicators, weighted, as one figure a respondent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from voc.errors import VocError
from voc.metric.frame import mean_row
from voc.metric.loyalty.indicators import Unscaled, indicator_points, indicators, parts
from voc.metric.loyalty.weighting import (
    CONSISTENT_UP_TO,
    ahp,
    entropy_weights,
    information,
    judgement_matrix,
)
from voc.metric.notes import Note
from voc.metric.scale import SCALES, Floats, Values, numbers_on_scale

__all__ = ["Loyalty", "indicator_weights", "loyalty_index"]


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


def indicator_weights(keys: Sequence[str], weights: str | Mapping[str, float]) -> Floats:
    """Weights of the indicators that were asked, other than by entropy.

    Parameters
    ----------
    keys : sequence of str
        Ids of the indicators.
    weights : "given" or mapping of str to float
        "given", those of `lexicons/loyalty.toml`. A mapping of indicator to weight; when it has
        parts, too, those of the indicators count within their part. Or pairwise judgements, as
        {"A1/A2": 3, "A11/A12": 1}: of the parts, and of the indicators within each (AHP); all
        pairs among the indicators that were asked, more may be there.

    Returns
    -------
    array of shape (len(keys),)
        Adds up to 1.

    Raises
    ------
    VocError
        When a weight is unknown, missing or negative, all are 0, or the judgements have a
        consistency ratio above 0.1: the one that fits least is named.

    Examples
    --------
    >>> indicator_weights(["A11", "A21", "A22"], {"A11": 2, "A21": 1, "A22": 1})
    array([0.5 , 0.25, 0.25])
    >>> indicator_weights(["A11", "A21", "A22"], {"A1/A2": 3, "A21/A22": 4}).round(2)
    array([0.75, 0.2 , 0.05])
    """
    if isinstance(weights, str):
        if weights != "given":
            raise VocError(
                f'weights is "{weights}".',
                where="loyalty index",
                fix='Give "given", "entropy", weights or pairwise judgements.',
            )
        plain = {**{k: p.weight for k, p in parts().items()}, **_weights_of(indicators())}
        return _hierarchy(keys, plain)
    known = set(parts()) | set(indicators())
    unknown = sorted({n.strip() for key in weights for n in key.split("/")} - known)
    if unknown:
        raise _unknown(unknown[0], known - {"index"})
    if any("/" in key for key in weights):
        return _hierarchy(keys, _judged(keys, weights))
    if any(key in parts() for key in weights):
        return _hierarchy(keys, weights)
    return _sum_to_one(np.array([_weight(weights, key) for key in keys]))


def weighted_points(points: Floats, weights: Floats, answered: float) -> Floats:
    """Weighted mean of each row over what was answered, NaN where that weighs too little.

    Examples
    --------
    >>> weighted_points(np.array([[50.0, np.nan], [np.nan, 20.0]]), np.array([0.7, 0.3]), 0.5)
    array([50., nan])
    """
    if not 0 < answered <= 1:
        raise VocError(
            f"answered is {answered}.", where="loyalty index", fix="Give a share, as 0.5."
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
            raise _unknown(key, set(indicators()))
        if column not in respondents:
            raise VocError(
                f'There is no column "{column}".',
                where=f"loyalty index, {key}",
                fix=f"The columns are {', '.join(map(str, list(respondents.columns)))}.",
            )
    return {key: columns[key] for key in indicators() if key in columns}


def _unknown(key: str, known: set[str]) -> VocError:
    return VocError(
        f'"{key}" is no indicator of loyalty.',
        where="loyalty index",
        fix=f"Known are {', '.join(sorted(known))}.",
    )


def _survey_weights(weights: Values | None, n: int) -> Floats | None:
    if weights is None:
        return None
    heavy = numbers_on_scale(weights, "weights", 0, float(np.finfo(np.float64).max))
    if len(heavy) != n:
        raise VocError(
            f"There are {n} respondents and {len(heavy)} weights.",
            where="loyalty index",
            fix="Give one weight for each respondent.",
        )
    return np.nan_to_num(heavy)


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


def _shares(
    keys: list[str],
    weights: str | Mapping[str, float],
    points: Floats,
    heavy: Floats | None,
) -> tuple[Floats, list[Note]]:
    """Weights that add up to 1, and what is to be told of them."""
    if not keys:
        return np.zeros(0), []
    if weights != "entropy":
        return indicator_weights(keys, weights), []
    shares = entropy_weights(points, heavy)
    alike = [key for key, share in zip(keys, shares, strict=True) if share == 0]
    if alike:
        return shares, [("loyalty_no_variation", {"indicators": ", ".join(alike)})]
    varies = any(information(column, heavy) for column in points.T)
    return shares, [] if varies else [("loyalty_none_varies", {})]


def _weights_of(named: Mapping[str, object]) -> dict[str, float]:
    return {key: float(getattr(item, "weight", 0.0)) for key, item in named.items()}


def _hierarchy(keys: Sequence[str], weights: Mapping[str, float]) -> Floats:
    """Weight of the part times the share of the indicator in its part, summing to 1."""
    members: dict[str, list[str]] = {}
    for key in weights:
        if key in indicators():
            members.setdefault(indicators()[key].part, []).append(key)
    shares = []
    for key in keys:
        part = indicators()[key].part
        whole = sum(_weight(weights, other) for other in members.get(part, []))
        own = _weight(weights, key)
        shares.append(_weight(weights, part) * own / whole if own else 0.0)
    return _sum_to_one(np.array(shares))


def _judged(keys: Sequence[str], judgements: Mapping[str, float]) -> dict[str, float]:
    """Weights of the parts and of the indicators within each, by pairwise judgements."""
    named = {name.strip() for key in judgements for name in key.split("/")}
    asked = {indicators()[key].part for key in keys}
    groups = [[part for part in parts() if part in named | asked and part != "index"]]
    for part in sorted(asked):
        groups.append(
            [k for k, i in indicators().items() if i.part == part and k in named | set(keys)]
        )
    weights: dict[str, float] = {}
    for names in groups:
        result = ahp(judgement_matrix(judgements, names), names)
        if result.consistency_ratio > CONSISTENT_UP_TO and result.worst:
            first, second, judged, fitted = result.worst
            raise VocError(
                f"The judgements of {', '.join(names)} contradict each other: their consistency "
                f"ratio is {result.consistency_ratio:.2f}, allowed is {CONSISTENT_UP_TO}.",
                where=f'weights of the loyalty index, "{first}/{second}" = {judged:.3g}',
                fix=f"This fits least: by the others it would be nearer to {fitted:.2g}.",
            )
        weights.update(result.weights)
    return weights


def _weight(weights: Mapping[str, float], key: str) -> float:
    value = weights.get(key)
    if value is None or not 0 <= value < np.inf:
        raise VocError(
            f"{key} has no weight." if value is None else f"The weight of {key} is {value}.",
            where="weights of the loyalty index",
            fix="Give each indicator that is asked a weight of 0 or more.",
        )
    return float(value)


def _sum_to_one(weights: Floats) -> Floats:
    if weights.sum() <= 0:
        raise VocError(
            "All weights are 0.", where="weights of the loyalty index", fix="Give one above 0."
        )
    shares: Floats = weights / weights.sum()
    return shares


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
