"""Regular expressions of users: in codebooks, and to find comments. None makes a run endless."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from voc.errors import VocError
from voc.lexicon import load_codebook
from voc.lexicon.expression import pattern_fault, ways, within_comment
from voc.opinion import engine_for, patterns
from voc.text.expression import Expression
from voc.text.openings import openings
from voc.text.places import Places
from voc.text.query import parse_query

BOOK = """
name = "tea"
label = "奶茶"
inherits = "restaurant"

[drivers.slow_tea]
label = "出茶慢"
dimension = "responsiveness"
patterns = [
  "等了.{0,4}半天",
  EXPRESSION,
]
"""


def book(tmp_path: Path, expression: str) -> Path:
    path = tmp_path / "tea.toml"
    path.write_text(BOOK.replace("EXPRESSION", f"['{expression}', -0.5]"), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "expression",
    [
        *("(a+)+b", "(很+)+慢", "(.*)*慢", r"(\w+\s?)*慢", "(x+x+)+y", "((很)*)*慢了"),
        *("(很|很很){0,30}慢", "(a?){30}a{30}", ".*.*.*.*.*慢", "(a{1,60000}){1,60000}b"),
    ],
)
def test_an_expression_without_end_is_refused_with_its_line(
    tmp_path: Path, expression: str
) -> None:
    with pytest.raises(VocError) as caught:
        load_codebook(book(tmp_path, expression))
    assert caught.value.code == "codebook.endless-expression"
    assert caught.value.where == "tea.toml:11" and expression in caught.value.what


@pytest.mark.parametrize(
    ("expression", "reason"),
    [("(近", "missing"), ("(" * 3000 + "近" + ")" * 3000, "Recursion"), ("a{99999999999}", "Over")],
)
def test_what_re_cannot_read_is_named(expression: str, reason: str) -> None:
    fault = pattern_fault(expression)
    assert fault and fault[0] == "codebook.no-expression" and reason in str(fault[1]["reason"])
    assert len(fault[1]["expression"]) < 110


@pytest.mark.parametrize(
    "expression",
    [
        *(
            "等(了|着)?.{0,6}(小时|钟头)",
            "(真的|很|太|都)*慢",
            "(?:排|等)了[0-9]+分钟",
            "(?<!不)慢.*死了",
        ),
        *("(?P<How>很)+慢", "虽然.*但是.*慢", "慢(?=.*死)", "(?i)VIP.{2,}慢"),
    ],
)
def test_what_an_analyst_would_write_is_let_through(expression: str) -> None:
    assert pattern_fault(expression) is None


def test_an_ambiguous_group_is_repeated_eight_times_and_no_more() -> None:
    assert within_comment("菜(还是|还|是)*慢") == "菜(还是|还|是){0,8}慢"
    assert within_comment("菜(还是|还|是)+?慢") == "菜(还是|还|是){1,8}?慢"
    assert within_comment("菜(真|的)*慢") == "菜(真|的)*慢"  # one way only
    assert ways(within_comment("菜(还是|还|是)*慢")) < 1_000


@pytest.mark.parametrize("expression", ["(真|真的|的)*慢", "(真|真的|的)*(真的|的)*慢", ".*真.*慢"])
def test_a_comment_made_for_an_expression_does_not_stop_the_run(
    tmp_path: Path, expression: str
) -> None:
    engine = engine_for(load_codebook(book(tmp_path, expression)))
    began = time.process_time()
    found = engine.run(["真的" * 2_000, "上菜真的慢"])
    assert found.sentiments[1][0] < 0
    assert time.process_time() - began < 30


def test_a_long_comment_is_searched_in_pieces_that_overlap() -> None:
    lowered = "菜" * 199 + "上得很慢" + "菜" * 300
    (pieces,) = [patterns._pieces(lowered, 10)]
    assert any("上得很慢" in lowered[start:end] for start, end in pieces)
    assert "".join(lowered[start : min(end, start + 200)] for start, end in pieces) == lowered


def test_expressions_that_cost_too_much_in_all_are_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "_SECONDS", 0.0)
    monkeypatch.setattr(patterns, "_SECONDS_A_CHARACTER", 1e-9)
    slow = "(真|真的|的)*(真的|的|真)*慢"
    engine = engine_for(load_codebook(book(tmp_path, slow)))
    with pytest.raises(VocError) as caught:
        engine.run(["真的" * 200])
    assert caught.value.code == "codebook.slow-expression"
    assert slow in caught.value.what and caught.value.where == "tea: slow_tea"


# --- run.find


def test_a_search_without_end_stops_and_names_the_expression() -> None:
    query = parse_query(re.compile("(a|aa)+$"))
    for term in query.terms:
        assert isinstance(term.pattern, Expression)
        term.pattern._left = 0.2
    with pytest.raises(VocError) as caught:
        query.spans(["太慢了", "a" * 60 + "b"])
    assert caught.value.code == "report.endless-query" and "(a|aa)+$" in caught.value.what


def test_the_time_of_a_search_is_that_of_all_comments_together() -> None:
    search = Expression(re.compile("(a|aa)+$"), seconds=0.3)
    with pytest.raises(VocError):
        for _ in range(1_000):
            search.search("a" * 24 + "b")


def test_flags_of_an_expression_are_kept() -> None:
    assert parse_query(re.compile("wifi 慢", re.I | re.X)).spans(["WIFI慢"]) == [[(0, 5)]]
    assert parse_query(re.compile(r"\w+", re.A)).spans(["慢ok"]) == [[(1, 3)]]


@pytest.mark.parametrize("book", ["hotel", "telecom", "restaurant"])
def test_an_expression_is_tried_wherever_it_can_match(book: str) -> None:
    said = (
        "入住等了一个多小时，前台在玩手机|房间正对着工地，一股烟味|打了3次电话都没人接|离地铁很近|就没修过"
        "|第三天还是没人联系我|服务员一直在刷手机|比照片上小多了|停车一晚要50块"
    ).split("|")
    matched = 0
    for driver in load_codebook(book).drivers.values():
        for expression, _ in driver.patterns:
            within = within_comment(expression)
            pattern, begins = re.compile(within), openings(within)
            for text in said if begins else []:
                places = [place for place, _ in Places([(begins, 0)]).find(text)]
                wanted = [place for place in range(len(text)) if pattern.match(text, place)]
                matched += len(wanted)
                assert set(wanted) <= set(places), (expression, text)
    assert matched >= 3


@pytest.mark.parametrize(
    ("expression", "begins"),
    [
        ("(?:又|还)*等", {"又又", "又还", "又等", "还又", "还还", "还等", "等"}),
        ("(?<!不)好+", {"好", "好好"}),
        ("[^，]近", None),
        ("(?:远)?", None),
        (r"[很太]\w", {"很", "太"}),
    ],
)
def test_openings_hold_every_way_to_begin(expression: str, begins: set[str] | None) -> None:
    assert openings(expression) == begins
