"""Topics in space: a tree of which is like which, and a map of comments in two dimensions."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.topic.mixture import Labels, Shares

_MOST_POINTS = 2_000
_SPREAD = 0.05  # of the width of the map, so that comments of one topic do not cover each other
_LINKS = ["left", "right", "distance", "size"]


def likeness(words: Shares) -> npt.NDArray[np.float64]:
    """Cosine of the square roots of word probabilities (Bhattacharyya), topics × topics.

    Square roots keep the few most frequent words from deciding.

    >>> likeness(np.array([[0.5, 0.5], [0.5, 0.5], [1, 0]], dtype=np.float32)).round(2).tolist()
    [[1.0, 1.0, 0.71], [1.0, 1.0, 0.71], [0.71, 0.71, 1.0]]
    """
    roots = np.sqrt(words.astype(np.float64))
    return np.asarray(np.clip(roots @ roots.T, 0, 1))


def topic_hierarchy(words: Shares, ids: Labels, topics: pd.DataFrame) -> pd.DataFrame:
    """Which topics join first, by average linkage of their words.

    Parameters
    ----------
    words : array of shape (topics, words)
        Probability of each word in each topic.
    ids : array of shape (topics,)
        In the order of `words`.
    topics : DataFrame
        topic; its rows are the leaves 0…k−1.

    Returns
    -------
    DataFrame
        left, right, distance (0…1: 1 − Bhattacharyya), size (leaves): row i makes node k + i.
    """
    place = {int(topic): row for row, topic in enumerate(ids.tolist())}
    rows = [place[int(topic)] for topic in topics["topic"]]
    links = np.zeros((0, 4))
    if len(rows) > 1:
        from scipy.cluster.hierarchy import linkage
        from scipy.spatial.distance import squareform

        apart = 1 - likeness(words[rows])
        np.fill_diagonal(apart, 0)
        links = linkage(squareform((apart + apart.T) / 2, checks=False), "average")
    table = pd.DataFrame(links, columns=_LINKS)
    return table.astype({"left": "int64", "right": "int64", "size": "int64"})


def topic_map(
    shares: Shares,
    comment_ids: npt.NDArray[np.object_],
    topics: Labels,
    words: Shares,
    *,
    seed: int,
) -> pd.DataFrame:
    """Comments between the topics they may belong to, topics near those of like words.

    Parameters
    ----------
    shares : array of shape (n, topics)
        Probability of each topic for each comment.
    comment_ids, topics : array of shape (n,)
    words : array of shape (topics, words)
    seed : int

    Returns
    -------
    DataFrame
        comment_id, topic, x, y of at most 2,000 comments drawn at random.

    Notes
    -----
    Topics are placed by classical scaling of their distances; a comment stands at the mean of the
    topics weighted by its shares, moved a little at random so that points do not hide each other.
    Distances on the map mean likeness of topics; the axes mean nothing.
    """
    random = np.random.default_rng(seed)
    drawn = np.arange(len(topics))
    if len(drawn) > _MOST_POINTS:
        drawn = np.sort(random.choice(drawn, _MOST_POINTS, replace=False))
    centres = _centres(words)
    width = float(np.ptp(centres, axis=0).max()) or 1.0
    places = shares[drawn] @ centres + random.normal(0, _SPREAD * width, (len(drawn), 2))
    return pd.DataFrame(
        {
            "comment_id": comment_ids[drawn],
            "topic": topics[drawn],
            "x": places[:, 0].astype(np.float64),
            "y": places[:, 1].astype(np.float64),
        }
    )


def _centres(words: Shares) -> npt.NDArray[np.float64]:
    """Classical scaling (Torgerson 1952) of the distances of the topics to a plane."""
    apart = 1 - likeness(words)
    middle = np.eye(len(apart)) - 1 / len(apart)
    values, axes = np.linalg.eigh(-0.5 * middle @ apart**2 @ middle)
    largest = np.argsort(-values)[:2]
    plane = np.zeros((len(apart), 2))
    plane[:, : len(largest)] = axes[:, largest] * np.sqrt(np.maximum(values[largest], 0))
    signs = np.sign(plane[np.abs(plane).argmax(axis=0), [0, 1]])  # eigenvectors have no direction
    return np.asarray(plane * np.where(signs == 0, 1, signs))
