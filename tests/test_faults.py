"""Killed, interrupted, out of room: outputs are old, absent or complete, and nothing is lost."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from killing import (
    COMMAND,
    content,
    finish,
    hidden,
    kill,
    nobody_left,
    start,
    workers_of,
    write_case,
    write_comments,
)

import voc
from voc.engines import judged_parts, local
from voc.errors import VocError
from voc.files import made_whole, whole_file, whole_folder
from voc.lexicon import load_codebook
from voc.opinion import engine_for
from voc.opinion.part import packed
from voc.run import run_to_folder
from voc.working import clean_up, left_behind, working_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and locks of POSIX")

OPTIONS: dict[str, Any] = {"codebook": "hotel", "topics": False, "progress": False}
SMALL_CHUNKS = {"run": {"chunk": 20, "processes": 1}, "report": {"excel": False}}
TEXTS = [
    "房间很干净，就是隔音太差",
    "前台态度冷淡，电话13912345678",
    "早餐nice，下次还来👍",
    "呵呵",
]


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    write_comments(tmp_path / "a.csv", 90, seed=3)
    return tmp_path / "a.csv"


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str], float]:
    """A folder with the case of tests/killing.py, its tables undisturbed, and how long it took."""
    folder = tmp_path_factory.mktemp("kill")
    write_case(folder, 700)
    begin = time.monotonic()
    finish(folder)
    seconds = time.monotonic() - begin
    tables = content(folder / "out")
    assert tables
    shutil.rmtree(folder / "out")
    return folder, tables, seconds


# --- killed --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_killed_at_any_moment_the_output_is_absent_or_complete_and_resume_completes_it(
    unbroken: tuple[Path, dict[str, str], float],
) -> None:
    folder, tables, seconds = unbroken
    for share in (0.5, 0.8, 0.95):
        process = start(folder)
        time.sleep(share * seconds)
        kill(process)
        assert content(folder / "out") in (None, tables)
        assert nobody_left(process)
    for left in hidden(folder):
        assert stat.S_IMODE(left.stat().st_mode) == 0o700
    finish(folder, "--resume")
    assert content(folder / "out") == tables
    assert hidden(folder) == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the workers in /proc")
@pytest.mark.slow
def test_killed_workers_lose_nothing(unbroken: tuple[Path, dict[str, str], float]) -> None:
    folder, tables, _ = unbroken
    shutil.rmtree(folder / "out", ignore_errors=True)
    process = start(folder)
    while process.poll() is None and not (workers := workers_of(process)):
        time.sleep(0.01)
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    assert process.communicate(timeout=120)[1] == b""
    assert process.returncode == 0
    assert content(folder / "out") == tables


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked")
def test_a_worker_ends_when_its_pool_wants_it_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the parent does when it is asked to end; else the pool waits for ever."""
    monkeypatch.setattr("voc.engines.local._engine", engine_for(load_codebook("hotel")))
    fork = multiprocessing.get_context("fork")
    begun = fork.Event()

    def work() -> None:
        local._start({})
        begun.set()
        time.sleep(60)

    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        worker = fork.Process(target=work)
        worker.start()
        assert begun.wait(60)
        worker.terminate()
        worker.join(30)
        assert worker.exitcode == -signal.SIGTERM
    finally:
        signal.signal(signal.SIGTERM, before)
        worker.kill()


def test_what_a_killed_worker_had_in_hand_is_done_again() -> None:
    engine = engine_for(load_codebook("hotel"))
    chunks = [[f"{text}，第{n}次" for text in TEXTS] for n in range(12)]

    def handed_out() -> Iterator[list[str]]:
        for number, chunk in enumerate(chunks):
            if number == 7:
                for worker in multiprocessing.active_children():
                    assert worker.pid
                    os.kill(worker.pid, signal.SIGKILL)
            yield chunk

    settings = {"codebook": load_codebook("hotel")}
    parts = list(judged_parts(engine, settings, handed_out(), 2))
    assert parts == [packed(engine.run(chunk)) for chunk in chunks]


# --- resumed -------------------------------------------------------------------------------------


def run(source: Path, out: Path, **options: Any) -> None:
    asked: dict[str, Any] = {**OPTIONS, "config": SMALL_CHUNKS, "say": str, **options}
    run_to_folder(source, out, **asked)


def broken_off(source: Path, out: Path, monkeypatch: pytest.MonkeyPatch, **options: Any) -> None:
    """A run that fails after its opinions, as a killed one would."""

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("on our side")

    with monkeypatch.context() as patched:
        patched.setattr("voc.statistics.run_statistics", fails)
        with pytest.raises(RuntimeError):
            run(source, out, **options)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many comments each chunk had that was judged, not taken from an earlier run."""
    chunks: list[int] = []

    def counted(engine: Any, settings: Any, given: Any, *_: object) -> Any:
        for chunk in given:
            chunks.append(len(chunk))
            yield packed(engine.run(chunk))

    monkeypatch.setattr("voc.engines.judged_parts", counted)
    return chunks


def test_resume_goes_on_where_the_run_was_broken_off(
    reviews: Path,
    judged: list[int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = reviews.parent / "out"
    run(reviews, reviews.parent / "whole")
    broken_off(reviews, out, monkeypatch)
    assert "what is finished was kept" in capsys.readouterr().err
    (left,) = hidden(reviews.parent)
    parts = sorted((left / "parts").glob("*.arrow"))
    assert len(parts) == 5
    parts[-1].unlink()
    parts[-2].write_bytes(parts[-2].read_bytes()[:700])  # a disk that was pulled
    bits = bytearray(parts[-3].read_bytes())
    bits[bits.index("房间".encode())] ^= 4  # Arrow would take it as it is
    parts[-3].write_bytes(bits)
    judged.clear()
    run(reviews, out, resume=True)
    assert judged == [20, 20, 10]
    assert "80 comments are done" in capsys.readouterr().err
    assert content(out) == content(reviews.parent / "whole")
    assert hidden(reviews.parent) == []


@pytest.mark.parametrize("other", ["texts", "codebook", "settings"])
def test_unfinished_run_of_something_else_is_not_continued(
    other: str,
    reviews: Path,
    judged: list[int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = reviews.parent / "out"
    broken_off(reviews, out, monkeypatch)
    judged.clear()
    options: dict[str, Any] = {}
    if other == "texts":
        write_comments(reviews, 90, seed=4)
    elif other == "codebook":
        options["codebook"] = "restaurant"
    else:
        options["config"] = {**SMALL_CHUNKS, "text": {"simplify": False}}
    run(reviews, out, resume=True, **options)
    assert sum(judged) == 90
    assert "begins anew" in capsys.readouterr().err
    assert hidden(reviews.parent) == []


def test_without_resume_an_unfinished_run_is_told_and_removed_in_the_end(
    reviews: Path,
    judged: list[int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = reviews.parent / "out"
    broken_off(reviews, out, monkeypatch)
    judged.clear()
    run(reviews, out)
    assert sum(judged) == 90
    assert "--resume continues it" in capsys.readouterr().err
    assert hidden(reviews.parent) == []


def test_what_is_kept_is_private_and_masked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviews = tmp_path / "a.csv"
    lines = [f"第{n}次打电话13912345678都没人接，太慢" for n in range(60)]
    reviews.write_text("\n".join(["评论", *lines]), encoding="utf-8")
    broken_off(reviews, tmp_path / "out", monkeypatch)
    (left,) = hidden(tmp_path)
    assert stat.S_IMODE(left.stat().st_mode) == 0o700
    kept = [path.read_bytes() for path in left.rglob("*") if path.is_file()]
    assert len(kept) >= 4
    assert not any(b"13912345678" in data for data in kept)
    assert any("太慢".encode() in data for data in kept)


def test_stopped_run_leaves_nothing_unless_it_was_to_be_resumed(
    reviews: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("voc.statistics.run_statistics", stopped)
    for resume, left in ((False, 0), (True, 1)):
        with pytest.raises(KeyboardInterrupt):
            run(reviews, reviews.parent / "out", resume=resume)
        assert len(hidden(reviews.parent)) == left


# --- working folders -----------------------------------------------------------------------------


def test_folder_of_a_killed_run_is_cleaned_and_that_of_a_living_one_is_not(tmp_path: Path) -> None:
    target = tmp_path / "out"
    dead = tmp_path / ".out.k1ll3d__.work"
    dead.mkdir()
    (dead / "lock").touch()
    other = tmp_path / ".out2.k1ll3d__.work"
    shutil.copytree(dead, other)
    with working_folder(target) as living:
        assert left_behind(target) == [dead]
        with whole_folder(target) as made:
            (made / "manifest.json").write_text('{"voc": "0"}')
        assert living.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == [other.name, "out"]


def test_killed_between_the_two_steps_of_replacing_the_old_run_comes_back(tmp_path: Path) -> None:
    left = tmp_path / ".out.k1ll3d__.work"
    (left / "old" / "out").mkdir(parents=True)
    (left / "lock").touch()
    (left / "old" / "out" / "manifest.json").write_text("old")
    clean_up(tmp_path / "out")
    assert (tmp_path / "out" / "manifest.json").read_text() == "old"
    assert hidden(tmp_path) == []


def test_failing_replacement_leaves_the_old_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    target.mkdir()
    (target / "manifest.json").write_text("old")
    rename = Path.rename

    def fails_for_new(path: Path, to: Path) -> Path:
        if path.name == "made":
            raise OSError(28, "No space left on device")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", fails_for_new)
    with (
        pytest.raises(OSError, match="No space"),
        working_folder(target) as working,
        made_whole(working, target) as made,
    ):
        (made / "manifest.json").write_text("new")
    assert (target / "manifest.json").read_text() == "old"
    assert hidden(tmp_path) == []


def test_file_half_written_is_not_seen(tmp_path: Path) -> None:
    file = tmp_path / "报告.html"
    file.write_text("old")
    with pytest.raises(RuntimeError), whole_file(file) as temporary:
        temporary.write_text("ne")
        raise RuntimeError
    assert file.read_text() == "old"
    assert hidden(tmp_path) == []


# --- disk, output, input -------------------------------------------------------------------------


def test_full_disk_is_told_and_the_old_run_stays(reviews: Path) -> None:
    out = reviews.parent / "out"
    run(reviews, out)
    before = content(out)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, limits[1]))
    try:
        with pytest.raises(VocError, match=r"(?s)cannot be written.*out"):
            run(reviews, out, force=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert content(out) == before
    run(reviews, out, force=True)
    assert hidden(reviews.parent) == []


def test_no_room_for_finished_chunks_does_not_stop_a_run(
    reviews: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def full(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.suffix == ".half":
            raise OSError(28, "No space left on device")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", full)
    run(reviews, reviews.parent / "out")
    assert content(reviews.parent / "out")
    assert hidden(reviews.parent) == []


def test_output_place_that_vanishes_meanwhile_is_made_again(
    reviews: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = reviews.parent / "reports"
    statistics = voc.statistics.run_statistics

    def meanwhile(*given: Any, **named: Any) -> Any:
        shutil.rmtree(place)
        return statistics(*given, **named)

    monkeypatch.setattr("voc.statistics.run_statistics", meanwhile)
    run(reviews, place / "out")
    assert content(place / "out")
    assert hidden(place) == []


def test_hash_in_the_manifest_is_of_what_was_read(
    reviews: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = hashlib.sha256(reviews.read_bytes()).hexdigest()
    statistics = voc.statistics.run_statistics

    def meanwhile(*given: Any, **named: Any) -> Any:
        reviews.write_text("评论\n换了一份文件，房间很脏\n", encoding="utf-8")
        return statistics(*given, **named)

    monkeypatch.setattr("voc.statistics.run_statistics", meanwhile)
    found = voc.analyze(reviews, **OPTIONS)
    assert found.manifest["inputs"]["files"][0]["sha256"] == before
    assert len(found.comments) == 90


@pytest.mark.slow
def test_reader_of_the_summary_who_leaves_early_breaks_nothing(tmp_path: Path) -> None:
    write_case(tmp_path, 40)
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "voc", *COMMAND],
        cwd=tmp_path,
        env={**os.environ, "VOC_LANG": "en"},
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=120,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")
    assert content(tmp_path / "out")
    assert pd.read_parquet(tmp_path / "out" / "comments.parquet").shape[0] == 40
