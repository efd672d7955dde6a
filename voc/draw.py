"""Drawing a bounded sample of comments, so that no question goes unheard."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

__all__ = ["drawn"]

_LEAST = 1_000  # of each stratum, as far as it has them and all strata have room


def drawn(
    number: int, size: int, *, strata: NDArray[Any] | None = None, seed: int
) -> NDArray[np.int64]:
    """Places of `size` out of `number` comments, in their order; all of them when they are fewer.

    Parameters
    ----------
    number, size : int
    strata : array of shape (number,), optional
        What each comment belongs to, such as its question. Each stratum is drawn from in
        proportion to its comments, but gets 1,000 or all it has: an open question that few answer
        would have next to none in a sample of all. When that is more than there is room for, every
        stratum gets the same share of the room at least.
    seed : int

    Returns
    -------
    array of int, increasing

    Examples
    --------
    >>> questions = np.repeat(["like", "dislike"], [99_000, 1_000])
    >>> places = drawn(100_000, 5_000, strata=questions, seed=0)
    >>> len(places), int((questions[places] == "dislike").sum())
    (5000, 1000)
    """
    if number <= size:
        return np.arange(number)
    chance = np.random.default_rng(seed)
    if strata is None:
        return np.sort(chance.choice(number, size, replace=False))
    member, names = pd.factorize(strata, use_na_sentinel=False)
    if len(names) == 1:
        return np.sort(chance.choice(number, size, replace=False))
    order = np.argsort([str(name) for name in names], kind="stable")
    member = np.argsort(order)[member]  # the same comments, whichever stands first
    has = np.bincount(member)
    least = np.minimum(has, min(_LEAST, size // len(names)))
    # What is left goes to the others in proportion to what they have left.
    rest, room = has - least, size - int(least.sum())
    shares = room * rest / max(1, int(rest.sum()))
    takes = least + np.floor(shares).astype(np.int64)
    fractions = np.where(takes < has, shares - np.floor(shares), -1.0)
    takes[np.argsort(-fractions, kind="stable")[: size - int(takes.sum())]] += 1
    return np.sort(
        np.concatenate(
            [
                chance.choice(np.flatnonzero(member == stratum), take, replace=False)
                for stratum, take in enumerate(takes.tolist())
            ]
        )
    )
