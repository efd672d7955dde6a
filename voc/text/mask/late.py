"""Regular expressions that are compiled when they are first used: most comments need few of them.

What they hold decides how long that takes. `[\\u4e00-\\u9fa5]` alone takes a millisecond each time
it stands in an expression, so that a character of Chinese is written `[^\\W\\x00-\\xff]` here: a
letter that is not Latin. Names have rare characters beyond the range as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

__all__ = ["HAN", "STOP", "Late", "just_before"]

HAN = r"[^\W\x00-\xff]"  # a Chinese character
STOP = r"(?=$|[\W\d_])"  # no letter follows

_OFFERED = ("match", "search", "fullmatch", "finditer", "groupindex")


class Late:
    """A regular expression, as `re.compile` gives it, but compiled at its first use.

    Two threads may compile it at once: they get the same.

    Parameters
    ----------
    pattern : str
    flags : int

    Examples
    --------
    >>> number = Late(r"(?P<digits>\\d+)号")
    >>> number.pattern, number.search("等12号")["digits"]
    ('(?P<digits>\\\\d+)号', '12')
    """

    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    groupindex: Mapping[str, int]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> object:
        """Asked for what is not there yet: at the first use."""
        if name not in _OFFERED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        self.__dict__.update({each: getattr(compiled, each) for each in _OFFERED})
        return self.__dict__[name]


def just_before(
    expression: Late, text: str, end: int, reach: int
) -> tuple[re.Match[str], int] | None:
    """What an expression finds in the last characters before a place, and where those begin.

    Parameters
    ----------
    expression : Late
        Ends with `$`, the place.
    text : str
    end : int
    reach : int
        How many characters before `end` are looked at.

    Examples
    --------
    >>> hit, first = just_before(Late("[A-Z]+$"), "from ABC here", 8, 4)
    >>> hit.group(), first + hit.start()
    ('ABC', 5)
    """
    first = max(0, end - reach)
    hit = expression.search(text[first:end])
    return hit and (hit, first)
