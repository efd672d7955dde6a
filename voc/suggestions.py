"""What `voc codebook suggest` does: from the folder of a run to suggested terms and drivers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from voc.analysis import CODEBOOK_FILE
from voc.errors import VocError
from voc.files import expanded
from voc.lexicon import codebooks, load_codebook
from voc.lexicon.fit import AUTO
from voc.messages import phrase
from voc.stored_run import load
from voc.suggest.sheet import write_suggestions

if TYPE_CHECKING:
    from voc.analysis import Analysis

_FEW = 10  # suggestions below which a smaller least count is worth a try


def suggest_to_workbook(
    run: str | Path,
    out: str | Path,
    *,
    minimum: int = 5,
    language: str | None = None,
    force: bool = False,
) -> str:
    """Write the terms that the comments of a run suggest as a workbook; says how many.

    What it says ends with a driver, as TOML, for each topic that no driver covers.

    Parameters
    ----------
    run : str or Path
        Folder that `voc analyze` wrote.
    out : str or Path
        The .xlsx file to write.
    minimum : int
        Times a term must occur.
    language : {"zh", "en"}, optional
        By default that of the run.
    force : bool
        Replace the file if it is there.

    Raises
    ------
    VocError
        There is no run, its codebook is gone, no term occurs often enough and no topic is left,
        or the file exists.
    """
    made = load(run)
    asked_for = str(made.manifest["config"]["opinion"]["codebook"])
    name = str(made.manifest["codebook"]["name"]) if asked_for == AUTO else asked_for
    book = made.codebook or load_codebook(name)
    source = _loadable(name, expanded(run) / CODEBOOK_FILE)
    table, lacking = made.suggest_terms(minimum=minimum), _drivers(made, source)
    if table.empty and lacking:
        return f"{phrase('suggest.none-but-topics', minimum=minimum)}\n\n{lacking}"
    if table.empty:
        if minimum == 1:
            raise VocError("suggest.no-term", where=str(run))
        fewer = _lower(minimum)
        raise VocError("suggest.too-rare", where=str(run), minimum=minimum, fewer=fewer)
    target = write_suggestions(
        table, book, out, source=source, language=language or made.language, force=force
    )
    named = int((table["driver"] != "").sum())
    told = phrase(
        "suggest.written",
        terms=len(table),
        named=named,
        analysed=table.attrs["analysed"],
        comments=table.attrs["comments"],
        path=target,
    )
    if len(table) < _FEW and minimum > 1:
        told += f"\n{phrase('suggest.few', minimum=minimum, fewer=_lower(minimum))}"
    return f"{told}\n\n{lacking}" if lacking else told


def _drivers(made: Analysis, source: str) -> str:
    """Drivers for topics that the codebook lacks, with what to do with them."""
    drivers = made.suggest_drivers()
    if not drivers:
        return ""
    parent = source if source in codebooks() else Path(source).name
    told = phrase("suggest.gaps", count=len(made.studies["topic_gaps"]), parent=parent)
    return f"{told}\n\n{drivers}"


def _lower(minimum: int) -> int:
    """A smaller least count to try.

    >>> [_lower(minimum) for minimum in (20, 5, 3, 2)]
    [10, 3, 2, 1]
    """
    return (minimum + 1) // 2


def _loadable(name: str, saved: Path) -> str:
    """By what the codebook of a run is loaded again: its name, its file, or the copy in the run."""
    if name in codebooks():
        return name
    path = expanded(name)
    return str(path if path.is_file() or not saved.is_file() else saved)
