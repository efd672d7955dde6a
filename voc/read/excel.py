"""Excel workbooks (xlsx, xlsm, xlsb, legacy xls) and OpenDocument sheets, by python-calamine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from voc.errors import VocError
from voc.messages import phrase
from voc.read import cells, platforms
from voc.read.content import Content
from voc.read.limits import refuse_vast
from voc.read.source import Rejected, Rows
from voc.read.workbook_size import BROKEN_ZIP, refuse_vast_workbook

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

title = "Excel workbook"
extensions: tuple[str, ...] = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book", "EncryptedPackage"))
ENCRYPTED = OLE_STREAMS[-1]
LONGEST_PREAMBLE = 15  # rows that may stand above the header
HEADER_FILL = 0.6  # share of the table's width that a header fills
FIRST_ROWS = 4  # shown to the platforms: headers and a row of answers

Cells = list[object]


def detect(path: Path, sample: bytes) -> bool:
    """A zip or OLE container that holds a workbook, or that claims to by its name."""
    if sample.startswith(ZIP):
        try:
            with zipfile.ZipFile(path) as archive:
                members = archive.namelist()
        except BROKEN_ZIP:
            return path.suffix.lower() in extensions
        return any(name.startswith("xl/") for name in members) or "content.xml" in members
    if sample.startswith(OLE):
        content = path.read_bytes()
        named = path.suffix.lower() in extensions
        return named or any(stream in content for stream in OLE_STREAMS)
    return False


def read(content: Content) -> Rows:
    """Read the first visible sheet that holds anything.

    Raises
    ------
    VocError
        Password, damaged file, or no sheet with rows.
    """
    path = content.path
    workbook = open_workbook(path, content.whole())
    sheet_name, place, grid, filled_sheets = _first_filled_sheet(workbook, path)
    start = _header_row(grid)
    first_line = place + 1
    above = tuple(
        Rejected(first_line + number, phrase("read.above-header"), _joined(row))
        for number, row in enumerate(grid[:start])
        if any(_filled(row))
    )
    rows = grid[start + 1 :]
    refuse_vast(len(rows), len(grid[start]), str(path))
    names = cells.header_names([_whole(cell) for cell in grid[start]])
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    table = pd.DataFrame(
        {
            name: cells.tidy(_whole(cell) for cell in column)
            for name, column in zip(names, columns, strict=True)
        }
    )
    lines = range(first_line + start + 1, first_line + start + 1 + len(rows))
    table, empty = cells.set_aside_empty(table, lines)
    empty_lines = {one.line for one in empty}
    code = "screen.excel-first" if filled_sheets > 1 else "screen.excel"
    return Rows(
        table,
        (*above, *empty),
        phrase(code, sheet=sheet_name, filled=filled_sheets),
        header=tuple(_written(grid[start])),
        lines=tuple(line for line in lines if line not in empty_lines),
    )


def open_workbook(path: Path, data: bytes) -> CalamineWorkbook:
    """Open a workbook from its content; `path` is for the messages.

    Raises
    ------
    VocError
        Password, damaged file, or a sheet of a size that memory cannot hold.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    locked = VocError("read.password", where=str(path))
    if data.startswith(OLE) and ENCRYPTED in data:
        raise locked
    refuse_vast_workbook(data, str(path))
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise locked from None
    except BaseException as error:
        if not (isinstance(error, CalamineError | OSError | ValueError) or _panicked(error)):
            raise
        raise _damaged(path, error) from None


def _panicked(error: BaseException) -> bool:
    """Tell a failed assertion inside calamine, which comes as an exception of its own root."""
    return type(error).__name__ == "PanicException"


def _damaged(path: Path, error: BaseException) -> VocError:
    reason = "" if _panicked(error) else str(error)
    return VocError(
        "read.workbook-unreadable", where=str(path), reason=reason or phrase("read.damaged")
    )


def _first_filled_sheet(
    workbook: CalamineWorkbook, path: Path
) -> tuple[str, int, list[Cells], int]:
    """Return name, first used row (0-based), cells and the number of sheets with data."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    found: tuple[str, int, list[Cells]] | None = None
    filled = 0
    for sheet in workbook.sheets_metadata:
        if sheet.typ != SheetTypeEnum.WorkSheet or sheet.visible != SheetVisibleEnum.Visible:
            continue
        start, grid = sheet_cells(workbook, sheet.name, path)
        if not any(any(_filled(row)) for row in grid):
            continue
        filled += 1
        if found is None:
            found = (sheet.name, start[0], grid)
    if found is None:
        raise VocError("read.no-sheet", where=str(path))
    return (*found, filled)


def sheet_cells(
    workbook: CalamineWorkbook, name: str, path: Path
) -> tuple[tuple[int, int], list[Cells]]:
    """First used row and column (0-based) of a sheet, and its cells from there on.

    Raises
    ------
    VocError
        The sheet is damaged.
    """
    from python_calamine import CalamineError

    try:
        sheet = workbook.get_sheet_by_name(name)
        grid: list[Cells] = [list(row) for row in sheet.to_python(skip_empty_area=True)]
        return sheet.start or (0, 0), grid
    except BaseException as error:
        if not (isinstance(error, CalamineError | OSError | ValueError) or _panicked(error)):
            raise
        raise _damaged(path, error) from None


def _header_row(grid: Sequence[Cells]) -> int:
    """Find the first row that names nearly every column; titles and blanks may stand above it."""
    fills = [sum(_filled(row)) for row in grid[: LONGEST_PREAMBLE * 4]]
    first = next(place for place, fill in enumerate(fills) if fill)
    if platforms.is_header([_written(row) for row in grid[first : first + FIRST_ROWS]]):
        return first
    enough = HEADER_FILL * max(fills)
    for place in range(first, min(len(fills), first + LONGEST_PREAMBLE)):
        if fills[place] >= enough:
            # A header is words; where none is found, the first row is taken as it is.
            words = sum(isinstance(cell, str) for cell in grid[place] if not _empty(cell))
            return place if words >= 0.5 * fills[place] else first
    return first


def _written(row: Cells) -> list[str]:
    return ["" if _empty(cell) else str(_whole(cell)) for cell in row]


def _filled(row: Cells) -> list[bool]:
    return [not _empty(cell) for cell in row]


def _empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _whole(cell: object) -> object:
    """Excel stores every number as a float: 24.0 is what the user knows as 24."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < cells.EXACT_IN_FLOAT:
        return int(cell)
    return cell


def _joined(row: Cells) -> str:
    return " ".join(str(_whole(cell)) for cell in row if not _empty(cell))
