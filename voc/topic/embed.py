"""Comments as vectors: TF-IDF of words and phrases, then truncated SVD (latent semantic analysis)."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

_COMMENTS_A_DIMENSION = 6  # a small corpus does not fill many dimensions


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

        Raises
        ------
        ValueError
            When no feature occurs often enough.
        """
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._weights: Any = TfidfVectorizer(
            analyzer=_as_is,
            sublinear_tf=True,
            min_df=_least_documents(len(comments)),
            dtype=np.float32,
        )
        weighted = self._weights.fit_transform(comments)
        self.vocabulary_ = frozenset(self._weights.get_feature_names_out())
        most = min(len(comments) // _COMMENTS_A_DIMENSION, weighted.shape[1] - 1)
        self._axes: Any = TruncatedSVD(
            max(2, min(self.dimensions, most)), random_state=self.seed
        ).fit(weighted)
        return self

    def transform(self, comments: list[list[str]]) -> Vectors:
        """Unit vectors of shape (n, dimensions); zeros where no feature is known."""
        vectors = self._axes.transform(self._weights.transform(comments))
        return unit(np.asarray(vectors, dtype=np.float32))


def unit(vectors: Vectors) -> Vectors:
    """Rows scaled to length 1; zero rows stay zero.

    >>> unit(np.array([[3, 4], [0, 0]], dtype=np.float32)).tolist()
    [[0.6000000238418579, 0.800000011920929], [0.0, 0.0]]
    """
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.divide(vectors, length, out=np.zeros_like(vectors), where=length > 1e-6)


def _least_documents(comments: int) -> int:
    return 2 if comments < 1000 else 3 if comments < 5000 else 5 + comments // 10_000


def _as_is(features: list[str]) -> list[str]:
    return features
