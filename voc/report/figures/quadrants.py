"""Importance against satisfaction, with the lines that part the four quadrants."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from voc.report.figures.placing import named_points
from voc.report.figures.plane import Plane, axis_ends
from voc.report.figures.svg import Figure, circle, drawing, label, line
from voc.report.formats import is_missing, number, percent
from voc.report.words import check_language, texts

__all__ = ["figure_quadrants"]

_TONES = {"concentrate_here": "negative", "keep_up": "positive"}
_ACROSS = ["satisfaction", "low", "high", "satisfaction_line"]
_UPWARDS = ["importance", "importance_low", "importance_high", "importance_line"]


def figure_quadrants(
    quadrants: pd.DataFrame,
    names: Mapping[str, str],
    language: str = "zh",
    *,
    stated: bool = False,
) -> Figure:
    """Draw each driver by satisfaction (to the right) and importance (upwards).

    Thin lines are the 95 % intervals. A hollow point is a driver whose interval crosses a line, so
    that its quadrant is not certain.

    Parameters
    ----------
    quadrants : DataFrame
        The study `quadrants`.
    names : mapping
        Driver id → name to show.
    language : {"zh", "en"}
    stated : bool
        Importance is what the respondents said, 0–100, not a share of R².
    """
    words = texts(check_language(language))
    axis = "stated_importance" if stated else "importance"
    written = partial(number, digits=0) if stated else partial(percent, digits=0)
    table = quadrants.dropna(subset=["importance", "satisfaction"])
    if table.empty:
        return drawing(720, 40, words["figure_quadrants"], words["no_figure"], [])
    plane = Plane(
        *(58.0, 26.0, 704.0, 424.0),
        across=axis_ends(table[_ACROSS], 0, 100),
        upwards=axis_ends(table[_UPWARDS], 0, 100 if stated else 1),
    )
    shapes = _quadrant_names(plane, table.iloc[0], words)
    points, labels, described = [], [], []
    records = table.to_dict("records")
    for row in records:
        x, y = plane.x(row["satisfaction"]), plane.y(row["importance"])
        if not is_missing(row["low"]):
            shapes.append(line(plane.x(row["low"]), y, plane.x(row["high"]), y, "rule"))
        if not is_missing(row["importance_low"]):
            low, high = plane.y(row["importance_low"]), plane.y(row["importance_high"])
            shapes.append(line(x, low, x, high, "rule"))
        points.append((x, y))
        name = names.get(row["driver"], row["driver"])
        labels.append(name)
        described.append(f"{name}: {number(row['satisfaction'])}, {written(row['importance'])}")
    for row, (x, y) in zip(records, points, strict=True):
        tone = _TONES.get(row["quadrant"], "soft")
        shapes.append(circle(x, y, 5, tone, hollow=bool(row["crosses"])))
    inside = (plane.left + 4, plane.top + 18, plane.right - 4, plane.bottom - 18)
    shapes += named_points(points, labels, inside)
    shapes += plane.marks_across(partial(number, digits=0))
    shapes += plane.marks_upwards(written)
    shapes.append(label(plane.right, 462, words["satisfaction"] + " →", "soft", "end", 12))
    shapes.append(label(plane.left, 16, "↑ " + words[axis], "soft", "start", 12))
    return drawing(720, 468, words["figure_quadrants"], "; ".join(described), shapes)


def _quadrant_names(plane: Plane, lines: pd.Series, words: Mapping[str, str]) -> list[str]:
    """The frame, the two lines, and the name of each quadrant in its corner."""
    left, top, right, bottom = plane.left, plane.top, plane.right, plane.bottom
    x, y = plane.x(lines["satisfaction_line"]), plane.y(lines["importance_line"])
    shapes = [
        line(left, top, left, bottom, "rule"),
        line(left, bottom, right, bottom, "rule"),
        line(x, top, x, bottom, "soft", dashed=True),
        line(left, y, right, y, "soft", dashed=True),
    ]
    corners = {
        "concentrate_here": (left + 8, top + 14, "start"),
        "keep_up": (right - 4, top + 14, "end"),
        "low_priority": (left + 8, bottom - 7, "start"),
        "possible_overkill": (right - 4, bottom - 7, "end"),
    }
    for key, (across, down, anchor) in corners.items():
        shapes.append(label(across, down, words[f"quadrant_{key}"], "soft", anchor, 12))
    return shapes
