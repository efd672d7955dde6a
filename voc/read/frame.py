"""A DataFrame that the caller already holds."""

from __future__ import annotations

import pandas as pd

from voc.read import cells
from voc.read.source import Rows

title = "DataFrame"
extensions: tuple[str, ...] = ()


def detect(source: object) -> bool:
    """Is it a DataFrame?"""
    return isinstance(source, pd.DataFrame)


def read(frame: pd.DataFrame) -> Rows:
    """Take a copy with text column names and an index of 0…n-1."""
    table, rejected = cells.set_aside_empty(cells.tidy_frame(frame))
    return Rows(table, rejected, title)
