"""Workbooks that mean harm, or look as if they did: refused in time, or read."""

from __future__ import annotations

import io
import zipfile

import pytest
from hostile_input import refusal

from voc.read import workbook_size

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


ROWS = (
    f'<row r="1">{text_cell("A1", "评论")}{text_cell("B1", "评分")}</row>'
    f'<row r="2">{text_cell("A2", "房间很干净，早餐也好")}<c r="B2"><v>5</v></c></row>'
)


def workbook(
    sheet: str, *, shared: str = "", counted: str = "", part: str = "worksheets/sheet1.xml"
) -> bytes:
    """An .xlsx written by hand, with whatever stands in its sheet."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    parts = {
        "[Content_Types].xml": f'{head}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
        f'Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{head}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{head}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="{part}"/>'
        f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        f"xl/{part}": f'{head}<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
    }
    if shared:
        parts["xl/sharedStrings.xml"] = f'{head}<sst xmlns="{MAIN}" {counted}>{shared}</sst>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_the_workbook_of_these_tests_is_read(reads) -> None:
    assert reads("a.xlsx", workbook(ROWS)).table.shape == (1, 2)


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        (f'{ROWS}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "limit.extent"),
        (f'{ROWS}<row r="3"><c r="ZZZ3"><v>1</v></c></row>', "limit.extent"),
        (f'{ROWS}<row r="9"><c r="A9999999"><v>1</v></c></row>', "limit.extent"),
        # Written so that it cannot be measured: a process that may die opens it first.
        (f'{ROWS}<row r="4294967295"><c r="XFD4294967295"><v>1</v></c></row>', "limit.workbook"),
        (f"{ROWS}<row r='3'><c s='0' r='ZZZZZZZ3'><v>1</v></c></row>", "limit.workbook"),
        (f"{ROWS}{' ' * (18 << 20)}", "limit.cell"),
        (f"{ROWS}<row r='3'>{text_cell('A3', '好' * (6 << 20))}</row>", "limit.cell"),
    ],
)
def test_a_vast_sheet_is_refused_before_it_ends_the_process(reads, sheet: str, code: str) -> None:
    assert refusal(lambda: reads("a.xlsx", workbook(sheet))).code == code


def test_a_sheet_under_an_unusual_name_is_tried_elsewhere_first(reads) -> None:
    stray = f"{ROWS}<row r='4294967295'><c r='XFD4294967295'><v>1</v></c></row>"
    bad = workbook(stray, part="evil.xml")
    assert refusal(lambda: reads("a.xlsx", bad)).code == "limit.workbook"
    assert reads("a.xlsx", workbook(ROWS, part="good.xml")).table.shape == (1, 2)


def test_a_zip_bomb_is_refused_while_it_unpacks(reads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_size, "SUSPECT_BYTES", 4 << 20)
    bomb = workbook(ROWS + "<!-- x -->" * (1 << 20))
    assert len(bomb) < 200_000
    assert refusal(lambda: reads("a.xlsx", bomb)).code == "limit.unpacked"


def test_a_zip_that_lies_about_its_sizes_is_refused_all_the_same(
    reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_size, "SUSPECT_BYTES", 4 << 20)
    bomb = bytearray(workbook(ROWS + "<!-- x -->" * (1 << 20)))
    place = bomb.rindex(b"xl/worksheets/sheet1.xml") - 46  # its entry in the central directory
    bomb[place + 24 : place + 28] = (1000).to_bytes(4, "little")
    assert refusal(lambda: reads("a.xlsx", bytes(bomb))).code == "limit.unpacked"


def test_a_flood_of_shared_texts_is_refused(reads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_size, "MOST_CELLS", 10_000)
    flood = workbook(ROWS, shared="<si><t>a</t></si>" * 20_001)
    assert refusal(lambda: reads("a.xlsx", flood)).code == "limit.texts"


def test_a_lie_about_the_number_of_shared_texts_takes_no_memory(reads) -> None:
    book = workbook(ROWS, shared="<si><t>a</t></si>", counted='uniqueCount="18446744073709551615"')
    assert "damaged" in refusal(lambda: reads("a.xlsx", book)).what


def test_entities_that_expand_without_end_are_not_expanded(reads) -> None:
    book = workbook(f'{ROWS}<row r="3">{text_cell("A3", "&lol9;")}</row>')
    assert "entity" in refusal(lambda: reads("a.xlsx", book)).what


def test_a_cell_of_ten_megabytes_is_read_whole(reads) -> None:
    words = "房间很干净，" * 560_000
    source = reads("a.xlsx", workbook(f'{ROWS}<row r="3">{text_cell("A3", words)}</row>'))
    assert source.table["评论"].iloc[1] == words


def test_more_columns_than_excel_has_are_refused(reads) -> None:
    row = "".join(f"<c><v>{number}</v></c>" for number in range(20_000))
    book = workbook(f"<row>{row}</row><row>{row}</row>")
    assert refusal(lambda: reads("a.xlsx", book)).code == "limit.columns"
