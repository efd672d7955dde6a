"""Full names of people anywhere in a comment: 我老豆陈国强, 前台苏晓棠, 苏晓棠，发顺丰到付.

Forms of address without a given name (小王, 王经理) are none, people whom everybody knows neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from voc.text.mask.found import Found, looks_through_chunks
from voc.text.mask.name_model import score
from voc.text.mask.name_screen import Candidate, candidates

__all__ = ["find_full_names", "full_names"]

# Rather one word too many in some hundred comments than a person in the report; but words of two
# characters that may be names (红章, 檀木) are many.
_LEAST = {2: 0.2, 3: -0.1}
_SOONER = 2.0
_AND = ("、", "和", "与", "及", "，", ",", " ", "/", "跟")


@looks_through_chunks
def find_full_names(text: str) -> Iterator[Found]:
    """Full names of a text, in order.

    >>> said = "前台苏晓棠帮我老豆陈国强搬行李，王经理很高兴"
    >>> [said[hit.start : hit.end] for hit in find_full_names(said)]
    ['苏晓棠', '陈国强']
    """
    return (Found(at.start, at.end, "name") for at in full_names(text))


def full_names(text: str, least: float | None = None) -> list[Candidate]:
    """The candidates that are names, at least so surely; of those that overlap, the surest.

    What stands beside a name in a list, or has been a name before in the line, is one sooner.
    """
    kept: list[Candidate] = []
    line: list[tuple[float, Candidate]] = []
    for at in candidates(text):
        if line and text.find("\n", line[-1][1].start, at.start) >= 0:
            kept += _best(text, line)
            line = []
        asked = _LEAST[min(3, at.end - at.start)] if least is None else least
        above = score(text, at) - asked
        if above > -_SOONER:
            line.append((above, at))
    return [*kept, *_best(text, line)]


def _best(text: str, told: list[tuple[float, Candidate]]) -> list[Candidate]:
    """Of one line; told is how far above the least each is."""
    kept: list[Candidate] = []
    taken: set[int] = set()
    for above, at in sorted(told, reverse=True):
        places = range(at.start, at.end)
        if not taken.isdisjoint(places):
            continue
        if above > 0 or any(_is_beside(text, at, other) for other in kept):
            kept.append(at)
            taken.update(places)
    return sorted(kept)


def _is_beside(text: str, at: Candidate, other: Candidate) -> bool:
    """张伟、李娜和王芳, or the same name again."""
    if at.end - at.start > 2 and text[at.start : at.end] == text[other.start : other.end]:
        return True
    first, last = sorted((at, other))
    return last.start - first.end <= 1 and text[first.end : last.start] in _AND
