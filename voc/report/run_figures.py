"""The figures of a run, for a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.report.data import ReportData, driver_names
from voc.report.figures import (
    Figure,
    figure_dimensions,
    figure_drivers,
    figure_funnel,
    figure_heat,
    figure_impacts,
    figure_kano,
    figure_loyalty,
    figure_paths,
    figure_penalty_reward,
    figure_quadrants,
    figure_scores,
    figure_sentiment,
    figure_trends,
)
from voc.report.question_texts import question_names
from voc.report.topic_figures import (
    figure_segment_of_topic,
    figure_topic_by_segment,
    figure_topic_hierarchy,
    figure_topic_map,
    figure_topic_sentiment,
    figure_topic_words,
    figure_topics_over_time,
)

if TYPE_CHECKING:
    from plotly.graph_objects import Figure as PlotlyFigure

__all__ = ["Figures"]

_IMPACTS = ("impact_negative", "impact_positive")
_NEEDS_SCORE = "report.needs-score"
_NEEDS_SEGMENTS = "report.needs-segments"
_NEEDS_TIMES = "report.needs-times"
_NEEDS_TOPICS = "report.needs-topics"
_NEEDS_TWO = "report.needs-two-topics"
_NEEDS_RUN = "report.needs-run"
_NEEDS_PART = "report.needs-part"


class Figures:
    """The figures of a run; each is an SVG that a notebook shows and `.save(path)` writes.

    Those of topics are Plotly figures, to hover and zoom; `.write_html(path)` writes them.
    A figure that the run has no table for raises a VocError that says what it needs.
    """

    def __init__(self, data: ReportData, language: str) -> None:
        self._data = data
        self._language = language

    def drivers(self) -> Figure:
        """Satisfaction of each driver with its interval."""
        return figure_drivers(self._data.drivers, self._language)

    def dimensions(self) -> Figure:
        """Satisfaction of the SERVQUAL dimensions, product, price and overall."""
        return figure_dimensions(self._data.dimensions, self._language)

    def scores(self) -> Figure:
        """Distribution of the score."""
        return figure_scores(self._data.comments, self._language)

    def sentiment(self) -> Figure:
        """Shares of positive, neutral and negative comments."""
        return figure_sentiment(self._data.comments, self._language)

    def quadrants(self) -> Figure:
        """Importance against satisfaction, with the lines that part the quadrants."""
        table = self._study("quadrants", _NEEDS_SCORE)
        return figure_quadrants(table, self._names(), self._language)

    def impacts(self) -> Figure:
        """What complaint and praise of each driver go with in the score."""
        columns = [column for column in _IMPACTS if column in self._data.drivers]
        if not columns or self._data.drivers[columns].isna().all(axis=None):
            raise _missing("impacts", _NEEDS_SCORE)
        return figure_impacts(self._data.drivers, self._language)

    def penalty_reward(self) -> Figure:
        """What complaint costs against what praise wins: basic, performance, excitement."""
        table = self._study("penalty_reward", _NEEDS_SCORE)
        return figure_penalty_reward(table, self._names(), self._language)

    def kano(self) -> Figure:
        """Features of a Kano questionnaire by Better and Worse."""
        table = self._study("kano", _NEEDS_PART, part="kano")
        return figure_kano(table, self._language)

    def paths(self) -> Figure:
        """Path diagram of the satisfaction index."""
        names = ("csi_index", "csi_paths", "csi_latent")
        index, paths, latent = (self._study(name, _NEEDS_PART, part="csi") for name in names)
        return figure_paths(index, paths, latent, self._language)

    def heat(self, segment: str = "") -> Figure:
        """Satisfaction of each group with each driver.

        Parameters
        ----------
        segment : str
            A segment column of the run; by default its first.

        Raises
        ------
        VocError
            The run has no segments, or none of that name.
        """
        if self._data.segments is None:
            raise _missing("heat", _NEEDS_SEGMENTS)
        table = _of_segment(self._data.segments, self._asked(segment), "heat")
        return figure_heat(table, self._names(), self._language)

    def trends(self) -> Figure:
        """Satisfaction by period, of all comments and of the most mentioned drivers."""
        trends = self._data.trends
        if trends is None or trends["period"].nunique() < 2:
            raise _missing("trends", _NEEDS_TIMES)
        return figure_trends(trends, self._names(), self._language)

    def funnel(self) -> Figure:
        """From complaint to repurchase: how many reach each step."""
        table = self._study("recovery_funnel", _NEEDS_PART, part="recovery")
        return figure_funnel(table, self._language)

    def loyalty(self) -> Figure:
        """Loyalty against satisfaction, with the zone of indifference."""
        table = self._study("loyalty_curve", _NEEDS_PART, part="loyalty")
        return figure_loyalty(table, self._language)

    def topics(self) -> PlotlyFigure:
        """Map of the comments: topics as coloured, named groups, quotes on hovering.

        Raises
        ------
        VocError
            The run has no topics, or Plotly is not installed.
        """
        table = self._topic_study("topic_map", _NEEDS_RUN)
        mentions = self._data.studies.get("topic_mentions")
        return figure_topic_map(
            table, self._topics("topic_map"), self._data.comments, mentions, self._language
        )

    def topic_words(self, topic: int | None = None) -> PlotlyFigure:
        """The words that set each topic apart, one panel a topic, by c-TF-IDF.

        Parameters
        ----------
        topic : int, optional
            Only this topic, with all its words.

        Raises
        ------
        VocError
            The run has no topics, or none of that id, or Plotly is not installed.
        """
        table = self._topic_study("topic_words", _NEEDS_RUN)
        return figure_topic_words(table, self._topics("topic_words"), self._language, topic=topic)

    def topics_over_time(self, topic: int | None = None) -> PlotlyFigure:
        """Share of the comments that mention each topic, by period, with its interval.

        Parameters
        ----------
        topic : int, optional
            Only this topic; by default the twelve largest.

        Raises
        ------
        VocError
            The run has no topics, none of that id, or no times; or Plotly is not installed.
        """
        table = self._topic_study("topic_trends", _NEEDS_TIMES)
        if table["period"].nunique() < 2:
            raise _missing("topic_trends", _NEEDS_TIMES)
        return figure_topics_over_time(
            table,
            self._topics("topic_trends"),
            self._data.comments,
            self._data.studies.get("topic_growth"),
            self._language,
            topic=topic,
        )

    def topic_hierarchy(self) -> PlotlyFigure:
        """Dendrogram: which topics are alike, and in which families they join.

        Raises
        ------
        VocError
            The run has fewer than two topics, or Plotly is not installed.
        """
        table = self._topic_study("topic_hierarchy", _NEEDS_TWO)
        return figure_topic_hierarchy(table, self._topics("topic_hierarchy"), self._language)

    def topic_by_segment(self, segment: str = "", topic: int | None = None) -> PlotlyFigure:
        """What each group talks about: shares of all topics, or of one with its intervals.

        Parameters
        ----------
        segment : str
            A segment column of the run; by default its first.
        topic : int, optional
            Only this topic, with the interval of each group.

        Raises
        ------
        VocError
            The run has no topics or no segments, or none of that name or id; or Plotly is not
            installed.
        """
        table = self._topic_study("topic_segments", _NEEDS_SEGMENTS)
        table = _of_segment(table, self._asked(segment), "topic_segments")
        topics, comments = self._topics("topic_segments"), self._data.comments
        if topic is None:
            return figure_topic_by_segment(table, topics, comments, self._language)
        return figure_segment_of_topic(table, topics, comments, topic, self._language)

    def topic_sentiment(self, by: str = "") -> PlotlyFigure:
        """How much each topic is talked of against how well.

        Parameters
        ----------
        by : {"", "sentiment", "impact"}
            Mean sentiment, or impact on the score with its interval; by default impact where the
            run has a score.

        Raises
        ------
        VocError
            The run has no topics, or no score for their impact; or Plotly is not installed.
        """
        topics = self._topics("topic_sentiment")
        scored = "impact" in topics and topics["impact"].notna().any()
        chosen = by or ("impact" if scored else "sentiment")
        if chosen not in ("sentiment", "impact"):
            raise VocError("report.no-figure", asked=by)
        if chosen == "impact" and not scored:
            raise _missing("topic_sentiment, impact", _NEEDS_SCORE)
        return figure_topic_sentiment(topics, self._language, by=chosen)

    def _topics(self, name: str) -> pd.DataFrame:
        topics = self._data.topics
        if topics is None or not (topics["topic"] >= 0).any():
            raise _missing(name, _NEEDS_TOPICS)
        return topics

    def _topic_study(self, name: str, needs: str) -> pd.DataFrame:
        """A study of topics; without topics that is what is missing."""
        self._topics(name)
        table = self._study(name, needs)
        if table.empty:
            raise _missing(name, needs)
        return table

    def _study(self, name: str, needs: str, **values: str) -> pd.DataFrame:
        table = self._data.studies.get(name)
        if table is None:
            raise _missing(name, needs, **values)
        return table

    def _asked(self, column: str) -> str:
        """The question of a column; either names a segment."""
        return question_names(self._data.manifest).get(column, column)

    def _names(self) -> dict[str, str]:
        return driver_names(self._data.drivers, self._language)


def _of_segment(table: pd.DataFrame, segment: str, name: str) -> pd.DataFrame:
    """The rows of one segment column, by default of the first."""
    known = [str(column) for column in table["segment"].unique()]
    if not known:
        raise _missing(name, _NEEDS_SEGMENTS)
    chosen = segment or known[0]
    if chosen not in known:
        raise VocError("report.no-segment", chosen=chosen, known=listed(known))
    return table[table["segment"] == chosen]


def _missing(name: str, needs: str, **values: str) -> VocError:
    where = phrase("report.figures", name=name)
    return VocError("report.no-table", where=where, needs=phrase(needs, **values))
