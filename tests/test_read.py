"""Reading: every format, every encoding, bad rows set aside, bad files refused with a way out."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import pickle
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from legacy_workbook import legacy_workbook, ole

from voc.errors import VocError
from voc.read import Source, delimited, read
from voc.read.cells import header_names
from voc.read.encoding import decode

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


# --- encodings and separators ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("codec", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16-le"),
    ],
)
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_any_usual_encoding_and_separator_gives_the_same_table(
    tmp_path: Path, codec: str, told: str, separator: str
) -> None:
    path = written(tmp_path, csv_text([HEADER, *ROWS], separator).encode(codec))
    source = read(path)
    assert source.encoding == told
    assert source.table.to_numpy().tolist() == ROWS
    assert list(source.table.columns) == HEADER


def test_big_endian_utf16_is_known_by_its_mark(tmp_path: Path) -> None:
    data = b"\xfe\xff" + csv_text([HEADER, *ROWS]).encode("utf-16-be")
    assert read(written(tmp_path, data)).encoding == "utf-16-be"


def test_characters_beyond_gbk_survive_gb18030(tmp_path: Path) -> None:
    rows = [[n, f"{comment}😀㐂", s] for n, comment, s in ROWS]
    path = written(tmp_path, csv_text([HEADER, *rows]).encode("gb18030"))
    assert comments(read(path))[0].endswith("😀㐂")


@pytest.mark.parametrize(
    ("codec", "sentence"),
    [
        ("big5", "房間很乾淨，早餐也不錯，服務人員態度親切，下次還會再來"),
        ("shift_jis", "部屋はとても清潔で、スタッフの対応も丁寧でした"),
        ("euc_kr", "방이 매우 깨끗하고 직원들이 친절했습니다 다시 방문하고 싶습니다"),
        ("latin-1", "très agréable, réception parfaite, déjà réservé"),
        ("cp1252", "It’s great, we don’t mind the staff’s “humour”"),
    ],
)
def test_another_encoding_is_refused_with_the_byte_and_not_read_as_mojibake(
    tmp_path: Path, codec: str, sentence: str
) -> None:
    rows = [["id", "comment"], *([str(n), sentence] for n in range(20))]
    path = written(tmp_path, csv_text(rows).encode(codec))
    error = refusal(path)
    assert str(path) in str(error.where)
    assert "byte" in str(error.where)
    assert "0x" in str(error.where)
    assert "UTF-8" in str(error.fix)


def test_one_broken_byte_is_named_with_line_and_offset(tmp_path: Path) -> None:
    data = bytearray(csv_text([HEADER, *ROWS]).encode("utf-8"))
    place = data.index("早餐".encode())
    data[place] = 0xFF
    error = refusal(written(tmp_path, bytes(data)))
    assert f"line 3, byte {place} (0xFF)" in str(error.where)


def test_traditional_chinese_in_gbk_is_read(tmp_path: Path) -> None:
    sentence = "房間很乾淨，早餐也不錯，服務人員態度親切，下次還會再來"
    rows = [["編號", "評論"], *([str(n), sentence] for n in range(20))]
    assert comments(read(written(tmp_path, csv_text(rows).encode("gbk"))))[0] == sentence


@given(st.text(alphabet="的一是不好很服务态度房间。，！abc 123", min_size=1, max_size=80))
@example("一一不不不不不不不不不不不不")
def test_what_was_encoded_comes_back(text: str) -> None:
    text = f"编号,评论内容\n{text}"
    assert decode(text.encode("utf-8"), "x").text == text
    assert decode(text.encode("gb18030"), "x").text == text


# --- rows of delimited text -----------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.lists(
        st.text(
            alphabet=st.sampled_from("好差，,\"'\n;|\t 房间a1=@"), min_size=1, max_size=30
        ).filter(lambda cell: cell.strip()),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from([",", "\t", ";"]),
)
def test_no_cell_changes_whatever_stands_in_it(
    tmp_path: Path, cells: list[str], separator: str
) -> None:
    rows = [[f"{n}", cell, "5"] for n, cell in enumerate(cells, start=1)]
    quoted = io.StringIO()
    csv.writer(quoted, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([HEADER, *rows])
    source = read(written(tmp_path, quoted.getvalue()), text="评论内容")
    assert source.table.to_numpy().tolist() == rows
    assert source.rejected.empty


def test_quotes_may_hold_newlines_separators_and_quotes(tmp_path: Path) -> None:
    cell = '第一天还行，\n第二天"惊喜"来了, 热水没有'
    path = written(tmp_path, csv_text([HEADER, ["1", cell, "2"], *ROWS[1:]]))
    assert comments(read(path))[0] == cell


def test_it_is_known_on_which_line_of_a_file_each_row_begins(tmp_path: Path) -> None:
    texts = {
        "plain": "编号,评论\n1,好\n2,差\n3,行",
        "quoted": '"编\n号",评论\n1,"好\n评"\n2,差\n3,行',
        "broken": '编号,评论\n1,"好\n评"\n2\n3,行',
    }
    lines = {
        kind: list(delimited.read(tmp_path / "a.csv", text.encode()).lines)
        for kind, text in texts.items()
    }
    assert lines == {"plain": [2, 3, 4], "quoted": [3, 5, 6], "broken": [2, 5]}


def test_header_names_are_trimmed_filled_and_numbered() -> None:
    assert header_names(["评论 ", "\ufeff编号", "", "评论", "评论"]) == [
        "评论",
        "编号",
        "column_3",
        "评论.2",
        "评论.3",
    ]


def test_rows_with_another_number_of_fields_are_set_aside_with_their_line(tmp_path: Path) -> None:
    lines = ["编号,评论内容,评分", "1,房间干净，前台热情,5", "2,太吵了,睡不好,1", "3,缺一列"]
    lines += ["4,早餐不错，种类也多,4", ""]
    source = read(written(tmp_path, "\n".join(lines)))
    assert source.table["编号"].tolist() == ["1", "4"]
    assert source.table.index.tolist() == [0, 1]
    assert source.rejected[["line", "reason", "content"]].to_numpy().tolist() == [
        [3, "4 fields instead of 3", "2,太吵了,睡不好,1"],
        [4, "2 fields instead of 3", "3,缺一列"],
    ]


def test_blank_lines_are_set_aside_as_empty_rows(tmp_path: Path) -> None:
    text = "编号,评论内容,评分\n1,房间很干净,5\n\n,,\n2,太吵了睡不好,1\n\n\n"
    source = read(written(tmp_path, text))
    assert len(source.table) == 2
    assert source.rejected["line"].tolist() == [3, 4]
    assert set(source.rejected["reason"]) == {"empty row"}


def test_a_quote_never_closed_does_not_swallow_the_rows_after_it(tmp_path: Path) -> None:
    lines = [
        "编号,评论内容,评分",
        '1,"房间还行,3',
        "2,前台热情,5",
        '3,"早餐好，种类多",4',
        "4,太吵,1",
    ]
    source = read(written(tmp_path, "\n".join(lines)))
    assert source.table["编号"].tolist() == ["1", "2", "3", "4"]
    assert source.table["评论内容"].tolist() == ['"房间还行', "前台热情", "早餐好，种类多", "太吵"]


def test_unescaped_quotes_are_kept_as_written(tmp_path: Path) -> None:
    text = '编号,评论内容,评分\n1,"五星"酒店就这水平,2\n2,说是"海景"其实看不到海,1\n'
    assert comments(read(written(tmp_path, text)))[0] == '"五星"酒店就这水平'


def test_an_unclosed_quote_in_a_broken_row_is_set_aside_alone(tmp_path: Path) -> None:
    text = '编号,评论内容,评分\n1,"房间还行\n2,前台热情也专业,5\n'
    source = read(written(tmp_path, text))
    assert source.table["编号"].tolist() == ["2"]
    assert source.rejected["line"].tolist() == [2]


def test_words_like_na_and_null_stay_what_the_customer_wrote(tmp_path: Path) -> None:
    text = "编号,评论内容\n1,NA\n2,null\n3,房间很干净下次再来\n4,\n"
    table = read(written(tmp_path, text)).table
    assert table["评论内容"].tolist()[:3] == ["NA", "null", "房间很干净下次再来"]
    assert table["评论内容"].isna().tolist() == [False, False, False, True]


def test_numbers_of_a_csv_stay_text_so_that_leading_zeros_survive(tmp_path: Path) -> None:
    text = "工单号,投诉内容\n0012,宽带断了三天没人修\n3504807438324861,多扣了我二十块钱\n"
    assert read(written(tmp_path, text)).table["工单号"].tolist() == ["0012", "3504807438324861"]


def test_commas_at_the_end_of_every_line_make_no_column(tmp_path: Path) -> None:
    text = "编号,评论内容,,\n1,房间很干净,,\n2,太吵了睡不好,,\n"
    assert list(read(written(tmp_path, text)).table.columns) == ["编号", "评论内容"]


def test_title_lines_above_the_header_are_set_aside(tmp_path: Path) -> None:
    text = "某酒店点评导出\n\n编号,评论内容,评分\n1,房间干净,5\n2,太吵了,1\n3,还可以吧,3\n"
    source = read(written(tmp_path, text))
    assert list(source.table.columns) == HEADER
    assert source.rejected["reason"].tolist() == ["above the header"]


def test_a_hint_for_excel_on_the_first_line_names_the_separator(tmp_path: Path) -> None:
    source = read(written(tmp_path, "sep=;\n编号;评论内容\n1;好，很好，下次再来\n2;差,差,差\n"))
    assert source.table["评论内容"].tolist() == ["好，很好，下次再来", "差,差,差"]


def test_a_single_column_keeps_its_commas(tmp_path: Path) -> None:
    text = "评论\n位置好, 早餐好, 服务好\n差\n房间小, 隔音差\n"
    assert comments(read(written(tmp_path, text, "comments.txt"))) == text.split("\n")[1:4]


def test_a_list_of_comments_without_a_header_loses_none(tmp_path: Path) -> None:
    text = "送餐很快，味道也不错，下次再点。\n等了一个半小时，菜都凉了！\n分量足，价格公道。\n"
    source = read(written(tmp_path, text, "comments.txt"))
    assert list(source.table.columns) == ["column_1"]
    assert len(source.table) == 3


def test_old_macintosh_line_ends_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, csv_text([HEADER, *ROWS], newline="\r"))
    assert read(path).table.to_numpy().tolist() == ROWS


# --- Excel ----------------------------------------------------------------------------------


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


# --- JSON Lines, Parquet, DataFrame ---------------------------------------------------------


def test_json_lines_keep_types_and_set_bad_lines_aside(tmp_path: Path) -> None:
    lines = [
        '{"ticket": 1, "complaint": "宽带断了三天没人来修", "score": 2}',
        '{"ticket": 2, "complaint": "乱扣费，打客服推来推去", "tags": ["费用", "客服"]}',
        '{"ticket": 3, "complaint": "信号',
        "",
        "[1, 2]",
    ]
    source = read(written(tmp_path, "\n".join([*lines, lines[0]]), "log.jsonl"))
    assert source.format == "JSON Lines"
    assert source.table["ticket"].tolist() == [1, 2, 1]
    assert source.table["score"].isna().tolist() == [False, True, False]
    assert source.table["tags"].iloc[1] == "费用; 客服"
    assert source.rejected["line"].tolist() == [3, 4, 5]
    assert source.rejected["reason"].iloc[1] == "empty row"


@pytest.mark.parametrize("wrap", [list, lambda rows: {"total": 4, "data": rows}])
def test_a_json_array_of_objects_is_read(tmp_path: Path, wrap: object) -> None:
    rows = [dict(zip(HEADER, row, strict=True)) for row in ROWS]
    text = json.dumps(wrap(rows), ensure_ascii=False, indent=2)  # type: ignore[operator]
    assert comments(read(written(tmp_path, text, "export.json"))) == COMMENTS


@pytest.mark.parametrize("text", ['{"a": 1,\n{"b"', "[1, 2, 3]", "[{]", "nonsense"])
def test_json_garbage_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    error = refusal(written(tmp_path, text, "export.json"))
    assert "No JSON object" in error.what
    assert "line 1" in str(error.where)


def test_parquet_is_read_and_gaps_do_not_make_floats(tmp_path: Path) -> None:
    frame = pd.DataFrame({"评论内容": COMMENTS, "房间号": pd.array([301, None, 502, 8], "Int64")})
    frame.to_parquet(tmp_path / "a.parquet")
    source = read(tmp_path / "a.parquet")
    assert comments(source) == COMMENTS
    assert str(source.table["房间号"].iloc[0]) == "301"


def test_damaged_parquet_is_refused(tmp_path: Path) -> None:
    error = refusal(written(tmp_path, b"PAR1" + b"\0" * 100 + b"PAR1", "a.parquet"))
    assert "Parquet file cannot be read" in error.what


def test_a_dataframe_is_copied_and_left_alone() -> None:
    frame = pd.DataFrame({"评论内容": COMMENTS, 7: [1, 2, 3, 4]}, index=[9, 8, 7, 6])
    source = read(frame)
    assert (source.name, source.files, source.encoding) == ("DataFrame", (), None)
    assert source.table.index.tolist() == [0, 1, 2, 3]
    assert list(source.table.columns) == ["评论内容", "7"]
    assert frame.index.tolist() == [9, 8, 7, 6]


def test_every_format_gives_the_same_comments(tmp_path: Path) -> None:
    frame = pd.DataFrame(ROWS, columns=HEADER)
    frame.to_csv(tmp_path / "a.csv", index=False)
    frame.to_parquet(tmp_path / "a.parquet")
    frame.to_json(tmp_path / "a.jsonl", orient="records", lines=True, force_ascii=False)
    workbook(tmp_path / "a.xlsx", {"S": [list(HEADER), *(list(row) for row in ROWS)]})
    for source in (frame, *(tmp_path / f"a.{end}" for end in ("csv", "parquet", "jsonl", "xlsx"))):
        found = read(source)
        assert found.table.astype("str").to_numpy().tolist() == ROWS
        roles = [column.role for column in found.columns]
        assert roles == ["id", "text", "score"]


# --- several files --------------------------------------------------------------------------


def test_files_with_the_same_columns_are_joined_and_rows_run_on(tmp_path: Path) -> None:
    first = written(tmp_path, csv_text([HEADER, *ROWS[:2]]), "1.csv")
    turned = [[row[1], row[0], row[2]] for row in [HEADER, *ROWS[2:]]]
    second = written(tmp_path, csv_text([*turned, ["x"]]).encode("gbk"), "2.csv")
    source = read([first, second])
    assert source.table[HEADER].to_numpy().tolist() == ROWS
    assert source.table["wave"].tolist() == ["1", "1", "2", "2"]
    assert source.table.index.tolist() == [0, 1, 2, 3]
    assert source.encoding == "utf-8, gb18030"
    assert source.rejected["source"].tolist() == [str(second)]
    assert [stamp.size for stamp in source.files] == [p.stat().st_size for p in (first, second)]
    assert all(len(stamp.sha256) == 64 for stamp in source.files)


def test_files_with_different_columns_are_refused(tmp_path: Path) -> None:
    first = written(tmp_path, csv_text([HEADER, *ROWS]), "1.csv")
    second = written(tmp_path, csv_text([["编号", "内容", "评分"], *ROWS]), "2.csv")
    error = refusal([first, second])
    assert "评论内容 missing" in error.what
    assert "2.csv" in str(error.where)


# --- files that cannot be read --------------------------------------------------------------


def test_a_missing_file_is_refused_and_the_nearest_name_offered(tmp_path: Path) -> None:
    written(tmp_path, csv_text([HEADER, *ROWS]), "reviews_march.csv")
    error = refusal(tmp_path / "review_march.csv")
    assert "no such file" in error.what
    assert "reviews_march.csv" in str(error.fix)


def test_a_folder_stands_for_the_files_in_it(tmp_path: Path) -> None:
    written(tmp_path, csv_text([HEADER, *ROWS]), "reviews.csv")
    source = read(tmp_path)
    assert source.table.to_numpy().tolist() == ROWS
    assert [Path(stamp.name).name for stamp in source.files] == ["reviews.csv"]


@pytest.mark.parametrize(
    "content", [b"", b"\xef\xbb\xbf", b"\n\n  \r\n", "\n\n".encode("utf-16"), b"\xff\xfe"]
)
@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.xlsx"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes, name: str) -> None:
    error = refusal(written(tmp_path, content, name))
    assert "empty" in error.what


@pytest.mark.parametrize("text", ["编号,评论内容,评分\n", "编号,评论内容,评分\n\n,,\n", "评论\n"])
def test_a_header_without_rows_is_refused(tmp_path: Path, text: str) -> None:
    assert "no rows" in refusal(written(tmp_path, text)).what


def test_an_excel_header_without_rows_is_refused(tmp_path: Path) -> None:
    assert "no rows" in refusal(workbook(tmp_path / "a.xlsx", {"S": [list(HEADER)]})).what


def test_an_empty_dataframe_is_refused() -> None:
    assert "no rows" in refusal(pd.DataFrame({"评论": []})).what
    assert "No table" in refusal(pd.DataFrame()).what


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"PK\x03\x04" + b"\7" * 200, "zip"),
        (b"\x1f\x8b\x08" + b"\7" * 200, "gzip"),
        (bytes(range(256)) * 20, "binary"),
    ],
)
def test_a_binary_file_under_the_name_csv_is_refused(
    tmp_path: Path, content: bytes, kind: str
) -> None:
    error = refusal(written(tmp_path, content))
    assert kind in error.what


def test_a_web_page_under_the_name_xls_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "<html><table><tr><td>评论</td></tr></table></html>", "a.xls")
    assert "web page" in refusal(path).what


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    st.binary(max_size=300),
    st.sampled_from(
        [b"", b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"[{", b"\xff\xfe"]
    ),
    st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.json", "a.parquet", "a"]),
)
def test_no_bytes_whatever_raise_anything_but_a_clear_error(
    tmp_path: Path, tail: bytes, start: bytes, name: str
) -> None:
    try:
        read(written(tmp_path, start + tail, name))
    except VocError as error:
        assert error.fix


# --- what the user names --------------------------------------------------------------------


def test_no_text_column_says_which_option_to_use(tmp_path: Path) -> None:
    path = written(tmp_path, "编号,评分\n1,5\n2,4\n3,1\n")
    error = refusal(path)
    assert "--text" in str(error.fix)
    assert "编号, 评分" in str(error.where)


def test_an_unknown_column_lists_the_columns_and_the_nearest() -> None:
    frame = pd.DataFrame(ROWS, columns=HEADER)
    error = refusal(frame, text="评论内荣")
    assert "Did you mean '评论内容'?" in str(error.fix)
    assert "编号, 评论内容, 评分" in str(error.fix)
    assert "--score" in refusal(frame, score="stars").what


def test_named_columns_overrule_every_guess() -> None:
    frame = pd.DataFrame(
        {
            "标题": ["还行吧这次", "不会再来了"],
            "评论": ["房间干净", "太吵"],
            "S_mean": [1.5, -2.0],
            "楼": ["A", "B"],
        }
    )
    source = read(frame, text=["标题"], score="S_mean", segment="楼")
    roles = {column.name: (column.role, column.metric, column.scale) for column in source.columns}
    assert roles["标题"][0] == "text"
    assert roles["评论"][0] == "ignore"
    assert roles["S_mean"] == ("score", "score", (-2.0, 2.0))
    assert roles["楼"][0] == "segment"


def test_a_score_column_without_ratings_and_a_time_column_without_dates_are_refused() -> None:
    frame = pd.DataFrame(ROWS, columns=HEADER)
    assert "holds no ratings" in refusal(frame, score="评论内容").what
    assert "holds no dates" in refusal(frame, time="评论内容").what
    assert "both" in refusal(frame, text="评论内容", segment="评论内容").what


def test_text_named_like_a_workbook_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    path.write_text("export failed", encoding="utf-8")
    with pytest.raises(VocError) as caught:
        read(path)
    assert "no workbook" in str(caught.value.fix)
