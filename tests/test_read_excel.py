"""Reading workbooks, old and new: kinds of cells, sheets, titles, damaged files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter
from legacy_workbook import legacy_workbook, ole
from small_exports import COMMENTS, HEADER, ROWS, comments, csv_text, refusal, workbook, written

from voc.errors import VocError
from voc.read import read


def test_excel_keeps_whole_numbers_whole_and_dates_dates(tmp_path: Path) -> None:
    when = dt.datetime(2024, 3, 5, 14, 30)
    path = workbook(
        tmp_path / "a.xlsx",
        {
            "数据": [
                ["编号", "评论内容", "评论时间", "房价", "备用"],
                [188006, "房间干净，服务热情", when, 399.5, None],
                [188007, 666, when, 420, "x"],
            ]
        },
    )
    table = read(path).table
    assert table["编号"].tolist() == [188006, 188007]
    assert table["编号"].dtype == "int64"
    assert table["评论内容"].tolist() == ["房间干净，服务热情", "666"]
    assert table["评论时间"].tolist() == [pd.Timestamp(when)] * 2
    assert table["房价"].tolist() == [399.5, 420.0]


def test_whole_numbers_with_a_gap_stay_whole(tmp_path: Path) -> None:
    rows: list[list[object]] = [["评论内容", "评分"], ["房间干净", 5], ["太吵了", None]]
    table = read(workbook(tmp_path / "a.xlsx", {"S": rows})).table
    assert str(table["评分"].iloc[0]) == "5"
    assert table["评分"].isna().tolist() == [False, True]


def test_the_first_sheet_with_data_is_taken_and_named(tmp_path: Path) -> None:
    rows: list[list[object]] = [list(HEADER), *(list(row) for row in ROWS)]
    source = read(workbook(tmp_path / "a.xlsx", {"封面": [], "点评": rows, "其他": rows}))
    assert "点评" in source.format
    assert "2 with data" in source.format
    assert len(source.table) == 4


def test_titles_and_blank_rows_above_an_excel_header_are_tolerated(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("点评")
        sheet.merge_range("B1:D1", "三月点评汇总")
        for number, row in enumerate([HEADER, *ROWS[:2], [], *ROWS[2:]], start=3):
            sheet.write_row(number, 1, row)
    source = read(path)
    assert list(source.table.columns) == HEADER
    assert comments(source) == COMMENTS
    assert source.rejected[["line", "reason"]].to_numpy().tolist() == [
        [1, "above the header"],
        [7, "empty row"],
    ]


def test_an_xlsx_under_the_name_csv_is_read_by_its_content(tmp_path: Path) -> None:
    rows: list[list[object]] = [list(HEADER), *(list(row) for row in ROWS)]
    path = workbook(tmp_path / "a.xlsx", {"S": rows}).rename(tmp_path / "export.csv")
    assert comments(read(path)) == COMMENTS


def test_text_under_the_name_xls_is_read_by_its_content(tmp_path: Path) -> None:
    path = written(tmp_path, csv_text([HEADER, *ROWS], "\t").encode("gbk"), "export.xls")
    assert comments(read(path)) == COMMENTS


def test_legacy_xls_is_read(tmp_path: Path) -> None:
    rows: list[list[object]] = [list(HEADER), *([int(n), c, int(s)] for n, c, s in ROWS)]
    source = read(written(tmp_path, legacy_workbook(rows), "export.xls"))
    assert comments(source) == COMMENTS
    assert source.table["评分"].tolist() == [4, 3, 5, 4]


def test_a_workbook_with_a_password_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, ole("EncryptedPackage", b"\1" * 5000), "secret.xlsx")
    error = refusal(path)
    assert "password" in error.what


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04" + b"\7" * 900, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\7" * 900]
)
def test_a_damaged_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    error = refusal(written(tmp_path, content, "broken.xlsx"))
    assert "cannot be read" in error.what
    assert "broken.xlsx" in str(error.where)


def test_a_workbook_cut_off_in_the_middle_is_refused(tmp_path: Path) -> None:
    rows: list[list[object]] = [list(HEADER), *(list(row) for row in ROWS * 50)]
    whole = workbook(tmp_path / "a.xlsx", {"S": rows}).read_bytes()
    assert "cannot be read" in refusal(written(tmp_path, whole[:3000], "b.xlsx")).what


def test_a_stray_cell_in_the_far_corner_does_not_exhaust_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, HEADER)
        sheet.write(1_048_575, 16_383, "x")
    error = refusal(path)
    assert "XFD1048576" in error.what


def test_a_workbook_without_data_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Sheet1": [], "Sheet2": []})
    assert "no sheet with data" in refusal(path).what


def test_an_excel_header_without_rows_is_refused(tmp_path: Path) -> None:
    assert "no rows" in refusal(workbook(tmp_path / "a.xlsx", {"S": [list(HEADER)]})).what


def test_text_named_like_a_workbook_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    path.write_text("export failed", encoding="utf-8")
    with pytest.raises(VocError) as caught:
        read(path)
    assert "no workbook" in str(caught.value.fix)
