"""Text files, Parquet and paths that mean harm: refused in time, or read as plain words."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from hostile_input import GOOD, packed, refusal

from voc.files import refuse_existing
from voc.read import read

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
    assert refusal(lambda: reads("b.json", f"[{bad}]")).code == "shape.no-json-object"


def test_names_of_columns_hold_no_marks_that_turn_text_round(reads) -> None:
    source = reads("a.csv", GOOD.replace("评分", "\u202e评\u2066\x07分\u200b"))
    assert list(source.table.columns) == ["编号", "评论", "评分"]


def test_an_endless_name_is_cut_and_stays_its_own(reads) -> None:
    names = list(reads("a.csv", GOOD.replace("编号,", f"{'长' * 5000},{'长' * 6000},1,")).table)
    assert len(names) == len(set(names)) and max(map(len, names)) <= 1_002


# --- Parquet


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


# --- paths, names and links


def test_devices_and_names_with_nul_are_refused(tmp_path: Path) -> None:
    if Path("/dev/zero").exists():
        assert refusal(lambda: read("/dev/zero")).code == "limit.device"
    assert refusal(lambda: read(str(tmp_path / "a\0.csv"))).code == "read.cannot-open"


def test_a_header_of_surveymonkey_without_questions_is_no_crash(reads) -> None:
    source = reads(
        "a.csv", "Respondent ID,Collector ID,Start Date,End Date,评论\n,,,,\n11,2,,,很快，不错\n"
    )
    assert source.table.shape[0] == 1


def test_a_name_too_long_for_the_system_is_told(tmp_path: Path) -> None:
    long = tmp_path / ("长" * 300)
    assert refusal(lambda: refuse_existing(long, force=False)).code == "output.cannot-write"


def test_a_folder_linked_into_itself_is_read_once(tmp_path: Path) -> None:
    folder = tmp_path / "months"
    folder.mkdir()
    (folder / "may.csv").write_text(GOOD, encoding="utf-8")
    (folder / "round").symlink_to(folder, target_is_directory=True)
    assert len(read(str(folder)).table) == 2
    assert len(read(str(folder / "**" / "*.csv")).table) == 2
