"""Checks whole word lists and codebooks and names every fault with file and line, not the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from voc.errors import VocError
from voc.lexicon.book_file import BookFile
from voc.lexicon.codebook import book_path, merged, read_chain
from voc.lexicon.fault import Fault
from voc.lexicon.table import read_number
from voc.lexicon.word_lists import CUE_KINDS, NEGATOR_KINDS
from voc.messages import listed

_RISKS = "legal media regulator safety fraud privacy discrimination churn self_harm".split()
_MARK = "\ufeff"  # Notepad writes it; the first line would be no comment
_SPACED = re.compile(r"[\u3400-\u9fff] +[\u3400-\u9fff]")


def lexicon_faults(folder: Path) -> list[Fault]:
    """Every fault of the word lists in a folder laid out as `lexicons/` is.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    list of Fault
        In the order of the files; empty when all is well.

    Raises
    ------
    VocError
        The folder holds no word lists.

    Examples
    --------
    >>> from voc.resources import resource
    >>> lexicon_faults(resource("lexicons"))
    []
    """
    sentiment = sorted((folder / "sentiment").glob("*.tsv"))
    if not sentiment:
        raise VocError("codebook.no-lists", where=str(folder))
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    for path in sentiment:
        faults += _faults(path, 2, _polarity, seen)
    for name, columns, check in _LISTS:
        path = folder / name
        if path.is_file():
            faults += _faults(path, columns, check, {})
        else:
            faults.append(Fault.of("codebook.missing-list", name))
    return faults


def codebook_faults(name: str | Path) -> list[Fault]:
    """Every fault of a codebook and of those that it inherits from.

    Parameters
    ----------
    name : str or Path
        A name that `voc.lexicon.codebooks` lists, or the path of a TOML file.

    Returns
    -------
    list of Fault
        By line; empty when all is well. Warnings come last; with them alone a codebook can be used.

    Raises
    ------
    VocError
        There is no such codebook.
    """
    path = book_path(name)
    try:
        chain = read_chain(path)
    except VocError as error:
        return [Fault.again(error, str(name))]
    _, faults = merged(chain)
    own = f"{chain[0].path.name}:"
    told = [fault for fault in faults if not fault.warning or fault.where.startswith(own)]
    return sorted([*told, *_contradictions(chain[0])], key=_order)


def _order(fault: Fault) -> tuple[bool, str, int]:
    """Errors before warnings, by file and line."""
    file, _, line = fault.where.partition(":")
    return fault.warning, file, int(line) if line.isdigit() else 0


def _contradictions(book: BookFile) -> Iterator[Fault]:
    """Words that a driver both has and excludes, or that name one driver and imply another."""
    names = {term: key for key, section in book.sections.items() for term in section.terms}
    for key, section in book.sections.items():
        for kind in ("terms", "implied_by", "suggested_by"):
            for word in getattr(section, kind):
                where = book.where_word(key, kind, word)
                if word in section.exclude:
                    yield Fault.of(
                        "codebook.excluded-word",
                        where,
                        warning=True,
                        word=word,
                        kind=kind,
                        driver=key,
                    )
                if kind != "terms" and names.get(word, key) != key:
                    yield Fault.of(
                        "codebook.names-and-implies",
                        where,
                        warning=True,
                        word=word,
                        named=names[word],
                        implied=key,
                    )


def _faults(
    path: Path, columns: int, check: Callable[[list[str], str], None], seen: dict[str, str]
) -> Iterator[Fault]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        broken = error.object.count(b"\n", 0, error.start) + 1
        yield Fault.of("codebook.list-not-utf8", f"{path.name}:{broken}")
        return
    except OSError as error:
        yield Fault.of("codebook.list-unreadable", path.name, reason=error.strerror)
        return
    if lines and lines[0].startswith(_MARK):
        yield Fault.of("codebook.byte-order-mark", f"{path.name}:1")
        lines[0] = lines[0].removeprefix(_MARK)
    header = [line for line in lines if line.startswith("#")]
    if not any("<TAB>" in line for line in header):
        yield Fault.of("codebook.no-header", f"{path.name}:1")
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        place = f"{path.name}:{number}"
        fields = line.split("\t")
        if len(fields) != columns or not all(field.strip() for field in fields):
            yield Fault.of("codebook.list-fields", place, columns=columns, line=line)
            continue
        if any(field != field.strip() for field in fields):
            yield Fault.of("codebook.spaces-around", place, line=line)
        fields = [field.strip() for field in fields]
        if _SPACED.search(fields[0]):
            yield Fault.of("codebook.space-inside", place, word=fields[0])
        term = " + ".join(fields[:2] if columns == 3 and check is _pair else fields[:1]).lower()
        if term in seen:
            yield Fault.of("codebook.list-twice", place, term=term, first=seen[term])
        seen.setdefault(term, place)
        try:
            check(fields, place)
        except VocError as error:
            yield Fault.again(error, place)


def _polarity(fields: list[str], place: str) -> None:
    read_number(fields[1], place, -1, 1)


def _pair(fields: list[str], place: str) -> None:
    if read_number(fields[2], place, -1, 1) == 0:
        raise VocError("codebook.pair-without-polarity", where=place)


def _degree(fields: list[str], place: str) -> None:
    read_number(fields[1], place, 0, 2)
    _one_of(fields[2], ["before", "after"], place)


def _kinds(kinds: list[str]) -> Callable[[list[str], str], None]:
    return lambda fields, place: _one_of(fields[1], kinds, place)


def _one_of(field: str, known: list[str], place: str) -> None:
    if field not in known:
        raise VocError("codebook.none-of", where=place, field=field, known=listed(known))


_LISTS: list[tuple[str, int, Callable[[list[str], str], None]]] = [
    ("pairs.tsv", 3, _pair),
    ("negators.tsv", 2, _kinds(list(NEGATOR_KINDS))),
    ("degree.tsv", 3, _degree),
    ("cues.tsv", 2, _kinds(CUE_KINDS)),
    ("risk.tsv", 2, _kinds(_RISKS)),
]
