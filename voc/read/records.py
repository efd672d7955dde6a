"""Rows of delimited text one by one: what is wrong with a row, and where it stands."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from voc.messages import phrase

__all__ = ["Record", "records"]


class Record(NamedTuple):
    """The fields of one row; `problem` says why it cannot be taken, and `content` what it says.

    `line` counts from 1. Of an `open` row nothing is known but where it begins.
    """

    line: int
    fields: list[str]
    problem: str = ""
    content: str = ""
    open: bool = False


def records(
    lines: Sequence[str], separator: str, width: int, *, whole: bool = True
) -> Iterator[Record]:
    """Cut lines into rows, and recover after a quote that was never closed.

    Without that, one stray quote takes all rows up to the next quote into one cell.

    Parameters
    ----------
    lines : sequence of str
        With their ends.
    separator : str
    width : int
        How many fields a row should have.
    whole : bool
        False when more lines follow: a row whose quote is open at the end is then left `open`,
        and is the last.
    """
    position = 0
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
            if not whole and position + reader.line_num == len(lines):
                yield Record(first + 1, [], open=True)
                return
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
