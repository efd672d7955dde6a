"""How much likelier a customer who complains of a driver is dissatisfied than customers are."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.driver.mentions import Floats, require_columns
from voc.driver.notes import Note
from voc.driver.scored import NEUTRAL, Scored
from voc.errors import VocError
from voc.messages import listed
from voc.metric.frame import effective_count
from voc.metric.scale import SCALES, numbers_on_scale

__all__ = ["DISSATISFIED_BELOW", "lift"]

Bools: TypeAlias = npt.NDArray[np.bool_]

# A respondent is dissatisfied below it: detractors; 1 and 2 of five; the lowest two fifths.
DISSATISFIED_BELOW = {"nps": 7.0, "csat": 3.0, "stars": 3.0, "mean": 40.0}
_MINIMUM = 10  # respondents who complain
_HALF = 0.5  # Jeffreys' prior is Beta(½, ½)
_COLUMNS = (
    *("probability", "probability_low", "probability_high"),
    *("base", "lift", "lift_low", "lift_high"),
)


class _Share(NamedTuple):
    """A weighted share and how many equal answers would know it as well."""

    share: float
    worth: float


def lift(
    outcome: pd.Series[float],
    polarities: pd.DataFrame,
    respondents: pd.Series[str] | None = None,
    *,
    by: str = "driver",
    outcome_kind: str = "mean",
    below: float | None = None,
    neutral: float = NEUTRAL,
    weights: pd.Series[float] | None = None,
    minimum: int = _MINIMUM,
    draws: int = 4000,
    seed: int = 0,
) -> pd.DataFrame:
    """P(dissatisfied | complained of the driver) / P(dissatisfied), by respondent.

    Parameters
    ----------
    outcome : Series of shape (n,), indexed by comment_id
        Answer of each comment's respondent; missing ones are dropped. Where a respondent has
        several, their mean is taken.
    polarities : DataFrame
        Columns comment_id, `by` and polarity −1…1, as from `comment_polarity`. A polarity below
        −neutral is a complaint.
    respondents : Series of shape (n,), optional
        Respondent of each comment; without it each comment is taken as one of its own.
    by : str
        Column to group by: driver, dimension.
    outcome_kind : {"mean", "nps", "csat", "stars"}
        Who is dissatisfied: below 40 of 0…100 for "mean"; 0…6 of 0…10, the detractors, for
        "nps"; 1 and 2 of 1…5 for "csat" and "stars".
    below : float, optional
        Another bound: dissatisfied is who answers less.
    neutral : float
        |polarity| up to this is no complaint.
    weights : Series, optional
        Survey weight of each comment, 0 or more, indexed by comment_id; a respondent's is the
        mean over the comments. A comment whose weight is missing or 0 is left out.
    minimum : int
        With fewer respondents who complain there is no figure.
    draws : int
        Draws from the posterior for the interval of the lift.
    seed : int

    Returns
    -------
    DataFrame
        One row for each driver that is mentioned, sorted: `by`; complained: respondents with a
        complaint of it; dissatisfied: how many of these are; probability, probability_low,
        probability_high: that share, 0…1; base: share of all respondents; lift, lift_low,
        lift_high: probability / base. NaN where fewer than `minimum` complain, and the lift where
        nobody is dissatisfied; `attrs["notes"]` says so.

    Raises
    ------
    VocError
        When a column is missing, an id in `outcome` stands twice, outcome_kind is unknown, an
        answer is off its scale, or a weight is negative or infinite.

    Notes
    -----
    Interval of the probability: Jeffreys', the 2.5 and 97.5 percentile of
    Beta(k + ½, n − k + ½) for k of n, with 0 as the lower bound for k = 0 and 1 as the upper
    for k = n. Of the lift: those who complain are part of all, so p / base has its percentiles
    from draws of p₁ ~ Beta(k₁ + ½, n₁ − k₁ + ½) of those who complain, p₀ likewise of the
    others, and s ~ Beta(n₁ + ½, n − n₁ + ½), the share who complain: p₁ / (s p₁ + (1 − s) p₀).
    With weights, shares are weighted and Kish's effective numbers stand for the counts.
    Lift is no effect: who complains of the delay may be angry for another reason.

    References
    ----------
    Brown, Cai & DasGupta 2001, Statistical Science 16(2):101–133 (Jeffreys' interval). Brin,
    Motwani, Ullman & Tsur 1997, SIGMOD:255–264 (lift). Kish 1965, Survey Sampling, §11.7.

    Examples
    --------
    >>> ids = [f"c{i:02}" for i in range(40)]
    >>> score = pd.Series([0.0] * 8 + [100.0] * 32, index=ids)
    >>> late = pd.DataFrame({"comment_id": ids[:10], "driver": "delay", "polarity": -0.6})
    >>> table = lift(score, late)
    >>> table[["driver", "complained", "dissatisfied", "probability", "base", "lift"]]
      driver  complained  dissatisfied  probability  base  lift
    0  delay          10             8          0.8   0.2   4.0
    """
    require_columns(polarities, ["comment_id", by, "polarity"], "polarities")
    cut = _bound(outcome, outcome_kind, below)
    scored = Scored.from_tables(
        outcome, polarities, respondents, by=by, weights=weights, neutral=neutral
    )
    people, names = scored.people, len(scored.names)
    comments = np.bincount(scored.cluster, minlength=people)
    score = np.bincount(scored.cluster, scored.values, minlength=people) / comments
    heavy = np.bincount(scored.cluster, scored.weights, minlength=people) / comments
    angry = score < cut
    counts = np.zeros((names, 2), dtype=np.int64)
    figures = np.full((names, len(_COLUMNS)), np.nan)
    for row in range(names):
        blamed = scored.comment[(scored.name == row) & (scored.side < 0)]
        inside = np.zeros(people, dtype=bool)
        inside[scored.cluster[blamed]] = True
        counts[row] = inside.sum(), (inside & angry).sum()
        if counts[row, 0] >= max(1, minimum):
            # every driver gets the same draws, so that no row depends on the others
            figures[row] = _figures(inside, angry, heavy, draws, np.random.default_rng(seed))
    table = pd.DataFrame({by: pd.Series(scored.names)})
    table = table.assign(complained=counts[:, 0], dissatisfied=counts[:, 1])
    table = table.assign(**dict(zip(_COLUMNS, figures.T, strict=True)))
    few = [str(name) for name in table.loc[counts[:, 0] < max(1, minimum), by]]
    notes: list[Note] = []
    if few:
        notes.append(("lift_few", {"names": ", ".join(few), "minimum": minimum}))
    if names and not angry.any():
        notes.append(("lift_no_dissatisfied", {}))
    table.attrs["notes"] = notes
    return table


def _bound(outcome: pd.Series[float], kind: str, below: float | None) -> float:
    """Below which answer a respondent is dissatisfied; the answers must be on their scale."""
    if kind not in DISSATISFIED_BELOW:
        raise VocError("statistics.no-outcome-kind", kind=kind, known=listed(DISSATISFIED_BELOW))
    if below is not None:
        return below
    numbers_on_scale(outcome, kind, *SCALES["score" if kind == "mean" else kind])
    return DISSATISFIED_BELOW[kind]


def _share(hits: Bools, weights: Floats) -> _Share:
    if len(hits) == 0:
        return _Share(0.0, 0.0)
    share = min(1.0, float(np.average(hits, weights=weights)))
    return _Share(share, effective_count(len(hits), weights))


def _figures(
    inside: Bools, angry: Bools, heavy: Floats, draws: int, rng: np.random.Generator
) -> list[float]:
    """The columns from probability to lift_high for the respondents who complain (`inside`)."""
    from scipy.special import betaincinv

    ours, others = (_share(angry[group], heavy[group]) for group in (inside, ~inside))
    part = _share(inside, heavy)
    hits, misses = ours.share * ours.worth + _HALF, (1 - ours.share) * ours.worth + _HALF
    low = 0.0 if ours.share == 0 else float(betaincinv(hits, misses, 0.025))
    high = 1.0 if ours.share == 1 else float(betaincinv(hits, misses, 0.975))
    base = part.share * ours.share + (1 - part.share) * others.share
    figures = [ours.share, low, high, base, np.nan, np.nan, np.nan]
    if base > 0:
        figures[4] = ratio = ours.share / base
        if draws:
            one, other, share = (
                rng.beta(_HALF + s * count, _HALF + (1 - s) * count, draws)
                for s, count in (ours, others, part)
            )
            if len(angry) == inside.sum():  # there are no others: all complain
                share = np.ones(draws)
            ratios = one / (share * one + (1 - share) * other)
            bounds = np.percentile(ratios, [2.5, 97.5])
            figures[5:] = [min(ratio, float(bounds[0])), max(ratio, float(bounds[1]))]
    return figures
