"""Bars on 0–100 with whiskers: satisfaction of drivers and of dimensions."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from voc.lexicon import DIMENSIONS
from voc.report.data import MIN_MENTIONS
from voc.report.figures.svg import Figure, drawing, label, line, rect, whisker
from voc.report.formats import fit_width, is_missing, number, shown
from voc.report.words import Language, check_language, choose, texts

__all__ = ["figure_dimensions", "figure_drivers"]


def figure_drivers(drivers: pd.DataFrame, language: str = "zh") -> Figure:
    """Draw the satisfaction of each driver with its 95 % interval, lowest first.

    Drivers mentioned in fewer than `MIN_MENTIONS` comments are left out.
    """
    chosen = check_language(language)
    frequent = drivers[drivers["mentions"] >= MIN_MENTIONS].dropna(subset=["satisfaction"])
    ranked = frequent.sort_values("satisfaction", kind="stable")
    labels = [shown(label) for label in ranked[f"label_{chosen}"]]
    return _bars(ranked, labels, texts(chosen)["figure_drivers"], chosen)


def figure_dimensions(dimensions: pd.DataFrame, language: str = "zh") -> Figure:
    """Draw the satisfaction of each dimension with its 95 % interval."""
    chosen = check_language(language)
    names = [str(name) for name in dimensions["dimension"]]
    labels = [choose(DIMENSIONS.get(name, (name, name)), chosen) for name in names]
    return _bars(dimensions, labels, texts(chosen)["figure_dimensions"], chosen)


def _bars(table: pd.DataFrame, labels: Sequence[str], title: str, language: Language) -> Figure:
    """Draw horizontal bars on 0–100 with whiskers, a label at the left, the value at the right."""
    left, width, step = 170.0, 330.0, 28.0
    height = 30 + step * len(labels)
    shapes = [
        line(left + width * tick / 100, 8, left + width * tick / 100, height - 20, "track")
        for tick in (0, 25, 50, 75, 100)
    ]
    shapes += [
        label(left + width * tick / 100, height - 4, str(tick), "soft", "middle", 11)
        for tick in (0, 50, 100)
    ]
    descriptions = []
    columns = (table["satisfaction"], table["low"], table["high"])
    for place, (name, value, low, high) in enumerate(zip(labels, *columns, strict=True)):
        middle = 22 + step * place
        shapes.append(label(left - 12, middle + 4, fit_width(name, 22), "ink", "end"))
        if not is_missing(value):
            shapes.append(rect(left, middle - 7, width * value / 100, 14, "accent"))
        if not (is_missing(low) or is_missing(high)):
            shapes += whisker(left + width * low / 100, left + width * high / 100, middle, 4)
        shapes.append(label(left + width + 48, middle + 4, number(value), "ink", "end"))
        sentence = texts(language)["figure_desc"]
        descriptions.append(
            sentence.format(name=name, value=number(value), low=number(low), high=number(high))
        )
    return drawing(560, height, title, "; ".join(descriptions), shapes)
