"""What a verdict is about: the aspects beside it, the driver it implies, the one carried on."""

from __future__ import annotations

from voc.lexicon.vocabulary import Vocabulary
from voc.opinion.evaluations import Evaluation
from voc.opinion.hits import Clause, Hit
from voc.text.clauses import Boundary

OVERALL = "overall"
_COORDINATORS = frozenset("、 和 与 及 跟 同 或 以及 还有 / & and or".split(" "))
# Within these dimensions a named aspect says more than the evaluating word implies:
# 价格实惠 judges the price level, though 实惠 alone implies value for money.
_ASPECT_FIRST = frozenset(
    {"price", "assurance", "responsiveness", "reliability", "product", "empathy"}
)


def aspects_of(hits: list[Hit], evaluation: Evaluation, words: list[str]) -> list[Hit]:
    """The aspects that an evaluation judges, in the order of the text."""
    if evaluation.partner and evaluation.partner.entry.driver:
        return [evaluation.partner]
    after = evaluation.hit.last + 1
    if after < len(words) and words[after] == "的":
        following = _attributed(hits, evaluation)
        if following is not None:
            return [following]
    aspects: list[Hit] = []
    for place in range(evaluation.place - 1, -1, -1):
        hit = hits[place]
        entry = hit.entry
        if aspects:
            between = words[hit.last + 1 : aspects[-1].first]
            if entry.driver and between and _COORDINATORS.issuperset(between):
                aspects.append(hit)  # 服务、环境、味道都不错
                continue
            break
        if entry.driver and not entry.polarity:
            aspects.append(hit)
        elif entry.polarity and evaluation.hit.first - hit.last > 4:
            break  # the aspect before belongs to another verdict
    if not aspects:
        for hit in hits[evaluation.place + 1 :]:
            if hit.entry.polarity or hit.first - evaluation.hit.last > 4:
                break
            if hit.entry.driver:  # 喜欢这家的牛肉
                return [hit]
    return aspects[::-1]


def _attributed(hits: list[Hit], evaluation: Evaluation) -> Hit | None:
    # 不错的酒店, 很大的窗户
    if evaluation.place + 1 < len(hits):
        hit = hits[evaluation.place + 1]
        if hit.entry.driver and hit.first - evaluation.hit.last <= 3:
            return hit
    return None


def resolved(named: str, implied: str | None, vocabulary: Vocabulary) -> str:
    """The driver when an aspect is named and the evaluating word implies one as well."""
    if implied in (None, named, OVERALL):
        return named
    if vocabulary.parents.get(named) == implied:  # 早餐好吃 judges breakfast, not food at large
        return named
    dimensions = vocabulary.dimensions
    if named != OVERALL and dimensions[named] == dimensions[implied] in _ASPECT_FIRST:
        return named
    return implied


def carry(
    clause: Clause,
    carried: str | None,
    named: str | None,
    evaluated: bool,
) -> str | None:
    """The driver that a verdict without an aspect in the next clause is about."""
    if clause.boundary >= Boundary.SENTENCE and (evaluated or named is None):
        return None  # 早餐不错。很满意！ → the second sentence judges the whole
    return named if named else carried if not evaluated else None
