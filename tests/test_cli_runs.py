"""Good runs of the command line: what they write, hide, repeat, and where they can run."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from command_line import GOOD, everything_in, run_voc

import voc

FORMULA = "=cmd|'/c calc'!A1"
SCRIPT = "<script>alert(1)</script>"
PERSONAL = {
    "mobile": "13912345678",
    "spaced mobile": "138 1234 5678",
    "landline": "010-62345678",
    "identity card": "11010519491231002X",
    "bank card": "4111111111111111",
    "e-mail": "wang.xm@example.com",
    "plate": "京A12345",
    "WeChat": "xiaoming_88",
    "QQ": "123456789",
    "only in another column": "13700001111",
    "as a number": "13600002222",
    "in a rejected row": "13500003333",
}
COMMENTS = (
    (f"房间很干净，前台也热情，电话{PERSONAL['mobile']}", 5),
    (f"隔音太差了，一晚上没睡好。加我微信{PERSONAL['WeChat']}，QQ {PERSONAL['QQ']}", 2),
    (FORMULA, 3),
    (f"{SCRIPT}早餐不错，态度很好", 4),
    (f"退款不到账，卡号{PERSONAL['bank card']}，身份证{PERSONAL['identity card']}", 1),
    ("此用户没有填写评论", 5),
    (f"车停丢了，车牌{PERSONAL['plate']}，打{PERSONAL['landline']}没人接", 1),
    (f"前台太慢了，{PERSONAL['spaced mobile']} 给我回电话，发{PERSONAL['e-mail']}也行", 2),
)
HEADER = "订单号,评论,评分,城市,备注,联系电话,日期"
ROWS = [
    f"a{n},{comment},{stars},{'北京' if n % 2 else '上海'},"
    f"{'老客户 ' + PERSONAL['only in another column'] if n == 1 else '无'},"
    f"{PERSONAL['as a number']},2025-0{n % 3 + 1}-0{n}"
    for n, (comment, stars) in enumerate(COMMENTS, start=1)
]
REJECTED = f"a9,少了几列，电话{PERSONAL['in a rejected row']},2"
EXPORT = "\n".join([HEADER, *ROWS, REJECTED, ""])


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """The folder of one good run through the real command line, its stdout and stderr."""
    folder = tmp_path_factory.mktemp("我的 文件")
    (folder / "一月 评论.csv").write_bytes(EXPORT.encode("gbk"))
    settings = tmp_path_factory.mktemp("settings") / "own.toml"  # four comments from each city
    settings.write_text("[privacy]\nmin_group = 1\n")
    asked = ("-k", "hotel", "--no-topics", "-c", settings)
    done = run_voc("analyze", "一月 评论.csv", *asked, cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    return folder / "一月 评论-voc", done.stdout.decode(), done.stderr.decode()


def table_hashes(folder: Path) -> dict[str, str]:
    """Hash of the content of each table of a run, as pandas reads it."""
    hashes = {}
    for path in sorted(folder.glob("*.parquet")):
        table = pd.read_parquet(path)
        written = table.to_csv(index=False) + str(table.dtypes.to_dict())
        hashes[path.name] = hashlib.sha256(written.encode()).hexdigest()
    return hashes


# --- good runs


def test_good_run_writes_everything_and_says_where(finished: tuple[Path, str, str]) -> None:
    folder, out, err = finished
    tables = "comments opinions drivers dimensions metrics segments trends rejected".split()
    assert {path.name for path in folder.iterdir()} == {
        *(f"{name}.parquet" for name in tables),
        *("study_metric_segments.parquet", "study_metric_trends.parquet"),
        *("judged.parquet", "respondents.parquet"),
        *("report.html", "report.xlsx", "manifest.json", "rejected.csv", "codebook.toml"),
        "checksums.txt",
    }
    assert out.rstrip().endswith("一月 评论-voc/report.html")
    assert err == ""
    assert [path.name for path in folder.parent.glob(".*")] == []


def test_rejected_rows_come_with_line_and_reason(finished: tuple[Path, str, str]) -> None:
    folder, out, _ = finished
    rejected = pd.read_csv(folder / "rejected.csv", encoding="utf-8-sig")
    assert rejected[["source", "line"]].to_numpy().tolist() == [["一月 评论.csv", 10]]
    assert "3 fields instead of 7" in rejected["reason"][0]
    assert "搁置 1 行" in out


def test_without_bad_rows_there_is_no_rejected_file(
    call: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    code, out, err = call("analyze", "good.csv", "--no-topics", "--lang", "en")
    assert (code, err) == (0, "")
    assert "Report: good-voc" in out
    assert not (tmp_path / "good-voc" / "rejected.csv").exists()
    assert (tmp_path / "good-voc" / "report.html").exists()


def test_manifest_says_what_the_run_was_made_from(finished: tuple[Path, str, str]) -> None:
    folder, _, _ = finished
    record = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    source = (folder.parent / "一月 评论.csv").read_bytes()
    assert record["inputs"]["files"][0]["sha256"] == hashlib.sha256(source).hexdigest()
    assert record["inputs"]["encoding"] == "gb18030"
    assert record["codebook"]["name"] == "hotel"
    assert (record["counts"]["rows"], record["counts"]["rejected"]) == (8, 1)
    assert record["counts"]["boilerplate"] == 1


def all_text(path: Path) -> str:
    """Whatever a file of a run says, also inside Parquet and workbooks."""
    if path.suffix == ".parquet":
        return pd.read_parquet(path).to_csv(index=False) + str(pd.read_parquet(path).to_dict())
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "\n".join(book.read(name).decode() for name in book.namelist())
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", PERSONAL)
def test_personal_data_is_in_no_output(kind: str, finished: tuple[Path, str, str]) -> None:
    folder, out, err = finished
    digits = PERSONAL[kind]
    found = [path.name for path in folder.iterdir() if digits in all_text(path)]
    assert found == []
    assert digits not in out + err


def test_inspect_shows_no_personal_data(finished: tuple[Path, str, str]) -> None:
    folder, _, _ = finished
    done = run_voc("inspect", "一月 评论.csv", cwd=folder.parent)
    shown = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert "gb18030" in shown
    assert "评论" in shown
    assert [kind for kind, value in PERSONAL.items() if value in shown] == []


def test_formula_is_plain_text_in_the_workbook(finished: tuple[Path, str, str]) -> None:
    folder, _, _ = finished
    with zipfile.ZipFile(folder / "report.xlsx") as book:
        sheets = [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in book.read(name) for name in sheets)
        assert not any("externalLink" in name for name in book.namelist())
    comments = pd.read_parquet(folder / "comments.parquet")
    assert comments["text"].str.startswith("=cmd|").sum() == 1
    sheets = pd.read_excel(folder / "report.xlsx", sheet_name=None, engine="calamine", header=None)
    cells = {str(cell) for sheet in sheets.values() for cell in sheet.to_numpy().ravel()}
    assert any(FORMULA in cell for cell in cells)


def test_script_is_plain_text_in_the_report(finished: tuple[Path, str, str]) -> None:
    folder, _, _ = finished
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "alert(1)" in page  # the comment is quoted,
    assert "<script>alert" not in page  # but not run
    assert re.search(r"https?://(?!www\.w3\.org)", page) is None  # and the page needs no network


# --- the same again


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of 64 rows, in a folder with settings that must not change the tables."""
    folder = tmp_path_factory.mktemp("again")
    rows = [f"{copy}{row}" for copy in range(8) for row in ROWS]
    (folder / "a.csv").write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    (folder / "one.toml").write_text("[run]\nprocesses = 1\n")
    (folder / "two.toml").write_text("[run]\nprocesses = 2\nchunk = 7\n")
    (folder / "three.toml").write_text("[run]\nprocesses = 1\nchunk = 1\n")
    return folder


def test_same_input_and_seed_give_the_same_tables(
    varied: Path, call: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    hashes = {}
    for name in ("one", "two", "three"):
        arguments = ("--no-topics", "-c", varied / f"{name}.toml", "-o", name)
        assert call("analyze", varied / "a.csv", *arguments)[0] == 0
        hashes[name] = table_hashes(tmp_path / name)
    arguments = ("--no-topics", "-c", "two.toml", "-o", tmp_path / "fresh")
    done = run_voc("analyze", "a.csv", *arguments, cwd=varied, PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr.decode()
    hashes["fresh"] = table_hashes(tmp_path / "fresh")
    tables = "comments opinions drivers dimensions metrics segments trends rejected".split()
    studies = ["study_metric_segments", "study_metric_trends", "judged", "respondents"]
    assert hashes["one"].keys() == {f"{name}.parquet" for name in (*tables, *studies)}
    for name, found in hashes.items():
        assert found == hashes["one"], name


def test_a_notebook_gets_the_tables_of_the_command_line(
    varied: Path, call: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    assert call("analyze", varied / "a.csv", "--no-topics", "-o", "cli")[0] == 0
    table = pd.read_csv(varied / "a.csv", dtype=str)
    run = voc.analyze(table, topics=False, progress=False)
    run.save(tmp_path / "notebook")
    cli, notebook = voc.load(tmp_path / "cli"), voc.load(tmp_path / "notebook")
    for name in ("comments", "opinions", "drivers", "dimensions", "metrics", "segments", "trends"):
        pd.testing.assert_frame_equal(getattr(cli, name), getattr(notebook, name))


def test_force_replaces_an_earlier_run_whole(
    call: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    assert call("analyze", "good.csv", "--no-topics", "-o", "out")[0] == 0
    (tmp_path / "out" / "topics.parquet").write_bytes(b"of an older run")
    assert call("analyze", "good.csv", "--no-topics", "-o", "out", "--force")[0] == 0
    assert not (tmp_path / "out" / "topics.parquet").exists()
    assert everything_in(tmp_path) >= {"out/report.html"}
    assert list(tmp_path.glob(".*")) == []


# --- surroundings


def test_two_files_are_analysed_as_one(
    call: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    (tmp_path / "一月.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "二月.csv").write_bytes(GOOD.encode("gbk"))
    assert call("analyze", "一月.csv", "二月.csv", "--no-topics")[0] == 0
    run = voc.load(tmp_path / "一月-voc")
    assert len(run.comments) == 6
    assert [entry["name"] for entry in run.manifest["inputs"]["files"]] == ["一月.csv", "二月.csv"]


def test_tilde_is_the_home_folder_also_in_quotes(
    call: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "mine.toml").write_text("[run]\nseed = 3\n")
    arguments = ("--no-topics", "-c", "~/mine.toml", "-o", "~/out")
    code, _, err = call("analyze", "~/good.csv", *arguments)
    assert (code, err) == (0, "")
    assert voc.load("~/out").manifest["seed"] == 3


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "gbk"},
        {"PYTHONIOENCODING": "cp1252"},
    ],
    ids=["ascii", "gbk", "cp1252"],
)
def test_terminal_that_cannot_show_chinese_does_not_stop_a_run(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "表情😀.csv").write_text(GOOD, encoding="utf-8")
    done = run_voc("analyze", "表情😀.csv", "--no-topics", cwd=tmp_path, **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "表情😀-voc" / "report.html").exists()
    missing = run_voc("inspect", "不在😀.csv", cwd=tmp_path, **environment)
    assert missing.returncode == 1
    assert missing.stderr.startswith(b"voc: ")


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_file_name_in_gbk_from_a_windows_zip_is_fine(tmp_path: Path) -> None:
    name = os.fsdecode("酒店评论.csv".encode("gbk"))
    (tmp_path / name).write_text(GOOD, encoding="utf-8")
    done = run_voc("analyze", name, "--no-topics", "-o", "out", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(voc.load(tmp_path / "out").comments) == 3
