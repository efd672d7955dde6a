"""What a block is, and how the cells of its table are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from voc.lexicon import DIMENSIONS
from voc.report.data import ReportData, counted, driver_names
from voc.report.formats import MISSING, count, interval, is_missing, number, percent, shown
from voc.report.names import METRICS, column_name
from voc.report.tables import PlainTable
from voc.report.words import Language, choose, texts

__all__ = [
    "Block",
    "Column",
    "Row",
    "amount",
    "figure_of",
    "joined_lead",
    "made_block",
    "named",
    "names_of",
    "notes_about",
    "plain",
    "scored_base",
    "spread",
    "told",
    "written_p",
]

ROWS_SHOWN = 30
NOTES_SHOWN = 6
NOTE_LENGTH = 400
IDS_SHOWN = 6
_LONG_LIST = re.compile(r"[a-z]\w*(?:, [a-z]\w*){8,}", re.ASCII)
_DRIVER_ID = re.compile(r"(?<![\w])[a-z][a-z_]+(?![\w])")
Names = Mapping[str, str]
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Block:
    """One part of the report: what it is, how it is computed, a picture and a table."""

    key: str
    heading: str
    lead: str
    figure: str
    table: PlainTable | None
    notes: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a block's table: the key of its heading, and how a cell is written."""

    heading: str
    written: Callable[[Row], str]
    numeric: bool = True


def made_block(
    key: str,
    data: ReportData,
    language: Language,
    *,
    figure: str = "",
    table: pd.DataFrame | None = None,
    columns: Sequence[Column] = (),
    about: Sequence[str] = (),
    base: str = "",
    limit: int = ROWS_SHOWN,
    **told_with: object,
) -> Block:
    """A block with its heading and lead from the texts, and the notes of its tables.

    Parameters
    ----------
    key : str
        `block_<key>` is its heading, `block_<key>_lead` says how it is computed.
    data : ReportData
    language : {"zh", "en"}
    figure : str
        SVG, or nothing.
    table : DataFrame, optional
        The first `limit` rows are shown.
    columns : sequence of Column
    about : sequence of str
        Tables whose notes stand below; by default that of the key.
    base : str
        How many comments or respondents the figures rest on; it ends the lead.
    **told_with
        What the lead is filled in with.
    """
    words = texts(language)
    shown_table = None
    if table is not None and not table.empty:
        rows = tuple(
            tuple(column.written(row) for column in columns)
            for row in table.head(limit).to_dict("records")
        )
        headings = tuple(_heading(column.heading, language) for column in columns)
        numeric = tuple(column.numeric for column in columns)
        shown_table = PlainTable(headings, rows, numeric, max(0, len(table) - limit))
    return Block(
        key,
        words[f"block_{key}"].format(**told_with),
        joined_lead(words[f"block_{key}_lead"].format(**told_with), base),
        figure,
        shown_table,
        notes_about(data, about or (key,), language),
        tuple(about or (key,)),
    )


def _heading(key: str, language: Language) -> str:
    words = texts(language)
    return words[key] if key in words else column_name(key, language, study=True)


def joined_lead(lead: str, base: str) -> str:
    """A lead and its base; English needs a space between sentences."""
    return f"{lead}{'' if lead.endswith('。') else ' '}{base}" if base else lead


def notes_about(
    data: ReportData, about: Sequence[str], language: Language, limit: int = NOTES_SHOWN
) -> tuple[str, ...]:
    """What the tables say of themselves, each sentence once; drivers by name, long lists cut."""
    names = {name: choose(pair, language) for name, pair in DIMENSIONS.items()}
    names |= driver_names(data.drivers, language)
    more = texts(language)["and_more"]

    def shortened(match: re.Match[str]) -> str:
        listed = match[0].split(", ")
        return ", ".join(listed[:IDS_SHOWN]) + more.format(n=len(listed) - IDS_SHOWN)

    def by_name(match: re.Match[str]) -> str:
        return names.get(match[0], match[0]) if "_" in match[0] or language == "zh" else match[0]

    found = [
        shown(_DRIVER_ID.sub(by_name, _LONG_LIST.sub(shortened, note[language])), NOTE_LENGTH)
        for note in data.manifest.get("notes", ())
        if note["about"] in about
    ]
    return tuple(dict.fromkeys(found))[:limit]


def names_of(data: ReportData, language: Language) -> dict[str, str]:
    """What drivers, dimensions and metrics are called."""
    names = {name: choose(pair, language) for name, pair in (DIMENSIONS | METRICS).items()}
    return names | driver_names(data.drivers, language)


def spread(
    language: Language,
    column: str,
    digits: int = 1,
    *,
    signed: bool = False,
    share: bool = False,
    ends: str = "",
) -> Callable[[Row], str]:
    """A value with its interval: 61.2 (58.0 to 64.1).

    `ends` names the bounds: `low` and `high` for "", else `<ends>_low` and `<ends>_high`.
    """

    def one(value: Any) -> str:
        if is_missing(value):
            return MISSING
        if share:
            return percent(float(value), digits)
        return number(float(value), digits, signed=signed)

    low, high = (f"{ends}_low", f"{ends}_high") if ends else ("low", "high")

    def written(row: Row) -> str:
        value = one(row[column])
        if is_missing(row[column]) or is_missing(row[low]):
            return value
        limits = interval(one(row[low]), one(row[high]), language, key="to")
        return f"{value} ({limits})"

    return written


def written_p(column: str = "p_adjusted") -> Callable[[Row], str]:
    """A p-value as it is usually printed."""

    def written(row: Row) -> str:
        value = row[column]
        if is_missing(value):
            return MISSING
        return "< 0.001" if value < 0.001 else number(float(value), 3)

    return written


def named(column: str, names: Names) -> Callable[[Row], str]:
    """An id by its name."""
    return lambda row: names.get(str(row[column]), shown(row[column], 40))


def plain(column: str) -> Callable[[Row], str]:
    """A text as it stands."""
    return lambda row: MISSING if is_missing(row[column]) else shown(row[column], 60)


def amount(column: str = "n") -> Callable[[Row], str]:
    """A count."""
    return lambda row: MISSING if is_missing(row[column]) else count(float(row[column]))


def figure_of(column: str, digits: int = 2) -> Callable[[Row], str]:
    """A number without an interval."""
    return lambda row: MISSING if is_missing(row[column]) else number(float(row[column]), digits)


def told(column: str, prefix: str, language: Language) -> Callable[[Row], str]:
    """A word of the program, such as a quadrant, in the language of the report."""
    words = texts(language)
    return lambda row: words.get(f"{prefix}_{row[column]}", MISSING)


def scored_base(data: ReportData, language: Language, of: str = "comments") -> str:
    """How many comments that count, or their respondents, have a score."""
    if "score" not in data.comments:
        return texts(language)[f"base_scored_{of}"].format(n=count(0))
    scored = counted(data.comments, "score", "respondent_id")
    scored = scored[scored["score"].notna()]
    amount = len(scored) if of == "comments" else scored["respondent_id"].nunique()
    return texts(language)[f"base_scored_{of}"].format(n=count(amount))
