"""How far a Chinese name reaches that begins at a place of a text, if one does.

Words are cut with the dictionary that cuts comments: 患者高兴 begins with a word and no name,
患者訾云飞术后 has its name before 术后.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import accumulate

from voc.text.mask.family_names import CLEAR, COMPOUND, FAMILIES, GRAMMATICAL
from voc.text.mask.late import Late
from voc.text.mask.name_words import GRAMMAR, NOT_NAMES, USUAL

__all__ = ["is_word", "name_end"]

_RUN = Late(r"[^\W\x00-\xff]{2,8}")
_USUAL = Late(USUAL)
# What may stand directly behind a name
_FOLLOWS = frozenset(
    "的在住是于来去想要把和跟从买订办预打说付退交因就也已一写签收家认缴排请没不反购拿等找又"
    "名今昨前上下称投申被让电本先女年男却还有带做得走挂术同向对怀摔报漏丢问走坐吃发开今七八六五九两"
)
# 我是梅溪湖的业主, 找胡杨路店
_PLACES = frozenset("湖路村园苑城湾府郡庄街镇县市区居巷道岛桥江河山寺庙店馆院校站塘")
_TITLES = frozenset(
    "老师 经理 校长 主任 书记 医生 大夫 师傅 站长 局长 队长 会计 律师 先生 女士 小姐 太太 阿姨 护士"
    " 教练 教授 院长 所长 科长 处长 部长 总监 老板 司机 同学 同志 领导 村长 镇长 县长 市长 区长"
    " 厂长 班长 团长 警官 法官 工程 大爷 大娘 大妈 大叔 大姐 大哥 奶奶 爷爷 小哥 导游 秘书"
    " 总裁 董事 馆长 园长 房东 中介 家人 家里 名下 组长 店长".split()
)
_OTHER_WORDS = frozenset("东方 西门 东门 南门 百里 第五 公孙 太叔 钟离 微生".split())
# Kinds of words that are no given name: time, adverb, pronoun, conjunction, preposition, place …
_NO_GIVEN = frozenset("tdrcpfuyqeb")
_NO_SINGLE = frozenset("rpcuy")
_LONG_NO_GIVEN = frozenset("tdrcpfuyqebvm")


def name_end(text: str, start: int, *, sure: bool) -> int:
    """Where the name ends that begins at `start`; 0 when none does.

    Parameters
    ----------
    text : str
    start : int
    sure : bool
        Whether the words before say that a name follows (患者, 联系人), so that any given name will
        do; else it must be made of what given names are usually made of.

    Examples
    --------
    >>> said = "患者訾云飞术后发烧，家属高兴不起来"
    >>> name_end(said, 2, sure=True), name_end(said, 12, sure=True)
    (5, 0)
    """
    two = text[start : start + 2] in COMPOUND
    if not two and text[start : start + 1] not in FAMILIES:
        return 0
    found = _RUN.match(text, start)
    if not found:
        return 0
    run = found.group()
    closed = found.end() == len(text) or not text[found.end()].isalnum()
    words = _cut()(run, False)
    family = 2 if two else 1
    if sure and closed and len(run) == family + 2 and _is_bare(run, family):
        return start + len(run)
    if len(words[0][0]) > family and not words[0][1].startswith("nr"):
        return 0
    ends = set(accumulate(len(word) for word, _ in words))
    clear = family == 2 or run[0] in CLEAR
    # 呼延灼华: two characters say enough, but for those that are words
    sure = sure or (family == 2 and run[:2] not in _OTHER_WORDS)
    grammatical = run[0] in GRAMMATICAL
    if grammatical and not sure:
        return 0
    # 訾云今年: where words end comes before what may follow a name
    for given, at_word in ((2, True), (1, True), (2, False), (1, False)):
        last = family + given
        name = run[:last]
        if len(run) < last or _begins_a_word(name) or (grammatical and given == 1):
            continue
        at_stop = last == len(run) and closed
        after = run[last : last + 1]
        if at_word:
            if not (at_stop or (last in ends and (sure or clear or after in _FOLLOWS))):
                continue
            if grammatical and not at_stop and after not in _FOLLOWS:
                continue
        elif after not in _FOLLOWS:
            continue
        if not sure and (name[-1] in _PLACES or after in _PLACES):
            continue
        words_of_it = _within(words, family, last)
        if _is_given(
            name[family:], words_of_it, clear, sure and not grammatical, at_stop and not grammatical
        ):
            return start + last
    return 0


def _is_bare(run: str, family: int) -> bool:
    """Whether three characters that stand alone are a name though two are a word: 宁可凡."""
    given = run[family:]
    if run in NOT_NAMES or given in _TITLES or not all(map(_USUAL.match, given)):
        return False
    return run[0] not in GRAMMATICAL and not is_word(run) and not is_word(given)


def _within(words: list[tuple[str, str]], start: int, end: int) -> list[tuple[str, str]]:
    """The words that lie between two places."""
    place, inside = 0, []
    for word, kind in words:
        if place >= start and place + len(word) <= end:
            inside.append((word, kind))
        place += len(word)
    return inside


def _is_given(
    given: str, words: list[tuple[str, str]], clear: bool, sure: bool, at_stop: bool
) -> bool:
    if given in _TITLES or any(character in GRAMMAR for character in given):
        return False
    usual = all(map(_USUAL.match, given))
    if usual and len(given) == 2 and given[0] == given[1] and sure:
        return True
    others = [(word, kind) for word, kind in words if not kind.startswith("nr")]
    long = any(len(word) > 1 and kind[0] in _LONG_NO_GIVEN for word, kind in others)
    if not clear:
        noun = any(len(word) > 1 and kind[0] in "ns" for word, kind in others)
        plain = not long and (sure or at_stop or not noun)
        plain = plain and not any(kind[0] in _NO_SINGLE for word, kind in others)
        return usual and plain and (len(given) == 2 or (sure and at_stop))
    if usual and sure:
        return True
    if usual:
        return not long and (len(given) == 2 or at_stop)
    return sure and not long and not any(kind[0] in _NO_GIVEN for _, kind in others)


def is_word(text: str) -> bool:
    """Whether the dictionary has it, and not as a name.

    >>> is_word("慢慢"), is_word("阳阳")
    (True, False)
    """
    words = _cut()(text, False)
    return len(words) == 1 and words[0][1][:2] not in ("nr", "ns", "nz", "x")


def _begins_a_word(name: str) -> bool:
    return any(name.startswith(word) for word in (name, name[:2], name[:3]) if word in NOT_NAMES)


@cache
def _cut() -> Callable[[str, bool], list[tuple[str, str]]]:
    import rjieba  # takes its time, and few comments name anybody

    cut: Callable[[str, bool], list[tuple[str, str]]] = rjieba.tag
    return cut
