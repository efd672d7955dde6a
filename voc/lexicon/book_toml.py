"""Opens a codebook file: TOML, with the line of every entry."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from voc.lexicon.book_file import BookFile, checked_book
from voc.lexicon.toml_lines import Lines, toml_lines
from voc.messages import spoken
from voc.toml_file import parsed_toml, toml_bytes


def read_book(path: Path) -> BookFile:
    """Read a codebook file and collect everything that is wrong with it.

    Parameters
    ----------
    path : Path

    Raises
    ------
    VocError
        It cannot be opened or is no TOML. Lesser faults are in `faults` of the result.

    Notes
    -----
    Nearly all codebooks inherit from `general`: what a file holds is checked once, and again only
    after somebody has edited it. Copy the `sections` of the result before you change them.
    """
    return _checked(path, spoken(), toml_bytes(path, "settings.codebook"))


@lru_cache(maxsize=32)
def _checked(path: Path, _language: str, content: bytes) -> BookFile:
    text, tree = parsed_toml(content, path, "settings.codebook")

    @cache
    def lines() -> Lines:  # they are asked for when something is wrong, and take their time
        return toml_lines(text)

    def place(key: tuple[str, ...], element: int | None = None) -> str:
        line = lines().of(key, element)
        return f"{path.name}:{line}" if line else path.name

    return checked_book(path, tree, place)
