"""Reads the workbook that a coder filled in, and checks that it belongs to the run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from voc.coding.codes import ABSENT, Codes, class_table, typed_class
from voc.coding.sheet import DRAW_SHEET, DRIVER_PREFIX, RECORD_SHEET
from voc.errors import VocError
from voc.files import expanded
from voc.messages import listed, phrase
from voc.read.excel import Cells, open_workbook, sheet_cells
from voc.report.formats import shown

__all__ = ["Coded", "read_coded"]

_ANSWERS = "正 中 负 / positive neutral negative / 1 0 -1"
_LABELS = "正面 中性 负面 / positive neutral negative / 1 0 -1"
_SHOWN = 5  # faulty cells named at once


@dataclass(frozen=True)
class Coded:
    """What a coder filled in.

    Attributes
    ----------
    codes : Codes
        The answers; only comments that were coded.
    weights : Series
        By comment_id: how many comments of the run each coded one stands for.
    blank : list of str
        Comments drawn and not coded.
    record : dict
        What the sheet was made from: codebook, version, seed …
    """

    codes: Codes
    weights: pd.Series[float]
    blank: list[str]
    record: dict[str, str]


@dataclass(frozen=True)
class _Sheet:
    """The cells of one sheet; rows and columns count from 0 as Excel's A1 does."""

    path: Path
    name: str
    start: tuple[int, int]
    grid: list[Cells]

    def address(self, row: int, column: int) -> str:
        letters, column = "", column + self.start[1]
        while column >= 0:
            letters = chr(ord("A") + column % 26) + letters
            column = column // 26 - 1
        return f"{letters}{row + self.start[0] + 1}"

    def fault(self, code: str, cells: Sequence[tuple[int, int]], **values: Any) -> VocError:
        """An error that names the sheet and the cells, the first few of them."""
        sheet = phrase("coding.sheet-of", file=self.path, sheet=self.name)
        named = listed((self.address(*cell) for cell in cells), _SHOWN)
        place = "place.cell-of" if len(cells) == 1 else "place.cells-of"
        return VocError(code, where=phrase(place, table=sheet, cell=named), **values)


def read_coded(path: str | Path, comments: pd.DataFrame, *, name: str | None = None) -> Coded:
    """Read a workbook that `voc sample` wrote and a coder filled in.

    Parameters
    ----------
    path : str or Path
        The workbook.
    comments : DataFrame
        The comments table of the run; ids and texts must be those of the sheet.
    name : str, optional
        Of the coder; by default the name of the file.

    Returns
    -------
    Coded
        Rows without any answer are `blank`, as are drawn comments whose row is gone. 正, 正面,
        positive, pos, 1 and + mean the same; likewise for the other classes.

    Raises
    ------
    VocError
        No such file or not a sheet of `voc sample`; a cell that is no answer, a comment that was
        not drawn, stands twice or is not that of the run; nothing coded. With sheet and cell.
    """
    file = expanded(path)
    if not file.is_file():
        raise VocError("coding.no-file", where=str(path))
    workbook = open_workbook(file, file.read_bytes())
    hidden = {}
    for sheet_name in (RECORD_SHEET, DRAW_SHEET):
        if sheet_name not in workbook.sheet_names:
            raise VocError("coding.no-hidden-sheet", where=str(path), sheet=sheet_name)
        hidden[sheet_name] = sheet_cells(workbook, sheet_name, file)[1]
    for sheet_name in workbook.sheet_names:
        if sheet_name not in hidden:
            start, grid = sheet_cells(workbook, sheet_name, file)
            if grid and "comment_id" in grid[0]:
                sheet = _Sheet(file, sheet_name, start, grid)
                drawn = {str(row[0]): _weight(row[1]) for row in hidden[DRAW_SHEET][1:]}
                record = {str(row[0]): str(row[1]) for row in hidden[RECORD_SHEET]}
                return _coded(sheet, comments, drawn, record, name or file.stem)
    raise VocError("coding.no-hidden-row", where=str(path))


def _weight(cell: object) -> float:
    return float(str(cell))


def _coded(
    sheet: _Sheet,
    comments: pd.DataFrame,
    drawn: dict[str, float],
    record: dict[str, str],
    name: str,
) -> Coded:
    columns = {str(cell): place for place, cell in enumerate(sheet.grid[0]) if cell}
    if missing := {"comment_id", "text", "label"} - set(columns):
        raise sheet.fault("coding.column-missing", [(0, 0)], column=min(missing))
    drivers = {
        key.removeprefix(DRIVER_PREFIX): place
        for key, place in columns.items()
        if key.startswith(DRIVER_PREFIX)
    }
    rows = _rows(sheet, columns["comment_id"], drawn)
    _refuse_other_texts(sheet, rows, columns["text"], comments)
    answers = _answers(sheet, rows, columns["label"], drivers)
    coded = pd.Index([comment for comment in rows if answers[comment]], name="comment_id")
    if coded.empty:
        raise VocError(
            "coding.nothing-coded",
            where=phrase("coding.sheet-of", file=sheet.path, sheet=sheet.name),
        )
    classes = {
        (comment, driver): said
        for comment in coded
        for driver, said in answers[comment].items()
        if driver
    }
    labels = [answers[comment].get("") for comment in coded]
    return Coded(
        codes=Codes(
            name, pd.Series(labels, coded, dtype=object), class_table(classes, coded, list(drivers))
        ),
        weights=pd.Series([drawn[comment] for comment in coded], coded),
        blank=[comment for comment in drawn if not answers.get(comment)],
        record=record,
    )


def _rows(sheet: _Sheet, column: int, drawn: dict[str, float]) -> dict[str, int]:
    """Row of each comment, without the two heading rows and rows that hold nothing."""
    rows: dict[str, int] = {}
    for row, cells in enumerate(sheet.grid[2:], start=2):
        comment = str(cells[column] or "").strip()
        if not any(str(cell or "").strip() for cell in cells):
            continue
        if comment not in drawn:
            code = "coding.not-drawn" if comment else "coding.no-id"
            raise sheet.fault(code, [(row, column)], comment=_shown(comment))
        if comment in rows:
            cells_of_it = [(rows[comment], column), (row, column)]
            raise sheet.fault("coding.comment-twice", cells_of_it, comment=comment)
        rows[comment] = row
    return rows


def _refuse_other_texts(
    sheet: _Sheet, rows: dict[str, int], column: int, comments: pd.DataFrame
) -> None:
    """The same id with another text comes from another run, or the text was edited."""
    known = dict(zip(comments["comment_id"], comments["text"], strict=True))
    faulty = [
        (row, column)
        for comment, row in rows.items()
        if _bare(known.get(comment)) != _bare(sheet.grid[row][column])
    ]
    if faulty:
        raise sheet.fault("coding.other-text", faulty)


def _shown(cell: object) -> str:
    """A cell as the coder sees it, cut short: it may hold a customer's words by mistake."""
    return f"{cell:g}" if isinstance(cell, float) else shown(cell, 12)


def _bare(cell: object) -> str:
    """A text without what Excel or a coder's editor may change: blanks and control characters."""
    return "".join(character for character in str(cell) if character.isprintable()).replace(" ", "")


def _answers(
    sheet: _Sheet, rows: dict[str, int], label: int, drivers: dict[str, int]
) -> dict[str, dict[str, str]]:
    """By comment: driver → class, "" → overall label; only what was answered."""
    answers: dict[str, dict[str, str]] = {}
    faulty: list[tuple[int, int]] = []
    for comment, row in rows.items():
        answers[comment] = {}
        for driver, column in (("", label), *drivers.items()):
            said = typed_class(sheet.grid[row][column])
            if said is None or (said == ABSENT and not driver):
                faulty.append((row, column))
            elif said:
                answers[comment][driver] = said
    if faulty:
        row, column = faulty[0]
        choices = _LABELS if column == label else _ANSWERS
        said = _shown(sheet.grid[row][column])
        raise sheet.fault("coding.no-answer", faulty, said=said, choices=choices)
    return answers
