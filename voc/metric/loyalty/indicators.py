"""The nine indicators of loyalty, and how the answers to each are mapped to 0…100."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from voc.errors import VocError
from voc.messages import phrase
from voc.metric.scale import Floats, numbers_on_scale, rescale
from voc.resources import resource

__all__ = ["Indicator", "Part", "Unscaled", "indicator_points", "indicators", "parts"]

Unscaled: TypeAlias = Literal["rank", "range"]
_LARGEST = float(np.finfo(np.float64).max)


class Part(NamedTuple):
    """A part of the index; the weight is its share of the index."""

    id: str
    label_zh: str
    label_en: str
    weight: float


class Indicator(NamedTuple):
    """An indicator; the weight is its share of the part. Low is loyal: of price sensitivity."""

    id: str
    part: str
    label_zh: str
    label_en: str
    low_is_loyal: bool
    weight: float


@cache
def parts() -> dict[str, Part]:
    """The three parts and the index itself, by id, as `lexicons/loyalty.toml` gives them.

    Examples
    --------
    >>> [(part.id, part.label_zh) for part in parts().values()][:2]
    [('A1', '持久关系'), ('A2', '消费投入')]
    """
    tree = tomllib.loads(resource("lexicons", "loyalty.toml").read_text(encoding="utf-8"))
    sections = {**tree["parts"], "index": {**tree["index"], "weight": 1}}
    return {
        key: Part(key, part["label"]["zh"], part["label"]["en"], float(part["weight"]))
        for key, part in sections.items()
    }


@cache
def indicators() -> dict[str, Indicator]:
    """The nine indicators by id, as `lexicons/loyalty.toml` gives them.

    Examples
    --------
    >>> indicators()["A32"].label_en, indicators()["A32"].low_is_loyal
    ('Price sensitivity', True)
    """
    tree = tomllib.loads(resource("lexicons", "loyalty.toml").read_text(encoding="utf-8"))
    return {
        key: Indicator(
            key,
            section["part"],
            section["label"]["zh"],
            section["label"]["en"],
            section["direction"] == "low",
            float(section["weight"]),
        )
        for key, section in tree["indicators"].items()
    }


def indicator_points(
    values: pd.Series[float],
    indicator: Indicator,
    scale: tuple[float, float] | None = None,
    unscaled: Unscaled = "rank",
    weights: Floats | None = None,
) -> Floats:
    """Answers to an indicator as points 0…100, 100 being the most loyal.

    Parameters
    ----------
    values : Series of shape (n,)
        Figures as asked or counted; missing ones stay missing.
    indicator : Indicator
        Says whether low is loyal; the points are then turned round.
    scale : tuple of float, optional
        Lowest and highest figure that could be given. A value outside is refused.
    unscaled : "rank" or "range"
        What to do without a scale: "rank", the percentile rank among the respondents; "range",
        between the smallest and the largest figure seen.
    weights : array of shape (n,), optional
        Survey weights, 0 or more, for the percentile rank.

    Returns
    -------
    array of shape (n,)

    Raises
    ------
    VocError
        When a value is no number or off its scale.

    Notes
    -----
    With a scale or a range: 100 (x − low) / (high − low). Percentile rank: 100 times the weight
    of those below plus half the weight of those equal, by the whole weight (midranks). Ranks
    forgive long tails and odd units, but their mean is always 50: they tell respondents apart
    and say nothing on the level. When all figures are equal, a rank or range gives 50.

    Examples
    --------
    >>> years = pd.Series([1.0, 3.0, 3.0, 20.0])
    >>> indicator_points(years, indicators()["A11"])
    array([12.5, 50. , 50. , 87.5])
    >>> indicator_points(years, indicators()["A32"], scale=(0, 20))
    array([95., 85., 85.,  0.])
    """
    name = str(values.name) if values.name is not None else indicator.id
    if scale is not None:
        low, high = scale
        points: Floats = np.asarray(rescale(values.rename(name), low, high), dtype=np.float64)
    elif unscaled == "rank":
        numbers = numbers_on_scale(values, name, -_LARGEST, _LARGEST)
        points = _midranks(numbers, np.ones(len(numbers)) if weights is None else weights)
    elif unscaled == "range":
        points = _between_ends(numbers_on_scale(values, name, -_LARGEST, _LARGEST))
    else:
        raise VocError("survey.unscaled", where=phrase("survey.loyalty-index"), unscaled=unscaled)
    return 100 - points if indicator.low_is_loyal else points


def _midranks(numbers: Floats, weights: Floats) -> Floats:
    """Percentile ranks; a respondent of weight 0 is ranked and moves nobody else."""
    ranks: Floats = np.full(len(numbers), np.nan)
    given = ~np.isnan(numbers)
    _, place = np.unique(numbers[given], return_inverse=True)
    heavy = np.bincount(place, weights=weights[given])
    total = heavy.sum()
    if len(heavy) and total > 0:
        ranks[given] = (100 * (np.cumsum(heavy) - heavy / 2) / total)[place]
    return ranks


def _between_ends(numbers: Floats) -> Floats:
    given = ~np.isnan(numbers)
    if not given.any():
        return numbers
    low, high = numbers[given].min(), numbers[given].max()
    if low == high:
        return np.where(given, 50.0, np.nan)
    # halved first: two ends far apart would overflow
    points: Floats = 100 * (numbers / 2 - low / 2) / (high / 2 - low / 2)
    return points
