"""How many terms that were taken out of a codebook come back as suggestions, with their driver.

    python benchmarks/suggest.py FILE --text COLUMN [-k restaurant] [--drivers a,b,c] [--halves 4]

A random half of the words of the drivers is hidden, the comments are judged with what is left, and
`suggest_terms` is asked. A hidden word counts as frequent when its string occurs at least ten
times. Recall is the share of these that are suggested for their own driver. The first fifty
suggestions with a driver are printed to be judged by eye. One JSON object is printed.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from voc.lexicon import Codebook, load_codebook
from voc.opinion.engine import OpinionEngine
from voc.read import read
from voc.suggest import suggest_terms

DRIVERS = "decoration,parking,wait_time,staff_attitude,price_level"
FREQUENT = 10
FIRST = 50


def main() -> None:
    """Print recall, half by half, and the first suggestions of the first half."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--text", required=True, help="column of the comments")
    parser.add_argument("-k", "--codebook", default="restaurant")
    parser.add_argument("--drivers", default=DRIVERS)
    parser.add_argument("--halves", type=int, default=4)
    options = parser.parse_args()
    texts = read(options.file).table[options.text].dropna().astype(str).tolist()
    codebook, drivers = load_codebook(options.codebook), options.drivers.split(",")
    results = [measure(texts, codebook, drivers, seed) for seed in range(options.halves)]
    print(json.dumps({"file": options.file.name, "halves": results}, ensure_ascii=False, indent=1))


def measure(texts: list[str], codebook: Codebook, drivers: list[str], seed: int) -> dict[str, Any]:
    """Hide a half, ask for suggestions, compare."""
    left, hidden = halved(codebook, drivers, seed)
    comments, opinions = judged(texts, left)
    begin = time.perf_counter()
    found = suggest_terms(comments, opinions, left)
    seconds = time.perf_counter() - begin
    everything = "\n".join(comments["text"]).lower()
    frequent = {word for word in hidden if everything.count(word) >= FREQUENT}
    given = dict(zip(found["term"], found["driver"], strict=True))
    first = found.loc[found["driver"] != ""].head(FIRST)
    return {
        "hidden": len(hidden),
        "frequent": len(frequent),
        "suggested": sum(word in given for word in frequent),
        "recall": round(sum(given.get(w) == hidden[w] for w in frequent) / len(frequent), 3),
        "rows": len(found),
        "seconds": round(seconds, 1),
        "first": [f"{row.term} → {row.driver}" for row in first.itertuples()],
    }


def halved(codebook: Codebook, drivers: list[str], seed: int) -> tuple[Codebook, dict[str, str]]:
    """The codebook without a random half of the words of some drivers, and the driver of each."""
    chance = random.Random(seed)
    kept, hidden = dict(codebook.drivers), {}
    for name in drivers:
        driver = codebook.drivers[name]
        words = sorted(set(driver.words))
        out = set(chance.sample(words, len(words) // 2))
        hidden.update(dict.fromkeys(out, name))
        lists: dict[str, Any] = {
            kind: tuple(word for word in getattr(driver, kind) if word not in out)
            for kind in ("terms", "implied_by", "suggested_by")
        }
        lists["pairs"] = tuple(p for p in driver.pairs if not out & set(p[:2]))
        lists["verdicts"] = tuple(v for v in driver.verdicts if v[0] not in out)
        kept[name] = replace(driver, **lists)
    return replace(codebook, drivers=kept, version=f"half {seed}"), hidden


def judged(texts: list[str], codebook: Codebook) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Comments and opinions, as far as `suggest_terms` needs them."""
    result = OpinionEngine(codebook).run(texts)
    comments = pd.DataFrame(
        {"comment_id": range(len(texts)), "text": result.texts, "language": result.languages}
    )
    columns = "comment_id start end aspect term driver polarity negated rule".split()
    rows = [(i, *found) for i, opinions in enumerate(result.opinions) for found in opinions]
    return comments, pd.DataFrame(rows, columns=columns)


if __name__ == "__main__":
    main()
