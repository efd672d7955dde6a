"""What grows with the number of comments, and what the engines add to it.

    python benchmarks/scale.py [FILE] --rows 10000 100000 1000000 [--topics] [--scored]
        [--chart scale.svg]
    python benchmarks/scale.py [FILE] --engines local dask spark=local[2] [--comments 20000 80000]

Whole runs: `voc analyze` of a file (by default the demo hotel reviews), repeated up to each number
of rows with no two comments alike; seconds by the clock, peak memory of the run with its workers
(PSS, Linux) and the size of the report. With `--scored` each comment has stars and a customer, so
that all that is computed from scores is there as well. `expected` are the seconds, had a comment
cost as much as in the run before. A chart is drawn when asked for.

Engines: every engine judges the comments of the file, repeated up to each number, in a process of
its own. Told are seconds of the processor, since a shared machine's clock tells little: of this
process, which hands out chunks and takes the parts, and of all with their workers; between the
smallest and the largest number they give what a comment costs, and what is left is the start.
Beside it: seconds until the first part, and bytes that a comment and its part
take on their way. A Markdown table and one JSON object are printed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, floor, log10
from pathlib import Path
from typing import Any

from memory import measure, write_rows

from voc.read import read
from voc.report.figures.svg import Figure, circle, drawing, label, line
from voc.resources import resource

CHUNK = 4000


def main() -> None:
    """Parse the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--text", help="column with the comments")
    parser.add_argument("--codebook", default="hotel")
    parser.add_argument("--comments", type=int, nargs="+", default=[20_000, 80_000])
    parser.add_argument("--rows", type=int, nargs="+", default=[])
    parser.add_argument("--topics", action="store_true")
    parser.add_argument("--scored", action="store_true", help="with stars and customers")
    parser.add_argument("--chart", type=Path)
    parser.add_argument("--engines", nargs="+", metavar="ENGINE", default=[])
    parser.add_argument("--one", metavar="ENGINE", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    arguments.file = arguments.file or resource("corpora", "demo", "hotel_reviews.csv")
    if arguments.one:
        print(json.dumps(judged(arguments.one, arguments)))
        return
    found: dict[str, Any] = {"python": platform.python_version(), "file": arguments.file.name}
    if arguments.rows:
        runs = [whole_run(rows, arguments) for rows in sorted(arguments.rows)]
        found["runs"] = runs
        print(run_table(runs))
        if arguments.chart:
            chart(runs).save(arguments.chart)
    if arguments.engines:
        found["engines"] = [overhead(name, arguments) for name in arguments.engines]
        print(engine_table(found["engines"]))
    print(json.dumps(found, indent=2))


# --- whole runs ----------------------------------------------------------------------------------


def whole_run(rows: int, arguments: argparse.Namespace) -> dict[str, Any]:
    """Seconds, memory and report of one run; MB are 2²⁰ bytes."""
    topics = "--topics" if arguments.topics else "--no-topics"
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        file = folder / "comments.csv"
        write_rows(arguments.file, file, rows, True, arguments.text, arguments.scored)
        roles = ["--score", "评分", "--id", "会员号"] if arguments.scored else []
        run = measure(file, rows, [topics, "-k", arguments.codebook, *roles], folder)
        report = (folder / "out" / "report.html").stat().st_size
    return {
        "comments": rows,
        "seconds": round(run.seconds, 1),
        "peak_mb": run.pss >> 20,
        "report_mb": round(report / (1 << 20), 2),
        "stages": {name: round(seconds, 1) for name, (seconds, _) in run.stages.items()},
    }


def run_table(runs: Sequence[dict[str, Any]]) -> str:
    """The figures of all runs, as Markdown."""
    rows = [
        "| comments | seconds | expected | ms each | peak PSS, MB | report, MB | by stage, s |",
        "|---|---|---|---|---|---|---|",
    ]
    for before, run in zip([None, *runs], runs, strict=False):
        number = run["comments"]
        expected = before["seconds"] * number / before["comments"] if before else run["seconds"]
        stages = "; ".join(f"{name} {seconds}" for name, seconds in run["stages"].items())
        rows.append(
            f"| {number:,} | {run['seconds']} | {expected:.1f} "
            f"| {1000 * run['seconds'] / number:.3f} | {run['peak_mb']:,} | {run['report_mb']} "
            f"| {stages} |"
        )
    return "\n".join(rows)


def chart(runs: Sequence[dict[str, Any]]) -> Figure:
    """Seconds and memory by the number of comments, both axes in powers of ten."""
    shapes = [
        *_panel(runs, "seconds", "seconds", 60.0),
        *_panel(runs, "peak_mb", "peak memory, MB", 420.0, limit=2048),
    ]
    told = "; ".join(f"{r['comments']:,}: {r['seconds']} s, {r['peak_mb']:,} MB" for r in runs)
    return drawing(740, 300, "Time and memory by the number of comments", told, shapes)


def _panel(
    runs: Sequence[dict[str, Any]], key: str, title: str, left: float, limit: float | None = None
) -> list[str]:
    width, top, height = 280.0, 40.0, 200.0
    across = [log10(run["comments"]) for run in runs]
    values = [run[key] for run in runs] + ([limit] if limit else [])
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    first, last = floor(min(across)), max(ceil(max(across)), floor(min(across)) + 1)

    def x(exponent: float) -> float:
        return left + width * (exponent - first) / (last - first)

    def y(exponent: float) -> float:
        return top + height * (1 - (exponent - low) / (high - low))

    shapes = [label(left, top - 16, title, "ink", "start", 14)]
    for power in range(low, high + 1):
        shapes.append(line(left, y(power), left + width, y(power), "track"))
        shapes.append(label(left - 6, y(power) + 4, f"{10**power:,}", "soft", "end", 11))
    for power in range(first, last + 1):
        shapes.append(label(x(power), top + height + 18, f"{10**power:,}", "soft", "middle", 11))
    shapes.append(label(left + width / 2, top + height + 36, "comments", "soft", "middle", 11))
    if limit:
        shapes.append(line(left, y(log10(limit)), left + width, y(log10(limit)), "negative"))
        shapes.append(label(left + 4, y(log10(limit)) - 5, "2 GiB", "negative", "start", 11))
    places = [(x(at), y(log10(run[key]))) for at, run in zip(across, runs, strict=True)]
    shapes += [line(*one, *other, "accent") for one, other in pairwise(places)]
    for (right, down), run in zip(places, runs, strict=True):
        shapes.append(circle(right, down, 4, "accent"))
        shapes.append(label(right, down + 18, f"{run[key]:,}", "ink", "middle", 11))
    return shapes


# --- engines -------------------------------------------------------------------------------------


def overhead(name: str, arguments: argparse.Namespace) -> dict[str, Any]:
    """Runs of each size, and from the smallest and the largest what a comment and a start cost."""
    runs = [_in_own_process(name, size, arguments) for size in sorted(arguments.comments)]
    few, many = runs[0], runs[-1]
    more = many["comments"] - few["comments"]
    found: dict[str, Any] = {"engine": name, "runs": runs, "hash": many["hash"]}
    for key in ("cpu_here", "cpu_all"):
        slope = (many[key] - few[key]) / more if more else few[key] / few["comments"]
        found[f"{key}_us_a_comment"] = round(1e6 * slope, 2)
        found[f"{key}_start"] = round(few[key] - slope * few["comments"], 2)
    return found | {key: many[key] for key in ("first_part", "sent_bytes", "part_bytes")}


def engine_table(engines: Sequence[dict[str, Any]]) -> str:
    """The figures of all engines, as Markdown."""
    rows = [
        "| engine | µs a comment, all | of these here | start, CPU s all | first part after, s "
        "| bytes a comment: out, back | hash |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in engines:
        rows.append(
            f"| {one['engine']} | {one['cpu_all_us_a_comment']} | {one['cpu_here_us_a_comment']} "
            f"| {one['cpu_all_start']} | {one['first_part']} "
            f"| {one['sent_bytes']}, {one['part_bytes']} | {one['hash']} |"
        )
    return "\n".join(rows)


def _in_own_process(name: str, size: int, arguments: argparse.Namespace) -> dict[str, Any]:
    asked = ["--text", arguments.text] if arguments.text else []
    command = [sys.executable, __file__, str(arguments.file), "--one", name, *asked]
    command += ["--codebook", arguments.codebook, "--comments", str(size)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def judged(name: str, arguments: argparse.Namespace) -> dict[str, Any]:
    """One engine over one number of comments, in this process and its workers."""
    from voc.engines import judged_parts
    from voc.lexicon import load_codebook
    from voc.lexicon.codebook import with_overall
    from voc.opinion import engine_for
    from voc.opinion.part import bytes_of

    settings = {"codebook": with_overall(load_codebook(arguments.codebook))}
    engine = engine_for(**settings)
    chunks = list(_chunks(arguments.file, arguments.text, arguments.comments[0]))
    whole = hashlib.sha256()
    first, sizes = 0.0, 0
    before, begin = _seconds(), time.perf_counter()
    for place, part in enumerate(judged_parts(engine, settings, iter(chunks), 2, name), 1):
        first = first or time.perf_counter() - begin
        sizes += part.nbytes
        whole.update(bytes_of(part))
        if place == len(chunks):  # the workers are still there to be asked
            after = _seconds()
    number = sum(map(len, chunks))
    return {
        "comments": number,
        "first_part": round(first, 1),
        "seconds": round(time.perf_counter() - begin, 1),
        "cpu_here": round(after[0] - before[0], 2),
        "cpu_all": round(sum(after) - sum(before), 2),
        "sent_bytes": round(sum(len(pickle.dumps(chunk)) for chunk in chunks) / number),
        "part_bytes": round(sizes / number),
        "hash": whole.hexdigest()[:12],
    }


def _seconds() -> tuple[float, float]:
    """Seconds of the processor: of this process, and of those below it."""
    import psutil

    below = [one.cpu_times() for one in psutil.Process().children(recursive=True)]
    return time.process_time(), sum(times.user + times.system for times in below)


def _chunks(file: Path, text: str | None, number: int) -> Iterator[list[str]]:
    """Chunks of `number` comments in all; no copy of a comment is the same as another."""
    source = read(file, text=text)
    names = [column.name for column in source.columns if column.role == "text"]
    texts = [value for name in names for value in source.table[name] if isinstance(value, str)]
    for start in range(0, number, CHUNK):
        places = range(start, min(start + CHUNK, number))
        yield [f"{texts[n % len(texts)]} 第{n // len(texts)}份" for n in places]


if __name__ == "__main__":
    main()
