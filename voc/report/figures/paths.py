"""The path diagram of a satisfaction index: what leads to satisfaction, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

import pandas as pd

from voc.report.figures.placing import Box, covered
from voc.report.figures.svg import Figure, arrow, box, drawing, label
from voc.report.formats import fit_width, is_missing, number
from voc.report.words import check_language, texts

__all__ = ["figure_paths"]

_WIDE, _TALL = 128.0, 58.0
_GAP_ACROSS, _GAP_DOWN = 62.0, 34.0
Place = tuple[float, float]


def figure_paths(
    index: pd.DataFrame, paths: pd.DataFrame, latent: pd.DataFrame, language: str = "zh"
) -> Figure:
    """Draw the latent variables with index and R², and the path coefficients between them.

    A dashed arrow is a path whose 95 % interval contains 0.

    Parameters
    ----------
    index, paths, latent : DataFrame
        The studies `csi_index`, `csi_paths` and `csi_latent`.
    language : {"zh", "en"}
    """
    chosen = check_language(language)
    words = texts(chosen)
    levels = _levels([str(name) for name in index["latent"]], paths)
    places = _places(levels)
    width = max(x for x, _ in places.values()) + _WIDE + 8 if places else 720.0
    height = max(y for _, y in places.values()) + _TALL + 8 if places else 40.0
    shapes, described = _arrows(paths, places)
    explained = dict(zip(latent["latent"], latent["r2"], strict=True))
    for row in index.to_dict("records"):
        x, y = places[str(row["latent"])]
        shapes.append(box(x, y, _WIDE, _TALL))
        name = fit_width(str(row[f"label_{chosen}"]), 18)
        shapes.append(label(x + _WIDE / 2, y + 18, name, "ink", "middle", 13))
        value = f"{number(row['index'])} ({number(row['low'], 0)}–{number(row['high'], 0)})"
        shapes.append(label(x + _WIDE / 2, y + 35, value, "ink", "middle", 12))
        r2 = float(explained.get(row["latent"], 0.0))
        if not (is_missing(r2) or r2 == 0):
            share = f"R² {number(r2, 2)}"
            shapes.append(label(x + _WIDE / 2, y + 51, share, "soft", "middle", 11))
        described.insert(0, f"{row[f'label_{chosen}']} {value}")
    return drawing(max(width, 360), height, words["figure_paths"], "; ".join(described), shapes)


def _levels(names: list[str], paths: pd.DataFrame) -> list[list[str]]:
    """Variables by the longest way that leads to them, so that every arrow points to the right."""
    depth = dict.fromkeys(names, 0)
    edges = list(zip(paths["source"], paths["target"], strict=True))
    for _ in names:
        for source, target in edges:
            depth[target] = max(depth[target], depth[source] + 1)
    deepest = max(depth.values(), default=0)
    return [[name for name in names if depth[name] == level] for level in range(deepest + 1)]


def _places(levels: list[list[str]]) -> dict[str, Place]:
    """Top left corner of each box; every second level is set lower, so that arrows part."""
    most = max((len(level) for level in levels), default=0)
    tall = most * _TALL + (most - 1) * _GAP_DOWN
    places = {}
    for number_of_level, level in enumerate(levels):
        own = len(level) * _TALL + (len(level) - 1) * _GAP_DOWN
        sink = (_TALL + 36) * (number_of_level % 3) if most == 1 else 22.0 * (number_of_level % 2)
        for place, name in enumerate(level):
            x = 4 + (_WIDE + _GAP_ACROSS) * number_of_level
            y = 4 + (tall - own) / 2 + (_TALL + _GAP_DOWN) * place + sink
            places[name] = (x, y)
    return places


def _arrows(paths: pd.DataFrame, places: Mapping[str, Place]) -> tuple[list[str], list[str]]:
    """An arrow for each path with its coefficient, and what they say."""
    taken: list[Box] = [(x, y, x + _WIDE, y + _TALL) for x, y in places.values()]
    shapes, described = [], []
    for row in paths.to_dict("records"):
        (x1, y1), (x2, y2) = places[str(row["source"])], places[str(row["target"])]
        start, end = (x1 + _WIDE, y1 + _TALL / 2), (x2, y2 + _TALL / 2)
        sure = not is_missing(row["path_low"]) and row["path_low"] * row["path_high"] > 0
        tone = "soft" if not sure else "positive" if row["path"] > 0 else "negative"
        shapes.append(arrow(start, end, tone, dashed=not sure))
        written = number(row["path"], 2)
        shapes.append(_coefficient(start, end, written, taken))
        described.append(f"{row['source']} → {row['target']} {written}")
    return shapes, described


def _coefficient(start: Place, end: Place, written: str, taken: list[Box]) -> str:
    """The number of an arrow, on it where it covers no box and no other number."""
    best, box_of_best = (0.0, 0.0), None
    least = inf
    for part in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8):
        x = start[0] + part * (end[0] - start[0])
        y = start[1] + part * (end[1] - start[1])
        around = (x - 16, y - 16, x + 16, y)
        hidden = covered(around, taken)
        if hidden < least:
            least, best, box_of_best = hidden, (x, y), around
    if box_of_best:
        taken.append(box_of_best)
    return label(best[0], best[1] - 4, written, "ink", "middle", 12)
