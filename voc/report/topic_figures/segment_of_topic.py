"""One topic by groups of customers: the share of each group with its interval."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from voc.report.figures.svg import COLOURS
from voc.report.formats import count, display_width, fit_width, is_missing, percent
from voc.report.topic_figures.bases import group_sizes, largest_groups
from voc.report.topic_figures.by_segment import SIGNIFICANT, difference_text
from voc.report.topic_figures.hover import escaped, wrapped
from voc.report.topic_figures.look import LESS, MORE, WIDTH_OF_COLUMN, dress, library, rows_downward
from voc.report.topic_figures.ranking import chosen_topics
from voc.report.topic_figures.texts import figure_texts
from voc.report.words import check_language

if TYPE_CHECKING:
    from plotly.graph_objects import Figure as PlotlyFigure

__all__ = ["figure_segment_of_topic"]

GROUPS_SHOWN = 30
_STEP = 30
_NAMED = 30  # columns of the name of a group


def figure_segment_of_topic(
    topic_segments: pd.DataFrame,
    topics: pd.DataFrame,
    comments: pd.DataFrame,
    topic: int,
    language: str = "zh",
) -> PlotlyFigure:
    """Draw the share of each group's comments that mention one topic, with its 95 % interval.

    Blue or orange with a star: more or fewer than in the other groups, significant after
    correction for many tests.

    Parameters
    ----------
    topic_segments : DataFrame
        Rows of one segment column of the study `topic_segments`.
    topics : DataFrame
        The table `topics`: topic, label, size.
    comments : DataFrame
        The table `comments` with the segment column: the size of each group.
    topic : int
        Id of the topic.
    language : {"zh", "en"}

    Returns
    -------
    plotly.graph_objects.Figure

    Raises
    ------
    VocError
        There is no such topic, or Plotly is not installed.
    """
    chosen = check_language(language)
    words = figure_texts(chosen)
    graph, _ = library()
    one = chosen_topics(topics, topic)[0]
    segment = str(topic_segments["segment"].iloc[0]) if len(topic_segments) else ""
    sizes = group_sizes(comments, segment)
    rows = topic_segments[topic_segments["topic"] == topic].dropna(subset=["share"])
    drawn = rows[rows["value"].isin(largest_groups(rows, sizes, GROUPS_SHOWN))]
    records = drawn.sort_values("share", ascending=False, kind="stable").to_dict("records")
    figure = graph.Figure()
    for place, row in enumerate(records):
        if not is_missing(row["low"]) and not is_missing(row["high"]):
            figure.add_trace(_interval(graph, row, place))
    figure.add_trace(_dots(graph, records, [_hover(row, sizes, words) for row in records]))
    weights = rows["value"].map(sizes).fillna(0.0).to_numpy(dtype=float)
    if weights.sum() > 0:
        together = float(weights @ rows["share"].to_numpy(dtype=float) / weights.sum())
        figure.add_vline(together, line={"color": COLOURS["soft"], "width": 1.2, "dash": "dash"})
    _axes(figure, records, sizes)
    names = {"name": fit_width(one.name, 40), "segment": fit_width(segment, 24)}
    title, lead = words["by_segment_one"].format(**names), words["by_segment_one_lead"]
    height = 160 + _STEP * max(1, len(records))
    longest = max((display_width(str(row["value"])) for row in records), default=0)
    left = 110 + WIDTH_OF_COLUMN * min(longest, _NAMED)
    return dress(figure, title, lead, chosen, height=height, left=left, right=110, bottom=48)


def _colour(row: Mapping[Any, Any]) -> str:
    if not row["p_adjusted"] < SIGNIFICANT:
        return COLOURS["soft"]
    return MORE if row["difference"] > 0 else LESS


def _dots(graph: Any, records: list[dict[Any, Any]], hover: list[str]) -> Any:
    colours = [_colour(row) for row in records]
    return graph.Scatter(
        x=[float(row["share"]) for row in records],
        y=list(range(len(records))),
        mode="markers",
        marker={"size": 11, "color": colours, "line": {"color": "#ffffff", "width": 1}},
        hovertext=hover,
        hoverinfo="text",
        showlegend=False,
    )


def _interval(graph: Any, row: Mapping[Any, Any], place: int) -> Any:
    return graph.Scatter(
        x=[float(row["low"]), float(row["high"])],
        y=[place, place],
        mode="lines",
        line={"color": _colour(row), "width": 2.5},
        hoverinfo="skip",
        showlegend=False,
    )


def _hover(row: Mapping[Any, Any], sizes: Mapping[str, int], words: Mapping[str, str]) -> str:
    low, high = percent(row["low"]), percent(row["high"])
    lines = [
        f"<b>{wrapped(str(row['value']))}</b>",
        words["share_of"].format(share=percent(row["share"]), low=low, high=high),
        words["mention_it"].format(n=count(row["n"])),
    ]
    if row["value"] in sizes:
        lines.append(words["of_group"].format(n=count(sizes[row["value"]])))
    return "<br>".join([*lines, *difference_text(row, words)])


def _axes(figure: PlotlyFigure, records: list[dict[Any, Any]], sizes: Mapping[str, int]) -> None:
    """Names and sizes of the groups at the left, their shares at the right."""
    soft = COLOURS["soft"]
    names = []
    for row in records:
        name = escaped(fit_width(str(row["value"]), _NAMED))
        size = f"n = {count(sizes[row['value']])}" if row["value"] in sizes else ""
        names.append(f"{name}  <span style='color:{soft}'>{size}</span>  ")
    for place, row in enumerate(records):
        star = " ★" if row["p_adjusted"] < SIGNIFICANT else ""
        figure.add_annotation(
            x=1,
            xref="x domain",
            y=place,
            text=percent(row["share"]) + star,
            xanchor="left",
            xshift=12,
            showarrow=False,
        )
    figure.update_xaxes(
        rangemode="tozero",
        tickformat=",.1~%",
        gridcolor=COLOURS["track"],
        zeroline=False,
        tickfont={"size": 11, "color": soft},
    )
    rows_downward(figure, names)
