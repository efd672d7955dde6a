"""A message: what is wrong and what to do, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True)
class Message:
    """What is wrong in one sentence, and what to do; {names} are filled in.

    Attributes
    ----------
    zh, en : str
    fix_zh, fix_en : str
        Both empty when the one who raises the error knows better what to do, and for phrases that
        are part of a message.

    Examples
    --------
    >>> empty = Message("{name} 是空的。", "{name} is empty.", "重新导出。", "Export it again.")
    >>> empty.says("en", {"name": "a.csv"}), empty.advises("zh", {})
    ('a.csv is empty.', '重新导出。')
    """

    zh: str
    en: str
    fix_zh: str = ""
    fix_en: str = ""

    def says(self, language: Language, values: Mapping[str, Any]) -> str:
        """What is wrong."""
        return (self.zh if language == "zh" else self.en).format_map(dict(values))

    def advises(self, language: Language, values: Mapping[str, Any]) -> str | None:
        """What to do; None when nothing is said of it."""
        return (self.fix_zh if language == "zh" else self.fix_en).format_map(dict(values)) or None
