"""Ratings of one column on its scale, with an account of the answers that are not on it.

Such answers are never converted: on which scale they were given is the user's to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from voc.errors import VocError
from voc.messages import phrase
from voc.read import headers
from voc.read.profile import Profile
from voc.read.scales import SCALES, metric_on, told_score
from voc.read.scores import parse_scores, written_top
from voc.read.slices import numbered
from voc.text.mask.quoting import quoted_all

__all__ = ["Ratings", "checked_scale", "column_scale", "declared_metric", "read_ratings"]

Scale = tuple[float, float]


@dataclass(frozen=True)
class Ratings:
    """The answers of one column.

    Parameters
    ----------
    values : Series of float64
        On the scale, high is good; NaN where there is no answer on it.
    scale : tuple of float
        Lowest and highest possible answer.
    off_scale : mapping
        Empty when all answers are certainly on the scale; else

        scale: the same, as a list;
        count: answers off the scale, which are left out;
        values: what they say and how often, {"6": 8, "7": 11};
        rows: the rows that they stand in, 0-based;
        not_rated: how many of them are 0 on a scale that begins above 0: not rated at all;
        unstated: answers that do not say of how many they are, where most do (9/10); they are
        taken to be on this scale;
        other_scale: the smallest usual scale that would hold the others, None when all are zeros.
        Answers given on that other scale that lie on this one as well (5 of 10 among 1…5) cannot
        be told from the rest: `count` is the least number of answers on another scale.
    """

    values: pd.Series[float]
    scale: Scale
    off_scale: Mapping[str, Any]


def read_ratings(column: pd.Series, scale: Scale) -> Ratings:
    """Read the ratings of a column.

    Parameters
    ----------
    column : Series
        As `parse_scores` takes it.
    scale : tuple of float
        The answer that means worst and the one that means best; where the lowest is best
        (5, 1), the values are turned round.

    Examples
    --------
    >>> found = read_ratings(pd.Series([5, 4, 0, 9, 9, None]), (1, 5))
    >>> found.values.tolist()
    [5.0, 4.0, nan, nan, nan, nan]
    >>> found.off_scale["values"], found.off_scale["not_rated"], found.off_scale["other_scale"]
    ({'0': 1, '9': 2}, 1, [1.0, 10.0])
    """
    low, high = min(scale), max(scale)
    values = parse_scores(column)
    outside = values.notna() & ~values.between(low, high)
    top = _tops(column)
    outside |= values.notna() & top.notna() & (top != high)  # 3/10 is no 3 of 5
    stated = top.notna() & values.notna()
    unstated = int((values.notna() & ~stated & ~outside).sum()) if stated.any() else 0
    unstated = unstated if int((stated & ~outside).sum()) >= unstated else 0
    account = _account(values[outside], top[outside], outside.to_numpy(), (low, high), unstated)
    values = values.mask(outside)
    if scale[0] > scale[1]:
        values = low + high - values
    return Ratings(values, (low, high), account)


def column_scale(name: str, column: pd.Series) -> tuple[str, Scale]:
    """Guess metric and scale of a column that is known to hold ratings.

    Raises
    ------
    VocError
        It holds none.

    Examples
    --------
    >>> column_scale("wifi_rating", pd.Series([4.0, 1.0, 5.0, 3.0, 2.0]))
    ('stars', (1.0, 5.0))
    """
    profile = Profile.of(column)
    if len(profile.ratings) == 0:
        shown = quoted_all(profile.examples) or "nothing"
        raise VocError(
            "read.column-without-ratings", where=phrase("place.column", column=name), shown=shown
        )
    found = told_score(headers.plain(name), profile)
    return found.metric, found.scale


def checked_scale(name: str, scale: object) -> Scale:
    """A scale that was declared for a column, or why it is none.

    Raises
    ------
    VocError

    Examples
    --------
    >>> checked_scale("评分", [1, 10])
    (1.0, 10.0)
    """
    try:
        low, high = (float(end) for end in scale)  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        low = high = np.nan
    if not np.isfinite([low, high]).all() or low == high:
        raise VocError(
            "read.no-scale",
            where=phrase("place.column-of", table="scales", column=name),
            scale=scale,
        )
    return low, high


def declared_metric(name: str, metric: str | None, scale: Scale) -> str:
    """What a rating is called on the scale that was declared for it.

    Examples
    --------
    >>> declared_metric("满意度", "csat", (1, 10)), declared_metric("满意度", "score", (1, 5))
    ('score', 'csat')
    """
    header = headers.plain(name)
    asked = headers.metric(header)
    known = asked[0] if asked else (metric if metric != "score" else None)
    return metric_on(known, scale, header, metric)


def _tops(column: pd.Series) -> pd.Series[float]:
    """Best possible answer, where the cell says it (9/10)."""
    if pd.api.types.is_numeric_dtype(column):
        return pd.Series(np.nan, index=column.index)
    numbers, distinct = numbered(column)
    known = np.array([*map(written_top, distinct.tolist()), None], dtype=float)
    return pd.Series(known[numbers], index=column.index, name=column.name)


def _account(
    answers: pd.Series[float],
    tops: pd.Series[float],
    outside: np.ndarray[Any, np.dtype[np.bool_]],
    scale: Scale,
    unstated: int,
) -> dict[str, Any]:
    if answers.empty and not unstated:
        return {}
    zeros = (answers == 0) & (scale[0] > 0) & tops.isna()
    others, stated = answers[~zeros], tops[~zeros]
    named = [f"{v:g}" if pd.isna(t) else f"{v:g}/{t:g}" for v, t in zip(answers, tops, strict=True)]
    counts = pd.Series(named, dtype="str").value_counts()
    order = dict(zip(named, answers, strict=True))
    reach = float(np.fmax(others, stated).max()) if len(others) else 0.0
    least = min(float(others.min()) if len(others) else 0.0, scale[0])
    wider = (one for one in SCALES if one[0] <= least and one[1] >= max(reach, scale[1]))
    other = next((list(one) for one in wider if one != scale), None)
    return {
        "scale": list(scale),
        "count": len(answers),
        "values": {name: int(counts[name]) for name in sorted(counts.index, key=order.__getitem__)},
        "rows": np.flatnonzero(outside).tolist(),
        "not_rated": int(zeros.sum()),
        "unstated": unstated,
        "other_scale": other if len(others) else None,
    }
