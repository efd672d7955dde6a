"""A folder or a pattern such as `2026-*.csv` stands for the files of data in it."""

from __future__ import annotations

import glob
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from voc.errors import VocError
from voc.files import is_run, written_by_voc
from voc.read.partitions import Keys, is_partition, keys_of
from voc.read.source import ReadNote

_PATTERN = frozenset("*?[")
_SHOWN = 6


def gathered(
    paths: Sequence[Path], extensions: Collection[str]
) -> tuple[dict[Path, Keys], tuple[ReadNote, ...]]:
    """The files that the paths stand for, and what was passed over.

    A file that is named stays, whatever it is called. Of a folder, and of a pattern, the files of
    data are taken in the order of their names; hidden files, locks of Excel (~$…), what voc itself
    has written and other kinds of files are passed over. Folders inside are not entered, unless
    they are those of a partition (``month=10``): then each file comes with what they say. A file
    of data that cannot be read is no such case: a month must not be missing in silence.

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
    found: dict[Path, Keys] = {}
    left_out: list[str] = []
    for path in paths:
        if path.is_dir():
            if is_run(path):
                raise VocError("shape.folder-is-run", where=str(path))
            inside = sorted(_once(_inside(path)), key=_name)
            fixed = path
        elif _PATTERN & set(str(path)) and not path.exists():
            matching = glob.glob(str(path), recursive=True)  # noqa: PTH207
            inside = sorted(_once(map(Path, matching)), key=_name)
            fixed = _fixed_part(path)
            if not inside:
                raise VocError("shape.pattern-fits-nothing", where=str(path))
        else:
            found[path] = {}
            continue
        chosen = [entry for entry in inside if _holds_data(entry, extensions)]
        if not chosen and not path.is_dir():
            chosen = [entry for entry in inside if entry.is_file()]  # *.dat, as asked for
        if not chosen:
            known = ", ".join(sorted(extensions))
            raise VocError("shape.folder-without-data", where=str(path), known=known)
        found |= {entry: keys_of(entry.relative_to(fixed)) for entry in chosen}
        left_out += [entry.name for entry in inside if entry not in chosen]
    if not left_out:
        return found, ()
    shown = ", ".join(left_out[:_SHOWN]) + (" …" if len(left_out) > _SHOWN else "")
    return found, (("files_passed_over", {"count": len(left_out), "shown": shown}),)


def _once(entries: Iterable[Path]) -> list[Path]:
    """Each file once, by its shortest path: a link to a folder above makes a pattern go round."""
    found: dict[Path, Path] = {}
    for entry in sorted(entries, key=lambda path: len(path.parts)):
        found.setdefault(entry.resolve(), entry)
    return list(found.values())


def _inside(folder: Path) -> Iterator[Path]:
    """What a folder holds; instead of the folders of a partition, what these hold."""
    for entry in folder.iterdir():
        if is_partition(entry.name) and entry.is_dir():
            yield from _inside(entry)
        else:
            yield entry


def _fixed_part(pattern: Path) -> Path:
    """The folder of a pattern, up to the first that is one itself."""
    while _PATTERN & set(str(pattern)):
        pattern = pattern.parent
    return pattern


def _holds_data(path: Path, extensions: Collection[str]) -> bool:
    return path.is_file() and path.suffix.lower() in extensions and not _own(path)


def _own(path: Path) -> bool:
    """Hidden, a lock, or a result of voc; tables of an export may be Parquet as well."""
    if path.suffix.lower() == ".parquet":
        return path.name.startswith((".", "~$"))
    return written_by_voc(path.name)


def _name(path: Path) -> tuple[str, str]:
    return str(path.parent), path.name
