"""Which characters a regular expression can begin with: it is tried only where one stands.

Reads the parse tree of the standard library's own parser; what it does not know counts as
"any character", which is slow but right.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import Any

_parser: Any = importlib.import_module("re._parser")
_MOST = 2000  # characters of a class; a larger one is as good as any character
_DIGITS = frozenset("0123456789")

# Characters that can come first, and whether nothing at all may come instead.
First = tuple[frozenset[str], bool]


def first_letters(expression: str) -> frozenset[str] | None:
    """The characters that a match can begin with; None when it could be any.

    Examples
    --------
    >>> sorted(first_letters("(?:又|还)?等了[0-9]天|没人管"))
    ['又', '没', '等', '还']
    >>> first_letters(".{0,3}没人管") is None
    True
    """
    return first_letters_of(_parser.parse(expression))


def first_letters_of(tree: Iterable[Any]) -> frozenset[str] | None:
    """The same of a part of a parsed expression."""
    try:
        letters, empty = _first(tree)
    except _AnyCharacterError:
        return None
    return None if empty else letters


class _AnyCharacterError(Exception):
    """The expression can begin with any character."""


def _first(tree: Iterable[Any]) -> First:
    """Of a sequence: what its first part can begin with, and the next while parts may be empty."""
    letters: frozenset[str] = frozenset()
    for kind, value in tree:
        found, empty = _of(str(kind), value)
        letters |= found
        if not empty:
            return letters, False
    return letters, True


def _of(kind: str, value: Any) -> First:
    match kind:
        case "LITERAL":
            return frozenset(chr(value)), False
        case "IN":
            return _class(value), False
        case "SUBPATTERN":
            return _first(value[3])
        case "BRANCH":
            branches = [_first(branch) for branch in value[1]]
            return frozenset().union(*(b[0] for b in branches)), any(b[1] for b in branches)
        case "MAX_REPEAT" | "MIN_REPEAT":
            letters, empty = _first(value[2])
            return letters, empty or value[0] == 0
        case "AT" | "ASSERT" | "ASSERT_NOT":  # they take no character
            return frozenset(), True
    raise _AnyCharacterError


def _class(items: Iterable[Any]) -> frozenset[str]:
    letters: set[str] = set()
    for kind, value in items:
        if str(kind) == "LITERAL":
            letters.add(chr(value))
        elif str(kind) == "RANGE" and value[1] - value[0] < _MOST:
            letters.update(map(chr, range(value[0], value[1] + 1)))
        elif str(kind) == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            letters |= _DIGITS  # comments are cleaned: other digits are these by then
        else:
            raise _AnyCharacterError
    return frozenset(letters)
