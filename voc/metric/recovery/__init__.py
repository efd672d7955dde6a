"""Service recovery from complaint logs: waiting, solving, and who bought again."""

from __future__ import annotations

from voc.metric.recovery.complaints import (
    ComplaintLog,
    customer_flags,
    read_complaints,
    repurchase_after,
)
from voc.metric.recovery.table import recovery_funnel, recovery_table, recovery_times
from voc.metric.recovery.times import median_wait

__all__ = [
    "ComplaintLog",
    "customer_flags",
    "median_wait",
    "read_complaints",
    "recovery_funnel",
    "recovery_table",
    "recovery_times",
    "repurchase_after",
]
