"""Where in a text expressions can begin: hundreds of them then cost little more than one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from voc.text.characters import codes

T = TypeVar("T")


class Places(Generic[T]):
    """Looks up beginnings of one or two characters, at all places of a text at once.

    Parameters
    ----------
    begun : sequence of (set of str, T)
        Beginnings, as `voc.text.openings` finds them, and what begins so.

    Examples
    --------
    >>> places = Places([({"等了"}, "wait"), ({"没"}, "no"), ({"没人"}, "nobody")])
    >>> list(places.find("没人，等等了，没有"))
    [(0, ['no', 'nobody']), (4, ['wait']), (7, ['no'])]
    """

    def __init__(self, begun: Sequence[tuple[frozenset[str] | set[str], T]]) -> None:
        of_opening: dict[str, int] = {}  # what begins so: a bit for each
        for number, (openings, _) in enumerate(begun):
            bit = 1 << number
            for opening in openings:
                of_opening[opening] = of_opening.get(opening, 0) | bit
        rows, columns = (_number({opening[at:][:1] for opening in of_opening}) for at in (0, 1))
        self._pairs = np.zeros((len(rows) + 1, len(columns) + 1), dtype=np.int32)
        self._rows, self._columns = _by_code(rows), _by_code(columns)
        numbers: dict[int, int] = {0: 0}  # most of thousands of pairs begin the same
        for opening, bits in of_opening.items():
            if len(opening) == 1:
                self._pairs[rows[opening]] = numbers.setdefault(bits, len(numbers))
        pairs = [opening for opening in of_opening if len(opening) > 1]
        # Where 一股 stands, what begins with 一 can stand as well.
        values = [
            numbers.setdefault(of_opening[pair] | of_opening.get(pair[0], 0), len(numbers))
            for pair in pairs
        ]
        self._pairs[[rows[pair[0]] for pair in pairs], [columns[pair[1]] for pair in pairs]] = (
            values
        )
        self._known = [
            [what for number, (_, what) in enumerate(begun) if bits >> number & 1]
            for bits in numbers
        ]

    def find(self, text: str) -> Iterator[tuple[int, list[T]]]:
        """Places in the text, in order, each with what can begin there."""
        letters = codes(f"{text}\0")
        rows = self._rows[np.minimum(letters[:-1], len(self._rows) - 1)]
        columns = self._columns[np.minimum(letters[1:], len(self._columns) - 1)]
        numbers = self._pairs[rows, columns]
        places = np.flatnonzero(numbers)
        known = map(self._known.__getitem__, numbers[places].tolist())
        return zip(places.tolist(), known, strict=True)


def _number(letters: set[str]) -> dict[str, int]:
    return {letter: number for number, letter in enumerate(sorted(letters - {""}), 1)}


def _by_code(numbers: dict[str, int]) -> NDArray[np.int32]:
    """The number of each letter at the place of its code; 0 for any other."""
    by_code = np.zeros(max(map(ord, numbers), default=0) + 2, dtype=np.int32)
    by_code[list(map(ord, numbers))] = list(numbers.values())
    return by_code
