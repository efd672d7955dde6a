"""Every text of the report in Chinese and English, side by side; no other module of it holds words.

An entry is a pair (Chinese, English). Braces are filled in with ``str.format``.
"""

from __future__ import annotations

from typing import Literal

from voc.errors import VocError
from voc.messages import listed
from voc.report.words_findings import FINDING_TEXTS
from voc.report.words_studies import STUDY_TEXTS
from voc.report.words_topic_section import TOPIC_TEXTS

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

TEXTS: dict[str, tuple[str, str]] = {
    # heading
    "kicker": ("客户之声报告", "Voice of Customer report"),
    "source": ("来源", "Source"),
    "period": ("评论时间", "Period"),
    "made": ("生成时间", "Made on"),
    "amount": ("规模", "Size"),
    "amount_value": (
        "{rows} 行，{comments} 条评论，其中 {scored} 条计入分析",
        "{rows} rows, {comments} comments, {scored} of them analysed",
    ),
    "separator": ("、", ", "),
    "stop": ("。", ". "),
    "clause_stop": ("；", "; "),
    "to": ("{low} 至 {high}", "{low} to {high}"),
    "interval": ("95% 区间 {low} 至 {high}", "95% interval {low} to {high}"),
    "no_interval": ("样本太少，无区间", "too few for an interval"),
    "n": ("n = {n}", "n = {n}"),
    # sections
    "headline": ("总体数字", "Headline numbers"),
    "findings": ("主要发现", "Main findings"),
    "drivers": ("驱动因素", "Drivers"),
    "dimensions": ("服务质量维度", "Dimensions of service quality"),
    "topics": ("主题", "Topics"),
    "segments": ("细分", "Segments"),
    "trends": ("趋势", "Trends"),
    "scores": ("得分分布", "Score distribution"),
    "method": ("数字是怎么算出来的", "How the figures are made"),
    "aside": ("搁置与标记的内容", "What was set aside"),
    "colophon": ("版本与设置", "Versions and settings"),
    # section introductions
    "drivers_lead": (
        "顾客评价了什么、评价得怎样。0 分为全部负面，50 分为正负相当，100 分为全部正面；细线为 "
        "95% 区间。点开任意一行看顾客原话。",
        "What customers judge, and how. 0 is all negative, 50 an even balance, 100 all positive; "
        "the thin line is the 95% interval. Open a row to read customers’ own words.",
    ),
    "impact_lead": (
        "影响 = 全部评论的平均得分（0–100）减去未提及该因素的评论的平均得分；灰色表示区间包含 0"
        "，与没有影响无法区分。",
        "Impact is the mean score (0–100) of all comments minus that of comments that do not "
        "mention the driver; "
        "grey means the interval contains 0, so it cannot be told from no impact.",
    ),
    "impact_lead_nps": (
        "影响 = 全部受访者的 NPS 减去评论未提及该因素者的 NPS，单位为 NPS 分；灰色表示区间包含 "
        "0，与没有影响无法区分。",
        "Impact is the NPS of all comments minus that of comments that do not mention the "
        "driver, in NPS points; "
        "grey means the interval contains 0, so it cannot be told from no impact.",
    ),
    "rare_lead": (
        "提及少于 {n} 条评论，仅供参考",
        "Mentioned in fewer than {n} comments: a hint at most",
    ),
    "dimensions_lead": (
        "SERVQUAL 的五个维度，以及不属于服务质量的产品、价格与总体评价。",
        "The five dimensions of SERVQUAL, and product, price and overall verdict, which lie "
        "outside it.",
    ),
    "outside": ("SERVQUAL 之外", "Outside SERVQUAL"),
    "scores_lead": (
        "顾客给出的分数按受访者计，情感按评论计。",
        "Scores given are counted by respondent, sentiment by comment.",
    ),
    # findings
    "lowest": ("最不满意", "Least satisfied"),
    "lowest_mild": ("相对最低", "Lowest, though not low"),
    "lowest_text": (
        "「{driver}」满意度最低：{value} 分，{mentions} 条评论提及，其中 {negative} 条为负面。",
        "“{driver}” has the lowest satisfaction: {value} of 100. {mentions} comments mention "
        "it, {negative} of them negatively.",
    ),
    "best": ("最满意", "Most satisfied"),
    "best_text": (
        "「{driver}」满意度最高：{value} 分，{mentions} 条评论提及，其中 {positive} 条为正面。",
        "“{driver}” has the highest satisfaction: {value} of 100. {mentions} comments mention "
        "it, {positive} of them positively.",
    ),
    "hurts": ("拉低得分最多", "Pulls the score down most"),
    "hurts_text": (
        "「{driver}」与低分的关系最大：若不计提及它的评论，平均得分会高出 {value} 分（满分 100）。",
        "“{driver}” goes with low scores most: without the comments that mention it the mean "
        "score would be {value} points higher (of 100).",
    ),
    "hurts_text_nps": (
        "「{driver}」与低 NPS 的关系最大：若不计提及它的评论，NPS 会高出 {value} 分。",
        "“{driver}” goes with a low NPS most: without the comments that mention it NPS would "
        "be {value} points higher.",
    ),
    "complaints": ("负面最多", "Most often criticised"),
    "complaints_text": (
        "「{driver}」的负面评论最多：{negative} 条，占提及它的 {mentions} 条评论的 {share}。",
        "“{driver}” draws the most negative comments: {negative}, which is {share} of the "
        "{mentions} that mention it.",
    ),
    "overlap": (
        "与「{other}」的区间重叠，两者先后不能确定。",
        "The interval overlaps that of “{other}”, so their order is not certain.",
    ),
    "apart": ("与「{other}」的区间不重叠。", "The interval does not overlap that of “{other}”."),
    "association": ("这是关联，不一定是原因。", "This is an association, not proof of a cause."),
    "no_findings": (
        "没有一个驱动因素被提及至少 {n} 次，样本太少，不下结论。",
        "No driver is mentioned at least {n} times: too few comments for a finding.",
    ),
    # segments and trends
    "segments_lead": (
        "各组评论的平均情感，换算为 0–100。检验的是平均得分，没有得分时检验情感；「显著」指该组"
        "与其余各组之差在校正多重检验后 p < 0.05。",
        "Mean sentiment of the comments of each group as 0–100. The test is of the mean score, "
        "or of sentiment where there is no score; “differs” means that the group differs "
        "from the rest with p < 0.05 after correction for many tests.",
    ),
    "trends_lead": (
        "各时期评论的平均情感，换算为 0–100。检验的是平均得分，没有得分时检验情感；「显著」指该"
        "时期与其余时期之差在校正多重检验后 p < 0.05。",
        "Mean sentiment of the comments of each period as 0–100. The test is of the mean "
        "score, or of sentiment where there is no score; “differs” means that the period "
        "differs "
        "from all others with p < 0.05 after correction for many tests.",
    ),
    "segments_all": ("各组一览", "All groups"),
    "trends_all": ("各时期一览", "All periods"),
    "group": ("组", "Group"),
    "period_head": ("时期", "Period"),
    "test": ("与其余相比", "Against the rest"),
    "differs": ("显著 {p}", "differs, {p}"),
    "same": ("不显著 {p}", "no clear difference, {p}"),
    "untested": ("样本太少，未检验", "too few to test"),
    "differences": ("与其余有显著差异的驱动因素", "Drivers that differ from the rest"),
    "all_drivers": ("全部", "All"),
    # tables
    "driver": ("驱动因素", "Driver"),
    "dimension": ("维度", "Dimension"),
    "topic": ("主题", "Topic"),
    "satisfaction": ("满意度", "Satisfaction"),
    "mentions": ("提及", "Mentions"),
    "mentions_value": ("{n} 条", "{n}"),
    "judged_value": ("{n} 条有评价", "{n} judge it"),
    "verdicts_lead": ("对整体的评价", "Verdicts on the whole"),
    "share": ("占比", "Share"),
    "polarity": ("负面 / 中性 / 正面", "Negative / neutral / positive"),
    "impact": ("对得分的影响", "Impact on score"),
    "words": ("用词", "Words"),
    "size": ("评论数", "Comments"),
    "sentiment": ("情感", "Sentiment"),
    "score": ("平均得分", "Mean score"),
    "positive": ("正面", "Positive"),
    "neutral": ("中性", "Neutral"),
    "negative": ("负面", "Negative"),
    "share_positive": ("正面评论占比", "Positive comments"),
    "share_negative": ("负面评论占比", "Negative comments"),
    "analysed": ("计入分析的评论", "Comments analysed"),
    "of_comments": ("共 {n} 条评论", "of {n} comments"),
    "unassigned": ("未归入主题", "Not in any topic"),
    "more_rows": ("另有 {n} 行，见 Excel。", "{n} more rows in the Excel workbook."),
    "no_drivers": ("没有找到驱动因素。", "No drivers were found."),
    "no_quotes": ("没有可引用的评论。", "No comments to quote."),
    "respondents": ("{n} 人", "{n} respondents"),
    "comments_count": ("{n} 条", "{n} comments"),
    # buttons
    "sort_by": ("排序", "Sort by"),
    "sort_satisfaction": ("满意度", "Satisfaction"),
    "sort_mentions": ("提及", "Mentions"),
    "sort_impact": ("影响", "Impact"),
    "open_all": ("全部展开", "Open all"),
    "close_all": ("全部收起", "Close all"),
    # what was set aside
    "count_rejected": ("无法读取而搁置的行", "Rows set aside as unreadable"),
    "count_empty": ("空白文本", "Empty texts"),
    "count_boilerplate": (
        "平台自动文字（如默认好评），不计情感",
        "Platform text such as default praise, not scored",
    ),
    "count_duplicates": (
        "与另一条完全相同的评论，已标记",
        "Comments identical to another one, marked",
    ),
    "count_off_scale": (
        "不在量表内而剔除的打分",
        "Answers outside their scale, left out",
    ),
    "aside_notes": ("读数与计算中的注意事项", "Notes on reading and computing"),
    "count_masked": ("已遮盖的个人信息", "Pieces of personal data masked"),
    "aside_none": ("没有搁置任何行。", "No row was set aside."),
    "aside_reasons": ("搁置原因", "Reasons"),
    "aside_first": ("前 {n} 行", "First {n} rows"),
    # colophon
    "version": ("程序", "Program"),
    "seed": ("随机种子", "Seed"),
    "codebook": ("编码本", "Codebook"),
    "chosen_by_fit": ("按契合度自动选择：{fits}", "chosen by fit: {fits}"),
    "lexicon": ("词典", "Lexicon"),
    "method_used": ("情感方法", "Sentiment method"),
    "input": ("输入文件", "Input file"),
    "settings": ("全部设置", "All settings"),
    "packages": ("所用软件包", "Packages used"),
    "timings": ("用时（秒）", "Timings (seconds)"),
    # figures
    "figure_drivers": ("各驱动因素的满意度", "Satisfaction by driver"),
    "figure_dimensions": ("各维度的满意度", "Satisfaction by dimension"),
    "figure_sentiment": ("评论情感构成", "Sentiment of the comments"),
    "figure_scores": ("{name}的分布", "Distribution of {name}"),
    "figure_desc": (
        "{name}：{value}（{low} 至 {high}）",
        "{name}: {value} ({low} to {high})",
    ),
    "stack_desc": (
        "正面 {positive}，中性 {neutral}，负面 {negative}",
        "positive {positive}, neutral {neutral}, negative {negative}",
    ),
    # summary
    "summary_drivers": (
        "提及最多的驱动因素（评论数、占比、满意度 0 至 100 及其 95% 区间）",
        "Most mentioned drivers (comments, share, satisfaction 0 to 100 and its 95% interval)",
    ),
    "summary_method": ("情感：{method}", "Sentiment: {method}"),
    "summary_codebook": ("编码本：{codebook}", "Codebook: {codebook}"),
    "summary_aside": (
        "搁置 {rejected} 行；平台文字 {boilerplate} 条，重复 {duplicates} 条，空白 {empty} 条，"
        "遮盖个人信息 {masked} 处",
        "{rejected} rows set aside; {boilerplate} platform texts, {duplicates} duplicates, "
        "{empty} empty, "
        "{masked} pieces of personal data masked",
    ),
    # workbook
    "cut_rows": (
        "「{sheet}」共 {rows} 行，超过 Excel 的上限，只写入前 {kept} 行。",
        "“{sheet}” has {rows} rows, more than Excel can hold; only the first {kept} were written.",
    ),
    "cut_columns": (
        "「{sheet}」共 {columns} 列，只写入前 {kept} 列。",
        "“{sheet}” has {columns} columns; only the first {kept} were written.",
    ),
    "cut_cells": (
        "「{sheet}」有 {cells} 个单元格超过 Excel 的长度上限，已截短。",
        "In “{sheet}” {cells} cells were longer than Excel allows and were cut.",
    ),
    "item": ("项目", "Item"),
    "value": ("内容", "Value"),
}


def check_language(language: str) -> Language:
    """Return the language as one of `LANGUAGES`.

    Raises
    ------
    VocError
        If the report cannot be written in that language.

    Examples
    --------
    >>> check_language("zh")
    'zh'
    """
    for known in LANGUAGES:
        if language == known:
            return known
    raise VocError("report.no-language", asked=language, known=listed(LANGUAGES))


def choose(pair: tuple[str, str], language: Language) -> str:
    """Return the Chinese or the English member of a pair of `words`.

    >>> choose(("主题", "Topics"), "en")
    'Topics'
    """
    return pair[LANGUAGES.index(language)]


def texts(language: Language) -> dict[str, str]:
    """Return all texts of the report in one language."""
    every = TEXTS | STUDY_TEXTS | FINDING_TEXTS | TOPIC_TEXTS
    return {key: choose(pair, language) for key, pair in every.items()}
