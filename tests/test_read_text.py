"""Reading delimited text: every encoding and separator, bad rows set aside, no cell changed."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from small_exports import HEADER, ROWS, comments, csv_text, refusal, written

from voc.read import delimited, read
from voc.read.cells import header_names
from voc.read.content import Content
from voc.read.encoding import decode

# --- encodings and separators


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
    for encoding in ("utf-8", "gb18030"):
        assert decode(Content.of(Path("x"), text.encode(encoding))).text == text


# --- rows of delimited text


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
        kind: list(delimited.read(Content.of(tmp_path / "a.csv", text.encode())).lines)
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
