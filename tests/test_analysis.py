"""The result of a run: it can be saved, loaded, shown and exported without losing anything."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import voc
from voc import Analysis, VocError

TABLES = "comments opinions drivers dimensions metrics segments trends rejected".split()
COMMENTS = [
    ("房间很干净，早餐也不错", 5, "北京"),
    ("隔音太差了，一晚上没睡好", 2, "上海"),
    ("前台态度冷淡，办入住等了半小时", 1, "北京"),
    ("位置方便，离地铁近", 4, "上海"),
    ("此用户没有填写评论", 5, "北京"),
    ("", 3, "上海"),
    ("WiFi is slow but the staff were friendly", 3, "北京"),
]


@pytest.fixture(scope="module")
def run() -> Analysis:
    table = pd.DataFrame(COMMENTS, columns=["评论", "评分", "城市"])
    table["日期"] = pd.date_range("2025-01-01", periods=len(table), freq="11D")
    table["会员"] = [True, None, False, True, True, False, None]
    table["生日"] = [date(1990, 1, day) for day in range(1, len(table) + 1)]
    table["杂项"] = [1, "甲", 2.5, None, "乙", 3, 4]
    return voc.analyze(table, codebook="hotel", topics=False, progress=False)


@pytest.mark.parametrize("name", TABLES)
def test_saved_and_loaded_table_is_equal_in_values_and_types(
    name: str, run: Analysis, tmp_path: Path
) -> None:
    loaded = voc.load(run.save(tmp_path / "run"))
    pd.testing.assert_frame_equal(getattr(loaded, name), getattr(run, name))


def test_studies_come_back_and_a_missing_one_is_told(run: Analysis, tmp_path: Path) -> None:
    loaded = voc.load(run.save(tmp_path / "run"))
    assert loaded.studies.keys() == run.studies.keys()
    assert "metric_segments" in run.studies
    for name, table in run.studies.items():
        pd.testing.assert_frame_equal(loaded.study(name), table)
    with pytest.raises(VocError, match="no study") as told:
        run.study("metric_segment")
    assert told.value.fix == 'Did you mean "metric_segments"?'


def test_loaded_run_renders_as_before(run: Analysis, tmp_path: Path) -> None:
    loaded = voc.load(run.save(tmp_path / "run"))
    assert loaded.manifest == run.manifest
    assert loaded.topics is None
    assert loaded.summary() == run.summary()
    assert loaded._repr_html_() == run._repr_html_()
    first, second = run.to_html(tmp_path / "1.html"), loaded.to_html(tmp_path / "2.html")
    assert first.read_bytes() == second.read_bytes()


def test_lists_stay_lists(run: Analysis, tmp_path: Path) -> None:
    loaded = voc.load(run.save(tmp_path / "run"))
    for table in (run, loaded):
        assert {type(value) for value in table.comments["drivers"]} == {list}
        assert {type(value) for value in table.comments["risk"]} == {list}
        assert {type(value) for value in table.drivers["quotes"]} == {list}


def test_run_without_any_opinion_is_saved_and_shown(tmp_path: Path) -> None:
    run = voc.analyze(pd.DataFrame({"评论": ["此用户没有填写评论"]}), text="评论", topics=False)
    loaded = voc.load(run.save(tmp_path / "run"))
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(loaded, name), getattr(run, name))
    assert loaded.to_html(tmp_path / "a.html").stat().st_size > 1_000
    assert loaded.to_excel(tmp_path / "a.xlsx").stat().st_size > 1_000


def test_summary_speaks_both_languages(run: Analysis) -> None:
    chinese, english = run.summary("zh"), run.summary("en")
    assert "平均评分" in chinese
    assert "清洁卫生" in chinese
    assert "Cleanliness" in english
    assert not any("\u4e00" <= char <= "\u9fff" for char in english)
    assert run.summary() == repr(run) == chinese


def test_workbook_holds_the_tables(run: Analysis, tmp_path: Path) -> None:
    path = run.to_excel(tmp_path / "新 文件夹" / "结果.xlsx", language="en")
    sheets = pd.read_excel(path, sheet_name=None, engine="calamine", header=None)
    rows = max(len(sheet) for sheet in sheets.values())
    assert rows >= len(run.comments)
    assert [entry.name for entry in path.parent.iterdir()] == ["结果.xlsx"]


def test_report_is_in_the_language_asked_for(run: Analysis, tmp_path: Path) -> None:
    chinese = run.to_html(tmp_path / "zh.html").read_text(encoding="utf-8")
    english = run.to_html(tmp_path / "en.html", language="en").read_text(encoding="utf-8")
    assert '<html lang="zh' in chinese
    assert '<html lang="en' in english


def test_nothing_is_overwritten_unless_allowed(run: Analysis, tmp_path: Path) -> None:
    page = run.to_html(tmp_path / "a.html")
    with pytest.raises(VocError, match="exists already"):
        run.to_html(page, force=False)
    with pytest.raises(VocError, match="folder, not a file"):
        run.to_excel(tmp_path)
    folder = run.save(tmp_path / "run")
    with pytest.raises(VocError, match="exists already"):
        run.save(folder)
    run.save(folder, force=True)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.html", "run"]


def test_link_to_a_folder_is_followed(run: Analysis, tmp_path: Path) -> None:
    real = run.save(tmp_path / "real")
    link = tmp_path / "latest"
    try:
        link.symlink_to(real, target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no links")
    (real / "topics.parquet").write_bytes(b"of an older run")
    run.save(link, force=True)
    assert link.is_symlink()
    assert not (real / "topics.parquet").exists()
    assert len(voc.load(link).comments) == len(run.comments)


def test_notebook_shows_a_page_without_scripts(run: Analysis) -> None:
    shown = run._repr_html_()
    assert "清洁卫生" in shown
    assert "<script" not in shown


@pytest.mark.parametrize("name", ["drivers", "dimensions", "scores", "sentiment"])
def test_figure_is_an_svg_that_can_be_saved(name: str, run: Analysis, tmp_path: Path) -> None:
    figure = getattr(run.figures, name)()
    figure.save(tmp_path / "figure.svg")
    assert "<svg" in (tmp_path / "figure.svg").read_text(encoding="utf-8")


def test_loading_what_is_no_run_says_what_to_do(run: Analysis, tmp_path: Path) -> None:
    empty, broken, other = tmp_path / "empty", tmp_path / "broken", tmp_path / "other"
    empty.mkdir()
    run.save(broken)
    (broken / "comments.parquet").write_bytes(b"PAR1 cut off")
    other.mkdir()
    (other / "manifest.json").write_text(json.dumps({"short_name": "an app"}))
    for folder in (empty, broken, other, tmp_path / "nowhere"):
        with pytest.raises(VocError) as caught:
            voc.load(folder)
        assert caught.value.where == str(folder)
        assert caught.value.fix
