"""Kills `voc analyze` at random moments and looks at what is left; counts go to docs/robustness.md.

    python tests/killing.py [--kills 50] [--rows 12000] [--seed 0]

Every second kill finds an earlier run in the output folder, every third has lost a worker before.
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
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

SETTINGS = "[run]\nchunk = 100\nprocesses = 2\n[report]\nexcel = false\n"
COMMAND = "analyze new.csv --no-topics -k hotel -c settings.toml -o out --force".split()
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


def start(folder: Path, *more: str) -> subprocess.Popen[bytes]:
    """Begin `COMMAND` in a group of processes of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "voc", *COMMAND, *more],
        cwd=folder,
        env={**os.environ, "VOC_LANG": "en"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finish(folder: Path, *more: str) -> str:
    """Run `COMMAND` to its end; what it says of itself."""
    process = start(folder, *more)
    _, told = process.communicate(timeout=300)
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


def main() -> None:
    """Kill, look, count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--rows", type=int, default=12_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_case(folder, arguments.rows)
        begin = time.monotonic()
        finish(folder)
        whole = time.monotonic() - begin
        unbroken = content(folder / "out")
        (folder / "out").rename(folder / "unbroken")
        write_comments(folder / "old.csv", 300, seed=2)
        COMMAND[1] = "old.csv"
        finish(folder)
        COMMAND[1] = "new.csv"
        old = content(folder / "out")
        (folder / "out").rename(folder / "old")
        for number in range(arguments.kills):
            before = None
            if number % 2:
                shutil.copytree(folder / "old", folder / "out")
                before = old
            process = start(folder)
            after = chance.uniform(0.05, 1.1 * whole)
            if number % 3 == 2:
                time.sleep(after / 2)
                for worker in workers_of(process)[:1]:
                    os.kill(worker, signal.SIGKILL)
                    counts["a worker killed before"] += 1
                after /= 2
            time.sleep(after)
            killed = kill(process)
            counts["killed" if killed else "was done before"] += 1
            left = content(folder / "out")
            state = "complete" if left == unbroken else "absent" if left is None else "old"
            if left not in (unbroken, before):
                raise AssertionError(f"kill {number}: the folder is neither old nor complete")
            counts[f"left {state}"] += 1
            if not nobody_left(process):
                raise AssertionError(f"kill {number}: a worker lives on")
            told = finish(folder, "--resume")
            counts["resumed from finished chunks"] += "going on" in told
            if content(folder / "out") != unbroken:
                raise AssertionError(f"kill {number}: --resume gives other tables")
            counts["same tables after --resume"] += 1
            if hidden(folder):
                raise AssertionError(f"kill {number}: {hidden(folder)} left")
            shutil.rmtree(folder / "out")
            print(f"{number + 1}: after {after:.1f} of {whole:.1f} s, {state}", flush=True)
    for what, count in counts.items():
        print(f"{what}: {count}")


if __name__ == "__main__":
    main()
