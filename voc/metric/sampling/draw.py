"""Draws of respondents to call back: at random, every k-th, or by strata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.metric.notes import Note
from voc.metric.ratings import require_columns
from voc.metric.scale import numbers_on_scale

__all__ = ["allocate", "draw"]

ALLOCATIONS = ("proportional", "equal", "neyman")
METHODS = ("random", "systematic", "stratified")
FEWEST = 2  # drawn from a stratum: with one, its spread cannot be known


def draw(
    respondents: pd.DataFrame,
    n: int,
    *,
    id: str = "respondent_id",
    method: str = "random",
    order: Sequence[str] = (),
    strata: Sequence[str] = (),
    allocation: str = "proportional",
    spread_of: str | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Draw respondents, each with its inclusion probability's inverse as weight.

    Parameters
    ----------
    respondents : DataFrame
        One row a respondent. Its columns must not be called stratum or weight.
    n : int
        How many to draw, 1 or more; all are taken, with a note, when there are not more.
    id : str
        Column that names the respondent; nobody twice.
    method : {"random", "systematic", "stratified"}
        "systematic": every (N / n)-th from a random start, in the order of the columns `order`
        and then of the id, so that the draw spreads evenly over them.
    order : sequence of str
        See "systematic".
    strata : sequence of str
        Columns whose values make the strata; a missing value is a stratum of its own.
    allocation : {"proportional", "equal", "neyman"}
        See `allocate`.
    spread_of : str, optional
        Column of numbers whose standard deviation in each stratum "neyman" uses.
    seed : int
        The same seed draws the same respondents, in whatever order the rows come.

    Returns
    -------
    DataFrame
        The rows drawn, by stratum and id, with their index and two more columns: stratum (its
        values joined by " / ", "" without strata) and weight (N / n, of the stratum). The
        weights add up to the number of respondents unless a stratum got nobody (noted).

    Raises
    ------
    VocError
        When a column is missing, an id is missing or stands twice, or a choice is unknown.

    Notes
    -----
    Systematic: the rows ⌊u + k N / n⌋ for k = 0…n − 1 with u uniform in 0…N / n. Survey weights
    play no part: a draw is made from people, not from weights.

    References
    ----------
    Cochran 1977, Sampling Techniques, chapters 2, 5 and 8.

    Examples
    --------
    >>> people = pd.DataFrame({"respondent_id": range(10), "city": ["京"] * 8 + ["沪"] * 2})
    >>> drawn = draw(people, 4, method="stratified", strata=["city"], allocation="equal")
    >>> drawn.groupby("stratum")["weight"].agg(["size", "first"]).to_dict("index")
    {'京': {'size': 2, 'first': 4.0}, '沪': {'size': 2, 'first': 1.0}}
    """
    ordered = _ordered(respondents, id, [*order, *strata])
    if n < 1 or method not in METHODS:
        raise VocError(
            "statistics.no-draw", where="draw", n=n, method=method, known=listed(METHODS)
        )
    rng = np.random.default_rng(seed)
    notes: list[Note] = []
    if n >= len(ordered):
        notes.append(("sampling_everyone", {"n": len(ordered), "asked": n}))
    n = min(n, len(ordered))
    if method == "stratified":
        drawn = _stratified(ordered, n, strata, allocation, spread_of, rng, notes)
    elif method == "systematic":
        places = _places_in_order(ordered, order)
        step = len(ordered) / max(1, n)
        picked = np.floor(rng.uniform(0, step) + step * np.arange(n)).astype(int)
        chosen = places[np.minimum(picked, len(ordered) - 1)]
        drawn = ordered.iloc[np.sort(chosen)].assign(stratum="", weight=step)
    else:
        chosen = np.sort(rng.permutation(len(ordered))[:n])
        drawn = ordered.iloc[chosen].assign(stratum="", weight=len(ordered) / max(1, n))
    drawn.attrs["notes"] = notes
    return drawn


def allocate(
    sizes: Mapping[str, int],
    n: int,
    *,
    allocation: str = "proportional",
    spreads: Mapping[str, float] | None = None,
) -> dict[str, int]:
    """How many to draw from each stratum.

    Parameters
    ----------
    sizes : mapping
        Stratum → people in it, 1 or more each.
    n : int
        To be drawn in all, at most as many as there are people.
    allocation : {"proportional", "equal", "neyman"}
        As many as the stratum has people; the same from each; or as people times standard
        deviation, which gives the least error of the overall mean.
    spreads : mapping, optional
        Stratum → standard deviation, for "neyman".

    Returns
    -------
    dict
        Adds up to n. No stratum gives more than it has, what is over goes to the others; and
        each gives at least one when n allows.

    Raises
    ------
    VocError
        When the allocation is unknown or has no spreads.

    Notes
    -----
    n_h = n · N_h S_h / Σ N S (S = 1: proportional), rounded by greatest remainder.

    References
    ----------
    Neyman 1934, Journal of the Royal Statistical Society 97:558–625. Cochran 1977, Sampling
    Techniques, §5.5.

    Examples
    --------
    >>> allocate({"a": 600, "b": 300, "c": 100}, 50)
    {'a': 30, 'b': 15, 'c': 5}
    >>> allocate({"a": 600, "b": 300, "c": 10}, 50, allocation="equal")
    {'a': 20, 'b': 20, 'c': 10}
    """
    if allocation not in ALLOCATIONS or (allocation == "neyman" and spreads is None):
        raise VocError(
            "statistics.no-allocation",
            where="allocation",
            allocation=allocation,
            known=listed(ALLOCATIONS),
        )
    claims = {name: float(size) for name, size in sizes.items()}
    if allocation == "equal":
        claims = dict.fromkeys(sizes, 1.0)
    elif spreads is not None and allocation == "neyman":
        claims = {name: sizes[name] * spreads[name] for name in sizes}
    counts = _capped(claims, dict(sizes), n)
    for empty in [name for name in counts if counts[name] == 0]:
        richest = max(counts, key=lambda name: counts[name])
        if counts[richest] > 1:
            counts[richest] -= 1
            counts[empty] = 1
    return counts


def _capped(claims: dict[str, float], sizes: dict[str, int], n: int) -> dict[str, int]:
    """n shared out by claim, nobody getting more than its size; greatest remainder."""
    counts = dict.fromkeys(sizes, 0)
    open_to = list(sizes)
    left = n
    while open_to and left:
        total = sum(claims[name] for name in open_to)
        part = {name: claims[name] / total if total > 0 else 1 / len(open_to) for name in open_to}
        full = [name for name in open_to if left * part[name] >= sizes[name]]
        if not full:
            quotas = {name: left * part[name] for name in open_to}
            counts |= {name: int(quotas[name] + 1e-9) for name in open_to}
            rest = left - sum(counts[name] for name in open_to)
            by_rest = sorted(open_to, key=lambda name: counts[name] - round(quotas[name], 9))
            for name in by_rest[:rest]:
                counts[name] += 1
            break
        for name in full:
            counts[name] = sizes[name]
            left -= sizes[name]
        open_to = [name for name in open_to if name not in full]
    return counts


def _ordered(respondents: pd.DataFrame, id: str, columns: Sequence[str]) -> pd.DataFrame:
    """Respondents sorted by id as text, so that the order of the rows does not matter."""
    require_columns(respondents, [id, *columns], "respondents")
    taken = [name for name in ("stratum", "weight") if name in respondents]
    if taken:
        raise VocError("statistics.column-taken", where="respondents", column=" and ".join(taken))
    ids = respondents[id]
    wrong = ids.isna() | ids.astype(str).duplicated(keep=False)
    if wrong.any():
        raise VocError(
            "statistics.no-own-id",
            where=phrase("place.column-of", table="respondents", column=id),
            rows=wrong.sum(),
            column=id,
        )
    places = np.argsort(ids.astype(str).to_numpy(dtype=object), kind="stable")
    return respondents.iloc[places]


def _places_in_order(ordered: pd.DataFrame, order: Sequence[str]) -> npt.NDArray[np.intp]:
    """Row numbers sorted by these columns; what is neither number nor date sorts as text."""
    keys = [
        column.astype(str) if column.dtype == object else column
        for column in (ordered[name] for name in order)
    ]
    codes = [pd.factorize(key, sort=True)[0] for key in keys]
    return np.lexsort([np.arange(len(ordered)), *codes[::-1]])


def _stratified(
    ordered: pd.DataFrame,
    n: int,
    strata: Sequence[str],
    allocation: str,
    spread_of: str | None,
    rng: np.random.Generator,
    notes: list[Note],
) -> pd.DataFrame:
    if not len(strata):
        raise VocError("statistics.no-strata", where="strata")
    values = [
        ordered[column].astype(object).where(ordered[column].notna(), "") for column in strata
    ]
    labels = values[0].astype(str)
    for further in values[1:]:
        labels = labels + " / " + further.astype(str)
    missing = int(ordered[list(strata)].isna().any(axis=1).sum())
    if missing:
        notes.append(("sampling_without_stratum", {"n": missing}))
    sizes = {str(name): int(size) for name, size in labels.value_counts().sort_index().items()}
    spreads = None
    if allocation == "neyman" and spread_of is not None:
        spreads = _spreads(ordered, labels, spread_of, notes)
    counts = allocate(sizes, n, allocation=allocation, spreads=spreads)
    weight = np.zeros(len(ordered))
    for name, size in sizes.items():
        places = np.flatnonzero((labels == name).to_numpy())
        picked = rng.permutation(places)[: counts[name]]
        weight[picked] = size / max(1, counts[name])
    few = [name for name in sizes if 0 < counts[name] < FEWEST]
    empty = [name for name in sizes if counts[name] == 0]
    for key, named in (("sampling_small_strata", few), ("sampling_empty_strata", empty)):
        if named:
            notes.append((key, {"strata": ", ".join(named), "fewest": FEWEST}))
    drawn = ordered.assign(stratum=labels, weight=weight)[weight > 0]
    return drawn.iloc[np.argsort(drawn["stratum"].to_numpy(dtype=object), kind="stable")]


def _spreads(
    ordered: pd.DataFrame, labels: pd.Series[str], column: str, notes: list[Note]
) -> dict[str, float]:
    """Standard deviation in each stratum; that of all where a stratum has fewer than 2 answers."""
    require_columns(ordered, [column], "respondents")
    most = float(np.finfo(np.float64).max)
    values = pd.Series(numbers_on_scale(ordered[column], column, -most, most), index=ordered.index)
    found = values.groupby(labels).std()
    unknown = [str(name) for name in found.index[found.isna()]]
    if unknown:
        notes.append(("sampling_unknown_spread", {"strata": ", ".join(unknown)}))
    overall = float(values.std()) if values.count() > 1 else 1.0
    return {str(name): float(spread) for name, spread in found.fillna(overall).items()}
