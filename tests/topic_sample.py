"""A run of thirty comments with two topics and all their studies, made by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pandas as pd

import voc

PARKING = "停车位太少了，晚上十点回来找不到地方停。"
TEXTS = [
    *[f"{PARKING}第{n}次了" for n in range(5)],
    *[f"房间很干净，就是停车难，绕了{n}圈" for n in range(5)],
    *[f"早餐品种多，味道好，吃了{n}碗" for n in range(10)],
    *[f"前台热情，办理入住很快，等了{n}分钟" for n in range(10)],
]


@cache
def topic_run() -> voc.Analysis:
    """Topic 0 is parking (comments 1…10, the latter five by a clause), topic 1 breakfast."""
    table = pd.DataFrame(
        {"评论": TEXTS, "评分": [1, 2, 1, 3, 2] * 2 + [5, 4] * 10, "门店": ["东店", "西店"] * 15}
    )
    run = voc.analyze(
        table,
        text="评论",
        score="评分",
        segments=["门店"],
        codebook="hotel",
        topics=False,
        config={"statistics": {"bootstrap": 100}, "run": {"processes": 1}},
        progress=False,
    )
    main = [0] * 5 + [-1] * 5 + [1] * 10 + [-1] * 10
    comments = run.comments.assign(
        topic=main,
        topic_label=[{0: "停车", 1: "早餐"}.get(topic, "") for topic in main],
        topics=[[0]] * 10 + [[1]] * 10 + [[]] * 10,
    )
    return replace(run, comments=comments, topics=_topics(), studies=_studies(comments))


def _topics() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "topic": [0, 1],
            "label": ["停车", "早餐"],
            "size": [5, 10],
            "share": [5 / 30, 10 / 30],
            "mentions": [10, 10],
            "words": [["停车", "车位", "找不到地方"], ["早餐", "品种"]],
            "sentiment": [-0.4214, 0.5],
            "negative_share": [0.8, 0.0],
            "score": [22.5, 87.5],
            "impact": [-6.2, 3.1],
            "impact_low": [-9.1, -0.4],
            "impact_high": [-3.3, 6.6],
            "driver": ["parking", ""],
            "covered": [0.9, 0.12],
            "trend": [1, 0],
            "match": [0.83, float("nan")],
            "pinned": [True, False],
            "quotes": [
                ["c000001", "c000002", "c000006"],
                [f"c{number:06}" for number in range(11, 15)],
            ],
        }
    )


def _studies(comments: pd.DataFrame) -> dict[str, pd.DataFrame]:
    ids, texts = comments["comment_id"].tolist(), comments["text"].tolist()
    clauses = [
        (ids[row], 0, texts[row].index(clause), texts[row].index(clause) + len(clause))
        for row, clause in [(0, "停车位太少了"), (1, "停车位太少了"), (5, "就是停车难")]
    ]
    months = pd.date_range("2026-01-01", periods=6, freq="MS")
    shares = [0.02, 0.03, 0.05, 0.09, 0.12, 0.16]
    return {
        "topic_mentions": pd.DataFrame(clauses, columns=["comment_id", "topic", "start", "end"]),
        "topic_words": pd.DataFrame(
            {
                "topic": [0, 0, 0, 1],
                "word": ["车位", "停车", "找不到地方", "早餐"],
                "weight": [0.2, 0.4, 0.1, 0.5],
                "comments": [5, 10, 5, 10],
                "share": [0.5, 1.0, 0.5, 1.0],
            }
        ),
        "topic_drivers": pd.DataFrame(
            {
                "topic": [0, 0, 1],
                "driver": ["room", "parking", "breakfast"],
                "n": [2, 9, 10],
                "share": [0.2, 0.9, 1.0],
                "lift": [0.6, 3.0, 3.0],
            }
        ),
        "topic_segments": pd.DataFrame(
            {
                "segment": "门店",
                "value": ["东店", "西店"] * 2,
                "topic": [0, 0, 1, 1],
                "n": [2, 8, 5, 5],
                "share": [0.13, 0.53, 0.33, 0.33],
                "low": [0.04, 0.3, 0.15, 0.15],
                "high": [0.38, 0.75, 0.58, 0.58],
                "difference": [-0.4, 0.4, 0.0, 0.0],
                "difference_low": [-0.64, 0.07, -0.3, -0.3],
                "difference_high": [-0.07, 0.64, 0.3, 0.3],
                "p_value": [0.02, 0.02, 1.0, 1.0],
                "p_adjusted": [0.04, 0.04, 1.0, 1.0],
            }
        ),
        "topic_trends": pd.DataFrame(
            {
                "period": [*months, *months],
                "freq": "month",
                "topic": [0] * 6 + [1] * 6,
                "n": 5,
                "share": [*shares, *[0.3] * 6],
                "low": [*(share * 0.6 for share in shares), *[0.2] * 6],
                "high": [*(share * 1.5 for share in shares), *[0.42] * 6],
                "sentiment": -0.4,
            }
        ),
        "topic_growth": pd.DataFrame(
            {
                "topic": [0, 1],
                "first": [0.02, 0.3],
                "last": [0.16, 0.3],
                "slope": [0.028, 0.0],
                "slope_low": [0.018, -0.01],
                "slope_high": [0.038, 0.01],
                "p_value": [0.0002, 0.9],
                "p_adjusted": [0.0004, 0.9],
                "volume": [True, True],
                "growth": [True, False],
                "emerging": [True, False],
            }
        ),
    }
