"""Parses a file in a process of its own and decodes its text."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voc.errors import VocError
from voc.messages import phrase
from voc.read.encoding import looks_chinese
from voc.read.statfile import child

__all__ = ["Parsed", "ResponseSet", "Variable", "parse"]

READERS = {"SPSS": "sav", "SPSS portable": "por", "Stata": "dta"}
CHINESE = frozenset(("CP936", "MS936", "GBK", "GB2312", "GB18030", "EUC-CN", "WINDOWS-936"))
MEMORY, MEMORY_A_BYTE = 4 * 2**30, 40  # compressed files unfold
SECONDS, SECONDS_A_MEGABYTE = 60, 5

Code = float | str


@dataclass(frozen=True)
class Variable:
    """A column and what the file says of it."""

    name: str
    label: str
    format: str
    string: bool
    labels: Mapping[Code, str]
    answers: Sequence[Any]


@dataclass(frozen=True)
class ResponseSet:
    """Variables that together are one question with several answers."""

    name: str
    label: str
    members: Sequence[str]


@dataclass(frozen=True)
class Parsed:
    """A whole file."""

    variables: Sequence[Variable]
    sets: Sequence[ResponseSet]
    encoding: str


def parse(path: Path, data: bytes, kind: str, *, unicode: bool) -> Parsed:
    """Parse the bytes of a file; `path` is for messages.

    Parameters
    ----------
    path : Path
    data : bytes
        Those that were hashed: the file is not opened again.
    kind : str
        SPSS, SPSS portable or Stata.
    unicode : bool
        Whether the format itself is always UTF-8.

    Raises
    ------
    VocError
        Damaged, cut off, or text in an encoding that is not known.
    """
    import pyarrow as pa

    command = [sys.executable, "-P", str(child.__file__), READERS[kind]]
    command += [str(MEMORY + MEMORY_A_BYTE * len(data)), "unicode" if unicode else "any"]
    limit = SECONDS + SECONDS_A_MEGABYTE * len(data) / 2**20
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        raise _damaged(path, kind, phrase("source.too-slow", seconds=round(limit))) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip() or "?"
        refused = done.returncode == child.REFUSED
        reason = said.splitlines()[0].rstrip(".") if refused else phrase("source.crashed")
        raise _damaged(path, kind, reason)
    with pa.ipc.open_stream(done.stdout) as stream:
        table = stream.read_all()
    told = json.loads(table.schema.metadata[b"voc"])
    known: dict[str, str] = {}
    codec = "utf-8"
    if kind == "SPSS portable" and any("\ufffd" in one for one in _texts(told, table)):
        raise VocError("source.text-unreadable", where=str(path), told=kind)
    if not told["decoded"]:
        raw = {one for one in _texts(told, table) if not one.isascii()}
        found = _codec(sorted(raw), told["encoding"])
        if found is None:
            raise VocError("source.text-unreadable", where=str(path), told=told["encoding"] or "–")
        codec = found
        known = {one: _text(one.encode("latin-1", "replace"), codec) for one in raw}

    def text(cell: Any) -> Any:
        return known.get(cell, cell) if isinstance(cell, str) else cell

    variables = [
        Variable(
            name=text(one["name"]),
            label=" ".join(text(one["label"]).split()),
            format=one["format"],
            string=one["string"],
            labels={_code(text(code)): text(label).strip() for code, label in one["labels"]},
            answers=[text(answer) for answer in column.to_pylist()],
        )
        for one, column in zip(told["variables"], table.columns, strict=True)
    ]
    sets = [
        ResponseSet(one["name"], text(one["label"]).strip(), [text(m) for m in one["members"]])
        for one in told["sets"]
    ]
    return Parsed(variables, sets, codec)


def _damaged(path: Path, kind: str, reason: str) -> VocError:
    return VocError("source.damaged", where=str(path), format=kind, reason=reason)


def _code(code: str | float) -> Code:
    return code if isinstance(code, str) else float(code)


def _texts(told: Mapping[str, Any], table: Any) -> Iterator[str]:
    for one, column in zip(told["variables"], table.columns, strict=True):
        yield from (one["name"], one["label"])
        yield from (part for pair in one["labels"] for part in pair if isinstance(part, str))
        if one["string"]:
            yield from (answer for answer in column.unique().to_pylist() if answer)
    for one in told["sets"]:
        yield from (one["label"], *one["members"])


def _codec(texts: Sequence[str], told: str) -> str | None:
    """The encoding of texts that were read byte by byte; what names none is rarely Western."""
    raw = [text.encode("latin-1", "replace") for text in texts]
    for codec in ("utf-8", "gb18030"):
        try:
            found = [_text(one, codec) for one in raw]
        except UnicodeDecodeError:
            continue
        if codec == "utf-8" or told in CHINESE or looks_chinese("\n".join(found)):
            return codec
    try:
        for one in raw:
            _text(one, told or "cp1252")
    except (LookupError, UnicodeDecodeError):
        return None
    return told.lower() or "cp1252"


def _text(raw: bytes, codec: str) -> str:
    """Decode; a character that the width of the variable has cut in two goes.

    >>> _text("很好".encode("gbk")[:3], "gb18030")
    '很'
    """
    try:
        return raw.decode(codec)
    except UnicodeDecodeError as error:
        if error.start < len(raw) - 3 or not error.start:
            raise
        return raw[: error.start].decode(codec)
