"""Whatever stands in a file or a comment: read or refused, no row lost, offsets inside the text.

`make fuzz` runs the same with two hundred times as many examples, in a quarter of an hour.
"""

from __future__ import annotations

import csv
import io
import json
import random
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voc import analyze
from voc.errors import VocError
from voc.lexicon import load_codebook
from voc.opinion import engine_for
from voc.read import read
from voc.text.clauses import split_clauses
from voc.text.fold import fold
from voc.text.language import language
from voc.text.mask import mask
from voc.text.normalise import normalise
from voc.text.tokens import Tokenizer

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from fuzz import put
from fuzzing.attempts import ATTEMPTS, attempt
from fuzzing.mutation import mutated
from fuzzing.seeds import SEEDS

QUICK = ("export", "pair", "folder", "nested JSON", "database", "settings")
CASES = {(kind, name): case for kind in QUICK for name, case in SEEDS[kind]().items()}
# What stands in them: reviews of a hotel, unless they are of another kind. A preview is no answer.
ROWS = {"export": 24, "pair": 14, "folder": 24, "nested JSON": 12, "database": 24}
OTHERS: dict[tuple[str, str], int | list[str]] = {
    ("export", "a.xls"): 5,
    **{("export", f"{name}.csv"): 12 for name in ("threads", "cells", "titles")},
    **{("export", f"{name}.csv"): 12 for name in ("surveymonkey", "tencent")},
    **{("export", f"qualtrics.{ending}"): 11 for ending in ("csv", "xlsx")},
    **{("export", f"wenjuanxing{ending}"): 14 for ending in (".csv", "_code.csv", ".xlsx")},
    ("pair", "metrics"): 24,
    ("nested JSON", "place"): 4,
    ("settings", "whole"): [],
    ("settings", "recipe"): ["text"],
    ("settings", "inspected"): ["read"],
}
APART = {("export", "a.sav"), ("export", "a.dta")}  # each read by a process of its own
STRANGE = "\0\x0b\x1e\x1f\x85\u200b\u200d\u202e\u2066\ufeff\U000e0001\ud83d=+-@\t\r\n\"'<>&{}[]|,;"
anything = st.text(max_size=200) | st.text(
    st.sampled_from(STRANGE + "房间不好太吵没有但是很慢还是1309aA.👍🏻"), max_size=200
)
cell_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
few = settings(
    max_examples=max(15, settings().max_examples // 4),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
tokenizer = Tokenizer()


@few
@given(seed=st.integers(0, 2**32), chosen=st.sampled_from(sorted(CASES.keys() - APART)))
def test_a_damaged_case_is_read_or_refused(
    tmp_path: Path, seed: int, chosen: tuple[str, str]
) -> None:
    chance = random.Random(seed)
    other = CASES[chance.choice(sorted(CASES))]
    put(mutated(chance, CASES[chosen], other[chance.choice(sorted(other))]), tmp_path / "case")
    assert attempt(chosen[0], tmp_path / "case") in ("read", "refused")


@few
@given(
    rows=st.lists(st.tuples(cell_texts, cell_texts), min_size=1, max_size=12),
    separator=st.sampled_from(",\t;|"),
)
def test_no_row_of_a_delimited_file_is_lost(
    tmp_path: Path, rows: list[tuple[str, str]], separator: str
) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([("编号", "评论", "说明"), *(("1", *row) for row in rows)])
    path = tmp_path / "a.csv"
    path.write_bytes(written.getvalue().encode("utf-8"))
    source = read(path, text="评论")
    assert len(source.table) + len(source.rejected) == len(rows)


@few
@given(rows=st.lists(st.dictionaries(anything, anything | st.none(), max_size=4), max_size=8))
def test_no_record_of_json_lines_is_lost(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    path = tmp_path / "a.jsonl"
    records = [{**row, "评论": "房间很干净，早餐也好"} for row in rows] or [{"评论": "好，很好"}]
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    source = read(path, text="评论")
    assert len(source.table) + len(source.rejected) == len(records)


@given(st.lists(anything, max_size=5))
def test_texts_of_any_characters_stay_as_many_and_keep_their_places(texts: list[str]) -> None:
    cleaned = normalise(texts)
    masked, count = mask(cleaned)
    assert len(cleaned) == len(masked) == len(texts) and count >= 0
    assert [len(text) for text in fold(texts)] == [len(text) for text in texts]
    for text in masked:
        assert language(text) in ("zh", "en", "mixed")
        ends = [0, *(place for span in split_clauses(text) for place in span), len(text)]
        assert ends == sorted(ends)
    for cut in (tokenizer.cut, tokenizer.cut_english):
        tokens = cut(masked)
        joined = "\x1e".join(masked)
        for word, start in zip(tokens.words, tokens.starts, strict=True):
            assert joined.startswith(word, start)


@given(st.lists(anything, max_size=4))
def test_opinions_lie_inside_their_comment(texts: list[str]) -> None:
    result = engine_for(load_codebook("general")).run(texts)
    assert len(result.texts) == len(result.sentiments) == len(texts)
    for text, found in zip(result.texts, result.opinions, strict=True):
        assert all(0 <= start <= end <= len(text) for start, end, *_ in found)


@settings(max_examples=6)
@given(
    st.lists(st.tuples(anything, anything, st.integers(0, 10) | st.none()), min_size=1, max_size=8),
    anything,
)
def test_a_table_of_strange_texts_ends_with_a_report_or_an_error(
    rows: list[tuple[str, str, int | None]], name: str
) -> None:
    heading = f"组{name}".encode("utf-8", "ignore").decode()  # pandas refuses half an emoji there
    table = pd.DataFrame(rows, columns=["评论", heading, "NPS"], dtype=object)
    try:
        run = analyze(table, text="评论", topics=False, progress=False)
    except VocError as error:
        assert str(error)
        return
    assert run.manifest["counts"]["rows"] + len(run.rejected) == len(rows)
    page = run._repr_html_()
    assert "<script>" not in page and "\u202e" not in page


@pytest.mark.parametrize("chosen", sorted(CASES.keys() - {("database", "no query")}))
def test_the_cases_that_are_mutated_are_read_whole(tmp_path: Path, chosen: tuple[str, str]) -> None:
    put(CASES[chosen], tmp_path / "case")
    expected = OTHERS.get(chosen, ROWS.get(chosen[0]))
    assert ATTEMPTS[chosen[0]](tmp_path / "case") == expected
