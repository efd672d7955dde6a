"""One thing that is wrong in a word list, a codebook or its workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from voc.errors import VocError
from voc.messages import message, spoken


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: `file:line`. A warning hinders nothing, but is hardly meant."""

    where: str
    what: str
    fix: str | None = None
    warning: bool = False
    code: str = ""

    @classmethod
    def of(cls, code: str, where: str, *, warning: bool = False, **values: Any) -> Fault:
        """What a message says.

        Examples
        --------
        >>> Fault.of("codebook.no-words", "gym.toml:3", driver="coach").what
        'Driver "coach" has no words.'
        """
        told, language = message(code), spoken()
        what, fix = told.says(language, values), told.advises(language, values)
        return cls(where, what, fix, warning, code)

    @classmethod
    def again(cls, error: VocError, where: str) -> Fault:
        """An error as a fault; `where` when the error does not say."""
        return cls(error.where or where, error.what, error.fix, code=error.code)

    def error(self) -> VocError:
        """The same as an exception."""
        return VocError.worded(self.what, where=self.where, fix=self.fix, code=self.code)
