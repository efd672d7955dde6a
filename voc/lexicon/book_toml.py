"""Opens a codebook file: TOML, with the line of every entry."""

from __future__ import annotations

from pathlib import Path

from voc.lexicon.book_file import BookFile, checked_book
from voc.lexicon.toml_lines import toml_lines
from voc.toml_file import read_toml


def read_book(path: Path) -> BookFile:
    """Read a codebook file and collect everything that is wrong with it.

    Parameters
    ----------
    path : Path

    Raises
    ------
    VocError
        It cannot be opened or is no TOML. Lesser faults are in `faults` of the result.
    """
    text, tree = read_toml(path, "codebook")
    lines = toml_lines(text)

    def place(key: tuple[str, ...], element: int | None = None) -> str:
        line = lines.of(key, element)
        return f"{path.name}:{line}" if line else path.name

    return checked_book(path, tree, place)
