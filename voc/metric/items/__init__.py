"""Rated items: description, correlations, reliability and factors."""

from __future__ import annotations

from voc.metric.items.adequacy import bartlett_sphericity, kmo, parallel_analysis
from voc.metric.items.description import describe_items, item_correlations
from voc.metric.items.factors import FactorTables, factor_analysis
from voc.metric.items.reliability import cronbach_alpha, feldt_interval, item_total

__all__ = [
    "FactorTables",
    "bartlett_sphericity",
    "cronbach_alpha",
    "describe_items",
    "factor_analysis",
    "feldt_interval",
    "item_correlations",
    "item_total",
    "kmo",
    "parallel_analysis",
]
