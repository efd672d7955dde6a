"""Codebooks: every mistake is named with file and line, and a sound book has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from gym_book import GYM

from voc import VocError
from voc.codebooks import all_faults
from voc.lexicon import codebooks, load_codebook
from voc.lexicon.check import codebook_faults

# title, what to replace, by what, line, what is said of it
FAULTS = [
    ("a term of two drivers", '"人流"', '"人流",\n  "团课老师"', 20, "two drivers"),
    ("a verdict of two drivers", '["挤"]', '["挤", "手把手"]', 20, "two drivers"),
    ("unknown dimension", '"assurance"', '"asurance"', 6, 'Did you mean "assurance"'),
    ("no dimension", 'dimension = "有形性"\n', "", 16, "no dimension"),
    ("unknown key", 'suggested_by = ["挤"]', 'sugested_by = ["挤"]', 20, '"suggested_by"'),
    ("unknown key of the book", 'label = "健身房"', 'lable = "健身房"', 2, '"label"'),
    (
        "empty driver",
        'terms = ["人流"]\nsuggested_by = ["挤"]\npatterns = [\'(等|排).{0,3}器械\']',
        "",
        16,
        "no words",
    ),
    ("unknown parent", 'label = "拥挤"', 'parent = "coash"', 17, 'Did you mean "coach"'),
    ("its own parent", 'label = "拥挤"', 'parent = "crowd"', 17, "crowd → crowd"),
    ("unknown spreads_to", 'label = "拥挤"', 'spreads_to = ["coach", "coash"]', 17, "coash"),
    ("no expression", "(等|排)", "(等|排", 21, "not a regular expression"),
    ("matches nothing", "'(等|排).{0,3}器械'", "'(等)?'", 21, "matches the empty text"),
    ("polarity out of range", "-0.6]", "-6]", 13, "polarity from -1 to 1"),
    ("polarity as a text", '"手把手", 0.5', '"手把手", "0.5"', 11, "polarity from -1 to 1"),
    ("a number for a word", '"私教",', "7,", 8, "list of words"),
    ("a text for a list", '["人流"]', '"人流"', 19, "list of words"),
    ("a number for a label", 'label = "健身房"', "label = 7", 2, "label is a text"),
    ("another language", 'en = "Coach"', 'jp = "x"', 5, '"jp" is not a language'),
    ("mention out of range", 'label = "拥挤"', "mention = 2", 17, "from -1 to 1"),
    ("dropping without parent", 'label = "健身房"', 'drop = ["noise"]', 2, "not a driver of the"),
]


def test_a_sound_codebook_has_no_fault(gym: Path) -> None:
    assert all_faults(gym) == codebook_faults(gym) == []
    book = load_codebook(gym)
    assert (book.label_zh, book.label_en) == ("健身房", "健身房")
    assert book.drivers["crowd"].dimension == "tangibles"
    assert book.drivers["crowd"].label_en == "拥挤"


@pytest.mark.parametrize(
    ("old", "new", "line", "what"), [pytest.param(*case, id=title) for title, *case in FAULTS]
)
def test_fault_is_named_with_its_line(old: str, new: str, line: int, what: str, gym: Path) -> None:
    assert GYM.count(old) == 1
    gym.write_text(GYM.replace(old, new), encoding="utf-8")
    faults = [fault for fault in codebook_faults(gym) if not fault.warning]
    assert faults[0].where == f"gym.toml:{line}"
    assert what in f"{faults[0].what} {faults[0].fix}"
    with pytest.raises(VocError) as told:
        load_codebook(gym)
    assert (told.value.where, told.value.what) == (faults[0].where, faults[0].what)


def test_all_faults_are_named_at_once(gym: Path) -> None:
    text = GYM
    changes = [('"有形性"', '"speed"'), ("-0.6]", "-6]"), ("lab", "lap"), ('"人流"', '"私教"')]
    for old, new in changes:
        text = text.replace(old, new, 1)
    gym.write_text(text, encoding="utf-8")
    places = [fault.where for fault in codebook_faults(gym)]
    assert {"gym.toml:2", "gym.toml:13", "gym.toml:18", "gym.toml:19"} == set(places)


WARNINGS = [
    ("twice in a list", '"私教",', '"私教",\n  "教练",', 9, "stands twice in terms"),
    ("twice as a pair", "-0.6],", '-0.6],\n  ["教练", "凶", -0.6],', 14, "stands twice"),
    ("has and excludes", 'suggested_by = ["挤"]', 'exclude = ["人流"]', 19, "and in exclude"),
    ("names and implies", '["挤"]', '["挤", "私教"]', 20, "names coach and implies crowd"),
    ("traditional", '"私教"', '"器械區"', 8, 'it reads "器械区"'),
    ("a full-width pattern", "排", "Ｘ", 21, "in cleaned text"),
    ("a pattern in capitals", "排", "VIP", 21, "in lower case"),
    ("an unknown term of a pair", '["教练", "凶"', '["教炼练", "凶"', 13, "no word of a driver"),
]


@pytest.mark.parametrize(
    ("old", "new", "line", "what"), [pytest.param(*case, id=title) for title, *case in WARNINGS]
)
def test_what_hides_a_word_is_a_warning(
    old: str, new: str, line: int, what: str, gym: Path
) -> None:
    assert GYM.count(old) == 1
    gym.write_text(GYM.replace(old, new), encoding="utf-8")
    load_codebook(gym)
    warnings = all_faults(gym)
    assert warnings[0].where == f"gym.toml:{line}"
    assert what in warnings[0].what
    assert all(fault.warning for fault in warnings)


CIRCLES = [
    (("a", "b"), "a → b → a", "b.toml:3"),
    (("a", "b", "c"), "a → b → c → a", "c.toml:3"),
    (("a",), "a → a", "a.toml:3"),
]


@pytest.mark.parametrize(("names", "circle", "where"), CIRCLES)
def test_circle_in_the_inheritance_is_shown(
    names: tuple[str, ...], circle: str, where: str, tmp_path: Path
) -> None:
    for name, parent in zip(names, (*names[1:], names[0]), strict=True):
        text = f'# a book\nname = "{name}"\ninherits = "{parent}"\n'
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    (fault,) = codebook_faults(tmp_path / f"{names[0]}.toml")
    assert circle in fault.what
    assert fault.where == where


def test_circle_of_parents_is_shown(gym: Path) -> None:
    text = GYM.replace('label = "拥挤"', 'parent = "coach"')
    text = text.replace('dimension = "assurance"', 'dimension = "assurance"\nparent = "crowd"')
    gym.write_text(text, encoding="utf-8")
    first, second = codebook_faults(gym)
    assert (first.where, second.where) == ("gym.toml:7", "gym.toml:18")
    assert "coach → crowd → coach" in first.what


TYPING = [
    ("[drivers.教练]\nterms = []", ":2", "quotation marks"),
    ("terms = [“教练”]", ":2", "English ones"),
    ('terms = ["教练"，"私教"]', ":2", "English ones"),
    ("terms = [", ":2", "not closed"),
]


@pytest.mark.parametrize(("line", "where", "fix"), TYPING)
def test_slip_of_a_chinese_keyboard_is_explained(
    line: str, where: str, fix: str, gym: Path
) -> None:
    gym.write_text(f'name = "gym"\n{line}\n', encoding="utf-8")
    (fault,) = codebook_faults(gym)
    assert fault.where.startswith(f"gym.toml{where}")
    assert fix in str(fault.fix)


def test_file_in_another_encoding_is_named(gym: Path) -> None:
    gym.write_bytes('name = "gym"\n# 健身\n'.encode("gbk"))
    with pytest.raises(VocError, match="UTF-8"):
        load_codebook(gym)


ODD_TOML = '''name = "odd" # [not.a.table] = "x"
[drivers]
a.label = "甲"
a.dimension = "product"
a.terms = ["[", "]", "#", "a\\"b",  # ", [
  "its",
]
[ drivers . "b" ]
definition = """
[drivers.c]
terms = ["no"]
"""
dimension = "product"
terms = ["乙"]
pairs = [["乙", "好", 0.5], [
  "乙", "坏",
  -5]]
'''


def test_lines_are_right_in_unusual_toml(gym: Path) -> None:
    gym.write_text(ODD_TOML, encoding="utf-8")
    (fault,) = codebook_faults(gym)
    assert (fault.where, "-5" in fault.what) == ("gym.toml:15", True)
    gym.write_text(ODD_TOML.replace("-5", "-0.5").replace('"乙"]', '"its"]'), encoding="utf-8")
    (fault,) = [fault for fault in codebook_faults(gym) if not fault.warning]
    assert fault.where == "gym.toml:14"
    assert "a (gym.toml:6)" in fault.what


def test_driver_may_have_a_chinese_id(gym: Path) -> None:
    gym.write_text(GYM.replace("[drivers.coach]", '[drivers."教练"]'), encoding="utf-8")
    assert load_codebook(gym).drivers["教练"].terms == ("教练", "私教", "团课老师")


def test_a_copy_may_bear_the_name_of_its_parent(tmp_path: Path) -> None:
    mine = tmp_path / "hotel.toml"
    mine.write_text('name = "hotel"\ninherits = "hotel"\n', encoding="utf-8")
    assert load_codebook(mine).drivers == load_codebook("hotel").drivers


def test_child_takes_a_word_from_an_inherited_driver_with_exclude(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    assert "音乐" in load_codebook("hotel").drivers["noise"].terms
    text = 'name = "mine"\ninherits = "hotel"\n[drivers.noise]\nexclude = ["音乐"]\n'
    mine.write_text(text, encoding="utf-8")
    assert "音乐" not in load_codebook(mine).drivers["noise"].terms


def test_polarity_goes_with_a_word_to_its_new_driver(gym: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    text = 'name = "mine"\ninherits = "gym"\n[drivers.crowd]\nimplied_by = ["手把手"]\n'
    mine.write_text(text, encoding="utf-8")
    book = load_codebook(mine)
    assert book.drivers["crowd"].verdicts == (("手把手", 0.5),)
    assert book.drivers["coach"].verdicts == ()


@pytest.mark.parametrize("name", codebooks())
def test_codebooks_of_voc_can_be_used(name: str) -> None:
    assert [fault for fault in codebook_faults(name) if not fault.warning] == []
