"""Rows of a database: real SQLite and DuckDB files, read and never changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from small_databases import BOTH, QUERY, ROWS, duckdb_file, sqlite_file

import voc
from voc.errors import VocError
from voc.read import inspect, read
from voc.read.database import read_query
from voc.read.database.statement import refuse_writing


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@BOTH
def test_a_query_is_read_like_a_file(
    tmp_path: Path, engine: str, write: Callable[[Path], Path]
) -> None:
    path = write(tmp_path / "店.db")
    before = sha256(path)
    source = read(f"{engine}:///{path}", query=QUERY)
    roles = {one.name: one.role for one in source.columns}
    assert roles == {
        "编号": "id",
        "评论": "text",
        "评分": "score",
        "城市": "segment",
        "时间": "time",
    }
    assert source.table["评论"].tolist()[:2] == [ROWS[0][1], ROWS[1][1]]
    assert source.table["评分"].tolist() == [5, 1, 3, 4, 4]
    assert source.files == ()
    assert source.name == "店.db"
    assert sha256(path) == before
    assert [one.name for one in tmp_path.iterdir()] == ["店.db"]


@BOTH
def test_a_run_says_what_was_asked_and_what_came(
    tmp_path: Path, engine: str, write: Callable[[Path], Path]
) -> None:
    path = write(tmp_path / "shop.db")
    run = voc.analyze(f"{engine}:///{path}", query=QUERY, topics=False, progress=False)
    told = run.manifest["inputs"]["database"]
    assert {key: told[key] for key in ("engine", "name", "query", "rows")} == {
        "engine": engine,
        "name": "shop.db",
        "query": QUERY,
        "rows": 5,
    }
    assert run.manifest["config"]["read"]["query"] == QUERY
    assert str(tmp_path) not in json.dumps(run.manifest, default=str)
    again = read_query(f"{engine}:///{path}", QUERY)[1]
    assert told["sha256"] == again.sha256
    fewer = read_query(f"{engine}:///{path}", f"{QUERY} where 评分 > 1")[1]
    assert fewer.sha256 != again.sha256
    assert run.comments["score"].tolist() == [100, 0, 50, 75]


def test_the_hash_changes_with_a_cell_and_with_a_name(tmp_path: Path) -> None:
    path = sqlite_file(tmp_path / "shop.db")
    address = f"sqlite:///{path}"
    first = read_query(address, QUERY)[1].sha256
    assert read_query(address, QUERY.replace("评分", "评分 as 星"))[1].sha256 != first
    with sqlite3.connect(path) as connection:
        connection.execute("update 点评 set 评分 = 4 where 编号 = 1")
    connection.close()
    assert read_query(address, QUERY)[1].sha256 != first


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("delete from 点评", "no-select"),
        ("  drop table 点评", "no-select"),
        ("pragma writable_schema = 1", "no-select"),
        ("attach 'other.db' as o", "no-select"),
        ("select 1; delete from 点评", "several-statements"),
        ("select 1; select 2", "several-statements"),
        ("with a as (select 1) delete from 点评", "writes"),
        ("with a as (delete from 点评 returning *) select * from a", "writes"),
        ("select * into copy from 点评", "writes"),
        ("/* select */ update 点评 set 评分 = 5", "no-select"),
        ("-- select\ninsert into 点评 values (1)", "no-select"),
        ("select 'it''s' ; delete from 点评", "several-statements"),
    ],
)
def test_what_writes_is_refused_before_the_database_is_asked(
    tmp_path: Path, query: str, code: str
) -> None:
    with pytest.raises(VocError) as caught:
        read(f"sqlite:///{tmp_path / 'not there.db'}", query=query)
    assert caught.value.code == f"source.{code}"


@pytest.mark.parametrize(
    "query",
    [
        "select * from 点评;",
        "SELECT 评论 FROM 点评 WHERE 评论 <> 'delete; drop' -- 全部; delete",
        'select "update" from 点评',
        "with 近期 as (select * from 点评) select * from 近期 /* update */",
        "(select 1) union all (select 2)",
        "select update_time, replace(评论, ';', '；') from 点评",
        "select $$; drop$$",
    ],
)
def test_what_only_reads_is_let_through_and_the_same_with_a_deletion_is_not(query: str) -> None:
    refuse_writing(query, "shop.db")
    with pytest.raises(VocError) as caught:
        refuse_writing(f"{query}\n; delete from 点评", "shop.db")
    assert caught.value.code == "source.several-statements"


@BOTH
def test_a_connection_cannot_write_even_if_asked(
    tmp_path: Path, engine: str, write: Callable[[Path], Path]
) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    from voc.read.database.engines import opened

    path = write(tmp_path / "shop.db")
    before = sha256(path)
    with opened(f"{engine}:///{path}") as database, pytest.raises(DBAPIError):
        database.connection.execute(text("delete from 点评"))
        database.connection.commit()
    assert sha256(path) == before


@BOTH
def test_wrong_sql_gives_the_words_of_the_database(
    tmp_path: Path, engine: str, write: Callable[[Path], Path]
) -> None:
    path = write(tmp_path / "shop.db")
    with pytest.raises(VocError, match="no_such_column") as caught:
        read(f"{engine}:///{path}", query="select no_such_column from 点评")
    assert caught.value.code == "source.query-failed"


def test_an_error_of_the_database_quotes_no_comment(tmp_path: Path) -> None:
    path = duckdb_file(tmp_path / "shop.duckdb")
    with pytest.raises(VocError) as caught:
        read(f"duckdb:///{path}", query="select cast(评论 as integer) from 点评")
    assert "房间" not in str(caught.value)
    assert "INT32" in str(caught.value)


def test_without_a_query_the_tables_are_named(tmp_path: Path) -> None:
    path = sqlite_file(tmp_path / "shop.db")
    with pytest.raises(VocError) as caught:
        read(f"sqlite:///{path}")
    assert caught.value.code == "source.no-query"
    assert '--query "select * from 点评"' in str(caught.value)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("sqlite:///no/such/folder/shop.db", "database-missing"),
        ("duckdb:///shop.duckdb", "database-missing"),
        ("sqlite://", "no-database"),
        ("duckdb:///:memory:", "no-database"),
        ("mysql://wang:geheim@crm.example/reviews", "unknown-engine"),
        ("https://example.com/reviews.csv", "unknown-engine"),
        ("sqlite://///[", "database-missing"),
        ("postgresql://wang:geheim@crm.example:port/reviews", "bad-address"),
    ],
)
def test_addresses_that_lead_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(VocError) as caught:
        read(address, query="select 1")
    assert caught.value.code == f"source.{code}"
    assert "geheim" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_nearly_right_is_named(tmp_path: Path) -> None:
    sqlite_file(tmp_path / "reviews.db")
    with pytest.raises(VocError, match=r"reviews\.db") as caught:
        read(f"sqlite:///{tmp_path / 'review.db'}", query="select 1")
    assert "Did you mean" in (caught.value.fix or "")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    for engine in ("sqlite", "duckdb"):
        path = tmp_path / f"{engine}.db"
        path.write_text("评论,评分\n房间很干净,5\n" * 900, encoding="utf-8")
        with pytest.raises(VocError) as caught:
            read(f"{engine}:///{path}", query="select * from t")
        assert caught.value.code in ("source.no-connection", "source.query-failed")


@BOTH
def test_a_database_given_as_a_file_says_how(
    tmp_path: Path, engine: str, write: Callable[[Path], Path]
) -> None:
    path = write(tmp_path / "shop.csv")
    with pytest.raises(VocError) as caught:
        read(path)
    assert caught.value.code == "source.database-file"
    assert f"{engine}:///{path}" in (caught.value.fix or "")


def test_a_query_needs_a_database_and_a_database_stands_alone(tmp_path: Path) -> None:
    path = sqlite_file(tmp_path / "shop.db")
    csv = tmp_path / "a.csv"
    csv.write_text("评论,评分\n房间很干净,5\n", encoding="utf-8")
    with pytest.raises(VocError) as caught:
        read(csv, query="select 1")
    assert caught.value.code == "source.query-without-database"
    with pytest.raises(VocError) as caught:
        read([f"sqlite:///{path}", csv], query=QUERY)
    assert caught.value.code == "source.one-address"


def test_columns_of_a_table_in_memory_are_no_addresses() -> None:
    table = pd.DataFrame({"sqlite:///shop.db": ["房间很干净", "太吵了，没睡好"]})
    assert read(table, text="sqlite:///shop.db").format == "DataFrame"


def test_no_rows(tmp_path: Path) -> None:
    path = sqlite_file(tmp_path / "shop.db")
    with pytest.raises(VocError) as caught:
        read(f"sqlite:///{path}", query=f"{QUERY} where 评分 > 9")
    assert caught.value.code == "source.no-rows"


@BOTH
def test_colons_and_percent_signs_are_no_parameters(
    tmp_path: Path, engine: str, write: Callable[[Path], Path]
) -> None:
    path = write(tmp_path / "shop.db")
    query = "select 评论, '12:30' as 点, '%s a:b' as b from 点评 where 评论 like '%睡%'"
    rows, _ = read_query(f"{engine}:///{path}", query)
    assert rows.table["点"].tolist() == ["12:30"]
    assert rows.table["b"].tolist() == ["%s a:b"]


def test_two_columns_of_one_name_are_both_kept(tmp_path: Path) -> None:
    path = sqlite_file(tmp_path / "shop.db")
    rows, _ = read_query(f"sqlite:///{path}", "select 评论, 评论 from 点评")
    assert list(rows.table) == ["评论", "评论.2"]


def test_gbk_text_inside_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table t (says text)")
        raw = "房间很干净".encode("gbk")
        connection.execute("insert into t values (cast(? as text))", (raw,))
    connection.close()
    rows, _ = read_query(f"sqlite:///{path}", "select says from t")
    assert rows.table["says"].tolist() == ["房间很干净"]


def test_types_that_only_databases_have(tmp_path: Path) -> None:
    path = tmp_path / "types.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create table t as select '还不错' as says, 4.5::decimal(3,1) as stars, "
            "9::decimal(3,0) as nps, date '2024-02-29' as day, ['a', 'b'] as tags, "
            "{'城市': '北京'} as place, interval 3 minute as took, 'x'::blob as raw, "
            "170141183460469231731687303715884105727::hugeint as huge, true as again"
        )
    rows, _ = read_query(f"duckdb:///{path}", "select * from t")
    row = rows.table.iloc[0]
    assert (row["stars"], row["nps"], row["again"]) == (4.5, 9, True)
    assert row["day"] == pd.Timestamp(dt.date(2024, 2, 29))
    assert row["tags"] == '["a", "b"]'
    assert row["place"] == '{"城市": "北京"}'
    assert row["huge"] == "170141183460469231731687303715884105727"
    assert row["raw"] == "x"


def test_many_rows_come_in_chunks(tmp_path: Path) -> None:
    path = tmp_path / "many.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create table t as "
            "select i as id, '第' || i || '条评论，还行' as says from range(25000) r(i)"
        )
    rows, queried = read_query(f"duckdb:///{path}", "select * from t order by id")
    assert queried.rows == len(rows.table) == 25_000
    assert rows.table["says"].iloc[-1] == "第24999条评论，还行"


def test_a_driver_that_is_missing_is_named(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['sqlalchemy'] = None\n"
        "from voc.errors import VocError\n"
        "from voc.read import read\n"
        "try: read('sqlite:///shop.db', query='select 1')\n"
        "except VocError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert 'pip install "voc[sql]"' in done.stdout
    assert "sqlalchemy" in done.stdout


def test_no_password_is_ever_shown(call: Callable[..., tuple[int, str, str]]) -> None:
    address = "postgresql+nodriver://wang:ge%40heim@127.0.0.1:1/reviews?sslpassword=auchgeheim"
    for command in ("analyze", "inspect"):
        code, *told = call(command, address, "--query", "select 1")
        assert code == 1
        assert "heim" not in "".join(told)
        assert "wang:***@" in "".join(told)


def test_the_command_line_takes_a_query(
    tmp_path: Path, call: Callable[..., tuple[int, str, str]]
) -> None:
    sqlite_file(tmp_path / "shop.db")
    code, out, err = call("inspect", "sqlite:///shop.db", "--query", QUERY)
    assert code == 0, err
    assert "format: SQLite query" in out
    settings = tmp_path / "mine.toml"
    settings.write_text(f'[read]\nquery = "{QUERY}"\n', encoding="utf-8")
    code, _, err = call("analyze", "sqlite:///shop.db", "-c", "mine.toml", "--no-topics")
    assert code == 0, err
    kept = json.loads((tmp_path / "shop-voc" / "manifest.json").read_text(encoding="utf-8"))
    assert kept["inputs"]["database"]["query"] == QUERY
    report = (tmp_path / "shop-voc" / "report.html").read_text(encoding="utf-8")
    assert kept["inputs"]["database"]["sha256"] in report


@BOTH
def test_a_query_of_too_many_rows_or_columns_is_refused_while_it_is_read(
    tmp_path: Path,
    engine: str,
    write: Callable[[Path], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = write(tmp_path / "shop.db")
    monkeypatch.setattr("voc.read.limits.MOST_CELLS", 20)
    with pytest.raises(VocError) as refused:
        read_query(f"{engine}:///{path}", QUERY)
    assert refused.value.code == "limit.cells"
    monkeypatch.setattr("voc.read.limits.MOST_COLUMNS", 3)
    with pytest.raises(VocError) as refused:
        read_query(f"{engine}:///{path}", QUERY)
    assert refused.value.code == "limit.columns"


def test_inspect_of_a_query(tmp_path: Path) -> None:
    path = sqlite_file(tmp_path / "shop.db")
    found = inspect(f"sqlite:///{path}", query=QUERY)
    assert found.attrs["rows"] == 5
    assert found.attrs["format"] == "SQLite query"
