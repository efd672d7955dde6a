"""A folder or a pattern such as `2026-*.csv` stands for the files of data in it."""

from __future__ import annotations

import glob
from collections.abc import Collection, Sequence
from pathlib import Path

from voc.errors import VocError
from voc.files import is_run, written_by_voc
from voc.read.source import ReadNote

_PATTERN = frozenset("*?[")
_SHOWN = 6


def gathered(
    paths: Sequence[Path], extensions: Collection[str]
) -> tuple[list[Path], tuple[ReadNote, ...]]:
    """The files that the paths stand for, and what was passed over.

    A file that is named stays, whatever it is called. Of a folder, and of a pattern, the files of
    data are taken in the order of their names; hidden files, locks of Excel (~$…), what voc itself
    has written and other kinds of files are passed over. Folders inside are not entered. A file of
    data that cannot be read is no such case: a month must not be missing in silence.

    Parameters
    ----------
    paths : sequence of Path
    extensions : collection of str
        Of files that hold data: ``.csv``.

    Raises
    ------
    VocError
        A folder holds no such file or is a run of voc, or a pattern fits nothing.
    """
    found: dict[Path, None] = {}
    left_out: list[str] = []
    for path in paths:
        if path.is_dir():
            if is_run(path):
                raise VocError("shape.folder-is-run", where=str(path))
            inside = sorted(path.iterdir(), key=_name)
        elif _PATTERN & set(str(path)) and not path.exists():
            inside = sorted(map(Path, glob.glob(str(path), recursive=True)), key=_name)  # noqa: PTH207
            if not inside:
                raise VocError("shape.pattern-fits-nothing", where=str(path))
        else:
            found[path] = None
            continue
        chosen = [entry for entry in inside if _holds_data(entry, extensions)]
        if not chosen and not path.is_dir():
            chosen = [entry for entry in inside if entry.is_file()]  # *.dat, as asked for
        if not chosen:
            known = ", ".join(sorted(extensions))
            raise VocError("shape.folder-without-data", where=str(path), known=known)
        found |= dict.fromkeys(chosen)
        left_out += [entry.name for entry in inside if entry not in chosen]
    if not left_out:
        return list(found), ()
    shown = ", ".join(left_out[:_SHOWN]) + (" …" if len(left_out) > _SHOWN else "")
    return list(found), (("files_passed_over", {"count": len(left_out), "shown": shown}),)


def _holds_data(path: Path, extensions: Collection[str]) -> bool:
    return path.is_file() and path.suffix.lower() in extensions and not _own(path)


def _own(path: Path) -> bool:
    """Hidden, a lock, or a result of voc; tables of an export may be Parquet as well."""
    if path.suffix.lower() == ".parquet":
        return path.name.startswith((".", "~$"))
    return written_by_voc(path.name)


def _name(path: Path) -> tuple[str, str]:
    return str(path.parent), path.name
