"""How often each topic is mentioned from period to period, with the band of its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from voc.report.figures.svg import COLOURS
from voc.report.formats import count, fit_width, is_missing, number, percent
from voc.report.tables import period_name
from voc.report.topic_figures.bases import calendar, period_sizes
from voc.report.topic_figures.hover import escaped
from voc.report.topic_figures.look import LESS, MORE, dress, faded, library
from voc.report.topic_figures.panels import Panels, panel_grid
from voc.report.topic_figures.ranking import (
    MOST,
    RankedTopic,
    chosen_topics,
    ranked_topics,
    short_name,
)
from voc.report.topic_figures.texts import figure_texts
from voc.report.words import check_language

if TYPE_CHECKING:
    from plotly.graph_objects import Figure as PlotlyFigure

__all__ = ["FEW", "figure_topics_over_time"]

FEW = 30  # comments of a period below which its point is hollow


def figure_topics_over_time(
    topic_trends: pd.DataFrame,
    topics: pd.DataFrame,
    comments: pd.DataFrame,
    growth: pd.DataFrame | None = None,
    language: str = "zh",
    *,
    topic: int | None = None,
    most: int = MOST,
) -> PlotlyFigure:
    """Draw the share of comments that mention each topic by period, with its 95 % interval.

    A hollow point stands for a period of fewer than `FEW` comments; a period without comments
    leaves a gap.

    Parameters
    ----------
    topic_trends : DataFrame
        The study `topic_trends`: period, freq, topic, n, share, low, high, sentiment.
    topics : DataFrame
        The table `topics`: topic, label, size, and trend when the run has it.
    comments : DataFrame
        The table `comments`: the points of periods with few of them are hollow.
    growth : DataFrame or None
        The study `topic_growth`: topic, emerging.
    language : {"zh", "en"}
    topic : int or None
        Draw this topic alone.
    most : int
        Panels of the largest topics.

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
    drawn = chosen_topics(topics, topic, most)
    periods = _periods(topic_trends)
    sizes = period_sizes(comments, list(periods))
    emerging = set() if growth is None else set(growth["topic"][growth["emerging"].astype(bool)])
    if topic is None:
        titles = [_panel_title(one, one.topic in emerging, words) for one in drawn]
        panels = panel_grid(titles, tall=132, names=52, gap=66)
        title, lead, total = words["over_time"], words["over_time_lead"], len(ranked_topics(topics))
        if len(drawn) < total:
            lead = words["largest"].format(shown=len(drawn), all=total) + lead
    else:
        margins = {"left": 64.0, "top": 110.0}
        panels = Panels(library()[0].Figure(), [], 460, margins)
        title = words["one_topic"].format(name=fit_width(drawn[0].name, 60))
        lead = words["over_time_one_lead"]
    for place, one in enumerate(drawn):
        rows = topic_trends[topic_trends["topic"] == one.topic]
        where = dict(zip(("row", "col"), panels.cells[place], strict=True)) if panels.cells else {}
        for trace in _traces(rows, periods, sizes, words):
            panels.figure.add_trace(trace, **where)
        panels.figure.update_yaxes(range=[0, _highest(rows)], **where)
    _axes(panels.figure, periods, marks=3 if panels.cells else 12)
    lead = lead.format(few=FEW)
    return dress(panels.figure, title, lead, chosen, height=panels.height, **panels.margins)


def _panel_title(one: RankedTopic, emerging: bool, words: Mapping[str, str]) -> str:
    name = f"<b>{escaped(short_name(one.name, 30))}</b>"
    if one.trend == 0 and not emerging:
        return name
    told, colour = (words["falling"], LESS) if one.trend < 0 else (words["rising"], MORE)
    told = words["emerging"] if emerging else told
    return f'{name}  <span style="color:{colour}">{told}</span>'


def _periods(topic_trends: pd.DataFrame) -> dict[pd.Timestamp, str]:
    """Each period from the first to the last, and how it is written."""
    freq = str(topic_trends["freq"].iloc[0]) if len(topic_trends) else "day"
    days = calendar(topic_trends["period"], freq)
    return {day: period_name(day, freq) for day in days}


def _traces(
    rows: pd.DataFrame,
    periods: Mapping[pd.Timestamp, str],
    sizes: Mapping[pd.Timestamp, int],
    words: Mapping[str, str],
) -> list[Any]:
    """The band and the line of one topic; a period without a share leaves a gap in both."""
    graph, _ = library()
    shared = rows.dropna(subset=["share"]).to_dict("records")
    by_period = {pd.Timestamp(row["period"]): row for row in shared}
    known = [by_period.get(period) for period in periods]
    hollow = [sizes.get(period, FEW) < FEW for period in periods]
    hover = [
        "" if row is None else _hover(row, written, sizes.get(period), words)
        for row, (period, written) in zip(known, periods.items(), strict=True)
    ]
    accent = COLOURS["accent"]
    line = graph.Scatter(
        x=list(range(len(known))),
        y=[None if row is None else float(row["share"]) for row in known],
        mode="lines+markers",
        line={"color": accent, "width": 2},
        marker={
            "size": 7,
            "color": ["#ffffff" if empty else accent for empty in hollow],
            "line": {"color": accent, "width": 1.6},
        },
        hovertext=hover,
        hoverinfo="text",
        showlegend=False,
        connectgaps=False,
    )
    across, upwards = _band(known)
    band = graph.Scatter(
        x=across,
        y=upwards,
        fill="toself",
        fillcolor=faded(accent, 0.16),
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
        showlegend=False,
    )
    return [band, line]


def _band(rows: Sequence[Mapping[Any, Any] | None]) -> tuple[list[Any], list[Any]]:
    """Outlines of the band, one for each unbroken stretch of periods."""
    stretches: list[list[tuple[int, float, float]]] = [[]]
    for place, row in enumerate(rows):
        if row is None or is_missing(row["low"]) or is_missing(row["high"]):
            stretches.append([])
        else:
            stretches[-1].append((place, float(row["low"]), float(row["high"])))
    across: list[Any] = []
    upwards: list[Any] = []
    for points in stretches:
        if len(points) > 1:
            places = [place for place, _, _ in points]
            across += [*places, *places[::-1], None]
            upwards += [high for _, _, high in points]
            upwards += [*(low for _, low, _ in points[::-1]), None]
    return across, upwards


def _hover(row: Mapping[Any, Any], written: str, size: int | None, words: Mapping[str, str]) -> str:
    low, high = percent(row["low"]), percent(row["high"])
    parts = [
        f"<b>{written}</b>",
        words["share_of"].format(share=percent(row["share"]), low=low, high=high),
        words["mention_it"].format(n=count(row["n"])),
    ]
    if size is not None:
        parts.append(words["of_period"].format(n=count(size)))
    if not is_missing(row["sentiment"]):
        parts.append(words["sentiment"].format(value=number(row["sentiment"], 2, signed=True)))
    return "<br>".join(parts)


def _highest(rows: pd.DataFrame) -> float:
    """The upper end of the axis: above the shares, and above the band unless that is far off."""
    share, high = rows["share"].max(), rows["high"].max()
    if is_missing(share) or share <= 0:
        return 0.1
    return float(share if is_missing(high) else min(high, 2.5 * share)) * 1.08


def _axes(figure: PlotlyFigure, periods: Mapping[pd.Timestamp, str], marks: int) -> None:
    last = max(len(periods) - 1, 1)
    steps = min(marks - 1, last)
    places = sorted({round(last * step / steps) for step in range(steps + 1)})
    written = list(periods.values())
    figure.update_xaxes(
        range=[-0.04 * last, 1.04 * last],
        tickvals=places[: len(written)],
        ticktext=[written[place] for place in places if place < len(written)],
        showgrid=False,
        zeroline=False,
        showline=True,
        linecolor=COLOURS["rule"],
        tickfont={"size": 11, "color": COLOURS["soft"]},
        ticklabelstandoff=4,
    )
    figure.update_yaxes(
        tickformat=",.1~%",
        nticks=5,
        gridcolor=COLOURS["track"],
        zeroline=False,
        tickfont={"size": 11, "color": COLOURS["soft"]},
        ticklabelstandoff=4,
    )
