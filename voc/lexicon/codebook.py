"""Codebooks: the drivers of one industry with the words that name or imply them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from voc.config import nearest
from voc.errors import VocError
from voc.lexicon.table import fingerprint
from voc.resources import resource

# Chinese and English names; SERVQUAL first. A customer judges other things, too: the last three.
DIMENSIONS: dict[str, tuple[str, str]] = {
    "tangibles": ("有形性", "Tangibles"),
    "reliability": ("可靠性", "Reliability"),
    "responsiveness": ("响应性", "Responsiveness"),
    "assurance": ("保证性", "Assurance"),
    "empathy": ("移情性", "Empathy"),
    "product": ("产品", "Product"),
    "price": ("价格", "Price"),
    "overall": ("总体", "Overall"),
}
_DRIVER_KEYS = (
    "label dimension definition examples parent terms implied_by suggested_by pairs patterns "
    "exclude mention spreads_to"
).split()
_BOOK_KEYS = "name label inherits drop drivers".split()

Pair = tuple[str, str, float]
Pattern = tuple[str, float | None]  # regular expression; without polarity it only names the driver


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
    definition: str = ""
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


@dataclass(frozen=True)
class Codebook:
    """The drivers of an industry; `version` changes whenever a word in it does."""

    name: str
    label_zh: str
    label_en: str
    drivers: dict[str, Driver]
    version: str
    files: tuple[Path, ...] = field(repr=False, default=())


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
        the child wins.

    Raises
    ------
    VocError
        Unknown name, malformed TOML, unknown key or dimension, a driver without words, a term
        that stands for two drivers, a circle in the inheritance; with file and line.

    Examples
    --------
    >>> load_codebook("hotel").drivers["cleanliness"].dimension
    'tangibles'
    """
    chain: list[tuple[Path, dict[str, Any]]] = []
    path = _path(str(name))
    while True:
        if any(path == seen for seen, _ in chain):
            raise VocError("The codebook inherits from itself.", where=path.name)
        book = _parse(path)
        chain.append((path, book))
        if not book.get("inherits"):
            break
        path = _path(str(book["inherits"]), beside=path.parent)
    drivers: dict[str, Driver] = {}
    for file, book in reversed(chain):
        drivers = _extended(drivers, file, book)
    leaf = chain[0][1]
    label = _label(leaf, chain[0][0].name)
    files = tuple(file for file, _ in chain)
    return Codebook(
        name=leaf["name"],
        label_zh=label.get("zh", leaf["name"]),
        label_en=label.get("en", leaf["name"]),
        drivers=drivers,
        version=fingerprint(files),
        files=files,
    )


def _path(name: str, beside: Path | None = None) -> Path:
    if name.endswith(".toml"):
        path = Path(name)
        if not path.is_file():
            raise VocError(
                "The codebook does not exist.",
                where=name,
                fix=f"Check the path, or take one of: {', '.join(codebooks())}.",
            )
        return path.resolve()
    if beside and (beside / f"{name}.toml").is_file():
        return (beside / f"{name}.toml").resolve()
    if name not in codebooks():
        raise VocError(
            f'There is no codebook "{name}".',
            where="codebook",
            fix=nearest(name, codebooks()) + " Or give the path of a .toml file.",
        )
    return resource("lexicons", "codebooks", f"{name}.toml").resolve()


def _parse(path: Path) -> dict[str, Any]:
    try:
        book = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise VocError(f"The codebook cannot be read: {error.strerror}.", where=str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise VocError(
            "The codebook is not valid TOML.", where=f"{path.name}: {error}", fix="Mend that line."
        ) from None
    for key in book:
        if key not in _BOOK_KEYS:
            raise VocError(
                f'Unknown key "{key}".', where=_line(path, key), fix=nearest(key, _BOOK_KEYS)
            )
    if not isinstance(book.get("name"), str) or not isinstance(book.get("drivers"), dict):
        raise VocError('A codebook needs "name" and [drivers.…] sections.', where=path.name)
    return book


def _line(path: Path, text: str) -> str:
    """`file:line` of the first line that holds the text."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    number = next((n for n, line in enumerate(lines, 1) if text in line), None)
    return f"{path.name}:{number}" if number else path.name


def _extended(inherited: dict[str, Driver], path: Path, book: dict[str, Any]) -> dict[str, Driver]:
    dropped = book.get("drop", [])
    for driver in dropped:
        if driver not in inherited:
            raise VocError(
                f'"{driver}" in drop is not a driver of the parent.',
                where=_line(path, f'"{driver}"'),
                fix=nearest(driver, list(inherited)),
            )
    own = {
        key: _driver(key, value, inherited.get(key), path) for key, value in book["drivers"].items()
    }
    _refuse_shared_terms(own, path)
    claimed = {term for driver in own.values() for term in _all_words(driver)}
    merged = {}
    for key, driver in inherited.items():
        if key in dropped:
            continue
        merged[key] = _joined(driver, own[key]) if key in own else _without(driver, claimed)
        if key in own:
            others = {t for k, d in own.items() if k != key for t in _all_words(d)}
            merged[key] = _without(merged[key], others)
    merged.update({key: driver for key, driver in own.items() if key not in merged})
    for key, driver in merged.items():
        if not _all_words(driver) and not driver.patterns:
            raise VocError(f'Driver "{key}" has no words.', where=_line(path, f"[drivers.{key}]"))
        for role, other in (
            ("parent", driver.parent),
            *(("spreads_to", name) for name in driver.spreads_to),
        ):
            if other and other not in merged:
                raise VocError(
                    f'"{other}", {role} of "{key}", is not a driver.',
                    where=_line(path, f"[drivers.{key}]"),
                    fix=nearest(other, list(merged)),
                )
    return merged


def _all_words(driver: Driver) -> tuple[str, ...]:
    return (*driver.terms, *driver.implied_by, *driver.suggested_by)


def _driver(key: str, value: dict[str, Any], parent: Driver | None, path: Path) -> Driver:
    where = _line(path, f"[drivers.{key}]")
    for name in value:
        if name not in _DRIVER_KEYS:
            raise VocError(f'Unknown key "{name}".', where=where, fix=nearest(name, _DRIVER_KEYS))
    label = _label(value, where)
    dimension = value.get("dimension") or (parent.dimension if parent else None)
    if dimension not in DIMENSIONS:
        raise VocError(
            f'Unknown dimension "{dimension}" of driver "{key}".',
            where=where,
            fix=nearest(str(dimension), list(DIMENSIONS)),
        )
    return Driver(
        id=key,
        label_zh=label.get("zh") or (parent.label_zh if parent else key),
        label_en=label.get("en") or (parent.label_en if parent else key),
        dimension=dimension,
        definition=value.get("definition") or (parent.definition if parent else ""),
        examples=tuple(value.get("examples", ())) or (parent.examples if parent else ()),
        terms=_words(value.get("terms", []), where),
        implied_by=_words(_bare(value.get("implied_by", [])), where),
        suggested_by=_words(_bare(value.get("suggested_by", [])), where),
        verdicts=_verdicts(value, path),
        pairs=tuple(_pair(pair, path) for pair in value.get("pairs", [])),
        patterns=tuple(_pattern(pattern, path) for pattern in value.get("patterns", [])),
        exclude=_words(value.get("exclude", []), where),
        mention=_mention(value.get("mention", parent.mention if parent else 0.0), where),
        spreads_to=_words(value["spreads_to"], where)
        if "spreads_to" in value
        else (parent.spreads_to if parent else ()),
        parent=value.get("parent") or (parent.parent if parent else None),
    )


def _label(value: dict[str, Any], where: str) -> dict[str, str]:
    label = value.get("label", {})
    if not isinstance(label, dict) or not all(isinstance(text, str) for text in label.values()):
        raise VocError(
            "A label has a Chinese and an English form.",
            where=where,
            fix='Write label = { zh = "教练", en = "Coach" }.',
        )
    return label


def _bare(values: Any) -> Any:
    """The words of a list in which some are written as [word, polarity]."""
    if not isinstance(values, list):
        return values
    return [value[0] if isinstance(value, list) and value else value for value in values]


def _verdicts(value: dict[str, Any], path: Path) -> tuple[tuple[str, float], ...]:
    found = []
    for entry in [*value.get("implied_by", []), *value.get("suggested_by", [])]:
        match entry:
            case str():
                continue
            case [str(word), int() | float() as polarity] if -1 <= polarity <= 1:
                found.append((word.strip().lower(), float(polarity)))
            case _:
                raise VocError(
                    f"Expected a word or [word, polarity from -1 to 1], found {entry!r}.",
                    where=_line(path, str(entry[0])) if isinstance(entry, list) else path.name,
                )
    return tuple(found)


def _words(values: Any, where: str) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
        raise VocError("Terms are a list of words in quotation marks.", where=where)
    return tuple(dict.fromkeys(value.strip().lower() for value in values))


def _pair(value: Any, path: Path) -> Pair:
    match value:
        case [str(term), str(word), int() | float() as polarity] if -1 <= polarity <= 1:
            return (term.lower(), word.lower(), float(polarity))
    raise VocError(
        f"A pair is [term, evaluating word, polarity from -1 to 1], found {value!r}.",
        where=_line(path, f'"{value[0]}", "{value[1]}"') if len(value) > 1 else path.name,
    )


def _pattern(value: Any, path: Path) -> Pattern:
    """离.{0,4}近 names the driver, ["离.{0,4}不远", 0.5] judges it as well."""
    match value:
        case str(expression):
            polarity = None
        case [str(expression), int() | float() as polarity] if -1 <= polarity <= 1:
            polarity = float(polarity)
        case _:
            raise VocError(
                f"A pattern is an expression or [expression, polarity], found {value!r}.",
                where=path.name,
            )
    try:
        found = re.compile(expression)
    except re.error as error:
        raise VocError(
            f'"{expression}" is not a regular expression: {error}.', where=_line(path, expression)
        ) from None
    if found.match(""):
        raise VocError(
            f'"{expression}" matches the empty text.',
            where=_line(path, expression),
            fix="A pattern must ask for at least one character.",
        )
    return expression, polarity


def _mention(value: Any, where: str) -> float:
    if isinstance(value, int | float) and -1 <= value <= 1:
        return float(value)
    raise VocError(f"mention is a polarity from -1 to 1, found {value!r}.", where=where)


def _refuse_shared_terms(drivers: dict[str, Driver], path: Path) -> None:
    for kinds in (("terms",), ("implied_by", "suggested_by")):
        owner: dict[str, str] = {}
        for driver in drivers.values():
            for term in (term for kind in kinds for term in getattr(driver, kind)):
                if term in owner:
                    raise VocError(
                        f'"{term}" stands for two drivers, {owner[term]} and {driver.id}.',
                        where=_line(path, f'"{term}"'),
                        fix="A term belongs to one driver.",
                    )
                owner[term] = driver.id


def _joined(parent: Driver, child: Driver) -> Driver:
    """The child with the words of the parent before its own."""
    both = "terms implied_by suggested_by verdicts pairs patterns exclude".split()
    words: dict[str, Any] = {
        key: tuple(dict.fromkeys((*getattr(parent, key), *getattr(child, key)))) for key in both
    }
    return replace(child, **words)


def _without(driver: Driver, claimed: set[str]) -> Driver:
    """The driver without the terms that a child gave to another."""
    kinds = "terms implied_by suggested_by".split()
    kept: dict[str, Any] = {
        key: tuple(t for t in getattr(driver, key) if t not in claimed) for key in kinds
    }
    return replace(driver, **kept)
