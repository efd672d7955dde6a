"""Files of an object store, copied to this machine for as long as they are read."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from voc.errors import VocError
from voc.read.partitions import Keys, is_partition, keys_of
from voc.stores import opened, shown
from voc.working import clean_up, working_folder

__all__ = ["Fetched", "fetched"]

_WILD = re.compile(r"[*\[]")


@dataclass(frozen=True)
class Fetched:
    """Copies on this machine.

    Parameters
    ----------
    files : dict of Path to Keys
        The copies, with what the folders of a partition say of each.
    addresses : dict of str to str
        Of each copy: where it stands in the store.
    """

    files: dict[Path, Keys] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    def told(self, where: str) -> str:
        """A place in a message or a table, with addresses instead of the copies."""
        for copy, address in self.addresses.items():
            where = where.replace(copy, address)
        return where


@contextmanager
def fetched(addresses: Sequence[str], extensions: Collection[str]) -> Iterator[Fetched]:
    """Copy what addresses stand for into a private folder, which is removed at the end.

    An address is a file, a folder (the files of data in it and in its partitions) or a pattern
    with ``*``, ``**`` and ``[…]``. Files that begin with ``.`` or ``_`` are none of data.

    Parameters
    ----------
    addresses : sequence of str
    extensions : collection of str
        Of files that hold data: ``.csv``.

    Raises
    ------
    VocError
        A store cannot be reached, or nothing is there. Errors inside the block tell addresses.
    """
    target = Path(tempfile.gettempdir()) / "voc-fetched"
    clean_up(target)
    with working_folder(target) as folder:
        found = Fetched()
        for number, address in enumerate(addresses):
            for copy, at, keys in _copied(address, folder / str(number), extensions):
                found.files[copy] = keys
                found.addresses[str(copy)] = at
        try:
            yield found
        except VocError as error:
            raise VocError.worded(
                error.what, where=found.told(error.where or ""), fix=error.fix, code=error.code
            ) from None


def _copied(
    address: str, folder: Path, extensions: Collection[str]
) -> Iterator[tuple[Path, str, Keys]]:
    fixed, pattern, query = _split(address)
    store = opened(fixed + query)
    at = shown(fixed).rstrip("/")
    if not pattern and store.is_file():
        copy = folder / PurePosixPath(at).name
        store.fetch(None, copy)
        yield copy, at, {}
        return
    chosen = [name for name in store.files() if _is_chosen(name, pattern, extensions)]
    if not chosen:
        raise VocError("store.nothing-there", where=shown(address))
    for name in chosen:
        store.fetch(name, folder / name)
        yield folder / name, f"{at}/{name}", keys_of(name)


def _split(address: str) -> tuple[str, str, str]:
    """The fixed folder of an address, the pattern below it, and the query with its question mark.

    >>> _split("s3://exports/2026/*/part*.parquet?region=cn-north-1")
    ('s3://exports/2026/', '*/part*.parquet', '?region=cn-north-1')
    >>> _split("s3://exports/a.csv")
    ('s3://exports/a.csv', '', '')
    """
    path, mark, query = address.partition("?")
    wild = _WILD.search(path)
    cut = path.rindex("/", 0, wild.start()) + 1 if wild else len(path)
    return path[:cut], path[cut:], mark + query


def _is_chosen(name: PurePosixPath, pattern: str, extensions: Collection[str]) -> bool:
    if any(part.startswith((".", "_")) for part in name.parts):
        return False
    if pattern:
        return _fits(name.parts, PurePosixPath(pattern).parts)
    return name.suffix.lower() in extensions and all(map(is_partition, name.parts[:-1]))


def _fits(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether a path fits a pattern, as `glob` sees it on this machine.

    >>> _fits(("x", "y", "a1.csv"), ("**", "a*.csv")), _fits(("x", "a.csv"), ("*.csv",))
    (True, False)
    """
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return any(_fits(parts[place:], pattern[1:]) for place in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _fits(parts[1:], pattern[1:])
