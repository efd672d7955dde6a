"""Reading what somebody hands us without waiting for ever, and without filling the memory."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from voc.errors import VocError
from voc.growing import GrowingTable

__all__ = [
    "MOST_RECORD",
    "MOST_SETTINGS",
    "MOST_TABLE",
    "bounded_bytes",
    "bounded_table",
    "refuse_device",
]

MOST_SETTINGS = 16 << 20  # bytes of settings, a codebook, a list of files
MOST_RECORD = 256 << 20  # of a model or a manifest
MOST_TABLE = 4 << 30  # of a table unpacked; a few kilobytes may stand for any number of cells
_ROWS_AT_ONCE = 512
_ROWS_IN_ONE_GO = 65_536
_OF_THE_SHELL = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")


def bounded_bytes(path: Path, most: int) -> bytes:
    """The content of a file that holds no more than `most` bytes.

    Raises
    ------
    VocError
        It is a pipe or a device, from which bytes may never come or never end, or is too large.
    OSError
        It does not exist or may not be read.
    """
    refuse_device(path)
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise VocError("limit.file", where=str(path), most=most >> 20)
    return content


def refuse_device(path: Path) -> None:
    """Raise for what is there but gives bytes without end, or none: devices and named pipes.

    The pipe of `voc analyze <(zcat a.csv.gz)` has an end.
    """
    if not path.exists():
        return
    kind = path.stat().st_mode
    handed_over = stat.S_ISFIFO(kind) and str(path).startswith(_OF_THE_SHELL)
    if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind) or handed_over):
        raise VocError("limit.device", where=str(path))


def bounded_table(
    file: Any, where: str, most: int = MOST_TABLE, *, columns: Sequence[str] | None = None
) -> Any:
    """All rows of an open Parquet file as an Arrow table, or an error once they take too much."""
    import pyarrow as pa

    schema = file.schema_arrow
    if columns is not None:
        fields = [schema.field(name) for name in columns]
        schema = pa.schema(fields, metadata=schema.metadata)
    table, size = GrowingTable(schema), 0
    for groups in _row_groups(file.metadata):
        for batch in file.iter_batches(_ROWS_AT_ONCE, row_groups=groups, columns=columns):
            size += sum(map(_bytes_written_out, batch.columns))
            if size > most:
                raise VocError("limit.unpacked", where=where, most=most >> 20)
            table.add(pa.Table.from_batches([batch]))
    return table.all()


def _row_groups(metadata: Any) -> Iterator[list[int]]:
    """Row groups to be read in one go: the bytes of all that are stay in memory to its end."""
    together, rows = [], 0
    for place in range(metadata.num_row_groups):
        together.append(place)
        rows += metadata.row_group(place).num_rows
        if rows >= _ROWS_IN_ONE_GO:
            yield together
            together, rows = [], 0
    if together:
        yield together


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
