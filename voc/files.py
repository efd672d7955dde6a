"""Writing so that an output appears whole or not at all, and nothing is overwritten unasked."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from voc.errors import VocError

_FORCE = "Choose another place, or allow overwriting: --force (in Python: force=True)."


@contextmanager
def whole_file(path: str | Path, *, force: bool = True) -> Iterator[Path]:
    """Yield a temporary path; when the block ends well, it becomes `path` in one step."""
    target = Path(path)
    if target.is_dir():
        raise VocError("This is a folder, not a file.", where=str(target))
    if target.exists() and not force:
        raise VocError("The file exists already.", where=str(target), fix=_FORCE)
    folder = _make_folder(target.parent)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=target.suffix, dir=folder)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o644)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: str | Path, *, force: bool = False) -> Iterator[Path]:
    """Yield a temporary folder; when the block ends well, it becomes `path` in one step."""
    target = Path(path)
    refuse_existing(target, force=force)
    parent = _make_folder(target.absolute().parent)
    temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=parent))
    try:
        yield temporary
        temporary.chmod(0o755)
        if target.exists():
            old = Path(tempfile.mkdtemp(prefix=f".{target.name}.old.", dir=parent))
            target.replace(old)
            temporary.replace(target)
            shutil.rmtree(old)
        else:
            temporary.replace(target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def refuse_existing(target: Path, *, force: bool) -> None:
    """Raise when the folder cannot be written; `force` replaces only a run of voc."""
    if not target.exists():
        return
    if not target.is_dir():
        raise VocError("This is a file, not a folder.", where=str(target))
    if any(target.iterdir()):
        if not force:
            raise VocError("The output folder exists already.", where=str(target), fix=_FORCE)
        if not (target / "manifest.json").is_file():
            raise VocError(
                "The output folder holds something else than a run of voc.",
                where=str(target),
                fix="Choose another folder; --force replaces only a run.",
            )


def _make_folder(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise VocError(
            f"The folder cannot be made: {error.strerror}.", where=str(folder)
        ) from None
    if not os.access(folder, os.W_OK):
        raise VocError("The folder is not writable.", where=str(folder))
    return folder
