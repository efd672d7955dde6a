"""What groups of customers talk about: all topics by the largest groups, coloured by difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from voc.report.data import MIN_MENTIONS
from voc.report.figures.svg import COLOURS
from voc.report.formats import count, display_width, fit_width, is_missing, number, percent
from voc.report.topic_figures.bases import group_sizes, largest_groups
from voc.report.topic_figures.hover import escaped, wrapped
from voc.report.topic_figures.look import (
    LESS,
    MORE,
    WIDTH,
    WIDTH_OF_COLUMN,
    dress,
    library,
    mixed,
    rows_downward,
)
from voc.report.topic_figures.ranking import ranked_topics, short_name
from voc.report.topic_figures.texts import figure_texts
from voc.report.words import check_language

if TYPE_CHECKING:
    from plotly.graph_objects import Figure as PlotlyFigure

__all__ = ["GROUPS_SHOWN", "SIGNIFICANT", "difference_text", "figure_topic_by_segment"]

GROUPS_SHOWN = 8
SIGNIFICANT = 0.05
_LEAST_FULL = 0.05  # difference of shares that takes the full colour, or the largest drawn
_LEFT, _RIGHT, _STEP = 236, 24, 27


def figure_topic_by_segment(
    topic_segments: pd.DataFrame,
    topics: pd.DataFrame,
    comments: pd.DataFrame,
    language: str = "zh",
) -> PlotlyFigure:
    """Draw the share of each group's comments that mention each topic, as a field of colours.

    The colour is the difference to all other groups. A star marks one that stays significant after
    correction for many tests; a group of fewer than `MIN_MENTIONS` comments has no colour.

    Parameters
    ----------
    topic_segments : DataFrame
        Rows of one segment column of the study `topic_segments`: segment, value, topic, n, share,
        low, high, difference, difference_low, difference_high, p_adjusted.
    topics : DataFrame
        The table `topics`: topic, label, size.
    comments : DataFrame
        The table `comments` with the segment column: the size of each group.
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
    segment = str(topic_segments["segment"].iloc[0]) if len(topic_segments) else ""
    sizes = group_sizes(comments, segment)
    groups = largest_groups(topic_segments, sizes, GROUPS_SHOWN)
    drawn = [one for one in ranked_topics(topics) if (topic_segments["topic"] == one.topic).any()]
    cells = {(row["topic"], row["value"]): row for row in topic_segments.to_dict("records")}
    rows = [[cells.get((one.topic, value)) for value in groups] for one in drawn]
    full = _full_colour([row for line in rows for row in line if row and _is_sure(row, sizes)])
    figure = graph.Figure()
    for sure in (False, True):
        field = [[row if row and _is_sure(row, sizes) is sure else None for row in x] for x in rows]
        hover = [
            [_hover(row, one.name, sizes, words) if row else "" for row in line]
            for one, line in zip(drawn, field, strict=True)
        ]
        figure.add_trace(_field(graph, field, hover, full if sure else None))
    wide = (WIDTH - _LEFT - _RIGHT) / max(1, len(groups))
    heads = [_head(value, sizes.get(value), wide) for value in groups]
    top = 120 + 16 * max((head.count("<br>") for head in heads), default=0)
    _axes(figure, heads, [f"{escaped(short_name(one.name, 32))}  " for one in drawn])
    title = words["by_segment"].format(segment=fit_width(segment, 40))
    lead = words["by_segment_lead"].format(full=number(full * 100, 0), few=MIN_MENTIONS)
    height = top + 24 + _STEP * max(1, len(drawn))
    margins = {"left": _LEFT, "right": _RIGHT, "top": top, "bottom": 24}
    return dress(figure, title, lead, chosen, height=height, **margins)


def _axes(figure: PlotlyFigure, heads: list[str], names: list[str]) -> None:
    """Groups above, topics at the left."""
    figure.update_xaxes(
        side="top",
        tickvals=list(range(len(heads))),
        ticktext=heads,
        showgrid=False,
        zeroline=False,
    )
    rows_downward(figure, names)


def _is_sure(row: Mapping[Any, Any], sizes: Mapping[str, int]) -> bool:
    return sizes.get(row["value"], MIN_MENTIONS) >= MIN_MENTIONS and not is_missing(
        row["difference"]
    )


def _full_colour(rows: Sequence[Mapping[Any, Any]]) -> float:
    return max([_LEAST_FULL, *(abs(float(row["difference"])) for row in rows)])


def _field(
    graph: Any,
    field: Sequence[Sequence[Mapping[Any, Any] | None]],
    hover: list[list[str]],
    full: float | None,
) -> Any:
    """Cells of one kind: coloured by difference, or grey when there is no full colour."""
    grey = COLOURS["track"]
    scale = [[0, mixed(LESS, 0.8)], [0.5, "#f7f8fa"], [1, mixed(MORE, 0.8)]]
    return graph.Heatmap(
        z=[
            [None if row is None else row["difference"] / full if full else 0.0 for row in line]
            for line in field
        ],
        zmin=-1,
        zmax=1,
        colorscale=scale if full else [[0, grey], [1, grey]],
        showscale=False,
        xgap=2,
        ygap=2,
        text=[["" if row is None else _written(row) for row in line] for line in field],
        texttemplate="%{text}",
        hovertext=hover,
        hoverinfo="text",
        hoverongaps=False,
    )


def _written(row: Mapping[Any, Any]) -> str:
    return percent(row["share"]) + (" ★" if row["p_adjusted"] < SIGNIFICANT else "")


def _head(value: str, size: int | None, wide: float) -> str:
    """Name of a group in at most three lines, and its number of comments."""
    columns = max(4, int(wide / WIDTH_OF_COLUMN) - 1)
    cut = value if display_width(value) <= 3 * columns - 4 else fit_width(value, 3 * columns - 4)
    if size is None:
        return wrapped(cut, columns)
    soft = COLOURS["soft"]
    return f"{wrapped(cut, columns)}<br><span style='color:{soft}'>n = {count(size)}</span>"


def _hover(
    row: Mapping[Any, Any], name: str, sizes: Mapping[str, int], words: Mapping[str, str]
) -> str:
    low, high = percent(row["low"]), percent(row["high"])
    lines = [
        f"<b>{wrapped(name)}</b>",
        wrapped(str(row["value"])),
        words["share_of"].format(share=percent(row["share"]), low=low, high=high),
        words["mention_it"].format(n=count(row["n"])),
    ]
    if row["value"] in sizes:
        lines.append(words["of_group"].format(n=count(sizes[row["value"]])))
    return "<br>".join([*lines, *difference_text(row, words)])


def difference_text(row: Mapping[Any, Any], words: Mapping[str, str]) -> list[str]:
    """Difference to the rest in points with its interval, and the adjusted p-value, if known."""
    if is_missing(row["difference"]):
        return []
    figures = [row["difference"], row["difference_low"], row["difference_high"]]
    value, low, high = (number(100 * figure, 1, signed=True) for figure in figures)
    key = "points_only" if is_missing(figures[1]) else "points"
    lines = [words["difference"].format(value=words[key].format(value=value, low=low, high=high))]
    if not is_missing(row["p_adjusted"]):
        lines.append(words["p_adjusted"].format(value=number(row["p_adjusted"], 3)))
    return lines
