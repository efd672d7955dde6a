"""Every text of the report about impact, importance, segments and the parts of a survey.

An entry is a pair (Chinese, English), as in `voc.report.words`.
"""

from __future__ import annotations

STUDY_TEXTS: dict[str, tuple[str, str]] = {
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
