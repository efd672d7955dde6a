"""Folders of partitions, as Hive, Spark and Dask write them: `year=2026/month=10/part-0.parquet`.

The files do not hold what the names of their folders say; it becomes columns of text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TypeAlias
from urllib.parse import unquote

import pandas as pd

from voc.read.source import Rows

__all__ = ["Keys", "are_parts", "is_partition", "keys_of", "with_keys"]

Keys: TypeAlias = Mapping[str, str | None]
_MISSING = "__HIVE_DEFAULT_PARTITION__"
_PART = re.compile(r"part[-_.]?\d+")


def is_partition(name: str) -> bool:
    """Whether a folder is one of a partition, by its name.

    >>> is_partition("month=10"), is_partition("2026"), is_partition("=x")
    (True, False, False)
    """
    return name.find("=") > 0


def keys_of(path: PurePath) -> Keys:
    """What the folders of a path say.

    >>> keys_of(PurePath("year=2026/city=%E4%B8%8A%E6%B5%B7/part-0.parquet"))
    {'year': '2026', 'city': '上海'}
    >>> keys_of(PurePath("2026/city=__HIVE_DEFAULT_PARTITION__/part-0.parquet"))
    {'city': None}
    """
    named = [folder.partition("=") for folder in path.parts[:-1] if is_partition(folder)]
    return {unquote(key): None if value == _MISSING else unquote(value) for key, _, value in named}


def with_keys(rows: Rows, keys: Keys) -> Rows:
    """The rows with a column for each key; a column that the file has itself stays."""
    new = {
        key: pd.Series([value] * len(rows.table), index=rows.table.index, dtype="str")
        for key, value in keys.items()
        if key not in rows.table
    }
    return replace(rows, table=rows.table.assign(**new)) if new else rows


def are_parts(paths: Sequence[Path]) -> bool:
    """Whether files are pieces of one table, so that their names tell nothing of their rows.

    >>> are_parts([Path("part-00000-7f.snappy.parquet"), Path("part-00001-7f.snappy.parquet")])
    True
    >>> are_parts([Path("2026-01.csv"), Path("2026-02.csv")])
    False
    """
    return all(_PART.match(path.name) for path in paths)
