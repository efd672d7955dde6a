"""The workbook of suggested terms: written, accepted in Excel, imported, found again."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter
from library import CODEBOOK, comments, table_of
from typer.testing import CliRunner

import voc
from voc.cli import app
from voc.codebooks import import_codebook
from voc.errors import VocError
from voc.lexicon import load_codebook
from voc.suggest.sheet import read_accepted, write_suggestions
from voc.suggestions import suggest_to_workbook

# --- the sheet


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


def test_a_fresh_sheet_accepts_nothing(
    library_terms: pd.DataFrame, library_book: Path, tmp_path: Path
) -> None:
    path = write_suggestions(
        library_terms, load_codebook(library_book), tmp_path / "s.xlsx", source=str(library_book)
    )
    with pytest.raises(VocError, match="Nothing is accepted"):
        read_accepted(path, library_book)


@pytest.mark.parametrize("mark", ["✓", "√", "是", "Y", "1"])
def test_accepted_rows_become_additions(mark: str, library_book: Path, tmp_path: Path) -> None:
    rows = [
        [mark, "占座", "名称词 terms", "seats", ""],
        ["", "周末", "terms", "", ""],
        [mark, "挤", "implied_by", "座位", "−0.5"],
    ]
    found = read_accepted(accepted_sheet(tmp_path / "s.xlsx", rows, library_book))
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
    row: list[str], what: str, cell: str, library_book: Path, tmp_path: Path
) -> None:
    good = ["✓", "自习室", "terms", "seats", ""]
    with pytest.raises(VocError) as error:
        read_accepted(accepted_sheet(tmp_path / "s.xlsx", [good, row], library_book))
    assert what in error.value.what
    assert f"sheet “建议”, cell {cell}" in str(error.value.where)


def test_what_a_customer_wrote_is_no_formula(
    library_terms: pd.DataFrame, library_book: Path, tmp_path: Path
) -> None:
    bad = library_terms.assign(term="=1+1", quotes=[["=2+2"]] * len(library_terms))
    path = write_suggestions(bad, load_codebook(library_book), tmp_path / "s.xlsx")
    assert b"<f>1+1" not in sheet_xml(path) and b"<f>2+2" not in sheet_xml(path)


def sheet_xml(path: Path) -> bytes:
    with zipfile.ZipFile(path) as file:
        return file.read("xl/worksheets/sheet1.xml")


# --- the round trip


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
    table_of(comments()).to_csv("a.csv", index=False)
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
    path.write_text(CODEBOOK, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("place", "kept"), [("", "library.toml"), ("books", "books/library.toml"), ("..", None)]
)
def test_the_sheet_names_no_folder_of_this_machine(
    place: str, kept: str | None, library_terms: pd.DataFrame, tmp_path: Path
) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / place).mkdir(exist_ok=True)
    mine = book_of(desk / place)
    sheet = desk / "s.xlsx"
    write_suggestions(library_terms, load_codebook(mine), sheet, source=str(mine))
    with zipfile.ZipFile(sheet) as file:
        text = b"".join(file.read(name) for name in file.namelist())
    assert str(tmp_path).encode() not in text
    assert (kept or "library.toml").encode() in text
    rows = {str(library_terms.iloc[0]["term"])}
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
    library_run: voc.Analysis, library_terms: pd.DataFrame, tmp_path: Path
) -> None:
    folder = library_run.save(tmp_path / "run")
    high = int(library_terms["count"].max())
    few = suggest_to_workbook(folder, tmp_path / "a.xlsx", minimum=high)
    assert few.startswith("Terms: 1, ") and f"--minimum {(high + 1) // 2} gives more" in few
    assert "--minimum" not in suggest_to_workbook(folder, tmp_path / "b.xlsx", minimum=2)
    with pytest.raises(VocError) as error:
        suggest_to_workbook(folder, tmp_path / "c.xlsx", minimum=10_000)
    assert "--minimum 5000" in str(error.value.fix)


def test_terms_can_be_added_to_another_codebook(library_book: Path, tmp_path: Path) -> None:
    rows = [["✓", "占座", "terms", "seats", ""]]
    sheet = accepted_sheet(tmp_path / "s.xlsx", rows, "general")
    with pytest.raises(VocError, match="is not a driver"):
        import_codebook(sheet, tmp_path / "mine.toml")
    told = import_codebook(sheet, tmp_path / "mine.toml", codebook=library_book)
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
    Path("library.toml").write_text(CODEBOOK, encoding="utf-8")
    table_of(comments()).to_csv("a.csv", index=False)
    say("analyze", "a.csv", "-k", asked_for, "-o", "a", "--no-topics")
    say("codebook", "suggest", "a", "-o", "a.xlsx", "--lang", "zh")
    driver = pd.read_excel("a.xlsx", engine="calamine").set_index("词语").loc["占座", "驱动因素"]
    say("codebook", "import", str(tick(Path("a.xlsx"), {"占座"}, Path("b.xlsx"))), "-o", "c.toml")
    assert "占座" in load_codebook("c.toml").drivers[driver].terms
    assert ("inherits" in Path("c.toml").read_text(encoding="utf-8")) == inherits
