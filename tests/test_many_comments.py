"""What is done otherwise where there are very many comments: the figures stay what they are."""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import voc
from voc import mapped, respondents, tables
from voc.arrow import give_back
from voc.driver import dummy_regression, impact, resampling, segment_table, trend_table
from voc.driver.comparison import measured
from voc.driver.importance import correlation
from voc.driver.resampling import resampling_units
from voc.responses import Responses
from voc.text.mask.masker import Masker

PEOPLE = 600
REVIEWS = [
    "房间很干净，早餐一般",
    "隔音太差了，吵得睡不着",
    "前台热情，就是停车难",
    "性价比高，下次还来",
]


def judged(comments: int = 900) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Comments of some respondents, of two groups and six months, and what they judge."""
    rng = np.random.default_rng(11)
    ids = [f"c{i:06}" for i in range(comments)]
    months = pd.to_datetime([f"2024-{1 + i % 6:02}-05" for i in range(comments)])
    told = pd.DataFrame(
        {
            "comment_id": ids,
            "respondent_id": [f"r{i:04}" for i in rng.integers(PEOPLE, size=comments)],
            "cabin": np.where(rng.random(comments) < 0.4, "公务舱", "经济舱"),
            "time": months,
            "sentiment": rng.uniform(-1, 1, comments),
            "score": rng.integers(0, 5, comments) * 25.0,
        }
    )
    often = rng.integers(0, 4, comments)
    about = pd.DataFrame({"comment_id": np.repeat(ids, often)})
    about["driver"] = rng.choice(["seat", "meal", "delay", "crew"], len(about))
    about["polarity"] = rng.choice([-0.6, 0.6], len(about))
    return told, about


def test_groups_of_respondents_are_alike_in_size_and_only_beyond_a_number() -> None:
    assert resampling_units(resampling.MOST_UNITS).tolist() == list(range(resampling.MOST_UNITS))
    sizes = np.bincount(resampling_units(2 * resampling.MOST_UNITS + 7))
    assert len(sizes) == resampling.MOST_UNITS
    assert set(sizes.tolist()) == {2, 3}


def test_intervals_from_groups_are_as_wide_as_from_respondents(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    comments, opinions = judged(6000)
    score = comments.set_index("comment_id")["score"] + 20 * comments["sentiment"].to_numpy()

    def width(most: int) -> Any:
        monkeypatch.setattr(resampling, "MOST_UNITS", most)
        table = impact(score, opinions, bootstrap=2000)
        return (table["impact_high"] - table["impact_low"]).to_numpy()

    each, grouped = width(10_000), width(1000)
    assert grouped == pytest.approx(each, rel=0.12)
    assert not np.array_equal(grouped, each)


def test_normal_equations_do_not_depend_on_how_many_comments_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = np.random.default_rng(3)
    pairs = np.unique(np.stack([rng.integers(50, size=90), rng.integers(1, 6, size=90)], 1), axis=0)
    asked = (
        *(rng.normal(size=50), np.ones(50), rng.integers(20, size=50)),
        *(pairs[:, 0], pairs[:, 1], 6),
    )
    whole = dummy_regression.normal_equations(*asked)
    monkeypatch.setattr(dummy_regression, "_COMMENTS", 7)
    parts = dummy_regression.normal_equations(*asked)
    assert parts.cells.tolist() == whole.cells.tolist()
    assert parts.sums.toarray() == pytest.approx(whole.sums.toarray())


def test_correlations_by_unit_are_those_of_their_respondents() -> None:
    rng = np.random.default_rng(4)
    values = rng.normal(size=(1300, 4))
    values[rng.random(values.shape) < 0.1] = np.nan
    unit, weights = rng.integers(30, size=1300), rng.uniform(0.5, 2, 1300)
    counts = rng.integers(0, 3, size=(5, 30)).astype(float)
    products = correlation.UnitProducts.of(values, weights, unit)
    plain = correlation.correlations(values, counts[:, unit] * weights)
    assert products.correlations(counts) == pytest.approx(plain)


@pytest.mark.parametrize("most", [1, 500])
def test_tables_of_groups_do_not_depend_on_how_many_names_are_looked_at(
    monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    told = judged()
    whole = trend_table(*told), segment_table(*told, ["cabin"])
    monkeypatch.setattr(measured, "_MOST_ENTRIES", most)
    parts = trend_table(*told), segment_table(*told, ["cabin"])
    for one, other in zip(whole, parts, strict=True):
        pd.testing.assert_frame_equal(one, other, rtol=1e-9)


def test_numbered_comments_keep_their_ids_in_quotes() -> None:
    table = pd.DataFrame({"review": REVIEWS * 12, "stars": [4, 1, 3, 5] * 12})
    table["review"] += [f"，第{i}次" for i in range(48)]
    run = voc.analyze(table, text="review", codebook="hotel", topics=False, progress=False)
    quoted = {name for quotes in run.drivers["quotes"] for name in quotes}
    assert quoted
    assert quoted <= set(run.comments["comment_id"])
    for driver, quotes in zip(run.drivers["driver"], run.drivers["quotes"], strict=True):
        judges = run.opinions.loc[run.opinions["driver"] == driver, "comment_id"]
        assert set(quotes) <= set(judges)


def test_comments_that_do_not_count_have_no_number() -> None:
    table = pd.DataFrame({"review": [*REVIEWS, REVIEWS[1]], "stars": [4, 1, 3, 5, 1]})
    run = voc.analyze(table, text="review", codebook="hotel", topics=False, progress=False)
    people = pd.DataFrame({"respondent_id": run.comments["respondent_id"]})
    people.attrs["outcome"] = "stars"
    settings = voc.Config.model_validate(run.manifest["config"])
    found = Responses.of(run.comments, run.opinions, people, settings)
    assert run.comments["duplicate_of"].notna().sum() == 1
    assert found.comments["comment_id"].tolist() == [0, 1, 2, 3]
    assert found.ids.tolist() == run.comments["comment_id"].tolist()[:4]
    assert set(found.opinions["comment_id"]) <= {0, 1, 2, 3}


def test_texts_in_a_file_are_the_same_texts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    table = pd.DataFrame({"review": REVIEWS * 3, "stars": [4, 1, 3, 5] * 3})
    asked: dict[str, Any] = {"text": "review", "codebook": "hotel", "topics": False}
    plain = voc.analyze(table, progress=False, **asked)
    monkeypatch.setattr(mapped, "_LARGE", 1)
    run = voc.analyze(table, progress=False, **asked)
    give_back()  # what was read of the file is forgotten, and read again
    pd.testing.assert_frame_equal(run.comments, plain.comments)
    run.save(tmp_path / "run")
    again = voc.load(tmp_path / "run").comments
    pd.testing.assert_series_equal(again["text"], plain.comments["text"])


def test_a_disk_without_room_leaves_texts_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    pa = pytest.importorskip("pyarrow")
    column = pa.chunked_array([REVIEWS])

    def full(*_: Any, **__: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(mapped, "_LARGE", 1)
    monkeypatch.setattr(mapped.tempfile, "TemporaryFile", full)
    assert mapped.mapped(column) is column


def test_texts_with_the_same_hash_are_no_duplicates(monkeypatch: pytest.MonkeyPatch) -> None:
    def all_alike(texts: Any) -> Any:
        return np.zeros(len(texts), dtype=np.uint64)

    monkeypatch.setattr(tables, "_hashes", all_alike)
    texts = [*REVIEWS, REVIEWS[0]]
    run = voc.analyze(
        pd.DataFrame({"review": texts}),
        text="review",
        codebook="hotel",
        topics=False,
        progress=False,
    )
    assert run.comments["duplicate_of"].isna()[:4].all()
    assert run.comments["duplicate_of"].iloc[4] == run.comments["comment_id"].iloc[0]


def test_short_ids_are_nobodys_number() -> None:
    rng = np.random.default_rng(8)
    letters = [*string.ascii_letters, ""]
    ids = [f"{rng.choice(letters)}{rng.integers(10 ** rng.integers(1, 7))}" for _ in range(3000)]
    assert all(respondents._SHORT.fullmatch(one) for one in ids)
    assert Masker().texts(ids) == (ids, 0)


def test_long_ids_among_short_ones_are_looked_at() -> None:
    table = pd.DataFrame({"review": REVIEWS, "会员号": ["M1", "13912345678", "2", "M1"]})
    run = voc.analyze(table, text="review", id="会员号", topics=False, progress=False)
    ids = run.comments["respondent_id"].tolist()
    assert [ids[0], ids[2], ids[3]] == ["M1", "2", "M1"]
    assert "139" not in ids[1]
