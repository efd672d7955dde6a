"""Large columns of text in a file of no name, from which the system fetches what is looked at.

The texts of a run are its largest column and are seldom looked at: to search them, to quote some of
them, to save them. The file is on no disk's list: it is gone when nobody holds the column, or the
process ends in whatever way.
"""

from __future__ import annotations

import mmap
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any
from weakref import WeakSet

__all__ = ["laid_aside", "mapped"]

_LARGE = 32 << 20  # bytes; smaller columns stay in memory
_maps: WeakSet[mmap.mmap] = WeakSet()


def mapped(column: Any, folder: Path | None = None) -> Any:
    """The same Arrow column, kept in a file where it is large.

    Parameters
    ----------
    column : ChunkedArray
    folder : Path, optional
        Where there is room; the system's folder for temporary files when not given.

    Returns
    -------
    ChunkedArray
        The column itself where it is small, where files in use cannot be without a name
        (Windows), or where there is no room.

    Examples
    --------
    >>> import pyarrow as pa
    >>> mapped(pa.chunked_array([["很好", None]])).to_pylist()
    ['很好', None]
    """
    import pyarrow as pa

    if column.nbytes < _LARGE or os.name != "posix":
        return column
    with suppress(OSError), tempfile.TemporaryFile(dir=folder) as file:
        table = pa.table({"column": column.combine_chunks()})
        with pa.ipc.new_file(file, table.schema) as out:
            out.write_table(table)
        file.flush()
        held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        _maps.add(held)
        return pa.ipc.open_file(pa.py_buffer(held)).read_all().column("column")
    return column


def laid_aside() -> None:
    """Let the system take back the memory of all such columns; what is looked at comes again."""
    for held in list(_maps):
        if hasattr(held, "madvise"):
            with suppress(OSError, ValueError):
                held.madvise(mmap.MADV_DONTNEED)
