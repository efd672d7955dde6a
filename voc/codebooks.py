"""What `voc codebook` does: list, show and check codebooks, and take them to Excel and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from voc.config import nearest
from voc.errors import VocError
from voc.files import expanded
from voc.lexicon import DIMENSIONS, Codebook, Driver, codebooks, load_codebook
from voc.lexicon.check import codebook_faults
from voc.lexicon.codebook import read_chain
from voc.lexicon.edit import merge_terms
from voc.lexicon.excel.reading import import_workbook
from voc.lexicon.excel.writing import write_workbook
from voc.lexicon.fault import Fault
from voc.messages import phrase, spoken
from voc.opinion.unheard import unheard
from voc.report.formats import display_width
from voc.suggest.sheet import holds_suggestions, read_accepted

_WIDTH = 100
_CAP = 40  # words of a list that are shown unless one driver is asked for
_NO_BREAK = "\u00a0"
_LISTS = ("terms", "implied_by", "suggested_by", "pairs", "patterns", "exclude")


def codebook_list() -> str:
    """The codebooks that come with voc, one a line: name, labels, drivers, words, version."""
    rows = [("name", "中文名", "English", "drivers", "words", "version")]
    for name in codebooks():
        book = load_codebook(name)
        drivers, words = str(len(book.drivers)), str(_word_count(book))
        rows.append((name, book.label_zh, book.label_en, drivers, words, book.version))
    widths = [max(display_width(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell + " " * (width - display_width(cell))
            for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


def codebook_text(name: str | Path, driver: str | None = None) -> str:
    """The drivers of a codebook with their words, to be read.

    Parameters
    ----------
    name : str or Path
        A name that `codebooks()` lists, or the path of a TOML file.
    driver : str, optional
        Id or label of one driver: all its words are shown.

    Raises
    ------
    VocError
        There is no such codebook or driver.
    """
    book = load_codebook(name)
    drivers = list(book.drivers.values())
    if driver is not None:
        drivers = [found for found in drivers if driver in (found.id, *_labels(found))]
        if not drivers:
            raise VocError(
                "codebook.no-such-driver",
                where=book.name,
                driver=driver,
                hint=nearest(driver, list(book.drivers)),
            )
    size = phrase(
        "screen.codebook-size",
        drivers=len(book.drivers),
        words=_word_count(book),
        version=book.version,
    )
    lines = [f"{book.name}  {_both(book)}  {size}"]
    for found in drivers:
        lines += ["", *_driver_lines(found, None if driver else _CAP)]
    return "\n".join(lines)


def _driver_lines(driver: Driver, cap: int | None) -> Iterator[str]:
    yield f"{driver.id}  {_both(driver)}"
    yield from _field("dimension", f"{driver.dimension} {DIMENSIONS[driver.dimension][0]}")
    if driver.parent:
        yield from _field("parent", driver.parent)
    if definition := driver.definition_zh if spoken() == "zh" else driver.definition_en:
        yield from _field("definition", definition)
    for example in driver.examples:
        yield from _field("example", example)
    if driver.mention:
        yield from _field("mention", f"{driver.mention:+g}")
    if driver.spreads_to:
        yield from _field("spreads_to", ", ".join(driver.spreads_to))
    for kind in _LISTS:
        words = list(_words(driver, kind))
        if words:
            left = bool(cap and len(words) > cap)
            more = phrase("screen.in-all", count=len(words)) if left else ""
            unbroken = [word.replace(" ", _NO_BREAK) for word in words[:cap]]
            yield from _field(kind, ", ".join(unbroken) + more)


def _words(driver: Driver, kind: str) -> Iterator[str]:
    """The words of a list, with their polarities."""
    verdicts = dict(driver.verdicts)
    for value in getattr(driver, kind):
        match value:
            case (str(term), str(word), float(polarity)):
                yield f"{term}+{word} {polarity:+g}"
            case (str(expression), polarity):
                yield expression if polarity is None else f"{expression} {polarity:+g}"
            case _:
                judged = kind in ("implied_by", "suggested_by") and value in verdicts
                yield f"{value} {verdicts[value]:+g}" if judged else value


def _field(name: str, text: str) -> Iterator[str]:
    """Name and text, wrapped between words; a Chinese character takes two columns."""
    line = f"  {name:<13}"
    blank = " " * len(line)
    for number, word in enumerate(text.split(" ")):
        if number and display_width(line) + display_width(word) + 1 > _WIDTH and line.strip():
            yield line.rstrip().replace(_NO_BREAK, " ")
            line = blank
        line += word if line == blank or not number else f" {word}"
    yield line.replace(_NO_BREAK, " ")


def _both(named: Codebook | Driver) -> str:
    return " ".join(dict.fromkeys(_labels(named)))


def _labels(named: Codebook | Driver) -> tuple[str, str]:
    return named.label_zh, named.label_en


def _word_count(book: Codebook) -> int:
    return sum(len(driver.words) for driver in book.drivers.values())


def all_faults(name: str | Path) -> list[Fault]:
    """Every fault of a codebook, then what works and is hardly meant, as warnings.

    Parameters
    ----------
    name : str or Path
        A name that `codebooks()` lists, or the path of a TOML file.

    Raises
    ------
    VocError
        There is no such codebook.
    """
    faults = codebook_faults(name)
    if any(not fault.warning for fault in faults):
        return faults
    chain = read_chain(name)
    book, hidden = chain[0], []
    for lost in unheard(load_codebook(name)):
        spot = (lost.driver, lost.kind, lost.word)
        if len(chain) > 1 and spot not in book.word_places:
            continue  # a word that is inherited: the check of its own book tells of it
        hidden.append(
            Fault.of(
                "codebook.unheard-word",
                book.where_word(*spot),
                warning=True,
                word=lost.word,
                driver=lost.driver,
                kind=lost.kind,
                why=lost.why,
            )
        )
    return [*faults, *hidden]


def checks(names: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """What is wrong with each codebook, one fault a line; and whether it can be used.

    Parameters
    ----------
    names : iterable of str
        Names or paths; none means all codebooks that come with voc.
    """
    for name in names or codebooks():
        faults, lines = all_faults(name), []
        good = all(fault.warning for fault in faults)
        for fault in faults:
            told = f"{fault.what} {fault.fix or ''}".rstrip()
            lines.append(f"{fault.where}: {'warning: ' if fault.warning else ''}{told}")
        if good:
            lines.append(f"{name}: ok" + (f", {_warned(len(faults))}" if faults else ""))
        yield "\n".join(lines), good


def export_codebook(
    name: str | Path, path: str | Path, *, language: str = "zh", force: bool = False
) -> str:
    """Write a codebook as a workbook; says what is in it. See `write_workbook`."""
    book = load_codebook(name)
    if expanded(path).suffix.lower() != ".xlsx":
        raise VocError("output.workbook-suffix", where=str(path), stem=expanded(path).stem or name)
    target = write_workbook(book, path, language=language, force=force)
    return f"{_counted(book)} → {target}"


def import_codebook(
    workbook: str | Path,
    out: str | Path,
    *,
    codebook: str | Path | None = None,
    force: bool = False,
) -> str:
    """Turn a workbook into a codebook; says what is in it, and how many warnings it has.

    Parameters
    ----------
    workbook : str or Path
        What `voc codebook export` wrote, edited, or `voc codebook suggest`, with terms accepted:
        these make a codebook that inherits and holds the accepted terms alone.
    out : str or Path
        The TOML file to write.
    codebook : str or Path, optional
        What accepted terms are added to; by default the codebook of their run.
    force : bool
        Replace the file if it is there.

    Raises
    ------
    VocError
        See `import_workbook` and `read_accepted`.
    """
    if holds_suggestions(workbook):
        return _import_accepted(workbook, out, codebook, force)
    if codebook is not None:
        raise VocError("codebook.nothing-to-add", where="-k")
    target = import_workbook(workbook, out, force=force)
    return "\n".join([f"{_counted(load_codebook(target))} → {target}", *_warnings(target)])


def _import_accepted(
    workbook: str | Path, out: str | Path, codebook: str | Path | None, force: bool
) -> str:
    if expanded(out).suffix.lower() != ".toml":
        raise VocError("codebook.toml-suffix", where=str(out), stem=expanded(out).stem or "my-book")
    accepted = read_accepted(workbook, codebook)
    target = merge_terms(accepted.codebook, accepted.additions, out, force=force)
    number = len(accepted.additions)
    name = Path(accepted.codebook).name
    counted = f"{number} term{'s' if number > 1 else ''} accepted for {name}"
    return "\n".join([f"{counted} → {target}", *_warnings(target)])


def _warnings(codebook: Path) -> list[str]:
    """How many warnings a codebook has: those of what it was made from are among them."""
    number = len(all_faults(codebook))
    return [f"{_warned(number)}: voc codebook check {codebook}"] if number else []


def _warned(number: int) -> str:
    return f"{number} warning{'' if number == 1 else 's'}"


def _counted(book: Codebook) -> str:
    return f"{book.name}: {len(book.drivers)} drivers, {_word_count(book)} words"
