"""Results that go to an object store: made on this machine, sent when they are whole."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from voc.errors import VocError
from voc.files import written_by_voc
from voc.messages import phrase
from voc.stores import Store, name_of, opened
from voc.working import clean_up, working_folder

__all__ = ["uploaded"]

_MANIFEST = PurePosixPath("manifest.json")


@contextmanager
def uploaded(address: str, *, force: bool) -> Iterator[Path]:
    """Yield a path for the folder of a run; when the block ends well, the run is in the store.

    A store cannot put a folder in place in one step. The manifest is sent last, and that of an
    earlier run is removed first: where it stands, the run is whole.

    Parameters
    ----------
    address : str
        Of the folder in the store.
    force : bool
        Replace an earlier run. What of it is no table stands in the folder that is yielded.

    Raises
    ------
    VocError
        The store cannot be reached, or holds something at this place already.
    """
    store = opened(address)
    before = _earlier_run(store, force=force)
    target = Path(tempfile.gettempdir()) / "voc-results"
    clean_up(target)
    with working_folder(target) as working:
        folder = working / (name_of(address) or "voc")
        for name in before:
            if name.suffix != ".parquet":
                store.fetch(name, folder / name)
        yield folder
        made = {PurePosixPath(path.relative_to(folder).as_posix()) for path in _files(folder)}
        if before:
            store.remove([_MANIFEST])
        for name in [*sorted(made - {_MANIFEST}), _MANIFEST]:
            store.send(folder / name, name)
        store.remove(sorted(set(before) - made))


def _earlier_run(store: Store, *, force: bool) -> list[PurePosixPath]:
    """The files of a run that may be replaced."""
    found = store.files()
    if found and not force:
        raise VocError("output.folder-exists", where=store.shown)
    foreign = [name for name in found if not written_by_voc(name.name)]
    if found and (foreign or _MANIFEST not in found):
        held = f"{phrase('command.separator')}{foreign[0]}" if foreign else ""
        raise VocError("output.other-content", where=store.shown, held=held)
    return found


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
