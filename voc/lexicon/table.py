"""Reading the tab-separated word lists of lexicons/, with file and line in every complaint."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from voc.errors import VocError
from voc.messages import phrase


def read_rows(path: Path, columns: tuple[int, int]) -> Iterator[tuple[str, list[str]]]:
    """Rows of a word list as (place, fields); `#` begins a comment line.

    Parameters
    ----------
    path : Path
    columns : (int, int)
        Fewest and most fields a row may have.

    Yields
    ------
    place : str
        `file:line`, for messages.
    fields : list of str
        Stripped; none is empty.
    """
    fewest, most = columns
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        place = f"{path.name}:{number}"
        fields = [field.strip() for field in line.split("\t")]
        if not fewest <= len(fields) <= most or not all(fields):
            raise VocError(
                "codebook.wrong-fields", where=place, fewest=fewest, most=most, line=line
            )
        yield place, fields


def read_number(field: str, place: str, low: float, high: float) -> float:
    """A number between `low` and `high`."""
    try:
        value = float(field)
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        raise VocError("codebook.no-number", where=place, low=low, high=high, field=field)
    return value


def refuse_double(seen: dict[str, str], term: str, place: str) -> None:
    """Note where a term stands; a second place is an error."""
    if term in seen:
        raise VocError(
            "codebook.term-twice",
            where=phrase("place.both", first=seen[term], second=place),
            term=term,
        )
    seen[term] = place


def fingerprint(paths: Iterable[Path]) -> str:
    """Twelve hexadecimal digits that change when any of the files does."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
