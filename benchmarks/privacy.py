"""Precision and recall of masking on comments marked by hand, and its cost in time.

    python benchmarks/privacy.py                      the gold lines, and those held out
    python benchmarks/privacy.py --misses             what was missed and what was masked wrongly
    python benchmarks/privacy.py --time FILE COLUMN   seconds for the comments of a CSV file

A marked span is found when all its letters and digits are masked; a masked span is right when at
least half of it is marked. The kind does not matter: a name taken for an address is hidden too.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from voc.text.mask import find, mask
from voc.text.normalise import normalise

GOLD = Path(__file__).parents[1] / "corpora" / "gold"
FILES = (
    "personal_data.tsv",
    "personal_data_held_out.tsv",
    *(f"personal_data_held_out_{place}.tsv" for place in range(2, 11)),
    "personal_data_4.tsv",
    "personal_data_5.tsv",
    "personal_data_6.tsv",
    "personal_data_7.tsv",
    "personal_data_8.tsv",
)
_MARK = re.compile(r"\{([a-z]+):([^{}]+)\}")
_NAMED = re.compile(r"@\{([a-z]+):")  # of @somebody nothing but [@用户] is left
_REPLACED = re.compile(r"\[(?:@用户|链接)\]")  # by normalising, before anything is masked
_OPEN, _CLOSE = "\ue000", "\ue001"  # private characters pass through normalising


class Line(NamedTuple):
    """A normalised comment and its marked spans."""

    text: str
    spans: list[tuple[int, int, str]]


class Result(NamedTuple):
    """Spans found of those marked, and right of those masked."""

    marked: int
    found: int
    masked: int
    right: int
    missed: list[tuple[str, str]]
    wrong: list[tuple[str, str]]

    @property
    def recall(self) -> float:
        return self.found / self.marked

    @property
    def precision(self) -> float:
        return self.right / self.masked


def read_lines(path: Path) -> list[Line]:
    """The lines of a gold file, normalised as a run normalises them."""
    rows = path.read_text(encoding="utf-8").splitlines()
    marked = [row.split("\t")[1] for row in rows if not row.startswith("#")][1:]
    lines = []
    for raw in marked:
        kinds = [hit[1] for hit in _MARK.finditer(raw)]
        raw = _NAMED.sub(r"{\1:@", raw)
        text = normalise([_MARK.sub(rf"{_OPEN}\2{_CLOSE}", raw)])[0]
        spans = []
        for kind in kinds:
            start, end = text.index(_OPEN), text.index(_CLOSE) - 1
            text = text.replace(_OPEN, "", 1).replace(_CLOSE, "", 1)
            spans.append((start, end, kind))
        lines.append(Line(text, spans))
    return lines


def measure(lines: list[Line]) -> Result:
    """Compare what masking finds with what is marked."""
    missed, wrong = [], []
    marked = masked = 0
    for text, spans in lines:
        hits = find(text)
        hidden = {place for hit in hits for place in range(hit.start, hit.end)}
        hidden |= {p for tag in _REPLACED.finditer(text) for p in range(*tag.span())}
        personal = {place for start, end, _ in spans for place in range(start, end)}
        marked += len(spans)
        masked += len(hits)
        for start, end, kind in spans:
            if any(text[p].isalnum() and p not in hidden for p in range(start, end)):
                missed.append((kind, text))
        for hit in hits:
            inside = sum(place in personal for place in range(hit.start, hit.end))
            if inside < (hit.end - hit.start) / 2:
                wrong.append((f"{hit.kind} {text[hit.start : hit.end]}", text))
    return Result(marked, marked - len(missed), masked, masked - len(wrong), missed, wrong)


def seconds(texts: list[str], rounds: int = 3) -> float:
    """The least time of some rounds, in chunks of 4000 as a run works."""
    normal = normalise(texts)
    best = float("inf")
    for _ in range(rounds):
        begin = time.perf_counter()
        for start in range(0, len(normal), 4000):
            mask(normal[start : start + 4000])
        best = min(best, time.perf_counter() - begin)
    return best


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--time", nargs=2, metavar=("FILE", "COLUMN"))
    asked = parser.parse_args()
    if asked.time:
        from voc.read import read

        table = read(asked.time[0]).table
        texts = table[asked.time[1]].dropna().astype(str).tolist()
        print(f"{len(texts)} comments masked in {seconds(texts):.3f} s")
        return
    for name in FILES:
        if not (GOLD / name).exists():
            continue
        lines = read_lines(GOLD / name)
        result = measure(lines)
        print(
            f"{name}: {len(lines)} lines, {result.marked} marked spans, {result.masked} masked; "
            f"recall {result.recall:.3f}, precision {result.precision:.3f}"
        )
        if asked.misses:
            for title, cases in (("missed", result.missed), ("wrong", result.wrong)):
                print(f"  {title}: {dict(Counter(kind.split()[0] for kind, _ in cases))}")
                for kind, text in cases:
                    print(f"    {kind}\t{text}")


if __name__ == "__main__":
    main()
