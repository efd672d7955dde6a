"""What the sentence makes of a verdict: wishes, conditions, questions, quotes, contrast, irony."""

from __future__ import annotations

from voc.lexicon.vocabulary import CUES
from voc.opinion.evaluations import Evaluation
from voc.opinion.hits import Clause, Hit

LASTING = ("wish", "conditional")  # moods that reach to the end of the sentence
QUESTION_MARKS = ("？", "?")
_QUOTE_MARKS = frozenset('“"「『‘')


def mood_of(clause: Clause, mood: str | None) -> str | None:
    """The mood that holds in this clause: its own cue, or 如果 and 希望 of a clause before."""
    mood = mood if mood in LASTING else None
    for hit in clause.hits:
        cue = hit.entry.cue
        if cue in ("wish", "conditional", "rhetorical", "denial"):
            mood = cue
        elif cue == "unmet":
            return "unmet"
        elif cue == "contrast":
            mood = None
    return mood


def unspoken(clause: Clause, mood: str | None, words: list[str]) -> list[Evaluation]:
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
    begin = min(hits[first].first, hits[last].first)
    end = max(hits[first].last, hits[last].last)
    return Evaluation(hits[first], first, -0.45, begin, end, rules=f"+{rule}")


def _minutes(unit: Hit, words: list[str]) -> float:
    """The number before 分钟; a word such as 几十 counts as long."""
    number = words[unit.first - 1] if unit.first else ""
    if number.isdecimal():
        return int(number)
    return 20.0 if "十" in number and number not in ("十", "十几", "十来", "十多") else 0.0


def ironic(clauses: list[Clause]) -> bool:
    """Whether a comment mocks: 真行, 🙄."""
    for clause in clauses:
        if clause.acts & CUES:
            for hit in clause.hits:
                if hit.entry.cue == "irony":
                    return True
    return False


def colour(
    evaluation: Evaluation, clause: Clause, mood: str | None, mocks: bool, words: list[str]
) -> None:
    """Wishes, questions, quotes and irony turn a verdict; contrast weighs it."""
    _weigh(evaluation, clause)
    polarity = evaluation.polarity
    asked = clause.mark in QUESTION_MARKS or clause.hits[-1].entry.cue == "question"
    if _quoted(evaluation, clause, words):
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
    elif mocks and polarity > 0 and not evaluation.negated:
        evaluation.polarity = -0.6 * polarity
        evaluation.rules += "+irony"


def _weigh(evaluation: Evaluation, clause: Clause) -> None:
    """虽然 A 但是 B: B counts for more (see score.py); 除了 A: A counts for little."""
    excepted = False
    for hit in clause.hits[: evaluation.place]:
        cue = hit.entry.cue
        if cue in ("concession", "contrast") and cue not in evaluation.rules:
            evaluation.rules += f"+{cue}"
        elif cue == "except":
            excepted = True
        elif hit.entry.polarity:
            excepted = False
    if excepted:
        evaluation.polarity *= 0.4
        evaluation.rules += "+exception"


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


def _quoted(evaluation: Evaluation, clause: Clause, words: list[str]) -> bool:
    # 客服说"很快解决"，结果三天没人理: the promise is not the customer's verdict
    for hit in clause.hits[: evaluation.place]:
        if hit.entry.cue == "quote":
            between = words[hit.last + 1 : evaluation.first]
            return evaluation.polarity > 0 and not _QUOTE_MARKS.isdisjoint(between)
    return False
