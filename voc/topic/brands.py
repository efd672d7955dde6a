"""Names of brands among the words of a comment; no topic is made of them alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import repeat

from voc.lexicon.stop_words import brands

__all__ = ["Brands"]

Beside = frozenset[str]
Names = dict[str, list[tuple[tuple[str, ...], Beside]]]  # by their first word, the longest first


class Brands:
    """Finds the names of brands in comments that are cut into words.

    Parameters
    ----------
    more : iterable of str
        Names beside those of `lexicons/brands.txt`, such as the brands that a survey compares.
    listed : bool
        Whether the names of that list count.

    Examples
    --------
    >>> known = Brands()
    >>> list(known.marked(["雪花", "秀", "很", "好"]))
    [('雪花秀', True), ('很', False), ('好', False)]
    >>> list(known.marked(["苹果", "甜"]))[0], list(known.marked(["苹果", "手机"]))[0]
    (('苹果', False), ('苹果', True))
    >>> "雪花秀" in known, "苹果" in known
    (True, False)
    """

    def __init__(self, more: Iterable[str] = (), *, listed: bool = True) -> None:
        self.more, self.listed = tuple(more), listed
        added = {name.strip().lower(): frozenset[str]() for name in self.more if name.strip()}
        known = (brands() if listed else {}) | added
        self._always = frozenset(name for name, beside in known.items() if not beside)
        self._names = _by_first_word(added, _listed() if listed else {})

    def __contains__(self, name: str) -> bool:
        """Whether it is a brand whatever stands beside it."""
        return name in self._always

    def marked(self, words: list[str]) -> Iterator[tuple[str, bool]]:
        """The words, in lower case, names of several words as one, and whether each is a brand."""
        if self._names.keys().isdisjoint(words):
            yield from zip(words, repeat(False))
            return
        held, place = set(words), 0
        while place < len(words):
            length = self._length(words, place, held)
            name = words[place : place + max(1, length)]
            yield (" " if name[0].isascii() else "").join(name), length > 0
            place += len(name)

    def _length(self, words: list[str], place: int, held: set[str]) -> int:
        """Words of the longest name that begins at this place."""
        for name, beside in self._names.get(words[place], ()):
            whole = tuple(words[place : place + len(name)]) == name
            if whole and (not beside or not held.isdisjoint(beside)):
                return len(name)
        return 0


@cache
def _listed() -> Names:
    return _by_first_word(brands(), {})


def _by_first_word(added: dict[str, Beside], known: Names) -> Names:
    names = {first: list(found) for first, found in known.items()}
    for name, beside in added.items():
        words = tuple(name.split()) if name.isascii() else _cut(name)
        names.setdefault(words[0], []).append((words, beside))
    for found in names.values():
        found.sort(key=lambda one: -len(one[0]))
    return names


def _cut(name: str) -> tuple[str, ...]:
    """As the tokenizer cuts it, for many a name is not in its dictionary."""
    import rjieba

    return tuple(word for word in rjieba.cut(name, False) if not word.isspace())
