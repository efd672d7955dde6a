"""From bytes to text: byte order mark, then strict UTF-8, then strict GB18030, or a clear refusal.

Strict UTF-8 comes first because UTF-8 Chinese often decodes as GB18030 without an error. GB18030
in turn accepts most byte pairs, so what it yields must look like Chinese before it is believed.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import NamedTuple

from voc.errors import VocError
from voc.messages import phrase

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


class Decoded(NamedTuple):
    """Text without its byte order mark, and the name of the encoding it came in."""

    text: str
    encoding: str


def decode(data: bytes, name: str) -> Decoded:
    """Decode the bytes of a file, or say which byte is in the way.

    Parameters
    ----------
    data : bytes
        The whole file.
    name : str
        File name for the message.

    Returns
    -------
    Decoded
        `encoding` is one of utf-8, utf-8-sig, utf-16-le, utf-16-be, gb18030.

    Raises
    ------
    VocError
        Binary data, another encoding, or a broken byte; with file, offset and byte.

    Examples
    --------
    >>> decode("服务很好".encode("gbk"), "a.csv")
    Decoded(text='服务很好', encoding='gb18030')
    """
    for mark, label, codec in MARKS:
        if data.startswith(mark):
            return Decoded(_decode_marked(data, len(mark), codec, name), label)
    refuse_binary(data, name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        not_utf8 = error.start
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        # The encoding that got further is the one that was meant.
        offset = max(not_utf8, error.start)
        raise _broken(data, offset, name, "read.neither-encoding") from None
    if not looks_chinese(text):
        raise _broken(data, not_utf8, name, "read.no-chinese")
    return Decoded(text, "gb18030")


def _decode_marked(data: bytes, skip: int, codec: str, name: str) -> str:
    promised = codec.upper()
    try:
        text = data[skip:].decode(codec)
    except UnicodeDecodeError as error:
        raise _broken(
            data, error.start + skip, name, "read.not-as-marked", codec=promised
        ) from None
    if "\0" in text:
        raise _broken(
            data,
            skip + len(text[: text.index("\0")].encode(codec)),
            name,
            "read.not-as-marked",
            codec=promised,
        )
    return text


def refuse_binary(data: bytes, name: str) -> None:
    """Raise when the bytes cannot be text, naming the kind of file where its first bytes tell."""
    kind = next((kind for magic, kind in OTHER_KINDS if data.startswith(magic)), None)
    offset = data.find(b"\0")
    if kind is None and offset < 0:
        return
    where = name if offset < 0 else phrase("read.byte", file=name, byte=offset, value="0x00")
    raise VocError("read.no-text-file", where=where, kind=phrase(kind or "read.binary"))


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


def _broken(data: bytes, offset: int, name: str, code: str, **values: str) -> VocError:
    value = f"0x{data[offset]:02X}" if offset < len(data) else phrase("read.end-of-file")
    line = phrase("read.line", file=name, line=data.count(b"\n", 0, offset) + 1)
    where = phrase("read.byte", file=line, byte=offset, value=value)
    return VocError(code, where=where, **values)
