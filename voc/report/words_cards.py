"""The texts of found comments and of the card of a topic, in Chinese and English."""

from __future__ import annotations

from voc.report.words import Language, choose

__all__ = ["card_text"]

_TEXTS: dict[str, tuple[str, str]] = {
    # found comments
    "asked_topic": ("主题：{name}", "topic: {name}"),
    "asked_driver": ("驱动因素：{name}", "driver: {name}"),
    "asked_segment": ("{column}：{value}", "{column}: {value}"),
    "asked_nothing": ("全部评论", "all comments"),
    "found": ("{asked} — {n} 条评论", "{asked} — comments: {n}"),
    "repeated": ("，其中 {n} 条重复了别的评论", ", {n} of them repetitions of others"),
    "first": ("；取前 {n} 条", "; the first {n} are kept"),
    "none": ("{asked} — 没有这样的评论。", "{asked} — no such comment. "),
    "empty_query": ("没有给出要找的词。", "There is no word to look for."),
    "each_term": ("各词单独出现的评论数：{counts}。", "Comments that hold each word: {counts}."),
    "more_found": ("……另有 {n} 条在此表中", "… and {n} more in this table"),
    "repetition": ("重复 {comment}", "repeats {comment}"),
    "score": ("得分 {value}", "score {value}"),
}


def card_text(key: str, language: Language, **filled: object) -> str:
    """Return one of these texts with its gaps filled.

    >>> card_text("found", "zh", asked="停车", n=12)
    '停车 — 12 条评论'
    """
    return choose(_TEXTS[key], language).format(**filled)
