"""Parquet files, through pyarrow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from voc.errors import VocError
from voc.read import cells
from voc.read.limits import refuse_vast
from voc.read.source import Rows

title = "Parquet"
extensions: tuple[str, ...] = (".parquet", ".pq")

MAGIC = b"PAR1"
MOST_BYTES = 4 << 30  # unpacked; a few kilobytes may stand for any number of equal cells
ROWS_AT_ONCE = 512


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
        file = pq.ParquetFile(pa.BufferReader(data))
        refuse_vast(file.metadata.num_rows, file.metadata.num_columns, str(path))
        # Metadata could say anything, and are not needed.
        read_table = _bounded(file, str(path)).replace_schema_metadata(None)
        read_table.validate(full=True)  # text that is no UTF-8 would fail later, and be quoted
        # Whole numbers with gaps must not become floats.
        frame: pd.DataFrame = read_table.to_pandas(integer_object_nulls=True, ignore_metadata=True)
    except (pa.ArrowException, OSError, ValueError, NotImplementedError, OverflowError) as error:
        raise VocError(
            "read.parquet-unreadable", where=str(path), reason=(str(error).splitlines() or [""])[0]
        ) from None
    table, rejected = cells.set_aside_empty(cells.tidy_frame(frame))
    return Rows(table, rejected, title)


def _bounded(file: Any, where: str) -> Any:
    """All rows as one Arrow table, or an error once they take too much memory."""
    import pyarrow as pa

    batches, size = [], 0
    for batch in file.iter_batches(batch_size=ROWS_AT_ONCE):
        size += sum(map(_bytes_written_out, batch.columns))
        if size > MOST_BYTES:
            raise VocError("limit.unpacked", where=where, most=MOST_BYTES >> 20)
        batches.append(batch)
    return pa.Table.from_batches(batches, schema=file.schema_arrow)


def _bytes_written_out(column: Any) -> int:
    """The bytes of a column where every cell has its own; a dictionary keeps equal ones once."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not pa.types.is_dictionary(column.type):
        return int(column.nbytes)
    try:
        lengths = pc.binary_length(column.dictionary)
    except pa.ArrowNotImplementedError:  # numbers
        return int(column.nbytes)
    return pc.sum(lengths.take(column.indices)).as_py() or 0
