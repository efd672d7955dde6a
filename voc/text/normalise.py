"""Normal forms: Unicode, width, traditional characters, HTML, links, mentions, repetitions.

A whole chunk is joined into one string, so that every pattern runs once over it in C.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache
from typing import Any

import numpy as np

from voc.text.characters import codes

SEPARATOR = "\x1e"  # ASCII "record separator": stands between the comments of a chunk

# Chinese punctuation keeps its width: a quote should look as the customer wrote it.
_KEPT = set("，！？：；（）～…“”‘’、。《》【】「」￥—·")
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1d\x1f\x7f-\x9f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\uffff"
    "\U0001f3fb-\U0001f3ff]"  # skin tones of emoji
)
# White space in a tag is never the separator: <b at the end of a comment begins no tag.
_BREAKING_TAG = re.compile(r"<(?:br|/?p|/?div|/?li|/?tr)[^\S\x1e]*/?>", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:span|b|i|u|em|strong|font|img|a|ul|ol|td|table|tbody)(?:[^\S\x1e][^<>\x1e]{0,300})?/?>",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|www\.)[\w\-.~:/?#\[\]@!$&'()*+;=%]+", re.ASCII | re.IGNORECASE)
# @趣玩网客服 … ends at a space or punctuation; an e-mail address has a word before the @
_MENTION = re.compile(r"(?<![A-Za-z0-9._-])@[\w\-·]{1,30}")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]+")
_REPEATED = re.compile(r"([^\d\s\x1e*★☆⭐])\1{3,}")
_SPACES = re.compile(r"[^\S\n\x1e]+")
_LINES = re.compile(r" ?\n\s*?(?=[^\s]|\x1e|$)")


def normalise(texts: list[str], *, simplify: bool = True) -> list[str]:
    """Bring comments to one form without changing what they say.

    Unicode NFKC (full-width letters and digits become plain; Chinese punctuation stays), HTML
    entities and tags, links → `[链接]`, mentions → `[@用户]`, more than three of the same
    character → three, control characters out, runs of white space → one space, line breaks kept.

    Parameters
    ----------
    texts : list of str
    simplify : bool
        Turn traditional into simplified characters (OpenCC t2s).

    Returns
    -------
    list of str
        As long as `texts`.

    Examples
    --------
    >>> normalise(["ＷｉＦｉ很慢！！！！！！", "服務&amp;態度<br>都好 @小王 看 https://a.cn/x"])
    ['WiFi很慢！！！', '服务&态度\\n都好 [@用户] 看 [链接]']
    """
    if not texts:
        return []
    joined = SEPARATOR.join(text.replace(SEPARATOR, " ") for text in texts)
    if "&" in joined:
        joined = html.unescape(joined)
    if "<" in joined:
        joined = _INLINE_TAG.sub("", _BREAKING_TAG.sub("\n", joined))
    joined = _CONTROL.sub("", joined.replace("\r\n", "\n").replace("\r", "\n"))
    joined = _compatible(joined)
    if "://" in joined or "www." in joined.lower():
        joined = _LINK.sub("[链接]", joined)
    if "@" in joined:
        joined = _MENTION.sub("[@用户]", joined)
    joined = _shortened(joined)
    joined = _SPACES.sub(" ", joined)
    if "\n" in joined:
        joined = _LINES.sub("\n", joined)
    cleaned = [text.strip() for text in joined.split(SEPARATOR)]
    return simplified(cleaned) if simplify else cleaned


def _shortened(text: str) -> str:
    """More than three of the same character become three: 好好好好吃 → 好好好吃.

    Four in a row are looked for in all places at once: to search the text with the expression
    takes ten times as long.
    """
    letters = codes(text)
    same = letters[1:] == letters[:-1]
    parts, done = [], 0
    for place in np.flatnonzero(same[2:] & same[1:-1] & same[:-2]).tolist():
        if place >= done and (run := _REPEATED.match(text, place)):
            parts += [text[done:place], 3 * run[1]]
            done = run.end()
    return "".join([*parts, text[done:]])


def _compatible(text: str) -> str:
    """NFKC, except for Chinese punctuation."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = _compatibility_class().sub(_nfkc, text)
    return _ASTRAL.sub(_nfkc, text)


def _nfkc(hit: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", hit.group())


@cache
def _compatibility_class() -> re.Pattern[str]:
    """The characters up to U+FFFF that NFKC changes (a class that stays there is a fast bitmap)."""
    return _character_class(
        [
            code
            for code in range(0xA0, 0x10000)
            if not 0x4E00 <= code <= 0x9FFF
            and not 0xAC00 <= code <= 0xDFFF  # Hangul is composed already, then surrogates
            and chr(code) not in _KEPT
            and unicodedata.normalize("NFKC", chr(code)) != chr(code)
        ]
    )


def _character_class(codes: list[int]) -> re.Pattern[str]:
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    body = "".join(f"{re.escape(chr(a))}-{re.escape(chr(b))}" for a, b in ranges)
    return re.compile(f"[{body}]+")


@cache
def _opencc() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


@cache
def _traditional_class() -> re.Pattern[str]:
    """The characters that only traditional text uses: those that OpenCC changes."""
    characters = [chr(code) for code in range(0x3400, 0xA000)]
    simplified = _opencc().convert("\n".join(characters)).split("\n")
    return _character_class([ord(a) for a, b in zip(characters, simplified, strict=True) if a != b])


def simplified(texts: list[str]) -> list[str]:
    """Traditional characters become simplified ones, as the words around them ask (OpenCC t2s).

    >>> simplified(["頭髮", "發現"])
    ['头发', '发现']
    """
    traditional = _traditional_class().search
    convert = _opencc().convert
    return [convert(text) if traditional(text) else text for text in texts]
