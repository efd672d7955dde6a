"""Colours, lines of text and places of names in figures of topics."""

from __future__ import annotations

from html import unescape
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from topic_tables import COMMENTS, comments_table, seen, studies_tables, topics_table

from voc.report.formats import display_width
from voc.report.topic_figures import (
    figure_topic_map,
)
from voc.report.topic_figures.hover import QUOTE_LENGTH, WRAP, quote, wrapped
from voc.report.topic_figures.look import LESS, MORE, TOPIC_COLOURS, colour_of, symbol_of
from voc.report.topic_figures.places import Name, place_names

# -- colours and texts -----------------------------------------------------------------------


def test_thirty_topics_are_told_apart_by_colour_and_symbol() -> None:
    assert len({(colour_of(place), symbol_of(place)) for place in range(32)}) == 32


# Machado, Oliveira and Fernandes 2009, severity 1.
BLINDNESS = {
    "none": np.eye(3),
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(colour: str, seen_as: Any) -> Any:
    """CIE L*a*b* of a colour as an eye sees it."""
    value = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(np.array(seen_as) @ linear, 0, 1) / np.array([0.9505, 1, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("kind", BLINDNESS)
def test_colours_of_topics_stay_apart_in_every_colour_blindness(kind: str) -> None:
    for palette in (TOPIC_COLOURS, (MORE, LESS)):
        for one, other in combinations(palette, 2):
            distance = np.linalg.norm(lab(one, BLINDNESS[kind]) - lab(other, BLINDNESS[kind]))
            assert distance > 15, (one, other)


@given(st.text(alphabet="停车很难，。！a b1<>&$\n", max_size=300))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str) -> None:
    lines = wrapped(text).split("<br>")
    assert "".join(unescape(line) for line in lines) == text.replace("\n", " ")
    for line in lines:
        assert display_width(unescape(line).rstrip()) <= WRAP


def test_line_of_chinese_is_thirty_characters_and_never_begins_with_a_comma() -> None:
    lines = wrapped("一二三四五六七八九十" * 3 + "，第二行").split("<br>")
    assert lines == ["一二三四五六七八九十" * 2 + "一二三四五六七八九", "十，第二行"]


def test_word_of_latin_letters_is_not_broken() -> None:
    assert wrapped("the front desk was friendly", 12) == "the front <br>desk was <br>friendly"


@given(st.integers(0, 400), st.integers(0, 60))
def test_quote_is_cut_at_120_characters_around_its_clause(before: int, length: int) -> None:
    text = "前" * before + "中" * length + "后" * 200
    shown = seen(quote(text, (before, before + length)))
    whole = len(text) <= QUOTE_LENGTH
    assert len(shown.strip("…")) == (len(text) if whole else QUOTE_LENGTH)
    assert shown.startswith("…") == (not text.startswith(shown.strip("…")))
    assert shown.count("中") == length, "all of the clause is shown"


def test_clause_of_the_topic_is_bold_in_the_quote() -> None:
    figure = figure_topic_map(
        studies_tables()["topic_map"],
        topics_table(),
        comments_table(),
        studies_tables()["topic_mentions"],
    )
    parking = next(trace for trace in figure.data if "停车难" in trace.name)
    assert "房间很干净，<b>就是停车难</b>，绕了三圈。" in parking.hovertext[1]
    assert "2024-01-01 · 评分 2 · c1" in seen(parking.hovertext[1])
    unmarked = next(trace for trace in figure.data if "前台态度" in trace.name)
    assert COMMENTS[4] in seen(unmarked.hovertext[0])


# -- placing of names ------------------------------------------------------------------------


def box_of(name: Name, text: str, right: float, down: float) -> tuple[float, float, float, float]:
    """Box of a name: a Chinese letter is as wide as it is high, at the least."""
    wide = sum(2 if ord(letter) > 255 else 1 for letter in text) * name.size / 2
    x, y = name.x + right, name.y + down
    return x - wide / 2, y - name.size / 2, x + wide / 2, y + name.size / 2


POINTS = st.lists(
    st.tuples(st.integers(0, 600), st.integers(0, 400), st.integers(1, 8), st.integers(12, 17)),
    max_size=30,
)


@settings(max_examples=40)
@given(POINTS, st.booleans())
def test_names_never_overlap_nor_leave_the_frame(
    points: list[tuple[int, int, int, int]], beside: bool
) -> None:
    names = [Name("题" * letters, x, y, size, "题") for x, y, letters, size in points]
    placed = place_names(names, (600, 400), beside=beside)
    boxes = [box_of(names[one.number], one.text, one.right, one.down) for one in placed]
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert top >= 0
        assert right <= 600
        assert bottom <= 400


def test_name_that_is_crowded_out_is_shortened_then_left_out() -> None:
    first, wall = Name("停车难的问题", 100, 100, 12), [(0, 0, 400, 85), (0, 115, 400, 200)]

    def named(x: float, obstacles: list[tuple[float, float, float, float]]) -> list[str]:
        names = [first, Name("早餐品种太少", x, 100, 12, "早餐")]
        return [one.text for one in place_names(names, (400, 200), obstacles=obstacles)]

    assert named(220, wall) == ["停车难的问题", "早餐品种太少"]
    assert named(170, wall) == ["停车难的问题", "早餐"]
    assert named(120, wall) == ["停车难的问题"]
    assert named(120, []) == ["停车难的问题", "早餐品种太少"], "there is room above"
