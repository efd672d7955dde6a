"""The sentiment model as a file: judges as before, is readable, and refused when broken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import invented
import pytest
from seed_words import read

from voc.errors import VocError
from voc.lexicon.word_lists import lexicon_version, negator_words
from voc.opinion.adaptation import SentimentModel
from voc.opinion.bags import WordIndex
from voc.opinion.model_file import load_model, save_model


@pytest.fixture(scope="module")
def fitted() -> SentimentModel:
    table = invented.reviews(600)
    bags, seed = read(table["review"].tolist())
    return SentimentModel().fit(bags, seed, table["side"].to_numpy(dtype=float))


def test_saved_model_judges_as_before(fitted: SentimentModel, tmp_path: Path) -> None:
    path = save_model(fitted, tmp_path / "model.json")
    texts = [*invented.reviews(50, seed=8)["review"], "不好用", "", "WiFi 30分钟", "👍"]
    index = WordIndex(negator_words())
    index.numbers(["螺丝", "别的", "WiFi"])  # its numbers are others
    again = load_model(path, index)
    assert again.predict_log_odds(*read(texts, index)) == pytest.approx(
        fitted.predict_log_odds(*read(texts, fitted.index_)), abs=2e-3
    )
    kept = "method_ n_ agreement_ seed_agreement_".split()
    assert [getattr(again, name) for name in kept] == [getattr(fitted, name) for name in kept]


def test_model_is_json_that_a_person_can_read(fitted: SentimentModel, tmp_path: Path) -> None:
    text = save_model(fitted, tmp_path / "model.json", name="餐厅").read_text(encoding="utf-8")
    assert "檀木" in text
    record = json.loads(text)
    assert record["name"] == "餐厅"
    assert record["lexicon"] == lexicon_version()
    assert record["method"] == "scores"
    weights = {tuple(words): weight for words, _, weight in record["features"]}
    assert weights[("檀木",)] > 0 > weights[("螺丝",)]
    path = tmp_path / "again.json"
    loaded = load_model(tmp_path / "model.json", WordIndex(negator_words()))
    save_model(loaded, path)
    again = json.loads(path.read_text(encoding="utf-8"))
    assert again["name"] == "餐厅"
    assert sorted(again["features"]) == sorted(record["features"])


def changed(record: dict[str, Any], **values: Any) -> str:
    return json.dumps({**record, **values}, ensure_ascii=False)


BROKEN = {
    "nothing": lambda record: "",
    "no JSON": lambda record: "comment,score\n很好,5\n",
    "cut off": lambda record: changed(record)[:-40],
    "a list": lambda record: "[]",
    "a number": lambda record: "3",
    "null": lambda record: "null",
    "other JSON": lambda record: '{"name": "x"}',
    "a later format": lambda record: changed(record, voc_sentiment_model=99),
    "no features": lambda record: changed(record, features=None),
    "a feature that is a number": lambda record: changed(record, features=[[[1], 1.0, 1.0]]),
    "a feature of no word": lambda record: changed(record, features=[[[], 1.0, 1.0]]),
    "a feature of three words": lambda record: changed(
        record, features=[[["a", "b", "c"], 1.0, 1.0]]
    ),
    "a feature that is text": lambda record: changed(record, features=[["很好", 1.0, 1.0]]),
    "a weight that is no number": lambda record: changed(record, features=[[["a"], 1.0, "x"]]),
    "a weight that is NaN": lambda record: changed(record, features=[[["a"], 1.0, float("nan")]]),
    "a blend of two": lambda record: changed(record, blend=[1.0, 2.0]),
    "an endless blend": lambda record: changed(record, blend=[1.0, float("inf"), 0.0]),
    "an endless count": lambda record: changed(record, n=float("inf")),
    "a method that is unknown": lambda record: changed(record, method="guessed"),
    "corrections that are none": lambda record: changed(record, corrections=[["痛苦", True]]),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_file_that_is_no_model_is_refused(
    kind: str, fitted: SentimentModel, tmp_path: Path
) -> None:
    path = save_model(fitted, tmp_path / "model.json")
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(BROKEN[kind](record), encoding="utf-8")
    with pytest.raises(VocError, match="not a sentiment model") as caught:
        load_model(path, WordIndex([]))
    assert caught.value.where == str(path)


def test_bytes_folders_and_missing_files_are_refused(tmp_path: Path) -> None:
    index = WordIndex([])
    (tmp_path / "photo.json").write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(VocError, match="not a sentiment model"):
        load_model(tmp_path / "photo.json", index)
    with pytest.raises(VocError, match="cannot be opened"):
        load_model(tmp_path, index)
    with pytest.raises(VocError, match="does not exist"):
        load_model(tmp_path / "none.json", index)


def test_what_learned_nothing_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(VocError, match="no adapted sentiment"):
        save_model(SentimentModel(), tmp_path / "model.json")
    assert not list(tmp_path.iterdir())
