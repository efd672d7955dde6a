"""Checking by hand: the sheet that a coder fills in, read back, and validated from end to end."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from coded_gold import FAST, FORMULA
from coded_sheet import Answers, Grid, fill_in, grids

import voc
from voc.checking import sample_to_sheet, validate_run
from voc.cli import app
from voc.coding import read_coded, sample, validate
from voc.coding.codes import ABSENT, CLASSES
from voc.coding.sheet import DRIVER_PREFIX, write_sheet
from voc.lexicon import load_codebook


@pytest.fixture(scope="module")
def folder(hotel_run: voc.Analysis, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hotel_run.save(tmp_path_factory.mktemp("run") / "hotel")


@pytest.fixture(scope="module")
def sheet(folder: Path) -> Path:
    return sample_to_sheet(folder, folder.parent / "to-code.xlsx", n=60, say=lambda _: None)


# --- the sheet


def test_sheet_has_a_column_for_every_driver_of_the_codebook(
    sheet: Path, hotel_run: voc.Analysis
) -> None:
    cells = grids(sheet)
    assert list(cells) == ["编码", "说明", "voc", "voc_draw"]
    ids, headings, *rows = cells["编码"]
    drivers = load_codebook("hotel").drivers
    assert {str(cell).removeprefix(DRIVER_PREFIX) for cell in ids[5:-1]} == set(drivers)
    assert headings[:5] == ["评论编号", "文本", "程序：驱动因素", "程序：总体", "总体"]
    assert drivers[str(ids[5]).removeprefix(DRIVER_PREFIX)].label_zh == headings[5]
    assert len(rows) == 60
    texts = dict(zip(hotel_run.comments["comment_id"], hotel_run.comments["text"], strict=True))
    assert all(texts[str(row[0])] == row[1] for row in rows)
    guide = str(cells["说明"])
    for driver in drivers.values():
        assert driver.definition_zh in guide
    record = dict(cells["voc"])
    assert record["codebook"] == "hotel" and record["version"] == load_codebook("hotel").version


def test_blind_sheet_holds_nothing_of_the_program(folder: Path, tmp_path: Path) -> None:
    path = sample_to_sheet(folder, tmp_path / "a.xlsx", n=20, blind=True, say=lambda _: None)
    cells = grids(path)
    assert cells["编码"][0][:3] == ["comment_id", "text", "label"]
    assert all(not any(row[2:]) for row in cells["编码"][2:])
    assert {len(row) for row in cells["voc_draw"]} == {2}


def test_formula_in_a_comment_stays_text(folder: Path, tmp_path: Path) -> None:
    path = sample_to_sheet(folder, tmp_path / "a.xlsx", n=10_000, say=lambda _: None)
    assert FORMULA in [row[1] for row in grids(path)["编码"]]
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert b'quotePrefix="1"' in archive.read("xl/styles.xml")
    assert b'<row r="1"' in sheet and b'hidden="1"' in sheet
    assert b"<dataValidations" in sheet and b'state="frozen"' in sheet


@pytest.mark.parametrize("language", ["zh", "en"])
def test_answers_come_back_as_they_were_given(
    language: str, folder: Path, tmp_path: Path, hotel_run: voc.Analysis, by_hand: Answers
) -> None:
    path = tmp_path / "a.xlsx"
    sample_to_sheet(folder, path, n=10_000, language=language, say=lambda _: None)
    coded = read_coded(fill_in(path, tmp_path / "li.xlsx", by_hand), hotel_run.comments)
    assert coded.codes.name == "li" and coded.blank == []
    meant = {"正": "positive", "中": "neutral", "负": "negative", 1: "positive", "正面": "positive"}
    for comment, answers in by_hand.items():
        label = answers["label"]
        assert coded.codes.labels[comment] == meant.get(label, label)
        found = coded.codes.drivers.loc[comment]
        given = {
            k.removeprefix(DRIVER_PREFIX): meant[v] for k, v in answers.items() if k != "label"
        }
        assert found[found != ABSENT].to_dict() == given


def test_blank_rows_are_not_coded_and_rows_without_label_are_told(
    sheet: Path, tmp_path: Path, hotel_run: voc.Analysis
) -> None:
    ids = [str(row[0]) for row in grids(sheet)["编码"][2:]]
    answers = {
        ids[0]: {"label": "负"},
        ids[1]: {f"{DRIVER_PREFIX}room": "+"},
        ids[2]: {"note": "?"},
    }

    def shorten(cells: Grid) -> None:
        cells[2:] = sorted(cells[2:], key=str)[::-1]  # the coder sorted the rows
        cells[:] = [row for row in cells if row[0] != ids[5]]

    coded = read_coded(fill_in(sheet, tmp_path / "a.xlsx", answers, shorten), hotel_run.comments)
    assert set(coded.codes.drivers.index) == {ids[0], ids[1]}
    assert len(coded.blank) == 58 and ids[5] in coded.blank
    counts = validate([coded], hotel_run.comments, hotel_run.opinions, bootstrap=50).coded.iloc[0]
    assert counts.tolist() == ["a", 60, 2, 58, 1]


BAD_CELLS: list[tuple[str, Callable[[Grid], object], tuple[str, ...]]] = [
    (
        "unknown answer",
        lambda c: c[11].__setitem__(5, "正面的"),
        ('"正面的"', "cell F12", "正 中 负"),
    ),
    ("no label", lambda c: c[2].__setitem__(4, "无"), ('"无"', "cell E3", "正面 中性 负面")),
    (
        "two faults",
        lambda c: [c[r].__setitem__(6, 5) for r in (3, 4)],
        ('"5" is none', "cells G4, G5"),
    ),
    ("id lost", lambda c: c[4].__setitem__(0, ""), ("id is missing", "cell A5")),
    ("not drawn", lambda c: c[4].__setitem__(0, "c999999"), ("c999999", "not", "cell A5")),
    ("row twice", lambda c: c.append(list(c[2])), ("stands twice", "cells A3, A63")),
    ("other text", lambda c: c[3].__setitem__(1, "别的评论"), ("not that of the run", "cell B4")),
    ("ids removed", lambda c: c.pop(0), ("hidden first row",)),
    ("column removed", lambda c: c[0].__setitem__(4, ""), ("column label is missing",)),
    ("nothing coded", lambda c: [r.__setitem__(4, "") for r in c[2:]], ("Nothing is coded",)),
]


@pytest.mark.parametrize(
    ("change", "told"), [pytest.param(*case, id=name) for name, *case in BAD_CELLS]
)
def test_faulty_cell_is_named(
    change: Callable[[Grid], object],
    told: tuple[str, ...],
    sheet: Path,
    tmp_path: Path,
    hotel_run: voc.Analysis,
) -> None:
    ids = [str(row[0]) for row in grids(sheet)["编码"][2:]]
    answers = {comment: {"label": "中"} for comment in ids}
    with pytest.raises(voc.VocError) as error:
        read_coded(fill_in(sheet, tmp_path / "李.xlsx", answers, change), hotel_run.comments)
    assert error.value.fix and "李.xlsx" in str(error.value.where)
    for part in told:
        assert part in str(error.value)


def test_other_files_are_refused(tmp_path: Path, hotel_run: voc.Analysis) -> None:
    (tmp_path / "a.csv").write_text("comment_id,label\nc000001,正\n", encoding="utf-8")
    hotel_run.to_excel(tmp_path / "b.xlsx")
    for name, told in (("no.xlsx", "no such file"), ("a.csv", "a.csv"), ("b.xlsx", '"voc" is')):
        with pytest.raises(voc.VocError, match=told):
            read_coded(tmp_path / name, hotel_run.comments)


def test_sheet_of_another_run_is_refused(sheet: Path, tmp_path: Path) -> None:
    other = voc.analyze(
        pd.DataFrame({"text": ["早餐很好", "房间很小"] * 99}),
        text="text",
        topics=False,
        config=FAST,
    )
    with pytest.raises(voc.VocError, match="not that of the run"):
        read_coded(sheet, other.comments)


# --- from end to end


def test_validation_of_the_gold_corpus(
    folder: Path, tmp_path: Path, hotel_run: voc.Analysis, by_hand: Answers
) -> None:
    path = sample_to_sheet(folder, tmp_path / "a.xlsx", n=10_000, say=lambda _: None)
    li = read_coded(fill_in(path, tmp_path / "li.xlsx", by_hand), hotel_run.comments)
    hasty = {comment: {"label": answers["label"]} for comment, answers in by_hand.items()}
    wang = read_coded(fill_in(path, tmp_path / "wang.xlsx", hasty), hotel_run.comments)
    checked = validate([li, wang], hotel_run.comments, hotel_run.opinions, bootstrap=100)

    micro = checked.totals.set_index(["coder", "average"]).loc[("li", "micro")]
    # the gold corpus leaves out bare mentions, which the program counts as neutral
    assert micro["precision"] > 0.4 and micro["recall"] > 0.6 and micro["polarity"] > 0.6
    counts = checked.misses[checked.misses["coder"] == "li"]["kind"].value_counts()
    assert counts["missed"] == micro["reference"] - micro["both"]
    assert counts["spurious"] == micro["other"] - micro["both"]
    cells = checked.confusion.query("coder == 'li' and driver == ''").set_index("reference")
    cells = cells[list(CLASSES)]
    assert cells.loc[ABSENT].drop(ABSENT).sum() == counts["spurious"]
    assert cells.to_numpy().sum() == len(by_hand) * li.codes.drivers.shape[1]
    spurious = checked.misses.query("kind == 'spurious'")
    assert (spurious["words"] != "").all() and (spurious["rules"] != "").all()
    labels = checked.label_confusion.query("coder == 'wang'")
    assert labels[["negative", "neutral", "positive"]].to_numpy().sum() == len(
        [label for label in hotel_run.comments["label"] if isinstance(label, str)]
    )
    between = checked.between.set_index("driver")
    assert between.loc["label", "agreement"] == between.loc["label", "kappa"] == 1
    assert between.loc["", "other"] == 0 and between.loc["room", "kappa"] == 0


def test_coders_with_nothing_in_common_are_not_compared(
    sheet: Path, tmp_path: Path, hotel_run: voc.Analysis, folder: Path
) -> None:
    ids = [str(row[0]) for row in grids(sheet)["编码"][2:]]
    fill_in(sheet, tmp_path / "a.xlsx", {ids[0]: {"label": 1}})
    fill_in(sheet, tmp_path / "b.xlsx", {ids[1]: {"label": 0}})
    said: list[str] = []
    validate_run(folder, [tmp_path / "a.xlsx", tmp_path / "b.xlsx"], say=said.append)
    assert "a 与 b：0 条" in "\n".join(said)


def test_sheet_of_another_codebook_fits_a_run_of_the_same_export(
    folder: Path, hotel_run: voc.Analysis, by_hand: Answers, tmp_path: Path
) -> None:
    again = voc.analyze(
        hotel_run.comments[["text"]], text="text", codebook="general", topics=False, config=FAST
    )
    path = sample_to_sheet(folder, tmp_path / "a.xlsx", n=40, say=lambda _: None)
    fill_in(path, tmp_path / "li.xlsx", by_hand)
    said: list[str] = []
    validate_run(again.save(tmp_path / "again"), [tmp_path / "li.xlsx"], say=said.append)
    assert "hotel" in said[0] and "general" in said[0]
    only_hotel = set(load_codebook("hotel").drivers) - set(load_codebook("general").drivers)
    assert only_hotel and all(driver in said[1] for driver in only_hotel)
    assert "room" in only_hotel and "客房 " not in said[2]


def test_commands_draw_and_validate(
    folder: Path,
    by_hand: Answers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> str:
        app(args=list(arguments), standalone_mode=False)
        return capsys.readouterr().out

    out = call("sample", str(folder), "-n", "40", "--by", "driver，city", "--seed", "3")
    assert "抽出 40 条\n" in out and "hotel-to-code.xlsx" in out
    with pytest.raises(voc.VocError, match="exists already"):
        call("sample", str(folder))
    for coder in ("li", "wang"):
        fill_in(Path("hotel-to-code.xlsx"), Path(f"{coder}.xlsx"), by_hand)
    with pytest.raises(voc.VocError, match="replace the coded sheet"):
        call("validate", str(folder), "li.xlsx", "-o", "li.xlsx", "--force")
    with pytest.raises(voc.VocError, match="name of a workbook"):
        call("validate", str(folder), "li.xlsx", "-o", "li.csv")
    out = call("validate", str(folder), "li.xlsx", "wang.xlsx", "-o", "out.xlsx")
    for part in ("程序与 li", "程序与 wang", "li 与 wang：40 条", "查准率", "Kappa", "客房"):
        assert part in out
    tables = grids(Path("out.xlsx"))
    assert list(tables)[:6] == ["合计", "驱动因素", "总体一致", "总体混淆表", "混淆表", "不一致"]
    assert "查全率（全部评论）下限" in tables["驱动因素"][0]
    assert len(tables["混淆表"]) == 1 + 2 * 4 * (1 + len(load_codebook("hotel").drivers))
    with pytest.raises(voc.VocError, match="exists already"):
        call("validate", str(folder), "li.xlsx", "-o", "out.xlsx")
    out = call("validate", str(folder), "li.xlsx", "-o", "out.xlsx", "--force", "--lang", "en")
    assert "The program against li" in out and "Between coders" not in grids(Path("out.xlsx"))


def test_lost_codebook_leaves_the_drivers_that_were_found(
    hotel_run: voc.Analysis, tmp_path: Path
) -> None:
    config = {**hotel_run.manifest["config"], "opinion": {"codebook": "gone.toml", "neutral": 0.15}}
    lost = replace(
        voc.load(hotel_run.save(tmp_path / "run")), codebook=None
    )  # as older versions saved
    lost.manifest["config"] = config
    lost.save(tmp_path / "lost")
    said: list[str] = []
    path = sample_to_sheet(tmp_path / "lost", tmp_path / "a.xlsx", n=20, say=said.append)
    assert "找不到编码本" in said[0]
    ids = {str(cell) for cell in grids(path)["编码"][0]}
    assert {DRIVER_PREFIX + driver for driver in hotel_run.drivers["driver"]} <= ids


def test_notebook_needs_no_run(tmp_path: Path) -> None:
    """The functions work on the two tables alone."""
    comments = pd.DataFrame(
        {
            "comment_id": ["c1", "c2"],
            "text": ["房间大", "吵死了"],
            "label": ["positive", "negative"],
        }
    )
    opinions = pd.DataFrame(
        {
            "comment_id": ["c1"],
            "driver": ["room"],
            "aspect": ["房间"],
            "term": ["大"],
            "polarity": [0.6],
            "rule": ["lexicon"],
        }
    )
    drivers = [load_codebook("hotel").drivers[name] for name in ("room", "noise")]
    drawn = sample(comments, opinions, 2, by=["label"])
    write_sheet(drawn.comments, tmp_path / "a.xlsx", drivers, language="en")
    answers = {
        "c1": {"label": "positive", f"{DRIVER_PREFIX}room": "pos"},
        "c2": {"label": "negative", f"{DRIVER_PREFIX}noise": -1},
    }
    coded = read_coded(fill_in(tmp_path / "a.xlsx", tmp_path / "b.xlsx", answers), comments)
    missed = validate([coded], comments, opinions, bootstrap=50).misses
    assert missed[["comment_id", "driver", "kind"]].to_numpy().tolist() == [
        ["c2", "noise", "missed"]
    ]
