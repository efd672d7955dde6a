"""What is measured of each respondent, so that groups of respondents can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.metric.ces import EASY_FROM
from voc.metric.csat import TOP_BOX_FROM
from voc.metric.flags import flags
from voc.metric.nps import nps_points
from voc.metric.ratio import RATIO_SCALE
from voc.metric.scale import SCALES, Floats, numbers_on_scale

__all__ = ["Measure", "require_column", "respondent_measures"]


@dataclass(frozen=True)
class Measure:
    """One metric of every respondent.

    Parameters
    ----------
    metric : str
        Name of the row of `metrics_table`.
    kind : {"share", "mean", "nps"}
        What the metric is of `values`: a share of ones (in percent), a mean, or the score of
        1 (promoter), 0 (passive) and −1 (detractor).
    values : array of shape (respondents,)
        NaN without an answer.
    low, high : float
        For a mean, the ends of its scale.
    """

    metric: str
    kind: Literal["share", "mean", "nps"]
    values: Floats
    low: float = 0.0
    high: float = 1.0


def respondent_measures(
    respondents: pd.DataFrame,
    *,
    star_scale: tuple[float, float] = SCALES["stars"],
    rates: Mapping[str, str] | None = None,
    ratio: tuple[str, str] | None = None,
    ratio_scale: tuple[float, float] = RATIO_SCALE,
) -> list[Measure]:
    """Every metric that the columns of a respondent table allow.

    The shares of promoters, passives and detractors are left out (the score says what they say),
    and so is the rescaled score where it is but CSAT, CES or stars in other numbers.

    Parameters
    ----------
    respondents : DataFrame
        With whichever of the columns nps, csat, ces, stars and score; `attrs["outcome"]` names
        the column that score was rescaled from.
    star_scale : tuple of float
        Fewest and most stars.
    rates : mapping of str to str, optional
        Name of a rate and its yes/no column: {"complaint": "是否投诉"}.
    ratio : tuple of str, optional
        Columns of what was perceived and what was expected: the mean of the respondents'
        own ratios and the share with expectations met. (The ratio of means is nobody's own.)
    ratio_scale : tuple of float
        Lowest and highest of these answers, from 0 on.

    Raises
    ------
    VocError
        When a value is off its scale, or the column of a rate is missing or unclear.

    Examples
    --------
    >>> people = pd.DataFrame({"csat": [5, 4, 2], "是否投诉": ["否", "否", "是"]})
    >>> found = respondent_measures(people, rates={"complaint": "是否投诉"})
    >>> [(measure.metric, measure.kind) for measure in found]
    [('csat', 'share'), ('csat_mean', 'mean'), ('complaint_rate', 'share')]
    """
    found: list[Measure] = []
    if "nps" in respondents:
        found.append(Measure("nps", "nps", nps_points(respondents["nps"]) / 100))
    for column, mean, box, start in (
        ("csat", "csat_mean", "csat", TOP_BOX_FROM),
        ("ces", "ces", "ces_top_box", EASY_FROM),
    ):
        if column in respondents:
            values = numbers_on_scale(respondents[column], column, *SCALES[column])
            top = np.where(np.isnan(values), np.nan, (values >= start).astype(np.float64))
            pair = [Measure(mean, "mean", values, *SCALES[column]), Measure(box, "share", top)]
            found += pair if column == "ces" else pair[::-1]
    if "stars" in respondents:
        values = numbers_on_scale(respondents["stars"], "stars", *star_scale)
        found.append(Measure("stars", "mean", values, *star_scale))
    if "score" in respondents and respondents.attrs.get("outcome") not in ("csat", "ces", "stars"):
        values = numbers_on_scale(respondents["score"], "score", *SCALES["score"])
        found.append(Measure("score", "mean", values, *SCALES["score"]))
    for name, column in (rates or {}).items():
        require_column(respondents, column, phrase("survey.for-rate", name=name))
        metric = name if name.endswith("_rate") else f"{name}_rate"
        found.append(Measure(metric, "share", flags(respondents[column], column)))
    if ratio is not None:
        found += _ratio_measures(respondents, *ratio, ratio_scale)
    return found


def _ratio_measures(
    respondents: pd.DataFrame, perceived: str, expected: str, scale: tuple[float, float]
) -> list[Measure]:
    low, high = scale
    sides = []
    for column in (perceived, expected):
        require_column(respondents, column, phrase("survey.for-ratio"))
        sides.append(numbers_on_scale(respondents[column], column, low, high))
    got, wanted = sides
    own = np.full(len(got), np.nan)
    np.divide(got, wanted, out=own, where=wanted > 0)
    met = np.where(np.isnan(got + wanted), np.nan, (got >= wanted).astype(np.float64))
    least = float(np.min(wanted[wanted > 0], initial=high))
    return [
        Measure("satisfaction_ratio_mean", "mean", own, 0.0, high / least),
        Measure("expectation_met", "share", met),
    ]


def require_column(respondents: pd.DataFrame, column: str, purpose: str) -> None:
    """Refuse a column that is not there.

    Raises
    ------
    VocError
    """
    if column not in respondents:
        raise VocError(
            "statistics.no-column-for",
            column=column,
            purpose=purpose,
            known=listed(respondents.columns),
        )
