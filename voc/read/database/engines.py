"""Opens a database so that nothing can be written into it."""

from __future__ import annotations

import difflib
import logging
import os
import sqlite3
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from voc.errors import VocError
from voc.files import expanded
from voc.messages import phrase
from voc.read.database.address import masked

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

__all__ = ["Database", "opened", "words"]

POSTGRES_DRIVER = "postgresql+pg8000"
PASSWORD = "PGPASSWORD"  # as psql takes it
NO_EXTENSIONS = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


@dataclass(frozen=True)
class Database:
    """An open connection.

    Parameters
    ----------
    engine : str
        sqlite, duckdb or postgresql.
    title : str
        The same for a person to read.
    name : str
        Of the file or the database; no host, no user.
    shown : str
        The address for messages, without a password.
    connection : Connection
    """

    engine: str
    title: str
    name: str
    shown: str
    connection: Connection


@contextmanager
def opened(address: str) -> Iterator[Database]:
    """Open a database for reading.

    Raises
    ------
    VocError
        The address makes no sense, a driver is missing, or there is no such database.
    """
    shown = masked(address)
    try:
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
    except ModuleNotFoundError:
        raise VocError("source.driver-missing", where=shown, package="sqlalchemy") from None
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise VocError("source.bad-address", where=shown) from None
    engine = url.get_backend_name()
    if engine not in _OPENERS:
        known = ", ".join(_OPENERS)
        raise VocError("source.unknown-engine", where=shown, engine=engine, known=known)
    title, opener = _OPENERS[engine]
    try:
        with warnings.catch_warnings():  # of its own gaps, which do not matter here
            warnings.simplefilter("ignore")
            made = opener(url, shown)
            connection = made.connect()
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        package = getattr(error, "name", None) or _PACKAGES.get(engine, engine)
        raise VocError("source.driver-missing", where=shown, package=package) from None
    except DBAPIError as error:
        raise _no_connection(shown, error.orig) from None
    except (SQLAlchemyError, OSError) as error:
        raise _no_connection(shown, error) from None
    name = Path(url.database or engine).name
    with _quiet():
        try:
            yield Database(engine, title, name, shown, connection)
        finally:
            with suppress(SQLAlchemyError):
                connection.rollback()
                connection.close()
            made.dispose()


def words(error: BaseException | None) -> str:
    """What a driver says; pg8000 hands on the fields of the protocol.

    >>> words(ValueError({"S": "ERROR", "M": 'column "a" does not exist', "D": "of a row"}))
    'column "a" does not exist'
    """
    fields = error.args[0] if error and error.args else None
    if not isinstance(fields, dict):
        return str(error)
    hint = f"\nHINT: {fields['H']}" if "H" in fields else ""
    return f"{fields.get('M', '')}{hint}"


@contextmanager
def _quiet() -> Iterator[None]:
    """SQLAlchemy logs what fails while a cursor is closed, traceback, cells and all."""
    pool = logging.getLogger("sqlalchemy.pool")
    before = pool.level
    pool.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        pool.setLevel(before)


def _no_connection(shown: str, error: BaseException | None) -> VocError:
    lines = words(error).strip().splitlines() or [type(error).__name__]
    return VocError("source.no-connection", where=shown, reason=lines[0].rstrip("."))


def _sqlite(url: URL, shown: str) -> Engine:
    from sqlalchemy import NullPool, create_engine

    path = _existing(url, shown)

    def connect() -> sqlite3.Connection:
        place = f"file:{quote(str(path.resolve()))}?mode=ro"
        connection = sqlite3.connect(place, uri=True, check_same_thread=False)
        connection.text_factory = _text
        connection.execute("pragma query_only = on")
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=NullPool)


def _text(raw: bytes) -> str:
    """SQLite takes any bytes for text; old Chinese programs put GBK there."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def _duckdb(url: URL, shown: str) -> Engine:
    from sqlalchemy import NullPool, create_engine

    path = _existing(url, shown)
    return create_engine(
        url.set(database=str(path), query={}),
        connect_args={"read_only": True, "config": NO_EXTENSIONS},
        poolclass=NullPool,
    )


def _postgresql(url: URL, shown: str) -> Engine:
    from sqlalchemy import NullPool, create_engine

    if url.drivername == "postgresql":
        url = url.set(drivername=POSTGRES_DRIVER)
    if url.password is None and os.environ.get(PASSWORD):
        url = url.set(password=os.environ[PASSWORD])
    return create_engine(url, poolclass=NullPool, execution_options={"postgresql_readonly": True})


_OPENERS: dict[str, tuple[str, Callable[[Any, str], Any]]] = {
    "sqlite": ("SQLite", _sqlite),
    "duckdb": ("DuckDB", _duckdb),
    "postgresql": ("PostgreSQL", _postgresql),
}
_PACKAGES = {"duckdb": "duckdb-engine", "postgresql": "pg8000"}


def _existing(url: URL, shown: str) -> Path:
    """The file of a database; a driver would make a new one."""
    if not url.database or url.database == ":memory:":
        raise VocError("source.no-database", where=shown)
    path = expanded(url.database)
    if path.is_file():
        return path
    beside: list[str] = []
    with suppress(OSError):
        beside = [entry.name for entry in path.parent.iterdir() if entry.is_file()]
    close = difflib.get_close_matches(path.name, beside, n=1)
    meant = phrase("read.meant", name=str(path.parent / close[0])) if close else ""
    raise VocError("source.database-missing", where=shown, path=path, meant=meant)
