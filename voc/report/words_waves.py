"""The texts of the comparison of two waves, in Chinese and English."""

from __future__ import annotations

from voc.report.words import Language, choose

__all__ = ["CHANGES", "COLUMNS", "wave_words"]

# The values of the column `change`, in the order in which they are told.
CHANGES: dict[str, tuple[str, str]] = {
    "appeared": ("新出现", "appeared"),
    "grew": ("上升", "grew"),
    "shrank": ("下降", "shrank"),
    "vanished": ("消失", "vanished"),
    "unchanged": ("无明显变化", "unchanged"),
    "untested": ("太少，未检验", "untested"),
}

COLUMNS: dict[str, tuple[str, str]] = {
    "topic_earlier": ("前期编号", "Number then"),
    "topic_later": ("本期编号", "Number now"),
    "label": ("主题", "Topic"),
    "label_earlier": ("前期名称", "Label then"),
    "words": ("关键词", "Words"),
    "match": ("吻合度", "Match"),
    "n_earlier": ("前期提及", "Mentions then"),
    "n_later": ("本期提及", "Mentions now"),
    "share_earlier": ("前期占比", "Share then"),
    "share_later": ("本期占比", "Share now"),
    "difference": ("占比之差", "Difference"),
    "p_value": ("p 值", "p"),
    "p_adjusted": ("校正 p 值", "Adjusted p"),
    "sentiment_earlier": ("前期情感", "Sentiment then"),
    "sentiment_later": ("本期情感", "Sentiment now"),
    "sentiment_difference": ("情感之差", "Difference of sentiment"),
    "sentiment_p_value": ("情感 p 值", "p of sentiment"),
    "sentiment_p_adjusted": ("情感校正 p 值", "Adjusted p of sentiment"),
    "change": ("变化", "Change"),
    "low": ("下限", "low"),
    "high": ("上限", "high"),
}

_TEXTS: dict[str, tuple[str, str]] = {
    "sheet": ("两期对比", "Two waves"),
    "notes_sheet": ("说明", "Notes"),
    "title": (
        "{earlier}（{n_earlier} 人）→ {later}（{n_later} 人）",
        "{earlier} ({n_earlier} respondents) → {later} ({n_later} respondents)",
    ),
    "told": ("{change}：{labels}", "{change}: {labels}"),
    "nothing": ("没有主题的占比有明显变化。", "No topic changed its share significantly."),
    "better": ("情感变好：{labels}", "sentiment rose: {labels}"),
    "worse": ("情感变差：{labels}", "sentiment fell: {labels}"),
    "separator": ("、", ", "),
    "shares": ("占比", "Share"),
    "sentiments": ("情感", "Sentiment"),
    "change_of_share": ("占比之差（95% 区间）", "Difference (95% interval)"),
    "change_of_sentiment": ("情感之差（95% 区间）", "Its difference (95% interval)"),
    "within": ("{value}（{low} 至 {high}）", "{value} ({low} to {high})"),
    "by_id": (
        "后一期沿用了前一期的主题，按编号对应。",
        "The later run goes on with the topics of the earlier one; they are paired by number.",
    ),
    "by_words": (
        "两期的主题各自得出，按关键词对应；前一期的主题用于两期评论。下次分析新一期时加上 "
        "--topics-from，编号和名称就会保持不变。",
        "Each run found its own topics; they are paired by their words, and those of the earlier "
        "run are counted in both waves. Analyse the next wave with --topics-from, and numbers and "
        "names stay the same.",
    ),
    "measured": (
        "占比是提及该主题的人的比例。两期用同一把尺子重新测量，所以与各自报告中的数字略有出入；"
        "p 值按主题个数校正，低于 0.05 才算变化。",
        "A share is that of the people who mention the topic. Both waves are measured anew by one "
        "ruler, so that figures differ a little from those of either report; p is corrected for "
        "the number of topics, and a change is told below 0.05.",
    ),
    "own_topics": (
        "后一期自己的这些主题是另一种划分，未作比较：{labels}。",
        "These topics of the later run are cut another way and are not compared: {labels}.",
    ),
    "other_sentiment": (
        "两期的情感模型不同，情感之差可能来自模型；请用 --model 以前一期的 model.json 分析后一期。",
        "The sentiment of the two runs was learned apart, and a difference may come from that: "
        "analyse the later wave with --model, the model.json of the earlier run.",
    ),
}


def wave_words(key: str, language: Language, **values: object) -> str:
    """A text of the comparison.

    >>> wave_words("told", "en", change="grew", labels="parking")
    'grew: parking'
    """
    return choose(_TEXTS[key], language).format(**values)
