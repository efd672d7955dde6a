"""Words, phrases and new words of a corpus that a codebook might take in, and where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voc.lexicon.stop_words import NUMERAL, stop_words, topic_words
from voc.suggest.clauses import ClauseCorpus
from voc.suggest.new_words import new_words

Numbers = NDArray[np.int64]

# Parts of speech of jieba's dictionary that a driver's term may have. Names are left out, but nr
# (names of persons) is let in: it also holds 阿姨, 师傅 and 小姐姐.
_NAMING = frozenset("n v vn an a i l j s b ng vg nr z x zg".split())
_ENGLISH = re.compile(r"[a-z]{3,}(?:[-'][a-z]+)*")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
# 的, 了 …: a string that begins or ends with one of these was cut out of a sentence
_LOOSE = frozenset(
    "的了是很不也都就还在有和我你他她它这那一个们着过到得地来去会要吧呢啊吗呀哦嘛把被给跟让对从为以"
    "之没又再才更最太挺蛮真好多少大小说看吃点上下里次家种样些只但而且与及或比几两三四五六七八九十"
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康邱秦史顾侯邵孟龙段雷钱汤尹肖黎易常武乔贺赖龚文"
)
_TITLES = "先生|小姐|女士|经理|主管|师傅|老师|总|姐|哥|妹|阿姨"
_CALLED = "小老阿"
_PERSON = re.compile(f"[{_CALLED}]?[{_SURNAMES}](?:(?:{_TITLES}).*|[\u3400-\u9fff]{{0,2}})")
_ADDRESSED = re.compile(f"[{_CALLED}]?[{_SURNAMES}](?:{_TITLES}).*|[{_CALLED}][{_SURNAMES}]")
_STICKY = 0.35  # normalised mutual information of the two words of a phrase
_WHOLE_SHARE = 0.5  # of the occurrences of a new word must be whole tokens
_TWIN = 0.7  # of the occurrences of a word in one phrase: the phrase says it better


@dataclass(frozen=True)
class Candidate:
    """A string that a codebook might take in; `first` and `last` are its words in the corpus."""

    term: str
    kind: str  # "word", "phrase", "measure" (停车位少) or "new"
    first: Numbers
    last: Numbers


@dataclass(frozen=True)
class Known:
    """What the lists hold already.

    `terms` need no suggestion, `judging` words have a polarity but no driver, `measures` get theirs
    from what they stand beside (多, 少), and `grammar` negates, grades or opposes.
    """

    terms: Collection[str]
    judging: Collection[str]
    measures: Collection[str]
    grammar: Collection[str]
    cut: Callable[[str], list[str]]


def candidates(corpus: ClauseCorpus, known: Known, *, minimum: int) -> list[Candidate]:
    """Words and strings that occur often enough and may name or imply a driver.

    Parameters
    ----------
    corpus : ClauseCorpus
    known : Known
    minimum : int
        Times a string must occur.

    Returns
    -------
    list of Candidate
        Words first. A word that nearly always stands inside one phrase gives way to it.
    """
    index: dict[str, int] = {}
    ids = np.array([index.setdefault(word, len(index)) for word in corpus.words], dtype=np.int64)
    names = list(index)
    counts = np.bincount(ids, minlength=len(names))
    may_name = np.array([_names(word, known) for word in names], dtype=bool)
    foreign = np.array([word.isascii() for word in names], dtype=bool)
    in_english = np.append(corpus.english, False)[corpus.clause]  # −1 is between clauses
    english = np.bincount(ids[in_english], minlength=len(names))
    may_name &= ~foreign | (2 * english >= counts)  # a name or a brand in a Chinese comment
    frequent = np.flatnonzero(may_name & (counts >= minimum))
    words = {
        names[word]: Candidate(names[word], "word", places, places)
        for word, places in zip(frequent, _places(ids, frequent), strict=True)
    }
    phrases = _phrases(corpus, ids, names, counts, known, minimum)
    for found in _new(corpus, known, minimum):
        phrases.setdefault(found.term, found)
    _drop_nested(phrases)
    return [*_without_twins(words, phrases, names, ids), *phrases.values()]


@cache
def parts_of_speech() -> dict[str, str]:
    """The part of speech of every word of jieba's dictionary.

    >>> parts_of_speech()["停车位"], parts_of_speech()["非常"]
    ('n', 'd')
    """
    package = find_spec("jieba")
    assert package is not None and package.origin is not None
    lines = Path(package.origin).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    fields = (line.split(" ") for line in lines)
    return {parts[0]: parts[2] for parts in fields if len(parts) == 3}


def _names(word: str, known: Known) -> bool:
    """Whether a word may be suggested by itself."""
    if word in known.terms or word in known.grammar or _empty(word):
        return False
    if word.isascii():
        return bool(_ENGLISH.fullmatch(word))
    if not _CHINESE.fullmatch(word):
        return False
    if len(word) == 1:
        return word in topic_words("telling")
    kind = parts_of_speech().get(word, "x")
    if kind in ("nr", "x") and _is_person(word):
        return False
    return word in known.judging or kind in _NAMING


def _joins(word: str, known: Known) -> bool:
    """Whether a word may be part of a phrase; a known one finds its driver without the phrase."""
    taken = word in known.terms or word in known.judging or word in known.grammar or _empty(word)
    if taken or word in _LOOSE or not _CHINESE.fullmatch(word):
        return False
    return parts_of_speech().get(word, "x") in _NAMING and not _is_surname(word)


def _is_person(word: str) -> bool:
    """Whether it reads as the name of somebody: 李燃, 小刘, 梁经理; not 小黄鱼."""
    if not _PERSON.fullmatch(word):
        return False
    called = bool(_ADDRESSED.fullmatch(word))
    return called or _is_surname(word[1] if word[0] in _CALLED else word[0])


def _is_surname(character: str) -> bool:
    """刘, but not 石, 高 and others that are words."""
    kind = parts_of_speech().get(character, "x")
    return character in _SURNAMES and kind not in ("n", "a", "v")


def _empty(word: str) -> bool:
    stop = word in stop_words() or word in topic_words("bridge") or word in topic_words("verdict")
    return stop or bool(NUMERAL.fullmatch(word))


def _places(ids: Numbers, chosen: Numbers) -> list[Numbers]:
    """Where each of the chosen ids stands."""
    order = np.argsort(ids, kind="stable")
    left = np.searchsorted(ids, chosen, side="left", sorter=order)
    right = np.searchsorted(ids, chosen, side="right", sorter=order)
    return [np.sort(order[a:b]) for a, b in zip(left, right, strict=True)]


def _phrases(
    corpus: ClauseCorpus,
    ids: Numbers,
    names: list[str],
    counts: Numbers,
    known: Known,
    minimum: int,
) -> dict[str, Candidate]:
    """Two adjacent words that are seen together more often than chance has it."""
    joins = np.array([_joins(word, known) for word in names], dtype=bool)
    lengths = np.array([len(word) for word in names], dtype=np.int64)
    left, right = ids[:-1], ids[1:]
    close = corpus.starts[:-1] + lengths[left] == corpus.starts[1:]
    measures = np.array([len(word) == 1 and word in known.measures for word in names], dtype=bool)
    pairs = joins[left] & (joins | measures)[right] & close & (corpus.clause[:-1] >= 0)
    places = np.flatnonzero(pairs)
    codes = left[places] * len(names) + right[places]
    kinds, times = np.unique(codes, return_counts=True)
    one, other = counts[kinds // len(names)], counts[kinds % len(names)]
    share = times / len(ids)
    stick = np.log(share * len(ids) ** 2 / (one * other)) / -np.log(share)
    chosen = kinds[(times >= minimum) & (stick >= _STICKY)]
    found = {}
    for code, at in zip(chosen.tolist(), _places(codes, chosen), strict=True):
        term = names[code // len(names)] + names[code % len(names)]
        if not (term in known.terms or term in known.judging or _is_person(term)):
            kind = "measure" if measures[code % len(names)] else "phrase"
            found[term] = Candidate(term, kind, places[at], places[at] + 1)
    return found


def _new(corpus: ClauseCorpus, known: Known, minimum: int) -> list[Candidate]:
    """Strings that behave like words, though the tokenizer cuts them apart."""
    found = []
    ends = corpus.starts + np.array([len(word) for word in corpus.words], dtype=np.int64)
    for term, offsets in new_words(corpus.text, minimum=minimum).items():
        if term in parts_of_speech() or term in known.terms or not _whole(term, known):
            continue
        first = np.searchsorted(corpus.starts, offsets, side="right") - 1
        last = np.searchsorted(corpus.starts, offsets + len(term), side="left") - 1
        whole = (corpus.starts[first] == offsets) & (ends[last] == offsets + len(term))
        if whole.mean() >= _WHOLE_SHARE:  # 象城 begins inside 万象, 依山傍 ends inside 依山傍水
            found.append(Candidate(term, "new", first[whole], last[whole]))
    return found


def _whole(term: str, known: Known) -> bool:
    """Whether a string is no piece of a sentence: 很新鲜, 这家店, 味道不错."""
    if term[0] in _LOOSE or term[-1] in _LOOSE or _is_person(term):
        return False
    parts = known.cut(term)
    return len(parts) > 1 and not any(
        part in known.terms
        or part in known.judging
        or part in known.measures
        or part in known.grammar
        or _empty(part)
        for part in parts
    )


def _drop_nested(phrases: dict[str, Candidate]) -> None:
    """Drop strings that are nearly always part of a longer one: 石锅拌 in 石锅拌饭."""
    for term in sorted(phrases, key=len):
        longer = [other for other in phrases if len(other) > len(term) and term in other]
        most = max((len(phrases[other].first) for other in longer), default=0)
        if most >= _TWIN * len(phrases[term].first):
            del phrases[term]


def _without_twins(
    words: dict[str, Candidate], phrases: dict[str, Candidate], names: list[str], ids: Numbers
) -> list[Candidate]:
    inside: Counter[str] = Counter()
    for phrase in phrases.values():
        for word in (names[ids[phrase.first[0]]], names[ids[phrase.last[0]]]):
            inside[word] = max(inside[word], len(phrase.first))
    return [word for term, word in words.items() if inside[term] < _TWIN * len(word.first)]
