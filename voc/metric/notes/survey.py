"""Sentences about what a questionnaire asks: SERVQUAL, CSI, Kano, items."""

from __future__ import annotations

SURVEY: dict[str, tuple[str, str]] = {
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
    "csi_items_missing": (
        "模型中的以下题目没有对应的列，未纳入：{items}。",
        "These items of the model have no column and were left out: {items}.",
    ),
    "csi_items_unanswered": (
        "以下题目无人作答，未纳入：{items}。",
        "Nobody answered these items; they were left out: {items}.",
    ),
    "csi_latents_missing": (
        "以下潜变量没有可用的题目，已连同其路径从模型中去掉：{latents}。",
        "These latent variables have no items and left the model with their paths: {latents}.",
    ),
    "csi_left_out": (
        "{dropped} 位受访者有题目未答，未纳入；其余 {n} 位计入。",
        "{dropped} respondents with gaps were left out; {n} count.",
    ),
    "csi_mean_filled": (
        "{respondents} 位受访者的 {cells} 个缺失值以该题均值填补，区间因此略偏窄。",
        "{cells} gaps of {respondents} respondents were filled with the mean of the item, which "
        "makes intervals a little too narrow.",
    ),
    "csi_constant_items": (
        "以下题目所有人回答相同，未纳入：{items}。",
        "Everybody answered these items alike; they were left out: {items}.",
    ),
    "csi_constant_latents": (
        "以下潜变量的题目所有人回答相同，模型无法估计，指数取各题的简单平均：{latents}。",
        "Everybody answered all items of these alike, so that the model cannot be estimated; the "
        "index is the plain mean of the items: {latents}.",
    ),
    "csi_few_respondents": (
        "完整作答的受访者只有 {n} 位，少于 {minimum} 位，不估计模型，指数取各题的简单平均。",
        "Only {n} respondents, fewer than {minimum}: no model is estimated, and the index is the "
        "plain mean of the items.",
    ),
    "csi_not_converged": (
        "迭代 {iterations} 次仍未收敛，结果不可靠；请换一种加权方案，或检查题目的归属。",
        "No convergence after {iterations} iterations, do not rely on the figures; try another "
        "scheme, or check which items belong together.",
    ),
    "csi_negative_loading": (
        "以下题目与所属潜变量负相关，是否为反向题？指数中按反向计入：{items}。",
        "These items go against their latent variable; are they worded the other way round? The "
        "index counts them in reverse: {items}.",
    ),
    "csi_negative_weight": (
        "以下题目的外部权重为负，指数中高分视为差；请考虑删去：{items}。",
        "These items have a negative weight, so that the index takes a high answer for a bad one; "
        "consider leaving them out: {items}.",
    ),
    "csi_collinear_items": (
        "以下潜变量（模式 B）的题目共线，各题权重不能单独解读：{latents}。",
        "The items of these latent variables (mode B) are collinear; do not read their weights "
        "one by one: {latents}.",
    ),
    "csi_collinear_paths": (
        "指向以下潜变量的各原因共线，其路径系数不能单独解读：{latents}。",
        "What leads to these latent variables is collinear; do not read its path coefficients one "
        "by one: {latents}.",
    ),
    "csi_overlap": (
        "以下潜变量对的 HTMT 不低于 {limit}，难以区分：{pairs}。",
        "HTMT of {limit} or more: these pairs of latent variables are hardly told apart: {pairs}.",
    ),
    "csi_bootstrap_failed": (
        "{bootstrap} 次重抽样中有 {failed} 次无法估计，未计入区间。",
        "{failed} of {bootstrap} resamples could not be estimated and do not count in the bounds.",
    ),
    "csi_few_resamples": (
        "可用的重抽样只有 {usable} 次，少于 {least} 次，不给区间。",
        "Only {usable} resamples can be used, fewer than {least}: there are no bounds.",
    ),
    "items_scale_from_answers": (
        "未指明量表，按回答中的最低值 {low:g} 和最高值 {high:g} 作为量表两端。",
        "No scale was given: answers reach from {low:g} to {high:g}, which is taken for its ends.",
    ),
    "items_floor": (
        "以下题项超过 {percent:g} % 的回答落在最低分（地板效应）：{items}。",
        "More than {percent:g} % of the answers are the lowest one (floor effect): {items}.",
    ),
    "items_ceiling": (
        "以下题项超过 {percent:g} % 的回答落在最高分（天花板效应）：{items}。",
        "More than {percent:g} % of the answers are the highest one (ceiling effect): {items}.",
    ),
    "items_no_answers": (
        "以下题项没有人回答：{items}。",
        "Nobody answered these items: {items}.",
    ),
    "items_no_variation": (
        "以下题项所有人的回答都相同，没有相关系数：{items}。",
        "Everybody gave these items the same answer, so they correlate with nothing: {items}.",
    ),
    "factors_incomplete_rows": (
        "{n} 位受访者中有 {dropped} 位漏答了部分题项，因子分析时整行剔除。",
        "{dropped} of {n} respondents left out an item and do not count in the factor analysis.",
    ),
    "factors_too_few": (
        "可用题项 {items} 个、完整作答 {n} 人，不足以做因子分析。",
        "{items} usable items and {n} complete respondents are too few for a factor analysis.",
    ),
    "factors_few_rows": (
        "只有 {n} 位完整作答的受访者（建议至少 {minimum} 位），因子结果只能作参考。",
        "Only {n} complete respondents (at least {minimum} are advised): take factors as a hint.",
    ),
    "factors_no_variation": (
        "以下题项所有人的回答都相同，不参与因子分析：{items}。",
        "Everybody gave these items the same answer; they are left out: {items}.",
    ),
    "factors_collinear": (
        "以下题项完全由其他题项决定，不参与因子分析：{items}。",
        "These items are given by the others exactly; they are left out: {items}.",
    ),
    "factors_none": (
        "没有特征值超过随机数据（平行分析），不提取因子。",
        "No eigenvalue is above those of random tables (parallel analysis): no factor.",
    ),
    "factors_bounded": (
        "平行分析得到 {found} 个因子，题项数只够区分 {most} 个。",
        "Parallel analysis found {found} factors; the items can tell {most} apart.",
    ),
    "factors_heywood": (
        "有题项的独特性接近零（{least}），载荷不稳定；请减少因子数或检查题项。",
        "An item is left almost no variance of its own ({least}); ask for fewer factors.",
    ),
}
