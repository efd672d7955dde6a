"""The pages of the documents, and the guests whose survey the guide speaks of."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import numpy as np
import pandas as pd

from voc.questionnaire import load_questionnaire

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "corpora" / "demo"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
FAST = {"statistics": {"bootstrap": 100}, "run": {"processes": 1}}


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def fences(name: str, language: str) -> list[str]:
    return [body for kind, body in FENCE.findall(page(name)) if kind == language]


def commands(name: str) -> list[str]:
    return [line for body in fences(name, "bash") for line in body.splitlines() if line.strip()]


def guest_survey() -> pd.DataFrame:
    """The survey that the guide's questionnaire is about, with invented answers."""
    random = np.random.default_rng(5)
    texts = pd.read_csv(DEMO / "hotel_reviews.csv")["评论内容"].dropna().head(180).tolist()
    n = len(texts)
    pleased = random.normal(0.65, 0.17, n)

    def rated(low: int, high: int) -> list[int]:
        place = np.clip(pleased + random.normal(0, 0.13, n), 0, 1)
        return [round(low + (high - low) * share) for share in place]

    def one_of(*words: str) -> list[str]:
        return random.choice(words, n).tolist()

    asked = load_questionnaire(tomllib.loads(guest_questionnaire()))
    table = pd.DataFrame(
        {
            "客户号": [f"k{number:04}" for number in range(n)],
            "入住日期": pd.date_range("2026-01-01", periods=n, freq="D").astype(str),
            "城市": one_of("杭州", "成都"),
            "意见": texts,
            "推荐意愿": rated(0, 10),
            "权重": random.uniform(0.5, 2, n).round(2),
            "酒店": one_of("拾舟", "江月", "云上"),
        }
    )
    complained = random.random(n) < 0.6
    invented = {
        "functional": one_of("喜欢", "理应如此", "无所谓"),
        "dysfunctional": one_of("不喜欢", "能忍受"),
        "severity": one_of("严重", "轻微"),
        "opened": np.where(complained, "2026-03-01 09:00", None),
        "answered": np.where(complained, "2026-03-01 15:00", None),
        "closed": np.where(complained & (random.random(n) < 0.7), "2026-03-03 10:00", None),
    }
    for part, column in asked.columns():
        if column in table:
            continue
        if (key := part.split(".")[-1]) in invented:
            table[column] = invented[key]
        elif part.startswith("rates.revisit"):
            table[column] = random.integers(1, 4, n)
        elif part.startswith(("rates", "recovery")):
            table[column] = one_of("是", "否")
        else:
            low, high = asked.scales.get(column) or (1, 7 if part.startswith("servqual") else 9)
            table[column] = rated(int(low), int(high))
    return table


def guest_orders() -> pd.DataFrame:
    """The orders that the guide's questionnaire names."""
    random = np.random.default_rng(6)
    days = pd.Timestamp("2024-10-01") + pd.to_timedelta(random.integers(0, 540, 400), "D")
    return pd.DataFrame(
        {
            "客户号": [f"k{number:04}" for number in random.integers(0, 170, 400)],
            "下单日期": days.astype(str),
            "金额": random.integers(200, 900, 400),
            "是否退订": random.choice(["是", "否"], 400, p=[0.1, 0.9]),
        }
    )


def guest_questionnaire() -> str:
    """The questionnaire of the guide."""
    return next(body for body in fences("docs/guide.md", "toml") if "[servqual]" in body)
