"""What praise and complaint of each driver go with in the score: bars to both sides of zero."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from voc.report.data import MIN_MENTIONS
from voc.report.figures.strips import polarity_of_impact
from voc.report.figures.svg import Figure, drawing, label, line, rect, whisker
from voc.report.formats import fit_width, is_missing, number, shown
from voc.report.words import check_language, texts

__all__ = ["figure_impacts"]

SHOWN = 15
_SIDES = ("negative", "positive")


def figure_impacts(drivers: pd.DataFrame, language: str = "zh") -> Figure:
    """Draw the impact of negative and of positive mentions, the most harmful driver first.

    A bar is grey when its interval contains 0.

    Parameters
    ----------
    drivers : DataFrame
        The table `drivers`.
    language : {"zh", "en"}
    """
    chosen = check_language(language)
    words = texts(chosen)
    columns = [f"impact_{side}{end}" for side in _SIDES for end in ("", "_low", "_high")]
    known = drivers[drivers["mentions"] >= MIN_MENTIONS]
    known = known.dropna(subset=[f"impact_{side}" for side in _SIDES], how="all")
    if known.empty:
        return drawing(720, 40, words["figure_impacts"], words["no_figure"], [])
    strongest = known[[f"impact_{side}" for side in _SIDES]].abs().max(axis=1)
    table = known.loc[strongest.sort_values(ascending=False, kind="stable").index[:SHOWN]]
    table = table.sort_values("impact_negative", kind="stable")
    limit = float(table[columns].abs().max().max()) or 1.0
    middle, half, step = 440.0, 236.0, 36.0
    shapes, described = [], []
    for turn, row in enumerate(table.to_dict("records")):
        down = 34 + step * turn
        name = shown(row[f"label_{chosen}"])
        shapes.append(label(178, down + 4, fit_width(name, 24), "ink", "end"))
        told = []
        both = not any(is_missing(row[f"impact_{side}"]) for side in _SIDES)
        tops = (down - 12, down + 1) if both else (down - 5.5, down - 5.5)
        for side, top in zip(_SIDES, tops, strict=True):
            told.append(_side(shapes, row, side, top, middle, half / limit, words))
        described.append(f"{name}: {', '.join(told)}")
    bottom = 34 + step * len(table) - 8
    shapes.append(line(middle, 16, middle, bottom, "soft"))
    shapes.append(label(middle, bottom + 16, "0", "soft", "middle", 11))
    for end in (-limit, limit):
        written = number(end, 1, signed=True)
        place = middle + half * end / limit
        shapes.append(label(place, bottom + 16, written, "soft", "middle", 11))
    return drawing(720, bottom + 24, words["figure_impacts"], "; ".join(described), shapes)


def _side(
    shapes: list[str],
    row: Mapping[Any, Any],
    side: str,
    top: float,
    middle: float,
    scale: float,
    words: Mapping[str, str],
) -> str:
    """Draw one bar with its whisker; returns what it says."""
    value, low, high = (row[f"impact_{side}{end}"] for end in ("", "_low", "_high"))
    if is_missing(value):
        return f"{words[side]} –"
    tone = side if polarity_of_impact(value, low, high) != "neutral" else "neutral"
    left, right = sorted((middle, middle + value * scale))
    shapes.append(rect(left, top, right - left, 11, tone))
    if not is_missing(low):
        shapes += whisker(middle + low * scale, middle + high * scale, top + 5.5, 3)
    return f"{words[side]} {number(value, 2, signed=True)}"
