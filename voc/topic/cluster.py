"""Groups of near vectors, by k-means or EVoC; then one rule for both.

The clusterer only proposes. In the end a comment belongs to the nearest centre if it is near
enough, so that comments that were not in the sample are treated as those that were.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voc.topic.embed import Vectors, unit

Labels = npt.NDArray[np.int64]

UNASSIGNED = -1
_EVIDENCE = 0.35  # cosine to the nearest centre below which a comment stays unassigned
_ALIKE = 0.6  # cosine of two centres above which they are one topic
_ROUNDS = 4
_NOISE = 0.6  # lower values lost 早餐, a tenth of the hotel reviews, under some seeds
_MOST = 30  # topics that a reader can survey


def find_centres(vectors: Vectors, minimum: int, clusters: str = "kmeans", *, seed: int) -> Vectors:
    """Centres of topics, the largest first.

    Parameters
    ----------
    vectors : array of shape (n, dimensions)
        Unit vectors.
    minimum : int
        Comments that a topic needs.
    clusters : {"kmeans", "evoc"}
        Both agree with known categories and with themselves over seeds to the same degree. K-means
        is five times as fast and needs no compiling; EVoC leaves comments between topics out, and
        on fewer than some thousand comments it leaves out too many.
    seed : int

    Returns
    -------
    array of shape (topics, dimensions)
        Unit vectors; shape (0, dimensions) when nothing holds together.
    """
    proposed = _evoc(vectors, minimum, seed) if clusters == "evoc" else _k_means(vectors, seed)
    return _settle(vectors, proposed, minimum)


def assign(vectors: Vectors, centres: Vectors) -> tuple[Labels, npt.NDArray[np.float32]]:
    """Nearest centre of each vector and the cosine to it; −1 where the evidence is too thin.

    >>> assign(np.eye(2, dtype=np.float32), np.array([[0.8, 0.1]], dtype=np.float32))[0]
    array([ 0, -1])
    """
    if not len(centres):
        return np.full(len(vectors), UNASSIGNED), np.zeros(len(vectors), dtype=np.float32)
    cosine = vectors @ centres.T
    closeness = cosine.max(axis=1)
    nearest = np.where(closeness >= _EVIDENCE, cosine.argmax(axis=1), UNASSIGNED)
    return nearest.astype(np.int64), closeness


def _settle(vectors: Vectors, labels: Labels, minimum: int) -> Vectors:
    """Merge centres that are alike, drop small topics, move centres to their members; repeat."""
    for _ in range(_ROUNDS):
        centres = _merge(_centres(vectors, labels), _sizes(labels))
        labels, _ = assign(vectors, centres)
        labels = _without_small(labels, minimum)
        if not len(_sizes(labels)):
            break
    return _centres(vectors, labels)


def _sizes(labels: Labels) -> Labels:
    return np.bincount(labels[labels >= 0]).astype(np.int64)


def _centres(vectors: Vectors, labels: Labels) -> Vectors:
    """Mean directions; topic 0 is the largest."""
    sizes = _sizes(labels)
    order = np.argsort(-sizes, kind="stable")[: np.count_nonzero(sizes)]
    means = [vectors[labels == label].mean(axis=0) for label in order]
    return unit(np.array(means, dtype=np.float32).reshape(len(order), vectors.shape[1]))


def _merge(centres: Vectors, sizes: Labels) -> Vectors:
    """Join the two most alike centres until none are alike and they can be surveyed."""
    weights = np.sort(sizes[sizes > 0])[::-1].astype(np.float32)
    while len(centres) > 1:
        cosine = centres @ centres.T
        np.fill_diagonal(cosine, -1)
        first, second = sorted(np.unravel_index(int(cosine.argmax()), cosine.shape))
        if cosine[first, second] < _ALIKE and len(centres) <= _MOST:
            break
        joined = centres[first] * weights[first] + centres[second] * weights[second]
        centres[first] = unit(joined[None, :])[0]
        weights[first] += weights[second]
        centres, weights = np.delete(centres, second, axis=0), np.delete(weights, second)
    return centres


def _without_small(labels: Labels, minimum: int) -> Labels:
    small = np.flatnonzero(_sizes(labels) < minimum)
    return np.where(np.isin(labels, small), UNASSIGNED, labels)


def _k_means(vectors: Vectors, seed: int) -> Labels:
    from sklearn.cluster import KMeans

    groups = round(1.6 * len(vectors) ** (1 / 3))  # 10 of 250 comments, 23 of 3,000
    groups = min(groups, _MOST, len(np.unique(vectors.round(4), axis=0)))
    model = KMeans(groups, n_init=10, random_state=seed)
    return np.asarray(model.fit_predict(vectors), dtype=np.int64)


def _evoc(vectors: Vectors, minimum: int, seed: int) -> Labels:
    """EVoC's finest layer: on a few comments more or less the coarser ones jump from 4 to 40."""
    from evoc import EVoC
    from numba import get_num_threads, set_num_threads

    threads = get_num_threads()
    set_num_threads(1)  # EVoC's result depends on the number of threads, even with a seed
    try:
        model = EVoC(base_min_cluster_size=minimum, noise_level=_NOISE, random_state=seed).fit(
            vectors
        )
    finally:
        set_num_threads(threads)
    return np.asarray(model.cluster_layers_[0], dtype=np.int64)
