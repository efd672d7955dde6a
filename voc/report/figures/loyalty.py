"""Loyalty against satisfaction: the curve with its band and the zone of indifference."""

from __future__ import annotations

from functools import partial

import pandas as pd

from voc.report.figures.plane import Plane
from voc.report.figures.svg import Figure, area, curve, drawing, label, line, tile
from voc.report.formats import number
from voc.report.words import check_language, texts

__all__ = ["figure_loyalty"]


def figure_loyalty(loyalty_curve: pd.DataFrame, language: str = "zh") -> Figure:
    """Draw how loyalty rises with satisfaction; the zone of indifference is shaded.

    Parameters
    ----------
    loyalty_curve : DataFrame
        The study `loyalty_curve`: satisfaction, loyalty, low, high, n, zone.
    language : {"zh", "en"}
    """
    words = texts(check_language(language))
    table = loyalty_curve.dropna(subset=["satisfaction", "loyalty"])
    if table.empty:
        return drawing(720, 40, words["figure_loyalty"], words["no_figure"], [])
    plane = Plane(58.0, 26.0, 704.0, 344.0, across=(0.0, 100.0), upwards=(0.0, 100.0))
    shapes = [
        line(plane.left, plane.top, plane.left, plane.bottom, "rule"),
        line(plane.left, plane.bottom, plane.right, plane.bottom, "rule"),
    ]
    zone = table.loc[table["zone"].astype(bool), "satisfaction"]
    if len(zone):
        start, end = plane.x(zone.min()), plane.x(zone.max())
        shapes.append(tile(start, plane.top, end - start, plane.bottom - plane.top, "neutral", 0.3))
        name = words["zone_of_indifference"]
        shapes.append(label((start + end) / 2, plane.top + 16, name, "soft", "middle", 12))
    across = [plane.x(value) for value in table["satisfaction"]]
    banded = table[["low", "high"]].notna().all(axis=1).all()
    if banded:
        upper = [plane.y(value) for value in table["high"]]
        lower = [plane.y(value) for value in table["low"]]
        up, down = zip(across, upper, strict=True), zip(across, lower, strict=True)
        shapes.append(area([*up, *list(down)[::-1]], "accent"))
    heights = [plane.y(value) for value in table["loyalty"]]
    shapes.append(curve(list(zip(across, heights, strict=True)), "accent"))
    written = partial(number, digits=0)
    shapes += plane.marks_across(written) + plane.marks_upwards(written)
    shapes.append(label(plane.right, 382, words["satisfaction"] + " →", "soft", "end", 12))
    shapes.append(label(plane.left, 16, "↑ " + words["loyalty"], "soft", "start", 12))
    pairs = zip(table["satisfaction"], table["loyalty"], strict=True)
    described = "; ".join(f"{number(x, 0)}: {number(y, 0)}" for x, y in pairs)
    return drawing(720, 388, words["figure_loyalty"], described, shapes)
