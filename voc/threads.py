"""Libraries of numbers held to one thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

__all__ = ["one_thread"]


@contextmanager
def one_thread(loaded: str = "scipy.linalg") -> Iterator[None]:
    """Sums in the same order on every machine: another order could tip a comment elsewhere.

    Nor do short sums gain by a second thread: where others are at work as well, threads that wait
    for each other make seconds of milliseconds.

    Parameters
    ----------
    loaded : str
        A module that loads what is to be held: libraries that come later are not.
    """
    from threadpoolctl import threadpool_limits

    import_module(loaded)
    with threadpool_limits(1):
        yield
