"""Arrow tables of many blocks as one table, in memory that fits."""

from __future__ import annotations

from typing import Any

__all__ = ["GrowingTable"]

CHUNK = 1 << 25


class GrowingTable:
    """Puts tables together as they come.

    A buffer that was grown while a block was parsed may be half empty, and a thousand small chunks
    make a table slow: every CHUNK bytes are copied into one chunk that fits.

    Parameters
    ----------
    schema : pyarrow.Schema
        Of all tables.
    """

    def __init__(self, schema: Any) -> None:
        self._done: list[Any] = [schema.empty_table()]
        self._new: list[Any] = []
        self._size = 0

    def add(self, table: Any) -> None:
        """Add the rows of a table at the end."""
        self._new.append(table)
        self._size += table.nbytes
        if self._size >= CHUNK:
            self._put_together()

    def all(self) -> Any:
        """All rows as one table; nothing is added after that."""
        self._put_together()
        import pyarrow as pa

        return pa.concat_tables(self._done)

    def _put_together(self) -> None:
        import pyarrow as pa

        if self._new:
            self._done.append(pa.concat_tables(self._new).combine_chunks())
        self._new, self._size = [], 0
