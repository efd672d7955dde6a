"""Addresses of databases, and how they are shown: never with a password."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from voc.stores import is_store

__all__ = ["file_engine", "folder_name", "is_address", "masked"]

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9_+.-]+://")  # C:// is a drive
SQLITE, DUCK_AT = b"SQLite format 3\0", 8
CREDENTIALS = re.compile(r"(://[^/?#:@]*):(.*)@")  # greedy: a password may hold @, : and /
SECRETS = re.compile(r"((?:password|passwd|pwd|token|secret|key)\w*=)[^&#]*", re.I)


def is_address(name: object) -> bool:
    """Whether a source is the address of a database; not a path, nor one of an object store.

    >>> is_address("sqlite:///shop.db"), is_address("C://shop.csv"), is_address("shop.db")
    (True, False, False)
    """
    return isinstance(name, str) and SCHEME.match(name) is not None and not is_store(name)


def file_engine(data: bytes) -> str | None:
    """The engine of a file that is a database, by its first bytes."""
    if data.startswith(SQLITE):
        return "sqlite"
    return "duckdb" if data[DUCK_AT : DUCK_AT + 4] == b"DUCK" else None


def masked(address: str) -> str:
    """The address without its password.

    >>> masked("postgresql://wang:p@ss/wd@crm.example/reviews?sslpassword=x&options=a")
    'postgresql://wang:***@crm.example/reviews?sslpassword=***&options=a'
    """
    return SECRETS.sub(r"\1***", CREDENTIALS.sub(r"\1:***@", address))


def folder_name(address: str) -> str:
    """What the results of a database are named after, nothing but its own name.

    >>> folder_name("sqlite:////data/shop.db"), folder_name("postgresql://wang:pw@crm.cn/reviews")
    ('shop', 'reviews')
    >>> folder_name("postgresql://wang:pw@crm.cn")
    'database'
    """
    rest = masked(address).partition("://")[2].partition("?")[0]
    _host, _, path = rest.partition("/")
    return PurePosixPath(path).stem or "database"
