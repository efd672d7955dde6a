"""A topic that was found, and one that is known beforehand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Topic:
    """What a topic is about.

    Attributes
    ----------
    id : int
        Stays the same from wave to wave.
    label : str
    words : tuple of str
        Best first.
    weights : tuple of float
        c-TF-IDF of the words.
    match : float
        How much its words are those of the topic of the earlier run that it continues, 0…1; NaN
        where there is none.
    pinned : bool
        It is kept however small it gets.
    """

    id: int
    label: str
    words: tuple[str, ...]
    weights: tuple[float, ...] = ()
    match: float = np.nan
    pinned: bool = False


@dataclass(frozen=True)
class Anchor:
    """A topic that is known beforehand, by its words.

    Attributes
    ----------
    label : str
        "" to be named by its words.
    words : dict of str to float
        Features and how many comments with each it counts as.
    id : int or None
        None: a new one.
    pinned : bool
        Kept however few comments it gets.
    earlier : bool
        It continues a topic of an earlier run, and is let go when it has no comments.
    hidden : bool
        Its comments are to have no topic.
    """

    label: str
    words: dict[str, float]
    id: int | None = None
    pinned: bool = True
    earlier: bool = False
    hidden: bool = False
