"""The whole way for one comment and for thousands, odd ones, in one process and in several."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pandas as pd
import pytest
from whole_way import TABLES, analyze, reviews

import voc
from voc import Analysis, VocError

# --- odd sizes and contents ----------------------------------------------------------------------

LONG = "房间很干净，就是隔音差。" * 9_000
ODD = {
    "one comment": ["房间很干净"],
    "one character": ["好"],
    "only boilerplate": ["此用户没有填写评论", "系统默认好评", "无"],
    "only emoji": ["😡😡😡", "👍", "❤️"],
    "only punctuation": ["。。。", "！！！", "?"],
    "only digits": ["123", "666", "5"],
    "one of 100,000 characters": [LONG, "位置方便"],
    "one word of 100,000 characters": ["啊" * 100_000, "好" * 100_000],
    "one line without end": ["a" * 100_000, "位置方便"],
    "control characters": ["房间\x00很\x07干净\u200b", "太吵\u202e了"],
    "our own separator": ["房间\x1e很干净", "太\x1e吵\x1e了"],
    "line breaks": ["房间很干净\r\n\r\n隔音差\n", "\t太吵了\u2028"],
    "markup": ["<b>房间</b>很干净<br/>", "<img src=x onerror=alert(1)>太吵了", "&lt;script&gt;"],
    "formulas": ["=1+1", "+86太贵", "-好", "@SUM(A1)"],
    "other scripts": ["部屋がきれい", "방이 깨끗해요", "Номер чистый", "غرفة نظيفة"],
}


@pytest.mark.parametrize("kind", ODD)
def test_odd_comments_go_all_the_way_to_the_report(kind: str, tmp_path: Path) -> None:
    run = analyze(reviews(*ODD[kind]), text="评论", codebook="hotel")
    assert len(run.comments) == len(ODD[kind])
    assert run.comments["sentiment"].dropna().between(-1, 1).all()
    assert run.comments["confidence"].dropna().between(0, 1).all()
    assert run.summary("zh")
    assert run.summary("en")
    run.to_html(tmp_path / "a.html")
    run.to_excel(tmp_path / "a.xlsx")
    loaded = voc.load(run.save(tmp_path / "run"))
    assert len(loaded.comments) == len(run.comments)


def test_emoji_carry_sentiment() -> None:
    run = analyze(reviews("😡😡😡", "👍👍"), text="评论")
    assert run.comments["label"].tolist() == ["negative", "positive"]


def test_long_comment_is_judged_as_far_as_is_told() -> None:
    run = analyze(reviews(LONG), text="评论", codebook="hotel")
    assert 99_900 < run.opinions["end"].max() <= 100_000
    assert run.comments["text"].str.len().tolist() == [len(LONG)]
    assert any("100,000" in note["en"] for note in run.manifest["notes"])


def test_no_text_at_all_is_an_error_that_says_so() -> None:
    with pytest.raises(VocError) as caught:
        analyze(reviews("", None, "  "), text="评论")
    assert caught.value.fix
    with pytest.raises(VocError, match="no rows"):
        analyze(reviews(), text="评论")


def test_twenty_comments_are_enough_for_two_drivers_with_intervals() -> None:
    comments = ["房间很干净", "打扫得一般", "隔音太差", "走廊有点吵"] * 5
    run = analyze(reviews(*comments), text="评论", codebook="hotel")
    drivers = run.drivers.set_index("driver")
    for name in ("cleanliness", "noise"):
        low, middle, high = drivers.loc[name, ["low", "satisfaction", "high"]]
        assert 0 <= low < middle < high <= 100
    assert drivers.loc["noise", "high"] < drivers.loc["cleanliness", "low"]


def test_emoji_cut_in_half_by_an_export_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"评论": "房间很干净\\ud83d", "城市": "北京\\ud83d"}\n', encoding="utf-8")
    assert analyze(path, text="评论").comments["text"].tolist() == ["房间很干净"]


# --- many, and in several processes --------------------------------------------------------------

PLACES = ("房间", "前台", "早餐", "位置", "隔音", "WiFi", "空调", "停车场")
JUDGEMENTS = ("很干净", "态度冷淡", "不错", "方便", "太差了", "一般般", "不怎么样", "没得说", "贵")


@pytest.fixture(scope="module")
def many() -> pd.DataFrame:
    pairs = itertools.product(PLACES, JUDGEMENTS, range(42))
    comments = [f"第{n}天，{place}{judgement}。" for place, judgement, n in pairs]
    comments = comments[:3_000]
    stars = [n % 5 + 1 for n in range(len(comments))]
    return reviews(*comments, 评分=stars, 城市=["京沪穗"[n % 3] for n in range(len(comments))])


@pytest.fixture(scope="module")
def alone(many: pd.DataFrame) -> Analysis:
    return analyze(many, codebook="hotel", config={"run": {"processes": 1}})


@pytest.mark.parametrize(
    "setting",
    [{"processes": 2, "chunk": 400}, {"processes": 1, "chunk": 17}, {"processes": 3, "chunk": 999}],
    ids=str,
)
def test_processes_and_chunks_do_not_change_the_tables(
    setting: dict[str, int], many: pd.DataFrame, alone: Analysis
) -> None:
    run = analyze(many, codebook="hotel", config={"run": setting})
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(run, name), getattr(alone, name))


@pytest.mark.slow
def test_workers_that_are_not_forked_give_the_same_tables(
    many: pd.DataFrame, alone: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voc.engines.local.sys.platform", "darwin")
    run = analyze(many, codebook="hotel", config={"run": {"processes": 2, "chunk": 1_000}})
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(run, name), getattr(alone, name))


def test_another_seed_moves_the_bootstrap_but_not_the_seed_of_the_sentiment(
    many: pd.DataFrame,
) -> None:
    settings = {"sentiment": {"method": "seed"}}
    alone = analyze(many, codebook="hotel", config=settings)
    run = analyze(many, codebook="hotel", seed=9, config=settings)
    for name in ("comments", "opinions", "metrics"):
        pd.testing.assert_frame_equal(getattr(run, name), getattr(alone, name))
    assert run.manifest["seed"] == 9


def test_timings_name_every_stage(alone: Analysis) -> None:
    assert set(alone.manifest["timings"]) >= {"read", "opinions", "statistics"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT.*", alone.manifest["created"])
