"""The topics of an earlier run in the same comments: they stand as they are; some are parted."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from voc.topic.cluster import k_means
from voc.topic.embed import unit
from voc.topic.match import FEWEST, Memory, model_id
from voc.topic.mixture import Counts, Labels, Mixture, Shares, fit_mixture
from voc.topic.settle import Settled
from voc.topic.topic import Anchor

if TYPE_CHECKING:
    from voc.topic.embed import Vectors
    from voc.topic.model import TopicModel

__all__ = ["Parted", "as_before", "fingerprint", "memory_of_before", "parted"]


def fingerprint(features: Sequence[Sequence[str]]) -> str:
    """Sixteen characters that tell whether two models were fitted to the same comments.

    >>> fingerprint([["停车", "车位"]]) == fingerprint([["停车"], ["车位"]])
    False
    """
    told = hashlib.sha256()
    for found in features:
        told.update(" ".join(found).encode("utf-8", "backslashreplace"))
        told.update(b"\n")
    return told.hexdigest()[:16]


def as_before(earlier: TopicModel) -> tuple[list[Anchor], Settled]:
    """The topics of the earlier run and then its hidden ones, nothing fitted again."""
    anchors = [
        Anchor(
            topic.label,
            dict.fromkeys(topic.words, 1.0),
            topic.id,
            topic.pinned,
            earlier=True,
            hidden=hidden,
        )
        for topics, hidden in ((earlier.topics_, False), (earlier.hidden_, True))
        for topic in topics
    ]
    return anchors, Settled(earlier.mixture_.every(), list(range(len(anchors))))


class Parted(NamedTuple):
    """Topics of which some have been parted.

    Attributes
    ----------
    settled : Settled
        The largest part has the origin of the whole, the others have none.
    rows : list of int
        The topic before that each is, or is a part of.
    shares : list of float
        Which part.
    """

    settled: Settled
    rows: list[int]
    shares: list[float]


def parted(
    settled: Settled,
    anchors: Sequence[Anchor],
    parts: Mapping[int, int],
    counts: Counts,
    vectors: Vectors,
    *,
    seed: int,
) -> Parted:
    """Part topics within their comments.

    Parameters
    ----------
    settled : Settled
    anchors : sequence of Anchor
        Where topics come from.
    parts : mapping of int to int
        Id of a topic, and into how many it is to be parted.
    counts : sparse array of shape (n, words)
    vectors : array of shape (n, dimensions)
    seed : int

    Returns
    -------
    Parted
        A topic with fewer than three comments a part stays whole.

    Notes
    -----
    k-means over the vectors of its comments, seen from their mean, then the words of each part.
    Nothing is fitted from there on: the parts of a topic are like each other, and the larger would
    take the comments of the others.
    """
    mixture = settled.mixture
    labels, _ = mixture.assign(counts)
    words, sizes, origin = [], [], list[int | None]()
    rows, shares = [], []
    for row, place in enumerate(settled.origin):
        members = np.flatnonzero(labels == row)
        known = None if place is None else anchors[place].id
        asked = 1 if known is None else parts.get(known, 1)
        found = _within(members, asked, mixture.log_words[row], counts, vectors, seed)
        order = np.argsort(-found.log_sizes, kind="stable")
        for number, part in enumerate(order.tolist()):
            words.append(found.log_words[part])
            sizes.append(mixture.log_sizes[row] + found.log_sizes[part])
            origin.append(place if number == 0 else None)
            rows.append(row)
            shares.append(float(np.exp(found.log_sizes[part])))
    whole = Mixture(np.array(words, np.float32), np.array(sizes, np.float32))
    return Parted(Settled(whole, origin), rows, shares)


def memory_of_before(earlier: TopicModel, found: Parted, order: Labels) -> Memory:
    """The memory of the earlier run: the same comments are not remembered twice.

    Parameters
    ----------
    earlier : TopicModel
    found : Parted
        Its topics and hidden ones.
    order : array of shape (topics,)
        In which they are kept.
    """
    spoken = earlier.memory_.spoken[found.rows] * np.array(found.shares)
    ancestors = (model_id(earlier), *earlier.memory_.ancestors)
    return replace(earlier.memory_, spoken=spoken[order], ancestors=ancestors)


def _within(
    members: Labels, parts: int, log_words: Shares, counts: Counts, vectors: Vectors, seed: int
) -> Mixture:
    if parts < 2 or len(members) < parts * FEWEST:
        return Mixture(log_words[None], np.zeros(1, dtype=np.float32))
    own = vectors[members]
    groups = k_means(unit(own - own.mean(axis=0)), parts, seed=seed)
    sizes = np.bincount(groups) / len(members)
    mixture = fit_mixture(counts[members], groups, rounds=0)
    return Mixture(mixture.log_words, np.log(sizes).astype(np.float32))
