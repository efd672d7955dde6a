"""Everything that voc says of a mistake, in Chinese and English: one module an area.

A code is its area, a dot and a name: `read.file-missing` stands in `voc/messages/read.py`. The
language is that of VOC_LANG (zh or en), else that of the locale, else English.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any, Literal

from voc.messages.message import Message

__all__ = ["AREAS", "Message", "listed", "message", "messages", "phrase", "spoken", "together"]

AREAS = (
    *(
        "command",
        "place",
        "read",
        "settings",
        "codebook",
        "output",
        "sentiment",
        "topics",
        "survey",
    ),
    *("statistics", "report", "coding", "suggest", "interop", "privacy"),
    *(
        "column",
        "screen",
        "platform",
        "source",
        "shape",
        "limit",
        "run",
        "append",
        "engine",
        "store",
    ),
)
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def spoken() -> Literal["zh", "en"]:
    """The language of messages: VOC_LANG, else the locale.

    >>> import os
    >>> os.environ["VOC_LANG"] = "zh"
    >>> spoken()
    'zh'
    >>> os.environ["VOC_LANG"] = "en"
    """
    asked = os.environ.get("VOC_LANG", "").strip().lower()
    if not asked:
        asked = next((value for name in _VARIABLES if (value := os.environ.get(name))), "").lower()
    if not asked and os.name == "nt":
        asked = (locale.getlocale()[0] or "").lower()
    return "zh" if asked.startswith(("zh", "chinese")) else "en"


def phrase(code: str, **values: Any) -> str:
    """What a message says, as a part of another one or of a `where`.

    >>> phrase("read.line", file="a.csv", line=3)
    'a.csv, line 3'
    """
    return message(code).says(spoken(), values)


def together(*told: str) -> str:
    """What is said one after the other; empty parts are left out.

    >>> together("the name says 'id'", "", "every value differs")
    "the name says 'id'; every value differs"
    """
    return phrase("command.semicolon").join(part for part in told if part)


def listed(names: Iterable[object], most: int = 0) -> str:
    """Names one after the other, as a part of a message; after `most` of them, how many are left.

    >>> listed(["a", "b", "c"]), listed("abc", 2)
    ('a, b, c', 'a, b and 1 more')
    """
    told = [str(name) for name in names]
    shown = phrase("command.comma").join(told[:most] if most else told)
    left = len(told) - most
    return phrase("command.and-more", shown=shown, left=left) if most and left > 0 else shown


def message(code: str) -> Message:
    """The message of a code; `KeyError` for an unknown one."""
    return messages()[code]


@cache
def messages() -> dict[str, Message]:
    """All messages by code."""
    found: dict[str, Message] = {}
    for area in AREAS:
        for name, one in import_module(f"voc.messages.{area}").MESSAGES.items():
            found[f"{area}.{name}"] = one
    return found
