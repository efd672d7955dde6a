"""What one codebook file says of its own: every entry is checked, every fault has its place.

What a file inherits is not looked at here; `codebook.py` puts files together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from voc.config import nearest
from voc.lexicon.dimensions import DIMENSIONS, dimension_id
from voc.lexicon.expression import pattern_fault
from voc.lexicon.fault import Fault

BOOK_KEYS = "name label inherits drop drivers".split()
DRIVER_KEYS = (
    "label dimension definition examples parent terms implied_by suggested_by pairs patterns "
    "exclude mention spreads_to"
).split()

Pair = tuple[str, str, float]
Pattern = tuple[str, float | None]  # regular expression; without polarity it only names the driver
Label = tuple[str | None, str | None]  # Chinese, English
Place = Callable[[tuple[str, ...], int | None], str]
# Of a word of a driver: (driver, list, word) → path of the list, place in it
WordPlaces = dict[tuple[str, str, str], tuple[tuple[str, ...], int | None]]


@dataclass(frozen=True)
class Section:
    """What one file says of a driver; None or empty where it says nothing."""

    label: Label = (None, None)
    dimension: str | None = None
    definition: Label = (None, None)
    examples: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    implied_by: tuple[str, ...] = ()
    suggested_by: tuple[str, ...] = ()
    verdicts: tuple[tuple[str, float], ...] = ()
    pairs: tuple[Pair, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    exclude: tuple[str, ...] = ()
    mention: float | None = None
    spreads_to: tuple[str, ...] | None = None
    parent: str | None = None


@dataclass(frozen=True)
class BookFile:
    """One codebook file: what it says, where, and what is wrong with it."""

    path: Path
    name: str
    label: Label = (None, None)
    inherits: str | None = None
    drop: tuple[str, ...] = ()
    sections: dict[str, Section] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    place: Place | None = field(default=None, repr=False)
    word_places: WordPlaces = field(default_factory=dict, repr=False)

    def where(self, *path: str, element: int | None = None) -> str:
        """`file:line` of a key, or of an element of a list."""
        return self.place(path, element) if self.place else self.path.name

    def where_word(self, driver: str, kind: str, word: str) -> str:
        """`file:line` of a word in a list of a driver; of the driver, if it is not there."""
        path, element = self.word_places.get((driver, kind, word), (("drivers", driver), None))
        return self.where(*path, element=element)


def checked_book(path: Path, tree: dict[str, Any], place: Place) -> BookFile:
    """Check what a codebook file says, entry by entry.

    Parameters
    ----------
    path : Path
        The file, for messages and for what it inherits.
    tree : dict
        As `tomllib` returns it; a workbook is brought to the same form.
    place : callable
        Where a key stands, or an element of its list, given its path and index.

    Returns
    -------
    BookFile
        With everything that is wrong in `faults`.
    """
    return _Reader(path, place).book(tree)


class _Reader:
    """Reads one tree and keeps the faults that it meets."""

    def __init__(self, path: Path, place: Place) -> None:
        self.path = path
        self.place = place
        self.faults: list[Fault] = []
        self.word_places: WordPlaces = {}

    def book(self, tree: dict[str, Any]) -> BookFile:
        for key in tree:
            if key not in BOOK_KEYS:
                self.fault("codebook.unknown-key", (key,), key=key, hint=nearest(key, BOOK_KEYS))
        name, drivers = tree.get("name"), tree.get("drivers", {})
        if not isinstance(name, str) or not name.strip():
            self.fault("codebook.no-name", ())
            name = self.path.stem
        if not isinstance(drivers, dict) or not (drivers or tree.get("inherits")):
            self.fault("codebook.no-drivers", ())
            drivers = {}
        sections = {
            key: self.section(key, value)
            for key, value in drivers.items()
            if self.is_table(("drivers", key), value)
        }
        return BookFile(
            path=self.path,
            name=name.strip(),
            label=self.said((), tree, "label"),
            inherits=self.text((), tree, "inherits"),
            drop=self.words((), tree, "drop", lower=False),
            sections=sections,
            faults=tuple(self.faults),
            place=self.place,
            word_places=self.word_places,
        )

    def section(self, driver: str, tree: dict[str, Any]) -> Section:
        table = ("drivers", driver)
        if not driver.isprintable() or set("<>") & set(driver):  # displaCy shows it as it stands
            self.fault("codebook.driver-id", table, driver=driver)
        for key in tree:
            if key not in DRIVER_KEYS:
                hint = nearest(key, DRIVER_KEYS)
                self.fault("codebook.unknown-key", (*table, key), key=key, hint=hint)
        implied, of_implied = self.judging(table, tree, "implied_by")
        suggested, of_suggested = self.judging(table, tree, "suggested_by")
        spreads = self.words(table, tree, "spreads_to", lower=False)
        return Section(
            label=self.said(table, tree, "label"),
            dimension=self.dimension(table, tree),
            definition=self.said(table, tree, "definition"),
            examples=self.words(table, tree, "examples", lower=False),
            terms=self.words(table, tree, "terms"),
            implied_by=implied,
            suggested_by=suggested,
            verdicts=tuple({**of_suggested, **of_implied}.items()),
            pairs=self.pairs(table, tree),
            patterns=self.patterns(table, tree),
            exclude=self.words(table, tree, "exclude"),
            mention=self.mention(table, tree),
            spreads_to=spreads if "spreads_to" in tree else None,
            parent=self.text(table, tree, "parent"),
        )

    def fault(
        self,
        code: str,
        path: tuple[str, ...],
        *,
        element: int | None = None,
        warning: bool = False,
        **values: Any,
    ) -> None:
        where = self.place(path, element)
        self.faults.append(Fault.of(code, where, warning=warning, **values))

    def is_table(self, path: tuple[str, ...], value: Any) -> bool:
        if isinstance(value, dict):
            return True
        self.fault("codebook.no-driver-table", path, key=path[-1])
        return False

    def text(self, table: tuple[str, ...], tree: dict[str, Any], key: str) -> str | None:
        value = tree.get(key)
        if value is None or isinstance(value, str):
            return value.strip() or None if value else None
        self.fault("codebook.text-wanted", (*table, key), key=key)
        return None

    def said(self, table: tuple[str, ...], tree: dict[str, Any], name: str) -> Label:
        """What people read is one text for both languages, or { zh = …, en = … }."""
        match tree.get(name):
            case None:
                return None, None
            case str(both) if both.strip():
                return both.strip(), both.strip()
            case dict(forms) if forms and all(isinstance(form, str) for form in forms.values()):
                for key in forms.keys() - {"zh", "en"}:
                    self.fault("codebook.no-such-language", (*table, name, key), name=name, key=key)
                return forms.get("zh") or forms.get("en"), forms.get("en") or forms.get("zh")
        self.fault("codebook.wording-wanted", (*table, name), name=name)
        return None, None

    def dimension(self, table: tuple[str, ...], tree: dict[str, Any]) -> str | None:
        value = tree.get("dimension")
        if value is None:
            return None
        known = dimension_id(str(value))
        if known is None:
            self.fault(
                "codebook.unknown-dimension",
                (*table, "dimension"),
                dimension=value,
                driver=table[-1],
                hint=nearest(str(value), list(DIMENSIONS)),
            )
        return known or next(iter(DIMENSIONS))

    def words(
        self, table: tuple[str, ...], tree: dict[str, Any], key: str, *, lower: bool = True
    ) -> tuple[str, ...]:
        values = self.list_of(table, tree, key)
        words = [self.word(table, key, place, value) for place, value in enumerate(values)]
        found = [word.lower() if lower else word for word in words]
        return self.once(table, key, found)

    def word(self, table: tuple[str, ...], key: str, element: int, value: Any) -> str:
        """A word of a list; "" when it is none."""
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.fault("codebook.words-wanted", (*table, key), element=element, key=key, found=value)
        return ""

    def list_of(self, table: tuple[str, ...], tree: dict[str, Any], key: str) -> list[Any]:
        values = tree.get(key, [])
        if isinstance(values, list):
            return values
        self.fault("codebook.words-wanted", (*table, key), key=key, found=values)
        return []

    def once(self, table: tuple[str, ...], key: str, words: list[str]) -> tuple[str, ...]:
        """The words without those that stand twice; notes the line of each."""
        for place, word in enumerate(words):
            if not word:
                continue
            spot = (table[-1] if table else "", key, word)
            if spot in self.word_places:
                self.fault(
                    "codebook.word-twice",
                    (*table, key),
                    element=place,
                    warning=True,
                    word=word,
                    key=key,
                    first=self.place(*self.word_places[spot]),
                )
            self.word_places.setdefault(spot, ((*table, key), place))
        return tuple(dict.fromkeys(word for word in words if word))

    def judging(
        self, table: tuple[str, ...], tree: dict[str, Any], key: str
    ) -> tuple[tuple[str, ...], dict[str, float]]:
        """Words that imply a driver, and the polarities of those written as [word, polarity]."""
        words: list[str] = []
        verdicts: dict[str, float] = {}
        for place, value in enumerate(self.list_of(table, tree, key)):
            match value:
                case [str(word), int() | float() as polarity] if _judges(word, polarity):
                    words.append(word.strip().lower())
                    verdicts[words[-1]] = float(polarity)
                case list():
                    path = (*table, key)
                    self.fault("codebook.judging-wanted", path, element=place, found=value)
                    words.append("")
                case _:
                    words.append(self.word(table, key, place, value).lower())
        return self.once(table, key, words), verdicts

    def pairs(self, table: tuple[str, ...], tree: dict[str, Any]) -> tuple[Pair, ...]:
        found: dict[tuple[str, str], float] = {}
        for place, value in enumerate(self.list_of(table, tree, "pairs")):
            match value:
                case [str(term), str(word), int() | float() as polarity] if (
                    term.strip() and _judges(word, polarity)
                ):
                    pair = (term.strip().lower(), word.strip().lower())
                case _:
                    path = (*table, "pairs")
                    self.fault("codebook.pair-wanted", path, element=place, found=value)
                    continue
            if pair in found:
                self.fault(
                    "codebook.pair-twice",
                    (*table, "pairs"),
                    element=place,
                    warning=found[pair] == polarity,
                    term=pair[0],
                    word=pair[1],
                )
            found.setdefault(pair, float(polarity))
            spot = (table[-1], "pairs", " ".join(pair))
            self.word_places.setdefault(spot, ((*table, "pairs"), place))
        return tuple((term, word, polarity) for (term, word), polarity in found.items())

    def patterns(self, table: tuple[str, ...], tree: dict[str, Any]) -> tuple[Pattern, ...]:
        """离.{0,4}近 names the driver, ["离.{0,4}不远", 0.5] judges it as well."""
        found: list[Pattern] = []
        for place, value in enumerate(self.list_of(table, tree, "patterns")):
            match value:
                case str(expression):
                    pattern: Pattern = (expression, None)
                case [str(expression), int() | float() as polarity] if _judges("_", polarity):
                    pattern = (expression, float(polarity))
                case _:
                    path = (*table, "patterns")
                    self.fault("codebook.pattern-wanted", path, element=place, found=value)
                    continue
            wrong = pattern_fault(expression)
            if wrong:
                self.fault(wrong[0], (*table, "patterns"), element=place, **wrong[1])
            elif pattern not in found:
                found.append(pattern)
                spot = (table[-1], "patterns", expression)
                self.word_places.setdefault(spot, ((*table, "patterns"), place))
        return tuple(found)

    def mention(self, table: tuple[str, ...], tree: dict[str, Any]) -> float | None:
        value = tree.get("mention")
        if value is None or (isinstance(value, int | float) and _judges("_", value)):
            return None if value is None else float(value)
        self.fault("codebook.mention-wanted", (*table, "mention"), found=value)
        return None


def _judges(word: str, polarity: float) -> bool:
    return bool(word.strip()) and -1 <= polarity <= 1 and not isinstance(polarity, bool)
