"""How the figures are made, as the section on method tells it."""

from __future__ import annotations

# Metrics and studies are defined only where the report has them.
ALWAYS_DEFINED = ("comment", "findings", "sentiment", "satisfaction", "share", "interval")

# Key, term, definition.
METHOD: tuple[tuple[str, tuple[str, str], tuple[str, str]], ...] = (
    (
        "comment",
        ("评论", "Comment"),
        (
            "一名受访者对一个问题写下的一段文字。一行有两个开放题就有两条评论。",
            "One text by one respondent. A survey row with two open questions gives two comments.",
        ),
    ),
    (
        "findings",
        ("主要发现", "Main findings"),
        (
            "按固定顺序取区间或检验支持的前三条，同一因素只说一次：① 差评代价最大的因素（区间"
            "低于 0）；② 最近一期超出自身历史控制限的抱怨；③ 位于优先改进象限的因素（先看评论"
            "，再看打分）；④ 占比显著上升且够大的主题（新兴）；⑤ 好"
            "评收益最大的因素（区间高于 0），否则为保持优势象限；⑥ 显著落后于对手的因素；⑦ 显著不"
            "同于其余的组；⑧ 没有新兴主题时，编码本确实没有的最大主题。不足三条时，由满意度最低、负"
            "面影响最大（或负面最多）、满意度最高的因素补足。",
            "The first three that their interval or test supports, in a fixed order, no two "
            "about one driver: (1) the driver whose complaints cost most (interval below 0); "
            "(2) complaints that left the control limits of their past in the last period; (3) "
            "a driver in the quadrant to concentrate on (by comments, else by ratings); (4) an "
            "emerging topic (significant growth, enough comments); (5) the "
            "driver whose praise wins most (interval above 0), else one to keep up; (6) a "
            "driver in which competitors are significantly ahead; (7) a group that differs "
            "significantly; (8) where no topic is emerging, the largest that the codebook surely "
            "lacks. The lowest satisfaction, the most negative impact (or most "
            "complaints) and the highest satisfaction fill what is left of three.",
        ),
    ),
    (
        "sentiment",
        ("情感", "Sentiment"),
        (
            "每条评论 −1 到 +1。先由评价词、否定、程度、转折、愿望等规则得出；评论足够多时，再由"
            "本批评论（或顾客的打分）学习这一行业的用词，每条评论都由没有学过它的模型判断。正面、"
            "中性、负面由此划分；褒贬兼有的评论不算中性。平台自动文字与重复评论不计。",
            "From −1 to +1 for each comment: first from evaluating words and the rules for "
            "negation, degree, contrast and wishes; where there are enough comments, the words of "
            "this export are then learned from them (or from the customers’ scores), and each "
            "comment is judged by a model that has not learned from it. Positive, neutral and "
            "negative follow; a comment with praise and blame is not neutral. Platform text and "
            "repeated comments do not count.",
        ),
    ),
    (
        "satisfaction",
        ("驱动因素的满意度", "Satisfaction with a driver"),
        (
            "先求每条评论对该因素的平均极性 p，再对评论求平均，换算为 (p + 1) ÷ 2 × 100。只提到"
            "、没有评价的评论不参与平均。提及少的因素向各因素的平均收缩，以免被少数几条评论左右"
            "。",
            "The mean polarity p of each comment on the driver, averaged over comments and "
            "mapped to (p + 1) ÷ 2 × 100; "
            "comments that name it without judging it are left out of the mean. "
            "A driver with few mentions is drawn towards the mean of all drivers, so that a "
            "handful of comments does not decide it.",
        ),
    ),
    (
        "share",
        ("占比", "Share"),
        (
            "提及该因素的评论数 ÷ 计入分析的评论数。一条评论可以提及多个因素，因此占比之和可以"
            "超过 100%。",
            "Comments that mention the driver ÷ comments analysed. A comment may mention "
            "several, so shares can add up to more than 100%.",
        ),
    ),
    (
        "verdicts",
        ("对整体的评价", "Verdicts on the whole"),
        (
            "如「总体不错」「还会再来」：说明满意与否，却不说明该改什么。它们单列，不进入重要性、"
            "分摊影响与 Kano 归类。",
            "Such as “fine overall” or “will come again”: they tell satisfaction, not what to "
            "change. They stand apart and are not weighed in importance, shared impact and Kano.",
        ),
    ),
    (
        "spread",
        ("涵盖的评价", "Verdicts that cover several drivers"),
        (
            "对一个大的因素的评价（如「环境不错」）同时计入编码本规定由它涵盖的因素；作为意见仍只"
            "算一条，评论的情感不因此加倍。",
            "A verdict on a broad driver (“nice surroundings”) also counts for the drivers that "
            "the codebook says it covers. It is still one opinion and does not count twice in the "
            "sentiment of the comment.",
        ),
    ),
    (
        "impact",
        ("影响", "Impact"),
        (
            "全部评论的平均得分 − 未提及该因素的评论的平均得分，得分换算为 0–100。负数表示提及"
            "它的评论得分较低。",
            "Mean score of all comments − mean score of the comments that do not mention the "
            "driver, on a scale of 0–100. "
            "Negative: comments that mention it score lower.",
        ),
    ),
    (
        "impact_nps",
        ("影响", "Impact"),
        (
            "全部受访者的 NPS − 评论未提及该因素者的 NPS。负数表示提及它的顾客更少推荐。",
            "NPS of all − NPS of those whose comments do not mention the driver. Negative: "
            "customers who mention it recommend less.",
        ),
    ),
    (
        "interval",
        ("95% 区间", "95% interval"),
        (
            "若以同样方式反复抽取评论，约 95% 的此类区间会包含真实值。影响的区间由重复抽样得出"
            "。区间宽，结论就要谨慎。",
            "If comments were drawn in the same way again and again, about 95% of such "
            "intervals would hold the true value. "
            "For impact it comes from resampling. A wide interval calls for care.",
        ),
    ),
    (
        "impact_negative",
        ("差评的影响、好评的影响", "Impact of complaint, of praise"),
        (
            "全部评论的得分 − 没有差评（好评）该因素的评论的得分。差评指对该因素的平均极性低于中性"
            "范围（设置 opinion.neutral），好评高于它。",
            "Score of all comments − score of the comments that do not complain of (praise) the "
            "driver. A complaint has a mean polarity on the driver below the neutral range "
            "(setting opinion.neutral), praise one above it.",
        ),
    ),
    (
        "impact_shared",
        ("分摊影响", "Shared impact"),
        (
            "一条评论常提及几个因素，逐个计算的影响会重复计算。分摊影响把「全部 − 不提及任何因素」"
            "的总差按 Shapley 值分给各因素，相加等于总差。",
            "Comments mention several drivers, so single impacts count the same thing twice. The "
            "shared impact divides the total difference (all − comments that mention none) by "
            "Shapley values; over the drivers it adds up to that total.",
        ),
    ),
    (
        "importance",
        ("重要性", "Importance"),
        (
            "各因素对得分差异的解释份额：以受访者对各因素的评价回归得分，把 R² 按 LMG（因素多时按 "
            "Johnson 相对权重）分给各因素，合计 100%。",
            "The share of a driver in explaining differences of the score: the score is regressed "
            "on the respondents’ opinions of all drivers, and R² divided by LMG (Johnson’s "
            "relative weights where there are many); shares add up to 100%.",
        ),
    ),
    (
        "quadrants",
        ("象限", "Quadrants"),
        (
            "优先改进：重要而不满意；保持优势：重要而满意；次要机会：不重要也不满意；过度投入：不"
            "重要而满意。任一区间跨过分界线即为未定。",
            "Concentrate here: important, not satisfying. Keep up: important and satisfying. Low "
            "priority: neither. Possible overkill: satisfying, not important. Undecided where an "
            "interval crosses its line.",
        ),
    ),
    (
        "penalty_reward",
        ("Kano 类别", "Kano classes"),
        (
            "基本：差评扣分、好评不加分；期望：两者都有；兴奋：好评加分、差评不扣分；无差异：两者都"
            "没有。由惩罚—奖励回归的区间判定，区间不足以判定者为未定。",
            "Basic: complaint costs, praise wins nothing. Performance: both. Excitement: praise "
            "wins, complaint costs nothing. Indifferent: neither. Decided by the intervals of the "
            "penalty–reward regression, undecided where they do not suffice.",
        ),
    ),
    (
        "lift",
        ("提升度", "Lift"),
        (
            "抱怨该因素者中不满意的比例 ÷ 全体不满意的比例；2 表示抱怨者不满意的可能是平均的两倍。",
            "Share of the dissatisfied among those who complain of the driver ÷ share among all; "
            "2 means twice as likely to be dissatisfied as on average.",
        ),
    ),
    (
        "topics",
        ("主题", "Topics"),
        (
            "评论按用词化为向量，由聚类提出若干组，再由混合模型按词判定每条评论、每个分句属于哪个主"
            "题的概率；证据不足的不归入任何主题。主题词是在该主题里明显比别处多的词（c-TF-IDF），名"
            "称由其中最好的几个组成。情感只取谈到该主题的分句。",
            "Comments become vectors by their words, clusters of these propose groups, and a "
            "mixture model of words then says how likely each comment and each clause belongs to "
            "which topic; where the evidence is thin it belongs to none. The words of a topic are "
            "those that stand in it clearly more often than elsewhere (c-TF-IDF), the best of them "
            "name it. Sentiment is that of the clauses on the topic alone.",
        ),
    ),
    (
        "tests",
        ("检验", "Tests"),
        (
            "每组（每期）与其余比较；p 值在整张表内校正多重检验，受访者不足的组只列出、不检验。",
            "Each group (period) against the rest; p-values are corrected for many tests over the "
            "whole table, groups with too few respondents are shown, not tested.",
        ),
    ),
    (
        "nps",
        ("NPS 净推荐值", "NPS"),
        (
            "0–10 分中打 9–10 分者（推荐者）的百分比 − 打 0–6 分者（贬损者）的百分比，范围 −"
            "100 到 100。",
            "Percentage of 9–10 (promoters) − percentage of 0–6 (detractors) on the 0–10 "
            "scale, from −100 to 100.",
        ),
    ),
    (
        "csat",
        ("CSAT 满意率", "CSAT"),
        ("1–5 分中打 4–5 分者的百分比。", "Percentage of 4–5 on the 1–5 scale."),
    ),
    (
        "ces",
        ("CES 省力程度", "CES (ease)"),
        (
            "1–7 分的平均值，分数越高表示办事越省力。",
            "Mean of the 1–7 scale; the higher, the easier.",
        ),
    ),
)
