"""The rules of Chinese that turn the words of a comment into opinions.

Everything that depends on single words is data (lexicons/); here is only how words act on
each other. Each rule leaves its name in `rule`.
"""

from __future__ import annotations

from dataclasses import dataclass

from voc.lexicon.vocabulary import Vocabulary
from voc.opinion.hits import Clause, Hit
from voc.text.clauses import Boundary

# Opinion: start, end, aspect, term, driver, polarity, negated, rule (offsets into the comment)
Opinion = tuple[int, int, str | None, str | None, str, float, bool, str]

OVERALL = "overall"
_COORDINATORS = frozenset("、 和 与 及 跟 同 或 以及 还有 / & and or".split(" "))
_LASTING = ("wish", "conditional")  # moods that reach to the end of the sentence
_QUESTION_MARKS = ("？", "?")
_QUOTE_MARKS = "“\"「『‘"
# Within these dimensions a named aspect says more than the evaluating word implies:
# 价格实惠 judges the price level, though 实惠 alone implies value for money.
_ASPECT_FIRST = frozenset({"price", "assurance", "responsiveness", "reliability", "product", "empathy"})


@dataclass(slots=True)
class Evaluation:
    """An evaluating word with what its neighbours make of it."""

    hit: Hit
    place: int  # among the hits of the clause
    polarity: float
    start: int
    end: int
    negated: bool = False
    rules: str = ""  # "+degree+negation"
    partner: Hit | None = None  # the aspect of a pair that also evaluates by itself: 噪音 in 噪音不大


def judge(
    clauses: list[Clause], words: list[str], text: str, vocabulary: Vocabulary
) -> list[Opinion]:
    """The opinions of one comment.

    Parameters
    ----------
    clauses : list of Clause
    words : list of str
        The tokens of the chunk that the hits point into.
    text : str
        The comment.
    vocabulary : Vocabulary

    Returns
    -------
    list of Opinion
        In the order of the text. A driver that is only mentioned appears once, with polarity 0
        and no term, unless the comment evaluates it elsewhere.
    """
    opinions: list[Opinion] = []
    mentions: list[Opinion] = []
    carried: str | None = None  # the driver named in the clause before
    mood: str | None = None
    ironic = any([clause.cued and _ironic(clause) for clause in clauses])
    for clause in clauses:
        mood = _mood(clause, mood) if clause.cued else mood if mood in _LASTING else None
        coloured = bool(mood or ironic or clause.cued or clause.mark in _QUESTION_MARKS)
        found = _evaluations(clause, words, vocabulary) if clause.judging else []
        if not found and clause.cued:
            found = _unspoken(clause, mood, words)
        named: str | None = None
        judged: list[Hit] = []
        for evaluation in found:
            if coloured:
                _colour(evaluation, clause, mood, ironic, text)
            aspects = _aspects(clause.hits, evaluation, words) if clause.names else []
            opinions += _opinions(evaluation, aspects, carried, text, vocabulary)
            if aspects:
                judged += aspects
                named = opinions[-1][4]
        if clause.names:
            for hit in clause.hits:
                driver = hit.entry.driver
                if driver and driver != OVERALL and hit not in judged:
                    mentions.append(_mention(hit, text))
                    named = driver
        carried = _carry(clause, carried, named, bool(found))
        if clause.boundary >= Boundary.SENTENCE:
            mood = None
    return _with_mentions(opinions, mentions)


# --- what a word says -------------------------------------------------------------------------


def _evaluations(clause: Clause, words: list[str], vocabulary: Vocabulary) -> list[Evaluation]:
    hits = clause.hits
    found: list[Evaluation] = []
    dropped_until = -1  # 不如上次好: what follows 不如 is the measure, not the verdict
    for place in clause.judging or ():
        hit = hits[place]
        entry = hit.entry
        polarity = entry.polarity
        partner = None
        if entry.paired:
            partner = _pair(hits, place, vocabulary)
            if partner:
                polarity = partner[1]
        if entry.cue == "comparison" and polarity and polarity < 0:
            dropped_until = len(hits)
        elif not polarity or place < dropped_until:
            continue
        if entry.degree is not None and not entry.degree_after and _raises_next(hits, place):
            continue
        evaluation = Evaluation(hit, place, polarity, hit.start, hit.end)
        if partner:
            evaluation.rules += "+pair"
            if partner[0].entry.polarity:
                evaluation.partner = partner[0]
                found = [other for other in found if other.hit is not partner[0]]
        if found and _mocking(found[-1], evaluation, words):
            found[-1].polarity, found[-1].rules = -abs(polarity), "+mocking echo"
            found[-1].end = hit.end
            continue
        _modify(evaluation, hits)
        found.append(evaluation)
    return found


def _raises_next(hits: list[Hit], place: int) -> bool:
    # 好慢, 老贵了: the first word is no verdict of its own
    if place + 1 == len(hits) or hits[place + 1].first != hits[place].last + 1:
        return False
    following = hits[place + 1].entry
    return bool(following.polarity) or following.paired


def _mocking(before: Evaluation, now: Evaluation, words: list[str]) -> bool:
    # 好什么好, 便宜什么便宜
    between = words[before.hit.last + 1 : now.hit.first]
    return between == ["什么"] and before.hit.entry is now.hit.entry


def _pair(hits: list[Hit], place: int, vocabulary: Vocabulary) -> tuple[Hit, float] | None:
    """The nearest aspect that makes a pair with an evaluating word, and the polarity they have."""
    word = hits[place].entry.surface
    pairs = vocabulary.pairs
    best: tuple[Hit, float] | None = None
    nearest = 9  # words apart at most
    for other, hit in enumerate(hits):
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


def _modify(evaluation: Evaluation, hits: list[Hit]) -> None:
    """Negation, degree and their order: 不太好 is weaker than 很不好."""
    polarity = evaluation.polarity
    reach = evaluation.hit.first  # first token of the evaluation and its modifiers so far
    negators: list[str] = []
    degree = inner = 1.0
    for place in range(evaluation.place - 1, -1, -1):
        hit = hits[place]
        entry = hit.entry
        between = reach - hit.last - 1
        if between > 1:
            break
        if entry.negator == "bridge":  # 没有想象中那么好
            reach = hit.first
        elif entry.negator:
            negators.append(entry.negator)
            inner, degree = inner * degree, 1.0
            reach, evaluation.start = hit.first, hit.start
        elif entry.degree is not None and not entry.degree_after:
            if entry.polarity and hit.last + 1 != evaluation.hit.first:
                break  # 好 is a degree word only right before the word it raises: 好慢
            degree *= entry.degree
            reach, evaluation.start = hit.first, hit.start
        elif entry.polarity or entry.cue == "contrast":
            break
    if evaluation.place + 1 < len(hits):
        after = hits[evaluation.place + 1]
        if after.entry.degree_after and after.first - evaluation.hit.last <= 2:
            degree *= after.entry.degree or 1.0
            evaluation.end = after.end
    if degree != 1.0 or inner != 1.0:
        evaluation.rules += "+degree"
    if negators:
        polarity = _negated(polarity, negators, inner, evaluation)
    else:
        polarity *= inner
    evaluation.polarity = max(-1.0, min(1.0, polarity * degree))


def _negated(polarity: float, negators: list[str], inner: float, evaluation: Evaluation) -> float:
    evaluation.negated = len(negators) % 2 == 1
    if not evaluation.negated:  # 不是不好, 没有不满意
        evaluation.rules += "+double negation"
        return polarity * 0.5
    evaluation.rules += "+negation"
    if polarity < 0:  # 不贵, 没有异味
        return -polarity * 0.6
    if "reduce" in negators or inner > 1:  # 不太好, 不是很好
        return -polarity * 0.6
    return -polarity * (0.9 if "never" in negators else 0.8)


# --- what the sentence makes of it ------------------------------------------------------------


def _mood(clause: Clause, mood: str | None) -> str | None:
    """The mood that holds in this clause: its own cue, or 如果 and 希望 of a clause before."""
    mood = mood if mood in _LASTING else None
    for hit in clause.hits:
        cue = hit.entry.cue
        if cue in ("wish", "conditional", "rhetorical", "denial"):
            mood = cue
        elif cue == "unmet":
            return "unmet"
        elif cue == "contrast":
            mood = None
    return mood


def _unspoken(clause: Clause, mood: str | None, words: list[str]) -> list[Evaluation]:
    """Judgements without an evaluating word: 希望改进服务, 等了两个小时."""
    cues = {hit.entry.cue: place for place, hit in enumerate(clause.hits) if hit.entry.cue}
    if "improve" in cues and mood in ("wish", "unmet", "conditional", "rhetorical"):
        return [_stated(clause.hits, cues["improve"], cues["improve"], "wish")]
    if "wait" in cues:
        for cue in ("long", "minutes"):
            if cue in cues and (cue == "long" or _minutes(clause.hits[cues[cue]], words) >= 20):
                return [_stated(clause.hits, cues["wait"], cues[cue], "long wait")]
    return []


def _stated(hits: list[Hit], first: int, last: int, rule: str) -> Evaluation:
    start = min(hits[first].start, hits[last].start)
    end = max(hits[first].end, hits[last].end)
    return Evaluation(hits[first], first, -0.45, start, end, rules=f"+{rule}")


def _minutes(unit: Hit, words: list[str]) -> float:
    """The number before 分钟; a word such as 几十 counts as long."""
    number = words[unit.first - 1] if unit.first else ""
    if number.isdecimal():
        return int(number)
    return 20.0 if "十" in number and number not in ("十", "十几", "十来", "十多") else 0.0


def _weigh(evaluation: Evaluation, clause: Clause) -> None:
    """虽然 A 但是 B: B counts for more (see score.py); 除了 A: A counts for little."""
    excepted = False
    for hit in clause.hits[: evaluation.place]:
        cue = hit.entry.cue
        if cue in ("concession", "contrast"):
            evaluation.rules += f"+{cue}"
        elif cue == "except":
            excepted = True
        elif hit.entry.polarity:
            excepted = False
    if excepted:
        evaluation.polarity *= 0.4
        evaluation.rules += "+exception"


def _ironic(clause: Clause) -> bool:
    return any(hit.entry.cue == "irony" for hit in clause.hits)


def _colour(evaluation: Evaluation, clause: Clause, mood: str | None, ironic: bool, text: str) -> None:
    """Wishes, questions, quotes and irony turn a verdict; contrast weighs it."""
    _weigh(evaluation, clause)
    polarity = evaluation.polarity
    asked = clause.mark in _QUESTION_MARKS or clause.hits[-1].entry.cue == "question"
    if _quoted(evaluation, clause, text):
        evaluation.polarity = 0.0
        evaluation.rules += "+quote"
    elif mood == "unmet" or mood == "wish":
        _unfulfilled(evaluation, mood, clause)
    elif mood == "conditional":  # 如果你喜欢安静可以来
        evaluation.polarity = 0.3 * polarity
        evaluation.rules += "+conditional"
    elif mood == "rhetorical":  # 能不能快点, 凭什么好评
        evaluation.polarity = -max(0.35, 0.7 * abs(polarity))
        evaluation.rules += "+rhetorical question"
    elif mood == "denial":  # 哪里好了, 谁说不好
        evaluation.polarity = -0.8 * polarity
        evaluation.rules += "+rhetorical question"
    elif asked and polarity > 0:  # 好吃吗？ asks, 怎么这么慢？ complains
        evaluation.polarity = 0.0
        evaluation.rules += "+question"
    elif ironic and polarity > 0 and not evaluation.negated:
        evaluation.polarity = -0.6 * polarity
        evaluation.rules += "+irony"


def _unfulfilled(evaluation: Evaluation, mood: str, clause: Clause) -> None:
    """要是早餐丰富点就好了, 希望上菜快点: what is asked for is missing."""
    polarity = evaluation.polarity
    if mood == "wish" and polarity < 0 and not evaluation.negated:
        return  # 希望改善糟糕的服务: the complaint stands as it is
    asks = mood == "unmet" or any(
        hit.entry.degree is not None or hit.entry.cue == "improve" or hit.entry.paired
        for hit in clause.hits
    )
    # 希望好用 hopes for the best and says nothing yet
    evaluation.polarity = -max(0.35, 0.5 * abs(polarity)) if asks else 0.0
    evaluation.rules += "+wish"


def _quoted(evaluation: Evaluation, clause: Clause, text: str) -> bool:
    # 客服说"很快解决"，结果三天没人理: the promise is not the customer's verdict
    for hit in clause.hits[: evaluation.place]:
        if hit.entry.cue == "quote":
            between = text[hit.end : evaluation.start]
            return evaluation.polarity > 0 and any(mark in between for mark in _QUOTE_MARKS)
    return False


# --- what is judged ---------------------------------------------------------------------------


def _aspects(hits: list[Hit], evaluation: Evaluation, words: list[str]) -> list[Hit]:
    """The aspects that an evaluation judges, in the order of the text."""
    if evaluation.partner and evaluation.partner.entry.driver:
        return [evaluation.partner]
    following = _attributed(hits, evaluation, words)
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


def _attributed(hits: list[Hit], evaluation: Evaluation, words: list[str]) -> Hit | None:
    # 不错的酒店, 很大的窗户
    after = evaluation.hit.last + 1
    if after < len(words) and words[after] == "的" and evaluation.place + 1 < len(hits):
        hit = hits[evaluation.place + 1]
        if hit.entry.driver and hit.first - after <= 2:
            return hit
    return None


def _opinions(
    evaluation: Evaluation,
    aspects: list[Hit],
    carried: str | None,
    text: str,
    vocabulary: Vocabulary,
) -> list[Opinion]:
    """One opinion for each aspect, or one about the implied, the carried or the whole."""
    entry = evaluation.hit.entry
    start, end = evaluation.start, evaluation.end
    term = text[start:end]
    polarity, negated = evaluation.polarity, evaluation.negated
    rule = evaluation.rules[1:] or "lexicon"
    if aspects:
        return [
            (
                min(start, aspect.start),
                max(end, aspect.end),
                text[aspect.start : aspect.end],
                term,
                _resolved(aspect.entry.driver or OVERALL, entry.implies, vocabulary),
                polarity,
                negated,
                rule,
            )
            for aspect in aspects
        ]
    driver = entry.implies or entry.driver
    if driver is None and carried:
        driver, rule = carried, rule + "+carried"
    return [(start, end, None, term, driver or OVERALL, polarity, negated, rule)]


def _resolved(named: str, implied: str | None, vocabulary: Vocabulary) -> str:
    """The driver when an aspect is named and the evaluating word implies one as well."""
    if implied is None or implied == named or implied == OVERALL:
        return named
    if vocabulary.parents.get(named) == implied:  # 早餐好吃 judges breakfast, not food at large
        return named
    dimensions = vocabulary.dimensions
    if named != OVERALL and dimensions[named] == dimensions[implied] in _ASPECT_FIRST:
        return named
    return implied


def _carry(
    clause: Clause,
    carried: str | None,
    named: str | None,
    evaluated: bool,
) -> str | None:
    """The driver that a verdict without an aspect in the next clause is about."""
    if clause.boundary >= Boundary.SENTENCE and (evaluated or named is None):
        return None  # 早餐不错。很满意！ → the second sentence judges the whole
    return named if named else carried if not evaluated else None


def _mention(hit: Hit, text: str) -> Opinion:
    surface = text[hit.start : hit.end]
    return (hit.start, hit.end, surface, None, hit.entry.driver or OVERALL, 0.0, False, "mention")


def _with_mentions(opinions: list[Opinion], mentions: list[Opinion]) -> list[Opinion]:
    if not mentions:
        return opinions
    known = {opinion[4] for opinion in opinions}
    for mention in mentions:
        if mention[4] not in known:
            known.add(mention[4])
            opinions.append(mention)
    opinions.sort(key=lambda opinion: (opinion[0], opinion[1]))
    return opinions
