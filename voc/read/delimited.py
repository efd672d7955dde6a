"""Delimited text: CSV, TSV, and the same with semicolons or bars.

The encoding is found first (`encoding`), the separator and the header from the beginning of the
text (`layout`); then the rows are read block by block (`body`).
"""

from __future__ import annotations

import io
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.read import cells
from voc.read.body import rows_of
from voc.read.content import Content
from voc.read.encoding import Encoding, encoding_of, texts
from voc.read.layout import NAMES, Header, Layout, UnclearError, header_of, sniff
from voc.read.limits import refuse_wide
from voc.read.source import Rows

title = "delimited text"
extensions: tuple[str, ...] = (".csv", ".tsv", ".txt", ".tab", ".psv")


class Beginning(NamedTuple):
    """What the beginning of a text shows, and the bytes of UTF-8 before the first row."""

    separator: str
    header: Header
    size: int


def detect(path: Path, sample: bytes) -> bool:
    """Whatever text no other format has claimed."""
    return not sample.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html", b"<?xml"))


def read(content: Content) -> Rows:
    """Read one file.

    Raises
    ------
    VocError
        Undecodable bytes, no header, no rows, or rows that all have another number of fields.
    """
    encoding = encoding_of(content)
    beginning = _beginning(content, encoding)
    header = beginning.header
    refuse_wide(len(header.fields), str(content.path))
    names = cells.header_names(header.fields)

    def body() -> Iterator[bytes]:
        return _without_first(_utf8(content, encoding), beginning.size)

    try:
        found = rows_of(body, beginning.separator, names, header.lines)
    except UnicodeDecodeError:
        raise content.changed() from None
    malformed = [row for row in found.rejected if row.reason != phrase("read.empty-row")]
    if found.table.empty and malformed:
        raise VocError(
            "read.no-row-fits",
            where=phrase("read.line", file=content.path, line=malformed[0].line),
            count=len(names),
            header=listed(names[:6]),
        )
    return Rows(
        found.table,
        (*header.above, *found.rejected),
        _format(beginning.separator),
        encoding.name,
        header=tuple(field.strip() for field in header.fields),
        lines=found.lines,
    )


def _format(separator: str) -> str:
    told = NAMES.get(separator, title)
    return phrase(told) if "." in told else told


def _beginning(content: Content, encoding: Encoding) -> Beginning:
    """Separator and header, from the first block or, where it is too short to tell, from all."""
    blocks = _utf8(content, encoding)
    first = next(blocks, b"")
    following = next(blocks, b"")
    if following:
        with suppress(UnclearError):
            return _shown_by(getincrementaldecoder("utf-8")().decode(first), whole=False)
    text = b"".join((first, following, *blocks)).decode("utf-8")
    if not text.strip():
        raise VocError("read.empty-file", where=str(content.path))
    return _shown_by(text, whole=True)


def _shown_by(text: str, *, whole: bool) -> Beginning:
    named = text[4:5] if text[:4].lower() == "sep=" else ""  # Excel's own hint on the first line
    layout = Layout(named, 1) if named else sniff(text, whole)
    header = header_of(text, layout, whole)
    if named:
        header = header._replace(above=header.above[1:])
    lines = io.StringIO(text, newline="")
    size = sum(len(lines.readline().encode("utf-8")) for _ in range(header.lines))
    return Beginning(layout.separator, header, size)


def _utf8(content: Content, encoding: Encoding) -> Iterator[bytes]:
    """The text in UTF-8, in blocks, without empty lines at its end."""
    if encoding.codec.startswith("utf-16"):
        yield "".join(texts(content, encoding)).rstrip("\r\n").encode("utf-8")
        return
    end = content.end_without(b"\r\n")
    if encoding.codec == "utf-8":
        yield from content.blocks(encoding.mark, end)
    else:
        yield from (text.encode("utf-8") for text in texts(content, encoding, end))


def _without_first(blocks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """The blocks without their first bytes."""
    for block in blocks:
        if size < len(block):
            yield block[size:]
        size = max(0, size - len(block))
