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
    "groups_alone": (
        "{count} 个数值没有可比较的其余受访者。",
        "{count} figures have no other respondents to be compared with.",
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
    "scale_looks_mixed": (
        "列“{column}”按 {low}–{high} 分读取，但 5 分以上几乎中断，疑有人用了 1–5 分；"
        "请核对，必要时声明量表。",
        'Column "{column}" was read as {low} to {high}, but its answers break off after 5, as if '
        "many had been given on 1 to 5: check it, and declare the scale if need be.",
    ),
    "scale_unstated": (
        "列“{column}”中有 {count} 个回答未写明满分，其余写明满分 {high} 分，一并按 {high} 分读取。",
        'Column "{column}": {count} answers do not say of how many they are, the others are of '
        "{high}; all were read as of {high}.",
    ),
    "scale_zero_not_rated": (
        "列“{column}”中有 {count} 个 0，量表从 {low} 开始，按未评价处理。",
        'Column "{column}": {count} zeros on a scale that begins at {low} count as not rated.',
    ),
    "join_matched": (
        "{matched} 位受访者在评论与指标两份数据中都有；{without_metrics} 位只有评论，"
        "{without_comments} 位只有指标（仍计入指标）。",
        "{matched} respondents stand in the comments and in the metrics, {without_metrics} in the "
        "comments alone and {without_comments} in the metrics alone (who count in the metrics).",
    ),
    "join_without_id": (
        "{comments} 行评论和 {metrics} 行指标没有客户编号，无法对应，但均保留。",
        "{comments} rows of comments and {metrics} of metrics name no respondent; they were kept "
        "unmatched.",
    ),
    "join_several_mean": (
        "{count} 位受访者有多行指标，评分取平均，其余取最后一行。",
        "{count} respondents have several rows of metrics: the mean of their ratings was taken, "
        "of the rest the latest.",
    ),
    "join_several_latest": (
        "{count} 位受访者有多行指标，取最后一行。",
        "{count} respondents have several rows of metrics: the latest was taken.",
    ),
    "join_left_out": (
        "取平均时剔除了 {count} 个不在量表内的回答。",
        "{count} answers off their scale were left out of these means.",
    ),
    "join_leading_zeros": (
        "有 {count} 位受访者若不计编号前的 0 即可对应：Excel 会丢掉未存为文本的编号前的 0。",
        "{count} respondents would match without the leading zeros of their ids: Excel drops them "
        "where ids are not stored as text.",
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
    "loyalty_not_asked": (
        "未询问的指标：{indicators}；其权重按比例分给其余指标。",
        "Indicators that were not asked: {indicators}; the others share their weight in "
        "proportion.",
    ),
    "loyalty_by_rank": (
        "指标 {indicators} 没有给定量表，按受访者中的百分位排名计分；其均值恒为 50，"
        "只能比较人与人。",
        "Indicators without a scale, {indicators}, count by percentile rank among the respondents: "
        "their mean is always 50 and tells people apart, not the level.",
    ),
    "loyalty_by_range": (
        "指标 {indicators} 没有给定量表，按实际最小值到最大值换算为 0–100。",
        "Indicators without a scale, {indicators}, are mapped from the smallest to the largest "
        "figure seen.",
    ),
    "loyalty_no_answers": (
        "指标 {indicators} 无人回答，未计入。",
        "Nobody answered {indicators}; left out.",
    ),
    "loyalty_no_variation": (
        "指标 {indicators} 人人相同，熵权为 0。",
        "{indicators} is the same for all respondents; its entropy weight is 0.",
    ),
    "loyalty_none_varies": (
        "各指标都人人相同，熵权法无从区分，改用等权。",
        "No indicator varies between respondents; entropy gives no weights, all weigh the same.",
    ),
    "loyalty_consistency": (
        "判断矩阵的一致性比率（应不超过 0.1）：{ratios}。",
        "Consistency ratios of the pairwise judgements (at most 0.1): {ratios}.",
    ),
    "loyalty_unanswered": (
        "{n} 位受访者回答的指标权重不足 {share}，没有个人忠诚度指数。",
        "{n} respondents answered less than {share} of the weight and have no index.",
    ),
    "loyalty_cutoffs": (
        "分界（0–100）：满意度高 ≥ {satisfaction}，忠诚度高 ≥ {loyalty}；信徒：满意度 ≥ "
        "{apostle_satisfaction} 且忠诚度 ≥ {apostle_loyalty}；暴徒：满意度 ≤ "
        "{terrorist_satisfaction} 且忠诚度 ≤ {terrorist_loyalty}。",
        "Lines (0–100): satisfaction is high from {satisfaction}, loyalty from {loyalty}; apostles "
        "have at least {apostle_satisfaction} and {apostle_loyalty}, terrorists at most "
        "{terrorist_satisfaction} and {terrorist_loyalty}.",
    ),
    "loyalty_groups_nobody": (
        "没有受访者同时有满意度和忠诚度。",
        "No respondent has both a satisfaction and a loyalty.",
    ),
    "loyalty_curve_nobody": (
        "没有受访者同时有满意度和忠诚度，无法画曲线。",
        "No respondent has both a satisfaction and a loyalty: no curve.",
    ),
    "loyalty_curve_rounded": (
        "满意度有 {levels} 个不同取值，曲线按 5 分一档归并。",
        "Satisfaction takes {levels} different values; the curve rounds them to multiples of 5.",
    ),
    "loyalty_curve_few": (
        "只有 {n} 位受访者（少于 {minimum}），未寻找无差异区。",
        "Only {n} respondents (fewer than {minimum}): no zone of indifference was looked for.",
    ),
    "loyalty_zone": (
        "无差异区：满意度 {start}（{start_low}–{start_high}）到 {end}（{end_low}–{end_high}）；"
        "其中满意度每升 1 分，忠诚度升 {slope} 分，全程平均升 {average} 分。",
        "Zone of indifference: satisfaction {start} ({start_low} to {start_high}) to {end} "
        "({end_low} to {end_high}). Within it a point of satisfaction goes with {slope} points of "
        "loyalty, over all levels with {average}.",
    ),
    "loyalty_no_zone": (
        "没有明确的无差异区：没有一段的斜率明显低于平均斜率的一半。",
        "No clear zone of indifference: nowhere is the slope clearly below half the average.",
    ),
    "loyalty_zone_few_levels": (
        "至少有 5 位受访者的满意度档次只有 {levels} 个，不足以寻找无差异区。",
        "Only {levels} levels of satisfaction have 5 respondents: too few to look for a zone of "
        "indifference.",
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
    "rfm_rows_left_out": (
        "{count} 行缺客户、时间或金额，未计入。",
        "{count} rows without a customer, a time or an amount were left out.",
    ),
    "rfm_rows_later": (
        "{count} 行晚于截止日，未计入。",
        "{count} rows later than the day of reckoning were left out.",
    ),
    "rfm_refunds": (
        "{count} 笔退款（负金额）从消费金额中扣除，不算订单；{only} 位客户只有退款，未列出。",
        "{count} refunds (negative amounts) lower the money and are no orders; {only} customers "
        "with nothing but refunds are not listed.",
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
    "sampling_population_too_small": (
        "联系全部客户也只能得到约 {reached} 份回答，少于需要的 {respondents} 份。",
        "Even writing to everybody brings about {reached} answers, below the {respondents} needed.",
    ),
    "sampling_everyone": (
        "要抽 {asked} 人，总共只有 {n} 人，全部抽取。",
        "{asked} were asked for and there are {n}: all are taken.",
    ),
    "sampling_without_stratum": (
        "{n} 人的分层信息缺失，单独作为一层。",
        "{n} respondents lack a value of the strata and make strata of their own.",
    ),
    "sampling_small_strata": (
        "以下各层抽到的人少于 {fewest} 人，无法估计层内误差：{strata}。",
        "Fewer than {fewest} are drawn from these strata, too few to know their error: {strata}.",
    ),
    "sampling_empty_strata": (
        "样本量不够，以下各层没有抽到人，权重不能代表它们：{strata}。",
        "The draw is too small: nobody from these strata, the weights do not cover them: {strata}.",
    ),
    "sampling_unknown_spread": (
        "以下各层的有效数值不足两个，标准差用总体的代替：{strata}。",
        "Too few figures in these strata; the standard deviation of all stands in: {strata}.",
    ),
    "recovery_clock_skew": (
        "{count} 条投诉的时间早于提交时间（{until}），时钟有误，其时长未计入。",
        "{count} complaints have a time ({until}) earlier than the opening: a clock was wrong; "
        "these times were set aside.",
    ),
    "recovery_half_waiting": (
        "一半以上的投诉仍在等待（{until}），时长中位数未知。",
        "Half of the complaints still wait ({until}): the median is not known yet.",
    ),
    "recovery_groups_waiting": (
        "{count} 个分组的投诉太少或仍在等待的太多（{until}），时长中位数或其上限未知。",
        "In {count} groups the complaints are too few, or too many still wait ({until}), for the "
        "median or its upper bound.",
    ),
    "recovery_no_upper_bound": (
        "投诉太少或仍在等待的太多（{until}），时长中位数的上限未知。",
        "Too few complaints, or too many still waiting ({until}): the median has no upper bound.",
    ),
    "recovery_unknown": (
        "{n} 位客户在“{stage}”一步情况不明，自此不计入。",
        "Of {n} customers it is not known whether they came through {stage}; they were left out "
        "from there on.",
    ),
    "recovery_not_logged": (
        "投诉记录没有这些列：{columns}；相应的分组和时长无法计算。",
        "The complaint log has no column for {columns}: no groups and no times of these.",
    ),
    "recovery_no_repurchase": (
        "没有回购数据，无法比较投诉之后的购买。",
        "There is nothing on who bought again: no comparison.",
    ),
    "recovery_no_comparison": (
        "没有从未投诉的客户（或不知其是否回购），无法比较。",
        "There are no customers who never complained and of whom it is known whether they bought "
        "again: no comparison.",
    ),
    "weights_not_used": (
        "未使用调查权重：所有记录各计一次。",
        "Survey weights are not used here: every record counts once.",
    ),
    "orders_unreadable": (
        "订单表中有 {count} 行无法读取，已略去。",
        "{count} rows of the order table could not be read and were left out.",
    ),
    "recovery_no_complaints": (
        "列“{column}”中没有任何投诉时间，未作服务补救分析。",
        'No row has a time of a complaint in "{column}": no service recovery.',
    ),
    "orders_strangers": (
        "订单表中没有任何一位投诉客户，无法得知他们是否再次购买。",
        "No customer who complained stands in the order table: who bought again is not known.",
    ),
    "clv_no_retention": (
        "没有保持率，无法计算客户终身价值。",
        "There is no retention rate, hence no lifetime value.",
    ),
}
