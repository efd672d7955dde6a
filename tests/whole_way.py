"""A table made in a line, and a quick run of it without topics and progress."""

from __future__ import annotations

from typing import Any

import pandas as pd

import voc

TABLES = "comments opinions drivers dimensions metrics segments trends rejected".split()


def analyze(source: Any, *, config: Any = None, **options: Any) -> voc.Analysis:
    config = {"statistics": {"bootstrap": 100}, **(config or {})}
    return voc.analyze(source, **{"topics": False, "progress": False, "config": config, **options})


def reviews(*comments: str | None, **columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame({"评论": list(comments), **columns})
