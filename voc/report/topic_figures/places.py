"""Places names on a figure of a fixed size so that no two of them overlap."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from voc.report.figures.placing import Box, covered
from voc.report.topic_figures.look import WIDTH_OF_COLUMN

__all__ = ["Name", "Placed", "place_names"]

_PADDING = 3.0
_Shift = tuple[float, float, float, float]
# Ways from a point to the middle of a name's box, the nearest first: widths and heights of the box,
# and pixels to the right and down.
_UPON: tuple[_Shift, ...] = (
    (0, 0, 0, 0),
    (0, -1, 0, 0),
    (0, 1, 0, 0),
    (-0.5, -1, 0, 0),
    (0.5, -1, 0, 0),
    (-0.5, 1, 0, 0),
    (0.5, 1, 0, 0),
)
_BESIDE: tuple[_Shift, ...] = (
    (0.5, 0, 9, 0),
    (-0.5, 0, -9, 0),
    (0, -0.5, 0, -8),
    (0, 0.5, 0, 8),
    (0.5, 0.7, 9, 0),
    (-0.5, 0.7, -9, 0),
    (0.5, -0.7, 9, 0),
    (-0.5, -0.7, -9, 0),
)


class Name(NamedTuple):
    """A name and the point that it belongs to, in pixels from the top left of the plot."""

    text: str
    x: float
    y: float
    size: float  # of the letters
    shorter: str = ""  # taken where the name finds no place


class Placed(NamedTuple):
    """A name that found a place: its number among the names, and its way from its point."""

    number: int
    text: str
    right: float  # pixels from the point to the middle of the text
    down: float


def place_names(
    names: Sequence[Name],
    frame: tuple[float, float],
    *,
    beside: bool = False,
    obstacles: Sequence[Box] = (),
) -> list[Placed]:
    """Place each name at or near its point, in order; one that finds no free place is left out.

    No name is nearer to the point of another than to its own.

    Parameters
    ----------
    names : sequence of Name
        The most important first.
    frame : (width, height)
        Of the plot; names stay inside.
    beside : bool
        Names stand beside their points; by default upon them.
    obstacles : sequence of (left, top, right, bottom)
        Boxes that no name may cover.

    Examples
    --------
    >>> names = [Name("停车", 50, 50, 12), Name("早餐", 50, 60, 12), Name("前台", 50, 62, 12)]
    >>> [(placed.text, placed.right, placed.down) for placed in place_names(names, (100, 100))]
    [('停车', 0.0, 0.0), ('前台', 0.0, 22.2)]
    """
    taken: list[Box] = list(obstacles)
    shifts = _BESIDE if beside else _UPON
    found = []
    for number, name in enumerate(names):
        texts = [name.text, name.shorter] if name.shorter else [name.text]
        # Better short upon its point than long and away from it.
        steps = [slice(None)] if beside else [slice(0, 1), slice(1, None)]
        for text, step in [(text, step) for step in steps for text in texts]:
            place = _free_place(number, text, names, frame, taken, shifts[step])
            if place is not None:
                box, right, down = place
                taken.append(box)
                found.append(Placed(number, text, round(right, 1), round(down, 1)))
                break
    return found


def _free_place(
    number: int,
    text: str,
    names: Sequence[Name],
    frame: tuple[float, float],
    taken: Sequence[Box],
    shifts: Sequence[_Shift],
) -> tuple[Box, float, float] | None:
    """The nearest box for a name that covers nothing, and the way there from its point."""
    name = names[number]
    wide = _width(text) * name.size / 12 + 2 * _PADDING
    tall = 1.35 * name.size + 2 * _PADDING
    if wide > frame[0] or tall > frame[1]:
        return None
    for widths, heights, right, down in shifts:
        x = min(max(name.x + widths * wide + right, wide / 2), frame[0] - wide / 2)
        y = min(max(name.y + heights * tall + down, tall / 2), frame[1] - tall / 2)
        box = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
        if not covered(box, taken) and _nearest(box, number, names):
            return box, x - name.x, y - name.y
    return None


def _nearest(box: Box, number: int, names: Sequence[Name]) -> bool:
    """Whether no point is nearer to a box than the one that it names."""
    own = _distance(box, names[number])
    return all(_distance(box, name) >= own for name in names)


def _distance(box: Box, name: Name) -> float:
    across = max(box[0] - name.x, 0.0, name.x - box[2])
    down = max(box[1] - name.y, 0.0, name.y - box[3])
    return math.hypot(across, down)


def _width(text: str) -> float:
    """Pixels of a text at size 12; "·" and the like are wide in Chinese fonts."""
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in text)
    return WIDTH_OF_COLUMN * (len(text) + wide)
