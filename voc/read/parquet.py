"""Parquet files, through pyarrow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from voc.bounded import bounded_table
from voc.errors import VocError
from voc.read import cells
from voc.read.content import BLOCK, Content
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
        file = pq.ParquetFile(content.file, buffer_size=BLOCK)
        count = file.metadata.num_rows, file.metadata.num_columns
        refuse_vast(*count, where, content.size)
        # Metadata could say anything, and are not needed.
        read_table = bounded_table(file, where).replace_schema_metadata(None)
        read_table.validate(full=True)  # text that is no UTF-8 would fail later, and be quoted
        frame = _frame(read_table)
    except (pa.ArrowException, OSError, ValueError, NotImplementedError, OverflowError) as error:
        raise VocError(
            "read.parquet-unreadable", where=where, reason=(str(error).splitlines() or [""])[0]
        ) from None
    table, rejected = cells.set_aside_empty(cells.tidy_frame(frame))
    return Rows(table, rejected, title)


def _frame(table: Any) -> pd.DataFrame:
    """The columns in pandas' types, an object for each cell only where there is no other way."""
    columns = []
    for place in range(table.num_columns):
        column = _plain(table.column(place))
        if column is None:
            # Whole numbers with gaps must not become floats.
            alone = table.select([place])
            column = alone.to_pandas(integer_object_nulls=True, ignore_metadata=True).iloc[:, 0]
        columns.append(column)
    frame = pd.DataFrame(dict(enumerate(columns)), index=range(table.num_rows), copy=False)
    frame.columns = pd.Index(table.column_names, dtype=object)
    return frame


def _plain(column: Any) -> pd.Series | None:
    """What `cells.tidy` would make of a column of one of the usual kinds; None for others."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = column.type
    if column.null_count == len(column):
        return None
    if pa.types.is_dictionary(kind) and pa.types.is_string(kind.value_type):
        texts = pa.chunked_array([_written_out(chunk) for chunk in column.chunks])
        texts = pc.if_else(pc.equal(texts, ""), pa.scalar(None, texts.type), texts)
        return pd.Series(pd.array(texts, dtype="str"))
    if pa.types.is_date32(kind):
        pc.min_max(column).as_py()  # raises where Python has no such year
        return pd.Series(column.cast(pa.timestamp("us")).to_pandas())
    if column.null_count == 0:
        return None
    missing = column.is_null().to_numpy()
    if pa.types.is_boolean(kind):
        return pd.Series(pd.arrays.BooleanArray(column.fill_null(False).to_numpy(), missing))
    if pa.types.is_integer(kind):
        ends = pc.min_max(column).as_py()
        if max(abs(ends["min"]), abs(ends["max"])) < cells.EXACT_IN_FLOAT:
            whole = column.cast(pa.int64()).fill_null(0).to_numpy()
            return pd.Series(pd.arrays.IntegerArray(whole, missing))
    return None


def _written_out(chunk: Any) -> Any:
    """A text for each cell of a chunk with a dictionary."""
    return chunk.dictionary.cast("large_string").take(chunk.indices)
