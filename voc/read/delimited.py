"""Delimited text: CSV, TSV, and the same with semicolons or bars.

A well-formed file goes through pyarrow. When anything is wrong with a row, the whole file goes
through Python's csv instead, which says on which line.
"""

from __future__ import annotations

import csv
import io
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.read import cells
from voc.read.encoding import decode
from voc.read.limits import refuse_wide
from voc.read.profile import NUMBER, SENTENCE, WORDS
from voc.read.source import Rejected, Rows

title = "delimited text"
extensions: tuple[str, ...] = (".csv", ".tsv", ".txt", ".tab", ".psv")

NAMES = {",": "CSV", "\t": "TSV", ";": "screen.semicolons", "|": "screen.bars"}
ONE_COLUMN = "\x1f"  # a separator that no text holds: each line is one value
SNIFFED_CHARACTERS, SNIFFED_ROWS = 200_000, 200
FITTING = 0.6  # share of rows that must be as wide as the header; otherwise it is one column
CERTAIN = 0.9  # the same, where title lines stand above the header
LONGEST_PREAMBLE = 5  # title lines that may stand above the header
BLOCK = 1 << 24

csv.field_size_limit(1 << 27)  # a long dialogue in one cell is no error


class Layout(NamedTuple):
    """How the lines of a file are cut: the separator, and the line on which the header stands."""

    separator: str
    header_record: int


class Header(NamedTuple):
    """Names of the columns, title lines above them, and how many lines both take."""

    fields: list[str]
    above: tuple[Rejected, ...]
    lines: int


class Record(NamedTuple):
    """The fields of one row; `problem` says why it cannot be taken, and `content` what it says."""

    line: int
    fields: list[str]
    problem: str = ""
    content: str = ""


def detect(path: Path, sample: bytes) -> bool:
    """Whatever text no other format has claimed."""
    return not sample.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html", b"<?xml"))


def read(path: Path, data: bytes) -> Rows:
    """Read one file.

    Raises
    ------
    VocError
        Undecodable bytes, no header, no rows, or rows that all have another number of fields.
    """
    text, encoding = decode(data, str(path))
    text = text.rstrip("\r\n")
    if not text.strip():
        raise VocError("read.empty-file", where=str(path))
    named = text[4:5] if text[:4].lower() == "sep=" else ""  # Excel's own hint on the first line
    skipped = 1 if named else 0
    layout = Layout(named, 1) if named else sniff(text)
    header = _header(text, layout)
    refuse_wide(len(header.fields), str(path))
    names = cells.header_names(header.fields)
    above = header.above[skipped:]

    body = _after_lines(text, header.lines)
    table = _read_well_formed(body, layout.separator, names)
    rejected: tuple[Rejected, ...] = ()
    if table is None:
        table, rejected, lines = _read_row_by_row(text, header.lines, layout.separator, names)
    else:
        lines = _first_lines(body, layout.separator, header.lines, len(table))
        malformed = [row for row in rejected if row.reason != phrase("read.empty-row")]
        if table.empty and malformed:
            raise VocError(
                "read.no-row-fits",
                where=phrase("read.line", file=path, line=malformed[0].line),
                count=len(names),
                header=listed(names[:6]),
            )
    return Rows(
        table,
        (*above, *rejected),
        _format(layout.separator),
        encoding,
        header=tuple(field.strip() for field in header.fields),
        lines=lines,
    )


def _format(separator: str) -> str:
    told = NAMES.get(separator, title)
    return phrase(told) if "." in told else told


def sniff(text: str) -> Layout:
    """Find the separator that cuts most rows into as many fields as the header has.

    Examples
    --------
    >>> sniff("编号;评论\\n1;好，很好\\n2;差, 不来了").separator
    ';'
    """
    # With quotes as they are meant; else without, for a stray one may hide the rows after it.
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        best, best_rank = Layout(ONE_COLUMN, 0), (False, 0.0, 0)
        for separator in NAMES:
            widths = _sampled_widths(text, separator, quoting)
            start = _header_place(widths)
            if start is None:
                continue
            width = widths[start]
            fitting = _share(widths[start:], width)
            rank = (start == 0, fitting, width)
            if fitting >= FITTING and rank > best_rank:
                best, best_rank = Layout(separator, start), rank
        if best.separator != ONE_COLUMN:
            break
    return best


def _header_place(widths: Sequence[int]) -> int | None:
    """Find the header: the first row, or below titles the first as wide as nearly all others."""
    if not widths or widths[0] > 1:
        return 0 if widths else None
    width = Counter(widths).most_common(1)[0][0]
    start = widths.index(width)
    certain = start <= LONGEST_PREAMBLE and _share(widths[start:], width) >= CERTAIN
    return start if width > 1 and certain else None


def _share(widths: Sequence[int], width: int) -> float:
    return widths.count(width) / len(widths)


def _sampled_widths(text: str, separator: str, quoting: Literal[0, 3]) -> list[int]:
    """Count the fields of the first rows that are not blank."""
    size, sampled = SNIFFED_CHARACTERS, []
    while True:
        lines = io.StringIO(text[:size], newline="")
        reader = csv.reader(lines, delimiter=separator, quoting=quoting)
        try:
            sampled = list(islice(reader, SNIFFED_ROWS))
        except csv.Error:
            return []
        if len(sampled) > 2 or size >= len(text):
            break
        size *= 8  # a comment of megabytes in the first rows
    # The last record of a cut sample may be half a row.
    cut = len(text) > size and 2 < len(sampled) < SNIFFED_ROWS
    return [
        len(fields) for fields in (sampled[:-1] if cut else sampled) if any(map(str.strip, fields))
    ]


def _header(text: str, layout: Layout) -> Header:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=layout.separator)
    above: list[Rejected] = []
    before = 0
    for fields in reader:
        if any(field.strip() for field in fields):
            if len(above) == layout.header_record:
                through = reader.line_num
                if _is_data(fields):
                    fields, through = [""] * len(fields), before
                return Header(fields, tuple(above), through)
            content = layout.separator.join(fields)
            above.append(Rejected(before + 1, phrase("read.above-header"), content))
        before = reader.line_num
    return Header([], tuple(above), before)


def _is_data(fields: Sequence[str]) -> bool:
    """Tell a first row of data (1,很快，好吃) from a header, where it plainly is one.

    A question is a header, however long: 您对我们有什么建议，请说明.
    """
    sentences = [
        field
        for field in fields
        if SENTENCE.search(field) and not re.search(r"[?？您请]|Q\d", field)
    ]
    if len(fields) == 1:
        return bool(sentences) and len(WORDS.findall(fields[0])) > 6
    return bool(sentences) and any(NUMBER.fullmatch(field) for field in fields)


def _after_lines(text: str, count: int) -> str:
    stream = io.StringIO(text, newline="")
    for _ in range(count):
        stream.readline()
    return stream.read()


def _read_well_formed(body: str, separator: str, names: Sequence[str]) -> pd.DataFrame | None:
    """Parse with pyarrow; None when a row is malformed or empty, so that it can be located."""
    import pyarrow as pa
    import pyarrow.csv as arrow_csv

    # pyarrow repairs stray quotes in silence and may swallow rows in doing so.
    if not body or ('"' in body and not _well_quoted(body, separator, len(names))):
        return None
    try:
        read_table = arrow_csv.read_csv(
            pa.BufferReader(body.encode("utf-8")),
            read_options=arrow_csv.ReadOptions(column_names=list(names), block_size=BLOCK),
            parse_options=arrow_csv.ParseOptions(
                delimiter=separator, newlines_in_values=True, ignore_empty_lines=False
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types={name: pa.string() for name in names},
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, UnicodeEncodeError):
        return None
    table: pd.DataFrame = read_table.to_pandas().astype("str")
    return None if cells.set_aside_empty(table)[1] else table


def _well_quoted(body: str, separator: str, width: int) -> bool:
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    try:
        return all(len(fields) == width for fields in reader)
    except csv.Error:
        return False


def _first_lines(body: str, separator: str, above: int, rows: int) -> Sequence[int]:
    """On which line of the file each row of a well-formed body begins."""
    if '"' not in body:
        return range(above + 1, above + 1 + rows)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator)
    starts = array("q", [above + 1])
    starts.extend(above + reader.line_num + 1 for _ in reader)
    return starts[:-1]


def _read_row_by_row(
    text: str, header_lines: int, separator: str, names: Sequence[str]
) -> tuple[pd.DataFrame, tuple[Rejected, ...], Sequence[int]]:
    lines = list(io.StringIO(text, newline=""))
    rows: list[list[str]] = []
    places = array("q")
    rejected: list[Rejected] = []
    for record in records(lines, header_lines, separator, len(names)):
        if record.problem:
            rejected.append(Rejected(record.line, record.problem, record.content))
        elif not any(field.strip() for field in record.fields):
            rejected.append(Rejected(record.line, phrase("read.empty-row"), record.content))
        else:
            rows.append(record.fields)
            places.append(record.line)
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    table = pd.DataFrame(
        {name: cells.tidy(column) for name, column in zip(names, columns, strict=True)}
    )
    return table, tuple(rejected), places


def records(lines: Sequence[str], start: int, separator: str, width: int) -> Iterator[Record]:
    """Cut lines into rows, and recover after a quote that was never closed.

    Without that, one stray quote takes all rows up to the next quote into one cell.
    """
    position = start
    while position < len(lines):
        left = map(lines.__getitem__, range(position, len(lines)))  # islice would count from 0
        reader = csv.reader(left, delimiter=separator, strict=True)
        first = position
        try:
            for fields in reader:
                last = position + reader.line_num
                if not _fits(fields, width) and _swallowed(lines[first:last], separator, width):
                    break
                yield _record(lines[first:last], first, fields, width)
                first = last
            else:
                return
        except csv.Error:
            pass
        # Something about the quotes of this line: take it without their meaning, or set it aside.
        line = lines[first].rstrip("\r\n")
        fields = next(csv.reader([line], delimiter=separator, quoting=csv.QUOTE_NONE))
        if len(fields) == width:
            yield Record(first + 1, fields)
        else:
            yield Record(first + 1, fields, phrase("read.open-quote"), line)
        position = first + 1


def _record(lines: Sequence[str], first: int, fields: list[str], width: int) -> Record:
    content = "".join(lines).rstrip("\r\n")
    if _fits(fields, width):
        return Record(first + 1, fields[:width], content=content)
    if not fields:
        return Record(first + 1, [], content=content)
    return Record(first + 1, fields, phrase("read.fields", count=len(fields), width=width), content)


def _fits(fields: Sequence[str], width: int) -> bool:
    """Right number of fields, or more of them when the surplus is empty (a comma at the end)."""
    return len(fields) == width or (len(fields) > width and not any(fields[width:]))


def _swallowed(lines: Sequence[str], separator: str, width: int) -> bool:
    """Tell whether a row of several lines took in a line that is a whole row by itself."""
    return any(
        line.count('"') % 2 == 0 and len(next(csv.reader([line], delimiter=separator))) == width
        for line in lines[1:]
    )
