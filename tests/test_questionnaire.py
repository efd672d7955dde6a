"""A questionnaire is checked on load: every fault names its part, its key and what is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from voc.errors import VocError
from voc.lexicon.dimensions import dimension_id
from voc.questionnaire import Questionnaire, load_questionnaire
from voc.survey import check_survey

SURVEY = """
weight = "权重"
kano_liked = 5

[scales]
"满意度" = [1, 10]

[ratings]
wait_time = "等位评分"

[rates]
complaint = "是否投诉"
repurchase = { column = "复购", yes = [1] }

[csi]
model = "acsi"
[csi.items]
satisfaction = ["s1", "s2"]
value = ["v1"]

[[kano]]
feature = "wifi"
functional = "有wifi"
dysfunctional = "无wifi"
importance = "wifi重要性"

[recovery]
opened = "投诉时间"

[orders]
customer = "会员号"
time = "下单时间"

[clv]
margin = 120
discount = 0.01
"""
COLUMNS = (
    "权重 满意度 等位评分 是否投诉 复购 s1 s2 v1 有wifi 无wifi wifi重要性 投诉时间 会员号 下单时间"
).split()


def refused(tree: dict[str, object]) -> str:
    with pytest.raises(VocError) as caught:
        load_questionnaire(tree)
    return str(caught.value)


def test_every_column_is_named_with_its_part(tmp_path):
    path = tmp_path / "survey.toml"
    path.write_text(SURVEY, encoding="utf-8")
    named = dict(load_questionnaire(path).columns())
    assert sorted(named.values()) == sorted(COLUMNS)
    assert named["csi.items.satisfaction.2"] == "s2"
    assert named["rates.repurchase.column"] == "复购"
    assert named["kano.1.importance"] == "wifi重要性"
    assert named["orders.customer"] == "会员号"
    check_survey(load_questionnaire(path), COLUMNS)


def test_columns_of_an_order_file_are_not_looked_for_in_the_source():
    asked = {"orders": {"file": "orders.csv", "customer": "会员号", "time": "下单时间"}}
    assert list(load_questionnaire(asked).columns()) == []


def test_a_missing_column_is_named_with_its_part_and_the_nearest():
    survey = load_questionnaire({"loyalty": {"indicators": {"A11": "购买年限"}}})
    with pytest.raises(VocError) as caught:
        check_survey(survey, ["购买年数", "建议"])
    told = str(caught.value)
    assert 'no column "购买年限"' in told
    assert "loyalty.indicators.A11" in told
    assert 'Did you mean "购买年数"?' in told


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        ({"servquel": {}}, ["servquel is no known key", 'Did you mean "servqual"?']),
        ({"csi": {"itmes": {}}}, ["csi.itmes is no known key", 'Did you mean "items"?']),
        ({"kano": [{"feature": "wifi"}]}, ["kano.1.functional is missing"]),
        (
            {
                "servqual": {
                    "items": [{"item": "a", "dimension": "b", "perception": "c", "persn": 1}]
                }
            },
            ["servqual.items.1.persn is no known key"],
        ),
        ({"rates": {"complaint": {"colum": "a"}}}, ["rates.complaint.column is missing"]),
        ({"ratings": "等位评分"}, ["ratings: input should be a valid dictionary", "'等位评分'"]),
        ({"kano_liked": 3}, ["kano_liked", "1 or 5"]),
        ({"scales": {"满意度": [5, 5]}}, ["scales.满意度", "two different ends"]),
        ({"scales": {"满意度": [1, 5, 10]}}, ["scales.满意度"]),
        ({"csi": {"scheme": "centre"}}, ["csi.scheme", "'centroid'"]),
        ({"weight": 3}, ["weight: input should be a valid string, not '3'"]),
        ({"orders": {"customer": "a", "time": "b", "freq": "jahr"}}, ["orders.freq", "'month'"]),
        ({"clv": {"margin": 100, "discount": 0.1}}, ["clv needs orders"]),
        (
            {"orders": {"customer": "a", "time": "b"}, "clv": {"margin": 1, "discount": -1}},
            ["clv.discount", "greater than or equal to 0"],
        ),
        ({"items": {"columns": ["q1"]}}, ["items.columns"]),
    ],
)
def test_a_fault_names_part_and_key(tree, words):
    told = refused(tree)
    assert all(word in told for word in words), told


def test_all_faults_are_told_at_once():
    told = refused({"kano": [{"feature": "wifi"}], "ratngs": {}})
    assert "3 faults" in told
    assert all(word in told for word in ("functional", "dysfunctional", "ratngs"))


@pytest.mark.parametrize(
    ("tree", "part", "hint"),
    [
        (
            {"csi": {"model": "acsi", "items": {"satisfactoin": ["q1"]}}},
            "csi.items",
            'Did you mean "satisfaction"?',
        ),
        ({"csi": {"model": "ascii"}}, "", "acsi"),
        ({"loyalty": {"indicators": {"钱包份额": "q1"}}}, "loyalty.indicators", "A11"),
        (
            {"servqual": {"items": [{"item": "1", "dimension": "tangible", "perception": "q1"}]}},
            "servqual.items.1",
            'Did you mean "tangibles"?',
        ),
        (
            {"orders": {"file": "no.csv", "customer": "q1", "time": "q1"}},
            "orders.file: no.csv",
            "the folder of the questionnaire",
        ),
    ],
)
def test_unknown_words_are_refused_before_anything_is_computed(tree, part, hint):
    with pytest.raises(VocError) as caught:
        check_survey(load_questionnaire(tree), ["q1"])
    assert part in str(caught.value)
    assert hint in str(caught.value)


def test_a_dimension_of_ones_own_and_a_chinese_name_are_taken():
    items = [
        {"item": "1", "dimension": "有形性", "perception": "q1"},
        {"item": "2", "dimension": "数字化", "perception": "q1"},
    ]
    survey = load_questionnaire({"servqual": {"items": items}})
    check_survey(survey, ["q1"])
    assert survey.servqual is not None
    assert [dimension_id(item.dimension) for item in survey.servqual.items] == ["tangibles", None]


def test_an_empty_file_asks_for_nothing(tmp_path):
    path = tmp_path / "empty.toml"
    path.write_bytes(b"")
    assert load_questionnaire(path) == Questionnaire(where=str(path))
    assert load_questionnaire(None) == load_questionnaire("") == Questionnaire()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (SURVEY.encode("gbk"), ["is not UTF-8", "line 2", "Save it as UTF-8"]),
        (SURVEY.replace('"权重"', "“权重”").encode(), ["survey.toml:2", "the English ones"]),
        (b"[rates\n", ["not valid TOML"]),
    ],
)
def test_what_is_no_utf8_or_no_toml_is_told_with_its_line(tmp_path, content, words):
    path = tmp_path / "survey.toml"
    path.write_bytes(content)
    with pytest.raises(VocError) as caught:
        load_questionnaire(path)
    assert all(word in str(caught.value) for word in words)


def test_a_file_that_is_not_there_is_told():
    with pytest.raises(VocError, match="does not exist"):
        load_questionnaire(Path("no_such_survey.toml"))


def test_files_are_seen_from_the_folder_of_the_questionnaire(tmp_path):
    (tmp_path / "orders.csv").write_text("会员号,下单时间\n", encoding="utf-8")
    survey = Questionnaire(where=str(tmp_path / "survey.toml"))
    assert survey.beside("orders.csv") == tmp_path / "orders.csv"
    assert survey.beside("elsewhere.csv") == Path("elsewhere.csv")


def test_satisfaction_and_rated_drivers_are_read_on_their_scale():
    survey = load_questionnaire(
        {
            "ratings": {"wait_time": "等位评分"},
            "importance": {"wait_time": "等位重要性"},
            "ratio": {"perceived": "感受", "expected": "预期"},
            "loyalty": {"indicators": {"A11": "年限"}, "satisfaction": "满意度"},
        }
    )
    assert survey.rated_columns() == ["等位评分", "等位重要性", "感受", "预期", "满意度"]
