"""A plane with two axes: from values to places in the drawing, and round marks on the axes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from voc.report.figures.svg import label, line

__all__ = ["Plane", "axis_ends", "round_steps"]

Ends = tuple[float, float]


@dataclass(frozen=True)
class Plane:
    """The frame of a chart and the values at its ends."""

    left: float
    top: float
    right: float
    bottom: float
    across: Ends
    upwards: Ends

    def x(self, value: float) -> float:
        """Where a value of the horizontal axis lies."""
        low, high = self.across
        return self.left + (self.right - self.left) * (value - low) / (high - low)

    def y(self, value: float) -> float:
        """Where a value of the vertical axis lies."""
        low, high = self.upwards
        return self.bottom - (self.bottom - self.top) * (value - low) / (high - low)

    def marks_across(self, written: Callable[[float], str]) -> list[str]:
        """Ticks with numbers below the frame."""
        shapes = []
        for value in round_steps(*self.across):
            place = self.x(value)
            shapes.append(line(place, self.bottom, place, self.bottom + 4, "rule"))
            shapes.append(label(place, self.bottom + 18, written(value), "soft", "middle", 11))
        return shapes

    def marks_upwards(self, written: Callable[[float], str]) -> list[str]:
        """Ticks with numbers at the left of the frame."""
        shapes = []
        for value in round_steps(*self.upwards):
            place = self.y(value)
            shapes.append(line(self.left - 4, place, self.left, place, "rule"))
            shapes.append(label(self.left - 8, place + 4, written(value), "soft", "end", 11))
        return shapes


def axis_ends(values: pd.DataFrame, least: float, most: float) -> Ends:
    """What an axis must show, and a little air, within what is possible.

    Examples
    --------
    >>> axis_ends(pd.DataFrame({"low": [20.0], "high": [70.0]}), 0, 100)
    (17.0, 73.0)
    """
    given = values.to_numpy(dtype=np.float64, na_value=np.nan)
    low, high = float(np.nanmin(given)), float(np.nanmax(given))
    air = 0.06 * (high - low) or 0.05 * abs(high) or 1.0
    return max(least, low - air), min(most, high + air)


def round_steps(low: float, high: float) -> list[float]:
    """Round values between two ends, about four to nine of them.

    Examples
    --------
    >>> round_steps(32.0, 71.5)
    [35.0, 40.0, 45.0, 50.0, 55.0, 60.0, 65.0, 70.0]
    >>> round_steps(0.0, 0.23)
    [0.0, 0.05, 0.1, 0.15, 0.2]
    """
    width = max(high - low, 1e-9)
    power = 10.0 ** np.floor(np.log10(width))
    step = next(step for step in (power, power / 2, power / 5, power / 10) if width / step >= 4)
    first, last = int(np.ceil(low / step - 1e-9)), int(np.floor(high / step + 1e-9))
    return [float(round(step * place, 9)) for place in range(first, last + 1)]
