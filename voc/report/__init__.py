"""Finished tables made into a page, a workbook and figures. It computes no result of its own."""

from voc.report.data import ReportData
from voc.report.excel import write_excel
from voc.report.figures import (
    Figure,
    figure_dimensions,
    figure_drivers,
    figure_scores,
    figure_sentiment,
)
from voc.report.html import render_html
from voc.report.summary import render_notebook, summary_text

__all__ = [
    "Figure",
    "ReportData",
    "figure_dimensions",
    "figure_drivers",
    "figure_scores",
    "figure_sentiment",
    "render_html",
    "render_notebook",
    "summary_text",
    "write_excel",
]
