"""One thing that is wrong in a word list, a codebook or its workbook."""

from __future__ import annotations

from dataclasses import dataclass

from voc.errors import VocError


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: `file:line`. A warning hinders nothing, but is hardly meant."""

    where: str
    what: str
    fix: str | None = None
    warning: bool = False

    def error(self) -> VocError:
        """The same as an exception."""
        return VocError(self.what, where=self.where, fix=self.fix)
