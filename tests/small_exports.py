"""A small hotel export, written as text or as a workbook, for the tests of reading."""

from __future__ import annotations

import csv
import io
import pickle
from pathlib import Path

import pytest
import xlsxwriter

from voc.errors import VocError
from voc.read import Source, read

COMMENTS = [
    "房间干净，前台小姐姐很热情",
    "早餐种类少，去晚了就没了",
    "隔音太差，走廊说话听得一清二楚",
    "位置好找，地铁出来走几步就到",
]
HEADER = ["编号", "评论内容", "评分"]
ROWS = [[str(n), comment, str(5 - n % 3)] for n, comment in enumerate(COMMENTS, start=1)]


def csv_text(rows: list[list[str]], separator: str = ",", newline: str = "\r\n") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator=newline).writerows(rows)
    return stream.getvalue()


def written(folder: Path, content: str | bytes, name: str = "export.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def comments(source: Source) -> list[str]:
    column = next(column.name for column in source.columns if column.role == "text")
    return [str(cell) for cell in source.table[column]]


def refusal(*arguments: object, **options: object) -> VocError:
    with pytest.raises(VocError) as caught:
        read(*arguments, **options)  # type: ignore[arg-type]
    assert caught.value.fix, "a message says what to do"
    return pickle.loads(pickle.dumps(caught.value))
