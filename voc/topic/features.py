"""Words and two-word phrases that may tell topics apart: no stop words, tags, numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, Self

from voc.lexicon.stop_words import NUMERAL, stop_words, topic_words
from voc.topic.brands import Brands
from voc.topic.seeds import spoken_seeds
from voc.topic.words import GAP, inside, is_person, readable

__all__ = ["TopicFeatures", "readable"]

_WORD = re.compile(
    r"[\u3400-\u9fff]{2,}|[a-z][a-z0-9&+._ -]+|(?=.*[\u3400-\u9fff])[\u3400-\u9fffa-z0-9]{2,}"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
# 服务好 and 服务态度 also count as 服务, but 不方便 does not as 方便.
_LONG = re.compile(r"(?![不没无未别])[\u3400-\u9fff]{3,}")
_FAMILIAR = 3  # times a word must stand alone to be looked for in longer ones

# A word in more of the comments than this parts nothing: 酒店 in hotel reviews. A small corpus
# may be about two or three things only.
_COMMON = 0.2
_COMMON_IN_SMALL = 0.5
_SMALL = 1000

_BREAK, _BRIDGE, _PART, _CONTENT = range(4)


class _Known(NamedTuple):
    """What a word is good for: how it is written in phrases, and the features it is alone."""

    kind: int
    feature: str = ""
    features: tuple[str, ...] = ()


class TopicFeatures:
    """Words and phrases of comments.

    Parameters
    ----------
    seeds : sequence of str
        Words that count wherever they are said, whole or as the beginning or end of a word, even
        stop words and common ones.
    brands : Brands, optional
        Names that do not propose topics; by default those of `lexicons/brands.txt`. Words that are
        a name only beside others (苹果, 手机) count in phrases alone where they are one.

    Attributes
    ----------
    common_ : frozenset of str
        Words that too many of the comments hold to part them.
    familiar_ : frozenset of str
        Two-character words that are looked for at both ends of longer ones.

    Examples
    --------
    >>> words = [["前台", "的", "态度", "很", "冷", "！"], ["wifi", "不", "稳定", "，", "隔音"]]
    >>> TopicFeatures().transform(words)
    [['前台', '态度', '前台态度', '冷', '态度冷'], ['wifi', '稳定', '隔音']]
    """

    def __init__(self, seeds: Sequence[str] = (), brands: Brands | None = None) -> None:
        self.seeds = tuple(seeds)
        self.brands = Brands() if brands is None else brands
        self.common_: frozenset[str] = frozenset()
        self.familiar_: frozenset[str] = frozenset()

    def fit(self, comments: Sequence[list[str]], earlier: TopicFeatures | None = None) -> Self:
        """Learn which words are too common, and which are familiar; or take those of before."""
        if earlier is not None:
            self.common_, self.familiar_ = earlier.common_, earlier.familiar_
            self.seeds = tuple(dict.fromkeys((*self.seeds, *earlier.seeds)))
            return self
        held = Counter(word for words in comments for word in {word.lower() for word in words})
        most = (_COMMON_IN_SMALL if len(comments) < _SMALL else _COMMON) * len(comments)
        self.common_ = frozenset(word for word, count in held.items() if count > most)
        self.familiar_ = frozenset(
            word
            for word, count in held.items()
            if len(word) == 2
            and count >= _FAMILIAR
            and word not in self.common_
            and _kind(word) == _CONTENT
        )
        return self

    def transform(self, comments: Iterable[list[str]]) -> list[list[str]]:
        """Features of each comment in the order of the text, lower case.

        A space inside a feature is a thin space (see `readable`).
        """
        known = dict.fromkeys(self.common_ - topic_words("bridge"), _Known(_BREAK))
        pairs: dict[tuple[str, str], str] = {}
        return [self._of(words, known, pairs) for words in comments]

    def _of(
        self, words: list[str], known: dict[str, _Known], pairs: dict[tuple[str, str], str]
    ) -> list[str]:
        """Features of one comment; `known` and `pairs` remember what was found out before."""
        found: list[str] = []
        before = ""
        for word, brand in self.brands.marked([word.lower() for word in words]):
            about = known.get(word)
            if brand and word not in self.brands:
                about = _Known(_PART, word)
            elif about is None:
                about = known[word] = self._known(word)
            kind, feature, features = about
            if kind == _BRIDGE:
                continue
            if kind == _BREAK:
                before = ""
                continue
            found += features
            if before:
                pair = pairs.get((before, feature))
                if pair is None:
                    pair = pairs[before, feature] = _pair(before, feature)
                if pair:
                    found.append(pair)
            before = feature
        if self.seeds:
            found += spoken_seeds(self.seeds, words, found)
        return found

    def _known(self, word: str) -> _Known:
        kind = _kind(word)
        if kind != _CONTENT:
            return _Known(kind, word)
        feature = inside(word)
        return _Known(kind, feature, (*self._parts(word), feature))

    def without_brands(self, features: list[str]) -> list[str]:
        """The features that say what, not whose.

        >>> TopicFeatures().without_brands(["华为", "华为手机", "屏幕"])
        ['华为手机', '屏幕']
        """
        return [feature for feature in features if readable(feature) not in self.brands]

    def brands_among(self, features: list[list[str]], known: Collection[str]) -> set[str]:
        """Names of brands that as many of these comments hold as the rarest known feature."""
        held = Counter(word for found in features for word in set(found))
        fewest = min((held[word] for word in known), default=1)
        names = {word for word in held if readable(word) in self.brands}
        return {word for word in names if held[word] >= fewest}

    def _parts(self, word: str) -> tuple[str, ...]:
        """Familiar words at both ends: 服务态度 → 服务, 态度."""
        if not _LONG.fullmatch(word):
            return ()
        return tuple(part for part in (word[:2], word[-2:]) if part in self.familiar_)


def _pair(before: str, feature: str) -> str:
    """The phrase of two features, empty when they make none."""
    if before == feature or len(before) + len(feature) <= 2 or is_person(before + feature):
        return ""
    gap = "" if _HAN.match(feature) and _HAN.match(before[-1]) else GAP
    return before + gap + feature


def _kind(word: str) -> int:
    if word in topic_words("bridge"):
        return _BRIDGE
    if word in topic_words("verdict") or word in stop_words() or NUMERAL.fullmatch(word):
        return _BREAK
    if is_person(word):
        return _BREAK
    if len(word) == 1:
        return _CONTENT if word in topic_words("telling") else _PART if _HAN.match(word) else _BREAK
    return _CONTENT if _WORD.fullmatch(word) else _BREAK
