"""Object stores and other file systems that have an address: s3://bucket/folder, oss://…, file:///…

pyarrow knows the large ones by itself; the others come through fsspec. Credentials and regions are
found where these look for them: the environment, or the address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from typing import Any
from urllib.parse import quote
from urllib.request import url2pathname

from voc.errors import VocError

__all__ = ["Store", "is_store", "local", "name_of", "opened", "shown"]

_OF_PYARROW = frozenset("s3 gs gcs abfs abfss hdfs viewfs".split())
_OF_FSSPEC = frozenset("memory oss obs cos cosn az sftp webhdfs dbfs".split())
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
_PIECE = 8 << 20  # bytes copied at once


@dataclass(frozen=True)
class Store:
    """A file system and a place in it.

    Parameters
    ----------
    system : pyarrow.fs.FileSystem
    path : str
    shown : str
        The address as it may be told: without credentials.
    """

    system: Any
    path: str
    shown: str

    def files(self) -> list[PurePosixPath]:
        """All files below the place, relative to it; empty when there is nothing."""
        from pyarrow.fs import FileSelector

        with told(self.shown):
            selector = FileSelector(self.path, recursive=True, allow_not_found=True)
            found = [info.path for info in self.system.get_file_info(selector) if info.is_file]
        base = PurePosixPath(self.path)
        return sorted(PurePosixPath(path).relative_to(base) for path in found)

    def is_file(self) -> bool:
        """Whether one file stands at the place."""
        with told(self.shown):
            return bool(self.system.get_file_info(self.path).is_file)

    def fetch(self, name: PurePosixPath | None, target: Path) -> None:
        """Copy a file below the place, or the one at it, to this machine."""
        target.parent.mkdir(parents=True, exist_ok=True)
        with (
            told(self.shown),
            self.system.open_input_stream(self._at(name)) as source,
            target.open("wb") as opened_target,
        ):
            copyfileobj(source, opened_target, _PIECE)

    def send(self, source: Path, name: PurePosixPath) -> None:
        """Copy a file of this machine below the place."""
        path = self._at(name)
        with told(self.shown):
            self.system.create_dir(str(PurePosixPath(path).parent), recursive=True)
            with source.open("rb") as opened_source, self.system.open_output_stream(path) as out:
                copyfileobj(opened_source, out, _PIECE)

    def remove(self, names: Iterable[PurePosixPath]) -> None:
        """Remove files below the place."""
        with told(self.shown):
            for name in names:
                self.system.delete_file(self._at(name))

    def _at(self, name: PurePosixPath | None) -> str:
        return self.path if name is None else str(PurePosixPath(self.path) / name)


def is_store(name: object) -> bool:
    """Whether a source or an output stands in a store.

    >>> is_store("s3://exports/2026/*.parquet"), is_store("sqlite:///shop.db"), is_store("a.csv")
    (True, False, False)
    """
    found = _SCHEME.match(name) if isinstance(name, str) else None
    return found is not None and found[1].lower() in _OF_PYARROW | _OF_FSSPEC


def local(path: str | Path) -> str | Path:
    """What ``file:///…`` stands for on this machine; anything else as it is.

    >>> local("file:///data/2026%E5%B9%B4.csv"), local("s3://data/a.csv")
    (PosixPath('/data/2026年.csv'), 's3://data/a.csv')
    """
    if isinstance(path, str) and path.lower().startswith("file://"):
        return Path(url2pathname(path[len("file://") :]))
    return path


def opened(address: str) -> Store:
    """The store of an address, and the place in it.

    Raises
    ------
    VocError
        A package is missing, or the address or the credentials are wrong.

    Examples
    --------
    >>> opened("s3://exports/2026年 10月/?region=cn-north-1").path
    'exports/2026年 10月'
    """
    scheme = address.partition("://")[0].lower()
    where = shown(address)
    with told(where):
        if scheme in _OF_PYARROW:
            from pyarrow.fs import FileSystem

            path, mark, query = address.partition("?")
            system, path = FileSystem.from_uri(quote(path, safe="/:@%") + mark + query)
        else:
            from fsspec.core import url_to_fs
            from pyarrow.fs import FSSpecHandler, PyFileSystem

            plain, path = url_to_fs(address)
            system = PyFileSystem(FSSpecHandler(plain))
    return Store(system, path.rstrip("/") or "/", where)


def shown(address: str) -> str:
    """The address without what may be secret in it.

    >>> shown("s3://AKIA123:s3cr3t@exports/2026/a.csv?region=cn-north-1")
    's3://exports/2026/a.csv'
    """
    if not is_store(address):
        return address
    scheme, mark, rest = address.partition("?")[0].partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}"


def name_of(address: str) -> str:
    """The last part of an address or a path.

    >>> name_of("s3://exports/reviews/"), name_of("s3://exports/a.csv?region=cn-north-1")
    ('reviews', 'a.csv')
    >>> name_of("exports/a.csv")
    'a.csv'
    """
    return PurePosixPath(shown(address)).name if is_store(address) else Path(address).name


@contextmanager
def told(where: str) -> Iterator[None]:
    """What a store says becomes an error of ours, in one line."""
    try:
        yield
    except ImportError as error:
        raise VocError(
            "store.package-missing", where=where, package=error.name or "fsspec", told=error
        ) from None
    except FileNotFoundError:
        raise VocError("store.nothing-there", where=where) from None
    except (OSError, ValueError) as error:  # pyarrow's errors are among them
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise VocError("store.not-reached", where=where, reason=reason) from None
