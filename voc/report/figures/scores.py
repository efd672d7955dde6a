"""Distribution of a score."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from voc.report.data import counted
from voc.report.figures.svg import Figure, drawing, label, line, rect
from voc.report.formats import count, number
from voc.report.names import SCORES
from voc.report.words import check_language, choose, texts

__all__ = ["figure_scores", "score_columns", "score_values"]


def figure_scores(
    comments: pd.DataFrame, language: str = "zh", column: str | None = None
) -> Figure:
    """Draw how one score is distributed.

    Parameters
    ----------
    comments : pandas.DataFrame
    language : {"zh", "en"}
    column : str, optional
        ``nps``, ``stars``, ``csat``, ``ces`` or ``sentiment``; without it the first of them that
        the table has. A given score is counted once by respondent and row, since a respondent
        with two texts stands in two rows of the table; sentiment is counted by comment.
    """
    chosen = check_language(language)
    name = column or score_columns(comments)[0]
    values = score_values(comments, name)
    labels, counts, colours = _histogram(values, name)
    title = texts(chosen)["figure_scores"].format(
        name=choose(SCORES.get(name, (name, name)), chosen)
    )
    return _columns(labels, counts, colours, title)


def score_columns(comments: pd.DataFrame) -> list[str]:
    """Return the scores that have at least one value, then ``sentiment``."""
    given = [
        name
        for name in ("nps", "stars", "csat", "ces", "score")
        if name in comments and comments[name].notna().any()
    ]
    # The score is one of the others on another scale, unless it is the only one.
    return [name for name in given if name != "score" or given == ["score"]] + ["sentiment"]


def score_values(comments: pd.DataFrame, column: str) -> pd.Series:
    """Return the values of a score, once by respondent and row; sentiment once by comment."""
    if column == "sentiment":
        table = counted(comments, column)
    else:
        asked = ["row", "respondent_id"]
        table = comments[[*asked, column]].drop_duplicates(subset=asked)
    return pd.to_numeric(table[column], errors="coerce").dropna().astype(float)


def _histogram(values: pd.Series, column: str) -> tuple[list[str], list[int], list[str]]:
    """Return labels, counts and colours of the columns of a distribution."""
    scale = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}.get(column)
    if column == "sentiment":
        # Eleven steps, the middle one around 0: exactly neutral comments fall on neither side.
        parts = (values * 5).round().astype(int).value_counts()
        labels = [number(step / 5, 1, signed=True) for step in range(-5, 6)]
        colours = ["negative"] * 5 + ["neutral"] + ["positive"] * 5
        return labels, [int(parts.get(step, 0)) for step in range(-5, 6)], colours
    if values.empty:
        return [], [], []
    low, high = scale or (int(min(1, values.min())), int(-(-values.max() // 1)))
    if high - low <= 10:
        steps = range(low, high + 1)
        parts = values.round().astype(int).value_counts()
        colours = [_score_colour(column, step) for step in steps]
        return [str(step) for step in steps], [int(parts.get(step, 0)) for step in steps], colours
    width = (high - low) / 10
    parts = ((values - low) // width).clip(upper=9).astype(int).value_counts()
    labels = [number(low + width * (place + 0.5), 0) for place in range(10)]
    return labels, [int(parts.get(place, 0)) for place in range(10)], ["accent"] * 10


def _score_colour(column: str, step: int) -> str:
    """NPS has agreed groups (0–6, 7–8, 9–10); the other scales have one colour."""
    if column != "nps":
        return "accent"
    return "negative" if step <= 6 else "neutral" if step <= 8 else "positive"


def _columns(
    labels: Sequence[str], counts: Sequence[int], colours: Sequence[str], title: str
) -> Figure:
    """Draw upright columns with the count above and the label below each."""
    width, height, floor, top = 360.0, 190.0, 164.0, 24.0
    largest = max(counts, default=0) or 1
    step = (width - 8) / max(len(labels), 1)
    shapes = []
    columns = zip(labels, counts, colours, strict=True)
    for place, (name, amount, colour) in enumerate(columns):
        tall = (floor - top) * amount / largest
        left, middle = 4 + step * place + step * 0.12, 4 + step * (place + 0.5)
        shapes.append(rect(left, floor - tall, step * 0.76, tall, colour))
        if amount:
            shapes.append(label(middle, floor - tall - 5, count(amount), "soft", "middle", 11))
        shapes.append(label(middle, floor + 17, name, "ink", "middle", 12))
    shapes.append(line(4, floor, width - 4, floor, "rule"))
    pairs = zip(labels, counts, strict=True)
    description = "; ".join(f"{name}: {amount}" for name, amount in pairs)
    return drawing(width, height, title, description, shapes)
