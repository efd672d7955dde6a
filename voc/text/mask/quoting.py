"""Cells in messages: enough to find what is wrong, nothing of what a customer wrote."""

from __future__ import annotations

from collections.abc import Iterable

from voc.messages import phrase
from voc.text.mask import mask
from voc.text.normalise import normalise

__all__ = ["quoted", "quoted_all"]

_LONGEST = 16  # characters of an answer on a scale; what is longer may be a comment


def quoted(value: object) -> str:
    """A cell as a message may show it: masked, and only its length when it is a long one.

    >>> quoted("5星"), quoted("回电13912345678"), quoted("房间很干净，就是隔音太差了，一晚上没睡好")
    ('5星', '回电[手机号]', '(20 characters)')
    """
    text = str(value)
    if len(text) > _LONGEST:
        return phrase("privacy.long-cell", characters=len(text))
    return mask(normalise([text], simplify=False))[0][0]


def quoted_all(values: Iterable[object]) -> str:
    """Several cells.

    >>> quoted_all(["5", "中等"])
    '5, 中等'
    """
    return ", ".join(quoted(value) for value in values)
