"""Terms that comments suggest for a codebook: which are found, where they belong, which are not."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from library import table_of

import voc
from voc.errors import VocError
from voc.lexicon import load_codebook
from voc.suggest.candidates import parts_of_speech
from voc.suggest.new_words import new_words
from voc.suggest.terms import COLUMNS, suggest_terms


def driver_of(found: pd.DataFrame, term: str) -> str:
    return str(found.set_index("term").loc[term, "driver"])


@pytest.mark.parametrize(
    ("term", "driver"),
    [("占座", "seats"), ("自习室", "seats"), ("志愿者", "staff"), ("借阅柜", "lending")],
)
def test_term_goes_to_the_driver_it_stands_with(
    library_terms: pd.DataFrame, term: str, driver: str
) -> None:
    assert driver_of(library_terms, term) == driver


def test_words_that_the_tokenizer_cuts_apart_are_found_whole(library_terms: pd.DataFrame) -> None:
    assert "保安大叔" in set(library_terms["term"])
    assert "大叔" not in set(library_terms["term"])  # never stands alone
    assert "保安大叔" not in parts_of_speech()


def test_what_the_codebook_holds_is_not_suggested(
    library_terms: pd.DataFrame, library_book: Path
) -> None:
    held = {
        word for driver in load_codebook(library_book).drivers.values() for word in driver.words
    }
    assert not held & set(library_terms["term"])


def test_stop_words_numbers_and_pieces_are_not_suggested(library_terms: pd.DataFrame) -> None:
    assert not {"的", "也", "第一次", "昨天", "太多", "很好", "不少"} & set(library_terms["term"])


def test_latin_words_are_suggested_from_english_comments_only(library_book: Path) -> None:
    chinese = [f"Lucky帮我找座位，桌子干净，第{place}次" for place in range(9)]
    english = [f"The staff were kind but the printer failed me {place} times" for place in range(9)]
    run = voc.analyze(
        table_of([*chinese, *english]),
        text="评论",
        codebook=library_book,
        topics=False,
        progress=False,
    )
    found = set(run.suggest_terms()["term"])
    assert "lucky" not in found and "printer" in found


def test_names_of_persons_are_not_suggested(library_book: Path) -> None:
    texts = [
        f"{name}热情，管理员{said}"
        for name in ("小刘", "李燃燃", "梁经理", "陈丹娜")
        for said in ("热情", "耐心", "很好", "不错", "负责", "细心")
    ]
    run = voc.analyze(
        table_of(texts), text="评论", codebook=library_book, topics=False, progress=False
    )
    found = set(run.suggest_terms()["term"])
    assert not {"小刘", "李燃燃", "梁经理", "李燃", "陈丹娜"} & found


def test_columns_say_how_often_how_judged_and_where(library_terms: pd.DataFrame) -> None:
    assert list(library_terms) == COLUMNS
    row = library_terms.set_index("term").loc["占座"]
    assert row["count"] >= row["comments"] >= 5
    assert -1 <= row["polarity"] < 0 < row["negative"] <= 1
    assert 1 <= len(row["quotes"]) <= 3
    assert all("占座" in quote for quote in row["quotes"])


def test_a_saved_run_suggests_what_it_did(
    library_run: voc.Analysis, library_terms: pd.DataFrame, tmp_path: Path
) -> None:
    pd.testing.assert_frame_equal(
        voc.load(library_run.save(tmp_path / "run")).suggest_terms(), library_terms
    )


def test_a_term_below_the_minimum_is_left_out(
    library_run: voc.Analysis, library_book: Path
) -> None:
    most = suggest_terms(
        library_run.comments, library_run.opinions, load_codebook(library_book), minimum=60
    )
    assert (most["count"] >= 60).all()


def test_the_same_run_suggests_the_same(
    library_run: voc.Analysis, library_book: Path, library_terms: pd.DataFrame
) -> None:
    again = library_run.suggest_terms()
    pd.testing.assert_frame_equal(again, library_terms)


def test_a_sample_is_stated(library_run: voc.Analysis, library_book: Path) -> None:
    few = suggest_terms(
        library_run.comments, library_run.opinions, load_codebook(library_book), sample=100
    )
    assert few.attrs == {"analysed": 100, "comments": 240, "minimum": 5}


@pytest.mark.parametrize(
    "texts", [["好"], ["，。！", "12345"], ["great place, friendly staff"] * 9]
)
def test_little_text_suggests_little_without_an_error(texts: list[str], library_book: Path) -> None:
    run = voc.analyze(
        table_of(texts), text="评论", codebook=library_book, topics=False, progress=False
    )
    found = suggest_terms(run.comments, run.opinions, load_codebook(library_book))
    assert list(found) == COLUMNS


def test_a_bad_minimum_is_refused(library_run: voc.Analysis, library_book: Path) -> None:
    with pytest.raises(VocError, match="minimum is at least 1"):
        suggest_terms(
            library_run.comments, library_run.opinions, load_codebook(library_book), minimum=0
        )


def test_a_string_always_followed_by_the_same_is_no_word() -> None:
    text = "，".join(f"{a}自助还书{b}" for a in "这那去用找" for b in "机" * 5)
    assert "自助还书" not in new_words(text, cohesion=1)
