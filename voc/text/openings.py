"""The first characters that a match of a regular expression can have: it is tried only there.

Reads the parse tree of the standard library's own parser; what it does not know counts as
"any character", which is slow but right.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

_parser: Any = importlib.import_module("re._parser")
_MOST = 8000  # characters of a class, or pairs; more are as good as any character
_DIGITS = frozenset("0123456789")
_LENGTH = 2
_ANY = ""  # behind a beginning: whatever follows

# How a match can begin: up to two characters, each a string of one; _ANY ends those of which no
# more is known.
Opening = tuple[str, ...]


def openings(expression: str) -> frozenset[str] | None:
    """What a match can begin with: two characters, or one where any can follow.

    None when the first could be any as well, or when nothing may match. Flags of the whole
    expression are not looked at; (?i:…) is.

    Examples
    --------
    >>> sorted(openings("又?等[了得]|没.管"))
    ['又等', '没', '等了', '等得']
    >>> openings(".{0,3}没人管") is None, openings("(?i:qq)号") == {"qq", "qQ", "Qq", "QQ"}
    (True, True)
    """
    found = {"".join(opening) for opening in _sequence(_parser.parse(expression))}
    return None if "" in found else frozenset(found)


def first_letters_of(tree: Iterable[Any]) -> frozenset[str] | None:
    """The characters that a match of a parsed expression can begin with; None for any.

    >>> first_letters_of(_parser.parse("没人管")), first_letters_of(_parser.parse(".{0,3}没人管"))
    (frozenset({'没'}), None)
    """
    found = {"".join(opening[:1]) for opening in _sequence(tree)}
    return None if "" in found else frozenset(found)


def _sequence(parts: Iterable[Any]) -> set[Opening]:
    """Of parts that follow each other: the next is asked while the beginning is too short."""
    found: set[Opening] = {()}
    for kind, value in parts:
        if all(map(_settled, found)):
            break
        found = _joined(found, _of(str(kind), value))
    return found


def _settled(opening: Opening) -> bool:
    return len(opening) == _LENGTH or _ANY in opening


def _joined(before: set[Opening], after: set[Opening]) -> set[Opening]:
    settled = set(filter(_settled, before))
    begun = before - settled - {()}
    second = {then[:1] for then in after}
    if len(begun) * len(second) > _MOST:  # family names and given names: 200,000 pairs
        second = {(_ANY,)}
    joined = {(*first, *then) for first in begun for then in second}
    return settled | joined | (after if () in before else set())


def _of(kind: str, value: Any) -> set[Opening]:
    match kind:
        case "LITERAL":
            return {(chr(value),)}
        case "IN":
            return {(letter,) for letter in _class(value)}
        case "SUBPATTERN":
            _, flags, _, part = value
            return _in_any_case(_sequence(part)) if flags & re.IGNORECASE else _sequence(part)
        case "BRANCH":
            return set().union(*map(_sequence, value[1]))
        case "MAX_REPEAT" | "MIN_REPEAT":
            return _repeated(*value)
        case "AT" | "ASSERT" | "ASSERT_NOT":  # they take no character
            return {()}
    return {(_ANY,)}


def _repeated(least: int, most: int, part: Iterable[Any]) -> set[Opening]:
    once = _sequence(part)
    times: set[Opening] = {()}
    found: set[Opening] = set()
    for count in range(min(most, _LENGTH) + 1):
        if count >= min(least, _LENGTH):
            found |= times
        times = _joined(times, once)
    return found


def _in_any_case(openings: set[Opening]) -> set[Opening]:
    return {
        cased
        for opening in openings
        for cased in product(*({letter, letter.swapcase()} for letter in opening))
    }


def _class(items: Iterable[Any]) -> Iterator[str]:
    letters: set[str] = set()
    for kind, value in items:
        if str(kind) == "LITERAL":
            letters.add(chr(value))
        elif str(kind) == "RANGE" and value[1] - value[0] < _MOST:
            letters.update(map(chr, range(value[0], value[1] + 1)))
        elif str(kind) == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            letters |= _DIGITS  # comments are cleaned: other digits are these by then
        else:
            return iter((_ANY,))
    return iter(letters)
