"""The workbook: text stays text, one sheet a table, cells of their kind, Excel's limits."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from voc.report import ReportData, write_excel
from voc.report import excel as excel_module
from voc.report.names_studies import STUDY_SHEETS

SHEET_XML = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rows_of(path: Path, sheet: str) -> list[list[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()


def column_of(path: Path, sheet: str, heading: str) -> list[object]:
    rows = rows_of(path, sheet)
    return [row[rows[0].index(heading)] for row in rows[1:]]


def sheet_files(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if "worksheets/" in name]
        return [archive.read(name).decode("utf-8") for name in names]


@pytest.mark.parametrize(
    "text", ["=cmd|'/c calc'!A1", "+1+1", "-2", "@SUM(A1)", "https://a.example/", "{=1}", "00123"]
)
def test_text_stays_text_in_the_workbook(calm: ReportData, tmp_path: Path, text: str) -> None:
    path = tmp_path / "r.xlsx"
    write_excel(replace(calm, comments=calm.comments.assign(text=text, **{text: text})), path)
    assert set(column_of(path, "评论", "文本")) == {text}
    assert text in rows_of(path, "评论")[0]
    for sheet in sheet_files(path):
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet


def test_a_whole_hostile_run_has_no_formula_and_no_link(
    hostile: ReportData, tmp_path: Path
) -> None:
    path = tmp_path / "r.xlsx"
    write_excel(hostile, path)
    for sheet in sheet_files(path):
        ElementTree.fromstring(sheet)
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet


def test_there_is_one_sheet_a_table(calm: ReportData, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    write_excel(calm, path)
    names = ["指标", "驱动因素", "维度", "主题", "细分", "趋势", "评论", "观点", "搁置的行", "说明"]
    assert CalamineWorkbook.from_path(path).sheet_names == names
    write_excel(calm, path, "en")
    assert CalamineWorkbook.from_path(path).sheet_names[1] == "Drivers"


def test_every_study_has_a_sheet_of_its_own(studied: ReportData, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    for language, place in (("zh", 0), ("en", 1)):
        write_excel(studied, path, language)
        names = CalamineWorkbook.from_path(path).sheet_names
        wanted = [STUDY_SHEETS[key][place] for key in STUDY_SHEETS if key in studied.studies]
        first = names.index(wanted[0])
        assert names[first : first + len(wanted)] == wanted
        assert names[first - 1] == ("趋势", "Trends")[place]
        assert all(len(name) <= 31 for name in names)
        assert len({name.casefold() for name in names}) == len(names)
        ids = set(studied.studies) | {"impact_negative", "p_adjusted", "driver"}
        for key in wanted:
            headings = {str(heading) for heading in rows_of(path, key)[0]}
            assert not headings & ids, "every column has a heading in the language of the report"
            assert not any("_" in heading for heading in headings)


def test_sheets_of_studies_speak_in_words(studied: ReportData, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    write_excel(studied, path)
    assert "员工态度" in column_of(path, "重要性与满意度", "驱动因素")
    assert set(column_of(path, "重要性与满意度", "象限")) <= {"未定", "优先改进", "保持优势"}
    assert "基本需求" in column_of(path, "Kano 问卷", "类别")
    assert "落后" in column_of(path, "品牌对比", "位置")
    assert set(column_of(path, "CSI 路径", "来源")) == {"形象", "价值"}
    assert "响应性" in column_of(path, "SERVQUAL 差距", "维度")
    assert set(column_of(path, "预警", "方向")) == {"上升"}
    notes = dict(zip(*zip(*rows_of(path, "注意事项")[1:], strict=True), strict=True))
    assert notes == {"Kano 问卷": "七位受访者的回答自相矛盾。", "指标": "列“评分”疑有两种量表。"}


def test_a_source_column_keeps_its_name_though_a_study_has_one_like_it(
    calm: ReportData, tmp_path: Path
) -> None:
    path = tmp_path / "r.xlsx"
    write_excel(replace(calm, comments=calm.comments.assign(A="x", group="y")), path)
    assert set(column_of(path, "评论", "A")) == {"x"}
    assert set(column_of(path, "评论", "group")) == {"y"}


def test_studies_without_a_known_name_get_sheets_too(calm: ReportData, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    table = pd.DataFrame({"n": [1]})
    names = ["a" * 40, "a" * 41, "x[1]:*?/", "kano"]
    write_excel(replace(calm, studies=dict.fromkeys(names, table)), path)
    sheets = CalamineWorkbook.from_path(path).sheet_names
    assert {"a" * 31, "a" * 27 + " 2", "x1", "Kano 问卷"} <= set(sheets)


def test_headings_are_frozen_and_can_be_filtered(calm: ReportData, tmp_path: Path) -> None:
    write_excel(calm, tmp_path / "r.xlsx")
    for sheet in sheet_files(tmp_path / "r.xlsx"):
        root = ElementTree.fromstring(sheet)
        pane = root.find(f".//{SHEET_XML}pane")
        assert pane is not None
        assert pane.get("state") == "frozen"
        assert root.find(f"{SHEET_XML}autoFilter") is not None


def test_cells_keep_their_kind(calm: ReportData, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    write_excel(calm, path)
    first = dict(zip(*rows_of(path, "评论")[:2], strict=True))
    assert first["评分"] == 5.0
    assert str(first["时间"]) == "2024-03-02"
    assert first["平台文字"] is False
    assert first["驱动因素"] == "员工态度、客房、清洁卫生"
    assert first["类别"] == "正面"
    assert column_of(path, "驱动因素", "占比")[0] == pytest.approx(calm.drivers["share"].iloc[0])


def test_equal_values_of_different_kinds_stay_apart(calm: ReportData, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    mixed = pd.DataFrame(
        {
            "object": pd.Series([True, 1, 1.5, "1", None, ["早餐", "位置"]], dtype=object),
            "zero": [0.0, -0.0, np.nan, 1.0, np.inf, 1.0],
            "said": pd.Categorical(["好", None, "好", "差", "好\x0b", "a&b"]),
        }
    )
    write_excel(replace(calm, studies={"mixed": mixed}), path)
    sheet = next(text for text in sheet_files(path) if 'preserve">object<' in text)
    assert column_of(path, "mixed", "object") == [True, 1.0, 1.5, "1", "", "早餐、位置"]
    assert column_of(path, "mixed", "zero") == [0.0, 0.0, "", 1.0, "", 1.0]
    assert "<v>-0</v>" not in sheet
    assert column_of(path, "mixed", "said") == ["好", "", "好", "差", "好", "a&b"]


def test_shares_are_shown_as_percentages(calm: ReportData, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    write_excel(calm, path)
    with zipfile.ZipFile(path) as archive:
        assert 'formatCode="0.0%"' in archive.read("xl/styles.xml").decode()


def test_missing_values_are_empty_cells(calm: ReportData, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    empty = [None, float("nan"), float("inf"), pd.NaT, pd.NA, ""]
    column = pd.Series((empty * 50)[: len(calm.comments)], dtype=object)
    write_excel(replace(calm, comments=calm.comments.assign(备注=column)), path)
    assert set(column_of(path, "评论", "备注")) == {""}


def test_a_long_order_number_keeps_all_its_digits(calm: ReportData, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    write_excel(
        replace(calm, comments=calm.comments.assign(订单=np.int64(1234567890123456789))), path
    )
    assert set(column_of(path, "评论", "订单")) == {"1234567890123456789"}


def test_what_excel_refuses_is_removed_or_cut_with_a_note(calm: ReportData, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    text = "a\x00\x0b\ufffe\ud800_x0041_" + "😀" * 40_000
    comments = calm.comments.iloc[:1].assign(text=pd.Series([text], dtype=object))
    write_excel(replace(calm, comments=comments), path)
    (cell,) = column_of(path, "评论", "文本")
    assert str(cell).startswith("a_x0041_😀")
    assert len(str(cell).encode("utf-16-le")) // 2 <= 32_767
    assert "截短" in str(rows_of(path, "截断提示")[1][0])


def test_too_many_rows_are_cut_with_a_note(
    calm: ReportData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The true limit would take a minute to reach; the rule is the same for a smaller one.
    monkeypatch.setattr(excel_module, "ROW_LIMIT", 20)
    write_excel(calm, tmp_path / "r.xlsx")
    assert len(rows_of(tmp_path / "r.xlsx", "评论")) == 21
    assert "270" in str(rows_of(tmp_path / "r.xlsx", "截断提示"))


def test_dates_that_excel_cannot_hold_stay_readable(calm: ReportData, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    day = pd.Timestamp("1850-05-01")
    zoned = pd.Timestamp("2024-05-01 10:00", tz="Asia/Shanghai")
    comments = calm.comments.iloc[:1].assign(生日=day, 回访=zoned)
    write_excel(replace(calm, comments=comments), path)
    assert "1850-05-01" in str(column_of(path, "评论", "生日")[0])
    assert str(column_of(path, "评论", "回访")[0]) == "2024-05-01 10:00:00"


def test_columns_are_wide_enough_for_chinese(calm: ReportData, tmp_path: Path) -> None:
    write_excel(
        replace(calm, comments=calm.comments.assign(房型="豪华江景家庭套房")), tmp_path / "r.xlsx"
    )
    comments = sheet_files(tmp_path / "r.xlsx")[6]
    widths = [float(width) for width in re.findall(r'<col [^>]*width="([\d.]+)"', comments)]
    assert widths[-1] >= 16
    assert max(widths) <= 61
