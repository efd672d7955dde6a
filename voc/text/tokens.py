"""Cutting comments into words: rjieba or jieba for Chinese, spaCy's tokenizer for English."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, compress, count, filterfalse
from typing import Any

from voc.text.normalise import SEPARATOR

_EMOJI = (
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|[\u203c\u2049\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]\ufe0f?"
    "(?:\u200d[\u2600-\u27bf\U0001f000-\U0001faff]\ufe0f?)*"
)
_TAG = r"\[[^\[\]\x1e\n]{1,8}(?:#[0-9a-f]{10})?\]"  # [手机号] [手机号#3f9a12bc41] [微笑]
_MODEL = (  # iPhone 15 Pro, Mate 60, Note9 Pro Max: a capital, a number, an edition
    r"(?:[A-Z][A-Za-z]*|[a-z]{1,2}[A-Z][A-Za-z]*) ?\d{1,3}[A-Za-z]{0,3}(?![A-Za-z0-9])"
    r"(?: ?(?:Pro|Max|Plus|Ultra|Mini|mini|SE|Air|Lite|pro|max|plus|ultra)(?![A-Za-z0-9]))*"
)
_LATIN = r"[A-Za-z][A-Za-z0-9]*(?:[-'’&+._][A-Za-z0-9]+)*\+*"  # WiFi, check-in, don't
_NUMBER = r"\d+(?:[.,:]\d+)*(?:[A-Za-z]+|%|‰|℃)?"  # 5G, 3.5mm, 12:30, 80%
# What any of them begins with, of more than one character; it begins with one class, because the
# search for a class is the fastest there is.
_BEGINS = re.compile(
    "[\\[A-Za-z0-9\u203c\u2049\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff"
    "\U0001f000-\U0001faff]"
    "(?:(?<=\\[)|(?=[A-Za-z\\d \\-'’&+._,:%‰℃\ufe0f\u200d\U0001f1e6-\U0001f1ff]))"
)
_WHOLE = re.compile(f"{_TAG}|{_EMOJI}|{_MODEL}|{_LATIN}|{_NUMBER}")
_ENDLESS, _PIECE = re.compile(r"\S{101}"), re.compile(r"\S{1,100}\s*|\s+")
_HAN = re.compile(r"[\u3400-\u9fff]")

Cut = Callable[[str], list[str]]


@dataclass(frozen=True)
class Tokens:
    """The words of a chunk in one flat list, comments parted by SEPARATOR.

    `starts` are offsets into the comments joined by SEPARATOR; `words[i]` begins at `starts[i]`.
    """

    words: list[str]
    starts: list[int]

    def by_comment(self) -> list[list[str]]:
        """The words of each comment, white space left out.

        >>> Tokens(["房间", "好", SEPARATOR, "贵"], [0, 2, 3, 4]).by_comment()
        [['房间', '好'], ['贵']]
        """
        comments: list[list[str]] = []
        words, begin = self.words, 0
        for _ in range(words.count(SEPARATOR)):
            end = words.index(SEPARATOR, begin)
            comments.append(list(filterfalse(str.isspace, words[begin:end])))
            begin = end + 1
        return [*comments, list(filterfalse(str.isspace, words[begin:]))]


class Tokenizer:
    """Cuts comments into words; terms of lexicons and codebook stay whole.

    Parameters
    ----------
    engine : {"rjieba", "jieba"}
        Both use jieba's dictionary without its model for unknown words.
    terms : iterable of str
        Words to add to the dictionary. Terms that hold a space are left to the caller.
    apart : iterable of (str, list of str)
        Words of the dictionary to cut apart after all: ("不", ["贵", "快"]) for 不贵 and 不快.

    Examples
    --------
    >>> Tokenizer("rjieba", ["绝绝子"]).cut(["iPhone 15 Pro绝绝子👍", "WiFi慢"]).by_comment()
    [['iPhone 15 Pro', '绝绝子', '👍'], ['WiFi', '慢']]
    """

    def __init__(
        self,
        engine: str = "rjieba",
        terms: Iterable[str] = (),
        apart: Iterable[tuple[str, list[str]]] = (),
    ) -> None:
        # A term that begins with a digit would cut numbers apart: 0分 in 等了40分钟.
        words = {t for t in terms if len(t) > 1 and _HAN.search(t) and not t[0].isdigit()}
        self._cut_chinese, knows = (_rjieba if engine == "rjieba" else _jieba)(sorted(words))
        self._apart = {
            fused: (head, fused[len(head) :])
            for head, rests in apart
            for fused in filter(knows, [head + rest for rest in rests])
            if fused not in words
        }

    def cut(self, texts: list[str]) -> Tokens:
        """Cut Chinese and mixed comments."""
        joined = SEPARATOR.join(texts)
        words = _cut_apart(self._cut_chinese(joined), self._apart)
        return _keep_whole(joined, words, _starts(words))

    def cut_english(self, texts: list[str]) -> Tokens:
        """Cut English comments with spaCy's tokenizer (don't → do, n't)."""
        tokenizer = _english()
        words: list[str] = []
        starts: list[int] = []
        base = 0
        for text in texts:
            if base:
                words.append(SEPARATOR)
                starts.append(base - 1)
            for place, piece in _pieces(text):
                for token in tokenizer(piece):
                    words.append(token.text)
                    starts.append(base + place + token.idx)
            base += len(text) + 1
        return Tokens(words, starts)


def _pieces(text: str) -> list[tuple[int, str]]:
    """A text in pieces without endless words, on which spaCy takes the square of their length."""
    if not _ENDLESS.search(text):
        return [(0, text)]
    return [(piece.start(), piece.group()) for piece in _PIECE.finditer(text)]


def _starts(words: list[str]) -> list[int]:
    return [0, *accumulate(map(len, words))][: len(words)]


def _cut_apart(words: list[str], apart: dict[str, tuple[str, str]]) -> list[str]:
    """Replace fused words by their two parts."""
    places = list(compress(count(), map(apart.__contains__, words)))
    if not places:
        return words
    parted: list[str] = []
    done = 0
    for place in places:
        parted += words[done:place]
        parted += apart[words[place]]
        done = place + 1
    return parted + words[done:]


def _keep_whole(joined: str, words: list[str], starts: list[int]) -> Tokens:
    """Glue Latin words, numbers, emoji and tags that the dictionary has cut apart."""
    kept_words: list[str] = []
    kept_starts: list[int] = []
    done = position = 0
    total = len(words)
    while candidate := _BEGINS.search(joined, position):
        begin = candidate.start()
        hit = _WHOLE.match(joined, begin)
        if not hit:
            position = begin + 1
            continue
        position = end = hit.end()
        if end - begin == 1:
            continue
        first = bisect_left(starts, begin, done)
        last = bisect_left(starts, end, first)
        if last - first < 2 or starts[first] != begin or (last < total and starts[last] != end):
            continue  # whole already, or part of a dictionary word such as T恤
        kept_words += words[done:first]
        kept_starts += starts[done:first]
        kept_words.append(hit.group())
        kept_starts.append(begin)
        done = last
    if not done:
        return Tokens(words, starts)
    return Tokens(kept_words + words[done:], kept_starts + starts[done:])


def _rjieba(words: list[str]) -> tuple[Cut, Callable[[str], bool]]:
    import rjieba

    tokenizer = rjieba.Jieba()
    for word in words:
        tokenizer.add_word(word, None, None)
    return (lambda text: tokenizer.cut(text, False)), tokenizer.has_word


def _jieba(words: list[str]) -> tuple[Cut, Callable[[str], bool]]:
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for word in words:
        tokenizer.add_word(word)
    return (lambda text: tokenizer.lcut(text, HMM=False)), lambda word: bool(
        tokenizer.FREQ.get(word)
    )


@cache
def _english() -> Any:
    import spacy

    return spacy.blank("en").tokenizer
