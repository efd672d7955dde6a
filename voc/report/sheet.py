"""A worksheet that writes a whole table at once: typed cells, text that is only ever text.

Cell by cell through the public methods of xlsxwriter, 61,000 comments with their opinions took
39 s; this takes a fifth of it. Everything but the rows is xlsxwriter's own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from voc.report.formats import cell_text, is_missing, joined, values

_EXACT = 10**15  # Excel keeps 15 digits; a longer order number would be changed
_FIRST_YEAR = 1901  # Excel's calendar is wrong before March 1900
_EPOCH = dt.datetime(1899, 12, 30)
_CHUNK = 5000
_SHORT = 10_000  # characters that surely fit into a cell
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read _x0041_ as the letter A


@dataclass(frozen=True)
class Styles:
    """Format indices: of headings, of text, and by column of numbers and of dates."""

    heading: int
    text: int
    numbers: Sequence[int]
    dates: Sequence[int]


class TableSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """A worksheet whose rows come from one table when the workbook is closed."""

    def fill(self, table: pd.DataFrame, headings: Sequence[str], styles: Styles) -> None:
        """Set the table to write, below a row of headings."""
        self._table = table
        self._headings = headings
        self._styles = styles
        # The sheet learns its extent from its corners; their content comes from _write_rows.
        self.write_number(0, 0, 0)
        self.write_number(len(table), max(0, len(headings) - 1), 0)

    def _write_rows(self) -> None:
        """Write all rows: called by xlsxwriter between the tags of the sheet's data."""
        letters = [xl_col_to_name(place) for place in range(len(self._headings))]
        heading = [_text_cell(name, self._styles.heading) for name in self._headings]
        self.fh.write(_row_xml(1, letters, heading))
        for start in range(0, len(self._table), _CHUNK):
            chunk = self._table.iloc[start : start + _CHUNK]
            columns = [
                _cells(chunk.iloc[:, place], self._styles, place) for place in range(chunk.shape[1])
            ]
            rows = zip(*columns, strict=True)
            self.fh.writelines(
                _row_xml(number, letters, cells) for number, cells in enumerate(rows, start + 2)
            )


def _row_xml(number: int, letters: Sequence[str], cells: Sequence[str]) -> str:
    content = "".join(
        [
            f'<c r="{letter}{number}"{cell}'
            for letter, cell in zip(letters, cells, strict=True)
            if cell
        ]
    )
    return f'<row r="{number}">{content}</row>'


def _cells(column: pd.Series, styles: Styles, place: int) -> list[str]:
    """Return what follows the address of each cell of a column; equal values are written once."""
    cells = values(column)
    if column.dtype == object:  # lists cannot be looked up, and True is not 1 in a mixed column
        return [_cell(value, styles, place) for value in cells]
    written = {value: _cell(value, styles, place) for value in set(cells)}
    return [written[value] for value in cells]


def _cell(value: object, styles: Styles, place: int) -> str:
    """Return what follows the address of a cell, or nothing for an empty one."""
    if isinstance(value, str):
        return _text_cell(value, styles.text)
    if is_missing(value):
        return ""
    if isinstance(value, (bool, np.bool_)):
        return f' t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float, np.integer, np.floating)):
        amount = float(value)
        if -_EXACT < amount < _EXACT:  # + 0.0: no −0
            return f' s="{styles.numbers[place]}"><v>{amount + 0.0:.16g}</v></c>'
    elif isinstance(value, dt.date) and value.year >= _FIRST_YEAR:
        return f' s="{styles.dates[place]}"><v>{_serial(value)!r}</v></c>'
    return _text_cell(joined(value), styles.text)


def _text_cell(text: str, style: int) -> str:
    clean = cell_text(text) if len(text) > _SHORT or not text.isprintable() else text
    if not clean:
        return ""
    if "_x" in clean:
        clean = _ESCAPE.sub("_x005F_", clean)
    escaped = clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f' s="{style}" t="inlineStr"><is><t xml:space="preserve">{escaped}</t></is></c>'


def _serial(moment: dt.date) -> float:
    """Return a date as Excel counts it, in days; a time zone is dropped, the clock time kept.

    >>> _serial(dt.date(2024, 1, 1)), _serial(dt.datetime(2024, 1, 1, 12))
    (45292.0, 45292.5)
    """
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime(moment.year, moment.month, moment.day)
    return (moment.replace(tzinfo=None) - _EPOCH) / dt.timedelta(days=1)
