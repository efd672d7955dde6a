"""Drivers by groups as a field of colours: who is more and who is less satisfied."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from voc.report.data import MIN_MENTIONS
from voc.report.figures.svg import Figure, drawing, label, tile
from voc.report.formats import fit_width, is_missing, number
from voc.report.words import check_language, texts

__all__ = ["figure_heat"]

DRIVERS_SHOWN, GROUPS_SHOWN = 15, 8
FULL = 25.0  # points of difference that take the full colour
SIGNIFICANT = 0.05


def figure_heat(segments: pd.DataFrame, names: Mapping[str, str], language: str = "zh") -> Figure:
    """Draw the satisfaction of each group with each driver, coloured by its difference to the rest.

    A star marks a difference that stays significant after correction for many tests. A cell of
    fewer than `MIN_MENTIONS` mentions has no colour; it is empty when nobody judges the driver.

    Parameters
    ----------
    segments : DataFrame
        Rows of one segment column of the table `segments`.
    names : mapping
        Driver id → name to show.
    language : {"zh", "en"}
    """
    words = texts(check_language(language))
    about = segments[segments["driver"] != "all"]
    drivers = about.groupby("driver")["mentions"].sum().sort_values(ascending=False, kind="stable")
    sizes = segments.drop_duplicates("value").sort_values("n", ascending=False, kind="stable")
    largest = set(sizes["value"][:GROUPS_SHOWN])
    groups = [value for value in segments["value"].unique() if value in largest]
    cells = {(row["driver"], row["value"]): row for row in about.to_dict("records")}
    left, wide, step = 190.0, 520.0 / max(1, len(groups)), 30.0
    shapes, described = [], []
    for column, value in enumerate(groups):
        place = left + wide * (column + 0.5)
        heading = fit_width(str(value), int(wide / 6.5))
        shapes.append(label(place, 18, heading, "soft", "middle", 12))
    for line_number, driver in enumerate(drivers.index[:DRIVERS_SHOWN]):
        top = 28 + step * line_number
        name = names.get(driver, driver)
        shapes.append(label(left - 12, top + 19, fit_width(name, 24), "ink", "end"))
        for column, value in enumerate(groups):
            row = cells.get((driver, value))
            if row is None or is_missing(row["satisfaction"]):
                continue
            shapes += _cell(row, left + wide * column, top, wide)
            described.append(f"{name}, {value}: {_written(row)}")
    height = 32 + step * min(len(drivers), DRIVERS_SHOWN)
    return drawing(720, height, words["figure_heat"], "; ".join(described), shapes)


def _cell(row: Mapping[Any, Any], left: float, top: float, wide: float) -> list[str]:
    difference = 0.0 if is_missing(row["difference"]) else float(row["difference"])
    strength = min(1.0, abs(difference) / FULL)
    tone, ink, opacity = "positive" if difference > 0 else "negative", "ink", 0.06 + 0.6 * strength
    if row["mentions"] < MIN_MENTIONS:
        tone, ink, opacity = "track", "soft", 0.5
    return [
        tile(left + 1, top + 1, wide - 2, 28, tone, opacity),
        label(left + wide / 2, top + 19, _written(row), ink, "middle", 12),
    ]


def _written(row: Mapping[Any, Any]) -> str:
    star = " ★" if row["p_adjusted"] < SIGNIFICANT else ""
    return number(row["satisfaction"], 0) + star
