"""Checking a run by hand as the command line does it: draw a sheet, compare it once it is coded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from voc.analysis import Analysis
from voc.coding import Validation, program_codes, read_coded, sample, validate, write_sheet
from voc.coding.coded import Coded
from voc.coding.report import validation_text, write_validation
from voc.coding.words import texts
from voc.errors import VocError
from voc.files import expanded, whole_file
from voc.lexicon import Codebook, Driver, load_codebook
from voc.report.words import check_language
from voc.stored_run import load

Say = Callable[[str], Any]


def sample_to_sheet(
    folder: str | Path,
    path: str | Path | None = None,
    *,
    n: int = 200,
    by: Sequence[str] = ("driver", "label"),
    blind: bool = False,
    seed: int = 0,
    language: str | None = None,
    force: bool = False,
    say: Say = print,
) -> Path:
    """Draw comments of a run and write the workbook in which they are coded.

    Parameters
    ----------
    folder : str or Path
        What `voc analyze` wrote.
    path : str or Path, optional
        An .xlsx file; by default named after the run, in the current folder.
    n, by, seed
        See `voc.coding.sample`.
    blind : bool
        Leave out the program's answers.
    language : {"zh", "en"}, optional
        By default that of the run.
    force : bool
        Replace the file if it is there.
    say : callable
        Told what was drawn.

    Returns
    -------
    Path
        Of the workbook.

    Raises
    ------
    VocError
        See `voc.load`, `voc.coding.sample` and `voc.coding.write_sheet`; the file exists.
    """
    run = load(folder)
    words = texts(check_language(language or run.language))
    target = _workbook(path or f"{expanded(folder).resolve().name}-to-code.xlsx")
    neutral = _neutral(run)
    draw = sample(run.comments, run.opinions, n, by=by, seed=seed, neutral=neutral)
    drivers, notes = _drivers(run)
    ids = list(draw.comments["comment_id"])
    names = [driver.id for driver in drivers]
    program = program_codes(run.comments, run.opinions, ids, names, neutral=neutral)
    record = {
        "name": run.manifest["inputs"]["name"],
        "created": run.manifest["created"],
        "voc": run.manifest["voc"],
        "codebook": run.manifest["codebook"]["name"],
        "version": run.manifest["codebook"]["version"],
        "seed": seed,
        "n": len(draw.comments),
        "by": ",".join(by),
        "blind": blind,
    }
    with whole_file(target, force=force) as temporary:
        write_sheet(
            draw.comments,
            temporary,
            drivers,
            program=None if blind else program,
            record=record,
            language=language or run.language,
        )
    for note in notes:
        say(words[note].format(name=run.manifest["codebook"]["name"]))
    say(words["drew"].format(population=draw.population, n=len(draw.comments)))
    say(words["wrote"].format(path=target))
    return target


def validate_run(
    folder: str | Path,
    sheets: Sequence[str | Path],
    path: str | Path | None = None,
    *,
    language: str | None = None,
    force: bool = False,
    say: Say = print,
) -> None:
    """Compare a run with what one or more coders filled in.

    Parameters
    ----------
    folder : str or Path
        What `voc analyze` wrote.
    sheets : sequence of str or Path
        Workbooks of `voc sample`, filled in; one a coder.
    path : str or Path, optional
        An .xlsx file for all tables, with each disagreement.
    language : {"zh", "en"}, optional
        By default that of the run.
    force : bool
        Replace the file if it is there.
    say : callable
        Told the result.

    Raises
    ------
    VocError
        See `voc.load` and `voc.coding.read_coded`; the file exists.
    """
    target = None if path is None else _workbook(path)
    if target and target.resolve() in [expanded(sheet).resolve() for sheet in sheets]:
        raise VocError("coding.replaces-sheet", where=str(path))
    run = load(folder)
    chosen = check_language(language or run.language)
    words = texts(chosen)
    coders = [
        read_coded(sheet, run.comments, name=name)
        for sheet, name in zip(sheets, _coder_names(sheets), strict=True)
    ]
    drivers = _drivers(run)[0]
    ids = [driver.id for driver in drivers]
    checked = validate(
        coders,
        run.comments,
        run.opinions,
        drivers=ids if _codebook(run) else None,
        neutral=_neutral(run),
        bootstrap=int(run.manifest["config"]["statistics"]["bootstrap"]),
    )
    names = {d.id: d.label_zh if chosen == "zh" else d.label_en for d in drivers}
    if target:
        with whole_file(target, force=force) as temporary:
            write_validation(checked, temporary, names, chosen)
    for note in _codebook_notes(run, coders, checked, words):
        say(note)
    say(validation_text(checked, names, chosen))
    say(words["misses_where"].format(path=target) if target else words["misses_hint"])


def _workbook(path: str | Path) -> Path:
    target = expanded(path)
    if target.suffix.lower() != ".xlsx":
        raise VocError("output.no-workbook-name", where=str(path))
    return target


def _neutral(run: Analysis) -> float:
    return float(run.manifest["config"]["opinion"]["neutral"])


def _drivers(run: Analysis) -> tuple[list[Driver], list[str]]:
    """The drivers of the run's codebook, and notes when it was edited or is gone."""
    found = [
        Driver(id=driver, label_zh=label_zh, label_en=label_en, dimension=dimension)
        for driver, label_zh, label_en, dimension in run.drivers[
            ["driver", "label_zh", "label_en", "dimension"]
        ].itertuples(index=False)
    ]
    book = _codebook(run)
    if book is None:
        return found, ["lost_codebook"]
    edited = book.version != run.manifest["codebook"]["version"]
    more = [driver for driver in found if driver.id not in book.drivers]
    return [*book.drivers.values(), *more], ["edited_codebook"] if edited else []


def _codebook(run: Analysis) -> Codebook | None:
    """The one saved with the run; runs of older versions have only its name or path."""
    if run.codebook is not None:
        return run.codebook
    try:
        return load_codebook(run.manifest["config"]["opinion"]["codebook"])
    except VocError:
        return None


def _coder_names(sheets: Sequence[str | Path]) -> list[str]:
    """Names of the files without their ending; with their number where two are alike.

    >>> _coder_names(["li.xlsx", "wang.xlsx"]), _coder_names(["a/coded.xlsx", "b/coded.xlsx"])
    (['li', 'wang'], ['coded 1', 'coded 2'])
    """
    stems = [Path(sheet).stem for sheet in sheets]
    if len(set(stems)) == len(stems):
        return stems
    return [f"{stem} {number}" for number, stem in enumerate(stems, start=1)]


def _codebook_notes(
    run: Analysis, coders: Sequence[Coded], checked: Validation, words: Mapping[str, str]
) -> list[str]:
    """What the reader must know when a sheet was made with another codebook than the run."""
    book = run.manifest["codebook"]
    now = f"{book['name']} {book['version']}"
    sheets = {f"{one.record.get('codebook')} {one.record.get('version')}" for one in coders}
    columns = dict.fromkeys(name for one in coders for name in one.codes.drivers.columns)
    unknown = [name for name in columns if name not in set(checked.drivers["driver"])]
    notes = [words["other_codebook"].format(sheet=made, run=now) for made in sorted(sheets - {now})]
    if unknown:
        notes.append(words["unknown_drivers"].format(names=words["separator"].join(unknown)))
    return notes
