"""The analyst's hand on topics: rename, merge, split, pin, delete, and what stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import voc
from voc.__main__ import main
from voc.analysis import Analysis
from voc.errors import VocError
from voc.text.tokens import Tokenizer
from voc.topic.clauses import mentions
from voc.topic.edit_file import edits_text, read_edits
from voc.topic.edits import TopicEdits
from voc.topic.model import TopicModel
from voc.topic.model_file import lean, load_topic_model, save_topic_model

DEMO = Path(__file__).parents[1] / "corpora" / "demo" / "hotel_reviews.csv"
QUICK = {"statistics": {"bootstrap": 100}}
THEMES = [
    "停车场太小 找不到车位 停车要等半小时 车位被占了 停车费还贵 地下车库难进 没地方停车 车库全满",
    "早餐的油条好吃 早餐品种多 豆浆好喝 豆浆油条都有 早餐的粥很香 包子热乎 现煎鸡蛋 粥和包子管够",
    "隔壁说话都听得见 半夜隔壁吵 隔音太差 楼上脚步声响 吵得睡不着 隔音不行 走廊吵到半夜 窗外施工声",
    "办理入住排队很久 入住手续慢 前台就一个人 排队等了一小时 前台办理很慢 押金要排队 退房排长队",
    "泳池水很干净 泳池温度刚好 健身房器材新 跑步机很多 健身房通宵开放 孩子爱去泳池 泳池边有躺椅",
]


def corpus(copies: int = 40, seed: int = 0) -> tuple[list[str], np.ndarray]:
    """Comments of five themes, each three remarks of one theme drawn at random."""
    rng = np.random.default_rng(seed)
    theme = np.repeat(np.arange(len(THEMES)), copies)
    texts = ["，".join(rng.choice(THEMES[number].split(), 3, replace=False)) for number in theme]
    return texts, theme


def cut(texts: list[str]) -> list[list[str]]:
    return Tokenizer("rjieba").cut(texts).by_comment()


@pytest.fixture(scope="module")
def words() -> list[list[str]]:
    return cut(corpus()[0])


@pytest.fixture(scope="module")
def model(words: list[list[str]]) -> TopicModel:
    fitted = TopicModel(count=5).fit(words)
    assert len(fitted.topics_) == 5
    return lean(fitted)


def ids(model: TopicModel, words: list[list[str]]) -> np.ndarray:
    """Id of the topic of each comment."""
    row, _ = model.transform(words)
    return np.array([*(topic.id for topic in model.topics_), -1])[row]


def again(edits: TopicEdits, words: list[list[str]]) -> TopicModel:
    """The next run over the comments, as it is saved."""
    return lean(TopicModel(count=5).fit(words, earlier=edits.applied()))


# --- what an edit does ---------------------------------------------------------------------------


def test_without_edits_the_same_comments_have_the_same_topics(
    model: TopicModel, words: list[list[str]]
) -> None:
    same = again(TopicEdits(model), words)
    assert [topic.label for topic in same.topics_] == [topic.label for topic in model.topics_]
    assert [topic.words for topic in same.topics_] == [topic.words for topic in model.topics_]
    assert (ids(same, words) == ids(model, words)).all()


def test_a_renamed_topic_has_the_label_and_nothing_else_changes(
    model: TopicModel, words: list[list[str]]
) -> None:
    renamed = again(TopicEdits(model).rename(2, " 停车难 "), words)
    assert {topic.id: topic.label for topic in renamed.topics_}[2] == "停车难"
    before = {topic.id: topic.label for topic in model.topics_ if topic.id != 2}
    assert before.items() <= {topic.id: topic.label for topic in renamed.topics_}.items()
    assert (ids(renamed, words) == ids(model, words)).all()


def test_a_merged_topic_has_the_comments_and_words_of_both(
    model: TopicModel, words: list[list[str]]
) -> None:
    first, second = model.topics_[0], model.topics_[1]
    merged = again(TopicEdits(model).merge(second.id, first.id), words)
    before, after = ids(model, words), ids(merged, words)
    both = np.isin(before, [first.id, second.id])
    assert (after[both] == first.id).mean() > 0.95
    assert (after[~both] == before[~both]).all()
    (topic,) = [one for one in merged.topics_ if one.id == first.id]
    assert topic.label == first.label
    assert set(topic.words) & set(first.words) and set(topic.words) & set(second.words)


def test_merges_follow_each_other(model: TopicModel, words: list[list[str]]) -> None:
    merged = again(TopicEdits(model).merge(0, 1).merge(1, 2), words)
    assert sorted(topic.id for topic in merged.topics_) == [2, 3, 4]
    before, after = ids(model, words), ids(merged, words)
    assert (after[np.isin(before, [0, 1, 2])] == 2).mean() > 0.95


def test_comments_of_a_deleted_topic_flow_into_no_other(
    model: TopicModel, words: list[list[str]]
) -> None:
    deleted = again(TopicEdits(model).delete(3), words)
    before, after = ids(model, words), ids(deleted, words)
    assert (after[before == 3] == -1).all()
    assert (after[before != 3] == before[before != 3]).all()
    assert [topic.id for topic in deleted.hidden_] == [3]


def test_clauses_of_a_deleted_topic_belong_to_no_other(
    model: TopicModel, words: list[list[str]]
) -> None:
    texts, _ = corpus()
    mixed = [f"{one}。{other}" for one, other in zip(texts[::2], reversed(texts[::2]), strict=True)]
    deleted = again(TopicEdits(model).delete(3), words)
    found = {}
    for name, one in (("before", model), ("after", deleted)):
        cuts = cut(mixed)
        counts = one.counts_of(one.features_.transform(cuts))
        row, _ = one.mixture_.assign(counts)
        number = [topic.id for topic in one.topics_]
        spoken = mentions(one, mixed, cuts, row, counts)
        found[name] = {(m.comment, m.start): number[m.topic] for m in spoken}
    kept = [place for place, topic in found["before"].items() if topic == 3]
    assert len(kept) > 10
    assert sum(place in found["after"] for place in kept) < 0.1 * len(kept)


def test_a_deleted_topic_can_be_brought_back(model: TopicModel, words: list[list[str]]) -> None:
    deleted = again(TopicEdits(model).delete(3), words)
    restored = again(TopicEdits(deleted).restore(3), words)
    assert (ids(restored, words) == ids(model, words)).all()
    assert not restored.hidden_


def test_a_split_topic_becomes_two_and_the_others_keep_their_comments() -> None:
    texts, theme = corpus()
    theme = np.where(theme == 1, 0, theme)  # parking and breakfast as one topic
    fitted = TopicModel(count=5).fit(cut(texts))
    joined = again(TopicEdits(lean(fitted)).merge(fitted.topics_[1].id, fitted.topics_[0].id),
                   cut(texts))  # fmt: skip
    whole = fitted.topics_[0].id
    split = again(TopicEdits(joined).split(whole), cut(texts))
    before, after = ids(joined, cut(texts)), ids(split, cut(texts))
    parts = set(after[before == whole]) - {-1}
    assert len(parts) == 2
    assert whole in parts
    assert (parts - {whole}) & {topic.id for topic in fitted.topics_} == set()  # a new number
    assert (after[before != whole] == before[before != whole]).mean() > 0.98
    sizes = [int((after == part).sum()) for part in (whole, *(parts - {whole}))]
    assert sizes[0] >= sizes[1] >= 20
    one = ids(lean(fitted), cut(texts))
    pure = pd.crosstab(one[before == whole], after[before == whole])
    assert pure.max(axis=1).sum() > 0.9 * (before == whole).sum()  # parted where it was joined
    labels = {topic.id: topic.label for topic in split.topics_}
    assert len(set(labels.values())) == len(labels)


def test_a_topic_of_real_reviews_is_split_in_two(run: Analysis) -> None:
    whole = int(run.topics["topic"].iloc[0])
    edits = run.edit_topics().split(whole)
    split = voc.analyze(DEMO, codebook="hotel", topics_from=edits, config=QUICK, progress=False)
    (new,) = set(split.topics["topic"]) - set(run.topics["topic"])
    before, after = run.comments["topic"], split.comments["topic"]
    assert (after[before == whole].isin([whole, new])).mean() > 0.8
    assert (after[~before.isin([whole])] == before[~before.isin([whole])]).mean() > 0.95
    sizes = split.topics.set_index("topic")["size"]
    assert sizes[whole] >= sizes[new] >= 3
    assert split.topics["label"].is_unique


def test_a_topic_of_a_few_comments_stays_whole(model: TopicModel) -> None:
    texts = [text for text in corpus()[0] if "泳池" not in text][:90] + ["泳池边有躺椅"] * 3
    few = TopicEdits(model).split(model.topics_[-1].id).pin(model.topics_[-1].id)
    assert len(TopicModel().fit(cut(texts), earlier=few.applied()).topics_) <= 6


def test_a_number_is_never_given_again(model: TopicModel, words: list[list[str]]) -> None:
    last = max(topic.id for topic in model.topics_)
    merged = again(TopicEdits(model).merge(last, 0), words)
    split = again(TopicEdits(merged).split(0), words)
    assert max(topic.id for topic in split.topics_) == last + 1


def test_a_pinned_topic_stays_without_comments(model: TopicModel) -> None:
    pool = next(topic.id for topic in model.topics_ if "泳池" in topic.words)
    texts, theme = corpus(seed=5)
    others = cut([text for text, number in zip(texts, theme, strict=True) if number != 4])
    pinned = again(TopicEdits(model).pin(pool), others)
    assert pool in [topic.id for topic in pinned.topics_]
    loose = again(TopicEdits(model), others)
    assert pool not in [topic.id for topic in loose.topics_]
    assert pool not in [
        t.id for t in again(TopicEdits(pinned).pin(pool, False), others[:150]).topics_
    ]


def test_edits_hold_in_the_next_wave(model: TopicModel) -> None:
    later, _ = corpus(30, seed=9)
    edited = TopicEdits(model).rename(0, "甲").delete(3).merge(4, 1).applied()
    wave = TopicModel(count=5).fit(cut(later), earlier=edited)
    plain = TopicModel(count=5).fit(cut(later), earlier=model)
    after, before = ids(wave, cut(later)), ids(plain, cut(later))
    assert {topic.id: topic.label for topic in wave.topics_}[0] == "甲"
    assert (after[before == 3] == -1).mean() > 0.9
    assert np.isin(after[before == 4], [1]).mean() > 0.9
    untouched = np.isin(before, [0, 1, 2])
    assert (after[untouched] == before[untouched]).mean() > 0.95
    assert [topic.id for topic in wave.hidden_] == [3]


def test_edits_are_saved_with_the_model(
    model: TopicModel, words: list[list[str]], tmp_path: Path
) -> None:
    edited = again(TopicEdits(model).rename(0, "甲").delete(3).merge(4, 1), words)
    loaded = load_topic_model(save_topic_model(edited, tmp_path / "topics.npz"))
    assert (ids(loaded, words) == ids(edited, words)).all()
    assert [topic.words for topic in loaded.hidden_] == [topic.words for topic in edited.hidden_]
    assert loaded.retired_ == frozenset({4})
    assert loaded.edited_
    third = again(TopicEdits(loaded), words)
    assert (ids(third, words) == ids(edited, words)).all()


# --- what cannot be done -------------------------------------------------------------------------

IMPOSSIBLE: list[tuple[Callable[[TopicEdits], TopicEdits], str]] = [
    (lambda edits: edits.rename(99, "停车"), 'There is no topic "99"'),
    (lambda edits: edits.merge(0, 99), 'There is no topic "99"'),
    (lambda edits: edits.rename(0, "  "), "The label is empty"),
    (lambda edits: edits.merge(0, 0), "merged into itself"),
    (lambda edits: edits.merge(0, 1).merge(1, 0), "merged in a circle"),
    (lambda edits: edits.merge(0, 1).delete(1), "Topic 1 is deleted"),
    (lambda edits: edits.merge(0, 1).split(0), "neither split, deleted nor named"),
    (lambda edits: edits.split(0, 1), "cannot be split into 1"),
    (lambda edits: edits.split(0, 9), "cannot be split into 9"),
    (lambda edits: edits.split(0).delete(0), "A deleted topic cannot be split"),
    (lambda edits: edits.rename(0, "甲").rename(1, "甲"), 'Two topics are labelled "甲"'),
    (lambda edits: edits.delete(0).delete(1).delete(2).delete(3).delete(4), "No topic is left"),
]


@pytest.mark.parametrize(("edit", "message"), IMPOSSIBLE)
def test_what_cannot_be_done_is_refused_at_once(
    model: TopicModel, edit: Callable[[TopicEdits], TopicEdits], message: str
) -> None:
    with pytest.raises(VocError, match=message):
        edit(TopicEdits(model))


def test_edits_are_shown_and_do_not_change_each_other(model: TopicModel) -> None:
    none = TopicEdits(model)
    two = none.rename(0, "停车难").pin(0).merge(4, 0)
    assert repr(none) == "no edits of topics"
    assert repr(two) == "0: label = '停车难', pin = True\n4: merge_into = 0"
    assert not none.changes
    assert repr(none.rename(model.topics_[1].label, "早餐")).startswith(f"{model.topics_[1].id}:")


# --- the file ------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path, model: TopicModel) -> Path:
    path = tmp_path / "topics.toml"
    path.write_text(edits_text(TopicEdits(model), {0: 40, 1: 1}), encoding="utf-8")
    return path


def changed(file: Path, old: str, new: str) -> Path:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def test_a_file_that_was_not_changed_asks_for_nothing(file: Path, model: TopicModel) -> None:
    assert read_edits(file, model) is None
    text = file.read_text(encoding="utf-8")
    assert "# 40 条评论：" in text
    english = edits_text(TopicEdits(model), {0: 40, 1: 1}, "en")
    assert "# 40 comments: " in english
    assert "# 1 comment: " in english


def test_topics_are_kept_when_asked_for(file: Path, model: TopicModel) -> None:
    edits = read_edits(changed(file, "keep = false", "keep = true"), model)
    assert edits is not None
    assert not edits.changes


def test_the_file_says_what_a_notebook_says(file: Path, model: TopicModel, tmp_path: Path) -> None:
    changed(file, "[0]\nlabel = ", '[0]\npin = true\nlabel = "停车难"  # ')
    changed(file, "[2]\n", "[2]\nsplit = 2\n")
    changed(file, "[3]\n", "[3]\ndelete = true\n")
    changed(file, "[4]\n", "[4]\nmerge_into = 1\n")
    by_file = read_edits(file, model)
    by_hand = TopicEdits(model).rename(0, "停车难").pin(0).split(2).delete(3).merge(4, 1)
    assert by_file is not None
    assert dict(by_file.changes) == dict(by_hand.changes)
    again = read_edits(by_hand.save(tmp_path / "other.toml"), model)
    assert again is not None
    assert dict(again.changes) == dict(by_hand.changes)


def test_a_deleted_topic_stands_in_the_next_file(
    model: TopicModel, words: list[list[str]], tmp_path: Path
) -> None:
    deleted = again(TopicEdits(model).delete(3).pin(0), words)
    path = TopicEdits(deleted).save(tmp_path / "topics.toml")
    assert "keep = true" in path.read_text(encoding="utf-8")
    edits = read_edits(path, deleted)
    assert edits is not None
    assert not edits.changes
    restored = read_edits(changed(path, "delete = true\n", ""), deleted)
    assert restored is not None
    assert repr(restored) == "3: delete = False"
    loose = read_edits(changed(path, "pin = true\n", "pin = false\n"), deleted)
    assert loose is not None
    assert "0: pin = False" in repr(loose)


@pytest.mark.parametrize(
    ("old", "new", "what", "where"),
    [
        ("[0]\n", "[0]\nname = 1\n", 'Unknown key "name"', "topic 0"),
        ("[0]\n", "[0]\nlabl = 1\n", 'Did you mean "label"', "topic 0"),
        ("[0]\n", "[99]\n", r"There is no topic \[99\]", "topic 99"),
        ("[0]\n", "[甲]\n", "not valid TOML", "topics.toml:"),
        ("[0]\n", '["甲"]\n', "There is no topic", ""),
        ("[1]\n", "[0]\n", "not valid TOML", "topics.toml:"),  # twice
        ("[0]\nlabel = ", "[0]\nlabel = 5 # ", "Give a text in quotation marks", "topic 0"),
        ("[0]\n", "[0]\ndelete = 1\n", "Give true or false", "topic 0"),
        ("[0]\n", "[0]\nsplit = true\n", "Give a whole number", "topic 0"),
        ("[0]\n", '[0]\nmerge_into = "3"\n', "Give a whole number", "topic 0"),
        ("[0]\n", "[0]\nmerge_into = 99\n", "There is no topic 99", "topic 0"),
        ("[0]\n", "[0]\nmerge_into = 0\n", "merged into itself", "topic 0"),
        ("[0]\n", "[0]\nsplit = 1\n", "cannot be split into 1", "topic 0"),
        ("[0]\nlabel = ", '[0]\nlabel = "" # ', "The label is empty", "topic 0"),
        ("keep = false", "keep = 1", "keep is neither", "topics.toml:"),
        ("keep = false", "pin = true", "stands above the topics", "topics.toml:"),
        ("[0]\nlabel = ", "[0]\nlabel = “停车” # ", "English ones", "topics.toml:"),
        ('model = "', 'model = "0', "topics of another run", "topics.toml:"),
    ],
)
def test_a_fault_in_the_file_is_named_with_its_line(
    file: Path, model: TopicModel, old: str, new: str, what: str, where: str
) -> None:
    changed(file, old, new)
    with pytest.raises(VocError, match=what) as caught:
        read_edits(file, model)
    assert where in str(caught.value.where)
    assert "topics.toml" in str(caught.value.where)


def test_the_line_is_that_of_the_key(file: Path, model: TopicModel) -> None:
    changed(file, "[1]\n", "[1]\n\n\nsplit = 7\n")
    line = file.read_text(encoding="utf-8").splitlines().index("split = 7") + 1
    with pytest.raises(VocError) as caught:
        read_edits(file, model)
    assert caught.value.where == f"{file}:{line}, topic 1"


# --- whole runs ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def run() -> Analysis:
    return voc.analyze(DEMO, codebook="hotel", config=QUICK, progress=False)


def test_a_notebook_edits_and_sees_the_change(run: Analysis) -> None:
    first, second, third = run.topics["topic"].tolist()[:3]
    edits = run.edit_topics().rename(first, "办理入住").delete(second).pin(third)
    edited = voc.analyze(DEMO, codebook="hotel", topics_from=edits, config=QUICK, progress=False)
    topics = edited.topics.set_index("topic")
    assert topics.loc[first, "label"] == "办理入住"
    assert topics.loc[third, "pinned"]
    assert second not in topics.index
    before = run.comments["topic"].where(run.comments["topic"] != second, -1)
    assert (edited.comments["topic"] == before).all()
    assert not edited.study("topic_mentions")["topic"].eq(second).any()
    assert edited.manifest["topics"]["edited"]


def test_the_file_beside_the_run_is_edited_and_the_same_command_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "quick.toml"
    settings.write_text(
        "[statistics]\nbootstrap = 100\n[report]\nexcel = false\n[topics]\ncount = 8\n"
    )
    folder = tmp_path / "run"
    command = ["voc", "analyze", str(DEMO), "-k", "hotel", "-c", str(settings), "-o", str(folder)]
    monkeypatch.setattr("sys.argv", command)
    main()
    first, before = voc.load(folder).topics, voc.load(folder).comments["topic"]
    changed(folder / "topics.toml", "[0]\nlabel = ", '[0]\nlabel = "办理入住" # ')
    changed(folder / "topics.toml", "[1]\n", "[1]\nmerge_into = 2\n")
    monkeypatch.setattr("sys.argv", [*command, "--force"])
    main()
    second = voc.load(folder).topics
    assert second.set_index("topic").loc[0, "label"] == "办理入住"
    assert set(second["topic"]) == set(first["topic"]) - {1}
    after = voc.load(folder).comments["topic"]
    others = ~before.isin([1, 2, -1])
    assert (after[others] == before[others]).mean() > 0.9
    main()  # edits are there for good
    third = voc.load(folder).topics
    pd.testing.assert_frame_equal(second, third)
    (folder / "topics.toml").unlink()
    main()  # without the file, topics are found anew
    assert voc.load(folder).topics["label"].tolist() == first["label"].tolist()
    capsys.readouterr()


def test_a_fault_in_the_file_leaves_the_run_as_it_is(run: Analysis, tmp_path: Path) -> None:
    from voc.run import run_to_folder

    folder = run.save(tmp_path / "run")
    changed(folder / "topics.toml", "[0]\n", "[0]\nsplit = 77\n")
    with pytest.raises(VocError, match="cannot be split into 77"):
        run_to_folder(DEMO, folder, force=True, codebook="hotel", config=QUICK, say=lambda _: None)
    with pytest.raises(VocError, match="cannot be split into 77"):
        voc.analyze(DEMO, topics_from=folder, progress=False)
    assert (folder / "report.html").exists() is False
    assert "split = 77" in (folder / "topics.toml").read_text(encoding="utf-8")


def test_a_run_without_topics_cannot_be_edited() -> None:
    few = pd.DataFrame({"评论": ["早餐好吃", "停车方便"]})
    bare = voc.analyze(few, text="评论", topics=False, progress=False)
    with pytest.raises(VocError, match="no topics"):
        bare.edit_topics()
