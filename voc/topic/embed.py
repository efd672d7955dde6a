"""Comments as vectors: TF-IDF of words and phrases, then truncated SVD (LSA)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Self

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

_COMMENTS_A_DIMENSION = 20  # a small corpus does not fill many dimensions


class LsaEmbedding:
    """TF-IDF + SVD over ready features, as unit vectors.

    Parameters
    ----------
    dimensions : int
        Most dimensions; fewer for a small corpus.
    seed : int

    Attributes
    ----------
    vocabulary_ : frozenset of str
        The features that are frequent enough to count.

    References
    ----------
    Deerwester et al. 1990, Indexing by latent semantic analysis, JASIS 41(6):391–407.
    """

    def __init__(self, dimensions: int = 64, *, seed: int = 0) -> None:
        self.dimensions = dimensions
        self.seed = seed

    def fit(self, comments: list[list[str]]) -> Self:
        """Learn weights and dimensions from the features of the comments.

        With fewer than three features that occur often enough every vector is zero.
        """
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfVectorizer

        held = Counter(feature for features in comments for feature in set(features))
        least = _least_comments(len(comments))
        self.vocabulary_ = frozenset(feature for feature, count in held.items() if count >= least)
        most = min(len(comments) // _COMMENTS_A_DIMENSION, len(self.vocabulary_) - 1)
        if most < 2:
            return self
        self._weights: Any = TfidfVectorizer(
            analyzer=_as_is,
            sublinear_tf=True,
            vocabulary=sorted(self.vocabulary_),
            dtype=np.float32,
        )
        weighted = self._weights.fit_transform(comments)
        self._axes: Any = TruncatedSVD(min(self.dimensions, most), random_state=self.seed)
        self._axes.fit(weighted)
        return self

    def transform(self, comments: list[list[str]]) -> Vectors:
        """Unit vectors of shape (n, dimensions); zeros where no feature is known."""
        if not hasattr(self, "_axes"):
            return np.zeros((len(comments), 2), dtype=np.float32)
        vectors = self._axes.transform(self._weights.transform(comments))
        return unit(np.asarray(vectors, dtype=np.float32))


@contextmanager
def one_thread() -> Iterator[None]:
    """Sums in the same order on every machine: another order could tip a comment elsewhere."""
    from threadpoolctl import threadpool_limits

    import_module("sklearn.cluster")  # the limit reaches only libraries that are loaded already
    with threadpool_limits(1):
        yield


def unit(vectors: Vectors) -> Vectors:
    """Rows scaled to length 1; zero rows stay zero.

    >>> unit(np.array([[3, 4], [0, 0]], dtype=np.float32)).tolist()
    [[0.6000000238418579, 0.800000011920929], [0.0, 0.0]]
    """
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(length > 1e-6, length, np.inf), dtype=np.float32)


def _least_comments(comments: int) -> int:
    return 3 if comments < 5000 else 5 + comments // 10_000


def _as_is(features: list[str]) -> list[str]:
    return features
