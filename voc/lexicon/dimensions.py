"""The dimensions that drivers belong to: SERVQUAL, and what lies outside it."""

from __future__ import annotations

OVERALL = "overall"  # the driver, and the dimension, of verdicts on the whole
# Chinese and English names; SERVQUAL first. A customer judges other things, too: the last three.
DIMENSIONS: dict[str, tuple[str, str]] = {
    "tangibles": ("有形性", "Tangibles"),
    "reliability": ("可靠性", "Reliability"),
    "responsiveness": ("响应性", "Responsiveness"),
    "assurance": ("保证性", "Assurance"),
    "empathy": ("移情性", "Empathy"),
    "product": ("产品", "Product"),
    "price": ("价格", "Price"),
    "overall": ("总体", "Overall"),
}


def dimension_id(name: str) -> str | None:
    """The dimension that an id, a Chinese or an English name stands for; None if it is none.

    Examples
    --------
    >>> dimension_id("保证性"), dimension_id("Tangibles"), dimension_id("speed")
    ('assurance', 'tangibles', None)
    """
    wanted = name.strip().lower()
    for key, (chinese, english) in DIMENSIONS.items():
        if wanted in (key, chinese, english.lower()):
            return key
    return None
