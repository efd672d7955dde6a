"""What dimensions, metrics, scores, sheets and columns are called, in Chinese and English."""

from __future__ import annotations

from voc.report.names_studies import STUDY_COLUMNS, STUDY_SHEETS
from voc.report.words import Language, choose

SERVQUAL = ("tangibles", "reliability", "responsiveness", "assurance", "empathy")

METRICS: dict[str, tuple[str, str]] = {
    "nps": ("NPS 净推荐值", "NPS"),
    "promoters": ("推荐者", "Promoters"),
    "passives": ("被动者", "Passives"),
    "detractors": ("贬损者", "Detractors"),
    "csat": ("CSAT 满意率", "CSAT"),
    "csat_mean": ("均分", "Mean"),
    "ces": ("CES 省力程度", "CES (ease)"),
    "ces_top_box": ("打 5–7 分者", "Rating 5–7"),
    "stars": ("平均评分", "Mean rating"),
    "score": ("平均得分（0–100）", "Mean score (0–100)"),
    "complaint_rate": ("投诉率", "Complaint rate"),
    "repurchase_rate": ("复购率", "Repurchase rate"),
    "retention_rate": ("保持率", "Retention rate"),
    "churn_rate": ("流失率", "Churn rate"),
    "acquisition_rate": ("加入率", "Acquisition rate"),
    "referral_rate": ("推荐率", "Referral rate"),
    "return_rate": ("退货率", "Return rate"),
    "satisfaction_ratio": (
        "满意度比 c = 感知 ÷ 期望",
        "Ratio c = perceived / expected",
    ),
    "satisfaction_ratio_mean": ("各人比值的均值", "Mean of the ratios"),
    "expectation_met": ("达到期望者", "Expectation met"),
}
# Where customers were asked as well, what their orders tell has a name of its own.
METRICS |= {
    f"{key}_orders": (f"{zh}（按订单）", f"{en} (by orders)")
    for key, (zh, en) in list(METRICS.items())
    if key.endswith("_rate")
}

# Shown under the metric they belong to, not as headline numbers of their own.
METRIC_PARTS = {
    "nps": ("promoters", "passives", "detractors"),
    "csat": ("csat_mean",),
    "ces": ("ces_top_box",),
    "satisfaction_ratio": ("satisfaction_ratio_mean", "expectation_met"),
}
_PERCENT_METRICS = ("promoters", "passives", "detractors", "csat", "ces_top_box", "expectation_met")

SCORES: dict[str, tuple[str, str]] = {
    "nps": ("推荐意愿 0–10", "Likely to recommend 0–10"),
    "csat": ("满意度评分 1–5", "Satisfaction rating 1–5"),
    "ces": ("省力程度 1–7", "Ease 1–7"),
    "stars": ("评分", "Rating"),
    "score": ("得分 0–100", "Score 0–100"),
    "sentiment": ("情感 −1 至 +1", "Sentiment −1 to +1"),
}

# A score as it stands under a quote.
SCORE_FACTS: dict[str, tuple[str, str]] = {
    "stars": ("评分 {value}", "rated {value}"),
    "nps": ("推荐意愿 {value}/10", "recommends {value}/10"),
    "csat": ("满意度 {value}/5", "satisfaction {value}/5"),
    "ces": ("省力 {value}/7", "ease {value}/7"),
}

SHEETS: dict[str, tuple[str, str]] = {
    "metrics": ("指标", "Metrics"),
    "drivers": ("驱动因素", "Drivers"),
    "dimensions": ("维度", "Dimensions"),
    "topics": ("主题", "Topics"),
    "segments": ("细分", "Segments"),
    "trends": ("趋势", "Trends"),
    **STUDY_SHEETS,
    "comments": ("评论", "Comments"),
    "opinions": ("观点", "Opinions"),
    "rejected": ("搁置的行", "Set aside"),
    "manifest": ("说明", "About"),
    "remarks": ("注意事项", "Notes"),
    "notes": ("截断提示", "Cut off"),
}

COLUMNS: dict[str, tuple[str, str]] = {
    "comment_id": ("评论编号", "Comment"),
    "row": ("源文件行（自 0 起）", "Source row (from 0)"),
    "respondent_id": ("受访者", "Respondent"),
    "question": ("问题", "Question"),
    "text": ("文本", "Text"),
    "language": ("语言", "Language"),
    "time": ("时间", "Time"),
    "sentiment": ("情感", "Sentiment"),
    "label": ("类别", "Label"),
    "confidence": ("把握", "Confidence"),
    "positive_part": ("好评部分", "Praise"),
    "negative_part": ("差评部分", "Blame"),
    "drivers": ("驱动因素", "Drivers"),
    "dimensions": ("维度", "Dimensions"),
    "topic": ("主题编号", "Topic"),
    "topic_label": ("主题", "Topic label"),
    "topics": ("谈到的主题", "Topics spoken of"),
    "risk": ("风险", "Risk"),
    "duplicate_of": ("与此条相同", "Duplicate of"),
    "boilerplate": ("平台文字", "Platform text"),
    "nps": ("推荐意愿 0–10", "Recommendation 0–10"),
    "csat": ("满意度评分 1–5", "Satisfaction 1–5"),
    "ces": ("省力程度 1–7", "Ease 1–7"),
    "stars": ("评分", "Rating"),
    "score": ("得分 0–100", "Score 0–100"),
    "start": ("起", "Start"),
    "end": ("止", "End"),
    "aspect": ("对象词", "Aspect"),
    "term": ("评价词", "Evaluating words"),
    "driver": ("驱动因素", "Driver"),
    "dimension": ("维度", "Dimension"),
    "polarity": ("极性", "Polarity"),
    "negated": ("否定", "Negated"),
    "rule": ("规则", "Rule"),
    "label_zh": ("中文名", "Chinese name"),
    "label_en": ("英文名", "English name"),
    "mentions": ("提及评论数", "Mentions"),
    "share": ("占比", "Share"),
    "positive": ("正面", "Positive"),
    "neutral": ("中性", "Neutral"),
    "negative": ("负面", "Negative"),
    "satisfaction": ("满意度", "Satisfaction"),
    "low": ("区间下限", "Low"),
    "high": ("区间上限", "High"),
    "impact": ("影响", "Impact"),
    "impact_low": ("影响下限", "Impact low"),
    "impact_high": ("影响上限", "Impact high"),
    "quotes": ("代表评论", "Quotes"),
    "size": ("评论数", "Size"),
    "words": ("用词", "Words"),
    "metric": ("指标", "Metric"),
    "metric_name": ("指标名", "Name"),
    "value": ("数值", "Value"),
    "n": ("样本数", "n"),
    "segment": ("细分", "Segment"),
    "level": ("组", "Group"),
    "period": ("时期", "Period"),
    "freq": ("间隔", "Frequency"),
    "score_low": ("得分下限", "Score low"),
    "score_high": ("得分上限", "Score high"),
    "tested": ("检验对象", "Tested"),
    "p_value": ("p 值", "p"),
    "p_adjusted": ("校正 p 值", "Adjusted p"),
    "source": ("来源", "Source"),
    "line": ("行", "Line"),
    "reason": ("原因", "Reason"),
    "content": ("内容", "Content"),
}
_BOUNDS = {"_low": ("下限", "low"), "_high": ("上限", "high")}


def is_percent(metric: str) -> bool:
    """Tell whether a metric is a percentage; rates are, also those that a survey names itself.

    >>> is_percent("csat"), is_percent("referral_rate"), is_percent("nps")
    (True, True, False)
    """
    return metric in _PERCENT_METRICS or metric.endswith(("_rate", "_rate_orders"))


def column_name(column: object, language: Language, *, study: bool = False) -> str:
    """Return the heading of a table column; a source column keeps its own name.

    With `study` the columns of the studies are known too.

    >>> column_name("share", "zh"), column_name("舱位", "en"), column_name("A", "en")
    ('占比', '舱位', 'A')
    >>> column_name("penalty_low", "en", study=True)
    'Cost of complaint low'
    """
    name = str(column)
    known = COLUMNS | STUDY_COLUMNS if study else COLUMNS
    if name in known:
        return choose(known[name], language)
    if study and name.startswith("factor_"):
        return choose(STUDY_COLUMNS["factor"], language) + name.removeprefix("factor_").rjust(2)
    for ending, pair in _BOUNDS.items():
        base = name.removesuffix(ending)
        if study and base != name and base in known:
            space = "" if language == "zh" else " "
            return choose(known[base], language) + space + choose(pair, language)
    return name
