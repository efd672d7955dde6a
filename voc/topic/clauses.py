"""Which clause of a comment speaks of which topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from voc.text.clauses import split_clauses
from voc.topic.mixture import UNASSIGNED, Counts, Labels
from voc.topic.model import TopicModel

_EVIDENCE = 0.6  # a clause has a word or two: more often wrong than a comment
_OWN = 0.5  # weight of the comment in what a clause is expected to speak of
_CHUNK = 5_000


class Mention(NamedTuple):
    """A stretch of a comment that speaks of one topic (its row in the model)."""

    comment: int
    topic: int
    start: int
    end: int
    strength: float


def mentions(
    model: TopicModel, texts: list[str], words: Sequence[list[str]], main: Labels, counts: Counts
) -> list[Mention]:
    """Clauses that speak of a topic, adjacent ones of the same topic joined.

    Parameters
    ----------
    model : TopicModel
    texts : list of str
    words : list of list of str
        The words of the texts.
    main : array of shape (n,)
        Topic of each comment as a whole, −1: none; it is mentioned in every such comment: by its
        likeliest clause where none passes on its own.
    counts : sparse array of shape (n, words)
        Known features of the texts.

    Returns
    -------
    list of Mention
        In the order of the texts.

    Notes
    -----
    A clause is expected to speak of a topic as half the comment and half the whole corpus do; its
    words then decide. Below a strength of 0.6 it speaks of none.
    """
    if not model.topics_:
        return []
    found: list[Mention] = []
    for begin in range(0, len(texts), _CHUNK):
        rows = range(begin, min(begin + _CHUNK, len(texts)))
        found += _mentions(model, rows, texts, words, main, counts)
    return found


def _mentions(
    model: TopicModel,
    rows: range,
    texts: list[str],
    words: Sequence[list[str]],
    main: Labels,
    counts: Counts,
) -> Iterator[Mention]:
    parts = [_parts(texts[row], words[row]) for row in rows]
    comment = np.array(
        [row for row, clauses in zip(rows, parts, strict=True) for _ in clauses], dtype=np.int64
    )
    if not len(comment):
        return
    clauses = list(chain.from_iterable(parts))
    topic, strength = _judged(model, counts[rows.start : rows.stop], clauses, comment - rows.start)
    by_comment: dict[int, list[int]] = {}
    for place, row in enumerate(comment.tolist()):
        by_comment.setdefault(row, []).append(place)
    for row, places in by_comment.items():
        own = int(main[row])
        shares = strength[places]
        best = shares.argmax(axis=1)
        sure = np.where((shares.max(axis=1) >= _EVIDENCE) & topic[places], best, UNASSIGNED)
        if own >= 0 and own not in sure:
            sure[int(shares[:, own].argmax())] = own
        yield from _joined(row, [clauses[place] for place in places], sure, shares)


Clause = tuple[int, int, list[str]]


def _judged(
    model: TopicModel, comments: Counts, clauses: list[Clause], owner: Labels
) -> tuple[np.ndarray, np.ndarray]:
    """Whether each clause has a known word, and its share of each topic."""
    from scipy.sparse import vstack

    every = model.mixture_.every()
    whole = every.shares(comments)
    counts = vstack(list(model.counts([words for _, _, words in clauses])))
    expected = _OWN * whole[owner] + (1 - _OWN) * np.exp(every.log_sizes)
    shares = every.equal().shares(counts) * expected
    shares /= shares.sum(axis=1, keepdims=True)
    return np.asarray(counts.sum(axis=1)).ravel() > 0, shares[:, : len(model.topics_)]


def _joined(
    row: int, clauses: list[Clause], topics: Labels, shares: np.ndarray
) -> Iterator[Mention]:
    open_: Mention | None = None
    for (start, end, _), topic, share in zip(clauses, topics.tolist(), shares, strict=True):
        if open_ is not None and topic == open_.topic:
            strength = max(open_.strength, float(share[topic]))
            open_ = open_._replace(end=end, strength=strength)
            continue
        if open_ is not None:
            yield open_
        open_ = Mention(row, topic, start, end, float(share[topic])) if topic >= 0 else None
    if open_ is not None:
        yield open_


def _parts(text: str, words: list[str]) -> list[Clause]:
    """Start, end and words of each clause."""
    bounds = [span[:2] for span in split_clauses(text)]
    if not bounds:
        return []
    parts: list[Clause] = [(start, end, []) for start, end in bounds]
    place, part = 0, 0
    for word in words:
        found = text.find(word, place)
        if found >= 0:
            place = found + len(word)
        while part + 1 < len(parts) and place > parts[part][1]:
            part += 1
        parts[part][2].append(word)
    return parts
