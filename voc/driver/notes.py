"""What the tables of this package say of themselves: key → Chinese and English sentence.

A function that cannot give a figure adds `(key, parameters)` to `table.attrs["notes"]`.
"""

from __future__ import annotations

from typing import Any, TypeAlias

Note: TypeAlias = tuple[str, dict[str, Any]]

NOTES: dict[str, tuple[str, str]] = {
    "segment_of_one_group": (
        "{segment} 只有一个取值，没有可比较的其余部分。",
        "{segment} has one group only: there is no rest to compare it with.",
    ),
    "segment_groups_small": (
        "“{segment}”中有 {groups} 组没有检验：该组或其余部分不足 {minimum} 位受访者，或数值全同。",
        'Groups of "{segment}" not tested, as they or their rest have fewer than {minimum} '
        "respondents or nothing varies: {groups}.",
    ),
    "importance_unscored": (
        "{count} 位受访者没有打分，未进入重要性模型；模型使用 {n} 位。",
        "{count} respondents gave no score and are not in the model of importance; {n} are.",
    ),
    "importance_unmatched": (
        "{count} 位打了分的受访者没有可用的留言，未进入重要性模型。",
        "{count} respondents with a score have no comment that counts and are not in the model.",
    ),
    "importance_too_few": (
        "打分的受访者只有 {n} 位，少于 {minimum} 位，不计算重要性。",
        "Only {n} respondents with a score, fewer than {minimum}: no importance.",
    ),
    "importance_no_variation": (
        "所有受访者的得分相同，无法计算重要性。",
        "All respondents gave the same score: nothing to explain, no importance.",
    ),
    "importance_rare": (
        "评价人数少于 {minimum} 位，未进入模型：{columns}。",
        "Judged by fewer than {minimum} respondents, left out of the model: {columns}.",
    ),
    "importance_constant": (
        "所有受访者评价相同，未进入模型：{columns}。",
        "Judged alike by all respondents, left out of the model: {columns}.",
    ),
    "importance_many": (
        "受访者人数只够 {columns_allowed} 个变量（每个变量至少 {per_column} 位），"
        "提及较少的未进入模型：{columns}。",
        "The respondents suffice for {columns_allowed} columns (at least {per_column} each); "
        "left out as the least mentioned: {columns}.",
    ),
    "importance_no_drivers": ("没有可进入模型的驱动因素。", "No driver is left for the model."),
    "importance_ratings_missing": (
        "评分项有 {share:.0%} 缺失；相关系数用两项都有的受访者计算。",
        "{share:.0%} of the ratings are missing; each correlation uses who gave both.",
    ),
    "importance_ratings_filled": (
        "评分项有 {share:.0%} 缺失，以该项均值代替。",
        "{share:.0%} of the ratings are missing and were replaced by the mean of the item.",
    ),
    "importance_nothing_explained": (
        "驱动因素完全不能解释得分，没有重要性可分。",
        "The drivers explain nothing of the score: there is no importance to share out.",
    ),
    "importance_ridge": (
        "驱动因素几乎线性相关（条件数 {condition:.3g} 超过 {limit:g}），对角线加岭 {ridge:.2g}；"
        "完全相同的驱动因素平分重要性。",
        "Drivers nearly depend on each other (condition number {condition:.3g} above {limit:g}): "
        "ridge {ridge:.2g} on the diagonal; identical drivers share equally.",
    ),
    "importance_orderings": (
        "驱动因素多于 {exact} 个：对 {orderings} 个随机顺序取平均，而非全部顺序。",
        "More than {exact} drivers: the mean is over {orderings} random orderings, not all.",
    ),
    "importance_intervals_linear": (
        "区间取自线性模型自助抽样的偏差，加在似然模型的份额上。",
        "The intervals add the bootstrap deviations of the linear model to the shares of the "
        "likelihood model.",
    ),
    "impact_few": (
        "{drivers} 个因素没有影响值：提及或未提及的有评分评论不足 {minimum} 条。",
        "Without an impact, as fewer than {minimum} scored comments mention them or do not: "
        "{drivers} of the drivers.",
    ),
    "impact_side_few": (
        "{drivers} 个因素的负面或正面提及不足 {minimum} 条（或几乎全部如此），没有分开的影响值。",
        "Without the impact of negative or of positive mentions, as fewer than {minimum} "
        "scored comments hold them or do not: {drivers} of the drivers.",
    ),
    "interval_few": (
        "{drivers} 个因素的影响没有区间：提及或未提及的受访者不足 {minimum} 位。",
        "With an impact but no interval, as fewer than {minimum} respondents mention them or do "
        "not: {drivers} of the drivers.",
    ),
    "shared_impact_no_silence": (
        "未提及任何因素的有评分评论只有 {comments} 条（需 {minimum} 条），无法计算去重叠影响。",
        "Only {comments} scored comments mention no driver ({minimum} are needed): nothing to "
        "compare with, hence no overlap-adjusted impact.",
    ),
    "verdicts_excluded": (
        "{names} 是对整体的评价，不与具体因素一同分摊或对比。",
        "{names}: verdicts on the whole, which are not weighed beside the drivers.",
    ),
    "penalty_reward_few": (
        "{names}：正面、负面或未提及的受访者不足 {minimum} 位，无法判断 Kano 类别。",
        "{names}: fewer than {minimum} respondents praise it, blame it or leave it unmentioned: "
        "too few for a Kano class.",
    ),
    "penalty_reward_no_variation": (
        "所有评分相同，无法作惩罚–奖励对比。",
        "All scores are equal: there is nothing for a penalty–reward contrast to explain.",
    ),
    "penalty_reward_collinear": (
        "{names} 总是与其他因素一同出现，其作用无法分开。",
        "{names}: always mentioned together with others, so that their effects "
        "cannot be told apart.",
    ),
    "rating_missing": (
        "{names} 没有人评分。",
        "{names}: nobody gave a rating.",
    ),
    "quadrant_no_importance": (
        "{names} 没有重要性或满意度，不在象限图中。",
        "{names}: no importance or no satisfaction, hence not in a quadrant.",
    ),
    "quadrant_no_interval": (
        "{names} 没有置信区间，象限未定。",
        "{names}: no interval, hence the quadrant is undecided.",
    ),
    "quadrant_one_driver": (
        "只有一个因素，平均线就是它自己，象限未定。",
        "There is one driver only, and the line runs through it: the quadrant is undecided.",
    ),
    "lift_few": (
        "{names}：抱怨的受访者不足 {minimum} 位，不计算提升度。",
        "{names}: fewer than {minimum} respondents complain of it, hence no lift.",
    ),
    "lift_no_dissatisfied": (
        "没有不满意的受访者，无法计算提升度。",
        "No respondent is dissatisfied, so that no lift can be computed.",
    ),
    "brands_small": (
        "{number} 个竞争者（{brands}）不足 {minimum} 位受访者，只显示，不检验。",
        "Competitors not tested for want of {minimum} respondents: {number} ({brands}).",
    ),
    "brands_pooled": (
        "逐一比较评论最多的 {shown} 个竞争者；其余 {number} 个只计入合并的“全部”。",
        "The {shown} competitors with most comments are compared one by one; the other {number} "
        "count in “all” alone.",
    ),
    "alerts_few_periods": (
        "只有 {periods} 个时段；预警至少需要 {needed} 个。",
        "Alerts need {needed} periods; found: {periods}.",
    ),
    "slopes_few": (
        "{trends} 条趋势未估计：评论不足 {minimum} 条，或时段不足 {periods} 个。",
        "Trends not fitted for want of {minimum} comments or {periods} periods: {trends}.",
    ),
    "slopes_on_a_line": (
        "{trends} 条趋势的各期数值恰在一条直线上，无法给出区间。",
        "{trends} trends lie on a line exactly, so that no interval can be given.",
    ),
    "score_missing": (
        "没有评分，未计算影响、重要性、惩罚—奖励对比和提升度。",
        "There is no score: no impact, importance, penalty and reward, or lift.",
    ),
    "rating_without_driver": (
        "{names} 不是编码本中的驱动因素，只有评分，没有文本与之对照。",
        "{names}: not a driver of the codebook, so that there are ratings and no text beside them.",
    ),
}
