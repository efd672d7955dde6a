"""Which topic of one run is which of another, when both were found on their own or one goes on."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from voc.topic.match import SAME, model_id
from voc.topic.match_score import match_scores
from voc.topic.model import TopicModel

__all__ = ["Pair", "pair_topics", "same_ids"]


class Pair(NamedTuple):
    """Rows of a topic in either model, None where it has none, and the score of the match."""

    earlier: int | None
    later: int | None
    match: float


def same_ids(earlier: TopicModel, later: TopicModel) -> bool:
    """Whether one goes on from the other, so that their ids mean the same topics."""
    return (
        model_id(earlier) in later.memory_.ancestors
        or model_id(later) in earlier.memory_.ancestors
        or model_id(earlier) == model_id(later)
    )


def pair_topics(earlier: TopicModel, later: TopicModel) -> list[Pair]:
    """Topics of both models, first those of the later one in its order.

    Parameters
    ----------
    earlier, later : TopicModel

    Returns
    -------
    list of Pair

    Notes
    -----
    By id when one model goes on from the other (`same_ids`). Else so that the matches of all pairs
    together are largest, where pairs with a match below 0.5 are none.

    References
    ----------
    Kuhn 1955, The Hungarian method for the assignment problem, Naval Research Logistics 2:83–97.
    """
    scores = _scores(earlier, later)
    if same_ids(earlier, later):
        row = {topic.id: number for number, topic in enumerate(earlier.topics_)}
        found = {
            number: row[topic.id] for number, topic in enumerate(later.topics_) if topic.id in row
        }
    else:
        found = _best_pairs(scores)
    pairs = [
        Pair(place, number, float(scores[place, number]) if place is not None else np.nan)
        for number in range(len(later.topics_))
        for place in [found.get(number)]
    ]
    left = sorted(set(range(len(earlier.topics_))) - set(found.values()))
    return pairs + [Pair(place, None, np.nan) for place in left]


def _best_pairs(scores: npt.NDArray[np.float64]) -> dict[int, int]:
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(-scores)
    return {
        int(later): int(earlier)
        for earlier, later in zip(rows, columns, strict=True)
        if scores[earlier, later] >= SAME
    }


def _scores(earlier: TopicModel, later: TopicModel) -> npt.NDArray[np.float64]:
    """`match_scores` of all topics of one with all of the other, over the words of both."""
    vocabulary = sorted({*earlier.vocabulary_, *later.vocabulary_})
    place = {word: number for number, word in enumerate(vocabulary)}
    found = []
    for model in (earlier, later):
        words = np.zeros((len(model.topics_), len(vocabulary)))
        words[:, [place[word] for word in model.vocabulary_]] = np.exp(model.mixture_.log_words)
        found += [words, np.exp(model.mixture_.log_sizes) @ words]
    return match_scores(*found)
