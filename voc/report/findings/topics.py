"""Findings about topics: one that is emerging, one that the codebook lacks."""

from __future__ import annotations

from collections.abc import Sequence

from voc.metric import wilson
from voc.report.data import MIN_MENTIONS, ReportData, counted
from voc.report.findings.finding import Finding
from voc.report.formats import count, interval, number, percent, percents, shown
from voc.report.words import Language, texts

__all__ = ["emerging", "lacking"]

_KNOWN = 2 / 3  # of a topic's mentions that hold an opinion on a driver: then the codebook has it
_CLEAR = 0.15  # a sentiment beyond it is praise or blame, as the labels have it


def emerging(data: ReportData, language: Language, named: Sequence[str]) -> Finding | None:
    """The topic that grows fastest, significantly and in enough comments, of no driver named."""
    table = data.studies.get("topic_growth")
    if table is None or data.topics is None:
        return None
    table = table[table["emerging"].astype(bool)]
    table = table.merge(data.topics[["topic", "label", "sentiment", "driver"]], on="topic")
    table = table[~table["driver"].isin([driver for driver in named if driver])]
    if table.empty:
        return None
    words = texts(language)
    row = table.sort_values("slope", ascending=False, kind="stable").iloc[0]
    sentence = words["emerging_text"].format(
        topic=shown(row["label"], 60), first=percent(row["first"]), last=percent(row["last"])
    )
    slope, low, high = (
        number(100 * row[name], 2, signed=True) for name in ("slope", "slope_low", "slope_high")
    )
    p = row["p_adjusted"]
    certainty = words["emerging_limits"].format(
        slope=slope, low=low, high=high, p="p < 0.001" if p < 0.001 else f"p = {number(p, 3)}"
    )
    sentiment = row["sentiment"]
    tone = "positive" if sentiment > _CLEAR else "negative" if sentiment < -_CLEAR else "neutral"
    return Finding(words["emerging"], sentence, certainty, tone, str(row["driver"]))


def lacking(data: ReportData, language: Language, named: Sequence[str]) -> Finding | None:
    """The largest topic that the codebook surely lacks, unless one is emerging.

    Surely: the share of its mentions that judge a driver lies below two thirds with its interval.
    """
    table = data.studies.get("topic_gaps")
    if table is None or emerging(data, language, ()) is not None:
        return None
    often = table.dropna(subset=["mentions", "covered"])
    for row in often[often["mentions"] >= MIN_MENTIONS].to_dict("records"):
        mentions = int(row["mentions"])
        low, high = wilson(round(float(row["covered"]) * mentions), mentions)
        if high >= _KNOWN:
            continue
        words = texts(language)
        sentence = words["gap_text"].format(
            topic=shown(row["label"], 60),
            mentions=count(mentions),
            share=percent(mentions / max(1, len(counted(data.comments, "label")))),
            covered=percent(row["covered"], 0),
        )
        limits = interval(*percents(low, high), language)
        certainty = words["gap_limits"].format(limits=limits)
        return Finding(words["gap"], sentence, certainty, "neutral")
    return None
