"""Waves: topics go on under their ids, new subjects join them, and changes are told."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

import voc
from voc.cli import app
from voc.text.tokens import Tokenizer
from voc.topic import TopicModel
from voc.topic.edits import edits_of
from voc.topic.match import anchors_of, model_id, with_seeds
from voc.topic.match_score import match_scores
from voc.topic.model_file import lean, load_topic_model, save_topic_model
from voc.topic.new_subjects import risen_words
from voc.topic.pairing import pair_topics, same_ids
from voc.topic.ruler import ruler_of
from voc.topic.topic import Anchor

DEMO = Path(__file__).parents[1] / "corpora" / "demo" / "hotel_reviews.csv"
THEMES = {
    "停车": "停车场太小 找不到车位 停车要等半小时 车位被占了 停车费还贵 地下车库难进 车库全满",
    "早餐": "早餐的油条好吃 早餐品种多 豆浆好喝 豆浆油条都有 早餐的粥很香 包子热乎 粥和包子管够",
    "隔音": "隔壁说话都听得见 半夜隔壁吵 隔音太差 楼上脚步声响 隔音不行 走廊吵到半夜 窗外施工声",
    "入住": "办理入住排队很久 入住手续慢 排队等了一小时 前台办理很慢 押金要排队 退房排长队",
    "泳池": "泳池很干净 泳池水温合适 孩子喜欢泳池 儿童泳池好玩 泳池边有躺椅 泳池要预约",
    "机器人": "机器人送餐 机器人迷路了 机器人卡在电梯 机器人太慢 机器人把外卖送错 电梯里有机器人",
}
KNOWN = list(THEMES)[:4]


def comments_on(counts: dict[str, int], seed: int = 0) -> list[str]:
    """So many comments on each theme, each of three of its remarks, mixed."""
    rng = np.random.default_rng(seed)
    texts = [
        "，".join(rng.choice(THEMES[theme].split(), 3, replace=False))
        for theme, count in counts.items()
        for _ in range(count)
    ]
    return [texts[place] for place in rng.permutation(len(texts))]


def cut(texts: list[str]) -> list[list[str]]:
    return Tokenizer("rjieba").cut(texts).by_comment()


def topic_on(model: TopicModel, theme: str) -> int:
    """Id of the topic that most comments on the theme belong to."""
    rows, _ = model.transform(cut(comments_on({theme: 40}, seed=9)))
    return model.topics_[int(np.bincount(rows[rows >= 0]).argmax())].id


@pytest.fixture(scope="module")
def first() -> TopicModel:
    return TopicModel(count=4, seed=0).fit(cut(comments_on(dict.fromkeys(KNOWN, 80))))


def later(first: TopicModel, counts: dict[str, int], **settings: int) -> TopicModel:
    return TopicModel(seed=0, **settings).fit(cut(comments_on(counts, seed=1)), earlier=first)


def test_topics_keep_ids_labels_and_words(first: TopicModel) -> None:
    second = later(first, dict.fromkeys(KNOWN, 60))
    before = {topic.id: topic.label for topic in first.topics_}
    assert {topic.id: topic.label for topic in second.topics_} == before
    assert min(topic.match for topic in second.topics_) > 0.8
    assert [topic_on(second, theme) for theme in KNOWN] == [topic_on(first, t) for t in KNOWN]


def test_a_topic_that_shrank_to_a_fifth_stays_the_same(first: TopicModel) -> None:
    second = later(first, {"停车": 160, "早餐": 80, "隔音": 80, "入住": 16})
    assert topic_on(second, "入住") == topic_on(first, "入住")
    assert len(second.topics_) == 4


def test_a_new_subject_is_a_topic_with_an_id_of_its_own(first: TopicModel) -> None:
    second = later(first, {**dict.fromkeys(KNOWN, 60), "机器人": 40})
    new = [topic for topic in second.topics_ if topic.id not in {t.id for t in first.topics_}]
    assert [topic.id for topic in new] == [4]
    assert "机器人" in new[0].label and np.isnan(new[0].match)
    assert topic_on(second, "机器人") == 4
    assert [topic_on(second, theme) for theme in KNOWN] == [topic_on(first, t) for t in KNOWN]


def test_two_new_subjects_are_two_topics(first: TopicModel) -> None:
    second = later(first, {**dict.fromkeys(KNOWN, 60), "机器人": 40, "泳池": 40})
    assert len(second.topics_) == 6
    assert {topic_on(second, "机器人"), topic_on(second, "泳池")} == {4, 5}


def test_the_same_subjects_again_bring_no_new_topic(first: TopicModel) -> None:
    for seed in range(5):
        words = cut(comments_on(dict.fromkeys(KNOWN, 50), seed=seed))
        second = TopicModel(seed=seed).fit(words, earlier=first)
        assert {topic.id for topic in second.topics_} == {0, 1, 2, 3}


def test_a_subject_that_nobody_mentions_vanishes_and_comes_back(first: TopicModel) -> None:
    gone = topic_on(first, "隔音")
    second = later(first, {"停车": 60, "早餐": 60, "入住": 60})
    assert gone not in {topic.id for topic in second.topics_}
    assert [anchor.id for anchor in second.memory_.vanished] == [gone]
    third = later(second, dict.fromkeys(KNOWN, 60))
    assert topic_on(third, "隔音") == gone
    assert third.memory_.vanished == ()


def test_ids_of_vanished_topics_are_not_given_to_others(first: TopicModel) -> None:
    second = later(first, {"停车": 60, "早餐": 60, "隔音": 60, "机器人": 40})
    assert topic_on(second, "机器人") == 4
    assert topic_on(first, "入住") not in {topic.id for topic in second.topics_}


def test_a_wave_of_a_few_comments_has_the_topics_of_the_earlier_one(first: TopicModel) -> None:
    texts = ["停车场太小，找不到车位", "早餐品种多，豆浆好喝"]
    second = TopicModel(seed=0).fit(cut(texts), earlier=first)
    expected = {topic_on(first, "停车"), topic_on(first, "早餐")}
    assert {topic.id for topic in second.topics_} == expected
    # what the earlier wave taught is not forgotten for a small one
    third = later(second, dict.fromkeys(KNOWN, 60))
    assert [topic_on(third, theme) for theme in KNOWN] == [topic_on(first, t) for t in KNOWN]


@pytest.mark.parametrize("texts", [[], ["👍👍"] * 80, ["今天天气晴"] * 80], ids=str)
def test_waves_without_the_topics_do_not_fail(first: TopicModel, texts: list[str]) -> None:
    second = TopicModel(seed=0).fit(cut(texts), earlier=first)
    assert not {topic.id for topic in second.topics_} & {0, 1, 2, 3}


def test_the_match_is_of_what_comments_say_not_of_what_was_given(first: TopicModel) -> None:
    """An anchor weighs far more than the comments of a small wave, and does not raise the match."""
    texts = comments_on({**dict.fromkeys(KNOWN, 30)}, seed=1)
    parking = next(t for t in later(first, dict.fromkeys(KNOWN, 30)).topics_ if "停车" in t.label)
    changed = [text.replace("停车场太小", "停车场漏水") for text in texts]
    second = TopicModel(seed=0).fit(cut(changed), earlier=first)
    drifted = next(t for t in second.topics_ if t.id == parking.id)
    assert drifted.match < parking.match


def test_anchors_count_each_earlier_comment_twice(first: TopicModel) -> None:
    anchor = next(a for a in anchors_of(first, 320) if a.id == topic_on(first, "早餐"))
    held = sum("早餐" in text for text in comments_on(dict.fromkeys(KNOWN, 80)))
    assert anchor.words["早餐"] == pytest.approx(2 * held, rel=0.15)
    assert anchor.earlier and not anchor.pinned


def test_a_seed_with_the_label_of_an_earlier_topic_adds_to_it(first: TopicModel) -> None:
    earlier = anchors_of(first, 300)
    joined = with_seeds(earlier, [Anchor(earlier[0].label, {"代客泊车": 5.0}), Anchor("宠物", {})])
    assert [anchor.id for anchor in joined] == [*(a.id for a in earlier), None]
    assert joined[0].words["代客泊车"] == 5 and joined[0].pinned


def test_match_of_a_topic_by_hand() -> None:
    # of (6, 2, 2)/10 over (4, 4, 2)/10 remains (0.2, 0, 0); of (2, 6, 2) remains (0, 0.2, 0)
    one, other, overall = [[6, 2, 2]], [[2, 6, 2], [6, 4, 0]], [4, 4, 2]
    # (0.6, 0.4, 0) over the same: (0.2, 0, 0)
    assert match_scores(one, overall, other, overall) == pytest.approx(np.array([[0.0, 1.0]]))


def test_words_that_all_say_more_often_change_no_match() -> None:
    before, now = [[8, 2, 0], [2, 8, 0]], [[8, 2, 10], [2, 8, 10]]
    scores = match_scores(before, [10, 10, 0], now, [10, 10, 20])
    assert scores == pytest.approx(np.eye(2))


def test_a_topic_that_is_everything_is_compared_by_all_its_words() -> None:
    assert match_scores([[3, 1]], [3, 1], [[6, 2]], [6, 2])[0, 0] == pytest.approx(1)


def test_risen_words_need_three_times_the_share_and_more_than_chance() -> None:
    held = np.array([60.0, 60.0, 3.0, 0.0])
    before = np.array([20.0, 21.0, 0.0, 50.0])
    assert risen_words(held, 1000, before, 1000).tolist() == [True, False, False, False]


def test_models_apart_are_paired_by_words(first: TopicModel) -> None:
    second = TopicModel(count=4, seed=3).fit(cut(comments_on(dict.fromkeys(KNOWN, 70), seed=5)))
    assert not same_ids(first, second)
    pairs = {
        (first.topics_[pair.earlier].id, second.topics_[pair.later].id): pair.match
        for pair in pair_topics(first, second)
        if pair.earlier is not None and pair.later is not None
    }
    assert set(pairs) == {(topic_on(first, t), topic_on(second, t)) for t in KNOWN}
    assert min(pairs.values()) > 0.8


def test_topics_with_other_words_have_no_partner(first: TopicModel) -> None:
    second = TopicModel(count=2, seed=0).fit(cut(comments_on({"泳池": 80, "机器人": 80})))
    assert all(pair.earlier is None or pair.later is None for pair in pair_topics(first, second))


def test_ids_are_trusted_across_several_waves(first: TopicModel) -> None:
    second = later(first, dict.fromkeys(KNOWN, 60))
    third = later(second, dict.fromkeys(KNOWN, 60))
    assert third.memory_.ancestors == (model_id(second), model_id(first))
    assert same_ids(first, third) and same_ids(third, first)
    assert [pair.earlier is not None for pair in pair_topics(first, third)] == [True] * 4


def test_a_ruler_has_the_topics_of_both_waves(first: TopicModel) -> None:
    texts = {"停车": 60, "早餐": 60, "隔音": 60, "机器人": 40}
    second = later(first, texts)
    waves = [cut(comments_on(dict.fromkeys(KNOWN, 80))), cut(comments_on(texts, seed=1))]
    ruler = ruler_of(first, second, waves)
    assert {topic.id for topic in ruler.topics_} == {0, 1, 2, 3, 4}
    assert [topic_on(ruler, theme) for theme in KNOWN] == [topic_on(first, t) for t in KNOWN]
    assert topic_on(ruler, "机器人") == 4


def test_what_the_analyst_deleted_or_merged_has_not_vanished(first: TopicModel) -> None:
    """Neither is in the comparison; the one stays hidden, the other counts where it was put."""
    parking, breakfast, noise, queue = (topic_on(first, theme) for theme in KNOWN)
    edited = edits_of(first).delete(noise).merge(queue, breakfast).applied()
    second = later(edited, dict.fromkeys(KNOWN, 60))
    waves = [cut(comments_on(dict.fromkeys(KNOWN, 60), seed=seed)) for seed in (0, 1)]
    ruler = ruler_of(first, second, waves)
    assert {topic.id for topic in ruler.topics_} == {parking, breakfast}
    assert topic_on(ruler, "入住") == breakfast
    rows, _ = ruler.transform(cut(comments_on({"隔音": 40})))
    assert (rows < 0).mean() > 0.9


def test_a_saved_model_assigns_and_goes_on_as_before(first: TopicModel, tmp_path: Path) -> None:
    loaded = load_topic_model(save_topic_model(first, tmp_path / "topics.npz"))
    words = cut(comments_on(dict.fromkeys(KNOWN, 50), seed=2))
    for one in (loaded, lean(first)):
        assert model_id(one) == model_id(first)
        for mine, its in zip(one.transform(words), first.transform(words), strict=True):
            assert np.array_equal(mine, its)
    assert loaded.topics_ == first.topics_ or all(np.isnan(t.match) for t in first.topics_)
    again = [TopicModel(seed=0).fit(words, earlier=one) for one in (first, loaded)]
    assert model_id(again[0]) == model_id(again[1])


def test_what_vanished_is_saved_too(first: TopicModel, tmp_path: Path) -> None:
    second = later(first, {"停车": 60, "早餐": 60, "入住": 60})
    loaded = load_topic_model(save_topic_model(second, tmp_path / "topics.npz"))
    assert loaded.memory_.vanished == second.memory_.vanished != ()
    assert loaded.memory_.ancestors == second.memory_.ancestors


def test_a_model_file_holds_nothing_that_runs(first: TopicModel, tmp_path: Path) -> None:
    path = save_topic_model(first, tmp_path / "topics.npz")
    with zipfile.ZipFile(path) as stored:
        for name in stored.namelist():
            assert b"'descr': '|O'" not in stored.read(name)[:200]
    assert path.read_bytes() == save_topic_model(first, tmp_path / "again.npz").read_bytes()


def test_damaged_models_are_refused(first: TopicModel, tmp_path: Path) -> None:
    good = save_topic_model(first, tmp_path / "good.npz").read_bytes()
    path = tmp_path / "topics.npz"
    for content in (b"", b"PK", good[: len(good) // 2], good[:-9], b"\x93NUMPY" + good, good[::-1]):
        path.write_bytes(content)
        with pytest.raises(voc.VocError, match="topic model"):
            load_topic_model(path)
    with pytest.raises(voc.VocError, match="does not exist"):
        load_topic_model(tmp_path / "none.npz")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda a: a["log_words"].__setitem__((0, 0), np.nan), "damaged"),
        (lambda a: a["log_words"].__isub__(3), "damaged"),
        (lambda a: a.update(held=a["held"][:-1]), "damaged"),
        (lambda a: a.update(spoken=-a["spoken"]), "damaged"),
        (lambda a: a.pop("log_sizes"), "damaged"),
        (lambda a: a.update(log_words=np.array([["a"]], dtype=object)), "damaged"),
        (lambda a: _reword(a, '"voc_topic_model": 1', '"voc_topic_model": 2'), "another version"),
        (lambda a: _reword(a, '"pinned": false', '"pinned": nan'), "damaged"),
        (lambda a: _reword(a, '"id": 0', '"id": 1'), "damaged"),
    ],
)
def test_models_that_say_what_cannot_be_are_refused(
    first: TopicModel, tmp_path: Path, change, told: str
) -> None:
    with np.load(save_topic_model(first, tmp_path / "good.npz")) as stored:
        arrays = dict(stored)
    change(arrays)
    np.savez(tmp_path / "topics.npz", **arrays)
    with pytest.raises(voc.VocError, match=told):
        load_topic_model(tmp_path / "topics.npz")


def _reword(arrays: dict[str, np.ndarray], old: str, new: str) -> None:
    text = arrays["record"].tobytes().decode()
    assert old in text
    arrays["record"] = np.frombuffer(text.replace(old, new).encode(), dtype=np.uint8)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[voc.Analysis, voc.Analysis, Path]:
    """The reviews of the demo in two halves; the second has talk of robots."""
    reviews = pd.read_csv(DEMO)["评论内容"].dropna().astype(str).tolist()
    folder = tmp_path_factory.mktemp("waves")
    options = {
        "text": "评论",
        "codebook": "hotel",
        "progress": False,
        "config": {"statistics": {"bootstrap": 100}, "run": {"processes": 1}},
    }
    one = voc.analyze(pd.DataFrame({"评论": reviews[::2]}), **options)
    one.save(folder / "one")
    robots = comments_on({"机器人": 30})
    table = pd.DataFrame({"评论": [*reviews[1::2], *robots]})
    other = voc.analyze(table, topics_from=folder / "one", **options)
    other.save(folder / "other")
    return one, other, folder


def test_a_run_goes_on_with_the_topics_of_another(runs) -> None:
    one, other, _ = runs
    before = one.topics.set_index("topic")["label"]
    now = other.topics.set_index("topic")
    kept = [topic for topic in now.index if topic in before.index]
    assert len(kept) >= 0.8 * len(before)
    assert now.loc[kept, "label"].tolist() == before[kept].tolist()
    assert (now.loc[kept, "match"] > 0.5).all()
    new = [topic for topic in now.index if topic not in before.index]
    assert any("机器人" in now.loc[topic, "label"] for topic in new)
    record = other.manifest["topics"]["earlier"]
    assert record["model"] == one.manifest["topics"]["model"] == model_id(one.topic_model)
    assert record["continued"] == sorted(kept) and record["new"] == sorted(new)
    gone = sorted(set(before.index) - set(kept))
    assert [topic["topic"] for topic in record["vanished"]] == gone


def test_the_model_of_a_run_is_saved_and_loaded(runs) -> None:
    one, _, folder = runs
    loaded = voc.load(folder / "one")
    assert model_id(loaded.topic_model) == model_id(one.topic_model)
    assert not hasattr(one.topic_model, "_lsa")  # vectors are not kept


def test_older_runs_have_no_topic_model(runs, tmp_path: Path) -> None:
    one = runs[0]
    one.save(tmp_path / "old")
    (tmp_path / "old" / "topics.npz").unlink()
    assert voc.load(tmp_path / "old").topic_model is None
    with pytest.raises(voc.VocError, match="no topics that another could go on with"):
        voc.analyze(pd.DataFrame({"评论": ["好"]}), text="评论", topics_from=tmp_path / "old")
    (tmp_path / "old" / "topics.npz").write_bytes(b"PK")
    with pytest.warns(UserWarning, match="topic model"):
        assert voc.load(tmp_path / "old").topic_model is None


def test_topics_from_nowhere_and_without_topics_are_refused(runs, tmp_path: Path) -> None:
    table = pd.DataFrame({"评论": ["早餐好吃"]})
    with pytest.raises(voc.VocError, match="no run of voc"):
        voc.analyze(table, text="评论", topics_from=tmp_path)
    with pytest.raises(voc.VocError, match="topics are left out"):
        voc.analyze(table, text="评论", topics_from=runs[0], topics=False)


def test_compare_tells_what_appeared(runs) -> None:
    one, other, folder = runs
    found = voc.compare(one, other)
    wrote = [run.comments[~run.comments["boilerplate"]] for run in (one, other)]
    assert found.by_id
    assert found.respondents == tuple(int(w["duplicate_of"].isna().sum()) for w in wrote)
    table = found.table.set_index("label")
    robots = next(label for label in table.index if "机器人" in label)
    assert table.loc[robots, "change"] == "appeared"
    assert pd.isna(table.loc[robots, "topic_earlier"])
    assert table.loc[robots, "n_earlier"] < 5 < table.loc[robots, "n_later"]
    assert (table["topic_earlier"] == table["topic_later"]).dropna().all()
    stored = voc.compare(folder / "one", folder / "other")
    pd.testing.assert_frame_equal(found.table, stored.table)


def test_compare_of_runs_apart_pairs_topics_by_words(runs) -> None:
    one, *_ = runs
    again = voc.compare(one, one)
    assert again.by_id and (again.table["difference"] == 0).all()
    assert not set(again.table["change"]) & {"grew", "shrank", "appeared", "vanished"}


def test_the_comparison_is_told_in_both_languages(runs) -> None:
    found = voc.compare(*runs[:2])
    chinese, english = found.summary("zh", width=200), found.summary("en", width=200)
    assert "新出现：" in chinese and "Appeared: " in english
    assert "机器人" in english
    assert "<td>" in found._repr_html_()
    with pytest.raises(voc.VocError):
        found.summary("fr")


def test_what_customers_wrote_stays_text_in_html_and_sheets(runs, tmp_path: Path) -> None:
    from dataclasses import replace

    found = voc.compare(*runs[:2])
    label = "=HYPERLINK(1)<script>[red]"
    hostile = replace(found, table=found.table.assign(label=label))
    assert "<script>" not in hostile._repr_html_()
    assert "[red]" in hostile.summary("en", width=250)
    sheet = pd.read_excel(hostile.save(tmp_path / "waves.xlsx"), engine="calamine")
    assert set(sheet["主题"]) == {label}


def test_the_command_compares_and_writes(runs, tmp_path: Path) -> None:
    folder = runs[2]
    arguments = ["compare", str(folder / "one"), str(folder / "other"), "--lang", "en"]
    result = CliRunner().invoke(app, [*arguments, "-o", str(tmp_path / "waves.csv")])
    assert result.exit_code == 0, result.output
    assert "Appeared: " in result.output and "waves.csv" in result.output
    written = pd.read_csv(tmp_path / "waves.csv")
    assert "appeared" in set(written["change"])
    assert isinstance(CliRunner().invoke(app, [*arguments, "-o", "waves.txt"]).exception, Exception)
