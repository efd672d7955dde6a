"""The regular expressions of codebooks: what they become before they are searched for.

`re` tries one way after the other. (还是|还|是)*慢 can divide 还是还是还是… in twice as many ways
with every 还是, so the ways are counted beforehand: repeated groups of such an expression are tried
a few times and no more, and what could still be tried without end is refused with its codebook.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from voc.text.openings import first_letters_of, parsed

__all__ = ["CLAUSE", "MOST_WAYS", "is_endless", "pattern_fault", "reach", "ways", "within_comment"]

CLAUSE = 40  # characters that an expression without bound sees
MOST_WAYS = 10_000_000  # of the expressions that come with voc the worst has 6 million
_BEYOND = 8  # characters after a match that it may ask about
_ENDLESS = 1_000  # an expression that may be longer has no bound
_REMEMBERED = 4_096  # expressions: a codebook is checked and then built from the same ones
_TIMES = 8  # a group is repeated: 都也真的还是很
_BOUNDED = {".": r"[^\x1e]", "$": r"(?=\x1e|\Z)", "^": r"(?<![^\x1e])"}
_AGAIN = re.compile(r"[*+]|\{(\d*),\}")
_ONE_CHARACTER = frozenset("LITERAL NOT_LITERAL IN ANY".split())
_NONE = frozenset("AT GROUPREF FAILURE".split())


def pattern_fault(expression: str) -> tuple[str, dict[str, Any]] | None:
    """What is wrong with a regular expression: code and values of the message.

    Examples
    --------
    >>> pattern_fault("离.{0,4}近")
    >>> pattern_fault("(近")[0], pattern_fault("(很+)+慢")[0]
    ('codebook.no-expression', 'codebook.endless-expression')
    """
    said = expression if len(expression) <= 100 else f"{expression[:100]}…"
    try:
        endless = is_endless(expression)
        # Only what looks behind parses and yet may not compile; the rest is compiled when used.
        doubtful = "(?<" in expression or not parsed(expression).getwidth()[0]
        empty = not endless and doubtful and re.compile(expression).match("")
    except (re.error, RecursionError, OverflowError) as error:
        reason = error if isinstance(error, re.error) else type(error).__name__
        return "codebook.no-expression", {"expression": said, "reason": reason}
    if endless:
        return "codebook.endless-expression", {"expression": said}
    if empty:
        return "codebook.empty-match", {"expression": said}
    return None


@lru_cache(maxsize=_REMEMBERED)
def within_comment(expression: str) -> str:
    """The expression for comments in lower case, many in one text: it never leaves a comment.

    A dot and [^…] do not match the mark between comments, ^ and $ stand for its two sides, letters
    are lowered. Groups that make it endless are repeated at most eight times.

    Examples
    --------
    >>> print(within_comment("VIP.[^，]$"))
    vip[^\\x1e][^\\x1e，](?=\\x1e|\\Z)
    >>> print(within_comment("(还是|还|是)*慢"))
    (还是|还|是){0,8}慢
    """
    bounded = _translated(expression, limited=False)
    if ways(bounded) <= MOST_WAYS:
        return bounded
    return _translated(expression, limited=True)


def _translated(expression: str, *, limited: bool) -> str:
    parts, place, inside = [], 0, False
    while place < len(expression):
        letter = expression[place]
        wide = 2 if letter == "\\" or expression.startswith(("[^", "(?"), place) else 1
        wide = 3 if expression.startswith("(?P", place) else wide
        piece = expression[place : place + wide]
        piece = piece.lower() if wide == 1 else piece
        place += wide
        if letter == "[" and not inside:
            inside = True
            piece = r"[^\x1e" if wide == 2 else piece
        elif letter == "]":
            inside = False
        elif not inside:
            piece = _BOUNDED.get(piece, piece)
            again = _AGAIN.match(expression, place) if limited and letter == ")" else None
            if again:
                least = 1 if again[0] == "+" else int(again[1] or 0)
                piece += f"{{{least},{max(least, _TIMES)}}}"
                place = again.end()
        parts.append(piece)
    return "".join(parts)


@lru_cache(maxsize=_REMEMBERED)
def reach(expression: str) -> int:
    """How far an expression may look from its first letter; without bound, one clause.

    >>> reach("离.{0,4}近"), reach("离.*近")
    (14, 40)
    """
    longest = int(parsed(expression).getwidth()[1])
    return longest + _BEYOND if longest < _ENDLESS else CLAUSE


def is_endless(expression: str) -> bool:
    """Whether an expression of a codebook could be tried in so many ways that a run never ends.

    >>> is_endless("(还是|还|是)*慢"), is_endless("(很+)+慢"), is_endless("(很|很很){0,30}慢")
    (False, True, True)
    """
    return ways(within_comment(expression)) > MOST_WAYS


@lru_cache(maxsize=_REMEMBERED)
def ways(expression: str) -> int:
    """In how many ways, at most, an expression can be tried from one place.

    Choices multiply: of a repetition, how often; of alternatives, those that can begin with the
    same letter. What the letters of a text rule out is not looked at further.

    >>> ways("离.{0,4}近"), ways("(都|也|还)*慢"), ways("(还是|还|是)*慢") > 1_000_000
    (5, 41, True)
    """
    return _ways(parsed(expression), reach(expression))


def _ways(tree: Iterable[Any], room: int) -> int:
    found = 1
    for kind, value in tree:
        found *= _ways_of(str(kind), value, room)
    return found


def _ways_of(kind: str, value: Any, room: int) -> int:
    if kind in _ONE_CHARACTER or kind in _NONE:
        return 1
    match kind:
        case "ASSERT" | "ASSERT_NOT":
            return _ways(value[1], room)
        case "SUBPATTERN":
            return _ways(value[3], room)
        case "ATOMIC_GROUP":
            return _ways(value, room)
        case "GROUPREF_EXISTS":
            return sum(_ways(branch, room) for branch in value[1:] if branch)
        case "BRANCH":
            return _ways_of_branches(value[1], room)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _ways_of_repeat(value, room)
    raise ValueError(kind)  # a kind that `re` of this Python does not know


def _ways_of_branches(branches: list[Any], room: int) -> int:
    anyway, by_letter = 0, dict.fromkeys("", 0)
    for branch in branches:
        letters, number = first_letters_of(branch), _ways(branch, room)
        if letters is None:
            anyway += number
        for letter in letters or ():
            by_letter[letter] = by_letter.get(letter, 0) + number
    return anyway + max(by_letter.values(), default=0)


def _ways_of_repeat(value: Any, room: int) -> int:
    least, most, body = int(value[0]), int(value[1]), value[2]
    most = min(most, room // max(1, int(body.getwidth()[0])))
    if least > most:
        return 1
    each = _ways(body, room)
    if each == 1:
        return most - least + 1
    return int((each ** (most + 1) - each**least) // (each - 1))
