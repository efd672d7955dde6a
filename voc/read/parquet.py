"""Parquet files, through pyarrow."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from voc.bounded import bounded_table
from voc.errors import VocError
from voc.read import cells
from voc.read.content import Content
from voc.read.limits import refuse_vast
from voc.read.source import Rows

title = "Parquet"
extensions: tuple[str, ...] = (".parquet", ".pq")

MAGIC = b"PAR1"


def detect(path: Path, sample: bytes) -> bool:
    """Starts with the format's own four bytes."""
    return sample.startswith(MAGIC)


def read(content: Content) -> Rows:
    """Read one file; nested values become JSON text.

    Raises
    ------
    VocError
        The file is damaged or cut off.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    where = str(content.path)
    try:
        file = pq.ParquetFile(content.file)
        refuse_vast(file.metadata.num_rows, file.metadata.num_columns, where)
        # Metadata could say anything, and are not needed.
        read_table = bounded_table(file, where).replace_schema_metadata(None)
        read_table.validate(full=True)  # text that is no UTF-8 would fail later, and be quoted
        # Whole numbers with gaps must not become floats.
        frame: pd.DataFrame = read_table.to_pandas(integer_object_nulls=True, ignore_metadata=True)
    except (pa.ArrowException, OSError, ValueError, NotImplementedError, OverflowError) as error:
        raise VocError(
            "read.parquet-unreadable", where=where, reason=(str(error).splitlines() or [""])[0]
        ) from None
    table, rejected = cells.set_aside_empty(cells.tidy_frame(frame))
    return Rows(table, rejected, title)
