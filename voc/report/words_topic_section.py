"""The texts of the section on topics in Chinese and English.

An entry is a pair (Chinese, English), as in `voc.report.words`.
"""

from __future__ import annotations

__all__ = ["TOPIC_TEXTS"]

TOPIC_TEXTS: dict[str, tuple[str, str]] = {
    "topics_lead": (
        "不靠编码本，程序按用词把谈同一件事的评论归到一起，所以事先没想到的事也会出现在这里。名称取"
        "自主题内特有的词；一条评论可以谈到几个主题，「评论」按主要主题计。点开任意一行看顾客原话，"
        "谈到该主题的分句已标出。",
        "Comments that speak of the same thing, put together by their wording and not by the "
        "codebook, so that what nobody thought of shows as well. Named after the words that set "
        "them apart. A comment may speak of several topics; “Comments” counts its main one. Open a "
        "row to read customers’ own words, with the clause on the topic marked.",
    ),
    "topics_impact_lead": (
        "影响 = 全部评论的平均得分（0–100）减去没有谈到该主题者的平均得分；灰色表示区间包含 0。",
        "Impact is the mean score (0–100) of all comments minus that of comments that do not speak "
        "of the topic; grey means the interval contains 0.",
    ),
    "topics_impact_lead_nps": (
        "影响 = 全部受访者的 NPS 减去没有谈到该主题者的 NPS，单位为 NPS 分；灰色表示区间包含 0。",
        "Impact is the NPS of all comments minus that of comments that do not speak of the topic, "
        "in NPS points; grey means the interval contains 0.",
    ),
    # when there are none
    "topics_few": (
        "这次没有归纳主题：可用的评论有 {n} 条，而归纳主题至少要 {fewest} 条，否则只是巧合。多收集"
        "一些评论再看；驱动因素与顾客原话不受影响。",
        "No topics this time: {n} comments can be used, and fewer than {fewest} make topics by "
        "chance alone. Drivers and quotes are not affected; look again with more comments.",
    ),
    "topics_none": (
        "这次没有归纳出主题：{n} 条评论太短、彼此太像或各说各的，没有哪些话能稳定地归到一起。驱动因"
        "素与顾客原话不受影响。",
        "No topics were found: the {n} comments are too short, too much alike or too different for "
        "groups that hold together. Drivers and quotes are not affected.",
    ),
    # how far to trust them
    "topics_trust": ("可信程度", "How far to trust them"),
    "topics_verdicts": ("{verdict}：{measures}", "{verdict}: {measures}"),
    "topics_unassigned_text": (
        "{total} 条评论中有 {n} 条（{share}）不属于任何主题：太短，或所谈的事少有人提。证据不足时宁"
        "可空着也不硬归；这些评论照常计入其他数字。",
        "{n} of {total} comments ({share}) belong to none: they are short, or speak of what few "
        "others mention. Where the evidence is thin, none is better than a wrong one; these "
        "comments count in all other figures.",
    ),
    "topics_all_assigned": (
        "{total} 条评论都归入了某个主题。",
        "Each of the {total} comments belongs to a topic.",
    ),
    "topics_number": ("主题数：{n}", "Number of topics: {n}"),
    "topics_number_tried": (
        "试过 {counts} 个：每种都用五分之四的评论重做数次，看哪些主题会再次出现。再次出现的与不再出"
        "现的相比，{n} 个时最有利：其中 {returning} 个会再次出现。",
        "{counts} were tried, each found again several times in four fifths of the comments. The "
        "balance of those that come back and those that do not is best at {n}: {returning} of "
        "these come back.",
    ),
    "topics_number_unsteady": (
        "试过 {counts} 个：每种都用五分之四的评论重做数次，没有主题能稳定地再现，于是取 {n} 个。",
        "{counts} were tried, each found again several times in four fifths of the comments. No "
        "topic comes back reliably; {n} were taken.",
    ),
    "topics_number_asked": (
        "设置要求约 {asked} 个（topics.count）。",
        "The settings ask for about {asked} (topics.count).",
    ),
    "topics_number_earlier": (
        "沿用上一次的 {before} 个：{continued} 个仍在谈，{new} 个新出现，{vanished} 个不再谈起。",
        "{before} topics of the earlier run go on: {continued} are still spoken of, {new} are new, "
        "{vanished} are no longer spoken of.",
    ),
    "topics_number_vanished": (
        "不再谈起的：{labels}。",
        "No longer spoken of: {labels}.",
    ),
    "topics_number_clusters": (
        "由聚类方法 {clusters} 决定，设置见 topics.clusters。",
        "Decided by the clusters of {clusters} (topics.clusters in the settings).",
    ),
    "topics_number_joined": (
        "分不开的主题合并、评论太少的舍去，最后是 {n} 个。",
        "Topics that words cannot tell apart are joined and small ones dropped, which leaves {n}.",
    ),
    "topics_details": ("各项质量指标与试过的主题数", "The measures, and the numbers tried"),
    "tried_count": ("主题数", "Topics"),
    "tried_returning": ("再次出现", "Come back"),
    "tried_stability": ("稳定性（ARI）", "Stability (ARI)"),
    # the rows
    "topic_share": ("占 {share}", "{share} of all"),
    "topic_mentions": ("共 {n} 条谈到", "{n} mention it"),
    "topic_rising": ("▲ 上升", "▲ rising"),
    "topic_falling": ("▼ 下降", "▼ falling"),
    "topic_steady": ("无明确升降", "no clear trend"),
    "topic_emerging": ("新兴", "emerging"),
    "topic_pinned": ("已固定", "pinned"),
    "topic_match": ("与上次吻合 {share}", "{share} match with the last run"),
    "topic_gap": ("不在编码本中", "not in the codebook"),
    "topic_several": ("分属几个因素", "several drivers"),
    "topic_driver_share": ("占其提及的 {share}", "{share} of its mentions"),
    "topic_gap_covered": ("{share} 有因素评价", "{share} judge a driver"),
    "topic_over_time": ("占各期评论的比例", "Share of the comments of each period"),
    "topic_at": ("{period}：{share}", "{period}: {share}"),
    "trend_1": ("上升", "rising"),
    "trend_-1": ("下降", "falling"),
    "trend_0": ("无明确升降", "no clear trend"),
    "grade_good": ("好", "good"),
    "grade_fair": ("尚可", "fair"),
    "grade_weak": ("弱", "weak"),
    "sort_size": ("评论数", "Comments"),
    "sort_sentiment": ("情感", "Sentiment"),
    # blocks below the rows
    "block_topic_gaps": ("编码本里没有的主题", "Topics that the codebook lacks"),
    "block_topic_gaps_lead": (
        "没有哪个因素占到其提及的四分之一，且三分之一以上的提及没有对任何因素的评价：值得加入编码本"
        "。voc codebook suggest 会给出可直接粘贴的因素。",
        "No driver holds a quarter of their mentions, and a third or more of these hold no opinion "
        "on any: worth a driver. voc codebook suggest prints one ready to paste.",
    ),
    "block_topic_growth": ("在增多或减少的主题", "Topics that grow or shrink"),
    "block_topic_growth_lead": (
        "各期中谈到该主题的评论占比的走势（百分点），{tests} 个主题一起检验，只列出校正后显著者；"
        "近期占比够大、评论够多的上升者称为新兴。",
        "Trend of the share of comments that speak of the topic, in points a period; {tests} "
        "topics were tested, those significant after correction are listed. A topic that rises is "
        "called emerging where enough of the latest comments speak of it.",
    ),
    "block_topic_growth_none": ("在增多或减少的主题", "Topics that grow or shrink"),
    "block_topic_growth_none_lead": (
        "检验了 {tests} 个主题的占比走势，校正后没有一个显著上升或下降。",
        "The shares of {tests} topics were tested: none rises or falls significantly after "
        "correction for many tests.",
    ),
    "block_topic_growth_few": ("在增多或减少的主题", "Topics that grow or shrink"),
    "block_topic_growth_few_lead": (
        "有四期以上、且主题够大，才检验占比的走势；这次只有 {periods} 期。各主题各期的占比见展开的"
        "行。",
        "Trends are tested from four periods on and for topics that are large enough; this time "
        "there are {periods}. The share of a topic by period stands in its opened row.",
    ),
    "block_topic_segments": ("哪些人更常谈到", "Who speaks of it more, or less"),
    "block_topic_segments_lead": (
        "各组中谈到该主题的评论占比，与其余各组比较（百分点），共 {tests} 次检验，只列出校正后显著"
        "者。",
        "Share of the group’s comments that speak of the topic, against all other groups, in "
        "points; {tests} tests, those significant after correction.",
    ),
    "block_topic_segments_none": ("哪些人更常谈到", "Who speaks of it more, or less"),
    "block_topic_segments_none_lead": (
        "各组与其余比较，共 {tests} 次检验，校正后没有显著差异。",
        "{tests} tests of each group against the rest: no difference is significant after "
        "correction.",
    ),
    "topic_first": ("最初", "At first"),
    "topic_last": ("近期", "Of late"),
    "topic_slope": ("每期变化（百分点）", "Points a period"),
    "topic_kind": ("类别", "Kind"),
    "topic_difference": ("与其余之差（百分点）", "Points against the rest"),
    "topic_group_share": ("组内占比", "Share of the group"),
    "topic_known": ("有因素评价的占比", "Judge a driver"),
    "topic_example": ("例句", "Example"),
    # findings
    "emerging": ("新兴主题", "An emerging topic"),
    "emerging_text": (
        "谈到「{topic}」的评论在增多：占比由最初的 {first} 升到近期的 {last}。",
        "More and more comments speak of “{topic}”: {last} of late, {first} at first.",
    ),
    "emerging_limits": (
        "每期 {slope} 个百分点，95% 区间 {low} 至 {high}，校正多重检验后 {p}。",
        "{slope} points a period, 95% interval {low} to {high}, {p} after correction for many "
        "tests.",
    ),
    "gap": ("编码本之外", "Outside the codebook"),
    "gap_text": (
        "「{topic}」不在编码本中：{mentions} 条评论（{share}）谈到它，其中只有 {covered} 对某个"
        "驱动因素有评价。",
        "No driver covers “{topic}”: {mentions} comments ({share}) speak of it, and only {covered} "
        "of these judge any driver.",
    ),
    "gap_limits": (
        "{limits}，低于三分之二。可加入编码本：voc codebook suggest。",
        "{limits}, below two thirds. Worth a driver: voc codebook suggest.",
    ),
}
