"""Drivers of satisfaction: how often they are mentioned, how they are judged, what they do.

Tables in, tables out. `comment_polarity` is where all figures start; `driver_table` and
`dimension_table` put them together. `importance`, `penalty_reward`, `quadrants` and `lift` tell
what a driver does to the score; `segment_table`, `trend_table`, `brand_table`, `slope_table` and
`alert_table` compare groups and periods.
"""

from __future__ import annotations

from voc.driver.comparison.alerts import alert_table
from voc.driver.comparison.brands import brand_table
from voc.driver.comparison.segments import segment_table, trend_table
from voc.driver.comparison.slopes import slope_table
from voc.driver.impact import impact
from voc.driver.importance import importance
from voc.driver.importance.features import driver_features, respondent_outcome
from voc.driver.lift import lift
from voc.driver.mentions import are_counted, comment_polarity, counted_comments
from voc.driver.penalty_reward import penalty_reward
from voc.driver.quadrant import quadrants, rated_satisfaction, stated_importance
from voc.driver.satisfaction import satisfaction
from voc.driver.shared_impact import shared_impact
from voc.driver.table import dimension_table, driver_table, with_priorities

__all__ = [
    "alert_table",
    "are_counted",
    "brand_table",
    "comment_polarity",
    "counted_comments",
    "dimension_table",
    "driver_features",
    "driver_table",
    "impact",
    "importance",
    "lift",
    "penalty_reward",
    "quadrants",
    "rated_satisfaction",
    "respondent_outcome",
    "satisfaction",
    "segment_table",
    "shared_impact",
    "slope_table",
    "stated_importance",
    "trend_table",
    "with_priorities",
]
