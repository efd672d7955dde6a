"""Chunks that a run has finished judging, kept on disk until the run is whole.

Only what the tables of the run hold anyway is kept: masked texts, words, opinions. A killed run
leaves them in its working folder, and `--resume` begins where it was broken off.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from voc.lexicon.word_lists import lexicon_version
from voc.messages import phrase
from voc.opinion.part import MASKED, bytes_of, part_of
from voc.version import __version__

if TYPE_CHECKING:
    import pandas as pd

    from voc.opinion.part import Part

__all__ = ["FOLDER", "FinishedParts"]

FOLDER = "parts"
_ACCOUNT = "run.json"
_DIGEST = hashlib.sha256().digest_size  # before each chunk in its file
_END = "\x1e"  # between two texts when they are fingerprinted


class FinishedParts:
    """Judged chunks in a folder of their own, one file each.

    Parameters
    ----------
    folder : Path
        The working folder of this run.
    left : list of Path
        Working folders of killed runs into the same output.
    resume : bool
        Go on with theirs.
    tell : callable
        Told in a sentence what became of them.

    Attributes
    ----------
    room : Path
        The working folder.
    count : int
        Chunks that are kept.
    """

    def __init__(
        self, folder: Path, left: list[Path], *, resume: bool, tell: Callable[[str], Any]
    ) -> None:
        self.room = folder
        self.folder = folder / FOLDER
        self.count = 0
        self._left = [one / FOLDER for one in left if (one / FOLDER / _ACCOUNT).is_file()]
        self._resume = resume
        self._tell = tell
        self._keeps = True

    def begin(self, raw: pd.Series, settings: Mapping[str, Any], size: int) -> None:
        """Look for the chunks of a killed run over the same texts with the same settings.

        Parameters
        ----------
        raw : Series of str
            The texts of this run.
        settings : mapping
            What the engine of opinions is built from.
        size : int
            Comments in a chunk.
        """
        print_ = _fingerprint(raw, settings, size)
        same = [one for one in self._left if _account(one) == print_]
        same.sort(key=lambda one: len(list(one.iterdir())), reverse=True)
        if self._resume:
            for one in same:
                with suppress(OSError):  # another run was quicker
                    one.rename(self.folder)
                    self._tell(phrase("run.resumed", comments=self._comments(size, len(raw))))
                    return
            told = "run.other-run" if self._left else "run.no-unfinished"
            self._tell(phrase(told))
        elif same:
            self._tell(phrase("run.unfinished"))
        try:
            self.folder.mkdir(mode=0o700)
            (self.folder / _ACCOUNT).write_text(json.dumps({"run": print_}), encoding="utf-8")
        except OSError:
            self._stop()

    def parts(self) -> Iterator[Part]:
        """The chunks that are there, in order, up to the first that is missing or broken."""
        while (part := _read(self._file(self.count))) is not None:
            self.count += 1
            yield part

    def keep(self, place: int, part: Part) -> None:
        """Keep the chunk at a place; a disk that takes no more is no reason to stop."""
        if not self._keeps:
            return
        file = self._file(place)
        half = file.with_suffix(".half")
        try:
            data = bytes_of(part)
            half.write_bytes(hashlib.sha256(data).digest() + data)
            half.rename(file)
            self.count = place + 1
        except OSError:
            self._stop()

    def leave(self, target: Path) -> None:
        """Keep the chunks after the end of this run, as a killed run does."""
        place = Path(mkdtemp(".work", f".{target.name}.", target.parent))
        (place / "lock").touch(mode=0o600)
        self.folder.rename(place / FOLDER)

    def _comments(self, size: int, most: int) -> int:
        place = 0
        while self._file(place).exists():
            place += 1
        return min(place * size, most)

    def _stop(self) -> None:
        """Leave the room to the results."""
        self._keeps, self.count = False, 0
        rmtree(self.folder, ignore_errors=True)

    def _file(self, place: int) -> Path:
        return self.folder / f"{place:06d}.arrow"


def _read(file: Path) -> Part | None:
    import pyarrow as pa

    try:
        kept = file.read_bytes()
        data = kept[_DIGEST:]
        if hashlib.sha256(data).digest() != kept[:_DIGEST]:  # Arrow does not see a wrong bit
            return None
        part = part_of(data)
        part.validate(full=True)
    except (OSError, pa.ArrowException, StopIteration):
        return None
    return part if MASKED in (part.schema.metadata or {}) else None


def _account(folder: Path) -> str | None:
    try:
        found = json.loads((folder / _ACCOUNT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return str(found["run"]) if isinstance(found, dict) and "run" in found else None


def _fingerprint(raw: pd.Series, settings: Mapping[str, Any], size: int) -> str:
    """Tells runs apart whose chunks might differ: by texts, settings, words and version."""
    codebook = settings["codebook"]
    plain = {name: value for name, value in settings.items() if name != "codebook"}
    known = [__version__, lexicon_version(), codebook.name, codebook.version, size, len(raw)]
    whole = hashlib.sha256(repr((known, sorted(plain.items()))).encode())
    for start in range(0, len(raw), size):
        texts = raw.iloc[start : start + size].tolist()
        lengths = ",".join(str(len(text)) for text in texts)
        whole.update(f"{lengths}{_END}{''.join(texts)}{_END}".encode())
    return whole.hexdigest()
