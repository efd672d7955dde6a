"""Tables of a run as Parquet files, and back with their types."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pandas as pd

from voc.bounded import bounded_table

__all__ = ["arrow_table", "read_stored", "read_table", "write_table"]


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table as Parquet; cells that Parquet does not know become text."""
    import pyarrow.parquet as pq

    stored = arrow_table(table)
    with path.open("wb") as file:  # pyarrow itself cannot open every path that Python can
        pq.write_table(stored, file)


def arrow_table(table: pd.DataFrame) -> Any:
    """A table as one of Arrow; cells that Parquet does not know become text."""
    import pyarrow as pa

    try:
        return pa.Table.from_pandas(table, preserve_index=False)
    except (pa.ArrowException, OverflowError):
        return pa.Table.from_pandas(_storable(table), preserve_index=False)


def _storable(table: pd.DataFrame) -> pd.DataFrame:
    """Columns that Parquet does not know, such as mixed cells, become text."""
    import pyarrow as pa

    texts = {}
    for name, column in table.items():
        try:
            pa.array(column, from_pandas=True)
        except (pa.ArrowException, OverflowError):
            texts[name] = column.astype(object).where(column.isna(), column.astype(str))
    return table.assign(**{str(name): column for name, column in texts.items()})


def read_table(path: Path, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """A table as it was written, or some columns of it."""
    with path.open("rb") as file:
        return read_stored(file, str(path), columns)


def read_stored(file: BinaryIO, where: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """The same from an open file: lists come back as such, columns of objects as `str`."""
    import pyarrow.parquet as pq

    stored = bounded_table(pq.ParquetFile(file), where, columns=columns)
    table: pd.DataFrame = stored.to_pandas()
    objects = {
        column["name"]
        for column in stored.schema.pandas_metadata["columns"]
        if column["numpy_type"] == "object"
    }
    restored = {}
    for name in table.columns:
        column, known = table[name], table[name].dropna()
        if len(known) and isinstance(known.iloc[0], np.ndarray):
            restored[name] = column.map(lambda v: v.tolist() if isinstance(v, np.ndarray) else v)
        elif isinstance(column.dtype, pd.CategoricalDtype) and column.empty:
            restored[name] = column.cat.set_categories(column.cat.categories.astype("str"))
        elif name in objects and column.dtype != object:
            restored[name] = column.astype(object).where(column.notna(), None)
    return table.assign(**restored) if restored else table
