"""Places names beside points so that they cover neither each other nor the points."""

from __future__ import annotations

from collections.abc import Sequence

from voc.report.figures.svg import label, line
from voc.report.formats import display_width, fit_width

__all__ = ["Box", "covered", "named_points"]

HEIGHT = 15.0
WIDTH_OF_COLUMN = 6.4  # of a half-width character at 12 px
_NEAR = (0.0, -13.0, 13.0, -26.0, 26.0, -39.0, 39.0, -52.0, 52.0)
Box = tuple[float, float, float, float]


def named_points(
    points: Sequence[tuple[float, float]],
    names: Sequence[str],
    frame: Box,
    *,
    radius: float = 5.0,
    widest: int = 22,
) -> list[str]:
    """Shapes that name each point; a thin line leads to a name that had to move away.

    Parameters
    ----------
    points : sequence of (x, y)
    names : sequence of str
    frame : (left, top, right, bottom)
        Names stay inside.
    radius : float
        Of the points, which no name covers.
    widest : int
        Half-width columns that a name may take.
    """
    taken: list[Box] = [(x - radius, y - radius, x + radius, y + radius) for x, y in points]
    shapes: list[str] = []
    for (x, y), name in zip(points, names, strict=True):
        text = fit_width(name, widest)
        wide = WIDTH_OF_COLUMN * display_width(text)
        best = min(
            _places(x, y, wide, radius, frame),
            key=lambda place: (covered(place[0], taken), place[1]),
        )
        box, away, anchor = best
        taken.append(box)
        at = box[0] if anchor == "start" else box[2]
        if away > HEIGHT:
            shapes.append(line(x, y, at, (box[1] + box[3]) / 2, "rule"))
        shapes.append(label(at, box[3] - 4, text, "ink", anchor, 12))
    return shapes


def _places(
    x: float, y: float, wide: float, radius: float, frame: Box
) -> list[tuple[Box, float, str]]:
    """Boxes beside a point with their distance and the end at which the text starts."""
    left, top, right, bottom = frame
    places = []
    for shift in _NEAR:
        above = min(max(y + shift - HEIGHT / 2, top), bottom - HEIGHT)
        for anchor, start in (("start", x + radius + 3), ("end", x - radius - 3 - wide)):
            outside = max(0.0, left - start) + max(0.0, start + wide - right)
            box = (start, above, start + wide, above + HEIGHT)
            places.append((box, abs(shift) + 1000 * (outside > 0) + outside, anchor))
    return places


def covered(box: Box, taken: Sequence[Box]) -> float:
    """Area of a box that others hold already."""
    return sum(
        max(0.0, min(box[2], other[2]) - max(box[0], other[0]))
        * max(0.0, min(box[3], other[3]) - max(box[1], other[1]))
        for other in taken
    )
