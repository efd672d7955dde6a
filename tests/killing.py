"""Kills `voc analyze` at random moments and looks at what is left; counts go to docs/robustness.md.

    python tests/killing.py [--kills 50] [--topics 10] [--rows 12000] [--seed 0]

Only runs that were at work when they were killed count. Every second one finds an earlier run in
the output folder, every third has lost a worker before, every fourth is killed while it writes.
After each kill the folder must be old, absent or complete. Then the same command runs again with
--resume and must give the tables of a run that nobody disturbed; no hidden folder may be left.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

SETTINGS = (
    "[run]\nchunk = 100\nprocesses = 2\n[report]\nexcel = false\n"
    "[statistics]\nbootstrap = 100\n[topics]\ncount = 6\nsample = 500\n"
)
COMMAND = "analyze new.csv --no-topics -k hotel -c settings.toml -o out --force".split()
WITH_TOPICS = [word.replace("--no-topics", "--topics") for word in COMMAND]
_SUBJECTS = "房间 前台 早餐 位置 隔音 卫生间 停车场 wifi 床 空调".split()
_VERDICTS = "很干净 太差了 还不错，性价比也高 一般般 贵得离谱 nice 慢死了😡 没得说 挺方便的".split()


def write_comments(file: Path, rows: int, seed: int) -> None:
    """Invented hotel reviews with stars, no two alike."""
    chance = random.Random(seed)
    lines = ["评论,评分,城市"]
    for row in range(rows):
        said = "。".join(
            chance.choice(_SUBJECTS) + chance.choice(_VERDICTS) for _ in range(chance.randint(1, 5))
        )
        lines.append(f"第{row}位：{said},{chance.randint(1, 5)},{chance.choice('京沪穗')}")
    file.write_text("\n".join(lines), encoding="utf-8")


def write_case(folder: Path, rows: int) -> None:
    """What `COMMAND` needs."""
    write_comments(folder / "new.csv", rows, seed=1)
    (folder / "settings.toml").write_text(SETTINGS, encoding="utf-8")


def start(folder: Path, *more: str, command: Sequence[str] = COMMAND) -> subprocess.Popen[bytes]:
    """Begin a command in a group of processes of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "voc", *command, *more],
        cwd=folder,
        env={**os.environ, "VOC_LANG": "en"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finish(folder: Path, *more: str, command: Sequence[str] = COMMAND) -> str:
    """Run a command to its end; what it says of itself."""
    process = start(folder, *more, command=command)
    _, told = process.communicate(timeout=600)
    if process.returncode:
        raise AssertionError(told.decode())
    return told.decode()


def content(folder: Path) -> dict[str, str] | None:
    """Hash of each table of a run as pandas reads it; None without a folder.

    Raises when a table or the manifest cannot be read: then the folder is half.
    """
    if not folder.exists():
        return None
    tables = sorted(folder.glob("*.parquet"))
    whole = {"report.html", "manifest.json", "comments.parquet", "trends.parquet"}
    if missing := whole - {path.name for path in folder.iterdir()}:
        raise AssertionError(f"half a folder: {missing} missing")
    hashes = {}
    for path in tables:
        table: pd.DataFrame = pq.read_table(path).to_pandas()
        said = repr(table.dtypes.tolist()) + table.to_csv(index=False)
        hashes[path.name] = hashlib.sha256(said.encode()).hexdigest()
    return hashes


def hidden(folder: Path) -> list[Path]:
    """What voc keeps beside an output while it works."""
    return [path for path in folder.iterdir() if path.name.startswith(".")]


def kill(process: subprocess.Popen[bytes]) -> bool:
    """SIGKILL for the parent alone, as the system does it; whether it was still at work."""
    alive = process.poll() is None
    if alive:
        os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    return alive


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """Process ids of the workers (Linux)."""
    try:
        told = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(one) for one in told.split()]


def nobody_left(process: subprocess.Popen[bytes], seconds: float = 20) -> bool:
    """Whether every process of the group of a killed run ends by itself."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


class Victims:
    """Runs of one command that are killed one after the other.

    Parameters
    ----------
    folder : Path
        With the case; the output is `out` in it.
    command : sequence of str
    chance : Random

    Attributes
    ----------
    counts : Counter
        What became of those that were killed at work.
    """

    def __init__(self, folder: Path, command: Sequence[str], chance: random.Random) -> None:
        self.folder, self.command, self.chance = folder, command, chance
        self.out = folder / "out"
        self.counts: Counter[str] = Counter()
        begin = time.monotonic()
        finish(folder, command=command)
        self.seconds = time.monotonic() - begin
        self.unbroken = content(self.out)
        shutil.rmtree(self.out)
        finish(folder, command=["old.csv" if word == "new.csv" else word for word in command])
        self.old = content(self.out)
        self.out.rename(folder / "old")

    def kill(self, number: int) -> bool:
        """Kill a run at a random moment and look; False when it was done before."""
        before = None
        shutil.rmtree(self.out, ignore_errors=True)
        if number % 2:
            shutil.copytree(self.folder / "old", self.out)
            before = self.old
        begin = time.monotonic()
        process = start(self.folder, command=self.command)
        worker = number % 3 == 2 and self._kill_worker(process)
        writing = number % 4 == 3 and self._wait_for_writing(process)
        if not writing:
            left = self.chance.uniform(0.03, 1) * self.seconds - (time.monotonic() - begin)
            time.sleep(max(0.0, left))
        at_work = kill(process)
        if not nobody_left(process):
            raise AssertionError(f"{number}: a worker lives on")
        state = self._state(number, before)
        if not at_work:  # its end is a measure of how long runs take just now
            self.seconds = 0.9 * min(self.seconds, time.monotonic() - begin)
            return False
        self.counts.update(["killed at work", f"left {state}"])
        self.counts["while it wrote"] += writing
        self.counts["a worker killed before"] += worker
        self._resume(number)
        return True

    def _state(self, number: int, before: dict[str, str] | None) -> str:
        left = content(self.out)
        if left not in (self.unbroken, before):
            raise AssertionError(f"{number}: the folder is neither old nor complete")
        return "complete" if left == self.unbroken else "absent" if left is None else "old"

    def _resume(self, number: int) -> None:
        begin = time.monotonic()
        told = finish(self.folder, "--resume", command=self.command)
        self.counts["resumed from finished chunks"] += "going on" in told
        if content(self.out) != self.unbroken:
            raise AssertionError(f"{number}: --resume gives other tables")
        self.counts["same tables after --resume"] += 1
        if hidden(self.folder):
            raise AssertionError(f"{number}: {hidden(self.folder)} left")
        if "going on" not in told:  # a whole run, as long as they are just now
            self.seconds = (self.seconds + time.monotonic() - begin) / 2

    def _kill_worker(self, process: subprocess.Popen[bytes]) -> bool:
        """Kill the first worker that appears; whether there was one."""
        end = time.monotonic() + self.seconds
        while process.poll() is None and time.monotonic() < end:
            if workers := workers_of(process):
                time.sleep(self.chance.uniform(0, 0.3))
                with suppress(ProcessLookupError):
                    os.kill(workers[0], signal.SIGKILL)
                    return True
            time.sleep(0.005)
        return False

    def _wait_for_writing(self, process: subprocess.Popen[bytes]) -> bool:
        """Wait until the results are being written, and a moment longer."""
        while process.poll() is None:
            if any((one / "made").exists() for one in hidden(self.folder)):
                time.sleep(self.chance.uniform(0, 0.1) * self.seconds)
                return True
            time.sleep(0.005)
        return False


def main() -> None:
    """Kill, look, count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--topics", type=int, default=10, help="further kills of runs with topics")
    parser.add_argument("--rows", type=int, default=12_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    for command, wanted in ((COMMAND, arguments.kills), (WITH_TOPICS, arguments.topics)):
        with tempfile.TemporaryDirectory() as name:
            write_case(Path(name), arguments.rows)
            write_comments(Path(name) / "old.csv", 300, seed=2)
            victims = Victims(Path(name), command, chance) if wanted else None
            number = killed = 0
            while victims and killed < wanted:
                killed += victims.kill(number)
                number += 1
                print(f"{killed} of {wanted}: {dict(victims.counts)}", flush=True)
            if victims:
                print(" ".join(command), *victims.counts.items(), f"{number} begun", sep="\n  ")


if __name__ == "__main__":
    main()
