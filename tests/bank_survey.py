"""Customers of a bank and their answers to a questionnaire, and what a run says of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import voc
from voc.metric.notes import NOTES

FAST = {
    "statistics": {"bootstrap": 100},
    "sentiment": {"method": "seed"},
    "text": {"duplicate_length": 500},
    "read": {"guess_segments": False},
}
SAYS = ("柜员很热情", "排队太久", "手机银行很好用", "手续费太贵", "大厅很干净", "没什么要说的")
N = 120


def analyse(
    table: pd.DataFrame, asked: dict[str, Any] | str | Path, **options: Any
) -> voc.Analysis:
    settings: dict[str, Any] = {"text": "建议", "id": "编号", "codebook": "general"}
    settings |= {"topics": False, "progress": False, "config": FAST, **options}
    return voc.analyze(table, questionnaire=asked, **settings)


def bank(**columns: Any) -> pd.DataFrame:
    """Customers of a bank with an open question; further columns as given."""
    return pd.DataFrame(
        {
            "编号": [f"B{number:03}" for number in range(N)],
            "建议": [SAYS[number % len(SAYS)] for number in range(N)],
            **columns,
        }
    )


def answers(low: int, high: int, seed: int, middle: float | np.ndarray = 0.5) -> np.ndarray:
    """Whole answers about a point between the ends of a scale."""
    rng = np.random.default_rng(seed)
    about = low + np.asarray(middle) * (high - low)
    return np.clip(np.round(about + rng.normal(0, 0.15 * (high - low), N)), low, high).astype(int)


def told(run: voc.Analysis, key: str) -> list[str]:
    """What the notes of a run are about that begin like the sentence of a key."""
    parts = NOTES[key][0].replace("{", "}").split("}")[::2]
    notes = run.manifest["notes"]
    return [note["about"] for note in notes if all(part in note["zh"] for part in parts)]


def once(run: voc.Analysis, study: str, key: str) -> pd.DataFrame:
    return run.studies[study].set_index(key)
