"""Columns whose values repeat: categorical ones say the same as plain ones."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import voc
from voc.driver.comparison.cells import respondent_sums
from voc.driver.comparison.permutation import _kinds, permutation_tests
from voc.driver.mentions import LENGTH, counted_comments, find_mentions, without_texts
from voc.driver.quotes import pick_quotes
from voc.opinion.merging import merged
from voc.repeated import places_of, with_values
from voc.report.csv_file import write_csv

REVIEWS = [
    "服务员很热情，特别有礼貌，房间也干净",
    "隔音太差，吵得一晚没睡😤",
    "早餐一般般吧，wifi 慢",
    "前台 check in 等了四十分钟，没人管",
] * 3


@pytest.fixture(scope="module")
def run() -> voc.Analysis:
    table = pd.DataFrame({"评论": REVIEWS, "门店": ["南京路店", "虹桥店"] * 6})
    return voc.analyze(table, text="评论", codebook="hotel", topics=False, progress=False)


def plain(table: pd.DataFrame) -> pd.DataFrame:
    """The same table without categorical columns."""
    known = table.select_dtypes("category")
    columns = {str(name): known[name].astype(object) for name in known}
    return table.assign(**columns)


def test_opinions_hold_each_value_once(run: voc.Analysis) -> None:
    for name in ("comment_id", "text", "aspect", "term", "driver", "dimension", "label", "rule"):
        assert isinstance(run.opinions[name].dtype, pd.CategoricalDtype), name
    assert run.opinions["driver"].cat.categories.is_monotonic_increasing


@pytest.mark.parametrize("by", ["driver", "dimension"])
def test_mentions_are_the_same_from_plain_columns(run: voc.Analysis, by: str) -> None:
    counted = counted_comments(run.comments)
    ours = find_mentions(counted, run.opinions, by)
    theirs = find_mentions(counted, plain(run.opinions), by)
    assert len(ours.names) > 2
    assert ours.names == theirs.names
    for one, other in zip(
        (ours.comment, ours.name, ours.polarity, ours.carried),
        (theirs.comment, theirs.name, theirs.polarity, theirs.carried),
        strict=True,
    ):
        np.testing.assert_array_equal(one, other)


def test_merging_is_the_same_from_plain_columns() -> None:
    texts = pd.DataFrame({"comment_id": ["c1", "c2"], "text": ["服务员很热情，特别有礼貌", "贵"]})
    opinions = pd.DataFrame(
        {
            "comment_id": ["c1", "c1", "c2"],
            "start": np.array([0, 7, 0], dtype=np.int32),
            "end": np.array([6, 12, 1], dtype=np.int32),
            "text": ["服务员很热情", "特别有礼貌", "贵"],
            "aspect": ["服务员", None, None],
            "term": ["很热情", "特别有礼貌", "贵"],
            "driver": ["attitude", "attitude", "price"],
            "polarity": [0.8, 0.6, -0.4],
            "label": ["positive", "positive", "negative"],
            "negated": False,
            "rule": ["degree", "degree+carried", "lexicon"],
        }
    )
    compact = opinions.astype(dict.fromkeys(["comment_id", "text", "term", "rule"], "category"))
    joined = merged(compact, texts)
    assert joined["text"].tolist() == ["服务员很热情，特别有礼貌", "贵"]
    pd.testing.assert_frame_equal(plain(joined), merged(opinions, texts), check_dtype=False)


def test_missing_and_unknown_ids_have_no_place() -> None:
    known = pd.Series(["c1", "c2", "c3"])
    ids = pd.Series(["c3", None, "c9", "c1"])
    for asked in (ids, ids.astype(object), ids.astype("category")):
        assert places_of(asked, known).tolist() == [2, -1, -1, 0]


def test_new_values_are_learned_and_old_ones_stay() -> None:
    rules = pd.Series(["lexicon", None, "degree"], dtype="category")
    changed = with_values(rules, np.array([True, False, False]), ["asked"])
    assert changed.tolist()[0] == "asked"
    assert rules.tolist()[0] == "lexicon"
    assert pd.isna(changed[1])


def test_quotes_need_only_the_length_of_the_text(run: voc.Analysis) -> None:
    whole = counted_comments(run.comments)
    lean = counted_comments(without_texts(run.comments))
    assert LENGTH in lean
    assert "text" not in lean
    mentions = find_mentions(whole, run.opinions)
    assert pick_quotes(lean, mentions) == pick_quotes(whole, mentions)


def test_categorical_texts_run_no_formulas_in_csv(tmp_path: Path) -> None:
    terms = pd.Series(['=HYPERLINK("x")', "很贵"], dtype="category")
    write_csv(pd.DataFrame({"term": terms, "polarity": [-0.5, -0.4]}), tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1:] == [['\'=HYPERLINK("x")', "-0.5"], ["很贵", "-0.4"]]


def test_kinds_are_those_of_numpy() -> None:
    columns = np.random.default_rng(3).integers(0, 3, (500, 4)).astype(float)
    kinds, counts = np.unique(columns, axis=0, return_counts=True)
    found = _kinds(columns)
    np.testing.assert_array_equal(found[0], kinds)
    np.testing.assert_array_equal(found[1], counts)


def test_a_large_rest_is_drawn_from_without_a_deck() -> None:
    """40,000 respondents: p is that of the exact draw, small for the group that differs."""
    rng = np.random.default_rng(0)
    values = rng.normal(60, 15, 40_000)
    group = np.where(np.arange(40_000) < 60, 0, np.where(np.arange(40_000) < 120, 1, 2))
    values[:60] -= 20
    units = respondent_sums(values, group, np.arange(40_000), (3, 1))
    p = permutation_tests(units, np.array([[True], [True], [False]]), tests=3)
    assert p[0, 0] == pytest.approx(0.001)
    assert p[1, 0] > 0.02
