"""Codebooks: the drivers of one industry with the words that name or imply them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from voc.config import nearest
from voc.errors import VocError
from voc.files import expanded, is_file
from voc.lexicon.book_file import BookFile, Pair, Pattern, Section
from voc.lexicon.book_toml import read_book
from voc.lexicon.dimensions import DIMENSIONS, OVERALL
from voc.lexicon.fault import Fault
from voc.lexicon.table import fingerprint
from voc.messages import listed, phrase
from voc.resources import resource


@dataclass(frozen=True)
class Driver:
    """What customers judge, and the words for it.

    `terms` name it, `implied_by` are evaluating words that imply it, `suggested_by` those that do
    so only where nothing is named (旧 alone, but not 设施旧), `verdicts` are the polarities that
    the codebook gives to such words (`implied_by = [["解乏", 0.6]]`), `pairs` fix the polarity of
    an evaluating word beside a term, `patterns` are regular expressions that name or judge it, and
    a term inside one of `exclude` does not count. A bare mention has the polarity `mention` (0
    for most; 在地铁口 is praise), and a verdict that names the driver alone also counts for
    those it `spreads_to` (环境不错: decoration, space …).
    """

    id: str
    label_zh: str
    label_en: str
    dimension: str
    definition_zh: str = ""
    definition_en: str = ""
    examples: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    implied_by: tuple[str, ...] = ()
    suggested_by: tuple[str, ...] = ()
    verdicts: tuple[tuple[str, float], ...] = ()
    pairs: tuple[Pair, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    exclude: tuple[str, ...] = ()
    mention: float = 0.0
    spreads_to: tuple[str, ...] = ()
    parent: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """All words that name, imply or suggest it."""
        return (*self.terms, *self.implied_by, *self.suggested_by)


@dataclass(frozen=True)
class Codebook:
    """The drivers of an industry; `version` changes whenever a word in it does."""

    name: str
    label_zh: str
    label_en: str
    drivers: dict[str, Driver]
    version: str
    files: tuple[Path, ...] = field(repr=False, default=())


def with_overall(codebook: Codebook) -> Codebook:
    """The codebook with a driver for verdicts on the whole, should it have forgotten one."""
    if OVERALL in codebook.drivers:
        return codebook
    whole = Driver(OVERALL, "总体评价", "Overall verdict", OVERALL)
    return replace(codebook, drivers={**codebook.drivers, OVERALL: whole})


def codebooks() -> list[str]:
    """Names of the codebooks that come with voc.

    >>> "general" in codebooks()
    True
    """
    return sorted(path.stem for path in resource("lexicons", "codebooks").glob("*.toml"))


def load_codebook(name: str | Path) -> Codebook:
    """Load a codebook and those it inherits from, and check every entry.

    Parameters
    ----------
    name : str or Path
        A name that `codebooks()` lists, or the path of a TOML file.

    Returns
    -------
    Codebook
        With inherited drivers. Where a term of the child names another driver in the parent,
        the child wins; what the child excludes from a driver is no longer a term of it.

    Raises
    ------
    VocError
        Unknown name, malformed TOML, unknown key or dimension, a driver without words, a term
        that stands for two drivers, a circle in the inheritance; with file and line. The first
        one is named, and how to see all; `voc.lexicon.check.codebook_faults` lists them.

    Examples
    --------
    >>> load_codebook("hotel").drivers["cleanliness"].dimension
    'tangibles'
    """
    chain = read_chain(name)
    drivers, faults = merged(chain)
    if errors := [fault for fault in faults if not fault.warning]:
        hint = phrase("codebook.see-all", name=name) if len(errors) > 1 else ""
        fix = f"{errors[0].fix or ''} {hint}".strip() or None
        raise replace(errors[0], fix=fix).error()
    book = chain[0]
    files = tuple(file.path for file in chain)
    return Codebook(
        name=book.name,
        label_zh=book.label[0] or book.name,
        label_en=book.label[1] or book.name,
        drivers=drivers,
        version=fingerprint(files),
        files=files,
    )


def read_chain(name: str | Path) -> list[BookFile]:
    """The file of a codebook and those it inherits from, the nearest first.

    Raises
    ------
    VocError
        A file is not there or is no TOML, or the chain comes back to itself.
    """
    return chain_of(read_book(book_path(name)))


def chain_of(book: BookFile) -> list[BookFile]:
    """A file that has been read, and those it inherits from; see `read_chain`."""
    chain = [book]
    while parent := chain[-1].inherits:
        child = chain[-1]
        path = _inherited_path(parent, child)
        if any(path == book.path for book in chain):
            circle = " → ".join([*(book.path.stem for book in chain), path.stem])
            raise VocError("codebook.inherits-itself", where=child.where("inherits"), circle=circle)
        chain.append(read_book(path))
    return chain


def book_path(name: str | Path) -> Path:
    """The file of a codebook, given its name or path.

    Raises
    ------
    VocError
        There is none.
    """
    if str(name).lower().endswith(".toml"):
        path = expanded(name)
        if not is_file(path):
            raise VocError("codebook.no-file", where=str(name), known=listed(codebooks()))
        return path.resolve()
    if name not in codebooks():
        raise VocError(
            "codebook.no-such-codebook",
            where=phrase("codebook.given-as", name=name),
            name=name,
            hint=nearest(str(name), codebooks()),
        )
    return resource("lexicons", "codebooks", f"{name}.toml").resolve()


def _inherited_path(name: str, child: BookFile) -> Path:
    """A file beside the child, else a codebook of voc; a copy may bear the name of its parent."""
    file = name if name.lower().endswith(".toml") else f"{name}.toml"
    beside = child.path.parent / expanded(file)
    shipped = name in codebooks()
    if is_file(beside) and not (beside.resolve() == child.path and shipped):
        return beside.resolve()
    if shipped:
        return book_path(name)
    raise VocError(
        "codebook.no-such-parent",
        where=child.where("inherits"),
        name=name,
        hint=nearest(name, codebooks()),
    )


def merged(chain: list[BookFile]) -> tuple[dict[str, Driver], list[Fault]]:
    """The drivers of a chain of files put together, and all that is wrong in them."""
    drivers: dict[str, Driver] = {}
    faults: list[Fault] = []
    for book in reversed(chain):
        faults += book.faults
        drivers = _extended(drivers, book, faults)
    return drivers, faults


def _extended(
    inherited: dict[str, Driver], book: BookFile, faults: list[Fault]
) -> dict[str, Driver]:
    """The drivers of a book, given those it inherits; adds what is wrong to `faults`."""
    for place, dropped in enumerate(book.drop):
        if dropped not in inherited:
            where = book.where("drop", element=place)
            hint = nearest(dropped, list(inherited))
            faults.append(Fault.of("codebook.drops-unknown", where, driver=dropped, hint=hint))
    kept = {key: driver for key, driver in inherited.items() if key not in book.drop}
    given = dict(verdict for driver in kept.values() for verdict in driver.verdicts)
    own = {}
    for key, section in book.sections.items():
        own[key] = _driver(key, section, inherited.get(key), given)
        if not own[key].dimension:
            where, known = book.where("drivers", key), listed(DIMENSIONS)
            faults.append(Fault.of("codebook.no-dimension", where, driver=key, known=known))
    faults += _shared_terms(own, book)
    owners: dict[str, set[str]] = {}
    for driver in own.values():
        for word in driver.words:
            owners.setdefault(word, set()).add(driver.id)
    result = {}
    for key, driver in kept.items():
        if key in own:
            refused = {word for word in own[key].exclude if word not in own[key].words}
            driver = _joined(_without(driver, refused), own[key])
        claimed = {word for word in driver.words if owners.get(word, {key}) != {key}}
        result[key] = _without(driver, claimed)
    result.update({key: driver for key, driver in own.items() if key not in result})
    faults += _broken_links(result, book)
    return result


def _driver(key: str, own: Section, parent: Driver | None, given: dict[str, float]) -> Driver:
    """The driver of a section; what it does not say is that of the parent, apart from words.

    A word that an inherited driver gives a polarity (`given`) keeps it in its new driver.
    """
    base = parent or Driver(key, key, key, "")
    verdicts = dict(own.verdicts)
    judging = dict.fromkeys((*own.implied_by, *own.suggested_by))
    known = {word: verdicts.get(word, given.get(word)) for word in judging}
    return Driver(
        id=key,
        label_zh=own.label[0] or base.label_zh,
        label_en=own.label[1] or base.label_en,
        dimension=own.dimension or base.dimension,
        definition_zh=own.definition[0] or base.definition_zh,
        definition_en=own.definition[1] or base.definition_en,
        examples=own.examples or base.examples,
        terms=own.terms,
        implied_by=own.implied_by,
        suggested_by=own.suggested_by,
        verdicts=tuple((word, value) for word, value in known.items() if value is not None),
        pairs=own.pairs,
        patterns=own.patterns,
        exclude=own.exclude,
        mention=base.mention if own.mention is None else own.mention,
        spreads_to=base.spreads_to if own.spreads_to is None else own.spreads_to,
        parent=own.parent or base.parent,
    )


def _shared_terms(drivers: dict[str, Driver], book: BookFile) -> Iterable[Fault]:
    """Terms that one file gives to two drivers."""
    for kinds in (("terms",), ("implied_by", "suggested_by")):
        owner: dict[str, tuple[str, str]] = {}
        for driver in drivers.values():
            for kind in kinds:
                for term in getattr(driver, kind):
                    here = book.where_word(driver.id, kind, term)
                    first, where = owner.setdefault(term, (driver.id, here))
                    if first != driver.id:
                        yield Fault.of(
                            "codebook.term-of-two",
                            here,
                            term=term,
                            first=first,
                            place=where,
                            second=driver.id,
                        )


def _broken_links(drivers: dict[str, Driver], book: BookFile) -> Iterable[Fault]:
    """Drivers without words, and links to drivers that are not there or come back."""
    for key, driver in drivers.items():
        if not driver.words and not driver.patterns and key != OVERALL:
            yield Fault.of("codebook.no-words", book.where("drivers", key), driver=key)
        links = [("parent", 0, driver.parent)]
        links += [("spreads_to", place, name) for place, name in enumerate(driver.spreads_to)]
        for role, place, other in links:
            if other and other not in drivers:
                where = book.where("drivers", key, role, element=place)
                yield Fault.of(
                    "codebook.broken-link",
                    where,
                    other=other,
                    role=role,
                    driver=key,
                    hint=nearest(other, list(drivers)),
                )
        above, seen = driver.parent, [key]
        while above in drivers and above not in seen:
            seen.append(above)
            above = drivers[above].parent
        if above == key:
            where, circle = book.where("drivers", key, "parent"), " → ".join([*seen, key])
            yield Fault.of("codebook.own-parent", where, circle=circle)


def _joined(parent: Driver, child: Driver) -> Driver:
    """The child with the words of the parent before its own; its own polarities win."""
    pairs = {pair[:2]: pair[2] for pair in (*parent.pairs, *child.pairs)}
    return _settled(
        child,
        terms=(*parent.terms, *child.terms),
        implied_by=(*parent.implied_by, *child.implied_by),
        suggested_by=(*parent.suggested_by, *child.suggested_by),
        exclude=(*parent.exclude, *child.exclude),
        verdicts={**dict(parent.verdicts), **dict(child.verdicts)},
        pairs=tuple((*pair, polarity) for pair, polarity in pairs.items()),
        patterns=tuple(dict((*parent.patterns, *child.patterns)).items()),
    )


def _without(driver: Driver, claimed: set[str]) -> Driver:
    """The driver without the terms that a child gave to another."""
    return _settled(
        driver,
        terms=tuple(term for term in driver.terms if term not in claimed),
        implied_by=tuple(term for term in driver.implied_by if term not in claimed),
        suggested_by=tuple(term for term in driver.suggested_by if term not in claimed),
    )


def _settled(driver: Driver, **lists: Any) -> Driver:
    """The driver with these lists, each word once, and verdicts for the words that it has."""
    verdicts = dict(lists.pop("verdicts", driver.verdicts))
    once: dict[str, Any] = {key: tuple(dict.fromkeys(value)) for key, value in lists.items()}
    new = replace(driver, **once)
    judging = dict.fromkeys((*new.implied_by, *new.suggested_by))
    kept = tuple((word, verdicts[word]) for word in judging if word in verdicts)
    return replace(new, verdicts=kept)
