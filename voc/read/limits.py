"""How much one file may hold: more is a mistake or an attack, and would not fit into memory."""

from __future__ import annotations

from voc.errors import VocError

__all__ = ["MOST_CELLS", "MOST_COLUMNS", "is_vast", "refuse_vast", "refuse_wide"]

MOST_COLUMNS = 16_384  # as many as a sheet of Excel has
MOST_CELLS = 40_000_000  # a million rows of forty columns
BYTES_A_CELL = 8  # as many cells as that makes of a file take no more memory than it has bytes


def refuse_wide(columns: int, where: str) -> None:
    """Raise when a table has more columns than any table of answers.

    >>> refuse_wide(200, "a.csv")
    """
    if columns > MOST_COLUMNS:
        raise VocError(
            "limit.columns", where=where, columns=f"{columns:,}", most=f"{MOST_COLUMNS:,}"
        )


def is_vast(rows: int, columns: int, size: int = 0) -> bool:
    """Whether a table has more columns or cells than `refuse_vast` lets pass."""
    return columns > MOST_COLUMNS or rows * columns > _most_cells(size)


def refuse_vast(rows: int, columns: int, where: str, size: int = 0) -> None:
    """Raise when a table has too many columns, or more cells than memory holds.

    Parameters
    ----------
    rows, columns : int
    where : str
        Name of the file.
    size : int
        Its bytes, where every cell takes some: then a large file may hold more cells.

    Examples
    --------
    >>> refuse_vast(1_000_000, 20, "a.csv")
    >>> refuse_vast(10_000_000, 6, "a.jsonl", size=3 << 30)
    """
    refuse_wide(columns, where)
    if rows * columns > _most_cells(size):
        raise VocError(
            "limit.cells",
            where=where,
            rows=f"{rows:,}",
            columns=f"{columns:,}",
            most=f"{_most_cells(size):,}",
        )


def _most_cells(size: int) -> int:
    return max(MOST_CELLS, size // BYTES_A_CELL)
