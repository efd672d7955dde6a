"""Input that means harm, or looks as if it did: refused in time, or read as plain words."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from voc import analyze, load
from voc.analysis import Analysis
from voc.errors import VocError
from voc.files import refuse_existing
from voc.lexicon import load_codebook
from voc.opinion import engine_for
from voc.opinion.bags import WordIndex
from voc.opinion.model_file import load_model
from voc.read import Source, read, workbook_size
from voc.text.tokens import Tokenizer
from voc.toml_file import read_toml
from voc.topic.model_file import load_topic_model

GOOD = "编号,评论,评分\n1,房间很干净，早餐也好,5\n2,太吵了没睡好,2\n"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def refusal(act: Callable[[], object]) -> VocError:
    with pytest.raises(VocError) as caught:
        act()
    return caught.value


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


@pytest.fixture
def reads(tmp_path: Path) -> Callable[[str, bytes | str], Source]:
    """Reads a file with this name and content."""

    def act(name: str, content: bytes | str) -> Source:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return read(path)

    return act


# --- workbooks


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


# --- text files


def test_a_million_columns_are_refused(reads) -> None:
    header = ",".join(f"c{number}" for number in range(1_000_000))
    wide = f"{header}\n{','.join('好' * 1_000_000)}\n"
    assert refusal(lambda: reads("a.csv", wide)).code == "limit.columns"
    wide = json.dumps([{f"k{number}": "好" for number in range(20_000)}])
    assert refusal(lambda: reads("a.json", wide)).code == "limit.columns"


def test_a_million_columns_in_one_row_set_that_row_aside(reads) -> None:
    source = reads("a.csv", GOOD + ",".join("好" * 1_000_000) + "\n")
    assert len(source.table) == 2
    assert source.rejected["reason"].tolist() == ["1000000 fields instead of 3"]


def test_a_wide_dataframe_is_refused() -> None:
    wide = pd.DataFrame([[1] * 20_000])
    assert refusal(lambda: read(wide)).code == "limit.columns"


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_comment_of_megabytes_in_the_first_row_hides_no_column(reads, quote: str) -> None:
    words = f"{quote}{'房间很干净 早餐也好。' * 100_000}{quote}"
    source = reads("a.csv", f"编号,评论,评分\n1,{words},5\n2,太吵了没睡好,2\n")
    assert list(source.table.columns) == ["编号", "评论", "评分"]
    assert source.table["评论"].str.len().tolist() == [1_100_000, 6]


def test_quotes_never_closed_cost_no_more_than_their_number(reads) -> None:
    lines = "".join(f'{number},"引号没有关上，房间 {number} 也吵,3\n' for number in range(40_000))
    source = reads("a.csv", f"编号,评论,评分\n{lines}7,房间很干净，早餐也好,5\n")
    assert len(source.table) + len(source.rejected) == 40_001


def test_a_nul_byte_is_refused_with_its_place(reads) -> None:
    assert "byte" in (refusal(lambda: reads("a.csv", GOOD.replace("很", "\0"))).where or "")


def test_lone_surrogates_are_left_out_of_cells_names_and_rejected_rows(
    reads, tmp_path: Path
) -> None:
    source = reads(
        "a.json", r'[{"评论":"房间\ud83d很干净","评\udc00分":5},{"评论":"不错"}, "\udfff"]'
    )
    assert list(source.table.columns) == ["评论", "评分"]
    assert source.table["评论"].tolist() == ["房间很干净", "不错"]
    assert source.rejected["content"].tolist() == ['""']
    source.rejected.to_csv(tmp_path / "rejected.csv", encoding="utf-8")
    nested = read(pd.DataFrame({"评论": ["很好，不错"], "附": [{"a": "\ud83d"}]}))
    assert nested.table["附"].tolist() == ['{"a": ""}']


@pytest.mark.parametrize(
    "bad", ["9" * 5000, "[" * 100_000 + "]" * 100_000, '{"a":' * 100_000 + "1" + "}" * 100_000]
)
def test_json_that_python_cannot_hold_sets_its_line_aside(reads, bad: str) -> None:
    good = json.dumps({"评论": "房间很干净，早餐也好"}, ensure_ascii=False)
    source = reads("a.jsonl", f'{good}\n{{"评论": {bad}}}\n{good}\n')
    assert (len(source.table), len(source.rejected)) == (2, 1)
    assert isinstance(refusal(lambda: reads("b.json", f"[{bad}]")), VocError)


def test_names_of_columns_hold_no_marks_that_turn_text_round(reads) -> None:
    source = reads("a.csv", GOOD.replace("评分", "\u202e评\u2066\x07分\u200b"))
    assert list(source.table.columns) == ["编号", "评论", "评分"]


def test_an_endless_name_is_cut_and_stays_its_own(reads) -> None:
    names = list(reads("a.csv", GOOD.replace("编号,", f"{'长' * 5000},{'长' * 6000},1,")).table)
    assert len(names) == len(set(names)) and max(map(len, names)) <= 1_002


# --- Parquet


def packed(table: pa.Table) -> bytes:
    stream = io.BytesIO()
    pq.write_table(table, stream, compression="zstd")
    return stream.getvalue()


def test_text_in_parquet_that_is_no_utf8_is_refused_without_quoting_it(reads) -> None:
    good = packed(pa.table({"评论": ["aaaa-bbbb-cccc", "dddd-eeee-ffff"] * 9}))
    bad = good.replace(b"aaaa-bbbb", b"aaaa\xffbbbb")
    assert bad != good
    assert "bbbb" not in str(refusal(lambda: reads("a.parquet", bad)))


def test_a_parquet_file_that_unpacks_without_end_is_refused(reads) -> None:
    indices = pa.array([0] * 300_000, pa.int32())
    bomb = packed(pa.table({"评论": pa.DictionaryArray.from_arrays(indices, ["好" * 100_000])}))
    assert len(bomb) < 10_000
    assert refusal(lambda: reads("a.parquet", bomb)).code == "limit.unpacked"
    many = packed(pa.table({"评论": pa.array([1] * 41_000_000, pa.int8())}))
    assert refusal(lambda: reads("a.parquet", many)).code == "limit.cells"


@pytest.mark.parametrize(
    "metadata",
    [
        {"pandas": '{"index_columns": ["评论", {"kind": "range"}], "columns": 7}'},
        {"pandas": "[" * 100_000},
        {"ARROW:extension:name": "arrow.py_extension_type"},
        {"ARROW:extension:metadata": "cos\nsystem\n(S'exit 1'\ntR."},
    ],
)
def test_metadata_of_parquet_are_not_believed(reads, metadata: dict[str, str]) -> None:
    table = pa.table({"评论": ["房间很干净，早餐也好", "太吵了没睡好"], "评分": [5, 2]})
    field = table.schema.field(0).with_metadata(metadata)
    schema = pa.schema([field, table.schema.field(1)], metadata=metadata)
    assert reads("a.parquet", packed(table.cast(schema))).table.shape == (2, 2)


# --- codebooks, settings, and what a comment does to them


@pytest.mark.parametrize(
    "bomb", ["a = " + "[" * 50_000 + "]" * 50_000, "a = " + "9" * 5000, "[a", "a = '\x01'"]
)
def test_a_toml_bomb_is_refused(tmp_path: Path, bomb: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(bomb, encoding="utf-8")
    assert refusal(lambda: read_toml(path, "settings.settings-file")).where


@pytest.mark.parametrize(
    "comment",
    ["上菜" + "还是" * 2_000, "1" * 5_000, "一三八" * 1_500, "[" * 5_000, "a1-" * 2_000],
)
def test_no_comment_makes_an_expression_search_without_end(comment: str) -> None:
    found = engine_for(load_codebook("restaurant")).run([comment, "上菜真的很慢"])
    assert found.sentiments[1][0] < 0


def test_an_endless_word_is_cut_into_the_letters_it_has() -> None:
    words = "nice " + "1" * 30_000 + " room"
    tokens = Tokenizer().cut_english([words])
    assert all(
        words.startswith(word, start)
        for word, start in zip(tokens.words, tokens.starts, strict=True)
    )
    assert "".join("".join(tokens.words).split()) == words.replace(" ", "")


# --- paths


def test_devices_and_names_with_nul_are_refused(tmp_path: Path) -> None:
    if Path("/dev/zero").exists():
        assert refusal(lambda: read("/dev/zero")).code == "limit.device"
    refusal(lambda: read(str(tmp_path / "a\0.csv")))


def test_a_header_of_surveymonkey_without_questions_is_no_crash(reads) -> None:
    source = reads(
        "a.csv", "Respondent ID,Collector ID,Start Date,End Date,评论\n,,,,\n11,2,,,很快，不错\n"
    )
    assert source.table.shape[0] == 1


# --- what is written: every cell and tag stays text

EVIL = [
    *("=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1"),
    *(
        "<script>alert(1)</script>",
        "</script><img src=x onerror=alert(1)>",
        "\u202e倒过来",
        "a\x0bb",
    ),
]


def test_formulas_and_scripts_stay_words_in_workbook_and_report(tmp_path: Path) -> None:
    name = "=HYPERLINK(1)<script>alert(2)</script>"
    table = pd.DataFrame(
        {
            "评论": [f"{evil} 房间很干净，早餐{place}也好" for place, evil in enumerate(EVIL * 4)],
            name: EVIL * 4,
        }
    )
    run = analyze(
        table, text="评论", segments=[name], codebook="hotel", topics=False, progress=False
    )
    page = run.to_html(tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page and "<img src=x" not in page and "\u202e" not in page
    assert "<script>alert" not in run._repr_html_()
    with zipfile.ZipFile(run.to_excel(tmp_path / "a.xlsx")) as book:
        sheets = [book.read(part) for part in book.namelist() if "worksheets/" in part]
    assert not any(b"<f>" in sheet or b"<f " in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_formulas_stay_words_in_rejected_rows(tmp_path: Path) -> None:
    export = tmp_path / "a.csv"
    bad = '3,=HYPERLINK(1),x,"y\n'
    export.write_text(f"{GOOD}{bad}=cmd|calc,多,了,一,列\n", encoding="utf-8")
    analyze(export, topics=False, progress=False).save(tmp_path / "run")
    written = pd.read_csv(tmp_path / "run" / "rejected.csv")
    assert len(written) == 2
    assert written["content"].str.startswith("'=").sum() == 1
    assert not written["content"].str.startswith("=").any()


# --- long comments


@pytest.mark.parametrize(
    "words", ["房间很干净早餐也好但是太吵了没睡好", "the room was clean but noisy and dirty "]
)
def test_a_comment_without_punctuation_takes_time_by_its_length(words: str) -> None:
    engine = engine_for(load_codebook("hotel"))
    taken = []
    for number in (400, 400, 3_200):
        began = time.process_time()
        found = engine.run([words * number])
        taken.append(time.process_time() - began)
        assert len(found.opinions[0]) >= number
    assert taken[-1] < 40 * max(taken[1], 0.02)  # 8 where it is linear, 64 where it is not


def test_an_endless_comment_is_kept_whole_and_judged_in_part(tmp_path: Path) -> None:
    words = "房间很干净，早餐也好。" * 20_000
    export = tmp_path / "a.csv"
    export.write_text(f"{GOOD}3,{words},5\n", encoding="utf-8")
    run = analyze(export, codebook="hotel", topics=False, progress=False)
    assert run.comments["text"].str.len().tolist() == [10, 6, 220_000]
    assert run.opinions["end"].max() <= 100_000
    (said,) = [note for note in run.manifest["notes"] if "100,000" in str(note)]
    assert "1 endless" in str(said)
    run.to_html(tmp_path / "a.html")
    assert (tmp_path / "a.html").stat().st_size < 2 << 20
    sheets = CalamineWorkbook.from_path(run.to_excel(tmp_path / "a.xlsx"))
    cells = [
        str(cell)
        for name in sheets.sheet_names
        for row in sheets.get_sheet_by_name(name).to_python()
        for cell in row
    ]
    assert 1_000 < max(map(len, cells)) <= 32_767


# --- models and saved runs


def npz(path: Path, **arrays: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in arrays.items():
            archive.writestr(f"{name}.npy", content)
    return path


def array(shape: tuple[int, ...], content: bytes = b"", kind: str = "<f4") -> bytes:
    stream = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        stream, {"shape": shape, "fortran_order": False, "descr": kind}
    )
    return stream.getvalue() + content


ARRAYS = ("record", "log_words", "log_sizes", "held", "spoken")


@pytest.mark.parametrize(
    ("arrays", "code"),
    [
        ({name: array((1 << 40,)) for name in ARRAYS}, "topics.no-model"),
        ({**dict.fromkeys(ARRAYS, array((1,), b"abcd")), "more": b""}, "topics.no-model"),
        (dict.fromkeys(ARRAYS, array((1,), b"\x80\x04", "|O")), "topics.no-model"),
        (dict.fromkeys(ARRAYS, b"PK"), "topics.no-model"),
        (dict.fromkeys(ARRAYS, bytes(52 << 20)), "limit.unpacked"),
    ],
)
def test_a_topic_model_that_asks_for_memory_or_runs_code_is_refused(
    tmp_path: Path, arrays: dict[str, bytes], code: str
) -> None:
    path = npz(tmp_path / "topics.npz", **arrays)
    assert path.stat().st_size < 1 << 20
    assert refusal(lambda: load_topic_model(path)).code == code


def test_a_sentiment_model_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, index = tmp_path / "model.json", WordIndex(frozenset())
    for bad in ("[" * 100_000, '{"voc_sentiment_model": 1, "features": ' + "9" * 5_000 + "}"):
        path.write_text(bad, encoding="utf-8")
        assert refusal(lambda: load_model(path, index)).code == "sentiment.no-model"
    monkeypatch.setattr("voc.opinion.model_file.MOST_RECORD", 1_000)
    assert refusal(lambda: load_model(path, index)).code == "limit.file"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    table = pd.DataFrame({"评论": ["房间很干净，早餐也好", "太吵了没睡好"] * 4})
    run = analyze(table, codebook="hotel", topics=False, progress=False)
    return run.save(tmp_path / "run")


def test_tables_of_a_run_that_unpack_without_end_are_refused(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(load(saved).comments) == 8
    (saved / "checksums.txt").unlink()
    many = pa.array([0] * 300_000, pa.int32())
    bomb = pa.table({"text": pa.DictionaryArray.from_arrays(many, ["好" * 100_000])})
    (saved / "comments.parquet").write_bytes(packed(bomb))
    assert refusal(lambda: load(saved)).code == "limit.unpacked"


@pytest.mark.parametrize(
    "pandas", [None, "[" * 100_000, '{"columns": 7}', '{"columns": [], "index_columns": [[]]}']
)
def test_tables_of_a_run_with_absurd_metadata_are_refused(saved: Path, pandas: str | None) -> None:
    (saved / "checksums.txt").unlink()
    table = pq.read_table(saved / "comments.parquet")
    metadata = {} if pandas is None else {"pandas": pandas}
    content = packed(table.replace_schema_metadata(metadata))
    (saved / "comments.parquet").write_bytes(content)
    try:
        assert len(load(saved).comments) == 8
    except VocError as error:
        assert error.code == "report.run-unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_nothing_waits_for_a_named_pipe(tmp_path: Path, saved: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    assert refusal(lambda: read(pipe)).code == "limit.device"
    assert refusal(lambda: read_toml(pipe, "settings.settings-file")).code == "limit.device"
    assert isinstance(refusal(lambda: load_codebook(pipe)), VocError)
    assert refusal(lambda: load_model(pipe, WordIndex(frozenset()))).code == "limit.device"
    assert refusal(lambda: load_topic_model(pipe)).code == "limit.device"
    assert isinstance(refusal(lambda: load(pipe)), VocError)
    (saved / "manifest.json").unlink()
    os.mkfifo(saved / "manifest.json")
    assert isinstance(refusal(lambda: load(saved)), VocError)


# --- names and links


def test_a_name_too_long_for_the_system_is_told(tmp_path: Path) -> None:
    long = tmp_path / ("长" * 300)
    assert refusal(lambda: refuse_existing(long, force=False)).code == "output.cannot-write"


@pytest.mark.parametrize(
    "inherits", ["../../../../etc/passwd", "/dev/zero", "a\\u0000b", "x" * 300]
)
def test_a_codebook_inherits_from_codebooks_alone(tmp_path: Path, inherits: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f'name = "mine"\ninherits = "{inherits}"\n', encoding="utf-8")
    error = refusal(lambda: load_codebook(path))
    assert error.code == "codebook.no-such-parent" and (error.where or "").startswith("mine.toml:2")


def test_a_folder_linked_into_itself_is_read_once(tmp_path: Path) -> None:
    folder = tmp_path / "months"
    folder.mkdir()
    (folder / "may.csv").write_text(GOOD, encoding="utf-8")
    (folder / "round").symlink_to(folder, target_is_directory=True)
    assert len(read(str(folder)).table) == 2
    assert len(read(str(folder / "**" / "*.csv")).table) == 2


# --- pages that a browser opens

ATTACKS = [
    '<script>document.title="TAKEN"</script>',
    '</script><script>document.title="TAKEN"</script>',
    '"><img src=x onerror=document.title="TAKEN">',
    "'><svg onload=document.title='TAKEN'>",
    '--><img src=x onerror=document.title="TAKEN">',
    "{{7*7}}",
    "前\u2028后",
    "<b>%{x}</b>",
]


class Tags(HTMLParser):
    """What a browser would run: scripts, and attributes that hold some."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.wrong: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script"
        self.scripts += [""] * self._inside
        for name, value in attrs:
            if name.startswith("on") or (name in ("href", "src") and "TAKEN" in (value or "")):
                self.wrong.append(f"{tag} {name}={value}")
        if tag == "img":
            self.wrong.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts[-1] += data


def tags_of(page: str) -> Tags:
    found = Tags()
    found.feed(page)
    return found


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    """A run in which every text that a page shows would be a script."""
    folder = tmp_path_factory.mktemp("attacked")
    (folder / "evil.toml").write_text(
        f"name = 'evil'\nlabel = '''{ATTACKS[1]}'''\ninherits = 'hotel'\n[drivers.parking]\n"
        f"label = {{zh = '''停车{ATTACKS[2]}''', en = '''{ATTACKS[1]}'''}}\n"
        f"definition = '''{ATTACKS[0]}'''\n",
        encoding="utf-8",
    )
    said = [
        "停车场停车太贵了{}车位难找",
        "早餐很丰富{}种类多",
        "房间很干净{}床舒服",
        "前台态度差{}没人理",
    ]
    rows = [
        {
            "评论": said[i % 4].format(ATTACKS[i // 4 % 8]) + str(i),
            "评分": [2, 5, 5, 1][i % 4],
            f"门店{ATTACKS[2]}": ATTACKS[i % 3],
            "时间": f"2026-0{i % 6 + 1}-1{i % 9}",
        }
        for i in range(160)
    ]
    export = folder / f"{ATTACKS[2]}.csv"
    pd.DataFrame(rows).to_csv(export, index=False)
    segments = [name for name in rows[0] if "TAKEN" in name]
    run = analyze(
        export,
        text="评论",
        score="评分",
        time="时间",
        segments=segments,
        codebook=folder / "evil.toml",
        progress=False,
    )
    assert run.topics is not None and len(run.topics) > 2
    run.topics["label"] = [ATTACKS[place % 5] for place in range(len(run.topics))]
    return run


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_in_the_report_becomes_a_script(
    attacked: Analysis, tmp_path: Path, language: str
) -> None:
    page = attacked.to_html(tmp_path / "a.html", language=language).read_text(encoding="utf-8")
    found = tags_of(page)
    assert page.count("TAKEN") > 20
    assert not found.wrong
    assert len(found.scripts) == 1 and "TAKEN" not in found.scripts[0]


def test_nothing_in_a_notebook_becomes_a_script(attacked: Analysis) -> None:
    found = attacked.find("停车")
    shown = [attacked._repr_html_(), found._repr_html_()]
    for page in shown:
        assert "TAKEN" in page or "停车" in page
        assert not tags_of(page).wrong and not tags_of(page).scripts
    figures = (attacked.figures.topics(), attacked.figures.topic_sentiment())
    for figure in figures:
        for script in tags_of(figure.to_html(include_plotlyjs=False)).scripts:
            assert "<script" not in script and "</script" not in script
        for trace in json.loads(figure.to_json())["data"]:
            written = json.dumps(trace, ensure_ascii=False)
            assert "<script" not in written and "<img" not in written


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs the browser chromium")
def test_a_browser_runs_nothing_of_a_comment(attacked: Analysis, tmp_path: Path) -> None:
    page = attacked.to_html(tmp_path / "a.html")
    dumped = subprocess.run(
        [
            *("chromium", "--headless", "--no-sandbox", "--disable-gpu"),
            *(f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=2000"),
            *("--dump-dom", page.as_uri()),
        ],
        capture_output=True,
        timeout=120,
        check=True,
    ).stdout.decode("utf-8")
    assert "TAKEN" in dumped and "<title>TAKEN</title>" not in dumped
