"""How the lines of delimited text are cut: which separator, and where the header stands."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Literal, NamedTuple

from voc.messages import phrase
from voc.read.profile import NUMBER, SENTENCE, WORDS
from voc.read.source import Rejected

__all__ = ["NAMES", "ONE_COLUMN", "Header", "Layout", "UnclearError", "header_of", "sniff"]

NAMES = {",": "CSV", "\t": "TSV", ";": "screen.semicolons", "|": "screen.bars"}
ONE_COLUMN = "\x1f"  # a separator that no text holds: each line is one value
SNIFFED_CHARACTERS, SNIFFED_ROWS = 200_000, 200
FITTING = 0.6  # share of rows that must be as wide as the header; otherwise it is one column
CERTAIN = 0.9  # the same, where title lines stand above the header
LONGEST_PREAMBLE = 5  # title lines that may stand above the header

csv.field_size_limit(1 << 27)  # a long dialogue in one cell is no error


class UnclearError(Exception):
    """The beginning of a file does not show what the whole of it would."""


class Layout(NamedTuple):
    """How the lines of a file are cut: the separator, and the line on which the header stands."""

    separator: str
    header_record: int


class Header(NamedTuple):
    """Names of the columns, title lines above them, and how many lines both take."""

    fields: list[str]
    above: tuple[Rejected, ...]
    lines: int


def sniff(text: str, whole: bool = True) -> Layout:
    """Find the separator that cuts most rows into as many fields as the header has.

    Parameters
    ----------
    text : str
    whole : bool
        False when it is the beginning of a longer text.

    Raises
    ------
    UnclearError
        The beginning is too short to tell.

    Examples
    --------
    >>> sniff("编号;评论\\n1;好，很好\\n2;差, 不来了").separator
    ';'
    """
    # With quotes as they are meant; else without, for a stray one may hide the rows after it.
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        best, best_rank = Layout(ONE_COLUMN, 0), (False, 0.0, 0)
        for separator in NAMES:
            widths = _sampled_widths(text, separator, quoting, whole)
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


def _sampled_widths(text: str, separator: str, quoting: Literal[0, 3], whole: bool) -> list[int]:
    """Count the fields of the first rows that are not blank."""
    size, sampled = SNIFFED_CHARACTERS, []
    while True:
        if size > len(text) and not whole:
            raise UnclearError
        lines = io.StringIO(text[:size], newline="")
        reader = csv.reader(lines, delimiter=separator, quoting=quoting)
        try:
            sampled = list(islice(reader, SNIFFED_ROWS))
        except csv.Error:
            return []
        if len(sampled) > 2 or (whole and size >= len(text)):
            break
        size *= 8  # a comment of megabytes in the first rows
    # The last record of a cut sample may be half a row.
    cut = (len(text) > size or not whole) and 2 < len(sampled) < SNIFFED_ROWS
    return [
        len(fields) for fields in (sampled[:-1] if cut else sampled) if any(map(str.strip, fields))
    ]


def header_of(text: str, layout: Layout, whole: bool = True) -> Header:
    """The header of a text, and the lines above it.

    Raises
    ------
    UnclearError
        The text is not `whole`, and the header takes all of it.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=layout.separator)
    above: list[Rejected] = []
    before = 0
    for fields in reader:
        if any(field.strip() for field in fields):
            if len(above) == layout.header_record:
                through = reader.line_num
                if not whole and next(reader, None) is None:
                    raise UnclearError
                if _is_data(fields):
                    fields, through = [""] * len(fields), before
                return Header(fields, tuple(above), through)
            content = layout.separator.join(fields)
            above.append(Rejected(before + 1, phrase("read.above-header"), content))
        before = reader.line_num
    if not whole:
        raise UnclearError
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
