"""`voc analyze … --append RUN`: where the result goes, and what happens when it does not come."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from killing import content, hidden, write_comments

import voc
from voc.kept import JUDGED
from voc.opinion import OpinionEngine
from voc.run import run_to_folder

Call = Callable[..., tuple[int, str, str]]
QUICK = ("--no-topics", "-k", "hotel")
HEADER = "评论,评分,门店\n"
OLD = HEADER + "房间很干净,5,西湖店\n隔音太差，一晚没睡好😭,1,滨江店\n早餐不错,4,西湖店\n"
NEW = HEADER + "前台巨慢,2,滨江店\n床很舒服！,5,萧山店\n"


@pytest.fixture
def months(tmp_path: Path, call: Call) -> Path:
    (tmp_path / "一月.csv").write_text(OLD, encoding="utf-8")
    (tmp_path / "二月.csv").write_text(NEW, encoding="utf-8")
    assert call("analyze", "一月.csv", *QUICK, "-o", "year")[0] == 0
    return tmp_path


def test_result_is_a_new_folder_and_the_run_stays_as_it_was(months: Path, call: Call) -> None:
    before = content(months / "year")
    code, out, _ = call("analyze", "二月.csv", "--append", "year")
    assert code == 0
    assert out.rstrip().endswith("二月-voc/report.html")
    assert len(voc.load(months / "二月-voc").comments) == 5
    assert content(months / "year") == before


def test_run_is_replaced_only_with_force_and_gets_the_same_tables(months: Path, call: Call) -> None:
    before = content(months / "year")
    code, _, err = call("analyze", "二月.csv", "--append", "year", "-o", "year")
    assert (code, "output.folder-exists" in err) == (1, True)
    assert content(months / "year") == before
    assert call("analyze", "二月.csv", "--append", "year", "-o", "beside")[0] == 0
    assert call("analyze", "二月.csv", "--append", "year", "-o", "year", "--force")[0] == 0
    assert content(months / "year") == content(months / "beside")
    assert hidden(months) == []
    code, _, err = call("analyze", "二月.csv", "--append", "year", "-o", "year", "--force")
    assert (code, "append.same-input" in err) == (1, True)
    assert call("analyze", "二月.csv", "--append", "year", "--again", "-o", "twice")[0] == 0
    assert len(voc.load(months / "twice").comments) == 7


def test_failing_run_leaves_the_one_it_would_replace(
    months: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(months / "year")

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("on our side")

    with monkeypatch.context() as patched:
        patched.setattr("voc.report.write_excel", fails)
        assert call("analyze", "二月.csv", "--append", "year", "-o", "year", "--force")[0] == 2
    assert content(months / "year") == before
    assert call("analyze", "二月.csv", "--append", "year", "-o", "year", "--force")[0] == 0


def test_what_is_written_holds_nothing_personal(months: Path, call: Call) -> None:
    personal = HEADER + "打13912345678没人接，找我的微信xiaoming_88,1,滨江店\n"
    (months / "三月.csv").write_text(personal, encoding="utf-8")
    assert call("analyze", "三月.csv", "--append", "year", "-o", "out")[0] == 0
    for path in (months / "out").iterdir():
        data = path.read_bytes()
        if path.suffix == ".parquet":
            data = pd.read_parquet(path).to_csv().encode()
        assert b"13912345678" not in data, path.name
        assert b"xiaoming_88" not in data, path.name


def test_broken_off_run_is_resumed_with_the_new_comments_it_had_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_comments(tmp_path / "old.csv", 60, seed=3)
    write_comments(tmp_path / "new.csv", 90, seed=4)
    settings = {"run": {"chunk": 20, "processes": 1}, "report": {"excel": False}}
    told: dict[str, Any] = {"config": settings, "say": str, "progress": False}
    asked = {"codebook": "hotel", "topics": False}
    run_to_folder(tmp_path / "old.csv", tmp_path / "run", **told, **asked)
    told["append"] = tmp_path / "run"
    run_to_folder(tmp_path / "new.csv", tmp_path / "unbroken", **told)
    with monkeypatch.context() as patched:
        patched.setattr("voc.statistics.run_statistics", None)
        with pytest.raises(TypeError):
            run_to_folder(tmp_path / "new.csv", tmp_path / "out", **told)
    (left,) = hidden(tmp_path)
    assert not (left / JUDGED).exists()
    parts = sorted((left / "parts").glob("*.arrow"))
    assert len(parts) == 5  # of the 90 new ones
    parts[-1].unlink()
    judged: list[int] = []
    run = OpinionEngine.run

    def noted(self: OpinionEngine, texts: list[str]) -> Any:
        judged.append(len(texts))
        return run(self, texts)

    monkeypatch.setattr(OpinionEngine, "run", noted)
    run_to_folder(tmp_path / "new.csv", tmp_path / "out", resume=True, **told)
    assert judged == [10]
    assert "80 comments are done" in capsys.readouterr().err
    assert content(tmp_path / "out") == content(tmp_path / "unbroken")
