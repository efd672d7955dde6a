"""What voc finds of the hand-labelled comments in corpora/gold.

    python benchmarks/gold.py [--misses]

An opinion counts as found when an evaluation overlaps its span; polarity is compared on those.
Drivers and dimensions are compared as sets a comment. One JSON object is printed.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from sklearn.metrics import f1_score

from voc.lexicon import load_codebook
from voc.opinion import Opinion, engine_for
from voc.tables import polarity_labels

GOLD = Path(__file__).resolve().parents[1] / "corpora" / "gold"
NEUTRAL = 0.15


def main() -> None:
    """Print the figures, and the opinions that were missed or misjudged when asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="list what was missed or misjudged")
    if parser.parse_args().misses:
        for comment, label, polarity in _matched():
            if polarity != label["polarity"]:
                print(comment["id"], label["text"], label["polarity"], "→", polarity, sep="\t")
    print(json.dumps(measure(), indent=2, ensure_ascii=False))


def comments() -> list[dict[str, Any]]:
    """The labelled comments of all industries."""
    return [
        json.loads(line)
        for path in sorted(GOLD.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def measure() -> dict[str, Any]:
    """Shares and F1 scores over all industries."""
    matched = list(_matched())
    found = [(label["polarity"], polarity) for _, label, polarity in matched if polarity]
    drivers: Counter[str] = Counter()
    dimensions: dict[str, Counter[str]] = {}
    for comment, opinions, of in _judged():
        said = {opinion[4] for opinion in opinions}
        labelled = {label["driver"] for label in comment["opinions"]}
        drivers.update(hit=len(said & labelled), said=len(said), labelled=len(labelled))
        said, labelled = {of[driver] for driver in said}, {of[driver] for driver in labelled}
        for name in said | labelled:
            counts = dimensions.setdefault(name, Counter())
            counts.update(hit=name in said & labelled, said=name in said, labelled=name in labelled)
    by_dimension = {name: _f1(counts) for name, counts in sorted(dimensions.items())}
    return {
        "comments": len(comments()),
        "opinions": len(matched),
        "spans_found": round(len(found) / len(matched), 3),
        "polarity_accuracy": round(sum(a == b for a, b in found) / len(found), 3),
        "polarity_macro_f1": round(f1_score(*zip(*found, strict=True), average="macro"), 3),
        "polarity_f1": _by_class(found),
        "driver_f1": _f1(drivers),
        "dimension_macro_f1": round(sum(by_dimension.values()) / len(by_dimension), 3),
        "dimension_f1": by_dimension,
    }


@cache
def _judged() -> list[tuple[dict[str, Any], list[Opinion], dict[str, str]]]:
    """Each comment with the evaluations voc finds and the dimension of every driver."""
    judged = []
    for industry, group in groupby(comments(), key=itemgetter("industry")):
        labelled = list(group)
        engine = engine_for(load_codebook(industry))
        result = engine.run([comment["text"] for comment in labelled])
        for comment, opinions in zip(labelled, result.opinions, strict=True):
            evaluations = [opinion for opinion in opinions if opinion[3] is not None]
            judged.append((comment, evaluations, engine.vocabulary.dimensions))
    return judged


def _matched() -> Iterator[tuple[dict[str, Any], dict[str, Any], str | None]]:
    """Each labelled opinion with the polarity voc gives its span; None when not found."""
    for comment, opinions, _ in _judged():
        for label in comment["opinions"]:
            near = [o for o in opinions if o[0] < label["end"] and o[1] > label["start"]]
            near = [o for o in near if o[4] == label["driver"]] or near
            polarity = sum(o[5] for o in near) / len(near) if near else float("nan")
            yield comment, label, polarity_labels([polarity], NEUTRAL)[0]


def _by_class(found: list[tuple[str, str]]) -> dict[str, float]:
    names = ["negative", "neutral", "positive"]
    scores = f1_score(*zip(*found, strict=True), average=None, labels=names)
    return {name: round(float(score), 3) for name, score in zip(names, scores, strict=True)}


def _f1(counts: Counter[str]) -> float:
    return round(2 * counts["hit"] / (counts["said"] + counts["labelled"]), 3)


if __name__ == "__main__":
    main()
