"""TF-IDF vectors of bags of words."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from voc.opinion.bags import Bags


class WordVectors:
    """Sublinear TF-IDF vectors of length 1 over the features that several comments have.

    Parameters
    ----------
    keys : array of int
        Features, sorted.
    idf : array of float
        Inverse document frequency of each.
    """

    def __init__(self, keys: NDArray[np.int64], idf: NDArray[np.float64]) -> None:
        from sklearn.feature_extraction.text import TfidfTransformer

        self.keys = keys
        self.weighting = TfidfTransformer(sublinear_tf=True)
        self.weighting.idf_ = idf

    @classmethod
    def fit(cls, bags: Bags, minimum: int) -> WordVectors:
        """Keep the features that stand in at least `minimum` comments."""
        rows, keys = bags.features(0, len(bags))
        known, places = np.unique(keys, return_inverse=True)
        counts = _counts(rows, places, (len(bags), len(known)))
        frequency = np.bincount(counts.indices, minlength=len(known))
        enough = frequency >= minimum
        idf = np.log((1 + len(bags)) / (1 + frequency[enough])) + 1
        return cls(known[enough], idf)

    def transform(self, bags: Bags, start: int = 0, stop: int | None = None) -> Any:
        """Sparse matrix of comments `start`…`stop` (rows) by features (columns)."""
        stop = len(bags) if stop is None else stop
        rows, keys = bags.features(start, stop)
        places = np.searchsorted(self.keys, keys)
        known = places < len(self.keys)
        known[known] = self.keys[places[known]] == keys[known]
        counts = _counts(rows[known], places[known], (stop - start, len(self.keys)))
        return self.weighting.transform(counts, copy=False) if len(self.keys) else counts


def _counts(rows: NDArray[np.int64], places: NDArray[Any], shape: tuple[int, int]) -> Any:
    from scipy.sparse import csr_matrix

    counts = csr_matrix((np.ones(len(rows)), (rows, places)), shape=shape)
    counts.sum_duplicates()
    return counts
