"""Impact of a driver on the score: score of all − score of the comments that do not mention it.

A difference of means, not a cause: customers who mention the price may differ in other ways.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from voc.driver.mentions import Floats, Ints, require_columns
from voc.driver.resampling import resampled_counts
from voc.errors import VocError
from voc.metric.nps import nps_points

__all__ = ["MINIMUM_SIDE", "impact"]

MINIMUM_SIDE = 10  # scored comments needed with and without a mention


def impact(
    outcome: pd.Series[float],
    mentions: pd.DataFrame,
    respondents: pd.Series[str] | None = None,
    *,
    by: str = "driver",
    outcome_kind: str = "mean",
    bootstrap: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Impact of each driver with a bootstrap interval.

    Parameters
    ----------
    outcome : Series of shape (n,), indexed by comment_id
        Score of each comment that counts; missing ones are dropped. For the mean any scale
        (0…100 in the design), for "nps" the 0…10 answers.
    mentions : DataFrame
        Columns comment_id and `by`: who mentions what. Further columns, repeated pairs and
        comments without a score are passed over.
    respondents : Series of shape (n,), optional
        Respondent of each comment, same index as `outcome`. Without it each comment is taken
        as a respondent of its own.
    by : str
        Column of `mentions` to group by: driver, dimension, topic.
    outcome_kind : {"mean", "nps"}
        What is compared: mean scores, or net promoter scores in points.
    bootstrap : int
        Number of resamples; with 0 the bounds are NaN.
    seed : int
        Seed of the resampling.

    Returns
    -------
    DataFrame
        Columns `by`, impact, impact_low, impact_high, sorted by `by`; in the unit of the score
        (points of NPS for "nps"). Positive: mentioning it goes with a higher score. NaN where
        fewer than 10 scored comments mention it or fewer than 10 do not; the bounds are NaN
        also where either side has fewer than 10 respondents.

    Raises
    ------
    VocError
        When a column is missing, an id in `outcome` stands twice, outcome_kind is unknown,
        bootstrap is negative, or an NPS answer is off 0…10.

    Notes
    -----
    impact_d = mean(score) − mean(score | d not mentioned). The interval is the 2.5 and 97.5
    percentile over resamples of respondents with replacement: the comments of a respondent stay
    together, since they share a score. An NPS is the mean of +100, 0 and −100.

    References
    ----------
    Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 13. Field & Welsh 2007,
    JRSS B 69(3):369–390 (resampling clusters).

    Examples
    --------
    >>> ids = [f"c{i:02}" for i in range(40)]
    >>> score = pd.Series([40.0, 60] * 10 + [80.0, 100] * 10, index=ids)
    >>> slow = pd.DataFrame({"comment_id": ids[:20], "driver": "wait_time"})
    >>> impact(score, slow)
          driver  impact  impact_low  impact_high
    0  wait_time   -20.0   -27.16875   -13.353214
    """
    _check_arguments(outcome, mentions, by, outcome_kind, bootstrap)
    scored = outcome.dropna().sort_index()
    values = np.asarray(nps_points(scored) if outcome_kind == "nps" else scored, dtype=np.float64)
    if respondents is None:
        cluster = np.arange(len(scored), dtype=np.int64)
    else:
        owner = respondents.reindex(scored.index)
        cluster = respondent_codes(owner, owner.index)
    name, names = pd.factorize(mentions[by], sort=True)
    comment = scored.index.get_indexer(pd.Index(mentions["comment_id"]))
    known = (comment >= 0) & (name >= 0)
    key = np.unique(name[known].astype(np.int64) * len(scored) + comment[known])
    pairs = np.divmod(key, max(1, len(scored)))
    figures = _impact_figures(values, cluster, pairs, len(names), bootstrap, seed)
    table = pd.DataFrame({by: pd.Series(names)})
    return table.assign(impact=figures[0], impact_low=figures[1], impact_high=figures[2])


def _check_arguments(
    outcome: pd.Series[float], mentions: pd.DataFrame, by: str, outcome_kind: str, bootstrap: int
) -> None:
    require_columns(mentions, ["comment_id", by], "mentions")
    if outcome_kind not in ("mean", "nps"):
        raise VocError(f"Unknown kind of outcome {outcome_kind!r}.", fix='Give "mean" or "nps".')
    if bootstrap < 0:
        raise VocError(f"{bootstrap} resamples cannot be drawn.", fix="Give 0 or more.")
    if outcome.index.has_duplicates:
        twice = outcome.index[outcome.index.duplicated()][0]
        raise VocError(f"The outcome of {twice} stands twice.", where="index of outcome")


def respondent_codes(respondents: pd.Series[str], comment_ids: pd.Index[str]) -> Ints:
    """Respondent of each comment as 0…r−1; a comment without one is a respondent of its own.

    Examples
    --------
    >>> respondent_codes(pd.Series(["r1", None, "r1"]), pd.Index(["c1", "c2", "c3"]))
    array([0, 1, 0])
    """
    code, names = pd.factorize(respondents, sort=True)
    alone = code < 0
    code = code.astype(np.int64)
    code[alone] = len(names) + np.argsort(np.argsort(comment_ids[alone]))
    return np.asarray(code, dtype=np.int64)


def _impact_figures(
    values: Floats, cluster: Ints, pairs: tuple[Ints, Ints], names: int, bootstrap: int, seed: int
) -> Floats:
    """Impact and its bounds, shape (3, names); `pairs` holds name and comment of each mention."""
    from scipy.sparse import csr_array

    figures = np.full((3, names), np.nan)
    if len(values) < 2 * MINIMUM_SIDE or names == 0:
        return figures
    people = int(cluster.max()) + 1
    name, comment = pairs
    # One row more, for all comments. The sums are sparse also there: a dense product would wake
    # the threads of BLAS a thousand times for nothing.
    row = np.concatenate([name, np.full(len(values), names)])
    entry = np.concatenate([comment, np.arange(len(values))])
    owner = cluster[entry]
    shape = (names + 1, people)
    counts = csr_array((np.ones(len(row)), (row, owner)), shape=shape)
    totals = csr_array((values[entry], (row, owner)), shape=shape)

    def differences(weights: Floats) -> Floats:
        count, total = counts @ weights, totals @ weights
        rest_count, rest_total = count[-1] - count[:-1], total[-1] - total[:-1]
        rest = np.full(names, np.nan)
        np.divide(rest_total, rest_count, out=rest, where=rest_count > 0)
        return np.asarray(total[-1] / count[-1] - rest)

    mentioning = np.bincount(name, minlength=names)
    enough = np.minimum(mentioning, len(values) - mentioning) >= MINIMUM_SIDE
    figures[0, enough] = differences(np.ones(people))[enough]
    bounded = enough & (_people_on_smaller_side(pairs, cluster, names) >= MINIMUM_SIDE)
    if bootstrap and bounded.any():
        drawn = resampled_counts(people, bootstrap, seed)
        draws = np.stack([differences(times) for times in drawn])
        figures[1:, bounded] = np.nanpercentile(draws[:, bounded], [2.5, 97.5], axis=0)
    return figures


def _people_on_smaller_side(pairs: tuple[Ints, Ints], cluster: Ints, names: int) -> Ints:
    """Respondents with a comment that mentions it, or with one that does not: the fewer.

    A respondent with both kinds of comment counts on either side.
    """
    people = int(cluster.max()) + 1
    name, comment = pairs
    key, comments = np.unique(name * people + cluster[comment], return_counts=True)
    mentioning = np.bincount(key // people, minlength=names)
    always = key[comments == np.bincount(cluster)[key % people]]
    other = people - np.bincount(always // people, minlength=names)
    return np.minimum(mentioning, other).astype(np.int64)
