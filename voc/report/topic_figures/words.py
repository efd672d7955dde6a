"""The words that set each topic apart, as bars: one small panel a topic, or one topic large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from voc.report.figures.svg import COLOURS
from voc.report.formats import count, fit_width, number, percent
from voc.report.topic_figures.hover import escaped
from voc.report.topic_figures.look import colour_of, dress, library
from voc.report.topic_figures.panels import panel_grid
from voc.report.topic_figures.ranking import RankedTopic, chosen_topics, short_name
from voc.report.topic_figures.texts import figure_texts
from voc.report.words import check_language

if TYPE_CHECKING:
    from plotly.graph_objects import Figure as PlotlyFigure

__all__ = ["figure_topic_words"]

WORDS_SHOWN = 8  # in a small panel
_COLUMNS = 16  # of a word beside its bar


def figure_topic_words(
    topic_words: pd.DataFrame,
    topics: pd.DataFrame,
    language: str = "zh",
    *,
    topic: int | None = None,
    most: int | None = None,
) -> PlotlyFigure:
    """Draw the words of the topics as bars of their c-TF-IDF weight.

    Parameters
    ----------
    topic_words : DataFrame
        The study `topic_words`: topic, word, weight, comments, share.
    topics : DataFrame
        The table `topics`: topic, label, size.
    language : {"zh", "en"}
    topic : int or None
        Draw this topic alone, with all its words.
    most : int or None
        Panels of the largest topics; by default all.

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
    if topic is not None:
        return _one(topic_words, drawn[0], chosen, words)
    drawn = [one for one in drawn if (topic_words["topic"] == one.topic).any()]
    titles = [
        f"<b>{escaped(short_name(one.name, 34))}</b>  "
        f"<span style='color:{COLOURS['soft']}'>{count(one.size)}</span>"
        for one in drawn
    ]
    figure, cells, height, margins = panel_grid(titles, tall=22 * WORDS_SHOWN, names=140)
    for one, (line, column) in zip(drawn, cells, strict=True):
        rows = _heaviest(topic_words, one).head(WORDS_SHOWN)
        figure.add_trace(_bars(rows, one, words), row=line, col=column)
        # An equal number of places, so that bars are equally thick in all panels.
        figure.update_yaxes(range=[WORDS_SHOWN - 0.5, -0.5], row=line, col=column)
        figure.update_xaxes(range=[0, 1.03 * _longest(rows)], row=line, col=column)
    _plain_axes(figure)
    return dress(figure, words["words"], words["words_lead"], chosen, height=height, **margins)


def _one(
    topic_words: pd.DataFrame, one: RankedTopic, language: Any, words: dict[str, str]
) -> PlotlyFigure:
    graph, _ = library()
    rows = _heaviest(topic_words, one)
    bars = _bars(rows, one, words)
    bars.text = [percent(share, 0) for share in rows["share"]]
    bars.textposition, bars.cliponaxis = "outside", False
    figure = graph.Figure(bars)
    figure.update_yaxes(range=[len(rows) - 0.5, -0.5])
    figure.update_xaxes(range=[0, 1.08 * _longest(rows)])
    _plain_axes(figure)
    title = words["one_topic"].format(name=fit_width(one.name, 60))
    height = 130 + 28 * max(1, len(rows))
    return dress(figure, title, words["words_one_lead"], language, height=height, left=180)


def _heaviest(topic_words: pd.DataFrame, one: RankedTopic) -> pd.DataFrame:
    rows = topic_words[topic_words["topic"] == one.topic]
    return rows.sort_values("weight", ascending=False, kind="stable").reset_index(drop=True)


def _longest(rows: pd.DataFrame) -> float:
    longest = float(rows["weight"].max()) if len(rows) else 0.0
    return longest if longest > 0 else 1.0


def _bars(rows: pd.DataFrame, one: RankedTopic, words: dict[str, str]) -> Any:
    graph, _ = library()
    hover = []
    columns = (rows["word"], rows["weight"], rows["comments"], rows["share"])
    for word, weight, comments, share in zip(*columns, strict=True):
        held = words["words_share"].format(share=percent(share), n=count(comments))
        weighs = words["words_weight"].format(value=number(weight, 3))
        hover.append(f"<b>{escaped(word)}</b><br>{held}<br>{weighs}")
    return graph.Bar(
        x=rows["weight"].astype(float).tolist(),
        y=list(range(len(rows))),  # two words may be cut to the same letters
        customdata=[escaped(fit_width(str(word), _COLUMNS)) for word in rows["word"]],
        orientation="h",
        marker={"color": colour_of(one.place)},
        width=0.72,
        hovertext=hover,
        hoverinfo="text",
        showlegend=False,
    )


def _plain_axes(figure: PlotlyFigure) -> None:
    """Words beside the bars instead of numbers; no grid, for the weights have no unit."""
    figure.update_xaxes(showgrid=False, showticklabels=False, zeroline=False)
    figure.update_yaxes(showgrid=False, zeroline=False, ticklabelstandoff=6)
    for bars in figure.data:
        axis = "yaxis" + (bars.yaxis or "y")[1:]
        figure.layout[axis].update(tickvals=list(bars.y), ticktext=list(bars.customdata))
