"""Which counted comment mentions which topic, and what it says of it; all figures start here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from voc.driver.comparison.cells import respondent_sums
from voc.driver.comparison.measured import comment_weights
from voc.driver.impact import respondent_codes
from voc.driver.mentions import Floats, Ints, counted_comments, find_mentions, require_columns

__all__ = ["Pairs", "respondent_means", "topic_pairs"]


@dataclass(frozen=True)
class Pairs:
    """n counted comments and the m pairs of a comment and a topic that a clause of it belongs to.

    `respondent` and `weight` are of shape (n,), the weights 0 or more and 1 without survey
    weights. `comment` (positions in `counted`), `topic` (positions in `topics`) and `sentiment`
    (−1…1, NaN where no clause says anything) are of shape (m,), sorted by comment and topic.
    """

    counted: pd.DataFrame
    respondent: Ints
    weight: Floats
    topics: list[int]
    comment: Ints
    topic: Ints
    sentiment: Floats

    @property
    def mentions(self) -> Ints:
        """Comments that mention each topic."""
        return np.bincount(self.topic, minlength=len(self.topics)).astype(np.int64)

    def weighed(self) -> Pairs:
        """Without the comments whose weight is missing or 0; the mean weight is 1."""
        kept = self.weight > 0
        place = np.cumsum(kept) - 1
        pair = kept[self.comment]
        return Pairs(
            counted=self.counted[kept].reset_index(drop=True),
            respondent=self.respondent[kept],
            weight=self.weight[kept] / (self.weight[kept].mean() if kept.any() else 1.0),
            topics=self.topics,
            comment=place[self.comment[pair]].astype(np.int64),
            topic=self.topic[pair],
            sentiment=self.sentiment[pair],
        )


def topic_pairs(
    comments: pd.DataFrame,
    mentions: pd.DataFrame,
    topics: list[int],
    weights: pd.Series[float] | None = None,
) -> Pairs:
    """Each counted comment with each topic that it mentions, once.

    Parameters
    ----------
    comments : DataFrame
        The comments table; platform text and duplicates are left out.
    mentions : DataFrame
        The study topic_mentions: comment_id, topic, sentiment −1…1 of each clause.
    topics : list of int
        The topics to look at, in the order of their table; mentions of others are passed over.
    weights : Series, optional
        Survey weights, 0 or more, indexed by comment_id.

    Returns
    -------
    Pairs
        The sentiment of a pair is the mean over its clauses.

    Raises
    ------
    VocError
        When a column is missing, a comment_id stands twice or a sentiment is outside −1…1.

    Examples
    --------
    >>> comments = pd.DataFrame({"comment_id": ["c1", "c2"], "duplicate_of": [None, "c1"]})
    >>> mentions = pd.DataFrame({"comment_id": ["c1", "c1", "c2"], "topic": [3, 3, 3],
    ...                          "sentiment": [-0.6, 0.2, -0.6]})
    >>> pairs = topic_pairs(comments, mentions, [3])
    >>> pairs.mentions, pairs.sentiment
    (array([1]), array([-0.2]))
    """
    require_columns(mentions, ["comment_id", "topic", "sentiment"], "topic mentions")
    counted = counted_comments(comments)
    named = mentions[mentions["topic"].isin(topics)]
    said = named[["comment_id", "topic"]].assign(polarity=named["sentiment"])
    found = find_mentions(counted, said, "topic")
    place = {topic: number for number, topic in enumerate(topics)}
    number = np.array([place[int(name)] for name in found.names], dtype=np.int64)[found.name]
    order = np.lexsort((number, found.comment))
    ids = pd.Index(counted["comment_id"])
    owner = counted["respondent_id"] if "respondent_id" in counted else counted["comment_id"]
    heavy = comment_weights(counted, weights)
    return Pairs(
        counted=counted,
        respondent=respondent_codes(owner, ids),
        weight=np.ones(len(counted)) if heavy is None else heavy,
        topics=list(topics),
        comment=found.comment[order],
        topic=number[order],
        sentiment=found.polarity[order],
    )


def respondent_means(
    values: Floats, cell: Ints, respondent: Ints, cells: int, weights: Floats
) -> Floats:
    """Mean of each cell over its respondents, each with the mean of their own values.

    Somebody who complains of the queue in three comments is one unhappy customer, not three.

    Parameters
    ----------
    values : array of shape (m,)
        NaN is left out.
    cell, respondent : array of shape (m,)
        Cell 0…cells−1, negative for none; respondent 0 or more.
    cells : int
    weights : array of shape (m,)
        Above 0; a respondent's is the mean over their values.

    Returns
    -------
    array of shape (cells,)
        NaN for a cell without a value.

    Examples
    --------
    >>> values, cell = np.array([-0.5, -0.5, -0.5, 0.5]), np.zeros(4, dtype=int)
    >>> respondent_means(values, cell, np.array([0, 0, 0, 1]), 1, np.ones(4))
    array([0.])
    """
    units = respondent_sums(values, cell, respondent, (cells, 1), weights)
    weight, count, total = units.count / np.maximum(1, units.number), units.count, units.total
    of_cell = np.bincount(units.cell, weights=weight, minlength=cells)
    sums = np.bincount(units.cell, weights=weight * total / count, minlength=cells)
    means = np.full(cells, np.nan)
    np.divide(sums, of_cell, out=means, where=of_cell > 0)
    return means
