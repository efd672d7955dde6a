"""How much a topic is talked about from period to period, small enough for a card."""

from __future__ import annotations

from html import escape

import pandas as pd

from voc.report.figures.plane import Plane, axis_ends, round_steps
from voc.report.figures.svg import FONT, area, circle, curve, label, line
from voc.report.formats import is_missing, percent
from voc.report.tables import period_name

__all__ = ["topic_share"]

_WIDE, _TALL = 380.0, 150.0
_DOTS = 24  # more periods have no dot each
_ROUND = 0.05  # an axis that ends higher needs no decimals


def topic_share(trend: pd.DataFrame, description: str) -> str:
    """Draw the share of each period with the band of its interval, as an SVG that fits its place.

    Parameters
    ----------
    trend : DataFrame
        period, freq, share, low, high; in the order of time.
    description : str
        What it shows, for those who cannot see it.

    Returns
    -------
    str
        Empty with fewer than two periods.
    """
    known = trend.dropna(subset=["share"])
    if len(known) < 2:
        return ""
    ends = (0.0, axis_ends(known[["share", "low", "high"]], 0, 1)[1])
    plane = Plane(46, 10, _WIDE - 10, _TALL - 24, (0.0, len(trend) - 1.0), ends)
    shapes = [line(plane.left, plane.bottom, plane.right, plane.bottom, "rule")]
    for value in round_steps(*ends)[::2]:
        written = percent(value, 0 if ends[1] > _ROUND else 1)
        shapes.append(label(plane.left - 8, plane.y(value) + 4, written, "soft", "end", 11))
    for run in _unbroken(trend):
        points = [(plane.x(float(at)), plane.y(share)) for at, share, *_ in run]
        banded = [each for each in run if not (is_missing(each[2]) or is_missing(each[3]))]
        if len(banded) == len(run) > 1:
            upper = [(plane.x(float(at)), plane.y(high)) for at, _, _, high in run]
            lower = [(plane.x(float(at)), plane.y(low)) for at, _, low, _ in run]
            shapes.append(area([*upper, *lower[::-1]], "accent"))
        shapes.append(curve(points, "accent"))
        if len(trend) <= _DOTS or len(run) == 1:
            shapes += [circle(x, y, 2.6, "accent") for x, y in points]
    for place, anchor in ((0, "start"), (len(trend) - 1, "end")):
        name = period_name(pd.Timestamp(trend["period"].iloc[place]), trend["freq"].iloc[place])
        shapes.append(label(plane.x(float(place)), _TALL - 6, name, "soft", anchor, 11))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="100%" '
        f'viewBox="0 0 {_WIDE:g} {_TALL:g}" style="max-width: {1.3 * _WIDE:g}px" '
        f'font-family="{FONT}" font-size="12"><title>{escape(description)}</title>'
        f"{''.join(shapes)}</svg>"
    )


def _unbroken(trend: pd.DataFrame) -> list[list[tuple[int, float, float, float]]]:
    """Stretches of periods that have a share: (number of the period, share, low, high)."""
    runs: list[list[tuple[int, float, float, float]]] = []
    columns = (trend[name].astype(float) for name in ("share", "low", "high"))
    for at, (share, low, high) in enumerate(zip(*columns, strict=True)):
        if is_missing(share):
            continue
        if not runs or runs[-1][-1][0] != at - 1:
            runs.append([])
        runs[-1].append((at, share, low, high))
    return runs
