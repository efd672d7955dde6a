"""Seeds: topics that the analyst asks for by the words that customers use."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import voc
from voc.__main__ import main
from voc.analysis import Analysis
from voc.errors import VocError
from voc.text.tokens import Tokenizer
from voc.topic.features import TopicFeatures
from voc.topic.model import TopicModel
from voc.topic.seeds import Seed, read_seeds, seed_notes

DEMO = Path(__file__).parents[1] / "corpora" / "demo" / "hotel_reviews.csv"
QUICK = {"statistics": {"bootstrap": 100}}
SEEDS = ["停车难: 停车, 车位, 立体车库", "上网：wifi，网络", "滑雪: 雪票, 滑雪场"]


@pytest.fixture(scope="module")
def run() -> Analysis:
    return voc.analyze(DEMO, codebook="hotel", topic_seeds=SEEDS, config=QUICK, progress=False)


def said(run: Analysis, *words: str) -> pd.DataFrame:
    counted = ~run.comments["boilerplate"] & run.comments["duplicate_of"].isna()
    return run.comments[counted & run.comments["text"].str.lower().str.contains("|".join(words))]


def topic(run: Analysis, label: str) -> pd.Series:
    return run.topics.set_index("label").loc[label]


# --- how they are written ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("停车难: 停车, 车位", Seed("停车难", ("停车", "车位"))),
        ("停车难：停车，车位", Seed("停车难", ("停车", "车位"))),
        ("停车难:停车、车位；停车场", Seed("停车难", ("停车", "车位", "停车场"))),
        (" Parking : Car Park,  WiFi ,", Seed("Parking", ("car park", "wifi"))),
        ("停車：停車，ＷＩＦＩ", Seed("停車", ("停车", "wifi"))),
        ("营业: 9:30, 营业时间", Seed("营业", ("9:30", "营业时间"))),
        ("停车: 停车, 停车", Seed("停车", ("停车",))),
    ],
)
def test_seeds_are_read(text: str, expected: Seed) -> None:
    assert read_seeds([text]) == (expected,)


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (["停车"], 'The seed "停车" has no words'),
        (["停车难:"], "has no words"),
        (["停车难: ，、"], "has no words"),
        ([": 停车"], "has no label"),
        ([""], "has no label"),
        (["停车: 停车", "停车： 车位"], 'Two seeds are labelled "停车"'),
    ],
)
def test_a_badly_written_seed_is_refused_with_the_right_form(
    texts: list[str], message: str
) -> None:
    with pytest.raises(VocError, match=message) as caught:
        read_seeds(texts)
    assert "停车难: 停车, 车位" in str(caught.value) or "into one" in str(caught.value)


def test_a_badly_written_seed_is_told_before_the_work() -> None:
    with pytest.raises(VocError, match='The seed "停车" has no words'):
        voc.analyze("no such file.csv", topic_seeds=["停车"])


# --- where they are heard ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seed", "comment", "heard"),
    [
        ("停车", "停车很方便", True),
        ("车位", "停车位不够", True),  # 停车位 is one word
        ("停车难", "这里停车难", True),  # two words
        ("前台态度", "前台的态度不好", True),  # a phrase
        ("车位", "停车位置不好", False),  # in the middle of 停车 and 位置
        ("不错", "早餐不错", True),  # a verdict
        ("wifi", "WiFi很慢", True),
        ("art", "the start was late", False),
        ("front desk", "the Front Desk was slow", True),
        ("front desk", "in front of the desk", False),
    ],
)
def test_words_of_seeds_are_heard_however_they_are_cut(
    seed: str, comment: str, heard: bool
) -> None:
    words = Tokenizer("rjieba").cut([comment]).by_comment()
    (found,) = TopicFeatures([seed]).transform(words)
    assert (seed.replace(" ", "\u2009") in found) == heard


def test_a_word_that_all_say_is_heard_too() -> None:
    words = [["酒店", "停车"], ["酒店", "早餐"], ["酒店", "前台"]]
    assert TopicFeatures(["酒店"]).fit(words).transform(words)[0] == ["停车", "酒店"]
    assert TopicFeatures().fit(words).transform(words)[0] == ["停车"]


# --- the topics ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "words"), [("停车难", ["停车", "车位"]), ("上网", ["wifi", "网络"])]
)
def test_a_seed_gathers_the_comments_that_say_it_and_no_flood_of_others(
    run: Analysis, label: str, words: list[str]
) -> None:
    own = topic(run, label)
    speakers = set(said(run, *words)["comment_id"])
    mentions = run.study("topic_mentions")
    mentioning = set(mentions.loc[mentions["topic"] == own["topic"], "comment_id"])
    assert len(speakers) >= 5
    assert len(speakers & mentioning) >= 0.85 * len(speakers)
    assert len(speakers & mentioning) >= 0.7 * len(mentioning)
    main = set(run.comments.loc[run.comments["topic"] == own["topic"], "comment_id"])
    assert len(speakers & main) >= 0.5 * len(speakers)


def test_a_seed_keeps_its_label_its_words_and_its_place(run: Analysis) -> None:
    own = topic(run, "停车难")
    assert own["pinned"]
    assert "停车" in own["words"]
    assert own["size"] < 10  # fewer than a topic needs otherwise


def test_the_other_topics_are_found_beside_seeds(run: Analysis) -> None:
    others = run.topics[~run.topics["pinned"]]
    assert len(others) >= 3
    assert others["size"].sum() > 0.6 * len(run.comments)


def test_a_seed_that_nobody_mentions_is_an_empty_topic_that_says_so(run: Analysis) -> None:
    own = topic(run, "滑雪")
    assert (own["size"], own["mentions"], own["quotes"]) == (0, 0, [])
    assert set(own["words"]) == {"滑雪场", "雪票"}
    record = {one["label"]: one["words"] for one in run.manifest["topics"]["seeds"]}
    assert record["滑雪"] == {"雪票": 0, "滑雪场": 0}
    assert record["停车难"]["停车"] == len(said(run, "停车"))
    assert record["停车难"]["立体车库"] == 0
    told = [note["en"] for note in run.manifest["notes"] if note["about"] == "topics"]
    assert any("滑雪 (雪票, 滑雪场)" in note for note in told)
    assert any("停车难 nobody says: 立体车库" in note for note in told)


def test_notes_tell_of_seeds_in_both_languages() -> None:
    record = [
        {"label": "停车", "words": {"停车": 3, "车位": 0}},
        {"label": "餐", "words": {"餐": 1}},
    ]
    (note,) = seed_notes(record)
    assert note["zh"] == "您为话题“停车”指定的词没有人用到：车位。"
    assert note["about"] == "topics"


def test_a_run_with_seeds_is_written_and_loaded(run: Analysis, tmp_path: Path) -> None:
    run.to_html(tmp_path / "report.html")
    run.to_excel(tmp_path / "report.xlsx")
    again = voc.load(run.save(tmp_path / "run"))
    pd.testing.assert_series_equal(again.topics["label"], run.topics["label"])


def test_seeds_in_the_settings_and_on_the_command_line_are_alike(
    run: Analysis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = {"topics": {"seeds": SEEDS}, **QUICK}
    by_settings = voc.analyze(DEMO, codebook="hotel", config=config, progress=False)
    pd.testing.assert_frame_equal(by_settings.topics, run.topics)
    options = [part for seed in SEEDS for part in ("--topic", seed)]
    settings, folder = tmp_path / "quick.toml", tmp_path / "run"
    settings.write_text("[statistics]\nbootstrap = 100\n[report]\nexcel = false\n")
    call = ["voc", "analyze", str(DEMO), "-k", "hotel", "-c", str(settings), "-o", str(folder)]
    call += options
    monkeypatch.setattr("sys.argv", call)
    main()
    pd.testing.assert_frame_equal(
        voc.load(folder).comments[["topic", "topic_label"]], run.comments[["topic", "topic_label"]]
    )


def test_a_word_that_all_say_may_be_a_seed() -> None:
    texts = [f"酒店{place}{how}" for place in ("房间", "早餐", "停车", "前台", "泳池")
             for how in ("很好", "不行", "一般", "干净", "太小") for _ in range(6)]  # fmt: skip
    words = Tokenizer("rjieba").cut(texts).by_comment()
    model = TopicModel().fit(words, seeds=read_seeds(["酒店: 酒店", "泳池: 泳池"]))
    labels = [one.label for one in model.topics_]
    row, _ = model.transform(words)
    pool = np.array(["泳池" in text for text in texts])
    assert {"酒店", "泳池"} <= set(labels)
    assert (row[pool] == labels.index("泳池")).mean() > 0.8


@pytest.mark.parametrize("texts", [[], ["停车方便"], ["停车方便", "早餐好吃"] * 10])
def test_too_few_comments_have_no_topics_with_seeds_either(texts: list[str]) -> None:
    words = Tokenizer("rjieba").cut(texts).by_comment() if texts else []
    assert TopicModel().fit(words, seeds=read_seeds(["停车: 停车"])).topics_ == ()


def test_two_hundred_like_comments_and_a_seed_are_no_crash() -> None:
    words = Tokenizer("rjieba").cut(["停车方便，早餐好吃"] * 200).by_comment()
    model = TopicModel().fit(words, seeds=read_seeds(["停车: 停车", "雪: 雪票"]))
    assert all(0 <= topic.id < 5 for topic in model.topics_)


def test_words_of_seeds_are_heard_in_the_next_wave(run: Analysis) -> None:
    reviews = pd.read_csv(DEMO).head(120)
    later = voc.analyze(reviews, codebook="hotel", topics_from=run, config=QUICK, progress=False)
    own = topic(later, "停车难")
    assert own["topic"] == topic(run, "停车难")["topic"]
    assert own["pinned"]
    speakers = set(said(later, "停车", "车位")["comment_id"])
    mentions = later.study("topic_mentions")
    mentioning = set(mentions.loc[mentions["topic"] == own["topic"], "comment_id"])
    assert len(speakers) >= 2
    assert speakers <= mentioning
