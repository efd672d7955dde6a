"""Five comments in a SQLite and in a DuckDB file, for the tests of databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

ROWS = [
    (1, "房间很干净，前台小姐姐很热情👍", 5, "北京", "2024-03-01 08:30:00"),
    (2, "隔音太差了，一晚上没睡好", 1, "上海", "2024-03-02 21:05:00"),
    (3, "早餐一般，wifi 还行", 3, "北京", "2024-03-05 10:00:00"),
    (4, None, 4, "上海", "2024-03-06 12:30:00"),
    (5, "位置好，离地铁站近；就是停车不方便", 4, "北京", "2024-03-08 23:59:59"),
]
QUERY = "select 编号, 评论, 评分, 城市, 时间 from 点评"
TABLE = "create table 点评 (编号 integer, 评论 text, 评分 integer, 城市 text, 时间 text)"


def sqlite_file(path: Path) -> Path:
    with sqlite3.connect(path) as connection:
        connection.execute(TABLE)
        connection.executemany("insert into 点评 values (?, ?, ?, ?, ?)", ROWS)
    connection.close()
    return path


def duckdb_file(path: Path) -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute(TABLE.replace("时间 text", "时间 timestamp"))
        connection.executemany("insert into 点评 values (?, ?, ?, ?, ?)", ROWS)
    return path


ENGINES: list[tuple[str, Callable[[Path], Path]]] = [
    ("sqlite", sqlite_file),
    ("duckdb", duckdb_file),
]
BOTH = pytest.mark.parametrize(("engine", "write"), ENGINES, ids=["sqlite", "duckdb"])
