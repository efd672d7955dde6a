"""Every sentence of the main findings; an entry is a pair (Chinese, English), as in `words`."""

from __future__ import annotations

FINDING_TEXTS: dict[str, tuple[str, str]] = {
    # complaints that go with low scores
    "costs": ("差评代价最大", "Complaints that cost most"),
    "costs_nps_text": (
        "「{driver}」的差评对应 NPS 低 {value} 分：不计抱怨它的评论，NPS 会高出这么多。",
        "Complaints about “{driver}” go with an NPS {value} points lower: without the comments "
        "that complain of it NPS would be that much higher.",
    ),
    "costs_score_text": (
        "「{driver}」的差评对应平均得分低 {value} 分（满分 100）：不计抱怨它的评论，平均得分"
        "会高出这么多。",
        "Complaints about “{driver}” go with a mean score {value} points lower (of 100): without "
        "the comments that complain of it the mean would be that much higher.",
    ),
    "costs_kano_basic": (
        "它属于基本需求：做差了的代价明显大于做好的收益。",
        " It is a basic factor: done badly it costs clearly more than it wins done well.",
    ),
    "costs_kano_basic_only": (
        "它属于基本需求：做差了惹怒顾客，做好了看不出加分。",
        " It is a basic factor: done badly it angers customers, done well it wins nothing that "
        "shows.",
    ),
    "costs_kano_performance": (
        "它属于期望需求：做差了扣分，做好了加分。",
        " It is a performance factor: done badly it costs, done well it wins.",
    ),
    "costs_concentrate": (
        "它重要而不够满意，应优先改进。",
        " It matters and satisfies too little: concentrate here.",
    ),
    "chosen_of": (
        "由 {count} 个因素中选出的最大者，往往略被高估。这是关联，不一定是原因。",
        "It is the largest of {count} drivers, which as a rule is somewhat overstated. This is an "
        "association, not proof of a cause.",
    ),
    # complaints that left their own past
    "sudden": ("近期突增", "Sudden complaints"),
    "sudden_mentions_text": (
        "{period}，提及「{driver}」的 {n} 条评论中有 {negative} 条为差评（{share}），高于以往"
        "水平。",
        "{period}: {negative} of the {n} comments that mention “{driver}” complain of it "
        "({share}), more than before.",
    ),
    "sudden_comments_text": (
        "{period}，{n} 条评论中有 {negative} 条抱怨「{driver}」（{share}），高于以往水平。",
        "{period}: {negative} of {n} comments complain of “{driver}” ({share}), more than before.",
    ),
    "sudden_limits": (
        "以往平均 {expected}，控制限 {lower} 至 {upper}（p′ 图，约三倍标准差）。",
        "Expected from its own past {expected}, control limits {lower} to {upper} (p′ chart, "
        "about three standard deviations).",
    ),
    # important and not satisfying
    "priority": ("优先改进", "Concentrate here"),
    "priority_text": (
        "「{driver}」重要而不够满意：占可解释的得分差异的 {importance}，满意度 {value}，低于分界"
        "线 {line}。",
        "“{driver}” matters and satisfies too little: {importance} of the score differences that "
        "drivers explain, satisfaction {value}, below the line at {line}.",
    ),
    "priority_rated_text": (
        "「{driver}」重要而不够满意（按受访者打分）：占可解释的得分差异的 {importance}，满意度 "
        "{value}，低于分界线 {line}。",
        "“{driver}” matters and satisfies too little (as rated by the respondents): {importance} "
        "of the score differences that ratings explain, satisfaction {value}, below the line at "
        "{line}.",
    ),
    "priority_limits": (
        "95% 区间：重要性 {importance}，满意度 {satisfaction}；两者都不跨过分界线。这是关联，不"
        "一定是原因。",
        "95% intervals: importance {importance}, satisfaction {satisfaction}; neither crosses its "
        "line. This is an association, not proof of a cause.",
    ),
    # praise that goes with high scores
    "wins": ("好评收益最大", "Praise that wins most"),
    "wins_nps_text": (
        "「{driver}」的好评对应 NPS 高 {value} 分：不计称赞它的评论，NPS 会低这么多。",
        "Praise of “{driver}” goes with an NPS {value} points higher: without the comments that "
        "praise it NPS would be that much lower.",
    ),
    "wins_score_text": (
        "「{driver}」的好评对应平均得分高 {value} 分（满分 100）：不计称赞它的评论，平均得分"
        "会低这么多。",
        "Praise of “{driver}” goes with a mean score {value} points higher (of 100): without the "
        "comments that praise it the mean would be that much lower.",
    ),
    "wins_kano_excitement": (
        "它属于兴奋需求：做好的收益明显大于做差的代价。",
        " It is an excitement factor: done well it wins clearly more than it costs done badly.",
    ),
    "wins_kano_excitement_only": (
        "它属于兴奋需求：做差了看不出扣分，做好了就加分。",
        " It is an excitement factor: done badly it costs nothing that shows, done well it wins.",
    ),
    "wins_kano_performance": (
        "它属于期望需求：做差了扣分，做好了加分。",
        " It is a performance factor: done badly it costs, done well it wins.",
    ),
    "wins_keep_up": (
        "它重要而令人满意，应保持。",
        " It matters and satisfies: keep it up.",
    ),
    "keeps": ("优势所在", "A strength"),
    "keeps_text": (
        "「{driver}」重要而令人满意：占可解释的得分差异的 {importance}，满意度 {value}，高于分界"
        "线 {line}。",
        "“{driver}” matters and satisfies: {importance} of the score differences that drivers "
        "explain, satisfaction {value}, above the line at {line}.",
    ),
    "keeps_rated_text": (
        "「{driver}」重要而令人满意（按受访者打分）：占可解释的得分差异的 {importance}，满意度 "
        "{value}，高于分界线 {line}。",
        "“{driver}” matters and satisfies (as rated by the respondents): {importance} of the "
        "score differences that ratings explain, satisfaction {value}, above the line at {line}.",
    ),
    # against others
    "behind": ("落后于对手", "Behind competitors"),
    "behind_text": (
        "「{own}」的「{driver}」落后于{other}：满意度 {value} 对 {rest}，差 {difference} 分。",
        "“{own}” trails {other} in “{driver}”: satisfaction {value} against {rest}, {difference} "
        "points less.",
    ),
    "other_brands": ("其余各家", "the others"),
    "named_brand": ("「{name}」", "“{name}”"),
    "differs_low": ("低于其余", "Below the rest"),
    "differs_high": ("高于其余", "Above the rest"),
    "differs_metric_text": (
        "{segment}「{value}」：{metric} {figure}，比其余各组{way} {difference}（n = {n}）。",
        "{segment} “{value}”: {metric} {figure}, {difference} {way} than in all other groups "
        "(n = {n}).",
    ),
    "differs_driver_text": (
        "{segment}「{value}」对「{driver}」的满意度为 {figure}，比其余各组{way} {difference} 分"
        "（{n} 条提及）。",
        "{segment} “{value}”: satisfaction with “{driver}” {figure}, {difference} points {way} "
        "than in all other groups ({n} mentions).",
    ),
    "way_low": ("低", "lower"),
    "way_high": ("高", "higher"),
    "difference_limits": (
        "差值的 95% 区间 {low} 至 {high}，校正多重检验后 {p}。",
        "95% interval of the difference {low} to {high}, {p} after correction for many tests.",
    ),
}
