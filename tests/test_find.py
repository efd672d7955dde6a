"""Finding comments: what a query meets, in which order, and how it is shown and stored."""

from __future__ import annotations

import pickle
import re
import string
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import voc
from voc.errors import VocError
from voc.report.found import ROWS_SHOWN, Found
from voc.text.fold import fold
from voc.text.query import parse_query

TEXTS = [
    "停车太难了，停车费还贵",  # 1
    "车位很少，早餐不错",  # 2
    "前台 态度好，停车免费",  # 3
    "前台办入住排队一个小时，太慢",  # 4
    "态度好，前台也好",  # 5
    "ＷｉＦｉ太慢，HiFi音响很好",  # 6
    "房间20平，一共住了120晚",  # 7
    "系統很慢，發票也開不出來",  # 8
    "停车太难了，停车费还贵",  # 9, says what 1 says
    "<script>alert(1)</script> 停车难",  # 10
    "早餐很好吃，房间很干净",  # 11
    "系统默认好评",  # 12, platform text
]


@pytest.fixture(scope="module")
def run() -> voc.Analysis:
    """Twelve comments of a hotel with two topics made by hand."""
    table = pd.DataFrame(
        {"评论": TEXTS, "评分": [1, 4, 5, 2, 5, 3, 4, 2, 1, 2, 5, 5], "门店": ["东店", "西店"] * 6}
    )
    made = voc.analyze(
        table, text="评论", score="评分", segments=["门店"], codebook="hotel", topics=False,
        config={"statistics": {"bootstrap": 100}, "run": {"processes": 1}}, progress=False,
    )  # fmt: skip
    of_comment = [[0], [0, 1], [0], [], [], [], [], [], [0], [0], [1], []]
    topics = pd.DataFrame({"topic": [0, 1], "label": ["停车", "早餐"], "size": [5, 1]})
    mentions = pd.DataFrame(
        {"comment_id": ["c000002", "c000011"], "topic": 1, "start": [5, 0], "end": [9, 5]}
    )
    comments = made.comments.assign(
        topics=of_comment, topic=[each[0] if each else -1 for each in of_comment]
    )
    comments["topic_label"] = comments["topic"].map({0: "停车", 1: "早餐", -1: ""})
    return replace(made, comments=comments, topics=topics, studies={"topic_mentions": mentions})


def numbers(found: pd.DataFrame) -> list[int]:
    return [int(comment_id[1:]) for comment_id in found["comment_id"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("停车", [1, 3, 10, 9]),
        ("停车 贵", [1, 9]),
        ("停车|车位", [1, 2, 3, 10, 9]),
        ("停车 | 车位", [1, 2, 3, 10, 9]),
        ("停车|车位 早餐", [2]),
        ('"前台 态度"', [3]),
        ("“前台 态度”", [3]),
        ('"前台 态度', [3]),  # the closing mark forgotten
        ("前台 态度", [5, 3]),
        ("停车 -免费", [1, 10, 9]),
        ("停车 －免费|难", []),
        ("wifi", [6]),
        ("ＷＩＦＩ 太慢", [6]),
        ("fi", []),  # a Latin word is found where it begins
        ("20", [7]),
        ("12", []),  # a number is found whole
        ("系統", [8, 12]),
        ("发票|發票", [8]),
        ("<script>", [10]),
        ("停车 -", [1, 3, 10, 9]),
        ("(停车", []),  # no regular expression
        (re.compile("停车.贵|停车费"), [1, 9]),
        (re.compile("wifi", re.IGNORECASE), [6]),
    ],
)
def test_query_meets_exactly_these_comments(
    run: voc.Analysis, query: str | re.Pattern[str], expected: list[int]
) -> None:
    assert sorted(numbers(run.find(query))) == sorted(expected)


def test_traditional_comments_are_found_by_simplified_words_and_marked_in_place() -> None:
    hits = parse_query("发票|wifi").spans(["發票在哪？", "頭髮ＷＩＦＩ", "无"])
    assert hits == [[(0, 2)], [(2, 6)], None]


def test_best_comes_first_and_repetitions_last(run: voc.Analysis) -> None:
    # Two hits before one; among those with one the shortest first; 9 repeats 1.
    assert numbers(run.find("停车")) == [1, 3, 10, 9]
    assert [len(hits) for hits in run.find("停车")["hits"]] == [2, 1, 1, 2]
    assert numbers(run.find("停车", limit=2)) == [1, 3]
    assert numbers(run.find()) == [*range(1, 9), 10, 11, 12, 9]


def test_hits_are_places_in_the_text(run: voc.Analysis) -> None:
    found = run.find("停车|停车费 贵")
    text, hits = found["text"].iloc[0], found["hits"].iloc[0]
    assert [text[start:end] for start, end in hits] == ["停车", "停车费", "贵"]


def test_columns_are_those_of_the_comments_and_the_hits(run: voc.Analysis) -> None:
    wanted = "comment_id text sentiment label score topic_label duplicate_of hits".split()
    assert list(run.find("停车").columns) == wanted == list(run.find("没有的词").columns)
    comments = run.comments.set_index("comment_id")
    found = run.find("停车").set_index("comment_id")
    pd.testing.assert_series_equal(found["sentiment"], comments.loc[found.index, "sentiment"])


def test_topic_counts_all_topics_of_a_comment_and_marks_its_clauses(run: voc.Analysis) -> None:
    assert sorted(numbers(run.find(topic=1))) == [2, 11]
    assert numbers(run.find(topic="早餐", limit=1)) == [2]
    found = run.find(topic=1).set_index("comment_id")
    assert found.loc["c000002", "hits"] == [(5, 9)]  # 早餐不错
    without = replace(run, comments=run.comments.drop(columns="topics"))
    assert numbers(without.find(topic=1)) == [11]
    assert 12 in numbers(run.find(topic=-1))


def test_filters_go_together(run: voc.Analysis) -> None:
    assert numbers(run.find("停车", segment="门店=西店")) == [10]
    assert numbers(run.find("停车", segment={"门店": "东店", "评分": 5})) == [3]
    blamed = run.comments[run.comments["label"] == "negative"]["comment_id"]
    of_topic = run.find(topic=0)["comment_id"]
    assert numbers(run.find(topic=0, label="negative")) == [
        int(each[1:]) for each in of_topic if each in set(blamed)
    ]
    assert numbers(run.find("早餐", driver="parking", topic=0)) == [2]


def test_driver_is_found_by_id_and_name_and_its_opinions_are_marked(run: voc.Analysis) -> None:
    found = run.find(driver="parking", label="negative")
    assert 1 in numbers(found) and set(found["label"]) == {"negative"}
    of_driver = [i + 1 for i, ids in enumerate(run.comments["drivers"]) if "parking" in ids]
    assert sorted(numbers(run.find(driver="parking"))) == of_driver
    names = run.drivers.set_index("driver").loc["parking"]
    assert numbers(run.find(driver=names["label_zh"])) == numbers(run.find(driver="parking"))
    first = run.opinions[run.opinions["comment_id"] == "c000001"]
    begins = first.loc[first["driver"] == "parking", "start"].min()
    assert run.find(driver="parking").set_index("comment_id").loc["c000001", "hits"][0][0] == begins


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"topic": 7}, "0 停车, 1 早餐"),
        ({"topic": "停車场"}, "0 停车, 1 早餐"),
        ({"driver": "parkin"}, '"parking"'),
        ({"label": "bad"}, "positive, neutral, negative"),
        ({"segment": "门店"}, "COLUMN=VALUE"),
        ({"segment": "门点=东店"}, "Known: 门店, "),
        ({"segment": "门店=冬店"}, "Known: 东店, 西店."),
        ({"limit": 0}, "limit"),
        ({"limit": "x"}, "limit"),
        ({"query": 5}, "re.compile"),
        ({"query": re.compile(b"x")}, "re.compile"),
    ],
)
def test_what_does_not_exist_is_named(run: voc.Analysis, asked: dict[str, Any], told: str) -> None:
    with pytest.raises(VocError, match=re.escape(told)):
        run.find(**asked)


def test_run_without_topics_says_so(run: voc.Analysis) -> None:
    bare = replace(run, topics=None, comments=run.comments.drop(columns=["topic", "topics"]))
    with pytest.raises(VocError, match="no topics"):
        bare.find(topic=1)
    assert numbers(bare.find("车位")) == [2]


def test_nothing_found_is_an_empty_table_with_a_note(run: voc.Analysis) -> None:
    found = run.find("停车 发票")
    assert found.empty and isinstance(found, pd.DataFrame)
    assert found.note == "停车 发票 — 没有这样的评论。各词单独出现的评论数：停车 4、发票 1。"
    assert found.note in found._repr_html_()
    for nothing in ("", "  ", '""', "-", "| |", "\u200b"):
        assert "没有给出要找的词" in repr(run.find(nothing))


def test_shown_as_text_with_brackets(run: voc.Analysis) -> None:
    lines = str(run.find("停车", limit=1)).splitlines()
    assert lines[0] == "停车 — 4 条评论，其中 1 条重复了别的评论；取前 1 条"
    assert lines[1] == "【停车】太难了，【停车】费还贵"
    assert "c000001" in lines[2] and "得分 0" in lines[2]


def test_shown_in_english(run: voc.Analysis) -> None:
    config = run.manifest["config"]
    manifest = run.manifest | {"config": config | {"report": config["report"] | {"language": "en"}}}
    english = replace(run, manifest=manifest)
    found = english.find("停车", label="negative")
    assert found.note.startswith("停车 · negative — comments: ")
    assert english.find("没有").note == "没有 — no such comment. "
    assert not re.search("[\u4e00-\u9fff]", english.find(topic=-1, limit=1).note.split(" — ")[1])


def test_html_marks_the_places_and_escapes_the_rest(run: voc.Analysis) -> None:
    html = run.find("<script> 停车")._repr_html_()
    assert "<script" not in html
    assert re.search(r"<mark[^>]*>&lt;script&gt;</mark>alert\(1\)&lt;/script&gt;", html)
    assert len(re.findall("<mark", html)) == 2


def test_long_comments_are_cut_around_the_hit_and_long_tables_counted() -> None:
    texts = [f"{'很好，' * 200}第{n}号停车场{'不错，' * 200}" for n in range(ROWS_SHOWN + 7)]
    table = pd.DataFrame({"comment_id": [f"c{n}" for n in range(len(texts))], "text": texts})
    spans = parse_query("停车场").spans(texts)
    found = Found.of(table.assign(hits=spans), "停车场", "zh")
    html, text = found._repr_html_(), repr(found)
    assert html.count("<mark") == text.count("【停车场】") == ROWS_SHOWN
    assert "另有 7 条" in html and "另有 7 条" in text
    assert len(text) < 400 * ROWS_SHOWN


# ---- a DataFrame in all else ----


def test_what_is_made_of_it_is_a_plain_table(run: voc.Analysis) -> None:
    found = run.find("停车")
    assert type(found) is Found
    made = [
        found[found["label"] == "negative"], found.query("score > 50"), found.head(1), found.copy(),
        found.sort_values("score"), found[["comment_id", "text"]], found.assign(x=1), found.T,
        pd.concat([found, found]), found.merge(run.comments, on="comment_id"),
    ]  # fmt: skip
    assert all(type(table) is pd.DataFrame for table in made)
    assert found.groupby("label").size().sum() == len(found)


def test_it_is_stored_and_comes_back(run: voc.Analysis, tmp_path: Path) -> None:
    found = run.find("停车")
    again = pickle.loads(pickle.dumps(found))
    assert type(again) is Found and repr(again) == repr(found)
    pd.testing.assert_frame_equal(pd.DataFrame(again), pd.DataFrame(found))

    found.to_parquet(tmp_path / "found.parquet")
    stored = pd.read_parquet(tmp_path / "found.parquet")
    assert [[tuple(span) for span in hits] for hits in stored["hits"]] == found["hits"].tolist()

    found.to_excel(tmp_path / "found.xlsx", index=False, engine="xlsxwriter")
    cells = pd.read_excel(tmp_path / "found.xlsx", engine="calamine")
    assert cells["text"].tolist() == found["text"].tolist()
    found.to_csv(tmp_path / "found.csv")
    assert len(pd.read_csv(tmp_path / "found.csv")) == len(found)


def test_without_the_columns_for_it_the_plain_table_is_shown(run: voc.Analysis) -> None:
    found = run.find("停车")
    del found["hits"]
    assert repr(found) == repr(pd.DataFrame(found)) and "<table" in found._repr_html_()
    from_file = Found(pd.DataFrame({"comment_id": ["c1"], "text": ["好"], "hits": ["[(0, 1)]"]}))
    assert "好" in repr(from_file)


# ---- for any text ----

CHARACTERS = st.sampled_from('停車车位貴贵ＡaＢb1２ -|"“”!！…ßİ乾幹着著发發髮' + string.punctuation)
ANY = st.text(CHARACTERS, max_size=12) | st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(ANY, max_size=6))
def test_folding_moves_no_place(texts: list[str]) -> None:
    folded = fold(texts)
    assert [len(text) for text in folded] == [len(text) for text in texts]


@given(ANY, st.lists(ANY, max_size=4))
def test_any_query_can_be_asked_and_its_hits_lie_in_the_text(query: str, texts: list[str]) -> None:
    parsed = parse_query(query)
    words = [word for term in parsed.terms if not term.excluded for word in term.words]
    for text, hits in zip(texts, parsed.spans(texts), strict=True):
        end_before = 0
        for start, end in hits or ():
            assert end_before <= start < end <= len(text)
            assert any(re.sub(r"\s+", " ", fold([text[start:end]])[0]).find(w) >= 0 for w in words)
            end_before = end


@given(st.text("停车位贵早餐好", min_size=1, max_size=3), st.lists(st.text("停车位贵早餐好")))
def test_a_word_is_found_exactly_in_the_texts_that_hold_it(word: str, texts: list[str]) -> None:
    assert [hits is not None for hits in parse_query(word).spans(texts)] == [
        word in text for text in texts
    ]
