"""Adds words to a codebook and writes it as a file of the user's own."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from voc.config import nearest
from voc.errors import VocError
from voc.files import expanded, whole_file
from voc.lexicon.book_file import BookFile, Section
from voc.lexicon.book_text import book_text
from voc.lexicon.book_toml import read_book
from voc.lexicon.codebook import Driver, book_path, codebooks, load_codebook
from voc.lexicon.expression import pattern_fault

KINDS = ("terms", "implied_by", "suggested_by", "patterns", "exclude")

Addition = tuple[str, str, str, float | None]  # driver, kind, term, polarity


def merge_terms(
    codebook: str | Path,
    additions: Iterable[Addition],
    out: str | Path,
    *,
    force: bool = False,
) -> Path:
    """Write a codebook with more words than it has.

    A codebook that comes with voc is not copied: the file inherits from it and holds the new words
    alone. A file of the user is written anew with the words in their drivers; its comments are
    lost, unless `out` is another file. Another file is a codebook of its own, and bears its name.

    Parameters
    ----------
    codebook : str or Path
        A name that `codebooks()` lists, or the path of a TOML file.
    additions : iterable of (driver, kind, term, polarity or None)
        `kind` is one of `KINDS`. A polarity goes with implied_by, suggested_by and patterns.
        Words that the driver has already are passed over.
    out : str or Path
        The TOML file to write.
    force : bool
        Replace the file if it is there.

    Returns
    -------
    Path

    Raises
    ------
    VocError
        Unknown driver or kind, an empty term, a polarity out of range or a malformed pattern, a
        term that the codebook gives to another driver, or the file exists.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     words = [("noise", "implied_by", "吵吵", -0.5)]
    ...     path = merge_terms("hotel", words, f"{folder}/mine.toml")
    ...     print(path.read_text(encoding="utf-8"), end="")
    name = "mine"
    label = { zh = "酒店", en = "Hotel" }
    inherits = "hotel"
    <BLANKLINE>
    [drivers.noise]
    implied_by = [["吵吵", -0.5]]
    """
    known = dict(load_codebook(codebook).drivers)
    target = expanded(out)
    book = _book_to_extend(codebook, target)
    sections = dict(book.sections)
    for driver, kind, term, polarity in additions:
        term = _checked(known, driver, kind, term, polarity)
        if kind == "patterns" or term not in getattr(known[driver], kind):
            section = sections.get(driver, Section())
            sections[driver] = _added(section, kind, term, polarity)
            known[driver] = replace(known[driver], **_listed(known[driver], kind, term, polarity))
    with whole_file(target, force=force) as temporary:
        temporary.write_text(book_text(replace(book, sections=sections)), encoding="utf-8")
    return target


def _book_to_extend(codebook: str | Path, out: Path) -> BookFile:
    if codebook in codebooks():
        known = load_codebook(codebook)
        label = (known.label_zh, known.label_en)
        return BookFile(out, out.stem, label=label, inherits=str(codebook))
    book = read_book(book_path(codebook))
    if out.resolve() != book.path:
        book = replace(book, name=out.stem)
    beside = book.path.parent / expanded(f"{(book.inherits or '').removesuffix('.toml')}.toml")
    if book.inherits and beside.is_file() and out.absolute().parent.resolve() != book.path.parent:
        above = os.path.relpath(beside, out.absolute().parent.resolve())
        return replace(book, inherits=Path(above).as_posix())
    return book


def _checked(
    known: dict[str, Driver], driver: str, kind: str, term: str, polarity: float | None
) -> str:
    """The term as a codebook holds it."""
    where = f"{driver}, {kind}, {term!r}"
    if driver not in known:
        raise VocError(
            "codebook.no-such-driver", where=where, driver=driver, hint=nearest(driver, list(known))
        )
    if kind not in KINDS:
        raise VocError(
            "codebook.no-such-list", where=where, kind=kind, hint=nearest(kind, [*KINDS])
        )
    if not term.strip():
        raise VocError("codebook.empty-term", where=where)
    if polarity is not None and not -1 <= polarity <= 1:
        raise VocError("codebook.polarity-off", where=where, polarity=polarity)
    if kind == "patterns":
        wrong = pattern_fault(term)
        if wrong:
            raise VocError(wrong[0], where=where, **wrong[1])
        return term
    term = term.strip().lower()
    group = ("terms",) if kind == "terms" else ("implied_by", "suggested_by")
    for other in known.values():
        owned = kind != "exclude" and any(term in getattr(other, name) for name in group)
        if owned and other.id != driver:
            raise VocError("codebook.term-taken", where=where, term=term, owner=other.id)
    return term


def _added(section: Section, kind: str, term: str, polarity: float | None) -> Section:
    return replace(section, **_listed(section, kind, term, polarity))


def _listed(
    holder: Section | Driver, kind: str, term: str, polarity: float | None
) -> dict[str, Any]:
    """The lists of a section or driver that change with one more term."""
    if kind == "patterns":
        return {kind: tuple({**dict(holder.patterns), term: polarity}.items())}
    changed: dict[str, Any] = {kind: tuple(dict.fromkeys((*getattr(holder, kind), term)))}
    if polarity is not None and kind in ("implied_by", "suggested_by"):
        changed["verdicts"] = (*holder.verdicts, (term, polarity))
    return changed
