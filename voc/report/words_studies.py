"""Every text of the report about impact, importance, segments and the parts of a survey.

An entry is a pair (Chinese, English), as in `voc.report.words`.
"""

from __future__ import annotations

STUDY_TEXTS: dict[str, tuple[str, str]] = {
    "as_table": ("表格", "As a table"),
    "sample": ("n", "n"),
    "figure": ("数值", "Figure"),
    "and_more": (" 等另 {n} 个", " and {n} more"),
    "base_scored_comments": ("n = {n} 条有打分的评论。", "n = {n} comments with a score."),
    "base_scored_respondents": (
        "n = {n} 位有打分的受访者。",
        "n = {n} respondents with a score.",
    ),
    "base_comments": ("n = {n} 条评论。", "n = {n} comments."),
    "no_figure": ("数据不足，无图", "Not enough data for a chart"),
    "importance": ("重要性", "Importance"),
    "loyalty": ("忠诚度", "Loyalty"),
    "penalty": ("差评代价", "Cost of complaint"),
    "reward": ("好评收益", "Gain from praise"),
    # quadrants
    "quadrant_concentrate_here": ("优先改进", "Concentrate here"),
    "quadrant_keep_up": ("保持优势", "Keep up"),
    "quadrant_low_priority": ("次要机会", "Low priority"),
    "quadrant_possible_overkill": ("过度投入", "Possible overkill"),
    "quadrant_undecided": ("未定", "Undecided"),
    # Kano
    "kano_basic": ("基本需求", "Basic"),
    "kano_performance": ("期望需求", "Performance"),
    "kano_excitement": ("兴奋需求", "Excitement"),
    "kano_indifferent": ("无差异", "Indifferent"),
    "kano_reverse": ("反向", "Reverse"),
    "kano_questionable": ("可疑", "Questionable"),
    "kano_undecided": ("未定", "Undecided"),
    "kano_better": ("Better：具备时更满意", "Better: more satisfied with it"),
    "kano_worse": ("−Worse：缺少时更不满", "−Worse: less satisfied without it"),
    "zone_of_indifference": ("无差异区", "Zone of indifference"),
    # sections and blocks: heading, and how it is computed
    "priorities": ("该先做什么", "What to do first"),
    "survey": ("问卷", "The questionnaire"),
    "block_quadrants": ("重要性—满意度象限", "Importance and satisfaction"),
    "block_quadrants_lead": (
        "横轴是满意度，纵轴是重要性（对得分 R² 的贡献份额）；虚线为各因素的平均（或中位数），"
        "细线为 95% 区间。"
        "空心点的区间跨过虚线，象限未定。",
        "Satisfaction to the right, importance (share of the R² of the score) upwards; dashed "
        "lines are the mean (or median) of the drivers, thin lines 95% intervals. The interval of "
        "a hollow point crosses a line, so its quadrant is not certain.",
    ),
    "block_importance": ("各因素对得分的重要性", "Importance for the score"),
    "block_importance_lead": (
        "{method}，全部因素合计解释 R² = {r2}；份额之和为 100%，区间由受访者重复抽样得出。"
        "效应为标准化系数："
        "正数表示评价越好得分越高。这是关联，不一定是原因。",
        "{method}; together the drivers explain R² = {r2}. Shares add up to 100%, intervals come "
        "from resampling respondents. The effect is a standardised coefficient: positive when "
        "better opinions go with higher scores. Association, not proof of a cause.",
    ),
    "block_impacts": ("差评与好评的影响", "Impact of complaint and of praise"),
    "block_impacts_lead": (
        "全部评论的平均得分（0–100）减去没有差评（好评）该因素的评论的平均得分；"
        "灰色表示区间包含 0。"
        "分摊影响按 Shapley 值在同时提及的因素间平分，各因素相加等于总差。",
        "Mean score (0–100) of all comments minus that of comments that do not complain of "
        "(praise) the driver; grey where the interval contains 0. The shared impact divides what "
        "is mentioned together by Shapley values; it adds up to the total over the drivers.",
    ),
    "block_impacts_nps": ("差评与好评对 NPS 的影响", "Impact of complaint and of praise on NPS"),
    "block_impacts_nps_lead": (
        "全部受访者的 NPS 减去没有差评（好评）该因素者的 NPS，单位为 NPS 分；灰色表示区间包含 0。"
        "分摊影响按 Shapley 值在同时提及的因素间平分，各因素相加等于总差。",
        "NPS of all minus NPS of those who do not complain of (praise) the driver, in NPS points; "
        "grey where the interval contains 0. The shared impact divides what is mentioned together "
        "by Shapley values; it adds up to the total over the drivers.",
    ),
    "block_penalty_reward": (
        "基本、期望与兴奋需求（Kano）",
        "Basic, performance, excitement (Kano)",
    ),
    "block_penalty_reward_lead": (
        "差评代价：提到其不好者与未提及者的得分之差；好评收益：提到其好者与未提及者之差；"
        "对全部因素同时回归"
        "（惩罚—奖励对比）。只有区间支持时才归类，否则为未定。",
        "Cost of complaint: score of those who complain against those who do not mention it; gain "
        "from praise alike; all drivers in one regression (penalty–reward contrast). A driver is "
        "classed only where the intervals say so, else undecided.",
    ),
    "block_lift": ("抱怨与不满意", "Complaint and dissatisfaction"),
    "block_lift_lead": (
        "抱怨该因素的受访者中给出不满意分数的比例；全体为 {overall}，提升度为两者之比（Beta "
        "后验区间）。",
        "Share of respondents with a dissatisfied score among those who complain of the driver; "
        "{overall} of all. The lift is the ratio of the two (interval of the Beta posterior).",
    ),
    "heat_lead": (
        "图中为各组对各因素的满意度 0–100：绿色高于、橙色低于其余各组，★ 为校正多重检验后仍显"
        "著（p < 0.05）；不足 {minimum} 条提及的不着色。",
        "The charts show the satisfaction of each group with each driver, 0–100: green above, "
        "orange below the other groups, ★ where significant after correction for many tests "
        "(p < 0.05); without colour where there are fewer than {minimum} mentions.",
    ),
    "block_metric_segments": ("指标有显著差异的组", "Groups whose metrics differ"),
    "block_metric_segments_lead": (
        "共 {tests} 次检验，每组与其余比较，p 值已校正；只列出显著者。",
        "{tests} tests, each group against the rest, p-values corrected; only significant ones.",
    ),
    "block_metric_segments_none": ("各组指标", "Metrics by group"),
    "block_metric_segments_none_lead": (
        "共 {tests} 次检验，每组与其余比较；校正多重检验后没有显著差异。",
        "{tests} tests, each group against the rest: no difference is significant after "
        "correction for many tests.",
    ),
    "block_brands": ("与竞争对手比较", "Against competitors"),
    "block_brands_lead": (
        "「{own}」与其余各家相比：满意度之差及 95% 区间，领先或落后以校正后 p < 0.05 为准。",
        "“{own}” against all others: difference of satisfaction with its 95% interval; leading or "
        "trailing where the corrected p is below 0.05.",
    ),
    "block_trends": ("满意度的变化", "Satisfaction over time"),
    "block_trends_lead": (
        "提及最多的因素各时期的满意度，阴影为 95% 区间；各图同一刻度。",
        "Satisfaction with the most mentioned drivers by period; the band is the 95% interval, "
        "all "
        "charts have one scale.",
    ),
    "block_slopes": ("持续上升或下降", "Rising or falling"),
    "block_slopes_lead": (
        "每期变化量（加权直线）及 95% 区间，只列出校正后显著者。",
        "Change per period (weighted line) with its 95% interval; only those significant after "
        "correction.",
    ),
    "block_alerts": ("预警", "Alerts"),
    "block_alerts_lead": (
        "某因素的负面占比超出其自身历史的控制限（p′ 图，约三倍标准差，有最低声量）；"
        "占提及的评论：是否评得更差；占全部评论：是否抱怨得更多。",
        "The negative share of a driver left the control limits of its own past (p′ chart, about "
        "three standard deviations, with a minimum volume). Of its mentions: is it judged worse? "
        "Of all comments: is it complained of more often?",
    ),
    "block_quadrants_rated": (
        "重要性—满意度象限（打分）",
        "Importance and satisfaction (rated)",
    ),
    "block_quadrants_rated_lead": (
        "满意度取自受访者对各因素的打分（0–100，最多 n = {n} 人），重要性由打分与总体得分推出（R² "
        "的份额）；虚线与空心点同前。",
        "Satisfaction is what the respondents rated (0–100, at most n = {n}), importance derived "
        "from ratings and overall score (shares of R²); lines and hollow points as before.",
    ),
    "block_quadrants_stated": (
        "重要性—满意度象限（自述）",
        "Importance and satisfaction (as stated)",
    ),
    "block_quadrants_stated_lead": (
        "满意度与重要性都取自受访者的打分（0–100，最多 n = {n} 人）。人们自称重要的，不一定是真正"
        "左右得分的，请与上图对照。",
        "Satisfaction and importance are both as the respondents rated them (0–100, at most "
        "n = {n}). What people call important need not be what moves their score: compare with "
        "the chart above.",
    ),
    "block_servqual_tolerance": ("容忍区", "Zone of tolerance"),
    "block_servqual_tolerance_lead": (
        "感知减可接受水平、感知减理想水平，各附 95% 区间；区间支持时才说明在区内或区外。",
        "Perception minus what is adequate, and minus what is desired, with 95% intervals; inside "
        "or outside only where the intervals say so.",
    ),
    "zone_position": ("位置", "Position"),
    "block_item_statistics": ("题项", "Items"),
    "block_item_statistics_lead": (
        "每题的均值及 95% 区间、标准差、最低分与最高分的比例；相关矩阵见 Excel。",
        "Mean with its 95% interval, standard deviation, share of the lowest and of the highest "
        "answer; the correlations are in the workbook.",
    ),
    "block_factors": ("题项测的是什么", "What the items measure"),
    "block_factors_lead": (
        "探索性因子分析，{count} 个因子解释 {explained} 的方差，KMO = {kmo}，n = {n}；列为载荷。",
        "Exploratory factor analysis: {count} factors explain {explained} of the variance, "
        "KMO = {kmo}, n = {n}; the numbered columns are loadings.",
    ),
    "block_rfm_segments": ("客户分群（RFM）", "Customers by RFM"),
    "block_rfm_segments_lead": (
        "按最近一次购买、购买次数与金额高低分为八群，n = {n} 位客户；天数与次数为中位数。",
        "Eight groups by recency, frequency and money, n = {n} customers; days and orders are "
        "medians.",
    ),
    "block_lifetime_value": ("客户终身价值", "Lifetime value of a customer"),
    "block_lifetime_value_lead": (
        "{value}（{limits}）：m·r ÷（1 + d − r），由每期毛利、保持率（n = {n}）与折现率算出。",
        "{value} ({limits}): m·r / (1 + d − r) from the margin of a period, the retention rate "
        "(n = {n}) and the discount rate.",
    ),
    "block_servqual": ("SERVQUAL 差距", "SERVQUAL gaps"),
    "block_servqual_lead": (
        "差距 = 感知 − 期望，最差在前；α 为感知题项的 Cronbach 系数；"
        "右列为评论中同一维度的满意度（0–100）。",
        "Gap = perception − expectation, worst first; alpha is Cronbach's of the perceptions; the "
        "last column is the satisfaction with the same dimension in the comments (0–100).",
    ),
    "block_csi": ("满意度指数（CSI）", "Satisfaction index (CSI)"),
    "block_csi_lead": (
        "PLS 路径模型，n = {n}；框内为指数 0–100 及 95% 区间（重复抽样），箭头上为路径系数，"
        "虚线表示区间包含 0。",
        "PLS path model, n = {n}; in the boxes index 0–100 with its 95% interval (bootstrap), on "
        "the arrows path coefficients; dashed where the interval contains 0.",
    ),
    "block_ipma": ("重要性—绩效（IPMA）", "Importance and performance (IPMA)"),
    "block_ipma_lead": (
        "重要性：该变量提高 1 分，满意度指数提高多少分（非标准化总效应）；绩效：其指数。",
        "Importance: points by which the index of satisfaction rises with one point of the "
        "variable (unstandardised total effect). Performance: its own index.",
    ),
    "block_kano": ("Kano 问卷", "Kano questionnaire"),
    "block_kano_lead": (
        "每项功能的类别取最多的回答；Better =（A + O）÷（A + O + M + I），Worse = −（O + M）÷ "
        "同一分母，95% Wilson 区间。",
        "The category of a feature is its most frequent answer; Better = (A + O) / (A + O + M + "
        "I), Worse = −(O + M) / the same, with Wilson's 95% intervals.",
    ),
    "block_loyalty": ("忠诚度指数", "Loyalty index"),
    "block_loyalty_lead": (
        "各指标换算为 0–100，按权重合成；末行为总指数。",
        "Each indicator as 0–100, put together by its weight; the last row is the index.",
    ),
    "block_loyalty_groups": ("满意度与忠诚度", "Satisfaction and loyalty"),
    "block_loyalty_groups_lead": (
        "曲线为只升不降的回归（保序回归），阴影为 95% 区间；灰色为无差异区："
        "满意度提高而忠诚度几乎不变。",
        "The curve is a regression that never falls (isotonic), with its 95% band; grey is the "
        "zone of indifference, where satisfaction rises and loyalty hardly does.",
    ),
    "block_recovery": ("投诉与服务补救", "Complaints and recovery"),
    "block_recovery_lead": (
        "用时为中位数（小时，未答复者按删失计）；复购比例与从未投诉者相比，p 值已校正。",
        "Times are medians in hours (those still waiting count as censored); repurchase against "
        "customers who never complained, p-values corrected.",
    ),
    # words in the tables of blocks
    "importance_source": ("来源", "Source"),
    "source_text": ("评论", "Comments"),
    "source_rating": ("打分", "Ratings"),
    "method_lmg": ("LMG（全部子集的 Shapley 分解）", "LMG (Shapley shares over all subsets)"),
    "method_relative_weights": ("Johnson 相对权重", "Johnson's relative weights"),
    "method_mcfadden": ("McFadden R² 的 Shapley 分解", "Shapley shares of McFadden's R²"),
    "effect": ("效应", "Effect"),
    "quadrant": ("象限", "Quadrant"),
    "stated_importance": ("自述重要性", "Stated importance"),
    "impact_negative": ("差评的影响", "Impact of complaint"),
    "impact_positive": ("好评的影响", "Impact of praise"),
    "impact_shared": ("分摊影响", "Shared impact"),
    "kano_category": ("类别", "Category"),
    "kano_combination": ("混合", "Combination"),
    "complained": ("抱怨人数", "Complained"),
    "probability": ("其中不满意", "Dissatisfied among them"),
    "lift": ("提升度", "Lift"),
    "segment": ("细分", "Segment"),
    "metric": ("指标", "Metric"),
    "difference": ("差值", "Difference"),
    "p_adjusted": ("校正 p", "Adjusted p"),
    "effect_size": ("效应量", "Effect size"),
    "own_satisfaction": ("本方", "Own"),
    "other_satisfaction": ("对方", "Others"),
    "position": ("位置", "Position"),
    "position_lead": ("领先", "leads"),
    "position_trail": ("落后", "trails"),
    "position_level": ("持平", "level"),
    "position_untested": ("样本太少", "too few"),
    "measure": ("量", "Measure"),
    "measure_negative_share": ("负面占比", "Negative share"),
    "measure_satisfaction": ("满意度", "Satisfaction"),
    "measure_score": ("得分", "Score"),
    "measure_perception": ("感知", "Perception"),
    "measure_expectation": ("期望", "Expectation"),
    "measure_gap": ("差距", "Gap"),
    "slope": ("每期变化", "Change per period"),
    "direction": ("方向", "Direction"),
    "direction_up": ("上升", "up"),
    "direction_down": ("下降", "down"),
    "negative_share": ("负面占比（控制限）", "Negative share (limits)"),
    "negative_of": ("负面 / 评论", "Negative / comments"),
    "servqual_overall": ("总体", "Overall"),
    "expectation": ("期望", "Expectation"),
    "perception": ("感知", "Perception"),
    "gap": ("差距", "Gap"),
    "weight": ("权重", "Weight"),
    "alpha": ("α", "Alpha"),
    "text_satisfaction": ("评论满意度", "In the comments"),
    "latent": ("变量", "Variable"),
    "index": ("指数", "Index"),
    "r2": ("R²", "R²"),
    "ave": ("AVE", "AVE"),
    "composite_reliability": ("组合信度", "Composite reliability"),
    "ipma_importance": ("重要性", "Importance"),
    "performance": ("绩效", "Performance"),
    "feature": ("功能", "Feature"),
    "better": ("Better", "Better"),
    "worse": ("Worse", "Worse"),
    "strength": ("强度", "Strength"),
    "contradictory": ("矛盾回答", "Contradictory"),
    "indicator": ("指标", "Indicator"),
    "value_of_100": ("得分 0–100", "0–100"),
    "count": ("人数", "Respondents"),
    "hours_to_answer": ("答复用时（小时）", "Hours to answer"),
    "hours_to_close": ("结案用时（小时）", "Hours to close"),
    "repurchase": ("复购", "Bought again"),
    "against_never": ("与未投诉者之差", "Against never complained"),
    # terms in the workbook
    "alert_mentions": ("占提及的评论", "Of the comments that mention it"),
    "alert_comments": ("占全部评论", "Of all comments"),
    "latent_type_exogenous": ("外生", "Exogenous"),
    "latent_type_endogenous": ("内生", "Endogenous"),
    "test_welch": ("Welch t 检验", "Welch's t"),
    "test_permutation": ("置换检验", "Permutation"),
    "test_nps_z": ("NPS z 检验", "NPS z"),
    "test_two_proportions": ("两比例检验", "Two proportions"),
    "tested_score": ("得分", "Score"),
    "tested_satisfaction": ("满意度", "Satisfaction"),
    "freq_day": ("日", "Day"),
    "freq_week": ("周", "Week"),
    "freq_month": ("月", "Month"),
    "freq_quarter": ("季", "Quarter"),
    "freq_year": ("年", "Year"),
    "metric_lifetime_value": ("客户终身价值", "Lifetime value"),
    "position_below": ("低于容忍区", "below"),
    "position_within": ("在容忍区内", "within"),
    "position_above": ("高于理想", "above"),
    "position_undecided": ("未定", "undecided"),
    "time_hours_to_answer": ("答复用时（小时，中位数）", "Hours to answer (median)"),
    "time_hours_to_close": ("结案用时（小时，中位数）", "Hours to close (median)"),
    "time_answered_in_time": ("按时答复的比例", "Share answered in time"),
    "time_solved": ("解决的比例", "Share solved"),
    "time_reopened": ("重开的比例", "Share reopened"),
    # titles of figures
    "figure_quadrants": ("重要性与满意度", "Importance and satisfaction"),
    "figure_impacts": ("差评与好评对得分的影响", "Impact of complaint and of praise on the score"),
    "figure_kano": ("Kano 问卷：Better–Worse", "Kano questionnaire: Better and Worse"),
    "figure_penalty_reward": ("惩罚与奖励", "Penalty and reward"),
    "figure_paths": ("满意度指数路径图", "Path diagram of the satisfaction index"),
    "figure_trends": ("满意度的变化", "Satisfaction over time"),
    "figure_funnel": ("服务补救漏斗", "Funnel of service recovery"),
    "figure_loyalty": ("满意度与忠诚度", "Satisfaction and loyalty"),
    "figure_heat": ("各组满意度", "Satisfaction by group"),
}
