"""Groups of near vectors, by k-means, EVoC or HDBSCAN: where the mixture of topics starts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from voc.topic.embed import Vectors
from voc.topic.mixture import Labels

CLUSTERERS = ("kmeans", "evoc", "hdbscan")
_COMPILED = {"evoc": "evoc", "hdbscan": "pynndescent"}  # packages that numba compiles
_NOISE = 0.6  # lower values lost 早餐, a tenth of the hotel reviews, under some seeds
_STARTS = 10
_NEIGHBOURS = 15
_SMALL = 1_000  # comments up to which one k-means depends on its start too much
_PARTS = 50
_SHARE = 0.8
_STARTS_OF_PART = 3


def k_means(vectors: Vectors, count: int, *, seed: int, starts: int = _STARTS) -> Labels:
    """As many groups as asked for, or as there are distinct vectors."""
    from sklearn.cluster import KMeans

    count = min(count, len(np.unique(vectors.round(4), axis=0)))
    model = KMeans(count, n_init=starts, random_state=seed)
    return np.asarray(model.fit_predict(vectors), dtype=np.int64)


def steady_groups(vectors: Vectors, count: int, *, seed: int, parts: int = _PARTS) -> Labels:
    """k-means or, up to 1,000 comments, what k-means agrees on over parts of them.

    Parameters
    ----------
    vectors : array of shape (n, dimensions)
    count : int
        Groups; fewer when there are fewer distinct vectors.
    seed : int
    parts : int
        Random parts of four fifths that k-means is fitted to.

    Returns
    -------
    array of shape (n,)

    Notes
    -----
    The likeness of two comments is the share of the parts with both in which they are in one group;
    a last k-means groups comments that are like the same others.

    References
    ----------
    Monti, Tamayo, Mesirov & Golub 2003, Consensus clustering, Machine Learning 52:91–118.

    Examples
    --------
    >>> spread = np.linspace(0, 0.2, 20, dtype=np.float32)
    >>> vectors = np.vstack([np.column_stack([1 - spread, spread]),
    ...                      np.column_stack([spread, 1 - spread])])
    >>> groups = steady_groups(vectors, 2, seed=0)
    >>> len(set(groups[:20])), len(set(groups[20:])), len(set(groups))
    (1, 1, 2)
    """
    n = len(vectors)
    if n > _SMALL:
        return k_means(vectors, count, seed=seed)
    together, drawn = np.zeros((n, n), np.float32), np.zeros((n, n), np.float32)
    random = np.random.default_rng(seed)
    for part in range(parts):
        rows = np.sort(random.choice(n, max(1, round(_SHARE * n)), replace=False))
        groups = k_means(vectors[rows], count, seed=seed + part, starts=_STARTS_OF_PART)
        member = np.zeros((n, groups.max() + 1), dtype=np.float32)
        member[rows, groups] = 1
        together += member @ member.T
        among = member.sum(axis=1, keepdims=True)
        drawn += among @ among.T
    likeness = np.asarray(together / np.maximum(drawn, 1), dtype=np.float32)
    return k_means(likeness, count, seed=seed)


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


def to_be_compiled(clusters: str) -> bool:
    """Whether what makes these groups has never been compiled on this machine.

    Numba keeps what it compiled beside each package, or where NUMBA_CACHE_DIR says.
    """
    spec = find_spec(_COMPILED[clusters]) if clusters in _COMPILED else None
    if spec is None or spec.origin is None:
        return False
    kept = os.environ.get("NUMBA_CACHE_DIR") or Path(spec.origin).parent
    return next(Path(kept).rglob("*.nbi"), None) is None


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
