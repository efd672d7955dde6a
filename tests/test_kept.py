"""What a run keeps so that comments can be added to it later."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import voc
from voc import Analysis
from voc.kept import JUDGED, RESPONDENTS, Keeper, Kept
from voc.opinion import OpinionEngine
from voc.opinion.part import packed

STAYS = pd.DataFrame(
    {
        "客人": ["A01", "A02", "A03", "A01", "A04", "A05"],
        "评价": [
            "前台小姐姐超热情👍 就是隔音太差，半夜听见隔壁打呼噜",
            "早餐品种多，豆浆不够热。有事打13912345678找我",
            None,
            "wifi巨慢！刷个视频都卡，性价比一般般吧",
            "=SUM(A1) 房间很干净，床也舒服",
            "无",
        ],
        "评分": [4, 3, 5, 2, 5, 5],
        "门店": ["西湖店", "西湖店", "滨江店", "滨江店", "滨江店", "西湖店"],
    }
)


@pytest.fixture(scope="module")
def run() -> Analysis:
    settings = {"run": {"chunk": 2}}
    options = {"codebook": "hotel", "id": "客人", "segments": ("门店",), "config": settings}
    return voc.analyze(STAYS, topics=False, progress=False, **options)


def test_kept_chunks_are_the_judged_ones(run: Analysis) -> None:
    assert run.kept is not None
    engine = OpinionEngine(run.codebook)
    raw = STAYS["评价"].dropna().tolist()
    parts = list(run.kept.parts(run.comments["text"]))
    assert [len(part) for part in parts] == [2, 2, 1]
    for place, part in enumerate(parts):
        fresh = packed(engine.run(raw[2 * place : 2 * place + 2]))
        assert part.equals(fresh.replace_schema_metadata(part.schema.metadata))
        # The same numbers of words, so that sums run in the same order.
        assert part["words"].values.dictionary.equals(fresh["words"].values.dictionary)


def test_kept_respondents_are_all_rows_also_those_without_a_comment(run: Analysis) -> None:
    assert run.kept is not None
    people = run.kept.people()
    assert people["respondent_id"].tolist() == STAYS["客人"].tolist()
    assert people["stars"].tolist() == STAYS["评分"].tolist()
    assert people.attrs["scales"] == {"stars": (1.0, 5.0)}
    roles = {column.name: column.role for column in run.kept.record()["columns"]}
    assert roles == {"客人": "id", "评价": "text", "评分": "score", "门店": "segment"}


def test_nothing_personal_is_kept(run: Analysis) -> None:
    kept = run.kept
    assert kept is not None
    words = [
        word for part in kept.parts(run.comments["text"]) for word in part["words"].to_pylist()
    ]
    assert "13912345678" not in str(words)
    assert "13912345678" not in kept.people().to_csv() + str(kept.record())


def test_kept_files_go_with_the_run_from_folder_to_folder(run: Analysis, tmp_path: Path) -> None:
    run.save(tmp_path / "first")
    loaded = voc.load(tmp_path / "first")
    loaded.save(tmp_path / "second")
    again = voc.load(tmp_path / "second").kept
    assert again is not None
    assert run.kept is not None
    assert again.record() == run.kept.record()
    pd.testing.assert_frame_equal(again.people(), run.kept.people())
    assert (tmp_path / "second" / JUDGED).read_bytes() == run.kept.judged


def test_run_is_loaded_without_its_kept_files_when_they_are_damaged(
    run: Analysis, tmp_path: Path
) -> None:
    run.save(tmp_path / "run")
    (tmp_path / "run" / JUDGED).write_bytes(b"PAR1")
    assert len(voc.load(tmp_path / "run").comments) == len(run.comments)
    (tmp_path / "run" / RESPONDENTS).unlink()
    assert voc.load(tmp_path / "run").kept is None


def test_run_ends_well_where_nothing_can_be_kept(tmp_path: Path, run: Analysis) -> None:
    keeper = Keeper(tmp_path / "gone")
    keeper.add(next(iter(_parts(run))))
    assert keeper.kept() is None
    assert Kept.inside(tmp_path) is None


def _parts(run: Analysis) -> list[object]:
    return [packed(OpinionEngine(run.codebook).run(["房间很干净"]))]
