"""The sentiment of a comment from its opinions, and how sure it is."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from voc.opinion.rules import SPREAD, Opinion
from voc.repeated import places_of

Floats = NDArray[np.float64]

_CONCEDED = 0.5  # 虽然贵，但是好吃: the point is made after 但是
_CONTRASTED = 1.4
_DRAWN = 0.5  # to 0, as if half an evaluation more said nothing
# Log-odds that the side is right, by |sentiment| of the seed (benchmarks/sentiment.py).
_SEED_STEEPNESS = 6.5
# How log-odds become a sentiment that reads as the seed's does: 0.15 is three to one.
_ODDS_STEEPNESS = 0.13


def comment_sentiment(opinions: list[Opinion]) -> tuple[float, float]:
    """Sentiment (−1…1) and confidence (½…1) of a comment, by the seed alone.

    The sentiment is the weighted mean polarity p of the n evaluations, drawn towards 0 when
    there are few of them: s = Σwp / (Σw + ½). An evaluation after 虽然 or 除了 weighs less, one
    after 但是 more. Without any evaluation s is 0.

    The confidence is the probability that the comment takes the side of s, 1 / (1 + exp(−6.5 |s|)).

    Parameters
    ----------
    opinions : list of Opinion

    Examples
    --------
    >>> comment_sentiment([(0, 2, None, "好吃", "taste", 0.6, False, "lexicon")])
    (0.4, 0.9309)
    >>> comment_sentiment([])
    (0.0, 0.5)
    """
    total = weights = 0.0
    for opinion in opinions:
        if opinion[3] is None:
            continue
        weight = _weight(opinion[7])
        total += weight * opinion[5]
        weights += weight
    if not weights:
        return 0.0, 0.5
    sentiment = total / (weights + _DRAWN)
    sure = 1 / (1 + math.exp(-_SEED_STEEPNESS * abs(sentiment)))
    return round(sentiment, 4), round(sure, 4)


def parts_of(opinions: pd.DataFrame, comment_ids: pd.Series) -> tuple[Floats, Floats]:
    """Praise and blame of each comment apart, 0…1; the seed's sentiment is their difference.

    Parameters
    ----------
    opinions : DataFrame
        Columns comment_id, term, polarity, rule.
    comment_ids : Series, shape (n,)

    Returns
    -------
    praise, blame : array of float, shape (n,)

    Examples
    --------
    >>> opinions = pd.DataFrame({"comment_id": ["c1", "c1"], "term": ["好吃", "贵"],
    ...                          "polarity": [0.6, -0.4], "rule": ["lexicon", "lexicon"]})
    >>> [part.round(2).tolist() for part in parts_of(opinions, pd.Series(["c1", "c2"]))]
    [[0.24, 0.0], [0.16, 0.0]]
    """
    evaluating = opinions.loc[opinions["term"].notna(), ["comment_id", "polarity", "rule"]]
    places = places_of(evaluating["comment_id"], comment_ids)
    rules = evaluating["rule"]
    by_rule = {rule: _weight(rule) for rule in rules.unique()}
    weights = rules.map(by_rule).to_numpy(dtype=float)
    polarity = evaluating["polarity"].to_numpy(dtype=float)

    def summed(values: Floats) -> Floats:
        return np.bincount(places, values, minlength=len(comment_ids)).astype(float)

    total = summed(weights) + _DRAWN
    praise = summed(weights * polarity.clip(min=0)) / total
    return praise, summed(weights * (-polarity).clip(min=0)) / total


def confidence_of_seed(sentiment: Floats) -> Floats:
    """Probability that the side of the seed's sentiment is right, as in `comment_sentiment`.

    >>> confidence_of_seed(np.array([0.4, -0.4])).round(4).tolist()
    [0.9309, 0.9309]
    """
    return 1 / (1 + np.exp(-_SEED_STEEPNESS * np.abs(sentiment)))


def sentiment_of_odds(odds: Floats) -> Floats:
    """Sentiment (−1…1) from the log-odds of praise, tanh(0.13 · odds).

    >>> sentiment_of_odds(np.array([0.0, 3.0])).round(2).tolist()
    [0.0, 0.37]
    """
    return np.tanh(_ODDS_STEEPNESS * odds)


def confidence_of_odds(odds: Floats) -> Floats:
    """Probability that a comment takes the side of its sentiment, from the log-odds of praise.

    >>> confidence_of_odds(np.array([0.0, -3.0])).round(2).tolist()
    [0.5, 0.95]
    """
    return 1 / (1 + np.exp(-np.abs(odds)))


@lru_cache(maxsize=1024)
def _weight(rule: str) -> float:
    if SPREAD in rule.split("+"):
        return 0.0  # said once, counted for several drivers
    if "concession" in rule or "exception" in rule:
        return _CONCEDED
    return _CONTRASTED if "contrast" in rule else 1.0
