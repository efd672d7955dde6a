"""The one exception a user sees: what is wrong, where, and what to do."""

from __future__ import annotations


class VocError(Exception):
    """A mistake in the input or the configuration that the user can mend.

    Parameters
    ----------
    what : str
        What is wrong, in one sentence.
    where : str, optional
        File, row, column or key.
    fix : str, optional
        What to do next.

    Examples
    --------
    >>> print(VocError("The file is empty", where="a.csv", fix="Export it again."))
    The file is empty
      where: a.csv
      what to do: Export it again.
    """

    def __init__(self, what: str, *, where: str | None = None, fix: str | None = None) -> None:
        super().__init__(what, where, fix)  # all three, so that it survives pickling
        self.what = what
        self.where = where
        self.fix = fix

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (self.what, self.where, self.fix))

    def __str__(self) -> str:
        lines = [self.what]
        if self.where:
            lines.append(f"  where: {self.where}")
        if self.fix:
            lines.append(f"  what to do: {self.fix}")
        return "\n".join(lines)


def _rebuild(what: str, where: str | None, fix: str | None) -> VocError:
    return VocError(what, where=where, fix=fix)
