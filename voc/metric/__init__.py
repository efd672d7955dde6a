"""Survey metrics of a respondent table: NPS, CSAT, CES, stars and the rescaled score.

Every function takes values and gives a small table with the columns `metric`, `value`, `low`,
`high` and `n`, where `low` and `high` bound the 95 % interval. Sentiment is not a metric here.
"""

from __future__ import annotations

from voc.metric.ces import ces
from voc.metric.csat import csat
from voc.metric.intervals import mean_interval, nps_interval, wilson
from voc.metric.nps import nps, nps_points
from voc.metric.scale import SCALES, rescale
from voc.metric.stars import stars
from voc.metric.table import metrics_table

__all__ = [
    "SCALES",
    "ces",
    "csat",
    "mean_interval",
    "metrics_table",
    "nps",
    "nps_interval",
    "nps_points",
    "rescale",
    "stars",
    "wilson",
]
