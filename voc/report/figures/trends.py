"""How satisfaction moves from period to period, with the band of its interval."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

import pandas as pd

from voc.report.figures.plane import Plane, axis_ends
from voc.report.figures.svg import Figure, area, circle, curve, drawing, label, line
from voc.report.formats import fit_width, is_missing, number
from voc.report.words import check_language, texts

__all__ = ["figure_trends"]

SHOWN = 6


class _Point(NamedTuple):
    at: float  # number of the period
    value: float
    low: float
    high: float


def figure_trends(trends: pd.DataFrame, names: Mapping[str, str], language: str = "zh") -> Figure:
    """Draw small charts: all comments, then the most mentioned drivers, each with its band.

    A period without enough to judge leaves a gap. All charts have one scale.

    Parameters
    ----------
    trends : DataFrame
        The table `trends`.
    names : mapping
        Driver id → name to show; "all" among them.
    language : {"zh", "en"}
    """
    words = texts(check_language(language))
    about = trends.dropna(subset=["satisfaction"])
    sizes = about[about["driver"] != "all"].groupby("driver")["mentions"].sum()
    frequent = sizes.sort_values(ascending=False, kind="stable").index[: SHOWN - 1]
    chosen = [name for name in ("all", *frequent) if (about["driver"] == name).sum() >= 2]
    if not chosen:
        return drawing(720, 40, words["figure_trends"], words["no_figure"], [])
    shown = about[about["driver"].isin(chosen)]
    periods = sorted(trends["period"].unique())
    ends = axis_ends(shown[["satisfaction", "low", "high"]], 0, 100)
    shapes, described = [], []
    wide, tall = 226.0, 120.0
    for place, driver in enumerate(chosen):
        left, top = 40 + (wide + 12) * (place % 3), 26 + (tall + 44) * (place // 3)
        plane = Plane(left, top, left + wide - 34, top + tall, (0.0, len(periods) - 1.0), ends)
        rows = shown[shown["driver"] == driver].sort_values("period", kind="stable")
        shapes += _chart(rows, periods, plane)
        name = names.get(driver, driver)
        shapes.append(label(left, top - 8, fit_width(name, 30), "ink", "start", 13))
        if place % 3 == 0:
            shapes += plane.marks_upwards(partial(number, digits=0))
        told = ", ".join(number(value) for value in rows["satisfaction"])
        described.append(f"{name}: {told}")
    height = 26 + (tall + 44) * (1 + (len(chosen) - 1) // 3) - 10
    return drawing(740, height, words["figure_trends"], "; ".join(described), shapes)


def _chart(rows: pd.DataFrame, periods: list[pd.Timestamp], plane: Plane) -> list[str]:
    place = {period: float(number_of) for number_of, period in enumerate(periods)}
    shapes = [line(plane.left, plane.bottom, plane.right, plane.bottom, "rule")]
    if plane.upwards[0] < 50 < plane.upwards[1]:
        shapes.append(line(plane.left, plane.y(50), plane.right, plane.y(50), "track"))
    for run in _unbroken(rows, place):
        points = [(plane.x(point.at), plane.y(point.value)) for point in run]
        if len(run) > 1 and not any(is_missing(point.low) for point in run):
            upper = [(plane.x(point.at), plane.y(point.high)) for point in run]
            lower = [(plane.x(point.at), plane.y(point.low)) for point in run]
            shapes.append(area([*upper, *lower[::-1]], "accent"))
        shapes.append(curve(points, "accent"))
        shapes += [circle(x, y, 2.6, "accent") for x, y in points]
    for at, anchor in ((0, "start"), (len(periods) - 1, "end")):
        written = f"{pd.Timestamp(periods[at]):%Y-%m-%d}"
        shapes.append(label(plane.x(float(at)), plane.bottom + 14, written, "soft", anchor, 10))
    return shapes


def _unbroken(rows: pd.DataFrame, place: Mapping[pd.Timestamp, float]) -> list[list[_Point]]:
    """Stretches of periods that follow one another."""
    runs: list[list[_Point]] = []
    columns = (rows["period"], rows["satisfaction"], rows["low"], rows["high"])
    for period, *figures in zip(*columns, strict=True):
        here = place[period]
        if not runs or here != runs[-1][-1].at + 1:
            runs.append([])
        runs[-1].append(_Point(here, *figures))
    return runs
