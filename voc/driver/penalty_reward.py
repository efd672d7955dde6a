"""Kano classes from text and score: what blame costs and praise wins, driver beside driver.

For the classes of a Kano questionnaire see `voc.metric.kano`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.driver.dummy_regression import normal_equations
from voc.driver.mentions import Floats, Ints, require_columns
from voc.driver.notes import Note
from voc.driver.resampling import resampled_sums
from voc.driver.scored import NEUTRAL, Scored
from voc.errors import VocError
from voc.lexicon.dimensions import OVERALL

__all__ = ["penalty_reward"]

_MINIMUM = 10  # respondents who blame, praise, or do not mention
_MOST_INFLATION = 100.0  # of a variance: beyond it effects are not told apart

Bools: TypeAlias = npt.NDArray[np.bool_]
Words: TypeAlias = npt.NDArray[np.str_]


def penalty_reward(
    outcome: pd.Series[float],
    polarities: pd.DataFrame,
    respondents: pd.Series[str] | None = None,
    *,
    by: str = "driver",
    outcome_kind: str = "mean",
    exclude: Collection[str] = (OVERALL,),
    margin: float = 0.1,
    minimum: int = _MINIMUM,
    neutral: float = NEUTRAL,
    weights: pd.Series[float] | None = None,
    bootstrap: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """What a negative and a positive mention do to the score, and the Kano class that follows.

    Parameters
    ----------
    outcome, respondents, by, outcome_kind, neutral, weights, bootstrap, seed
        As in `impact`.
    polarities : DataFrame
        Columns comment_id, `by` and polarity −1…1, as from `comment_polarity`.
    exclude : collection of str
        Drivers that stay out of the model. By default verdicts on the whole: 总体很好 is the
        score in words, and holding it equal would hide what the other drivers do.
    margin : float
        Effects within ± margin · standard deviation of the score count as none; 0.1 is half of
        what Cohen calls a small effect.
    minimum : int
        Respondents that each side of a driver needs: who blame it, praise it, do not mention it.

    Returns
    -------
    DataFrame
        One row a driver, sorted: `by`; n: scored comments; n_negative, n_positive, n_none: those
        that blame it, praise it, do not mention it; penalty, penalty_low, penalty_high: score
        with a negative mention − without a mention, the other drivers held equal; reward,
        reward_low, reward_high: the same for a positive mention; kano: basic, performance,
        excitement, indifferent, reverse, undecided, or "" where a side is too small (the effect
        of the other side is still given), where the scores do not vary, and for the excluded.
        `attrs["margin"]` is the margin in points, `attrs["notes"]` says what is missing and why.

    Raises
    ------
    VocError
        As in `impact`, and when margin is negative or minimum below 2.

    Notes
    -----
    Least squares over the scored comments, all drivers at once:
    y_i = a + Σ_d (penalty_d · negative_id + reward_d · positive_id + c_d · neutral_id) + e_i.
    The joint model is preferred to simple differences of means, which give to each of two
    drivers that are blamed together what both do. Neutral and bare mentions have a dummy of
    their own, to which a side that is too small is added; where these are too few as well, they
    go with the comments that do not mention the driver.

    Intervals come from resamples of respondents. As percentiles of small samples are too narrow,
    they are taken at Φ(−√(n/(n−1)) t(n−1)) instead of 2.5 %, n being the (effective) number of
    respondents on the side (Hesterberg's expanded percentiles). With asymmetry = |penalty| −
    reward = −penalty − reward and gap = reward − penalty, and intervals read as below or above 0:

    indifferent: penalty and reward both lie within ± margin;
    reverse: gap below 0, and penalty above 0 or reward below 0 (blame goes with higher scores);
    basic: penalty below 0, asymmetry above the margin, gap above 0 (blame costs clearly more than
    praise wins, if it wins anything);
    excitement: reward above 0, asymmetry below −margin, gap above 0;
    performance: penalty below 0 and reward above 0, and it is not shown that one outweighs the
    other by more than the margin;
    undecided: everything else. No significance is thus never taken for no effect, and with many
    comments a difference that does not matter makes no class.

    Each class needs two or more intervals to agree, so that a driver without any effect is
    called basic or excitement in at most about 5 % of samples.

    References
    ----------
    Brandt 1987, in Surprenant (ed.), Add Value to Your Service, AMA:61–65. Matzler & Sauerwein
    2002, International Journal of Service Industry Management 13(4):314–332. Mikulić & Prebežac
    2011, Managing Service Quality 21(1):46–66 (criticism). Hesterberg 2015, The American
    Statistician 69(4):371–386. Schuirmann 1987, J. Pharmacokinetics and Biopharmaceutics
    15:657–680 (equivalence within a margin).

    Examples
    --------
    >>> ids = [f"c{i:03}" for i in range(120)]
    >>> score = pd.Series([20.0, 30] * 20 + [70.0, 80] * 40, index=ids)
    >>> mentions = pd.DataFrame({"comment_id": ids[:80], "driver": "clean",
    ...                          "polarity": [-0.6] * 40 + [0.6] * 40})
    >>> table = penalty_reward(score, mentions)
    >>> table[["driver", "n_negative", "n_positive", "penalty", "reward", "kano"]].round(3)
      driver  n_negative  n_positive  penalty  reward   kano
    0  clean          40          40    -50.0     0.0  basic
    """
    if bootstrap < 0:
        raise VocError("statistics.resamples", bootstrap=bootstrap)
    if margin < 0 or minimum < 2:
        raise VocError("statistics.margin-minimum", margin=margin, minimum=minimum)
    require_columns(polarities, ["comment_id", by, "polarity"], "polarities")
    scored = Scored.from_tables(
        outcome,
        polarities,
        respondents,
        by=by,
        outcome_kind=outcome_kind,
        weights=weights,
        neutral=neutral,
    )
    kept = np.asarray(~scored.names.isin(list(exclude)))
    model = _model(scored, kept, minimum)
    spread = _deviation(scored)
    figures = np.full((3, 4, len(scored.names)), np.nan)
    if spread > 0 and model.columns > 1:
        figures = _effects(scored, model, bootstrap, seed)
    table = _counts(scored, by)
    for at, part in enumerate(("penalty", "reward")):
        value, low, high = figures[:, at]
        table = table.assign(**{part: value, f"{part}_low": low, f"{part}_high": high})
    decidable = (model.column > 0).all(axis=0) & (spread > 0)
    table["kano"] = np.where(decidable, _classes(figures, margin * spread), "")
    table["kano"] = table["kano"].astype("str")
    tangled = decidable & np.isnan(figures[0, :2]).any(axis=0)
    few = kept & ~(model.column > 0).all(axis=0)
    table.attrs["margin"] = margin * spread
    table.attrs["notes"] = _notes(scored, ~kept, few, tangled, minimum)
    return table


@dataclass(frozen=True)
class _Model:
    """Columns of the regression, 0 the constant, and where the effects of each driver stand.

    `column`: shape (2: negative, positive; names), 0 where a side is too small or the driver is
    out. `entry`: column of each pair of `Scored`, 0 where it belongs to the reference.
    `people`: effective number of respondents, shape as `column`.
    """

    column: Ints
    entry: Ints
    columns: int
    people: Floats


def _model(scored: Scored, kept: Bools, minimum: int) -> _Model:
    names = len(scored.names)
    owner = scored.cluster[scored.comment]
    own = scored.name * 3 + scored.side + 1  # negative, neutral and positive of each driver
    spoke = _people(own, owner, 3 * names).reshape(names, 3) >= minimum
    compared = kept & (scored.people - _always_mention(scored) >= minimum)
    # A driver that hardly anyone leaves out has no reference: blame of it is still held equal.
    allowed = spoke & np.stack([kept, kept, compared], axis=1)
    category = np.where(allowed[scored.name, scored.side + 1], scored.side, 0)
    code = scored.name * 3 + category + 1
    allowed[:, 1] = compared & (_people(code, owner, 3 * names).reshape(names, 3)[:, 1] >= minimum)
    used = np.flatnonzero(allowed.ravel())
    column = np.zeros(3 * names, dtype=np.int64)
    column[used] = 1 + np.arange(len(used))
    sides = column.reshape(names, 3)[:, [0, 2]].T * compared
    heavy = [_effective(scored, side, names) for side in (-1, 1)]
    return _Model(sides, column[code], len(used) + 1, np.stack(heavy))


def _people(group: Ints, owner: Ints, groups: int) -> Ints:
    """Respondents in each group."""
    most = int(owner.max(initial=0)) + 1
    return np.bincount(np.unique(group * most + owner) // most, minlength=groups).astype(np.int64)


def _always_mention(scored: Scored) -> Ints:
    """Respondents all of whose comments mention the driver."""
    people = max(1, scored.people)
    key, comments = np.unique(
        scored.name * people + scored.cluster[scored.comment], return_counts=True
    )
    always = key[comments == np.bincount(scored.cluster, minlength=people)[key % people]]
    return np.bincount(always // people, minlength=len(scored.names)).astype(np.int64)


def _effective(scored: Scored, side: int, names: int) -> Floats:
    """Kish's effective number of respondents on a side of each driver."""
    people = max(1, scored.people)
    on = scored.side == side
    pairs, place = np.unique(
        scored.name[on] * people + scored.cluster[scored.comment[on]], return_inverse=True
    )
    heavy = np.bincount(place, scored.weights[scored.comment[on]], minlength=len(pairs))
    total = np.bincount(pairs // people, heavy, minlength=names)
    squares = np.bincount(pairs // people, heavy**2, minlength=names)
    return np.divide(total**2, squares, out=np.zeros(names), where=squares > 0)


def _effects(scored: Scored, model: _Model, bootstrap: int, seed: int) -> Floats:
    """Value, low and high of penalty, reward, asymmetry and gap: shape (3, 4, names)."""
    beside = model.entry > 0
    equations = normal_equations(
        scored.values,
        scored.weights,
        scored.unit,
        scored.comment[beside],
        model.entry[beside],
        model.columns,
    )
    effects, inflation = equations.solve((equations.sums @ np.ones(scored.units))[None])
    figures = np.full((3, 4, len(scored.names)), np.nan)
    effects[0, inflation[0] > _MOST_INFLATION] = np.nan
    figures[0] = _measures(effects, model)[0]
    if bootstrap:
        drawn = resampled_sums(equations.sums, bootstrap, seed)
        draws = np.concatenate([_measures(equations.solve(b)[0], model) for b in drawn])
        people = np.stack([*model.people, *2 * [model.people.min(axis=0)]])
        for place in zip(*np.nonzero(~np.isnan(figures[0]) & (people >= 2)), strict=True):
            level = _tail(float(people[place]))
            known = draws[:, place[0], place[1]]
            bounds = np.nanpercentile(known, [100 * level, 100 - 100 * level])
            figures[1:, place[0], place[1]] = bounds
    return figures


def _measures(effects: Floats, model: _Model) -> Floats:
    """Coefficients (samples, columns) as penalty, reward, asymmetry, gap: (samples, 4, names)."""
    sides = np.where(model.column > 0, effects[:, model.column], np.nan)
    penalty, reward = sides[:, 0], sides[:, 1]
    return np.stack([penalty, reward, -penalty - reward, reward - penalty], axis=1)


def _tail(people: float) -> float:
    """Share to cut off at each end so that percentiles are as wide as Student's t would have."""
    from scipy.special import ndtr, stdtrit

    stretch = np.sqrt(people / (people - 1))
    return float(ndtr(stretch * stdtrit(people - 1, 0.025)))


def _classes(figures: Floats, margin: float) -> Words:
    """Kano class of each driver from `_effects`, see `penalty_reward`."""
    (penalty_low, reward_low, asymmetry_low, gap_low) = figures[1]
    (penalty_high, reward_high, asymmetry_high, gap_high) = figures[2]
    small = np.maximum(penalty_high, reward_high) <= margin
    small &= np.minimum(penalty_low, reward_low) >= -margin
    rules = {
        "indifferent": small,
        "reverse": (gap_high < 0) & ((penalty_low > 0) | (reward_high < 0)),
        "basic": (penalty_high < 0) & (asymmetry_low > margin) & (gap_low > 0),
        "excitement": (reward_low > 0) & (asymmetry_high < -margin) & (gap_low > 0),
        "performance": (penalty_high < 0) & (reward_low > 0),
    }
    return np.select(list(rules.values()), list(rules), "undecided")


def _counts(scored: Scored, by: str) -> pd.DataFrame:
    n, names = len(scored.values), len(scored.names)
    sides = np.bincount(scored.name * 3 + scored.side + 1, minlength=3 * names).reshape(names, 3)
    table = pd.DataFrame({by: pd.Series(scored.names)})
    return table.assign(
        n=n, n_negative=sides[:, 0], n_positive=sides[:, 2], n_none=n - sides.sum(axis=1)
    )


def _deviation(scored: Scored) -> float:
    """Standard deviation of the score; 0 where it does not vary."""
    if len(scored.values) == 0 or np.ptp(scored.values) == 0:
        return 0.0
    squares = (scored.values - scored.mean) ** 2
    return float(np.sqrt(np.average(squares, weights=scored.weights)))


def _notes(scored: Scored, out: Bools, few: Bools, tangled: Bools, minimum: int) -> list[Note]:
    def named(which: Bools) -> str:
        return ", ".join(str(name) for name in scored.names[which])

    notes: list[Note] = []
    if out.any():
        notes.append(("verdicts_excluded", {"names": named(out)}))
    if len(scored.values) and _deviation(scored) == 0:
        return [*notes, ("penalty_reward_no_variation", {})]
    if few.any():
        notes.append(("penalty_reward_few", {"names": named(few), "minimum": minimum}))
    if tangled.any():
        notes.append(("penalty_reward_collinear", {"names": named(tangled)}))
    return notes
