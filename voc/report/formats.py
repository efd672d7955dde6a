"""Numbers, dates and intervals as readers see them. Nothing here knows about HTML or Excel."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from voc.report.words import Language, texts

MISSING = "–"
CELL_LIMIT = 32_767  # UTF-16 units in a cell of a workbook, as Excel counts
# XML 1.0, and so Excel and SVG, cannot hold these; a lone surrogate cannot even be encoded.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Marks that reorder what follows them: one in a comment could turn round the rest of a line.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Remove the characters that XML forbids.

    >>> printable("a\\x00b\\x1fc")
    'abc'
    """
    return _UNPRINTABLE.sub("", text)


def shown(value: object, limit: int = 200) -> str:
    """Return a label, name or cell as one line of at most `limit` characters.

    >>> shown("abcdef", 4)
    'abc…'
    """
    text = " ".join(_DIRECTION.sub("", printable(str(value))).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def shown_text(text: str) -> str:
    """Return a customer's words with nothing invisible in them; offsets stay as they were."""
    return _UNPRINTABLE.sub("\u200b", _DIRECTION.sub("\u200b", text))


def is_missing(value: Any) -> bool:
    """Tell whether a cell is empty: None, NaN, NaT or infinite. Lists are never missing."""
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    return isinstance(value, (float, np.floating)) and not math.isfinite(value)


def number(value: float, digits: int = 1, *, signed: bool = False) -> str:
    """Format a number with a true minus sign; a dash stands for a missing one.

    >>> number(-1.25, 1, signed=True), number(1234, 0), number(float("nan"))
    ('−1.2', '1,234', '–')
    """
    if is_missing(value):
        return MISSING
    text = f"{value:+,.{digits}f}" if signed else f"{value:,.{digits}f}"
    if not any(digit in text for digit in "123456789"):
        text = text.lstrip("+-")  # neither −0.0 nor +0.0
    return text.replace("-", "\u2212")


def count(value: float) -> str:
    """Format a count with thousands separated.

    >>> count(24780)
    '24,780'
    """
    return number(value, 0)


def percent(share: float, digits: int = 1) -> str:
    """Format a share between 0 and 1.

    >>> percent(0.0512)
    '5.1%'
    """
    return MISSING if is_missing(share) else number(share * 100, digits) + "%"


def percents(low: float, high: float) -> tuple[str, str]:
    """Format the limits of a share: whole percents, with decimals where they would say the same.

    >>> percents(0.18, 0.31), percents(0.2505, 0.2536)
    (('18%', '31%'), ('25.1%', '25.4%'))
    """
    whole = percent(low, 0), percent(high, 0)
    return whole if whole[0] != whole[1] else (percent(low), percent(high))


def interval(low: str, high: str, language: Language, *, key: str = "interval") -> str:
    """Join two formatted limits in words, since a dash between negative numbers is misread.

    >>> interval("−3.1", "−0.2", "en", key="to")
    '−3.1 to −0.2'
    """
    words = texts(language)
    if MISSING in (low, high):
        return words["no_interval"] if key == "interval" else ""
    return words[key].format(low=low, high=high)


def moment(stamp: str) -> str:
    """Return an ISO time to the minute, with its time zone.

    >>> moment("2024-06-12T01:30:07+00:00")
    '2024-06-12 01:30 UTC'
    """
    try:
        return f"{pd.Timestamp(stamp):%Y-%m-%d %H:%M %Z}".strip()
    except ValueError:
        return shown(stamp, 40)


def number_or_nan(value: object) -> float:
    """Return a cell as a float; anything that is no number becomes NaN.

    >>> number_or_nan("3.5"), number_or_nan(None)
    (3.5, nan)
    """
    try:
        return float(str(value))
    except ValueError:
        return math.nan


def display_width(text: str) -> int:
    """Return the width in half-width columns; a Chinese character counts two.

    >>> display_width("WiFi信号")
    8
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def fit_width(text: str, width: int) -> str:
    """Cut a text to a display width, with an ellipsis where it was cut.

    >>> fit_width("等待时间太长", 9)
    '等待时间…'
    """
    if display_width(text) <= width:
        return text
    kept = ""
    for character in text:
        if display_width(kept + character) > width - 1:
            break
        kept += character
    return kept + "…"


def flat_settings(settings: object, prefix: str = "") -> list[tuple[str, str]]:
    """Return nested settings as dotted names and values.

    >>> flat_settings({"topics": {"on": True}, "seed": 0})
    [('topics.on', 'True'), ('seed', '0')]
    """
    if isinstance(settings, Mapping):
        return [
            pair
            for key, value in settings.items()
            for pair in flat_settings(value, f"{prefix}.{key}" if prefix else str(key))
        ]
    if isinstance(settings, (list, tuple)):
        if any(isinstance(value, Mapping) for value in settings):
            numbered = {str(place): value for place, value in enumerate(settings, start=1)}
            return flat_settings(numbered, prefix)
        return [(shown(prefix, 80), shown(", ".join(map(str, settings))))]
    return [(shown(prefix, 80), shown(settings))]


def cell_text(text: str) -> str:
    """Return a text as a cell can hold it.

    Excel counts UTF-16 units, so an emoji counts two.

    >>> cell_text("a\\x0bb")
    'ab'
    >>> len(cell_text("😀" * 20_000))
    16383
    """
    clean = printable(text)
    if len(clean) * 2 <= CELL_LIMIT:
        return clean
    return clean.encode("utf-16-le")[: 2 * CELL_LIMIT].decode("utf-16-le", errors="ignore")


def joined(value: object) -> str:
    """Return a list as one text, anything else as its own.

    >>> joined(["早餐", "位置"])
    '早餐、位置'
    """
    if isinstance(value, (list, tuple, np.ndarray)):
        return "、".join(map(str, value))
    return str(value)


def values(column: pd.Series) -> list[Any]:
    """Return a column as Python values; much faster for text than iterating over it."""
    return column.to_numpy(dtype=object).tolist()
