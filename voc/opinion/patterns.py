"""What is found by its form: grades in figures, and the regular expressions of a codebook.

A match counts as one known word.
"""

from __future__ import annotations

import re
import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from voc.errors import VocError
from voc.lexicon import Codebook, Entry
from voc.lexicon.expression import reach, within_comment
from voc.text.normalise import SEPARATOR
from voc.text.openings import openings
from voc.text.places import Places
from voc.text.tokens import Tokens

# Begins with one class of characters, to which the search skips.
# 口味4分, 服务：5颗星, 总分8.5分; not 5分钟, 7分饱, 3星酒店, 8点10分, 扣1分, 考了85分
_GRADE = re.compile(
    r"(\d(?<![\d.满第点扣差少加].)(?<!考了.)\d{0,2}(?:\.\d)?) ?(?:分|颗星|星)"
    r"(?=[\s，,。！!；;、/）)~～…\x1e]|$|吧|了|啦|好评)"
)
_NEGATED = frozenset("没 没有 不 不用 不必 未 无需".split())  # 没等三天 is no match of 等三天
_LONGEST_NEGATED = max(map(len, _NEGATED))
_SCALES = (5, 10, 100)  # what grades go up to
_PIECE = 200  # characters of a longer comment that an expression without first letter sees
# The expressions of a codebook take 0.1 to 0.8 µs a character, of endless digits 10 µs.
_SECONDS, _SECONDS_A_CHARACTER = 20.0, 2e-5


@dataclass(frozen=True)
class _Expression:
    """An expression of a codebook, as it is searched for."""

    driver: str
    source: str
    pattern: re.Pattern[str]
    entry: Entry
    openings: frozenset[str] | None  # what it begins with; None: it is tried everywhere
    reach: int


@dataclass(frozen=True)
class Match:
    """A stretch of the chunk, by its last token, and what it says."""

    last: int
    entry: Entry


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
        self._codebook = codebook.name
        self._all = [
            _expression(driver.id, expression, polarity)
            for driver in codebook.drivers.values()
            for expression, polarity in driver.patterns
        ]
        self._anywhere = [each for each in self._all if each.openings is None]
        self._places = Places([(each.openings, each) for each in self._all if each.openings])
        self._seconds, self._allowed = 0.0, _SECONDS

    def find(self, lowered: str, tokens: Tokens) -> dict[int, Match]:
        """The first token of each stretch that matches; of two that overlap the longer one.

        An expression is tried only where its first two letters stand: that way hundreds of them
        cost little more than one.

        Parameters
        ----------
        lowered : str
            The comments of a chunk in lower case, joined by SEPARATOR.
        tokens : Tokens
            Their words; a match is widened to whole words.

        Raises
        ------
        VocError
            The expressions together take so long that a run would not end; names the slowest.
        """
        began = time.thread_time()
        hits = [(hit, each.entry) for each in self._anywhere for hit in _everywhere(each, lowered)]
        for start, tried in self._places.find(lowered):
            for each in tried:
                if hit := each.pattern.match(lowered, start, start + each.reach):
                    hits.append((hit, each.entry))
        self._seconds += time.thread_time() - began
        self._allowed += _SECONDS_A_CHARACTER * len(lowered)
        if self._seconds > self._allowed:
            self._refuse_slowest(lowered)
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
            before = start - starts[first]  # a word of megabytes is not copied for each match
            if 0 < before <= _LONGEST_NEGATED and lowered[start - before : start] in _NEGATED:
                continue
            if taken.isdisjoint(range(first, last + 1)):
                taken.update(range(first, last + 1))
                found[first] = Match(last, entry)
        return found

    def _refuse_slowest(self, lowered: str) -> None:
        taken = []
        for each in self._all:
            began = time.thread_time()
            if each.openings is None:
                sum(1 for _ in _everywhere(each, lowered))
            else:
                for place, _ in Places([(each.openings, each)]).find(lowered):
                    each.pattern.match(lowered, place, place + each.reach)
            taken.append(time.thread_time() - began)
        slowest = self._all[taken.index(max(taken))]
        raise VocError(
            "codebook.slow-expression",
            where=f"{self._codebook}: {slowest.driver}",
            expression=slowest.source,
            seconds=f"{self._seconds:.0f}",
        )


def _expression(driver: str, source: str, polarity: float | None) -> _Expression:
    within = within_comment(source)
    return _Expression(
        driver,
        source,
        re.compile(within),
        _entry(driver, polarity),
        openings(within),
        reach(within),
    )


def _everywhere(expression: _Expression, lowered: str) -> Iterator[re.Match[str]]:
    """All places of an expression that does not say which letters it begins with."""
    for start, end in _pieces(lowered, expression.reach):
        yield from expression.pattern.finditer(lowered, start, end)


def _pieces(lowered: str, overlap: int) -> list[tuple[int, int]]:
    """Where to search: everything at once, but a long comment in pieces, or `.*慢` is quadratic.

    >>> _pieces("x" * 30 + SEPARATOR + "y" * 250, 10)
    [(0, 31), (31, 241), (231, 281)]
    """
    pieces, done, start = [], 0, 0
    for comment in lowered.split(SEPARATOR):
        end = start + len(comment)
        if len(comment) > _PIECE:
            pieces += [(done, start)] * (done < start)
            pieces += [
                (place, min(place + _PIECE + overlap, end)) for place in range(start, end, _PIECE)
            ]
            done = end
        start = end + 1
    return pieces + [(done, len(lowered))] * (done < len(lowered))


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
