"""Two waves beside each other: the table of what changed, as text, HTML and a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from voc.errors import VocError
from voc.files import expanded, whole_file
from voc.report.csv_file import write_csv
from voc.report.formats import (
    MISSING,
    cell_text,
    count,
    display_width,
    fit_width,
    is_missing,
    joined,
    number,
    percent,
    shown,
)
from voc.report.words import Language, check_language, choose
from voc.report.words_waves import CHANGES, COLUMNS, wave_words

__all__ = ["Comparison"]

_LEVEL = 0.05
_ONE_TABLE = 160  # half-width columns; in fewer the shares and the sentiments stand apart
_SHARES = 7  # of the columns for a reader, before those of the sentiment
_WORDS_SHOWN = 4
_LABEL_WIDTH = 26
_WORDS_WIDTH = 30
_WIDE = {"label": 26, "label_earlier": 26, "words": 60}
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Comparison:
    """What changed from one wave to the next, shown as text and in notebooks.

    Attributes
    ----------
    table : DataFrame
        A row for each topic: topic_earlier and topic_later, its numbers in the two runs (missing
        where a run has no such topic); label and words, those of the later run; label_earlier;
        match 0…1; and the columns of `voc.comparing.compare_waves`.
    names : tuple of str
        Of the inputs of the two runs.
    respondents : tuple of int
        Who wrote in either wave.
    by_id : bool
        The later run goes on with the topics of the earlier one; otherwise each found its own, and
        they are paired by their words.
    unpaired : tuple of str
        Labels of topics of the later run that the comparison cannot speak of.
    same_sentiment : bool
        One model judged the sentiment of both waves.
    language : {"zh", "en"}
    """

    table: pd.DataFrame
    names: tuple[str, str]
    respondents: tuple[int, int]
    by_id: bool
    unpaired: tuple[str, ...] = ()
    same_sentiment: bool = True
    language: Language = "zh"

    def summary(self, language: str | None = None, *, width: int | None = None) -> str:
        """What changed, the table and the notes, as text.

        Parameters
        ----------
        language : {"zh", "en"}, optional
        width : int, optional
            Of the table, in half-width columns; by default that of the terminal.
        """
        chosen = check_language(language or self.language)
        lines = [self._title(chosen), "", *_told(self.table, chosen), ""]
        return "\n".join([*lines, self._grid(chosen, width), "", *self.notes(chosen)])

    def notes(self, language: str | None = None) -> list[str]:
        """What to bear in mind.

        Parameters
        ----------
        language : {"zh", "en"}, optional
        """
        chosen = check_language(language or self.language)
        notes = [wave_words("by_id" if self.by_id else "by_words", chosen)]
        notes.append(wave_words("measured", chosen))
        if self.unpaired:
            notes.append(wave_words("own_topics", chosen, labels=_listed(self.unpaired, chosen)))
        if not self.same_sentiment:
            notes.append(wave_words("other_sentiment", chosen))
        return notes

    def save(self, path: str | Path, *, language: str | None = None, force: bool = False) -> Path:
        """Write the table as .xlsx or .csv; returns the path.

        Parameters
        ----------
        path : str or Path
        language : {"zh", "en"}, optional
            Of the workbook; a .csv has the names of the columns of `table`.
        force : bool
            Replace the file if it is there.

        Raises
        ------
        VocError
            The name ends otherwise, or the file exists or cannot be written.
        """
        chosen = check_language(language or self.language)
        kind = expanded(path).suffix.lower()
        if kind not in (".xlsx", ".csv"):
            raise VocError("report.comparison-suffix", where=str(path))
        with whole_file(path, force=force) as temporary:
            if kind == ".xlsx":
                self._write_workbook(temporary, chosen)
            else:
                written = self.table.assign(words=self.table["words"].map(joined))
                write_csv(written, temporary)
        return expanded(path)

    def __str__(self) -> str:
        return self.summary()

    __repr__ = __str__

    def _repr_html_(self) -> str:
        chosen = self.language
        told = "".join(f"<li>{escape(line)}</li>" for line in _told(self.table, chosen))
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes(chosen))
        grid = _readable(self.table, chosen).to_html(index=False, escape=True, border=0)
        return f"<p><b>{escape(self._title(chosen))}</b></p><ul>{told}</ul>{grid}{notes}"

    def _title(self, language: Language) -> str:
        (earlier, later), (n_earlier, n_later) = self.names, self.respondents
        return wave_words(
            "title",
            language,
            earlier=shown(earlier, 60),
            later=shown(later, 60),
            n_earlier=count(n_earlier),
            n_later=count(n_later),
        )

    def _grid(self, language: Language, width: int | None) -> str:
        from rich.console import Console

        readable = _readable(self.table, language)
        console = Console(width=width, highlight=False, markup=False)
        parts = [readable]
        if console.width < _ONE_TABLE:
            parts = [
                readable.iloc[:, [0, *range(2, _SHARES)]],
                readable.iloc[:, [0, *range(_SHARES, 10)]],
            ]
        with console.capture() as capture:
            for part in parts:
                console.print(_grid_of(part))
        return "\n".join(line.rstrip() for line in capture.get().rstrip().split("\n"))

    def _write_workbook(self, path: Path, language: Language) -> None:
        from xlsxwriter import Workbook

        from voc.report.sheet import Styles, TableSheet

        table = self.table.assign(
            change=[choose(CHANGES[change], language) for change in self.table["change"]]
        )
        notes = pd.DataFrame({"notes": [self._title(language), *self.notes(language)]})
        with Workbook(str(path)) as workbook:

            def style(**properties: object) -> int:
                return int(workbook.add_format(properties)._get_xf_index())

            text = style(quote_prefix=True)
            look = {"bold": True, "bg_color": "#EDEFF3", "bottom": 1, "valign": "top"}
            heading = style(**look, quote_prefix=True)
            for key, content in (("sheet", table), ("notes_sheet", notes)):
                name = wave_words(key, language)
                sheet = workbook.add_worksheet(name, TableSheet)
                headings = [cell_text(_heading(str(column), name, language)) for column in content]
                numbers = [style(num_format=_number_format(str(column))) for column in content]
                sheet.fill(content, headings, Styles(heading, text, numbers, [text] * len(numbers)))
                for place, column in enumerate(content.columns):
                    wide = _WIDE.get(str(column), max(10, display_width(headings[place]) + 4))
                    sheet.set_column(place, place, 120 if key == "notes_sheet" else wide)
                sheet.freeze_panes(1, 0)


def _grid_of(readable: pd.DataFrame) -> Any:
    from rich.table import Table
    from rich.text import Text

    grid = Table(show_lines=False, expand=False)
    for place, heading in enumerate(readable.columns):
        grid.add_column(heading, overflow="fold", no_wrap=place == 0)
    for row in readable.itertuples(index=False):
        grid.add_row(*(Text(cell) for cell in row))
    return grid


def _told(table: pd.DataFrame, language: Language) -> list[str]:
    """One line for each kind of change that is significant."""
    lines = []
    for change in ("appeared", "grew", "shrank", "vanished"):
        labels = table.loc[table["change"] == change, "label"]
        if len(labels):
            named = choose(CHANGES[change], language)
            listed = _listed(labels, language)
            lines.append(wave_words("told", language, change=named, labels=listed))
    lines = lines or [wave_words("nothing", language)]
    moved = table[table["sentiment_p_adjusted"] < _LEVEL]
    for key, rows in (
        ("better", moved[moved["sentiment_difference"] > 0]),
        ("worse", moved[moved["sentiment_difference"] < 0]),
    ):
        if len(rows):
            lines.append(wave_words(key, language, labels=_listed(rows["label"], language)))
    return [f"{line[:1].upper()}{line[1:]}" for line in lines]


def _listed(labels: Any, language: Language) -> str:
    return wave_words("separator", language).join(shown(label, 60) for label in labels)


def _readable(table: pd.DataFrame, language: Language) -> pd.DataFrame:
    """The columns that a reader needs, as text; what changed most first."""
    order = {change: place for place, change in enumerate(CHANGES)}
    ranked = table.assign(
        _change=table["change"].map(order), _size=-table["difference"].abs()
    ).sort_values(["_change", "_size"], kind="stable")
    rows = [_cells(row, language) for row in ranked.to_dict("records")]
    columns = [
        *(choose(COLUMNS[name], language) for name in ("label", "words", "match")),
        wave_words("shares", language),
        wave_words("change_of_share", language),
        *(choose(COLUMNS[name], language) for name in ("p_adjusted", "change")),
        wave_words("sentiments", language),
        wave_words("change_of_sentiment", language),
        choose(COLUMNS["sentiment_p_adjusted"], language),
    ]
    return pd.DataFrame(rows, columns=columns)


def _cells(row: Row, language: Language) -> list[str]:
    words = wave_words("separator", language).join(map(str, row["words"][:_WORDS_SHOWN]))
    return [
        fit_width(shown(row["label"]), _LABEL_WIDTH),
        fit_width(shown(words), _WORDS_WIDTH),
        number(row["match"], 2),
        f"{percent(row['share_earlier'])} → {percent(row['share_later'])}",
        _within(row, "difference", 100, 1, language),
        _p(row["p_adjusted"]),
        choose(CHANGES[row["change"]], language),
        " → ".join(
            number(row[name], 2, signed=True) for name in ("sentiment_earlier", "sentiment_later")
        ),
        _within(row, "sentiment_difference", 1, 2, language),
        _p(row["sentiment_p_adjusted"]),
    ]


def _within(row: Row, name: str, scale: float, digits: int, language: Language) -> str:
    """A difference with its interval."""
    value, low, high = (
        number(row[key] * scale, digits, signed=True)
        for key in (name, f"{name}_low", f"{name}_high")
    )
    if MISSING in (low, high):
        return value
    return wave_words("within", language, value=value, low=low, high=high)


def _p(value: float) -> str:
    if is_missing(value):
        return MISSING
    return "<0.001" if value < 0.001 else number(value, 3)


def _heading(column: str, sheet: str, language: Language) -> str:
    """share_later_low → 本期占比下限."""
    for end in ("low", "high"):
        if column.endswith(f"_{end}"):
            name = choose(COLUMNS[column.removesuffix(f"_{end}")], language)
            limit = choose(COLUMNS[end], language)
            return name + ("" if language == "zh" else " ") + limit
    return choose(COLUMNS[column], language) if column in COLUMNS else sheet


def _number_format(column: str) -> str:
    if column.startswith(("share", "difference")):
        return "0.0%"
    if column.startswith(("sentiment", "match")):
        return "0.000" if "p_" in column else "0.00"
    return "0.000" if column.startswith("p_") else "0"
