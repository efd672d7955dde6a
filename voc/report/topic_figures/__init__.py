"""Figures of topics for a notebook, drawn with Plotly: one module a figure."""

from voc.report.topic_figures.by_segment import figure_topic_by_segment
from voc.report.topic_figures.hierarchy import figure_topic_hierarchy
from voc.report.topic_figures.map import figure_topic_map
from voc.report.topic_figures.over_time import figure_topics_over_time
from voc.report.topic_figures.segment_of_topic import figure_segment_of_topic
from voc.report.topic_figures.sentiment import figure_topic_sentiment
from voc.report.topic_figures.words import figure_topic_words

__all__ = [
    "figure_segment_of_topic",
    "figure_topic_by_segment",
    "figure_topic_hierarchy",
    "figure_topic_map",
    "figure_topic_sentiment",
    "figure_topic_words",
    "figure_topics_over_time",
]
