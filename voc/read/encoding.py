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

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
SAVE_AS_UTF8 = (
    "Save the file as UTF-8 (Excel: Save As, 'CSV UTF-8'; a text editor: encoding UTF-8), "
    "or export it as .xlsx."
)
SAVE_AS_CSV_OR_XLSX = "Export the table as CSV (UTF-8 or GBK), .xlsx, JSON Lines or Parquet."
# What a file is when its first bytes say so and it is no table we read.
OTHER_KINDS = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
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
        raise _broken(data, offset, name, "in UTF-8 nor in GB18030 (GBK)", "neither ") from None
    if not looks_chinese(text):
        raise _broken(data, not_utf8, name, "in UTF-8, and read as GBK it gives no Chinese")
    return Decoded(text, "gb18030")


def _decode_marked(data: bytes, skip: int, codec: str, name: str) -> str:
    promised = f"in {codec.upper()}, which its byte order mark promises"
    try:
        text = data[skip:].decode(codec)
    except UnicodeDecodeError as error:
        raise _broken(data, error.start + skip, name, promised) from None
    if "\0" in text:
        raise _broken(data, skip + len(text[: text.index("\0")].encode(codec)), name, promised)
    return text


def refuse_binary(data: bytes, name: str) -> None:
    """Raise when the bytes cannot be text, naming the kind of file where its first bytes tell."""
    kind = next((kind for magic, kind in OTHER_KINDS if data.startswith(magic)), None)
    offset = data.find(b"\0")
    if kind is None and offset < 0:
        return
    what = f"This is {kind}, not a table" if kind else "This is a binary file, not a table"
    where = name if offset < 0 else f"{name}, byte {offset} (0x00)"
    raise VocError(what, where=where, fix=SAVE_AS_CSV_OR_XLSX)


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


def _broken(data: bytes, offset: int, name: str, why: str, neither: str = "not ") -> VocError:
    byte = f"0x{data[offset]:02X}" if offset < len(data) else "end of file"
    line = data.count(b"\n", 0, offset) + 1
    return VocError(
        f"The text is {neither}{why}",
        where=f"{name}, line {line}, byte {offset} ({byte})",
        fix=SAVE_AS_UTF8,
    )
