"""Topics of an earlier run in a later one: they go on by their words, and what is new joins them.

Nothing here reads files; see `voc.topic.model_file`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from voc.topic.embed import least_comments
from voc.topic.match_score import excess, match_scores, words_by_group
from voc.topic.mixture import UNASSIGNED, Counts, Labels, Mixture, Shares, fit_mixture
from voc.topic.new_subjects import new_subjects, risen_words
from voc.topic.settle import Settled
from voc.topic.topic import Anchor

if TYPE_CHECKING:
    from voc.topic.embed import Vectors
    from voc.topic.model import TopicModel

__all__ = [
    "FEWEST",
    "FEWEST_COMMENTS",
    "SAME",
    "Memory",
    "anchors_of",
    "continued",
    "first_mixture",
    "model_id",
    "remember",
    "with_seeds",
]

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

FEWEST_COMMENTS = 60  # that topics are looked for in
SAME = 0.5  # likeness below which two topics are not the same
_NEARLY = 0.3  # the same for a topic with few comments
FEWEST = 3  # comments that a topic of the earlier run needs to go on
ROUNDS = 1  # of the mixture: with more, large topics of the earlier run swallow like ones
_WEIGHT = 2.0  # of an earlier comment; with 1, one topic in ten was lost where nothing had changed
_ENOUGH = 2_000  # comments that teach the words of topics; a small wave forgets no more
_LEAST_COUNT = 0.5  # below it a word of an anchor is the smoothing of the mixture


@dataclass(frozen=True)
class Memory:
    """What a later run asks of a model beside its mixture.

    Earlier waves count too, as far as the model was made from them.

    Attributes
    ----------
    comments : float
        Comments with known words that the model was fitted on.
    held : array of shape (words,)
        How many of them hold each word.
    spoken : array of shape (topics,)
        Words of the comments of each topic, each counted once a comment; then those of hidden
        topics.
    vanished : tuple of Anchor
        Earlier topics that nobody spoke of any more; they may come back under their ids.
    ancestors : tuple of str
        `model_id` of the models that this one goes on from, the latest first.
    """

    comments: float
    held: Floats
    spoken: Floats
    vanished: tuple[Anchor, ...] = ()
    ancestors: tuple[str, ...] = ()


def model_id(model: TopicModel) -> str:
    """Sixteen characters that tell whether two models have the same topics; labels aside."""
    told = hashlib.sha256()
    told.update(json.dumps([topic.id for topic in model.topics_]).encode())
    told.update("\n".join(model.vocabulary_).encode())
    for array in (model.mixture_.log_words, model.mixture_.log_sizes):
        told.update(np.ascontiguousarray(array, dtype="<f4").tobytes())
    return told.hexdigest()[:16]


def remember(
    counts: Counts,
    labels: Labels,
    origin: Sequence[int | None],
    vocabulary: Sequence[str],
    anchors: Sequence[Anchor] = (),
    earlier: TopicModel | None = None,
) -> Memory:
    """The memory of a model.

    Parameters
    ----------
    counts : sparse array of shape (n, words)
    labels : array of shape (n,)
        0…topics−1, −1 for none.
    origin : sequence of int or None
        Anchor of each topic.
    vocabulary : sequence of str
        The words.
    anchors : sequence of Anchor
    earlier : TopicModel, optional
        The model that anchors are of.
    """
    given = labels >= 0
    words = np.asarray(counts.sum(axis=1), dtype=np.float64).ravel()
    held = np.asarray(counts.sum(axis=0), dtype=np.float64).ravel()
    spoken = np.bincount(labels[given], words[given], minlength=len(origin)).astype(np.float64)
    comments = float((words > 0).sum())
    if earlier is None:
        return Memory(comments, held, spoken)
    kept = _kept(earlier, len(labels))
    for row, place in enumerate(origin):
        if place is not None and anchors[place].earlier:
            spoken[row] += sum(anchors[place].words.values()) / _WEIGHT
    return Memory(
        comments=comments + kept * earlier.memory_.comments,
        held=held + kept * _aligned(earlier.memory_.held, earlier.vocabulary_, vocabulary),
        spoken=spoken,
        vanished=tuple(
            _scaled(anchor, 1 / _WEIGHT)
            for place, anchor in enumerate(anchors)
            if anchor.earlier and place not in origin
        ),
        ancestors=(model_id(earlier), *earlier.memory_.ancestors),
    )


def anchors_of(earlier: TopicModel, comments: int) -> list[Anchor]:
    """The topics of an earlier run as anchors of a later one.

    Parameters
    ----------
    earlier : TopicModel
    comments : int
        That the later model is fitted on.

    Returns
    -------
    list of Anchor
        The topics, in the order of `earlier.topics_`, hidden ones, those that had vanished. All
        words of the mixture count, the most telling first: each as often as the comments of the
        topic held it, twice; less when the later wave is smaller, so that the earlier waves count
        for no more than twice its comments, or twice 2,000.
    """
    memory = earlier.memory_
    kept = _kept(earlier, comments)
    words = np.exp(earlier.mixture_.every().log_words)
    telling = np.argsort(-excess(words, _overall(earlier)), axis=1, kind="stable")
    anchors = []
    for row, topic in enumerate((*earlier.topics_, *earlier.hidden_)):
        hidden = row >= len(earlier.topics_)
        pseudo = words[row] * (memory.spoken[row] * kept * _WEIGHT)
        heard = [i for i in telling[row].tolist() if pseudo[i] >= _LEAST_COUNT]
        anchors.append(
            Anchor(
                label=topic.label,
                words={earlier.vocabulary_[i]: float(pseudo[i]) for i in heard},
                id=topic.id,
                pinned=topic.pinned or hidden,
                earlier=True,
                hidden=hidden,
            )
        )
    return anchors + [_scaled(anchor, kept * _WEIGHT) for anchor in memory.vanished]


def with_seeds(earlier: Sequence[Anchor], seeds: Sequence[Anchor]) -> list[Anchor]:
    """Earlier topics and the seeds of the analyst; a seed with the label of one adds to it.

    >>> seed = Anchor("停车", {"车位": 5.0})
    >>> before = Anchor("停车", {"停车": 9.0}, id=4, pinned=False, earlier=True)
    >>> joined, pool = with_seeds([before], [seed, Anchor("泳池", {"泳池": 5.0})])
    >>> joined.words, joined.id, joined.pinned
    ({'停车': 9.0, '车位': 5.0}, 4, True)
    """
    joined = {anchor.label or f"\0{row}": anchor for row, anchor in enumerate(earlier)}
    for seed in seeds:
        before = joined.get(seed.label) if seed.label else None
        if before is None:
            joined[seed.label or f"\0{len(joined)}"] = seed
            continue
        words = dict(before.words)
        for word, weight in seed.words.items():
            words[word] = words.get(word, 0.0) + weight
        pinned = before.pinned or seed.pinned
        joined[seed.label] = replace(before, words=words, pinned=pinned)
    return list(joined.values())


def first_mixture(
    earlier: TopicModel,
    words: Shares,
    counts: Counts,
    vectors: Vectors,
    vocabulary: Sequence[str],
    minimum: int,
    *,
    seed: int,
) -> Mixture:
    """The mixture of the earlier run with new subjects beside its topics.

    Parameters
    ----------
    earlier : TopicModel
    words : array of shape (anchors, words)
        Of `anchors_of` and seeds.
    counts : sparse array of shape (n, words)
    vectors : array of shape (n, dimensions)
    vocabulary : sequence of str
        The words.
    minimum : int
        Comments that a new topic needs.
    seed : int

    Returns
    -------
    Mixture
        Of the anchors, then of new subjects.

    Notes
    -----
    A subject is new when its words are: comments with words that have risen (`risen_words`) are
    grouped by k-means and groups that are alike joined. Without that test each run would part the
    same subjects a little differently.
    """
    risen = _risen(earlier, counts, vocabulary)
    new = new_subjects(counts, vectors, risen, minimum, seed=seed)
    sizes = np.bincount(new[new >= 0], minlength=int(new.max(initial=-1)) + 1) / max(1, len(new))
    subjects = words_by_group(counts, new, len(sizes)).astype(np.float32)
    log_sizes = _sizes(earlier, len(words)) + np.log(1 - min(0.5, float(sizes.sum())))
    return Mixture(
        log_words=_logarithms(np.vstack([words, subjects])),
        log_sizes=np.append(log_sizes, np.log(sizes)).astype(np.float32),
    )


def continued(
    earlier: TopicModel,
    settled: Settled,
    anchors: Sequence[Anchor],
    words: Shares,
    counts: Counts,
    vocabulary: Sequence[str],
    minimum: int,
) -> tuple[Settled, list[float]]:
    """Which earlier topics go on, which are let go, and which have become others.

    Parameters
    ----------
    earlier : TopicModel
    settled : Settled
        The topics of this wave.
    anchors : sequence of Anchor
        Their `words` as an array; the same order.
    counts, vocabulary, minimum
        See `first_mixture`.

    Returns
    -------
    settled : Settled
        A topic of the earlier run with a match below 0.5 is another one: it has no origin any
        more. With fewer comments than a new topic needs it is let go below 0.3, since few comments
        hold few of its words, and in any case with fewer than three. Pinned topics stay. Fewer
        than 60 comments say too little of matches: every topic with a comment goes on.
    match : list of float
        Likeness of the words of the comments of each topic, now, with its words then (see
        `match_scores`); NaN for topics that are new or without comments. The words that the anchor
        gave the mixture have no part in it.
    """
    labels, _ = settled.mixture.assign(counts)
    match = _matches(earlier, settled, labels, words, counts, vocabulary)
    sizes = np.bincount(labels[labels >= 0], minlength=len(settled.origin))
    origin, kept = list(settled.origin), []
    enough = counts.shape[0] >= FEWEST_COMMENTS
    for row, place in enumerate(settled.origin):
        anchor = None if place is None else anchors[place]
        if anchor is not None and anchor.earlier and not anchor.pinned:
            small = sizes[row] < minimum
            other = enough and not match[row] >= (_NEARLY if small else SAME)
            if sizes[row] < (FEWEST if enough else 1) or (other and small):
                continue
            if other:
                origin[row] = None
        kept.append(row)
    if len(kept) == len(origin) and origin == settled.origin:
        return settled, match
    if not kept:
        empty = np.zeros((0, counts.shape[1]), dtype=np.float32)
        return Settled(Mixture(empty, np.zeros(0, dtype=np.float32)), []), []
    origin = [origin[row] for row in kept]
    given = np.zeros((len(kept), counts.shape[1]), dtype=np.float32)
    for row, place in enumerate(origin):
        if place is not None:
            given[row] = words[place]
    mixture = fit_mixture(counts, settled.mixture.only(kept), anchors=given, rounds=ROUNDS)
    again = Settled(mixture, origin)
    return continued(earlier, again, anchors, words, counts, vocabulary, minimum)


def _matches(
    earlier: TopicModel,
    settled: Settled,
    labels: Labels,
    words: Shares,
    counts: Counts,
    vocabulary: Sequence[str],
) -> list[float]:
    now = words_by_group(counts, labels, len(settled.origin))
    overall = np.asarray(counts.sum(axis=0), dtype=np.float64).ravel()
    before = _aligned(_overall(earlier)[0], earlier.vocabulary_, vocabulary)
    alike = match_scores(words, before, now, overall) if len(words) else np.zeros((0, len(now)))
    spoken = now.sum(axis=1) > 0
    return [
        float(alike[place, row]) if place is not None and spoken[row] else np.nan
        for row, place in enumerate(settled.origin)
    ]


def _kept(earlier: TopicModel, comments: int) -> float:
    """Share of what the earlier model knows that still counts beside so many comments."""
    return min(1.0, max(comments, _ENOUGH) / max(1.0, earlier.memory_.comments))


def _scaled(anchor: Anchor, scale: float) -> Anchor:
    return replace(anchor, words={word: count * scale for word, count in anchor.words.items()})


def _sizes(earlier: TopicModel, anchors: int) -> Shares:
    """Shares that are expected: as before; of vanished topics and seeds, as the smallest."""
    known = earlier.mixture_.every().log_sizes
    sizes = np.full(anchors, known.min(initial=0.0), dtype=np.float32)
    sizes[: len(known)] = known
    return np.asarray(sizes - np.log(np.exp(sizes).sum()), dtype=np.float32)


def _logarithms(words: Shares) -> Shares:
    smoothed = words + _LEAST_COUNT
    return np.asarray(np.log(smoothed / smoothed.sum(axis=1, keepdims=True)), dtype=np.float32)


def _overall(model: TopicModel) -> Floats:
    """Probability of each word in all that was said, of shape (1, words)."""
    mixture = model.mixture_
    return np.asarray(np.exp(mixture.log_sizes) @ np.exp(mixture.log_words), dtype=np.float64)[None]


def _risen(earlier: TopicModel, counts: Counts, vocabulary: Sequence[str]) -> Flags:
    """Words that are new; those that the earlier run did not know were held by few there."""
    memory = earlier.memory_
    few = least_comments(round(memory.comments)) - 1
    before = _aligned(memory.held, earlier.vocabulary_, vocabulary, missing=few)
    comments = int((np.asarray(counts.sum(axis=1)).ravel() > 0).sum())
    held = np.asarray(counts.sum(axis=0), dtype=np.float64).ravel()
    return risen_words(held, comments, before, memory.comments)


def _aligned(
    values: Floats, words: Sequence[str], vocabulary: Sequence[str], missing: float = 0.0
) -> Floats:
    """Values of words in the order of another vocabulary."""
    place = {word: i for i, word in enumerate(words)}
    found = [place.get(word, UNASSIGNED) for word in vocabulary]
    return np.asarray(np.append(values, missing)[found], dtype=np.float64)
