"""Which question a rating answers, and between which numbers its answers lie."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from voc.messages import listed, phrase, together
from voc.read import headers
from voc.read.profile import Profile
from voc.read.scores import FIVE

SCALES = ((1.0, 5.0), (0.0, 5.0), (1.0, 7.0), (1.0, 10.0), (0.0, 10.0), (0.0, 100.0))
METRIC_SCALES = {"nps": (0.0, 10.0), "csat": (1.0, 5.0), "ces": (1.0, 7.0), "stars": (1.0, 5.0)}
STRAY = 0.05  # share of answers that may lie outside, such as a few rows on another scale
NOT_RATED = 0.1  # share of zeros on 1–5 up to which they mean that nothing was rated
STARS = re.compile(r"星|\bstars?\b")
ENOUGH = 30  # answers from which a missing top of the scale means that it is a shorter one
OPTIONS = 9  # numbers up to which an answer to "which" is the code of an option
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
    if profile.numbers > 0.5 and ratings.max() <= OPTIONS and _codes_options(header, ratings):
        return None
    if asked is None and not _speaks_for_itself(profile):
        return None
    return told_score(header, profile)


def _codes_options(header: str, ratings: NDArray[np.float64]) -> bool:
    """Whether numbers are codes of options: 1 = 微信 of 从哪个渠道, 1 = 是 of 是否满意."""
    yes_or_no = "是否" in header and ratings.max() <= 2
    return (headers.asks_which(header) and ratings.min() >= 1) or yes_or_no


def told_score(header: str, profile: Profile) -> Score:
    """Metric and scale of a column that does hold ratings.

    Parameters
    ----------
    header : str
        In plain form (`headers.plain`).
    profile : Profile
        With at least one rating.

    Returns
    -------
    Score
        `scale` is (worst, best): (5, 1) where the labels say that 1 is best.
    """
    ratings = profile.ratings
    asked = headers.metric(header)
    written = None if asked else _written_metric(profile)
    # where few say of how many (9/10), the scale of the others counts, and those few are off it
    plain = profile.unstated if profile.top is None and len(profile.unstated) else ratings
    metric, scale = scale_of(header, plain, written, _written_scale(profile))
    low, high = scale
    if asked:
        told = [phrase("column.named", word=asked[1])]
    else:
        told = [phrase("column.written", example=profile.examples[0])]
    told.append(phrase("column.scale", low=low, high=high))
    if metric == "ces" and headers.asks_for_effort(header):
        told.append(phrase("column.effort"))
    elif profile.turned:
        told.append(phrase("column.turned"))
        scale = high, low
    if profile.words_share > 0.5 and profile.verbal is not FIVE:
        told.append(phrase("column.steps", steps=_steps(profile)))
    zeros = int((ratings == 0).sum()) if low > 0 else 0
    if zeros:
        told.append(phrase("column.zeros", share=zeros / len(ratings)))
    outside = int(((ratings < low) | (ratings > high)).sum()) - zeros
    if outside:
        told.append(phrase("column.outside", share=outside / len(ratings)))
    if looks_mixed(ratings, (low, high)):
        told.append(phrase("column.mixed"))
    return Score(metric, scale, together(*told))


def scale_of(
    header: str,
    ratings: NDArray[np.float64],
    written: str | None = None,
    stated: tuple[float, float] | None = None,
) -> tuple[str, tuple[float, float]]:
    """Find metric and scale of ratings.

    A metric keeps its name only on its own scale: a question about recommending that is answered
    from 1 to 5 is a score, not an NPS. Stars are stars on any scale.

    Parameters
    ----------
    header : str
        In plain form (`headers.plain`); a scale that it names goes first: (0至10分).
    ratings : array of float
        At least one.
    written : str, optional
        Metric when the header names none.
    stated : tuple of float, optional
        The scale that the answers themselves name: 9/10.

    Examples
    --------
    >>> scale_of("推荐意愿", np.array([0.0, 7.0, 10.0]))
    ('nps', (0.0, 10.0))
    >>> scale_of("总体满意度", np.array([1.0, 8.0, 10.0]))
    ('score', (1.0, 10.0))
    >>> scale_of("推荐意愿(1至10分)", np.array([1.0, 8.0, 10.0]))
    ('score', (1.0, 10.0))
    """
    asked = headers.metric(header)
    metric = asked[0] if asked else written
    stated = headers.stated_scale(header) or stated
    if stated is not None and _inside(ratings, stated) >= 1 - STRAY:
        return metric_on(metric, stated, header, written), stated
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
    scale = next((scale for scale in SCALES if _fits(ratings, scale)), (low, high))
    return metric_on(metric if metric == "stars" else None, scale, header, written), scale


def looks_mixed(ratings: NDArray[np.float64], scale: tuple[float, float]) -> bool:
    """Whether ratings on 10 or 100 steps look as if many of them had been given on 1 to 5.

    Then answers up to 5 break off where the scale of five ends: hardly any lie just above 5. It
    is a suspicion, and nothing is left out for it.

    Examples
    --------
    >>> looks_mixed(np.repeat([1.0, 3, 4, 5, 9, 10], 10), (1, 10))
    True
    >>> looks_mixed(np.repeat([1.0, 2, 8, 9, 10], 10), (1, 10))
    False
    """
    low, high = scale
    if low not in (0, 1) or high not in (10, 100) or len(ratings) < ENOUGH:
        return False
    if not (np.equal(np.mod(ratings[ratings <= 5], 1), 0)).all():
        return False
    below = (4, 5) if high == 10 else (1, 5)
    above = (6, 7) if high == 10 else (6, 10)
    short = ((ratings >= below[0]) & (ratings <= below[1])).sum()
    beyond = ((ratings >= above[0]) & (ratings <= above[1])).sum()
    return bool(short > 4 * beyond and short >= STRAY * len(ratings) and (ratings > 5).any())


def metric_on(
    metric: str | None, scale: tuple[float, float], header: str, written: str | None = None
) -> str:
    """Name of a metric on a scale: its own name on its own scale, else "score".

    Examples
    --------
    >>> metric_on("nps", (0, 10), "推荐"), metric_on("nps", (1, 5), "推荐")
    ('nps', 'score')
    >>> metric_on("stars", (1, 10), "星级"), metric_on("stars", (1, 10), "评分")
    ('stars', 'score')
    """
    if metric is None:
        return "score"
    if (min(scale), max(scale)) == METRIC_SCALES[metric]:
        return metric
    named_stars = metric == "stars" and (STARS.search(header) or written == "stars")
    return "stars" if named_stars and max(scale) <= 10 else "score"


def _inside(ratings: NDArray[np.float64], scale: tuple[float, float]) -> float:
    """Share of the ratings on the scale; zeros below it are not rated at all."""
    low, high = scale
    zeros = (ratings == 0) & (low > 0)
    rated = ratings[~zeros]
    if len(rated) == 0 or zeros.mean() > NOT_RATED:
        return 0.0
    return float(((rated >= low) & (rated <= high)).mean())


def _fits(ratings: NDArray[np.float64], scale: tuple[float, float]) -> bool:
    low, high = scale
    if high > 5 and ratings.min() < low:
        return False  # a zero tells 0–10 from 1–10; on 1–5 a few zeros are "not rated"
    return _inside(ratings, scale) >= 1 - STRAY


def _written_scale(profile: Profile) -> tuple[float, float] | None:
    """The scale that the answers name: 9/10, or the steps of their words."""
    if profile.top is not None:
        worst = 0.0 if profile.top > 10 or (profile.ratings == 0).any() else 1.0
        return worst, profile.top
    if profile.words_share > 0.5:
        return 1.0, float(profile.verbal.top)
    return None


def _steps(profile: Profile) -> str:
    """满意 5, 比较满意 4, …: the words of the column and what each counts."""
    words = {value.strip().casefold() for value in profile.values}
    steps = sorted(((step, word) for word, step in profile.verbal.steps.items() if word in words))
    return listed(f"{word} {step:g}" for step, word in reversed(steps))


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
