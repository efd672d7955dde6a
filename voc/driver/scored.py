"""Scored comments, who wrote them, and which driver each of them praises, blames or names.

Impact, shared impact and the penalty–reward contrast all start here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from voc.driver.mentions import Floats, Ints, require_columns
from voc.driver.resampling import resampling_units
from voc.errors import VocError
from voc.messages import listed, phrase
from voc.metric.csat import TOP_BOX_FROM
from voc.metric.nps import nps_points
from voc.metric.scale import SCALES, numbers_on_scale

__all__ = ["NEUTRAL", "OUTCOME_KINDS", "Scored", "outcome_points", "respondent_codes"]

NEUTRAL = 0.15  # |polarity| up to this is neutral
OUTCOME_KINDS = ("mean", "nps", "csat")


@dataclass(frozen=True)
class Scored:
    """n scored comments and the m pairs of a comment and a driver that it mentions.

    `values` are points whose mean is the score, `weights` above 0, `cluster` the respondent
    0…r−1 (all shape (n,)). `name`, `comment` and `side` describe the pairs (shape (m,)), sorted
    by name and comment: positions in `names` and `values`, and −1, 0 or 1 for a negative, a
    neutral (or bare) and a positive mention.
    """

    values: Floats
    weights: Floats
    cluster: Ints
    name: Ints
    comment: Ints
    side: Ints
    names: pd.Index[Any]

    @property
    def people(self) -> int:
        """Number of respondents."""
        return int(self.cluster.max(initial=-1)) + 1

    @cached_property
    def unit(self) -> Ints:
        """What each comment is resampled with, shape (n,), see `resampling_units`."""
        return resampling_units(self.people)[self.cluster]

    @property
    def units(self) -> int:
        """Number of these."""
        return int(self.unit.max(initial=-1)) + 1

    @property
    def mean(self) -> float:
        """Score of all; NaN without a comment."""
        if len(self.values) == 0:
            return float("nan")
        return float(np.average(self.values, weights=self.weights))

    @classmethod
    def from_tables(
        cls,
        outcome: pd.Series[float],
        mentions: pd.DataFrame,
        respondents: pd.Series[str] | None = None,
        *,
        by: str = "driver",
        outcome_kind: str = "mean",
        weights: pd.Series[float] | None = None,
        neutral: float = NEUTRAL,
    ) -> Scored:
        """Check and align the tables that `impact` describes.

        A comment without a score, and one whose weight is missing or 0, is left out. A pair that
        stands twice counts once, with the mean of its polarities; without a column polarity
        every mention is bare.

        Raises
        ------
        VocError
            When a column is missing, an id in `outcome` stands twice, outcome_kind is unknown,
            an answer is off its scale, a weight negative or infinite, or no weight belongs to a
            comment.

        Examples
        --------
        >>> table = pd.DataFrame({"comment_id": ["c1", "c2"], "driver": "room",
        ...                       "polarity": [-0.6, 0.1]})
        >>> scored = Scored.from_tables(pd.Series({"c1": 40.0, "c2": 90.0, "c3": None}), table)
        >>> scored.values, scored.side
        (array([40., 90.]), array([-1,  0]))
        """
        require_columns(mentions, ["comment_id", by], "mentions")
        if outcome.index.has_duplicates:
            twice = outcome.index[outcome.index.duplicated()][0]
            raise VocError("statistics.outcome-twice", where="outcome", id=twice)
        answered = outcome.dropna().sort_index()
        heavy = _weights(weights, answered.index)
        answered, heavy = answered[heavy > 0], heavy[heavy > 0]
        if respondents is None:
            cluster = np.arange(len(answered), dtype=np.int64)
        else:
            owner = respondents.reindex(answered.index)
            cluster = respondent_codes(owner, owner.index)
        name, found = pd.factorize(mentions[by], sort=True)
        names = pd.Index(found.astype("str") if isinstance(found, pd.CategoricalIndex) else found)
        comment = answered.index.get_indexer(pd.Index(mentions["comment_id"]))
        polarity = np.full(len(mentions), np.nan)
        if "polarity" in mentions:
            polarity = mentions["polarity"].to_numpy(dtype=np.float64, na_value=np.nan)
        known = (comment >= 0) & (name >= 0)
        key = name[known].astype(np.int64) * len(answered) + comment[known]
        pairs, side = _sides(key, polarity[known], neutral)
        return cls(
            values=outcome_points(answered, outcome_kind),
            weights=heavy,
            cluster=cluster,
            name=pairs // max(1, len(answered)),
            comment=pairs % max(1, len(answered)),
            side=side,
            names=names,
        )


def outcome_points(outcome: pd.Series[float], kind: str) -> Floats:
    """What each answer adds to the score, so that the score is a mean.

    Parameters
    ----------
    outcome : Series of shape (n,)
        Answers, none missing.
    kind : {"mean", "nps", "csat"}
        "mean": as they are; "nps": 0…10 become 100, 0 or −100; "csat": 1…5 become 100 for the
        top two boxes and 0 for the others.

    Raises
    ------
    VocError
        When the kind is unknown or an answer is off its scale.

    Examples
    --------
    >>> outcome_points(pd.Series([3, 4, 5]), "csat")
    array([  0., 100., 100.])
    """
    if kind not in OUTCOME_KINDS:
        raise VocError("statistics.no-outcome-kind", kind=kind, known=listed(OUTCOME_KINDS))
    if kind == "nps":
        return nps_points(outcome)
    if kind == "csat":
        answers = numbers_on_scale(outcome, "csat", *SCALES["csat"])
        return np.where(answers >= TOP_BOX_FROM, 100.0, 0.0)
    return np.asarray(outcome, dtype=np.float64)


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


def _weights(weights: pd.Series[float] | None, ids: pd.Index[str]) -> Floats:
    """Weight of each comment, 0 for a missing one."""
    if weights is None:
        return np.ones(len(ids))
    if weights.index.has_duplicates:
        twice = weights.index[weights.index.duplicated()][0]
        raise VocError("statistics.weight-twice", where="weights", id=twice)
    if len(ids) and not weights.index.isin(ids).any():
        raise VocError(
            "statistics.weights-of-unscored",
            where=phrase(
                "place.index-for-example",
                table="weights",
                id=weights.index[0] if len(weights) else "–",
            ),
        )
    most = float(np.finfo(np.float64).max)
    return np.nan_to_num(numbers_on_scale(weights.reindex(ids), "weights", 0, most))


def _sides(key: Ints, polarity: Floats, neutral: float) -> tuple[Ints, Ints]:
    """Each pair once, sorted, and the side on which the mean of its polarities lies."""
    order = np.lexsort((polarity, key))  # also by polarity: sums do not depend on row order
    pairs, start = np.unique(key[order], return_index=True)
    if len(pairs) == 0:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    judged = ~np.isnan(polarity[order])
    total = np.add.reduceat(np.where(judged, polarity[order], 0.0), start)
    count = np.add.reduceat(judged.astype(np.float64), start)
    mean = np.divide(total, count, out=np.zeros(len(pairs)), where=count > 0)
    side = np.where(mean > neutral, 1, np.where(mean < -neutral, -1, 0))
    return pairs.astype(np.int64), side.astype(np.int64)
