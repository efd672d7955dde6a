"""What a judging word says with the words around it: pairs, negation, degree."""

from __future__ import annotations

from dataclasses import dataclass

from voc.lexicon.vocabulary import Vocabulary
from voc.opinion.demands import LITTLE, asked_for, more_of, outdone
from voc.opinion.hits import Clause, Hit

QUOTE_MARKS = frozenset('"“「『‘')
MILD = 0.3  # 卫生 can praise, but before a colon or a grade it names
_FAR = 6  # words that 没觉得 reaches over at most: 没觉得这个价位有什么优势
_PARTICLES = frozenset("了 啊 呢 吧 哦 的 呀 哈 嘛 诶".split())
_REACH = 3  # words between an English negator and what it turns: did not find the staff friendly
_STOPS = frozenset(
    "and but only just because so than sure know why how if that which who when while as with "
    "though although however to for , ( ) - /".split()
)
_OF_NOUNS = frozenset("no none nor non without".split())  # these turn what stands beside them
_WAITED = "等太久"  # the driver that it implies in a codebook is that of waiting
_GRANTED = (["是"], ["归"])  # 贵是贵，但是好用; 房间小归小


@dataclass(slots=True)
class Evaluation:
    """An evaluating word with what its neighbours make of it."""

    hit: Hit
    place: int  # among the hits of the clause
    polarity: float
    first: int  # first and last token, with the words that modify it
    last: int
    negated: bool = False
    outermost: str = ""  # kind of the first negator: far in 没觉得好
    rules: str = ""  # "+degree+negation"
    # the aspect of a pair that also evaluates by itself: 噪音 in 噪音不大
    partner: Hit | None = None
    driver: str | None = None  # what it is about when a pair or a pattern tells: 位置 很好
    about: Hit | None = None  # the aspect of that pair; others in the list speak for themselves
    implies: str | None = None  # what the evaluating word tells, or the one it is compared by
    suggests: str | None = None  # the same, but anything named or spoken of goes before


def evaluations(clause: Clause, words: list[str], vocabulary: Vocabulary) -> list[Evaluation]:
    hits = clause.hits
    found: list[Evaluation] = []
    dropped_until = -1  # 不如上次好: what follows 不如 is the measure, not the verdict
    for place in clause.judging:
        hit = hits[place]
        entry = hit.entry
        polarity = entry.polarity
        partner = None
        if entry.paired:
            partner = _pair(hits, place, vocabulary)
            if partner:
                polarity = partner[1]
        if entry.cue == "comparison" and polarity and polarity < 0:
            dropped_until = _turn(hits, place)
        elif not polarity or place < dropped_until:
            continue
        raises = entry.degree is not None and not entry.degree_after
        if (raises or entry.negator) and _raises_next(hits, place):
            continue
        if entry.cue == "mock" and found and found[-1].last == hit.last:
            continue
        evaluation = Evaluation(hit, place, polarity, hit.first, hit.last, implies=entry.implies)
        if not entry.surface:
            evaluation.rules += "+pattern"
            evaluation.driver = entry.implies  # none for a grade
            if found and not entry.implies and _only_names(found[-1], hit):
                aspect = found.pop().hit  # 卫生3分
                evaluation.partner = aspect
                evaluation.driver = aspect.entry.implies or aspect.entry.driver
        if entry.cue == "comparison":
            evaluation.implies = entry.implies or _measure(hits[place + 1 : _turn(hits, place)])
        if partner:
            evaluation.rules += "+pair"
            evaluation.about = partner[0]
            evaluation.driver = vocabulary.pair_drivers.get(
                (partner[0].entry.surface, entry.surface)
            )
            if partner[0].entry.cue == "wait" and not evaluation.driver:  # 等的时间太长
                _waiting(evaluation, partner[0], vocabulary)
            if partner[0].entry.polarity:
                evaluation.partner = partner[0]
                found = [other for other in found if other.hit is not partner[0]]
        if found and found[-1].hit.entry is entry:
            between = words[found[-1].hit.last + 1 : hit.first]
            if between == ["什么"]:  # 好什么好, 便宜什么便宜
                found[-1].polarity, found[-1].rules = -abs(polarity), "+mocking echo"
                found[-1].last = hit.last
                continue
            if between in _GRANTED:
                found.pop()
                evaluation.rules += "+concession"
        if len(hits) > 1:
            _modify(evaluation, hits, words)
        if evaluation.polarity > 0 and entry.surface:
            _compare(evaluation, hits, words)
        found.append(evaluation)
    if len(found) == 2 and found[0].negated and found[1].negated:
        _balance(*found)
    return found


def _waiting(evaluation: Evaluation, wait: Hit, vocabulary: Vocabulary) -> None:
    """等得不耐烦 tells of the wait, whoever loses patience; 排队挤 of the crowd."""
    waited = vocabulary.entries.get(_WAITED)
    if waited and (not evaluation.implies or wait.entry.surface.endswith("得")):
        if waited.implies or waited.suggests:
            evaluation.implies = waited.implies
        evaluation.suggests = waited.suggests


def _only_names(before: Evaluation, grade: Hit) -> bool:
    """Whether a mild word right before a grade does not judge."""
    return abs(before.polarity) <= MILD and 1 <= grade.first - before.last <= 2


def _turn(hits: list[Hit], place: int) -> int:
    """Where the next contrast stands, or the end: 不如上次好但是很热情."""
    turns = (other for other in range(place, len(hits)) if hits[other].entry.cue == "contrast")
    return next(turns, len(hits))


def _measure(following: list[Hit]) -> str | None:
    """不如上次新鲜: the measure tells what is compared."""
    return next((hit.entry.implies for hit in following if hit.entry.implies), None)


def _balance(first: Evaluation, second: Evaluation) -> None:
    """不算好也不算坏: neither; 不贵也不好吃 judges two things."""
    opposed = first.polarity * second.polarity < 0
    if opposed and not first.hit.entry.implies and not second.hit.entry.implies:
        for evaluation in (first, second):
            evaluation.polarity *= 0.3
            evaluation.rules += "+neither nor"


def _raises_next(hits: list[Hit], place: int) -> bool:
    # 好慢, 不怎么发热: the first word is no verdict of its own
    if place + 1 == len(hits) or hits[place + 1].first != hits[place].last + 1:
        return False
    following = hits[place + 1].entry
    return bool(following.polarity) or following.paired


def _pair(hits: list[Hit], place: int, vocabulary: Vocabulary) -> tuple[Hit, float] | None:
    """The nearest aspect that makes a pair with an evaluating word, and the polarity they have."""
    word = hits[place].entry.surface
    pairs = vocabulary.pairs
    best: tuple[Hit, float] | None = None
    # words apart at most: 一点责任心都没有, but a negation does not look far
    nearest = 4 if hits[place].entry.negator else 9
    first = max(0, place - nearest)  # no farther hit is near enough: each has a word of its own
    if hits[place].entry.negator and word.isascii():
        first = place  # plenty of food no drinks: what is missing follows
    for other, hit in enumerate(hits[first : place + nearest], first):
        entry = hit.entry
        if other == place or not (entry.driver or entry.pair_aspect):
            continue
        polarity = pairs.get((entry.surface, word))
        if polarity is None and entry.driver:
            polarity = pairs.get((entry.driver, word))
        apart = hits[place].first - hit.last if other < place else hit.first - hits[place].last + 1
        if polarity is not None and apart < nearest:
            best, nearest = (hit, polarity), apart
    return best


def _modify(evaluation: Evaluation, hits: list[Hit], words: list[str]) -> None:
    """Negation, degree and their order: 不太好 is weaker than 很不好."""
    polarity = evaluation.polarity
    reach = evaluation.hit.first  # first token of the evaluation and its modifiers so far
    negators: list[str] = []
    degree = inner = 1.0
    for place in range(evaluation.place - 1, -1, -1):
        hit = hits[place]
        entry = hit.entry
        between = reach - hit.last - 1
        if between > 1 and entry.negator != "far" and not _reaches(hit, reach, words):
            if entry.polarity or between > _FAR or entry.cue == "contrast":
                break
            continue
        if entry.negator == "bridge":  # 没有想象中那么好
            reach = hit.first
        elif entry.negator == "forbid" and polarity < 0 and not negators:  # 别让人干等
            if between <= _FAR:
                polarity *= 0.8
                evaluation.first, evaluation.outermost = hit.first, "forbid"
                evaluation.rules += "+wish"
            break
        elif entry.negator:
            if between > _FAR or _spent(hits, place, evaluation, words):
                break
            negators.append(entry.negator)
            inner, degree = inner * degree, 1.0
            reach = evaluation.first = hit.first
        elif entry.degree is not None and not entry.degree_after:
            if entry.polarity and hit.last + 1 != evaluation.hit.first:
                break  # 好 is a degree word only right before the word it raises: 好慢
            if between and words[hit.last + 1] in QUOTE_MARKS and polarity > 0:
                evaluation.rules += "+irony"  # 真“贴心”
                polarity *= -0.6
            degree *= entry.degree
            reach = evaluation.first = hit.first
        elif entry.polarity and between == 1 and words[hit.last + 1].lower() in ("or", "nor"):
            reach = hit.first  # not clean or comfortable
        elif entry.polarity or entry.cue == "contrast":
            break
    if evaluation.place + 1 < len(hits):
        after = hits[evaluation.place + 1]
        apart = after.first - evaluation.hit.last
        if after.entry.degree_after and apart <= 2:
            degree *= after.entry.degree or 1.0
            evaluation.last = after.last
            little = polarity > 0 and not negators and after.entry.surface in LITTLE
            if little and asked_for(words, after.last, hits, evaluation.place):
                polarity = _asks(polarity, evaluation)
        elif after.entry.cue == "mock" and apart == 1:  # 好用个鬼
            polarity = -max(0.5, abs(polarity))
            evaluation.rules += "+mocking echo"
            evaluation.last = after.last
        elif after.entry.negator and _denied_after(after, apart, polarity, words):
            negators.append("never" if apart > 1 else "plain")
            evaluation.last = after.last
    if degree != 1.0 or inner != 1.0:
        evaluation.rules += "+degree"
    if negators:
        polarity = _negated(polarity, negators, inner, evaluation)
    else:
        polarity *= inner
    polarity *= degree
    if polarity > 0 and more_of(hits, evaluation.place, words):
        polarity = _asks(polarity, evaluation)
    evaluation.polarity = 1.0 if polarity > 1.0 else -1.0 if polarity < -1.0 else polarity


def _compare(evaluation: Evaluation, hits: list[Hit], words: list[str]) -> None:
    judged = evaluation.about if evaluation.driver else None
    if outdone(evaluation.first, evaluation.last, judged, hits, words):
        evaluation.polarity *= -0.6
        evaluation.rules += "+comparison"


def _asks(polarity: float, evaluation: Evaluation) -> float:
    evaluation.rules += "+wish"
    return -max(0.35, 0.5 * polarity)


def _reaches(negator: Hit, reach: int, words: list[str]) -> bool:
    """Whether an English negator turns a verdict over the words between."""
    entry = negator.entry
    if entry.negator not in ("plain", "never") or entry.surface in _OF_NOUNS:
        return False
    if not words[negator.last].isascii():
        return False
    between = words[negator.last + 1 : reach]
    return len(between) <= _REACH and _STOPS.isdisjoint(map(str.lower, between))


def _spent(hits: list[Hit], place: int, evaluation: Evaluation, words: list[str]) -> bool:
    """Whether an English negator is about a noun of its own: no champagne warm wine."""
    if not words[hits[place].last].isascii():
        return False
    if evaluation.hit.entry.negator:
        return True
    nouns = hits[place + 1 : evaluation.place]
    return hits[place].entry.paired and any(hit.entry.driver for hit in nouns)


def _denied_after(negator: Hit, apart: int, polarity: float, words: list[str]) -> bool:
    """一点异味都没有, 毛病没有; 好吃没有 is a question."""
    if negator.entry.surface not in ("没有", "没"):
        return False
    after = negator.last + 1
    if after < len(words) and words[after][0] >= "\u3400" and words[after] not in _PARTICLES:
        return False
    return polarity < 0 if apart == 1 else apart == 2 and words[negator.first - 1] in ("都", "也")


def _negated(polarity: float, negators: list[str], inner: float, evaluation: Evaluation) -> float:
    evaluation.negated = len(negators) % 2 == 1
    evaluation.outermost = negators[-1]
    if not evaluation.negated:
        evaluation.rules += "+double negation"
        return polarity * (0.2 if "hedge" in negators else 0.7)  # 不是不好; 没有不满意
    evaluation.rules += "+negation"
    if polarity < 0:  # 不贵, 没有异味
        return -polarity * 0.6
    if "reduce" in negators or inner > 1:  # 不太好, 不是很好
        return -polarity * 0.6
    return -polarity * (0.9 if "never" in negators else 0.8)
