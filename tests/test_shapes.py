"""Exports of shops and hotlines: nested JSON, follow-ups, replies, conversations, folders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import voc
from voc import VocError
from voc.read import Source, inspect, read

WORDS = [
    "收到货很快，就是外壳有划痕，心里不太舒服",
    "电池太不经用了，半天就没电 😤",
    "客服小姐姐超耐心，问了三遍都没嫌烦",
    "屏幕很清楚，看剧巨爽，值这个价",
    "快递员态度恶劣，还让我自己下楼拿",
    "声音小得可怜，开最大也听不清",
]


def roles(source: Source) -> dict[str, str]:
    return {column.name: column.role for column in source.columns}


def saved(folder: Path, name: str, value: object, **options: Any) -> Path:
    path = folder / name
    path.write_text(json.dumps(value, ensure_ascii=False, **options), encoding="utf-8")
    return path


def reviews() -> list[dict[str, Any]]:
    return [
        {
            "id": 9000 + place,
            "score": 5 - place % 5,
            "creationTime": f"2026-03-{place + 1:02d} 10:2{place}:00",
            "content": words,
            "user": {"nickname": f"买***{place}", "level": ["金牌", "银牌"][place % 2]},
            "tags": ["物流快", "有瑕疵"][: place % 3],
            "images": [{"url": "//img/1.jpg"}] if place == 1 else [],
            "reply": {"content": "亲，非常抱歉给您带来不好的体验", "time": "2026-04-01"},
        }
        for place, words in enumerate(WORDS)
    ]


# --- nested JSON ----------------------------------------------------------------------------


@pytest.mark.parametrize("indent", [None, 2])
def test_the_only_array_of_objects_is_found(tmp_path: Path, indent: int | None) -> None:
    page = {"code": 0, "msg": "ok", "data": {"page": {"size": 10}, "comments": reviews()}}
    source = read(saved(tmp_path, "page.json", page, indent=indent))
    assert len(source.table) == len(WORDS)
    found = roles(source)
    assert [name for name, role in found.items() if role == "text"] == ["content"]
    assert found["id"] == "id" and found["score"] == "score" and found["creationTime"] == "time"
    assert found["user.level"] == "segment" and found["user.nickname"] == "ignore"
    assert found["reply.content"] == "ignore"
    assert source.table["tags"].tolist()[:3] == [
        pytest.approx(float("nan"), nan_ok=True),
        "物流快",
        "物流快; 有瑕疵",
    ]


def test_several_arrays_are_named_with_their_lengths(tmp_path: Path) -> None:
    page = {"data": {"hotTags": [{"name": "物流快", "n": 8}] * 3, "comments": reviews()}}
    path = saved(tmp_path, "page.json", page)
    with pytest.raises(VocError) as caught:
        read(path)
    assert "data.hotTags (3), data.comments (6)" in caught.value.what
    assert "--records data.comments" in str(caught.value.fix)
    assert len(read(path, records="data.comments").table) == 6


def test_a_path_goes_through_arrays_and_keeps_what_stands_above(tmp_path: Path) -> None:
    shops = [
        {"shop": "南门店", "comments": reviews()[:4]},
        {"shop": "北门店", "comments": reviews()[4:]},
    ]
    path = saved(tmp_path, "shops.json", {"data": shops})
    for asked in ("data.comments", "data[*].comments", "$.data[*].comments[*]"):
        table = read(path, records=asked).table
        assert table["data.shop"].tolist() == ["南门店"] * 4 + ["北门店"] * 2
        assert table["content"].tolist() == WORDS
    assert len(read(path, records="data[1].comments").table) == 2


def test_a_path_that_leads_nowhere_names_the_arrays(tmp_path: Path) -> None:
    path = saved(tmp_path, "page.json", {"data": {"comments": reviews()}})
    with pytest.raises(VocError) as caught:
        read(path, records="data.reviews")
    assert caught.value.code == "shape.no-records"
    assert "data.comments (6)" in str(caught.value.fix)


def test_records_are_asked_of_json_only(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("评论\n" + "\n".join(WORDS), encoding="utf-8")
    with pytest.raises(VocError) as caught:
        read(path, records="data")
    assert caught.value.code == "shape.records-elsewhere"


def test_json_lines_with_pages_give_the_records_of_all_pages(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    pages = [{"page": 1, "list": reviews()[:3]}, {"page": 2, "list": reviews()[3:]}, {"page": 3}]
    path.write_text("\n".join(json.dumps(page, ensure_ascii=False) for page in pages), "utf-8")
    source = read(path, records="list")
    assert source.table["content"].tolist() == WORDS
    assert source.rejected["line"].tolist() == [3]


def test_an_array_of_objects_inside_a_record_is_no_text(tmp_path: Path) -> None:
    rows = [{"content": words, "goods": [{"sku": "黑色 8G", "n": 1}]} for words in WORDS]
    source = read(saved(tmp_path, "rows.json", rows))
    goods = next(column for column in source.columns if column.name == "goods")
    assert goods.role == "ignore" and "--records" in goods.reason


def test_deep_nesting_is_set_aside_and_not_followed(tmp_path: Path) -> None:
    deep: object = "下次不买了"
    for _ in range(60):
        deep = {"a": deep}
    path = tmp_path / "deep.jsonl"
    lines = [json.dumps({"content": words}, ensure_ascii=False) for words in WORDS]
    path.write_text("\n".join([*lines, json.dumps(deep), "[" * 99_999]), encoding="utf-8")
    source = read(path)
    assert source.table.columns.tolist() == ["content"] and len(source.table) == 6
    assert [("deep" in reason) for reason in source.rejected["reason"]] == [True, True]


def test_keys_that_meet_stay_apart(tmp_path: Path) -> None:
    rows = [{"user.name": "甲", "user": {"name": "乙"}, "content": words} for words in WORDS]
    table = read(saved(tmp_path, "rows.json", rows)).table
    assert table["user.name"].tolist() == ["甲"] * 6 and table["user.name.2"].tolist() == ["乙"] * 6


def test_nested_json_from_file_to_report_tables(tmp_path: Path) -> None:
    page = {"data": {"comments": reviews(), "tags": [{"n": 1}]}}
    path = saved(tmp_path, "page.json", page)
    run = voc.analyze(path, records="data.comments", topics=False, progress=False)
    assert run.comments["text"].tolist() == WORDS
    assert run.comments["stars"].tolist() == [5, 4, 3, 2, 1, 5]
    shown = inspect(path, records="data.comments")
    assert shown.loc[shown["role"] == "text", "column"].tolist() == ["content"]
