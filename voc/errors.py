"""The one exception a user sees: what is wrong, where, and what to do."""

from __future__ import annotations

from typing import Any

from voc.messages import message, phrase, spoken

__all__ = ["VocError"]


class VocError(Exception):
    """A mistake in the input or the configuration that the user can mend.

    Parameters
    ----------
    code : str
        Of a message in `voc/messages/`.
    where : str, optional
        File, row, column or key.
    fix : str, optional
        What to do next, where the raiser knows better than the message.
    **values
        What the {names} of the message stand for.

    Attributes
    ----------
    what : str
        What is wrong, in one sentence, in the language of messages (`voc.messages.spoken`).
    where, fix : str or None
    code : str

    Examples
    --------
    >>> print(VocError("read.no-file", where="a.csv"))
    No file was given [read.no-file]
      where: a.csv
      what to do: Name at least one file.
    """

    def __init__(
        self, code: str, *, where: str | None = None, fix: str | None = None, **values: Any
    ) -> None:
        told, language = message(code), spoken()
        what, fix = told.says(language, values), fix or told.advises(language, values)
        super().__init__(what, where, fix, code)  # all four, so that it survives pickling
        self.what, self.where, self.fix, self.code = what, where, fix, code

    @classmethod
    def worded(
        cls, what: str, *, where: str | None = None, fix: str | None = None, code: str = ""
    ) -> VocError:
        """An error whose words are there already: several faults told as one, or an error again."""
        error = cls.__new__(cls)
        Exception.__init__(error, what, where, fix, code)
        error.what, error.where, error.fix, error.code = what, where, fix, code
        return error

    def __reduce__(self) -> tuple[object, ...]:
        return (_again, (self.what, self.where, self.fix, self.code))

    def __str__(self) -> str:
        lines = [f"{self.what} [{self.code}]" if self.code else self.what]
        between = phrase("command.separator")
        if self.where:
            lines.append(f"  {phrase('command.where')}{between}{self.where}")
        if self.fix:
            lines.append(f"  {phrase('command.fix')}{between}{self.fix}")
        return "\n".join(lines)


def _again(what: str, where: str | None, fix: str | None, code: str) -> VocError:
    return VocError.worded(what, where=where, fix=fix, code=code)
