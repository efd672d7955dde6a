"""The sentiment of a comment from its opinions."""

from __future__ import annotations

import math

from voc.opinion.rules import Opinion


def comment_sentiment(opinions: list[Opinion], text: str) -> tuple[float, float]:
    """Sentiment (−1…1) and confidence (0…1) of a comment.

    The sentiment is the mean polarity of its evaluations, drawn towards 0 when there is little
    evidence: s = Σp / (Σ|p|^½ … ).

    Parameters
    ----------
    opinions : list of Opinion
    text : str
    """
    polarities = [opinion[5] for opinion in opinions if opinion[3] is not None]
    if not polarities:
        return 0.0, 0.34
    total = sum(polarities)
    sentiment = total / (len(polarities) + 0.5)
    confidence = 0.5 + 0.5 * math.tanh(1.2 * abs(total))
    return round(sentiment, 4), round(confidence, 4)
