"""A folder or pattern of monthly files is one run; waves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from shop_reviews import WORDS, roles
from typer.testing import CliRunner

import voc
from voc import VocError
from voc.cli import app
from voc.read import read
from voc.read.waves import period
from voc.run import default_folder


def month_files(folder: Path, names: Sequence[str], **more: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names):
        table = pd.DataFrame({"评论": WORDS[:4], "评分": [5, 4, 2, 1], **more})
        table.assign(评论=table["评论"] + f"，第{number + 1}批").to_csv(folder / name, index=False)
    return folder


@pytest.mark.parametrize(
    ("name", "found"),
    [
        *(
            ("2026-01", "2026-01"),
            ("reviews_202601_final", "2026-01"),
            ("2026年1月评价", "2026-01"),
        ),
        *(("jan2026", "2026-01"), ("Feb-2026", "2026-02"), ("2026_September", "2026-09")),
        *(("Q1-2026", "2026-Q1"), ("2026Q3", "2026-Q3"), ("2026年第四季度", "2026-Q4")),
        *(("export-2026-02-28", "2026-02-28"), ("20260131", "2026-01-31"), ("03-2026", "2026-03")),
        *(("一月", None), ("shop12", None), ("2026", None), ("order 20261399", None)),
        *(("marketing2026", None), ("13800138000", None)),
    ],
)
def test_the_period_in_a_name(name: str, found: str | None) -> None:
    assert period(name) == found


def test_a_folder_of_months_is_one_run_with_a_trend(tmp_path: Path) -> None:
    folder = month_files(tmp_path / "exports", ["2026年2月.csv", "2026年1月.csv", "2026年3月.csv"])
    for name in ("~$2026年1月.csv", ".DS_Store", "report.xlsx", "说明.docx"):
        (folder / name).write_bytes(b"no table")
    (folder / "old").mkdir()
    run = voc.analyze(folder, topics=False, progress=False)
    assert run.comments["wave"].tolist() == ["2026-01"] * 4 + ["2026-02"] * 4 + ["2026-03"] * 4
    assert run.comments["time"].dt.month.tolist() == [1] * 4 + [2] * 4 + [3] * 4
    told = next(note["en"] for note in run.manifest["notes"] if "no data" in note["en"])
    assert told.startswith("5 entries") and "~$2026年1月.csv" in told
    assert [file["name"] for file in run.manifest["inputs"]["files"]] == [
        *("2026年1月.csv", "2026年2月.csv", "2026年3月.csv")
    ]


def test_a_pattern_is_filled_in_by_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    month_files(tmp_path / "exports", ["2025-12.csv", "2026-01.csv", "2026-02.csv"])
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(
        app, ["analyze", "exports/2026-*.csv", "--no-topics", "-o", "winter"]
    )
    assert result.exit_code == 0, result.output
    assert len(voc.load("winter").comments) == 8
    assert default_folder("exports/2026-*.csv") == Path("2026-voc")
    with pytest.raises(VocError) as caught:
        read("exports/2027-*.csv")
    assert caught.value.code == "shape.pattern-fits-nothing"


def test_waves_without_a_period_are_groups(tmp_path: Path) -> None:
    source = read(month_files(tmp_path, ["南门店.csv", "北门店.csv"]))
    assert roles(source)["wave"] == "segment"
    assert sorted(set(source.table["wave"])) == ["北门店", "南门店"]


def test_where_a_time_column_tells_the_files_apart_there_is_no_wave(tmp_path: Path) -> None:
    for month in (1, 2):
        days = [f"2026-0{month}-{day:02d}" for day in (3, 9, 17, 28)]
        month_files(tmp_path / str(month), ["a.csv"], 评论日期=days)
    source = read([tmp_path / "1" / "a.csv", tmp_path / "2" / "a.csv"])
    assert "wave" not in source.table and source.wave == ""
    late = month_files(tmp_path / "3", ["a.csv"], 评论日期=["2026-02-20"] * 4) / "a.csv"
    mixed = read([tmp_path / "1" / "a.csv", tmp_path / "2" / "a.csv", late])
    assert roles(mixed)["wave"] == "segment" and roles(mixed)["评论日期"] == "time"
    assert set(mixed.table["wave"]) == {"1/a", "2/a", "3/a"}


def test_a_wave_column_of_the_export_is_named(tmp_path: Path) -> None:
    quarters = ["Q1-2026", "Q1-2026", "2026年第二季度", "2026Q2"]
    path = month_files(tmp_path, ["all.csv"], 期次=quarters) / "all.csv"
    source = read(path, wave="期次")
    assert roles(source)["期次"] == "time"
    assert source.table["期次"].tolist() == ["2026-Q1", "2026-Q1", "2026-Q2", "2026-Q2"]
    run = voc.analyze(path, wave="期次", topics=False, progress=False)
    assert run.comments["time"].dt.month.tolist() == [1, 1, 4, 4]
    with pytest.raises(VocError) as caught:
        read(path, wave="批次")
    assert caught.value.code == "shape.no-wave-column" and "期次" in str(caught.value.fix)


def test_a_month_of_another_layout_is_refused_by_name(tmp_path: Path) -> None:
    folder = month_files(tmp_path, ["2026-01.csv", "2026-02.csv"])
    pd.DataFrame({"评论": WORDS, "星级": [5] * 6}).to_csv(folder / "2026-03.csv", index=False)
    with pytest.raises(VocError) as caught:
        read(folder)
    assert str(caught.value.where).endswith("2026-03.csv")
    assert "评分" in str(caught.value) and "星级" in str(caught.value)


def test_a_month_that_cannot_be_read_is_not_passed_over(tmp_path: Path) -> None:
    folder = month_files(tmp_path, ["2026-01.csv"])
    (folder / "2026-02.csv").write_bytes(b"")
    with pytest.raises(VocError) as caught:
        read(folder)
    assert str(caught.value.where).endswith("2026-02.csv")


def test_a_folder_without_data_and_a_run_of_voc_are_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_bytes(b"x")
    with pytest.raises(VocError) as caught:
        read(tmp_path)
    assert caught.value.code == "shape.folder-without-data"
    (tmp_path / "manifest.json").write_text('{"voc": "1"}')
    with pytest.raises(VocError) as caught:
        read(tmp_path)
    assert caught.value.code == "shape.folder-is-run"
