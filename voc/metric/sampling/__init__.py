"""Samples of respondents: how many, how exact, and who."""

from __future__ import annotations

from voc.metric.sampling.draw import allocate, draw
from voc.metric.sampling.size import margin_of_error, sample_size

__all__ = [
    "allocate",
    "draw",
    "margin_of_error",
    "sample_size",
]
