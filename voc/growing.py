"""Arrow tables of many blocks as one table, in memory that fits."""

from __future__ import annotations

from typing import Any

__all__ = ["GrowingTable"]

CHUNK = 32 << 20  # bytes of the blocks that are put together


class GrowingTable:
    """Puts tables together as they come.

    A buffer that was grown while a block was parsed may be half empty, and a thousand small chunks
    make a table slow: every CHUNK bytes are copied into one chunk that fits. Only a table with
    nested values or dictionaries stays in the chunks that it came in.

    Parameters
    ----------
    schema : pyarrow.Schema
        Of all tables.

    Examples
    --------
    >>> import pyarrow as pa
    >>> table = GrowingTable(pa.schema([("评分", pa.int64())]))
    >>> for ratings in ([5, 4], [3]):
    ...     table.add(pa.table({"评分": ratings}))
    >>> table.all()["评分"].to_pylist()
    [5, 4, 3]
    """

    def __init__(self, schema: Any) -> None:
        self._done: list[Any] = [schema.empty_table()]
        self._new: list[Any] = []
        self._size = 0
        self._plain = all(map(_is_plain, schema.types))

    def add(self, table: Any) -> None:
        """Add the rows of a table at the end."""
        if not self._plain:
            self._done.append(table)
            return
        self._new.append(table)
        self._size += table.nbytes
        if self._size >= CHUNK:
            self._put_together()

    def all(self) -> Any:
        """All rows as one table; nothing is added after that."""
        import pyarrow as pa

        self._put_together()
        return pa.concat_tables(self._done)

    def _put_together(self) -> None:
        import pyarrow as pa

        if self._new:
            self._done.append(pa.concat_tables(self._new).combine_chunks())
        self._new, self._size = [], 0


def _is_plain(kind: Any) -> bool:
    import pyarrow as pa

    nested = pa.types.is_nested(kind) or pa.types.is_dictionary(kind)
    return not (nested or isinstance(kind, pa.BaseExtensionType))
