"""A codebook goes to Excel and back without loss; what is wrong is named with sheet and cell."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from voc import VocError
from voc.cli import app
from voc.codebooks import all_faults
from voc.lexicon import DIMENSIONS, Codebook, Driver, codebooks, load_codebook
from voc.lexicon.book_text import book_text, flat_book
from voc.lexicon.excel.reading import import_workbook
from voc.lexicon.excel.writing import write_workbook

Grids = dict[str, list[list[Any]]]
Edit = Callable[[Grids], None]

COACH = Driver(
    id="coach",
    label_zh="教练",
    label_en="Coach",
    dimension="assurance",
    definition_zh="教练懂不懂行。",
    definition_en="Whether the coach knows the trade.",
    examples=("教练很专业", "教练迟到"),
    terms=("教练", "私教"),
    implied_by=("手把手", "划水"),
    verdicts=(("手把手", 0.5),),
    pairs=(("教练", "凶", -0.6),),
    patterns=((r"教练.{0,3}迟到\d*分", -0.5),),
)
CROWD = Driver(
    id="crowd",
    label_zh="拥挤",
    label_en="Crowd",
    dimension="tangibles",
    terms=("人流",),
    suggested_by=("挤",),
    exclude=("挤时间",),
    mention=-0.2,
    spreads_to=("coach",),
    parent="coach",
)
GYM = Codebook("gym", "健身房", "Gym", {"coach": COACH, "crowd": CROWD}, version="")


def round_trip(book: Codebook, folder: Path, language: str = "zh") -> Codebook:
    write_workbook(book, folder / "book.xlsx", language=language, force=True)
    return load_codebook(import_workbook(folder / "book.xlsx", folder / "book.toml", force=True))


def same(one: Codebook, other: Codebook) -> bool:
    def told(book: Codebook) -> tuple[object, ...]:
        return book.name, book.label_zh, book.label_en, list(book.drivers), book.drivers

    return told(one) == told(other)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_field_survives(language: str, tmp_path: Path) -> None:
    assert same(round_trip(GYM, tmp_path, language), GYM)


def usable() -> list[str]:
    names = []
    for name in codebooks():
        try:
            load_codebook(name)
        except VocError:
            continue  # test_lexicon.py tells of it
        names.append(name)
    return names


@pytest.mark.parametrize("name", usable())
def test_codebooks_of_voc_survive(name: str, tmp_path: Path) -> None:
    book = load_codebook(name)
    assert same(round_trip(book, tmp_path), book)


ODD = [
    "=1+1",
    "+86",
    "-好",
    "@x",
    "5g",
    "007",
    "1.0",
    "1e5",
    "true",
    "2024-01-02",
    "\\d+",
    '"',
    "'",
]
ODD += [
    "''",
    '"""',
    "a\\",
    "😀",
    "👍🏻",
    "_x0041_",
    "买 一 送 一",
    "<b>&amp;",
    "#n/a",
    "[手机号]",
    "{",
    "，",
]
WORDS = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(blacklist_categories=("C",)), min_size=1, max_size=8),
).map(lambda word: word.strip().lower().strip())
LISTS = st.lists(WORDS.filter(bool), min_size=4, max_size=12, unique=True)
POLARITIES = st.floats(-1, 1).map(lambda value: round(value, 3) + 0.0)
EXPRESSIONS = st.sampled_from([r"等.{0,3}\d+分", r"\\d", "=a", "'x'", r'"\S"', "[a-z]+", "007"])


@settings(max_examples=40)
@given(LISTS, st.lists(POLARITIES, min_size=4, max_size=4), EXPRESSIONS)
def test_odd_words_survive(words: list[str], polarities: list[float], expression: str) -> None:
    names, implied, suggested, other = (tuple(words[place::4]) for place in range(4))
    one, two, three, four = polarities
    coach = replace(
        COACH,
        label_zh=words[0],
        definition_en=words[1],
        examples=tuple(dict.fromkeys((words[2], words[3]))),
        terms=names,
        implied_by=implied,
        suggested_by=suggested,
        verdicts=((implied[-1], one), (suggested[0], two)),
        pairs=((words[0], words[-1], three),),
        patterns=((expression, four or None),),
        exclude=other,
    )
    crowd = replace(CROWD, label_zh="挤不挤", terms=("人山人海人流",), suggested_by=(), exclude=())
    book = replace(
        GYM, name=words[-1], label_en=words[-2], drivers={"coach": coach, "crowd": crowd}
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gym.toml"
        path.write_text(book_text(flat_book(book)), encoding="utf-8")
        loaded = load_codebook(path)
        assert same(loaded, book)
        assert same(round_trip(loaded, Path(folder)), book)


def test_cells_are_text_that_excel_neither_computes_nor_counts(tmp_path: Path) -> None:
    coach = replace(COACH, terms=("=1+1", "007"))
    write_workbook(replace(GYM, drivers={"coach": coach}), tmp_path / "book.xlsx")
    rows = grids_of(tmp_path / "book.xlsx")["词语"]
    assert [row[2] for row in rows[1:3]] == ["=1+1", "007"]
    assert rows[1][4] == "教练"


# --- edited ---------------------------------------------------------------------------------------


def grids_of(path: Path) -> Grids:
    workbook = CalamineWorkbook.from_path(str(path))
    return {
        name: [
            list(row) for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        ]
        for name in workbook.sheet_names
    }


def write_grids(grids: Grids, path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as workbook:
        date = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for name, grid in grids.items():
            sheet = workbook.add_worksheet(name)
            for row, values in enumerate(grid):
                for column, value in enumerate(values):
                    if isinstance(value, dt.date):
                        sheet.write_datetime(row, column, value, date)
                    elif isinstance(value, str):
                        sheet.write_string(row, column, value)
                    else:
                        sheet.write(row, column, value)


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[Edit], Path]:
    """The workbook of the gym after an edit."""

    def make(edit: Edit) -> Path:
        path = tmp_path / "gym.xlsx"
        write_workbook(GYM, path, force=True)
        grids = grids_of(path)
        edit(grids)
        write_grids(grids, path)
        return path

    return make


def test_what_the_analyst_changes_is_in_the_codebook(
    edited: Callable[[Edit], Path], tmp_path: Path
) -> None:
    def edit(grids: Grids) -> None:
        words, drivers = grids["词语"], grids["驱动因素"]
        del words[2]  # 私教
        words.append(["crowd", "名称词", "人头", "", ""])
        words.append(["拥挤", "implied_by", "人挤人", "－0.6"])  # label for id, wide minus
        words.append(["淋浴", "名称词 terms", 24.0])  # a number that Excel made of 24
        words.append([])
        words.append(["淋浴", "评价词 implied_by", "水太烫", -1])
        drivers.append(["", "淋浴", "Showers", "有形性"])
        grids["词语"] = [[row[1], row[0], *row[2:]] if row else [] for row in words]  # moved
        grids["心得"] = [["my notes"]]

    book = load_codebook(import_workbook(edited(edit), tmp_path / "gym.toml"))
    assert book.drivers["coach"].terms == ("教练",)
    assert book.drivers["crowd"].terms == ("人流", "人头")
    assert book.drivers["crowd"].implied_by == ("人挤人",)
    assert book.drivers["crowd"].verdicts == (("人挤人", -0.6),)
    showers = book.drivers["淋浴"]
    assert (showers.label_zh, showers.label_en, showers.dimension) == (
        "淋浴",
        "Showers",
        "tangibles",
    )
    assert (showers.terms, showers.implied_by) == (("24",), ("水太烫",))


def test_a_workbook_may_inherit(edited: Callable[[Edit], Path], tmp_path: Path) -> None:
    def edit(grids: Grids) -> None:
        for row in grids["编码本"]:
            row[1] = {"继承": "hotel", "去掉的因素": "noise，breakfast"}.get(row[0], row[1])

    book = load_codebook(import_workbook(edited(edit), tmp_path / "gym.toml"))
    hotel = load_codebook("hotel")
    assert set(book.drivers) == {*hotel.drivers, "coach", "crowd"} - {"noise", "breakfast"}


def set_cell(sheet: str, row: int, column: int, value: object) -> Edit:
    """Change a cell; row and column as Excel counts them, from 1 and A = 0."""

    def edit(grids: Grids) -> None:
        grids[sheet][row - 1][column] = value

    return edit


FAULTS = [
    ("unknown driver", set_cell("词语", 3, 0, "coash"), "词语”, cell A3", 'Did you mean "coach"'),
    ("no driver", set_cell("词语", 3, 0, ""), "词语”, cell A3", "There is no driver"),
    ("unknown kind", set_cell("词语", 3, 1, "词"), "词语”, cell B3", "名称词"),
    ("no word", set_cell("词语", 3, 2, " "), "词语”, cell C3", "There is no word"),
    ("a date", set_cell("词语", 3, 2, dt.date(2024, 1, 2)), "词语”, cell C3", "date"),
    ("polarity as a word", set_cell("词语", 4, 3, "好"), "词语”, cell D4", '"好"'),
    ("polarity out of range", set_cell("词语", 4, 3, 5), "词语”, cell D4", "from -1 to 1"),
    ("polarity of a term", set_cell("词语", 3, 3, 0.5), "词语”, cell D3", "has no polarity"),
    ("word of two drivers", set_cell("词语", 3, 2, "人流"), "词语”, cell C7", "two drivers"),
    ("no expression", set_cell("词语", 6, 2, "("), "词语”, cell C6", "not a regular"),
    ("unknown dimension", set_cell("驱动因素", 3, 3, "速度"), "驱动因素”, cell D3", "速度"),
    ("no dimension", set_cell("驱动因素", 3, 3, ""), "驱动因素”, cell A3", "no dimension"),
    ("unknown parent", set_cell("驱动因素", 3, 4, "x"), "驱动因素”, cell E3", "is not a driver"),
    ("unknown spread", set_cell("驱动因素", 3, 8, "x"), "驱动因素”, cell I3", "is not a driver"),
    ("mention as a word", set_cell("驱动因素", 3, 7, "x"), "驱动因素”, cell H3", "from -1 to 1"),
    ("driver twice", set_cell("驱动因素", 3, 0, "coach"), "驱动因素”, cell A3", "twice"),
    ("pair without polarity", set_cell("搭配", 2, 3, ""), "搭配”, cell D2", "a polarity"),
    ("pair of no driver", set_cell("搭配", 2, 0, "x"), "搭配”, cell A2", "is not a driver"),
    ("unknown item", set_cell("编码本", 2, 0, "名子"), "编码本”, cell A2", "Known: 名称"),
    ("no name", set_cell("编码本", 2, 1, ""), "编码本”", 'needs a "name"'),
    ("unknown book", set_cell("编码本", 5, 1, "hotle"), "编码本”, cell B5", '"hotel"'),
    ("heading gone", set_cell("词语", 1, 1, "x"), "词语”, row 1", "类别"),
]


@pytest.mark.parametrize(
    ("edit", "where", "what"), [pytest.param(*case, id=title) for title, *case in FAULTS]
)
def test_fault_names_sheet_and_cell(
    edit: Edit, where: str, what: str, edited: Callable[[Edit], Path], tmp_path: Path
) -> None:
    with pytest.raises(VocError) as told:
        import_workbook(edited(edit), tmp_path / "gym.toml")
    first = next(line for line in str(told.value).splitlines() if where in line)
    assert "sheet “" in first
    assert what in str(told.value)
    assert not (tmp_path / "gym.toml").exists()


def test_faults_are_told_together_up_to_ten(edited: Callable[[Edit], Path], tmp_path: Path) -> None:
    def edit(grids: Grids) -> None:
        grids["词语"] += [["coach", "?", f"词{number}"] for number in range(14)]

    with pytest.raises(VocError) as told:
        import_workbook(edited(edit), tmp_path / "gym.toml")
    assert "14 faults" in told.value.what
    assert told.value.what.count("cell B") == 10
    assert "and 4 more" in told.value.what


def test_driver_without_words_is_named(edited: Callable[[Edit], Path], tmp_path: Path) -> None:
    def edit(grids: Grids) -> None:
        grids["词语"] = [row for row in grids["词语"] if row[0] != "crowd"]

    with pytest.raises(VocError) as told:
        import_workbook(edited(edit), tmp_path / "gym.toml")
    assert told.value.where == "gym.xlsx, sheet “驱动因素”, cell A3"


# --- files ----------------------------------------------------------------------------------------


def called(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["codebook", *arguments])
    told = str(result.exception) if isinstance(result.exception, VocError) else result.stdout
    return result.exit_code, told


def test_commands_export_and_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert called("export", "telecom", "book.xlsx", "--lang", "en")[0] == 0
    assert "exists already" in called("export", "telecom", "book.xlsx")[1]
    assert called("export", "telecom", "book.xlsx", "--force")[0] == 0
    code, told = called("import", "book.xlsx")
    assert code == 0 and "→ book.toml" in told
    number = len(all_faults("book.toml"))
    hint = f"{number} warning{'s' * (number != 1)}: voc codebook check book.toml"
    assert told.splitlines()[1:] == ([hint] if number else [])
    assert "exists already" in called("import", "book.xlsx")[1]
    assert called("import", "book.xlsx", "--force", "-o", "mine.toml")[0] == 0
    assert same(load_codebook("mine.toml"), load_codebook("telecom"))


WRONG_FILES = [
    (("import", "nowhere.xlsx"), "does not exist"),
    (("import", "text.xlsx"), "cannot be read"),
    (("import", "other.xlsx"), "no sheet “驱动因素”"),
    (("import", "other.xlsx", "-o", "book.txt"), ".toml"),
    (("export", "hotle", "book.xlsx"), 'Did you mean "hotel"'),
    (("export", "telecom", "terms.csv"), "Give terms.xlsx"),
    (("import", "other.xlsx", "-o", "mine.txt"), "Give -o mine.toml"),
    (("export", "telecom", "book.xlsx", "--lang", "fr"), "zh or en"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG_FILES)
def test_wrong_file_is_explained(
    arguments: tuple[str, ...], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("text.xlsx").write_text("no workbook", encoding="utf-8")
    write_grids({"Sheet1": [["a"]]}, Path("other.xlsx"))
    code, said = called(*arguments)
    assert code == 1
    assert told in said


def test_a_text_that_excel_would_cut_is_refused(tmp_path: Path) -> None:
    long = replace(COACH, definition_zh="长" * 40_000)
    with pytest.raises(VocError, match="32767"):
        write_workbook(replace(GYM, drivers={"coach": long}), tmp_path / "book.xlsx")
    assert not (tmp_path / "book.xlsx").exists()


def test_dimensions_may_be_chosen_from_a_list(tmp_path: Path) -> None:
    import zipfile

    write_workbook(GYM, tmp_path / "book.xlsx")
    with zipfile.ZipFile(tmp_path / "book.xlsx") as archive:
        drivers = archive.read("xl/worksheets/sheet3.xml").decode()
        words = archive.read("xl/worksheets/sheet4.xml").decode()
    assert all(f"{names[0]} {key}" in drivers for key, names in DIMENSIONS.items())
    assert "名称词 terms" in words and "驱动因素" in words
