"""Opens a workbook that an analyst edited and gives its rows as texts that know their cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voc.errors import VocError
from voc.lexicon.excel.layout import COLUMNS, SHEETS, Names, known_id
from voc.lexicon.fault import Fault
from voc.messages import phrase

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_MOST_CELLS = 5_000_000
_NUMBERED = re.compile(r"\s*\d+$")


@dataclass(frozen=True)
class Layout:
    """Sheets and columns with their names in both languages, and what cannot be missing."""

    sheets: Mapping[str, Names]
    columns: Mapping[str, Mapping[str, Names]]  # sheets without any are not read
    needed: Mapping[str, Sequence[str]]  # columns of a sheet
    required: Sequence[str]  # sheets
    origin: str  # the command that wrote such a workbook


CODEBOOK = Layout(
    SHEETS,
    COLUMNS,
    {
        "book": ["key", "value"],
        "drivers": ["id"],
        "words": ["driver", "kind", "word"],
        "pairs": ["driver", "term", "word", "polarity"],
    },
    required=("drivers", "words"),
    origin="voc codebook export",
)


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, without blanks around it, and where it is."""

    text: str
    where: str


Row = dict[str, Cell]  # by the ids of the columns; examples are "example 8", "example 9" …


class WorkbookRows:
    """The sheets of a workbook.

    Parameters
    ----------
    path : Path
    layout : Layout

    Attributes
    ----------
    faults : list of Fault
        What was wrong with the rows read so far.

    Raises
    ------
    VocError
        The workbook cannot be opened or lacks a sheet.
    """

    def __init__(self, path: Path, layout: Layout = CODEBOOK) -> None:
        self._layout = layout
        self.faults: list[Fault] = []
        self._grids: dict[str, tuple[str, Sequence[Sequence[object]]]] = {}
        workbook = opened(path)
        for name in workbook.sheet_names:
            key = known_id(name, layout.sheets)
            if key is None or key not in layout.columns or key in self._grids:
                continue
            with _told(path):
                sheet = workbook.get_sheet_by_name(name)
                row, column = sheet.end or (0, 0)
                if (row + 1) * (column + 1) > _MOST_CELLS:
                    raise VocError(
                        "codebook.stray-cell", where=f"{path}, {phrase('place.sheet', sheet=name)}"
                    )
                self._grids[key] = (name, sheet.to_python(skip_empty_area=False))
        for key in layout.required:
            if key not in self._grids:
                chinese, english = layout.sheets[key]
                raise VocError(
                    "codebook.no-sheet",
                    where=str(path),
                    chinese=chinese,
                    english=english,
                    origin=layout.origin,
                )

    def sheet(self, key: str) -> str:
        """A sheet as messages call it."""
        name = self._grids[key][0] if key in self._grids else self._layout.sheets[key][0]
        return phrase("place.sheet", sheet=name)

    def rows(self, key: str) -> Iterator[Row]:
        """The rows that say something, below the heading."""
        _, grid = self._grids.get(key, ("", []))
        columns = self._columns(key, grid[0]) if grid else {}
        for number, values in enumerate(grid[1:], 1):
            where = {column: self._where(key, number, place) for column, place in columns.items()}
            row = {
                column: Cell(self._text(values[place], where[column]), where[column])
                for column, place in columns.items()
            }
            if any(cell.text for cell in row.values()):
                anywhere = Cell("", phrase("place.row-of", table=self.sheet(key), row=number + 1))
                yield {**dict.fromkeys(self._layout.columns[key], anywhere), **row}

    def _columns(self, key: str, heading: Sequence[object]) -> dict[str, int]:
        """Where each column is; empty when one that is needed is missing."""
        found: dict[str, int] = {}
        for place, value in enumerate(heading):
            text = str(value).strip()
            names = self._layout.columns[key]
            column = known_id(text, names) or known_id(_NUMBERED.sub("", text), names)
            if column == "example":
                column = f"example {place}"
            if column:
                found.setdefault(column, place)
        missing = [column for column in self._layout.needed[key] if column not in found]
        for column in missing:
            chinese, english = self._layout.columns[key][column]
            self.faults.append(
                Fault.of(
                    "codebook.no-column",
                    phrase("place.row-of", table=self.sheet(key), row=1),
                    chinese=chinese,
                    english=english,
                    origin=self._layout.origin,
                )
            )
        return {} if missing else found

    def _where(self, key: str, row: int, column: int) -> str:
        cell = f"{_letters(column)}{row + 1}"
        return phrase("place.cell-of", table=self.sheet(key), cell=cell)

    def _text(self, value: object, where: str) -> str:
        """A cell as text; Excel has made 5.0 of 5."""
        match value:
            case None:
                return ""
            case bool():
                return str(value).upper()
            case float():
                return str(int(value)) if value.is_integer() else repr(value)
            case dt.date() | dt.time() | dt.timedelta():
                self.faults.append(Fault.of("codebook.date-cell", where))
                return ""
        return str(value).strip()


def _letters(column: int) -> str:
    """The name of a column, counted from 0.

    >>> _letters(0), _letters(25), _letters(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def opened(path: Path) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    if not path.is_file():
        raise VocError("codebook.no-workbook", where=str(path))
    with _told(path):
        return CalamineWorkbook.from_path(str(path))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What calamine says of a damaged workbook, also by a failed assertion, as a `VocError`."""
    from python_calamine import CalamineError

    try:
        yield
    except (CalamineError, OSError, ValueError) as error:
        raise VocError("codebook.workbook-unreadable", where=str(path), error=error) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        reason = phrase("read.damaged")
        raise VocError("codebook.workbook-unreadable", where=str(path), error=reason) from None
