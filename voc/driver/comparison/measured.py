"""What each counted comment is worth in each row of a comparison: value, score, negative or not.

Segments, brands, slopes and alerts all start here, so that they speak of the same comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.driver.impact import respondent_codes
from voc.driver.mentions import (
    Floats,
    Ints,
    counted_comments,
    find_mentions,
    require_columns,
    without_texts,
)
from voc.driver.scored import NEUTRAL
from voc.errors import VocError
from voc.messages import phrase
from voc.metric.scale import numbers_on_scale

__all__ = ["ALL", "Measured", "Weights", "comment_weights", "measured_comments"]

ALL = "all"  # the row over all drivers of a group

_MOST_ENTRIES = 1_000_000  # of a block
_OF_ENTRIES = ("comment", "mentioned", "value", "score", "negative")

Weights = str | pd.Series | None


@dataclass(frozen=True)
class Measured:
    """Counted comments with one entry per comment and row of the table it belongs to.

    The first entries are those of the row "all", one for each comment and in its order.
    """

    counted: pd.DataFrame
    respondent: Ints  # of each comment
    weight: Floats | None  # of each comment, above 0, mean 1; None without weights
    names: list[str]  # "all", then drivers, most mentions first
    comment: Ints  # of each entry
    name: Ints
    mentioned: npt.NDArray[np.bool_]
    value: Floats  # 0…100, NaN when not evaluated
    score: Floats
    negative: Floats  # 1 or 0; NaN in the row "all" for a comment without a sentiment

    def blocks(self) -> Iterator[tuple[int, Measured]]:
        """The entries of some names at a time, and the place of the first of these names.

        As large tables are made of cells (groups × names), not all need to be worked on at once.
        """
        if len(self.name) <= _MOST_ENTRIES:
            yield 0, self
            return
        ends = np.cumsum(np.bincount(self.name, minlength=len(self.names)))
        first = 0
        while first < len(self.names):
            before = int(ends[first - 1]) if first else 0
            last = max(first + 1, int(np.searchsorted(ends, before + _MOST_ENTRIES, "right")))
            here = np.flatnonzero((self.name >= first) & (self.name < last))
            yield (
                first,
                replace(
                    self,
                    names=self.names[first:last],
                    name=self.name[here] - first,
                    **{part: getattr(self, part)[here] for part in _OF_ENTRIES},
                ),
            )
            first = last

    def entry_weight(self) -> Floats | None:
        """Weight of each entry."""
        return None if self.weight is None else self.weight[self.comment]


def comment_weights(counted: pd.DataFrame, weights: Weights) -> Floats | None:
    """Survey weight of each counted comment; a missing one is 0.

    Parameters
    ----------
    counted : DataFrame
        From `counted_comments`.
    weights : str or Series, optional
        A column of `counted`, or a Series indexed by comment_id; 0 or more.

    Returns
    -------
    array of shape (n,) or None

    Raises
    ------
    VocError
        When the column is missing, a weight is negative or no number, an id stands twice, or no
        entry belongs to a comment.

    Examples
    --------
    >>> counted = pd.DataFrame({"comment_id": ["c1", "c2"]})
    >>> comment_weights(counted, pd.Series([3.0, 1.0], index=["c2", "c1"]))
    array([1., 3.])
    """
    if weights is None:
        return None
    if isinstance(weights, str):
        require_columns(counted, [weights], "comments")
        given = counted[weights]
    else:
        if weights.index.has_duplicates:
            twice = weights.index[weights.index.duplicated()][0]
            raise VocError("statistics.weight-twice", where="weights", id=twice)
        ids = pd.Index(counted["comment_id"])
        if len(ids) and len(weights) and not weights.index.isin(ids).any():
            raise VocError(
                "statistics.weights-of-nobody",
                where=phrase("place.index-for-example", table="weights", id=weights.index[0]),
            )
        given = weights.reindex(ids)
    numbers = numbers_on_scale(given, "weights", 0, float(np.finfo(np.float64).max))
    return np.nan_to_num(numbers)


def measured_comments(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    weights: Weights = None,
    neutral: float = NEUTRAL,
) -> Measured:
    """Values, scores and complaints of the counted comments.

    Parameters
    ----------
    comments, opinions, weights
        As in `segment_table`. A comment with a missing or zero weight is left out.
    neutral : float
        |polarity| up to this is neutral.

    Examples
    --------
    >>> comments = pd.DataFrame({"comment_id": ["c1", "c2"], "sentiment": [-0.6, 0.6]})
    >>> opinions = pd.DataFrame({"comment_id": ["c1"], "driver": ["room"], "polarity": [-0.5]})
    >>> measured = measured_comments(comments, opinions)
    >>> measured.names, measured.value, measured.negative
    (['all', 'room'], array([20., 80., 25.]), array([1., 0., 1.]))
    """
    counted = counted_comments(without_texts(comments))
    weight = comment_weights(counted, weights)
    if weight is not None:
        counted, weight = counted[weight > 0].reset_index(drop=True), weight[weight > 0]
        weight = weight / weight.mean() if len(weight) else weight
    mentions = find_mentions(counted, opinions)
    n, drivers = len(counted), len(mentions.names)
    rank = np.empty(drivers, dtype=np.int64)
    often = np.bincount(mentions.name, minlength=drivers)
    by_mentions = np.argsort(-often, kind="stable")
    rank[by_mentions] = np.arange(drivers)
    if "sentiment" in counted:
        sentiment = counted["sentiment"].to_numpy(dtype=np.float64, na_value=np.nan)
    else:
        overall = find_mentions(counted, opinions.assign(driver=ALL))
        sentiment = np.full(n, np.nan)
        sentiment[overall.comment] = overall.polarity
    score = np.full(n, np.nan)
    if "score" in counted:
        score = counted["score"].to_numpy(dtype=np.float64, na_value=np.nan)
    ids = pd.Index(counted["comment_id"])
    owner = counted["respondent_id"] if "respondent_id" in counted else counted["comment_id"]
    any_mention = np.bincount(mentions.comment, minlength=n) > 0
    negative = (mentions.polarity < -neutral).astype(np.float64)
    return Measured(
        counted=counted,
        respondent=respondent_codes(owner, ids),
        weight=weight,
        names=[ALL, *(mentions.names[driver] for driver in by_mentions)],
        comment=np.concatenate([np.arange(n), mentions.comment]),
        name=np.concatenate([np.zeros(n, dtype=np.int64), rank[mentions.name] + 1]),
        mentioned=np.concatenate([any_mention, np.ones(len(mentions.name), dtype=bool)]),
        value=50 * (np.concatenate([sentiment, mentions.polarity]) + 1),
        score=np.concatenate([score, score[mentions.comment]]),
        negative=np.concatenate(
            [np.where(np.isnan(sentiment), np.nan, sentiment < -neutral), negative]
        ),
    )
