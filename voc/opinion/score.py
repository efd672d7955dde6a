"""The sentiment of a comment from its opinions."""

from __future__ import annotations

import math

from voc.opinion.rules import Opinion

_CONCEDED = 0.5  # 虽然贵，但是好吃: the point is made after 但是
_CONTRASTED = 1.4


def comment_sentiment(opinions: list[Opinion]) -> tuple[float, float]:
    """Sentiment (−1…1) and confidence (0…1) of a comment.

    The sentiment is the weighted mean polarity p of the n evaluations, drawn towards 0 when
    there are few of them: s = Σwp / (Σw + ½). An evaluation after 虽然 or 除了 weighs less, one
    after 但是 more. Without any evaluation s is 0.

    The confidence grows with the evidence |Σwp|; it is not calibrated.

    Parameters
    ----------
    opinions : list of Opinion

    Examples
    --------
    >>> comment_sentiment([(0, 2, None, "好吃", "taste", 0.6, False, "lexicon")])
    (0.4, 0.8085)
    >>> comment_sentiment([])
    (0.0, 0.34)
    """
    total = weights = 0.0
    for opinion in opinions:
        if opinion[3] is None:
            continue
        rule = opinion[7]
        granted = "concession" in rule or "exception" in rule
        weight = _CONCEDED if granted else _CONTRASTED if "contrast" in rule else 1.0
        total += weight * opinion[5]
        weights += weight
    if not weights:
        return 0.0, 0.34
    confidence = 0.5 + 0.5 * math.tanh(1.2 * abs(total))
    return round(total / (weights + 0.5), 4), round(confidence, 4)
