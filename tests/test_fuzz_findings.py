"""What `make fuzz` and the guided runs have found: each finding is mended and stays so."""

from __future__ import annotations

import contextlib
import io
import json
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import voc
from voc.errors import VocError
from voc.lexicon import load_codebook
from voc.lexicon.excel import import_workbook, write_workbook
from voc.read import read
from voc.topic.model_file import load_topic_model

REVIEWS = pd.DataFrame({"评论": ["房间很干净，早餐也好", "太吵了，没睡好"], "评分": [5, 2]})


def workbook() -> bytes:
    written = io.BytesIO()
    REVIEWS.to_excel(written, index=False, engine="xlsxwriter")
    return written.getvalue()


def test_a_workbook_whose_directory_points_before_its_beginning_is_refused(tmp_path: Path) -> None:
    data = workbook()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start = archive.start_dir
    path = tmp_path / "a.xlsx"
    path.write_bytes(data[:100] + data[500:start] + data[start:])
    with pytest.raises(VocError):
        read(path)


def test_a_damaged_sheet_of_a_codebook_is_refused(tmp_path: Path) -> None:
    path = write_workbook(load_codebook("hotel"), tmp_path / "book.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet2.xml"]
    parts["xl/worksheets/sheet2.xml"] = sheet[: len(sheet) // 2] + b'<c r="B\xff'
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(VocError, match=r"book\.xlsx"):
        import_workbook(path, tmp_path / "book.toml")


def test_of_a_key_that_stands_twice_in_json_both_values_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"id": 1, "评论": "房间很干净，早餐也好", "评论": "太吵了，没睡好", "评论.2": "补充"}\n'
        '{"id": 2, "评论": "前台热情，入住很快"}\n',
        encoding="utf-8",
    )
    table = read(path, text="评论").table
    assert table["评论"].tolist() == ["房间很干净，早餐也好", "前台热情，入住很快"]
    assert table.iloc[0].tolist()[1:] == ["房间很干净，早餐也好", "太吵了，没睡好", "补充"]


def test_a_message_keeps_its_words_under_whatever_key(tmp_path: Path) -> None:
    said = [
        {"role": "user", "text": "宽带又断了，三天了", "text.2": "在吗？"},
        {"role": "agent", "content": "您好，请问在哪里？", "at": "2026-02-01T09:00"},
        {"role": "user", "text": "", "image": "https://img.example.com/1.jpg"},
    ]
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"id": n, "messages": said} for n in range(3)]), encoding="utf-8")
    table = read(path).table
    assert table["messages"].tolist() == ["宽带又断了，三天了 在吗？"] * 3
    assert any("请问在哪里" in str(cell) for cell in table.iloc[0])


def test_topics_whose_arrays_are_damaged_are_refused(tmp_path: Path) -> None:
    array = io.BytesIO()
    np.save(array, np.arange(3))
    for header in (b"{'descr': (", b"{'descr': '<i8',\n  \t'a", b"\xff\xff"):
        with zipfile.ZipFile(tmp_path / "topics.npz", "w") as archive:
            archive.writestr("record.npy", array.getvalue()[:10] + header.ljust(118))
        with pytest.raises(VocError, match=r"topics\.npz"):
            load_topic_model(tmp_path / "topics.npz")


@pytest.mark.parametrize("query", ["select * from reviews", ""])
def test_a_database_whose_tables_are_damaged_is_refused(tmp_path: Path, query: str) -> None:
    path = tmp_path / "shop.db"
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("create table reviews (评论 text, 评分 integer)")
        connection.execute("insert into reviews values ('房间很干净', 5)")
    data = path.read_bytes()
    path.write_bytes(data.replace("(评论 text".encode(), b"(a) \xe8\xff\xe8\xff    "))
    with pytest.raises(VocError, match=r"shop\.db"):
        read(f"sqlite:///{path}", query=query)


# --- a saved run whose files are not what they were


@pytest.fixture(scope="module")
def run() -> voc.Analysis:
    said = ["房间很干净", "太吵了，没睡好", "前台热情"]
    table = pd.DataFrame({"评论": said * 4, "店": list("甲乙丙") * 4})
    made = voc.analyze(
        table, text="评论", segments=["店"], codebook="hotel", topics=False, progress=False
    )
    return replace(made, studies={"brands": made.segments})


@pytest.fixture
def saved(run: voc.Analysis, tmp_path: Path) -> Path:
    return run.save(tmp_path / "run")


def changed(path: Path, what: str) -> None:
    match what:
        case "a bit":
            data = bytearray(path.read_bytes())
            data[len(data) // 2] ^= 4
            path.write_bytes(data)
        case "a column gone":
            table = pd.read_parquet(path)
            table.iloc[:, 1:].to_parquet(path)
        case "cut off":
            path.write_bytes(path.read_bytes()[:-60])
        case "gone":
            path.unlink()
        case "of another table":
            path.write_bytes((path.parent / "trends.parquet").read_bytes())


@pytest.mark.parametrize("what", ["a bit", "a column gone", "cut off", "gone", "of another table"])
@pytest.mark.parametrize("name", ["comments.parquet", "drivers.parquet"])
def test_a_damaged_table_of_a_run_is_refused_by_name(saved: Path, name: str, what: str) -> None:
    assert len(voc.load(saved).comments) == 12
    changed(saved / name, what)
    with pytest.raises(VocError, match=name):
        voc.load(saved)


def test_a_study_that_is_gone_is_missed(saved: Path) -> None:
    (saved / "study_brands.parquet").unlink()
    with pytest.raises(VocError, match=r"study_brands\.parquet"):
        voc.load(saved)


def test_a_changed_manifest_is_refused_unless_its_checksum_is_taken_out(saved: Path) -> None:
    manifest, sums = saved / "manifest.json", saved / "checksums.txt"
    manifest.write_text(
        manifest.read_text("utf-8").replace('"title": ""', '"title": "一月"'), "utf-8"
    )
    with pytest.raises(VocError, match=r"manifest\.json"):
        voc.load(saved)
    kept = [line for line in sums.read_text("utf-8").splitlines() if "manifest" not in line]
    sums.write_text("\n".join(kept), encoding="utf-8")
    assert voc.load(saved).manifest["config"]["report"]["title"] == "一月"
    sums.write_text("what?", encoding="utf-8")
    with pytest.raises(VocError, match=r"checksums\.txt"):
        voc.load(saved)
    sums.unlink()  # a run of an older version has none
    voc.load(saved)
