"""TF-IDF vectors of bags of words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from voc.opinion.bags import Bags


class WordVectors:
    """Sublinear TF-IDF vectors of length 1 over the features that several comments have.

    Parameters
    ----------
    keys : array of int
        Features, sorted, each once.
    idf : array of float
        Inverse document frequency of each.
    """

    def __init__(self, keys: NDArray[np.int64], idf: NDArray[np.float64]) -> None:
        self.keys = keys
        self.idf = idf

    @classmethod
    def fit_transform(cls, bags: Bags, minimum: int) -> tuple[WordVectors, Any]:
        """The features that stand in at least `minimum` comments, and these comments by them."""
        rows, keys = bags.features(0, len(bags))
        places, known = pd.factorize(keys, sort=True)
        often = np.bincount(places, minlength=len(known)) >= minimum  # most features are rare
        kept = often[places]
        rows, places, known = rows[kept], (often.cumsum() - 1)[places[kept]], known[often]
        counts = _counts(rows, places, (len(bags), len(known)))
        frequency = np.bincount(counts.indices, minlength=len(known))
        enough = frequency >= minimum  # a comment that repeats a feature is one comment
        idf = np.log((1 + len(bags)) / (1 + frequency[enough])) + 1
        vectors = cls(known[enough], idf)
        return vectors, vectors._weighted(counts[:, enough])

    def transform(self, bags: Bags, start: int = 0, stop: int | None = None) -> Any:
        """Sparse matrix of comments `start`…`stop` (rows) by features (columns)."""
        stop = len(bags) if stop is None else stop
        rows, keys = bags.features(start, stop)
        places = pd.Index(self.keys).get_indexer(pd.Index(keys))
        known = places >= 0
        shape = (stop - start, len(self.keys))
        return self._weighted(_counts(rows[known], places[known], shape))

    def _weighted(self, counts: Any) -> Any:
        """Counts as TF-IDF, in place: (1 + log count) · idf, each row divided by its length."""
        rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        weights = (np.log(counts.data) + 1) * self.idf[counts.indices]
        lengths = np.sqrt(np.bincount(rows, weights=weights * weights, minlength=1))
        counts.data = weights / lengths[rows]
        return counts


def _counts(rows: NDArray[np.int32], places: NDArray[Any], shape: tuple[int, int]) -> Any:
    from scipy.sparse import csr_matrix

    counts = csr_matrix((np.ones(len(rows)), (rows, places)), shape=shape)
    counts.sum_duplicates()
    return counts
