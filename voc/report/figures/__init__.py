"""Small charts as SVG, one module a kind: strips for table rows, figures for the rest."""

from voc.report.figures.bars import figure_dimensions, figure_drivers
from voc.report.figures.funnel import figure_funnel
from voc.report.figures.heat import figure_heat
from voc.report.figures.impacts import figure_impacts
from voc.report.figures.kano import figure_kano, figure_penalty_reward
from voc.report.figures.loyalty import figure_loyalty
from voc.report.figures.paths import figure_paths
from voc.report.figures.quadrants import figure_quadrants
from voc.report.figures.scores import figure_scores, score_columns, score_values
from voc.report.figures.sentiment import figure_sentiment
from voc.report.figures.strips import (
    impact_strip,
    polarity_of_impact,
    polarity_strip,
    satisfaction_strip,
)
from voc.report.figures.svg import Figure
from voc.report.figures.trends import figure_trends

__all__ = [
    "Figure",
    "figure_dimensions",
    "figure_drivers",
    "figure_funnel",
    "figure_heat",
    "figure_impacts",
    "figure_kano",
    "figure_loyalty",
    "figure_paths",
    "figure_penalty_reward",
    "figure_quadrants",
    "figure_scores",
    "figure_sentiment",
    "figure_trends",
    "impact_strip",
    "polarity_of_impact",
    "polarity_strip",
    "satisfaction_strip",
    "score_columns",
    "score_values",
]
