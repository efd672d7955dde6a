"""Scales that differ: recognised, declared or told, and never mixed in silence."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from voc.errors import VocError
from voc.metric.notes import NOTES
from voc.read import inspect, parse_scores, read
from voc.read.ratings import read_ratings
from voc.read.scores import verbal_scale
from voc.respondents import respondents

pytestmark = pytest.mark.filterwarnings("error")

TEXTS = [
    "房间很干净，早餐也不错",
    "等了四十分钟才有人理",
    "服务员态度很好，下次还来",
    "太吵了，没睡好",
]


def export(**columns: list[object]) -> pd.DataFrame:
    n = max(len(values) for values in columns.values())
    texts = [f"第{place}次来，{TEXTS[place % len(TEXTS)]}" for place in range(n)]
    return pd.DataFrame({"评论内容": texts, **columns})


def found(name: str, values: list[object]) -> pd.Series:
    table = inspect(export(**{name: values}))
    return table.set_index("column").loc[name]


# --- scales are recognised ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "values", "metric", "scale"),
    [
        # words in seven steps
        (
            "满意度",
            ["非常满意", "满意", "比较满意", "一般", "比较不满意", "不满意", "非常不满意"],
            "score",
            (1, 7),
        ),
        (
            "satisfaction",
            ["Strongly agree", "Agree", "Somewhat agree", "Disagree"] * 5,
            "score",
            (1, 7),
        ),
        ("办理容易程度", ["非常容易", "容易", "比较容易", "非常困难"], "ces", (1, 7)),
        # five steps without 非常
        ("满意度", ["满意", "比较满意", "一般", "不太满意", "不满意"], "csat", (1, 5)),
        # the scale stands in the question
        ("推荐意愿（1-10分）", [1, 5, 10], "score", (1, 10)),
        ("总体满意度(1至7分)", [5, 4, 3], "score", (1, 7)),
        ("您对我们的满意程度（1-5分）", [5, 4, 3], "csat", (1, 5)),
        ("推荐意愿（0-10分）", [3, 4, 5] * 20, "nps", (0, 10)),
        # or in the answer
        ("评分", ["3/10", "5/10", "2/10"], "score", (1, 10)),
        ("评分", ["3/5", "5/5", "1/5"], "stars", (1, 5)),
        ("评分", ["10/20", "18/20", "15/20"], "score", (0, 20)),
        ("星级", ["8星", "10星", "3星"], "stars", (1, 10)),
        ("star_rating", [10, 7, 2], "stars", (1, 10)),
        # grades
        ("满意度评级", ["A", "B", "E", "C"], "csat", (1, 5)),
        ("总体评分", ["优", "良", "中", "差"], "score", (1, 4)),
        ("总体评分", ["优秀", "良好", "中等", "及格", "不及格"], "stars", (1, 5)),
        ("满意度", ["A.非常满意", "B.满意", "E.非常不满意"], "csat", (1, 5)),
        # 1 is best
        ("满意度", ["1-非常满意", "2-满意", "3-一般", "5-非常不满意"], "csat", (5, 1)),
        ("满意度", ["非常满意（1分）", "不满意（4分）"], "csat", (5, 1)),
        ("满意度", ["5-非常满意", "4-满意", "1-非常不满意"], "csat", (1, 5)),
    ],
)
def test_a_scale_is_recognised(name, values, metric, scale):
    column = found(name, values * 3)
    assert (column["role"], column["metric"], column["scale"]) == ("score", metric, scale)


def test_groups_that_look_like_grades_stay_groups():
    assert found("会员等级", ["A", "B", "C"] * 4)["role"] == "segment"
    assert found("Q1-5 门店", ["甲", "乙", "丙"] * 4)["role"] == "segment"


@pytest.mark.parametrize(
    ("written", "scores"),
    [
        (["非常满意", "比较满意", "满意", "不满意"], [7, 5, 6, 2]),
        (["非常满意", "满意", "不太满意", "不满意"], [5, 4, 2, 1]),
        (["非常满意", "满意", "不太满意", "非常不满意"], [5, 4, 2, 1]),
        (["满意", "基本满意", "一般", "不满意"], [5, 4, 3, 1]),
        (["非常满意", "基本满意", "不满意"], [5, 3, 2]),
        (["Satisfied", "Slightly satisfied", "Extremely satisfied"], [6, 5, 7]),
        (["a", "E", "不适用", "C"], [5, 1, None, 3]),
        (["A"], [None]),  # one letter is no scale
        (["优", "差", "无法回答"], [4, 1, None]),
        (["5分 超棒", "满意", "无法评价"], [5, 4, None]),
    ],
)
def test_words_count_by_the_words_beside_them(written, scores):
    expected = [np.nan if score is None else score for score in scores]
    assert parse_scores(pd.Series(written)).tolist() == pytest.approx(expected, nan_ok=True)


def test_what_each_word_of_an_unusual_scale_counts_is_told():
    reason = found("满意度", ["非常满意", "满意", "比较满意", "一般"] * 3)["reason"]
    assert "非常满意 7, 满意 6, 比较满意 5, 一般 4" in reason
    assert verbal_scale(["非常满意", "满意", "一般"]).top == 5


def test_turned_labels_are_told_and_turned():
    table = export(满意度=["1-非常满意", "2-满意", "5-非常不满意", None])
    assert "turned round" in found("满意度", table["满意度"].tolist())["reason"]
    people = respondents(read(table))
    assert people["csat"].tolist() == pytest.approx([5, 4, 1, np.nan], nan_ok=True)
    assert people.attrs["scales"] == {"csat": (1, 5)}


# --- answers on another scale are told ----------------------------------------------------------


def lounge() -> pd.DataFrame:
    """Like an export in which a few passengers rated from 1 to 10, the others from 1 to 5."""
    rng = np.random.default_rng(1)
    overall = rng.choice([1, 2, 3, 4, 5], 400).astype(float)
    overall[[7, 90, 91, 200, 333]] = [9, 6, 10, 9, 7]
    overall[11] = np.nan
    wifi = rng.choice([1, 2, 3, 4, 5], 400).astype(float)
    wifi[:25] = 0
    return export(overall_rating=overall.tolist(), wifi_rating=wifi.tolist())


def test_answers_on_another_scale_are_left_out_counted_and_found_again():
    people = respondents(read(lounge()))
    assert people["stars"].max() == 5
    assert people.attrs["off_scale"] == 5
    assert people.attrs["off_scale_values"] == {
        "overall_rating": {
            "scale": [1, 5],
            "count": 5,
            "values": {"6": 1, "7": 1, "9": 2, "10": 1},
            "rows": [7, 90, 91, 200, 333],
            "not_rated": 0,
            "unstated": 0,
            "other_scale": [1, 10],
        }
    }
    assert people.loc[[7, 90], "overall_rating"].tolist() == [9, 6]  # as they stood there
    assert people.loc[[7, 90], "stars"].isna().all()
    json.dumps(people.attrs["off_scale_values"])


def test_the_note_says_that_low_answers_on_the_other_scale_cannot_be_told():
    people = respondents(read(lounge()))
    [(key, parameters)] = people.attrs["notes"]
    assert key == "scale_mixed"
    said = NOTES[key][1].format(**parameters)
    assert "overall_rating" in said
    assert "5 answers" in said
    assert "cannot be told" in said
    assert "9 (2 ×)" in NOTES[key][0].format(**parameters)
    assert "as if on another scale" in found("评分", [5, 4, 3, 1] * 20 + [9])["reason"]


def test_zeros_of_a_part_that_was_not_rated_are_no_ratings():
    people = respondents(read(lounge()), ratings=["wifi_rating"])
    assert people.attrs["rating_scales"] == {"wifi_rating": (1, 5)}
    assert people["wifi_rating"].isna().sum() == 25
    account = people.attrs["off_scale_values"]["wifi_rating"]
    assert (account["not_rated"], account["count"], account["other_scale"]) == (25, 25, None)
    assert ("scale_zero_not_rated", {"column": "wifi_rating", "count": 25, "low": "1"}) in (
        people.attrs["notes"]
    )
    assert people.attrs["off_scale"] == 5  # of the metrics alone


def test_a_scale_from_0_keeps_its_zeros():
    values = [0, 1, 2, 3, 4, 5] * 20
    people = respondents(read(export(评分=values)))
    assert people.attrs["scales"] == {"score": (0, 5)}
    assert people["score"].min() == 0
    assert people.attrs["off_scale"] == 0


def test_a_fraction_of_another_scale_is_not_taken_at_its_face_value():
    table = export(评分=["4", "5", "3", "1"] * 20 + ["3/10", "9/10", "4/5"])
    people = respondents(read(table))
    assert people["stars"].tail(3).tolist() == pytest.approx([np.nan, np.nan, 4], nan_ok=True)
    account = people.attrs["off_scale_values"]["评分"]
    assert account["values"] == {"3/10": 1, "9/10": 1}
    assert account["other_scale"] == [1, 10]


def test_a_fraction_among_plain_ratings_does_not_widen_their_scale():
    people = respondents(read(export(评分=["9/10", "4", "5"] * 10)))
    assert people.attrs["scales"] == {"stars": (1, 5)}
    assert people.attrs["off_scale_values"]["评分"]["values"] == {"9/10": 10}


def test_plain_ratings_among_fractions_are_told():
    people = respondents(read(export(评分=["9/10", "7/10", "6/10", "5"] * 10)))
    assert people.attrs["scales"] == {"score": (1, 10)}
    assert people.attrs["off_scale_values"]["评分"]["unstated"] == 10
    assert people.attrs["off_scale"] == 0
    assert people.attrs["notes"] == [
        ("scale_unstated", {"column": "评分", "count": 10, "high": "10"})
    ]


@pytest.mark.parametrize(
    ("values", "mixed"),
    [
        ([1, 2, 3, 4, 5, 5, 4, 8, 9, 10], True),  # three of ten on another scale
        ([5, 4, 3, 50, 80, 95], True),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], False),
        ([1, 1, 2, 10, 10, 9], False),  # hate or love
        ([60, 80, 95, 100, 0], False),
        ([4.5, 3.5, 9.5, 4.0, 5.0, 10], False),
    ],
)
def test_many_answers_on_another_scale_raise_a_suspicion(values, mixed):
    people = respondents(read(export(评分=values * 10)))
    keys = [key for key, _ in people.attrs["notes"]]
    assert ("scale_looks_mixed" in keys) == mixed
    assert people["score"].notna().all()
    declared = respondents(read(export(评分=values * 10)), scales={"评分": (0, 100)})
    assert declared.attrs["notes"] == []


# --- a scale is declared -------------------------------------------------------------------------


def test_a_declared_scale_overrules_the_guess():
    table = export(满意度=[1, 2, 3, 5] * 10)
    people = respondents(read(table), scales={"满意度": (1, 10)})
    assert "csat" not in people
    assert people.attrs["scales"] == {"score": (1, 10)}
    assert people["score"].iloc[:4].tolist() == pytest.approx([0, 100 / 9, 200 / 9, 400 / 9])
    stars = respondents(read(lounge()), scales={"overall_rating": (1, 10)})
    assert stars.attrs["off_scale"] == 0
    shorter = respondents(read(table), scales={"满意度": [1, 3]})
    assert shorter.attrs["off_scale_values"]["满意度"]["values"] == {"5": 10}


def test_a_declared_scale_may_run_the_other_way():
    people = respondents(read(export(满意度=[1, 2, 5] * 10)), scales={"满意度": (5, 1)})
    assert people["csat"].iloc[:3].tolist() == [5, 4, 1]
    effort = respondents(read(export(费力程度=[1, 7, 4] * 10)), scales={"费力程度": (7, 1)})
    assert effort["ces"].iloc[:3].tolist() == [7, 1, 4]  # turned once, not twice


def test_a_declared_part_becomes_numbers_on_its_scale():
    table = export(总体评分=[5, 4] * 10, 服务评分=["4分", "不适用", "0分", "9分"] * 5)
    people = respondents(read(table), scales={"服务评分": (1, 5)})
    assert people["服务评分"].iloc[:4].tolist() == pytest.approx([4] + [np.nan] * 3, nan_ok=True)
    assert people.attrs["off_scale_values"]["服务评分"]["values"] == {"0": 5, "9": 5}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"scales": {"满意": (1, 5)}}, "满意度"),
        ({"scales": {"满意度": (5, 5)}}, "no scale"),
        ({"scales": {"满意度": 5}}, "no scale"),
        ({"scales": {"满意度": (1, "好")}}, "no scale"),
        ({"ratings": ["评论内容2"]}, "评论内容2"),
        ({"ratings": ["门店"]}, "no ratings"),
        ({"weight": "权"}, "权"),
        ({"weight": "门店"}, "甲"),
        ({"weight": "亏损"}, "-1"),
        ({"weight": "零"}, "above 0"),
    ],
)
def test_a_declaration_that_does_not_fit_is_refused(options, said):
    table = export(满意度=[5, 4] * 4, 门店=["甲", "乙"] * 4, 亏损=[1, -1] * 4, 零=[0] * 8)
    with pytest.raises(VocError) as caught:
        respondents(read(table), **options)
    assert said in str(caught.value)


def test_reading_ratings_keeps_the_index():
    column = pd.Series([5, 9], index=["甲", "乙"])
    ratings = read_ratings(column, (1, 5))
    assert ratings.values.index.tolist() == ["甲", "乙"]
    assert ratings.off_scale["rows"] == [1]


# --- weights -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["权重", "样本权重", "weight", "WGT", "survey_weight", "加权系数"])
def test_weights_are_recognised_but_not_applied_unasked(name):
    column = found(name, [0.5, 1.2, 1.0, 2.1] * 3)
    assert column["role"] == "ignore"
    assert "--weight" in column["reason"]
    assert "weight" not in respondents(read(export(满意度=[5, 4] * 4, **{name: [1.5, 1] * 4})))


@pytest.mark.parametrize("name", ["重量", "weight_kg"])
def test_what_something_weighs_is_no_survey_weight(name):
    assert "--weight" not in found(name, [0.5, 1.2, 1.0, 2.1] * 3)["reason"]


def test_named_weights_are_numbers_and_whoever_has_none_is_told():
    table = export(满意度=[5, 4, 3, 2], 权重=["1.5", "", "２", "0"])
    people = respondents(read(table), weight="权重")
    assert people["weight"].tolist() == pytest.approx([1.5, np.nan, 2, 0], nan_ok=True)
    assert people.attrs["notes"] == [("weights_missing", {"count": 2})]


def test_a_column_that_is_called_weight_is_not_mistaken_for_the_weights():
    table = export(满意度=[5, 4], weight=[50.5, 70.1], 权重=[1, 2])
    people = respondents(read(table), weight="权重")
    assert people["weight"].tolist() == [1, 2]
    assert people["source.weight"].tolist() == [50.5, 70.1]
