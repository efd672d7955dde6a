"""Tables of a few topics for the tests of their figures."""

from __future__ import annotations

import re
from html import unescape

import numpy as np
import pandas as pd

LABELS = ["停车难 · 车位 · 绕圈", "早餐 · 品种", "前台态度"]


COMMENTS = [
    "停车位太少了，晚上十点回来找不到地方停。",
    "房间很干净，就是停车难，绕了三圈。",
    "早餐品种多，味道好。",
    "早餐凉了，品种也少。",
    "前台态度冷淡，办入住等了半小时。",
    "没什么可说的",
]


MAIN = [0, 0, 1, 1, 2, -1]


MONTHS = [pd.Timestamp(2024, month, 1) for month in (1, 2, 4)]  # no comment in March


def topics_table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "topic": [0, 1, 2, -1],
            "label": [*LABELS, ""],
            "size": [40, 25, 12, 9],
            "share": [0.46, 0.29, 0.14, 0.11],
            "mentions": [60, 30, 14, 9],
            "words": [["停车难", "车位"], ["早餐", "品种"], ["前台态度"], []],
            "sentiment": [-0.42, 0.31, -0.05, 0.0],
            "negative_share": [0.7, 0.1, 0.4, 0.0],
            "score": [31.0, 80.0, 55.0, 50.0],
            "impact": [-4.2, 2.5, -0.5, np.nan],
            "impact_low": [-6.0, 0.4, -1.5, np.nan],
            "impact_high": [-2.4, 4.6, 0.5, np.nan],
            "trend": [1, -1, 0, 0],
        }
    )


def comments_table() -> pd.DataFrame:
    """Forty-one comments in January, seven in February, thirty-eight in April; two shops."""
    times = [MONTHS[0]] * 41 + [MONTHS[1]] * 7 + [MONTHS[2]] * 38
    texts = [*COMMENTS, *[f"住了{night}晚" for night in range(80)]]
    return pd.DataFrame(
        {
            "comment_id": [f"c{number}" for number in range(86)],
            "text": texts,
            "time": times,
            "stars": [2.0] * 86,
            "label": "neutral",
            "门店": ["东店"] * 50 + ["西店"] * 30 + ["南店"] * 6,
        }
    )


def segments_table() -> pd.DataFrame:
    rows = [
        ("东店", 0, 25, 0.5, 0.2, 0.01),
        ("西店", 0, 6, 0.2, -0.2, 0.02),
        ("南店", 0, 3, 0.5, 0.1, np.nan),
        ("东店", 1, 10, 0.2, -0.05, 0.6),
        ("西店", 1, 9, 0.3, 0.05, 0.6),
        ("南店", 1, 0, 0.0, -0.25, np.nan),
    ]
    table = pd.DataFrame(rows, columns=["value", "topic", "n", "share", "difference", "p_adjusted"])
    return table.assign(
        segment="门店",
        low=table["share"] * 0.8,
        high=table["share"] * 1.2,
        difference_low=table["difference"] - 0.1,
        difference_high=table["difference"] + 0.1,
        p_value=table["p_adjusted"] / 2,
    )


def studies_tables() -> dict[str, pd.DataFrame]:
    shares = [0.10, 0.40, 0.30, 0.20, 0.10, 0.05, 0.03, 0.0, 0.02]
    at = COMMENTS[1].index("就是停车难")
    return {
        "topic_map": pd.DataFrame(
            {
                "comment_id": [f"c{number}" for number in range(6)],
                "topic": MAIN,
                "x": [0.0, 1.0, 5.0, 6.0, 9.0, 4.0],
                "y": [0.0, 1.0, 5.0, 4.0, 1.0, 2.0],
            }
        ),
        "topic_mentions": pd.DataFrame(
            {
                "comment_id": ["c1", "c1", "c2"],
                "topic": [0, 2, 1],
                "start": [at, 0, 0],
                "end": [at + 5, 5, 5],
                "strength": [0.8, 0.9, 0.7],
            }
        ),
        "topic_words": pd.DataFrame(
            {
                "topic": [0] * 10 + [1, 1, 2],
                "word": [f"停车场收费标准不合理第{n}条" for n in range(10)]
                + ["早餐", "品种", "前台态度"],
                "weight": [*np.linspace(0.9, 0.1, 10), 0.5, 0.2, 0.3],
                "comments": [*range(20, 10, -1), 25, 10, 6],
                "share": [*np.linspace(0.5, 0.2, 10), 1.0, 0.4, 0.5],
            }
        ),
        "topic_hierarchy": pd.DataFrame(
            {"left": [0, 1], "right": [2, 3], "distance": [0.3, 0.9], "size": [2, 3]}
        ),
        "topic_segments": segments_table(),
        "topic_trends": pd.DataFrame(
            {
                "period": MONTHS * 3,
                "freq": "month",
                "topic": [0] * 3 + [1] * 3 + [2] * 3,
                "n": [4, 3, 11, 8, 1, 2, 1, 0, 1],
                "share": shares,
                "low": [share * 0.5 for share in shares],
                "high": [share * 1.5 + 0.02 for share in shares],
                "sentiment": [-0.4, np.nan, -0.2] * 3,
            }
        ),
        "topic_growth": pd.DataFrame({"topic": [0, 1, 2], "emerging": [True, False, False]}),
    }


def seen(text: str) -> str:
    """A text as Plotly shows it: known tags are carried out, then entities are read."""
    return unescape(re.sub(r"</?(b|br|span)( style=['\"][^'\"]*['\"])?>", "", text))
