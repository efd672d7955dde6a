"""A coder for the tests: fills in a sheet of `voc sample` and saves it with another program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

Grid = list[list[object]]
Answers = Mapping[str, Mapping[str, object]]  # comment_id → id of the column → what is typed


def grids(path: Path) -> dict[str, Grid]:
    """The cells of every sheet, hidden ones as well."""
    workbook = CalamineWorkbook.from_path(path)
    return {
        name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in workbook.sheet_names
    }


def save(sheets: Mapping[str, Grid], path: Path) -> Path:
    with Workbook(str(path), {"strings_to_formulas": False}) as workbook:
        for name, grid in sheets.items():
            sheet = workbook.add_worksheet(name)
            for line, row in enumerate(grid):
                sheet.write_row(line, 0, row)
    return path


def fill_in(
    sheet: Path, target: Path, answers: Answers, change: Callable[[Grid], object] | None = None
) -> Path:
    """Type the answers into the first sheet, and `change` its cells further."""
    sheets = grids(sheet)
    coding = next(iter(sheets.values()))
    place = {name: column for column, name in enumerate(coding[0])}
    for row in coding[2:]:
        for column, typed in answers.get(str(row[0]), {}).items():
            row[place[column]] = typed
    if change:
        change(coding)
    return save(sheets, target)
