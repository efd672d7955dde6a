"""Words of many comments as numbers, and the features that adapted sentiment learns from.

A feature is a word, a word after a negator (不_好), or two neighbours of the same clause.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import chain, filterfalse
from typing import Any

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Feature = tuple[str, ...]  # one word or two
NEGATED = "不_"
_LOUD = frozenset("!?！？")  # marks that carry feeling
_NUMBER = "0"  # all numbers are one word
_SHIFT = 32  # a pair of neighbours is one integer: the first above, the second below


class WordIndex:
    """Numbers the words of a run and knows which negate and which end a clause.

    Parameters
    ----------
    negators : iterable of str

    Examples
    --------
    >>> index = WordIndex(["不"])
    >>> bags = Bags(index)
    >>> bags.add([["不", "好", "吃", "，", "贵"]])
    >>> _, keys = bags.features(0, 1)
    >>> [index.feature(key) for key in sorted(keys.tolist())]
    [('不',), ('不_好',), ('不_吃',), ('贵',), ('不', '不_好'), ('不_好', '不_吃')]
    """

    def __init__(self, negators: Iterable[str]) -> None:
        self._negators = frozenset(negators)
        self._ids: dict[str, int] = {}
        self._words: list[str] = []
        self._breaks: list[bool] = []
        self._silent: list[bool] = []
        self._negates: list[bool] = []
        self._flags: tuple[Flags, Flags, Flags] | None = None

    def numbers(self, words: Iterable[str]) -> NDArray[np.int32]:
        """The number of each word; new words are added."""
        known = self._ids
        lowered = list(map(str.lower, words))
        new = filterfalse(known.__contains__, dict.fromkeys(lowered))
        for word in new:  # in their order: the same run, the same numbers
            self._add(word)
        return np.fromiter(map(known.__getitem__, lowered), np.int32, len(lowered))

    def key(self, feature: Feature) -> int:
        """The integer of a feature."""
        codes = []
        for word in feature:
            negated = word.startswith(NEGATED) and len(word) > len(NEGATED)
            plain = word[len(NEGATED) :] if negated else word
            codes.append(2 * int(self.numbers([plain])[0]) + negated)
        return codes[0] if len(codes) == 1 else ((codes[0] + 1) << _SHIFT) | codes[1]

    def feature(self, key: int) -> Feature:
        """The feature of an integer."""
        first, second = (key >> _SHIFT) - 1, key & ((1 << _SHIFT) - 1)
        codes = (second,) if first < 0 else (first, second)
        return tuple(NEGATED * (code & 1) + self._words[code >> 1] for code in codes)

    def holders(
        self, keys: NDArray[np.int64], words: Sequence[str]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Which of some words each feature holds, not negated, first and second; −1 for none.

        >>> index = WordIndex(["不"])
        >>> keys = [index.key(feature) for feature in [("贵",), ("不", "不_贵"), ("好", "贵")]]
        >>> [places.tolist() for places in index.holders(np.array(keys), ["贵", "好"])]
        [[0, -1, 1], [-1, -1, 0]]
        """
        place = np.full(2 * len(self._words) + 1, -1)
        for number, word in enumerate(words):
            known = self._ids.get(word)
            if known is not None and self._words[known] == word:  # 12 is known as 0
                place[2 * known] = number
        first, second = (keys >> _SHIFT) - 1, keys & ((1 << _SHIFT) - 1)
        alone = first < 0
        return place[np.where(alone, second, first)], np.where(alone, -1, place[second])

    def flags(self) -> tuple[Flags, Flags, Flags]:
        """Whether each word ends a clause, says nothing, negates."""
        if self._flags is None or len(self._flags[0]) < len(self._words):
            lists = self._breaks, self._silent, self._negates
            breaks, silent, negates = (np.array(flags, dtype=bool) for flags in lists)
            self._flags = breaks, silent, negates
        return self._flags

    def _add(self, word: str) -> None:
        if word.isdecimal() and word != _NUMBER:
            self._ids[word] = int(self.numbers([_NUMBER])[0])
            return
        speaks = word.isalnum() or any(
            c.isalnum() or unicodedata.category(c) in ("So", "Sk") for c in word
        )
        loud = word in _LOUD
        self._ids[word] = len(self._words)
        self._words.append(word)
        self._breaks.append(not speaks)
        self._silent.append(not speaks and not loud)
        self._negates.append(word in self._negators)


class Bags:
    """The words of comments as numbers, in little memory, comment after comment."""

    def __init__(self, index: WordIndex) -> None:
        self.index = index
        self._numbers: list[NDArray[np.int32]] = []
        self._lengths: list[NDArray[np.int32]] = []
        self._joined: tuple[NDArray[np.int32], NDArray[np.int64]] | None = None

    def __len__(self) -> int:
        return sum(map(len, self._lengths))

    def add(self, words: list[list[str]]) -> None:
        """Append comments, each a list of words."""
        self._numbers.append(self.index.numbers(chain.from_iterable(words)))
        self._lengths.append(np.fromiter(map(len, words), np.int32, len(words)))
        self._joined = None

    def add_numbered(self, known: list[str], numbers: NDArray[Any], lengths: NDArray[Any]) -> None:
        """Append comments: their words one after another as places in `known`, and how many."""
        self._numbers.append(self.index.numbers(known)[numbers])
        self._lengths.append(lengths.astype(np.int32))
        self._joined = None

    def features(self, start: int, stop: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The features of comments `start`…`stop`: row (from 0) and key of each occurrence."""
        numbers, ends = self._flat()
        begin = ends[start]
        lengths = np.diff(ends[start : stop + 1])
        return _features(
            numbers[begin : ends[stop]],
            np.repeat(np.arange(stop - start, dtype=np.int32), lengths),
            self.index,
        )

    def chosen(self, places: NDArray[np.int64]) -> Bags:
        """The bags of some comments, in this order."""
        numbers, ends = self._flat()
        starts, lengths = ends[places], ends[places + 1] - ends[places]
        picked = Bags(self.index)
        if not len(places):
            return picked
        offsets = np.repeat(starts - np.concatenate([[0], lengths.cumsum()[:-1]]), lengths)
        picked._numbers = [numbers[offsets + np.arange(lengths.sum())]]
        picked._lengths = [lengths.astype(np.int32)]
        return picked

    def _flat(self) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        if self._joined is None:
            lengths = np.concatenate([np.zeros(1, np.int32), *self._lengths])
            empty = np.zeros(0, np.int32)
            self._joined = (
                np.concatenate([empty, *self._numbers]),
                lengths.cumsum(dtype=np.int64),
            )
            self._numbers = [self._joined[0]]
        return self._joined


def _features(
    numbers: NDArray[np.int32], rows: NDArray[np.int32], index: WordIndex
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    if not len(numbers):
        return rows, numbers.astype(np.int64)
    breaks, silent, negates = (flag[numbers] for flag in index.flags())
    follows = np.zeros(len(numbers), bool)  # the word before stands in the same clause
    follows[1:] = (rows[1:] == rows[:-1]) & ~breaks[:-1] & ~breaks[1:]
    turned = np.zeros(len(numbers), bool)
    turned[1:] = negates[:-1]
    turned[2:] |= negates[:-2] & follows[1:-1]  # 不 太 好: a negator reaches two words
    turned &= follows & ~negates
    codes = 2 * numbers.astype(np.int64) + turned
    pairs = ((codes[:-1] + 1) << _SHIFT) | codes[1:]
    spoken, joined = ~silent, follows[1:]
    return (
        np.concatenate([rows[spoken], rows[1:][joined]]),
        np.concatenate([codes[spoken], pairs[joined]]),
    )
