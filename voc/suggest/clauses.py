"""Comments cut into words and clauses as flat arrays, with what the opinions say of each clause."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from voc.text.clauses import split_clauses
from voc.text.tokens import Tokenizer

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class ClauseCorpus:
    """The words of all comments in one flat list, and the clauses they stand in.

    Attributes
    ----------
    text : str
        The comments, lower case, parted by line feeds.
    words : list of str
        Lower case.
    starts : array of shape (words,)
        Offsets into `text`.
    clause : array of shape (words,)
        Number of the clause of each word; −1 for marks between clauses.
    begins, ends : array of shape (clauses,)
        Offsets into `text`.
    comment : array of shape (clauses,)
        Row of the comment that each clause belongs to.
    tags : array of shape (clauses, drivers), bool
        Which drivers the opinions of a clause are about.
    polarity : array of shape (clauses,)
        Mean polarity of the verdicts of a clause; NaN without any.
    open : array of shape (clauses,), bool
        A verdict of the clause fell on the whole or on a driver carried from elsewhere.
    english : array of shape (clauses,), bool
        The comment is English.
    """

    text: str
    words: list[str]
    starts: Numbers
    clause: Numbers
    begins: Numbers
    ends: Numbers
    comment: Numbers
    tags: NDArray[np.bool_]
    polarity: NDArray[np.float64]
    open: NDArray[np.bool_]
    english: NDArray[np.bool_]


def clause_corpus(
    texts: list[str],
    opinions: pd.DataFrame,
    tokenizer: Tokenizer,
    drivers: list[str],
    whole: str,
    english: NDArray[np.bool_],
) -> ClauseCorpus:
    """Cut comments and lay their opinions over the clauses.

    Parameters
    ----------
    texts : list of str
        Cleaned comments.
    opinions : DataFrame
        row (of the comment in `texts`), start, term, driver, polarity, rule.
    tokenizer : Tokenizer
    drivers : list of str
        Columns of `tags`.
    whole : str
        The driver that stands for the whole.
    english : array of shape (texts,), bool
        Which comments are English.
    """
    lowered = [text.lower() if len(text.lower()) == len(text) else text for text in texts]
    bases = np.cumsum([0, *(len(text) + 1 for text in lowered)])[:-1]
    words, starts = _words(lowered, bases, tokenizer, english)
    spans = [
        (row, base + begin, base + end)
        for row, (base, text) in enumerate(zip(bases.tolist(), lowered, strict=True))
        for begin, end in split_clauses(text)
    ]
    comment, begins, ends = np.array(spans, dtype=np.int64).reshape(-1, 3).T
    at = bases[opinions["row"].to_numpy(dtype=np.int64)] + opinions["start"].to_numpy()
    held = _interval(begins, ends, at)
    kept = opinions[held >= 0].assign(clause=held[held >= 0])
    return ClauseCorpus(
        text="\n".join(lowered),
        words=words,
        starts=starts,
        clause=_interval(begins, ends, starts),
        begins=begins,
        ends=ends,
        comment=comment,
        tags=_tags(kept, drivers, len(begins)),
        polarity=_mean_polarity(kept, len(begins)),
        open=_open(kept, whole, len(begins)),
        english=english[comment],
    )


def _words(
    texts: list[str], bases: Numbers, tokenizer: Tokenizer, english: NDArray[np.bool_]
) -> tuple[list[str], Numbers]:
    """The words of all comments in the order of the text, with their offsets."""
    words: list[str] = []
    parts: list[Numbers] = []
    for chosen, cut in ((~english, tokenizer.cut), (english, tokenizer.cut_english)):
        rows = np.flatnonzero(chosen)
        if not len(rows):
            continue
        tokens = cut([texts[row] for row in rows])
        own = np.cumsum([0, *(len(texts[row]) + 1 for row in rows)])[:-1]
        starts = np.asarray(tokens.starts, dtype=np.int64)
        row = np.searchsorted(own, starts, side="right") - 1
        words += tokens.words
        parts.append(starts - own[row] + bases[rows[row]])
    starts = np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)
    order = np.argsort(starts, kind="stable")
    return [words[place] for place in order.tolist()], starts[order]


def _interval(begins: Numbers, ends: Numbers, offsets: Numbers) -> Numbers:
    if not len(begins):
        return np.full(len(offsets), -1, dtype=np.int64)
    place = np.searchsorted(begins, offsets, side="right") - 1
    inside = (place >= 0) & (offsets < ends[place])
    return np.where(inside, place, -1)


def _tags(opinions: pd.DataFrame, drivers: list[str], clauses: int) -> NDArray[np.bool_]:
    column = opinions["driver"].map({driver: place for place, driver in enumerate(drivers)})
    known = column.notna()
    tags = np.zeros((clauses, len(drivers)), dtype=bool)
    tags[opinions.loc[known, "clause"], column[known].astype(int)] = True
    return tags


def _mean_polarity(opinions: pd.DataFrame, clauses: int) -> NDArray[np.float64]:
    judged = opinions[opinions["term"].notna()]
    means = np.full(clauses, np.nan)
    found = judged.groupby("clause")["polarity"].mean()
    means[found.index] = found
    return means


def _open(opinions: pd.DataFrame, whole: str, clauses: int) -> NDArray[np.bool_]:
    carried = opinions["rule"].str.endswith("carried").fillna(False).astype(bool)
    loose = opinions["term"].notna() & ((opinions["driver"] == whole) | carried)
    found = np.zeros(clauses, dtype=bool)
    found[opinions.loc[loose, "clause"]] = True
    return found
