"""Parquet files: every kind of column becomes what a reader of its cells would expect."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from voc import bounded, growing
from voc.errors import VocError
from voc.read import cells, look

DAY = dt.date(2026, 11, 3)
COLUMNS = {
    "texts": pa.array(["早餐很好", "", None, "太吵"]),
    "room": pa.array(["大床房", None, "", "大床房"]).dictionary_encode(),
    "whole": pa.array([5, None, 3, 4], pa.int8()),
    "large": pa.array([2**60, None, 1, 2]),
    "full": pa.array([5, 4, 3, 4], pa.uint16()),
    "yes": pa.array([True, None, False, True]),
    "day": pa.array([DAY, None, DAY, DAY]),
    "time": pa.array([dt.datetime(2026, 11, 3, 8), None] * 2, pa.timestamp("ms")),
    "price": pa.array([Decimal("12.50"), None] * 2),
    "float": pa.array([4.5, None, 3.0, float("nan")]),
    "tags": pa.array([["干净", "近"], None, [], ["吵"]]),
    "user": pa.array([{"city": "北京"}, None] * 2),
    "none": pa.nulls(4),
    "bytes": pa.array([b"ok", b"\xff", None, b""]),
}
TYPES = {
    "whole": "Int64",
    "full": "uint16",
    "yes": "boolean",
    "day": "datetime64[us]",
    "time": "datetime64[ms]",
    "float": "float64",
}


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"评论": ["早餐很好", "太吵了", "一般", "近"], **COLUMNS}), path)
    return path


@pytest.mark.parametrize("name", COLUMNS)
def test_each_kind_of_column_has_its_type_and_cells(export: Path, name: str) -> None:
    column = look(export).table[name]
    assert str(column.dtype) == TYPES.get(name, "str")
    if name not in ("texts", "time"):  # these pandas reads as they are
        objects = COLUMNS[name].to_pandas(integer_object_nulls=True).astype(object)
        expected = column if name == "full" else cells.tidy(objects)
        pd.testing.assert_series_equal(column, expected, check_names=False)


def test_lists_and_objects_become_json(export: Path) -> None:
    table = look(export).table
    assert table["tags"].tolist()[0] == '["干净", "近"]'
    assert table["user"].tolist()[0] == '{"city": "北京"}'


def test_columns_of_one_name_keep_their_own_types(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    columns = [pa.array(["早餐很好", "太吵"]), pa.array([True, False]), pa.array([5, None])]
    pq.write_table(pa.table(columns, names=["评论", "答", "答"]), path)
    table = look(path).table
    assert [str(kind) for kind in table.dtypes] == ["str", "bool", "Int64"]


@pytest.mark.parametrize("together", [1, 5, 65_536])
def test_row_groups_and_chunks_of_any_size_give_the_same_table(
    tmp_path: Path, together: int, monkeypatch
) -> None:
    path = tmp_path / "a.parquet"
    comments = [f"第{number}条评论，早餐不错" for number in range(40)]
    rooms = pa.array(["大床房", "双床房"] * 20).dictionary_encode()
    pq.write_table(pa.table({"评论": comments, "房型": rooms}), path, row_group_size=3)
    monkeypatch.setattr(bounded, "_ROWS_IN_ONE_GO", together)
    monkeypatch.setattr(growing, "CHUNK", 100)
    table = look(path).table
    assert table["评论"].tolist() == comments
    assert table["房型"].tolist() == ["大床房", "双床房"] * 20


def test_what_unpacks_to_too_much_is_refused_in_any_row_group(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table({"评论": ["长" * 1_000] * 40})
    pq.write_table(table, path, row_group_size=4)
    with pytest.raises(VocError) as caught:
        bounded.bounded_table(pq.ParquetFile(path), "a.parquet", most=50_000)
    assert caught.value.code == "limit.unpacked"
    assert bounded.bounded_table(pq.ParquetFile(path), "a.parquet").equals(table)
