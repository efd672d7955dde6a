"""Map of the comments in two dimensions: topics as coloured, named groups, quotes on hovering."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.report.data import counted
from voc.report.figures.svg import COLOURS
from voc.report.formats import count, percent
from voc.report.topic_figures.hover import escaped, facts, quote
from voc.report.topic_figures.look import WIDTH, colour_of, dark, dress, library, symbol_of
from voc.report.topic_figures.places import Name, place_names
from voc.report.topic_figures.ranking import RankedTopic, ranked_topics, short_name
from voc.report.topic_figures.texts import figure_texts
from voc.report.words import Language, check_language

if TYPE_CHECKING:
    from plotly.graph_objects import Figure as PlotlyFigure

__all__ = ["figure_topic_map"]

_HEIGHT, _LEGEND, _LEFT, _TOP, _BOTTOM = 760, 236, 16, 96, 16
_FRAME = (float(WIDTH - _LEFT - _LEGEND), float(_HEIGHT - _TOP - _BOTTOM))
_NEAR = 0.05  # of the width of the map: how near the points of a crowd stand
_NAMED = 24  # columns of a name in the legend
_HALO = ", ".join(["0 0 3px #ffffff"] * 6)  # keeps a name readable upon points
_SMALLEST, _LARGEST = 11.0, 16.0  # letters of the names on the map

Span = tuple[int, int]


def figure_topic_map(
    topic_map: pd.DataFrame,
    topics: pd.DataFrame,
    comments: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
    language: str = "zh",
) -> PlotlyFigure:
    """Draw each comment of the sample as a point that shows the customer's words on hovering.

    The largest topics are named at their middle as far as names find room, larger ones in larger
    letters; the legend names all of them with their sizes.

    Parameters
    ----------
    topic_map : DataFrame
        The study `topic_map`: comment_id, topic (−1 unassigned), x, y.
    topics : DataFrame
        The table `topics`: topic, label, size, share.
    comments : DataFrame
        The table `comments`: comment_id, text, and time and scores where there are any.
    mentions : DataFrame or None
        The study `topic_mentions`: what a comment says about its topic is shown in bold.
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
    graph, _ = library()
    words = figure_texts(chosen)
    quotes = _quotes(topic_map, comments, mentions, chosen)
    ranked = ranked_topics(topics)
    shares = dict(zip(topics["topic"], topics["share"], strict=True))
    figure = graph.Figure()
    rest = topic_map[~topic_map["topic"].isin([one.topic for one in ranked])]
    if len(rest):
        figure.add_trace(_unassigned(rest, quotes, words["unassigned"], rank=len(ranked)))
    for one in ranked:
        rows = topic_map[topic_map["topic"] == one.topic]
        share = percent(shares[one.topic])
        under = words["comments_share"].format(n=count(one.size), share=share)
        figure.add_trace(_group(rows, one, quotes, under))
    _name_groups(figure, topic_map, ranked)
    _add_legend(figure, words["map_legend"])
    sampled = len(topic_map) < len(counted(comments, "label"))
    sample = words["map_sample"].format(n=count(len(topic_map))) if sampled else ""
    lead = sample + words["map_lead"]
    margins = {"left": _LEFT, "right": _LEGEND, "top": _TOP, "bottom": _BOTTOM}
    return dress(figure, words["map"], lead, chosen, height=_HEIGHT, **margins)


def _unassigned(rows: pd.DataFrame, quotes: dict[str, str], name: str, rank: int) -> Any:
    """Small grey points of the comments without a topic, last in the legend."""
    look = {"size": 5, "color": COLOURS["neutral"], "opacity": 0.45}
    return _points(rows, name, look, quotes, name, rank)


def _group(rows: pd.DataFrame, one: RankedTopic, quotes: dict[str, str], under: str) -> Any:
    """The points of a topic."""
    look = {
        "size": 7,
        "color": colour_of(one.place),
        "symbol": symbol_of(one.place),
        "opacity": 0.8,
        "line": {"width": 0.5, "color": "#ffffff"},
    }
    name = f"{escaped(short_name(one.name, _NAMED))}  <b>{count(one.size)}</b>"
    return _points(rows, name, look, quotes, f"<b>{escaped(one.name)}</b><br>{under}", one.place)


def _points(
    rows: pd.DataFrame,
    name: str,
    look: dict[str, Any],
    quotes: dict[str, str],
    head: str,
    rank: int,
) -> Any:
    graph, _ = library()
    return graph.Scatter(
        x=rows["x"].astype(float).tolist(),
        y=rows["y"].astype(float).tolist(),
        mode="markers",
        name=name,
        marker=look,
        hovertext=[f"{head}<br>{quotes.get(key, '')}" for key in rows["comment_id"].astype(str)],
        hoverinfo="text",
        legendrank=rank + 1,
    )


def _add_legend(figure: PlotlyFigure, title: str) -> None:
    figure.update_layout(
        legend={
            "title": {"text": title, "font": {"color": COLOURS["soft"]}},
            "x": 1 + 12 / _FRAME[0],
            "y": 1,
            "tracegroupgap": 0,
            "itemsizing": "constant",
            "font": {"size": 12},
        },
        showlegend=True,  # of a single topic as well
        hovermode="closest",
    )


def _name_groups(figure: PlotlyFigure, topic_map: pd.DataFrame, ranked: list[RankedTopic]) -> None:
    """Fix the axes and write the names of the groups, the largest first."""
    (left, right), (low, high) = _ends(topic_map["x"]), _ends(topic_map["y"])
    figure.update_xaxes(range=[left, right], visible=False)
    figure.update_yaxes(range=[low, high], visible=False)
    near = _NEAR * max(right - left, high - low)
    middles = {
        topic: _densest(rows[["x", "y"]].to_numpy(dtype=float), near)
        for topic, rows in topic_map.groupby("topic")
    }
    drawn = [one for one in ranked if one.topic in middles]
    largest = max((one.size for one in drawn), default=1)
    names = []
    for one in drawn:
        x, y = (float(value) for value in middles[one.topic])
        size = _SMALLEST + (_LARGEST - _SMALLEST) * (one.size / max(1, largest)) ** 0.5
        across = (x - left) / (right - left) * _FRAME[0]
        down = (high - y) / (high - low) * _FRAME[1]
        text = short_name(one.name, 16)
        first = short_name(one.name, 10)
        names.append(Name(text, across, down, round(size, 1), first))
    for placed in place_names(names, _FRAME):
        one, (x, y) = drawn[placed.number], middles[drawn[placed.number].topic]
        figure.add_annotation(
            x=float(x),
            y=float(y),
            xshift=placed.right,
            yshift=-placed.down,
            text=f"<b>{escaped(placed.text)}</b>",
            font={
                "size": names[placed.number].size,
                "color": dark(colour_of(one.place)),
                "shadow": _HALO,
            },
            showarrow=False,
        )


def _densest(points: npt.NDArray[np.float64], near: float) -> npt.NDArray[np.float64]:
    """Where most points stand: the middle of a topic in two parts may hold none of it."""
    apart = np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1))
    crowd = apart <= near
    middle: npt.NDArray[np.float64] = points[crowd[crowd.sum(axis=1).argmax()]].mean(axis=0)
    return middle


def _ends(values: pd.Series) -> tuple[float, float]:
    """Ends of an axis, with some room at both."""
    if values.empty:
        return -1.0, 1.0
    low, high = float(values.min()), float(values.max())
    room = 0.04 * (high - low) or 1.0
    return low - room, high + room


def _quotes(
    topic_map: pd.DataFrame,
    comments: pd.DataFrame,
    mentions: pd.DataFrame | None,
    language: Language,
) -> dict[str, str]:
    """Comment id → its words and facts as a hover box shows them."""
    topic_of = dict(zip(topic_map["comment_id"].astype(str), topic_map["topic"], strict=True))
    marks = {} if mentions is None else _strongest(mentions, topic_of)
    rows = comments[comments["comment_id"].astype(str).isin(list(topic_of))]
    found = {}
    for row in rows.to_dict("records"):
        key = str(row["comment_id"])
        under = f'<span style="color:{COLOURS["soft"]}">{facts(row, language)}</span>'
        found[key] = f"{quote(str(row['text']), marks.get(key, (0, 0)))}<br>{under}"
    return found


def _strongest(mentions: pd.DataFrame, topic_of: dict[str, int]) -> dict[str, Span]:
    """Comment id → span of the clause that belongs most to its main topic."""
    ids = mentions["comment_id"].astype(str)
    own = mentions[ids.map(topic_of).eq(mentions["topic"]).to_numpy(dtype=np.bool_)]
    best = own.sort_values("strength", ascending=False, kind="stable").drop_duplicates("comment_id")
    columns = (best["comment_id"].astype(str), best["start"], best["end"])
    return {key: (int(start), int(end)) for key, start, end in zip(*columns, strict=True)}
