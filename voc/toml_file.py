"""Opens a TOML file that a user wrote; what is wrong with it is named with its line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from voc.bounded import MOST_SETTINGS, bounded_bytes
from voc.errors import VocError
from voc.messages import phrase

__all__ = ["parsed_toml", "read_toml", "toml_bytes"]

_LINE = re.compile(r"at line (\d+)")


def read_toml(path: Path, kind: str) -> tuple[str, dict[str, Any]]:
    """Text and content of a TOML file.

    Parameters
    ----------
    path : Path
    kind : str
        What the file is: the code of a phrase, such as "settings.settings-file".

    Raises
    ------
    VocError
        It does not exist, may not be read, is not UTF-8 or no TOML.
    """
    return parsed_toml(toml_bytes(path, kind), path, kind)


def toml_bytes(path: Path, kind: str) -> bytes:
    """What a file holds; `VocError` when it does not exist or may not be read."""
    try:
        return bounded_bytes(path, MOST_SETTINGS)
    except FileNotFoundError:
        raise VocError("settings.no-file", where=str(path), kind=phrase(kind)) from None
    except OSError as error:
        raise VocError(
            "settings.file-unreadable", where=str(path), kind=phrase(kind), reason=error.strerror
        ) from None


def parsed_toml(content: bytes, path: Path, kind: str) -> tuple[str, dict[str, Any]]:
    """Text and content of the bytes of a file; `VocError` when they are not UTF-8 or no TOML."""
    try:
        text = content.decode("utf-8-sig")
        return text, tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise VocError(
            "settings.not-utf8",
            where=phrase("place.byte", file=path, line=line, byte=error.start),
            kind=phrase(kind),
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path, kind, text, str(error)) from None
    except (RecursionError, ValueError):  # nested too deeply; a number of thousands of digits
        raise _not_toml(path, kind, text, "") from None


def _not_toml(path: Path, kind: str, text: str, told: str) -> VocError:
    hit = _LINE.search(told)
    lines = text.splitlines()
    number = int(hit[1]) if hit else len(lines)
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    fix = phrase("settings.mend-line")
    if not hit:
        fix = phrase("settings.close-it")
    elif line.startswith("[") and not line.isascii():
        fix = phrase("settings.quote-name")
    elif any(mark in line for mark in "“”，"):
        fix = phrase("settings.english-marks")
    where = f"{path.name}:{number}: {told}"
    return VocError("settings.no-toml", where=where, fix=fix, kind=phrase(kind))
