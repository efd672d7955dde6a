"""Strips without text, one for a row of a table; they stretch to their cell."""

from __future__ import annotations

from voc.report.figures.svg import line, rect, strip, whisker
from voc.report.formats import is_missing

__all__ = ["impact_strip", "polarity_of_impact", "polarity_strip", "satisfaction_strip"]


def satisfaction_strip(value: float, low: float, high: float, description: str) -> str:
    """Return a bar on a track of 0–100 with its interval as a whisker and a tick at 50."""
    shapes = [rect(0, 4, 100, 10, "track")]
    if not is_missing(value):
        shapes.append(rect(0, 4, value, 10, "accent"))
    shapes.append(line(50, 2, 50, 16, "rule"))
    if not (is_missing(low) or is_missing(high)):
        shapes += whisker(low, high, 9, 3.5)
    return strip("0 0 100 18", description, shapes)


def polarity_strip(positive: float, neutral: float, negative: float, description: str) -> str:
    """Return one bar split into negative, neutral and positive, always in this order."""
    total = positive + neutral + negative
    shapes = [rect(0, 4, 100, 10, "track")]
    start = 0.0
    for part, colour in ((negative, "negative"), (neutral, "neutral"), (positive, "positive")):
        width = 100 * part / total if total > 0 else 0.0
        if width > 0:
            shapes.append(rect(start, 4, width, 10, colour))
        start += width
    return strip("0 0 100 18", description, shapes)


def impact_strip(value: float, low: float, high: float, limit: float, description: str) -> str:
    """Return a bar to the left or right of a zero line; `limit` is the half width of the scale.

    It is grey when the interval contains 0.
    """

    def place(impact: float) -> float:
        return 50 + 50 * max(-1.0, min(1.0, impact / limit)) if limit > 0 else 50.0

    shapes = [rect(0, 4, 100, 10, "track")]
    if not is_missing(value):
        colour = polarity_of_impact(value, low, high)
        left, right = sorted((50.0, place(value)))
        shapes.append(rect(left, 4, right - left, 10, colour))
        if not (is_missing(low) or is_missing(high)):
            shapes += whisker(place(low), place(high), 9, 3.5)
    shapes.append(line(50, 0, 50, 18, "soft"))
    return strip("0 0 100 18", description, shapes)


def polarity_of_impact(value: float, low: float, high: float) -> str:
    """Return which way an impact points: ``neutral`` unless its interval excludes 0.

    >>> polarity_of_impact(-2.0, -3.1, -0.9), polarity_of_impact(-2.0, -5.0, 0.3)
    ('negative', 'neutral')
    """
    if any(is_missing(limit) for limit in (value, low, high)):
        return "neutral"
    if round(low, 2) <= 0 <= round(high, 2):  # as printed: nobody should read “to 0.00” in colour
        return "neutral"
    return "negative" if value < 0 else "positive"
