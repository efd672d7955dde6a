"""The workbook: one sheet a table, typed cells, and no text that Excel could run or follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from voc.lexicon import DIMENSIONS
from voc.repeated import coded
from voc.report.data import ReportData
from voc.report.formats import (
    CELL_LIMIT,
    cell_text,
    count,
    display_width,
    flat_settings,
    is_missing,
    joined,
    printable,
    values,
)
from voc.report.names import METRICS, SHEETS, column_name
from voc.report.names_studies import STUDY_SHEETS
from voc.report.sharing import uncrossed
from voc.report.study_sheets import (
    ONLY_DRAWN,
    notes_table,
    number_format,
    ordered_studies,
    sheet_name,
    study_table,
    topic_labels,
)
from voc.report.words import Language, check_language, choose, texts

if TYPE_CHECKING:
    from xlsxwriter import Workbook

ROW_LIMIT = 1_048_575  # below the header
COLUMN_LIMIT = 16_384
_WIDTH_SAMPLE = 500
_WIDEST = 60

_ALWAYS = ("metrics", "drivers", "dimensions", "comments", "opinions", "manifest")
# A column of the source may bear the name that a study has for another thing.
_SOURCE_COLUMNS = ("comments", "rejected")
_SIGNED = "+0.00;-0.00;0.00"
_MEASURES = {
    "mentions": "#,##0",
    "share": "0.0%",
    "positive": "#,##0",
    "neutral": "#,##0",
    "negative": "#,##0",
    "satisfaction": "0.0",
    "low": "0.0",
    "high": "0.0",
    "impact": _SIGNED,
    "impact_low": _SIGNED,
    "impact_high": _SIGNED,
    **{
        f"impact_{side}{end}": _SIGNED
        for side in ("negative", "positive", "shared")
        for end in ("", "_low", "_high")
    },
    "importance": "0.0%",
    "importance_low": "0.0%",
    "importance_high": "0.0%",
    "negative_share": "0.0%",
    "difference": _SIGNED,
    "difference_low": _SIGNED,
    "difference_high": _SIGNED,
    "effect_size": _SIGNED,
    "score": "0.0",
    "score_low": "0.0",
    "score_high": "0.0",
    "n": "#,##0",
    "p_value": "0.0000",
    "p_adjusted": "0.0000",
}
# By sheet, since a source column of the comments may bear one of these names for another thing.
_NUMBER_FORMATS: dict[str, dict[str, str]] = {
    "metrics": {"value": "0.00", "low": "0.00", "high": "0.00", "n": "#,##0"},
    "drivers": _MEASURES,
    "dimensions": _MEASURES,
    "segments": _MEASURES,
    "trends": _MEASURES,
    "topics": {**_MEASURES, "size": "#,##0", "sentiment": _SIGNED, "covered": "0%", "match": "0%"},
    "comments": {
        "sentiment": _SIGNED,
        "confidence": "0%",
        "positive_part": "0.00",
        "negative_part": "0.00",
        "score": "0.0",
    },
    "opinions": {"polarity": _SIGNED},
}


def write_excel(data: ReportData, path: str | Path, language: str = "zh") -> None:
    """Write the tables of a run to a workbook.

    Numbers, dates and percentages are cells of their kind; lists are joined with 、. Text is only
    ever text: it becomes neither a formula nor a link. What Excel cannot hold is cut, and a sheet
    says so.

    Parameters
    ----------
    data : ReportData
    path : str or Path
        File to write.
    language : {"zh", "en"}
        Language of sheet names, headings and the names of drivers, dimensions and labels.

    Raises
    ------
    VocError
        If the workbook has no such language.
    """
    from xlsxwriter import Workbook

    chosen = check_language(language)
    with Workbook(str(path)) as workbook:
        writer = _Writer(workbook, chosen)
        for key, table in _sheets(data, chosen).items():
            if table is not None and (key in _ALWAYS or not table.empty):
                writer.write(key, table)
        if writer.notes:
            heading = choose(SHEETS["notes"], chosen)
            writer.write("notes", pd.DataFrame({heading: list(writer.notes)}))


def _sheets(data: ReportData, language: Language) -> dict[str, pd.DataFrame | None]:
    """Return the tables in the order of the sheets, with names in place of ids."""
    names = {key: choose(pair, language) for key, pair in SHEETS.items()}
    return {
        "metrics": _named_metrics(data.metrics, language),
        "drivers": study_table("drivers", data.drivers, data, language, keep="driver"),
        "dimensions": study_table("dimensions", data.dimensions, data, language, keep="dimension"),
        "topics": None
        if data.topics is None
        else study_table("topics", data.topics, data, language),
        "segments": study_table("segments", _or_empty(data.segments), data, language),
        "trends": study_table("trends", _or_empty(data.trends), data, language),
        **{
            key: study_table(key, data.studies[key], data, language)
            for key in ordered_studies(data.studies)
            if key not in ONLY_DRAWN
        },
        "comments": _named(uncrossed(data), data.drivers, language, data.topics),
        "opinions": _named(data.opinions, data.drivers, language),
        "rejected": data.rejected,
        "remarks": notes_table(data.manifest.get("notes", ()), names, language),
        "manifest": _manifest_table(data.manifest, language),
    }


def _or_empty(table: pd.DataFrame | None) -> pd.DataFrame:
    return pd.DataFrame() if table is None else table


class _Writer:
    """Writes tables as sheets of one workbook and keeps `notes` of what did not fit."""

    def __init__(self, workbook: Workbook, language: Language) -> None:
        self.notes: list[str] = []
        self._names: list[str] = []
        self._workbook = workbook
        self._language = language
        self._styles: dict[str | None, int] = {}
        # The prefix keeps =1+1 a text even when somebody edits the cell and presses Enter.
        header = {"bold": True, "bg_color": "#EDEFF3", "bottom": 1, "valign": "top"}
        self._heading = self._index({**header, "quote_prefix": True})
        self._text = self._index({"quote_prefix": True})

    def write(self, key: str, table: pd.DataFrame) -> None:
        """Write one table as a sheet with a frozen, filterable heading."""
        name = sheet_name(key, self._language, self._names)
        kept = self._fitting(table, name)
        from voc.report.sheet import Styles, TableSheet

        sheet = self._workbook.add_worksheet(name, TableSheet)
        study = key not in _SOURCE_COLUMNS
        headings = [
            cell_text(column_name(column, self._language, study=study)) for column in kept.columns
        ]
        codes = _formats(key, kept)
        columns = range(len(headings))
        styles = Styles(
            heading=self._heading,
            text=self._text,
            numbers=[self._style(codes.get(str(column))) for column in kept.columns],
            dates=[self._style(_date_code(kept.iloc[:, place])) for place in columns],
        )
        sheet.fill(kept, headings, styles)
        for place in columns:
            width = _column_width(headings[place], kept.iloc[:_WIDTH_SAMPLE, place])
            sheet.set_column(place, place, width)
        sheet.freeze_panes(1, 0)
        if headings:
            sheet.autofilter(0, 0, len(kept), len(headings) - 1)

    def _fitting(self, table: pd.DataFrame, name: str) -> pd.DataFrame:
        """Return as much of a table as a sheet can hold, with a note of what is missing."""
        words = texts(self._language)
        if len(table) > ROW_LIMIT:
            rows, kept = count(len(table)), count(ROW_LIMIT)
            self.notes.append(words["cut_rows"].format(sheet=name, rows=rows, kept=kept))
        if table.shape[1] > COLUMN_LIMIT:
            columns, kept = count(table.shape[1]), count(COLUMN_LIMIT)
            self.notes.append(words["cut_columns"].format(sheet=name, columns=columns, kept=kept))
        fitting = table.iloc[:ROW_LIMIT, :COLUMN_LIMIT]
        cut = sum(_too_long_cells(fitting.iloc[:, place]) for place in range(fitting.shape[1]))
        if cut:
            self.notes.append(words["cut_cells"].format(sheet=name, cells=count(cut)))
        return fitting

    def _style(self, code: str | None) -> int:
        """Return the index of a number format."""
        if code not in self._styles:
            properties = {"num_format": code} if code else {}
            self._styles[code] = self._index(properties)
        return self._styles[code]

    def _index(self, properties: dict[str, Any]) -> int:
        return int(self._workbook.add_format(properties)._get_xf_index())


def _formats(key: str, table: pd.DataFrame) -> dict[str, str]:
    """Return the number formats of a sheet's columns; those of source columns stay Excel's."""
    if key in SHEETS and key not in STUDY_SHEETS:
        return _NUMBER_FORMATS.get(key, {})
    return {str(column): number_format(key, str(column)) for column in table.columns}


def _too_long_cells(column: pd.Series) -> int:
    """How many cells of a column are cut; what repeats is looked at once."""
    if pd.api.types.is_numeric_dtype(column):
        return 0
    if isinstance(column.dtype, pd.CategoricalDtype):
        long = [isinstance(value, str) and _too_long(value) for value in column.cat.categories]
        return int(np.array([*long, False])[column.cat.codes].sum())
    if isinstance(column.dtype, pd.StringDtype):
        column = column[column.str.len().fillna(0) * 2 > CELL_LIMIT]
    return sum(_too_long(value) for value in values(column) if isinstance(value, str))


def _too_long(value: str) -> bool:
    return 2 * len(value) > CELL_LIMIT and cell_text(value) != printable(value)


def _column_width(heading: str, sample: pd.Series) -> float:
    """Return a width that fits heading and cells; the filter button needs room as well."""
    widest: float = display_width(heading) + 4
    for value in sample:
        if is_missing(value):
            continue
        if isinstance(value, dt.date):
            text = "2024-01-01 00:00"
        elif isinstance(value, (float, np.floating)):
            text = f"{value:.2f}"
        else:
            text = joined(value)[:_WIDEST]
        widest = max(widest, display_width(text) + 2)
        if widest >= _WIDEST:
            return _WIDEST
    return widest


def _date_code(column: pd.Series) -> str:
    """Return the format of a column's dates: with the time of day only where there is one."""
    if not pd.api.types.is_datetime64_any_dtype(column):
        return "yyyy-mm-dd"
    days = column.dropna()
    return "yyyy-mm-dd" if (days == days.dt.normalize()).all() else "yyyy-mm-dd hh:mm"


def _named_metrics(metrics: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return the metrics with a readable name before each id."""
    names = [choose(METRICS.get(str(key), (str(key),) * 2), language) for key in metrics["metric"]]
    return pd.concat([pd.Series(names, metrics.index, name="metric_name"), metrics], axis=1)


def _named(
    table: pd.DataFrame | None,
    drivers: pd.DataFrame,
    language: Language,
    topics: pd.DataFrame | None = None,
) -> pd.DataFrame | None:
    """Return a table with the names of drivers, topics … and labels instead of their ids."""
    if table is None:
        return None
    labels = drivers[f"label_{language}"]
    names: dict[str, dict[Any, Any]] = {
        "driver": dict(zip(drivers["driver"], labels, strict=True)),
        "dimension": {key: choose(pair, language) for key, pair in DIMENSIONS.items()},
        "label": {key: texts(language)[key] for key in ("positive", "neutral", "negative")},
    }
    names["driver"]["all"] = texts(language)["all_drivers"]
    names |= {"drivers": names["driver"], "dimensions": names["dimension"]}
    if topics is not None:
        names["topics"] = topic_labels(topics)
    return table.assign(
        **{
            column: _names(table[column], known)
            for column, known in names.items()
            if column in table
        }
    )


def _names(cells: pd.Series, names: Mapping[Any, Any]) -> Any:
    """Names in place of ids; lists of the same ids are one list in memory."""
    if isinstance(cells.dtype, (pd.CategoricalDtype, pd.StringDtype)):
        known = cells.astype("category").cat
        places, named = pd.factorize(pd.Index([names.get(key, key) for key in known.categories]))
        return coded(np.append(places, -1)[known.codes], named)
    lists: dict[tuple[Any, ...], list[Any]] = {}
    found = []
    for cell in cells:
        if isinstance(cell, (list, tuple, np.ndarray)):
            ids = tuple(cell)
            if ids not in lists:
                lists[ids] = [names.get(part, part) for part in ids]
            found.append(lists[ids])
        else:
            found.append(cell if is_missing(cell) else names.get(cell, cell))
    return found


def _manifest_table(manifest: Mapping[str, Any], language: Language) -> pd.DataFrame:
    """Return the manifest as two columns of text; its notes have a sheet of their own."""
    words = texts(language)
    told = {key: value for key, value in manifest.items() if key != "notes"}
    return pd.DataFrame(flat_settings(told), columns=[words["item"], words["value"]])
