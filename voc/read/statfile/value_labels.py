"""What the codes of a variable stand for: labels where they name an answer, numbers on a scale."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from voc.messages import phrase, together
from voc.read.profile import SCALE_ANSWER
from voc.read.scores import GRADES, MISSING
from voc.read.source import Question

__all__ = ["Labelled", "labelled", "written_code"]

Code = float | str
STEPS = range(2, 11)  # from the lowest to the highest answer of a scale
MOST_NUMBERED = 0.5  # share of labels that only repeat the code: 0 … 10 of an NPS
MOSTLY = 0.8
NUMBERED = re.compile(r"\s*(-?\d+)\s*(?:分|星|级|points?|stars?)?\s*", re.I)
NOT = re.compile(r"不|没|无|未|从未|毫无|\bnot\b|\bnever\b|\bno\b|\bdis|\bun|\bleast\b", re.I)
BAD = re.compile(
    r"差|低|难|坏|少|慢|弱|费力|糟|\b(?:poor|bad|worst|low|lowest|difficult|hard|terrible|weak)\b",
    re.I,
)
SKIPPED = {-2.0: "(空)", -3.0: "(跳过)"}  # as 问卷星 writes them, often without a label
EITHER = re.compile(r"\s*(?:/|、|或|，|,|\bor\b)\s*")


class Labelled(NamedTuple):
    """The cells of a variable, and what is known of it."""

    cells: list[object]
    question: Question


def labelled(cells: Sequence[object], labels: Mapping[Code, str], text: str = "") -> Labelled:
    """Put labels in the place of codes, unless the codes are the steps of a scale.

    Parameters
    ----------
    cells : sequence of object
        Codes; None or NaN where there is no answer.
    labels : mapping
        Of codes.
    text : str
        The question.

    Returns
    -------
    Labelled
        On a scale that is labelled at its ends only (1 = 非常不满意, 5 = 非常满意), on one of
        words that no grade is known for, and among measured numbers (an age, with 99 = 拒答) the
        cells stay numbers, and codes for no answer become missing. `question.scale` is the answer
        that means worst and the one that means best.

    Examples
    --------
    >>> labelled([1.0, 2.0, None], {1.0: "男", 2.0: "女"}).cells
    ['男', '女', None]
    >>> ends = labelled([1.0, 4.0, 9.0], {1.0: "非常满意", 5.0: "非常不满意", 9.0: "拒答"})
    >>> ends.cells, ends.question.scale
    ([1.0, 4.0, None], (5.0, 1.0))
    """
    named = {code: label.strip() for code, label in labels.items() if label.strip()}
    if named and all(isinstance(code, float) and code >= 0 for code in named):
        named |= {code: label for code, label in SKIPPED.items() if code in cells}
    known = {written_code(code): label for code, label in named.items()}
    unsaid = {code for code, label in named.items() if _no_answer(label)}
    meant = {code: label for code, label in named.items() if code not in unsaid}
    answers = [cell for cell in cells if cell is not None and cell == cell and cell != ""]
    given = set(answers) - unsaid
    scale = _scale(given, meant)
    reason = ""
    if scale is not None:
        low, high = min(meant), max(meant)
        reason = phrase(
            "source.scale-labels",
            low=written_code(low),
            low_label=meant[low],
            high=written_code(high),
            high_label=meant[high],
        )
    elif not _measured(answers, given, meant):
        words: dict[object, str | None] = {}
        for code, label in _distinct(named).items():
            words[code] = None if code in unsaid and code in SKIPPED else label
        return Labelled(
            [words.get(cell, cell) for cell in cells],
            Question(text=text, labels=known),
        )
    without = [code for code in unsaid if code in set(answers)]
    if without:
        told = phrase(
            "source.no-answers",
            count=sum(answer in unsaid for answer in answers),
            codes=", ".join(f"{written_code(code)} = {named[code]}" for code in without),
        )
        reason = together(reason, told)
    return Labelled(
        [None if cell in unsaid else cell for cell in cells],
        Question("scale" if scale else "", text, known, reason, scale),
    )


def written_code(code: object) -> str:
    """A code as people write it.

    >>> written_code(1.0), written_code(2.5), written_code("A")
    ('1', '2.5', 'A')
    """
    return f"{code:.15g}" if isinstance(code, float) else str(code)


def _no_answer(label: str) -> bool:
    parts = EITHER.split(label.casefold())
    return all(part in MISSING for part in parts)


def _scale(given: set[object], meant: Mapping[Code, str]) -> tuple[float, float] | None:
    """Worst and best answer, where the codes are steps that count."""
    codes = [code for code in meant if isinstance(code, float) and code.is_integer()]
    if len(codes) < 2 or len(codes) < len(meant):
        return None
    low, high = min(codes), max(codes)
    if int(high - low) not in STEPS and (low, high) != (0, 100):
        return None
    if any(not isinstance(one, float) or not low <= one <= high for one in given):
        return None
    words = [label.casefold() for label in meant.values()]
    between_ends = given - set(codes)
    if len(codes) < high - low + 1:  # steps without a label
        steps = bool(between_ends) or _opposed(meant[low], meant[high])
    elif between_ends:  # 4.5
        steps = True
    elif all(word in GRADES for word in words):
        steps = False  # the words themselves say what they count
    else:
        steps = _repeat_the_code(meant) or _answers_of_a_scale(words, meant[low], meant[high])
    if not steps:
        return None
    return (high, low) if _bad(meant[high]) and not _bad(meant[low]) else (low, high)


def _repeat_the_code(meant: Mapping[Code, str]) -> bool:
    numbered = [
        (match := NUMBERED.fullmatch(label)) is not None and float(match[1]) == code
        for code, label in meant.items()
    ]
    return sum(numbered) >= MOST_NUMBERED * len(numbered)


def _answers_of_a_scale(words: Sequence[str], lowest: str, highest: str) -> bool:
    known = sum(word in GRADES or SCALE_ANSWER.fullmatch(word) is not None for word in words)
    return known >= MOSTLY * len(words) and _opposed(lowest, highest)


def _opposed(one: str, other: str) -> bool:
    return _bad(one) != _bad(other)


def _bad(label: str) -> bool:
    grade = GRADES.get(label.casefold())
    if grade is not None:
        return grade < 4
    return bool(NOT.search(label)) != bool(BAD.search(label))  # 不差 is good


def _measured(answers: Sequence[object], given: set[object], meant: Mapping[Code, str]) -> bool:
    """Whether most answers are plain numbers, of which a few have a name (0 = 没有孩子)."""
    if any(isinstance(one, str) for one in given) or not given - set(meant):
        return not meant and bool(given)
    return sum(answer in meant for answer in answers) < 0.5 * len(answers)


def _distinct(labels: Mapping[Code, str]) -> dict[Code, str]:
    """Two codes with one label stay two answers."""
    often = list(labels.values())
    return {
        code: label if often.count(label) == 1 else f"{label} ({written_code(code)})"
        for code, label in labels.items()
    }
