"""The sentiment of a run: what a stranger sees of adaptation, through `voc.analyze`."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import invented
import numpy as np
import pandas as pd
import pytest
from sentiment_runs import MIXED, SEED, analyze, chosen, is_consistent, texts

import voc
from voc import Analysis
from voc.resources import resource
from voc.sentiment import score_sides


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return invented.reviews(500, 0.6)


@pytest.fixture(scope="module")
def adapted(table: pd.DataFrame) -> Analysis:
    return analyze(table[["review"]])


# --- which way is chosen


def test_enough_comments_adapt_the_sentiment(table: pd.DataFrame, adapted: Analysis) -> None:
    seed = analyze(table[["review"]], config=SEED)
    record = adapted.manifest["sentiment"]
    assert record["method"] == "self-trained"
    assert record["n"] == len(table)
    assert 0.6 < record["agreement"] <= 1
    assert record["seed_agreement"] is None
    assert record["words"] > 50
    turned = (np.sign(adapted.comments["sentiment"]) * np.sign(seed.comments["sentiment"])) < 0
    assert record["turned"] == turned.sum()
    right = np.sign(adapted.comments["sentiment"]) == table["side"]
    assert right.mean() > 0.93 > (np.sign(seed.comments["sentiment"]) == table["side"]).mean()
    assert seed.manifest["sentiment"]["method"] == "seed"
    assert seed.model is None


def test_twenty_comments_are_left_to_the_seed(table: pd.DataFrame) -> None:
    few = table[["review"]].head(20)
    run, seed = analyze(few), analyze(few, config=SEED)
    assert chosen(run) == "seed"
    assert run.model is None
    pd.testing.assert_frame_equal(run.comments, seed.comments)
    pd.testing.assert_frame_equal(run.opinions, seed.opinions)


def test_scores_are_learned_from_when_there_are_enough(table: pd.DataFrame) -> None:
    run = analyze(table[["review", "stars"]])
    record = run.manifest["sentiment"]
    assert record["method"] == "scores"
    assert record["seed_agreement"] <= record["agreement"]
    assert (np.sign(run.comments["sentiment"]) == table["side"]).mean() > 0.97
    told = analyze(table[["review", "stars"]], config={"sentiment": {"method": "self-trained"}})
    assert chosen(told) == "self-trained"


def test_zeros_and_ones_are_learned_from_when_they_are_named_as_the_score(
    table: pd.DataFrame,
) -> None:
    labelled = table[["review"]].assign(label=(table["side"] > 0).astype(int))
    assert chosen(analyze(labelled)) == "self-trained"  # they are no rating by themselves
    run = analyze(labelled, score="label")
    assert chosen(run) == "scores"
    assert (np.sign(run.comments["sentiment"]) == table["side"]).mean() > 0.97


def test_scores_that_measure_something_else_are_not_learned_from(table: pd.DataFrame) -> None:
    shuffled = table["stars"].sample(frac=1, random_state=7).to_numpy()
    run, without = analyze(table[["review"]].assign(stars=shuffled)), analyze(table[["review"]])
    assert chosen(run) == "self-trained"
    assert run.comments["sentiment"].tolist() == without.comments["sentiment"].tolist()


def test_scores_on_which_low_is_good_do_not_turn_every_comment(table: pd.DataFrame) -> None:
    reversed_ = table[["review"]].assign(stars=6 - table["stars"])
    run, without = analyze(reversed_), analyze(table[["review"]])
    assert chosen(run) == "self-trained"
    assert run.comments["sentiment"].tolist() == without.comments["sentiment"].tolist()


def test_score_of_a_survey_belongs_to_none_of_its_answers_alone(table: pd.DataFrame) -> None:
    survey = pd.DataFrame(
        {
            "您最满意的是什么？": table["review"],
            "您觉得哪里需要改进？": table["review"].to_numpy()[::-1],
            "总体满意度（1-5分）": table["stars"],
        }
    )
    run = analyze(survey, pipeline="survey")
    assert run.comments["question"].nunique() == 2
    assert run.manifest["outcome"] == "csat"
    assert chosen(run) == "self-trained"


@pytest.mark.parametrize(
    ("outcome", "score", "side"),
    [
        *[("stars", 0, -1), ("stars", 25, -1), ("stars", 50, 0), ("stars", 75, 1)],
        *[("csat", 100, 1), (None, 39.9, -1), (None, 40, 0), (None, 60, 0), (None, 60.1, 1)],
        *[("nps", 0, -1), ("nps", 60, -1), ("nps", 70, 0), ("nps", 80, 0), ("nps", 90, 1)],
    ],
)
def test_side_of_a_score(outcome: str | None, score: float, side: int) -> None:
    found = score_sides(pd.DataFrame({"question": ["评论"], "score": [float(score)]}), outcome)
    assert found is not None
    assert found.tolist() == [side]


def test_runs_without_scores_have_no_sides() -> None:
    assert score_sides(pd.DataFrame({"question": ["评论"]})) is None
    several = pd.DataFrame({"question": ["满意", "改进"], "score": [100.0, 100.0]})
    assert score_sides(several) is None


# --- odd runs

ENGLISH = "The room was clean|Staff were rude|Great breakfast|Too noisy|It is on the third floor"
ODD: dict[str, list[str]] = {
    "one comment": ["房间很干净"],
    "the same comment": ["味道很好，就是有点贵"] * 400,
    "blank": ["房间很干净", " ", "\n", "在三楼"] * 100,
    "English": ENGLISH.split("|") * 80,
    "emoji": ["👍👍", "🏠", "❤️", "🚗🚗"] * 100,
    "punctuation": ["。。。", "！！", "?", "…"] * 100,
    "boilerplate": ["此用户没有填写评论"] * 300,
    "numbers": [str(n) for n in range(400)],
    "very long": ["很好吃" * 2000, "太难吃" * 2000] * 2,
    "praise alone": [f"{n}号桌，味道很好" for n in range(500)],
}


@pytest.mark.parametrize("kind", ODD)
def test_odd_runs_are_judged_by_the_seed(kind: str) -> None:
    run = analyze(texts(*ODD[kind]), text="评论")
    seed = analyze(texts(*ODD[kind]), text="评论", config=SEED)
    assert chosen(run) == "seed"
    assert is_consistent(run)
    pd.testing.assert_frame_equal(run.comments, seed.comments)


def test_english_comments_adapt_as_well() -> None:
    praise, good = "great lovely clean friendly excellent comfortable".split(), ["porter", "jug"]
    blame, bad = "terrible rude dirty noisy awful broken".split(), ["lamp", "elevator"]
    days = [f"we met the {{}} on day {n}" for n in range(120)]
    run = analyze(
        texts(
            *[f"{praise[n % 6]}, {day.format(good[n % 2])}" for n, day in enumerate(days)],
            *[f"{blame[n % 6]}, {day.format(bad[n % 2])}" for n, day in enumerate(days)],
            *[day.format(word) for word in (*good, *bad) for day in days[:20]],
        )
    )
    assert chosen(run) == "self-trained"
    sentiment = run.comments["sentiment"].to_numpy()
    assert (sentiment[240:280] > 0).all()
    assert (sentiment[280:] < 0).all()


def test_boilerplate_and_repetitions_are_not_learned_from(table: pd.DataFrame) -> None:
    copies = ["珐琅收到了，非常非常好，推荐给大家"] * 300
    boilerplate = ["此用户没有填写评论"] * 200
    run = analyze(texts(*table["review"], *copies, *boilerplate))
    assert chosen(run) == "self-trained"
    assert run.manifest["sentiment"]["n"] == len(table) + 1  # the first of the copies counts
    comments = run.comments
    assert comments["sentiment"].isna().tolist() == comments["boilerplate"].tolist()
    assert comments["boilerplate"].sum() == 200
    repeated = comments[comments["text"] == copies[0]]
    assert (repeated["sentiment"] > 0).all()
    assert repeated["duplicate_of"].notna().sum() == 299
    assert is_consistent(run)


# --- the same result


@pytest.mark.parametrize(
    "options", [{"chunk": 97}, {"chunk": 1000}, {"chunk": 150, "processes": 2}]
)
def test_chunks_and_processes_do_not_matter(
    table: pd.DataFrame, adapted: Analysis, options: dict[str, int]
) -> None:
    run = analyze(table[["review"]], config={"run": options})
    pd.testing.assert_frame_equal(run.comments, adapted.comments)
    pd.testing.assert_frame_equal(run.opinions, adapted.opinions)
    assert run.manifest["sentiment"] == adapted.manifest["sentiment"]


HASHED = """
import sys
import voc
run = voc.analyze(sys.argv[1], topics=False, progress=False, config={"run": {"processes": 1}})
run.comments[["sentiment", "confidence", "label"]].to_csv(sys.argv[2])
"""


def test_order_of_python_sets_does_not_matter(
    table: pd.DataFrame, adapted: Analysis, tmp_path: Path
) -> None:
    table[["review"]].to_csv(tmp_path / "reviews.csv", index=False)
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    subprocess.run(
        [sys.executable, "-c", HASHED, tmp_path / "reviews.csv", tmp_path / "judged.csv"],
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
    )
    ours = adapted.comments[["sentiment", "confidence", "label"]].to_csv()
    assert (tmp_path / "judged.csv").read_text(encoding="utf-8") == ours


def test_order_of_the_comments_does_not_change_the_method(
    table: pd.DataFrame, adapted: Analysis
) -> None:
    run = analyze(table[["review"]][::-1].reset_index(drop=True))
    assert chosen(run) == chosen(adapted)
    turned = run.comments["sentiment"].to_numpy()[::-1]
    assert (np.sign(turned) == np.sign(adapted.comments["sentiment"])).mean() > 0.97


def test_sample_bounds_what_is_learned_from() -> None:
    table = invented.reviews(3000, 0.4, seed=4)
    run = analyze(table[["review"]], config={"sentiment": {"sample": 1000}})
    assert run.manifest["sentiment"]["n"] == 1000
    assert run.comments["sentiment"].notna().all()
    assert (np.sign(run.comments["sentiment"]) == table["side"]).mean() > 0.93


# --- label and confidence


def test_label_confidence_and_parts_agree(adapted: Analysis, table: pd.DataFrame) -> None:
    assert is_consistent(adapted)
    assert is_consistent(analyze(table[["review"]], config=SEED))
    assert is_consistent(analyze(table[["review", "stars"]]))


def test_emoji_alone_keep_their_sides() -> None:
    run = analyze(texts(*["👍👍", "😡", "❤️", "🤮🤮"] * 100), text="评论")
    assert set(np.sign(run.comments["sentiment"])[:4]) == {1, -1}
    assert run.comments["label"].tolist() == "positive negative positive negative".split() * 100
    assert is_consistent(run)


@pytest.mark.parametrize("neutral", [0.0, 0.05, 0.3])
def test_neutral_is_as_wide_as_the_settings_say(table: pd.DataFrame, neutral: float) -> None:
    run = analyze(table[["review"]], config={"opinion": {"neutral": neutral}})
    kept = run.comments[run.comments[["positive_part", "negative_part"]].min(axis=1) < MIXED]
    assert ((kept["sentiment"].abs() <= neutral) == (kept["label"] == "neutral")).all()


def test_repetition_is_judged_as_what_it_repeats(table: pd.DataFrame) -> None:
    twice = pd.concat([table, table.head(40)], ignore_index=True)
    run = analyze(twice)
    comments = run.comments.set_index("comment_id")
    copies = comments[comments["duplicate_of"].notna()]
    assert len(copies) >= 40
    originals = comments.loc[copies["duplicate_of"]]
    for column in ("sentiment", "confidence", "label"):
        assert copies[column].tolist() == originals[column].tolist()


def test_comment_of_praise_and_blame_is_mixed_and_not_neutral() -> None:
    run = analyze(texts("房间很干净，但是隔音太差", "我们昨天到的"), codebook="hotel")
    mixed, silent = run.comments.itertuples()
    assert min(mixed.positive_part, mixed.negative_part) >= MIXED
    assert mixed.label != "neutral"
    assert (silent.positive_part, silent.negative_part, silent.label) == (0, 0, "neutral")
    assert silent.confidence == 0.5


def test_sure_comments_are_right_more_often(table: pd.DataFrame, adapted: Analysis) -> None:
    right = np.sign(adapted.comments["sentiment"]) == table["side"]
    sure = adapted.comments["confidence"] > 0.9
    assert 0.2 < sure.mean() < 0.98
    assert right[sure].mean() > right[~sure].mean()


# --- words that these customers use otherwise


def with_word(word: str, times: int, side: int) -> pd.DataFrame:
    """Invented comments, and so many clear ones of one side that hold a word."""
    table = invented.reviews(500, 0.5, seed=2)
    clear, chance = invented.PRAISES if side > 0 else invented.BLAMES, random.Random(3)
    stories = [
        f"{invented.comment(side, chance, verdict=1)}，{word}的故事，{chance.choice(clear)}"
        for _ in range(times)
    ]
    return pd.concat([table, pd.DataFrame({"review": stories})], ignore_index=True)


@pytest.mark.parametrize(("word", "side"), [("痛苦", 1), ("绝望", 1), ("感动", -1)])
def test_word_that_customers_use_against_the_lists_is_corrected(word: str, side: int) -> None:
    run = analyze(with_word(word, 60, side)[["review"]])
    seed = analyze(with_word(word, 60, side)[["review"]], config=SEED)
    assert [found["word"] for found in run.manifest["sentiment"]["corrected"]] == [word]
    ours, before = (r.opinions[r.opinions["term"] == word] for r in (run, seed))
    assert len(ours) == len(before) == 60
    assert (before["polarity"] * side < 0).all()
    assert (ours["polarity"] * side > before["polarity"] * side).all()
    assert ours["rule"].str.endswith("+adapted").all()
    others = run.opinions[run.opinions["term"] != word]
    assert not others["rule"].str.contains("adapted").any()


def test_word_used_as_the_lists_say_is_not_corrected() -> None:
    run = analyze(with_word("痛苦", 60, -1)[["review"]])
    assert run.manifest["sentiment"]["corrected"] == []
    assert not run.opinions["rule"].str.contains("adapted").any()


def test_few_uses_do_not_correct_a_word() -> None:
    assert analyze(with_word("痛苦", 15, 1)[["review"]]).manifest["sentiment"]["corrected"] == []


def test_mild_blame_in_happy_comments_remains_a_blame() -> None:
    """有点小 stands in many a happy comment."""
    table = invented.reviews(500, 0.7, seed=2)
    places = table.index[table["side"] > 0][:200]
    table.loc[places, "review"] += "，就是房间有点小"
    run = analyze(table[["review"]], codebook="hotel")
    small = run.opinions[run.opinions["text"].str.contains("小")]
    assert len(small) == 200
    assert (small["polarity"] < 0).all()
    assert not small["rule"].str.contains("adapted").any()


# --- several questions


def test_each_question_has_a_base_of_its_own() -> None:
    pleased = invented.reviews(300, praise=0.85, seed=1)["review"]
    improve = invented.reviews(300, praise=0.15, seed=2)["review"]
    same = "同事收到说明，还有公司"
    table = pd.DataFrame({"最满意的地方": [*pleased, same], "希望改进的地方": [*improve, same]})
    run = voc.analyze(table, text=list(table), topics=False, progress=False)
    assert chosen(run) == "self-trained"
    last = run.comments[run.comments["row"] == 300].set_index("question")["sentiment"]
    assert last["最满意的地方"] > last["希望改进的地方"] + 0.1
    one = voc.analyze(pd.DataFrame({"review": pleased}), topics=False, progress=False)
    two = run.comments[run.comments["question"] == "最满意的地方"]
    share = (two["sentiment"] > 0).mean()
    assert share == pytest.approx((one.comments["sentiment"] > 0).mean(), abs=0.08)


# --- the data that comes with voc


@pytest.mark.parametrize(
    ("name", "pipeline"),
    [
        ("hotel_reviews.csv", "reviews"),
        ("airline_survey.xlsx", "survey"),
        ("telecom_complaints.jsonl", "complaints"),
    ],
)
def test_demo_corpora_are_adapted_with_care(name: str, pipeline: str) -> None:
    path = resource("corpora", "demo", name)
    run, seed = analyze(path, pipeline=pipeline), analyze(path, pipeline=pipeline, config=SEED)
    assert is_consistent(run)
    same = np.sign(run.comments["sentiment"]) == np.sign(seed.comments["sentiment"])
    assert same[seed.comments["sentiment"].abs() > 0.3].mean() > 0.92
    assert rank_correlation(run) >= rank_correlation(seed) - 0.005


def rank_correlation(run: Analysis) -> float:
    """Of sentiment and the customer's own score."""
    return float(run.comments["sentiment"].corr(run.comments["score"], method="spearman"))


# --- why nothing was learned


@pytest.mark.parametrize(
    ("scores", "why", "told"),
    [
        (lambda table: 6 - table["stars"], "reversed", "run against the text"),
        (lambda table: table["stars"].sample(frac=1, random_state=3).values, None, None),
        (lambda table: table["stars"].where(table.index < 60), "few", "too few"),
        (lambda table: 5 - 0 * table["stars"] - (table.index < 5), "few", "too few"),
    ],
)
def test_run_says_why_scores_were_not_learned_from(
    table: pd.DataFrame, scores: Any, why: str | None, told: str | None
) -> None:
    run = analyze(table[["review"]].assign(stars=scores(table)), score="stars")
    assert chosen(run) == "self-trained"
    declined = run.manifest["sentiment"]["declined"]
    assert declined["scores"] in ([why] if why else ["reversed", "unrelated", "no better"])
    if told:
        assert told in run.summary("en")


def test_run_says_why_nothing_was_learned() -> None:
    few = analyze(invented.reviews(30)[["review"]])
    assert few.manifest["sentiment"]["declined"] == {"self-trained": "few"}
    assert "too few" in few.summary("en") and "条数不够" in few.summary("zh")
    praise = analyze(texts(*(f"第{n}次来，房间很干净，前台热情" for n in range(200))))
    assert praise.manifest["sentiment"]["declined"] == {"self-trained": "one-sided"}


def test_scores_shared_by_several_questions_are_named_as_such(table: pd.DataFrame) -> None:
    two = table[["review", "stars"]].assign(更多=table["review"].str[::-1])
    run = analyze(two, text=["review", "更多"], score="stars")
    assert run.manifest["sentiment"]["declined"]["scores"] == "several questions"
    assert "several questions" in run.summary("en")
