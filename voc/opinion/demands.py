"""What is asked for without saying so: 手续费低一些, 多开几个窗口. And who loses a comparison."""

from __future__ import annotations

from voc.lexicon.dimensions import OVERALL
from voc.opinion.hits import Hit
from voc.text.clauses import BOUNDARIES

# 快一点: without 比 or 了 it is asked for
LITTLE = frozenset("点 些 一点 一些 一点儿 点儿".split())
_ONCE = LITTLE | {"下", "一下"}  # 提高点, 优化一下
_SOME = frozenset("几 几个 两 两个 点 些 一些 一点".split())  # 多开几个窗口
_MORE = frozenset("多点 多些 多一点 多一些 再多点 再多一点".split())  # 多点关心
_AGAIN = ("再", "能", "得", "要", "尽量", "请")  # may stand before what is asked for
_OPENS = frozenset("的 你们 贵行 请 把 让 给 对 、 和 与 及 先 赶紧 各 啊 呀 嘛 方面".split())
_CLOSES = frozenset(
    "吧 呗 啊 嘛 呀 哈 哦 谢谢 行不行 好不好 行吗 好吗 可以吗 好么 行么 成吗 成不成 可好".split()
)
_TELLS = "比给更没不"  # 比别家便宜, 给换: compounds that begin so state a fact
_NEAR = 7  # words that a comparison reaches over
_HERE = ("这", "你们", "你家", "贵行", "贵店", "贵公司")  # what is being judged
_THIS = ("这", "那")
_NEVER = ("没", "不", "无", "少", "难")  # 没有比这更好吃的


def asked_for(words: list[str], last: int, hits: list[Hit], place: int) -> bool:
    """Whether a praising word closes a bare demand: 手续费低一些, 利息再高点吧.

    The clause begins with what is judged, and ends with the word and 一点 or the like. A clause
    that compares (比上次, 这家, 稍微) or tells of a change (快了点) states a fact.

    Parameters
    ----------
    words : list of str
        Of the chunk.
    last : int
        The last token of the word with its 一点.
    hits : list of Hit
        Of the clause.
    place : int
        The praising word among them.
    """
    if not _ends(words, last + 1):
        return False
    token = hits[place].first - 1
    while token >= 0 and words[token] in _AGAIN:
        token -= 1
    surface = hits[place].entry.surface
    compound = len(surface) > 2 and surface[0] not in _TELLS and "了" not in surface  # 态度好
    return _opens(words, token, hits, place - 1, named=compound)


def demanded(hits: list[Hit], place: int, words: list[str]) -> bool:
    """Whether a word of improvement asks by itself: 审批快点, 利率提高点, 多招几个人."""
    hit = hits[place]
    surface = hit.entry.surface
    after = words[hit.last + 1] if hit.last + 1 < len(words) else ""
    named = bool(place) and hits[place - 1].entry.driver is not None
    if surface[0] in "多加" and after in _SOME:
        return _opens(words, hit.first - 1, hits, place - 1, named=True)
    last = hit.last + 1 if after in _ONCE else hit.last
    if last == hit.last and surface[-1] not in "点些儿":
        return False
    token = hit.first - 1
    while token >= 0 and words[token] in _AGAIN:
        token -= 1
    return named and _ends(words, last + 1) and _opens(words, token, hits, place - 1, named=False)


def more_of(hits: list[Hit], place: int, words: list[str]) -> bool:
    """对老年人多点关心: more of what is praised is asked for, unless 比 tells who gives more."""
    if not place:
        return False
    before = hits[place - 1]
    first = before.first
    return (
        before.entry.surface in _MORE
        and before.last + 1 == hits[place].first
        and "比" not in words[max(0, first - _NEAR) : first]
    )


def outdone(first: int, last: int, judged: Hit | None, hits: list[Hit], words: list[str]) -> bool:
    """门口保安都比柜台热情, 路边摊比你们强: praise of others blames what is judged here.

    Parameters
    ----------
    first, last : int
        First and last token of the praise.
    judged : Hit, optional
        The aspect with which the praise makes a pair of the codebook.
    hits : list of Hit
        Of the clause.
    words : list of str
        Of the chunk.
    """
    near = words[max(first - _NEAR, 0) : first]
    if "比" not in near:
        return False
    at = first - 1 - near[::-1].index("比")
    measure = words[at + 1 : first]
    if not at or not measure or "的" in measure or not BOUNDARIES.keys().isdisjoint(measure):
        return False
    if words[at - 1].startswith(_NEVER) or words[last + 1 : last + 2] == ["的"]:
        return False  # 没有比这更好吃的
    if measure[0].startswith(_HERE):
        return True
    if words[at - 1] != "都":
        return False
    return any(
        hit is judged or hit.entry.driver not in (None, OVERALL)
        for hit in hits
        if hit.first == at + 1
    )


def _ends(words: list[str], token: int) -> bool:
    """Whether a clause ends at a token, particles and 行不行 left aside."""
    while token < len(words) and words[token] in _CLOSES:
        token += 1
    return token >= len(words) or words[token] in BOUNDARIES


def _opens(words: list[str], token: int, hits: list[Hit], place: int, *, named: bool) -> bool:
    """Whether a clause up to a token does nothing but name: 大厅的空调, 对老年人."""
    while token >= 0 and words[token] not in BOUNDARIES:
        while place >= 0 and hits[place].first > token:
            place -= 1
        if place >= 0 and hits[place].last >= token and hits[place].entry.driver:
            if hits[place].entry.polarity or words[token].startswith(_THIS):
                return False  # 这家味道好一点 compares
            named = True
            token = hits[place].first - 1
        elif words[token] in _OPENS:
            token -= 1
        else:
            return False
    return named
