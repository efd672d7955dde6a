"""Tables as CSV that a spreadsheet opens without running what customers wrote."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

__all__ = ["write_csv"]

# What Excel takes for the beginning of a formula; a Chinese or Japanese one the wide forms, too.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a table as UTF-8 with a byte order mark, so that Excel shows Chinese.

    A text that begins like a formula gets an apostrophe before it, as Excel itself writes text.

    Parameters
    ----------
    table : DataFrame
    path : Path

    References
    ----------
    OWASP, CSV injection.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_csv(pd.DataFrame({"text": ["=1+1", "5=5"], "n": [-1, 2]}), Path(folder, "a.csv"))
    ...     Path(folder, "a.csv").read_text(encoding="utf-8-sig").split()
    ['text,n', "'=1+1,-1", '5=5,2']
    """
    safe = table.rename(columns=_as_text)
    for name in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[name]):
            safe[name] = safe[name].map(_as_text)
    safe.to_csv(path, index=False, encoding="utf-8-sig", errors="backslashreplace")


def _as_text(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    guarded = f"'{cell}" if cell.startswith(_RUNS) else cell
    # pandas leaves a lone \r without quotation marks: a new row would begin after it
    return guarded.replace("\r\n", "\n").replace("\r", "\n") if "\r" in guarded else guarded
