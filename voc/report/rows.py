"""The rows that the page shows: tables turned into texts, strips and quotes. No HTML here."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from voc.lexicon import DIMENSIONS
from voc.lexicon.dimensions import OVERALL
from voc.report.data import MIN_MENTIONS
from voc.report.figures import (
    impact_strip,
    polarity_of_impact,
    polarity_strip,
    satisfaction_strip,
)
from voc.report.formats import (
    MISSING,
    count,
    interval,
    is_missing,
    number,
    number_or_nan,
    percent,
    shown,
)
from voc.report.names import SERVQUAL
from voc.report.quotes import Quote, QuoteBook
from voc.report.tables import PlainTable, period_name, plain_table
from voc.report.words import Language, choose, texts

DRIVERS_SHOWN = 100
GROUPS_SHOWN = 40
SEGMENTS_SHOWN = 12
DIFFERENCES_SHOWN = 12
SIGNIFICANT = 0.05


@dataclass(frozen=True)
class Impact:
    """An impact as text and strip; `tone` is ``neutral`` when its interval contains 0."""

    value: str
    interval: str
    tone: str
    strip: str


@dataclass(frozen=True)
class MeasureRow:
    """A driver or a dimension with everything its line shows, and raw values to sort by."""

    label: str
    sublabel: str
    mentions: str
    share: str
    judged: str
    satisfaction: str
    interval: str
    strip: str
    positive: str
    negative: str
    polarity: str
    impact: Impact | None
    quotes: tuple[Quote, ...]
    rare: bool
    verdict: bool
    sort: Mapping[str, float]


@dataclass(frozen=True)
class GroupRow:
    """A segment's group or a period."""

    label: str
    n: str
    satisfaction: str
    interval: str
    strip: str
    score: str
    score_interval: str
    test: str
    differs: bool


@dataclass(frozen=True)
class GroupTable:
    """The groups of one segment column, or the periods, and the drivers that differ there."""

    heading: str
    rows: tuple[GroupRow, ...]
    hidden: int
    has_score: bool
    differences: PlainTable | None
    figure: str = ""


def driver_rows(
    drivers: pd.DataFrame, judged: Mapping[str, int], book: QuoteBook, language: Language
) -> list[MeasureRow]:
    """Return the drivers, least satisfied first; those rarely mentioned come last.

    `judged` has the number of comments that judge a driver, by its id.
    """
    ranked = drivers.assign(rare=drivers["mentions"] < MIN_MENTIONS)
    ranked = ranked.sort_values(["rare", "satisfaction"], kind="stable").head(DRIVERS_SHOWN)
    limit = impact_limit(ranked)
    rows = []
    for row in ranked.to_dict("records"):
        label = shown(row[f"label_{language}"])
        quotes = book.quotes(row.get("quotes"), str(row["driver"]))
        sublabel = dimension_name(row["dimension"], language)
        evaluated = judged.get(str(row["driver"]), 0)
        rows.append(_measure_row(row, label, sublabel, quotes, limit, evaluated, language))
    return rows


def dimension_rows(
    dimensions: pd.DataFrame, judged: Mapping[str, int], language: Language
) -> tuple[list[MeasureRow], list[MeasureRow]]:
    """Return the five SERVQUAL dimensions and those outside it, in their fixed order."""
    limit = impact_limit(dimensions)
    records = {str(row["dimension"]): row for row in dimensions.to_dict("records")}
    other: Language = "en" if language == "zh" else "zh"
    groups: tuple[list[MeasureRow], list[MeasureRow]] = ([], [])
    for name, pair in DIMENSIONS.items():
        if name in records:
            labels = choose(pair, language), choose(pair, other)
            evaluated = judged.get(name, 0)
            row = _measure_row(records[name], *labels, (), limit, evaluated, language)
            groups[0 if name in SERVQUAL else 1].append(row)
    return groups


def dimension_name(dimension: object, language: Language) -> str:
    """Return the name of a dimension; one that the codebook made up keeps its id."""
    pair = DIMENSIONS.get(str(dimension))
    return choose(pair, language) if pair else shown(dimension, 40)


def impact_limit(table: pd.DataFrame) -> float:
    """Return the half width of the common impact scale: the largest limit in the table."""
    columns = [name for name in ("impact", "impact_low", "impact_high") if name in table]
    if not columns or table.empty:
        return 0.0
    frequent = table[table["mentions"] >= MIN_MENTIONS]
    largest = float(frequent[columns].abs().max().max())
    return 0.0 if math.isnan(largest) else largest


def _measure_row(
    row: Mapping[Any, Any],
    label: str,
    sublabel: str,
    quotes: tuple[Quote, ...],
    limit: float,
    judged: int,
    language: Language,
) -> MeasureRow:
    words = texts(language)
    value, low, high = (number_or_nan(row[name]) for name in ("satisfaction", "low", "high"))
    parts = {name: number_or_nan(row[name]) for name in ("positive", "neutral", "negative")}
    total = sum(parts.values())
    shares = {
        name: percent(part / total, 0) if total > 0 else MISSING for name, part in parts.items()
    }
    limits = interval(number(low), number(high), language)
    mentions = number_or_nan(row["mentions"])
    return MeasureRow(
        label=label,
        sublabel=sublabel,
        mentions=words["mentions_value"].format(n=count(mentions)),
        share=percent(number_or_nan(row["share"])),
        judged=words["judged_value"].format(n=count(judged)),
        satisfaction=number(value),
        interval=interval(number(low), number(high), language, key="to"),
        strip=satisfaction_strip(
            value, low, high, f"{words['satisfaction']} {number(value)}, {limits}"
        ),
        positive=shares["positive"],
        negative=shares["negative"],
        polarity=polarity_strip(
            parts["positive"],
            parts["neutral"],
            parts["negative"],
            words["stack_desc"].format(**shares),
        ),
        impact=impact_cell(row, limit, language),
        quotes=quotes,
        rare=mentions < MIN_MENTIONS,
        verdict=row["dimension"] == OVERALL,
        sort={
            "satisfaction": sortable(value),
            "mentions": -mentions,
            "impact": sortable(number_or_nan(row.get("impact"))),
        },
    )


def impact_cell(row: Mapping[Any, Any], limit: float, language: Language) -> Impact | None:
    """Return an impact with its interval on a scale of half width `limit`; None without one."""
    value, low, high = (
        number_or_nan(row.get(name)) for name in ("impact", "impact_low", "impact_high")
    )
    if is_missing(value):
        return None
    limits = interval(number(low, 2, signed=True), number(high, 2, signed=True), language, key="to")
    text = number(value, 2, signed=True)
    description = f"{texts(language)['impact']} {text}, {limits}"
    strip = impact_strip(value, low, high, limit, description)
    return Impact(text, limits, polarity_of_impact(value, low, high), strip)


def sortable(value: float) -> float:
    """A missing value sorts last."""
    return 1e9 if is_missing(value) else value


def group_tables(
    table: pd.DataFrame,
    by: str,
    labels: Mapping[str, str],
    language: Language,
    figures: Mapping[str, str] | None = None,
) -> list[GroupTable]:
    """Return one table for each segment column, or one for the trend.

    Parameters
    ----------
    table : pandas.DataFrame
        `segments` or `trends`; rows with driver ``all`` stand for the whole group.
    by : str
        Column with the groups: ``value`` of segments, ``period`` of trends.
    labels : mapping
        Names to show for driver ids.
    language : {"zh", "en"}
    figures : mapping, optional
        SVG by segment column.
    """
    parts = table.groupby("segment", sort=False) if "segment" in table else [("", table)]
    found = []
    for heading, part in parts:
        whole = part[part["driver"] == "all"]
        rows = tuple(
            _group_row(row, by, language) for row in whole.tail(GROUPS_SHOWN).to_dict("records")
        )
        differences = _differences(part, by, labels, language)
        found.append(
            GroupTable(
                heading=shown(heading, 60),
                rows=rows,
                hidden=max(0, len(whole) - GROUPS_SHOWN),
                has_score=bool(whole["score"].notna().any()),
                differences=differences if differences.rows else None,
                figure=(figures or {}).get(str(heading), ""),
            )
        )
    return found[:SEGMENTS_SHOWN]


def _differences(
    part: pd.DataFrame, by: str, labels: Mapping[str, str], language: Language
) -> PlainTable:
    """Return the drivers that differ from the rest, surest first."""
    clear = part[(part["driver"] != "all") & (part["p_adjusted"] < SIGNIFICANT)]
    clear = clear.sort_values("p_adjusted", kind="stable")
    limits = partial(_limits, low="low", high="high", language=language)
    rows = [
        {
            "level" if by == "value" else by: _group_name(row, by),
            "driver": labels.get(row["driver"], row["driver"]),
            "mentions": row["mentions"],
            "satisfaction": f"{number(row['satisfaction'])} ({limits(row)})",
            "p_adjusted": row["p_adjusted"],
        }
        for row in clear.to_dict("records")
    ]
    return plain_table(pd.DataFrame(rows), language, DIFFERENCES_SHOWN)


def _limits(row: Mapping[Any, Any], low: str, high: str, language: Language) -> str:
    texts_of = (number(number_or_nan(row[low])), number(number_or_nan(row[high])))
    return interval(*texts_of, language, key="to")


def _group_name(row: Mapping[Any, Any], by: str) -> str:
    return period_name(row[by], str(row["freq"])) if by == "period" else shown(row[by], 60)


def _group_row(row: Mapping[Any, Any], by: str, language: Language) -> GroupRow:
    words = texts(language)
    value, low, high = (number_or_nan(row[name]) for name in ("satisfaction", "low", "high"))
    limits = interval(number(low), number(high), language)
    description = f"{words['satisfaction']} {number(value)}, {limits}"
    p = number_or_nan(row["p_adjusted"])
    test = words["untested"]
    if not is_missing(p):
        amount = "p < 0.001" if p < 0.001 else f"p = {number(p, 3)}"
        test = words["differs" if p < SIGNIFICANT else "same"].format(p=amount)
    return GroupRow(
        label=_group_name(row, by),
        n=count(number_or_nan(row["n"])),
        satisfaction=number(value),
        interval=_limits(row, "low", "high", language),
        strip=satisfaction_strip(value, low, high, description),
        score=number(number_or_nan(row["score"])),
        score_interval=_limits(row, "score_low", "score_high", language),
        test=test,
        differs=p < SIGNIFICANT,
    )
