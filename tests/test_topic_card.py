"""The card of a topic: what it gathers, what it leaves out, and how it is shown."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from topic_sample import topic_run

import voc
from voc.errors import VocError
from voc.report.figures.topic_share import topic_share
from voc.report.found import Found

DEMO = Path(__file__).parents[1] / "corpora" / "demo" / "hotel_reviews.csv"
PLAIN = ["topic", "label", "size", "share", "words", "sentiment", "score", "quotes"]


@pytest.fixture(scope="module")
def run() -> voc.Analysis:
    return topic_run()


def with_topics(run: voc.Analysis, **columns: object) -> voc.Analysis:
    assert run.topics is not None
    return replace(run, topics=run.topics.assign(**columns))


def with_study(run: voc.Analysis, name: str, table: pd.DataFrame) -> voc.Analysis:
    return replace(run, studies={**run.studies, name: table})


def test_number_and_label_give_the_same_card(run: voc.Analysis) -> None:
    for asked in (0, np.int64(0), 0.0, "0", "停车", "停車", " 停车 "):
        assert repr(run.topic(asked)) == repr(run.topic(0))
    assert run.topic("早餐").topic == 1


@pytest.mark.parametrize("asked", [7, -1, 0.5, "停", "", True, None])
def test_unknown_topic_lists_the_topics(run: voc.Analysis, asked: object) -> None:
    with pytest.raises(VocError, match="Topics: 0 停车, 1 早餐"):
        run.topic(asked)


def test_run_without_topics_says_so(run: voc.Analysis) -> None:
    for topics in (None, run.topics.iloc[:0]):
        with pytest.raises(VocError, match="no topics"):
            replace(run, topics=topics).topic(0)


def test_parts_are_tables(run: voc.Analysis) -> None:
    card = run.topic(0)
    assert card.label == "停车" and card.row["mentions"] == 10
    assert card.words["word"].tolist() == ["停车", "车位", "找不到地方"]  # by weight
    assert card.drivers["driver"].tolist() == ["parking", "room"]  # by number
    assert card.segments["value"].tolist() == ["东店", "西店"]
    assert card.trend["share"].tolist() == [0.02, 0.03, 0.05, 0.09, 0.12, 0.16]
    assert card.growth["emerging"]
    assert isinstance(card.quotes, Found) and len(card.quotes) == 3


def test_quotes_have_the_clauses_of_the_topic_marked(run: voc.Analysis) -> None:
    quotes = run.topic(0).quotes.set_index("comment_id")
    text, hits = quotes.loc["c000006", "text"], quotes.loc["c000006", "hits"]
    assert [text[start:end] for start, end in hits] == ["就是停车难"]


def test_without_clauses_the_words_of_the_topic_are_marked(run: voc.Analysis) -> None:
    quotes = replace(run, studies={}).topic(0).quotes
    text, hits = quotes["text"].iloc[0], quotes["hits"].iloc[0]
    assert [text[start:end] for start, end in hits] == ["停车", "找不到地方"]


def test_each_text_is_quoted_once_and_a_lost_comment_not_at_all(run: voc.Analysis) -> None:
    twice = with_topics(run, quotes=[["c000003", "c999999", "c000003", "c000004"], []])
    assert twice.topic(0).quotes["comment_id"].tolist() == ["c000003", "c000004"]
    assert twice.topic(1).quotes.empty and "顾客原话" not in repr(twice.topic(1))


def test_text_tells_figures_remarks_and_lists(run: voc.Analysis) -> None:
    lines = str(run.topic(0)).splitlines()
    assert lines[0] == "主题 0 · 停车 · 已固定 · 新兴"
    assert "情感 −0.42 (负面 80%)" in lines[1] and "−6.2 (95% 区间 −9.1 至 −3.3)" in lines[1]
    assert "▲ 上升" in lines[1] and "与上次的吻合度 83%" in lines[1]
    assert lines[2].startswith("最接近的驱动因素是「停车」") and "90%" in lines[2]
    assert "从前期的 2.0% 到近期的 16.0%，每期 +2.80 个百分点" in lines[3]
    assert "      90%  停车  ×3.0" in lines
    assert "    53.0%  西店  +40.0 ★" in lines
    assert "  【停车位太少了】，晚上十点回来找不到地方停。第0次了" in lines


def test_topic_that_no_driver_covers_is_offered_to_the_codebook(run: voc.Analysis) -> None:
    text = str(run.topic(1))
    assert "没有驱动因素涵盖它（提及它的评论中，12% 有对驱动因素的评价）" in text
    assert "新兴" not in text and "已固定" not in text and "吻合度" not in text
    assert "★" not in text


def test_impact_is_coloured_only_where_its_interval_leaves_out_zero(run: voc.Analysis) -> None:
    def colour(card: str, value: str) -> bool:
        return bool(re.search(rf'color: #[0-9a-f]{{6}}">{value}<', card))

    assert colour(run.topic(0)._repr_html_(), "−6.2")
    assert not colour(run.topic(1)._repr_html_(), r"\+3.1")


def test_run_with_less_shows_less(run: voc.Analysis) -> None:
    card = replace(run, topics=run.topics[PLAIN], studies={}).topic(0)
    for shown in (str(card), card._repr_html_()):
        assert "停车" in shown and "22.5" in shown and "顾客原话" in shown
        assert not re.search("随时间|驱动因素|各组|提及|趋势|影响|吻合度|★", shown)
    assert card.drivers.empty and card.trend.empty and not card.growth


@pytest.mark.parametrize("name", sorted(topic_run().studies))
def test_any_study_may_be_missing_or_empty(run: voc.Analysis, name: str) -> None:
    studies = {key: table for key, table in run.studies.items() if key != name}
    without = replace(run, studies=studies).topic(0)
    empty = with_study(run, name, run.studies[name].iloc[:0]).topic(0)
    assert str(without) == str(empty)
    assert without._repr_html_() == empty._repr_html_() != run.topic(0)._repr_html_()


def test_missing_figures_leave_no_trace(run: voc.Analysis) -> None:
    figures = "sentiment score impact impact_low impact_high covered match".split()
    bare = with_topics(run, **dict.fromkeys(figures, np.nan), driver=None, pinned=None)
    gone = run.studies["topic_growth"].assign(slope=np.nan, emerging=None)
    untested = run.studies["topic_segments"].assign(p_adjusted=np.nan, difference=np.nan)
    untested = untested.assign(low=np.nan, high=np.nan)
    for card in (
        bare.topic(0),
        with_study(run, "topic_growth", gone).topic(0),
        with_study(run, "topic_segments", untested).topic(0),
    ):
        assert not re.search("(?i)nan|none", str(card))
        assert not re.search("(?i)>[^<]*(nan|none)", card._repr_html_())


def test_html_is_escaped_in_every_part(run: voc.Analysis) -> None:
    evil = "<script>alert(1)</script>"
    spoilt = with_topics(run, label=[evil, "早餐"], words=[[evil], []])
    words = run.studies["topic_words"].assign(word=evil)
    segments = run.studies["topic_segments"].assign(value=evil, segment=evil)
    drivers = run.studies["topic_drivers"].assign(driver=evil)
    studies = {
        **run.studies, "topic_words": words, "topic_segments": segments, "topic_drivers": drivers,
    }  # fmt: skip
    comments = run.comments.assign(text=evil + run.comments["text"])
    spoilt = replace(spoilt, studies=studies, comments=comments)
    bare = replace(spoilt, studies={})
    for card in (spoilt.topic(0), bare.topic(0)):
        html = card._repr_html_()
        assert "<script" not in html and html.count("&lt;script&gt;") >= 3


def test_many_groups_are_cut_to_those_that_differ_most(run: voc.Analysis) -> None:
    one = run.studies["topic_segments"].iloc[0]
    shares = np.linspace(0.1, 0.95, 9)
    table = pd.DataFrame([one.to_dict() for _ in shares]).assign(
        value=[f"{number}店" for number in range(9)],
        share=shares,
        difference=shares - 0.5,
        p_adjusted=[0.9] * 4 + [0.01] + [0.9] * 4,  # 4店 hardly differs, yet surely
    )
    text = str(with_study(run, "topic_segments", table).topic(0))
    listed = [int(number) for number in re.findall(r"(\d)店", text.split("各组：门店")[1])]
    assert listed == [8, 7, 6, 4, 1, 0]
    assert "另有 3 组" in text


def test_english_card_is_english(run: voc.Analysis) -> None:
    card = run.topic(0, language="en")
    own, quotes = str(card).split("In their own words")
    assert not re.search("[\u4e00-\u9fff]", re.sub("停车|车位|找不到地方|门店|东店|西店", "", own))
    assert "negative −0.48 · score 0 · c000001" in quotes
    assert "Topic 0" in str(card) and "emerging" in str(card)
    assert 'lang="en"' in card._repr_html_()
    with pytest.raises(VocError, match="language"):
        run.topic(0, language="fr")


# ---- the line of shares ----


def trend(shares: list[float]) -> pd.DataFrame:
    periods = pd.date_range("2026-01-01", periods=len(shares), freq="MS")
    share = pd.Series(shares)
    return pd.DataFrame(
        {"period": periods, "freq": "month", "share": share, "low": share / 2, "high": share * 2}
    )


def test_line_breaks_where_a_period_has_no_share() -> None:
    assert topic_share(trend([0.1, 0.2, 0.1, 0.2]), "").count("<polyline") == 1
    broken = topic_share(trend([0.1, 0.2, np.nan, 0.1, 0.2]), "")
    assert broken.count("<polyline") == 2 and broken.count("<circle") == 4


def test_a_doubled_share_stands_twice_as_high() -> None:
    drawn = topic_share(trend([0.1, 0.2]), "")
    (x1, y1), (x2, y2) = (
        (float(x), float(y)) for x, y in re.findall(r'<circle[^>]* cx="(.*?)" cy="(.*?)"', drawn)
    )
    bottom = float(re.search(r'class="line-rule" x1="[\d.]+" y1="([\d.]+)"', drawn)[1])
    assert x1 < x2 and bottom - y2 == pytest.approx(2 * (bottom - y1), abs=0.05)


def test_one_period_is_no_line_and_zeros_are_one() -> None:
    assert topic_share(trend([0.1]), "") == topic_share(trend([0.1, np.nan]), "") == ""
    assert "<polyline" in topic_share(trend([0.0, 0.0]), "")


def test_description_is_escaped() -> None:
    assert "<title>&lt;b&gt;</title>" in topic_share(trend([0.1, 0.2]), "<b>")


# ---- a real run ----


def test_card_of_a_real_run() -> None:
    config = {"statistics": {"bootstrap": 100}, "run": {"processes": 1}}
    run = voc.analyze(DEMO, codebook="hotel", config=config, progress=False)
    assert run.topics is not None
    for topic, label in zip(run.topics["topic"], run.topics["label"], strict=True):
        card = run.topic(topic)
        assert card.topic == topic and label in str(card) and "<mark" in card._repr_html_()
        assert set(card.quotes["comment_id"]) <= set(run.find(topic=label)["comment_id"])
