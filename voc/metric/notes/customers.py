"""Sentences about loyalty, orders and complaints."""

from __future__ import annotations

CUSTOMERS: dict[str, tuple[str, str]] = {
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
        "Groups without a median or its upper bound, as too few complained or too many still "
        "wait ({until}): {count}.",
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
