"""Where in a long text full names may stand: by their characters and the two around them.

Whole chunks are looked at at once, so that the ordinary comment costs next to nothing: first by
the kinds of the two characters around, then by what each character weighs. What is left is judged
by `voc.text.mask.name_model`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from voc.text.characters import codes
from voc.text.mask.family_names import COMPOUND
from voc.text.mask.name_tables import characters, contexts, weights, words

__all__ = [
    "ALONE",
    "FAMILY_AT_MOST",
    "Candidate",
    "before_kinds",
    "behind_kinds",
    "candidates",
    "near",
]

_FIRST, _LAST = 0x4E00, 0x9FFF  # the Chinese characters
_NONE = -99.0
FAMILY_AT_MOST = 6.0
ALONE = ("after", "until", "family", "last")  # marks of characters: around a name, and in it
_TWICE = 2.0
_NO_GIVEN = (
    "人姓姐妈婆氏哥嫂的了是我不你您他她它们这那很吗呢吧啊哦呀啦嘛哈都没某后得着过等也就咯滴啥"
    "哪谁什么怎"
)
_AROUND = 4  # characters put behind a text, that there is something behind every name

Weights = NDArray[np.float32]
Letters = NDArray[np.uint32]


class Candidate(NamedTuple):
    """A stretch that begins with a family name, and how much its characters speak for a name."""

    start: int
    end: int
    family: float
    given: float


class _Tables(NamedTuple):
    """By code of the character, the last for all that are not Chinese."""

    family: Weights
    first: Weights
    last: Weights
    only: Weights
    before: dict[str, Weights]
    behind: dict[str, Weights]
    alone: dict[str, list[Weights]]  # of a character at each place of ALONE
    begins_pair: NDArray[np.bool_]
    pairs: Letters  # family names of two characters
    pair_weights: Weights
    beginning: Letters  # words
    judging: Letters  # those of them that nobody is called in a comment
    ending: Letters


def candidates(text: str) -> Iterator[Candidate]:
    """Stretches that may be a family name with one or two characters, in order.

    >>> [text[at.start : at.end] for text in ["找陈国强"] for at in candidates(text)]
    ['陈国强']
    """
    table = _tables()
    letters = codes(f"\0{text}" + "\0" * _AROUND)
    at = _places(letters)
    single = np.flatnonzero(table.family[at] > _NONE)
    double = np.flatnonzero(table.begins_pair[at[:-1]])
    pairs = _pairs(letters, double)
    rank = np.minimum(np.searchsorted(table.pairs, pairs), len(table.pairs) - 1)
    known = table.pairs[rank] == pairs
    found = [
        *_found(letters, single, 1, table.family[at[single]]),
        *_found(letters, double[known], 2, table.pair_weights[rank[known]]),
    ]
    return iter(sorted(found, key=lambda one: (one.start, -one.end)))


def _places(letters: Letters) -> NDArray[np.int32]:
    """Where each letter stands in the tables."""
    return np.minimum(letters - _FIRST, _LAST - _FIRST + 1).astype(np.int32)


def _pairs(letters: Letters, start: NDArray[np.intp]) -> Letters:
    """Two letters as one number."""
    return letters[start] * np.uint32(0x10000) + letters[start + 1]


def _is_among(words: Letters, letters: Letters, start: NDArray[np.intp]) -> NDArray[np.bool_]:
    pairs = _pairs(letters, start)
    rank = np.minimum(np.searchsorted(words, pairs), len(words) - 1)
    among: NDArray[np.bool_] = words[rank] == pairs
    return among


def _sorted_pairs(words: Iterable[str]) -> Letters:
    return np.array(sorted((ord(word[0]) << 16) + ord(word[1]) for word in words), dtype=np.uint32)


def _found(
    letters: Letters, start: NDArray[np.intp], length: int, family: Weights
) -> Iterator[Candidate]:
    table, at = _tables(), _places(letters)
    for given, kind in ((1, "two" if length == 1 else "three"), (2, "three")):
        end = start + (length + given)
        inside = end < len(at) - 1
        begin, stop, own = start[inside], end[inside], family[inside]
        names = (table.only if given == 1 else table.last)[at[stop - 1]]
        if given == 2:
            twice = at[stop - 1] == at[stop - 2]  # 可可, 萍萍 are commoner than 可 and 萍 say
            names = names + np.where(twice, np.float32(_TWICE), table.first[at[stop - 2]])
        likely = _likely(letters, at, kind, begin, stop, own, names)
        for place in likely.tolist():
            yield Candidate(
                int(begin[place]) - 1, int(stop[place]) - 1, float(own[place]), float(names[place])
            )


def _likely(
    letters: Letters,
    at: NDArray[np.int32],
    kind: str,
    begin: NDArray[np.intp],
    stop: NDArray[np.intp],
    own: Weights,
    names: Weights,
) -> NDArray[np.intp]:
    """Which of the stretches pass: by what is around, by the words there, by the characters."""
    table, told = _tables(), weights(kind)
    sure = told["near"] * (own + names)
    sure += table.before[kind][at[begin - 1]] + table.behind[kind][at[stop]]
    likely = np.flatnonzero(sure > told["near least"])
    first = begin[likely]
    less = told["near inside"] * _is_among(table.ending, letters, first - 1)
    listed = _is_among(table.beginning, letters, first) & (kind == "two")
    if kind == "two":
        less += told["near listed"] * listed
        less += _NONE * _is_among(table.judging, letters, first)
    keeps = sure[likely] + less > told["near least"]
    likely, listed = likely[keeps], listed[keeps]
    fine = told.get("family", 0.0) * np.minimum(own[likely], FAMILY_AT_MOST)
    fine += told.get("given", 0.0) * names[likely] + told.get("listed", 0.0) * listed
    places = (begin[likely] - 1, stop[likely], begin[likely], stop[likely] - 1)
    for weight, place in zip(table.alone[kind], places, strict=True):
        fine += weight[at[place]]
    return likely[fine > told.get("near fine", _NONE)]


@cache
def _tables() -> _Tables:
    table = characters()
    size = _LAST - _FIRST + 2
    columns = []
    for column, default in zip(table, (_NONE, 0.0, 0.0, 0.0), strict=True):
        values = np.full(size, default, dtype=np.float32)
        for character, weight in column.items():
            if len(character) == 1:
                values[ord(character) - _FIRST] = weight
        values[-1] = _NONE
        if column is not table.family:
            values[[ord(character) - _FIRST for character in _NO_GIVEN]] = _NONE
        columns.append(values)
    names = sorted(COMPOUND & table.family.keys())
    begins_pair = np.zeros(size, dtype=np.bool_)
    begins_pair[[ord(name[0]) - _FIRST for name in names]] = True
    before = {kind: _around(before_kinds(), "before", kind) for kind in ("two", "three")}
    behind = {kind: _around(behind_kinds(), "behind", kind) for kind in ("two", "three")}
    family, first, last, only = columns
    return _Tables(
        family,
        first,
        last,
        only,
        before,
        behind,
        {kind: [_alone(mark, kind) for mark in ALONE] for kind in ("two", "three")},
        begins_pair,
        _sorted_pairs(names),
        np.array([table.family[name] for name in names], dtype=np.float32),
        _sorted_pairs(words("begin")),
        _sorted_pairs(words("judge")),
        _sorted_pairs(words("end")),
    )


def _around(kinds: dict[str, str], side: str, column: str) -> Weights:
    told = weights(column)
    values = np.full(_LAST - _FIRST + 2, told[f"near {side} other"], dtype=np.float32)
    for character, kind in kinds.items():
        values[ord(character) - _FIRST] = told[f"near {side} {kind}"]
    values[-1] = told[f"near {side} stop"]
    return values


def _alone(mark: str, column: str) -> Weights:
    values = np.zeros(_LAST - _FIRST + 2, dtype=np.float32)
    for told, weight in weights(column).items():
        if told.startswith(mark) and len(told) == len(mark) + 2:
            values[ord(told[-1]) - _FIRST] = weight
    return values


@cache
def before_kinds() -> dict[str, str]:
    """Characters that end a word that stands before names: who (我爸…), or what is done (找…)."""
    kinds = {"我": "person"}
    for word, kind in contexts("before").items():
        if _is_chinese(word[-1]):
            if kind in ("role", "say", "kin", "client", "staff"):
                kinds[word[-1]] = "person"
            elif kind in ("verb", "owner", "number"):
                kinds.setdefault(word[-1], "verb")
    return kinds


@cache
def behind_kinds() -> dict[str, str]:
    """Characters that begin a word that stands behind names."""
    told = ("title", "kin", "self", "does")
    return {
        word[0]: "word"
        for word, kind in contexts("behind").items()
        if kind in told and _is_chinese(word[0])
    }


def near(text: str, at: Candidate) -> tuple[float, str, str, bool, bool]:
    """What the screen looks at: the sum of the characters, what stands before and behind, words.

    The words are one in the candidate's place (of two characters) and one that ends in it.
    """
    before = text[at.start - 1] if at.start else "\n"
    behind = text[at.end] if at.end < len(text) else "\n"
    return (
        at.family + at.given,
        before_kinds().get(before, "other") if _is_chinese(before) else "stop",
        behind_kinds().get(behind, "other") if _is_chinese(behind) else "stop",
        at.end - at.start == 2 and text[at.start : at.end] in words("begin"),
        text[max(0, at.start - 1) : at.start + 1] in words("end"),
    )


def _is_chinese(character: str) -> bool:
    return _FIRST <= ord(character) <= _LAST
