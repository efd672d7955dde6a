"""Opens a TOML file that a user wrote; what is wrong with it is named with its line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from voc.errors import VocError

__all__ = ["parsed_toml", "read_toml", "toml_bytes"]

_LINE = re.compile(r"at line (\d+)")


def read_toml(path: Path, kind: str) -> tuple[str, dict[str, Any]]:
    """Text and content of a TOML file.

    Parameters
    ----------
    path : Path
    kind : str
        What the file is, for messages: "settings file", "codebook".

    Raises
    ------
    VocError
        It does not exist, may not be read, is not UTF-8 or no TOML.
    """
    return parsed_toml(toml_bytes(path, kind), path, kind)


def toml_bytes(path: Path, kind: str) -> bytes:
    """What a file holds; `VocError` when it does not exist or may not be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise VocError(
            f"The {kind} does not exist.", where=str(path), fix="Check the path."
        ) from None
    except OSError as error:
        raise VocError(
            f"The {kind} cannot be opened: {error.strerror}.",
            where=str(path),
            fix="Give a TOML file that you may read.",
        ) from None


def parsed_toml(content: bytes, path: Path, kind: str) -> tuple[str, dict[str, Any]]:
    """Text and content of the bytes of a file; `VocError` when they are not UTF-8 or no TOML."""
    try:
        text = content.decode("utf-8-sig")
        return text, tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise VocError(
            f"The {kind} is not UTF-8 text.",
            where=f"{path}, line {line}, byte {error.start}",
            fix="Save it as UTF-8.",
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path, kind, text, str(error)) from None


def _not_toml(path: Path, kind: str, text: str, told: str) -> VocError:
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
    return VocError(
        f"The {kind} is not valid TOML.", where=f"{path.name}:{number}: {told}", fix=fix
    )
