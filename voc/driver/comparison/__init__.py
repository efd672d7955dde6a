"""Drivers compared: segments, brands and periods, with tests and alerts."""

from __future__ import annotations

from voc.driver.comparison.alerts import alert_table
from voc.driver.comparison.brands import brand_table
from voc.driver.comparison.segments import segment_table, trend_table
from voc.driver.comparison.slopes import slope_table

__all__ = [
    "alert_table",
    "brand_table",
    "segment_table",
    "slope_table",
    "trend_table",
]
