"""The analyst's hand on the topics of a run: rename, merge, split, pin, delete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from voc.errors import VocError
from voc.files import expanded, whole_file
from voc.messages import listed, phrase
from voc.topic.match import model_id
from voc.topic.mixture import Mixture
from voc.topic.model import TopicModel
from voc.topic.topic import Topic

__all__ = ["MOST_PARTS", "Fault", "TopicEdit", "TopicEdits", "edits_of"]

MOST_PARTS = 5


@dataclass(frozen=True)
class TopicEdit:
    """What is to become of one topic; None and False leave it as it is.

    Attributes
    ----------
    label : str, optional
    merge_into : int, optional
        Id of the topic that its comments join.
    split : int, optional
        Topics that it becomes.
    pin : bool, optional
        Whether it stays however few comments it has.
    delete : bool, optional
        Whether its comments have no topic; False brings a deleted one back.
    """

    label: str | None = None
    merge_into: int | None = None
    split: int | None = None
    pin: bool | None = None
    delete: bool | None = None

    def told(self) -> dict[str, Any]:
        """Only what is to change."""
        return {key: value for key, value in vars(self).items() if value is not None}


@dataclass(frozen=True)
class Fault:
    """What is wrong with an edit: the topic, the key, and what to do."""

    topic: int
    key: str
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def error(self, where: str) -> VocError:
        """The same as an exception."""
        return VocError(self.code, where=where, **self.values)


@dataclass(frozen=True)
class TopicEdits:
    """Edits of the topics of a run; each method gives new ones with one more.

    Topics are named by id or label. Hand them to the next run:
    `voc.analyze(source, topics_from=run.edit_topics().rename(3, "停车难").merge(5, 3))`.

    Attributes
    ----------
    model : TopicModel
        Of the run.
    changes : mapping of int to TopicEdit
        By id.
    """

    model: TopicModel
    changes: Mapping[int, TopicEdit] = field(default_factory=dict)

    def rename(self, topic: int | str, label: str) -> TopicEdits:
        """Give the topic another label."""
        return self._with(topic, label=label.strip())

    def merge(self, topic: int | str, into: int | str) -> TopicEdits:
        """Let the comments of one topic join another, which keeps its id and label."""
        return self._with(topic, merge_into=self.id_of(into))

    def split(self, topic: int | str, parts: int = 2) -> TopicEdits:
        """Part the topic; the largest part keeps the id, the others get new ones."""
        return self._with(topic, split=parts)

    def pin(self, topic: int | str, pinned: bool = True) -> TopicEdits:
        """Keep the topic however few comments it has in later runs."""
        return self._with(topic, pin=pinned)

    def delete(self, topic: int | str) -> TopicEdits:
        """Leave the comments of the topic without one, in later runs too."""
        return self._with(topic, delete=True)

    def restore(self, topic: int | str) -> TopicEdits:
        """Bring back a topic that an earlier edit deleted."""
        return self._with(topic, delete=False)

    def id_of(self, topic: int | str) -> int:
        """The id of a topic by id or label.

        Raises
        ------
        VocError
            There is no such topic.
        """
        for one in (*self.model.topics_, *self.model.hidden_):
            if topic in (one.id, one.label):
                return one.id
        raise VocError(
            "topics.no-topic",
            where="topics",
            topic=topic,
            known=listed(f"{one.id} {one.label}" for one in self.model.topics_),
        )

    def save(self, path: str | Path) -> Path:
        """Write a `topics.toml`, into the folder of the run or as a file; returns its path."""
        from voc.topic.edit_file import EDIT_FILE, edits_text

        target = expanded(path)
        target = target / EDIT_FILE if target.is_dir() else target
        with whole_file(target) as temporary:
            temporary.write_text(edits_text(self), encoding="utf-8")
        return target

    def faults(self) -> Iterator[Fault]:
        """What cannot be done."""
        topics = {one.id: one for one in (*self.model.topics_, *self.model.hidden_)}
        deleted = self._deleted()
        merged = {topic for topic, edit in self.changes.items() if edit.merge_into is not None}
        for topic, edit in self.changes.items():
            yield from _faults_of(topic, edit, topics, deleted)
        for topic in self._in_circles():
            yield Fault(topic, "merge_into", "topics.merge-circle")
        yield from self._labels_twice(topics, merged)
        if not topics.keys() - deleted - merged:
            worst = max(self.changes, default=0)
            yield Fault(worst, "delete", "topics.none-left")

    def applied(self) -> TopicModel:
        """The model with the edits; splits are made by the run that goes on from it.

        Raises
        ------
        VocError
            Something cannot be done; names the topic.
        """
        for fault in self.faults():
            raise fault.error(phrase("place.topic", topic=fault.topic))
        return _edited(self.model, self.changes)

    def __repr__(self) -> str:
        if not self.changes:
            return "no edits of topics"
        rows = (
            f"{topic}: {', '.join(f'{key} = {value!r}' for key, value in edit.told().items())}"
            for topic, edit in self.changes.items()
        )
        return "\n".join(rows)

    def _with(self, topic: int | str, **change: Any) -> TopicEdits:
        known = self.id_of(topic)
        edit = replace(self.changes.get(known, TopicEdit()), **change)
        edits = replace(self, changes={**self.changes, known: edit})
        for fault in edits.faults():
            raise fault.error(phrase("place.topic", topic=fault.topic))
        return edits

    def _deleted(self) -> set[int]:
        """Topics that will be hidden: deleted now, or before and not brought back."""
        deleted = {one.id for one in self.model.hidden_}
        deleted |= {topic for topic, edit in self.changes.items() if edit.delete}
        return deleted - {topic for topic, edit in self.changes.items() if edit.delete is False}

    def _in_circles(self) -> Iterator[int]:
        for topic in self.changes:
            place, steps = topic, 0
            while (edit := self.changes.get(place)) and edit.merge_into is not None:
                place, steps = edit.merge_into, steps + 1
                if steps > len(self.changes):
                    yield topic
                    break

    def _labels_twice(self, topics: Mapping[int, Topic], merged: set[int]) -> Iterator[Fault]:
        seen: dict[str, int] = {}
        for topic in topics.keys() - merged:
            edit = self.changes.get(topic, TopicEdit())
            label = topics[topic].label if edit.label is None else edit.label
            if label in seen:
                worst = topic if edit.label is not None else seen[label]
                yield Fault(worst, "label", "topics.label-twice", {"label": label})
            seen[label] = topic


def edits_of(model: TopicModel | None) -> TopicEdits:
    """No edits yet of the topics of a run; `VocError` when it has none that were kept."""
    if model is None:
        raise VocError("topics.nothing-to-edit", where="topics")
    return TopicEdits(model)


def _faults_of(
    topic: int, edit: TopicEdit, topics: Mapping[int, Topic], deleted: set[int]
) -> Iterator[Fault]:
    if edit.label is not None and not edit.label.strip():
        yield Fault(topic, "label", "topics.empty-label")
    if edit.split is not None and not 2 <= edit.split <= MOST_PARTS:
        values: dict[str, Any] = {"parts": edit.split, "most": MOST_PARTS}
        yield Fault(topic, "split", "topics.split-parts", values)
    into = edit.merge_into
    if into is None:
        if edit.split and topic in deleted:
            yield Fault(topic, "split", "topics.split-deleted")
        return
    if edit.split or edit.delete or edit.label is not None:
        yield Fault(topic, "merge_into", "topics.merged-and-edited")
    if into not in topics:
        values = {"topic": into, "known": listed(topics)}
        yield Fault(topic, "merge_into", "topics.merge-into-unknown", values)
    elif into == topic:
        yield Fault(topic, "merge_into", "topics.merge-into-itself")
    elif into in deleted:
        yield Fault(topic, "merge_into", "topics.merge-into-deleted", {"topic": into})


def _edited(model: TopicModel, changes: Mapping[int, TopicEdit]) -> TopicModel:
    topics = (*model.topics_, *model.hidden_)
    hidden_before = {topic.id for topic in model.hidden_}
    target = _targets(changes)
    kept = [topic for topic in topics if topic.id not in target]
    hidden = {
        topic.id
        for topic in kept
        if _asked(changes, topic.id).delete or _still_hidden(changes, topic.id, hidden_before)
    }
    kept.sort(key=lambda topic: topic.id in hidden)
    groups = [
        [row for row, one in enumerate(topics) if target.get(one.id, one.id) == topic.id]
        for topic in kept
    ]
    edited = TopicModel(seed=model.seed)
    edited.vocabulary_, edited.features_ = model.vocabulary_, model.features_
    mixture = _merged(model.mixture_.every(), model.memory_.spoken, groups)
    shown = len(kept) - len(hidden)
    edited.mixture_ = mixture.hiding(shown)
    named = [_renamed(topic, _asked(changes, topic.id)) for topic in kept]
    edited.topics_, edited.hidden_ = tuple(named[:shown]), tuple(named[shown:])
    edited.memory_ = replace(
        model.memory_,
        spoken=np.array([model.memory_.spoken[rows].sum() for rows in groups]),
        ancestors=(model_id(model), *model.memory_.ancestors),
    )
    edited.corpus_, edited.edited_ = model.corpus_, True
    edited.retired_ = model.retired_ | target.keys()
    edited.parts_ = {topic: edit.split for topic, edit in changes.items() if edit.split}
    return edited


def _asked(changes: Mapping[int, TopicEdit], topic: int) -> TopicEdit:
    return changes.get(topic, TopicEdit())


def _still_hidden(changes: Mapping[int, TopicEdit], topic: int, before: set[int]) -> bool:
    return topic in before and _asked(changes, topic).delete is None


def _targets(changes: Mapping[int, TopicEdit]) -> dict[int, int]:
    """Where each merged topic ends, over any number of steps."""
    step = {
        topic: edit.merge_into for topic, edit in changes.items() if edit.merge_into is not None
    }
    target = {}
    for topic in step:
        place = topic
        while place in step:
            place = step[place]
        target[topic] = place
    return target


def _renamed(topic: Topic, edit: TopicEdit) -> Topic:
    label = "" if edit.split and edit.label is None else (edit.label or topic.label)
    pinned = topic.pinned if edit.pin is None else edit.pin
    return replace(topic, label=label, pinned=pinned)


def _merged(mixture: Mixture, spoken: Any, groups: list[list[int]]) -> Mixture:
    """One topic a group: its words as often as the topics of the group say them together."""
    words, sizes = np.exp(mixture.log_words), np.exp(mixture.log_sizes)
    log_words, log_sizes = [], []
    for rows in groups:
        weight = spoken[rows] if spoken[rows].sum() else np.ones(len(rows))
        log_words.append(np.log(weight @ words[rows] / weight.sum()))
        log_sizes.append(np.log(sizes[rows].mean()))
    return Mixture(np.array(log_words, np.float32), np.array(log_sizes, np.float32))
