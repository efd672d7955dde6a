"""topics.toml: the topics of a run as a file for the analyst to change, and the edits in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voc.config import nearest
from voc.errors import VocError
from voc.lexicon.toml_lines import Lines, toml_lines
from voc.messages import listed, phrase
from voc.toml_file import read_toml
from voc.topic.edits import TopicEdit, TopicEdits
from voc.topic.match import model_id
from voc.topic.model import TopicModel
from voc.topic.topic import Topic

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["EDIT_FILE", "edits_text", "read_edits", "write_topics"]

EDIT_FILE = "topics.toml"
_KIND = "settings.topics-file"
_WORDS = 8
_KEYS: dict[str, type] = {
    "label": str,
    "merge_into": int,
    "split": int,
    "pin": bool,
    "delete": bool,
}
_VALUES = {str: "topics.wanted-text", int: "topics.wanted-number", bool: "topics.wanted-switch"}
_TEXTS = {
    "zh": {
        "header": """\
# 本次分析的主题。按需修改并保存，再用同一条命令加 --force 重新运行。
#   label = "停车难"   改名
#   merge_into = 3     并入主题 3
#   split = 2          拆成两个，最多 5 个
#   pin = true         以后的分析里评论再少也保留
#   delete = true      删除，它的评论不归任何主题
# 其他主题的编号不变；只要评论还是同一批，各主题的评论也不变。
# 没有修改时，重新运行会重新寻找主题；keep = true 则沿用这些主题。
""",
        "deleted": "# 已删除。去掉 delete 那一行，主题就会恢复。\n",
        "comment": "{n} 条评论",
        "comments": "{n} 条评论",
        "words": "{size}：{words}",
        "separator": "、",
    },
    "en": {
        "header": """\
# The topics of this run. Change what you like, save, and run the same command again with --force.
#   label = "停车难"   names it
#   merge_into = 3     its comments join those of topic 3
#   split = 2          it becomes two topics; at most 5
#   pin = true         it stays, however few comments it has in later runs
#   delete = true      its comments have no topic
# The other topics keep their numbers and, as long as the comments are the same, their comments.
# Without an edit the next run into this folder finds its topics anew, unless keep = true.
""",
        "deleted": "# Deleted. Take out the line with delete to have the topic back.\n",
        "comment": "{n} comment",
        "comments": "{n} comments",
        "words": "{size}: {words}",
        "separator": ", ",
    },
}


def edits_text(
    edits: TopicEdits, sizes: Mapping[int, int] | None = None, language: str = "zh"
) -> str:
    """The topics of a run and what is to become of them, as the text of `topics.toml`.

    Parameters
    ----------
    edits : TopicEdits
    sizes : mapping of int to int, optional
        Comments of each topic, by id.
    language : {"zh", "en"}
        Of the comments in the file.
    """
    model, texts = edits.model, _TEXTS[language]
    keep = "true" if model.edited_ else "false"
    parts = [f'{texts["header"]}\nmodel = "{model_id(model)}"\nkeep = {keep}\n']
    parts += [_table(topic, edits, sizes or {}, texts) for topic in model.topics_]
    hidden = [_table(topic, edits, {}, texts, deleted=True) for topic in model.hidden_]
    if hidden:
        hidden[0] = texts["deleted"] + hidden[0]
    return "\n".join(parts + hidden)


def write_topics(
    model: TopicModel, topics: pd.DataFrame | None, folder: Path, language: str = "zh"
) -> None:
    """Write the `topics.toml` of a run into its folder.

    Parameters
    ----------
    model : TopicModel
    topics : DataFrame, optional
        Columns topic, size.
    folder : Path
    language : {"zh", "en"}
        Of the comments in the file.
    """
    columns = [] if topics is None else [topics[name].tolist() for name in ("topic", "size")]
    sizes: dict[int, int] = dict(zip(*columns, strict=True)) if columns else {}
    text = edits_text(TopicEdits(model), sizes, language)
    (folder / EDIT_FILE).write_text(text, encoding="utf-8", errors="backslashreplace")


def read_edits(path: Path, model: TopicModel) -> TopicEdits | None:
    """The edits of a `topics.toml`.

    Parameters
    ----------
    path : Path
    model : TopicModel
        Of the same run.

    Returns
    -------
    TopicEdits or None
        None where nothing was changed and the topics are not to be kept either.

    Raises
    ------
    VocError
        The file cannot be read, is of another run, or asks for what cannot be done; names the line.
    """
    text, tree = read_toml(path, _KIND)
    lines = toml_lines(text)

    def refuse(code: str, *keys: str, **values: Any) -> VocError:
        return VocError(code, where=_place(path, lines, keys), **values)

    own = tree.pop("model", None)
    if own is not None and own != model_id(model):
        raise refuse("topics.other-run", "model")
    keep = tree.pop("keep", False)
    if not isinstance(keep, bool):
        raise refuse("topics.keep-wanted", "keep")
    known = {topic.id: topic for topic in (*model.topics_, *model.hidden_)}
    hidden = {topic.id for topic in model.hidden_}
    changes = {}
    for key, asked in tree.items():
        if not isinstance(asked, dict):
            raise refuse("topics.above-topics", key, key=key, value=json.dumps(asked))
        if not key.isascii() or not key.isdigit() or int(key) not in known:
            raise refuse("topics.no-topic-table", key, key=key, known=listed(known))
        for name, value in asked.items():
            if name not in _KEYS:
                hint = nearest(name, list(_KEYS))
                raise refuse("settings.unknown-key", key, name, key=name, hint=hint)
            kind = _KEYS[name]
            if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
                raise refuse(
                    "topics.value-wanted",
                    key,
                    name,
                    name=name,
                    value=json.dumps(value),
                    wanted=phrase(_VALUES[kind]),
                )
        topic = known[int(key)]
        edit = _change(asked, topic, deleted=topic.id in hidden)
        if edit.told():
            changes[topic.id] = edit
    edits = TopicEdits(model, changes)
    for fault in edits.faults():
        raise fault.error(_place(path, lines, (str(fault.topic), fault.key)))
    return edits if changes or keep else None


def _change(asked: Mapping[str, Any], topic: Topic, *, deleted: bool) -> TopicEdit:
    """What differs from what the topic is."""
    label, pin = asked.get("label"), asked.get("pin")
    delete = bool(asked.get("delete", False))
    return TopicEdit(
        label=None if label is None or label.strip() == topic.label else label.strip(),
        merge_into=asked.get("merge_into"),
        split=asked.get("split"),
        pin=None if pin is None or pin == topic.pinned else pin,
        delete=None if delete == deleted else delete,
    )


def _place(path: Path, lines: Lines, keys: tuple[str, ...]) -> str:
    line = lines.of(tuple(key for key in keys if key))
    place = f"{path}:{line}" if line else str(path)
    if not (keys and keys[0].isdigit()):
        return place
    return phrase("topics.place", file=place, topic=keys[0])


def _table(
    topic: Topic,
    edits: TopicEdits,
    sizes: Mapping[int, int],
    texts: Mapping[str, str],
    *,
    deleted: bool = False,
) -> str:
    lines = [f"[{topic.id}]", *_lines(topic, edits, deleted)]
    words = texts["separator"].join(topic.words[:_WORDS])
    if topic.id in sizes:
        size = sizes[topic.id]
        told = texts["comment" if size == 1 else "comments"].format(n=f"{size:,}")
        words = texts["words"].format(size=told, words=words) if words else told
    if words:
        lines.append("# " + "".join(c if c.isprintable() else " " for c in words))
    return "\n".join([*lines, ""])


def _lines(topic: Topic, edits: TopicEdits, deleted: bool) -> Iterator[str]:
    edit = edits.changes.get(topic.id, TopicEdit())
    label = topic.label if edit.label is None else edit.label
    yield f"label = {json.dumps(label, ensure_ascii=False)}"
    if edit.merge_into is not None:
        yield f"merge_into = {edit.merge_into}"
    if edit.split is not None:
        yield f"split = {edit.split}"
    if topic.pinned if edit.pin is None else edit.pin:
        yield "pin = true"
    elif topic.pinned:
        yield "pin = false"
    if deleted if edit.delete is None else edit.delete:
        yield "delete = true"
