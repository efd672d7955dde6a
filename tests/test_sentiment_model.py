"""The sentiment of a run judged by the model of an earlier one, sound or broken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import invented
import numpy as np
import pandas as pd
import pytest
from sentiment_runs import SEED, analyze, chosen, is_consistent, texts

import voc
from voc import VocError


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return invented.reviews(500, 0.6)


@pytest.fixture(scope="module")
def saved(table: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs") / "first"
    analyze(table[["review", "stars"]]).save(folder)
    return folder / "model.json"


def test_model_of_an_earlier_run_judges_three_comments(saved: Path) -> None:
    few = texts("昨天收到檀木，还有绸带和同事", "上周收到螺丝，还有封条和家里", "收到底座")
    alone, run = analyze(few), analyze(few, model=saved)
    assert (alone.comments["sentiment"] == 0).all()
    assert np.sign(run.comments["sentiment"]).tolist() == [1, -1, -1]
    record = run.manifest["sentiment"]
    first = json.loads(saved.read_text(encoding="utf-8"))
    assert (record["model"], record["method"]) == ("model.json", "scores")
    assert (record["model_name"], record["model_lexicon"]) == (first["name"], first["lexicon"])
    assert is_consistent(run)


def test_model_judges_new_comments_as_well_as_the_run_that_made_it(saved: Path) -> None:
    new = invented.reviews(300, 0.5, seed=77)
    run = analyze(new[["review"]], model=saved)
    assert (np.sign(run.comments["sentiment"]) == new["side"]).mean() > 0.97


def test_run_that_was_judged_by_a_model_can_be_saved_and_judged_with_again(
    saved: Path, tmp_path: Path
) -> None:
    new = invented.reviews(60, 0.5, seed=78)[["review"]]
    run = analyze(new, model=saved)
    run.save(tmp_path / "second")
    again = analyze(new, model=tmp_path / "second" / "model.json")
    assert again.comments["sentiment"].tolist() == run.comments["sentiment"].tolist()
    loaded = voc.load(tmp_path / "second")
    assert loaded.model is not None
    assert loaded.comments["sentiment"].tolist() == run.comments["sentiment"].tolist()


def test_run_of_the_seed_leaves_no_model(tmp_path: Path) -> None:
    analyze(texts("很好", "很差")).save(tmp_path / "run")
    assert not (tmp_path / "run" / "model.json").exists()
    assert voc.load(tmp_path / "run").model is None


def test_file_that_is_no_model_is_named_in_the_error(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_text('{"a": 1}', encoding="utf-8")
    with pytest.raises(VocError, match="not a sentiment model") as caught:
        analyze(texts("很好"), model=path)
    assert str(path) in str(caught.value)
    with pytest.raises(VocError, match="does not exist"):
        analyze(texts("很好"), model=tmp_path / "none.json")


@pytest.mark.parametrize(
    "change",
    [
        {"intercept": float("inf")},
        {"intercept": "nan"},
        {"n": float("inf")},
        {"agreement": "high"},
        {"blend": [1, 2]},
        {"features": [[["好"], float("nan"), 1]]},
        {"features": [["好", 1, 1]]},
        {"corrections": [["好", True, 5, 20, 0.9]]},
        {"method": ["scores"]},
    ],
    ids=str,
)
def test_model_that_somebody_changed_is_refused_whole(
    change: dict[str, Any], saved: Path, tmp_path: Path
) -> None:
    path = tmp_path / "model.json"
    record = json.loads(saved.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**record, **change}), encoding="utf-8")
    with pytest.raises(VocError, match="not a sentiment model"):
        analyze(texts("很好"), model=path)


def test_model_of_deep_brackets_is_refused_and_one_with_a_mark_at_its_start_is_read(
    saved: Path, tmp_path: Path
) -> None:
    path = tmp_path / "model.json"
    path.write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(VocError, match="not a sentiment model"):
        analyze(texts("很好"), model=path)
    path.write_text(saved.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert chosen(analyze(texts("很好"), model=path)) == "scores"


def test_model_and_a_method_without_one_contradict_each_other(table: pd.DataFrame) -> None:
    with pytest.raises(VocError, match="asks for none"):
        analyze(table[["review"]], model="model.json", config=SEED)


def test_run_with_a_broken_model_still_opens(table: pd.DataFrame, tmp_path: Path) -> None:
    run = analyze(table[["review"]])
    run.save(tmp_path / "run")
    (tmp_path / "run" / "model.json").write_text("{", encoding="utf-8")
    with pytest.warns(UserWarning, match="not a sentiment model"):
        again = voc.load(tmp_path / "run")
    assert again.model is None and len(again.comments) == len(run.comments)
    assert again.explain("c000001").opinions == run.explain("c000001").opinions
