"""The tables of `lexicons/names/`, each read when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from voc.resources import resource

__all__ = ["Characters", "characters", "contexts", "public", "weights", "words"]


class Characters(NamedTuple):
    """How much a character speaks for a name: as family name, and in given names."""

    family: dict[str, float]
    first: dict[str, float]
    last: dict[str, float]
    only: dict[str, float]


@cache
def characters() -> Characters:
    """The weights of characters.

    >>> table = characters()
    >>> table.family["王"] > table.family["高"], table.last["芳"] > table.last["的"]
    (True, True)
    """
    table = Characters({}, {}, {}, {})
    for character, *told in _rows("characters.tsv"):
        for column, weight in zip(table, told, strict=True):
            if weight:
                column[character] = float(weight)
    return table


@cache
def contexts(side: str) -> dict[str, str]:
    """What each word `before` or `behind` a name says; of two lines, the first counts.

    >>> contexts("before")["联系人"], contexts("behind")["老师"]
    ('role', 'title')
    """
    words: dict[str, str] = {}
    for on, kind, told in _rows("contexts.tsv"):
        if on == side:
            for word in told.split():
                words.setdefault(word, kind)
    return words


@cache
def weights(column: str) -> dict[str, float]:
    """What each mark adds for names of `two` or `three` characters (four, with 欧阳).

    >>> weights("three")["before role"] > weights("three")["before word"]
    True
    """
    at = ("two", "three").index(column)
    return {mark: float(told[at]) for mark, *told in _rows("weights.tsv")}


def words(side: str) -> frozenset[str]:
    """Ordinary words of two characters that `begin` or `end` with a family name, and longer ones.

    >>> "高兴" in words("begin"), "师傅" in words("end"), "冷冰冰" in words("whole")
    (True, True, True)
    """
    return _words()[side]


@cache
def _words() -> dict[str, frozenset[str]]:
    sides: dict[str, list[str]] = {}
    for side, told in _rows("words.tsv"):
        sides.setdefault(side, []).extend(told.split())
    return {side: frozenset(listed) for side, listed in sides.items()}


@cache
def public() -> dict[str, str]:
    """`people` everybody knows, `brands`, and other `words` that read like full names.

    >>> public()["周杰伦"], public()["张小泉"]
    ('people', 'brands')
    """
    return {word: kind for kind, words in _rows("public.tsv") for word in words.split()}


def _rows(name: str) -> Iterator[list[str]]:
    text = resource("lexicons", "names", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return (line.split("\t") for line in lines[1:])
