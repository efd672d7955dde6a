"""Which driver a string belongs to: where it stands, whom it resembles in use and in writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voc.suggest.clauses import ClauseCorpus

Matrix = NDArray[np.float64]
Numbers = NDArray[np.int64]
Occurrence = tuple[Numbers, Numbers]  # first and last word of each occurrence

_BESIDE = 0.4  # what a tag of the clause before or after counts
_PRIOR = 2.0  # clauses in which a string is taken to stand as any other does
_DIMENSIONS = 80


@dataclass(frozen=True)
class _Voting:
    """How known terms vote: how many, from which likeness on, how likely near ones outweigh far
    ones, and what likeness makes sure."""

    neighbours: int
    least: float
    power: int
    enough: float


# Found on the restaurant and hotel codebooks, half of whose terms were hidden; wide plateaus.
_BY_USE = _Voting(neighbours=5, least=0.25, power=4, enough=0.8)
_BY_WRITING = _Voting(neighbours=8, least=0.15, power=2, enough=0.5)


def g_squared(both: Matrix, row: Matrix, column: Matrix, total: float) -> Matrix:
    """Log-likelihood ratio of a 2×2 table, negative where the two avoid each other.

    G² = 2 Σ O ln(O / E) over the four cells (Dunning 1993, Computational Linguistics 19(1)).

    Parameters
    ----------
    both, row, column : array
        Clauses with string and driver, with the string, with the driver; they are broadcast.
    total : float
        Clauses in all.

    Examples
    --------
    >>> g_squared(np.array([110.]), np.array([2552.]), np.array([221.]), 31777.).round(2)
    array([270.72])
    """
    observed = [both, row - both, column - both, total - row - column + both]
    expected = [
        row * column / total,
        row * (total - column) / total,
        (total - row) * column / total,
        (total - row) * (total - column) / total,
    ]
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = [
            np.where(cell > 0, cell * np.log(np.maximum(cell, 1e-12) / np.maximum(mean, 1e-12)), 0)
            for cell, mean in zip(observed, expected, strict=True)
        ]
    value = np.maximum(2 * sum(parts), 0)
    return np.asarray(np.where(both >= expected[0], value, -value))


def standing(clauses: Sequence[Numbers], corpus: ClauseCorpus) -> tuple[Matrix, Matrix]:
    """Clauses in which each string stands with each driver: in the same, and also in the next.

    Returns
    -------
    same, near : arrays of shape (strings, drivers)
        In `near`, a tag of a neighbouring clause of the comment counts `0.4`.
    """
    tags = corpus.tags.astype(float)
    near = tags.copy()
    together = corpus.comment[1:] == corpus.comment[:-1]
    near[1:][together] = np.maximum(near[1:][together], _BESIDE * tags[:-1][together])
    near[:-1][together] = np.maximum(near[:-1][together], _BESIDE * tags[1:][together])
    stands = _incidence(clauses, len(corpus.comment))
    return np.asarray(stands @ tags), np.asarray(stands @ near)


def beside(near: Matrix, counts: Matrix, base: Matrix) -> Matrix:
    """Share of each driver in how much more often than elsewhere it stands beside a string."""
    rate = (near + _PRIOR * base) / (counts[:, None] + _PRIOR)
    gain = np.maximum(rate - base, 0) / np.sqrt(np.maximum(base, 1e-9))
    return _shares(gain)


def used_alike(
    strings: Sequence[Occurrence],
    terms: Sequence[Occurrence],
    owners: Numbers,
    corpus: ClauseCorpus,
    drivers: int,
    seed: int,
) -> Matrix:
    """Share of each driver among the known terms that stand among the same words."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize

    contexts = _contexts([*strings, *terms], corpus)
    size = min(_DIMENSIONS, min(contexts.shape) - 1)
    if size < 2 or not terms:  # too little to compare
        return np.zeros((len(strings), drivers))
    vectors = normalize(TruncatedSVD(size, random_state=seed).fit_transform(contexts))
    likeness = vectors[: len(strings)] @ vectors[len(strings) :].T
    return _vote(np.asarray(likeness), owners, drivers, _BY_USE)


def written_alike(
    strings: Sequence[str], terms: Sequence[str], owners: Numbers, drivers: int
) -> Matrix:
    """Share of each driver among the known terms that share characters: 停车位 and 停车场."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not strings or not terms:
        return np.zeros((len(strings), drivers))
    model = TfidfVectorizer(analyzer=_pieces, sublinear_tf=True)
    model.fit([*terms, *strings])
    likeness = model.transform(strings) @ model.transform(terms).T
    return _vote(np.asarray(likeness.todense()), owners, drivers, _BY_WRITING)


def _pieces(term: str) -> list[str]:
    """Words of an English term; characters, pairs and the last character of a Chinese one."""
    if term.isascii():
        return term.split()
    pairs = [term[place : place + 2] for place in range(len(term) - 1)]
    return [*term, *pairs, *pairs, term[-1] + "$"]


def _vote(likeness: Matrix, owners: Numbers, drivers: int, how: _Voting) -> Matrix:
    """The nearest terms vote for their drivers; a string that resembles none has little to say."""
    most = min(how.neighbours, likeness.shape[1])
    near = np.partition(likeness, -most, axis=1)[:, [-most]]
    weights = np.where((likeness >= near) & (likeness >= how.least), likeness, 0) ** how.power
    member = np.zeros((len(owners), drivers))
    member[np.arange(len(owners)), owners] = 1
    sure = np.minimum(1, likeness.max(axis=1) / how.enough)
    return np.asarray(_shares(weights @ member) * sure[:, None])


def _contexts(strings: Sequence[Occurrence], corpus: ClauseCorpus) -> Any:
    """Positive mutual information of each string with the two words before and behind it."""
    from scipy import sparse

    index: dict[str, int] = {}
    ids = np.array([index.setdefault(word, len(index)) for word in corpus.words], dtype=np.int64)
    rows, columns = [], []
    sizes = [len(first) for first, _ in strings]
    owner = np.repeat(np.arange(len(strings)), sizes)
    first = np.concatenate([first for first, _ in strings])
    last = np.concatenate([last for _, last in strings])
    for side, places in enumerate((first - 2, first - 1, last + 1, last + 2)):
        inside = (places >= 0) & (places < len(ids))
        inside[inside] &= corpus.clause[places[inside]] == corpus.clause[first[inside]]
        rows.append(owner[inside])
        columns.append(ids[places[inside]] + len(index) * (side >= 2))
    row, column = np.concatenate(rows), np.concatenate(columns)
    shape = (len(strings), 2 * len(index))
    table = sparse.coo_matrix((np.ones(len(row)), (row, column)), shape=shape).tocsr()
    kept = np.flatnonzero(table.getnnz(axis=0) >= 2)
    return _positive_information(table[:, kept])


def _positive_information(table: Any) -> Any:
    cells = table.tocoo()
    total = cells.data.sum()
    by_row = np.asarray(table.sum(axis=1)).ravel()
    by_column = np.asarray(table.sum(axis=0)).ravel() ** 0.75  # a rare neighbour is no proof
    by_column *= total / max(1e-9, by_column.sum())
    gain = np.log(cells.data * total / (by_row[cells.row] * by_column[cells.col]))
    cells.data = np.maximum(gain, 0)
    return cells.tocsr()


def _incidence(clauses: Sequence[Numbers], number: int) -> Any:
    """Strings by clauses: 1 where the string stands in the clause."""
    from scipy import sparse

    rows = np.repeat(np.arange(len(clauses)), [len(found) for found in clauses])
    columns = np.concatenate(clauses) if len(clauses) else np.empty(0, dtype=np.int64)
    shape = (len(clauses), number)
    return sparse.coo_matrix((np.ones(len(rows)), (rows, columns)), shape=shape).tocsr()


def _shares(values: Matrix) -> Matrix:
    total = values.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(values, total, out=np.zeros_like(values), where=total > 0))
