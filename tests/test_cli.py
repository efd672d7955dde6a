"""The command line as a user meets it: messages, exit codes, and what is left on the disk."""

from __future__ import annotations

import hashlib
import json
import os
import re
import select
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import voc
from voc.__main__ import main

GOOD = "评论,评分\n房间很干净,5\n前台态度冷淡,2\n早餐不错，就是隔音差,4\n"
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


def run_voc(
    *arguments: str | Path, cwd: Path, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run `voc` in a process of its own, its output in a pipe."""
    return subprocess.run(
        [sys.executable, "-m", "voc", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=120,
    )


@pytest.fixture
def call(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., tuple[int, str, str]]:
    """Run `voc` in this process and in an own folder: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)

    def called(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["voc", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        out, err = capsys.readouterr()
        return code, out, err

    return called


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


def everything_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def table_hashes(folder: Path) -> dict[str, str]:
    """Hash of the content of each table of a run, as pandas reads it."""
    hashes = {}
    for path in sorted(folder.glob("*.parquet")):
        table = pd.read_parquet(path)
        written = table.to_csv(index=False) + str(table.dtypes.to_dict())
        hashes[path.name] = hashlib.sha256(written.encode()).hexdigest()
    return hashes


# --- bad files -----------------------------------------------------------------------------------

SHIFT_JIS = "コメント,点数\n部屋はとてもきれいでした。朝食も美味しかったです,5\n" * 5
BAD_FILES: list[tuple[str, str, bytes, tuple[str, ...]]] = [
    ("empty", "a.csv", b"", ("empty", "a.csv")),
    ("only a byte order mark", "a.csv", b"\xef\xbb\xbf\r\n", ("empty", "a.csv")),
    ("header only", "a.csv", "评论,评分\n".encode(), ("no rows", "a.csv")),
    ("Latin-1", "a.csv", "avis,note\ncaf\xe9 trop cher,1\n".encode("latin-1"), ("UTF-8", "0xE9")),
    ("Shift-JIS", "a.csv", SHIFT_JIS.encode("shift_jis"), ("UTF-8", "a.csv", "byte")),
    ("cut in a character", "a.csv", GOOD.encode()[:-5], ("UTF-8", "line 4", "byte")),
    ("binary", "a.csv", bytes(range(256)) * 20, ("binary", "a.csv")),
    ("a picture", "a.csv", b"\x89PNG\r\n\x1a\n" + bytes(99), ("PNG", "a.csv")),
    ("a PDF", "a.xlsx", b"%PDF-1.7\n" + bytes(99), ("PDF", "a.xlsx")),
    ("a broken workbook", "a.xlsx", b"PK\x03\x04" + bytes(200), ("cannot be read", "a.xlsx")),
    ("a broken old workbook", "a.xls", b"\xd0\xcf\x11\xe0" + bytes(200), ("a.xls",)),
    ("broken JSON Lines", "a.jsonl", b'{"text": "ok"\n{"text": \n', ("a.jsonl",)),
    ("broken Parquet", "a.parquet", b"PAR1" + bytes(40), ("a.parquet",)),
    ("no comments in it", "a.csv", b"a,b\n1,2\n3,4\n", ("No column holds comments", "--text")),
]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [pytest.param(*case, id=title) for title, *case in BAD_FILES],
)
@pytest.mark.parametrize("command", ["analyze", "inspect"])
def test_bad_file_is_refused_with_its_name_and_a_way_out(
    command: str,
    name: str,
    content: bytes,
    told: tuple[str, ...],
    call: Callable[..., tuple[int, str, str]],
    tmp_path: Path,
) -> None:
    if command == "inspect" and "--text" in told:
        pytest.skip("inspect shows such a file")
    (tmp_path / name).write_bytes(content)
    code, out, err = call(command, name)
    assert_refused(code, out, err, *told)
    assert everything_in(tmp_path) == {name}


def assert_refused(code: int, out: str, err: str, *told: str) -> None:
    assert code == 1
    assert out == ""
    assert err.startswith("voc: ")
    assert "\n  where: " in err
    assert "\n  what to do: " in err
    assert "Traceback" not in err
    for part in told:
        assert part in err


# --- bad options ---------------------------------------------------------------------------------

BAD_OPTIONS: list[tuple[str, list[str], tuple[str, ...]]] = [
    ("missing file", ["godo.csv"], ("no such file", "godo.csv", "Did you mean good.csv")),
    ("a folder without data", ["app"], ("no files of data", "app", ".csv")),
    ("results of a run", ["run"], ("results of voc", "run")),
    ("a pattern that fits nothing", ["godo-*.csv"], ("pattern", "godo-*.csv", "quotes")),
    ("text column not there", ["good.csv", "--text", "评伦"], ("评伦", "Did you mean '评论'")),
    ("score column not there", ["good.csv", "--score", "评份"], ("评份", "评分")),
    ("score without scores", ["good.csv", "--score", "评论"], ("--score", "ratings", "评论")),
    ("time without dates", ["good.csv", "--time", "评分"], ("--time", "dates", "评分")),
    ("segment not there", ["good.csv", "--segment", "城市"], ("城市", "评论, 评分")),
    ("two roles", ["good.csv", "--score", "评分", "--id", "评分"], ("--id", "--score")),
    ("unknown pipeline", ["good.csv", "-p", "servey"], ("servey", 'Did you mean "survey"')),
    ("recipe not there", ["good.csv", "-p", "mine.toml"], ("does not exist", "mine.toml")),
    ("settings not there", ["good.csv", "-c", "mine.toml"], ("does not exist", "mine.toml")),
    ("settings are a folder", ["good.csv", "-c", "folder"], ("directory", "folder")),
    ("unknown setting", ["good.csv", "-c", "sed.toml"], ('"sed"', "sed.toml", '"seed"')),
    ("setting of a wrong kind", ["good.csv", "-c", "kind.toml"], ("run.seed", "integer")),
    ("malformed TOML", ["good.csv", "-c", "bad.toml"], ("not valid TOML", "bad.toml", "line 2")),
    ("TOML in GBK", ["good.csv", "-c", "gbk.toml"], ("UTF-8", "gbk.toml", "line 2")),
    ("unknown codebook", ["good.csv", "-k", "hotle"], ("hotle", 'Did you mean "hotel"')),
    ("codebook not there", ["good.csv", "-k", "mine.toml"], ("does not exist", "mine.toml")),
    ("codebook malformed", ["good.csv", "-k", "bad.toml"], ("not valid TOML", "line 2")),
    ("unknown language", ["good.csv", "--lang", "fr"], ("fr", "zh or en")),
    ("output exists", ["good.csv", "-o", "folder"], ("exists already", "folder", "--force")),
    ("output holds a run", ["good.csv", "-o", "run"], ("exists already", "--force")),
    ("forced, no run", ["good.csv", "-o", "folder", "--force"], ("something else", "folder")),
    ("forced, other manifest", ["good.csv", "-o", "app", "--force"], ("something else", "app")),
    ("forced, notes beside", ["good.csv", "-o", "kept", "--force"], ("notes.docx", "kept")),
    ("output is a file", ["good.csv", "-o", "good.csv"], ("file, not a folder", "good.csv")),
    ("output below a file", ["good.csv", "-o", "good.csv/x"], ("file, not a folder", "good.csv")),
    ("other columns", ["good.csv", "folder/inside.csv"], ("columns differ", "inside.csv")),
    ("unknown option", ["good.csv", "--colour"], ("--colour", "voc analyze --help")),
    ("negative seed", ["good.csv", "--seed", "-1"], ("--seed", "voc analyze --help")),
    ("seed no number", ["good.csv", "--seed", "x"], ("--seed", "voc analyze --help")),
    ("no file", [], ("files", "voc analyze --help")),
]


@pytest.mark.parametrize(
    ("arguments", "told"), [pytest.param(*case, id=title) for title, *case in BAD_OPTIONS]
)
def test_bad_option_is_refused_and_nothing_is_written(
    arguments: list[str],
    told: tuple[str, ...],
    call: Callable[..., tuple[int, str, str]],
    tmp_path: Path,
) -> None:
    for name in ("folder", "run", "app", "kept"):
        (tmp_path / name).mkdir()
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "folder" / "inside.csv").write_text("意见,打分\n好,5\n", encoding="utf-8")
    (tmp_path / "sed.toml").write_text("[run]\nsed = 3\n")
    (tmp_path / "kind.toml").write_text('[run]\nseed = "3"\n')
    (tmp_path / "bad.toml").write_text("[run]\nseed = = 3\n")
    (tmp_path / "gbk.toml").write_bytes("[report]\ntitle = '酒店'\n".encode("gbk"))
    (tmp_path / "run" / "manifest.json").write_text('{"voc": "0"}')
    (tmp_path / "app" / "manifest.json").write_text('{"short_name": "an app"}')
    (tmp_path / "kept" / "manifest.json").write_text('{"voc": "0"}')
    (tmp_path / "kept" / "notes.docx").write_text("a year's work")
    before = everything_in(tmp_path)
    code, out, err = call("analyze", *arguments, "--no-topics")
    assert_refused(code, out, err, *told)
    assert everything_in(tmp_path) == before


def test_unknown_command_is_refused(call: Callable[..., tuple[int, str, str]]) -> None:
    assert_refused(*call("analyse"), "analyse", "voc --help")


def test_without_a_command_the_help_is_shown(call: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = call()
    assert (code, err) == (0, "")
    for command in ("analyze", "inspect", "demo", "doctor"):
        assert command in out
    listed = [line.split()[0] for line in out.split("Commands:")[1].splitlines() if line.strip()]
    assert listed[:6] == ["analyze", "explain", "inspect", "codebook", "sample", "validate"]
    assert call("analyze", "--help")[0] == 0


def test_bad_input_looks_the_same_from_a_real_shell(tmp_path: Path) -> None:
    done = run_voc("analyze", "不存在.csv", cwd=tmp_path)
    assert_refused(done.returncode, done.stdout.decode(), done.stderr.decode(), "不存在.csv")
    assert everything_in(tmp_path) == set()


def test_disk_that_takes_no_files_is_no_fault_of_ours(
    call: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    if sys.platform == "linux":  # nobody, not even root, makes folders there
        code, _, err = call("analyze", "good.csv", "--no-topics", "-o", "/proc/voc-out")
        assert_refused(code, "", err, "/proc/voc-out")


def test_read_only_folder_is_refused_before_the_work(
    call: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    if os.access(locked, os.W_OK):
        pytest.skip("this user may write everywhere")
    assert_refused(*call("analyze", "good.csv", "-o", "locked/out"), "not writable", "locked")


def test_our_own_fault_gives_2_and_tells_no_comment(
    call: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("房间很干净")

    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr("voc.tables.comments_and_opinions", broken)
    code, out, err = call("analyze", "good.csv", "--no-topics")
    assert (code, out) == (2, "")
    assert "our side (KeyError)" in err
    assert "VOC_DEBUG=1" in err
    assert "pipeline.py:" in err
    assert "房间" not in err
    assert everything_in(tmp_path) == {"good.csv"}


def test_failing_report_leaves_no_half_written_folder(
    call: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("房间很干净")

    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(voc.Analysis, "to_excel", broken)
    assert call("analyze", "good.csv", "--no-topics")[0] == 2
    assert everything_in(tmp_path) == {"good.csv"}


# --- good runs -----------------------------------------------------------------------------------


def test_good_run_writes_everything_and_says_where(finished: tuple[Path, str, str]) -> None:
    folder, out, err = finished
    tables = "comments opinions drivers dimensions metrics segments trends rejected".split()
    assert {path.name for path in folder.iterdir()} == {
        *(f"{name}.parquet" for name in tables),
        *("study_metric_segments.parquet", "study_metric_trends.parquet"),
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


# --- the same again ------------------------------------------------------------------------------


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
    studies = ["study_metric_segments", "study_metric_trends"]
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


# --- surroundings --------------------------------------------------------------------------------


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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal and terminal")
@pytest.mark.slow
@pytest.mark.parametrize("way", ["Ctrl-C", "kill"])
def test_stopped_run_ends_its_workers_and_leaves_nothing_behind(way: str, tmp_path: Path) -> None:
    rows = [
        f"第{n}次来，房间很干净，前台{n % 7}号也热情，就是早餐{n % 13}点才开" for n in range(60_000)
    ]
    (tmp_path / "a.csv").write_text("评论\n" + "\n".join(rows), encoding="utf-8")
    import pty  # not there on Windows

    terminal, end = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "voc", "analyze", "a.csv", "--no-topics"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=end,
        start_new_session=True,  # a group of its own: Ctrl-C reaches its workers as well
        env={**os.environ, "COLUMNS": "80", "TERM": "xterm"},
    )
    os.close(end)
    shown = read_terminal(terminal, until="2000/60000", seconds=60)  # the workers are at work
    if way == "Ctrl-C":
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.terminate()
    assert process.wait(timeout=30) == 1
    shown += read_terminal(terminal, until="interrupted", seconds=10)
    assert "interrupted" in shown
    assert "Traceback" not in shown
    assert everything_in(tmp_path) == {"a.csv"}
    with pytest.raises(ProcessLookupError):  # nobody of its group is left
        os.killpg(process.pid, 0)


def read_terminal(terminal: int, *, until: str, seconds: float) -> str:
    """What a program writes to its terminal until a word comes, or it ends, or time is up."""
    shown = b""
    end = time.monotonic() + seconds
    while time.monotonic() < end and until.encode() not in shown:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                part = os.read(terminal, 65_536)
            except OSError:  # the program has ended
                break
            if not part:
                break
            shown += part
    return shown.decode(errors="replace")


def test_doctor_finds_this_machine_ready(call: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = call("doctor")
    assert (code, err) == (0, "")
    assert "BAD" not in out
    assert "codebooks" in out


def test_version_is_printed(call: Callable[..., tuple[int, str, str]]) -> None:
    assert call("version") == (0, f"{voc.__version__}\n", "")
