"""Shares of positive, neutral and negative comments."""

from __future__ import annotations

import pandas as pd

from voc.report.data import counted
from voc.report.figures.svg import Figure, drawing, label, rect
from voc.report.formats import percent
from voc.report.words import check_language, texts

__all__ = ["figure_sentiment"]


def figure_sentiment(comments: pd.DataFrame, language: str = "zh") -> Figure:
    """Draw the shares of positive, neutral and negative comments as one bar."""
    chosen = check_language(language)
    words = texts(chosen)
    counts = counted(comments, "label")["label"].value_counts()
    parts = {name: int(counts.get(name, 0)) for name in ("negative", "neutral", "positive")}
    total = sum(parts.values())
    shapes: list[str] = []
    start = 10.0
    for place, (name, amount) in enumerate(parts.items()):
        width = 540 * amount / total if total else 0.0
        shapes.append(rect(start, 12, width, 26, name))
        start += width
        sign = {"negative": "−", "neutral": "", "positive": "+"}[name]
        share = percent(amount / total) if total else "–"
        written = f"{sign} {words[name]} {share}".strip()
        anchor = ("start", "middle", "end")[place]
        shapes.append(label(10 + 270 * place, 60, written, "ink", anchor))
    shares = {name: percent(amount / total) if total else "–" for name, amount in parts.items()}
    description = words["stack_desc"].format(**shares)
    return drawing(560, 72, words["figure_sentiment"], description, shapes)
