"""A grid of small panels of one size, each under its title."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from voc.report.topic_figures.look import WIDTH, library

if TYPE_CHECKING:
    from plotly.graph_objects import Figure as PlotlyFigure

__all__ = ["Panels", "panel_grid"]

_ACROSS = 3
_TOP, _BOTTOM, _LEFT, _RIGHT = 124, 40, 24, 36


class Panels(NamedTuple):
    """A figure with empty panels.

    Attributes
    ----------
    figure : plotly.graph_objects.Figure
    cells : list of (row, column)
        Of each panel, from 1.
    height : float
        Of the figure with its title, in pixels.
    margins : dict of str to float
        For `dress`.
    """

    figure: PlotlyFigure
    cells: list[tuple[int, int]]
    height: float
    margins: dict[str, float]


def panel_grid(titles: Sequence[str], *, tall: float, names: float, gap: float = 52) -> Panels:
    """Lay out panels of equal size, three a line, their titles at the left above them.

    Parameters
    ----------
    titles : sequence of str
        One a panel, escaped.
    tall : float
        Height of a panel in pixels.
    names : float
        Pixels at the left of each panel for the names of its axis.
    gap : float
        Pixels between two lines of panels, for title and axis.
    """
    _, subplots = library()
    lines = max(1, ceil(len(titles) / _ACROSS))
    plot_wide = WIDTH - names - _RIGHT
    plot_tall = lines * tall + (lines - 1) * gap
    used: list[list[dict[str, str] | None]] = [
        [{} if line * _ACROSS + column < len(titles) else None for column in range(_ACROSS)]
        for line in range(lines)
    ]
    figure = subplots.make_subplots(
        rows=lines,
        cols=_ACROSS,
        horizontal_spacing=(names + 8) / plot_wide,
        vertical_spacing=gap / plot_tall,
        specs=used,
    )
    cells = [(1 + place // _ACROSS, 1 + place % _ACROSS) for place in range(len(titles))]
    for place, title in enumerate(titles):
        number = place + 1 if place else ""  # Plotly calls the first axes x and y
        figure.add_annotation(
            x=0,
            y=1,
            xref=f"x{number} domain",
            yref=f"y{number} domain",
            text=title,
            showarrow=False,
            xanchor="left",
            yanchor="bottom",
            xshift=_LEFT - names,
            yshift=6,
            font={"size": 13},
        )
    margins = {"left": names, "right": _RIGHT, "top": _TOP, "bottom": _BOTTOM}
    return Panels(figure, cells, plot_tall + _TOP + _BOTTOM, margins)
