"""Whether topics keep their ids and words from wave to wave.

    python benchmarks/topic_waves.py [--data FOLDER] [--e5] [--swap]

24,780 hotel reviews of January to August are parted by month: those up to the median month, and
the later ones. The second wave is analysed from the topics of the first (`topics_from`), and once
more on its own. A topic of the second wave maps to one of the first when it has its id and at
least three of its ten words; without `topics_from` the topics are paired so that the pairs share
as many words as possible, and a pair maps with three. The words of both stand side by side, with
the match score of voc. `--swap` lets the later wave come first. The command fails when less than
80 % of the topics of the second wave map.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

import voc

LEAST = 0.8
_SHARED = 3  # of ten words
_TEXT, _DATE = "评论内容", "评论日期"


def main() -> None:
    """Analyse both waves, print the tables, and fail below the limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--e5", action="store_true", help="with multilingual E5")
    parser.add_argument("--swap", action="store_true", help="the later wave comes first")
    arguments = parser.parse_args()
    settings = {"embedding": "e5"} if arguments.e5 else {}
    waves = two_waves(arguments.data)
    for name, wave in waves.items():
        print(f"{name}: {len(wave):,} reviews")
    earlier, later = reversed(waves.values()) if arguments.swap else waves.values()
    first = run_of_voc(earlier, settings)
    kept = same_ids(first, run_of_voc(later, settings, topics_from=first))
    alone = paired(first, run_of_voc(later, settings))
    shares = []
    for name, table in (("From the topics of the first wave", kept), ("On its own", alone)):
        found = table["maps"].mean()
        shares.append(found)
        print(f"\n{name}: {table['maps'].sum()} of {len(table)} topics map ({found:.0%})\n")
        print(markdown(table))
    if shares[0] < LEAST:
        sys.exit(f"{shares[0]:.0%} of the topics map, not {LEAST:.0%} or more")


def two_waves(data: Path) -> dict[str, pd.DataFrame]:
    """The reviews up to the month of the median review, and the later ones."""
    reviews = pd.read_csv(data / "real_input" / "hotel_reviews_gbk.csv", encoding="gbk")
    month = pd.to_datetime(reviews[_DATE]).dt.to_period("M")
    median = month.sort_values().iloc[len(month) // 2]
    waves = {}
    for within in (month <= median, month > median):
        name = f"{month[within].min()} to {month[within].max()}"
        waves[name] = reviews.loc[within, [_TEXT]].reset_index(drop=True)
    return waves


def run_of_voc(table: pd.DataFrame, settings: dict[str, Any], **options: Any) -> voc.Analysis:
    """A run with the codebook of hotels."""
    return voc.analyze(
        table,
        text=_TEXT,
        codebook="hotel",
        config={"topics": settings},
        progress=False,
        **options,
    )


def same_ids(first: voc.Analysis, second: voc.Analysis) -> pd.DataFrame:
    """One row a topic of the second wave, beside the topic of the first that has its id."""
    earlier = {topic["topic"]: topic for topic in topics_of(first)}
    return pd.DataFrame([row_of(earlier.get(one["topic"]), one) for one in topics_of(second)])


def paired(first: voc.Analysis, second: voc.Analysis) -> pd.DataFrame:
    """One row a topic of the second wave, beside the topic of the first that it is paired with."""
    earlier, later = topics_of(first), topics_of(second)
    alike = np.array([[shared(one["words"], two["words"]) for one in earlier] for two in later])
    row, column = linear_sum_assignment(-alike)
    pairs = {later[i]["topic"]: earlier[j] for i, j in zip(row, column, strict=True)}
    return pd.DataFrame([row_of(pairs.get(one["topic"]), one) for one in later])


def topics_of(run: voc.Analysis) -> list[dict[str, Any]]:
    """The rows of the table of topics."""
    rows: Any = [] if run.topics is None else run.topics.to_dict("records")
    return list(rows)


def row_of(earlier: dict[str, Any] | None, later: dict[str, Any]) -> dict[str, Any]:
    """Both topics side by side; `earlier` is None when the later one is new."""
    words = earlier["words"] if earlier else []
    alike = shared(words, later["words"])
    return {
        "topic": later["topic"],
        "comments before": earlier["size"] if earlier else 0,
        "after": later["size"],
        "words before": " ".join(words[:6]),
        "words after": " ".join(later["words"][:6]),
        "shared of ten": alike,
        "match": later["match"],
        "maps": alike >= _SHARED,
    }


def shared(one: list[str], other: list[str]) -> int:
    """Words that are among the first ten of both.

    >>> shared(["早餐", "餐厅", "种类"], ["餐厅", "早餐"])
    2
    """
    return len(set(one[:10]) & set(other[:10]))


def markdown(table: pd.DataFrame) -> str:
    """A table in Markdown."""
    lines = [f"| {' | '.join(table.columns)} |", "|---" * table.shape[1] + "|"]
    for row in table.itertuples(index=False):
        lines.append(f"| {' | '.join(map(_cell, row))} |")
    return "\n".join(lines)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return "" if np.isnan(value) else f"{value:.2f}"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    main()
