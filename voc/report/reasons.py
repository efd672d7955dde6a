"""The texts of an explanation in Chinese and English, as `words` has those of the report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from voc.report.formats import count, number, shown
from voc.report.words import Language, choose

RULES: dict[str, tuple[str, str]] = {
    "lexicon": ("词典", "lexicon"),
    "pair": ("搭配决定褒贬", "polarity depends on what is judged"),
    "degree": ("程度词", "degree"),
    "negation": ("否定", "negation"),
    "double negation": ("双重否定", "double negation"),
    "neither nor": ("不好不坏", "neither good nor bad"),
    "contrast": ("转折之后，权重大", "after “but”, weighs more"),
    "concession": ("让步，权重小", "conceded, weighs less"),
    "exception": ("除外", "exception"),
    "wish": ("希望：说明现在没有", "a wish: it is missing now"),
    "conditional": ("假设", "conditional"),
    "rhetorical question": ("反问", "rhetorical question"),
    "question": ("提问，不算评价", "a question, no verdict"),
    "quote": ("转述别人的话", "somebody else’s words"),
    "irony": ("反语", "irony"),
    "mocking echo": ("反讽重复", "thrown back"),
    "comparison": ("比较", "comparison"),
    "long wait": ("等得久", "long wait"),
    "short wait": ("等得不久", "short wait"),
    "carried": ("对象承上句", "about what stood before"),
    "heading": ("对象见小标题", "about what the heading names"),
    "pattern": ("匹配正则表达式或分数", "found by a pattern or a grade"),
    "spread": ("评价也涵盖这一方面", "the verdict covers this, too"),
    "adapted": ("按本批评论修正", "corrected by these comments"),
    "mention": ("只提到", "mention"),
    "asked": ("只提到，按所问的一面计", "only named: on the side that was asked for"),
}
METHODS: dict[str, tuple[str, str]] = {
    "seed": ("词典与规则（未做适配）", "lexicon and rules (not adapted)"),
    "self-trained": (
        "词典与规则，再由褒贬确定的评论自训练",
        "lexicon and rules, self-trained on the comments whose side is sure",
    ),
    "scores": (
        "词典与规则，再由顾客自己打的分学习",
        "lexicon and rules, learned from the customers’ own scores",
    ),
}
LABELS: dict[str, tuple[str, str]] = {
    "positive": ("正面", "positive"),
    "neutral": ("中性", "neutral"),
    "negative": ("负面", "negative"),
}
_TEXTS: dict[str, tuple[str, str]] = {
    "verdict": (
        "{label}，情感 {sentiment}（把握 {confidence}；其中好评 {praise}，差评 {blame}）",
        "{label}, sentiment {sentiment} (confidence {confidence}; praise {praise}, blame {blame})",
    ),
    "unscored": (
        "平台文字或无内容的回答，不计分",
        "Platform text or an answer that says nothing: not scored",
    ),
    "mixed": ("褒贬兼有，偏{label}", "mixed, rather {label}"),
    "held out": (
        "判定这条评论的模型没有学过它，因此情感值与合计不完全对应。",
        "A model that had not learned from this comment judged it: its sentiment differs from"
        " this total.",
    ),
    "nothing": ("没有找到评价。", "No opinion was found."),
    "words": (
        "推动判断的词（对数几率，正值偏好评）",
        "What moved the verdict (log-odds, above 0 towards praise)",
    ),
    "seed": ("词典与规则", "lexicon and rules"),
    "rest": ("其余的词", "other words"),
    "base": ("基准（未读任何词时）", "before any word is read"),
    "total": ("合计", "total"),
    "learned": ("{method}；学自 {n} 条评论", "{method}; learned from {n} comments"),
    "scores": (
        "，留出检验与打分对照的宏平均 F1 为 {agreement}",
        ", macro-F1 against the scores where held out {agreement}",
    ),
    "self-trained": (
        "，留出检验时单凭词语与词典判断对照的宏平均 F1 为 {agreement}",
        ", macro-F1 of the words alone against the lexicon where held out {agreement}",
    ),
    "against_seed": ("（仅用词典与规则为 {seed}）", " (lexicon and rules alone: {seed})"),
    "corrected": (
        "；在本批中与词典相反的词：{words}",
        "; words that these comments use against the lists: {words}",
    ),
    "model": ("沿用早先的模型 {name}：{line}", "the earlier model {name}: {line}"),
    "declined scores": ("；未从顾客打分学习：{why}", "; not learned from the scores: {why}"),
    "declined self-trained": (
        "；未从评论自训练：{why}",
        "; not self-trained on the comments: {why}",
    ),
    "other_lists": (
        "（建于另一版词典，建议重新分析）",
        " (made with other word lists: better to learn anew)",
    ),
}
_DECLINED: dict[str, tuple[str, str]] = {
    "few": ("条数不够", "too few"),
    "one-sided": ("几乎只有一种褒贬", "nearly all take one side"),
    "reversed": (
        "打分与文字方向相反，请确认是否分数越低越好",
        "they run against the text (is a low score the best?)",
    ),
    "unrelated": ("与文字关系太弱", "they have too little to do with the text"),
    "no better": ("并不比词典与规则判得准", "no better than lexicon and rules"),
    "several questions": ("多个问题共用一个打分", "several questions share them"),
}
_CORRECTED_SHOWN = 12


def reason(key: str, language: Language) -> str:
    """One text of an explanation.

    >>> reason("total", "en")
    'total'
    """
    return choose(_TEXTS[key], language)


def method_line(sentiment: Mapping[str, Any], lexicon: str, language: Language) -> str:
    """How the sentiment of a run was made, and how well that held, from its manifest.

    >>> method_line({"method": "seed", "n": 20}, "", "en")
    'lexicon and rules (not adapted)'
    """
    method = str(sentiment.get("method", ""))
    line = choose(METHODS.get(method, (method, method)), language)
    if method not in METHODS:
        return line
    if method == "seed":
        return line + _declined(sentiment, language)
    line = reason("learned", language).format(method=line, n=count(sentiment.get("n", 0)))
    if sentiment.get("agreement") is not None:
        line += reason(method, language).format(agreement=number(sentiment["agreement"], 2))
    if method == "scores" and sentiment.get("seed_agreement") is not None:
        line += reason("against_seed", language).format(seed=number(sentiment["seed_agreement"], 2))
    if sentiment.get("model"):
        name = shown(sentiment["model_name"], 60)
        line = reason("model", language).format(name=name, line=line)
        if sentiment.get("model_lexicon") != lexicon:
            line += reason("other_lists", language)
    words = [found["word"] for found in sentiment.get("corrected", ())]
    if words:
        listed = choose(("、", ", "), language).join(words[:_CORRECTED_SHOWN])
        dots = " …" if len(words) > _CORRECTED_SHOWN else ""
        line += reason("corrected", language).format(words=listed + dots)
    return line + _declined(sentiment, language)


def _declined(sentiment: Mapping[str, Any], language: Language) -> str:
    """Why scores were not learned from, or nothing at all was."""
    return "".join(
        reason(f"declined {method}", language).format(why=choose(_DECLINED[why], language))
        for method, why in sentiment.get("declined", {}).items()
        if why in _DECLINED and f"declined {method}" in _TEXTS
    )


def rule_names(rule: str, language: Language) -> list[str]:
    """The rules of an opinion in words; one that is not known stays as it is.

    >>> rule_names("degree+negation", "zh")
    ['程度词', '否定']
    """
    return [choose(RULES.get(name, (name, name)), language) for name in rule.split("+") if name]
