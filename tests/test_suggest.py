"""Terms that comments suggest for a codebook: found, written to Excel, accepted, found again."""

from __future__ import annotations

import random
import tomllib
import zipfile
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter
from typer.testing import CliRunner

import voc
from voc.cli import app
from voc.codebooks import import_codebook
from voc.errors import VocError
from voc.lexicon import load_codebook
from voc.suggest import suggest_drivers
from voc.suggest.candidates import parts_of_speech
from voc.suggest.new_words import new_words
from voc.suggest.sheet import read_accepted, write_suggestions
from voc.suggest.terms import COLUMNS, suggest_terms
from voc.suggestions import suggest_to_workbook

LIBRARY = """
name = "library"
label = { zh = "图书馆", en = "Library" }

[drivers.overall]
label = { zh = "总体", en = "Overall" }
dimension = "overall"
terms = ["图书馆"]

[drivers.seats]
label = { zh = "座位", en = "Seats" }
dimension = "tangibles"
terms = ["座位", "桌子", "椅子"]

[drivers.staff]
label = { zh = "馆员", en = "Staff" }
dimension = "empathy"
terms = ["管理员", "工作人员"]
implied_by = ["热情"]

[drivers.lending]
label = { zh = "借还", en = "Lending" }
dimension = "reliability"
terms = ["借书", "借书机", "借书证"]
"""
# What a customer of an invented library says of one thing; the codebook knows the first noun.
SEATS = [
    "座位太少，书包占座的人不少",
    "桌子很干净，自习室也宽敞",
    "占座严重，根本没有座位",
    "自习室的椅子舒服，占座没人管",
    "座位舒服，自习室插座也够",
    "占座的太多，椅子都不够坐",
]
STAFF = [
    "管理员态度很好，保安大叔也很热情",
    "一楼保安大叔很凶，工作人员冷淡",
    "工作人员耐心，志愿者很贴心",
    "志愿者热情，管理员说话温和",
    "幸好保安大叔热情地指路",
]
LENDING = [
    "借书机很好用，借阅柜老是坏",
    "门口借阅柜故障，借书证也刷不出来",
    "借书方便，新借阅柜放在门口",
    "借书证办理很快，而借阅柜开门慢",
]
ELSE = [
    "昨天第一次去，图书馆不错",
    "总体很满意",
    "一般般吧",
    "离家近，挺好的",
    "周末去的，人山人海",
]


def invented(number: int = 240, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return [
        "。".join(chance.choice(said) for said in chance.sample([SEATS, STAFF, LENDING, ELSE], 2))
        for _ in range(number)
    ]


def table_of(texts: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"评论": [f"{text}（{place}）" for place, text in enumerate(texts)]})


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "library.toml"
    path.write_text(LIBRARY, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def run(book: Path) -> voc.Analysis:
    return voc.analyze(
        table_of(invented()), text="评论", codebook=book, topics=False, progress=False
    )


@pytest.fixture(scope="module")
def found(run: voc.Analysis, book: Path) -> pd.DataFrame:
    return suggest_terms(run.comments, run.opinions, load_codebook(book))


def driver_of(found: pd.DataFrame, term: str) -> str:
    return str(found.set_index("term").loc[term, "driver"])


@pytest.mark.parametrize(
    ("term", "driver"),
    [("占座", "seats"), ("自习室", "seats"), ("志愿者", "staff"), ("借阅柜", "lending")],
)
def test_term_goes_to_the_driver_it_stands_with(
    found: pd.DataFrame, term: str, driver: str
) -> None:
    assert driver_of(found, term) == driver


def test_words_that_the_tokenizer_cuts_apart_are_found_whole(found: pd.DataFrame) -> None:
    assert "保安大叔" in set(found["term"])
    assert "大叔" not in set(found["term"])  # never stands alone
    assert "保安大叔" not in parts_of_speech()


def test_what_the_codebook_holds_is_not_suggested(found: pd.DataFrame, book: Path) -> None:
    held = {word for driver in load_codebook(book).drivers.values() for word in driver.words}
    assert not held & set(found["term"])


def test_stop_words_numbers_and_pieces_are_not_suggested(found: pd.DataFrame) -> None:
    assert not {"的", "也", "第一次", "昨天", "太多", "很好", "不少"} & set(found["term"])


def test_latin_words_are_suggested_from_english_comments_only(book: Path) -> None:
    chinese = [f"Lucky帮我找座位，桌子干净，第{place}次" for place in range(9)]
    english = [f"The staff were kind but the printer failed me {place} times" for place in range(9)]
    run = voc.analyze(
        table_of([*chinese, *english]), text="评论", codebook=book, topics=False, progress=False
    )
    found = set(run.suggest_terms()["term"])
    assert "lucky" not in found and "printer" in found


def test_names_of_persons_are_not_suggested(book: Path) -> None:
    texts = [
        f"{name}热情，管理员{said}"
        for name in ("小刘", "李燃燃", "梁经理", "陈丹娜")
        for said in ("热情", "耐心", "很好", "不错", "负责", "细心")
    ]
    run = voc.analyze(table_of(texts), text="评论", codebook=book, topics=False, progress=False)
    found = set(run.suggest_terms()["term"])
    assert not {"小刘", "李燃燃", "梁经理", "李燃", "陈丹娜"} & found


def test_columns_say_how_often_how_judged_and_where(found: pd.DataFrame) -> None:
    assert list(found) == COLUMNS
    row = found.set_index("term").loc["占座"]
    assert row["count"] >= row["comments"] >= 5
    assert -1 <= row["polarity"] < 0 < row["negative"] <= 1
    assert 1 <= len(row["quotes"]) <= 3
    assert all("占座" in quote for quote in row["quotes"])


def test_a_saved_run_suggests_what_it_did(
    run: voc.Analysis, found: pd.DataFrame, tmp_path: Path
) -> None:
    pd.testing.assert_frame_equal(voc.load(run.save(tmp_path / "run")).suggest_terms(), found)


def test_a_term_below_the_minimum_is_left_out(run: voc.Analysis, book: Path) -> None:
    most = suggest_terms(run.comments, run.opinions, load_codebook(book), minimum=60)
    assert (most["count"] >= 60).all()


def test_the_same_run_suggests_the_same(run: voc.Analysis, book: Path, found: pd.DataFrame) -> None:
    again = run.suggest_terms()
    pd.testing.assert_frame_equal(again, found)


def test_a_sample_is_stated(run: voc.Analysis, book: Path) -> None:
    few = suggest_terms(run.comments, run.opinions, load_codebook(book), sample=100)
    assert few.attrs == {"analysed": 100, "comments": 240, "minimum": 5}


@pytest.mark.parametrize(
    "texts", [["好"], ["，。！", "12345"], ["great place, friendly staff"] * 9]
)
def test_little_text_suggests_little_without_an_error(texts: list[str], book: Path) -> None:
    run = voc.analyze(table_of(texts), text="评论", codebook=book, topics=False, progress=False)
    found = suggest_terms(run.comments, run.opinions, load_codebook(book))
    assert list(found) == COLUMNS


def test_a_bad_minimum_is_refused(run: voc.Analysis, book: Path) -> None:
    with pytest.raises(VocError, match="minimum is at least 1"):
        suggest_terms(run.comments, run.opinions, load_codebook(book), minimum=0)


def test_a_string_always_followed_by_the_same_is_no_word() -> None:
    text = "，".join(f"{a}自助还书{b}" for a in "这那去用找" for b in "机" * 5)
    assert "自助还书" not in new_words(text, cohesion=1)


# ---- the sheet ----


def accepted_sheet(path: Path, rows: list[list[str]], codebook: Path | str) -> Path:
    """A workbook as an analyst leaves it."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("建议")
        for number, row in enumerate([["采纳", "词语", "类别", "驱动因素", "极性"], *rows]):
            sheet.write_row(number, 0, row)
        source = workbook.add_worksheet("来源")
        source.write_row(0, 0, ["项目", "内容"])
        source.write_row(1, 0, ["编码本", str(codebook)])
    return path


def test_a_fresh_sheet_accepts_nothing(found: pd.DataFrame, book: Path, tmp_path: Path) -> None:
    path = write_suggestions(found, load_codebook(book), tmp_path / "s.xlsx", source=str(book))
    with pytest.raises(VocError, match="Nothing is accepted"):
        read_accepted(path, book)


@pytest.mark.parametrize("mark", ["✓", "√", "是", "Y", "1"])
def test_accepted_rows_become_additions(mark: str, book: Path, tmp_path: Path) -> None:
    rows = [
        [mark, "占座", "名称词 terms", "seats", ""],
        ["", "周末", "terms", "", ""],
        [mark, "挤", "implied_by", "座位", "−0.5"],
    ]
    found = read_accepted(accepted_sheet(tmp_path / "s.xlsx", rows, book))
    assert found.additions == (
        ("seats", "terms", "占座", None),
        ("seats", "implied_by", "挤", -0.5),
    )


@pytest.mark.parametrize(
    ("row", "what", "cell"),
    [
        (["✓", "占座", "terms", "seat", ""], '"seat" is not a driver', "D3"),
        (["✓", "占座", "terms", "", ""], "There is no driver", "D3"),
        (["✓", "", "terms", "seats", ""], "There is no term", "B3"),
        (["✓", "管理员", "terms", "seats", ""], '"管理员" stands for staff already', "B3"),
        (["✓", "自习室", "terms", "staff", ""], '"自习室" stands for seats, accepted in', "B3"),
        (["✓", "占座", "noun", "seats", ""], 'Unknown kind "noun"', "C3"),
        (["maybe", "占座", "terms", "seats", ""], "neither yes nor no", "A3"),
        (["✓", "挤", "implied_by", "seats", "bad"], "A polarity is a number", "E3"),
    ],
)
def test_a_wrong_row_is_named_with_its_cell(
    row: list[str], what: str, cell: str, book: Path, tmp_path: Path
) -> None:
    good = ["✓", "自习室", "terms", "seats", ""]
    with pytest.raises(VocError) as error:
        read_accepted(accepted_sheet(tmp_path / "s.xlsx", [good, row], book))
    assert what in error.value.what
    assert f"sheet “建议”, cell {cell}" in str(error.value.where)


def test_what_a_customer_wrote_is_no_formula(
    found: pd.DataFrame, book: Path, tmp_path: Path
) -> None:
    bad = found.assign(term="=1+1", quotes=[["=2+2"]] * len(found))
    path = write_suggestions(bad, load_codebook(book), tmp_path / "s.xlsx")
    assert b"<f>1+1" not in sheet_xml(path) and b"<f>2+2" not in sheet_xml(path)


def sheet_xml(path: Path) -> bytes:
    with zipfile.ZipFile(path) as file:
        return file.read("xl/worksheets/sheet1.xml")


# ---- the round trip ----


def tick(path: Path, terms: set[str], out: Path) -> Path:
    """Accept some terms of a workbook, as somebody does in Excel."""
    from python_calamine import CalamineWorkbook

    given = CalamineWorkbook.from_path(str(path))
    with xlsxwriter.Workbook(str(out)) as workbook:
        for name in given.sheet_names:
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(given.get_sheet_by_name(name).to_python()):
                if name == "建议" and row[1] in terms:
                    row[0] = "✓"
                sheet.write_row(number, 0, row)
    return out


def say(*arguments: str) -> str:
    """What a command prints."""
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_accepted_terms_are_found_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    table_of(invented()).to_csv("a.csv", index=False)
    say("analyze", "a.csv", "-k", "general", "-o", "a", "--no-topics")
    assert "of 240 comments" in say("codebook", "suggest", "a", "-o", "a.xlsx")
    with pytest.raises(VocError, match="exists already"):
        say("codebook", "suggest", "a", "-o", "a.xlsx")
    found = pd.read_excel("a.xlsx", engine="calamine").set_index("词语")
    owner = found.loc["借阅柜", "驱动因素"]
    assert isinstance(owner, str) and owner
    tick(Path("a.xlsx"), {"借阅柜"}, Path("b.xlsx"))
    assert "1 term accepted for general" in say("codebook", "import", "b.xlsx", "-o", "mine.toml")
    text = Path("mine.toml").read_text(encoding="utf-8")
    assert 'inherits = "general"' in text and '"借阅柜"' in text and len(text.splitlines()) < 9
    run = voc.analyze(
        table_of(["借阅柜不错"]), text="评论", codebook="mine.toml", topics=False, progress=False
    )
    assert run.opinions[["aspect", "driver"]].to_numpy().tolist() == [["借阅柜", owner]]


def book_of(folder: Path) -> Path:
    path = folder / "library.toml"
    path.write_text(LIBRARY, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("place", "kept"), [("", "library.toml"), ("books", "books/library.toml"), ("..", None)]
)
def test_the_sheet_names_no_folder_of_this_machine(
    place: str, kept: str | None, found: pd.DataFrame, tmp_path: Path
) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / place).mkdir(exist_ok=True)
    mine = book_of(desk / place)
    sheet = desk / "s.xlsx"
    write_suggestions(found, load_codebook(mine), sheet, source=str(mine))
    with zipfile.ZipFile(sheet) as file:
        text = b"".join(file.read(name) for name in file.namelist())
    assert str(tmp_path).encode() not in text
    assert (kept or "library.toml").encode() in text
    rows = {str(found.iloc[0]["term"])}
    ticked = tick(sheet, rows, desk / "t.xlsx")
    if kept:
        assert Path(read_accepted(ticked).codebook).samefile(mine)
        return
    with pytest.raises(VocError, match="is neither beside") as error:
        read_accepted(ticked)
    assert "-k FILE" in str(error.value.fix) and str(tmp_path) not in str(error.value)
    assert read_accepted(ticked, mine).additions


@pytest.mark.parametrize("path", ["/home/li/books/{}", "C:\\Users\\li\\{}"])
def test_a_sheet_of_an_older_version_finds_its_codebook_beside_it(
    path: str, tmp_path: Path
) -> None:
    rows = [["✓", "占座", "terms", "seats", ""]]
    sheet = accepted_sheet(tmp_path / "s.xlsx", rows, path.format("library.toml"))
    with pytest.raises(VocError, match="neither beside") as error:
        import_codebook(sheet, tmp_path / "mine.toml")
    assert "li/" not in str(error.value) and "Users" not in str(error.value)
    book_of(tmp_path)
    assert "for library.toml → " in import_codebook(sheet, tmp_path / "mine.toml")


def test_few_suggestions_come_with_a_smaller_minimum(
    run: voc.Analysis, found: pd.DataFrame, tmp_path: Path
) -> None:
    folder = run.save(tmp_path / "run")
    high = int(found["count"].max())
    few = suggest_to_workbook(folder, tmp_path / "a.xlsx", minimum=high)
    assert few.startswith("1 term, ") and f"--minimum {(high + 1) // 2} gives more" in few
    assert "--minimum" not in suggest_to_workbook(folder, tmp_path / "b.xlsx", minimum=2)
    with pytest.raises(VocError) as error:
        suggest_to_workbook(folder, tmp_path / "c.xlsx", minimum=10_000)
    assert "--minimum 5000" in str(error.value.fix)


def test_terms_can_be_added_to_another_codebook(book: Path, tmp_path: Path) -> None:
    rows = [["✓", "占座", "terms", "seats", ""]]
    sheet = accepted_sheet(tmp_path / "s.xlsx", rows, "general")
    with pytest.raises(VocError, match="is not a driver"):
        import_codebook(sheet, tmp_path / "mine.toml")
    told = import_codebook(sheet, tmp_path / "mine.toml", codebook=book)
    assert told.startswith("1 term accepted for library.toml → ")
    assert load_codebook(tmp_path / "mine.toml").name == "mine"
    import_codebook(sheet, book_of(tmp_path), codebook=tmp_path / "library.toml", force=True)
    assert load_codebook(tmp_path / "library.toml").name == "library"
    assert "占座" in load_codebook(tmp_path / "mine.toml").drivers["seats"].terms


@pytest.mark.parametrize(("asked_for", "inherits"), [("auto", True), ("library.toml", False)])
def test_the_sheet_knows_the_codebook_of_the_run(
    asked_for: str, inherits: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("library.toml").write_text(LIBRARY, encoding="utf-8")
    table_of(invented()).to_csv("a.csv", index=False)
    say("analyze", "a.csv", "-k", asked_for, "-o", "a", "--no-topics")
    say("codebook", "suggest", "a", "-o", "a.xlsx", "--lang", "zh")
    driver = pd.read_excel("a.xlsx", engine="calamine").set_index("词语").loc["占座", "驱动因素"]
    say("codebook", "import", str(tick(Path("a.xlsx"), {"占座"}, Path("b.xlsx"))), "-o", "c.toml")
    assert "占座" in load_codebook("c.toml").drivers[driver].terms
    assert ("inherits" in Path("c.toml").read_text(encoding="utf-8")) == inherits


# ---- drivers for topics ----

CHOIR = [
    "合唱团在彩排，钢琴伴奏弹了{}遍",
    "彩排的合唱团真多，唱到{}点",
    "合唱团借了钢琴，第{}次彩排",
]


@pytest.fixture(scope="module")
def choir(book: Path) -> voc.Analysis:
    """Customers of the library speak of a choir, which its codebook does not know."""
    texts = [f"合唱团在彩排，钢琴伴奏弹了{number}遍" for number in range(45)]
    texts += [f"座位太少，桌子也旧，等了{number}天" for number in range(45)]
    return voc.analyze(pd.DataFrame({"评论": texts}), text="评论", codebook=book, progress=False)


def test_a_topic_without_driver_becomes_a_driver_that_covers_it(
    choir: voc.Analysis, book: Path, tmp_path: Path
) -> None:
    gaps = choir.studies["topic_gaps"]
    assert len(gaps) == 1
    mine = tmp_path / "library.toml"
    text = suggest_drivers(gaps, load_codebook(book), choir.studies.get("topic_drivers"))
    mine.write_text(f"{LIBRARY}\n{text}\n", encoding="utf-8")
    (new,) = set(load_codebook(mine).drivers) - set(load_codebook(book).drivers)
    assert {"合唱团", "彩排"} <= set(load_codebook(mine).drivers[new].terms)
    again = voc.analyze(
        choir.comments[["text"]], text="text", codebook=mine, topics=False, progress=False
    )
    assert (again.opinions["driver"] == new).sum() >= 45
    assert new not in set(choir.opinions["driver"])


def gap(**values: object) -> pd.DataFrame:
    row = {"topic": 3, "label": "合唱团", "mentions": 1041, "covered": 0.1, "example": "在彩排"}
    return pd.DataFrame([{"words": ["合唱团"], **row, **values}])


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({}, "[drivers.topic_3]"),
        ({}, "# 合唱团: 1,041 comments speak of it, 10 % of them judge a driver. Choose"),
        ({"label": "front desk · WiFi"}, "[drivers.front_desk_wifi]"),
        ({"label": "Staff"}, "[drivers.staff_b]"),
        ({"words": ["座位", "合唱团", "好听", "热情"]}, 'terms = ["合唱团"]'),
        ({"words": ["座位", "好听"]}, "Its words stand in the codebook."),
        ({"example": '说"好"\n]'}, 'examples = ["说\\"好\\" ]"]'),
        ({"label": "甲\n[drivers.x]"}, "# 甲 [drivers.x]: 1,041"),
    ],
)
def test_suggested_drivers_are_sound(values: dict[str, object], wanted: str, book: Path) -> None:
    text = suggest_drivers(gap(**values), load_codebook(book))
    assert wanted in text
    drivers = tomllib.loads(text).get("drivers", {})
    assert len(drivers) == ("stand in" not in wanted)


def test_two_topics_of_one_name_have_two_drivers_and_share_no_term(book: Path) -> None:
    both = pd.concat([gap(label="Choir"), gap(label="Choir", topic=4, words=["合唱团", "钢琴"])])
    drivers = tomllib.loads(suggest_drivers(both, load_codebook(book)))["drivers"]
    assert {key: driver["terms"] for key, driver in drivers.items()} == {
        "choir": ["合唱团"],
        "choir_b": ["钢琴"],
    }


def test_dimension_is_that_of_the_driver_most_mentions_judge(book: Path) -> None:
    touched = pd.DataFrame(
        {"topic": [3, 3, 3, 4], "driver": ["overall", "staff", "seats", "seats"]}
    )
    text = suggest_drivers(gap(), load_codebook(book), touched.assign(n=[9, 3, 2, 8]))
    assert 'dimension = "empathy"' in text
    assert 'dimension = "product"' in suggest_drivers(gap(), load_codebook(book))


def test_no_gap_no_driver(book: Path) -> None:
    assert suggest_drivers(gap().iloc[:0], load_codebook(book)) == ""


def test_the_command_prints_drivers_after_the_terms(
    choir: voc.Analysis, run: voc.Analysis, tmp_path: Path
) -> None:
    told = suggest_to_workbook(choir.save(tmp_path / "run"), tmp_path / "a.xlsx", minimum=5)
    assert told.index("1 topic that no driver covers, for a codebook") < told.index(
        "[drivers.topic_"
    )
    assert 'inherits = "library.toml"' in told
    assert choir.suggest_drivers() in told
    assert run.suggest_drivers() == ""
    assert "[drivers." not in suggest_to_workbook(run.save(tmp_path / "b"), tmp_path / "b.xlsx")
    none = suggest_to_workbook(tmp_path / "run", tmp_path / "c.xlsx", minimum=10_000)
    assert none.startswith("No term outside the codebook occurs 10000 times.")
    assert "[drivers." in none
    assert not (tmp_path / "c.xlsx").exists()
