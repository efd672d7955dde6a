"""What the sentence makes of a verdict: wishes, conditions, questions, quotes, contrast, irony."""

from __future__ import annotations

from voc.lexicon.vocabulary import CUES
from voc.opinion.demands import demanded
from voc.opinion.evaluations import QUOTE_MARKS, Evaluation
from voc.opinion.hits import Clause, Hit
from voc.text.clauses import Boundary

LASTING = ("wish", "conditional")  # moods that reach to the end of the sentence
QUESTION_MARKS = ("？", "?")
_HAPPENED = frozenset("再 老 总 总是 老是 又 这么 那么 这样 每次 一直 乱 光".split())
_DONE = ("就好了", "就行了", "就好啦")
_SPOKEN = {"contrast", "concession", "quote", "question"}  # they judge nothing by themselves
_COMPARES = ("比", "跟", "和", "与")
_PROMISES = ("承诺", "答应", "保证", "说好")
_BREACH = frozenset(
    "结果 没想到 谁知道 谁知 谁料 哪知道 哪知 哪想到 不料 岂料 实际上 事实上".split()
)  # what was said before did not come true
_LOST = ["?", "?"]  # what an export may make of an emoji: 不错??
_WONDERS = ("会", "容易", "能", "算")  # 会掉色吗 asks, 坏了吗 has something to tell


def mood_of(clause: Clause, mood: str | None, words: list[str]) -> str | None:
    """The mood that holds in this clause: its own cue, or 如果 and 希望 of a clause before."""
    mood = mood if mood in LASTING else None
    for hit in clause.hits:
        cue = hit.entry.cue
        if cue is None:
            continue
        if cue == "conditional" and hit.first and words[hit.first - 1] in _COMPARES:
            continue  # 比照片上还大 is a fact
        if cue in ("wish", "conditional", "rhetorical", "denial"):
            mood = cue
        elif cue == "reproach":
            mood = "rhetorical"
        elif cue == "unmet":
            return "unmet"
        elif cue == "contrast":
            mood = None
    return mood


def mood_at(
    evaluation: Evaluation, clause: Clause, before: str | None, mood: str | None, words: list[str]
) -> str | None:
    """The mood of one verdict: English goes on without commas, so a cue reaches what follows it.

    The wifi works well unless it is busy: no condition on the first verdict.
    """
    cues = [hit for hit in clause.hits if hit.entry.cue]
    if not cues or not all(words[hit.last].isascii() for hit in cues):
        return mood
    if mood == "unmet" and all(hit.entry.cue != "unmet" for hit in cues):
        return mood  # the clause after makes a wish of this one
    ahead: list[Hit] = []
    for hit in cues:
        if hit.first > evaluation.hit.last:
            break
        ahead = [] if hit.entry.cue == "contrast" else [*ahead, hit]
        before = None if hit.entry.cue == "contrast" else before
    return mood_of(Clause(ahead, []), before, words)


def unmet_later(clause: Clause, following: Clause) -> bool:
    """要是早餐丰富点，就完美了: the second clause makes a wish of the first."""
    if clause.boundary >= Boundary.SENTENCE or not following.acts & CUES:
        return False
    return any(hit.entry.cue == "unmet" for hit in following.hits)


def unspoken(
    clause: Clause, earlier: list[Clause], mood: str | None, before: str | None, words: list[str]
) -> list[Evaluation]:
    """Judgements without an evaluating word: 希望改进服务, 等了两个小时, 答应退款，结果又反悔."""
    hits = clause.hits
    cues = {hit.entry.cue: place for place, hit in enumerate(hits) if hit.entry.cue}
    if breached(clause) and earlier and promises(earlier[0]):
        return _waited(hits, cues, words) or [_stated(hits, 0, 0, "quote")]
    if cues.keys() <= _SPOKEN:
        return []
    if "improve" in cues and (
        mood in ("wish", "unmet", "conditional", "rhetorical")
        or demanded(hits, cues["improve"], words)
    ):
        return [_stated(hits, cues["improve"], cues["improve"], "wish")]
    if "unmet" in cues and (
        before or "conditional" in cues or hits[cues["unmet"]].entry.surface not in _DONE
    ):  # 要是有电梯就好了; 填完表就好了 tells that it was done
        return [_stated(hits, cues["unmet"], cues["unmet"], "wish")]
    if "reproach" in cues:  # 凭什么给我开通
        return [_stated(hits, cues["reproach"], cues["reproach"], "rhetorical question")]
    if "irony" in cues:  # 干得漂亮，把行李发去了昆明
        return [_stated(hits, cues["irony"], cues["irony"], "irony")]
    return _waited(hits, cues, words)


def _waited(hits: list[Hit], cues: dict[str, int], words: list[str]) -> list[Evaluation]:
    """What a span of time says: 等了两个小时, 三天才发货, 十分钟送到."""
    time = next((cues[kind] for kind in ("long", "minutes", "brief") if kind in cues), None)
    if time is None:
        return []
    span = hits[time]
    kind = span.entry.cue
    slow = kind == "long" or (kind == "minutes" and _minutes(span, words) >= 20)
    following = words[span.last + 1 : span.last + 4]
    if "wait" in cues and slow and not _spared(hits, cues["wait"]):
        return [_stated(hits, cues["wait"], time, "long wait")]
    if any(word[0] == "才" for word in following):  # 三天才发货, 第二天才到
        return [_stated(hits, time, time, "long wait")]
    if "done" in cues and cues["done"] > time and (not slow or "就" in following):
        return [_stated(hits, time, cues["done"], "short wait", 0.45)]
    return []


def _spared(hits: list[Hit], place: int) -> bool:
    """没让我等三天, 不用等半天."""
    while place and hits[place - 1].last + 1 == hits[place].first:
        place -= 1
        if hits[place].entry.negator != "bridge":  # 没有让我等
            return bool(hits[place].entry.negator)
    return False


def _stated(
    hits: list[Hit], first: int, last: int, rule: str, polarity: float = -0.45
) -> Evaluation:
    begin = min(hits[first].first, hits[last].first)
    end = max(hits[first].last, hits[last].last)
    return Evaluation(hits[first], first, polarity, begin, end, rules=f"+{rule}")


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
    evaluation: Evaluation,
    clause: Clause,
    mood: str | None,
    mocks: bool,
    following: Clause | None,
    words: list[str],
) -> None:
    """Wishes, questions, quotes and irony turn a verdict; contrast weighs it."""
    _weigh(evaluation, clause)
    polarity = evaluation.polarity
    if _quoted(evaluation, clause, following, words):
        evaluation.polarity = -0.25 if _disproved(evaluation, clause, following) else 0.0
        evaluation.rules += "+quote"
    elif mood == "unmet" or mood == "wish":
        _unfulfilled(evaluation, mood, clause, words)
    elif mood == "conditional" and _before(evaluation, clause, mood):  # 如果你喜欢安静可以来
        evaluation.polarity = 0.3 * polarity
        evaluation.rules += "+conditional"
    elif mood == "rhetorical":  # 能不能快点, 凭什么好评
        evaluation.polarity = -max(0.35, 0.7 * abs(polarity))
        evaluation.rules += "+rhetorical question"
    elif mood == "denial" and _denies(evaluation, clause):  # 哪里好了, 谁说不好
        evaluation.polarity = -0.8 * polarity
        evaluation.rules += "+rhetorical question"
    elif clause.mark in QUESTION_MARKS or clause.hits[-1].entry.cue == "question":
        _asked(evaluation, clause, words)
    elif mocks and polarity > 0 and not evaluation.negated:
        evaluation.polarity = -0.6 * polarity
        evaluation.rules += "+irony"


def _before(evaluation: Evaluation, clause: Clause, cue: str) -> bool:
    """Whether the cue is no part of the verdict, as it is in 没有图片上那么好, 没看出哪里好."""
    first, last = evaluation.first, evaluation.hit.first
    return all(not first < hit.first < last for hit in clause.hits if hit.entry.cue == cue)


def _denies(evaluation: Evaluation, clause: Clause) -> bool:
    """Whether the verdict stands after 哪里, not as in 找不着在哪儿 or 没看出哪里好."""
    denials = [hit.first for hit in clause.hits if hit.entry.cue == "denial"]
    return denials[0] <= evaluation.first and _before(evaluation, clause, "denial")


def _asked(evaluation: Evaluation, clause: Clause, words: list[str]) -> None:
    """好吃吗, 会掉色吗 ask; 怎么这么慢？ complains; 真的很好吃？ lost its emoji in the export."""
    polarity = evaluation.polarity
    closes = clause.hits[-1].entry.cue == "question"
    if polarity > 0 and evaluation.outermost in ("hedge", "far"):  # 这不是骗人吗, 不觉得贵吗
        evaluation.polarity = -polarity if evaluation.negated else 0.0
        evaluation.rules += "+rhetorical question"
    elif "degree" in evaluation.rules or words[evaluation.last + 1 : evaluation.last + 3] == _LOST:
        if polarity > 0 and closes:
            evaluation.polarity = 0.0
            evaluation.rules += "+question"
    elif polarity > 0 or (closes and words[evaluation.first - 1] in _WONDERS):
        evaluation.polarity = 0.0
        evaluation.rules += "+question"


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


def _unfulfilled(evaluation: Evaluation, mood: str, clause: Clause, words: list[str]) -> None:
    """要是早餐丰富点就好了, 希望上菜快点: what is asked for is missing."""
    polarity = evaluation.polarity
    if mood == "wish" and polarity < 0 and not evaluation.negated:
        said = words[evaluation.first : evaluation.last + 1]
        if evaluation.outermost == "forbid" and _HAPPENED.isdisjoint(said):
            evaluation.polarity = 0.0  # 希望不要失望: nothing has happened yet
        return  # 希望改善糟糕的服务: the complaint stands as it is
    if evaluation.hit.entry.cue == "goodwill":  # 希望生意红火
        evaluation.polarity, evaluation.rules = 0.5 * polarity, evaluation.rules + "+wish"
        return
    asks = mood == "unmet" or any(
        hit.entry.degree is not None or hit.entry.cue == "improve" or hit.entry.paired
        for hit in clause.hits
    )
    # 希望好用 hopes for the best and says nothing yet
    evaluation.polarity = -max(0.35, 0.5 * abs(polarity)) if asks else 0.0
    evaluation.rules += "+wish"


def _quoted(
    evaluation: Evaluation, clause: Clause, following: Clause | None, words: list[str]
) -> bool:
    # 客服说"很快解决"，结果三天没人理: the promise is not the customer's verdict
    for hit in clause.hits[: evaluation.place]:
        if hit.entry.cue == "quote":
            between = words[hit.last + 1 : evaluation.first]
            said = not QUOTE_MARKS.isdisjoint(between) or breached(following)
            return evaluation.polarity > 0 and said
    return False


def promises(clause: Clause) -> bool:
    """承诺, 答应: somebody gave their word."""
    return any(
        hit.entry.cue == "quote" and hit.entry.surface.startswith(_PROMISES) for hit in clause.hits
    )


def breached(following: Clause | None) -> bool:
    """说很快到账，结果等了一周: the clause after begins with 结果 and praises nothing."""
    if not following or following.hits[0].entry.surface not in _BREACH:
        return False
    hits = following.hits[1:]
    turns = any(hit.entry.negator or (hit.entry.polarity or 0) < 0 for hit in hits)
    return turns or all((hit.entry.polarity or 0) <= 0 for hit in hits)


def _disproved(evaluation: Evaluation, clause: Clause, following: Clause | None) -> bool:
    """Whether the writer goes on with 结果 or 但是."""
    hits = clause.hits[evaluation.place + 1 :] + (following.hits[:2] if following else [])
    return any(hit.entry.cue == "contrast" for hit in hits)
