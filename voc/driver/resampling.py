"""Bootstrap samples of respondents: the comments of a respondent stay together."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from voc.driver.mentions import Floats

__all__ = ["resampled_counts"]


def resampled_counts(people: int, bootstrap: int, seed: int) -> Iterator[Floats]:
    """How often each respondent is drawn, one bootstrap sample after the other.

    Parameters
    ----------
    people : int
        Number of respondents, 1 or more.
    bootstrap : int
        Number of samples.
    seed : int

    Yields
    ------
    array of shape (people,)
        Counts that add up to `people`. One sample at a time, so that memory stays small.

    References
    ----------
    Efron & Tibshirani 1993, An Introduction to the Bootstrap. Field & Welsh 2007, JRSS B
    69(3):369–390 (resampling clusters).

    Examples
    --------
    >>> [counts.sum() for counts in resampled_counts(5, 2, seed=0)]
    [np.float64(5.0), np.float64(5.0)]
    """
    rng = np.random.default_rng(seed)
    for _ in range(bootstrap):
        drawn = rng.integers(people, size=people)
        yield np.bincount(drawn, minlength=people).astype(np.float64)
