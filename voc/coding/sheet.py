"""Writes the workbook that a coder fills in; `voc.coding.coded` reads it back.

The first, hidden row of the sheet holds ids, so that it reads back whatever the headings say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from voc.coding.codes import ABSENT, LABELS, Codes
from voc.coding.words import instructions, texts
from voc.lexicon import DIMENSIONS, Driver
from voc.report.formats import cell_text, joined
from voc.report.words import Language, check_language, choose

__all__ = ["DRAW_SHEET", "DRIVER_PREFIX", "RECORD_SHEET", "write_sheet"]

RECORD_SHEET = "voc"  # hidden: what the sheet was made from
DRAW_SHEET = "voc_draw"  # hidden: ids and weights of the comments drawn
DRIVER_PREFIX = "driver:"  # before the id of a driver in the hidden row
# The prefix keeps =1+1 a text even when somebody edits the cell and presses Enter.
_TEXT = {"quote_prefix": True, "text_wrap": True, "valign": "top"}
_HEADING = {**_TEXT, "bold": True, "bg_color": "#EDEFF3", "border": 1}
_COLOURS = {"positive": "#DCEFE0", "neutral": "#EEEEEE", "negative": "#F8DEDC"}
_WIDTHS = {
    "comment_id": 11,
    "text": 60,
    "voc_drivers": 24,
    "voc_label": 10,
    "label": 10,
    "note": 24,
}


@dataclass(frozen=True)
class _Column:
    """A column of the sheet: id in the hidden row, heading, width, and what a coder may choose."""

    id: str
    heading: str
    width: float
    choices: tuple[str, ...] = ()
    remark: str = ""


def write_sheet(
    drawn: pd.DataFrame,
    path: str | Path,
    drivers: Sequence[Driver],
    *,
    program: Codes | None = None,
    record: Mapping[str, object] | None = None,
    language: str = "zh",
) -> None:
    """Write one row a comment, with a column for the overall label and one for each driver.

    Parameters
    ----------
    drawn : DataFrame
        comment_id, text, weight: `Draw.comments`.
    path : str or Path
        An .xlsx file.
    drivers : sequence of Driver
        Those to code; `Codebook.drivers.values()`.
    program : Codes, optional
        The program's answers, shown beside the text. Without them the coder is blind to them.
    record : mapping, optional
        What the sheet was made from; kept on a hidden sheet.
    language : {"zh", "en"}
        Language of headings, choices and instructions.

    Raises
    ------
    VocError
        There is no such language.
    """
    from xlsxwriter import Workbook

    chosen = check_language(language)
    ordered = sorted(drivers, key=lambda driver: list(DIMENSIONS).index(driver.dimension))
    with Workbook(str(path)) as workbook:
        columns = _columns(ordered, program is not None, chosen)
        _write_coding(workbook, drawn, columns, _answers(program, ordered, chosen), chosen)
        _write_instructions(workbook, ordered, record or {}, chosen)
        _write_hidden(workbook, RECORD_SHEET, list((record or {}).items()))
        weights = zip(drawn["comment_id"], drawn["weight"], strict=True)
        _write_hidden(workbook, DRAW_SHEET, [("comment_id", "weight"), *weights])


def _columns(drivers: Sequence[Driver], with_program: bool, language: Language) -> list[_Column]:
    words = texts(language)
    shown = ("voc_drivers", "voc_label") if with_program else ()
    labels = tuple(words[name] for name in reversed(LABELS))
    marks = tuple(words[f"{name}_short"] for name in reversed(LABELS))
    return [
        *(_Column(key, words[key], _WIDTHS[key]) for key in ("comment_id", "text", *shown)),
        _Column("label", words["label"], _WIDTHS["label"], labels),
        *(
            _Column(
                DRIVER_PREFIX + driver.id,
                _name(driver, language),
                8.5,
                marks,
                "\n".join(
                    part for part in (_definition(driver, language), *driver.examples) if part
                ),
            )
            for driver in drivers
        ),
        _Column("note", words["note"], _WIDTHS["note"]),
    ]


def _answers(
    program: Codes | None, drivers: Sequence[Driver], language: Language
) -> dict[str, tuple[str, str]]:
    """What the program says of each comment, in words: drivers with their marks, overall label."""
    if program is None:
        return {}
    words = texts(language)
    names = {driver.id: _name(driver, language) for driver in drivers}
    said = {}
    for comment, label, classes in zip(
        program.drivers.index, program.labels, program.drivers.to_dict("records"), strict=True
    ):
        found = [
            f"{names[str(driver)]} {words[f'{name}_short']}"
            for driver, name in classes.items()
            if name != ABSENT and driver in names
        ]
        said[str(comment)] = (joined(found), words[label] if isinstance(label, str) else "")
    return said


def _write_coding(
    workbook: Any,
    drawn: pd.DataFrame,
    columns: Sequence[_Column],
    answers: Mapping[str, tuple[str, str]],
    language: Language,
) -> None:
    sheet = workbook.add_worksheet(texts(language)["sheet"])
    heading = workbook.add_format(_HEADING)
    text = workbook.add_format(_TEXT)
    answer = workbook.add_format({"align": "center", "valign": "top", "border": 4})
    free = workbook.add_format({"text_wrap": True, "valign": "top"})
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.id, text)
        sheet.write_string(1, place, cell_text(column.heading), heading)
        if column.remark:
            sheet.write_comment(1, place, cell_text(column.remark), {"x_scale": 2, "y_scale": 1.5})
        sheet.set_column(place, place, column.width, answer if column.choices else free)
    for line, (comment, words) in enumerate(
        zip(drawn["comment_id"], drawn["text"], strict=True), start=2
    ):
        for place, cell in enumerate((comment, words, *answers.get(comment, ()))):
            sheet.write_string(line, place, cell_text(str(cell)), text)
    last = len(drawn) + 1
    for place, column in enumerate(columns):
        if column.choices:
            _offer(workbook, sheet, place, last, column.choices)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_row(1, 45)
    sheet.freeze_panes(2, 2)
    sheet.autofilter(1, 0, last, len(columns) - 1)


def _offer(workbook: Any, sheet: Any, place: int, last: int, choices: Sequence[str]) -> None:
    """A drop-down that does not forbid typing 1, 0, -1, and a colour for each choice."""
    validation = {"validate": "list", "source": list(choices), "show_error": False}
    sheet.data_validation(2, place, last, place, validation)
    for choice, name in zip(choices, reversed(LABELS), strict=True):
        colour = workbook.add_format({"bg_color": _COLOURS[name]})
        rule = {"type": "cell", "criteria": "==", "value": f'"{choice}"', "format": colour}
        sheet.conditional_format(2, place, last, place, rule)


def _write_instructions(
    workbook: Any, drivers: Sequence[Driver], record: Mapping[str, object], language: Language
) -> None:
    words = texts(language)
    sheet = workbook.add_worksheet(words["guide"])
    title = workbook.add_format({"bold": True, "font_size": 14})
    heading = workbook.add_format(_HEADING)
    text = workbook.add_format(_TEXT)
    for place, width in enumerate((24, 14, 60, 70, 22)):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, words["how"], title)
    line = 1
    for number, instruction in enumerate(instructions(language), start=1):
        sheet.merge_range(line, 0, line, 3, "", text)
        sheet.write_string(line, 0, f"{number}. {instruction}", text)
        sheet.set_row(line, 32)
        line += 1
    if record:
        made = words["made_from"].format(**record)
        sheet.write_string(line, 0, cell_text(made), workbook.add_format({"quote_prefix": True}))
    line += 2
    for place, key in enumerate(("driver", "dimension", "definition", "examples", "id")):
        sheet.write_string(line, place, words[key], heading)
    for row, driver in enumerate(drivers, start=line + 1):
        cells = (
            _name(driver, language),
            choose(DIMENSIONS[driver.dimension], language),
            _definition(driver, language),
            "\n".join(driver.examples),
            driver.id,
        )
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell_text(cell), text)


def _write_hidden(workbook: Any, name: str, rows: Sequence[tuple[object, object]]) -> None:
    sheet = workbook.add_worksheet(name)
    sheet.very_hidden()
    text = workbook.add_format(_TEXT)
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, float):
                sheet.write_number(line, place, cell)
            else:
                sheet.write_string(line, place, cell_text(str(cell)), text)


def _definition(driver: Driver, language: Language) -> str:
    return driver.definition_zh if language == "zh" else driver.definition_en


def _name(driver: Driver, language: Language) -> str:
    return driver.label_zh if language == "zh" else driver.label_en
