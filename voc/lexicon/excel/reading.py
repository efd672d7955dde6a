"""Reads a codebook back from its workbook; every fault is named with sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from voc.config import nearest
from voc.errors import VocError
from voc.files import expanded, whole_file
from voc.lexicon.book_file import BookFile, checked_book
from voc.lexicon.book_text import book_text
from voc.lexicon.codebook import chain_of, merged
from voc.lexicon.dimensions import DIMENSIONS
from voc.lexicon.excel.layout import BOOK_ITEMS, JUDGING, KINDS, LANGUAGES, known_id
from voc.lexicon.excel.rows import Cell, Row, WorkbookRows
from voc.lexicon.fault import Fault
from voc.messages import listed, phrase

Tree = dict[str, Any]  # as tomllib gives it

_FAULTS_TOLD = 10
_SEPARATORS = re.compile(r"[,，、;；\n]+")


def import_workbook(workbook: str | Path, out: str | Path, *, force: bool = False) -> Path:
    """Turn an edited workbook into a codebook.

    Parameters
    ----------
    workbook : str or Path
        As `write_workbook` wrote it; rows, columns and sheets may stand in any order.
    out : str or Path
        The TOML file to write.
    force : bool
        Replace the file if it is there.

    Returns
    -------
    Path
        Of the codebook.

    Raises
    ------
    VocError
        The workbook cannot be read, something in it is wrong (up to ten faults are told, with
        sheet and cell), or the file exists.
    """
    target = expanded(out)
    if target.suffix.lower() != ".toml":
        raise VocError("codebook.toml-suffix", where=str(out), stem=target.stem or "my-book")
    book = read_workbook(workbook, target)
    with whole_file(target, force=force) as temporary:
        temporary.write_text(book_text(book), encoding="utf-8")
    return target


def read_workbook(workbook: str | Path, target: Path) -> BookFile:
    """Read and check a workbook; `target` is the file that it is to become.

    Raises
    ------
    VocError
        See `import_workbook`.
    """
    source = expanded(workbook)
    reader = _Reader(WorkbookRows(source))
    book = checked_book(target.resolve(), reader.tree(), reader.place)
    faults = [fault for fault in (*reader.faults, *book.faults) if not fault.warning]
    if not faults:
        _, found = merged(chain_of(book))
        faults = [fault for fault in found if not fault.warning]
    if faults:
        raise told(faults, source)
    return book


def told(faults: Sequence[Fault], path: Path) -> VocError:
    """One error for all faults."""
    if len(faults) == 1:
        (fault,) = faults
        return VocError.worded(
            fault.what, where=f"{path.name}, {fault.where}", fix=fault.fix, code=fault.code
        )
    lines = [f"{fault.where}: {fault.what} {fault.fix or ''}".rstrip() for fault in faults]
    if len(lines) > _FAULTS_TOLD:
        lines[_FAULTS_TOLD:] = [phrase("codebook.more-faults", left=len(lines) - _FAULTS_TOLD)]
    return VocError(
        "codebook.workbook-faulty", where=str(path), count=len(faults), faults="\n    ".join(lines)
    )


class _Reader:
    """Turns the rows into the tree of a codebook file, and keeps where each entry stood."""

    def __init__(self, rows: WorkbookRows) -> None:
        self.rows = rows
        self.faults = rows.faults
        self.cells: dict[tuple[tuple[str, ...], int | None], str] = {}
        self.names: dict[str, str] = {}  # id or label of a driver → its id

    def place(self, path: tuple[str, ...], element: int | None = None) -> str:
        """Sheet and cell of a key of the tree, or of what it is part of."""
        if (path, element) in self.cells:
            return self.cells[path, element]
        while path:
            if (path, None) in self.cells:
                return self.cells[path, None]
            path = path[:-1]
        return self.rows.sheet("book")

    def tree(self) -> Tree:
        tree = self.book()
        drivers = tree["drivers"] = self.drivers()
        for row in self.rows.rows("words"):
            self.word(drivers, row)
        for row in self.rows.rows("pairs"):
            self.pair(drivers, row)
        return tree

    def fault(self, code: str, cell: Cell, **values: Any) -> None:
        self.faults.append(Fault.of(code, cell.where, **values))

    def book(self) -> Tree:
        """Name, labels, what it inherits and drops."""
        tree: Tree = {}
        for row in self.rows.rows("book"):
            item, value = known_id(row["key"].text, BOOK_ITEMS), row["value"]
            if item is None:
                known = [name for names in BOOK_ITEMS.values() for name in names]
                name = row["key"].text
                hint = nearest(name, known)
                self.fault("codebook.unknown-item", row["key"], name=name, hint=hint)
            elif value.text and item in ("zh", "en"):
                tree.setdefault("label", {})[item] = value.text
                self.cells[("label",), None] = value.where
            elif value.text:
                tree[item] = _parted(value.text) if item == "drop" else value.text
                self.cells[(item,), None] = value.where
        return tree

    def drivers(self) -> Tree:
        found: Tree = {}
        for row in self.rows.rows("drivers"):
            key = row["id"].text or row["zh"].text or row["en"].text
            if not key:
                self.fault("codebook.no-id", row["id"])
            elif key in found:
                first = self.cells[("drivers", key), None]
                self.fault("codebook.driver-twice", row["id"], driver=key, first=first)
            else:
                self.cells[("drivers", key), None] = row["id"].where
                found[key] = self.driver(key, row)
        for key, driver in found.items():
            for name in driver.get("label", {}).values():
                self.names.setdefault(name, key)
        self.names.update({key: key for key in found})
        return found

    def driver(self, key: str, row: Row) -> Tree:
        driver: Tree = {}
        label = {name: row[name].text for name in LANGUAGES if row[name].text}
        defined = {name: row[f"definition_{name}"].text for name in LANGUAGES}
        examples = [cell for column, cell in row.items() if column.startswith("example ")]
        dimension = row["dimension"].text
        values = {
            "label": label,
            "dimension": known_id(dimension, DIMENSIONS) or dimension,
            "definition": {name: text for name, text in defined.items() if text},
            "examples": [cell.text for cell in examples if cell.text],
            "parent": row["parent"].text,
            "spreads_to": _parted(row["spreads_to"].text),
            "mention": self.polarity(row["mention"]),
        }
        for name, value in values.items():
            if value not in ("", [], {}, None):
                driver[name] = value
                if name in row:
                    self.cells[("drivers", key, name), None] = row[name].where
        return driver

    def word(self, drivers: Tree, row: Row) -> None:
        key, polarity = self.driver_of(row), self.polarity(row["polarity"])
        kind, word = known_id(row["kind"].text, KINDS), row["word"]
        if kind is None:
            known = listed(names[0] for names in KINDS.values())
            self.fault("codebook.unknown-kind", row["kind"], kind=row["kind"].text, known=known)
        if not word.text:
            self.fault("codebook.word-missing", word)
        if polarity is not None and kind and kind not in JUDGING:
            self.fault(
                "codebook.no-polarity-here",
                row["polarity"],
                kind=f"{KINDS[kind][0]} ({kind})",
                judging=listed(KINDS[judging][0] for judging in JUDGING),
            )
        elif key and kind and word.text:
            entry = word.text if polarity is None else [word.text, polarity]
            self.add(drivers, key, kind, entry, word)

    def pair(self, drivers: Tree, row: Row) -> None:
        key, polarity = self.driver_of(row), self.polarity(row["polarity"])
        empty = [row[name] for name in ("term", "word", "polarity") if not row[name].text]
        for cell in empty:
            self.fault("codebook.pair-incomplete", cell)
        if key and polarity is not None and not empty:
            entry = [row["term"].text, row["word"].text, polarity]
            self.add(drivers, key, "pairs", entry, row["term"])

    def add(self, drivers: Tree, key: str, kind: str, entry: Any, cell: Cell) -> None:
        """One more entry in a list of a driver."""
        entries = drivers[key].setdefault(kind, [])
        self.cells[("drivers", key, kind), len(entries)] = cell.where
        entries.append(entry)

    def driver_of(self, row: Row) -> str | None:
        """The driver that a row belongs to, by its id or a label."""
        cell = row["driver"]
        if cell.text not in self.names:
            code = "codebook.not-a-driver" if cell.text else "codebook.driver-missing"
            self.fault(code, cell, driver=cell.text, hint=nearest(cell.text, list(self.names)))
        return self.names.get(cell.text)

    def polarity(self, cell: Cell) -> float | None:
        """A number from −1 to 1; Chinese typists write − and ＋ as well."""
        if not cell.text:
            return None
        try:
            value = float(cell.text.translate(_SIGNS))
        except ValueError:
            value = 2.0
        if -1 <= value <= 1:
            return value
        self.fault("codebook.polarity-wanted", cell, found=cell.text)
        return None


_SIGNS = str.maketrans({"−": "-", "－": "-", "–": "-", "＋": "+", "．": ".", "。": "."})


def _parted(text: str) -> list[str]:
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]
