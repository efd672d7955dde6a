"""What is found by its form: grades in figures, and the regular expressions of a codebook.

A match counts as one known word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from re import _parser as parser  # type: ignore[attr-defined]

from voc.lexicon import Codebook, Entry
from voc.opinion.first_letters import first_letters
from voc.text.normalise import SEPARATOR
from voc.text.tokens import Tokens

# 口味4分, 服务：5颗星, 总分8.5分; not 5分钟, 7分饱, 3星酒店, 8点10分, 扣1分, 考了85分
_GRADE = re.compile(
    r"(?<![\d.满第点扣差少加])(?<!考了)(\d{1,3}(?:\.\d)?) ?(?:分|颗星|星)"
    r"(?=[\s，,。！!；;、/）)~～…\x1e]|$|吧|了|啦|好评)"
)
_BOUNDED = {".": r"[^\x1e]", "$": r"(?=\x1e|\Z)", "^": r"(?<![^\x1e])"}
_NEGATED = frozenset("没 没有 不 不用 不必 未 无需".split())  # 没等三天 is no match of 等三天
_CLAUSE = 40  # characters
_BEYOND = 8  # characters after a match that it may ask about
_ENDLESS = 1_000
_SCALES = (5, 10, 100)  # what grades go up to


Expression = tuple[re.Pattern[str], Entry]


@dataclass(frozen=True)
class Match:
    """A stretch of the chunk, by its last token, and what it says."""

    last: int
    entry: Entry


def within_comment(expression: str) -> str:
    """The expression for comments in lower case, many in one text: it never leaves a comment.

    A dot and [^…] do not match SEPARATOR, ^ and $ stand for its two sides, letters are lowered.

    Examples
    --------
    >>> print(within_comment("VIP.[^，]$"))
    vip[^\\x1e][^\\x1e，](?=\\x1e|\\Z)
    """
    parts, place, inside = [], 0, False
    while place < len(expression):
        letter = expression[place]
        wide = 2 if letter == "\\" or expression.startswith(("[^", "(?"), place) else 1
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
        parts.append(piece)
    return "".join(parts)


def _reach(expression: str) -> int:
    """How far an expression may look from its first letter.

    (还|是|还是)*慢 can divide 还是还是还是… in twice as many ways with every 还是, and `re` tries
    them all: an expression without bound sees one clause and no more.
    """
    longest = int(parser.parse(expression).getwidth()[1])
    return longest + _BEYOND if longest < _ENDLESS else _CLAUSE


class Patterns:
    """The expressions of all drivers.

    Parameters
    ----------
    codebook : Codebook

    Examples
    --------
    >>> from voc.lexicon import load_codebook
    >>> patterns = Patterns(load_codebook("general"))
    >>> patterns.find("普通的一句", Tokens(["普通", "的", "一", "句"], [0, 2, 3, 4]))
    {}
    """

    def __init__(self, codebook: Codebook) -> None:
        self._anywhere: list[Expression] = []
        self._by_first: dict[str, list[tuple[re.Pattern[str], Entry, int]]] = {}
        for driver in codebook.drivers.values():
            for expression, polarity in driver.patterns:
                within = within_comment(expression)
                found = re.compile(within), _entry(driver.id, polarity)
                letters = first_letters(within)
                if letters is None:
                    self._anywhere.append(found)
                for letter in letters or ():
                    self._by_first.setdefault(letter, []).append((*found, _reach(within)))
        letters_of_any = re.escape("".join(self._by_first))
        self._first = re.compile(f"[{letters_of_any}]" if letters_of_any else "(?!)")

    def find(self, lowered: str, tokens: Tokens) -> dict[int, Match]:
        """The first token of each stretch that matches; of two that overlap the longer one.

        An expression is tried only where one of its first letters stands: that way hundreds of
        them cost little more than one.

        Parameters
        ----------
        lowered : str
            The comments of a chunk in lower case, joined by SEPARATOR.
        tokens : Tokens
            Their words; a match is widened to whole words.
        """
        hits = [
            (hit, entry)
            for expression, entry in self._anywhere
            for hit in expression.finditer(lowered)
        ]
        by_first = self._by_first
        hits += [
            (hit, entry)
            for place in self._first.finditer(lowered)
            for expression, entry, reach in by_first[place[0]]
            if (hit := expression.match(lowered, place.start(), place.start() + reach))
        ]
        spans = [
            (hit.start() - hit.end(), hit.start(), hit.end(), entry)
            for hit, entry in hits
            if SEPARATOR not in hit.group()
        ]
        spans += [
            (hit.start() - hit.end(), hit.start(), hit.end(), _graded(float(hit.group(1))))
            for hit in _GRADE.finditer(lowered)
            if float(hit.group(1)) <= _SCALES[-1]
        ]
        found: dict[int, Match] = {}
        taken: set[int] = set()
        starts = tokens.starts
        for _, start, end, entry in sorted(spans, key=lambda span: span[:2]):
            first, last = bisect_right(starts, start) - 1, bisect_left(starts, end) - 1
            if starts[first] < start and lowered[starts[first] : start] in _NEGATED:
                continue
            if taken.isdisjoint(range(first, last + 1)):
                taken.update(range(first, last + 1))
                found[first] = Match(last, entry)
        return found


def _graded(grade: float) -> Entry:
    """The verdict of a grade, on the smallest usual scale that holds it: −0.7 … 0.7.

    >>> [round(_graded(grade).polarity, 2) for grade in (0, 1, 4, 8, 60)]
    [-0.7, -0.7, 0.35, 0.39, 0.14]
    """
    scale = next(scale for scale in _SCALES if grade <= scale)
    lowest = 0 if scale == 100 else 1
    share = max(0.0, (grade - lowest) / (scale - lowest))
    # never 0: a middling grade is a verdict, too
    found = Entry("", polarity=0.7 * (2 * share - 1) or 0.01)
    found.acts = found.summed_up()
    return found


def _entry(driver: str, polarity: float | None) -> Entry:
    found = Entry("", polarity=polarity or None)
    if polarity:
        found.implies = driver
    else:
        found.driver = driver
    found.acts = found.summed_up()
    return found
