"""The rows of delimited text, block by block.

A block ends with a line. One that is well-formed goes through pyarrow; when anything is wrong with
a row of it, it goes through Python's csv (`records`), which says on which line. A row that may go
on in the next block, since a quote is open, waits for it.
"""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from voc.growing import GrowingTable
from voc.messages import phrase
from voc.read import cells
from voc.read.layout import UnclearError
from voc.read.records import records
from voc.read.source import Rejected

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Body", "rows_of"]

PARSED_AT_ONCE = 1 << 24  # bytes; no row may be longer
LONGEST_WAIT = 1 << 24  # bytes that may wait for a quote to be closed

Blocks = Callable[[], Iterator[bytes]]


class Body(NamedTuple):
    """All rows, those set aside, and the line of the file on which each row begins."""

    table: pd.DataFrame
    rejected: tuple[Rejected, ...]
    lines: Sequence[int]


class Form(NamedTuple):
    """What a row should look like: its separator, and the names of the columns."""

    separator: str
    names: Sequence[str]


class Part(NamedTuple):
    """The rows of one block, as `Body`; how many lines they take, and what waits for the next."""

    table: Any
    rejected: Sequence[Rejected]
    lines: Sequence[int]
    taken: int
    waiting: bytes = b""


def rows_of(blocks: Blocks, separator: str, names: Sequence[str], above: int) -> Body:
    """Read all rows.

    Parameters
    ----------
    blocks : callable
        Gives the text below the header, in UTF-8, in blocks cut anywhere; anew with each call.
    separator : str
    names : sequence of str
        Of the columns.
    above : int
        Lines of the file above the first row.

    Examples
    --------
    >>> found = rows_of(lambda: iter([b"1,fas", b"t\\n2\\n3,", b"slow"]), ",", ["id", "text"], 1)
    >>> found.table.values.tolist(), list(found.lines), found.rejected[0].line
    ([['1', 'fast'], ['3', 'slow']], [2, 4], 3)
    """

    form = Form(separator, names)
    try:
        return _gathered(_parts(blocks, form, above), form)
    except UnclearError:
        return _gathered([_part(b"".join(blocks()), form, above, whole=True)], form)


def _gathered(parts: Iterable[Part], form: Form) -> Body:
    import pyarrow as pa

    schema = pa.schema([(name, pa.large_string()) for name in form.names])
    table = GrowingTable(schema)
    rejected: list[Rejected] = []
    lines: Sequence[int] = ()
    for part in parts:
        table.add(part.table)
        rejected += part.rejected
        lines = _joined(lines, part.lines)
    return Body(table.all().to_pandas(), tuple(rejected), lines)


def _joined(lines: Sequence[int], more: Sequence[int]) -> Sequence[int]:
    """The lines of one block after another: a range as long as there is one row a line."""
    if not lines:
        return more
    if isinstance(lines, range) and isinstance(more, range) and lines.stop == more.start:
        return range(lines.start, more.stop)
    if not isinstance(lines, array):
        lines = array("q", lines)
    lines.extend(more)
    return lines


def _parts(blocks: Blocks, form: Form, line: int) -> Iterator[Part]:
    """The rows of each block.

    Raises
    ------
    UnclearError
        A quote, or a line, does not end for many blocks.
    """
    waiting = beyond = b""  # what was not taken yet, and the end of it that was not looked at
    is_open = unclosed = False  # the row that waits; that no quote comes which could close it
    coming = blocks()
    block, done = next(coming, b""), 1
    while block:
        following = next(coming, b"")
        text, beyond = waiting + block, beyond + block
        if is_open and not unclosed and following and b'"' not in beyond:
            waiting = text
        else:
            end = text.rfind(b"\n") + 1 if following else len(text)
            part = _part(text[:end], form, line, whole=unclosed or not following)
            yield part
            line += part.taken
            beyond, is_open = text[end:], bool(part.waiting)
            waiting = part.waiting + beyond
        if following and len(waiting) > LONGEST_WAIT:
            later = chain([beyond], islice(blocks(), done, None))
            unclosed = not any(b'"' in some for some in later)
            if not unclosed or not is_open:
                raise UnclearError
        block, done = following, done + 1


def _part(text: bytes, form: Form, line: int, *, whole: bool) -> Part:
    """The rows of some lines; with `whole`, no quote that is open is closed further on."""
    if b'"' not in text:
        table = _well_formed(text, form)
        if table is not None:
            rows = table.num_rows
            return Part(table, (), range(line + 1, line + 1 + rows), rows)
        return _row_by_row(text.decode("utf-8"), form, line, whole=whole)
    decoded = text.decode("utf-8")
    found = _starts(decoded, form, whole=whole)
    if found is not None:
        starts, goes_on = found
        taken = starts.pop()
        waiting = _after_lines(decoded, taken).encode("utf-8") if goes_on else b""
        table = _well_formed(text[: len(text) - len(waiting)], form)
        if table is not None:
            lines = array("q", [line + 1 + start for start in starts])
            return Part(table, (), lines, taken, waiting)
    return _row_by_row(decoded, form, line, whole=whole)


def _well_formed(text: bytes, form: Form) -> Any:
    """Parse with pyarrow; None when a row is malformed or empty, so that it can be located."""
    import pyarrow as pa
    import pyarrow.csv as arrow_csv

    if not text:
        return None
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(text),
            read_options=arrow_csv.ReadOptions(
                column_names=list(form.names), block_size=PARSED_AT_ONCE, use_threads=False
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=form.separator, newlines_in_values=True, ignore_empty_lines=False
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types={name: pa.large_string() for name in form.names},
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return None
    return None if cells.set_aside_empty(table.to_pandas())[1] else table


def _starts(text: str, form: Form, *, whole: bool) -> tuple[array[int], bool] | None:
    """After how many lines each row begins and the last ends; whether an open row follows.

    None when a row is malformed: pyarrow repairs stray quotes in silence and may swallow rows in
    doing so.
    """
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=form.separator, strict=True)
    starts = array("q", [0])
    try:
        for fields in reader:
            if len(fields) != len(form.names):
                return None
            starts.append(reader.line_num)
    except csv.Error:
        if whole or lines.read(1):
            return None
        return starts, True
    return starts, False


def _after_lines(text: str, count: int) -> str:
    stream = io.StringIO(text, newline="")
    for _ in range(count):
        stream.readline()
    return stream.read()


def _row_by_row(text: str, form: Form, above: int, *, whole: bool) -> Part:
    import pyarrow as pa

    lines = list(io.StringIO(text, newline=""))
    rows: list[list[str]] = []
    places = array("q")
    rejected: list[Rejected] = []
    taken = len(lines)
    for record in records(lines, form.separator, len(form.names), whole=whole):
        line = above + record.line
        if record.open:
            taken = record.line - 1
        elif record.problem:
            rejected.append(Rejected(line, record.problem, record.content))
        elif not any(field.strip() for field in record.fields):
            rejected.append(Rejected(line, phrase("read.empty-row"), record.content))
        else:
            rows.append(record.fields)
            places.append(line)
    columns = list(zip(*rows, strict=True)) or [()] * len(form.names)
    table = pa.table(
        [pa.array([cell or None for cell in cells], pa.large_string()) for cells in columns],
        names=list(form.names),
    )
    return Part(table, rejected, places, taken, "".join(lines[taken:]).encode("utf-8"))
