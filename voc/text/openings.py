"""The first characters that a match of a regular expression can have: it is tried only there.

Reads the parse tree of the standard library's own parser; what it does not know counts as
"any character", which is slow but right.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product
from typing import Any

_parser: Any = importlib.import_module("re._parser")
_REMEMBERED = 4_096  # expressions: those of a codebook are checked, measured and then built
_MOST = 8000  # characters of a class, or pairs; more are as good as any character
_DIGITS = frozenset("0123456789")
_LENGTH = 2
_ANY = "\0"  # whatever follows: no expression looks for it, it ends a comment

# How a match can begin: up to two characters, of which the last may be _ANY; the empty string
# where it need not begin at all.
Openings = set[str]

# Hundreds of family names are parsed once, and stand for one character where they are used.
_LETTERS = re.compile(r"\[[^\[\]\\^][^\[\]\\]{59,}\]")
_STANDS_FOR_LETTERS = 0xF0000


@lru_cache(maxsize=_REMEMBERED)
def parsed(expression: str) -> Any:
    """The parse tree of an expression, not to be changed.

    Raises
    ------
    re.error
        It is none.
    """
    return _parser.parse(expression)


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
    classes: list[str] = []

    def short(hit: re.Match[str]) -> str:
        classes.append(hit.group())
        return chr(_STANDS_FOR_LETTERS + len(classes) - 1)

    tree = parsed(_LETTERS.sub(short, expression))
    found = {opening.rstrip(_ANY) for opening in _sequence(tree, _LENGTH, classes)}
    return None if "" in found else frozenset(found)


def first_letters_of(tree: Iterable[Any]) -> frozenset[str] | None:
    """The characters that a match of a parsed expression can begin with; None for any.

    >>> first_letters_of(parsed("没人管")), first_letters_of(parsed(".{0,3}没人管"))
    (frozenset({'没'}), None)
    """
    found = _sequence(tree, 1, [])
    return None if found & {"", _ANY} else frozenset(found)


def _sequence(parts: Iterable[Any], length: int, classes: list[str]) -> Openings:
    """Of parts that follow each other: the next is asked while the beginning is too short."""
    settled: Openings = set()
    begun = {""}
    for kind, value in parts:
        if not begun:
            break
        after = _of(str(kind), value, length if "" in begun else length - 1, classes)
        settled, begun = _joined(settled, begun, after, length)
    return settled | begun


def _joined(
    settled: Openings, begun: Openings, after: Openings, length: int
) -> tuple[Openings, Openings]:
    """What is long enough and what is not, when something comes after what was not."""
    letters = begun - {""}
    second = {then[:1] for then in after} if letters else set()
    if len(letters) * len(second) > _MOST:  # family names and given names: 200,000 pairs
        second = {_ANY}
    joined = {first + then for first in letters for then in second}
    if "" in begun:
        joined |= after
    open_ended = {one for one in joined if len(one) < length and one != _ANY}
    return settled | (joined - open_ended), open_ended


def _of(kind: str, value: Any, length: int, classes: list[str]) -> Openings:
    match kind:
        case "LITERAL":
            place = value - _STANDS_FOR_LETTERS
            return _letters(classes[place]) if 0 <= place < len(classes) else {chr(value)}
        case "IN":
            return _class(value)
        case "SUBPATTERN":
            _, flags, _, part = value
            found = _sequence(part, length, classes)
            return _in_any_case(found) if flags & re.IGNORECASE else found
        case "BRANCH":
            return set().union(*(_sequence(part, length, classes) for part in value[1]))
        case "MAX_REPEAT" | "MIN_REPEAT":
            least, most, part = value
            return _repeated(least, most, _sequence(part, length, classes), length)
        case "AT" | "ASSERT" | "ASSERT_NOT":  # they take no character
            return {""}
    return {_ANY}


def _repeated(least: int, most: int, once: Openings, length: int) -> Openings:
    settled: Openings = set()
    begun = {""}
    found: Openings = set()
    for count in range(min(most, length)):
        if count >= least:
            found |= begun
        settled, begun = _joined(settled, begun, once, length)
    return settled | begun | found


def _in_any_case(openings: Openings) -> Openings:
    return {
        "".join(cased)
        for opening in openings
        for cased in product(*({letter, letter.swapcase()} for letter in opening))
    }


@cache
def _letters(written: str) -> Openings:
    """Of a long class; nobody changes it."""
    return _class(_parser.parse(written)[0][1])


def _class(items: Iterable[Any]) -> Openings:
    letters: Openings = set()
    for kind, value in items:
        if str(kind) == "LITERAL":
            letters.add(chr(value))
        elif str(kind) == "RANGE" and value[1] - value[0] < _MOST:
            letters.update(map(chr, range(value[0], value[1] + 1)))
        elif str(kind) == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            letters |= _DIGITS  # comments are cleaned: other digits are these by then
        else:
            return {_ANY}
    return letters
