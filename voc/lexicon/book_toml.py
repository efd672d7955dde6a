"""Opens a codebook file: TOML, with the line of every entry."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from voc.errors import VocError
from voc.lexicon.book_file import BookFile, checked_book
from voc.lexicon.toml_lines import toml_lines

_LINE = re.compile(r"at line (\d+)")


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
    text, tree = _toml(path)
    lines = toml_lines(text)

    def place(key: tuple[str, ...], element: int | None = None) -> str:
        line = lines.of(key, element)
        return f"{path.name}:{line}" if line else path.name

    return checked_book(path, tree, place)


def _toml(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        return text, tomllib.loads(text)
    except OSError as error:
        raise VocError(
            f"The codebook cannot be read: {error.strerror}.",
            where=str(path),
            fix="Give a TOML file that you may read.",
        ) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise VocError(
            "The codebook is not UTF-8 text.", where=f"{path.name}:{line}", fix="Save it as UTF-8."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path, text, str(error)) from None


def _not_toml(path: Path, text: str, told: str) -> VocError:
    hit = _LINE.search(told)
    lines = text.splitlines()
    number = int(hit[1]) if hit else len(lines)
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    fix = "Mend that line."
    if not hit:
        fix = "A bracket or a quotation mark is not closed."
    elif line.startswith("[") and not line.isascii():
        fix = 'Put a name that is not English in quotation marks: [drivers."教练"].'
    elif any(mark in line for mark in "“”，"):
        fix = 'Quotation marks and commas must be the English ones: "教练", "私教".'
    where = f"{path.name}:{number}: {told}"
    return VocError("The codebook is not valid TOML.", where=where, fix=fix)
