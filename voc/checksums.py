"""Checksums of a saved run, so that a damaged file is told from a whole one.

`checksums.txt` is what `sha256sum` writes, and `sha256sum --check` reads it. Files that are made
to be changed (`topics.toml`, `codebook.toml`) are not in it. A run of an older version has none and
is taken as it is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from voc.bounded import MOST_SETTINGS, bounded_bytes
from voc.errors import VocError

__all__ = ["CHECKSUMS", "damaged_files", "write_checksums"]

CHECKSUMS = "checksums.txt"
_LINE = re.compile(r"([0-9a-f]{64})  (\S[^/\\]*)")


def write_checksums(folder: Path, names: Iterable[str]) -> None:
    """Write the checksums of those of the files that are there."""
    lines = [f"{_sum(folder / name)}  {name}\n" for name in names if (folder / name).is_file()]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")


def damaged_files(folder: Path) -> list[str]:
    """Names of files that are gone or are not as they were written.

    Raises
    ------
    VocError
        A file cannot be read, or the checksums themselves are damaged.
    """
    path = folder / CHECKSUMS
    if not path.is_file():
        return []
    try:
        lines = bounded_bytes(path, MOST_SETTINGS).decode("utf-8").splitlines()
        found = [_LINE.fullmatch(line) for line in lines]
        if not all(found):
            raise ValueError
        expected = {match[2]: match[1] for match in found if match}
        return [
            name
            for name, written in expected.items()
            if not (folder / name).is_file() or _sum(folder / name) != written
        ]
    except ValueError:
        raise VocError("report.checksums-damaged", where=str(path)) from None
    except OSError as error:
        raise VocError("report.run-unreadable", where=str(folder), error=error) from None


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
