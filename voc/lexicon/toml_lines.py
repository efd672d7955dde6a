"""On which line of a TOML file each table, key and list element stands; tomllib does not say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

Path = tuple[str, ...]

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<text>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    |(?P<newline>\n)
    |(?P<mark>[\[\]{}=,.])
    |(?P<bare>[^\s\[\]{}=,"'\#.]+)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass
class Lines:
    """Line numbers, counted from 1, by the path of a key: ("drivers", "coach", "terms")."""

    keys: dict[Path, int] = field(default_factory=dict)
    elements: dict[Path, list[int]] = field(default_factory=dict)

    def of(self, path: Path, element: int | None = None) -> int | None:
        """The line of a list element, else of the key, else of the nearest table around it."""
        found = self.elements.get(path, [])
        if element is not None and element < len(found):
            return found[element]
        while path:
            if path in self.keys:
                return self.keys[path]
            path = path[:-1]
        return None


def toml_lines(text: str) -> Lines:
    """Find the lines of all keys and list elements.

    Parameters
    ----------
    text : str
        Valid TOML.

    Examples
    --------
    >>> lines = toml_lines('name = "gym"\\n[drivers.coach]\\nterms = [\\n  "教练",\\n  "私教",\\n]')
    >>> lines.of(("drivers", "coach")), lines.of(("drivers", "coach", "terms"), 1)
    (2, 5)
    """
    lines = Lines()
    table: Path = ()
    tokens = _tokens(text)
    for kind, token, number in tokens:
        if token == "[" and kind == "mark":
            table = _key(tokens, "]")
            lines.keys.setdefault(table, number)
        elif kind in ("bare", "text"):
            path = (*table, *_key(tokens, "=", token))
            lines.keys.setdefault(path, number)
            _value(tokens, path, lines)
    return lines


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    number = 1
    for hit in _TOKEN.finditer(text):
        kind, token = hit.lastgroup or "", hit.group()
        if kind != "comment":
            yield kind, token, number
        number += token.count("\n")


def _key(tokens: Iterator[tuple[str, str, int]], end: str, first: str = "") -> Path:
    """The parts of a dotted key up to the mark that ends it."""
    parts = [first] if first else []
    for kind, token, _ in tokens:
        if token == end and kind == "mark":
            break
        if kind in ("bare", "text"):
            parts.append(token)
    return tuple(_unquoted(part) for part in parts)


def _unquoted(part: str) -> str:
    return str(tomllib.loads(f"key = {part}")["key"]) if part[0] in "\"'" else part


def _value(tokens: Iterator[tuple[str, str, int]], path: Path, lines: Lines) -> None:
    """Read past a value; note where each element of a list begins."""
    depth, fresh = 0, True
    for kind, token, number in tokens:
        mark = token if kind == "mark" else ""
        if kind == "newline":
            if depth == 0:
                return
            continue
        if mark and mark in "]}":
            depth -= 1
            continue
        if depth == 1 and mark == ",":
            fresh = True
        elif depth == 1 and fresh:
            lines.elements.setdefault(path, []).append(number)
            fresh = False
        if mark and mark in "[{":
            depth += 1
