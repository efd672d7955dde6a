"""The texts of the quality of topics in Chinese and English, for readers who know no measure.

Measures and verdicts are those of the study topic_quality; "" is the verdict where there is no
figure.
"""

from __future__ import annotations

__all__ = ["QUALITY_DEFINITIONS", "QUALITY_NAMES", "QUALITY_SENTENCES", "QUALITY_VERDICTS"]

QUALITY_NAMES: dict[str, tuple[str, str]] = {
    "coherence": ("一致性（NPMI）", "Coherence (NPMI)"),
    "diversity": ("多样性", "Diversity"),
    "stability": ("稳定性（ARI）", "Stability (ARI)"),
    "unassigned": ("未归类", "Unassigned"),
    "silhouette": ("区分度（轮廓系数）", "Separation (silhouette)"),
}

QUALITY_VERDICTS: dict[str, tuple[str, str]] = {
    "good": ("好", "good"),
    "fair": ("尚可", "fair"),
    "weak": ("弱", "weak"),
    "": ("–", "–"),
}

# What the measure is, and from where on it is good.
QUALITY_DEFINITIONS: dict[str, tuple[str, str]] = {
    "coherence": (
        "同一主题的关键词是否常出现在同一条评论里：0 表示与随机无异，1 表示总是同时出现。比不同主题"
        "的词之间高出 0.20 为好，高出 0.08 为尚可。",
        "Whether the words of a topic are met in the same comments: 0 is as by chance, 1 is always "
        "together. Good when 0.20 above that of words of different topics, fair when 0.08 above.",
    ),
    "diversity": (
        "各主题的关键词中互不重复的比例：1 表示没有词属于两个主题。0.85 以上为好，0.70 以上"
        "为尚可。",
        "Share of different words among the words of all topics: 1 means that no word is in two "
        "topics. Good from 0.85, fair from 0.70.",
    ),
    "stability": (
        "换一部分评论、换随机种子重新找主题，各条评论是否仍归在一起：1 表示完全相同，0 表示与随机"
        "无异。0.80 以上为好（约十分之一的评论换了主题），0.65 以上为尚可（约五分之一）。",
        "Whether the same comments come together when topics are found again in a part of the "
        "comments with another seed: 1 is wholly the same, 0 as by chance. Good from 0.80 (about "
        "a tenth of the comments change topic), fair from 0.65 (about a fifth).",
    ),
    "unassigned": (
        "没有归入任何主题的评论比例，越小越好。0.15 以下为好，0.30 以下为尚可。",
        "Share of comments that belong to no topic; less is better. Good up to 0.15, fair up to "
        "0.30.",
    ),
    "silhouette": (
        "评论与本主题的距离是否比与最近的另一主题更近：1 表示分得很开，0 表示处在两个主题之间，负数"
        "表示更像别的主题。一条评论常谈几件事，所以 0.15 以上即为好，0.05 以上为尚可；主题越多，"
        "数值越大，只宜与同一种向量的结果相比。",
        "Whether comments are nearer to their own topic than to the next one: 1 is far apart, 0 is "
        "between two topics, below 0 more like another. A comment often speaks of several things, "
        "so 0.15 is good already, and 0.05 fair; it rises with the number of topics, and is to be "
        "compared on the same embedding only.",
    ),
}

QUALITY_SENTENCES: dict[tuple[str, str], tuple[str, str]] = {
    ("coherence", "good"): (
        "同一主题的词明显常在一起出现，主题各说一件事。",
        "The words of a topic clearly stand together: each topic is about one thing.",
    ),
    ("coherence", "fair"): (
        "同一主题的词比随机更常在一起，但有些主题混着几件事：请结合原文来读。",
        "The words of a topic stand together more than by chance, but some topics mix several "
        "things: read them with their comments.",
    ),
    ("coherence", "weak"): (
        "同一主题的词并不比别的词更常在一起：只凭关键词不要下结论。",
        "The words of a topic hardly stand together more than others: do not conclude from the "
        "words alone.",
    ),
    ("coherence", ""): (
        "主题或评论太少，算不出一致性。",
        "Too few topics or comments to tell whether words stand together.",
    ),
    ("diversity", "good"): (
        "各主题用的词不同，容易分辨。",
        "Topics have words of their own and are easy to tell apart.",
    ),
    ("diversity", "fair"): (
        "有些词出现在几个主题里：名称相近的主题可以考虑合并。",
        "Some words are in several topics: consider merging topics whose names are alike.",
    ),
    ("diversity", "weak"): (
        "许多主题用同样的词：主题数可能过多，可减少或合并。",
        "Many topics share their words: there may be too many; ask for fewer or merge them.",
    ),
    ("diversity", ""): ("没有主题，无从比较。", "There are no topics to compare."),
    ("stability", "good"): (
        "换一部分评论重新找，主题基本不变：可以放心使用。",
        "Found again in a part of the comments, the topics are nearly the same: rely on them.",
    ),
    ("stability", "fair"): (
        "换一部分评论重新找，大的主题还在，一部分评论会换主题：主题的大小只看大概。",
        "Found again in a part of the comments, most comments keep together, but some change "
        "topic: take sizes as approximate.",
    ),
    ("stability", "weak"): (
        "换一部分评论重新找，主题会变许多：只作为线索，不要据此比较大小。",
        "Found again in a part of the comments, topics change much: take them as hints, and do "
        "not compare their sizes.",
    ),
    ("stability", ""): (
        "没有检验稳定性，或主题不足两个。",
        "Stability was not tested, or there are fewer than two topics.",
    ),
    ("unassigned", "good"): (
        "几乎所有评论都归入了主题。",
        "Nearly all comments belong to a topic.",
    ),
    ("unassigned", "fair"): (
        "有一部分评论没有归入主题：它们太短或所谈各异。",
        "A part of the comments belongs to no topic: they are short or speak of other things.",
    ),
    ("unassigned", "weak"): (
        "许多评论没有归入主题：主题只代表其余的评论。",
        "Many comments belong to no topic: topics stand for the others only.",
    ),
    ("unassigned", ""): ("没有评论。", "There are no comments."),
    ("silhouette", "good"): (
        "各主题的评论分得较开。",
        "The comments of different topics lie well apart.",
    ),
    ("silhouette", "fair"): (
        "主题之间有重叠：处在边界的评论也可归入相邻的主题。",
        "Topics overlap: a comment near the edge could belong to the next topic as well.",
    ),
    ("silhouette", "weak"): (
        "主题之间几乎分不开：同一条评论归入哪个主题带有偶然性。",
        "Topics hardly part: which of them a comment belongs to is partly chance.",
    ),
    ("silhouette", ""): (
        "主题不足两个，无从比较。",
        "Fewer than two topics, so there is nothing to compare.",
    ),
}
