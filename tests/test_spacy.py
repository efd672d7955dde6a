"""voc in spaCy: the component marks what `voc.analyze` finds, where it stands in the raw text."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

import voc
from voc.interop.alignment import align
from voc.interop.spacy_tokenizer import VocTokenizer
from voc.text.clean import clean

HOTEL = {"codebook": "hotel"}
DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo"
PRAISE_AND_BLAME = "前台很热情，就是隔音太差。"


def pipeline(language: str = "zh", **options: object) -> Language:
    nlp = spacy.blank(language)
    nlp.add_pipe("voc_opinions", config={**HOTEL, **options})
    return nlp


def cutting_pipeline() -> Language:
    tokenizer = {"@tokenizers": "voc.Tokenizer.v1", **HOTEL}
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    nlp.add_pipe("voc_opinions", config=HOTEL)
    return nlp


def marked(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span._.driver) for span in doc.spans["opinions"]]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline()


@cache
def cutter() -> VocTokenizer:
    return VocTokenizer(Vocab(), "hotel")


@pytest.fixture(scope="module")
def reviews() -> list[str]:
    return pd.read_csv(DEMO / "hotel_reviews.csv")["评论内容"].dropna().head(120).tolist()


def test_doc_has_sentiment_label_and_opinions(nlp: Language) -> None:
    doc = nlp("房间很干净，早餐也好吃")
    assert 0 < doc._.sentiment <= 1
    assert doc._.label == "positive"
    assert 0.5 < doc._.confidence < 1
    assert marked(doc) == [("房间很干净", "cleanliness"), ("早餐也好吃", "breakfast")]


def test_span_tells_all_of_its_opinion(nlp: Language) -> None:
    doc = nlp(PRAISE_AND_BLAME)
    span = doc.spans["opinions"][1]
    assert (span.text, span.label_, span._.driver) == ("隔音太差", "noise", "noise")
    assert (span._.dimension, span._.aspect, span._.term) == ("tangibles", "隔音", "太差")
    assert span._.polarity < -0.5
    assert not span._.negated
    assert span._.rule == "pair+degree+contrast"


def test_two_opinions_on_the_same_words_do_not_mix() -> None:
    doc = pipeline(codebook="restaurant")("环境不错")
    spans = list(doc.spans["opinions"])
    assert len(spans) > 1
    assert len({(span.start, span.end) for span in spans}) == 1
    assert [span._.driver for span in spans] == [o["driver"] for o in doc._.opinions]
    assert len({span._.driver for span in spans}) == len(spans)


def test_other_spans_have_no_opinion(nlp: Language) -> None:
    doc = nlp(PRAISE_AND_BLAME)
    assert doc[0:5]._.polarity is None
    assert Span(doc, 0, 5, span_id="0")._.driver is None


def test_text_of_the_platform_is_not_scored(nlp: Language) -> None:
    for text in ("系统默认好评", "", "  "):
        doc = nlp(text)
        assert doc.text == text
        assert (doc._.sentiment, doc._.label, doc._.opinions) == (None, None, [])
        assert list(doc.spans["opinions"]) == []


def test_component_judges_as_analyze_does(nlp: Language, reviews: list[str]) -> None:
    run = voc.analyze(
        pd.DataFrame({"评论": reviews}),
        text="评论",
        codebook="hotel",
        topics=False,
        progress=False,
        config={"sentiment": {"method": "seed"}, "statistics": {"bootstrap": 100}},
    )
    docs = list(nlp.pipe(reviews))
    for field in ("sentiment", "label", "confidence"):
        found = pd.Series([doc._.get(field) for doc in docs])
        pd.testing.assert_series_equal(
            found, run.comments[field], check_names=False, check_dtype=False
        )
    columns = "aspect term driver dimension polarity label negated rule".split()
    expected = run.opinions[columns].astype(object).where(run.opinions[columns].notna(), None)
    found = [{name: o[name] for name in columns} for doc in docs for o in doc._.opinions]
    assert len(found) > 200
    assert any("；" in opinion["term"] for opinion in found if opinion["term"])  # merged clauses
    assert found == expected.to_dict("records")


def test_neutral_widens_what_is_neutral() -> None:
    text = "房间还可以"
    assert pipeline(neutral=0.0)(text)._.label == "positive"
    assert pipeline(neutral=0.9)(text)._.label == "neutral"


def test_english_opinions_lie_on_words() -> None:
    doc = pipeline("en")("The room was very clean, but the staff were rude.")
    assert [(span.text, span._.polarity > 0) for span in doc.spans["opinions"]] == [
        ("room was very clean", True),
        ("staff were rude", False),
    ]


def test_span_grows_to_whole_tokens_and_offsets_stay_exact() -> None:
    doc = pipeline("en")("前台很热情 就是隔音太差")  # the English tokenizer cuts at the space alone
    assert [span.text for span in doc.spans["opinions"]] == ["前台很热情", "就是隔音太差"]
    assert [o["text"] for o in doc._.opinions] == ["前台很热情", "隔音太差"]
    assert [doc.text[o["start"] : o["end"]] for o in doc._.opinions] == ["前台很热情", "隔音太差"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ＷｉＦｉ很慢！！！！！！房间很乾淨", ["ＷｉＦｉ很慢", "房间很乾淨"]),
        ("電話13912345678，前臺態度很好", ["態度很好"]),
        ("加我微信abc_12345，隔音太差，邮箱a.b@c.com，早餐难吃", ["微信", "隔音太差", "早餐难吃"]),
        ("身份证11010519491231002X 房间很大", ["身份证", "房间很大"]),
        ("👨‍👩‍👧房间👍🏻，早餐难吃😡", ["房间👍🏻", "早餐难吃😡"]),
        ("<b>服务</b>很好<br>隔音太差", ["服务</b>很好", "隔音太差"]),
        ('<img alt="房间很好" src="x">房间很好', ["房间很好"]),
        ("@房间很好 房间很好 https://a.cn/房间 早餐&amp;服务都很差", None),
        ("\u200b 　房间\u200b很干净  \r\n\r\n 隔音太差 ", ["房间\u200b很干净", "隔音太差"]),
        ("好好好好好好，隔音太差", ["好好好好好好", "隔音太差"]),
        ("cafe\u0301 早餐很好", ["早餐很好"]),
        ("㎡不大，㍿ 房间很小；⑩楼早餐难吃", None),
    ],
)
def test_opinion_lies_where_it_was_written(
    nlp: Language, text: str, expected: list[str] | None
) -> None:
    doc = nlp(text)
    assert doc.text == text
    if expected is not None:
        assert [o["text"] for o in doc._.opinions] == expected
        assert [span.text for span in doc.spans["opinions"]] == expected
    assert doc._.opinions
    for opinion in doc._.opinions:
        said = text[opinion["start"] : opinion["end"]]
        assert opinion["text"] == said
        found = clean([said]).texts[0]
        assert all(part in found for part in (opinion["term"] or opinion["aspect"]).split("；"))


SAID = ["房间很干净", "隔音太差", "前臺很熱情", "早餐也不好吃", "ＷｉＦｉ很慢"]
NOISE = [
    "13912345678",
    "微信abc_12345",
    "a.b@c.com",
    "@隔音太差的客服 ",
    "https://a.cn/b?c=d ",
    '<span class="房间很干净">',
    "</span>",
    "<br>",
    "&nbsp;",
    "！！！！！！",
    "哈哈哈哈哈哈",
    "\u200b",
    "　 ",
    "\n\n",
    "👍🏻",
    "㎡",
    "ﬁ",
    "e\u0301",
    "2024年",
    "發現",
]


@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(NOISE), max_size=4), st.sampled_from(SAID)), max_size=4
    ),
    st.lists(st.sampled_from(NOISE), max_size=3),
)
@settings(max_examples=60, deadline=None)
def test_what_was_said_is_found_amid_all_that_cleaning_changes(
    parts: list[tuple[list[str], str]], end: list[str]
) -> None:
    raw, places = "", []
    for noise, said in parts:
        raw += "".join(noise) + "。"
        places.append((len(raw), said))
        raw += said + "。"
    raw += "".join(end)

    def cleaned(texts: list[str]) -> list[str]:
        return clean(texts).texts

    (whole,) = cleaned([raw])
    alignment = align(raw, whole, cleaned)
    position = 0
    for start, said in places:
        (plain,) = cleaned([said])
        position = whole.index(f"。{plain}。", position) + 1
        assert alignment.raw_span(position, position + len(plain)) == (start, start + len(said))


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_alignment_keeps_the_order_of_any_text(raw: str) -> None:
    def cleaned(texts: list[str]) -> list[str]:
        return clean(texts).texts

    (whole,) = cleaned([raw])
    alignment = align(raw, whole, cleaned)
    spans = [alignment.raw_span(place, place + 1) for place in range(len(whole))]
    for character, (start, end) in zip(whole, spans, strict=True):
        assert 0 <= start <= end <= len(raw)
        assert start < end or character.isspace()
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)


def test_long_text_that_resists_is_aligned_around_it() -> None:
    def cleaned(texts: list[str]) -> list[str]:
        return clean(texts).texts

    raw = "房间很好 https://a.cn/" + "x" * 3000 + " 隔音太差"
    alignment = align(raw, "房间很好 [链接] 隔音太差", cleaned)
    assert raw[slice(*alignment.raw_span(0, 4))] == "房间很好"
    assert raw[slice(*alignment.raw_span(10, 14))] == "隔音太差"
    assert raw[slice(*alignment.raw_span(6, 8))] == raw[5:-5]


def test_batches_processes_and_single_texts_agree(nlp: Language, reviews: list[str]) -> None:
    def told(docs: Iterator[Doc]) -> list[object]:
        return [
            (
                doc._.sentiment,
                doc._.opinions,
                marked(doc),
                [s._.rule for s in doc.spans["opinions"]],
            )
            for doc in docs
        ]

    texts = reviews[:30]
    one_by_one = told(nlp(text) for text in texts)
    assert told(nlp.pipe(texts, batch_size=7)) == one_by_one
    assert told(nlp.pipe(texts, batch_size=7, n_process=2)) == one_by_one


def test_failing_batch_goes_to_the_error_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = pipeline()
    failed: list[list[str]] = []
    nlp.set_error_handler(lambda name, pipe, docs, error: failed.append([d.text for d in docs]))
    judge = nlp.get_pipe("voc_opinions")._judge

    def failing(docs: list[Doc]) -> None:
        if any(doc.text == "坏" for doc in docs):
            raise ValueError("坏")
        judge(docs)

    monkeypatch.setattr(nlp.get_pipe("voc_opinions"), "_judge", failing)
    docs = list(nlp.pipe(["房间很干净", "坏", "隔音太差"], batch_size=1))
    assert [doc.text for doc in docs] == ["房间很干净", "隔音太差"]
    assert failed == [["坏"]]


def test_saved_pipeline_brings_its_codebook(tmp_path: Path) -> None:
    book = tmp_path / "spa.toml"
    book.write_text(
        'name = "spa"\ninherits = "hotel"\n\n[drivers.hot_spring]\nlabel = "温泉"\n'
        'dimension = "product"\nterms = ["云汤"]\n',
        encoding="utf-8",
    )
    tokenizer = {"@tokenizers": "voc.Tokenizer.v1", "codebook": str(book)}
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    nlp.add_pipe("voc_opinions", config={"codebook": str(book), "label": "dimension"})
    doc = nlp("云汤很棒")
    nlp.to_disk(tmp_path / "saved")
    content = nlp.to_bytes()
    book.unlink()

    with pytest.raises(voc.VocError, match="does not exist"):
        pipeline(codebook=str(book))("云汤很棒")
    loaded = spacy.load(tmp_path / "saved")
    again = spacy.blank("zh", config=nlp.config).from_bytes(content)
    for restored in (loaded, again, pickle.loads(pickle.dumps(nlp))):
        found = restored("云汤很棒")
        assert marked(found) == marked(doc) == [("云汤很棒", "hot_spring")]
        assert [span.label_ for span in found.spans["opinions"]] == ["product"]
        assert [token.text for token in found] == ["云汤", "很", "棒"]


def test_judged_docs_are_kept_in_a_doc_bin(nlp: Language) -> None:
    kept = DocBin(docs=[nlp(PRAISE_AND_BLAME)], store_user_data=True).to_bytes()
    (doc,) = DocBin().from_bytes(kept).get_docs(Vocab())
    assert marked(doc) == [("前台很热情", "staff_attitude"), ("隔音太差", "noise")]


def test_unknown_codebook_and_label_are_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(voc.VocError, match="hotel"):
        pipeline(codebook="hotle")
    with pytest.raises(voc.VocError, match="hotel"):
        spacy.blank(
            "zh",
            config={"nlp": {"tokenizer": {"@tokenizers": "voc.Tokenizer.v1", "codebook": "hotle"}}},
        )
    broken = tmp_path / "broken.toml"
    broken.write_text("name = ", encoding="utf-8")
    with pytest.raises(voc.VocError, match=r"broken\.toml"):
        pipeline(codebook=str(broken))
    with pytest.raises(ValueError, match="label"):
        pipeline(label="colour")


def test_extension_of_somebody_else_is_not_overwritten() -> None:
    pipeline()
    Doc.set_extension("sentiment", getter=len, force=True)
    try:
        with pytest.raises(voc.VocError, match=r"doc\._\.sentiment"):
            pipeline()
    finally:
        Doc.remove_extension("sentiment")
    assert pipeline()("很好")._.sentiment > 0


def test_terms_of_the_codebook_stay_whole() -> None:
    doc = cutter()("前台態度很好，ＷｉＦｉ和iPhone 15 Pro都绝绝子👍🏻")
    assert doc.text == "前台態度很好，ＷｉＦｉ和iPhone 15 Pro都绝绝子👍🏻"
    assert [token.text for token in doc][:6] == ["前台", "態度", "很", "好", "，", "ＷｉＦｉ"]
    assert {"iPhone 15 Pro", "绝绝子", "👍"} <= {token.text for token in doc}


def test_english_is_cut_as_english() -> None:
    words = [token.text for token in cutter()("We didn't like the  room.")]
    assert words == ["We", "did", "n't", "like", "the", " ", "room", "."]


@given(st.text(max_size=60) | st.lists(st.sampled_from([*SAID, *NOISE, "It's ok. "])).map("".join))
@settings(max_examples=100, deadline=None)
def test_tokens_make_up_the_text(text: str) -> None:
    doc = cutter()(text)
    assert doc.text == text
    assert all(token.text for token in doc)
    assert not any(re.search(r"\S\s|\s\S", token.text) for token in doc if " " not in token.text)


def test_tokenizer_and_component_agree_on_words(reviews: list[str]) -> None:
    for doc in cutting_pipeline().pipe(reviews):
        for span, opinion in zip(doc.spans["opinions"], doc._.opinions, strict=True):
            assert (span.start_char, span.end_char) == (opinion["start"], opinion["end"])


def test_displacy_shows_opinions_in_the_colour_of_their_polarity(nlp: Language) -> None:
    doc = nlp(PRAISE_AND_BLAME)
    options = voc.displacy_options(doc)
    html = displacy.render(doc, style="span", options=options, jupyter=False)
    shown = re.sub(r"<[^>]*>|\s", "", html)
    assert "staff_attitude" in shown
    assert "noise" in shown
    assert [character in shown for character in "隔音太差"] == [True] * 4
    praise, blame = (options["colors"][driver] for driver in ("staff_attitude", "noise"))
    assert praise != blame
    assert f"background: {praise}" in html
    assert f"background: {blame}" in html
    plain = displacy.render(doc, style="span", options={"spans_key": "opinions"}, jupyter=False)
    assert "noise" in plain


def test_driver_praised_and_blamed_has_a_colour_of_its_own(nlp: Language) -> None:
    docs = [nlp("房间很干净"), nlp("房间很脏"), nlp("早餐难吃")]
    colours = voc.displacy_options(docs)["colors"]
    both = colours["cleanliness"]
    assert both not in {*voc.displacy_options(docs[0])["colors"].values(), colours["breakfast"]}


def test_label_polarity_shows_driver_beside_it() -> None:
    doc = pipeline(label="polarity")(PRAISE_AND_BLAME)
    assert [(span.label_, span.kb_id_) for span in doc.spans["opinions"]] == [
        ("positive", "staff_attitude"),
        ("negative", "noise"),
    ]
    options = voc.displacy_options(doc)
    assert set(options["colors"]) == {"positive", "negative"}
    html = displacy.render(doc, style="span", options=options, jupyter=False)
    assert re.search(r"negative\s*<a[^>]*>noise</a>", html)


def test_spacy_finds_component_and_tokenizer_by_itself() -> None:
    code = (
        "import sys, spacy\n"
        "nlp = spacy.blank('zh', config={'nlp': {'tokenizer': {'@tokenizers':"
        " 'voc.Tokenizer.v1'}}})\n"
        "print('pandas' in sys.modules, spacy.tokens.Doc.has_extension('sentiment'))\n"
        "print(nlp.has_factory('voc_opinions'), type(nlp.tokenizer).__name__)\n"
    )
    options = {"capture_output": True, "text": True, "check": True}
    told = subprocess.run([sys.executable, "-c", code], **options).stdout.split("\n")
    assert told[:2] == ["False False", "True VocTokenizer"]
