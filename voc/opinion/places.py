"""Where in a text one of many beginnings stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
from numpy.typing import NDArray

from voc.text.characters import codes


class Places:
    """Looks up beginnings of one or two characters, all places of a text at once.

    Parameters
    ----------
    known : collection of str
        The beginnings.

    Examples
    --------
    >>> known = Places(["等了", "没", "没人"])
    >>> [(place, known.names[number]) for place, number in known.find("没人，等等了，没有")]
    [(0, '没人'), (4, '等了'), (7, '没')]
    """

    def __init__(self, known: Collection[str]) -> None:
        self.names = ["", *sorted(known)]  # in order: a letter stands before the pairs it begins
        self._rows = _numbered({name[0] for name in known})
        self._columns = _numbered({name[1] for name in known if len(name) > 1})
        self._pairs = np.zeros((self._rows.max() + 1, self._columns.max() + 1), dtype=np.int32)
        for number, name in enumerate(self.names):
            if name:
                row, columns = self._rows[ord(name[0])], slice(None)
                self._pairs[row, self._columns[ord(name[1])] if name[1:] else columns] = number

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Places in the text, in order, each with the number (in `names`) of the longest there."""
        letters = codes(f"{text}\0")
        rows = self._rows[np.minimum(letters[:-1], len(self._rows) - 1)]
        columns = self._columns[np.minimum(letters[1:], len(self._columns) - 1)]
        numbers = self._pairs[rows, columns]
        places = np.flatnonzero(numbers)
        return zip(places.tolist(), numbers[places].tolist(), strict=True)


def _numbered(letters: set[str]) -> NDArray[np.int32]:
    """A number from 1 for each letter, at the place of its code; 0 for any other."""
    places = sorted(map(ord, letters))
    numbers = np.zeros(max(places, default=0) + 2, dtype=np.int32)
    numbers[places] = np.arange(1, len(places) + 1)
    return numbers
