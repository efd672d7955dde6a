"""How long importance takes: one table and 1,000 resamples, by number of drivers.

    python benchmarks/importance.py [--respondents 24780] [--bootstrap 1000]

Invented respondents: each mentions a driver with probability 0.15, the drivers count from 1 to 20
points, noise has a standard deviation of 20. Targets: 12 drivers under 1 s without resamples; the
whole stage of statistics, of which this is a part, under 20 s with 20 drivers and 1,000 resamples.
The binary outcome is whether the score is above its median. One JSON object is printed, in
seconds.
"""

from __future__ import annotations

import argparse
import json
import time
from typing import Any

import numpy as np
import pandas as pd

from voc.driver.importance import importance

CASES = [("mean", 12), ("mean", 15), ("mean", 20), ("mean", 40), ("binary", 10), ("binary", 20)]


def main() -> None:
    """Parse the arguments and print the timings."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--respondents", type=int, default=24_780)
    parser.add_argument("--bootstrap", type=int, default=1000)
    arguments = parser.parse_args()
    timings = {
        f"{kind}, {drivers} drivers": seconds(
            arguments.respondents, drivers, kind, arguments.bootstrap
        )
        for kind, drivers in CASES
    }
    print(json.dumps({"respondents": arguments.respondents, **timings}, indent=2))
    if timings["mean, 12 drivers"]["one table"] >= 1:
        raise SystemExit("12 drivers took a second or more")


def seconds(respondents: int, drivers: int, outcome_kind: str, bootstrap: int) -> dict[str, Any]:
    """Seconds for one table, without and with resamples."""
    rng = np.random.default_rng(0)
    people = [f"r{i:07}" for i in range(respondents)]
    judged = rng.choice([-0.8, -0.5, 0.5, 0.8], (respondents, drivers))
    said = np.where(rng.random((respondents, drivers)) < 0.15, judged, 0.0)
    score = 60 + said @ np.linspace(1, 20, drivers) + rng.normal(0, 20, respondents)
    if outcome_kind == "binary":
        score = (score > np.median(score)).astype(float)
    features = pd.DataFrame(said, people, [f"d{i:02}" for i in range(drivers)])
    outcome = pd.Series(score, people)
    timings: dict[str, Any] = {}
    for name, resamples in (("one table", 0), (f"{bootstrap} resamples", bootstrap)):
        begin = time.perf_counter()
        table = importance(features, outcome, outcome_kind=outcome_kind, bootstrap=resamples)
        timings[name] = round(time.perf_counter() - begin, 2)
        timings["method"] = str(table["method"].iloc[0])
    return timings


if __name__ == "__main__":
    main()
