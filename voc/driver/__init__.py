"""Drivers of satisfaction: how often they are mentioned, how they are judged, what they do.

Tables in, tables out. `comment_polarity` is where all figures start; `driver_table` and
`dimension_table` put them together; `segment_table` and `trend_table` compare groups and periods.
"""

from __future__ import annotations

from voc.driver.impact import impact
from voc.driver.mentions import comment_polarity, counted_comments
from voc.driver.satisfaction import satisfaction
from voc.driver.segments import segment_table, trend_table
from voc.driver.table import dimension_table, driver_table

__all__ = [
    "comment_polarity",
    "counted_comments",
    "dimension_table",
    "driver_table",
    "impact",
    "satisfaction",
    "segment_table",
    "trend_table",
]
