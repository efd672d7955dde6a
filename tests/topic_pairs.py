"""Invented mentions of topics for the tests of their statistics."""

from __future__ import annotations

import pandas as pd

from voc.config import load_config

SETTINGS = load_config(options={"statistics": {"bootstrap": 200}})


NO_OPINIONS = pd.DataFrame(
    {"comment_id": [], "start": [], "end": [], "driver": [], "dimension": []}
).astype({"comment_id": "str", "start": "int64", "end": "int64", "driver": "str"})


def topic_table(topics: int) -> pd.DataFrame:
    names = ["停车", "早餐", "前台", "隔音", "泳池", "电梯"]
    labels = [names[i % 6] for i in range(topics)]
    return pd.DataFrame(
        {
            "topic": range(topics),
            "label": labels,
            "size": 1,
            "share": 0.1,
            "words": [[label] for label in labels],
            "quotes": [["c1"]] * topics,
        }
    )


def said(ids: object, topic: int, sentiment: object = 0.0) -> pd.DataFrame:
    """A clause on a topic in each of the comments."""
    table = pd.DataFrame({"comment_id": list(ids), "topic": topic, "sentiment": sentiment})
    return table.assign(start=0, end=4, text="停车很难", strength=0.8)


def numbered(count: int, **columns: object) -> pd.DataFrame:
    return pd.DataFrame({"comment_id": [f"c{i:05}" for i in range(count)], **columns})
