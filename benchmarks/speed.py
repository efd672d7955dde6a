"""Reading to opinions against plain `jieba.lcut` on the same comments, in the same run.

    python benchmarks/speed.py FILE [--text COLUMN] [--repeat 3]

Everything up to the tables of comments and opinions counts: reading, cleaning, masking, cutting,
opinions, drivers, sentiment of the seed; not topics and statistics. `voc_1_adapted` is one process
with the adapted sentiment. The rounds alternate, the best of each counts. One JSON object is
printed.
"""

from __future__ import annotations

import argparse
import json
import platform
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import voc
from voc.read import read


def main() -> None:
    """Parse the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--text", help="column with the comments")
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.file, arguments.text, arguments.repeat), indent=2))


def measure(file: Path, text: str | None, repeat: int) -> dict[str, Any]:
    """Seconds and ratios for one file."""
    comments = _texts(file, text)
    peer = _jieba(comments)
    ours = {processes: _voc(file, text, processes) for processes in (1, 2)}
    ours[1]()  # load lexicons and libraries once, as jieba has loaded its dictionary
    seconds: dict[str, list[float]] = {
        name: [] for name in ("jieba", "voc_1", "voc_1_adapted", "voc_2")
    }
    for _ in range(repeat):
        seconds["jieba"].append(_timed(peer))
        for processes, work in ours.items():
            timings = work()
            judged = timings["read"] + timings["opinions"]
            seconds[f"voc_{processes}"].append(judged)
            if processes == 1:
                seconds["voc_1_adapted"].append(judged + timings["sentiment"])
    best = {name: min(times) for name, times in seconds.items()}
    return {
        "file": file.name,
        "comments": len(comments),
        "characters": round(sum(map(len, comments)) / len(comments), 1),
        "python": platform.python_version(),
        "seconds": {name: round(value, 3) for name, value in best.items()},
        "comments_per_second": {k: round(len(comments) / v) for k, v in best.items()},
        "times_jieba_one_process": round(best["jieba"] / best["voc_1"], 2),
        "times_jieba_one_process_adapted": round(best["jieba"] / best["voc_1_adapted"], 2),
        "times_jieba_two_processes": round(best["jieba"] / best["voc_2"], 2),
    }


def _texts(file: Path, text: str | None) -> list[str]:
    source = read(file, text=text)
    names = [column.name for column in source.columns if column.role == "text"]
    return [value for name in names for value in source.table[name] if isinstance(value, str)]


def _jieba(comments: list[str]) -> Callable[[], object]:
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return lambda: [jieba.lcut(comment) for comment in comments]


def _voc(file: Path, text: str | None, processes: int) -> Callable[[], dict[str, float]]:
    def work() -> dict[str, float]:
        run = voc.analyze(
            file,
            text=text,
            topics=False,
            progress=False,
            config={"run": {"processes": processes}},
        )
        return dict(run.manifest["timings"])

    return work


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
