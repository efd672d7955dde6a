"""Findings from the driver table alone: lowest, most harmful or most criticised, best."""

from __future__ import annotations

import pandas as pd

from voc.metric import wilson
from voc.report.findings.finding import Finding, levers
from voc.report.formats import count, interval, number, percent, percents, shown
from voc.report.words import Language, texts

__all__ = ["cautious_findings"]

# A driver below this is called the lowest, but not in the tone of a complaint.
_SATISFIED = 60.0


def cautious_findings(
    drivers: pd.DataFrame, language: Language, outcome: str | None
) -> list[Finding]:
    """The lowest driver, the one that hurts the score most, and the best.

    Without impacts that exclude 0 the second sentence is about the most criticised driver. Impacts
    are in points of NPS when that is the outcome, else in points of the score.
    """
    table = levers(drivers)
    if table.empty:
        return []
    ranked = table.sort_values("satisfaction", kind="stable")
    found: list[Finding | None] = [_hurts(table, language, outcome) or _criticised(table, language)]
    if len(ranked) > 1:
        tone = "negative" if ranked["satisfaction"].iloc[0] < _SATISFIED else "neutral"
        found.insert(0, _extreme(ranked, "lowest", tone, language))
        found.append(_extreme(ranked[::-1], "best", "positive", language))
    return [finding for finding in found if finding is not None]


def _extreme(ranked: pd.DataFrame, key: str, tone: str, language: Language) -> Finding:
    """Describe the first driver of a ranking, and whether the second could be in its place."""
    words = texts(language)
    first = ranked.iloc[0]
    certainty = interval(number(first["low"]), number(first["high"]), language)
    second = ranked.iloc[1]
    overlap = first["low"] <= second["high"] and second["low"] <= first["high"]
    note = words["overlap" if overlap else "apart"]
    other = shown(second[f"label_{language}"], 40)
    certainty += words["stop"] + note.format(other=other)
    sentence = words[f"{key}_text"].format(
        driver=shown(first[f"label_{language}"], 40),
        value=number(first["satisfaction"]),
        mentions=count(first["mentions"]),
        negative=count(first["negative"]),
        positive=count(first["positive"]),
    )
    heading = words["lowest_mild" if tone == "neutral" else key]
    return Finding(heading, sentence, certainty, tone, str(first["driver"]))


def _hurts(table: pd.DataFrame, language: Language, outcome: str | None) -> Finding | None:
    """Describe the largest negative impact whose interval excludes 0, if there is one."""
    certain = table[table["impact_high"].round(2) < 0]
    if certain.empty:
        return None
    words = texts(language)
    worst = certain.sort_values("impact", kind="stable").iloc[0]
    text = words["hurts_text_nps" if outcome == "nps" else "hurts_text"]
    sentence = text.format(
        driver=shown(worst[f"label_{language}"], 40), value=number(-worst["impact"], 2)
    )
    low, high = number(-worst["impact_high"], 2), number(-worst["impact_low"], 2)
    certainty = interval(low, high, language) + words["stop"] + words["association"]
    return Finding(words["hurts"], sentence, certainty, "negative", str(worst["driver"]))


def _criticised(table: pd.DataFrame, language: Language) -> Finding | None:
    """Describe the driver with the most negative comments, if any driver has one."""
    words = texts(language)
    worst = table.sort_values(["negative", "mentions"], ascending=False, kind="stable").iloc[0]
    if worst["negative"] == 0:
        return None
    share = worst["negative"] / worst["mentions"]
    low, high = wilson(int(worst["negative"]), int(worst["mentions"]))
    sentence = words["complaints_text"].format(
        driver=shown(worst[f"label_{language}"], 40),
        negative=count(worst["negative"]),
        mentions=count(worst["mentions"]),
        share=percent(share, 0),
    )
    certainty = interval(*percents(low, high), language)
    return Finding(words["complaints"], sentence, certainty, "negative", str(worst["driver"]))
