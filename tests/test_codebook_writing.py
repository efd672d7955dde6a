"""Codebooks that are written and merged: what is written reads the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from gym_book import GYM
from hypothesis import given
from hypothesis import strategies as st

from voc import VocError
from voc.lexicon import codebooks, load_codebook
from voc.lexicon.book_text import WIDTH, book_text, flat_book
from voc.lexicon.edit import merge_terms


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
