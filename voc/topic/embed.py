"""Comments as vectors: TF-IDF of words and phrases, truncated SVD, and the company words keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from voc.topic.counting import feature_counts

Vectors = npt.NDArray[np.float32]

_COMMENTS_A_DIMENSION = 20  # a small corpus does not fill many dimensions
_WINDOW = 20  # features that count as neighbours; long comments speak of several things


class LsaEmbedding:
    """TF-IDF + SVD over ready features, beside the mean of word vectors, as unit vectors.

    Parameters
    ----------
    dimensions : int
        Most dimensions of each half; fewer for a small corpus.
    seed : int

    Attributes
    ----------
    vocabulary_ : frozenset of str
        The features that are frequent enough to count.

    Notes
    -----
    One half is latent semantic analysis. The other half is the TF-IDF weighted mean of word
    vectors: the SVD of the positive pointwise mutual information of features within twenty places
    of each other. With both, agreement with true classes is higher on short and on few comments
    than with either (docs/benchmarks.md).

    References
    ----------
    Deerwester et al. 1990, Indexing by latent semantic analysis, JASIS 41(6):391–407.
    Levy & Goldberg 2014, Neural word embedding as implicit matrix factorization, NeurIPS 27.
    """

    def __init__(self, dimensions: int = 64, *, seed: int = 0) -> None:
        self.dimensions = dimensions
        self.seed = seed

    def fit(self, comments: list[list[str]]) -> Self:
        """Learn weights and dimensions from the features of the comments.

        With fewer than three features that occur often enough every vector is zero.
        """
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfTransformer

        held = Counter(feature for features in comments for feature in set(features))
        least = least_comments(len(comments))
        self.vocabulary_ = frozenset(feature for feature, count in held.items() if count >= least)
        most = min(len(comments) // _COMMENTS_A_DIMENSION, len(self.vocabulary_) - 1)
        if most < 2:
            return self
        self._places = {feature: i for i, feature in enumerate(sorted(self.vocabulary_))}
        self._weights: Any = TfidfTransformer(sublinear_tf=True)
        weighted = self._weights.fit_transform(feature_counts(comments, self._places))
        self._axes: Any = TruncatedSVD(min(self.dimensions, most), random_state=self.seed)
        self._axes.fit(weighted)
        self._words = self._word_vectors(comments, min(self.dimensions, most))
        return self

    def transform(self, comments: list[list[str]]) -> Vectors:
        """Unit vectors of shape (n, dimensions); zeros where no feature is known."""
        if not hasattr(self, "_axes"):
            return np.zeros((len(comments), 2), dtype=np.float32)
        weighted = self._weights.transform(feature_counts(comments, self._places))
        halves = (self._axes.transform(weighted), weighted @ self._words)
        return unit(np.hstack([unit(np.asarray(half, dtype=np.float32)) for half in halves]))

    def _word_vectors(self, comments: list[list[str]], dimensions: int) -> Vectors:
        """Vectors of the vocabulary by the features that stand near each."""
        from sklearn.decomposition import TruncatedSVD

        held = feature_counts(list(_windows(comments)), self._places, once=True)
        information = _information((held.T @ held).tocoo())
        if information.nnz == 0:
            return np.zeros((information.shape[0], 1), dtype=np.float32)
        axes = TruncatedSVD(min(dimensions, information.shape[0] - 1), random_state=self.seed)
        scores = axes.fit_transform(information)
        scale = np.sqrt(np.maximum(axes.singular_values_, 1e-9))
        return np.asarray(scores / scale, dtype=np.float32)


def _windows(comments: list[list[str]]) -> Iterator[list[str]]:
    for features in comments:
        last = max(1, len(features) - _WINDOW // 2)
        yield from (features[i : i + _WINDOW] for i in range(0, last, _WINDOW // 2))


def _information(together: Any) -> Any:
    """Positive pointwise mutual information of pairs; frequent neighbours are damped (¾)."""
    from scipy.sparse import csr_array

    apart = together.row != together.col
    row, column = together.row[apart], together.col[apart]
    pairs = together.data[apart].astype(np.float64)
    words = together.shape[0]
    total = np.bincount(row, pairs, minlength=words)
    context = total**0.75
    context /= max(context.sum(), 1e-9)
    information = np.log(pairs / total[row] / context[column])
    kept = information > 0
    return csr_array(
        (information[kept].astype(np.float32), (row[kept], column[kept])), shape=together.shape
    )


def unit(vectors: Vectors) -> Vectors:
    """Rows scaled to length 1; zero rows stay zero.

    >>> unit(np.array([[3, 4], [0, 0]], dtype=np.float32)).tolist()
    [[0.6000000238418579, 0.800000011920929], [0.0, 0.0]]
    """
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(length > 1e-6, length, np.inf), dtype=np.float32)


def least_comments(comments: int) -> int:
    """Comments that must hold a feature for it to count.

    >>> least_comments(300), least_comments(24_780)
    (3, 7)
    """
    return 3 if comments < 5000 else 5 + comments // 10_000
