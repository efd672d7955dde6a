"""Workbooks that would exhaust memory are refused before they are opened.

calamine makes room for every cell up to the farthest one and unpacks whole parts at once. Where
memory does not suffice, it ends the whole process: no exception could be caught.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator

from voc.errors import VocError
from voc.read.limits import MOST_CELLS, MOST_COLUMNS

__all__ = ["BROKEN_ZIP", "refuse_vast_workbook"]

# What zipfile and zlib raise over a damaged archive; NotImplementedError is a RuntimeError.
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
MOST_BYTES = 2 << 30  # of all parts, unpacked
SUSPECT_BYTES, MOST_INFLATION = 256 << 20, 150  # ordinary sheets unpack to 5–40 times their size
MOST_BYTES_OF_A_CELL = 16 << 20  # Excel itself stops at 32,767 characters
MOST_ROWS = 1 << 20  # as many as a sheet of Excel has
SECONDS_TO_TRY = 300
_STEP = 1 << 20
_STORED, _DEFLATED = 0, 8
_LOCAL_HEADER = 30
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_TARGET = re.compile(rb'\bTarget="([^"]*)"')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')

# Ends with 0 whenever it lives to the end: the same error will then be met, and told, over here.
_TRIAL = """
import io, os, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
except (ImportError, ValueError, OSError):
    pass
try:
    from python_calamine import CalamineWorkbook
    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    for name in book.sheet_names:
        try:
            book.get_sheet_by_name(name).to_python(skip_empty_area=True)
        except MemoryError:
            raise
        except BaseException:
            pass
except MemoryError:
    os._exit(3)
except BaseException:
    pass
os._exit(0)
"""


def refuse_vast_workbook(data: bytes, where: str) -> None:
    """Raise when opening a workbook would need more memory than there is.

    The sheets of an ordinary .xlsx are measured. Other kinds (xls, xlsb, ods), and sheets that are
    written in an unusual way, are opened by another process first.

    Parameters
    ----------
    data : bytes
        The file.
    where : str
        Its name, for messages.

    Raises
    ------
    VocError
        A part unpacks to gigabytes, a cell lies too far out, or the trial did not end well.
    """
    if not _is_measured(data, where):
        _try_elsewhere(data, where)


def _is_measured(data: bytes, where: str) -> bool:
    """Whether every sheet of a zipped workbook could be measured; raises when one is vast."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except BROKEN_ZIP:
        return False
    total = 0
    measured: set[str] = set()
    for member in members:
        if "/media/" in member.filename:  # pictures are never unpacked
            continue
        place = f"{where}, {member.filename}"
        name = member.filename
        sheet = _Sheet(place) if _SHEET.fullmatch(name) else None
        texts = run = 0
        try:
            for piece in _unpacked(data, member):
                total += len(piece)
                most = SUSPECT_BYTES if total > MOST_INFLATION * len(data) else MOST_BYTES
                if total > most:
                    raise VocError("limit.unpacked", where=place, most=most >> 20)
                run = 0 if b"<" in piece or name.endswith(".bin") else run + len(piece)
                if run > MOST_BYTES_OF_A_CELL:
                    raise VocError("limit.cell", where=place, most=MOST_BYTES_OF_A_CELL >> 20)
                texts += piece.count(b"si>")
                if texts > 2 * MOST_CELLS:
                    raise VocError("limit.texts", where=place, most=f"{MOST_CELLS:,}")
                if sheet is not None:
                    sheet.add(piece)
        except BROKEN_ZIP:
            return False
        if sheet is not None and sheet.ends_well():
            measured.add(name)
    return bool(measured) and _sheets_named(data) <= measured


def _sheets_named(data: bytes) -> set[str]:
    """The parts that the workbook itself says are its sheets."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            relations = archive.read("xl/_rels/workbook.xml.rels")
    except (KeyError, *BROKEN_ZIP):
        return {""}
    tags = [tag for tag in _RELATION.findall(relations) if b"/worksheet" in tag.lower()]
    targets = [found[1].decode("latin-1") if (found := _TARGET.search(t)) else "" for t in tags]
    return {"xl/" + target.removeprefix("/xl/") for target in targets} or {""}


def _unpacked(data: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a member, whatever size it claims to have."""
    header = data[member.header_offset : member.header_offset + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER:
        raise EOFError
    begin = member.header_offset + _LOCAL_HEADER
    begin += int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = memoryview(data)[begin : begin + member.compress_size]
    if member.compress_type == _STORED:
        for place in range(0, len(packed), _STEP):
            yield bytes(packed[place : place + _STEP])
    elif member.compress_type == _DEFLATED:
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        for place in range(0, len(packed), _STEP):
            rest: bytes | memoryview = packed[place : place + _STEP]
            while rest and not inflate.eof:
                yield inflate.decompress(rest, _STEP)
                rest = inflate.unconsumed_tail
        while not inflate.eof and (piece := inflate.decompress(b"", _STEP)):
            yield piece
    else:
        raise ValueError(member.compress_type)


class _Sheet:
    """The extent of a sheet, from its XML as it passes by."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._rest = b""
        self._usual = True
        self._width = self._height = self._cells = 0

    def add(self, piece: bytes) -> None:
        """Measure the cells of a piece; what it cuts in two waits for the next one."""
        text = self._rest + piece
        cut = text.rfind(b"<")
        if cut < 0:
            self._rest = b""
            return
        whole, self._rest = text[:cut], text[cut:]
        self._measure(whole)

    def _measure(self, whole: bytes) -> None:
        found = _CELL.findall(whole)
        # What begins with <c and is no cell; any other way to write a cell is unusual.
        others = whole.count(b"<col") + whole.count(b"<cf") + whole.count(b"<customS")
        if whole.count(b"<c") != len(found) + others or b":c" in whole:
            self._usual = False
        if not found:
            return
        letters, digits = zip(*found, strict=True)
        self._cells += len(found)
        self._width = max(self._width, *map(column_number, set(letters)))
        self._height = max(self._height, *map(int, set(digits)))
        vast = self._width * self._height > MOST_CELLS or self._cells > MOST_CELLS
        if vast or self._width > MOST_COLUMNS or self._height > MOST_ROWS:
            from xlsxwriter.utility import xl_col_to_name

            raise VocError(
                "limit.extent",
                where=self._where,
                cell=f"{xl_col_to_name(self._width - 1)}{self._height}",
            )

    def ends_well(self) -> bool:
        """Whether the measure is to be trusted."""
        self._measure(self._rest)
        return self._usual


def column_number(letters: bytes) -> int:
    """The number of a column.

    >>> column_number(b"A"), column_number(b"XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _try_elsewhere(data: bytes, where: str) -> None:
    """Open the workbook in another process, which may die in place of this one."""
    if not sys.executable:
        return
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", _TRIAL],
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS_TO_TRY,
            env={**os.environ, "RUST_BACKTRACE": "0"},
        )
    except subprocess.TimeoutExpired:
        raise VocError("limit.workbook", where=where) from None
    except OSError:  # no processes here, as in a browser
        return
    if done.returncode:
        raise VocError("limit.workbook", where=where)
