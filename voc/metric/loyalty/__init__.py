"""Loyalty of customers: an index of nine indicators, kinds of customers, the satisfaction curve."""

from __future__ import annotations

from voc.metric.loyalty.curve import loyalty_curve
from voc.metric.loyalty.groups import Cutoffs, loyalty_group, loyalty_groups
from voc.metric.loyalty.index import Loyalty, loyalty_index
from voc.metric.loyalty.shares import indicator_weights
from voc.metric.loyalty.weighting import Ahp, ahp, entropy_weights, judgement_matrix

__all__ = [
    "Ahp",
    "Cutoffs",
    "Loyalty",
    "ahp",
    "entropy_weights",
    "indicator_weights",
    "judgement_matrix",
    "loyalty_curve",
    "loyalty_group",
    "loyalty_groups",
    "loyalty_index",
]
