"""Small charts as SVG, one module a kind: strips for table rows, figures for the rest."""

from voc.report.figures.bars import figure_dimensions, figure_drivers
from voc.report.figures.scores import figure_scores, score_columns, score_values
from voc.report.figures.sentiment import figure_sentiment
from voc.report.figures.strips import (
    impact_strip,
    polarity_of_impact,
    polarity_strip,
    satisfaction_strip,
)
from voc.report.figures.svg import Figure

__all__ = [
    "Figure",
    "figure_dimensions",
    "figure_drivers",
    "figure_scores",
    "figure_sentiment",
    "impact_strip",
    "polarity_of_impact",
    "polarity_strip",
    "satisfaction_strip",
    "score_columns",
    "score_values",
]
