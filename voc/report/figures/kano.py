"""Kano: features by their Better and Worse coefficients, and drivers by penalty and reward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from math import inf

import pandas as pd

from voc.report.figures.placing import named_points
from voc.report.figures.plane import Plane, axis_ends
from voc.report.figures.svg import Figure, circle, drawing, label, line
from voc.report.formats import is_missing, number
from voc.report.words import check_language, texts

__all__ = ["figure_kano", "figure_penalty_reward"]

_FRAME = (58.0, 26.0, 704.0, 424.0)


def figure_kano(kano: pd.DataFrame, language: str = "zh") -> Figure:
    """Draw each feature by Better (upwards) and −Worse (to the right), with intervals.

    Parameters
    ----------
    kano : DataFrame
        The study `kano`.
    language : {"zh", "en"}
    """
    words = texts(check_language(language))
    table = kano.dropna(subset=["better", "worse"])
    if table.empty:
        return drawing(720, 40, words["figure_kano"], words["no_figure"], [])
    plane = Plane(*_FRAME, across=(0.0, 1.0), upwards=(0.0, 1.0))
    shapes = [
        line(plane.left, plane.top, plane.left, plane.bottom, "rule"),
        line(plane.left, plane.bottom, plane.right, plane.bottom, "rule"),
        line(plane.x(0.5), plane.top, plane.x(0.5), plane.bottom, "soft", dashed=True),
        line(plane.left, plane.y(0.5), plane.right, plane.y(0.5), "soft", dashed=True),
    ]
    corners = {
        "excitement": (plane.left + 8, plane.top + 14, "start"),
        "performance": (plane.right - 4, plane.top + 14, "end"),
        "indifferent": (plane.left + 8, plane.bottom - 7, "start"),
        "basic": (plane.right - 4, plane.bottom - 7, "end"),
    }
    for key, (across, down, anchor) in corners.items():
        shapes.append(label(across, down, words[f"kano_{key}"], "soft", anchor, 12))
    turned = table.assign(
        across=-table["worse"], low=-table["worse_high"], high=-table["worse_low"]
    )
    ends = ("low", "high", "better_low", "better_high")
    names = [str(name) for name in table["label"].where(table["label"] != "", table["feature"])]
    shapes += _crosses(turned, plane, ("across", "better"), ends, names)
    written = partial(number, digits=1)
    shapes += plane.marks_across(written) + plane.marks_upwards(written)
    shapes.append(label(plane.right, 462, words["kano_worse"] + " →", "soft", "end", 12))
    shapes.append(label(plane.left, 16, "↑ " + words["kano_better"], "soft", "start", 12))
    described = _described(names, table["better"], table["worse"])
    return drawing(720, 468, words["figure_kano"], described, shapes)


def figure_penalty_reward(
    penalty_reward: pd.DataFrame, names: Mapping[str, str], language: str = "zh"
) -> Figure:
    """Draw each driver by what complaint costs (to the right) and what praise wins (upwards).

    On the dashed line both are alike: a driver of performance. Below it lie basic drivers, above it
    those that excite. Thin lines are the 95 % intervals.

    Parameters
    ----------
    penalty_reward : DataFrame
        The study `penalty_reward`.
    names : mapping
        Driver id → name to show.
    language : {"zh", "en"}
    """
    words = texts(check_language(language))
    table = penalty_reward.dropna(subset=["penalty", "reward"])
    if table.empty:
        return drawing(720, 40, words["figure_penalty_reward"], words["no_figure"], [])
    turned = table.assign(
        cost=-table["penalty"], cost_low=-table["penalty_high"], cost_high=-table["penalty_low"]
    )
    far = turned[["cost", "cost_low", "cost_high", "reward", "reward_low", "reward_high"]]
    ends = axis_ends(far, -inf, inf)
    ends = (min(ends[0], 0.0), max(ends[1], 1e-6))
    plane = Plane(*_FRAME, across=ends, upwards=ends)
    shapes = [
        line(plane.left, plane.y(0), plane.right, plane.y(0), "rule"),
        line(plane.x(0), plane.top, plane.x(0), plane.bottom, "rule"),
        line(plane.x(0), plane.y(0), plane.right, plane.top, "soft", dashed=True),
    ]
    shapes.append(
        label(plane.left + 8, plane.top + 14, words["kano_excitement"], "soft", "start", 12)
    )
    shapes.append(label(plane.right - 4, plane.bottom - 7, words["kano_basic"], "soft", "end", 12))
    labels = [names.get(driver, driver) for driver in table["driver"]]
    columns = ("cost_low", "cost_high", "reward_low", "reward_high")
    shapes += _crosses(turned, plane, ("cost", "reward"), columns, labels)
    written = partial(number, digits=0 if ends[1] - ends[0] > 8 else 1)
    shapes += plane.marks_across(written) + plane.marks_upwards(written)
    shapes.append(label(plane.right, 462, words["penalty"] + " →", "soft", "end", 12))
    shapes.append(label(plane.left, 16, "↑ " + words["reward"], "soft", "start", 12))
    described = _described(labels, table["reward"], table["penalty"])
    return drawing(720, 468, words["figure_penalty_reward"], described, shapes)


def _crosses(
    table: pd.DataFrame,
    plane: Plane,
    at: tuple[str, str],
    ends: tuple[str, str, str, str],
    names: Sequence[str],
) -> list[str]:
    """A point with its two intervals for each row, and the names."""
    shapes: list[str] = []
    points = []
    for row in table.to_dict("records"):
        x, y = plane.x(row[at[0]]), plane.y(row[at[1]])
        if not is_missing(row[ends[0]]):
            shapes.append(line(plane.x(row[ends[0]]), y, plane.x(row[ends[1]]), y, "rule"))
        if not is_missing(row[ends[2]]):
            shapes.append(line(x, plane.y(row[ends[2]]), x, plane.y(row[ends[3]]), "rule"))
        points.append((x, y))
    shapes += [circle(x, y, 5, "accent") for x, y in points]
    inside = (plane.left + 4, plane.top + 18, plane.right - 4, plane.bottom - 18)
    return shapes + named_points(points, names, inside)


def _described(names: Sequence[str], first: pd.Series, second: pd.Series) -> str:
    values = zip(names, first, second, strict=True)
    return "; ".join(f"{name}: {number(up, 2)}, {number(down, 2)}" for name, up, down in values)
