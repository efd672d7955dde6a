"""How many complaints reach each step of their recovery."""

from __future__ import annotations

import pandas as pd

from voc.report.figures.svg import Figure, drawing, label, rect
from voc.report.formats import count, percent
from voc.report.words import check_language, texts

__all__ = ["figure_funnel"]


def figure_funnel(funnel: pd.DataFrame, language: str = "zh") -> Figure:
    """Draw the steps from complaint to repurchase, each with its share of the step before.

    Parameters
    ----------
    funnel : DataFrame
        The study `recovery_funnel`: stage, label_zh, label_en, n, share_of_previous, low, high.
    language : {"zh", "en"}
    """
    chosen = check_language(language)
    words = texts(chosen)
    largest = max(funnel["n"].max(), 1) if len(funnel) else 1
    shapes, described = [], []
    middle, widest, step = 400.0, 330.0, 40.0
    for place, row in enumerate(funnel.to_dict("records")):
        top = 6 + step * place
        wide = max(2.0, widest * row["n"] / largest)
        shapes.append(rect(middle - wide / 2, top, wide, 28, "accent"))
        name = str(row[f"label_{chosen}"])
        shapes.append(label(210, top + 19, name, "ink", "end"))
        written = count(row["n"])
        if place:
            written += f" · {percent(row['share_of_previous'], 0)}"
        shapes.append(label(580, top + 19, written, "ink", "start"))
        described.append(f"{name}: {written}")
    height = 12 + step * len(funnel)
    return drawing(720, height, words["figure_funnel"], "; ".join(described), shapes)
