"""A regular expression of the user: it has a limit of time, for (a|aa)+$ searches without end."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

from voc.errors import VocError

__all__ = ["SECONDS", "Expression"]

SECONDS = 30.0  # of processor time for all comments; a hundred thousand take 0.1 s
_FLAGS = ("IGNORECASE", "MULTILINE", "DOTALL", "VERBOSE", "ASCII")


class Expression:
    """Searches as the given expression does, until its time is up.

    Parameters
    ----------
    written : Pattern
    seconds : float
        Of processor time, for all texts together.

    Raises
    ------
    VocError
        The library `regex`, which knows limits, reads it in another way; or the time is up.

    Examples
    --------
    >>> [hit.span() for hit in Expression(re.compile("停.")).finditer("停车，别停这")]
    [(0, 2), (4, 6)]
    """

    def __init__(self, written: re.Pattern[str], seconds: float = SECONDS) -> None:
        import regex

        self._written = written.pattern
        self._seconds = self._left = seconds
        flags = 0
        for name in _FLAGS:
            flags |= getattr(regex, name) if written.flags & getattr(re, name) else 0
        try:
            self._pattern: Any = regex.compile(self._written, flags | regex.VERSION0)
        except regex.error as error:
            raise VocError(
                "report.no-expression", where="query", query=_shown(self._written), reason=error
            ) from None

    def search(self, text: str) -> re.Match[str] | None:
        """The first place; None where there is none."""
        return next(self.finditer(text), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All places in a text."""
        began = time.process_time()
        try:
            yield from self._pattern.finditer(text, timeout=self._left)
        except TimeoutError:
            raise VocError(
                "report.endless-query",
                where="query",
                query=_shown(self._written),
                seconds=f"{self._seconds:g}",
            ) from None
        finally:
            self._left = max(0.0, self._left - (time.process_time() - began))


def _shown(expression: str) -> str:
    return expression if len(expression) <= 100 else f"{expression[:100]}…"
