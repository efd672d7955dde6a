"""The bytes of a file in the portions that a reader asks for: a file of gigabytes is never whole
in memory unless its format cannot be read otherwise.
"""

from __future__ import annotations

import difflib
import hashlib
import io
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import IO

from voc.bounded import refuse_device
from voc.errors import VocError
from voc.messages import phrase
from voc.read.source import FileStamp

__all__ = ["BLOCK", "Content", "opened"]

SAMPLE = 65_536  # bytes from which a format is told
BLOCK = 2 << 20  # bytes read at once; larger ones are no faster
_IN_MEMORY = 32 << 20  # of a pipe; the rest goes to a file without a name


class Content:
    """The bytes of one file.

    Parameters
    ----------
    path : Path
        For messages.
    file : binary file
        Can be read from any place; it stays open as long as this is used.
    """

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self.path = path
        self.file = file
        self.size = file.seek(0, os.SEEK_END)
        self._state = _state(file)

    @classmethod
    def of(cls, path: Path, data: bytes) -> Content:
        """Bytes in memory as the content of a file.

        >>> Content.of(Path("a.csv"), "评论".encode("gbk")).size
        4
        """
        return cls(path, io.BytesIO(data))

    @cached_property
    def head(self) -> bytes:
        """The first SAMPLE bytes."""
        return self.part(0, SAMPLE)

    def part(self, start: int, size: int) -> bytes:
        """Bytes from a place on, fewer at the end of the file.

        Raises
        ------
        VocError
            They cannot be read.
        """
        try:
            self.file.seek(start)
            return self.file.read(max(0, min(size, self.size - start)))
        except OSError as error:
            raise _unreadable(self.path, error) from None

    def whole(self) -> bytes:
        """All bytes."""
        return self.part(0, self.size)

    def blocks(self, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """All bytes between two places, BLOCK at once."""
        end = self.size if end is None else end
        while start < end and (block := self.part(start, min(BLOCK, end - start))):
            yield block
            start += len(block)

    def end_without(self, trailing: bytes) -> int:
        """Where the file ends when bytes that are one of `trailing` do not count.

        >>> Content.of(Path("a.csv"), b"a,b\\n1,2\\r\\n\\n").end_without(b"\\r\\n")
        7
        """
        end = self.size
        while end:
            start = max(0, end - BLOCK)
            left = len(self.part(start, end - start).rstrip(trailing))
            if left:
                return start + left
            end = start
        return 0

    def stamp(self) -> FileStamp:
        """Size and hash; to be taken when all has been read.

        Raises
        ------
        VocError
            Somebody wrote to the file since it was opened.
        """
        digest = hashlib.sha256()
        for block in self.blocks():
            digest.update(block)
        if _state(self.file) != self._state:
            raise self.changed()
        return FileStamp(str(self.path), self.size, digest.hexdigest())

    def changed(self) -> VocError:
        """The error that the file is another than it was at first."""
        return VocError("read.changed", where=str(self.path))


@contextmanager
def opened(path: Path) -> Iterator[Content]:
    """Open a file that holds something.

    Raises
    ------
    VocError
        It does not exist, cannot be read, is a device or empty.
    """
    try:
        refuse_device(path)
        file = _seekable(path)
    except FileNotFoundError:
        raise VocError("read.no-such-file", where=str(path), hint=_nearest(path)) from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    with file:
        content = Content(path, file)
        blocks = content.blocks(3 if content.head.startswith(b"\xef\xbb\xbf") else 0)
        if not any(block.strip() for block in blocks):
            raise VocError("read.empty-file", where=str(path))
        yield content


def _seekable(path: Path) -> IO[bytes]:
    """The open file; of a pipe, which can be read but once, a copy."""
    file = path.open("rb")
    known = os.fstat(file.fileno())
    if stat.S_ISREG(known.st_mode) and known.st_size:  # a file of the kernel tells no size
        return file
    with file:
        copy = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        shutil.copyfileobj(file, copy, BLOCK)
    return copy


def _state(file: IO[bytes]) -> tuple[int, int] | None:
    """What tells that a file was written to; None for one that nobody else can."""
    if not isinstance(file, io.BufferedReader):
        return None
    known = os.fstat(file.fileno())
    return known.st_size, known.st_mtime_ns


def _unreadable(path: Path, error: Exception) -> VocError:
    reason = getattr(error, "strerror", None) or str(error)
    return VocError("read.cannot-open", where=str(path), reason=reason)


def _nearest(path: Path) -> str:
    try:
        beside = [entry.name for entry in path.parent.iterdir() if entry.is_file()]
    except OSError:
        return phrase("read.no-folder")
    close = difflib.get_close_matches(path.name, beside, n=1)
    if close:
        return phrase("read.nearest-file", path=path.parent / close[0])
    return phrase("read.check-path")
