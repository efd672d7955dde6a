"""Folders of partitions, object stores and addresses of files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import voc
from voc.errors import VocError
from voc.read import look, read
from voc.read.source import Source
from voc.run import run_to_folder

JANUARY = ["房间很干净，早餐也不错", "隔音太差，一晚上没睡好😤", "前台態度很好"]
OCTOBER = ["早餐凉了，咖啡机还坏的", "位置方便，下楼就是地铁", "wifi too slow, 但是床舒服"]


def table(texts: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"评论": texts, "评分": [5, 1, 4]})


@pytest.fixture
def partitioned(tmp_path: Path) -> Path:
    """As Spark writes it: partitions, a marker without content, names that tell nothing."""
    folder = tmp_path / "reviews"
    for month, texts in (("01", JANUARY), ("10", OCTOBER)):
        inside = folder / "city=%E4%B8%8A%E6%B5%B7" / f"month={month}"
        inside.mkdir(parents=True)
        table(texts).to_parquet(inside / "part-00000-9f1c.snappy.parquet")
    (folder / "_SUCCESS").touch()
    return folder


@pytest.fixture
def memory() -> Iterator[str]:
    """The address of a store that is empty before and after."""
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield "memory://exports"
    system.store.clear()


def copied(folder: Path, address: str) -> None:
    """The files of a folder, in a store."""
    import fsspec

    system = fsspec.filesystem("memory")
    for file in folder.rglob("*"):
        if file.is_file():
            system.pipe(f"{address}/{file.relative_to(folder).as_posix()}", file.read_bytes())


def texts_of(source: Source) -> list[str]:
    return list(source.table["评论"])


# --- partitions ----------------------------------------------------------------------------------


def test_partitions_become_columns_and_no_wave(partitioned: Path) -> None:
    source = read(partitioned)
    assert texts_of(source) == JANUARY + OCTOBER
    assert source.table["month"].tolist() == ["01"] * 3 + ["10"] * 3
    assert set(source.table["city"]) == {"上海"}
    assert "wave" not in source.table
    assert source.notes[0][1]["shown"] == "_SUCCESS"


def test_a_pattern_over_partitions_says_the_same(partitioned: Path) -> None:
    pattern = partitioned / "**" / "*.parquet"
    pd.testing.assert_frame_equal(read(str(pattern)).table, read(partitioned).table)


def test_a_column_of_the_file_stays_before_that_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "门店=东门").mkdir()
    table(JANUARY).assign(门店="东门店").to_csv(tmp_path / "门店=东门" / "a.csv", index=False)
    assert set(read(tmp_path).table["门店"]) == {"东门店"}


def test_a_partition_without_a_name_is_missing(tmp_path: Path) -> None:
    for folder, texts in (("店=__HIVE_DEFAULT_PARTITION__", JANUARY), ("店=南门", OCTOBER)):
        (tmp_path / folder).mkdir()
        table(texts).to_csv(tmp_path / folder / "a.csv", index=False)
    assert read(tmp_path).table["店"].isna().tolist() == [True] * 3 + [False] * 3


def test_other_partitions_are_refused_by_name(partitioned: Path) -> None:
    (partitioned / "city=x").mkdir()
    table(OCTOBER).to_parquet(partitioned / "city=x" / "part-0.parquet")
    with pytest.raises(VocError, match="month"):
        read(partitioned)


def test_a_plain_folder_inside_is_still_not_entered(partitioned: Path) -> None:
    (partitioned / "old").mkdir()
    table(OCTOBER).to_parquet(partitioned / "old" / "part-0.parquet")
    assert len(read(partitioned).table) == 6


def test_groups_of_partitions_are_compared(partitioned: Path) -> None:
    run = voc.analyze(partitioned, segments=["month"], topics=False, progress=False)
    assert set(run.comments["month"]) == {"01", "10"}


# --- stores --------------------------------------------------------------------------------------


def test_a_store_reads_as_the_folder_does(partitioned: Path, memory: str) -> None:
    copied(partitioned, memory)
    here = read(partitioned)
    for address in (memory, f"{memory}/", f"{memory}/**/*.parquet", f"{memory}/*/month=*/part*"):
        there = read(address)
        pd.testing.assert_frame_equal(there.table, here.table)
        assert [stamp.sha256 for stamp in there.files] == [stamp.sha256 for stamp in here.files]
    assert there.files[0].name.startswith(f"{memory}/city=%E4%B8%8A%E6%B5%B7/month=01/part-00000")


@pytest.mark.parametrize("pattern", ["[!a]*.csv", "[ab]*.csv", "[z-a]*.csv", "b[]*.csv", "[]*"])
def test_a_pattern_means_in_a_store_what_it_means_here(
    tmp_path: Path, memory: str, pattern: str
) -> None:
    for name in ("a1.csv", "b1.csv", "!c.csv"):
        table(JANUARY).assign(file=name).to_csv(tmp_path / name, index=False)
    copied(tmp_path, memory)
    try:
        here = set(read(tmp_path / pattern).table["file"])
    except VocError:
        here = set()
    try:
        there = set(read(f"{memory}/{pattern}").table["file"])
    except VocError:
        there = set()
    assert there == here


def test_a_file_of_a_store_keeps_its_name(tmp_path: Path, memory: str) -> None:
    table(JANUARY).to_csv(tmp_path / "1月.csv", index=False, encoding="gb18030")
    copied(tmp_path, memory)
    source = look(f"{memory}/1月.csv")
    assert (source.name, source.encoding, len(source.table)) == ("1月.csv", "gb18030", 3)


def test_an_error_names_the_address_and_no_copy_is_left(tmp_path: Path, memory: str) -> None:
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 cut off")
    copied(tmp_path, memory)
    with pytest.raises(VocError) as caught:
        read(memory)
    assert caught.value.where == f"{memory}/bad.parquet"
    assert not list(Path(tempfile.gettempdir()).glob(".voc-fetched.*"))


def test_an_empty_place_and_a_missing_package_are_told(memory: str) -> None:
    with pytest.raises(VocError, match="no files of data"):
        read(f"{memory}/2026/*.csv")
    with pytest.raises(VocError, match="ossfs"):
        read("oss://exports/a.csv")


def test_an_address_of_a_file_is_the_file(partitioned: Path) -> None:
    there = read(partitioned.as_uri())
    pd.testing.assert_frame_equal(there.table, read(partitioned).table)


def test_credentials_of_an_address_are_told_nowhere() -> None:
    with pytest.raises(VocError, match="store cannot be used") as caught:
        read("s3://AKIA5XW2:wJalrXUt@exports/a.csv?regoin=cn-north-1")
    assert caught.value.where == "s3://exports/a.csv"
    assert "wJalrXUt" not in str(caught.value)


# --- results -------------------------------------------------------------------------------------


def in_store(address: str) -> dict[str, bytes]:
    import fsspec

    system = fsspec.filesystem("memory")
    base = address.partition("://")[2]
    return {path.partition(f"/{base}/")[2]: system.cat(path) for path in system.find(base)}


def test_results_go_to_a_store_whole_and_are_not_overwritten_unasked(
    partitioned: Path, memory: str
) -> None:
    out, told = f"{memory}/runs/hotel", list[str]()
    options = {"topics": False, "codebook": "hotel"}
    run_to_folder(str(partitioned), out, say=told.append, **options)
    assert told[-1].endswith(f"{out}/report.html")
    first = in_store(out)
    run_to_folder(str(partitioned), partitioned.parent / "here", say=str, **options)
    here = {path.name: path.read_bytes() for path in (partitioned.parent / "here").iterdir()}
    assert first.keys() == here.keys()
    assert first["comments.parquet"] == here["comments.parquet"]

    with pytest.raises(VocError, match="--force"):
        run_to_folder(str(partitioned), out, say=str, **options)
    pieces = partitioned / "city=%E4%B8%8A%E6%B5%B7"
    one = str(pieces / "month=10")
    run_to_folder(one, out, force=True, say=str, **options)
    assert in_store(out).keys() == first.keys()
    assert in_store(out)["comments.parquet"] != first["comments.parquet"]
    assert not list(Path(tempfile.gettempdir()).glob(".voc-results.*"))


def test_what_is_no_run_is_not_replaced(partitioned: Path, memory: str) -> None:
    copied(partitioned, memory)
    before = in_store(memory)
    with pytest.raises(VocError) as caught:
        run_to_folder(str(partitioned), memory, force=True, say=str, topics=False)
    assert caught.value.code == "output.other-content"
    assert in_store(memory) == before


def test_a_run_into_a_store_cannot_be_resumed(memory: str) -> None:
    with pytest.raises(VocError, match="--resume does not go"):
        run_to_folder("reviews.csv", f"{memory}/out", resume=True)
