"""The hotel comments of the gold corpus as a run, for the tests of checking by hand."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pandas as pd
from coded_sheet import Answers

import voc
from voc.coding.sheet import DRIVER_PREFIX
from voc.resources import resource

FAST = {"statistics": {"bootstrap": 200}, "run": {"processes": 1}}
FORMULA = "=1+1，房间很干净"


@cache
def gold() -> list[dict[str, Any]]:
    """Hotel comments with the labels that people gave them."""
    lines = resource("corpora", "gold", "hotel.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@cache
def gold_run() -> voc.Analysis:
    """What voc says of them, and of one more that looks like a formula."""
    texts = [entry["text"] for entry in gold()]
    table = pd.DataFrame({"text": [FORMULA, *texts], "gold": ["", *(e["id"] for e in gold())]})
    table["city"] = ["北京", *["上海", "广州"] * len(table)][: len(table)]
    return voc.analyze(
        table, text="text", codebook="hotel", topics=False, config=FAST, progress=False
    )


@cache
def typed_by_hand() -> Answers:
    """The gold labels as a coder would type them: comment_id → column → answer."""
    known = {entry["id"]: entry for entry in gold()}
    typed = {"positive": "正", "neutral": "中", "negative": "负"}
    answers: dict[str, dict[str, object]] = {}
    comments = gold_run().comments
    for comment, origin in zip(comments["comment_id"], comments["gold"], strict=True):
        if origin in known:
            answers[comment] = {"label": known[origin]["label"]}
            for opinion in known[origin]["opinions"]:
                answers[comment][DRIVER_PREFIX + opinion["driver"]] = typed[opinion["polarity"]]
        else:
            answers[comment] = {"label": "正面", f"{DRIVER_PREFIX}cleanliness": 1}
    return answers
