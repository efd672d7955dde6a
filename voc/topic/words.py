"""Which words and phrases can name something: no halves of words or sentences, no adverbs."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from voc.lexicon.stop_words import NUMERAL, stop_words, topic_words
from voc.lexicon.word_lists import sentiment_terms
from voc.text.mask.name_words import FAMILY

__all__ = ["GAP", "inside", "is_name", "is_person", "is_telling", "readable"]

GAP = "\u2009"  # stands for a space inside a feature, since a space parts features

_HAN = re.compile(r"[\u3400-\u9fff]")
_PERSON = re.compile(r"[^总副大](?:先生|女士|小姐|经理|老师|师傅|主任)")
_TITLED = re.compile(
    rf"{FAMILY}(?:先生|女士|小姐|太太|阿姨|经理|老师|师傅|主任|医生|护士|店长|姐|哥)"
    # 小米, 小白 and 小龙 are mostly something else
    "|[小老](?:[王李张刘陈杨赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖董潘袁蒋蔡余杜叶程]"
    "|[苏魏吕丁沈姚卢姜崔钟谭汪范廖贾邹孟秦邱尹薛])"
)
# Parts of speech in jieba's dictionary: pronouns, conjunctions, prepositions, particles,
# exclamations, sounds and measure words tell nothing; neither do adverbs, unless they judge.
_EMPTY = tuple("rcpuyeoqd")
_ENDS = tuple("rcpd")
_DEGREE = re.compile(r"(?:很|太|挺|蛮|更|最|有点).+")


def readable(feature: str) -> str:
    """The feature as a reader should see it.

    >>> readable("front\\u2009desk")
    'front desk'
    """
    return feature.replace(GAP, " ")


def inside(word: str) -> str:
    """The feature that a reader sees as this word; the other way round."""
    return word.replace(" ", GAP)


@cache
def is_telling(feature: str) -> bool:
    """Whether a reader understands the word by itself.

    >>> [is_telling(word) for word in ("前台态度", "前台说", "那天", "住的", "就到了", "漏了")]
    [True, False, False, False, False, True]
    """
    if not _HAN.search(feature):
        return True
    parts = _parts(feature)
    (first, opening), (last, ending) = parts[0], parts[-1]
    if last == "的" or (len(parts) > 1 and first in topic_words("opener")):
        return False
    if sentiment_terms().get(feature):
        return True
    if len(parts) == 1:
        return not opening.startswith(_EMPTY)
    if first in topic_words("tail") or last in topic_words("closer") or ending[0] == "r":
        return False
    whole = not NUMERAL.fullmatch(feature)
    return whole and not (_is_function(first, opening) or _is_function(last, ending))


def _is_function(word: str, part_of_speech: str) -> bool:
    """Single characters are too often tagged wrongly."""
    return len(word) > 1 and (part_of_speech.startswith(_ENDS) or word in stop_words())


@cache
def is_person(word: str) -> bool:
    """Whether the word is a family name with a title: it says who, and a topic says what.

    >>> [is_person(word) for word in ("林先生", "欧阳女士", "小李", "大堂经理", "小米", "先生")]
    [True, True, True, False, False, False]
    """
    return _TITLED.fullmatch(word) is not None


def is_name(feature: str) -> bool:
    """Whether the word may stand in a label: it says what, not only who or how much.

    >>> [is_name(word) for word in ("停车场", "贵", "很快", "林先生", "front desk")]
    [True, False, False, False, True]
    """
    if not _HAN.search(feature):
        return len(feature) > 2
    if len(feature) == 1 or _PERSON.fullmatch(feature):
        return False
    if _DEGREE.fullmatch(feature) and feature in sentiment_terms():
        return False
    (first, opening), *rest = _parts(feature)
    if rest and len(first) == 1 and opening != "v" and first not in topic_words("telling"):
        return False  # 博直通车
    return not opening.startswith(("m", "d") if rest else "d")


@cache
def _parts(word: str) -> tuple[tuple[str, str], ...]:
    """Words of jieba's dictionary in a longer one, with their parts of speech."""
    return tuple(_tagger().tag(word, False))


@cache
def _tagger() -> Any:
    import rjieba

    return rjieba.Jieba()
