"""The codebook of a spaCy pipeline: it is saved with the pipeline and comes back from there."""

from __future__ import annotations

import tempfile
from pathlib import Path

from voc.errors import VocError
from voc.lexicon import Codebook, load_codebook
from voc.lexicon.book_text import book_text, flat_book

__all__ = ["KeptCodebook"]

_FILE = "codebook.toml"


class KeptCodebook:
    """A codebook by its name or path.

    A pipeline that was saved on another machine names a path that is not there. So a missing file
    is no error until the codebook is used; by then `from_disk` has brought it.

    Parameters
    ----------
    name : str
        As `voc.analyze(codebook=)` takes it.

    Raises
    ------
    VocError
        There is no codebook of that name, or the file has a fault.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._codebook: Codebook | None = None
        try:
            self._codebook = load_codebook(name)
        except VocError:
            if not name.lower().endswith(".toml") or Path(name).expanduser().exists():
                raise

    def get(self) -> Codebook:
        """The codebook; `VocError` when its file is still missing."""
        if self._codebook is None:
            self._codebook = load_codebook(self._name)
        return self._codebook

    def to_bytes(self) -> bytes:
        """The codebook with all that it has inherited, as TOML."""
        return book_text(flat_book(self.get())).encode("utf-8")

    def from_bytes(self, content: bytes) -> None:
        """Take the codebook from what `to_bytes` gave."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, _FILE)
            path.write_bytes(content)
            self._codebook = load_codebook(path)

    def to_disk(self, folder: str | Path) -> None:
        """Write the codebook into a folder, which is made if need be."""
        Path(folder).mkdir(parents=True, exist_ok=True)
        Path(folder, _FILE).write_bytes(self.to_bytes())

    def from_disk(self, folder: str | Path) -> None:
        """Take the codebook from a folder that `to_disk` has written."""
        self._codebook = load_codebook(Path(folder, _FILE))
