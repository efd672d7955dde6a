"""Groups of near vectors, by k-means, EVoC or HDBSCAN: where the mixture of topics starts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from voc.topic.embed import Vectors
from voc.topic.mixture import Labels

CLUSTERERS = ("kmeans", "evoc", "hdbscan")
_NOISE = 0.6  # lower values lost 早餐, a tenth of the hotel reviews, under some seeds
_STARTS = 10
_NEIGHBOURS = 15


def k_means(vectors: Vectors, count: int, *, seed: int, starts: int = _STARTS) -> Labels:
    """As many groups as asked for, or as there are distinct vectors."""
    from sklearn.cluster import KMeans

    count = min(count, len(np.unique(vectors.round(4), axis=0)))
    model = KMeans(count, n_init=starts, random_state=seed)
    return np.asarray(model.fit_predict(vectors), dtype=np.int64)


def evoc_layers(vectors: Vectors, minimum: int, *, seed: int) -> list[Labels]:
    """EVoC's layers, finest first; −1 for what lies between groups."""
    from evoc import EVoC
    from numba import get_num_threads, set_num_threads

    threads = get_num_threads()
    set_num_threads(1)  # EVoC's result depends on the number of threads, even with a seed
    try:
        model = EVoC(base_min_cluster_size=minimum, noise_level=_NOISE, random_state=seed)
        model.fit(vectors)
    finally:
        set_num_threads(threads)
    return [np.asarray(layer, dtype=np.int64) for layer in model.cluster_layers_]


def hdbscan_groups(vectors: Vectors, minimum: int, *, seed: int) -> Labels:
    """HDBSCAN in five dimensions of UMAP, as BERTopic does; −1 for noise."""
    from hdbscan import HDBSCAN
    from umap import UMAP

    neighbours = min(_NEIGHBOURS, len(vectors) - 1)
    near = UMAP(
        n_neighbors=neighbours,
        n_components=5,
        min_dist=0.0,
        metric="cosine",
        random_state=seed,
        n_jobs=1,
    ).fit_transform(vectors)
    model = HDBSCAN(min_cluster_size=max(2, minimum), core_dist_n_jobs=1)
    return np.asarray(model.fit_predict(near), dtype=np.int64)


def layer_for(layers: Sequence[Labels], most: int) -> Labels:
    """The finest layer with at most so many groups, else the coarsest.

    >>> fine, coarse = np.array([0, 1, 2, 3]), np.array([0, 0, 1, 1])
    >>> layer_for([fine, coarse], 3).tolist()
    [0, 0, 1, 1]
    """
    for layer in layers:
        if 2 <= int(layer.max()) + 1 <= most:
            return layer
    return layers[-1]
