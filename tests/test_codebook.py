"""Codebooks: every mistake is named with file and line, and what a codebook says can be read."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import voc
from voc import VocError
from voc.cli import app
from voc.codebooks import all_faults, checks
from voc.lexicon import codebooks, load_codebook
from voc.lexicon.book_text import WIDTH, book_text, flat_book
from voc.lexicon.check import codebook_faults
from voc.lexicon.codebook import with_overall
from voc.lexicon.edit import merge_terms

GYM = """name = "gym"
label = "健身房"

[drivers.coach]
label = { zh = "教练", en = "Coach" }
dimension = "assurance"
terms = [
  "教练", "私教",
  "团课老师",
]
implied_by = [["手把手", 0.5], "划水"]
pairs = [
  ["教练", "凶", -0.6],
]

[drivers.crowd]
label = "拥挤"
dimension = "有形性"
terms = ["人流"]
suggested_by = ["挤"]
patterns = ['(等|排).{0,3}器械']
"""

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


@pytest.fixture
def gym(tmp_path: Path) -> Path:
    path = tmp_path / "gym.toml"
    path.write_text(GYM, encoding="utf-8")
    return path


def test_a_sound_codebook_has_no_fault(gym: Path) -> None:
    assert codebook_faults(gym) == []
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
    assert all_faults(gym) == []
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


# --- writing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", codebooks())
def test_what_is_written_reads_the_same(name: str, tmp_path: Path) -> None:
    book = load_codebook(name)
    path = tmp_path / "copy.toml"
    path.write_text(book_text(flat_book(book)), encoding="utf-8")
    copy = load_codebook(path)
    assert copy.drivers == book.drivers
    assert list(copy.drivers) == list(book.drivers)
    assert (copy.name, copy.label_zh, copy.label_en) == (book.name, book.label_zh, book.label_en)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert max(len(line) for line in lines if line.count('", "') > 1) <= WIDTH


def test_new_words_are_merged_into_a_file_of_ones_own(gym: Path, tmp_path: Path) -> None:
    out = tmp_path / "more" / "gym2.toml"
    additions = [
        ("coach", "terms", "瑜伽老师", None),
        ("coach", "terms", "教练", None),  # there already
        ("crowd", "implied_by", "人挤人", -0.6),
        ("crowd", "patterns", r"等了\d+分钟", -0.4),
        ("crowd", "exclude", "挤时间", None),
    ]
    before, after = load_codebook(gym), load_codebook(merge_terms(gym, additions, out))
    assert after.drivers["coach"].terms == (*before.drivers["coach"].terms, "瑜伽老师")
    assert after.drivers["crowd"].verdicts == (("人挤人", -0.6),)
    assert after.drivers["crowd"].patterns[-1] == (r"等了\d+分钟", -0.4)
    assert after.drivers["crowd"].exclude == ("挤时间",)
    assert gym.read_text(encoding="utf-8") == GYM


def test_one_merge_leaves_nothing_for_the_next(gym: Path, tmp_path: Path) -> None:
    merge_terms(gym, [("crowd", "terms", "人头", None)], tmp_path / "first.toml")
    second = merge_terms(gym, [("crowd", "terms", "人堆", None)], tmp_path / "second.toml")
    assert load_codebook(second).drivers["crowd"].terms == ("人流", "人堆")
    assert load_codebook(gym).drivers["crowd"].terms == ("人流",)


def test_an_edited_file_is_read_again_also_by_those_that_inherit(gym: Path) -> None:
    child = gym.with_name("child.toml")
    child.write_text('name = "child"\ninherits = "gym"\n', encoding="utf-8")
    before = load_codebook(child)
    gym.write_text(GYM.replace("人流", "人群"), encoding="utf-8")  # as long as before
    after = load_codebook(child)
    assert before.drivers["crowd"].terms == ("人流",)
    assert after.drivers["crowd"].terms == ("人群",)
    assert before.version != after.version


def test_merging_keeps_what_a_file_inherits(gym: Path, tmp_path: Path) -> None:
    child = gym.with_name("child.toml")
    child.write_text('name = "child"\ninherits = "gym"\n', encoding="utf-8")
    out = merge_terms(child, [("crowd", "terms", "人头", None)], tmp_path / "a" / "b.toml")
    assert load_codebook(out).drivers["crowd"].terms == ("人流", "人头")
    assert load_codebook(out).drivers["coach"] == load_codebook(gym).drivers["coach"]


MERGES = [
    (("coash", "terms", "x", None), 'Did you mean "coach"'),
    (("coach", "term", "x", None), 'Did you mean "terms"'),
    (("coach", "terms", " ", None), "empty"),
    (("coach", "implied_by", "x", 3.0), "from -1 to 1"),
    (("coach", "patterns", "(", None), "not a regular expression"),
    (("coach", "terms", "人流", None), "crowd already"),
]


@pytest.mark.parametrize(("addition", "told"), MERGES)
def test_merge_refuses_what_does_not_fit(
    addition: tuple[str, str, str, float | None], told: str, gym: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.toml"
    with pytest.raises(VocError) as caught:
        merge_terms(gym, [addition], out)
    assert told in str(caught.value)
    assert not out.exists()


WORDS = st.text(
    st.characters(blacklist_categories=("C",), blacklist_characters="\u2028\u2029"), min_size=1
).filter(lambda word: word.strip() and word.strip().lower() == word.strip().lower().strip())


@given(st.lists(WORDS, min_size=1, max_size=6), WORDS)
def test_any_word_survives_writing_and_reading(words: list[str], label: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gym.toml"
        path.write_text(GYM, encoding="utf-8")
        additions = [("coach", "terms", word, None) for word in words if "人流" not in word]
        book = load_codebook(merge_terms(path, additions, Path(folder) / "out.toml"))
    wanted = dict.fromkeys(["教练", "私教", "团课老师", *(word.strip().lower() for word in words)])
    wanted.pop("人流", None)
    assert list(book.drivers["coach"].terms) == [word for word in wanted if "人流" not in word]


# --- commands ------------------------------------------------------------------------------------


def called(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["codebook", *arguments])
    return result.exit_code, result.stdout


def test_list_names_all_codebooks_with_their_versions() -> None:
    _, told = called("list")
    for name in codebooks():
        book = load_codebook(name)
        (line,) = [line for line in told.splitlines() if line.split()[0] == name]
        for part in (book.label_zh, book.label_en, str(len(book.drivers)), book.version):
            assert part in line


def test_show_reads_well(gym: Path) -> None:
    _, told = called("show", str(gym))
    assert told.splitlines()[0].startswith("gym  健身房  2 drivers, 7 words, version ")
    for line in (
        "coach  教练 Coach",
        "  dimension    assurance 保证性",
        "  terms        教练, 私教, 团课老师",
        "  implied_by   手把手 +0.5, 划水",
        "  pairs        教练+凶 -0.6",
        "  patterns     (等|排).{0,3}器械",
    ):
        assert line in told.splitlines()


def test_show_caps_long_lists_unless_one_driver_is_asked_for() -> None:
    last = load_codebook("general").drivers["staff_attitude"].terms[-1]
    assert "104 in all" in called("show", "general")[1]
    one = called("show", "general", "--driver", "服务态度")[1]
    assert last in one and "in all" not in one and "noise" not in one.split()


def test_show_names_the_nearest_driver() -> None:
    result = CliRunner().invoke(app, ["codebook", "show", "hotel", "--driver", "noice"])
    assert isinstance(result.exception, VocError)
    assert 'Did you mean "noise"' in str(result.exception)


def test_check_prints_one_fault_a_line_and_fails(gym: Path) -> None:
    assert called("check", str(gym)) == (0, f"{gym}: ok\n")
    gym.write_text(GYM.replace('"assurance"', '"x"').replace("-0.6]", "-6]"), encoding="utf-8")
    code, told = called("check", str(gym), "telecom")
    assert code == 1
    lines = told.splitlines()
    assert lines[0].startswith("gym.toml:6: ") and lines[1].startswith("gym.toml:13: ")
    assert lines[-1].startswith("telecom: ok")


def test_check_yields_a_book_as_it_is_done(gym: Path) -> None:
    gym.write_text(GYM.replace("排", "VIP"), encoding="utf-8")
    told = checks([str(gym), "no-book-of-that-name"])
    text, good = next(told)
    assert good and text.endswith(f"{gym}: ok, 1 warning")
    with pytest.raises(VocError, match="There is no codebook") as error:
        next(told)
    assert "no-book-of-that-name" in str(error.value.where)


def test_first_fault_says_how_to_see_all(gym: Path) -> None:
    one = GYM.replace('"assurance"', '"x"')
    gym.write_text(one, encoding="utf-8")
    with pytest.raises(VocError) as error:
        load_codebook(gym)
    assert "codebook check" not in str(error.value)
    gym.write_text(one.replace("-0.6]", "-6]"), encoding="utf-8")
    with pytest.raises(VocError) as error:
        load_codebook(gym)
    assert str(error.value.fix).endswith(f"`voc codebook check {gym}` names all.")


@pytest.mark.parametrize("name", codebooks())
def test_codebooks_of_voc_can_be_used(name: str) -> None:
    assert [fault for fault in codebook_faults(name) if not fault.warning] == []


# --- in a run ------------------------------------------------------------------------------------


@pytest.fixture
def run(gym: Path) -> voc.Analysis:
    comments = pd.DataFrame({"评论": ["教练太凶", "人挤人，等器械", "私教手把手教"]})
    return voc.analyze(comments, text="评论", codebook=gym, topics=False, progress=False)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_run_prints_name_and_version_of_its_codebook(
    run: voc.Analysis, language: str, gym: Path
) -> None:
    version = load_codebook(gym).version
    assert f"健身房 (gym) · {version}" in run.summary(language)


def test_a_run_keeps_its_codebook_when_the_file_is_gone(
    run: voc.Analysis, gym: Path, tmp_path: Path
) -> None:
    book = load_codebook(gym)
    folder = run.save(tmp_path / "run")
    gym.unlink()
    again = voc.load(folder)
    assert again.codebook is not None
    assert again.codebook.drivers == with_overall(book).drivers
    assert again.codebook.version == book.version == run.manifest["codebook"]["version"]
    assert "教练" in str(again.explain("c000001"))


def test_a_run_with_model_and_codebook_can_be_replaced(run: voc.Analysis, tmp_path: Path) -> None:
    folder = run.save(tmp_path / "run")
    (folder / "model.json").write_text("{}", encoding="utf-8")
    run.save(folder, force=True)
    assert (folder / "codebook.toml").is_file()
