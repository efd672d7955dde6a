"""New-word discovery: strings that hold together inside and stand freely outside.

Pointwise mutual information says whether the parts belong together, branching entropy whether the
whole meets many neighbours (the method of Matrix67, "互联网时代的社会语言学", 2012).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_BITS = 12  # of a character: the 4,095 most frequent; five of them fit into 60 bits
_RARE = 0  # any other character, and all that is not Chinese: no string crosses it
LONGEST = 4

Numbers = NDArray[np.int64]


def new_words(
    text: str, *, minimum: int = 5, cohesion: float = 4.0, freedom: float = 1.0
) -> dict[str, Numbers]:
    """Strings of two to four Chinese characters that behave like words, with their offsets.

    Parameters
    ----------
    text : str
    minimum : int
        Times a string must occur.
    cohesion : float
        Least pointwise mutual information in bits between the parts of the weakest cut,
        log2 p(xy) / (p(x) p(y)).
    freedom : float
        Least entropy in bits of the characters before it and of those after it.

    Returns
    -------
    dict of str to array
        Where each string begins in `text`.

    Examples
    --------
    >>> text = "，".join(f"{a}奶盖茶{b}" for a in "这那喝买点" for b in "好贵香甜大")
    >>> sorted(new_words(text, minimum=6, cohesion=1))
    ['奶盖茶']
    """
    characters, codes = _coded(text)
    grams = {1: codes}
    counts = {1: _counted(codes)}
    for length in range(2, LONGEST + 2):
        grams[length] = _longer(grams[length - 1], codes, length)
        counts[length] = _counted(grams[length])
    total = max(1, int(counts[1][1].sum()))
    found: dict[str, Numbers] = {}
    for length in range(2, LONGEST + 1):
        strings, times = counts[length]
        kept = times >= minimum
        strings, times = strings[kept], times[kept]
        firm = _cohesion(strings, times, counts, length, total) >= cohesion
        free = _freedom(strings, times, counts[length + 1], length) >= freedom
        chosen = strings[firm & free]
        places = np.flatnonzero(np.isin(grams[length], chosen))
        by_string = places[np.argsort(grams[length][places], kind="stable")]
        edges = np.flatnonzero(np.diff(grams[length][by_string])) + 1
        for group in np.split(by_string, edges) if len(by_string) else []:
            found[_spelled(grams[length][group[0]], length, characters)] = np.sort(group)
    return found


def _coded(text: str) -> tuple[NDArray[np.str_], Numbers]:
    """The Chinese characters by frequency, and the text as their ranks from 1."""
    points = np.frombuffer(text.encode("utf-32-le", errors="replace"), dtype=np.uint32)
    chinese = (points >= 0x3400) & (points <= 0x9FFF)
    known, times = np.unique(points[chinese], return_counts=True)
    known = known[np.argsort(-times, kind="stable")][: 2**_BITS - 1]
    rank = np.zeros(0x110000, dtype=np.int64)
    rank[known] = np.arange(1, len(known) + 1)
    return np.array([chr(point) for point in known]), rank[points]


def _longer(shorter: Numbers, codes: Numbers, length: int) -> Numbers:
    """Strings one character longer at each place; 0 where one would cross a gap."""
    if len(codes) < length:
        return np.zeros(0, dtype=np.int64)
    head, last = shorter[: len(codes) - length + 1], codes[length - 1 :]
    return np.where((head != 0) & (last != _RARE), (head << _BITS) | last, 0)


def _counted(grams: Numbers) -> tuple[Numbers, Numbers]:
    strings, times = np.unique(grams[grams != 0], return_counts=True)
    return strings, times


def _count_of(strings: Numbers, counts: tuple[Numbers, Numbers]) -> Numbers:
    return np.asarray(counts[1][np.searchsorted(counts[0], strings)])


def _cohesion(
    strings: Numbers,
    times: Numbers,
    counts: dict[int, tuple[Numbers, Numbers]],
    length: int,
    total: int,
) -> NDArray[np.float64]:
    """Mutual information of the weakest cut."""
    weakest = np.full(len(strings), np.inf)
    for cut in range(1, length):
        behind = length - cut
        head = _count_of(strings >> (_BITS * behind), counts[cut])
        rest = _count_of(strings & ((1 << (_BITS * behind)) - 1), counts[behind])
        weakest = np.minimum(weakest, np.log2(times * total / (head * rest)))
    return weakest


def _freedom(
    strings: Numbers, times: Numbers, longer: tuple[Numbers, Numbers], length: int
) -> NDArray[np.float64]:
    """The smaller of the entropies of the neighbours before and behind."""
    extended, seen = longer
    before = _entropy(strings, times, extended & ((1 << (_BITS * length)) - 1), seen)
    behind = _entropy(strings, times, extended >> _BITS, seen)
    return np.minimum(before, behind)


def _entropy(
    strings: Numbers, times: Numbers, inner: Numbers, seen: Numbers
) -> NDArray[np.float64]:
    """Entropy in bits of the neighbours of the sorted `strings`, which occur `times`.

    `inner` is the string in each longer one, `seen` how often that occurs. A mark beside a string
    counts as a neighbour of its own each time: words begin and end clauses.
    """
    if not len(strings):
        return np.zeros(0)
    place = np.minimum(np.searchsorted(strings, inner), len(strings) - 1)
    held = strings[place] == inner
    group, weight = place[held], seen[held].astype(float)
    share = weight / times[group]
    found = np.bincount(group, -share * np.log2(share), len(strings))
    marks = 1 - np.bincount(group, weight, len(strings)) / times
    return np.asarray(found + marks * np.log2(times))


def _spelled(code: int, length: int, characters: NDArray[np.str_]) -> str:
    shifts = range(_BITS * (length - 1), -1, -_BITS)
    return "".join(characters[((int(code) >> shift) & (2**_BITS - 1)) - 1] for shift in shifts)
