"""Formulas in whatever a workbook or a CSV shows: words in every cell of every export."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from coded_sheet import fill_in, grids

from voc import analyze, compare
from voc.analysis import Analysis
from voc.checking import sample_to_sheet, validate_run
from voc.lexicon import load_codebook
from voc.lexicon.excel import import_workbook, write_workbook
from voc.report.csv_file import write_csv
from voc.suggestions import suggest_to_workbook

FORMULAS = [
    '=HYPERLINK("http://127.0.0.1/?"&A1,"详情")',
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1,1)",
    "＝1+1",
    "\t=1+1",
]
EXCEL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BEGIN = tuple("=+-@＝＋－＠")
LOOKS_UP = re.compile(
    r"IFERROR\(VLOOKUP\([AD]\d+,'(?:驱动因素|[Dd]rivers)'!\$A:\$C,\d,FALSE\),\"\"\)"
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A codebook all whose texts begin like formulas."""
    path = tmp_path_factory.mktemp("book") / "evil.toml"
    quoted = [formula.replace("\\", "").replace('"', "'").strip() for formula in FORMULAS]
    sections = "".join(
        f'[drivers."{formula}"]\nlabel = {{zh = "{formula}", en = "{formula}"}}\n'
        f'dimension = "reliability"\ndefinition = "{formula}"\nterms = ["{formula}词{place}"]\n'
        f'examples = ["{formula}很好"]\n'
        for place, formula in enumerate(quoted)
    )
    path.write_text(
        f'name = "{quoted[0]}"\nlabel = "{quoted[1]}"\ninherits = "hotel"\n{sections}',
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="module")
def run(book: Path) -> Analysis:
    """A run with formulas in comments, groups, names of columns and of topics."""
    said = ["停车场停车太贵了", "早餐很丰富", "房间很干净", "前台态度差", "泳池边的躺椅太旧了"]
    rows = [
        {
            "评论": f"{FORMULAS[n % len(FORMULAS)]}{said[n % 5]}，{said[n % 3]}，第{n}次",
            "评分": [2, 5, 5, 1, 1][n % 5],
            FORMULAS[0]: FORMULAS[n % 6],
            FORMULAS[2]: FORMULAS[n % len(FORMULAS)],
            "姓名": "=王小明",
        }
        for n in range(126)
    ]
    found = analyze(
        pd.DataFrame(rows),
        text="评论",
        score="评分",
        segments=[FORMULAS[0]],
        codebook=book,
        config={"statistics": {"bootstrap": 100}, "run": {"processes": 1}},
        progress=False,
    )
    assert found.topics is not None
    found.topics["label"] = [FORMULAS[n % len(FORMULAS)] for n in range(len(found.topics))]
    return found


@pytest.fixture(scope="module")
def folder(run: Analysis, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run.save(tmp_path_factory.mktemp("run") / "=1+1")


def parts(path: Path) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return {name: ElementTree.fromstring(archive.read(name)) for name in names}


def texts_of(path: Path) -> Iterator[tuple[str, bool]]:
    """Each text of a workbook, and whether it stays one when somebody edits the cell."""
    found = parts(path)
    shared = [
        "".join(node.itertext())
        for node in found.get("xl/sharedStrings.xml", ElementTree.Element("a"))
    ]
    formats = found["xl/styles.xml"].find(f"{EXCEL}cellXfs")
    assert formats is not None
    of_text = {
        one.get("numFmtId")
        for one in found["xl/styles.xml"].iter(f"{EXCEL}numFmt")
        if one.get("formatCode") == "@"
    }
    safe = [one.get("quotePrefix") == "1" or one.get("numFmtId") in of_text for one in formats]
    for name, sheet in found.items():
        if "worksheets/sheet" not in name or name.endswith(".rels"):
            continue
        for cell in sheet.iter(f"{EXCEL}c"):
            text = "".join(cell.itertext())
            if cell.get("t") == "s":
                text = shared[int(text)]
            if cell.get("t") in ("s", "inlineStr"):
                yield text, safe[int(cell.get("s", "0"))]


def assert_formulas_are_words(path: Path, *, looks_up: bool = False) -> None:
    """Nothing in a workbook is computed, linked or fetched, and formulas in it are texts."""
    found = parts(path)
    for name, part in found.items():
        formulas = [node.text or "" for node in part.iter(f"{EXCEL}f")]
        assert all(looks_up and LOOKS_UP.fullmatch(formula) for formula in formulas), name
        assert not list(part.iter(f"{EXCEL}hyperlink")), name
        assert "externalLink" not in name and 'TargetMode="External"' not in str(part.attrib)
    texts = [(text, safe) for text, safe in texts_of(path) if text.strip().startswith(BEGIN)]
    assert len(texts) > 5, "the workbook holds some of what was tried"
    assert not [text for text, safe in texts if not safe]


def test_formulas_are_words_in_the_report(run: Analysis, tmp_path: Path) -> None:
    for language in ("zh", "en"):
        assert_formulas_are_words(run.to_excel(tmp_path / f"{language}.xlsx", language=language))


def test_formulas_are_words_in_the_sheet_for_coders_and_what_is_made_of_it(
    run: Analysis, folder: Path, tmp_path: Path
) -> None:
    sheet = sample_to_sheet(folder, tmp_path / "a.xlsx", n=60, say=lambda _: None)
    assert_formulas_are_words(sheet)
    ids = [str(row[0]) for row in grids(sheet)["编码"][2:]]
    answers = {key: {"label": "负" if place % 3 else "正"} for place, key in enumerate(ids)}
    coded = fill_in(sheet, tmp_path / "=cmd.xlsx", answers)
    validate_run(folder, [coded], tmp_path / "b.xlsx", say=lambda _: None)
    assert_formulas_are_words(tmp_path / "b.xlsx")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_formulas_are_words_in_an_exported_codebook(
    book: Path, tmp_path: Path, language: str
) -> None:
    path = write_workbook(load_codebook(book), tmp_path / "a.xlsx", language=language)
    assert_formulas_are_words(path, looks_up=True)
    import_workbook(path, tmp_path / "b.toml")
    again, before = load_codebook(tmp_path / "b.toml"), load_codebook(book)
    assert again.drivers["=cmd|'/C calc'!A0"] == before.drivers["=cmd|'/C calc'!A0"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_formulas_are_words_in_suggested_terms(folder: Path, tmp_path: Path, language: str) -> None:
    path = tmp_path / "a.xlsx"
    suggest_to_workbook(folder, path, minimum=3, language=language)
    assert_formulas_are_words(path, looks_up=True)


def test_formulas_are_words_in_a_comparison(run: Analysis, tmp_path: Path) -> None:
    found = compare(run, run)
    assert len(found.table) > 2
    labels = [FORMULAS[place % len(FORMULAS)] for place in range(len(found.table))]
    found.table["label"] = labels
    found.save(tmp_path / "a.csv")
    found.save(tmp_path / "a.xlsx")
    for formula in set(labels):
        assert (formula, True) in list(texts_of(tmp_path / "a.xlsx"))
    assert not [text for text, safe in texts_of(tmp_path / "a.xlsx") if text in labels and not safe]
    rows = csv.reader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines())
    begun = [cell for row in rows for cell in row if cell.startswith((*BEGIN, "\t"))]
    assert all(re.fullmatch(r"-[\d.e-]+", cell) for cell in begun)  # numbers below zero


@pytest.mark.parametrize("formula", [*FORMULAS, "\r=1+1", "\n=1+1", "－2", "＠SUM(1)", "＋1"])
def test_no_cell_of_a_csv_begins_a_formula(formula: str, tmp_path: Path) -> None:
    write_csv(pd.DataFrame({formula: [formula, "房间=好"]}), tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = list(csv.reader(file))
    shown = formula.replace("\r", "\n")  # one row, whoever reads it
    assert cells == [[f"'{shown}"], [f"'{shown}"], ["房间=好"]]
