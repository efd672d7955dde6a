"""Net promoter score of 0…10 answers, with the shares it is made of."""

from __future__ import annotations

import numpy as np
import pandas as pd

from voc.metric.frame import MetricRow, effective_count, metric_frame, share_row
from voc.metric.intervals import nps_interval
from voc.metric.scale import SCALES, Floats, Values, answers, numbers_on_scale

__all__ = ["nps", "nps_points"]

PROMOTER_FROM = 9
PASSIVE_FROM = 7


def nps(values: Values, weights: Values | None = None) -> pd.DataFrame:
    """Net promoter score and its three groups.

    Parameters
    ----------
    values : Series, array or sequence of shape (n,)
        Likelihood to recommend, 0…10. Missing values are dropped. Averages of several answers
        are allowed: below 7 is a detractor, from 9 a promoter.
    weights : Series, array or sequence of shape (n,), optional
        Survey weights, 0 or more.

    Returns
    -------
    DataFrame
        Columns metric, value, low, high, n; rows `nps` (−100…100 points), `promoters`,
        `passives`, `detractors` (percent). No rows without an answer.

    Raises
    ------
    VocError
        When a value is off the scale or a weight is negative.

    Notes
    -----
    NPS = promoters % − detractors %. Interval: multinomial variance with three pseudo-answers
    (`nps_interval`); of the groups, Wilson. A single answer gets the whole range. With weights,
    shares are weighted and the intervals use Kish's effective number of answers.

    References
    ----------
    Reichheld 2003, Harvard Business Review 81(12):46–54. Rocks 2016, The American Statistician
    70(4):365–372.

    Examples
    --------
    >>> nps([10, 9, 9, 8, 7, 3, 10, 6, 9, 10]).round(1)
           metric  value   low  high   n
    0         nps   40.0 -12.6  74.1  10
    1   promoters   60.0  31.3  83.2  10
    2    passives   20.0   5.7  51.0  10
    3  detractors   20.0   5.7  51.0  10
    """
    given, heavy = answers(values, weights, "nps", *SCALES["nps"])
    if len(given) == 0:
        return metric_frame([])
    promoter = (given >= PROMOTER_FROM).astype(np.float64)
    detractor = (given < PASSIVE_FROM).astype(np.float64)
    groups = [
        share_row("promoters", promoter, heavy),
        share_row("passives", 1 - promoter - detractor, heavy),
        share_row("detractors", detractor, heavy),
    ]
    promoters, detractors = groups[0].value / 100, groups[2].value / 100
    low, high = -100.0, 100.0
    if len(given) > 1:
        count = effective_count(len(given), heavy)
        low, high = nps_interval(promoters * count, detractors * count, count)
    value = 100 * (promoters - detractors)
    return metric_frame([MetricRow("nps", value, low, high, len(given)), *groups])


def nps_points(values: Values) -> Floats:
    """What each answer adds to the score: promoter 100, passive 0, detractor −100.

    The mean of the points is the net promoter score, so that whatever is defined for a mean
    (an impact, a difference of groups) is defined for NPS.

    Parameters
    ----------
    values : Series, array or sequence of shape (n,)
        Likelihood to recommend, 0…10; missing values give NaN.

    Raises
    ------
    VocError
        When a value is off the scale.

    Examples
    --------
    >>> nps_points([10, 7, 0, None])
    array([ 100.,    0., -100.,   nan])
    """
    given = numbers_on_scale(values, "nps", *SCALES["nps"])
    points = np.where(given >= PROMOTER_FROM, 100.0, np.where(given < PASSIVE_FROM, -100.0, 0.0))
    return np.where(np.isnan(given), np.nan, points)
