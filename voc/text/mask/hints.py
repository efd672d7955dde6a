"""Which texts are worth a closer look, and by which finders: those where an expression matches.

A whole chunk is one text here, and each expression is tried only where the first two characters
stand that it begins with: none is compiled before that.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from voc.text.mask.finders import FINDERS
from voc.text.mask.found import Finder, Found, Hints, expressions_of, finders_of_chunks
from voc.text.mask.late import Late
from voc.text.openings import openings
from voc.text.places import Places

__all__ = ["hinted"]

_SEPARATOR = "\n"  # what looks back sees the end of a line before the first character


@cache
def _expressions() -> Places[tuple[Finder, Late]]:
    begun = []
    for finder in FINDERS:
        for expression in expressions_of(finder):
            begins = openings(expression.pattern)
            if begins is None:
                raise ValueError(f"can begin with anything: {expression.pattern}")
            begun.append((begins, (finder, expression)))
    return Places(begun)


def hinted(texts: Sequence[str]) -> dict[int, Hints]:
    """Places of the texts where something may be found, in order, and by whom.

    What a finder that looks through chunks has found is told with it.

    >>> hints = hinted(["房间很干净", "电话13912345678", "我叫王小明", "等了120分钟"])
    >>> {place: sorted(finder.__name__ for finder in found) for place, found in hints.items()}
    {1: ['find_phones', 'find_spoken'], 2: ['find_full_names', 'find_said_names']}
    """
    joined = _SEPARATOR.join(texts)
    ends = list(accumulate((len(text) + 1 for text in texts), initial=-1))[1:]
    found: dict[int, Hints] = {}
    number, end = 0, ends[0] if ends else 0
    known: Hints = {}
    for place, tried in _expressions().find(joined):
        while end <= place:
            number, known = number + 1, {}
            end = ends[number]
        for finder, expression in tried:
            # Once is enough: a megabyte of 一座一座一座 would be read from each of its places.
            if finder not in known and expression.match(joined, place, end):
                known = found.setdefault(number, {})
                known[finder] = []
    for finder in finders_of_chunks():
        for start, end, kind in finder(joined):
            number = bisect_left(ends, start)
            first = ends[number] - len(texts[number])
            known = found.setdefault(number, {})
            known.setdefault(finder, []).append(Found(start - first, end - first, kind))
    return dict(sorted(found.items()))
