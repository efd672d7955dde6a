"""A table made in a line, and a run of it without topics and progress."""

from __future__ import annotations

from typing import Any

import pandas as pd

import voc

TABLES = "comments opinions drivers dimensions metrics segments trends rejected".split()


def analyze(source: Any, **options: Any) -> voc.Analysis:
    return voc.analyze(source, **{"topics": False, "progress": False, **options})


def reviews(*comments: str | None, **columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame({"评论": list(comments), **columns})
