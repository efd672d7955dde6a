"""Topic figures show what the tables hold, as text and never as markup, and say what they need."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import linkage
from topic_tables import MONTHS, comments_table, seen, segments_table, studies_tables, topics_table

from voc.errors import VocError
from voc.report import ReportData
from voc.report.figures.svg import COLOURS
from voc.report.run_figures import Figures
from voc.report.topic_figures import (
    figure_segment_of_topic,
    figure_topic_by_segment,
    figure_topic_hierarchy,
    figure_topic_map,
    figure_topic_sentiment,
    figure_topic_words,
    figure_topics_over_time,
)
from voc.report.topic_figures.look import LESS, MORE, colour_of

PARKING, BREAKFAST, DESK = 0, 1, 2


HOSTILE = "<b>便宜</b> $5 到 $9 <script>alert(1)</script> &lt;"


METHODS = [
    "topics",
    "topic_words",
    "topics_over_time",
    "topic_hierarchy",
    "topic_by_segment",
    "topic_sentiment",
]


def data(**changes: Any) -> ReportData:
    nothing = pd.DataFrame()
    made = ReportData(
        title="",
        comments=comments_table(),
        opinions=nothing,
        drivers=nothing,
        dimensions=nothing,
        topics=topics_table(),
        metrics=nothing,
        segments=None,
        trends=None,
        rejected=nothing,
        manifest={},
        studies=studies_tables(),
    )
    return replace(made, **changes)


def texts_of(figure: Any) -> list[str]:
    """All texts that a browser would set, from the figure as it is written to a page."""
    found: list[str] = []

    def look(value: Any, key: str) -> None:
        if isinstance(value, dict):
            for name, part in value.items():
                look(part, name)
        elif isinstance(value, list):
            for part in value:
                look(part, key)
        elif isinstance(value, str) and key in ("text", "hovertext", "name", "ticktext"):
            found.append(value)

    content = json.loads(figure.to_json())
    content["layout"].pop("template")
    look(content, "")
    return found


# -- all figures -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("method", METHODS)
def test_each_figure_has_a_title_and_no_missing_number(method: str, language: str) -> None:
    figure = getattr(Figures(data(), language), method)()
    shown = [seen(text) for text in texts_of(figure)]
    assert figure.layout.title.text
    assert figure.layout.title.subtitle.text
    assert len(figure.data) > 0
    assert not [text for text in shown if re.search(r"\bnan\b|None|\{", text)]
    assert any("停车难" in text for text in shown)


@pytest.mark.parametrize("method", METHODS)
def test_same_tables_give_the_same_figure(method: str) -> None:
    first, second = (getattr(Figures(data(), "zh"), method)().to_json() for _ in range(2))
    assert first == second


@pytest.mark.parametrize("method", METHODS)
def test_words_of_customers_never_become_markup_or_formulas(method: str) -> None:
    studies = studies_tables()
    studies["topic_words"]["word"] = HOSTILE
    studies["topic_segments"]["value"] = HOSTILE + studies["topic_segments"]["value"]
    studies["topic_segments"]["segment"] = HOSTILE
    comments = comments_table().assign(text=HOSTILE)
    comments[HOSTILE] = HOSTILE + comments["门店"]
    topics = topics_table().assign(label=HOSTILE, words=[[HOSTILE]] * 4)
    hostile = data(topics=topics, comments=comments, studies=studies)
    found = texts_of(getattr(Figures(hostile, "zh"), method)())
    for text in found:
        plain = re.sub(r"</?(b|br|span)( style=['\"][^'\"]*['\"])?>", "", text)
        assert "<" not in plain
        assert ">" not in plain
        assert "$" not in plain
    assert any("<b>便宜</b> $5" in seen(text) for text in found), "it is shown as it was written"


@pytest.mark.parametrize("method", METHODS)
def test_rows_of_the_unassigned_are_no_topic(method: str) -> None:
    table = topics_table()
    table.loc[table["topic"] == -1, "label"] = "不该出现"
    assert "不该出现" not in getattr(Figures(data(topics=table), "zh"), method)().to_json()


@pytest.mark.parametrize(
    ("method", "study", "needs"),
    [
        ("topics", "topic_map", "Analyse the comments again"),
        ("topic_words", "topic_words", "Analyse the comments again"),
        ("topics_over_time", "topic_trends", "column of times"),
        ("topic_hierarchy", "topic_hierarchy", "two topics"),
        ("topic_by_segment", "topic_segments", "segments="),
    ],
)
@pytest.mark.parametrize("kind", ["absent", "empty"])
def test_figure_without_its_table_says_what_it_needs(
    method: str, study: str, needs: str, kind: str
) -> None:
    studies = studies_tables()
    table = studies.pop(study)
    if kind == "empty":
        studies[study] = table.iloc[:0]
    with pytest.raises(VocError) as told:
        getattr(Figures(data(studies=studies), "zh"), method)()
    assert needs in str(told.value)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("topics", [None, topics_table().iloc[:0], topics_table().iloc[3:]])
def test_run_without_topics_says_that_it_has_none(method: str, topics: pd.DataFrame | None) -> None:
    with pytest.raises(VocError, match="enabled = true under"):
        getattr(Figures(data(topics=topics), "zh"), method)()


@pytest.mark.parametrize("method", METHODS)
def test_without_plotly_the_error_gives_the_command(
    method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "plotly.graph_objects", None)
    with pytest.raises(VocError, match='pip install "plotly>=6"'):
        getattr(Figures(data(), "zh"), method)()


def test_plotly_is_not_imported_before_a_figure_is_drawn() -> None:
    code = "import voc.report.run_figures, sys; print('plotly' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("method", ["topic_words", "topics_over_time", "topic_by_segment"])
def test_unknown_topic_is_refused_with_the_known_ones(method: str) -> None:
    with pytest.raises(VocError, match="0, 1, 2"):
        getattr(Figures(data(), "zh"), method)(topic=7)


def test_largest_topic_of_a_crowded_map_is_named_and_all_are_in_the_legend() -> None:
    count = 30
    spots = pd.DataFrame(
        {"comment_id": [f"c{n}" for n in range(count)], "topic": range(count), "x": 0.0, "y": 0.0}
    )
    topics = pd.DataFrame(
        {
            "topic": range(count),
            "label": [f"主题第{n}号" for n in range(count)],
            "size": range(1, count + 1),
            "share": 0.01,
        }
    )
    figure = figure_topic_map(spots, topics, comments_table())
    assert "主题第29号" in figure.layout.annotations[0].text
    assert len(figure.layout.annotations) < 10
    assert len(figure.data) == count
    assert all("主题第" in trace.name for trace in figure.data)


def test_name_of_a_topic_in_two_parts_stands_upon_the_larger_part() -> None:
    spots = pd.DataFrame({"comment_id": "c0", "topic": 0, "x": [0, 0, 0, 10, 10], "y": 0.0})
    figure = figure_topic_map(spots, topics_table(), comments_table())
    assert figure.layout.annotations[0].x == 0


def test_map_tells_when_it_is_a_sample_and_names_a_single_topic_in_the_legend() -> None:
    spots = studies_tables()["topic_map"].iloc[:2]
    sampled = figure_topic_map(spots, topics_table(), comments_table())
    assert "图中为 2 条评论的样本" in sampled.layout.title.subtitle.text
    whole = figure_topic_map(spots, topics_table().iloc[:1], comments_table().iloc[:2])
    assert "样本" not in whole.layout.title.subtitle.text
    assert whole.layout.showlegend


# -- words -----------------------------------------------------------------------------------


def test_small_panels_hold_eight_words_the_heaviest_at_the_top() -> None:
    figure = figure_topic_words(studies_tables()["topic_words"], topics_table())
    parking = figure.data[0]
    assert len(parking.x) == 8
    assert list(parking.x) == sorted(parking.x, reverse=True)
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1], "0 is at the top"


def test_one_topic_has_all_its_words_with_their_shares() -> None:
    figure = Figures(data(), "zh").topic_words(PARKING)
    assert len(figure.data[0].x) == 10, "words that are cut to the same letters stay apart"
    assert figure.data[0].text[0] == "50%"
    assert "停车难" in figure.layout.title.text


def test_panels_come_in_the_order_of_size() -> None:
    topics = topics_table().assign(size=[5, 90, 40, 0])
    figure = figure_topic_words(studies_tables()["topic_words"], topics)
    titles = [seen(note.text) for note in figure.layout.annotations]
    assert [title.split()[0] for title in titles] == ["早餐", "前台态度", "停车难"]


# -- over time -------------------------------------------------------------------------------


def over_time(topic: int | None = None) -> Any:
    return Figures(data(), "zh").topics_over_time(topic)


def test_month_without_comments_leaves_a_gap_in_line_and_band() -> None:
    band, line = over_time(PARKING).data
    assert list(line.y) == [0.10, 0.40, None, 0.30]
    # January and February are one stretch; April alone has no width to fill.
    assert list(band.x) == [0, 1, 1, 0, None]
    assert list(band.y) == pytest.approx([0.17, 0.62, 0.20, 0.05, None])


def test_period_with_few_comments_is_hollow_and_says_how_many() -> None:
    line = over_time(PARKING).data[1]
    filled = COLOURS["accent"]
    assert [line.marker.color[place] == filled for place in (0, 1, 3)] == [True, False, True]
    assert "该期共 7 条评论" in line.hovertext[1]
    assert "40.0%（95% 区间 20.0% 至 62.0%）" in line.hovertext[1]
    assert "情感" not in line.hovertext[1], "no sentiment is known of February"


def test_titles_say_which_topics_emerge_rise_and_fall() -> None:
    titles = [seen(note.text) for note in over_time().layout.annotations]
    assert titles[0].endswith("▲ 新兴")
    assert titles[1].endswith("▼ 下降")
    assert titles[2] == "前台态度"


def test_only_the_twelve_largest_have_a_panel_and_the_figure_says_so() -> None:
    many = 20
    trends = pd.concat(
        [studies_tables()["topic_trends"].iloc[:3].assign(topic=n) for n in range(many)]
    )
    topics = pd.DataFrame(
        {"topic": range(many), "label": [f"主题{n}" for n in range(many)], "size": 9, "share": 0.05}
    )
    figure = figure_topics_over_time(trends, topics, comments_table())
    assert len(figure.data) == 24
    assert "最大的 12 个主题（共 20 个）" in figure.layout.title.subtitle.text


def test_one_period_is_no_development() -> None:
    studies = studies_tables()
    studies["topic_trends"] = studies["topic_trends"][studies["topic_trends"]["period"] < MONTHS[1]]
    with pytest.raises(VocError, match="two periods"):
        Figures(data(studies=studies), "zh").topics_over_time()


# -- hierarchy -------------------------------------------------------------------------------


def test_dendrogram_joins_topics_at_their_distance() -> None:
    figure = figure_topic_hierarchy(studies_tables()["topic_hierarchy"], topics_table())
    first, second, nodes = figure.data
    assert figure.layout.yaxis.ticktext[0].startswith("早餐")
    assert list(first.x) == [0, 0.3, 0.3, 0]
    assert list(second.x) == [0, 0.9, 0.9, 0.3]
    assert list(second.y) == [0, 0, 1.5, 1.5], "the second join meets the middle of the first"
    assert "停车难" in nodes.hovertext[0]
    assert "早餐" not in nodes.hovertext[0]


def test_topics_joined_below_seven_tenths_are_a_family() -> None:
    first, second, _ = figure_topic_hierarchy(
        studies_tables()["topic_hierarchy"], topics_table()
    ).data
    assert first.line.color == colour_of(0)
    assert second.line.color == COLOURS["soft"]


@settings(max_examples=8)
@given(st.integers(2, 12), st.integers(0, 1000))
def test_no_lines_of_a_dendrogram_cross(count: int, seed: int) -> None:
    points = np.random.default_rng(seed).normal(size=(count, 3))
    table = pd.DataFrame(linkage(points, "average"), columns=["left", "right", "distance", "size"])
    topics = pd.DataFrame({"topic": range(count), "label": [f"主题{n}" for n in range(count)]})
    figure = figure_topic_hierarchy(table, topics.assign(size=range(count, 0, -1)))
    order = [int(re.findall(r"主题(\d+)", name)[0]) for name in figure.layout.yaxis.ticktext]
    assert sorted(order) == list(range(count))
    leaves = {topic: {topic} for topic in range(count)}
    for row, (left, right) in enumerate(table[["left", "right"]].astype(int).to_numpy()):
        leaves[count + row] = leaves[left] | leaves[right]
        places = sorted(order.index(leaf) for leaf in leaves[count + row])
        assert all(b - a == 1 for a, b in pairwise(places)), "joined topics stand together"


# -- segments --------------------------------------------------------------------------------


def test_cells_show_shares_and_star_what_stays_significant() -> None:
    grey, coloured = Figures(data(), "zh").topic_by_segment("门店").data
    assert list(coloured.text[0]) == ["50.0% ★", "20.0% ★", ""]
    assert list(coloured.text[1]) == ["20.0%", "30.0%", ""]
    assert list(grey.text[0]) == ["", "", "50.0%"], "six comments are too few for a colour"
    assert coloured.z[0][0] == pytest.approx(1.0), "the largest difference has the full colour"
    assert coloured.z[0][1] == pytest.approx(-1.0)
    assert "+20.0 个百分点（+10.0 至 +30.0）" in coloured.hovertext[0][0]


def test_only_the_largest_eight_groups_are_shown() -> None:
    sizes = list(range(20, 32))
    values = [f"店{n:02}" for n in range(12)]
    shops = np.repeat(np.array(values, dtype=object), sizes)
    comments = pd.DataFrame({"label": "neutral", "门店": shops})
    row = segments_table().iloc[[0]]
    table = pd.concat([row.assign(value=value) for value in values])
    figure = figure_topic_by_segment(table, topics_table(), comments)
    heads = [head.split("<br>")[0] for head in figure.layout.xaxis.ticktext]
    assert heads == values[4:]
    assert "n = 31" in figure.layout.xaxis.ticktext[-1]


def test_groups_of_one_topic_stand_in_order_beside_the_share_of_all() -> None:
    figure = figure_segment_of_topic(segments_table(), topics_table(), comments_table(), PARKING)
    dots = figure.data[-1]
    assert list(dots.x) == [0.5, 0.5, 0.2]
    assert list(dots.marker.color) == [MORE, COLOURS["soft"], LESS]
    ends = [end for interval in figure.data[:-1] for end in interval.x]
    assert ends == pytest.approx([0.4, 0.6, 0.4, 0.6, 0.16, 0.24])
    # (50 · 0.5 + 30 · 0.2 + 6 · 0.5) / 86
    assert figure.layout.shapes[0].x0 == pytest.approx(34 / 86)


def test_unknown_segment_is_refused_with_the_known_ones() -> None:
    with pytest.raises(VocError, match="门店"):
        Figures(data(), "zh").topic_by_segment("城市")


# -- sentiment -------------------------------------------------------------------------------


def test_impact_is_coloured_only_when_its_interval_excludes_zero() -> None:
    figure = Figures(data(), "zh").topic_sentiment()
    *intervals, points = figure.data
    positive, negative, soft = (COLOURS[name] for name in ("positive", "negative", "soft"))
    assert list(points.marker.color) == [negative, positive, soft]
    assert list(points.x) == [-4.2, 2.5, -0.5]
    assert list(points.y) == [60, 30, 14]
    assert [tuple(line.x) for line in intervals] == [(-6.0, -2.4), (0.4, 4.6), (-1.5, 0.5)]
    assert "影响 −4.2（−6.0 至 −2.4）" in points.hovertext[0]


def test_without_a_score_the_figure_is_of_sentiment() -> None:
    unscored = topics_table().drop(columns=["impact", "impact_low", "impact_high", "score"])
    figures = Figures(data(topics=unscored), "zh")
    assert list(figures.topic_sentiment().data[0].x) == [-0.42, 0.31, -0.05]
    with pytest.raises(VocError, match="score of the customers"):
        figures.topic_sentiment(by="impact")
    with pytest.raises(VocError, match="sentiment or impact"):
        figures.topic_sentiment(by="size")


@pytest.mark.parametrize(("mentions", "kind"), [([60, 30, 14], "linear"), ([900, 30, 14], "log")])
def test_axis_is_logarithmic_when_sizes_differ_greatly(mentions: list[int], kind: str) -> None:
    figure = figure_topic_sentiment(topics_table().assign(mentions=[*mentions, 0]))
    assert figure.layout.yaxis.type == kind
    low, high = figure.layout.yaxis.range
    place: Callable[[float], float] = np.log10 if kind == "log" else float
    assert all(low < place(n) < high for n in mentions)
    named = {round(float(note.y), 6) for note in figure.layout.annotations}
    assert named <= {round(float(place(n)), 6) for n in mentions}


def test_pinned_topic_that_lost_its_comments_is_left_out() -> None:
    figure = figure_topic_sentiment(topics_table().assign(mentions=[0, 30, 14, 0]))
    assert len(figure.data[0].x) == 2
