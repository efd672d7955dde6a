"""What a verdict is about: the aspects beside it, and the driver it implies."""

from __future__ import annotations

from voc.lexicon.dimensions import OVERALL
from voc.lexicon.vocabulary import Vocabulary
from voc.opinion.evaluations import Evaluation
from voc.opinion.hits import Hit

_COORDINATORS = frozenset("、 和 与 及 跟 同 或 以及 还有 / & and or".split(" "))
_GATHERS = frozenset("都 均 皆 全都 全部 全 各方面 样样 也都".split())
# Within these dimensions a named aspect says more than the evaluating word implies:
# 价格实惠 judges the price level, though 实惠 alone implies value for money.
_ASPECT_FIRST = frozenset(
    {"price", "assurance", "responsiveness", "reliability", "product", "empathy"}
)


def aspects_of(hits: list[Hit], evaluation: Evaluation, words: list[str]) -> list[Hit]:
    """The aspects that an evaluation judges, in the order of the text."""
    if evaluation.partner and (evaluation.partner.entry.driver or evaluation.driver):
        return [evaluation.partner]
    after = evaluation.hit.last + 1
    if after < len(words) and words[after] == "的":
        following = _attributed(hits, evaluation)
        if following is not None:
            return [following]
    aspects: list[Hit] = []
    gathers = False
    for place in range(evaluation.place - 1, -1, -1):
        hit = hits[place]
        entry = hit.entry
        if aspects:
            between = words[hit.last + 1 : aspects[-1].first]
            joined = between or (gathers and entry.driver != aspects[-1].entry.driver)
            if not (entry.driver and joined and _COORDINATORS.issuperset(between)):
                break
            aspects.append(hit)  # 服务、环境、味道都不错; 环境服务都好
            continue
        if entry.driver and not entry.polarity:
            aspects.append(hit)
            gathers = shared(aspects, evaluation, words)
        elif entry.polarity and evaluation.hit.first - hit.last > 4:
            break  # the aspect before belongs to another verdict
    if not aspects:
        for hit in hits[evaluation.place + 1 :]:
            if hit.entry.polarity or hit.first - evaluation.hit.last > 4:
                break
            if hit.entry.driver:  # 喜欢这家的牛肉
                return [hit]
    return aspects[::-1]


def shared(aspects: list[Hit], evaluation: Evaluation, words: list[str]) -> bool:
    """服务，环境，味道都不错: 都 gathers what was named before."""
    return not _GATHERS.isdisjoint(words[aspects[-1].last + 1 : evaluation.hit.first])


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
    if vocabulary.parents.get(implied) == named:  # 牛肉给得太少 judges the portion
        return implied
    dimensions = vocabulary.dimensions
    if named != OVERALL and dimensions[named] == dimensions[implied] in _ASPECT_FIRST:
        return named
    return implied
