"""The command line as a user meets it: refusals, messages, exit codes, interruption."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from command_line import GOOD, everything_in, run_voc
from terminals import read_terminal

import voc

# --- bad files

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


# --- bad options

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


@pytest.mark.skipif(sys.platform != "linux", reason="only there nobody, not even root, can write")
def test_disk_that_takes_no_files_is_no_fault_of_ours(
    call: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
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
    assert "judging.py:" in err
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


# --- stopped in the middle, and small commands


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
        # What runs in the background ignores Ctrl-C, and so does all that it starts.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        env={**os.environ, "COLUMNS": "80", "TERM": "xterm"},
    )
    os.close(end)
    shown = read_terminal(terminal, until="00/60000", seconds=60)  # the workers are at work
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


def test_doctor_finds_this_machine_ready(call: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = call("doctor")
    assert (code, err) == (0, "")
    assert "BAD" not in out
    assert "codebooks" in out


def test_version_is_printed(call: Callable[..., tuple[int, str, str]]) -> None:
    assert call("version") == (0, f"{voc.__version__}\n", "")
