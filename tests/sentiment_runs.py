"""Runs of `voc.analyze` for the tests of sentiment, and whether their labels agree."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

import voc
from voc import Analysis

SEED = {"sentiment": {"method": "seed"}}
NEUTRAL, MIXED = 0.15, 0.15


def analyze(source: Any, *, config: Any = None, **options: Any) -> Analysis:
    config = {"statistics": {"bootstrap": 100}, **(config or {})}
    return voc.analyze(source, topics=False, progress=False, config=config, **options)


def texts(*comments: str) -> pd.DataFrame:
    return pd.DataFrame({"评论": list(comments)})


def chosen(run: Analysis) -> str:
    return str(run.manifest["sentiment"]["method"])


def is_consistent(run: Analysis) -> bool:
    """Ranges, and the label that belongs to sentiment, praise and blame."""
    comments = run.comments[run.comments["sentiment"].notna()]
    sentiment, label = comments["sentiment"], comments["label"]
    assert sentiment.between(-1, 1).all()
    assert comments["confidence"].between(0.5, 1).all()
    parts = comments[["positive_part", "negative_part"]]
    assert parts.stack().between(0, 1).all()
    neutral = sentiment.abs() <= NEUTRAL
    mixed = parts.min(axis=1) >= MIXED
    plain = ~neutral | (~mixed & neutral)
    expected = np.where(neutral, "neutral", np.where(sentiment > 0, "positive", "negative"))
    assert (label[plain] == expected[plain]).all()
    of_mixed = np.where(sentiment > 0, "positive", np.where(sentiment < 0, "negative", "neutral"))
    assert (label[neutral & mixed] == of_mixed[neutral & mixed]).all()
    unscored = run.comments["sentiment"].isna()
    assert run.comments.loc[unscored, ["label", "confidence"]].isna().all(axis=None)
    return True
