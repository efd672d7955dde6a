"""Kano questionnaire: answers, their counts, and the category of each feature."""

from __future__ import annotations

from voc.metric.kano.table import contradictory_respondents, kano

__all__ = [
    "contradictory_respondents",
    "kano",
]
