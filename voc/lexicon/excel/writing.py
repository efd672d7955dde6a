"""Writes a codebook as a workbook that an analyst edits in Excel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voc.errors import VocError
from voc.files import expanded, whole_file
from voc.lexicon.codebook import Codebook, Driver
from voc.lexicon.dimensions import DIMENSIONS
from voc.lexicon.excel.layout import BOOK_ITEMS, COLUMNS, KINDS, LANGUAGES, NOTES, SHEETS, shown

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

Cell = str | float | None

_CELL_LIMIT = 32_767  # characters that Excel keeps in a cell
_SPARE = 2000  # rows below the last one in which the lists to choose from still work
_WIDTHS = {
    "book": (16, 40),
    "drivers": (26, 16, 26, 24, 18, 40, 48, 12, 18, 40, 40),
    "words": (30, 18, 30, 8, 16),
    "pairs": (30, 20, 20, 8, 16),
}


def write_workbook(
    codebook: Codebook, path: str | Path, *, language: str = "zh", force: bool = False
) -> Path:
    """Write a codebook, with all that it inherits, as a workbook.

    Every driver and every word is a row of its own. Cells are text, so that Excel neither computes
    =1 nor makes 7 of 007.

    Parameters
    ----------
    codebook : Codebook
    path : str or Path
    language : {"zh", "en"}
        Of sheet names, headings and instructions; either can be imported.
    force : bool
        Replace the file if it is there.

    Returns
    -------
    Path

    Raises
    ------
    VocError
        Unknown language, the file exists, or a text is longer than Excel keeps.
    """
    from xlsxwriter import Workbook

    if language not in LANGUAGES:
        raise VocError("output.no-language", where="--lang", asked=language)
    target = expanded(path)
    with whole_file(target, force=force) as temporary, Workbook(str(temporary)) as workbook:
        _Writer(workbook, language).write(codebook)
    return target


class _Writer:
    """Writes the sheets of one workbook in one language."""

    def __init__(self, workbook: Workbook, language: str) -> None:
        self.workbook = workbook
        self.language = language
        self.heading = workbook.add_format(
            {"bold": True, "bg_color": "#EDEFF3", "bottom": 1, "num_format": "@"}
        )
        self.text = workbook.add_format({"num_format": "@", "valign": "top"})
        self.wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.number = workbook.add_format({"num_format": "General", "valign": "top"})
        self.grey = workbook.add_format({"font_color": "#8A8F98", "valign": "top"})

    def write(self, codebook: Codebook) -> None:
        drivers = list(codebook.drivers.values())
        self.notes()
        self.table("book", self.book_rows(codebook))
        examples = max([2, *(len(driver.examples) for driver in drivers)])
        sheet = self.table("drivers", map(self.driver_row, drivers), examples=examples)
        dimensions = [shown(key, DIMENSIONS, self.language) for key in DIMENSIONS]
        self.choose(sheet, "drivers", "dimension", len(drivers), dimensions)
        self.bound(sheet, "drivers", "mention", len(drivers))
        for key, rows in (("words", _words(drivers)), ("pairs", _pairs(drivers))):
            listed = [self.named_kind(row) for row in rows] if key == "words" else list(rows)
            sheet = self.table(key, listed)
            self.labels(sheet, key, [str(row[0]) for row in listed], codebook)
            self.choose(sheet, key, "driver", len(listed), self.driver_range(len(drivers)))
            self.bound(sheet, key, "polarity", len(listed))
            if key == "words":
                kinds = [shown(kind, KINDS, self.language) for kind in KINDS]
                self.choose(sheet, key, "kind", len(listed), kinds)

    def name(self, names: tuple[str, str]) -> str:
        return names[LANGUAGES.index(self.language)]

    def notes(self) -> None:
        sheet = self.workbook.add_worksheet(self.name(SHEETS["notes"]))
        sheet.set_column(0, 0, 110, self.wrapped)
        for row, names in enumerate(NOTES):
            sheet.write_string(row, 0, self.name(names), self.wrapped)

    def table(self, key: str, rows: Any, *, examples: int = 0) -> Worksheet:
        """Write a sheet: a frozen heading that filters, and a row for each of `rows`."""
        sheet = self.workbook.add_worksheet(self.name(SHEETS[key]))
        headings = [
            self.name(names) for column, names in COLUMNS[key].items() if column != "example"
        ]
        example = self.name(COLUMNS["drivers"]["example"])
        headings += [f"{example} {number}" for number in range(1, examples + 1)]
        for column, width in enumerate(_WIDTHS[key]):
            sheet.set_column(column, column, width, self.text)
        number = 0
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                self.cell(sheet, number, column, value)
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, self.heading)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, number), len(headings) - 1)
        return sheet

    def cell(self, sheet: Worksheet, row: int, column: int, value: Cell) -> None:
        if isinstance(value, float):
            sheet.write_number(row, column, value, self.number)
        elif value:
            if len(value) > _CELL_LIMIT:
                raise VocError(
                    "codebook.cell-limit",
                    where=f"{value[:20]}…",
                    count=len(value),
                    most=_CELL_LIMIT,
                )
            sheet.write_string(row, column, value, self.text)

    def book_rows(self, codebook: Codebook) -> Iterator[tuple[Cell, ...]]:
        values = {"name": codebook.name, "zh": codebook.label_zh, "en": codebook.label_en}
        for key, names in BOOK_ITEMS.items():
            yield self.name(names), values.get(key)

    def driver_row(self, driver: Driver) -> tuple[Cell, ...]:
        return (
            driver.id,
            driver.label_zh,
            driver.label_en,
            shown(driver.dimension, DIMENSIONS, self.language),
            driver.parent,
            driver.definition_zh,
            driver.definition_en,
            driver.mention or None,
            ", ".join(driver.spreads_to),
            *driver.examples,
        )

    def named_kind(self, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        driver, kind, *others = row
        return driver, shown(str(kind), KINDS, self.language), *others

    def labels(self, sheet: Worksheet, key: str, drivers: list[str], codebook: Codebook) -> None:
        """A grey column with the label of each row's driver, looked up in the sheet of drivers."""
        column = len(COLUMNS[key])
        heading = ("因素名（自动）", "label (computed)")
        sheet.write_string(0, column, self.name(heading), self.heading)
        place = 2 + LANGUAGES.index(self.language)
        source = f"'{self.name(SHEETS['drivers'])}'!$A:$C"
        for row, driver in enumerate(drivers, 1):
            formula = f'=IFERROR(VLOOKUP(A{row + 1},{source},{place},FALSE),"")'
            known = codebook.drivers[driver]
            label = known.label_zh if self.language == "zh" else known.label_en
            sheet.write_formula(row, column, formula, self.grey, label)

    def driver_range(self, number: int) -> str:
        return f"='{self.name(SHEETS['drivers'])}'!$A$2:$A${number + 200}"

    def choose(
        self, sheet: Worksheet, key: str, column: str, rows: int, source: list[str] | str
    ) -> None:
        """A list to choose the cells of a column from."""
        place = list(COLUMNS[key]).index(column)
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        sheet.data_validation(1, place, rows + _SPARE, place, rule)

    def bound(self, sheet: Worksheet, key: str, column: str, rows: int) -> None:
        """Polarities are numbers from −1 to 1."""
        place = list(COLUMNS[key]).index(column)
        sheet.set_column(place, place, _WIDTHS[key][place], self.number)
        rule = {"validate": "decimal", "criteria": "between", "minimum": -1, "maximum": 1}
        sheet.data_validation(1, place, rows + _SPARE, place, rule)


def _words(drivers: list[Driver]) -> Iterator[tuple[Cell, ...]]:
    for driver in drivers:
        verdicts = dict(driver.verdicts)
        for kind in KINDS:
            if kind == "patterns":
                yield from ((driver.id, kind, *pattern) for pattern in driver.patterns)
                continue
            judging = kind in ("implied_by", "suggested_by")
            for word in getattr(driver, kind):
                yield driver.id, kind, word, verdicts.get(word) if judging else None


def _pairs(drivers: list[Driver]) -> Iterator[tuple[Cell, ...]]:
    return ((driver.id, *pair) for driver in drivers for pair in driver.pairs)
