"""How much a topic is talked of against how well: by sentiment, or by impact on the score."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from voc.report.figures.svg import COLOURS
from voc.report.formats import count, is_missing, number, number_or_nan, percent
from voc.report.topic_figures.hover import escaped, wrapped
from voc.report.topic_figures.look import WIDTH, dress, library
from voc.report.topic_figures.places import Name, place_names
from voc.report.topic_figures.ranking import ranked_topics, short_name
from voc.report.topic_figures.texts import figure_texts
from voc.report.words import check_language

if TYPE_CHECKING:
    from plotly.graph_objects import Figure as PlotlyFigure

__all__ = ["figure_topic_sentiment"]

NEUTRAL = 0.15  # sentiment between −0.15 and 0.15 is neither good nor bad
_HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 640, 76, 28, 100, 64
_FRAME = (float(WIDTH - _LEFT - _RIGHT), float(_HEIGHT - _TOP - _BOTTOM))
_RADIUS = 8.0
_LOGARITHMIC = 12.0  # largest share over smallest from which the axis is logarithmic

Row = Mapping[Any, Any]


class _Plane(NamedTuple):
    """Ends of the axes; upwards they are logarithms when the sizes differ greatly."""

    left: float
    right: float
    low: float
    high: float
    logarithmic: bool

    def upwards(self, mentions: float) -> float:
        return math.log10(mentions) if self.logarithmic else float(mentions)

    def across(self, value: float) -> float:
        """Pixels from the left."""
        return (value - self.left) / (self.right - self.left) * _FRAME[0]

    def down(self, mentions: float) -> float:
        """Pixels from the top."""
        return (self.high - self.upwards(mentions)) / (self.high - self.low) * _FRAME[1]


def figure_topic_sentiment(
    topics: pd.DataFrame, language: str = "zh", *, by: str = "sentiment"
) -> PlotlyFigure:
    """Draw each topic by how good it is (to the right) and how many comments mention it (upwards).

    Green and red are topics of a sentiment beyond ±`NEUTRAL`, or those whose interval of impact
    does not hold 0. The largest topics are named as far as names find room.

    Parameters
    ----------
    topics : DataFrame
        The table `topics`: topic, label, size, sentiment; mentions, negative_share, score, impact,
        impact_low and impact_high where the run has them.
    language : {"zh", "en"}
    by : {"sentiment", "impact"}

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
    rows = _rows(topics, by)
    figure = graph.Figure()
    for row in rows if by == "impact" else []:
        if _has_interval(row):
            figure.add_trace(_interval(graph, row))
    figure.add_trace(
        graph.Scatter(
            x=[row[by] for row in rows],
            y=[row["mentions"] for row in rows],
            mode="markers",
            marker={
                "size": 2 * _RADIUS,
                "color": [_colour(row, by) for row in rows],
                "opacity": 0.9,
                "line": {"color": "#ffffff", "width": 1.2},
            },
            hovertext=[_hover(row, words) for row in rows],
            hoverinfo="text",
            showlegend=False,
        )
    )
    plane = _plane(rows, by)
    _axes(figure, plane, by, words)
    _name_points(figure, rows, plane, by)
    title, lead = words[f"topic_{by}"], words[f"topic_{by}_lead"]
    return dress(
        figure,
        title,
        lead,
        chosen,
        height=_HEIGHT,
        left=_LEFT,
        right=_RIGHT,
        top=_TOP,
        bottom=_BOTTOM,
    )


def _rows(topics: pd.DataFrame, by: str) -> list[dict[Any, Any]]:
    """The topics that have the figure, the most mentioned first, with their names."""
    names = {one.topic: one.name for one in ranked_topics(topics)}
    known = topics[topics["topic"].isin(list(names))].dropna(subset=[by])
    mentions = known["mentions"] if "mentions" in known else known["size"]
    known = known.assign(mentions=mentions, name=known["topic"].map(names))
    known = known[known["mentions"] > 0]  # a pinned topic may have lost all its comments
    return known.sort_values("mentions", ascending=False, kind="stable").to_dict("records")


def _colour(row: Row, by: str) -> str:
    if by == "sentiment":
        low = high = float(row["sentiment"])
        limit = NEUTRAL
    else:
        low, high, limit = row.get("impact_low", math.nan), row.get("impact_high", math.nan), 0.0
    if low > limit:
        return COLOURS["positive"]
    return COLOURS["negative"] if high < -limit else COLOURS["soft"]


def _has_interval(row: Row) -> bool:
    return not (is_missing(row.get("impact_low")) or is_missing(row.get("impact_high")))


def _interval(graph: Any, row: Row) -> Any:
    return graph.Scatter(
        x=[row["impact_low"], row["impact_high"]],
        y=[row["mentions"]] * 2,
        mode="lines",
        line={"color": _colour(row, "impact"), "width": 1.6},
        opacity=0.45,
        hoverinfo="skip",
        showlegend=False,
    )


def _hover(row: Row, words: Mapping[str, str]) -> str:
    lines = [
        f"<b>{wrapped(row['name'])}</b>",
        words["comments"].format(n=count(row["mentions"])),
        words["sentiment"].format(value=number(row["sentiment"], 2, signed=True)),
    ]
    if not is_missing(row.get("negative_share")):
        lines.append(words["negative_share"].format(value=percent(row["negative_share"])))
    if not is_missing(row.get("score")):
        lines.append(words["score_of"].format(value=number(row["score"])))
    if not is_missing(row.get("impact")):
        low, high = (
            number(number_or_nan(row.get(f"impact_{end}")), 1, signed=True)
            for end in ("low", "high")
        )
        value = number(row["impact"], 1, signed=True)
        key = "impact_only" if is_missing(row.get("impact_low")) else "impact_of"
        lines.append(words[key].format(value=value, low=low, high=high))
    words_of = row.get("words")
    if words_of is not None and len(words_of):
        soft = COLOURS["soft"]
        listed = wrapped(words["separator"].join(map(str, words_of)))
        lines.append(f'<span style="color:{soft}">{listed}</span>')
    return "<br>".join(lines)


def _plane(rows: list[dict[Any, Any]], by: str) -> _Plane:
    columns = [by, "impact_low", "impact_high"] if by == "impact" else [by]
    values = [float(row[name]) for row in rows for name in columns if not is_missing(row[name])]
    left, right = min([0.0, *values]), max([0.0, *values])
    room = 0.08 * (right - left) or 0.5
    mentions = [float(row["mentions"]) for row in rows] or [1.0]
    most, least = max(mentions), min(mentions)
    if most / least < _LOGARITHMIC:
        return _Plane(left - room, right + room, 0.0, 1.08 * most, logarithmic=False)
    low, high = math.log10(least), math.log10(most)
    above = 0.08 * (high - low)
    return _Plane(left - room, right + room, low - above, high + above, logarithmic=True)


def _axes(figure: PlotlyFigure, plane: _Plane, by: str, words: Mapping[str, str]) -> None:
    soft, rule = {"size": 12, "color": COLOURS["soft"]}, COLOURS["rule"]
    figure.update_xaxes(
        range=[plane.left, plane.right],
        title={"text": words[f"axis_{by}"] + " →", "font": soft, "standoff": 10},
        tickfont={"size": 11, "color": COLOURS["soft"]},
        gridcolor=COLOURS["track"],
        zeroline=True,
        zerolinecolor=rule,
        zerolinewidth=1.5,
    )
    figure.update_yaxes(
        range=[plane.low, plane.high],
        type="log" if plane.logarithmic else "linear",
        dtick="D2" if plane.logarithmic else None,
        title={"text": words["axis_mentions"] + " →", "font": soft, "standoff": 10},
        tickfont={"size": 11, "color": COLOURS["soft"]},
        gridcolor=COLOURS["track"],
        zeroline=False,
    )


def _name_points(figure: PlotlyFigure, rows: list[dict[Any, Any]], plane: _Plane, by: str) -> None:
    """Write the names beside the points, upon neither points nor intervals."""
    points = [(plane.across(float(row[by])), plane.down(row["mentions"])) for row in rows]
    taken = [(x - _RADIUS, y - _RADIUS, x + _RADIUS, y + _RADIUS) for x, y in points]
    if by == "impact":
        for row, (_, y) in zip(rows, points, strict=True):
            if _has_interval(row):
                ends = (plane.across(row["impact_low"]), plane.across(row["impact_high"]))
                taken.append((ends[0], y - 1, ends[1], y + 1))
    names = [
        Name(short_name(row["name"], 18), x, y, 12, short_name(row["name"], 10))
        for row, (x, y) in zip(rows, points, strict=True)
    ]
    for placed in place_names(names, _FRAME, beside=True, obstacles=taken):
        row = rows[placed.number]
        figure.add_annotation(
            x=row[by],
            y=plane.upwards(row["mentions"]),
            xshift=placed.right,
            yshift=-placed.down,
            text=escaped(placed.text),
            showarrow=False,
            font={"size": 12, "color": COLOURS["ink"]},
        )
