"""Seconds of the statistics stage on a large export with 1,000 resamples, step by step.

    python benchmarks/statistics_stage.py [FILE] [--text COLUMN] [--codebook hotel] [--drivers 20]

Default: the hotel reviews in ../shared/data. That file has no score: each comment gets 1 to 5
stars made from its sentiment plus noise (seeded). So the figures mean nothing; the time they take
does. Mentions of other drivers than the most mentioned are left out (`--drivers 0` keeps all). The
first group of more than twelve values are brands: the commonest is ours, against the next
`--rivals` (0: all). Printed: seconds of each step, and of the whole stage, which fails above
`--limit`.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import voc
from voc import priorities, statistics
from voc.config import load_config
from voc.questionnaire import load_questionnaire
from voc.read import read
from voc.respondents import respondents

HOTELS = Path("../shared/data/real_input/hotel_reviews_gbk.csv")
STEPS = {
    statistics: (
        "metrics_table metric_segments metric_trends driver_table dimension_table segment_table "
        "trend_table brand_table slope_table alert_table"
    ),
    priorities: "driver_features importance comment_polarity penalty_reward quadrants lift",
}


def main() -> None:
    """Parse the arguments, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?", default=HOTELS)
    parser.add_argument("--text", help="column with the comments")
    parser.add_argument("--codebook", default="hotel")
    parser.add_argument("--drivers", type=int, default=20)
    parser.add_argument("--rivals", type=int, default=5)
    parser.add_argument("--bootstrap", type=int, default=1000)
    parser.add_argument("--limit", type=float, default=20.0, help="seconds")
    arguments = parser.parse_args()
    options: dict[str, Any] = {"text": arguments.text}
    run = voc.analyze(
        arguments.file, codebook=arguments.codebook, topics=False, progress=False, **options
    )
    source = read(arguments.file, **options)
    scored = with_scores(source.table, run.comments)
    seconds, calls, whole = measure(
        read(scored, **options), run, arguments.drivers, arguments.rivals, arguments.bootstrap
    )
    print(f"{len(run.comments):,} comments with made-up scores, {arguments.bootstrap:,} resamples")
    for step in sorted(seconds, key=lambda name: -seconds[name]):
        print(f"{step:20} {seconds[step]:7.2f} s  {calls[step]} ×")
    print(f"{'whole stage':20} {whole:7.2f} s")
    if whole > arguments.limit:
        raise SystemExit(f"More than {arguments.limit:g} s.")


def with_scores(table: pd.DataFrame, comments: pd.DataFrame) -> pd.DataFrame:
    """The source with a column of stars, made from the sentiment of each comment plus noise."""
    noise = np.random.default_rng(0).normal(0, 0.8, len(comments))
    stars = np.clip(np.round(3.5 + 2 * comments["sentiment"].fillna(0) + noise), 1, 5)
    of_row = pd.Series(stars.to_numpy(), index=comments["row"]).groupby(level=0).mean()
    return table.assign(评分=of_row.reindex(range(len(table))).round().to_numpy())


def measure(
    source: Any, run: voc.Analysis, drivers: int, rivals: int, bootstrap: int
) -> tuple[Counter[str], Counter[str], float]:
    """Seconds and calls of each step, and seconds of the whole stage."""
    seconds: Counter[str] = Counter()
    calls: Counter[str] = Counter()
    for module, names in STEPS.items():
        for name in names.split():
            setattr(module, name, timed(getattr(module, name), seconds, calls))
    people = respondents(source)
    comments = run.comments.assign(
        **{name: people[name].to_numpy()[run.comments["row"]] for name in ("score", "stars")}
    )
    often = run.drivers["driver"].head(drivers or None)
    opinions = run.opinions[run.opinions["driver"].isin(often)]
    segments = [column.name for column in source.columns if column.role == "segment"]
    few = [name for name in segments if 2 <= comments[name].nunique() <= 12]
    survey = {}
    if column := next((name for name in segments if name not in few), None):
        brands = comments[column].value_counts().index.tolist()
        against = brands[1 : rivals + 1] if rivals else []
        survey = {"brand": {"column": column, "own": brands[0], "against": against}}
    settings = load_config(options={"statistics": {"bootstrap": bootstrap}})
    begin = time.perf_counter()
    statistics.run_statistics(
        comments, opinions, people, run.codebook, settings, load_questionnaire(survey), few
    )
    return seconds, calls, time.perf_counter() - begin


def timed(
    function: Callable[..., Any], seconds: Counter[str], calls: Counter[str]
) -> Callable[..., Any]:
    """The function, with its seconds added up."""

    def work(*arguments: Any, **options: Any) -> Any:
        begin = time.perf_counter()
        result = function(*arguments, **options)
        seconds[function.__name__] += time.perf_counter() - begin
        calls[function.__name__] += 1
        return result

    return work


if __name__ == "__main__":
    main()
