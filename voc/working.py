"""Hidden folders in which outputs are made before they appear, and what killed runs left in them.

A folder `.NAME.xxxxxxxx.work` stands beside the output NAME, private to the user, for as long as
somebody works on it: who does holds a lock, which the system takes back when he is killed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: nobody can be told dead, nothing is cleaned
    fcntl = None  # type: ignore[assignment]

__all__ = ["clean_up", "left_behind", "put_in_place", "working_folder"]

_LOCK, _OLD = "lock", "old"
_BORN = 60  # seconds; so young, a folder without a lock may be about to get one
_held: set[int] = set()


@contextmanager
def working_folder(target: Path) -> Iterator[Path]:
    """A new private folder beside `target`, which is removed at the end with all in it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    while True:
        folder = Path(tempfile.mkdtemp(".work", f".{target.name}.", target.parent))
        lock = _taken(folder)
        if lock is not None:
            break  # otherwise somebody cleaned up between the two lines
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _let_go(lock)


def left_behind(target: Path) -> list[Path]:
    """Working folders of runs into `target` that were killed, the latest first."""
    found = []
    for folder in target.parent.glob(f".{_plain(target.name)}.????????.work"):
        with suppress(OSError):
            if fcntl is not None and _is_dead(folder):
                found.append((folder.stat().st_mtime, folder))
    return [folder for _, folder in sorted(found, reverse=True)]


def clean_up(target: Path, *, keep: str = "") -> None:
    """Remove what killed runs left beside `target`; what they had moved aside is put back.

    Parameters
    ----------
    target : Path
    keep : str, optional
        Folders that hold this are not removed.
    """
    for folder in left_behind(target):
        aside = folder / _OLD / target.name
        if aside.exists():  # killed between the two steps of `put_in_place`
            if target.exists():
                shutil.rmtree(folder / _OLD, ignore_errors=True)
            else:
                with suppress(OSError):
                    aside.rename(target)
        if not keep or not (folder / keep).exists():
            shutil.rmtree(folder, ignore_errors=True)


def put_in_place(made: Path, target: Path) -> None:
    """Let a folder made in a working folder become `target`; when that fails, the old one stays."""
    if not target.exists():
        made.rename(target)
        return
    old = made.parent / _OLD / target.name
    old.parent.mkdir()
    target.rename(old)
    try:
        made.rename(target)
    except OSError:
        old.rename(target)
        raise


def _taken(folder: Path) -> int | None:
    """The lock of a folder, held until it is let go; None when somebody else has it."""
    handle = -1
    try:
        handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not (folder / _LOCK).exists():
            raise FileNotFoundError(folder)
    except (BlockingIOError, FileNotFoundError):
        if handle >= 0:
            os.close(handle)
        return None
    except OSError:
        if handle < 0:
            raise
        # A file system without locks: the folder is worked on all the same.
    _held.add(handle)
    return handle


def _let_go(handle: int) -> None:
    _held.discard(handle)
    os.close(handle)


def _is_dead(folder: Path) -> bool:
    try:
        handle = os.open(folder / _LOCK, os.O_RDWR)
    except FileNotFoundError:
        return time.time() - folder.stat().st_mtime > _BORN
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # held by who is alive, or the file system knows no locks
        return False
    finally:
        os.close(handle)
    return True


def _plain(name: str) -> str:
    """The name as a pattern that matches nothing else."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _forget_locks() -> None:
    """A forked worker holds no lock: when its parent is killed, the lock is free."""
    for handle in _held:
        os.close(handle)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_locks)
