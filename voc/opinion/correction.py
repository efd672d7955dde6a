"""Words that the customers of this export use against what the word lists say of them.

In book reviews 痛苦 tells the story and blames nothing. A word is corrected when the comments that
hold it, read without it, take the other side far more often than those of other such words do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from voc.lexicon.vocabulary import Entry
from voc.opinion.adaptation import Correction, Floats, SentimentModel
from voc.opinion.bags import Bags
from voc.repeated import places_of, with_values

_COMMENTS = 20  # a word must stand in this many comments
_OTHER_SIDE = 0.75  # and so often with the other side
_FARTHER = 0.3  # and by so much more often than other words of its kind
_TURNED = 0.9  # so often, the word is read as the opposite
_MILD = 0.35  # 有点小 stands in many a happy comment and remains a blame
# What the sentence does to a word says nothing of the word.
ADAPTED = "+adapted"  # how the rule of a corrected opinion ends
_MOODS = re.compile(
    "negation|wish|conditional|question|quote|irony|exception|echo|wait|contrast|concession|spread|asked"
)


def corrections(
    opinions: pd.DataFrame,
    places: pd.Series,
    bags: Bags,
    model: SentimentModel,
    entries: Mapping[str, Entry],
) -> dict[tuple[str, bool], Correction]:
    """Words to correct, with whether the lists praise with them.

    Parameters
    ----------
    opinions : DataFrame
        Columns comment_id, term, polarity, negated, rule.
    places : Series
        Place in the bags of each comment to learn from, by comment_id.
    bags : Bags
    model : SentimentModel
        Fitted; not of method "seed".
    entries : mapping
        The vocabulary: which words evaluate.
    """
    coloured = [rule for rule in opinions["rule"].unique() if _MOODS.search(rule)]
    plain = opinions.loc[
        opinions["term"].notna()
        & (opinions["polarity"].abs() > _MILD)
        & ~opinions["rule"].isin(coloured),
        ["comment_id", "term", "polarity", "negated"],
    ]
    at = places_of(plain["comment_id"], places.index)
    numbers, words = evaluating_words(plain["term"], entries)
    uses = pd.DataFrame(
        {
            "word": numbers,  # places in `words`
            "praise": (plain["polarity"] > 0).to_numpy(),
            "place": np.append(places.to_numpy(), -1)[at],
        }
    )[at >= 0].drop_duplicates()
    uses = uses[uses.groupby(["word", "praise"])["place"].transform("size") >= _COMMENTS]
    if uses.empty:
        return {}
    uses = uses.assign(other=_other_side(uses, words, bags, model))
    shares = uses.groupby(["word", "praise"])["other"].agg(["mean", "size"])
    usual = uses.groupby("praise")["other"].mean()
    return {
        (words[word], praise): Correction(
            -0.5 if share >= _TURNED else 0.1, int(size), round(share, 3)
        )
        for (word, praise), share, size in zip(
            shares.index, shares["mean"].tolist(), shares["size"].tolist(), strict=True
        )
        if share >= _OTHER_SIDE and share - usual[praise] >= _FARTHER
    }


def corrected(
    opinions: pd.DataFrame,
    found: Mapping[tuple[str, bool], Correction],
    entries: Mapping[str, Entry],
) -> pd.DataFrame:
    """The opinions with corrected polarity; `rule` then ends in "+adapted"."""
    if not found:
        return opinions
    numbers, words = evaluating_words(opinions["term"], entries)
    praise = (opinions["polarity"] > 0) ^ opinions["negated"]
    factor = np.ones(len(opinions))
    for (word, praises), correction in found.items():
        if word in words:
            factor[(numbers == words.index(word)) & (praise == praises)] = correction.factor
    polarity = (opinions["polarity"] * factor).round(4)
    changed = np.flatnonzero(factor != 1.0)
    rules = [rule + ADAPTED for rule in opinions["rule"].iloc[changed]]
    return opinions.assign(polarity=polarity, rule=with_values(opinions["rule"], changed, rules))


def evaluating_words(
    terms: pd.Series, entries: Mapping[str, Entry]
) -> tuple[NDArray[np.int64], list[str]]:
    """The longest evaluating word in each term: 复杂 of 非常复杂.

    Returns
    -------
    numbers : array of int
        Of the word of each term; −1 where there is no term.
    words : list of str

    Examples
    --------
    >>> from voc.lexicon.vocabulary import Entry
    >>> known = {"复杂": Entry("复杂", polarity=-0.4)}
    >>> numbers, words = evaluating_words(pd.Series(["非常复杂", "复杂", None]), known)
    >>> numbers.tolist(), words
    ([0, 0, -1], ['复杂'])
    """
    of_row, different = pd.factorize(terms)
    known: dict[str, int] = {}
    numbers = [known.setdefault(_inside(term.lower(), entries), len(known)) for term in different]
    return np.array([*numbers, -1], dtype=np.int64)[of_row], list(known)


def _inside(term: str, entries: Mapping[str, Entry]) -> str:
    for length in range(len(term), 0, -1):
        for start in range(len(term) - length, -1, -1):
            entry = entries.get(term[start : start + length])
            if entry is not None and (entry.polarity or entry.paired):
                return entry.surface
    return term


def _other_side(
    uses: pd.DataFrame, words: Sequence[str], bags: Bags, model: SentimentModel
) -> Floats:
    """How likely the comment of each use takes the other side, read without the word."""
    from scipy.sparse import csr_matrix

    assert model.vectors_ and model.blend_ and model.index_
    places, rows = np.unique(uses["place"].to_numpy(dtype=np.int64), return_inverse=True)
    adds = model.vectors_.transform(bags.chosen(places))
    adds.data *= model.weights_[adds.indices]
    entries = adds.tocoo()
    own = np.zeros(len(uses))  # what the word itself adds, alone and with its neighbours
    for holds in model.index_.holders(model.vectors_.keys, words):
        of_word = holds[entries.col]
        known = of_word >= 0
        total = csr_matrix(
            (entries.data[known], (entries.row[known], of_word[known])),
            shape=(len(places), len(words)),
        )
        own += np.asarray(total[rows, uses["word"].to_numpy()]).ravel()
    without = np.asarray(adds.sum(axis=1)).ravel()[rows] - own
    odds = model.blend_.words * (without + model.intercept_) + model.blend_.base
    praise = 1 / (1 + np.exp(-odds))
    return np.where(uses["praise"], 1 - praise, praise)
