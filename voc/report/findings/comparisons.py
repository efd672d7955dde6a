"""Findings about who differs and what changed: sudden complaints, competitors, segments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from voc.report.data import ReportData
from voc.report.findings.finding import Finding, levers
from voc.report.formats import count, number, percent, shown
from voc.report.names import METRICS, is_percent
from voc.report.rows import SIGNIFICANT
from voc.report.tables import period_name
from voc.report.words import Language, choose, texts

__all__ = ["behind", "differs", "sudden"]

_LENGTHS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
_METRICS = ("nps", "csat", "ces", "stars", "score")


def sudden(data: ReportData, language: Language, named: Sequence[str]) -> Finding | None:
    """Complaints of the last period that left the control limits of their past the furthest."""
    table = data.studies.get("alerts")
    times = data.comments["time"].dropna() if "time" in data.comments else pd.Series()
    if table is None or times.empty:
        return None
    known = levers(data.drivers).set_index("driver")[f"label_{language}"]
    table = table[(table["direction"] == "up") & table["driver"].isin(known.index)]
    table = table[~table["driver"].isin(named)]
    latest = [
        period == _period_of(times.max(), freq)
        for period, freq in zip(table["period"], table["freq"], strict=True)
    ]
    table = table[pd.Series(latest, index=table.index, dtype=bool)]
    if table.empty:
        return None
    words = texts(language)
    row = table.loc[(table["negative_share"] - table["upper"]).sort_values(kind="stable").index[-1]]
    sentence = words[f"sudden_{row.get('measure', 'mentions')}_text"].format(
        period=period_name(row["period"], str(row["freq"])),
        driver=shown(known[row["driver"]], 40),
        n=count(row["n"]),
        negative=count(row["negative"]),
        share=percent(row["negative_share"], 0),
    )
    limits = {name: percent(row[name], 0) for name in ("expected", "lower", "upper")}
    certainty = words["sudden_limits"].format(**limits)
    return Finding(words["sudden"], sentence, certainty, "negative", str(row["driver"]))


def _period_of(time: pd.Timestamp, freq: str) -> pd.Timestamp:
    """The first day of the period that holds a time."""
    return time.tz_localize(None).to_period(_LENGTHS[freq]).start_time


def behind(data: ReportData, language: Language, named: Sequence[str]) -> Finding | None:
    """The driver in which the own brand trails the most."""
    table = data.studies.get("brands")
    if table is None:
        return None
    known = levers(data.drivers).set_index("driver")[f"label_{language}"]
    against = table[table["other"] == "all"] if (table["other"] == "all").any() else table
    trailing = against[(against["position"] == "trail") & against["driver"].isin(known.index)]
    trailing = trailing[~trailing["driver"].isin(named) & (trailing["difference_high"] < 0)]
    if trailing.empty:
        return None
    words = texts(language)
    row = trailing.sort_values("difference", kind="stable").iloc[0]
    other = words["other_brands"]
    if row["other"] != "all":
        other = words["named_brand"].format(name=shown(row["other"], 40))
    sentence = words["behind_text"].format(
        own=shown(row["own"], 40),
        driver=shown(known[row["driver"]], 40),
        other=other,
        value=number(row["own_satisfaction"]),
        rest=number(row["other_satisfaction"]),
        difference=number(-row["difference"]),
    )
    certainty = _limits(row, words)
    return Finding(words["behind"], sentence, certainty, "negative", str(row["driver"]))


def differs(data: ReportData, language: Language, named: Sequence[str]) -> Finding | None:
    """The group with the largest effect that stays significant: of a metric, else of a driver."""
    return _metric_differs(data, language) or _driver_differs(data, language, named)


def _metric_differs(data: ReportData, language: Language) -> Finding | None:
    table = data.studies.get("metric_segments")
    if table is None:
        return None
    clear = table[(table["p_adjusted"] < SIGNIFICANT) & table["metric"].isin(_METRICS)]
    row = _strongest(clear)
    if row is None:
        return None
    words = texts(language)
    points = "%" if is_percent(str(row["metric"])) else ""
    sentence = words["differs_metric_text"].format(
        segment=shown(row["segment"], 40),
        value=shown(row["value"], 40),
        metric=choose(METRICS[str(row["metric"])], language),
        figure=number(row["figure"]) + points,
        difference=number(abs(row["difference"])),
        way=words[f"way_{_way(row)}"],
        n=count(row["n"]),
    )
    return _of_group(row, sentence, "", words)


def _driver_differs(data: ReportData, language: Language, named: Sequence[str]) -> Finding | None:
    table = data.segments
    if table is None or "difference" not in table:
        return None
    known = levers(data.drivers).set_index("driver")[f"label_{language}"]
    clear = table[(table["p_adjusted"] < SIGNIFICANT) & table["driver"].isin(known.index)]
    row = _strongest(clear[(clear["tested"] == "satisfaction") & ~clear["driver"].isin(named)])
    if row is None:
        return None
    words = texts(language)
    sentence = words["differs_driver_text"].format(
        segment=shown(row["segment"], 40),
        value=shown(row["value"], 40),
        driver=shown(known[row["driver"]], 40),
        figure=number(row["satisfaction"]),
        difference=number(abs(row["difference"])),
        way=words[f"way_{_way(row)}"],
        n=count(row["mentions"]),
    )
    return _of_group(row, sentence, str(row["driver"]), words)


def _strongest(clear: pd.DataFrame) -> pd.Series | None:
    """The row with the largest effect size among those whose interval excludes 0."""
    sure = clear[clear["difference_low"] * clear["difference_high"] > 0]
    if sure.empty:
        return None
    row: pd.Series = sure.loc[sure["effect_size"].abs().sort_values(kind="stable").index[-1]]
    return row


def _way(row: Mapping[Any, Any] | pd.Series) -> str:
    return "low" if row["difference"] < 0 else "high"


def _of_group(row: pd.Series, sentence: str, driver: str, words: Mapping[str, str]) -> Finding:
    way = _way(row)
    tone = "negative" if way == "low" else "positive"
    return Finding(words[f"differs_{way}"], sentence, _limits(row, words), tone, driver)


def _limits(row: Mapping[Any, Any] | pd.Series, words: Mapping[str, str]) -> str:
    p = row["p_adjusted"]
    return words["difference_limits"].format(
        low=number(row["difference_low"], signed=True),
        high=number(row["difference_high"], signed=True),
        p="p < 0.001" if p < 0.001 else f"p = {number(p, 3)}",
    )
