"""Survey metrics of a respondent table: NPS, CSAT, CES, stars, rates, satisfaction ratio.

Every metric takes values and gives a small table with the columns `metric`, `value`, `low`,
`high` and `n`, where `low` and `high` bound the 95 % interval; `metric_segments` and
`metric_trends` compare groups. Sentiment is not a metric here.
"""

from __future__ import annotations

from voc.metric.ces import ces
from voc.metric.csat import csat
from voc.metric.intervals import mean_interval, nps_interval, wilson
from voc.metric.nps import nps, nps_points
from voc.metric.orders import cohort_retention, order_rates
from voc.metric.rates import rate
from voc.metric.ratio import satisfaction_ratio
from voc.metric.scale import SCALES, rescale
from voc.metric.segments import metric_segments, metric_trends
from voc.metric.stars import stars
from voc.metric.table import metrics_table

__all__ = [
    "SCALES",
    "ces",
    "cohort_retention",
    "csat",
    "mean_interval",
    "metric_segments",
    "metric_trends",
    "metrics_table",
    "nps",
    "nps_interval",
    "nps_points",
    "order_rates",
    "rate",
    "rescale",
    "satisfaction_ratio",
    "stars",
    "wilson",
]
