"""Texts that a Plotly figure shows as they are: escaped, and wrapped for a box of hovering."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from voc.report.formats import (
    display_width,
    is_missing,
    number,
    number_or_nan,
    shown,
    shown_text,
)
from voc.report.names import SCORE_FACTS
from voc.report.words import Language, choose

__all__ = ["QUOTE_LENGTH", "WRAP", "escaped", "facts", "quote", "wrapped"]

WRAP = 60  # half-width columns of a line: 30 Chinese characters
QUOTE_LENGTH = 120
_LEAD = 20  # characters kept before the marked words when a long comment is cut
# A Latin word stays whole; closing marks (，。！？」) stay with what they close.
_UNITS = re.compile(r"(?:[0-9A-Za-z'’_\-]+|\s+|.)[，。！？；：、,.!?;:）)」』”’】…]*", re.DOTALL)


def escaped(text: str) -> str:
    """A text that neither Plotly nor MathJax reads as markup.

    Plotly sets ``<b>`` in bold, MathJax turns ``$…$`` into a formula; both read entities.

    Examples
    --------
    >>> escaped("<b>$5 & more</b>")
    '&lt;b&gt;&#36;5 &amp; more&lt;/b&gt;'
    """
    return escape(shown(text, 10_000), quote=False).replace("$", "&#36;")


def _lines(text: str, width: int) -> list[tuple[int, int]]:
    """Spans of the lines of a text, each at most `width` half-width columns wide."""
    spans: list[tuple[int, int]] = []
    start, taken = 0, 0
    for unit in _UNITS.finditer(text):
        for first, last in _parts(text, unit.start(), unit.end(), width):
            wide = display_width(text[first:last])
            if taken and taken + wide > width and not text[first:last].isspace():
                spans.append((start, first))  # a space hangs over, no line begins with it
                start, taken = first, 0
            taken += wide
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def _parts(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """A unit as one span; one that is wider than a line as its characters."""
    if display_width(text[start:end]) <= width:
        return [(start, end)]
    return [(place, place + 1) for place in range(start, end)]


def wrapped(text: str, width: int = WRAP) -> str:
    """A text escaped and broken into lines for a hover box.

    Parameters
    ----------
    text : str
    width : int
        Half-width columns of a line.

    Examples
    --------
    >>> wrapped("早餐<b>很好</b>，前台也热情。", 18)
    '早餐&lt;b&gt;很好&lt;/b&gt;，<br>前台也热情。'
    """
    return quote(text, (0, 0), width=width, limit=len(text))


def quote(text: str, mark: tuple[int, int], *, width: int = WRAP, limit: int = QUOTE_LENGTH) -> str:
    """A customer's words with one span in bold, cut around it when they are long.

    Parameters
    ----------
    text : str
        A comment.
    mark : (start, end)
        The span in bold; (0, 0) marks nothing.
    width : int
        Half-width columns of a line.
    limit : int
        Characters that are shown of a longer comment, the marked ones among them.

    Examples
    --------
    >>> quote("停车太难了，早餐不错", (0, 5))
    '<b>停车太难了</b>，早餐不错'
    >>> quote("停车太难了，早餐不错，下次还来", (6, 10), limit=10)
    '…难了，<b>早餐不错</b>，下次…'
    """
    clean = re.sub(r"\s", " ", shown_text(text))
    start, end = 0, len(clean)
    if len(clean) > limit:
        lead = max(0, min(_LEAD, limit - (mark[1] - mark[0])) // 2)
        start = max(0, min(mark[0] - lead, len(clean) - limit))
        end = start + limit
    cut = clean[start:end]
    before, after = "…" * (start > 0), "…" * (end < len(clean))
    whole = before + cut + after
    shift = len(before) - start
    bold = range(max(mark[0], start) + shift, max(0, min(mark[1], end) + shift))
    return "<br>".join(_emphasised(whole, span, bold) for span in _lines(whole, width))


def _emphasised(text: str, span: tuple[int, int], bold: range) -> str:
    """One line, escaped, with its part of the bold span marked."""
    first = min(max(bold.start, span[0]), span[1])
    last = max(first, min(bold.stop, span[1]))
    parts = [_plain(text[a:b]) for a, b in ((span[0], first), (first, last), (last, span[1]))]
    return parts[0] + (f"<b>{parts[1]}</b>" if parts[1] else "") + parts[2]


def _plain(text: str) -> str:
    return escape(text, quote=False).replace("$", "&#36;")


def facts(row: Mapping[Any, Any], language: Language) -> str:
    """What stands under a quote: date, scores and id of the comment, escaped.

    Examples
    --------
    >>> facts({"comment_id": "c1", "time": pd.Timestamp("2024-05-01"), "stars": 4.0}, "zh")
    '2024-05-01 · 评分 4 · c1'
    """
    found = []
    time = row.get("time")
    if isinstance(time, pd.Timestamp) and not is_missing(time):
        found.append(f"{time:%Y-%m-%d}")
    for score, pair in SCORE_FACTS.items():
        value = number_or_nan(row.get(score))
        if not is_missing(value):
            written = number(value, 0 if value.is_integer() else 1)
            found.append(choose(pair, language).format(value=written))
    found.append(str(row.get("comment_id", "")))
    return escaped(" · ".join(found))
