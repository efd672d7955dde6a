"""Suggested terms as a workbook in which an analyst accepts some, and what was accepted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any

from voc.config import nearest
from voc.errors import VocError
from voc.files import expanded, whole_file
from voc.lexicon.codebook import Codebook, codebooks, load_codebook
from voc.lexicon.edit import Addition
from voc.lexicon.excel.layout import JUDGING, KINDS, LANGUAGES, Names, known_id, shown
from voc.lexicon.excel.reading import told
from voc.lexicon.excel.rows import Cell, Layout, Row, WorkbookRows, opened
from voc.lexicon.fault import Fault
from voc.messages import listed, phrase

if TYPE_CHECKING:
    import pandas as pd
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

ACCEPTED = "✓"
_YES = frozenset("✓ ✔ √ y yes 1 true 是 采纳 ok v".split())
_NO = frozenset(["", "n", "no", "0", "false", "否", "不", "×", "✗", "x"])
_SHEETS: dict[str, Names] = {
    "suggestions": ("建议", "suggestions"),
    "drivers": ("驱动因素", "drivers"),
    "source": ("来源", "source"),
}
_COLUMNS: dict[str, dict[str, Names]] = {
    "suggestions": {
        "accept": ("采纳", "accept"),
        "term": ("词语", "term"),
        "kind": ("类别", "kind"),
        "driver": ("驱动因素", "driver"),
        "label": ("因素名（自动）", "label (computed)"),
        "verdict": ("极性", "verdict"),
        "count": ("次数", "count"),
        "comments": ("评论数", "comments"),
        "association": ("关联度 G²", "association G²"),
        "polarity": ("所在分句平均极性", "polarity of its clauses"),
        "negative": ("负面占比", "share negative"),
        "why": ("理由", "why"),
        "quotes": ("例句", "quotes"),
    },
    "source": {"key": ("项目", "item"), "value": ("内容", "value")},
}
_DRIVER_COLUMNS: tuple[Names, ...] = (
    ("编号", "id"),
    ("中文名", "Chinese label"),
    ("英文名", "English label"),
)
_SOURCE: dict[str, Names] = {
    "codebook": ("编码本", "codebook"),
    "version": ("版本", "version"),
    "analysed": ("分析的评论数", "comments analysed"),
    "comments": ("全部评论数", "comments in all"),
    "minimum": ("最少次数", "least count"),
    "how": ("用法", "how to use"),
}
_HOW: Names = (
    "在“采纳”列选 ✓；词语、类别、驱动因素和极性可以改。"
    "保存后运行：voc codebook import 本文件.xlsx -o 我的编码本.toml",
    "Choose ✓ in “accept”; term, kind, driver and verdict may be changed. Save, then run: "
    "voc codebook import this-file.xlsx -o my-codebook.toml",
)
_WHY: dict[str, Names] = {
    "driver": ("与该因素关联", "goes with the driver"),
    "new word": ("新词", "new word"),
    "evaluating": ("评价词，尚无因素", "evaluating word without a driver"),
    "overall": ("常见于总体评价，尚无因素", "stands beside verdicts on the whole"),
}
_WIDTHS = (9, 16, 18, 26, 18, 8, 8, 9, 11, 11, 10, 26, 60)
_LAYOUT = Layout(
    _SHEETS,
    _COLUMNS,
    {"suggestions": ["accept", "term", "kind", "driver"], "source": ["key", "value"]},
    required=("suggestions",),
    origin="voc codebook suggest",
)
_SPARE = 200  # rows below the last one in which the lists to choose from still work


@dataclass(frozen=True)
class Accepted:
    """What an analyst accepted: for `merge_terms`, and the name or file it is to be added to."""

    codebook: str
    version: str
    additions: tuple[Addition, ...]


def write_suggestions(
    table: pd.DataFrame,
    codebook: Codebook,
    path: str | Path,
    *,
    source: str = "",
    language: str = "zh",
    force: bool = False,
) -> Path:
    """Write suggestions with an empty column to accept them in.

    Parameters
    ----------
    table : DataFrame
        From `suggest_terms`.
    codebook : Codebook
        The one they were suggested for.
    path : str or Path
    source : str
        Name or path by which the codebook is loaded again; by default its name. Of a path, the
        sheet keeps what lies below its own folder, else the name of the file.
    language : {"zh", "en"}
        Of sheet names and headings; either can be imported.
    force : bool
        Replace the file if it is there.

    Returns
    -------
    Path

    Raises
    ------
    VocError
        Unknown language, no .xlsx file, or the file exists.
    """
    from xlsxwriter import Workbook

    if language not in LANGUAGES:
        raise VocError("output.no-language", where="--lang", asked=language)
    target = expanded(path)
    if target.suffix.lower() != ".xlsx":
        raise VocError("output.workbook-suffix", where=str(path), stem=target.stem or "terms")
    with whole_file(target, force=force) as temporary, Workbook(str(temporary)) as workbook:
        writer = _Writer(workbook, codebook, language)
        writer.suggestions(table)
        writer.drivers()
        facts = {str(key): value for key, value in table.attrs.items()}
        writer.source({"codebook": _kept(source or codebook.name, target), **facts})
    return target


def _kept(source: str, sheet: Path) -> str:
    """What a sheet, which may be passed on, says of the place of a codebook."""
    if source in codebooks():
        return source
    path, folder = expanded(source), sheet.absolute().parent.resolve()
    file = path.absolute().parent.resolve() / path.name
    return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.name


def holds_suggestions(path: str | Path) -> bool:
    """Whether a workbook was written by `write_suggestions`, and not the export of a codebook."""
    names = opened(expanded(path)).sheet_names
    return any(known_id(name, {"suggestions": _SHEETS["suggestions"]}) for name in names)


def read_accepted(path: str | Path, codebook: str | Path | None = None) -> Accepted:
    """The accepted rows of a workbook of suggestions.

    Parameters
    ----------
    path : str or Path
    codebook : str or Path, optional
        To check against; by default the one that the workbook names. A file is looked for beside
        the workbook, then in the current folder.

    Raises
    ------
    VocError
        The workbook cannot be read, its codebook is not found, nothing is accepted, or a row is
        wrong: an unknown driver or kind, an empty term, a term of another driver; with sheet and
        cell.
    """
    source = expanded(path)
    rows = WorkbookRows(source, _LAYOUT)
    facts = {row["key"].text: row["value"].text for row in rows.rows("source")}
    known = {key: facts.get(zh, facts.get(en, "")) for key, (zh, en) in _SOURCE.items()}
    name = str(codebook or _found(known["codebook"], source))
    reader = _Reader(load_codebook(name), rows.faults)
    additions = tuple(
        addition for row in rows.rows("suggestions") if (addition := reader.addition(row))
    )
    if rows.faults:
        raise told(rows.faults, source)
    if not additions:
        raise VocError(
            "suggest.nothing-accepted",
            where=f"{source.name}, {rows.sheet('suggestions')}",
            accepted=ACCEPTED,
        )
    return Accepted(name, known["version"], additions)


def _found(name: str, sheet: Path) -> str:
    """The codebook that a sheet names, as it can be loaded."""
    if not name:
        raise VocError("suggest.no-codebook-named", where=sheet.name)
    if name in codebooks():
        return name
    bare = PureWindowsPath(name).name  # older sheets hold a whole path, be it of another machine
    places = [sheet.parent / name, Path(name), sheet.parent / bare, Path(bare)]
    for place in places:
        if name.lower().endswith(".toml") and place.is_file():
            return str(place)
    raise VocError("suggest.codebook-gone", where=sheet.name, codebook=bare)


class _Writer:
    """Writes the sheets of one workbook in one language."""

    def __init__(self, workbook: Workbook, codebook: Codebook, language: str) -> None:
        self.workbook = workbook
        self.codebook = codebook
        self.language = language
        self.heading = workbook.add_format({"bold": True, "bg_color": "#EDEFF3", "bottom": 1})
        self.text = workbook.add_format({"num_format": "@", "valign": "top"})
        self.wrapped = workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.grey = workbook.add_format({"font_color": "#8A8F98", "valign": "top"})
        codes = {"count": "#,##0", "comments": "#,##0", "association": "0.0", "negative": "0%"}
        self.numbers = {
            column: workbook.add_format({"num_format": code, "valign": "top"})
            for column, code in {**codes, "polarity": "0.00", "verdict": "0.0"}.items()
        }

    def name(self, names: Names) -> str:
        return names[LANGUAGES.index(self.language)]

    def sheet(self, key: str, headings: tuple[Names, ...], rows: int) -> Worksheet:
        sheet = self.workbook.add_worksheet(self.name(_SHEETS[key]))
        for column, names in enumerate(headings):
            sheet.write_string(0, column, self.name(names), self.heading)
        sheet.freeze_panes(1, 2 if key == "suggestions" else 0)
        sheet.autofilter(0, 0, max(1, rows), len(headings) - 1)
        return sheet

    def suggestions(self, table: pd.DataFrame) -> None:
        columns = _COLUMNS["suggestions"]
        sheet = self.sheet("suggestions", tuple(columns.values()), len(table))
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width, self.text)
        for row, record in enumerate(table.to_dict("records"), 1):
            for place, key in enumerate(columns):
                self.cell(sheet, row, place, key, record)
        self.choices(sheet, len(table) + _SPARE)

    def cell(
        self, sheet: Worksheet, row: int, place: int, column: str, record: dict[Any, Any]
    ) -> None:
        if column == "accept":
            sheet.write_blank(row, place, None, self.text)
        elif column == "label":
            label = record[f"label_{self.language}"]
            sheet.write_formula(row, place, self.label_of(row), self.grey, label)
        elif column == "kind":
            sheet.write_string(row, place, shown(record["kind"], KINDS, self.language), self.text)
        elif column == "why":
            sheet.write_string(row, place, self.name(_WHY[record["why"]]), self.text)
        elif column == "quotes":
            sheet.write_string(row, place, "\n".join(record["quotes"]), self.wrapped)
        elif column in self.numbers:
            if record[column] == record[column]:  # not NaN
                sheet.write_number(row, place, record[column], self.numbers[column])
        else:
            sheet.write_string(row, place, record[column], self.text)

    def label_of(self, row: int) -> str:
        """The label of the row's driver, also after another was chosen."""
        place = 2 + LANGUAGES.index(self.language)
        source = f"'{self.name(_SHEETS['drivers'])}'!$A:$C"
        return f'=IFERROR(VLOOKUP(D{row + 1},{source},{place},FALSE),"")'

    def choices(self, sheet: Worksheet, rows: int) -> None:
        """Lists to choose from: ✓, the kinds, the drivers; and bounds for the verdict."""
        kinds = [shown(kind, KINDS, self.language) for kind in KINDS if kind != "patterns"]
        drivers = f"='{self.name(_SHEETS['drivers'])}'!$A$2:$A${len(self.codebook.drivers) + 1}"
        lists: dict[str, Any] = {"accept": [ACCEPTED], "kind": kinds, "driver": drivers}
        rules: dict[str, dict[str, Any]] = {
            column: {"validate": "list", "source": source, "error_type": "warning"}
            for column, source in lists.items()
        }
        bounds = {"criteria": "between", "minimum": -1, "maximum": 1}
        rules["verdict"] = {"validate": "decimal", **bounds}
        for column, rule in rules.items():
            place = list(_COLUMNS["suggestions"]).index(column)
            sheet.data_validation(1, place, rows, place, rule)

    def drivers(self) -> None:
        sheet = self.sheet("drivers", _DRIVER_COLUMNS, len(self.codebook.drivers))
        sheet.set_column(0, 2, 30, self.text)
        for row, driver in enumerate(self.codebook.drivers.values(), 1):
            for column, text in enumerate((driver.id, driver.label_zh, driver.label_en)):
                sheet.write_string(row, column, text, self.text)

    def source(self, facts: dict[str, Any]) -> None:
        sheet = self.sheet("source", tuple(_COLUMNS["source"].values()), len(_SOURCE))
        sheet.set_column(0, 0, 24, self.text)
        sheet.set_column(1, 1, 80, self.wrapped)
        values = {**facts, "version": self.codebook.version, "how": self.name(_HOW)}
        for row, (key, names) in enumerate(_SOURCE.items(), 1):
            sheet.write_string(row, 0, self.name(names), self.text)
            sheet.write_string(row, 1, str(values.get(key, "")), self.wrapped)


class _Reader:
    """Turns accepted rows into additions and notes what is wrong with them."""

    def __init__(self, codebook: Codebook, faults: list[Fault]) -> None:
        self.faults = faults
        self.drivers = {driver.id: driver.id for driver in codebook.drivers.values()}
        for driver in codebook.drivers.values():
            for label in (driver.label_zh, driver.label_en):
                self.drivers.setdefault(label, driver.id)
        self.owner: dict[tuple[str, bool], tuple[str, str]] = {}  # term and whether it names
        for driver in codebook.drivers.values():
            for naming, words in (
                (True, driver.terms),
                (False, (*driver.implied_by, *driver.suggested_by)),
            ):
                self.owner.update({(word, naming): (driver.id, "") for word in words})

    def addition(self, row: Row) -> Addition | None:
        """What a row adds; None when it is not accepted or wrong."""
        if not self.accepted(row["accept"]):
            return None
        before = len(self.faults)
        driver, kind, term = self.driver(row["driver"]), self.kind(row["kind"]), row["term"]
        verdict = self.verdict(row["verdict"], kind)
        if not term.text:
            self.fault("suggest.no-word", term)
        elif driver and kind and kind != "exclude":
            self.claim(term, driver, naming=kind == "terms")
        if driver is None or kind is None or len(self.faults) > before:
            return None
        return driver, kind, term.text, verdict

    def accepted(self, cell: Cell) -> bool:
        mark = cell.text.lower()
        if mark not in _YES | _NO:
            self.fault("suggest.neither", cell, said=cell.text, accepted=ACCEPTED)
        return mark in _YES

    def driver(self, cell: Cell) -> str | None:
        if cell.text not in self.drivers:
            hint = phrase("suggest.choose-one")
            if cell.text:
                hint = nearest(cell.text, list(self.drivers))
            code = "codebook.not-a-driver" if cell.text else "codebook.driver-missing"
            self.fault(code, cell, driver=cell.text, hint=hint)
        return self.drivers.get(cell.text)

    def kind(self, cell: Cell) -> str | None:
        kind = known_id(cell.text, KINDS)
        if kind is None:
            known = listed(names[0] for names in KINDS.values())
            self.fault("codebook.unknown-kind", cell, kind=cell.text, known=known)
        return kind

    def verdict(self, cell: Cell, kind: str | None) -> float | None:
        """The polarity of a word that implies a driver; without effect on one that names it."""
        if not cell.text or kind not in JUDGING:
            return None
        try:
            value = float(cell.text.replace("−", "-"))
        except ValueError:
            value = 2.0
        if not -1 <= value <= 1:
            self.fault("codebook.polarity-wanted", cell, found=cell.text)
        return value

    def claim(self, term: Cell, driver: str, *, naming: bool) -> None:
        """A term belongs to one driver, in the codebook and among the accepted."""
        key = (term.text.lower(), naming)
        owner, place = self.owner.setdefault(key, (driver, term.where))
        if owner != driver:
            code = "suggest.accepted-elsewhere" if place else "suggest.term-taken"
            self.fault(code, term, term=term.text, owner=owner, place=place)

    def fault(self, code: str, cell: Cell, **values: Any) -> None:
        self.faults.append(Fault.of(code, cell.where, **values))
