"""Metrics from a database beside comments from another place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_databases import BOTH, QUERY, sqlite_file

import voc
from voc.errors import VocError


def test_metrics_of_a_file_join_the_comments_of_a_database(tmp_path: Path) -> None:
    path = sqlite_file(tmp_path / "shop.db")
    metrics = tmp_path / "nps.csv"
    metrics.write_text("编号,NPS\n1,10\n2,0\n3,7\n4,9\n5,8\n", encoding="utf-8")
    run = voc.analyze(
        f"sqlite:///{path}", query=QUERY, metrics=metrics, id="编号", topics=False, progress=False
    )
    assert run.comments["nps"].tolist() == [10, 0, 7, 8]


@BOTH
def test_metrics_of_a_database_join_the_comments_of_a_file(
    tmp_path: Path, engine: str, write: Callable[[Path], Path]
) -> None:
    path = write(tmp_path / "crm.db")
    comments = tmp_path / "评论.csv"
    comments.write_text("编号,说的话\n1,房间干净\n2,太吵了睡不着\n9,早餐好吃\n", encoding="utf-8")
    asked = "select 编号, 评分 * 2 as NPS, 城市 from 点评 where 评分 < 5 or 编号 = 1"
    run = voc.analyze(
        comments,
        text="说的话",
        id="编号",
        metrics=f"{engine}:///{path}",
        metrics_query=asked,
        topics=False,
        progress=False,
    )
    assert run.comments["nps"].tolist()[:2] == [10, 2]
    assert run.comments["nps"].isna().tolist() == [False, False, True]
    assert run.comments["城市"].tolist()[:2] == ["北京", "上海"]
    told = run.manifest["inputs"]["metrics_database"]
    assert (told["engine"], told["query"], told["rows"]) == (engine, asked, 5)
    assert "database" not in run.manifest["inputs"]
    assert told["sha256"] in page(run, tmp_path)
    assert (run.manifest["join"]["matched"], run.manifest["join"]["without_comments"]) == (2, 3)


def page(run: voc.Analysis, folder: Path) -> str:
    run.to_html(folder / "report.html")
    return (folder / "report.html").read_text(encoding="utf-8")


@BOTH
def test_comments_and_metrics_of_two_databases(
    tmp_path: Path,
    call: Callable[..., tuple[int, str, str]],
    engine: str,
    write: Callable[[Path], Path],
) -> None:
    write(tmp_path / "crm.db")
    sqlite_file(tmp_path / "shop.db")
    (tmp_path / "mine.toml").write_text(
        f'[read]\nmetrics = "{engine}:///crm.db"\n'
        'metrics_query = "select 编号, 评分 as 星级, 城市 as 分公司 from 点评"\n',
        encoding="utf-8",
    )
    asked = ("--query", "select 编号, 评论 from 点评", "--id", "编号", "--no-topics")
    code, _, err = call("analyze", "sqlite:///shop.db", *asked, "-c", "mine.toml", "-o", "both")
    assert code == 0, err
    run = voc.load(tmp_path / "both")
    assert run.comments["stars"].tolist() == [5, 1, 3, 4]  # who said nothing is no comment
    assert run.manifest["inputs"]["database"]["name"] == "shop.db"
    assert run.manifest["inputs"]["metrics_database"]["name"] == "crm.db"


def test_a_query_of_metrics_that_cannot_be_asked(
    tmp_path: Path, call: Callable[..., tuple[int, str, str]]
) -> None:
    sqlite_file(tmp_path / "crm.db")
    (tmp_path / "评论.csv").write_text("编号,评论\n1,房间很干净，早餐也好\n", encoding="utf-8")
    (tmp_path / "nps.csv").write_text("编号,NPS\n1,10\n", encoding="utf-8")
    for metrics, refused in (
        (["--metrics", "sqlite:///crm.db"], "--metrics-query"),
        (["--metrics", "nps.csv", "--metrics-query", QUERY], "--metrics-query"),
        (["--metrics-query", QUERY], "--metrics-query"),
        (["--metrics", "sqlite:///crm.db", "--metrics-query", "delete from 点评"], "no SELECT"),
    ):
        code, _, err = call("analyze", "评论.csv", *metrics, "--no-topics", "-o", "out")
        assert code == 1 and refused in err, err
        assert not (tmp_path / "out").exists()
    _, _, err = call("analyze", "评论.csv", "--metrics", "sqlite:///crm.db", "--no-topics")
    assert "Tables: 点评" in err


def test_a_password_of_the_metrics_is_in_no_manifest(tmp_path: Path) -> None:
    path = sqlite_file(tmp_path / "crm.db")
    address = f"sqlite:///{path}?password=geheim"
    with pytest.raises(VocError) as refused:
        voc.analyze(f"sqlite:///{path}", query=QUERY, metrics=address, metrics_query="select 1")
    assert "geheim" not in str(refused.value)
    address = f"sqlite:///{path}?key=geheim"
    run = voc.analyze(
        f"sqlite:///{path}",
        query=QUERY,
        metrics=address,
        metrics_query="select 编号, 评分 as NPS from 点评",
        id="编号",
        topics=False,
        progress=False,
    )
    run.save(tmp_path / "run")
    for file in (tmp_path / "run").rglob("*"):
        assert not file.is_file() or b"geheim" not in file.read_bytes()
    assert run.manifest["config"]["read"]["metrics"].endswith("key=***")
