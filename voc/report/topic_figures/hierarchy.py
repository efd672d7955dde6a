"""Which topics belong together: a dendrogram, the names at its leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from voc.report.figures.svg import COLOURS
from voc.report.formats import count, number
from voc.report.topic_figures.hover import escaped, wrapped
from voc.report.topic_figures.look import colour_of, dress, library, rows_downward
from voc.report.topic_figures.ranking import ranked_topics, short_name
from voc.report.topic_figures.texts import figure_texts
from voc.report.words import check_language

if TYPE_CHECKING:
    from plotly.graph_objects import Figure as PlotlyFigure

__all__ = ["figure_topic_hierarchy"]

FAMILY = 0.7  # of the largest distance: topics that join below it are one family
_STEP = 24.0  # pixels between two leaves


@dataclass(frozen=True)
class _Node:
    """A topic, or topics that were joined."""

    leaves: tuple[int, ...]  # from the top to the bottom of the drawing
    distance: float
    middle: float  # where its line leaves to the right, in leaves from the top


def figure_topic_hierarchy(
    topic_hierarchy: pd.DataFrame, topics: pd.DataFrame, language: str = "zh"
) -> PlotlyFigure:
    """Draw how topics join from the most alike at the left to all of them at the right.

    Topics that join below `FAMILY` of the largest distance share a colour.

    Parameters
    ----------
    topic_hierarchy : DataFrame
        The study `topic_hierarchy`: left, right, distance; the rows of a linkage of scipy over the
        topics 0…k−1, row i makes node k + i.
    topics : DataFrame
        The table `topics`: topic, label, size.
    language : {"zh", "en"}

    Returns
    -------
    plotly.graph_objects.Figure

    Raises
    ------
    VocError
        Plotly is not installed.
    """
    chosen = check_language(language)
    words = figure_texts(chosen)
    graph, _ = library()
    joins = [
        (int(left), int(right), float(distance))
        for left, right, distance in topic_hierarchy[["left", "right", "distance"]].to_numpy()
    ]
    known = {one.topic: one for one in ranked_topics(topics)}
    leaves = _order(joins)
    nodes = _nodes(joins, leaves)
    colours = _colours(joins, nodes)
    names = {leaf: known[leaf].name if leaf in known else str(leaf) for leaf in leaves}
    figure = graph.Figure()
    for node, (left, right, distance) in enumerate(joins, start=len(leaves)):
        figure.add_trace(_bracket(nodes[left], nodes[right], distance, colours[node]))
    joined = {node: nodes[node] for node in range(len(leaves), len(nodes))}
    figure.add_trace(_joints(joined, colours, names, words))
    written = [
        f"{escaped(short_name(names[leaf], 32))}  "
        f"<b>{count(known[leaf].size) if leaf in known else ''}</b>  "
        for leaf in leaves
    ]
    _axes(figure, written, max(node.distance for node in nodes.values()), words["distance"])
    height = 148 + _STEP * len(leaves)
    title, lead = words["hierarchy"], words["hierarchy_lead"]
    return dress(figure, title, lead, chosen, height=height, left=280, right=36, bottom=52)


def _order(joins: list[tuple[int, int, float]]) -> list[int]:
    """The leaves from the top to the bottom, so that no lines cross."""
    first = len(joins) + 1
    order: list[int] = []
    waiting = [first + len(joins) - 1] if joins else [0]
    while waiting:
        node = waiting.pop()
        if node < first:
            order.append(node)
        else:
            left, right, _ = joins[node - first]
            waiting += [right, left]
    return order


def _nodes(joins: list[tuple[int, int, float]], leaves: list[int]) -> dict[int, _Node]:
    nodes = {leaf: _Node((leaf,), 0.0, float(place)) for place, leaf in enumerate(leaves)}
    for place, (left, right, distance) in enumerate(joins):
        upper, lower = nodes[left], nodes[right]
        middle = (upper.middle + lower.middle) / 2
        nodes[len(leaves) + place] = _Node(upper.leaves + lower.leaves, distance, middle)
    return nodes


def _colours(joins: list[tuple[int, int, float]], nodes: Mapping[int, _Node]) -> dict[int, str]:
    """The colour of each join: that of its family, soft where families join."""
    first = len(joins) + 1
    limit = FAMILY * max((distance for _, _, distance in joins), default=0.0)
    parents = {child: first + i for i, join in enumerate(joins) for child in join[:2]}
    heads: list[int] = []
    found: dict[int, str] = {}
    for node in sorted(nodes, key=lambda node: nodes[node].middle):
        parent = parents.get(node)
        low = node >= first and nodes[node].distance <= limit
        if low and (parent is None or nodes[parent].distance > limit):
            heads.append(node)
    for place, head in enumerate(heads):
        inside = [head]
        while inside:
            node = inside.pop()
            if node >= first:
                found[node] = colour_of(place)
                inside += joins[node - first][:2]
    return {node: found.get(node, COLOURS["soft"]) for node in nodes if node >= first}


def _bracket(upper: _Node, lower: _Node, distance: float, colour: str) -> Any:
    """The lines from two nodes to where they join."""
    graph, _ = library()
    return graph.Scatter(
        x=[upper.distance, distance, distance, lower.distance],
        y=[upper.middle, upper.middle, lower.middle, lower.middle],
        mode="lines",
        line={"color": colour, "width": 2},
        hoverinfo="skip",
        showlegend=False,
    )


def _joints(
    joined: Mapping[int, _Node],
    colours: Mapping[int, str],
    names: Mapping[int, str],
    words: Mapping[str, str],
) -> Any:
    """A point at each join, which tells what is joined."""
    graph, _ = library()
    line = {"width": 1.8, "color": [colours[number_of] for number_of in joined]}
    return graph.Scatter(
        x=[node.distance for node in joined.values()],
        y=[node.middle for node in joined.values()],
        mode="markers",
        marker={"size": 8, "color": "#ffffff", "line": line},
        hovertext=[_hover(node, names, words) for node in joined.values()],
        hoverinfo="text",
        showlegend=False,
    )


def _hover(node: _Node, names: Mapping[int, str], words: Mapping[str, str]) -> str:
    told = words["joined"].format(distance=number(node.distance, 2), n=len(node.leaves))
    shown = [names[leaf] for leaf in node.leaves[:12]]
    more = [words["and_more"]] if len(node.leaves) > len(shown) else []
    listed = "<br>".join(wrapped(line) for line in [*shown, *more])
    return f"<b>{told}</b><br>{listed}"


def _axes(figure: PlotlyFigure, names: list[str], longest: float, title: str) -> None:
    soft = COLOURS["soft"]
    figure.update_xaxes(
        range=[0, 1.04 * (longest or 1.0)],
        title={"text": title, "font": {"size": 12, "color": soft}, "standoff": 8},
        gridcolor=COLOURS["track"],
        zeroline=False,
        tickfont={"size": 11, "color": soft},
    )
    rows_downward(figure, names)
