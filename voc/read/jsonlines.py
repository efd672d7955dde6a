"""JSON Lines, one object a line; also one JSON value that holds an array of objects."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from voc.errors import VocError
from voc.messages import phrase
from voc.read import cells, nested
from voc.read.encoding import decode
from voc.read.limits import refuse_vast
from voc.read.source import Question, Rejected, Rows

title = "JSON Lines"
extensions: tuple[str, ...] = (".jsonl", ".ndjson", ".json")


Found = tuple[int, dict[str, object]]


def detect(path: Path, sample: bytes) -> bool:
    """Starts like JSON, or says it is and holds text."""
    start = sample.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip()
    opening, rest = start[:1], start[1:].lstrip()[:1]
    if (opening == b"{" and rest in (b'"', b"}")) or (opening == b"[" and rest in (b"{", b"]")):
        return True
    return path.suffix.lower() in extensions


def read(path: Path, data: bytes, records: str = "") -> Rows:
    """Read one file.

    Parameters
    ----------
    path : Path
    data : bytes
    records : str
        Dotted path to the array of records; see `voc.read.nested.records`.

    Raises
    ------
    VocError
        Undecodable bytes, no JSON object in it, or no single array of records.
    """
    text, encoding = decode(data, str(path))
    label = title
    found, rejected = _lines(text, records)
    one = len(found) == 1 and path.suffix.lower() not in (".jsonl", ".ndjson")
    if len(rejected) > len(found) or (one and not records):
        # Not one object a line: perhaps the whole is one value, spread over many lines.
        in_whole = _whole(text, records, str(path))
        if in_whole[0]:
            label, (found, rejected) = "JSON", in_whole
    if not found:
        where = phrase("read.line", file=path, line=rejected[0].line) if rejected else str(path)
        if rejected:
            raise VocError("shape.no-json-object", where=where, reason=rejected[0].reason)
        raise VocError("shape.no-json-rows", where=where)
    records_found = [row for _, row in found]
    refuse_vast(len(found), len({key for row in records_found for key in row}), str(path))
    table, empty = cells.set_aside_empty(_table(records_found), [at for at, _ in found])
    return Rows(
        table,
        tuple(sorted((*rejected, *empty))),
        label,
        encoding,
        questions=_questions(table),
    )


def _whole(text: str, records: str, where: str) -> tuple[list[Found], list[Rejected]]:
    """Take the text as one JSON value; positions count from 1. Empty when it is none."""
    try:
        value = json.loads(text, object_pairs_hook=_every_key)
    except (ValueError, RecursionError):
        return [], []
    found: list[Found] = []
    rejected: list[Rejected] = []
    for position, row in enumerate(nested.records(value, records, where), start=1):
        _sort_in(row, position, found, rejected)
    return found, rejected


def _lines(text: str, records: str) -> tuple[list[Found], list[Rejected]]:
    found: list[Found] = []
    rejected: list[Rejected] = []
    for number, line in enumerate(text.rstrip().split("\n"), start=1):
        if not line.strip():
            rejected.append(Rejected(number, phrase("read.empty-row"), ""))
            continue
        try:
            row = json.loads(line, object_pairs_hook=_every_key)
        except json.JSONDecodeError as error:
            reason = phrase("read.not-json", reason=error.msg, character=error.colno)
            rejected.append(Rejected(number, reason, line.rstrip("\r")))
        except RecursionError:
            rejected.append(Rejected(number, phrase("read.too-deep"), line.rstrip("\r")))
        except ValueError:  # Python reads no numbers of thousands of digits
            rejected.append(Rejected(number, phrase("read.endless-number"), line.rstrip("\r")))
        else:
            inside = nested.at_path(row, records) if records else [row]
            for one in inside:
                _sort_in(one, number, found, rejected)
            if not inside:
                rejected.append(
                    Rejected(number, phrase("read.nothing-at", path=records), line.rstrip("\r"))
                )
    return found, rejected


def _every_key(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object; of a key that stands twice both values are kept, where JSON itself keeps one.

    >>> _every_key([("评论", "好"), ("评论", "太吵")])
    {'评论': '好', '评论.2': '太吵'}
    """
    row = dict(pairs)
    return row if len(row) == len(pairs) else nested.numbered(pairs)


def _sort_in(row: object, position: int, found: list[Found], rejected: list[Rejected]) -> None:
    if not isinstance(row, dict):
        rejected.append(Rejected(position, phrase("read.no-object"), _written(row)))
        return
    try:
        found.append((position, nested.flat(row)))
    except nested.TooDeepError:
        rejected.append(Rejected(position, phrase("read.too-deep"), _written(row)))


def _written(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "…"


def _table(rows: Sequence[nested.Record]) -> pd.DataFrame:
    """One column a key, in the order in which the keys first appear."""
    found: dict[str, tuple[list[int], list[object]]] = {}
    for place, row in enumerate(rows):
        for key, value in row.items():
            places, values = found.setdefault(key, ([], []))
            places.append(place)
            values.append(value)
    columns = [_column(places, values, len(rows)) for places, values in found.values()]
    names = cells.header_names(list(found))
    return pd.DataFrame(dict(zip(names, columns, strict=True)), index=range(len(rows)))


def _column(places: list[int], values: list[object], rows: int) -> pd.Series:
    """The column of a key that only the rows at `places` have: thousands may be nearly empty."""
    if len(values) == rows:
        return cells.tidy(values)
    column = cells.tidy([*values, None])  # the missing cell decides on the type as well
    return column.iloc[:-1].set_axis(places).reindex(range(rows))


def _questions(table: pd.DataFrame) -> dict[str, Question]:
    """Columns that hold nothing but JSON arrays: no words of a customer to be judged."""
    found = {}
    for name, column in table.items():
        if not isinstance(column.dtype, pd.StringDtype) or column.isna().all():
            continue
        if column.dropna().str.startswith(("[{", "[[")).all():
            reason = phrase("shape.array-inside", name=name)
            found[str(name)] = Question("ignore", reason=reason)
    return found
