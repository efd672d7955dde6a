"""The rows of a database query, through SQLAlchemy: SQLite, DuckDB, PostgreSQL. It only reads."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pandas as pd

from voc.errors import VocError
from voc.messages import phrase
from voc.read import cells
from voc.read.database.address import folder_name, is_address, masked
from voc.read.database.engines import Database, opened, words
from voc.read.database.statement import refuse_writing
from voc.read.limits import refuse_vast, refuse_wide
from voc.read.source import Queried, Rows

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["flag", "folder_name", "is_address", "masked", "read_query"]

CHUNK = 10_000  # rows fetched at a time
MOST_TABLES = 20  # named when no query is given
# What text() of SQLAlchemy would take for a parameter: '12:30' holds none.
PARAMETER = re.compile(r"(?<![:\w\x5c]):(?=\w+(?!:))")
QUOTED = re.compile(r"'([^'\n]*)'|\"([^\"\n]*)\"")
KNOWN = (str, int, float, dict, list, tuple, dt.datetime, dt.date)
HINTS = ("Candidate", "Did you mean", "LINE ", "HINT")  # what a database says of its own names


def read_query(address: str, query: str, option: str = "query") -> tuple[Rows, Queried]:
    """Read what a query returns.

    Parameters
    ----------
    address : str
        SQLAlchemy's, such as ``sqlite:///shop.db``.
    query : str
        One SELECT, or WITH … SELECT.
    option : str
        What the user calls the query: "query", or "metrics_query".

    Returns
    -------
    Rows
    Queried
        What was asked, and a hash of the rows in the order in which they came.

    Raises
    ------
    VocError
        No query or one that writes, a driver is missing, no such database, or what the database
        itself says of the query.
    """
    if query.strip():
        refuse_writing(query, masked(address))
    with opened(address) as database:
        if not query.strip():
            raise _no_query(database, option)
        names, columns, digest = _fetched(database, query)
    count = len(columns[0]) if columns else 0
    table = pd.DataFrame(
        {
            name: cells.tidy(column)
            for name, column in zip(cells.header_names(names), columns, strict=True)
        }
    )
    table, rejected = cells.set_aside_empty(table)
    if table.empty:
        raise VocError("source.no-rows", where=database.shown)
    queried = Queried(database.engine, database.name, query.strip(), count, digest)
    empty = {one.line for one in rejected}
    lines = tuple(line for line in range(1, count + 1) if line not in empty)
    return Rows(
        table, rejected, phrase("screen.query", database=database.title), lines=lines
    ), queried


def _fetched(database: Database, query: str) -> tuple[list[str], list[list[Any]], str]:
    """Names, columns and the hash of the rows, which come in chunks."""
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError, SQLAlchemyError

    statement = text(PARAMETER.sub(r"\:", query.strip().rstrip(";")))
    digest = hashlib.sha256()
    connection: Connection = database.connection
    try:
        result = connection.execution_options(yield_per=CHUNK).execute(statement)
        names = list(map(str, result.keys()))
        digest.update(_line(names))
        columns: list[list[Any]] = [[] for _ in names]
        refuse_wide(len(names), database.shown)
        for chunk in result.partitions():
            for row in chunk:
                digest.update(_line(list(row)))
            for column, values in zip(columns, zip(*chunk, strict=True), strict=True):
                column.extend(map(_plain, values))
            refuse_vast(len(columns[0]), len(columns), database.shown)
    except DBAPIError as error:
        said = _without_data(words(error.orig), query)
        raise VocError("source.query-failed", where=database.shown, reason=said) from None
    except SQLAlchemyError as error:
        raise VocError(
            "source.query-failed", where=database.shown, reason=type(error).__name__
        ) from None
    except UnicodeDecodeError:  # what SQLite says of a damaged table quotes it
        reason = phrase("read.damaged")
        raise VocError("source.query-failed", where=database.shown, reason=reason) from None
    return names, columns, digest.hexdigest()


def _line(row: Sequence[Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass") + b"\n"


def _plain(cell: Any) -> Any:
    """Types that only databases have, as those of a file."""
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    if isinstance(cell, bytes | bytearray | memoryview):
        return bytes(cell).decode("utf-8", errors="backslashreplace")
    return cell if cell is None or isinstance(cell, KNOWN) else str(cell)


def _without_data(said: str, query: str) -> str:
    """What the database says, without values of cells: 'could not convert "太吵了"' quotes one."""

    def shown(found: re.Match[str]) -> str:
        inner = found[1] if found[1] is not None else found[2]
        return found[0] if inner in query else "'…'"

    lines = [line.rstrip() for line in said.strip().splitlines() if line.strip()]
    told = [line if line.startswith(HINTS) else QUOTED.sub(shown, line) for line in lines]
    return "\n    ".join(told[:6])


def flag(option: str) -> str:
    """An option of the command line by its name in Python.

    >>> flag("metrics_query")
    '--metrics-query'
    """
    return f"--{option.replace('_', '-')}"


def _no_query(database: Database, option: str) -> VocError:
    from sqlalchemy import inspect
    from sqlalchemy.exc import SQLAlchemyError

    try:
        looked = inspect(database.connection)
        tables = sorted({*looked.get_table_names(), *looked.get_view_names()})
    except (SQLAlchemyError, NotImplementedError, UnicodeDecodeError):
        tables = []
    shown = ", ".join(tables[:MOST_TABLES]) + (" …" if len(tables) > MOST_TABLES else "")
    table = tables[0] if len(tables) == 1 else "…"
    return VocError(
        "source.no-query",
        where=database.shown,
        tables=shown or "–",
        table=table,
        flag=flag(option),
        option=option,
    )
