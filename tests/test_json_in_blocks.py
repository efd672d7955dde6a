"""JSON Lines give the same columns whether records are taken one by one or all at once."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voc import growing
from voc.errors import VocError
from voc.read import cells, content, jsonlines, limits
from voc.read.content import Content
from voc.read.record_columns import RecordColumns
from voc.read.source import Rows

VALUES = st.one_of(
    st.sampled_from(["好", "很好，下次来", "", "5", "1.0", "\ud83d好", "第一行\n第二行"]),
    st.sampled_from([1, 5, 0, -3, 2**53, 10**20, 1.0, 4.5, -0.0, float("inf"), float("nan")]),
    st.sampled_from([True, False, None]),
)
RECORDS = st.lists(st.dictionaries(st.sampled_from("甲乙丙"), VALUES), min_size=1, max_size=12)
REVIEWS = [
    {"id": 1, "用户": {"城市": "北京"}, "评论": "早餐很好", "评分": 5, "标签": ["干净", "近"]},
    {"id": 2, "评论": "太吵，没睡好", "评分": 2.5, "追评": "换了房间，好多了"},
    {"id": "三", "用户": {"城市": "上海", "会员": True}, "评论": 666, "评分": None},
]


@pytest.fixture
def in_blocks(monkeypatch):
    """Read JSON in blocks of some bytes, some records at a time."""

    def read(text: str, size: int, records: int, path: str = "", name: str = "a.json") -> Rows:
        monkeypatch.setattr(content, "BLOCK", size)
        monkeypatch.setattr(jsonlines, "AT_ONCE", records)
        monkeypatch.setattr(growing, "CHUNK", 40)
        return jsonlines.read(Content.of(Path(name), text.encode("utf-8")), path)

    return read


def same_in_any_blocks(in_blocks, text: str, path: str = "") -> Rows:
    whole: Rows = in_blocks(text, 1 << 20, 2_000, path)
    for size, records in ((1, 1), (2, 3), (7, 1), (50, 2)):
        rows = in_blocks(text, size, records, path)
        pd.testing.assert_frame_equal(rows.table, whole.table)
        assert (rows.rejected, rows.format, rows.questions) == (
            whole.rejected,
            whole.format,
            whole.questions,
        )
    return whole


def lines(records: list[dict[str, object]]) -> str:
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records) + "\n"


@given(RECORDS, st.integers(1, 5))
def test_columns_are_what_all_cells_at_once_would_be(records, at_once: int) -> None:
    columns = RecordColumns()
    for start in range(0, len(records), at_once):
        columns.add(records[start : start + at_once])
    table = columns.table()
    keys = list(dict.fromkeys(key for record in records for key in record))
    assert list(table.columns) == keys
    for key in keys:
        whole = cells.tidy([record.get(key) for record in records])
        pd.testing.assert_series_equal(table[key], whole, check_names=False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(RECORDS)
def test_records_of_any_kind_are_read_alike(in_blocks, records) -> None:
    text = "\n".join(json.dumps(record) for record in records)
    try:
        same_in_any_blocks(in_blocks, text)
    except VocError as error:
        assert error.code == "shape.no-json-rows" or not any(records)


def test_nested_values_and_keys_that_come_later(in_blocks) -> None:
    table = same_in_any_blocks(in_blocks, lines(REVIEWS)).table
    assert table.columns.tolist() == [
        "id",
        "用户.城市",
        "评论",
        "评分",
        "标签",
        "追评",
        "用户.会员",
    ]
    assert table["id"].tolist() == ["1", "2", "三"]
    assert table["评分"].tolist()[:2] == [5.0, 2.5]
    assert table["评论"].tolist()[2] == "666"
    assert table["用户.会员"].isna().tolist() == [True, True, False]


@pytest.mark.parametrize(
    ("text", "kept", "lines_rejected"),
    [
        ("\n\n" + lines(REVIEWS[:2]) + "\n\n \n", 2, [1, 2]),
        (lines(REVIEWS[:1]) + "\n" + lines(REVIEWS[1:]) + "\u3000", 3, [2]),
        (lines(REVIEWS[:2]) + '{"id": 3, "评论"\r\n[1, 2]\r\n', 2, [3, 4]),
        (json.dumps(REVIEWS, indent=1), 3, []),
        (json.dumps({"data": {"comments": REVIEWS}}), 3, []),
    ],
    ids=["blank", "between", "broken", "array", "inside"],
)
def test_lines_keep_their_numbers(text: str, kept: int, lines_rejected, in_blocks) -> None:
    rows = same_in_any_blocks(in_blocks, text)
    assert len(rows.table) == kept
    assert [row.line for row in rows.rejected] == lines_rejected


def test_records_at_a_path_of_each_line(in_blocks) -> None:
    pages = [{"店": "一店", "reviews": REVIEWS[:2]}, {"店": "二店", "reviews": REVIEWS[2:]}, {}]
    rows = same_in_any_blocks(in_blocks, lines(pages), "reviews")
    assert rows.table["id"].tolist() == ["1", "2", "三"]
    assert [row.line for row in rows.rejected] == [3]


def test_more_cells_than_memory_holds_are_refused_with_their_number(in_blocks, monkeypatch) -> None:
    monkeypatch.setattr(limits, "MOST_CELLS", 20)
    monkeypatch.setattr(limits, "BYTES_A_CELL", 1_000)
    text = lines([{f"k{number}": number} for number in range(9)])
    told = set()
    for size, records in ((1 << 20, 2_000), (5, 1)):
        with pytest.raises(VocError) as caught:
            in_blocks(text, size, records, name="a.jsonl")
        assert caught.value.code == "limit.cells"
        told.add(caught.value.what)
    assert len(told) == 1


def test_a_large_file_may_hold_more_cells() -> None:
    limits.refuse_vast(10_000_000, 6, "a.jsonl", size=3 << 30)
    with pytest.raises(VocError, match="cells"):
        limits.refuse_vast(10_000_000, 6, "a.jsonl", size=1 << 20)
