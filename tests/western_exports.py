"""Writes exports by hand as the platforms write them, and shows what the readers make of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from voc.read import Source

Sheet = Sequence[Sequence[object]]
Writer = Callable[[Path, Sheet], Path]


def csv_file(path: Path, sheet: Sheet, encoding: str = "utf-8-sig") -> Path:
    stream = io.StringIO()
    csv.writer(stream).writerows(sheet)
    path.write_bytes(stream.getvalue().encode(encoding))
    return path


def excel_file(path: Path, sheet: Sheet) -> Path:
    from xlsxwriter import Workbook

    with Workbook(path, {"strings_to_numbers": False}) as workbook:
        page = workbook.add_worksheet("Sheet0")
        for row, cells in enumerate(sheet):
            for column, cell in enumerate(cells):
                if cell != "":
                    page.write(row, column, cell)
    return path


WRITERS = pytest.mark.parametrize(("name", "write"), [("a.csv", csv_file), ("a.xlsx", excel_file)])


def roles(source: Source) -> dict[str, str]:
    return {column.name: column.role for column in source.columns}


def kinds(source: Source) -> dict[str, str]:
    return {column.name: column.asked.kind for column in source.columns}
