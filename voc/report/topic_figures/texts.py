"""The words of the topic figures in Chinese and English, as pairs."""

from __future__ import annotations

from voc.report.words import Language, choose

__all__ = ["figure_texts"]

_TEXTS: dict[str, tuple[str, str]] = {
    "unassigned": ("未归类", "Unassigned"),
    "comments": ("{n} 条评论", "{n} comments"),
    "comments_share": ("{n} 条评论 · {share}", "{n} comments · {share}"),
    "separator": ("，", ", "),
    "one_topic": ("主题：{name}", "Topic: {name}"),
    "largest": ("最大的 {shown} 个主题（共 {all} 个）。", "The {shown} largest of {all} topics. "),
    # map
    "map": ("主题地图", "Map of topics"),
    "map_lead": (
        "每点一条评论，说法相近的评论彼此靠近，坐标没有单位。悬停看原话；点图例隐藏主题，双击只看一个。",
        "A point is a comment; comments alike stand together, the axes have no unit. Hover to read "
        "it; click the legend to hide a topic, double-click to see only that one.",
    ),
    "map_sample": ("图中为 {n} 条评论的样本。", "A sample of {n} comments is drawn. "),
    "map_legend": ("主题与评论数", "Topics and comments"),
    # words
    "words": ("各主题的特征词", "Words of the topics"),
    "words_lead": (
        "条越长，该词越能把这一主题与其他主题区分开（c-TF-IDF）；条长只宜在同一主题内比较。",
        "The longer the bar, the more the word sets its topic apart from the others (c-TF-IDF); "
        "compare bars within a topic only.",
    ),
    "words_weight": ("权重 {value}", "weight {value}"),
    "words_share": (
        "该主题 {share} 的评论含有（{n} 条）",
        "in {share} of the topic’s comments ({n})",
    ),
    "words_one_lead": (
        "条越长，该词越能把这一主题与其他主题区分开（c-TF-IDF）；右侧为该主题含有此词的评论占比。",
        "The longer the bar, the more the word sets the topic apart (c-TF-IDF); at its end the "
        "share of the topic’s comments that hold it.",
    ),
    # over time
    "over_time": ("主题随时间的变化", "Topics over time"),
    "over_time_lead": (
        "各期评论中提到该主题的占比，色带为 95% 区间；空心点为该期评论不足 {few} 条。"
        "各图纵轴刻度不同。",
        "Share of each period’s comments that mention the topic; band: 95% interval; hollow: "
        "under {few} comments. Each panel has its own scale.",
    ),
    "over_time_one_lead": (
        "各期评论中提到该主题的占比，色带为 95% 区间；空心点为该期评论不足 {few} 条。",
        "Share of each period’s comments that mention the topic; band: 95% interval; hollow: "
        "fewer than {few} comments in the period.",
    ),
    "emerging": ("▲ 新兴", "▲ emerging"),
    "rising": ("▲ 上升", "▲ rising"),
    "falling": ("▼ 下降", "▼ falling"),
    "share_of": ("{share}（95% 区间 {low} 至 {high}）", "{share} (95% interval {low} to {high})"),
    "mention_it": ("{n} 条提到", "{n} mention it"),
    "of_period": ("该期共 {n} 条评论", "{n} comments in the period"),
    "of_group": ("该组共 {n} 条评论", "{n} comments in the group"),
    "sentiment": ("情感 {value}", "sentiment {value}"),
    # hierarchy
    "hierarchy": ("主题的层次", "Hierarchy of topics"),
    "hierarchy_lead": (
        "越靠左合并的主题越相近；同色的主题属于同一大类，灰色者不成类。",
        "Topics that join further left are more alike; one colour is one family, grey is none.",
    ),
    "distance": ("距离", "Distance"),
    "joined": ("距离 {distance} 处合并，共 {n} 个主题", "joined at {distance}: {n} topics"),
    "and_more": ("……等", "…"),
    # segments
    "by_segment": ("各组谈论什么：{segment}", "What groups talk about: {segment}"),
    "by_segment_lead": (
        "数字为该组评论中提到该主题的占比；颜色为与其余各组之差：蓝多、橙少，"
        "满色为 {full} 个百分点。★ 多重检验校正后仍显著；灰色为评论不足 {few} 条。",
        "Share of the group’s comments that mention the topic. Colour: difference to all other "
        "groups, blue more, orange fewer, full at {full} points. ★ significant after correction; "
        "grey: fewer than {few} comments.",
    ),
    "by_segment_one": ("{name}：各组比较（{segment}）", "{name}: by {segment}"),
    "by_segment_one_lead": (
        "该组评论中提到该主题的占比与 95% 区间；虚线为各组合计。★ 与其余各组之差在校正后仍显著。",
        "Share of the group’s comments that mention the topic, with its 95% interval; dashed: all "
        "groups together. ★ differs significantly from the others after correction.",
    ),
    "difference": ("与其余之差 {value}", "difference to the rest {value}"),
    "points": ("{value} 个百分点（{low} 至 {high}）", "{value} points ({low} to {high})"),
    "points_only": ("{value} 个百分点", "{value} points"),
    "p_adjusted": ("校正后 p = {value}", "adjusted p = {value}"),
    # sentiment
    "topic_sentiment": ("主题：讨论多少与评价好坏", "Topics: how much, and how well"),
    "topic_impact": (
        "主题：讨论多少与对得分的影响",
        "Topics: how much, and impact on the score",
    ),
    "topic_sentiment_lead": (
        "向右评价越好，向上讨论越多；颜色：绿为正面，红为负面，灰为居中。左上角的主题最该先看。",
        "Further right is better, further up is talked of more. Green positive, red negative, grey "
        "between. Look first at the top left.",
    ),
    "topic_impact_lead": (
        "影响 = 全部评论的平均得分 − 未提及该主题者的平均得分，横线为 95% 区间；灰色的区间包含 0。",
        "Impact: mean score of all comments minus that of comments without the topic; the line is "
        "its 95% interval, grey when it holds 0.",
    ),
    "axis_sentiment": ("平均情感（−1 至 +1）", "Mean sentiment (−1 to +1)"),
    "axis_impact": ("对平均得分的影响（分）", "Impact on the mean score (points)"),
    "axis_mentions": ("提到该主题的评论数", "Comments that mention it"),
    "negative_share": ("负面占 {value}", "{value} negative"),
    "impact_of": ("影响 {value}（{low} 至 {high}）", "impact {value} ({low} to {high})"),
    "impact_only": ("影响 {value}", "impact {value}"),
    "score_of": ("平均得分 {value}", "mean score {value}"),
}


def figure_texts(language: Language) -> dict[str, str]:
    """The words of the topic figures in one language.

    >>> figure_texts("en")["unassigned"]
    'Unassigned'
    """
    return {key: choose(pair, language) for key, pair in _TEXTS.items()}
