"""Sentences about metrics, scales, weights, groups, joins and samples."""

from __future__ import annotations

FIGURES: dict[str, tuple[str, str]] = {
    "ratio_nothing_expected": (
        "{n} 位受访者中有 {count} 位期望为 0，其个人比值无法计算，只计入均值之比。",
        "{count} of {n} respondents expected 0; they have no ratio of their own and count only in "
        "the ratio of means.",
    ),
    "groups_below_minimum": (
        "{count} 个数值的样本（本组或其余）不足 {minimum}，只列出，不做检验。",
        "Shown, not tested, as the group or the rest has fewer than {minimum} answers: "
        "{count} of the figures.",
    ),
    "groups_alone": (
        "{count} 个数值没有可比较的其余受访者。",
        "Without other respondents to be compared with: {count} of the figures.",
    ),
    "groups_without_variation": (
        "{count} 个数值在两边都没有差异（回答完全相同），无法检验。",
        "Not tested, as neither group varies: {count} of the figures.",
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
    "weights_not_used": (
        "未使用调查权重：所有记录各计一次。",
        "Survey weights are not used here: every record counts once.",
    ),
}
