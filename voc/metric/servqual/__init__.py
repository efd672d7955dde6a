"""SERVQUAL questionnaire: gaps by item and dimension, and the zone of tolerance."""

from __future__ import annotations

from voc.metric.servqual.gaps import ServqualTables, servqual
from voc.metric.servqual.tolerance import tolerance_zone

__all__ = [
    "ServqualTables",
    "servqual",
    "tolerance_zone",
]
