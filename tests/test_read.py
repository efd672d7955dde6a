"""Reading in any format: JSON, Parquet and tables, several files, refusals, named columns."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_exports import COMMENTS, HEADER, ROWS, comments, csv_text, refusal, workbook, written

from voc.errors import VocError
from voc.read import read

# --- JSON Lines, Parquet, DataFrame


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


# --- several files


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


# --- files that cannot be read


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


# --- what the user names


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
