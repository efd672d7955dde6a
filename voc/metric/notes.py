"""What the tables of this package say of themselves: key → Chinese and English sentence.

A function that cannot give a figure adds `(key, parameters)` to `table.attrs["notes"]`.
"""

from __future__ import annotations

from typing import Any, TypeAlias

Note: TypeAlias = tuple[str, dict[str, Any]]

NOTES: dict[str, tuple[str, str]] = {
    "ratio_nothing_expected": (
        "{n} 位受访者中有 {count} 位期望为 0，其个人比值无法计算，只计入均值之比。",
        "{count} of {n} respondents expected 0; they have no ratio of their own and count only in "
        "the ratio of means.",
    ),
    "orders_without_customer_or_time": (
        "{count} 笔订单缺客户或时间，未计入。",
        "{count} orders without a customer or a time were left out.",
    ),
    "orders_too_young": (
        "{count} 位客户首单距截止日不足 {days} 天，尚不能判断是否复购，未计入。",
        "{count} customers first ordered less than {days} days before the end of the table: too "
        "early to tell whether they buy again; they were left out.",
    ),
    "orders_may_be_returned": (
        "{count} 笔订单未满 {days} 天，仍可能退货，未计入退货率。",
        "{count} orders are younger than {days} days and may still be returned; they were left out "
        "of the return rate.",
    ),
    "orders_last_period_open": (
        "最后一期 {period} 未完整，不参与保持率与流失率（若其实已完整，请给出 until）。",
        "The last period, {period}, is not whole and was left out of retention and churn (if it "
        "is, give `until`).",
    ),
    "orders_one_period": (
        "完整的期数不足两期，无法计算保持率、流失率和加入率。",
        "Fewer than two whole periods: no retention, churn or acquisition rate.",
    ),
    "groups_below_minimum": (
        "{count} 个数值的样本（本组或其余）不足 {minimum}，只列出，不做检验。",
        "{count} figures rest on fewer than {minimum} answers in the group or in the rest: shown, "
        "not tested.",
    ),
    "groups_without_variation": (
        "{count} 个数值在两边都没有差异（回答完全相同），无法检验。",
        "{count} figures vary in neither group: no test is possible.",
    ),
    "scale_mixed": (
        "列“{column}”中有 {count} 个回答不在 {low}–{high} 分内（如 {shown}），疑为另一种量表；"
        "已剔除，未换算。用另一量表的人若打了 {high} 分及以下，无法识别。",
        'Column "{column}": {count} answers lie outside {low} to {high} ({shown}), as if given on '
        "another scale; they were left out, not converted. Answers up to {high} that were given "
        "on that other scale cannot be told.",
    ),
    "scale_zero_not_rated": (
        "列“{column}”中有 {count} 个 0，量表从 {low} 开始，按未评价处理。",
        'Column "{column}": {count} zeros on a scale that begins at {low} count as not rated.',
    ),
    "weights_missing": (
        "{count} 位受访者没有权重或权重为 0，不计入加权结果。",
        "{count} respondents without a weight, or with weight 0, do not count in weighted figures.",
    ),
    "alpha_incomplete_rows": (
        "{n} 位受访者中有 {dropped} 位漏答了部分题项，计算信度时整行剔除。",
        "{dropped} of {n} respondents left out an item and do not count in the reliability.",
    ),
    "alpha_one_item": (
        "只有 {items} 个题项，无法计算 Cronbach's α（至少需要两个）。",
        "Cronbach's alpha needs two items; there is {items}.",
    ),
    "alpha_too_few": (
        "只有 {n} 位受访者完整作答，无法计算信度。",
        "Only {n} complete respondents: reliability cannot be computed.",
    ),
    "alpha_no_variation": (
        "{n} 位受访者的总分没有差异，Cronbach's α 没有定义。",
        "The totals of the {n} respondents do not differ: Cronbach's alpha is not defined.",
    ),
    "alpha_few_respondents": (
        "只有 {n} 位完整作答的受访者（少于 {minimum}），α 的区间只能作参考。",
        "Only {n} complete respondents (below {minimum}): take the interval of alpha as a hint.",
    ),
    "alpha_constant_items": (
        "以下题项所有人的回答都相同，对信度没有贡献：{items}。",
        "Everybody gave these items the same answer; they add nothing to the reliability: {items}.",
    ),
    "alpha_reversed_items": (
        "以下题项与其他题项方向相反，可能是反向题，请先反向计分：{items}。",
        "These items run against the others; turn those worded the other way round: {items}.",
    ),
    "servqual_no_expectation": (
        "问卷没有期望题，只报告感知（SERVPERF），差距为空。",
        "Expectation was not asked: perceptions alone (SERVPERF), gaps are empty.",
    ),
    "servqual_scale_from_answers": (
        "未指明量表，按回答中的最低值 {low:g} 和最高值 {high:g} 作为量表两端。",
        "No scale was given: answers reach from {low:g} to {high:g}, which is taken for its ends.",
    ),
    "servqual_other_dimensions": (
        "以下维度不属于 SERVQUAL 五维度：{dimensions}。",
        "These dimensions are not among the five of SERVQUAL: {dimensions}.",
    ),
    "servqual_one_item": (
        "以下维度只有一个题项，没有 Cronbach's α：{dimensions}。",
        "These dimensions have one item and no Cronbach's alpha: {dimensions}.",
    ),
    "servqual_points_not_100": (
        "{n} 位受访者分配的分数之和不是 100，已按其总和折算。",
        "The points of {n} respondents do not add up to 100; they were scaled to do so.",
    ),
    "servqual_without_points": (
        "{n} 位受访者没有分配分数，不计入加权总差距。",
        "{n} respondents shared out no points and do not count in the weighted overall gap.",
    ),
    "servqual_too_few_items": (
        "{n} 位受访者在某个维度上只回答了不到一半的题项，该维度不计入。",
        "{n} respondents answered less than half of the items of a dimension; they do not count.",
    ),
    "servqual_overall_incomplete": (
        "{n} 位受访者没有回答全部维度（或没有分配分数），不计入总差距。",
        "{n} respondents lack a dimension (or points) and do not count in the overall gap.",
    ),
    "servqual_few_respondents": (
        "以下各行的受访者少于 {minimum} 人，只能作参考：{dimensions}。",
        "Fewer than {minimum} respondents, take as a hint: {dimensions}.",
    ),
    "tolerance_inverted": (
        "有 {n} 个回答的可接受水平高于理想水平，已保留，请核对。",
        "{n} answers put the adequate level above the desired one; they are kept, please check.",
    ),
    "kano_no_answers": (
        "以下功能没有成对的回答：{features}。",
        "Nobody answered both questions on: {features}.",
    ),
    "kano_few_answers": (
        "以下功能的成对回答少于 {minimum} 个，分类只能作参考：{features}。",
        "Fewer than {minimum} pairs of answers, take the category as a hint: {features}.",
    ),
    "kano_only_reverse": (
        "以下功能的回答全是反向或可疑，没有 Better/Worse 系数：{features}。",
        "All answers are reverse or questionable, so there is no Better or Worse: {features}.",
    ),
    "kano_combination": (
        "以下功能票数最多的几类在 90 % 水平上无法区分，记为混合：{features}。",
        "The most frequent kinds cannot be told apart at the 90 % level (combination): {features}.",
    ),
    "kano_many_reverse": (
        "{share} % 的回答是反向，请核对编码：1 是“喜欢”还是“不喜欢”？",
        "{share} % of the answers are reverse; check the coding: does 1 mean like or dislike?",
    ),
    "kano_contradictory_respondents": (
        "{n} 位受访者多次自相矛盾（可疑 Q），分类前请先查看他们的答卷。",
        "{n} respondents contradict themselves repeatedly (Q); look at them before the categories.",
    ),
}
