"""JSON Lines, one object a line; also one JSON value that holds an array of objects."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from voc.errors import VocError
from voc.messages import phrase
from voc.read import cells, nested
from voc.read.content import Content
from voc.read.encoding import encoding_of, texts
from voc.read.record_columns import RecordColumns
from voc.read.slices import slices
from voc.read.source import Question, Rejected, Rows

title = "JSON Lines"
extensions: tuple[str, ...] = (".jsonl", ".ndjson", ".json")


AT_ONCE = 2_000  # records


class Row(NamedTuple):
    """A record, and on which line or at which position it stands."""

    place: int
    record: nested.Record


def detect(path: Path, sample: bytes) -> bool:
    """Starts like JSON, or says it is and holds text."""
    start = sample.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip()
    opening, rest = start[:1], start[1:].lstrip()[:1]
    if (opening == b"{" and rest in (b'"', b"}")) or (opening == b"[" and rest in (b"{", b"]")):
        return True
    return path.suffix.lower() in extensions


def read(content: Content, records: str = "") -> Rows:
    """Read one file.

    Parameters
    ----------
    content : Content
    records : str
        Dotted path to the array of records; see `voc.read.nested.records`.

    Raises
    ------
    VocError
        Undecodable bytes, no JSON object in it, or no single array of records.
    """
    path = content.path
    encoding = encoding_of(content)
    label = title
    found = _Found(content.size)
    found.add(_in_lines(_numbered(texts(content, encoding)), records))
    one = found.columns.rows == 1 and path.suffix.lower() not in (".jsonl", ".ndjson")
    if len(found.rejected) > found.columns.rows or (one and not records):
        # Not one object a line: perhaps the whole is one value, spread over many lines.
        in_whole = _whole("".join(texts(content, encoding)), records, str(path))
        if any(isinstance(entry, Row) for entry in in_whole):
            label, found = "JSON", _Found(content.size)
            found.add(in_whole)
    rejected = found.rejected
    if not found.columns.rows:
        where = phrase("read.line", file=path, line=rejected[0].line) if rejected else str(path)
        if rejected:
            raise VocError("shape.no-json-object", where=where, reason=rejected[0].reason)
        raise VocError("shape.no-json-rows", where=where)
    table, empty = cells.set_aside_empty(found.columns.table(str(path)), found.places)
    return Rows(
        table,
        tuple(sorted((*rejected, *empty))),
        label,
        encoding.name,
        questions=_questions(table),
    )


class _Found:
    """The records of a file as columns, and what is none."""

    def __init__(self, size: int) -> None:
        self.columns = RecordColumns(size)
        self.places = array("q")
        self.rejected: list[Rejected] = []

    def add(self, entries: Iterable[Row | Rejected]) -> None:
        """Sort entries in, some thousand at a time."""
        coming = iter(entries)
        while some := list(islice(coming, AT_ONCE)):
            rows = [entry for entry in some if isinstance(entry, Row)]
            self.rejected += [entry for entry in some if isinstance(entry, Rejected)]
            self.places.extend(row.place for row in rows)
            self.columns.add([row.record for row in rows])


def _whole(text: str, records: str, where: str) -> list[Row | Rejected]:
    """Take the text as one JSON value; positions count from 1. Empty when it is none."""
    try:
        value = _DECODER.decode(text)
    except (ValueError, RecursionError):
        return []
    found = nested.records(value, records, where)
    return [_sorted_in(row, position) for position, row in enumerate(found, start=1)]


def _numbered(pieces: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, nothing blank at the end of the text.

    >>> list(_numbered(['{"a"', ': 1}\\n\\n{}', ' \\n', '\\n']))
    [(1, '{"a": 1}'), (2, ''), (3, '{}')]
    """
    held: tuple[int, str] | None = None
    for number, line in enumerate(_lines(pieces), start=1):
        if not line.strip():
            continue
        if held is not None:
            yield held
        yield from ((blank, "") for blank in range(held[0] + 1 if held else 1, number))
        held = number, line
    yield (held[0], held[1].rstrip()) if held else (1, "")


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    open_line: list[str] = []
    for piece in pieces:
        first, *others = piece.split("\n")
        open_line.append(first)
        if others:
            yield "".join(open_line)
            yield from others[:-1]
            open_line = others[-1:]
    yield "".join(open_line)


def _in_lines(lines: Iterable[tuple[int, str]], records: str) -> Iterator[Row | Rejected]:
    for number, line in lines:
        if not line.strip():
            yield Rejected(number, phrase("read.empty-row"), "")
            continue
        try:
            row = _DECODER.decode(line)
        except json.JSONDecodeError as error:
            reason = phrase("read.not-json", reason=error.msg, character=error.colno)
            yield Rejected(number, reason, line.rstrip("\r"))
        except RecursionError:
            yield Rejected(number, phrase("read.too-deep"), line.rstrip("\r"))
        except ValueError:  # Python reads no numbers of thousands of digits
            yield Rejected(number, phrase("read.endless-number"), line.rstrip("\r"))
        else:
            inside = nested.at_path(row, records) if records else [row]
            yield from (_sorted_in(one, number) for one in inside)
            if not inside:
                yield Rejected(number, phrase("read.nothing-at", path=records), line.rstrip("\r"))


def _every_key(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object; of a key that stands twice both values are kept, where JSON itself keeps one.

    >>> _every_key([("评论", "好"), ("评论", "太吵")])
    {'评论': '好', '评论.2': '太吵'}
    """
    return nested.numbered(pairs)


_DECODER = json.JSONDecoder(object_pairs_hook=_every_key)


def _sorted_in(row: object, position: int) -> Row | Rejected:
    if not isinstance(row, dict):
        return Rejected(position, phrase("read.no-object"), _written(row))
    try:
        return Row(position, nested.flat(row))
    except nested.TooDeepError:
        return Rejected(position, phrase("read.too-deep"), _written(row))


def _written(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "…"


def _questions(table: pd.DataFrame) -> dict[str, Question]:
    """Columns that hold nothing but JSON arrays: no words of a customer to be judged."""
    found = {}
    for name, column in table.items():
        if not isinstance(column.dtype, pd.StringDtype) or column.isna().all():
            continue
        if all(part.dropna().str.startswith(("[{", "[[")).all() for part in slices(column)):
            reason = phrase("shape.array-inside", name=name)
            found[str(name)] = Question("ignore", reason=reason)
    return found
