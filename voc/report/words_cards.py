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
    # the card of a topic: its head
    "topic_title": ("主题 {number}", "Topic {number}"),
    "pinned": ("已固定", "pinned"),
    "emerging": ("新兴", "emerging"),
    "size": ("评论", "Comments"),
    "of_all": ("占 {share}", "{share} of all"),
    "mentions": ("提及", "Mentions"),
    "mentions_more": ("含顺带提到的", "also in passing"),
    "sentiment": ("情感", "Sentiment"),
    "negative": ("负面 {share}", "{share} negative"),
    "mean_score": ("平均得分", "Mean score"),
    "impact": ("对得分的影响", "Impact on the score"),
    "trend": ("趋势", "Trend"),
    "rising": ("▲ 上升", "▲ rising"),
    "falling": ("▼ 下降", "▼ falling"),
    "steady": ("无明确升降", "no clear trend"),
    "match": ("与上次的吻合度", "Match with the earlier run"),
    # remarks
    "covered_by": (
        "最接近的驱动因素是「{driver}」；提及它的评论中，{covered} 有对驱动因素的评价。",
        "The driver nearest to it is “{driver}”; {covered} of its mentions hold an opinion on a "
        "driver.",
    ),
    "uncovered": (
        "没有驱动因素涵盖它（提及它的评论中，{covered} 有对驱动因素的评价），可以考虑加入编码本。",
        "No driver covers it ({covered} of its mentions hold an opinion on a driver): one for the "
        "codebook.",
    ),
    "growth": (
        "占比从前期的 {first} 到近期的 {last}，每期 {slope} 个百分点（{limits}，校正后 {p}）。",
        "Its share went from {first} to {last}, {slope} points a period ({limits}, adjusted {p}).",
    ),
    # sections
    "words": ("用词", "Words"),
    "words_lead": (
        "条长为权重，数字为含该词的评论数",
        "bar: weight; number: comments with the word",
    ),
    "over_time": ("随时间", "Over time"),
    "over_time_lead": (
        "占各期评论的比例，色带为 95% 区间",
        "share of the comments of each period, with its 95% interval",
    ),
    "by_driver": ("驱动因素", "Drivers"),
    "by_driver_lead": (
        "占其提及的比例，× 为与全部评论相比的倍数",
        "share of its mentions; ×: times as often as in all comments",
    ),
    "by_segment": ("各组：{segment}", "By {segment}"),
    "by_segment_lead": (
        "占该组评论的比例，细线为 95% 区间；± 为与其余之差（百分点），★ 为校正后显著",
        "share of the group’s comments with its 95% interval; ±: points against the rest, ★: "
        "significant after correction",
    ),
    "more_groups": ("另有 {n} 组", "{n} more groups"),
    "quotes": ("顾客原话", "In their own words"),
    "trend_desc": ("{period}：{share}", "{period}: {share}"),
}


def card_text(key: str, language: Language, **filled: object) -> str:
    """Return one of these texts with its gaps filled.

    >>> card_text("found", "zh", asked="停车", n=12)
    '停车 — 12 条评论'
    """
    return choose(_TEXTS[key], language).format(**filled)
