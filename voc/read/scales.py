"""Which question a rating answers, and between which numbers its answers lie."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from voc.read import headers
from voc.read.profile import Profile

SCALES = ((1.0, 5.0), (0.0, 5.0), (1.0, 7.0), (1.0, 10.0), (0.0, 10.0), (0.0, 100.0))
METRIC_SCALES = {"nps": (0.0, 10.0), "csat": (1.0, 5.0), "ces": (1.0, 7.0), "stars": (1.0, 5.0)}
STRAY = 0.05  # share of answers that may lie outside, such as a few rows on another scale
ENOUGH = 30  # answers from which a missing top of the scale means that it is a shorter one
MOST_DIFFERENT = 110  # ratings with more different values than 0…100 has are measurements


class Score(NamedTuple):
    """A column of ratings."""

    metric: str
    scale: tuple[float, float]
    reason: str


def guess_score(header: str, profile: Profile) -> Score | None:
    """Tell whether a column holds customers' ratings.

    Numbers need a name that asks for a rating; `5分`, ★★★ and 非常满意 speak for themselves.
    Zeros and ones are never a rating, for a sentiment label looks like that.
    """
    ratings = profile.ratings
    if profile.rating_share < 0.8 or profile.binary or profile.distinct > MOST_DIFFERENT:
        return None
    if len(ratings) == 0 or ratings.min() < 0 or ratings.max() > 100:
        return None
    asked = headers.metric(header)
    if asked is None and (profile.numbers > 0.5 or profile.is_time):
        return None
    if asked is None and not _speaks_for_itself(profile):
        return None
    metric, scale = scale_of(header, ratings, None if asked else _written_metric(profile))
    low, high = scale
    why = f"the name says {asked[1]!r}" if asked else f"written as {profile.examples[0]!r}"
    reason = f"{why}; {low:g} to {high:g}"
    if metric == "ces" and headers.asks_for_effort(header):
        reason += " (the name asks for effort: turned round, so that high is easy)"
    outside = int(((ratings < low) | (ratings > high)).sum())
    if outside:
        reason += f"; {outside / len(ratings):.1%} of the answers lie outside"
    return Score(metric, scale, reason)


def scale_of(
    header: str, ratings: NDArray[np.float64], written: str | None = None
) -> tuple[str, tuple[float, float]]:
    """Find metric and scale of ratings.

    A metric keeps its name only on its own scale: a question about recommending that is answered
    from 1 to 5 is a score, not an NPS.

    Parameters
    ----------
    header : str
        In plain form (`headers.plain`).
    ratings : array of float
        At least one.
    written : str, optional
        Metric when the header names none.

    Examples
    --------
    >>> scale_of("推荐意愿", np.array([0.0, 7.0, 10.0]))
    ('nps', (0.0, 10.0))
    >>> scale_of("总体满意度", np.array([1.0, 8.0, 10.0]))
    ('score', (1.0, 10.0))
    """
    asked = headers.metric(header)
    metric = asked[0] if asked else written
    if metric is not None and _fits(ratings, METRIC_SCALES[metric]):
        # 推荐 answered by 200 people without one above 5 was asked on a scale of five.
        shorter = metric in ("nps", "ces") and ratings.max() <= 5 and len(ratings) >= ENOUGH
        if not shorter or metric in header.split():
            return metric, METRIC_SCALES[metric]
    low, high = float(ratings.min()), float(ratings.max())
    if low < 0:
        reach = float(np.ceil(max(-low, high)))
        return "score", (-reach, reach)
    if set(np.unique(ratings)) <= {0.0, 1.0}:
        return "score", (0.0, 1.0)
    fitting = (scale for scale in SCALES if _fits(ratings, scale))
    return "score", next(fitting, (low, high))


def _fits(ratings: NDArray[np.float64], scale: tuple[float, float]) -> bool:
    low, high = scale
    inside = float(((ratings >= low) & (ratings <= high)).mean())
    if high > 5 and ratings.min() < low:
        return False  # a zero tells 0–10 from 1–10; on 1–5 a few zeros are "not rated"
    return inside >= 1 - STRAY


def _speaks_for_itself(profile: Profile) -> bool:
    return profile.distinct <= 40 and (
        profile.holds(("满意", "滿意", "星", "★", "⭐", "☆", "分", "/", "评"), 0.8)
        or profile.holds(("atisfied", "star", "point"), 0.8)
        or (profile.holds(("满意", "atisfied"), 0.4) and profile.rating_share > 0.95)
    )


def _written_metric(profile: Profile) -> str | None:
    if profile.holds(("满意", "滿意", "atisfied"), 0.4) and not profile.holds(tuple("12345"), 0.5):
        return "csat"
    if profile.holds(("星", "★", "⭐", "☆", "分", "star"), 0.5):
        return "stars"
    return None
