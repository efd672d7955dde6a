"""Parquet files, through pyarrow."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from voc.errors import VocError
from voc.read import cells
from voc.read.source import Rows

title = "Parquet"
extensions: tuple[str, ...] = (".parquet", ".pq")

MAGIC = b"PAR1"


def detect(path: Path, sample: bytes) -> bool:
    """Starts with the format's own four bytes."""
    return sample.startswith(MAGIC)


def read(path: Path, data: bytes) -> Rows:
    """Read one file; nested values become JSON text.

    Raises
    ------
    VocError
        The file is damaged or cut off.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        read_table = pq.read_table(pa.BufferReader(data))
        # Whole numbers with gaps must not become floats.
        frame: pd.DataFrame = read_table.to_pandas(integer_object_nulls=True, ignore_metadata=True)
    except (pa.ArrowException, OSError, ValueError, NotImplementedError) as error:
        raise VocError(
            f"The Parquet file cannot be read: {str(error).splitlines()[0]}",
            where=str(path),
            fix="Export it again; the file seems damaged or cut off.",
        ) from None
    table, rejected = cells.set_aside_empty(cells.tidy_frame(frame))
    return Rows(table, rejected, title)
