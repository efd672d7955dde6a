"""JSON Lines, one object a line; also a JSON array of objects, or an object with such an array."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from voc.errors import VocError
from voc.read import cells
from voc.read.encoding import decode
from voc.read.source import Rejected, Rows

title = "JSON Lines"
extensions: tuple[str, ...] = (".jsonl", ".ndjson", ".json")

FIX = 'Export one JSON object a line, as in {"id": 1, "comment": "…"}, or an array of such objects.'

Found = tuple[int, dict[str, object]]


def detect(path: Path, sample: bytes) -> bool:
    """Starts like JSON, or says it is and holds text."""
    start = sample.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip()
    opening, rest = start[:1], start[1:].lstrip()[:1]
    if (opening == b"{" and rest in (b'"', b"}")) or (opening == b"[" and rest in (b"{", b"]")):
        return True
    return path.suffix.lower() in extensions


def read(path: Path, data: bytes) -> Rows:
    """Read one file.

    Raises
    ------
    VocError
        Undecodable bytes, or no JSON object in it.
    """
    text, encoding = decode(data, str(path))
    label = title
    found, rejected = _lines(text)
    if len(rejected) > len(found):
        # Not one object a line: perhaps the whole is one value, spread over many lines.
        in_whole = _array(text)
        if in_whole[0]:
            label, (found, rejected) = "JSON array", in_whole
    if not found:
        where = f"{path}, line {rejected[0].line}" if rejected else str(path)
        what = f"No JSON object could be read: {rejected[0].reason}" if rejected else "No rows"
        raise VocError(what, where=where, fix=FIX)
    table, empty = cells.set_aside_empty(_table(row for _, row in found), [at for at, _ in found])
    return Rows(table, tuple(sorted((*rejected, *empty))), label, encoding)


def _array(text: str) -> tuple[list[Found], list[Rejected]]:
    """Take the text as one JSON value; positions count from 1. Empty when it is none."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return [], []
    if isinstance(value, dict):
        arrays = [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        value = arrays[0] if len(arrays) == 1 else [value]
    found: list[Found] = []
    rejected: list[Rejected] = []
    for position, row in enumerate(value if isinstance(value, list) else [value], start=1):
        _sort_in(row, position, found, rejected)
    return found, rejected


def _lines(text: str) -> tuple[list[Found], list[Rejected]]:
    found: list[Found] = []
    rejected: list[Rejected] = []
    for number, line in enumerate(text.rstrip().split("\n"), start=1):
        if not line.strip():
            rejected.append(Rejected(number, cells.EMPTY_ROW, ""))
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            reason = f"not JSON: {error.msg} at character {error.colno}"
            rejected.append(Rejected(number, reason, line.rstrip("\r")))
        except RecursionError:
            rejected.append(Rejected(number, "not JSON: nested too deeply", line.rstrip("\r")))
        else:
            _sort_in(row, number, found, rejected)
    return found, rejected


def _sort_in(row: object, position: int, found: list[Found], rejected: list[Rejected]) -> None:
    if isinstance(row, dict):
        found.append((position, row))
    else:
        content = json.dumps(row, ensure_ascii=False)
        rejected.append(Rejected(position, "not a JSON object", content))


def _table(rows: Iterable[dict[str, object]]) -> pd.DataFrame:
    """One column a key, in the order in which the keys first appear."""
    kept = list(rows)
    keys = list(dict.fromkeys(key for row in kept for key in row))
    columns = (cells.tidy(row.get(key) for row in kept) for key in keys)
    return pd.DataFrame(dict(zip(cells.header_names(keys), columns, strict=True)))
