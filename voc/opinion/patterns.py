"""The regular expressions of a codebook: what they match counts as one known word."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from voc.lexicon import Codebook, Entry
from voc.text.normalise import SEPARATOR
from voc.text.tokens import Tokens


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
        self._expressions = [
            (re.compile(expression), _entry(driver.id, polarity))
            for driver in codebook.drivers.values()
            for expression, polarity in driver.patterns
        ]

    def find(self, lowered: str, tokens: Tokens) -> dict[int, Match]:
        """The first token of each stretch that matches; of two that overlap the longer one.

        Each expression is searched by itself: one that begins with a letter costs next to
        nothing, while an alternation of all would be tried at every character.

        Parameters
        ----------
        lowered : str
            The comments of a chunk in lower case, joined by SEPARATOR.
        tokens : Tokens
            Their words; a match is widened to whole words.
        """
        spans = [
            (hit.start() - hit.end(), hit.start(), hit.end(), entry)
            for expression, entry in self._expressions
            for hit in expression.finditer(lowered)
            if SEPARATOR not in hit.group()
        ]
        found: dict[int, Match] = {}
        taken: set[int] = set()
        starts = tokens.starts
        for _, start, end, entry in sorted(spans, key=lambda span: span[:2]):
            first, last = bisect_right(starts, start) - 1, bisect_left(starts, end) - 1
            if taken.isdisjoint(range(first, last + 1)):
                taken.update(range(first, last + 1))
                found[first] = Match(last, entry)
        return found


def _entry(driver: str, polarity: float | None) -> Entry:
    found = Entry("", polarity=polarity or None)
    if polarity:
        found.implies = driver
    else:
        found.driver = driver
    found.acts = found.summed_up()
    return found
