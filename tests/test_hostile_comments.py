"""Comments that mean harm: judged in time, and plain words in whatever is written."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hostile_input import GOOD
from python_calamine import CalamineWorkbook

from voc import analyze
from voc.lexicon import load_codebook
from voc.opinion import engine_for
from voc.text.tokens import Tokenizer


@pytest.mark.parametrize(
    "comment",
    ["上菜" + "还是" * 2_000, "1" * 5_000, "一三八" * 1_500, "[" * 5_000, "a1-" * 2_000],
)
def test_no_comment_makes_an_expression_search_without_end(comment: str) -> None:
    found = engine_for(load_codebook("restaurant")).run([comment, "上菜真的很慢"])
    assert found.sentiments[1][0] < 0


def test_an_endless_word_is_cut_into_the_letters_it_has() -> None:
    words = "nice " + "1" * 30_000 + " room"
    tokens = Tokenizer().cut_english([words])
    assert all(
        words.startswith(word, start)
        for word, start in zip(tokens.words, tokens.starts, strict=True)
    )
    assert "".join("".join(tokens.words).split()) == words.replace(" ", "")


# --- what is written: every cell and tag stays text

EVIL = [
    *("=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1"),
    *(
        "<script>alert(1)</script>",
        "</script><img src=x onerror=alert(1)>",
        "\u202e倒过来",
        "a\x0bb",
    ),
]


def test_formulas_and_scripts_stay_words_in_workbook_and_report(tmp_path: Path) -> None:
    name = "=HYPERLINK(1)<script>alert(2)</script>"
    table = pd.DataFrame(
        {
            "评论": [f"{evil} 房间很干净，早餐{place}也好" for place, evil in enumerate(EVIL * 4)],
            name: EVIL * 4,
        }
    )
    run = analyze(
        table, text="评论", segments=[name], codebook="hotel", topics=False, progress=False
    )
    page = run.to_html(tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page and "<img src=x" not in page and "\u202e" not in page
    assert "<script>alert" not in run._repr_html_()
    with zipfile.ZipFile(run.to_excel(tmp_path / "a.xlsx")) as book:
        sheets = [book.read(part) for part in book.namelist() if "worksheets/" in part]
    assert not any(b"<f>" in sheet or b"<f " in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_formulas_stay_words_in_rejected_rows(tmp_path: Path) -> None:
    export = tmp_path / "a.csv"
    bad = '3,=HYPERLINK(1),x,"y\n'
    export.write_text(f"{GOOD}{bad}=cmd|calc,多,了,一,列\n", encoding="utf-8")
    analyze(export, topics=False, progress=False).save(tmp_path / "run")
    written = pd.read_csv(tmp_path / "run" / "rejected.csv")
    assert len(written) == 2
    assert written["content"].str.startswith("'=").sum() == 1
    assert not written["content"].str.startswith("=").any()


# --- long comments


@pytest.mark.parametrize(
    "words", ["房间很干净早餐也好但是太吵了没睡好", "the room was clean but noisy and dirty "]
)
def test_a_comment_without_punctuation_takes_time_by_its_length(words: str) -> None:
    engine = engine_for(load_codebook("hotel"))
    taken = []
    for number in (400, 400, 3_200):
        began = time.process_time()
        found = engine.run([words * number])
        taken.append(time.process_time() - began)
        assert len(found.opinions[0]) >= number
    assert taken[-1] < 40 * max(taken[1], 0.02)  # 8 where it is linear, 64 where it is not


def test_an_endless_comment_is_kept_whole_and_judged_in_part(tmp_path: Path) -> None:
    words = "房间很干净，早餐也好。" * 20_000
    export = tmp_path / "a.csv"
    export.write_text(f"{GOOD}3,{words},5\n", encoding="utf-8")
    run = analyze(export, codebook="hotel", topics=False, progress=False)
    assert run.comments["text"].str.len().tolist() == [10, 6, 220_000]
    assert run.opinions["end"].max() <= 100_000
    (said,) = [note for note in run.manifest["notes"] if "100,000" in str(note)]
    assert "1 endless" in str(said)
    run.to_html(tmp_path / "a.html")
    assert (tmp_path / "a.html").stat().st_size < 2 << 20
    sheets = CalamineWorkbook.from_path(run.to_excel(tmp_path / "a.xlsx"))
    cells = [
        str(cell)
        for name in sheets.sheet_names
        for row in sheets.get_sheet_by_name(name).to_python()
        for cell in row
    ]
    assert 1_000 < max(map(len, cells)) <= 32_767
