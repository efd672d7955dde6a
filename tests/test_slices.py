"""Columns are looked at some thousand rows at a time: what is found is the same in any portions."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from voc.read import look, parse_times, read
from voc.read import slices as in_slices
from voc.read.personal import personal_columns
from voc.read.profile import Profile
from voc.tables import answers

COLUMNS = {
    "texts": ["很好", None, "  ", "太吵了", "很好", "", "早餐凉了", "　", "前台态度差", "不错"],
    "numbers": [5, 4, None, 4, 3, 5, 1, None, 2, 5],
    "kinds": pd.Categorical(["大床房", "双床房", None, "大床房", "套房"] * 2),
    "nothing": [None] * 10,
    "dates": pd.to_datetime(["2026-11-01", None, "2026-11-02", "2026-11-01", None] * 2),
}


@pytest.fixture(params=[1, 3])
def few_rows(request, monkeypatch):
    """Slices of so few rows that every column has several."""

    def begin():
        monkeypatch.setattr(in_slices, "ROWS", request.param)

    return begin


@pytest.mark.parametrize("name", COLUMNS)
def test_profile_does_not_depend_on_the_slices(name, few_rows):
    column = pd.Series(COLUMNS[name])
    whole = Profile.of(column)
    few_rows()
    assert Profile.of(column) == whole


def test_many_different_values_are_counted_once_each(few_rows):
    few_rows()
    column = pd.Series([f"第{number % 300}条" for number in range(900)])
    assert in_slices.count_distinct(column, np.zeros(900, dtype=bool), 200) == (300, [])


def test_picked_cells_are_those_at_the_places(few_rows):
    few_rows()
    column = pd.Series(list("快慢贵远近好差吵"))
    places = np.array([0, 2, 3, 7])
    assert picked_like(column, places) == ["快", "贵", "远", "吵"]
    assert picked_like(column, places[:0]) == []


def picked_like(column, places):
    return in_slices.picked(column, places).tolist()


@pytest.mark.parametrize("name", COLUMNS)
def test_each_text_has_one_number(name):
    column = pd.Series(COLUMNS[name])
    numbers, texts = in_slices.numbered(column)
    written = column.astype("str").where(column.notna())
    assert texts.tolist() == written.dropna().unique().tolist()
    found = [None if number < 0 else texts[number] for number in numbers]
    assert found == written.astype(object).where(written.notna(), None).tolist()


def test_texts_to_judge_do_not_depend_on_the_slices(few_rows):
    table = pd.DataFrame(
        {
            "优点": ["早餐很好", "", None, "床很舒服", "离地铁近", "  "],
            "缺点": ["隔音太差", "没有", "前台慢", None, "", "什么都不好"],
        }
    )
    source = read(table, text=["优点", "缺点"])
    one = read(table, text="缺点")
    whole, alone = answers(source), answers(one)
    few_rows()
    pd.testing.assert_frame_equal(answers(source), whole)
    pd.testing.assert_frame_equal(answers(one), alone)
    assert whole["comment_id"].tolist()[:2] == ["c000001-1", "c000001-2"]
    assert (whole.attrs["empty"], alone.attrs["empty"]) == (5, 2)


def test_times_of_many_rows_are_those_of_each(few_rows):
    times = pd.Series(["2026-11-01", "2026/11/2 8:05", None, "2026-11-01 09:30", "昨天", ""] * 3)
    whole = parse_times(times)
    few_rows()
    pd.testing.assert_series_equal(parse_times(times), whole)
    assert whole.isna().tolist()[:6] == [False, False, True, False, True, True]
    assert whole[1] == pd.Timestamp("2026-11-02 08:05:00")


def test_texts_without_an_empty_cell_are_not_copied():
    texts = pd.Series(["早餐很好", "前台慢", "离地铁近"] * 20_000, dtype="str")
    asked = answers(read(pd.DataFrame({"评论": texts}), text="评论"))
    there = [chunk.buffers()[2].address for chunk in texts.array.__arrow_array__().chunks]
    here = {chunk.buffers()[2].address for chunk in asked["raw"].array.__arrow_array__().chunks}
    assert here == set(there)


def test_replies_and_conversations_are_parted_alike_in_any_slices(few_rows):
    reviews = pd.DataFrame(
        {
            "评论": [
                "房间有股霉味。商家回复：亲，非常抱歉，已安排检查",
                "早餐不错，就是排队太久了",
                None,
                "前台态度冷淡，等了半小时。商家回复：感谢您的反馈",
            ]
        }
    )
    calls = pd.DataFrame(
        {
            "内容": [
                "客户：宽带又断了三天了，没人来修 客服：您好，请问在哪里？",
                None,
                "客服：您好 客户：账单多扣了二十块钱，麻烦退给我",
                "没有人接电话，一直占线",
            ]
        }
    )
    wholes = [look(reviews), look(calls)]
    few_rows()
    for table, whole in zip((reviews, calls), wholes, strict=True):
        found = look(table)
        pd.testing.assert_frame_equal(found.table, whole.table)
        assert (found.columns, found.notes) == (whole.columns, whole.notes)
    assert wholes[0].notes[0][1]["count"] == 2
    assert wholes[1].notes[0][1]["count"] == 2


def test_a_column_of_telephones_is_personal_in_any_slices(few_rows):
    table = pd.DataFrame(
        {
            "评论": ["早餐很好，下次还来", "前台太慢了", "离地铁近，方便"],
            "备用": ["13912345678", "13812345679", " 13712345670"],
        }
    )
    few_rows()
    assert personal_columns(look(table)) == {"备用": "mobile"}
