"""What speaks for a stretch of text being somebody's full name: characters, words, neighbours.

The tables lie in `lexicons/names/`; `benchmarks/name_weights.py` fits the weights.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from voc.text.mask.family_names import CLEAR, COMPOUND, GRAMMATICAL
from voc.text.mask.name_screen import ALONE, FAMILY_AT_MOST, Candidate
from voc.text.mask.name_tables import characters, contexts, public, weights, words

__all__ = ["NEVER", "SOMEBODY", "is_form_of_address", "is_word", "kind_of_name", "marks", "score"]

SOMEBODY = ("role", "say", "kin", "client", "staff")
_LINKS = re.compile(
    r"(?:(?:登记|写|填|印|署)[的着了]?是?|名字叫|名叫|叫做|[叫是为的：: （(“\"「，-]|—|那?[位个]"
    r"|这位)\Z"
)
_LINKING = frozenset('着了的是字叫为：: （(“"「，-—位个做名')  # what links end with
_OF_ME = re.compile(r"(?:我|俺|本人)[是系叫][^，。！？；\n]{0,16}的 ?\Z")  # 我是上周六来吃饭的佘婷
_LONGEST = 5  # characters of a word before or behind
_SOUNDS = frozenset("尔克斯特拉卡弗仕托姆莱奥勒尼芙茨顿登伦兹维蒂娃迪贝巴达")  # of foreign names
_OF_NAMES = 0.3  # 海 and 轩 end places and names
_FAR = 60
_REACH = 6  # characters before and behind that are cut with a name
_BOOKISH = re.compile(
    "书|小说|作者|电影|电视剧|导演|主演|演员|演唱|歌手|明星|代言|粉丝|历史|文学|作品|散文|诗|传记|文笔|故事"
)
_STOPS = {"、": "list", "，": "comma", ",": "comma", "：": "colon", ":": "colon", " ": "space"}
_STOPS |= {"《": "book", "》": "book", "·": "dot", "•": "dot", "(": "bracket", "（": "bracket"}
_STOPS |= dict.fromkeys('“”"「」', "quote")
# What stands before and behind, together: a name ends where the word before makes one expect it
_INTRODUCED = {"role": "told", "say": "told", "owner": "told"}
_INTRODUCED |= dict.fromkeys(("kin", "client", "staff"), "person")
_OPEN = ("stop", "comma", "colon", "space", "list", "digit", "bracket", "quote")
_INTRODUCED |= dict.fromkeys(("start", *_OPEN), "open")
_INTRODUCED |= {"verb": "verb"}
_CLOSED = dict.fromkeys(("end", *_OPEN), "closed")
_CLOSED |= {"title": "title", "kin": "kin", "self": "self", "does": "does", "的": "的"}
NEVER = -99.0
_HOPELESS = -2.0


def score(text: str, at: Candidate) -> float:
    """How sure it is that the candidate is a full name: log odds, from some −20 to 15.

    >>> score("前台苏晓棠很热情", Candidate(2, 5, 4.0, 7.0)) > 0
    True
    """
    told = weights(kind_of_name(text, at))
    seen = _first_marks(text, at)
    sure = _sum(told, seen)
    if sure < _HOPELESS:  # most are: the rest takes longer
        return sure
    if _is_other(text, at, any(f"before {kind}" in seen for kind in SOMEBODY)):
        return NEVER
    return sure + _sum(told, _more_marks(text, at, seen))


def _is_other(text: str, at: Candidate, somebody: bool) -> bool:
    """Whether a word, a form of address or somebody everybody knows stands there."""
    start, end = at.start, at.end
    if not words("whole").isdisjoint((text[start : start + 3], text[start : start + 4])):
        return True
    said, known = text[start:end], _public_kind(text, at)
    if known and not (somebody and (known == "people" or said not in public())):
        return True
    given = start + (2 if text[start : start + 2] in COMPOUND else 1)
    title = is_form_of_address(text, given)
    return title or said in contexts("before") or said in contexts("behind")


def _sum(told: dict[str, float], seen: dict[str, float]) -> float:
    return sum(told.get(mark, 0.0) * strength for mark, strength in seen.items())


def kind_of_name(text: str, at: Candidate) -> str:
    """Two characters need more evidence than three, and have weights of their own."""
    return "two" if at.end - at.start == 2 else "three"


def is_form_of_address(text: str, given: int) -> bool:
    """Whether 老师, 女士, 宝宝 … stands there: 王老师 is no full name, and 和宝宝 none at all.

    >>> is_form_of_address("王老师", 1), is_form_of_address("王老五", 1)
    (True, False)
    """
    behind, before = contexts("behind"), contexts("before")
    return any(
        behind.get(said) == "title" or before.get(said) == "kin"
        for said in (text[given : given + 2], text[given : given + 3])
        if len(said) > 1 and (said[0] != "阿" or said == "阿姨")
    )


def _public_kind(text: str, at: Candidate) -> str:
    """What it is known as, the longer piece that it begins (欧阳娜娜), a brand in it (潘婷高)."""
    longer = (text[at.start : at.start + length] for length in range(at.end - at.start, 6))
    brand = public().get(text[at.start : at.start + 2]) == "brands"
    return next(filter(None, map(public().get, longer)), "brands" if brand else "")


def marks(text: str, at: Candidate) -> dict[str, float]:
    """What is seen of a candidate: names of marks with their strength.

    >>> sorted(marks("找陈国强", Candidate(1, 4, 5.0, 4.0)))[:3]
    ['a person anywhere', 'after 找', 'before verb']
    """
    seen = _first_marks(text, at)
    return seen | _more_marks(text, at, seen)


def _first_marks(text: str, at: Candidate) -> dict[str, float]:
    """Of the characters, and of the words before and behind."""
    start, end = at.start, at.end
    seen = {"one": 1.0, "family": min(at.family, FAMILY_AT_MOST), "given": at.given}
    before, behind = _before(text, start, seen), _behind(text, end)
    seen[f"before {before}"] = seen[f"behind {behind}"] = 1.0
    pair = f"{_INTRODUCED.get(before, 'else')} to {_CLOSED.get(behind, 'else')}"
    seen[pair] = 1.0
    for mark, place in zip(ALONE, (start - 1, end, start, end - 1), strict=True):
        if 0 <= place < len(text) and "\u4e00" <= text[place] <= "\u9fff":
            seen[f"{mark} {text[place]}"] = 1.0
    if end - start == 2:
        if text[start:end] in words("begin"):
            seen["listed"] = seen[f"listed {pair}"] = 1.0
    elif text[end - 2 : end] in words("given"):
        seen["known"] = 1.0
    ending = contexts("behind").get(text[end - 1])
    if ending in ("place", "food") and characters().last.get(text[end - 1], 0.0) < _OF_NAMES:
        seen[f"ends as {ending}"] = 1.0
        if text[end - 2] == "家":  # 冯家村
            seen["ends as a village"] = 1.0
    if text[start] in GRAMMATICAL:
        seen["grammatical"] = 1.0
    elif text[start] in CLEAR:
        seen["clear"] = 1.0
    return seen


def _more_marks(text: str, at: Candidate, first_seen: dict[str, float]) -> dict[str, float]:
    """How the characters go together, what the line is about, and what the dictionary says."""
    start, end = at.start, at.end
    seen: dict[str, float] = {}
    if end - start > 2 and text[start : start + 2] in words("begin"):
        seen["begins as a word"] = 1.0
    if text[start : start + 2] in COMPOUND:
        seen["compound"] = 1.0
    if end - start > 2 and text[end - 1] == text[end - 2]:
        seen["twice"] = 1.0
    elif end - start > 2:
        table = characters()
        first, last = table.first.get(text[end - 2], 0.0), table.last.get(text[end - 1], 0.0)
        seen["weakest"] = max(-4.0, min(first, last, 2.0))
    if sounds := sum(character in _SOUNDS for character in text[start + 1 : end]):
        seen["sounds"] = float(sounds)
    if _is_bookish(text, at):
        seen["bookish"] = 1.0
    if text[start - 1 : start] in ("的", " ") and _OF_ME.search(text, max(0, start - 20), start):
        seen["of me"] = 1.0
    introduced = "before role" in first_seen or "before say" in first_seen
    _see_words(text, at, seen, "" if introduced else " anywhere")
    return seen


def _is_bookish(text: str, at: Candidate) -> bool:
    """Whether the line is about books, films or stars: they are full of names, of nobody here."""
    first = text.rfind("\n", max(0, at.start - _FAR), at.start) + 1 or max(0, at.start - _FAR)
    last = text.find("\n", at.end, at.end + _FAR)
    return bool(_BOOKISH.search(text, first, last if last >= 0 else at.end + _FAR))


def _before(text: str, start: int, seen: dict[str, float]) -> str:
    """What the last word before is, looking past 叫, 是, 的 and the like."""
    if start == 0 or text[start - 1] == "\n":
        return "start"
    end = start
    for _ in range(3):
        link = text[end - 1] in _LINKING and _LINKS.search(text, max(0, end - 4), end)
        if not link:
            break
        end = link.start()
        kind = _ending(text, end)
        if kind in SOMEBODY or kind == "number":
            seen["linked"] = 1.0
            return kind
    if near := _ending(text, start):
        return near
    last = text[start - 1]
    return "me" if last == "我" or text.endswith(("我是", "我系"), 0, start) else _neighbour(last)


def _ending(text: str, end: int) -> str:
    words = contexts("before")
    for length in range(min(_LONGEST, end), 0, -1):
        if kind := words.get(text[end - length : end]):
            return kind
    return ""


def _behind(text: str, end: int) -> str:
    if end == len(text) or text[end] == "\n":
        return "end"
    words = contexts("behind")
    for length in range(_LONGEST, 0, -1):
        if kind := words.get(text[end : end + length]):
            return kind
    return _neighbour(text[end])


def _neighbour(character: str) -> str:
    if "\u4e00" <= character <= "\u9fff":
        return "的" if character == "的" else "word"
    if character.isdigit():
        return "digit"
    return "letter" if character.isalpha() else _STOPS.get(character, "stop")


def _see_words(text: str, at: Candidate, seen: dict[str, float], where: str) -> None:
    """What the dictionary says: whether words cross the ends or lie inside."""
    start, end = at.start, at.end
    first = max(0, start - _REACH)
    place = max(first, text.rfind("\n", first, start) + 1)
    last = text.find("\n", end, end + _REACH)
    for word, kind in _cut()(text[place : last if last >= 0 else end + _REACH], False):
        stop = place + len(word)
        long = len(word) > 1
        if place < start < stop:
            seen["crosses start"] = 1.0
        if place < end < stop:
            seen["crosses end"] = 1.0
            if place == start:
                seen["begins a word"] = 1.0
        if stop == start:
            seen[f"{'word' if long else 'letter'} before {kind[0]}"] = 1.0
        if place == end:
            seen[f"{'word' if long else 'letter'} behind {kind[0]}"] = 1.0
        if place >= start and stop <= end:
            person = kind.startswith("nr")
            if stop - place == end - start:
                seen[("a person" if person else "a word") + where] = 1.0
            elif long and not person:
                seen[f"holds {kind[:2] if kind[0] == 'n' else kind[0]}"] = 1.0
            elif not long and kind[0] in "rpcuyd":
                seen["holds grammar"] = seen.get("holds grammar", 0.0) + 1.0
        place = stop


def is_word(text: str) -> bool:
    """Whether the dictionary has it, and not as a name.

    >>> is_word("慢慢"), is_word("阳阳")
    (True, False)
    """
    words = _cut()(text, False)
    return len(words) == 1 and words[0][1][:2] not in ("nr", "ns", "nz", "x")


@cache
def _cut() -> Callable[[str, bool], list[tuple[str, str]]]:
    import rjieba  # takes its time, and few comments name anybody

    cut: Callable[[str, bool], list[tuple[str, str]]] = rjieba.tag
    return cut
