"""Impact of a driver on the score: score of all − score of the comments that do not mention it.

A difference of means, not a cause: customers who mention the price may differ in other ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.driver.mentions import Floats, Ints, require_columns
from voc.driver.notes import Note
from voc.driver.resampling import percentile_interval, resampled_sums, sums_by_unit
from voc.driver.scored import NEUTRAL, Scored, respondent_codes
from voc.errors import VocError

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["MINIMUM_SIDE", "impact", "respondent_codes"]

Bools: TypeAlias = npt.NDArray[np.bool_]

MINIMUM_SIDE = 10  # scored comments needed with and without a mention
_SIDES = {"impact": (-1, 0, 1), "impact_negative": (-1,), "impact_positive": (1,)}


def impact(
    outcome: pd.Series[float],
    mentions: pd.DataFrame,
    respondents: pd.Series[str] | None = None,
    *,
    by: str = "driver",
    outcome_kind: str = "mean",
    sides: bool = False,
    neutral: float = NEUTRAL,
    weights: pd.Series[float] | None = None,
    bootstrap: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Impact of each driver with a bootstrap interval.

    Parameters
    ----------
    outcome : Series of shape (n,), indexed by comment_id
        Score of each comment that counts; missing ones are dropped. For the mean any scale
        (0…100 in the design), for "nps" the 0…10 answers, for "csat" the 1…5 answers.
    mentions : DataFrame
        Columns comment_id and `by`: who mentions what; with `sides` also polarity −1…1, as from
        `comment_polarity`. Further columns, repeated pairs and comments without a score are
        passed over.
    respondents : Series of shape (n,), optional
        Respondent of each comment, same index as `outcome`. Without it each comment is taken
        as a respondent of its own.
    by : str
        Column of `mentions` to group by: driver, dimension, topic.
    outcome_kind : {"mean", "nps", "csat"}
        What is compared: mean scores, net promoter scores in points, or the share of the top
        two boxes in percent.
    sides : bool
        Also the impact of negative and of positive mentions apart.
    neutral : float
        |polarity| up to this is neither negative nor positive.
    weights : Series, optional
        Survey weight of each comment, 0 or more, indexed by comment_id. A comment whose weight
        is missing or 0 is left out.
    bootstrap : int
        Number of resamples; with 0 the bounds are NaN.
    seed : int
        Seed of the resampling.

    Returns
    -------
    DataFrame
        Columns `by`, impact, impact_low, impact_high, and with `sides` impact_negative(_low,
        _high), impact_positive(_low, _high), sorted by `by`; in the unit of the score (points of
        NPS for "nps"). Positive: mentioning it goes with a higher score. NaN where fewer than 10
        scored comments mention it (so) or fewer than 10 do not; the bounds are NaN also where
        either side has fewer than 10 respondents. `attrs["notes"]` counts such drivers.

    Raises
    ------
    VocError
        When a column is missing, an id in `outcome` stands twice, outcome_kind is unknown,
        bootstrap is negative, an answer is off its scale, or a weight is negative or infinite.

    Notes
    -----
    impact_d = mean(score) − mean(score | d not mentioned);
    impact_negative_d = mean(score) − mean(score | no negative mention of d), and alike for
    positive. A comment that praises d is thus among those that negative mentions are compared
    with: the question is what the score would be without the comments that complain. An NPS is
    the mean of +100, 0 and −100, a CSAT that of 100 and 0; with weights all means are weighted.

    The interval is the 2.5 and 97.5 percentile over resamples of respondents with replacement:
    the comments of a respondent stay together, since they share a score, and keep their weights.
    Beyond 5,000 respondents, random groups of them are drawn (`resampling_units`).
    All sides come from the same resamples.

    References
    ----------
    Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 13. Field & Welsh 2007,
    JRSS B 69(3):369–390 (resampling clusters). Rust & Rao 1996, Statistical Methods in Medical
    Research 5:283–310 (bootstrap with survey weights).

    Examples
    --------
    >>> ids = [f"c{i:02}" for i in range(40)]
    >>> score = pd.Series([40.0, 60] * 10 + [80.0, 100] * 10, index=ids)
    >>> slow = pd.DataFrame({"comment_id": ids[:20], "driver": "wait_time"})
    >>> impact(score, slow)
          driver  impact  impact_low  impact_high
    0  wait_time   -20.0   -27.16875   -13.353214
    """
    if bootstrap < 0:
        raise VocError("statistics.resamples", bootstrap=bootstrap)
    if sides:
        require_columns(mentions, ["polarity"], "mentions")
    scored = Scored.from_tables(
        outcome,
        mentions,
        respondents,
        by=by,
        outcome_kind=outcome_kind,
        weights=weights,
        neutral=neutral,
    )
    columns = list(_SIDES) if sides else ["impact"]
    figures = _impact_figures(scored, columns, bootstrap, seed)
    table = pd.DataFrame({by: pd.Series(scored.names)})
    for column, (value, low, high) in zip(columns, figures, strict=True):
        table = table.assign(**{column: value, f"{column}_low": low, f"{column}_high": high})
    table.attrs["notes"] = _notes(figures, bootstrap)
    return table


def _impact_figures(scored: Scored, columns: list[str], bootstrap: int, seed: int) -> Floats:
    """Impact and its bounds, shape (columns, 3, names)."""
    n, names = len(scored.values), len(scored.names)
    figures = np.full((3, len(columns) * names), np.nan)
    if n < 2 * MINIMUM_SIDE or names == 0:
        return figures.reshape(3, len(columns), names).swapaxes(0, 1)
    parts = [np.isin(scored.side, _SIDES[column]) for column in columns]
    sums = _sums(scored, parts)
    of_names = [np.bincount(scored.name[part], minlength=names) for part in parts]
    mentioning = np.concatenate(of_names)
    enough = np.minimum(mentioning, n - mentioning) >= MINIMUM_SIDE
    figures[0, enough] = _differences((sums @ np.ones(scored.units))[None])[0, enough]
    people = np.concatenate([_people_on_smaller_side(scored, part) for part in parts])
    bounded = enough & (people >= MINIMUM_SIDE)
    if bootstrap and bounded.any():
        drawn = resampled_sums(sums, bootstrap, seed)
        draws = np.concatenate([_differences(batch)[:, bounded] for batch in drawn])
        figures[1:, bounded] = percentile_interval(draws)
    return figures.reshape(3, len(columns), names).swapaxes(0, 1)


def _sums(scored: Scored, parts: Sequence[Bools]) -> csr_array:
    """Weights of the groups and of all comments, then their totals: what each unit adds.

    One group of comments a part of the pairs and driver, and one more for all comments. The sums
    are sparse also there: a dense product would wake the threads of BLAS a thousand times.
    """
    names = len(scored.names)
    groups = len(parts) * names

    def entries() -> Iterator[tuple[Ints, Ints, Floats]]:
        everyone = np.arange(len(scored.values))
        sets = (
            (scored.name[part] + i * names, scored.comment[part]) for i, part in enumerate(parts)
        )
        for row, entry in chain(sets, [(np.full(len(everyone), groups), everyone)]):
            unit, heavy = scored.unit[entry], scored.weights[entry]
            yield row, unit, heavy
            yield row + groups + 1, unit, heavy * scored.values[entry]

    return sums_by_unit(entries(), 2 * (groups + 1), scored.units)


def _differences(sums: Floats) -> Floats:
    """Score of all − score of the rest, from weights and totals of the groups and of all.

    Shape (samples, 2 (groups + 1)) → (samples, groups); NaN without a rest.
    """
    count, total = np.split(sums, 2, axis=1)
    rest_count = count[:, -1:] - count[:, :-1]
    rest_total = total[:, -1:] - total[:, :-1]
    rest = np.full(rest_count.shape, np.nan)
    # the dust of rounding under weights is no comment
    np.divide(rest_total, rest_count, out=rest, where=rest_count > 1e-9 * count[:, -1:])
    return np.asarray(total[:, -1:] / count[:, -1:] - rest)


def _people_on_smaller_side(scored: Scored, part: Bools) -> Ints:
    """Respondents with a comment in the part of each driver, or with one outside: the fewer.

    A respondent with both kinds of comment counts on either side.
    """
    people, names = scored.people, len(scored.names)
    owner = scored.cluster[scored.comment[part]]
    key, comments = np.unique(scored.name[part] * people + owner, return_counts=True)
    mentioning = np.bincount(key // people, minlength=names)
    always = key[comments == np.bincount(scored.cluster)[key % people]]
    other = people - np.bincount(always // people, minlength=names)
    return np.minimum(mentioning, other).astype(np.int64)


def _notes(figures: Floats, bootstrap: int) -> list[Note]:
    """How many drivers lack which of the figures (columns, 3, names), and why."""
    value, low = figures[:, 0], figures[:, 1]
    none = np.isnan(value[0])
    counts = {
        "impact_few": none,
        "impact_side_few": ~none & np.isnan(value).any(axis=0),
        "interval_few": ~none & (bootstrap > 0) & np.isnan(low[0]),
    }
    return [
        (key, {"drivers": int(which.sum()), "minimum": MINIMUM_SIDE})
        for key, which in counts.items()
        if which.any()
    ]
