"""Invented stays at a hotel and flights for the tests of driver tables."""

from __future__ import annotations

import numpy as np
import pandas as pd


def opinions_of(*rows: tuple[str, str, str | None, float]) -> pd.DataFrame:
    """comment, driver, term, polarity; the dimension follows from the driver."""
    table = pd.DataFrame(rows, columns=["comment_id", "driver", "term", "polarity"])
    dimensions = {
        "room": "tangibles",
        "noise": "tangibles",
        "wifi": "reliability",
        "price": "price",
    }
    table["dimension"] = table["driver"].map(dimensions)
    return table


def stay(number: int) -> str:
    return f"c{number:06}"


def random_corpus(
    seed: int, n: int = 300, respondents: int | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    rng = np.random.default_rng(seed)
    ids = np.array([stay(number) for number in range(n)])
    people = rng.integers(0, respondents, n) if respondents else np.arange(n)
    comments = pd.DataFrame(
        {
            "comment_id": ids,
            "respondent_id": [f"r{person:05}" for person in people],
            "text": ["房间干净，前台办入住也快"] * n,
            "score": rng.choice([0.0, 25, 50, 75, 100], n),
            "sentiment": rng.uniform(-1, 1, n).round(2),
            "cabin": rng.choice(["经济舱", "公务舱"], n, p=[0.7, 0.3]),
            "time": pd.Timestamp("2023-01-01") + pd.to_timedelta(rng.integers(0, 360, n), unit="D"),
        }
    )
    m = 2 * n
    opinions = opinions_of(
        *zip(
            rng.choice(ids, m),
            rng.choice(["room", "wifi", "noise", "price"], m, p=[0.5, 0.3, 0.15, 0.05]),
            rng.choice(np.array(["好", "差", None], dtype=object), m),
            rng.choice([-0.9, -0.6, 0.0, 0.3, 0.6], m),
            strict=True,
        )
    )
    return comments, opinions
