"""Findings about what goes with the score: complaint, praise, importance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from voc.report.data import ReportData
from voc.report.findings.finding import Finding, levers
from voc.report.formats import count, interval, number, percent, percents, shown
from voc.report.words import Language, texts

__all__ = ["costs", "priority", "wins"]


def costs(data: ReportData, language: Language, named: Sequence[str]) -> Finding | None:
    """Complaints with the most negative impact whose interval lies below 0."""
    table = _impacts(data, "impact_negative")
    certain = table[table["impact_negative_high"].round(1) < 0]  # as printed
    ranked = certain.sort_values("impact_negative", kind="stable")
    if ranked.empty or ranked["driver"].iloc[0] in named:
        return None
    words, row = texts(language), ranked.iloc[0]
    sentence = words[f"costs_{_outcome(data)}_text"].format(
        driver=_name(row, language), value=number(-row["impact_negative"])
    )
    sentence += _kano(data, row, "costs_kano", "reward", words)
    if row["quadrant"] == "concentrate_here":
        sentence += words["costs_concentrate"]
    low, high = number(-row["impact_negative_high"]), number(-row["impact_negative_low"])
    certainty = _of_many(interval(low, high, language), len(table), words)
    return Finding(words["costs"], sentence, certainty, "negative", str(row["driver"]))


def wins(data: ReportData, language: Language, named: Sequence[str]) -> Finding | None:
    """Praise with the largest impact whose interval lies above 0; else what to keep up.

    The second largest is not called the largest where an earlier sentence was about that.
    """
    table = _impacts(data, "impact_positive")
    certain = table[table["impact_positive_low"].round(1) > 0]
    ranked = certain.sort_values("impact_positive", ascending=False, kind="stable")
    if ranked.empty or ranked["driver"].iloc[0] in named:
        return _quadrant(data, language, named, "keep_up", "keeps", "positive")
    words, row = texts(language), ranked.iloc[0]
    sentence = words[f"wins_{_outcome(data)}_text"].format(
        driver=_name(row, language), value=number(row["impact_positive"])
    )
    sentence += _kano(data, row, "wins_kano", "penalty", words)
    if row["quadrant"] == "keep_up":
        sentence += words["wins_keep_up"]
    low, high = number(row["impact_positive_low"]), number(row["impact_positive_high"])
    certainty = _of_many(interval(low, high, language), len(table), words)
    return Finding(words["wins"], sentence, certainty, "positive", str(row["driver"]))


def priority(data: ReportData, language: Language, named: Sequence[str]) -> Finding | None:
    """The most important driver that is surely important and surely below the others."""
    return _quadrant(data, language, named, "concentrate_here", "priority", "negative")


def _quadrant(
    data: ReportData, language: Language, named: Sequence[str], quadrant: str, key: str, tone: str
) -> Finding | None:
    """The most important driver of a quadrant, which is given only where no interval crosses.

    What comments say comes first, then what the respondents rated.
    """
    labels = data.drivers.set_index("driver")[f"label_{language}"]
    often = labels[labels.index.isin(levers(data.drivers)["driver"])]
    for study, known, told in (
        ("quadrants", often, f"{key}_text"),
        ("quadrants_rated", labels, f"{key}_rated_text"),
    ):
        table = data.studies.get(study)
        if table is None:
            continue
        inside = table[(table["quadrant"] == quadrant) & table["driver"].isin(known.index)]
        inside = inside[~inside["driver"].isin(named)]
        if len(inside):
            row = inside.sort_values("importance", ascending=False, kind="stable").iloc[0]
            return _placed(row, shown(known[row["driver"]], 40), key, told, tone, language)
    return None


def _placed(
    row: pd.Series, driver: str, key: str, told: str, tone: str, language: Language
) -> Finding:
    words = texts(language)
    sentence = words[told].format(
        driver=driver,
        importance=percent(row["importance"], 0),
        value=number(row["satisfaction"]),
        line=number(row["satisfaction_line"]),
    )
    low, high = percents(row["importance_low"], row["importance_high"])
    certainty = words["priority_limits"].format(
        importance=interval(low, high, language, key="to"),
        satisfaction=interval(number(row["low"]), number(row["high"]), language, key="to"),
    )
    return Finding(words[key], sentence, certainty, tone, str(row["driver"]))


def _impacts(data: ReportData, column: str) -> pd.DataFrame:
    """Levers with this impact and its interval."""
    limits = [column, f"{column}_low", f"{column}_high"]
    table = levers(data.drivers)
    if not {*limits, "kano", "quadrant"} <= {*table.columns}:
        return table.iloc[:0].reindex(columns=[*table.columns, *limits])
    return table.dropna(subset=limits)


def _kano(data: ReportData, row: pd.Series, key: str, other: str, words: Mapping[str, str]) -> str:
    """What the Kano class means; that the `other` side does nothing only where it does not show."""
    told = f"{key}_{row['kano']}"
    contrast = data.studies.get("penalty_reward")
    if contrast is not None:
        found = contrast[contrast["driver"] == row["driver"]]
        low, high = (found[f"{other}_{end}"] for end in ("low", "high"))
        if len(found) and low.iloc[0] <= 0 <= high.iloc[0]:
            told = f"{told}_only" if f"{told}_only" in words else told
    return words.get(told, "")


def _outcome(data: ReportData) -> str:
    return "nps" if data.manifest.get("outcome") == "nps" else "score"


def _name(row: Mapping[Any, Any] | pd.Series, language: Language) -> str:
    return shown(row[f"label_{language}"], 40)


def _of_many(limits: str, drivers: int, words: Mapping[str, str]) -> str:
    """The interval, and what choosing the largest of several does to it."""
    if drivers == 1:
        return limits + words["stop"] + words["association"]
    return limits + words["stop"] + words["chosen_of"].format(count=count(drivers))
