"""The words of many comments as numbers of four bytes; each word itself is kept once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

__all__ = ["Words"]


class Words(Sequence[list[str]]):
    """Reads like a list with the words of each comment, in the order of the text.

    Examples
    --------
    >>> words = Words()
    >>> words.add(["房间", "好", "贵"], np.array([0, 1, 2, 1]), np.array([2, 0, 2]))
    >>> words[0], words[1:], words.chosen(np.array([2]))[0]
    (['房间', '好'], [[], ['贵', '好']], ['贵', '好'])
    """

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._numbers: list[NDArray[np.int32]] = []
        self._lengths: list[NDArray[np.int64]] = []
        self._flat: NDArray[np.int32] = np.zeros(0, np.int32)
        self._ends: NDArray[np.int64] = np.zeros(1, np.int64)
        self._known: list[str] = []
        self._rows: NDArray[np.int64] | None = None  # of a choice: which comments

    def add(self, known: list[str], numbers: NDArray[Any], lengths: NDArray[Any]) -> None:
        """Append comments: their words one after another as places in `known`, and how many."""
        places = self._places
        known_here = [places.setdefault(word, len(places)) for word in known]
        self._numbers.append(np.array(known_here, np.int32)[numbers])
        self._lengths.append(lengths.astype(np.int64))

    def chosen(self, rows: NDArray[np.int64]) -> Words:
        """Some of the comments, in this order; the words are shared, not copied."""
        self._settle()
        some = Words()
        some._places, some._flat, some._ends = self._places, self._flat, self._ends
        some._known = self._known
        some._rows = rows if self._rows is None else self._rows[rows]
        return some

    def __len__(self) -> int:
        self._settle()
        return len(self._ends) - 1 if self._rows is None else len(self._rows)

    @overload
    def __getitem__(self, place: int) -> list[str]: ...

    @overload
    def __getitem__(self, place: slice) -> list[list[str]]: ...

    def __getitem__(self, place: int | slice) -> list[str] | list[list[str]]:
        if isinstance(place, slice):
            return [self._at(row) for row in range(*place.indices(len(self)))]
        count = len(self)
        if not -count <= place < count:
            raise IndexError(place)
        return self._at(int(place) % count)

    def __iter__(self) -> Iterator[list[str]]:
        return map(self._at, range(len(self)))

    def _at(self, row: int) -> list[str]:
        if self._rows is not None:
            row = int(self._rows[row])
        known = self._known
        return [known[n] for n in self._flat[self._ends[row] : self._ends[row + 1]].tolist()]

    def _settle(self) -> None:
        """Put what was added behind what is there."""
        if not self._lengths:
            return
        self._flat = np.concatenate([self._flat, *self._numbers])
        ends = np.concatenate(self._lengths).cumsum() + self._ends[-1]
        self._ends = np.concatenate([self._ends, ends])
        self._known = list(self._places)
        self._numbers, self._lengths = [], []
