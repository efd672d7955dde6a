"""The model that learns the words of a run, apart from tables and settings."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from typing import Any

import invented
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from seed_words import read
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score, roc_auc_score

from voc.opinion.adaptation import SentimentModel
from voc.opinion.bags import Bags, WordIndex
from voc.opinion.learning import macro_f1, order_of
from voc.opinion.score import comment_sentiment, parts_of
from voc.opinion.vectors import WordVectors

Floats = NDArray[np.float64]


def bags_of(*comments: list[str], negators: tuple[str, ...] = ("不", "没有")) -> Bags:
    bags = Bags(WordIndex(negators))
    bags.add(list(comments))
    return bags


def features(bags: Bags, comment: int = 0) -> list[str]:
    _, keys = bags.features(comment, comment + 1)
    return sorted(" ".join(bags.index.feature(key)) for key in keys.tolist())


def weight(model: SentimentModel, word: str) -> float:
    """What a word adds when it stands alone; 0 when the model does not know it."""
    assert model.index_
    bags = Bags(model.index_)
    bags.add([[word]])
    return sum(adds for _, adds in model.contributions(bags))


def share_right(odds: Floats, sides: Any) -> float:
    return float((np.sign(odds) == np.asarray(sides)).mean())


# --- words as numbers ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["不", "太", "好"], ["不", "不_太", "不_好", "不 不_太", "不_太 不_好"]),
        (["不", "太", "好", "吃"], ["不_太", "不_好", "吃"]),  # a negator reaches two words
        (["不", "，", "好"], ["不", "好"]),  # and not beyond its clause
        (["好", "，", "快"], ["好", "快"]),  # neighbours of two clauses are no pair
        (["WiFi", "慢"], ["wifi", "慢", "wifi 慢"]),
        (["30", "分钟"], ["0", "分钟", "0 分钟"]),  # all numbers are one word
        (["好", "！"], ["好", "！"]),  # 。 says nothing, ！ does
        (["好", "。"], ["好"]),
        (["👍", "👍"], ["👍", "👍", "👍 👍"]),
        ([], []),
    ],
)
def test_features_of_a_comment(words: list[str], expected: list[str]) -> None:
    found = features(bags_of(words))
    assert set(expected) <= set(found)
    assert len(found) == len(expected) or "吃" in words


def test_last_word_of_a_comment_is_no_neighbour_of_the_next_comment() -> None:
    bags = bags_of(["味道", "不"], ["好", "吃"])
    assert features(bags, 0) == sorted(["味道", "不", "味道 不"])
    assert features(bags, 1) == sorted(["好", "吃", "好 吃"])


@given(st.lists(st.lists(st.sampled_from("不 好 吃 ， ！ 7 Ok".split()), max_size=6), max_size=8))
def test_bags_do_not_depend_on_how_they_were_filled_or_cut(comments: list[list[str]]) -> None:
    whole = bags_of(*comments)
    single = Bags(WordIndex(["不", "没有"]))
    for comment in comments:
        single.add([comment])
    backwards = np.arange(len(comments))[::-1]
    chosen = whole.chosen(backwards)
    assert len(whole) == len(single) == len(chosen) == len(comments)
    rows, keys = whole.features(0, len(comments))
    for place in range(len(comments)):
        own = sorted(" ".join(whole.index.feature(k)) for k in keys[rows == place].tolist())
        assert own == features(whole, place) == features(single, place)
        assert own == features(chosen, len(comments) - 1 - place)


@given(st.lists(st.sampled_from("不_好 好 0 wifi 没有 👍 ！".split()), min_size=1, max_size=2))
def test_feature_and_its_integer_are_one_to_one(words: list[str]) -> None:
    index = WordIndex(["不", "没有"])
    index.numbers(["别的", "词"])
    assert index.feature(index.key(tuple(words))) == tuple(words)


def test_vectors_are_those_of_scikit_learn() -> None:
    texts = ["房间 干净 早餐 好", "早餐 早餐 一般", "房间 吵", "早餐 好"]
    words = [text.split() for text in texts]
    bags = bags_of(*words)
    ours, matrix = WordVectors.fit_transform(bags, 2)
    pairs = [own + [f"{a} {b}" for a, b in pairwise(own)] for own in words]
    theirs = TfidfVectorizer(analyzer=lambda own: own, min_df=2, sublinear_tf=True)
    expected = theirs.fit_transform(pairs).toarray()
    names = [" ".join(bags.index.feature(key)) for key in ours.keys.tolist()]
    assert sorted(names) == sorted(theirs.get_feature_names_out())
    columns = [theirs.vocabulary_[name] for name in names]
    assert matrix.toarray() == pytest.approx(expected[:, columns])
    assert (ours.transform(bags) != matrix).nnz == 0
    assert ours.transform(bags, 1, 3).toarray() == pytest.approx(expected[1:3][:, columns])


def test_what_one_comment_repeats_is_no_feature_of_two() -> None:
    vectors, matrix = WordVectors.fit_transform(bags_of(["吵", "，", "吵"], ["好"], ["好"]), 2)
    assert len(vectors.keys) == 1
    assert matrix.toarray().ravel().tolist() == [0, 1, 1]


@given(st.lists(st.tuples(st.integers(-3, 3), st.sampled_from([-1.0, 1.0])), min_size=2))
def test_order_and_agreement_are_those_of_scikit_learn(said: list[tuple[int, float]]) -> None:
    odds, sides = np.array(said, dtype=float).T
    assume((sides > 0).any() and (sides < 0).any())
    assert order_of(odds, sides) == pytest.approx(roc_auc_score(sides > 0, odds))
    theirs = f1_score(sides > 0, odds > 0, average="macro", zero_division=0)
    assert macro_f1(odds, sides) == pytest.approx(theirs)


def test_libraries_are_held_to_one_thread_at_their_first_use_too() -> None:
    asked = (
        "from voc.threads import one_thread\n"
        "with one_thread():\n"
        "    from threadpoolctl import threadpool_info\n"
        "    import sklearn.linear_model\n"
        "    told = [one for one in threadpool_info() if one['user_api'] == 'blas']\n"
        "print(*sorted({one['num_threads'] for one in told}))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    assert done.stdout.split() == ["1"], done.stderr


# --- self-training -------------------------------------------------------------------------------


def self_trained(table: pd.DataFrame, **parameters: Any) -> tuple[SentimentModel, Floats, Floats]:
    """The model, its log-odds and the seed of each comment."""
    bags, seed = read(table["review"].tolist())
    model = SentimentModel(**parameters)
    return model, model.fit_predict(bags, seed), seed


def test_words_that_the_seed_does_not_know_learn_a_side() -> None:
    table = invented.reviews(800)
    model, odds, seed = self_trained(table)
    assert model.method_ == "self-trained"
    silent = seed == 0
    assert silent.mean() > 0.2
    assert share_right(odds[silent], table["side"][silent]) > 0.9
    praising = [weight(model, word) for word in ("檀木", "绸带", "竹篮")]
    blaming = [weight(model, word) for word in ("螺丝", "封条", "底座")]
    idle = [abs(weight(model, word)) for word in ("昨天", "同事", "周末")]
    assert min(praising) > max(idle)
    assert max(blaming) < -max(idle)


@pytest.mark.parametrize("praise", [0.05, 0.1, 0.3, 0.7, 0.9, 0.95])
def test_self_training_keeps_the_proportion_of_the_seed(praise: float) -> None:
    table = invented.reviews(1500, praise)
    model, odds, seed = self_trained(table)
    assert model.method_ == "self-trained"
    by_seed = (seed > 0).sum() / (seed != 0).sum()  # errs on 5 % of either side
    assert (odds > 0).mean() == pytest.approx(by_seed, abs=0.06)
    assert (odds > 0).mean() == pytest.approx(praise, abs=0.03)
    assert share_right(odds, table["side"]) > 0.95


@pytest.mark.parametrize("praise", [0.0, 1.0])
@pytest.mark.parametrize("number", [500, 3000])
def test_self_training_invents_no_other_side(praise: float, number: int) -> None:
    """5 % of the verdicts are misread by the seed; not more of the rest may be."""
    side = 1 if praise else -1
    model, odds, seed = self_trained(invented.reviews(number, praise))
    said = seed if model.method_ == "seed" else odds
    assert (said * side < 0).mean() <= (seed * side < 0).mean()


@pytest.mark.parametrize("side", [1, -1])
def test_nothing_is_learned_where_the_seed_finds_one_side_only(side: int) -> None:
    verdicts = invented.PRAISES if side > 0 else invented.BLAMES
    things = invented.OF_PRAISE + invented.OF_BLAME
    texts = [f"{things[n % 20]}{verdicts[n % 9]}，编号{n}" for n in range(2500)]
    model, odds, seed = self_trained(pd.DataFrame({"review": texts}))
    assert (seed * side > 0).all()
    assert model.method_ == "seed"
    assert np.isnan(odds).all()


@pytest.mark.parametrize("vocabulary", [100, 400, 2000])
@pytest.mark.parametrize("random_state", [0, 1])
def test_words_without_relation_to_the_seed_are_not_learned(
    vocabulary: int, random_state: int
) -> None:
    """In later rounds a comment has taught its neighbours, and they teach it in turn."""
    chance = np.random.default_rng(random_state)
    words = [[f"w{n}" for n in chance.integers(0, vocabulary, 6)] for _ in range(600)]
    seed = chance.choice([-0.4, 0.4], 600)
    model = SentimentModel()
    assert np.isnan(model.fit_predict(bags_of(*words), seed)).all()
    assert model.method_ == "seed"
    assert model.blend_ is None
    assert weight(model, "w7") == 0


def test_sample_is_kept_and_all_comments_are_judged() -> None:
    table = invented.reviews(3000)
    model, odds, _ = self_trained(table, sample=1000)
    assert model.n_ == 1000
    assert np.isfinite(odds).all()
    assert share_right(odds, table["side"]) > 0.93
    _, same, _ = self_trained(table, sample=1000)
    assert np.array_equal(odds, same)
    _, other, _ = self_trained(table, sample=1000, random_state=1)
    assert not np.array_equal(odds, other)


def test_in_a_small_run_the_seed_weighs_more() -> None:
    """The words of few comments are right less often than the seed."""
    kept = []
    for number in (260, 600, 2000):
        model, odds, seed = self_trained(invented.reviews(number, seed=6))
        assert model.blend_ is not None
        by_seed = model.blend_.seed * seed
        kept.append(by_seed.std() / (by_seed.std() + (odds - by_seed).std()))
    assert 0.8 > kept[0] > kept[1] > kept[2] > 0.2


def test_comments_that_are_not_usable_are_judged_and_not_learned_from() -> None:
    table = invented.reviews(600)
    copies = ["珐琅很好"] * 300
    bags, seed = read(table["review"].tolist() + copies)
    usable = np.arange(900) < 600
    model = SentimentModel()
    odds = model.fit_predict(bags, seed, usable=usable)
    assert model.n_ == 600
    assert weight(model, "珐琅") == 0
    assert (odds[600:] > 0).all()
    alone = SentimentModel().fit_predict(*read(table["review"].tolist()))
    assert odds[:600] == pytest.approx(alone)


def test_order_of_the_comments_changes_neither_method_nor_sides() -> None:
    table = invented.reviews(1000)
    model, odds, _ = self_trained(table)
    turned, other, _ = self_trained(table[::-1])
    assert turned.method_ == model.method_ == "self-trained"
    assert (np.sign(other[::-1]) == np.sign(odds)).mean() > 0.97


# --- scores --------------------------------------------------------------------------------------


def from_scores(
    table: pd.DataFrame, scores: Any, groups: Any = None
) -> tuple[SentimentModel, Floats]:
    bags, seed = read(table["review"].tolist())
    model = SentimentModel()
    return model, model.fit_predict(bags, seed, np.asarray(scores, dtype=float), groups=groups)


def test_scores_that_the_text_explains_are_learned_from() -> None:
    table = invented.reviews(600, verdict=0.5)
    model, odds = from_scores(table, table["side"])
    assert model.method_ == "scores"
    assert model.agreement_ is not None
    assert model.seed_agreement_ is not None
    assert 0.5 < model.seed_agreement_ < model.agreement_ <= 1
    assert share_right(odds, table["side"]) > 0.97


@pytest.mark.parametrize("praise", [0.2, 0.5, 0.9])
def test_as_many_comments_praise_as_are_scored_so(praise: float) -> None:
    table = invented.reviews(800, praise)
    model, odds = from_scores(table, table["side"])
    assert model.method_ == "scores"
    assert (odds > 0).mean() == pytest.approx(praise, abs=0.02)


def test_scores_without_relation_to_the_text_are_not_learned_from() -> None:
    table = invented.reviews(800)
    scores = table["side"].sample(frac=1, random_state=3).to_numpy()
    model, odds = from_scores(table, scores)
    assert model.method_ == "self-trained"
    assert model.seed_agreement_ is None
    without, same, _ = self_trained(table)
    assert np.array_equal(odds, same)
    assert model.agreement_ == without.agreement_


@pytest.mark.parametrize("given", [100, 149])
def test_few_scores_are_not_learned_from(given: int) -> None:
    table = invented.reviews(800)
    scores = np.where(np.arange(800) < given, table["side"], np.nan)
    model, _ = from_scores(table, scores)
    assert model.method_ == "self-trained"


def test_comments_without_a_score_are_judged_by_what_the_others_taught() -> None:
    table = invented.reviews(900)
    scores = np.where(np.arange(900) < 600, table["side"], np.nan)
    model, odds = from_scores(table, scores)
    assert (model.method_, model.n_) == ("scores", 600)
    assert share_right(odds[600:], table["side"][600:]) > 0.97


def test_scores_of_a_single_respondent_are_not_learned_from() -> None:
    table = invented.reviews(400)
    model, _ = from_scores(table, table["side"], np.repeat("r1", 400))
    assert model.method_ == "seed"  # nothing can be held out


def test_second_fit_forgets_the_first() -> None:
    table = invented.reviews(400)
    bags, seed = read(table["review"].tolist())
    model = SentimentModel().fit(bags, seed, table["side"].to_numpy(dtype=float))
    few = np.arange(20)
    odds = model.fit_predict(bags.chosen(few), seed[few])
    assert np.isnan(odds).all()
    assert (model.method_, model.blend_, model.agreement_) == ("seed", None, None)
    assert model.seed_agreement_ is None
    assert np.isnan(model.predict_log_odds(bags, seed)).all()


def test_middling_scores_lie_between() -> None:
    table = invented.reviews(800)
    chance = np.random.default_rng(0)
    things = invented.OF_PRAISE + invented.OF_BLAME
    middle = [f"收到{a}和{b}，一般" for a, b in chance.choice(things, (200, 2))]
    table = pd.concat([table, pd.DataFrame({"review": middle, "side": 0})], ignore_index=True)
    model, odds = from_scores(table, table["side"])
    assert model.method_ == "scores"
    blame, between, praise = (np.median(odds[table["side"] == side]) for side in (-1, 0, 1))
    assert blame < between < praise
    assert abs(between) < min(praise, -blame) / 2


def with_memorable_words(random_sides: Floats, twins: int) -> tuple[list[list[str]], Floats]:
    """Comments of words that nobody else uses, `twins` of each, their scores drawn by chance."""
    words = [[f"own{n}a", f"own{n}b", f"own{n}c"] for n in range(len(random_sides))]
    return words * twins, np.tile(random_sides, twins)


def mixed_run(twins: int) -> tuple[Bags, Floats, Floats, NDArray[np.int64]]:
    """600 comments that can be learned from, then 100 × twins whose scores are chance."""
    table = invented.reviews(600)
    bags, seed = read(table["review"].tolist())
    random_sides = np.random.default_rng(5).choice([-1.0, 1.0], 100)
    words, sides = with_memorable_words(random_sides, twins)
    bags.add(words)
    scores = np.concatenate([table["side"].to_numpy(dtype=float), sides])
    people = np.concatenate([np.arange(600), np.tile(np.arange(600, 700), twins)])
    return bags, np.concatenate([seed, np.zeros(len(sides))]), scores, people


def test_comments_of_one_respondent_are_held_out_together() -> None:
    bags, seed, scores, people = mixed_run(twins=2)
    together, apart = SentimentModel(), SentimentModel()
    held_out = together.fit_predict(bags, seed, scores, groups=people)
    leaked = apart.fit_predict(bags, seed, scores)
    assert together.method_ == apart.method_ == "scores"
    by_chance = share_right(held_out[600:] - np.median(held_out[600:]), scores[600:])
    assert by_chance < 0.6
    assert share_right(leaked[600:] - np.median(leaked[600:]), scores[600:]) > 0.7


def test_no_comment_is_judged_by_a_model_that_learned_its_own_score() -> None:
    bags, seed, scores, people = mixed_run(twins=2)
    model = SentimentModel()
    held_out = model.fit_predict(bags, seed, scores, groups=people)
    learned = model.predict_log_odds(bags, seed)
    remembered = np.corrcoef(learned[600:], scores[600:])[0, 1]
    assert remembered > 0.9
    assert abs(np.corrcoef(held_out[600:], scores[600:])[0, 1]) < 0.3


def test_a_single_score_does_not_move_its_own_comment_among_the_others() -> None:
    table = invented.reviews(600)
    _, odds = from_scores(table, table["side"])
    for place in (0, 17, 250):
        scores = table["side"].to_numpy(copy=True)
        scores[place] = -scores[place]
        _, other = from_scores(table, scores)
        assert (other < other[place]).mean() == pytest.approx((odds < odds[place]).mean(), abs=0.02)


# --- praise and blame apart ----------------------------------------------------------------------

RULES = st.sampled_from(["lexicon", "lexicon+contrast", "lexicon+concession", "pair+exception"])
OPINIONS = st.lists(
    st.tuples(st.sampled_from(["好", None]), st.floats(-1, 1).map(lambda p: round(p, 2)), RULES),
    max_size=6,
)


@given(st.lists(OPINIONS, max_size=6))
def test_praise_less_blame_is_the_sentiment_of_the_seed(said: list[list[Any]]) -> None:
    ids = pd.Series([f"c{place}" for place in range(len(said))], dtype=object)
    rows = [(ids[place], *opinion) for place, own in enumerate(said) for opinion in own]
    table = pd.DataFrame(rows, columns=["comment_id", "term", "polarity", "rule"])
    praise, blame = parts_of(table, ids)
    assert ((praise >= 0) & (praise < 1) & (blame >= 0) & (blame < 1)).all()
    for place, own in enumerate(said):
        opinions: list[Any] = [(0, 1, None, t, "overall", p, False, rule) for t, p, rule in own]
        sentiment, confidence = comment_sentiment(opinions)
        assert praise[place] - blame[place] == pytest.approx(sentiment, abs=1e-4)
        assert 0.5 <= confidence <= 1
