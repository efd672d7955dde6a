"""From proposed groups to topics: twins become one, those with few comments are let go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from voc.topic.mixture import UNASSIGNED, Counts, Labels, Mixture, Shares, fit_mixture

_TWINS = 0.25  # share of one topic among the comments of another above which they are one
_CYCLES = 6
_EVIDENCE_OF_ANCHOR = 0.5


@dataclass(frozen=True)
class Settled:
    """Topics, and for each the number of the anchor that it came from, if any."""

    mixture: Mixture
    origin: list[int | None]


def beside(counts: Counts, start: Labels, anchors: Shares) -> Labels:
    """Proposed groups behind those of the anchors.

    Parameters
    ----------
    counts, start, anchors
        See `settle`; `start` is without the anchors.

    Returns
    -------
    array of shape (n,)
        0…anchors−1 for comments that clearly speak the words of an anchor, then the groups.
    """
    given = len(anchors)
    if not given:
        return start
    labels = np.where(start >= 0, start + given, UNASSIGNED)
    rest = fit_mixture(counts, np.zeros(len(start), dtype=np.int64), rounds=0)
    named = fit_mixture(counts, np.full(len(start), UNASSIGNED), anchors=anchors, rounds=0)
    # All comments together stand for what is said anyway.
    words = np.vstack([named.log_words, rest.log_words])
    sizes = np.log(np.full(given + 1, 1 / (given + 1), dtype=np.float32))
    topic, _ = Mixture(words, sizes).assign(counts, _EVIDENCE_OF_ANCHOR)
    own = (topic >= 0) & (topic < given)
    labels[own] = topic[own]
    _, numbers = np.unique(labels[labels >= given], return_inverse=True)
    labels[labels >= given] = numbers + given
    return labels


def settle(
    counts: Counts,
    start: Labels | Mixture,
    anchors: Shares,
    minimum: int,
    most: int,
    *,
    rounds: int | None = None,
) -> Settled:
    """Fit the mixture; join twins and drop small topics until none are left.

    Parameters
    ----------
    counts : sparse array of shape (n, words)
    start : array of shape (n,), or Mixture
        Proposed groups, −1 for none; those of the anchors come first (see `beside`). Or a mixture
        of topics that are known.
    anchors : array of shape (anchors, words)
        Words of topics known beforehand, as comments that hold them.
    minimum : int
        Comments that a topic needs; those with anchors may have fewer.
    most : int
        Topics beyond these are joined to the one they are most like.
    rounds : int, optional
        Of the mixture, at most.

    Returns
    -------
    Settled

    Notes
    -----
    Two topics are twins when the comments of one belong to the other by a quarter on average: the
    words cannot tell them apart.
    """
    given = len(anchors)
    known = isinstance(start, Mixture)
    topics = len(start.log_sizes) if isinstance(start, Mixture) else int(start.max(initial=-1)) + 1
    origin: list[int | None] = [*range(given)] + [None] * (topics - given)
    mixture = fit_mixture(counts, start, anchors=anchors if given else None, rounds=rounds)
    for _ in range(_CYCLES):
        labels, _ = mixture.assign(counts)
        group = _joined(mixture.shares(counts), labels, origin, minimum, most)
        kept = [i for i in np.unique(group) if i >= 0]
        if len(kept) == len(origin):
            break
        number = np.full(len(origin) + 1, UNASSIGNED)
        number[kept] = np.arange(len(kept))
        labels = number[group[labels]] if len(labels) else labels
        anchored = _joined_anchors(anchors, origin, group, kept)
        origin = [origin[i] for i in kept]
        if not kept:
            break
        again = mixture.only(kept) if known else labels
        mixture = fit_mixture(counts, again, anchors=anchored, rounds=rounds)
    if not origin:
        empty = np.zeros((0, counts.shape[1]), dtype=np.float32)
        mixture = Mixture(empty, np.zeros(0, dtype=np.float32))
    return Settled(mixture, origin)


def _joined(
    shares: Shares, labels: Labels, origin: list[int | None], minimum: int, most: int
) -> Labels:
    """Group of each topic after joining; −1 for topics to be let go. The last entry serves −1."""
    topics = len(origin)
    group = np.append(np.arange(topics), UNASSIGNED)
    sizes = np.bincount(labels[labels >= 0], minlength=topics)
    for topic in range(topics):
        if sizes[topic] < minimum and origin[topic] is None:
            group[topic] = UNASSIGNED
    alive = [topic for topic in range(topics) if group[topic] >= 0 and sizes[topic]]
    likeness = np.zeros((topics, topics), dtype=np.float32)
    for topic in alive:
        likeness[topic] = shares[labels == topic].mean(axis=0)
    likeness = np.maximum(likeness, likeness.T)
    known = np.array([place is not None for place in origin])
    likeness[np.ix_(known, known)] = 0  # what an analyst or an earlier run told apart stays apart
    np.fill_diagonal(likeness, 0)
    inside = np.zeros(topics, dtype=bool)
    inside[alive] = True
    likeness[~inside] = 0
    likeness[:, ~inside] = 0
    first, second = np.unravel_index(int(likeness.argmax()), likeness.shape)
    too_many = int((group[:-1] >= 0).sum()) > most
    if likeness[first, second] > (0 if too_many else _TWINS):
        larger, smaller = sorted(
            (int(first), int(second)), key=lambda i: (origin[i] is None, -sizes[i], i)
        )
        group[smaller] = larger
    return group


def _joined_anchors(
    anchors: Shares, origin: list[int | None], group: Labels, kept: list[int]
) -> Shares | None:
    if not len(anchors):
        return None
    words = np.zeros((len(kept), anchors.shape[1]), dtype=np.float32)
    place = {topic: row for row, topic in enumerate(kept)}
    for topic, anchor in enumerate(origin):
        if anchor is not None and group[topic] >= 0:
            words[place[int(group[topic])]] += anchors[anchor]
    return words
