"""Peak memory and time of whole runs, for a file and for the same file repeated.

    python benchmarks/memory.py FILE [--copies 1 10 40] [--varied] [--topics] [--text COLUMN]

Each run is `voc analyze` in a process of its own. Memory is the sum over this process and its
workers, looked at ten times a second: `RSS` counts what forked workers share with their parent
once for each, `PSS` (Linux) once in all. A repeated file is full of duplicates, which voc marks and
leaves out of most statistics; with `--varied` each copy of a comment says which it is, so that none
is. A Markdown table is printed, with the peak of each stage.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from voc.read import read

_EVERY = 0.1  # seconds between two looks
_MB = 1 << 20


class Run(NamedTuple):
    """What one run took."""

    rows: int
    seconds: float
    rss: int
    pss: int
    stages: dict[str, tuple[float, int]]  # seconds and peak of RSS


def main() -> None:
    """Parse the arguments and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 10])
    parser.add_argument("--varied", action="store_true", help="no copy is a duplicate of another")
    parser.add_argument("--topics", action="store_true")
    parser.add_argument("--text", help="column with the comments")
    arguments = parser.parse_args()
    print("| rows | seconds | ms a row | peak RSS, MB | peak PSS, MB | by stage: s, MB |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for copies in arguments.copies:
            file = Path(folder) / f"comments{copies}.csv"
            once = len(read(arguments.file, text=arguments.text).table)
            rows = write_rows(arguments.file, file, copies * once, arguments.varied, arguments.text)
            options = ["--topics" if arguments.topics else "--no-topics", "-k", "hotel", "--force"]
            print(_row(measure(file, rows, options, Path(folder))), flush=True)
            file.unlink()


def _row(run: Run) -> str:
    stages = "; ".join(f"{name} {s:.1f}, {peak // _MB}" for name, (s, peak) in run.stages.items())
    each = 1000 * run.seconds / run.rows
    return (
        f"| {run.rows:,} | {run.seconds:.1f} | {each:.3f} | {run.rss // _MB:,} "
        f"| {run.pss // _MB:,} | {stages} |"
    )


def measure(file: Path, rows: int, options: Sequence[str], folder: Path) -> Run:
    """Run `voc analyze` on a file and watch it."""
    marks = folder / "stages.txt"
    child = subprocess.Popen(
        [
            *(sys.executable, __file__, "--child", str(marks)),
            *("analyze", str(file), "-o", str(folder / "out"), *options),
        ],
        stdout=subprocess.DEVNULL,
    )
    begin, seen = time.time(), []
    watching = threading.Thread(target=_watch, args=(child, seen))
    watching.start()
    code = child.wait()
    seconds = time.time() - begin
    watching.join()
    if code:
        raise SystemExit(f"voc analyze ended with exit code {code}")
    begun = [json.loads(line) for line in marks.read_text(encoding="utf-8").splitlines()]
    stages: dict[str, tuple[float, int]] = {}
    for (name, start), (_, end) in zip(begun, [*begun[1:], ("", time.time())], strict=True):
        inside = [rss for at, rss, _ in seen if start <= at < end]
        stages[name] = min(end, begin + seconds) - start, max(inside, default=0)
    marks.unlink()
    return Run(rows, seconds, max(rss for _, rss, _ in seen), max(p for *_, p in seen), stages)


def _watch(child: subprocess.Popen[bytes], seen: list[tuple[float, int, int]]) -> None:
    while child.poll() is None:
        tree = [child.pid, *_children(child.pid)]
        seen.append((time.time(), sum(map(_rss, tree)), sum(map(_pss, tree))))
        time.sleep(_EVERY)


def _children(pid: int) -> list[int]:
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(one) for one in told.split()]


def _rss(pid: int) -> int:
    try:
        told = Path(f"/proc/{pid}/statm").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(told.split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _pss(pid: int) -> int:
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in told.splitlines() if line[:4] == "Pss:") * 1024


def write_rows(
    file: Path,
    target: Path,
    number: int | None,
    varied: bool,
    text: str | None = None,
    scored: bool = False,
) -> int:
    """So many rows of a file as CSV, from the beginning again and again; all of it by default.

    The number that was written is returned, with `varied` no comment is written twice. With
    `scored` there are two columns more: stars by chance, and a customer who writes 1.4 times.
    """
    source = read(file, text=text)
    names = [str(name) for name in source.table.columns]
    texts = {column.name for column in source.columns if column.role == "text"}
    rows = source.table.astype(object).where(source.table.notna(), "").to_numpy().tolist()
    number = len(rows) if number is None else number
    marked = [varied and name in texts for name in names]
    chance = random.Random(0)
    added = ["评分", "会员号"] if scored else []
    with target.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow([*names, *added])
        for place in range(number):
            copy, row = divmod(place, len(rows))
            cells = [
                f"{value} 第{copy}份" if mark and copy else value
                for value, mark in zip(rows[row], marked, strict=True)
            ]
            if scored:
                cells += [
                    chance.choice((1, 2, 4, 5, 5)),
                    f"M{chance.randrange(1 + number * 7 // 10)}",
                ]
            writer.writerow(cells)
    return number


def _child(marks: Path) -> None:
    """`voc`, with a line in a file for each stage that begins."""
    from voc.__main__ import main as command
    from voc.stages import Run

    stage = Run.stage

    def told(run: Run, name: str, *of: Any, **more: Any) -> object:
        with marks.open("a", encoding="utf-8") as file:
            file.write(json.dumps([name, time.time()]) + "\n")
        return stage(run, name, *of, **more)

    Run.stage = told  # type: ignore[method-assign, assignment]
    command()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        place = Path(sys.argv[2])
        del sys.argv[1:3]
        _child(place)
    else:
        main()
