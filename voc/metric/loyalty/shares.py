"""Which weight each indicator has in the loyalty index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.metric.loyalty.indicators import indicators, parts
from voc.metric.loyalty.weighting import (
    CONSISTENT_UP_TO,
    Ahp,
    ahp,
    entropy_weights,
    information,
    judgement_matrix,
)
from voc.metric.notes import Note
from voc.metric.scale import Floats

__all__ = ["entropy_shares", "indicator_weights", "judged", "unknown_indicator"]


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
                "survey.loyalty-weights", where=phrase("survey.loyalty-index"), weights=weights
            )
        plain = {**{k: p.weight for k, p in parts().items()}, **_weights_of(indicators())}
        return _hierarchy(keys, plain)
    known = set(parts()) | set(indicators())
    unknown = sorted({n.strip() for key in weights for n in key.split("/")} - known)
    if unknown:
        raise unknown_indicator(unknown[0], known - {"index"})
    if any("/" in key for key in weights):
        results = judged(keys, weights)
        return _hierarchy(keys, {key: w for result in results for key, w in result.weights.items()})
    if any(key in parts() for key in weights):
        return _hierarchy(keys, weights)
    return _sum_to_one(np.array([_weight(weights, key) for key in keys]))


def entropy_shares(
    keys: Sequence[str], points: Floats, weights: Floats | None = None
) -> tuple[Floats, list[Note]]:
    """Entropy weights of the indicators, and which do not vary.

    Examples
    --------
    >>> entropy_shares(["A11", "A12"], np.array([[75.0, 40.0], [25.0, 40.0]]))
    (array([1., 0.]), [('loyalty_no_variation', {'indicators': 'A12'})])
    """
    shares = entropy_weights(points, weights)
    if not any(information(column, weights) for column in points.T):
        return shares, [("loyalty_none_varies", {})]
    alike = [key for key, share in zip(keys, shares, strict=True) if share == 0]
    return shares, [("loyalty_no_variation", {"indicators": ", ".join(alike)})] if alike else []


def unknown_indicator(key: str, known: set[str]) -> VocError:
    """What is raised for a name that is no indicator."""
    return VocError(
        "survey.no-indicator",
        where=phrase("survey.loyalty-index"),
        key=key,
        known=listed(sorted(known)),
    )


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


def judged(keys: Sequence[str], judgements: Mapping[str, float]) -> list[Ahp]:
    """Weights of the parts, then of the indicators within each part, by pairwise judgements.

    Raises
    ------
    VocError
        When a pair is not judged or a consistency ratio is above 0.1.

    Examples
    --------
    >>> [list(result.weights) for result in judged(["A11", "A21"], {"A1/A2": 3})]
    [['A1', 'A2'], ['A11'], ['A21']]
    """
    named = {name.strip() for key in judgements for name in key.split("/")}
    asked = {indicators()[key].part for key in keys}
    groups = [[part for part in parts() if part in named | asked and part != "index"]]
    for part in sorted(asked):
        groups.append(
            [k for k, i in indicators().items() if i.part == part and k in named | set(keys)]
        )
    results = []
    for names in groups:
        result = ahp(judgement_matrix(judgements, names), names)
        if result.consistency_ratio > CONSISTENT_UP_TO and result.worst:
            first, second, given, fitted = result.worst
            raise VocError(
                "survey.inconsistent",
                where=phrase("survey.loyalty-weights-of") + f', "{first}/{second}" = {given:.3g}',
                names=listed(names),
                ratio=result.consistency_ratio,
                most=CONSISTENT_UP_TO,
                fitted=fitted,
            )
        results.append(result)
    return results


def _weight(weights: Mapping[str, float], key: str) -> float:
    value = weights.get(key)
    if value is None or not 0 <= value < np.inf:
        where = phrase("survey.loyalty-weights-of")
        if value is None:
            raise VocError("survey.indicator-without-weight", where=where, key=key)
        raise VocError("survey.indicator-weight-off", where=where, key=key, weight=value)
    return float(value)


def _sum_to_one(weights: Floats) -> Floats:
    if weights.sum() <= 0:
        raise VocError("survey.all-weights-zero", where=phrase("survey.loyalty-weights-of"))
    shares: Floats = weights / weights.sum()
    return shares
