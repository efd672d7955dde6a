"""Order tables: rates of buying, cohorts, RFM segments and lifetime value."""

from __future__ import annotations

from voc.metric.orders.lifetime import lifetime_value, lifetime_value_interval
from voc.metric.orders.rates import cohort_retention, order_rates
from voc.metric.orders.rfm import rfm, rfm_segments

__all__ = [
    "cohort_retention",
    "lifetime_value",
    "lifetime_value_interval",
    "order_rates",
    "rfm",
    "rfm_segments",
]
