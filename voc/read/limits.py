"""How much one file may hold: more is a mistake or an attack, and would not fit into memory."""

from __future__ import annotations

from voc.errors import VocError

__all__ = ["MOST_CELLS", "MOST_COLUMNS", "refuse_vast", "refuse_wide"]

MOST_COLUMNS = 16_384  # as many as a sheet of Excel has
MOST_CELLS = 40_000_000  # a million rows of forty columns


def refuse_wide(columns: int, where: str) -> None:
    """Raise when a table has more columns than any table of answers.

    >>> refuse_wide(200, "a.csv")
    """
    if columns > MOST_COLUMNS:
        raise VocError(
            "limit.columns", where=where, columns=f"{columns:,}", most=f"{MOST_COLUMNS:,}"
        )


def refuse_vast(rows: int, columns: int, where: str) -> None:
    """Raise when a table has too many columns, or more cells than memory holds.

    >>> refuse_vast(1_000_000, 20, "a.csv")
    """
    refuse_wide(columns, where)
    if rows * columns > MOST_CELLS:
        raise VocError(
            "limit.cells",
            where=where,
            rows=f"{rows:,}",
            columns=f"{columns:,}",
            most=f"{MOST_CELLS:,}",
        )
