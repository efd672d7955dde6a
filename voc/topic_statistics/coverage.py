"""What the drivers of the codebook know of each topic, and which topics none of them covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.driver.mentions import Floats, Ints, require_columns
from voc.lexicon.dimensions import OVERALL
from voc.repeated import places_of
from voc.topic_statistics.pairs import Pairs

__all__ = ["COVERS", "KNOWN", "Coverage", "overlapping", "topic_coverage"]

COVERS = 0.25  # of a topic's mentions that a driver holds which covers it
KNOWN = 2 / 3  # of a topic's mentions that hold an opinion on any driver: then it is no gap
_VERDICT_FILLS = 0.5  # of a clause that a verdict on the whole takes up where it is the topic
_EXAMPLE = (4, 40)  # characters of a clause that reads well as an example

_DRIVERS = {
    "topic": "int64",
    "driver": "str",
    "n": "int64",
    "share": "float64",
    "lift": "float64",
}
_GAPS = {
    "topic": "int64",
    "label": "str",
    "words": "object",
    "mentions": "int64",
    "covered": "float64",
    "example": "str",
}


@dataclass(frozen=True)
class Coverage:
    """Drivers of each topic.

    `drivers` is the study topic_drivers; `best` and `covered` are of shape (topics,), in the
    order of the topics; `examples` holds a clause that no driver knows for each topic, "" where
    there is none.
    """

    topics: list[int]
    drivers: pd.DataFrame
    best: list[str]
    covered: Floats
    examples: list[str]

    def gaps(self, topics: pd.DataFrame) -> pd.DataFrame:
        """The study topic_gaps: topics that no driver covers, most uncovered mentions first.

        Parameters
        ----------
        topics : DataFrame
            Columns topic, label, words, mentions.

        Returns
        -------
        DataFrame
            Columns topic, label, words, mentions, covered, example: a clause on the topic that
            holds no opinion on a driver. A topic is there when no driver covers it (`best` is
            empty) and fewer than two thirds of its mentions hold an opinion on any.
        """
        place = {topic: number for number, topic in enumerate(self.topics)}
        number = topics["topic"].map(place).to_numpy(dtype=np.int64)
        table = topics[["topic", "label", "words", "mentions"]].assign(
            covered=self.covered[number], example=[self.examples[i] for i in number]
        )
        unknown = np.array([self.best[i] == "" for i in number], dtype=bool)
        table = table[unknown & (table["covered"] < KNOWN)]
        missed = -(table["mentions"] * (1 - table["covered"])).to_numpy()
        return table.iloc[np.argsort(missed, kind="stable")].reset_index(drop=True).astype(_GAPS)


def topic_coverage(pairs: Pairs, mentions: pd.DataFrame, opinions: pd.DataFrame) -> Coverage:
    """Which drivers the clauses of each topic hold opinions on.

    Parameters
    ----------
    pairs : Pairs
    mentions : DataFrame
        The study topic_mentions: comment_id, topic, start, end, text, strength.
    opinions : DataFrame
        The opinions table: comment_id, start, end, driver and, when there, dimension.

    Returns
    -------
    Coverage
        drivers: a row for each topic and driver of it, the topics in their order, the commonest
        driver first; n: comments whose clauses on the topic hold an opinion on the driver; share:
        of the comments that mention the topic, weighted when there are weights; lift: share over
        the same share of all topics together.

        best: the driver with the largest share where that is at least a quarter and the lift at
        least 1, else "".

        covered: share of the comments that mention the topic in which a clause on it holds an
        opinion on any driver; NaN without a mention.

    Raises
    ------
    VocError
        When a column is missing.

    Notes
    -----
    What counts is an opinion within the clause: 停车难，早餐好吃 says nothing on breakfast as far
    as parking is concerned. A verdict on the whole (dimension `overall`) counts where it takes up
    half of the clause or more: 非常满意 is covered, but of 停车场不错 it is 不错 alone that the
    codebook knows, and what is judged stays unknown.

    Examples
    --------
    >>> from voc.topic_statistics.pairs import topic_pairs
    >>> comments = pd.DataFrame({"comment_id": ["c1", "c2"]})
    >>> mentions = pd.DataFrame({
    ...     "comment_id": ["c1", "c1", "c2"], "topic": [0, 1, 0], "start": [0, 4, 0],
    ...     "end": [3, 8, 3], "text": ["停车难", "早餐好吃", "车位少"], "strength": 0.9,
    ...     "sentiment": [-0.6, 0.6, -0.6]})
    >>> opinions = pd.DataFrame({"comment_id": ["c1"], "start": [4], "end": [8],
    ...                          "driver": ["breakfast"], "dimension": ["product"]})
    >>> found = topic_coverage(topic_pairs(comments, mentions, [0, 1]), mentions, opinions)
    >>> found.best, found.covered.tolist(), found.examples
    (['', 'breakfast'], [0.0, 1.0], ['停车难', ''])
    >>> found.drivers.round(2).values.tolist()
    [[1, 'breakfast', 1, 1.0, 3.0]]
    """
    clauses, pair = _clauses(pairs, mentions)
    named = opinions[opinions["driver"].notna()] if "driver" in opinions else opinions
    require_columns(named, ["comment_id", "start", "end", "driver"], "opinions")
    code, names = pd.factorize(named["driver"], sort=True)
    clause, opinion = _known(clauses, named)
    drivers, topics = len(names), len(pairs.topics)
    held = np.unique(pair[clause] * max(1, drivers) + code[opinion])
    of_pair, driver = np.divmod(held, max(1, drivers))
    weight = pairs.weight[pairs.comment]
    cell = pairs.topic[of_pair] * drivers + driver
    size = topics * drivers
    count = np.bincount(cell, minlength=size).reshape(topics, drivers)
    heavy = np.bincount(cell, weights=weight[of_pair], minlength=size).reshape(topics, drivers)
    whole = np.bincount(pairs.topic, weights=weight, minlength=topics)[:, None]
    share = _ratio(heavy, whole)
    lift = _ratio(share, _ratio(heavy.sum(axis=0), whole.sum()))
    touched = np.zeros(len(pairs.comment), dtype=bool)
    touched[of_pair] = True
    hits = np.bincount(pairs.topic[touched], weights=weight[touched], minlength=topics)
    return Coverage(
        topics=pairs.topics,
        drivers=_driver_rows(pairs.topics, [str(name) for name in names], count, share, lift),
        best=_best([str(name) for name in names], share, lift),
        covered=_ratio(hits, whole[:, 0]),
        examples=_examples(pairs, clauses, pair, clause),
    )


def overlapping(
    first: tuple[Ints, Ints, Ints], second: tuple[Ints, Ints, Ints]
) -> tuple[Ints, Ints]:
    """Which spans of two lists share a character.

    Parameters
    ----------
    first, second : tuple of arrays
        Comment, start and end of each span, in any order.

    Returns
    -------
    tuple of arrays
        Positions in `first` and in `second` of each overlapping pair.

    Notes
    -----
    Time grows with the spans and the overlaps, not with the square of a comment's clauses.

    Examples
    --------
    >>> one, spans = np.zeros(2, dtype=int), (np.array([0, 5]), np.array([4, 9]))
    >>> overlapping((one, *spans), (one[:1], np.array([3]), np.array([6])))
    (array([0, 1]), array([0, 0]))
    """
    ends = [int(each[2].max(initial=0)) for each in (first, second)]
    length = max(ends) + 2  # the spans of a comment end before those of the next begin
    begin, stop = (first[0] * length + first[i] for i in (1, 2))
    low, high = second[0] * length + second[1], second[0] * length + second[2]
    order = np.lexsort((stop, begin))
    furthest = np.maximum.accumulate(stop[order]) if len(order) else stop
    start = np.searchsorted(furthest, low, side="right")
    until = np.searchsorted(begin[order], high, side="left")
    number = np.maximum(0, until - start)
    other = np.repeat(np.arange(len(low)), number)
    place = np.arange(len(other)) - np.repeat(np.cumsum(number) - number, number)
    own = order[np.repeat(start, number) + place]
    kept = stop[own] > low[other]
    return own[kept].astype(np.int64), other[kept].astype(np.int64)


def _clauses(pairs: Pairs, mentions: pd.DataFrame) -> tuple[pd.DataFrame, Ints]:
    """The clauses of the pairs with their comment (position), and the pair of each."""
    require_columns(
        mentions, ["comment_id", "topic", "start", "end", "text", "strength"], "topic mentions"
    )
    comment = places_of(mentions["comment_id"], pairs.counted["comment_id"])
    topic = pd.Index(pairs.topics).get_indexer(pd.Index(mentions["topic"]))
    kept = (comment >= 0) & (topic >= 0)
    clauses = mentions[kept].assign(comment=comment[kept]).reset_index(drop=True)
    topics = max(1, len(pairs.topics))
    key = pairs.comment * topics + pairs.topic  # sorted
    return clauses, np.searchsorted(key, comment[kept] * topics + topic[kept]).astype(np.int64)


def _spans(table: pd.DataFrame, comment: Ints) -> tuple[Ints, Ints, Ints]:
    start, end = (table[name].to_numpy(dtype=np.int64) for name in ("start", "end"))
    return comment, start, np.maximum(end, start + 1)


def _known(clauses: pd.DataFrame, opinions: pd.DataFrame) -> tuple[Ints, Ints]:
    """Clauses (positions) and the opinions in them that tell what is judged."""
    ids = pd.Index(clauses["comment_id"].drop_duplicates())
    of_clause = places_of(clauses["comment_id"], ids)
    of_opinion = places_of(opinions["comment_id"], ids)
    here = np.flatnonzero(of_opinion >= 0)
    spans = _spans(clauses, of_clause), _spans(opinions.iloc[here], of_opinion[here])
    clause, opinion = overlapping(*spans)
    verdict = np.zeros(len(here), dtype=bool)
    if "dimension" in opinions:
        verdict = opinions["dimension"].iloc[here].eq(OVERALL).to_numpy(dtype=bool)
    shared = np.minimum(spans[0][2][clause], spans[1][2][opinion])
    shared -= np.maximum(spans[0][1][clause], spans[1][1][opinion])
    length = spans[0][2] - spans[0][1]
    told = verdict[opinion]
    filled = np.bincount(clause[told], weights=shared[told], minlength=len(clauses)) / length
    kept = ~told | (filled[clause] >= _VERDICT_FILLS)
    return clause[kept], here[opinion[kept]]


def _ratio(above: npt.NDArray[Any], below: npt.ArrayLike) -> Floats:
    """Quotients, NaN by 0."""
    under = np.broadcast_to(np.asarray(below, dtype=np.float64), above.shape)
    quotient = np.full(above.shape, np.nan)
    np.divide(above, under, out=quotient, where=under > 0)
    return quotient


def _driver_rows(
    topics: list[int], names: list[str], count: Ints, share: Floats, lift: Floats
) -> pd.DataFrame:
    topic, driver = np.nonzero(count)
    order = np.lexsort((driver, -count[topic, driver], topic))
    topic, driver = topic[order], driver[order]
    rows = {
        "topic": np.array(topics, dtype=np.int64)[topic],
        "driver": np.array(names, dtype=object)[driver],
        "n": count[topic, driver],
        "share": share[topic, driver],
        "lift": lift[topic, driver],
    }
    return pd.DataFrame(rows).astype(_DRIVERS)


def _best(names: list[str], share: Floats, lift: Floats) -> list[str]:
    best = []
    for shares, lifts in zip(share, lift, strict=True):
        fit = np.where((shares >= COVERS) & (lifts >= 1 - 1e-9), shares, -1.0)
        place = int(fit.argmax()) if len(fit) else -1
        best.append(names[place] if place >= 0 and fit[place] > 0 else "")
    return best


def _examples(pairs: Pairs, clauses: pd.DataFrame, pair: Ints, known: Ints) -> list[str]:
    """The strongest clause of each topic that holds no opinion on a driver, a readable one."""
    unknown = np.ones(len(clauses), dtype=bool)
    unknown[known] = False
    length = clauses["text"].str.len().to_numpy(dtype=np.int64)
    shortest, longest = _EXAMPLE
    off = np.maximum(0, shortest - length) + np.maximum(0, length - longest)
    strength = clauses["strength"].to_numpy(dtype=np.float64)
    order = np.lexsort((np.arange(len(clauses)), -strength, off))
    order = order[unknown[order]]
    topic = pairs.topic[pair[order]]
    first = dict(zip(topic[::-1].tolist(), order[::-1].tolist(), strict=True))
    texts = clauses["text"]
    return [str(texts.iloc[first[i]]) if i in first else "" for i in range(len(pairs.topics))]
