"""What all topic figures share: the library, colours, font, title and size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from voc.errors import VocError
from voc.report.figures.svg import COLOURS, FONT
from voc.report.topic_figures.display import shows_itself
from voc.report.topic_figures.hover import escaped, wrapped
from voc.report.words import Language

if TYPE_CHECKING:
    from plotly.graph_objects import Figure as PlotlyFigure

__all__ = [
    "LESS",
    "MORE",
    "WIDTH",
    "WIDTH_OF_COLUMN",
    "colour_of",
    "dark",
    "dress",
    "faded",
    "library",
    "mixed",
    "rows_downward",
    "symbol_of",
]

WIDTH = 960  # fixed, as labels are placed by the pixel
WIDTH_OF_COLUMN = 6.6  # pixels of a half-width character at size 12

# Eight that stay apart in every colour blindness; with four symbols they tell 32 topics apart.
TOPIC_COLOURS = (
    "#2c4a7c",
    "#e08a00",
    "#0b8063",
    "#c64a1b",
    "#6ab4f0",
    "#d94fae",
    "#664126",
    "#8bc383",
)
TOPIC_SYMBOLS = ("circle", "diamond", "square", "triangle-up")
# Of more and fewer comments about a topic neither is good or bad: not the green and red of praise.
MORE, LESS = COLOURS["accent"], "#b96a00"
_LEAD = 136  # half-width columns of a line under the title
_LATIN_FONT = "'Helvetica Neue','Segoe UI',Arial,"


def library() -> tuple[Any, Any]:
    """The modules graph_objects and subplots of Plotly, imported when the first figure is drawn.

    Raises
    ------
    VocError
        Plotly is not installed.
    """
    try:
        import plotly.graph_objects as graph_objects
        import plotly.subplots as subplots
    except ImportError as error:
        raise VocError("report.no-plotly", where="figures") from error
    return graph_objects, subplots


def colour_of(place: int) -> str:
    """The colour of the topic at a place, 0 for the largest.

    >>> colour_of(0) == colour_of(8), symbol_of(0) == symbol_of(8)
    (True, False)
    """
    return TOPIC_COLOURS[place % len(TOPIC_COLOURS)]


def symbol_of(place: int) -> str:
    """The symbol of the topic at a place, 0 for the largest."""
    return TOPIC_SYMBOLS[place // len(TOPIC_COLOURS) % len(TOPIC_SYMBOLS)]


def dark(colour: str) -> str:
    """A darker colour, for letters.

    >>> dark("#e08a00")
    '#7b4c00'
    """
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(0.55 * part):02x}" for part in parts)


def faded(colour: str, opacity: float) -> str:
    """A colour that lets through what lies behind it.

    >>> faded("#2c4a7c", 0.5)
    'rgba(44,74,124,0.50)'
    """
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:.2f})"


def mixed(colour: str, strength: float) -> str:
    """A colour mixed with white, for what text is written upon.

    >>> mixed("#2c4a7c", 0.5)
    '#96a4be'
    """
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * strength):02x}" for part in parts)


def dress(
    figure: PlotlyFigure,
    title: str,
    subtitle: str,
    language: Language,
    *,
    height: float,
    left: float = 24,
    right: float = 24,
    bottom: float = 40,
    top: float = 96,
) -> PlotlyFigure:
    """Give a figure its title, font, colours and margins (pixels), and return it.

    A long subtitle is wrapped; the figure grows by its further lines.
    """
    ink, soft = COLOURS["ink"], COLOURS["soft"]
    lead = wrapped(subtitle, _LEAD)
    more = 18 * lead.count("<br>")  # a second line pushes the drawing down
    height, top = height + more, top + more
    family = FONT if language == "zh" else _LATIN_FONT + FONT
    figure.update_layout(
        title={
            "text": f"<b>{escaped(title)}</b>",
            "font": {"size": 19, "color": ink},
            "subtitle": {"text": lead, "font": {"size": 13, "color": soft}},
            "x": 24 / WIDTH,
            "xref": "container",
            "xanchor": "left",
            "y": 1 - 34 / height,
            "yref": "container",
            "yanchor": "middle",
        },
        template="plotly_white",
        width=WIDTH,
        height=height,
        margin={"l": left, "r": right, "t": top, "b": bottom},
        font={"family": family, "size": 12, "color": ink},
        paper_bgcolor="#ffffff",
        plot_bgcolor="#ffffff",
        hoverlabel={
            "bgcolor": "#ffffff",
            "bordercolor": COLOURS["rule"],
            "font": {"family": family, "size": 13, "color": ink},
            "align": "left",
        },
        modebar={
            "remove": ["lasso2d", "select2d", "autoScale2d"],
            "bgcolor": "rgba(255,255,255,0)",
            "color": COLOURS["neutral"],
            "activecolor": COLOURS["accent"],
        },
    )
    return shows_itself(figure)


def rows_downward(figure: PlotlyFigure, names: Sequence[str]) -> None:
    """One row for each name, the first at the top."""
    figure.update_yaxes(
        range=[len(names) - 0.5, -0.5],
        tickvals=list(range(len(names))),
        ticktext=list(names),
        showgrid=False,
        zeroline=False,
    )
