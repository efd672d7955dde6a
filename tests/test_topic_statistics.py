"""Topics with everything else: planted effects are found, and nothing is found where nothing is."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from topic_pairs import NO_OPINIONS, SETTINGS, numbered, said, topic_table

import voc
from voc.driver import impact
from voc.report.data import ReportData
from voc.report.names import column_name
from voc.report.study_sheets import number_format, study_table
from voc.text.clauses import split_clauses
from voc.topic_statistics import topic_studies
from voc.topic_statistics.coverage import overlapping, topic_coverage
from voc.topic_statistics.figures import topic_figures
from voc.topic_statistics.pairs import topic_pairs
from voc.topic_statistics.segments import topic_segments

# ---- what is said ----


def test_someone_who_complains_in_three_comments_is_one_unhappy_customer() -> None:
    comments = numbered(4, respondent_id=["r1", "r1", "r1", "r2"])
    mentions = said(comments["comment_id"], 0, [-0.9, -0.9, -0.9, 0.5])
    row = topic_figures(topic_pairs(comments, mentions, [0])).iloc[0]
    assert row["mentions"] == 4
    assert row["sentiment"] == pytest.approx((-0.9 + 0.5) / 2)
    assert row["negative_share"] == pytest.approx(3 / 4)  # of the comments, as for drivers


def test_clauses_of_a_comment_are_one_mention_with_their_mean() -> None:
    comments = numbered(2)
    mentions = said(["c00000", "c00000", "c00000"], 0, [-0.6, 0.0, 0.3])
    row = topic_figures(topic_pairs(comments, mentions, [0])).iloc[0]
    assert row["mentions"] == 1 and row["sentiment"] == pytest.approx(-0.1)
    assert row["negative_share"] == 0  # −0.1 is neutral


def test_clauses_that_say_nothing_make_a_mention_without_a_sentiment() -> None:
    comments = numbered(3)
    mentions = said(comments["comment_id"], 0, [np.nan, np.nan, 0.8])
    row = topic_figures(topic_pairs(comments, mentions, [0])).iloc[0]
    assert row["mentions"] == 3 and row["sentiment"] == pytest.approx(0.8)


def test_duplicates_and_platform_text_never_count() -> None:
    rng = np.random.default_rng(5)
    n = 240
    comments = numbered(
        n,
        respondent_id=[f"r{i % 200}" for i in range(n)],
        time=pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, 180, n), unit="D"),
        score=rng.integers(0, 101, n).astype(float),
        城市=rng.choice(["北京", "成都"], n),
        duplicate_of=None,
        boilerplate=False,
    )
    mentions = pd.concat(
        [said(comments["comment_id"][rng.random(n) < 0.4], k, 0.3) for k in range(3)]
    )
    extra = comments.head(60).assign(
        comment_id=[f"x{i}" for i in range(60)],
        duplicate_of=[comments["comment_id"][i] if i % 2 else None for i in range(60)],
        boilerplate=[i % 2 == 0 for i in range(60)],
    )
    more = pd.concat([mentions, said(extra["comment_id"], 0, -1.0)], ignore_index=True)
    arguments = {"settings": SETTINGS, "segments": ["城市"], "outcome": "stars"}
    topics = topic_table(3)
    plain, studies = topic_studies(comments, NO_OPINIONS, mentions, topics, **arguments)
    both = pd.concat([comments, extra], ignore_index=True)
    table, others = topic_studies(both, NO_OPINIONS, more, topics, **arguments)
    pd.testing.assert_frame_equal(plain, table)
    assert studies.keys() == others.keys() >= {"topic_segments", "topic_trends", "topic_growth"}
    for name, study in studies.items():
        pd.testing.assert_frame_equal(study, others[name])


def test_order_of_the_rows_does_not_matter() -> None:
    rng = np.random.default_rng(6)
    comments = numbered(
        150,
        respondent_id=[f"r{i // 2}" for i in range(150)],
        time=pd.Timestamp("2024-01-01") + pd.to_timedelta(np.arange(150), unit="D"),
        score=rng.integers(0, 101, 150).astype(float),
        weight=rng.uniform(0, 2, 150),
    )
    mentions = pd.concat(
        [said(comments["comment_id"].sample(60, random_state=k), k, 0.1 * k) for k in range(3)],
        ignore_index=True,
    )
    arguments = {"settings": SETTINGS, "outcome": "stars", "topics": topic_table(3)}
    first = topic_studies(comments, NO_OPINIONS, mentions, **arguments)
    second = topic_studies(
        comments.sample(frac=1, random_state=1),
        NO_OPINIONS,
        mentions.sample(frac=1, random_state=2),
        **arguments,
    )
    pd.testing.assert_frame_equal(first[0], second[0])
    for name, study in first[1].items():
        pd.testing.assert_frame_equal(study, second[1][name])


def test_a_weight_of_two_is_two_respondents_in_every_share() -> None:
    rng = np.random.default_rng(7)
    comments = numbered(100, weight=rng.integers(1, 3, 100).astype(float), 城市="北京")
    comments["score"] = rng.integers(0, 101, 100).astype(float)
    mentions = said(comments["comment_id"][:40], 0, rng.uniform(-1, 1, 40))
    again = comments[comments["weight"] == 2].assign(comment_id=lambda t: "x" + t["comment_id"])
    twice = mentions[mentions["comment_id"].isin(comments["comment_id"][comments["weight"] == 2])]
    both = pd.concat([comments, again]).drop(columns="weight")
    more = pd.concat([mentions, twice.assign(comment_id="x" + twice["comment_id"])])
    weights = comments.set_index("comment_id")["weight"]
    weighted, repeated = topic_pairs(comments, mentions, [0], weights), topic_pairs(both, more, [0])
    columns = ["sentiment", "negative_share", "score"]
    figures = [topic_figures(pairs)[columns].to_numpy() for pairs in (weighted, repeated)]
    np.testing.assert_allclose(*figures)
    shares = [topic_segments(pairs, ["城市"])["share"].to_numpy() for pairs in (weighted, repeated)]
    np.testing.assert_allclose(*shares)


def test_comments_without_a_weight_are_mentions_but_move_no_figure() -> None:
    comments = numbered(3, weight=[1.0, 0.0, np.nan], score=[10.0, 90.0, 90.0])
    weights = comments.set_index("comment_id")["weight"]
    pairs = topic_pairs(comments, said(comments["comment_id"], 0, [-1, 1, 1]), [0], weights)
    row = topic_figures(pairs, weights=weights).iloc[0]
    assert (row["mentions"], row["sentiment"], row["score"]) == (3, -1, 10)


# ---- impact ----


def test_impact_is_of_all_who_mention_a_topic_not_of_its_main_comments() -> None:
    """80 comments, 20 with a parking clause (score 40) beside another topic; the others 80."""
    comments = numbered(80, score=[40.0] * 20 + [80.0] * 60)
    ids = comments["comment_id"]
    mentions = pd.concat([said(ids, 0), said(ids[:20], 1)])  # parking is nobody's main topic
    table, _ = topic_studies(
        comments,
        NO_OPINIONS,
        mentions,
        topic_table(2).assign(size=[80, 0]),
        settings=SETTINGS,
        outcome="stars",
    )
    row = table.iloc[1]
    assert row["impact"] == pytest.approx(70 - 80) and row["score"] == 40
    assert row["impact_low"] < -10 < row["impact_high"] < 0
    assert np.isnan(table["impact"][0])  # nobody leaves it out


def test_impact_is_that_of_drivers_on_nps_with_weights_and_respondents() -> None:
    rng = np.random.default_rng(8)
    comments = numbered(
        120,
        respondent_id=[f"r{i // 3}" for i in range(120)],
        nps=rng.integers(0, 11, 120).astype(float),
        score=50.0,
        weight=rng.uniform(0.5, 2, 120),
    )
    mentions = said(comments["comment_id"][:50], 0)
    table, _ = topic_studies(
        comments, NO_OPINIONS, mentions, topic_table(1), settings=SETTINGS, outcome="nps"
    )
    by_id = comments.set_index("comment_id")
    expected = impact(
        by_id["nps"],
        mentions,
        by_id["respondent_id"],
        by="topic",
        outcome_kind="nps",
        weights=by_id["weight"],
        bootstrap=200,
    )
    columns = ["impact", "impact_low", "impact_high"]
    np.testing.assert_allclose(table[columns].to_numpy(), expected[columns].to_numpy())


# ---- drivers ----


def covered(mentions: pd.DataFrame, opinions: pd.DataFrame, topics: int) -> object:
    ids = sorted(mentions["comment_id"].unique())
    pairs = topic_pairs(pd.DataFrame({"comment_id": ids}), mentions, list(range(topics)))
    return topic_coverage(pairs, mentions, opinions)


def opinion_rows(*rows: tuple[str, int, int, str, str]) -> pd.DataFrame:
    columns = ["comment_id", "start", "end", "driver", "dimension"]
    return pd.DataFrame(list(rows), columns=columns)


def test_opinion_of_another_clause_does_not_cover_a_topic() -> None:
    # 停车难，早餐好吃 → breakfast is judged, parking is not known
    parking = said(["c1"], 0).assign(start=0, end=3)
    found = covered(parking, opinion_rows(("c1", 4, 8, "breakfast", "product")), 1)
    assert found.covered[0] == 0 and found.drivers.empty
    found = covered(parking, opinion_rows(("c1", 1, 3, "parking", "tangibles")), 1)
    assert found.covered[0] == 1 and found.best == ["parking"]


@pytest.mark.parametrize(
    ("clause", "verdict", "counts"),
    [
        ("停车场不错", "不错", False),
        ("非常满意", "非常满意", True),
        ("给五星好评", "五星好评", True),
    ],
)
def test_verdict_on_the_whole_covers_only_where_it_is_the_clause(
    clause: str, verdict: str, counts: bool
) -> None:
    mentions = said(["c1"], 0).assign(end=len(clause), text=clause)
    start = clause.index(verdict)
    opinions = opinion_rows(("c1", start, start + len(verdict), "overall", "overall"))
    assert covered(mentions, opinions, 1).covered[0] == counts


def test_share_and_lift_of_drivers_by_hand() -> None:
    # 10 mentions of topic 0, 5 with price; 30 of topic 1, 3 with price: 8 of 40 in all
    ids = [f"c{i:02}" for i in range(40)]
    mentions = pd.concat([said(ids[:10], 0), said(ids[10:], 1)])
    priced = [*ids[:5], *ids[10:13]]
    opinions = opinion_rows(*((i, 0, 2, "price_level", "price") for i in [*priced, *priced]))
    found = covered(mentions, opinions, 2)
    assert found.drivers.to_numpy().tolist() == [
        [0, "price_level", 5, 0.5, pytest.approx(0.5 / 0.2)],
        [1, "price_level", 3, 0.1, pytest.approx(0.1 / 0.2)],
    ]
    assert found.best == ["price_level", ""] and found.covered.tolist() == [0.5, 0.1]


def test_example_of_a_gap_is_the_strongest_readable_clause_without_a_driver() -> None:
    clauses = [
        "停车位很宽敞",
        "停",
        "停车要绕到后门再走一大圈才找得到入口" * 3,
        "停车收费太乱",
        "停车很贵",
    ]
    mentions = said([f"c{i}" for i in range(5)], 0)
    mentions = mentions.assign(text=clauses, end=[len(c) for c in clauses])
    mentions["strength"] = [0.9, 0.8, 0.8, 0.6, 0.7]
    opinions = opinion_rows(("c0", 0, 6, "parking", "tangibles"))
    assert covered(mentions, opinions, 1).examples == ["停车很贵"]
    known = opinion_rows(*((f"c{i}", 0, 6, "parking", "tangibles") for i in range(5)))
    assert covered(mentions, known, 1).examples == [""]


def test_driver_common_everywhere_covers_no_topic_where_it_is_rarer() -> None:
    ids = [f"c{i:02}" for i in range(40)]
    mentions = pd.concat([said(ids[:10], 0), said(ids[10:], 1)])
    staff = [*ids[:3], *ids[10:]]
    opinions = opinion_rows(*((i, 0, 2, "staff_attitude", "empathy") for i in staff))
    assert covered(mentions, opinions, 2).best == ["", "staff_attitude"]


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 12), st.integers(1, 6)), max_size=8),
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 12), st.integers(1, 6)), max_size=8),
)
@example([(0, 0, 9), (0, 2, 1)], [(0, 6, 2)])  # a short span within a long one
def test_overlapping_spans_are_those_that_share_a_character(
    first: list[tuple[int, int, int]], second: list[tuple[int, int, int]]
) -> None:
    def columns(spans: list[tuple[int, int, int]]) -> tuple[np.ndarray, ...]:
        table = np.array(spans, dtype=np.int64).reshape(-1, 3)
        return table[:, 0], table[:, 1], table[:, 1] + table[:, 2]

    one, other = overlapping(columns(first), columns(second))
    expected = {
        (i, j)
        for i, (c, a, m) in enumerate(first)
        for j, (d, b, n) in enumerate(second)
        if c == d and a < b + n and b < a + m
    }
    assert len(one) == len(expected)
    assert set(zip(one.tolist(), other.tolist(), strict=True)) == expected


REVIEWS = [
    ("停车太难了，早餐很好吃", "停车位很少，早餐难吃", "停车场要绕一大圈，前台热情"),
    ("地库停车要排队，房间干净", "没有停车位，早餐丰富", "停车位特别紧张，早餐一般"),
    ("早餐品种多，停车在马路对面", "早餐凉了，前台冷淡", "早餐不错，前台态度差"),
]


def test_topic_that_no_driver_covers_is_offered_with_a_clause_of_it() -> None:
    """Real clauses and the opinions of the hotel codebook, with and without its driver parking."""
    reviews = pd.DataFrame({"评论": [text for line in REVIEWS for text in line] * 4})
    reviews["评论"] += [f"，第{i}次来" for i in range(len(reviews))]
    run = voc.analyze(reviews, text="评论", codebook="hotel", topics=False, progress=False)
    rows = [
        (comment, topic, start, end, text[start:end], 0.9, 0.0)
        for comment, text in zip(run.comments["comment_id"], run.comments["text"], strict=True)
        for start, end in split_clauses(text)
        for topic, word in enumerate(("停车", "早餐", "前台"))
        if word in text[start:end]
    ]
    columns = ["comment_id", "topic", "start", "end", "text", "strength", "sentiment"]
    mentions = pd.DataFrame(rows, columns=columns)
    topics = topic_table(3)
    table, studies = topic_studies(run.comments, run.opinions, mentions, topics, settings=SETTINGS)
    assert table["driver"].tolist() == ["parking", "breakfast", "staff_attitude"]
    assert (table["covered"] > 0.9).all() and "topic_gaps" not in studies
    unknown = run.opinions[run.opinions["driver"] != "parking"]
    table, studies = topic_studies(run.comments, unknown, mentions, topics, settings=SETTINGS)
    gaps = studies["topic_gaps"]
    assert gaps["label"].tolist() == ["停车"] and gaps["mentions"].tolist() == [28]
    assert "停车" in gaps["example"][0] and table["driver"][0] == ""


# ---- the tables ----


def test_columns_are_those_of_the_contract() -> None:
    rng = np.random.default_rng(10)
    comments = numbered(
        240,
        time=pd.Timestamp("2024-01-01") + pd.to_timedelta(np.arange(240), unit="D"),
        score=rng.integers(0, 101, 240).astype(float),
        城市=rng.choice(["北京", "成都"], 240),
    )
    mentions = pd.concat([said(comments["comment_id"][k::3], k, 0.5) for k in range(3)])
    opinions = opinion_rows(*((i, 0, 4, "room", "tangibles") for i in comments["comment_id"][::3]))
    topics = topic_table(3).assign(match=np.nan, pinned=False, sentiment=0.0, score=0.0)
    table, studies = topic_studies(
        comments, opinions, mentions, topics, settings=SETTINGS, segments=["城市"], outcome="stars"
    )
    assert " ".join(table.columns) == (
        "topic label size share mentions words sentiment negative_share score impact impact_low "
        "impact_high driver covered trend match pinned quotes"
    )
    assert {name: " ".join(study.columns) for name, study in studies.items()} == {
        "topic_drivers": "topic driver n share lift",
        "topic_gaps": "topic label words mentions covered example",
        "topic_segments": "segment value topic n share low high difference difference_low "
        "difference_high p_value p_adjusted",
        "topic_trends": "period freq topic n share low high sentiment",
        "topic_growth": "topic first last slope slope_low slope_high p_value p_adjusted volume "
        "growth emerging",
    }
    assert studies["topic_growth"].dtypes[["volume", "growth", "emerging"]].eq(bool).all()


@pytest.mark.parametrize(
    ("study", "headings"),
    [
        ("topic_drivers", "主题 驱动因素 提及评论数 占比 提升度"),
        ("topic_gaps", "主题编号 主题 用词 提及评论数 有驱动因素的占比 例句"),
        (
            "topic_segments",
            "细分 组 主题 提及评论数 占比 区间下限 区间上限 差值 差值下限 差值上限 p值 校正p值",
        ),
        ("topic_trends", "时期 间隔 主题 提及评论数 占比 区间下限 区间上限 情感"),
        (
            "topic_growth",
            "主题 期初占比 近期占比 每期变化 每期变化下限 每期变化上限 p值 校正p值 量够 上升 新兴",
        ),
    ],
)
def test_sheets_name_topics_by_their_label(study: str, headings: str) -> None:
    kept = {"segment": "城市", "value": "北京", "driver": "room", "freq": "month"}
    columns = {
        "topic_drivers": "topic driver n share lift",
        "topic_gaps": "topic label words mentions covered example",
        "topic_segments": "segment value topic n share low high difference difference_low "
        "difference_high p_value p_adjusted",
        "topic_trends": "period freq topic n share low high sentiment",
        "topic_growth": "topic first last slope slope_low slope_high p_value p_adjusted volume "
        "growth emerging",
    }[study].split()
    table = pd.DataFrame({name: [kept.get(name, 1)] for name in columns})
    empty = pd.DataFrame()
    drivers = pd.DataFrame({"driver": ["room"], "label_zh": ["房间"], "label_en": ["Room"]})
    data = ReportData(
        "", empty, empty, drivers, empty, topic_table(2), empty, None, None, empty, {}, {}
    )
    shown = study_table(study, table, data, "zh")
    named = " ".join(column_name(name, "zh", study=True).replace(" ", "") for name in shown)
    assert named == headings
    if study != "topic_gaps":
        assert shown["topic_label"].tolist() == ["早餐"]
    assert number_format(study, "share") == "0.0%"


def test_topics_that_nobody_mentions_keep_their_row() -> None:
    comments = numbered(
        40, time=pd.Timestamp("2024-01-01"), score=50.0, weight=1.0, 城市=["北京", "成都"] * 20
    )
    for mentions in (said([], 0), said(["c00000"], -1), said(["gone"], 0)):
        table, studies = topic_studies(
            comments,
            NO_OPINIONS,
            mentions,
            topic_table(2),
            settings=SETTINGS,
            segments=["城市"],
            outcome="stars",
        )
        assert table["mentions"].tolist() == [0, 0] and table["trend"].tolist() == [0, 0]
        empty = ["sentiment", "negative_share", "score", "impact", "covered"]
        assert table[empty].isna().all(axis=None)
        assert (studies["topic_segments"]["share"] == 0).all() and "topic_gaps" not in studies


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_a_run_of_almost_nothing_is_told_without_a_crash(rows: int) -> None:
    comments = numbered(3, time=pd.NaT, 城市="北京").assign(weight=[0.0, 1.0, 0.0])[:rows]
    comments["time"] = pd.to_datetime(comments["time"])
    mentions = said(comments["comment_id"], 0, np.nan)
    table, studies = topic_studies(
        comments, NO_OPINIONS, mentions, topic_table(1), settings=SETTINGS, segments=["城市"]
    )
    assert table["mentions"].tolist() == [rows]
    assert "topic_trends" not in studies
    none, studies = topic_studies(
        comments, NO_OPINIONS, mentions, topic_table(0), settings=SETTINGS, segments=["城市"]
    )
    assert none.empty and not studies


def test_a_missing_column_is_named() -> None:
    with pytest.raises(voc.VocError, match="topic mentions has no column topic, sentiment"):
        topic_pairs(numbered(1), pd.DataFrame({"comment_id": ["c00000"]}), [0])
    with pytest.raises(voc.VocError, match=r"outside −1…1"):
        topic_pairs(numbered(1), said(["c00000"], 0, 3.0), [0])
