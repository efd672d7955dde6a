"""What a finding is, and which drivers one may be about."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from voc.lexicon.dimensions import OVERALL
from voc.report.data import MIN_MENTIONS

__all__ = ["Finding", "levers"]


@dataclass(frozen=True)
class Finding:
    """One sentence with what qualifies it.

    `tone` is ``positive``, ``neutral`` or ``negative``; `driver` is the id of what it is about,
    empty when that is no driver.
    """

    heading: str
    sentence: str
    certainty: str
    tone: str
    driver: str = ""


def levers(drivers: pd.DataFrame) -> pd.DataFrame:
    """Drivers with enough mentions; a bare verdict (dimension overall) names nothing to act on."""
    enough = (drivers["mentions"] >= MIN_MENTIONS) & (drivers["dimension"] != OVERALL)
    return drivers[enough].dropna(subset=["satisfaction"])
