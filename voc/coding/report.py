"""A validation as text for the terminal and as a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from voc.coding.codes import LABELS
from voc.coding.validation import Validation
from voc.coding.words import COLUMNS, SHEETS, texts
from voc.report.formats import (
    MISSING,
    cell_text,
    count,
    display_width,
    fit_width,
    is_missing,
    number,
    percent,
    shown,
)
from voc.report.sheet import Styles, TableSheet
from voc.report.words import Language, check_language, choose

__all__ = ["validation_text", "write_validation"]

_LABEL_WIDTH = 22
_SHARES = ("precision", "recall", "f1", "agreement", "polarity")
_CODER_COLUMNS = ("precision", "recall", "f1", "kappa", "polarity")
_BETWEEN_COLUMNS = ("agreement", "kappa", "polarity")
_WIDE = {"text": 60, "words": 40, "rules": 24, "driver": 20, "coder": 16}


def validation_text(checked: Validation, names: Mapping[str, str], language: str = "zh") -> str:
    """The validation for a terminal: totals, drivers, confusion and how many disagreements.

    Parameters
    ----------
    checked : Validation
    names : mapping
        Driver → its name in that language.
    language : {"zh", "en"}

    Raises
    ------
    VocError
        There is no such language.
    """
    chosen = check_language(language)
    lines = [_read_line(row, texts(chosen)) for row in checked.coded.to_dict("records")]
    for coder in checked.coded["coder"]:
        lines += ["", *_coder_lines(checked, coder, names, chosen)]
    for (first, second), table in checked.between.groupby(["first", "second"], sort=False):
        lines += ["", *_between_lines(str(first), str(second), table, names, chosen)]
    return "\n".join([*lines, "", texts(chosen)["population_note"]])


def write_validation(
    checked: Validation, path: str | Path, names: Mapping[str, str], language: str = "zh"
) -> None:
    """Write every table of a validation to a workbook, one sheet each.

    The parameters are those of `validation_text`.
    """
    from xlsxwriter import Workbook

    chosen = check_language(language)
    with Workbook(str(path)) as workbook:
        for key, pair in SHEETS.items():
            table = getattr(checked, key)
            if key == "between":
                table = table.rename(columns={"reference": "by_first", "other": "by_second"})
            if len(table):
                _write_table(workbook, choose(pair, chosen), _named(table, names, chosen), chosen)


def _read_line(row: Mapping[Any, Any], words: Mapping[str, str]) -> str:
    line = words["read"].format(**row)
    if row["without_label"]:
        line += words["separator"] + words["without_label"].format(n=row["without_label"])
    return line


def _coder_lines(
    checked: Validation, coder: str, names: Mapping[str, str], language: Language
) -> list[str]:
    """The program against one coder."""
    words = texts(language)
    title = words["against"].format(coder=coder)
    total, drivers, labels, misses = (
        table[table["coder"] == coder]
        for table in (checked.totals, checked.drivers, checked.labels, checked.misses)
    )
    mentioned = drivers[drivers["reference"] + drivers["other"] > 0]
    mentioned = mentioned.sort_values("reference", ascending=False, kind="stable")
    rows = [
        [
            title,
            words["by_coder"],
            words["by_voc"],
            words["both"],
            *_headings(_CODER_COLUMNS, words),
        ]
    ]
    for row in total.to_dict("records"):
        line = _measure_row(words[row["average"]], row, _CODER_COLUMNS)
        rows.append(line if row["average"] == "micro" else [line[0], "", "", "", *line[4:]])
    for row in mentioned.to_dict("records"):
        rows.append(_measure_row(names.get(row["driver"], row["driver"]), row, _CODER_COLUMNS))
    lines = _aligned(rows)
    silent = [
        names.get(name, name) for name in drivers["driver"] if name not in set(mentioned["driver"])
    ]
    if silent:
        lines.append(words["few"].format(names=words["separator"].join(silent)))
    lines += ["", *_confusion_lines(checked, coder, labels.iloc[0].to_dict(), language)]
    kinds = {"missed": 0, "spurious": 0, "polarity": 0, "label": 0, **misses["kind"].value_counts()}
    return [*lines, "", words["misses_count"].format(**kinds)]


def _confusion_lines(
    checked: Validation, coder: str, label: Mapping[Any, Any], language: Language
) -> list[str]:
    words = texts(language)
    table = checked.label_confusion
    rows = [[words["confusion"].format(coder=coder), *(words[name] for name in LABELS)]]
    for row in table[table["coder"] == coder].to_dict("records"):
        rows.append([words[row["reference"]], *(count(row[name]) for name in LABELS)])
    figures = "  ".join(f"{words[name]} {_figure(label, name)}" for name in _BETWEEN_COLUMNS[:2])
    return [*_aligned(rows), figures]


def _between_lines(
    first: str,
    second: str,
    table: pd.DataFrame,
    names: Mapping[str, str],
    language: Language,
) -> list[str]:
    """One coder against another."""
    words = texts(language)
    shared = int(table["n"].max()) if len(table) else 0
    title = words["between"].format(first=first, second=second, n=shared)
    if not shared:
        return [title]
    named = {"": words["micro"], "label": words["overall"], **names}
    rows = [["", first, second, words["both"], *_headings(_BETWEEN_COLUMNS, words)]]
    ordered = table.sort_values("reference", ascending=False, kind="stable", na_position="first")
    for row in ordered.to_dict("records"):
        if row["driver"] in ("", "label") or row["reference"] + row["other"] > 0:
            rows.append(
                _measure_row(named.get(row["driver"], row["driver"]), row, _BETWEEN_COLUMNS)
            )
    return [title, *_aligned(rows)]


def _headings(columns: Sequence[str], words: Mapping[str, str]) -> list[str]:
    return [words[name] for name in columns]


def _measure_row(name: str, row: Mapping[Any, Any], columns: Sequence[str]) -> list[str]:
    counts = [_count(row[key]) for key in ("reference", "other", "both")]
    return [name, *counts, *(_figure(row, column) for column in columns)]


def _count(value: Any) -> str:
    return "" if is_missing(value) else count(value)


def _figure(row: Mapping[Any, Any], name: str) -> str:
    """A value with its interval: 85% [72, 93], or 0.81 [0.70, 0.90] for kappa."""
    values = [row[name], row[f"{name}_low"], row[f"{name}_high"]]
    if is_missing(values[0]):
        return MISSING
    if name in _SHARES:
        value, low, high = (percent(value, 0).rstrip("%") for value in values)
        value += "%"
    else:
        value, low, high = (number(value, 2) for value in values)
    return value if MISSING in (low, high) else f"{value} [{low}, {high}]"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines: the first column to the left, the others to the right."""
    widths = [max(display_width(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = []
    for row in rows:
        name = fit_width(row[0], max(widths[0], _LABEL_WIDTH))
        name += " " * (max(widths[0], _LABEL_WIDTH) - display_width(name))
        cells = [
            " " * (width - display_width(cell)) + cell
            for cell, width in zip(row[1:], widths[1:], strict=True)
        ]
        lines.append("  ".join([name, *cells]).rstrip())
    return lines


def _named(table: pd.DataFrame, names: Mapping[str, str], language: Language) -> pd.DataFrame:
    """The table with the names of drivers, classes and kinds instead of their ids."""
    words = texts(language)
    drivers = {**names, "": words["all"], "label": words["overall"]}
    if "kind" in table:
        drivers[""] = words["overall"]
    classes = {name: words[name] for name in ("absent", *LABELS)}
    kinds = {name: words[f"{name}_kind"] for name in ("missed", "spurious", "polarity", "label")}
    averages = {name: words[name] for name in ("micro", "macro", "population")}
    known = {"driver": drivers, "kind": kinds, "average": averages}
    known |= {"by_coder": classes, "by_voc": classes}
    if "neutral" in table:
        known["reference"] = classes
    return table.assign(
        **{
            column: [to.get(cell, cell) for cell in table[column]]
            for column, to in known.items()
            if column in table
        }
    )


def _write_table(workbook: Any, name: str, table: pd.DataFrame, language: Language) -> None:
    def style(**properties: object) -> int:
        return int(workbook.add_format(properties)._get_xf_index())

    sheet = workbook.add_worksheet(name, TableSheet)
    columns = [str(column) for column in table.columns]
    text = style(quote_prefix=True)
    styles = Styles(
        heading=style(bold=True, bg_color="#EDEFF3", bottom=1, valign="top", quote_prefix=True),
        text=text,
        numbers=[style(num_format=_number_format(column)) for column in columns],
        dates=[text] * len(columns),
    )
    headings = [cell_text(_heading(column, language)) for column in columns]
    sheet.fill(table, headings, styles)
    for place, column in enumerate(columns):
        width = _WIDE.get(column, max(10, display_width(headings[place]) + 4))
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table), len(columns) - 1)


def _number_format(column: str) -> str:
    name = column.removeprefix("run_").removesuffix("_low").removesuffix("_high")
    return "0.0%" if name in _SHARES else "0.00" if name == "kappa" else "#,##0"


def _heading(column: str, language: Language) -> str:
    """run_recall_low → 查全率（全部评论）下限."""
    name = column.removeprefix("run_").removesuffix("_low").removesuffix("_high")
    heading = choose(COLUMNS[name], language)
    for mark, key in (("run_", "run"), ("_low", "low"), ("_high", "high")):
        if column.startswith(mark) or column.endswith(mark):
            heading += choose(COLUMNS[key], language)
    return shown(heading)
