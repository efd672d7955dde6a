"""Driver and dimension tables: which comments count, satisfaction, quotes, and the edges."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stays import opinions_of, random_corpus, stay

from voc.driver import (
    comment_polarity,
    dimension_table,
    driver_table,
    satisfaction,
    segment_table,
    trend_table,
)
from voc.errors import VocError
from voc.lexicon import DIMENSIONS

pytestmark = pytest.mark.filterwarnings("error")

DRIVER_COLUMNS = [
    *("driver", "label_zh", "label_en", "dimension"),
    *("mentions", "share", "positive", "neutral", "negative"),
    *("satisfaction", "low", "high"),
    *("impact", "impact_low", "impact_high"),
    *("impact_negative", "impact_negative_low", "impact_negative_high"),
    *("impact_positive", "impact_positive_low", "impact_positive_high"),
    *("impact_shared", "impact_shared_low", "impact_shared_high"),
    *("importance", "importance_low", "importance_high", "quadrant", "kano", "quotes"),
]


@pytest.fixture
def hotel() -> tuple[pd.DataFrame, pd.DataFrame]:
    comments = pd.DataFrame(
        [
            ("c1", "房间很大，窗外能看到江，就是隔音差了点", False, None),
            ("c2", "WiFi断断续续，开会开到一半就掉了", False, None),
            ("c3", "房间在八楼", False, None),
            ("c4", "系统默认好评", True, None),
            ("c5", "WiFi断断续续，开会开到一半就掉了", False, "c2"),
            ("c6", "一般", False, None),
        ],
        columns=["comment_id", "text", "boilerplate", "duplicate_of"],
    )
    opinions = opinions_of(
        ("c1", "room", "大", 0.6),
        ("c1", "room", None, 0.0),
        ("c1", "noise", "差", -0.5),
        ("c2", "wifi", "断断续续", -0.6),
        ("c2", "wifi", "掉了", -0.8),
        ("c3", "room", None, 0.0),
        ("c4", "room", "好", 0.6),
        ("c5", "wifi", "断断续续", -0.6),
        ("c6", "price", "一般", 0.0),
    )
    return comments, opinions


# --- which comments count, and what they say


def test_polarity_of_a_comment_is_the_mean_of_its_evaluating_opinions(hotel):
    table = comment_polarity(*hotel).set_index(["comment_id", "driver"])["polarity"]
    assert table["c1", "room"] == pytest.approx(0.6)  # the bare mention does not dilute it
    assert table["c2", "wifi"] == pytest.approx(-0.7)
    assert np.isnan(table["c3", "room"])  # 房间在八楼 judges nothing
    assert table["c6", "price"] == 0.0  # 一般 is a judgement


def test_boilerplate_and_duplicates_count_nowhere(hotel):
    table = driver_table(*hotel).set_index("driver")
    assert table.loc["room", ["mentions", "positive", "neutral", "negative"]].tolist() == [
        2,
        1,
        1,
        0,
    ]
    assert table.loc["wifi", "mentions"] == 1
    assert table.loc["room", "share"] == pytest.approx(2 / 4)
    quoted = {comment for ids in table["quotes"] for comment in ids}
    assert quoted == {"c1", "c2", "c6"}


def test_drivers_take_label_and_dimension_from_the_codebook_else_from_the_opinions(hotel):
    book = pd.DataFrame(
        [("room", "房间", "Room", "tangibles"), ("parking", "停车", "Parking", "empathy")],
        columns=["driver", "label_zh", "label_en", "dimension"],
    )
    table = driver_table(*hotel, book)
    assert table.columns.tolist() == DRIVER_COLUMNS
    assert table["driver"].tolist() == ["room", "noise", "price", "wifi"]  # mentions, then id
    assert table["label_zh"].tolist() == ["房间", "noise", "price", "wifi"]
    assert table["dimension"].tolist() == ["tangibles", "tangibles", "price", "reliability"]


def test_a_dimension_is_the_mean_over_its_opinions_and_all_eight_have_a_row(hotel):
    table = dimension_table(*hotel)
    assert table["dimension"].tolist() == list(DIMENSIONS)
    assert [c for c in table.columns if c != "dimension"] == [
        c for c in DRIVER_COLUMNS if c not in ("driver", "dimension")
    ]
    tangibles = table.set_index("dimension").loc["tangibles"]
    # c1: (0.6 − 0.5) / 2 = 0.05 is neutral; c3 only names the room
    assert tangibles[["mentions", "positive", "neutral", "negative"]].tolist() == [2, 0, 2, 0]
    empathy = table.set_index("dimension").loc["empathy"]
    assert empathy["mentions"] == 0
    assert empathy["quotes"] == []
    assert np.isnan(empathy["satisfaction"])


def test_an_unknown_dimension_is_refused(hotel):
    comments, opinions = hotel
    with pytest.raises(VocError, match="comfort"):
        dimension_table(comments, opinions.assign(dimension="comfort"))


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"driver": ["room"], "polarity": [0.1]}, "comment_id"),
        ({"comment_id": ["c1"], "driver": ["room"], "polarity": [6.0]}, "outside"),
    ],
)
def test_broken_opinions_are_refused(hotel, table, message):
    with pytest.raises(VocError, match=message):
        driver_table(hotel[0], pd.DataFrame(table))


def test_an_id_that_stands_twice_is_refused(hotel):
    comments, opinions = hotel
    with pytest.raises(VocError, match="c1"):
        driver_table(pd.concat([comments, comments.head(1)]), opinions)


# --- satisfaction


def test_a_driver_with_many_comments_keeps_its_own_mean():
    rows = (
        [("room", 0.6)] * 1500
        + [("room", -0.6)] * 500
        + [("wifi", -0.6)] * 400
        + [("wifi", 0.6)] * 100
    )
    table = satisfaction(pd.DataFrame(rows, columns=["driver", "polarity"])).set_index("driver")
    assert table.loc["room", "satisfaction"] == pytest.approx(65, abs=0.3)
    assert table.loc["wifi", "satisfaction"] == pytest.approx(32, abs=0.6)
    assert table.loc["room", "high"] - table.loc["room", "low"] == pytest.approx(
        2 * 1.96 * 26 / 2000**0.5, rel=0.03
    )


def test_three_comments_that_agree_are_drawn_to_the_others_and_not_certain():
    rows = [(f"d{i}", p) for i in range(6) for p in [0.6, -0.6, 0.6, 0.6, -0.6] * 20]
    rows += [("rare", 0.9)] * 3
    table = satisfaction(pd.DataFrame(rows, columns=["driver", "polarity"])).set_index("driver")
    rare = table.loc["rare"]
    assert rare["mean"] == pytest.approx(95)
    assert table.loc["d0", "satisfaction"] < rare["satisfaction"] < 80
    assert rare["high"] - rare["low"] > 10


def test_a_driver_nobody_judges_has_no_satisfaction():
    table = satisfaction(pd.DataFrame({"driver": ["room", "wifi"], "polarity": [np.nan, 0.3]}))
    assert table["evaluated"].tolist() == [0, 1]
    assert table.loc[0, ["mean", "satisfaction", "low", "high"]].isna().all()
    assert table.loc[1, "satisfaction"] == pytest.approx(65)


@pytest.mark.parametrize(
    ("drivers", "spread", "at_most"),
    [(25, 8.0, 0.97), (8, 12.0, 0.97), (5, 5.0, 0.98)],  # cautious where few drivers differ little
)
def test_the_interval_covers_the_true_satisfaction(drivers, spread, at_most):
    rng = np.random.default_rng(11)
    covered, total = 0, 0
    while total < 2400:
        true = np.clip(rng.normal(58, spread, drivers), 22, 78)
        sizes = np.exp(rng.uniform(0, np.log(200), drivers)).astype(int)
        driver = np.repeat(np.arange(drivers), sizes)
        praise = rng.random(len(driver)) < (true[driver] - 20) / 60
        table = satisfaction(
            pd.DataFrame({"driver": driver, "polarity": np.where(praise, 0.6, -0.6)})
        )
        covered += int(((table["low"] <= true) & (true <= table["high"])).sum())
        total += drivers
    assert 0.93 <= covered / total <= at_most


def test_shrinking_brings_the_estimates_nearer_to_the_truth():
    rng = np.random.default_rng(5)
    plain, shrunk = 0.0, 0.0
    for _ in range(40):
        true = np.clip(rng.normal(58, 8, 20), 22, 78)
        driver = np.repeat(np.arange(20), rng.integers(2, 15, 20))
        praise = rng.random(len(driver)) < (true[driver] - 20) / 60
        table = satisfaction(
            pd.DataFrame({"driver": driver, "polarity": np.where(praise, 0.6, -0.6)})
        )
        plain += float(((table["mean"] - true) ** 2).sum())
        shrunk += float(((table["satisfaction"] - true) ** 2).sum())
    assert shrunk < 0.7 * plain


# --- quotes


def quoted(cases: list[tuple[str, float]], **options: int) -> list[str]:
    comments = pd.DataFrame(
        {"comment_id": [stay(i) for i in range(len(cases))], "text": [text for text, _ in cases]}
    )
    rows = [(stay(i), "room", "x", polarity) for i, (_, polarity) in enumerate(cases)]
    table = driver_table(comments, opinions_of(*rows), **options)
    return [cases[int(comment[1:])][0] for comment in table["quotes"].item()]


def test_quotes_prefer_strong_words_of_a_readable_length():
    clear = "房间又大又亮，床也舒服，睡得特别好"
    mild = "房间面积还可以，该有的基本都有了"
    picked = quoted([("好", 0.9), (mild, 0.3), (clear, 0.9), ("好" * 400, 0.9)])
    assert picked == [clear, mild, "好" * 400, "好"]


def test_quotes_share_out_praise_and_complaint_as_the_comments_do():
    praise = [(f"房间宽敞明亮，第{i}次来住了还是满意", 0.6) for i in range(30)]
    complaint = [
        ("房间小得转不开身，箱子都没地方放", -0.6),
        ("房间一股霉味，开窗也散不掉的那种", -0.6),
    ]
    picked = quoted(praise + complaint)
    assert len(picked) == 6
    assert sum(text in dict(complaint) for text in picked) == 1
    assert quoted(complaint) == [text for text, _ in complaint]
    assert len(quoted(praise, quotes=3)) == 3


def test_a_driver_that_is_only_named_is_quoted_all_the_same():
    comments = pd.DataFrame({"comment_id": ["c1"], "text": ["房间在八楼，电梯出来左转"]})
    assert driver_table(comments, opinions_of(("c1", "room", None, 0.0)))["quotes"].item() == ["c1"]


def test_quotes_that_contradict_the_score_come_last() -> None:
    comments = pd.DataFrame(
        {
            "comment_id": ["c1", "c2", "c3"],
            "text": [
                "图片上那么安静，结果吵了一宿",
                "房间很安静，睡得特别踏实",
                "夜里很安静，一点声音没有",
            ],
            "score": [0.0, 100.0, 75.0],
        }
    )
    opinions = pd.DataFrame(
        {"comment_id": ["c1", "c2", "c3"], "driver": "noise", "polarity": [0.9, 0.6, 0.6]}
    )
    table = driver_table(comments, opinions, bootstrap=100)
    assert table.loc[0, "quotes"] == ["c2", "c3", "c1"]


def test_quotes_whose_driver_stands_in_an_earlier_clause_come_last() -> None:
    comments = pd.DataFrame(
        {
            "comment_id": ["c1", "c2", "c3"],
            "text": [
                "早餐七点开始，人一多就乱糟糟的，真受不了",
                "早餐难吃得没法说，咖啡像刷锅水",
                "早餐品种太少，天天都是那几样东西",
            ],
        }
    )
    opinions = pd.DataFrame(
        {
            "comment_id": ["c1", "c2", "c2", "c3"],
            "driver": "breakfast",
            "polarity": [-0.9, -0.6, -0.6, -0.6],
            "rule": ["lexicon+carried", "lexicon", "lexicon+carried", "degree"],
        }
    )
    table = driver_table(comments, opinions, bootstrap=100)
    assert table.loc[0, "quotes"] == ["c2", "c3", "c1"]


# --- the same numbers every time, and the edges


def all_tables(comments: pd.DataFrame, opinions: pd.DataFrame) -> list[pd.DataFrame]:
    return [
        driver_table(comments, opinions, bootstrap=60),
        dimension_table(comments, opinions, bootstrap=60),
        segment_table(comments, opinions, ["cabin"]),
        trend_table(comments, opinions),
    ]


def test_the_order_of_the_rows_does_not_matter():
    comments, opinions = random_corpus(8, respondents=200)
    comments["confidence"] = 0.5
    shuffled = all_tables(
        comments.sample(frac=1, random_state=1), opinions.sample(frac=1, random_state=2)
    )
    for table, again in zip(all_tables(comments, opinions), shuffled, strict=True):
        pd.testing.assert_frame_equal(table, again, check_exact=True)


def test_the_seed_settles_the_bootstrap():
    comments, opinions = random_corpus(9)
    first, again, other = (
        driver_table(comments, opinions, bootstrap=60, seed=seed)["impact_low"]
        for seed in (0, 0, 1)
    )
    assert first.equals(again)
    assert not first.equals(other)


@pytest.mark.parametrize("keep", ["no comments", "no opinions", "nothing"])
def test_empty_input_gives_the_same_columns_and_types(keep):
    comments, opinions = random_corpus(0)
    full = all_tables(comments, opinions)
    comments = comments if keep == "no opinions" else comments.head(0)
    opinions = opinions if keep == "no comments" else opinions.head(0)
    for table, reference in zip(all_tables(comments, opinions), full, strict=True):
        assert table.dtypes.to_dict() == reference.dtypes.to_dict()
    drivers, dimensions, segments, trends = all_tables(comments, opinions)
    assert len(drivers) == 0
    assert len(dimensions) == 8
    assert set(segments["driver"]) | set(trends["driver"]) <= {"all"}


def test_bare_tables_without_types_are_enough():
    bare = (
        pd.DataFrame(columns=["comment_id"]),
        pd.DataFrame(columns=["comment_id", "driver", "polarity"]),
    )
    assert driver_table(*bare).columns.tolist() == DRIVER_COLUMNS
    assert comment_polarity(*bare).columns.tolist() == ["comment_id", "driver", "polarity"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 30),
            st.sampled_from(["room", "wifi", "noise", "price"]),
            st.sampled_from(["大", "差", None]),
            st.floats(-1, 1),
        ),
        max_size=80,
    ),
    st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=31, max_size=31),
)
def test_every_figure_stays_within_its_range(rows, scores):
    comments = pd.DataFrame(
        {"comment_id": [stay(i) for i in range(31)], "score": pd.Series(scores, dtype=float)}
    )
    opinions = opinions_of(*((stay(number), *rest) for number, *rest in rows))
    for table in (
        driver_table(comments, opinions, bootstrap=20),
        dimension_table(comments, opinions, bootstrap=20),
    ):
        assert (table["positive"] + table["neutral"] + table["negative"] == table["mentions"]).all()
        assert table["share"].between(0, 1).all()
        judged = table[table["satisfaction"].notna()]
        ordered = (judged["low"] <= judged["satisfaction"]) & (
            judged["satisfaction"] <= judged["high"]
        )
        assert ordered.all()
        assert judged[["low", "high"]].stack().between(0, 100).all()
        assert (table["quotes"].str.len() <= np.minimum(6, table["mentions"])).all()
