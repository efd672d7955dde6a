"""From bytes to text: byte order mark, then strict UTF-8, then strict GB18030, or a clear refusal.

Strict UTF-8 comes first because UTF-8 Chinese often decodes as GB18030 without an error. GB18030
in turn accepts most byte pairs, so what it yields must look like Chinese before it is believed.
"""

from __future__ import annotations

import codecs
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from voc.errors import VocError
from voc.messages import phrase
from voc.read.content import Content

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
# What a file is when its first bytes say so and it is no table we read.
OTHER_KINDS = (
    (b"%PDF", "read.kind-pdf"),
    (b"\x89PNG", "read.kind-png"),
    (b"\xff\xd8\xff", "read.kind-jpeg"),
    (b"GIF8", "read.kind-gif"),
    (b"PK\x03\x04", "read.kind-zip"),
    (b"\xd0\xcf\x11\xe0", "read.kind-old-office"),
    (b"\x1f\x8b", "read.kind-gzip"),
    (b"7z\xbc\xaf", "read.kind-7z"),
    (b"Rar!", "read.kind-rar"),
)
# Korean letters in EUC-KR take the codes of the hanzi from 啊 to 趣, in the order of pinyin.
# Half of the hanzi of any Chinese text lie beyond.
LAST_KOREAN_ROW = 0xC8
ENOUGH_HANZI = 20
JUDGED = 30_000  # characters looked at; enough to tell, cheap on a large file
CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class Encoding(NamedTuple):
    """The name of an encoding, Python's codec for it, and the bytes of its byte order mark."""

    name: str
    codec: str
    mark: int = 0


class Decoded(NamedTuple):
    """Text without its byte order mark, and the name of the encoding it came in."""

    text: str
    encoding: str


class BrokenError(ValueError):
    """A byte that does not belong to the encoding; counted from the start of the file."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def decode(content: Content) -> Decoded:
    """Decode a whole file.

    Raises
    ------
    VocError
        As `encoding_of`.

    Examples
    --------
    >>> from pathlib import Path
    >>> decode(Content.of(Path("a.csv"), "服务很好".encode("gbk")))
    Decoded(text='服务很好', encoding='gb18030')
    """
    encoding = encoding_of(content)
    return Decoded("".join(texts(content, encoding)), encoding.name)


def encoding_of(content: Content) -> Encoding:
    """The encoding of a file, every byte of which was looked at; its text is not kept.

    Returns
    -------
    Encoding
        Its name is one of utf-8, utf-8-sig, utf-16-le, utf-16-be, gb18030.

    Raises
    ------
    VocError
        Binary data, another encoding, or a broken byte; with file, line, offset and byte.
    """
    for mark, name, codec in MARKS:
        if content.head.startswith(mark):
            encoding = Encoding(name, codec, len(mark))
            _check_marked(content, encoding)
            return encoding
    kind = next((kind for magic, kind in OTHER_KINDS if content.head.startswith(magic)), None)
    if kind is not None:
        raise _binary(content, kind)
    try:
        for _, text in _pieces(content, "utf-8"):
            if "\0" in text:
                raise _binary(content)
        return Encoding("utf-8", "utf-8")
    except BrokenError as error:
        not_utf8 = error.offset
    if _first_zero(content) is not None:
        raise _binary(content)
    beginning = ""
    try:
        for _, text in _pieces(content, "gb18030"):
            beginning += text[: JUDGED - len(beginning)]
    except BrokenError as error:
        # The encoding that got further is the one that was meant.
        raise _broken(content, max(not_utf8, error.offset), "read.neither-encoding") from None
    if not looks_chinese(beginning):
        raise _broken(content, not_utf8, "read.no-chinese")
    return Encoding("gb18030", "gb18030")


def texts(content: Content, encoding: Encoding, end: int | None = None) -> Iterator[str]:
    """The text of a file whose encoding is known, piece by piece, up to a place in it.

    Raises
    ------
    VocError
        The file is no longer what it was when its encoding was found.
    """
    try:
        for _, text in _pieces(content, encoding.codec, encoding.mark, end):
            yield text
    except BrokenError:
        raise content.changed() from None


def _pieces(
    content: Content, codec: str, start: int = 0, end: int | None = None
) -> Iterator[tuple[int, str]]:
    """The text of a file piece by piece, and on which byte each piece begins."""
    end = content.size if end is None else end
    decoder = getincrementaldecoder(codec)()
    for block in content.blocks(start, end):
        held = len(decoder.getstate()[0])  # of a character that two blocks share
        place, start = start - held, start + len(block)
        try:
            yield place, decoder.decode(block, start >= end)
        except UnicodeDecodeError as error:
            raise BrokenError(place + error.start) from None


def _check_marked(content: Content, encoding: Encoding) -> None:
    """Raise when the text is not what its byte order mark says."""
    zero: int | None = None
    try:
        for place, text in _pieces(content, encoding.codec, encoding.mark):
            if zero is None and "\0" in text:
                zero = place + len(text[: text.index("\0")].encode(encoding.codec))
    except BrokenError as error:
        zero = error.offset
    if zero is not None:
        raise _broken(content, zero, "read.not-as-marked", codec=encoding.codec.upper())


def _binary(content: Content, kind: str = "read.binary") -> VocError:
    """The error that the bytes are no text, of a known kind of file or with a zero in it."""
    zero = _first_zero(content)
    where = str(content.path)
    if zero is not None:
        where = phrase("read.byte", file=content.path, byte=zero, value="0x00")
    return VocError("read.no-text-file", where=where, kind=phrase(kind))


def _first_zero(content: Content) -> int | None:
    place = 0
    for block in content.blocks():
        if (found := block.find(b"\0")) >= 0:
            return place + found
        place += len(block)
    return None


def looks_chinese(text: str) -> bool:
    """Tell Chinese from another encoding that GB18030 happened to accept.

    Real comments have 99 % of their non-ASCII characters in the first level of GB2312 (traditional
    ones 75 %), mojibake of UTF-8, Big5, Shift-JIS or Latin-1 under 40 %. Korean has all of them
    there, but in the first half of it only.
    """
    if CONTROL.search(text[:JUDGED]):
        return False
    foreign = [char for char in text[:JUDGED] if char > "\x7f"]
    common = [char for char in foreign if char in common_characters()]
    if len(common) < 0.5 * len(foreign):
        return False
    rows = [char.encode("gb18030")[0] for char in set(common)]  # 不不不不 tells no more than 不
    hanzi = [row for row in rows if row >= 0xB0]
    early = sum(row <= LAST_KOREAN_ROW for row in hanzi)
    return len(hanzi) < ENOUGH_HANZI or early < 0.9 * len(hanzi)


@cache
def common_characters() -> frozenset[str]:
    """Hanzi of GB2312 level 1, its punctuation and its full-width forms."""
    rows = (0xA1, 0xA3, *range(0xB0, 0xD8))
    pairs = (bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF))
    return frozenset(char for pair in pairs if (char := pair.decode("gb2312", errors="ignore")))


def _broken(content: Content, offset: int, code: str, **values: str) -> VocError:
    byte = content.part(offset, 1)
    value = f"0x{byte[0]:02X}" if byte else phrase("read.end-of-file")
    lines = sum(block.count(b"\n") for block in content.blocks(end=offset))
    line = phrase("read.line", file=content.path, line=lines + 1)
    return VocError(code, where=phrase("read.byte", file=line, byte=offset, value=value), **values)
