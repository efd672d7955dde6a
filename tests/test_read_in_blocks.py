"""A file that is read in blocks gives what it gives when it is read as a whole."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from voc import growing
from voc.errors import VocError
from voc.read import body, content, delimited, look
from voc.read.content import Content, opened
from voc.read.source import Rows

CELLS = [
    *("好", "很好，下次来", "5", "", "  ", '他说"好"', "第一行\n第二行", "x\r\ny", "a\rb", '"'),
    *("𠮷野家", "😀不错", "e\u0301", "2026-01-01"),
]
QUOTES = "编号,评论\n1,好\n2,"


@pytest.fixture
def in_blocks(monkeypatch):
    """Read delimited text in blocks of some bytes."""

    def read(text: str | bytes, size: int, wait: int = 1 << 20) -> Rows:
        monkeypatch.setattr(content, "BLOCK", size)
        monkeypatch.setattr(body, "LONGEST_WAIT", wait)
        monkeypatch.setattr(growing, "CHUNK", 40)
        data = text if isinstance(text, bytes) else text.encode("utf-8")
        return delimited.read(Content.of(Path("a.csv"), data))

    return read


def found(rows: Rows) -> tuple[object, ...]:
    cells = rows.table.astype(object).where(rows.table.notna(), None).to_numpy().tolist()
    types = {str(kind) for kind in rows.table.dtypes}
    return cells, types, rows.rejected, rows.format, rows.encoding, rows.header, list(rows.lines)


def same_in_any_blocks(in_blocks, text: str | bytes, wait: int = 1 << 20) -> Rows:
    whole = in_blocks(text, 1 << 20)
    for size in (1, 2, 3, 5, 8, 13, 40, 200):
        assert found(in_blocks(text, size, wait)) == found(whole), size
    return whole


@pytest.mark.parametrize(
    "text",
    [
        "编号,评论\r\n1,早餐很好\r\n2,太吵\r\n",
        '编号,评论\n1,"第一天还行，\n第二天""惊喜""来了\r\n热水没有"\n2,好\n',
        "酒店评论导出\n\n编号,评论,评分\n1,很好,5\n2,太吵,1\n3,不错,4\n4,一般,3\n",
        "编号,评论\n1,好\n\n2,太吵\n,\n  ,\n3,行\n\n\r\n\n",
        "编号,评论\n1,好,\n2\n3,太,吵\n4,行\n",
        'sep=;\n编号;评论\n1;"好；很好"\n2;差',
        "评论\n早餐很好，下次还来\n太吵了\n",
        "编号,评论\r1,好\r2,太吵\r",
        "编号\t评论\n1\t好\n2\t太吵，不来了\n",
        "编号,评论\n",
    ],
    ids=["crlf", "quoted", "title", "empty", "width", "sep", "one", "cr", "tab", "header"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_blocks_of_any_size_give_the_same_rows(text: str, encoding: str, in_blocks) -> None:
    same_in_any_blocks(in_blocks, text.encode(encoding))


def test_characters_of_four_bytes_may_lie_on_the_end_of_a_block(in_blocks) -> None:
    text = "编号,评论\n1,𠮷野家的牛肉饭很好吃😀\n2,服务也不错，䶮\n"
    rows = same_in_any_blocks(in_blocks, text.encode("gb18030"))
    assert rows.table["评论"].tolist() == ["𠮷野家的牛肉饭很好吃😀", "服务也不错，䶮"]


@pytest.mark.parametrize("wait", [1, 30, 1 << 20])
@pytest.mark.parametrize(
    ("text", "lost"),
    [
        (QUOTES + '"太吵\n3,行\n4,远\n5,贵\n', 1),  # never closed
        (QUOTES + '"太吵\n3,行\n4,远\n5,"贵"\n', 1),  # closed by the next quote, far below
        (QUOTES + '"太吵\n3,行\n4,远\n5,"贵\n6,慢\n', 2),
        (QUOTES + '"太吵\n，前台慢\n，早餐凉"\n4,远\n5,贵\n', 0),  # a long cell
    ],
)
def test_a_stray_quote_costs_its_own_row_in_blocks_too(
    text: str, lost: int, wait: int, in_blocks
) -> None:
    rows = same_in_any_blocks(in_blocks, text, wait)
    assert len(rows.rejected) <= lost
    assert rows.table["编号"].tolist()[-1] == text.splitlines()[-1][0]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=4), min_size=1, max_size=12),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONE]),
    st.sampled_from(["utf-8", "gb18030"]),
    st.integers(1, 60),
    st.integers(1, 60),
)
@example([["1", "a\rb"], ["2", '"'], ["3", "好"]], csv.QUOTE_NONE, "utf-8", 3, 5)
def test_whatever_stands_in_the_rows_blocks_change_nothing(
    in_blocks, rows: list[list[str]], quoting: int, encoding: str, size: int, wait: int
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=quoting, escapechar="\\", quotechar='"')  # type: ignore[arg-type]
    writer.writerow(["编号", "评论", "评分"])
    for row in rows:
        if row == [""] and quoting == csv.QUOTE_NONE:  # csv refuses to write what it reads
            text.write("\r\n")
        else:
            writer.writerow(row)
    data = text.getvalue().encode(encoding)

    def told(size: int) -> object:
        try:
            return found(in_blocks(data, size, wait))
        except VocError as error:
            return error.code, error.where

    assert told(size) == told(1 << 20)


@pytest.mark.parametrize(
    "data",
    [
        "编号,评论\n1,早餐很好".encode() + b"\xff\n2,a\n",
        "编号,评论\n1,早餐很好\n2,太".encode()[:-1],
        "编号,评论\n1,早餐很好，下次再来\n".encode("gb18030") + b"2,\xff\xff\n",
        "编号,评论\n1,早餐".encode("gb18030")[:-1],
        b"\xef\xbb\xbf" + "编号,评论\n1,早".encode() + b"\x80\n",
        "编号,评论\n1,早\0餐\n".encode("utf-16"),
        b"a,b\n1,x\n2,\0\n3,\xff",
        b"%PDF-1.7 \0",
        "id,comment\n1,très bien mangé\n2,déjà vu\n".encode("latin-1"),
    ],
    ids=["utf8", "cut", "gb", "gb-cut", "bom", "utf16", "zero", "pdf", "latin"],
)
def test_a_broken_byte_is_named_alike_in_any_blocks(data: bytes, in_blocks) -> None:
    told = set()
    for size in (1, 2, 3, 7, 1 << 20):
        with pytest.raises(VocError) as caught:
            in_blocks(data, size)
        told.add((caught.value.code, caught.value.where))
    assert len(told) == 1


def test_the_checksum_is_that_of_all_bytes(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("编号,评论\n1,早餐很好\n2,太吵\n".encode("gbk"))
    monkeypatch.setattr(content, "BLOCK", 5)
    stamp = look(path).files[0]
    assert stamp.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert stamp.size == path.stat().st_size


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("编号,评论\n1,早餐很好\n", "utf-8")
    with opened(path) as found, pytest.raises(VocError, match="written to") as caught:
        delimited.read(found)
        with path.open("a", encoding="utf-8") as more:
            more.write("2,太吵\n")
        found.stamp()
    assert caught.value.code == "read.changed"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_comes_through_a_pipe_is_read_once_and_as_often_as_needed(monkeypatch) -> None:
    monkeypatch.setattr(content, "BLOCK", 16)
    text = "编号,评论\n1,早餐很好\n2,太吵\n"
    with subprocess.Popen(
        [sys.executable, "-c", f"print({text!r}, end='')"],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    ) as process:
        assert process.stdout is not None
        source = look(f"/dev/fd/{process.stdout.fileno()}")
    assert source.table["评论"].tolist() == ["早餐很好", "太吵"]
    assert source.files[0].sha256 == hashlib.sha256(text.encode()).hexdigest()
