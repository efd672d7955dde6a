"""Bootstrap samples of respondents: the comments of a respondent stay together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from voc.driver.mentions import Floats, Ints
from voc.errors import VocError

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["percentile_interval", "resampled_counts", "resampled_sums", "sums_by_person"]

_CELLS = 2_000_000  # counts held at once: samples of a batch × respondents
_MOST_SAMPLES = 64  # of a batch


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


def sums_by_person(row: Ints, person: Ints, values: Floats, rows: int, people: int) -> csr_array:
    """Entries summed by row and respondent, as a sparse matrix of shape (rows, people).

    Parameters
    ----------
    row, person : array of shape (k,)
        0…rows−1 and 0…people−1; entries of the same cell add up.
    values : array of shape (k,)

    Examples
    --------
    >>> sums = sums_by_person(np.array([0, 0]), np.array([1, 1]), np.array([2.0, 3.0]), 1, 2)
    >>> sums.toarray()
    array([[0., 5.]])
    """
    from scipy.sparse import csr_array

    return csr_array((values, (row, person)), shape=(rows, people))


def resampled_sums(rows: csr_array, bootstrap: int, seed: int) -> Iterator[Floats]:
    """Sum of each row over the respondents of each bootstrap sample, batch by batch.

    Whatever is a function of such sums (means, shares, regressions) gets its bootstrap from one
    sparse product a batch instead of a pass over the comments a sample.

    Parameters
    ----------
    rows : sparse array of shape (k, people)
        What each respondent adds to each sum (`sums_by_person`).
    bootstrap : int
        Number of samples, those of `resampled_counts` with the same seed.
    seed : int

    Yields
    ------
    array of shape (samples of the batch, k)

    Raises
    ------
    VocError
        When bootstrap is negative.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> rows = csr_array(np.array([[1.0, 1.0, 1.0], [0.0, 5.0, 0.0]]))
    >>> np.concatenate(list(resampled_sums(rows, 3, seed=0)))
    array([[ 3., 10.],
           [ 3.,  0.],
           [ 3.,  0.]])
    """
    if bootstrap < 0:
        raise VocError("statistics.resamples", bootstrap=bootstrap)
    people = int(rows.shape[1])
    size = int(np.clip(_CELLS // max(1, people), 1, _MOST_SAMPLES))
    drawn = resampled_counts(people, bootstrap, seed)
    for start in range(0, bootstrap, size):
        counts = np.empty((people, min(size, bootstrap - start)))
        for sample in range(counts.shape[1]):
            counts[:, sample] = next(drawn)
        yield np.ascontiguousarray((rows @ counts).T)


def percentile_interval(draws: Floats) -> Floats:
    """2.5 and 97.5 percentile of each column, shape (2, columns); NaN draws are left out.

    A column without a draw gets NaN.

    Examples
    --------
    >>> percentile_interval(np.linspace(0, 100, 41)[:, None]).ravel()
    array([ 2.5, 97.5])
    """
    bounds = np.full((2, draws.shape[1]), np.nan)
    drawn = ~np.isnan(draws).all(axis=0)
    if drawn.any():
        bounds[:, drawn] = np.nanpercentile(draws[:, drawn], [2.5, 97.5], axis=0)
    return bounds
