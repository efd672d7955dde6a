"""Which language a comment is in: zh, en or mixed."""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}(?:['-][A-Za-z]+)*")
_TAG = re.compile(r"\[[^\[\]]{1,8}\]")


def language(text: str) -> str:
    """zh, en or mixed.

    One Latin word counts as much as two Chinese characters; `mixed` means that either language
    holds at least a tenth, and at least three Latin words. Text of neither counts as zh.

    >>> mixed = "check in很慢，the staff are rude and slow"
    >>> language("WiFi很慢"), language("very slow"), language(mixed)
    ('zh', 'en', 'mixed')
    """
    if text.isascii():
        return "en" if _LATIN_WORD.search(text) else "zh"
    latin = len(_LATIN_WORD.findall(text))
    if latin < 3:
        return "en" if latin and not _HAN.search(_TAG.sub("", text)) else "zh"
    han = len(_HAN.findall(_TAG.sub("", text))) / 2
    share = latin / (latin + han)
    return "en" if share > 0.9 else "mixed" if share >= 0.1 else "zh"
