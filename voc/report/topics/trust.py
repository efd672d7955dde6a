"""How far topics can be trusted: their quality, what is left over, and why there are so many."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from voc.report.data import ReportData, counted
from voc.report.formats import count, interval, is_missing, number, number_or_nan, percent, shown
from voc.report.tables import PlainTable
from voc.report.words import Language, choose, texts
from voc.report.words_topics import (
    QUALITY_DEFINITIONS,
    QUALITY_NAMES,
    QUALITY_SENTENCES,
    QUALITY_VERDICTS,
)

__all__ = ["Measure", "Trust", "trust_in_topics"]

_WORST_FIRST = ("weak", "fair", "good")
_VANISHED_SHOWN = 6
_TOLD = ("stability", "coherence")  # what a reader is told where all is good
_IN_BRACKETS = re.compile(r"\s*[（(].*[)）]")


@dataclass(frozen=True)
class Measure:
    """A measure of quality: its name, its figure, its verdict, and what these mean."""

    name: str
    figure: str
    verdict: str
    grade: str
    sentence: str
    definition: str


@dataclass(frozen=True)
class Trust:
    """Headed paragraphs above the topics; the measures and the numbers tried are folded away."""

    paragraphs: tuple[tuple[str, str], ...]
    measures: tuple[Measure, ...]
    tried: PlainTable | None


def trust_in_topics(data: ReportData, language: Language) -> Trust:
    """What a reader must know before reading the topics of a run."""
    words = texts(language)
    quality = _quality(data)
    record = data.manifest.get("topics", {})
    tried = record.get("tried", ())
    paragraphs = [(words["topics_trust"], _quality_line(quality, language))] if quality else []
    if "topic" in data.comments:
        paragraphs.append((words["unassigned"], _unassigned(data, language)))
    if record and data.topics is not None:
        number_of = len(data.topics)
        heading = words["topics_number"].format(n=number_of)
        paragraphs.append((heading, _number(record, number_of, language)))
    return Trust(
        tuple(paragraphs),
        tuple(_measure(row, language) for row in quality.values()),
        _tried(tried, language) if tried else None,
    )


def _quality(data: ReportData) -> dict[str, dict[Any, Any]]:
    table = data.studies.get("topic_quality", pd.DataFrame({"measure": []}))
    return {
        str(row["measure"]): row
        for row in table.to_dict("records")
        if row["measure"] in QUALITY_NAMES
    }


def _quality_line(quality: Mapping[str, Mapping[Any, Any]], language: Language) -> str:
    """What to beware of first: the weakest measures in a sentence each, then all by verdict."""
    words = texts(language)
    by_verdict = {
        verdict: [name for name, row in quality.items() if row["verdict"] == verdict]
        for verdict in _WORST_FIRST
    }
    worst = next((verdict for verdict in _WORST_FIRST if by_verdict[verdict]), "")
    told = [name for name in by_verdict.get(worst, ()) if name != "unassigned"]
    if worst == "good":
        told = [name for name in _TOLD if name in told]
    gap = "" if language == "zh" else " "
    sentences = [choose(QUALITY_SENTENCES[name, worst], language) for name in told]
    graded = [
        words["topics_verdicts"].format(
            verdict=choose(QUALITY_VERDICTS[verdict], language),
            measures=words["separator"].join(_short(name, language) for name in names),
        )
        for verdict, names in by_verdict.items()
        if names
    ]
    line = _sentence(words["clause_stop"].join(graded), language) if graded else ""
    return gap.join([*sentences, *([line] if line else [])])


def _short(measure: str, language: Language) -> str:
    """The name without the measure's own in brackets, as it stands within a sentence."""
    name = _IN_BRACKETS.sub("", choose(QUALITY_NAMES[measure], language))
    return name if language == "zh" else name.lower()


def _sentence(text: str, language: Language) -> str:
    return f"{text[:1].upper()}{text[1:]}{texts(language)['stop'].strip()}" if text else ""


def _unassigned(data: ReportData, language: Language) -> str:
    topic = counted(data.comments, "topic")["topic"]
    left, total = int((topic < 0).sum()), len(topic)
    if not left:
        return texts(language)["topics_all_assigned"].format(total=count(total))
    return texts(language)["topics_unassigned_text"].format(
        total=count(total), n=count(left), share=percent(left / total)
    )


def _number(record: Mapping[str, Any], topics: int, language: Language) -> str:
    """How the number of topics came about, and what became of it."""
    if record.get("earlier"):
        return _continued(record["earlier"], language)
    words, chosen = texts(language), int(record.get("chosen", 0))
    tried = {int(each["count"]): int(each["returning"]) for each in record.get("tried", ())}
    if record.get("asked"):
        told = [words["topics_number_asked"].format(asked=count(record["asked"]))]
    elif tried:
        key = "topics_number_tried" if tried.get(chosen) else "topics_number_unsteady"
        counts = words["separator"].join(str(number) for number in tried)
        told = [words[key].format(counts=counts, n=chosen, returning=tried.get(chosen, 0))]
    else:
        clusters = str(record.get("clusters", ""))
        return words["topics_number_clusters"].format(clusters=clusters)
    if topics != chosen:
        told.append(words["topics_number_joined"].format(n=topics))
    return ("" if language == "zh" else " ").join(told)


def _continued(earlier: Mapping[str, Any], language: Language) -> str:
    """What became of the topics of the earlier run."""
    words = texts(language)
    changed = {name: list(earlier.get(name, ())) for name in ("continued", "new", "vanished")}
    counts = {name: count(len(topics)) for name, topics in changed.items()}
    told = [words["topics_number_earlier"].format(before=count(earlier["topics"]), **counts)]
    labels = [shown(topic["label"], 60) for topic in changed["vanished"][:_VANISHED_SHOWN]]
    if labels:
        joined = words["separator"].join(labels)
        told.append(words["topics_number_vanished"].format(labels=joined))
    return ("" if language == "zh" else " ").join(told)


def _measure(row: Mapping[Any, Any], language: Language) -> Measure:
    name, verdict = str(row["measure"]), str(row["verdict"])
    as_share = name == "unassigned"

    def written(value: object) -> str:
        amount = number_or_nan(value)
        return percent(amount) if as_share else number(amount, 2)

    figure = written(row["value"])
    if not (is_missing(row["low"]) or is_missing(row["high"])):
        limits = interval(written(row["low"]), written(row["high"]), language, key="to")
        figure += f" ({limits})"
    return Measure(
        name=choose(QUALITY_NAMES[name], language),
        figure=figure,
        verdict=choose(QUALITY_VERDICTS[verdict], language),
        grade=verdict if verdict in _WORST_FIRST else "none",
        sentence=choose(QUALITY_SENTENCES[name, verdict], language),
        definition=choose(QUALITY_DEFINITIONS[name], language),
    )


def _tried(tried: Sequence[Mapping[str, Any]], language: Language) -> PlainTable:
    words = texts(language)
    rows = tuple(
        (
            count(each["count"]),
            count(each["returning"]),
            number(number_or_nan(each["stability"]), 2),
        )
        for each in tried
    )
    headings = tuple(words[f"tried_{name}"] for name in ("count", "returning", "stability"))
    return PlainTable(headings, rows, (False, True, True), 0)
