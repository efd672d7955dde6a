"""How a topic figure shows itself in a notebook: also where nbformat is missing."""

from __future__ import annotations

import re
from functools import partial
from html import unescape
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plotly.graph_objects import Figure as PlotlyFigure

__all__ = ["shows_itself"]

_HINT = (
    'A Plotly figure: "{title}". To see it here, set plotly.io.renderers.default = "notebook"; '
    'to keep it as a page, figure.write_html("figure.html").'
)


def shows_itself(figure: PlotlyFigure) -> PlotlyFigure:
    """Let a figure be displayed without nbformat, which Plotly asks for and does not use.

    Jupyter brings nbformat; an editor that runs kernels of its own does not. Where nothing can
    draw the figure, a line of text tells what to do. Returns the figure.
    """
    figure._ipython_display_ = partial(_display, figure)
    return figure


def _display(figure: PlotlyFigure) -> None:
    import plotly.io

    renderers = plotly.io.renderers
    bundle = {}
    if renderers.render_on_display and renderers.default:
        # Not figure._repr_mimebundle_(): a renderer that brings Plotly would with each figure.
        bundle = renderers._build_mime_bundle(figure.to_dict())
    if not bundle:  # drawn outside, in a browser, or not at all
        type(figure)._ipython_display_(figure)
        return
    title = unescape(re.sub("<[^>]*>", "", figure.layout.title.text or ""))
    ipython = import_module("IPython.display")
    ipython.display({"text/plain": _HINT.format(title=title), **bundle}, raw=True)
