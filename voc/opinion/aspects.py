"""What a verdict is about: the aspects beside it, and the driver it implies."""

from __future__ import annotations

from voc.lexicon.dimensions import OVERALL
from voc.lexicon.vocabulary import Vocabulary
from voc.opinion.evaluations import Evaluation
from voc.opinion.hits import Hit

_COORDINATORS = frozenset("、 和 与 及 跟 同 或 以及 还有 / & and or".split(" "))
_GATHERS = frozenset("都 均 皆 全都 全部 全 各方面 样样 也都".split())
_COPULAS = frozenset(
    "is are was were be been being 's 're ’s ’re seem seems seemed look looks looked feel feels "
    "felt".split()
)
_POINTS = (" of", " by")  # lack of, let down by: about what follows
_ARTICLES = frozenset("a an the any some".split())
# What parts an English adjective from a noun that it does not describe.
_PARTS = frozenset(
    "and or but the a an is are was were be been has have had with in at to for on by from as "
    "when which that than who if it its they this these those there i we you so because while "
    "though , - ( ) / & 's 're ’s ’re".split()
)
# Within these dimensions a named aspect says more than the evaluating word implies:
# 价格实惠 judges the price level, though 实惠 alone implies value for money.
_ASPECT_FIRST = frozenset(
    {"price", "assurance", "responsiveness", "reliability", "product", "empathy"}
)


def aspects_of(hits: list[Hit], evaluation: Evaluation, words: list[str]) -> list[Hit]:
    """The aspects that an evaluation judges, in the order of the text."""
    aspects = _beside(hits, evaluation, words)
    about = evaluation.about
    if about and about.entry.driver and about not in aspects and _english(about, words):
        hit = evaluation.hit
        if hit.entry.negator:
            return [about]  # tasty food no drinks
        if _head(hits, hits.index(about), words) not in aspects and all(
            _apart(hit, about) < _apart(hit, aspect) for aspect in aspects
        ):
            return [about]  # the staff of the old lounge: what makes the pair is judged
    return aspects


def _apart(one: Hit, other: Hit) -> int:
    return max(one.first - other.last, other.first - one.last)


def _beside(hits: list[Hit], evaluation: Evaluation, words: list[str]) -> list[Hit]:
    if evaluation.partner and (evaluation.partner.entry.driver or evaluation.driver):
        return [evaluation.partner]
    after = evaluation.hit.last + 1
    if after < len(words) and words[after] == "的":
        following = _attributed(hits, evaluation)
        if following is not None:
            return [following]
    elif (described := _described(hits, evaluation, words)) is not None:
        return [described]
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
            aspects.append(_head(hits, place, words))
            gathers = shared(aspects, evaluation, words)
        elif entry.polarity and evaluation.hit.first - hit.last > 4:
            break  # the aspect before belongs to another verdict
    if not aspects:
        for hit in hits[evaluation.place + 1 :]:
            if hit.entry.polarity or hit.first - evaluation.hit.last > 4:
                break
            if hit.entry.cue == "contrast" and _english(hit, words):
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


def _english(hit: Hit, words: list[str]) -> bool:
    return words[hit.last].isascii()


def _head(hits: list[Hit], place: int, words: list[str]) -> Hit:
    """The choice of snacks was poor: the choice was."""
    hit, before = hits[place], hits[place - 1]
    if not place or not before.entry.driver or before.entry.polarity:
        return hit
    between = words[before.last + 1 : hit.first]
    return before if between in (["of"], ["of", "the"]) else hit


def _described(hits: list[Hit], evaluation: Evaluation, words: list[str]) -> Hit | None:
    """The noun that an English adjective stands before: trendy design with nice views.

    After a form of `be`, or right after a noun, the adjective looks back instead: the food was
    good coffee less so; food good coffee weak. A quantity always speaks of what follows `of`.
    """
    if not _english(evaluation.hit, words):
        return None
    hit, last = _noun_after(hits, evaluation.place, words)
    if hit is None:
        return None
    between = [word.lower() for word in words[last + 1 : hit.first]]
    entry = evaluation.hit.entry
    points = entry.cue == "wish" or entry.negator == "lack" or entry.surface.endswith(_POINTS)
    if points or between[:1] == ["of"]:  # the buffet needs more variety, a lack of seats
        between = [word for word in between if word not in _ARTICLES]
        return hit if len(between) <= 3 and _PARTS.isdisjoint(between) else None
    if len(between) > 3 or "of" in between or not _PARTS.isdisjoint(between):
        return None
    before = words[evaluation.first - 1].lower() if evaluation.first else ""
    if before in _COPULAS:
        return None
    earlier = hits[: evaluation.place]
    return None if any(other.last + 1 == evaluation.first for other in earlier) else hit


def _noun_after(hits: list[Hit], place: int, words: list[str]) -> tuple[Hit | None, int]:
    """The next aspect, and the last token of the adjectives before it.

    Other adjectives of it may stand between: nice and comfortable really low chairs.
    """
    last = hits[place].last
    for hit in hits[place + 1 :]:
        entry = hit.entry
        if entry.driver:
            return (hit if entry.surface.isascii() else None), last
        adjective = entry.polarity or entry.paired or entry.degree is not None
        if not adjective or words[last + 1 : hit.first] not in ([], ["and"], ["but"]):
            return None, last
        last = hit.last
    return None, last


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
