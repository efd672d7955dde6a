"""Writing so that an output appears whole or not at all, and nothing is overwritten unasked."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from voc.bounded import MOST_RECORD, bounded_bytes
from voc.errors import VocError
from voc.messages import phrase
from voc.working import clean_up, put_in_place, working_folder

_WRITTEN = (
    "checksums.txt codebook.toml manifest.json model.json rejected.csv report.html report.xlsx "
    "topics.npz topics.toml"
).split()


@contextmanager
def whole_file(path: str | Path, *, force: bool = True) -> Iterator[Path]:
    """Yield a temporary path; when the block ends well, it becomes `path` in one step."""
    target = expanded(path)
    if target.is_dir():
        raise VocError("output.folder-not-file", where=str(path))
    if target.exists() and not force:
        raise VocError("output.file-exists", where=str(path))
    with told_where(path):
        clean_up(target)
        with working_folder(target) as folder:
            temporary = folder / f"made{target.suffix}"
            yield temporary
            temporary.chmod(_permission(0o666))
            temporary.replace(target.resolve())


@contextmanager
def whole_folder(path: str | Path, *, force: bool = False) -> Iterator[Path]:
    """Yield a temporary folder; when the block ends well, it becomes `path` in one step."""
    refuse_existing(path, force=force)
    target = expanded(path).resolve()
    with told_where(path), working_folder(target) as folder, made_whole(folder, target) as made:
        yield made


@contextmanager
def made_whole(working: Path, target: Path) -> Iterator[Path]:
    """Yield a folder inside a working folder; when the block ends well, it becomes `target`."""
    made = working / "made"
    made.mkdir(mode=0o700, parents=True)
    yield made
    made.chmod(_permission(0o777))
    put_in_place(made, target)


def refuse_existing(path: str | Path, *, force: bool, keep: str = "") -> None:
    """Raise when the folder cannot be written; `force` replaces a run of voc and nothing else.

    What killed runs into this folder have left is cleaned away, except what holds `keep`.
    """
    target = expanded(path)
    with told_where(path):  # the name may be too long for the system
        clean_up(target.resolve(), keep=keep)
        new = not target.exists()
    if new:
        _refuse_unwritable(target.absolute().parent)
        return
    if not target.is_dir():
        raise VocError("output.file-not-folder", where=str(path))
    inside = sorted(entry.name for entry in target.iterdir())
    if inside and not force:
        raise VocError("output.folder-exists", where=str(path))
    foreign = [name for name in inside if not written_by_voc(name)]
    if inside and (foreign or not is_run(target)):
        held = phrase("command.separator") + foreign[0] if foreign else ""
        raise VocError("output.other-content", where=str(path), held=held)
    _refuse_unwritable(target.absolute().parent)


def expanded(path: str | Path) -> Path:
    """The path with a leading `~` filled in (in quotes, the shell leaves it to us).

    >>> expanded("reviews.csv").name, "~" in str(expanded("~/reviews.csv"))
    ('reviews.csv', False)
    """
    return Path(os.path.expanduser(path))  # noqa: PTH111 (Path.expanduser fails on ~$a.xlsx)


def is_file(path: Path) -> bool:
    """Whether a path is that of a file; one that the system cannot have is none.

    >>> is_file(Path("x" * 5_000)), is_file(Path("a\\0b"))
    (False, False)
    """
    try:
        return path.is_file()
    except (OSError, ValueError):  # too long, a NUL
        return False


def written_by_voc(name: str) -> bool:
    """Whether a file is named as one of a run, or one that the system puts beside."""
    hidden = name.startswith((".", "~$")) or name.lower() in ("thumbs.db", "desktop.ini")
    return hidden or name in _WRITTEN or name.endswith(".parquet")


def is_run(folder: Path) -> bool:
    """Whether a folder holds the results of a run."""
    try:
        record = json.loads(bounded_bytes(folder / "manifest.json", MOST_RECORD))
    except (OSError, ValueError, RecursionError, VocError):
        return False
    return isinstance(record, dict) and "voc" in record


def _refuse_unwritable(folder: Path) -> None:
    """Before hours of work, see that the folder, or the nearest one above, takes files."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if not folder.is_dir():
        raise VocError("output.file-not-folder", where=str(folder))
    if not os.access(folder, os.W_OK | os.X_OK):
        raise VocError("output.not-writable", where=str(folder))


@contextmanager
def told_where(path: str | Path) -> Iterator[None]:
    """A full disk or a folder that takes no files is not our fault: say so."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise VocError("output.cannot-write", where=str(path), reason=reason) from error


def _permission(mode: int) -> int:
    """The mode as the user's umask wants it; temporary files are born private."""
    umask = os.umask(0o077)
    os.umask(umask)
    return mode & ~umask
