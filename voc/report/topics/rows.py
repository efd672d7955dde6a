"""A row for each topic: its figures as texts and strips, its words, and its quotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from voc.report.data import ReportData, counted, driver_names
from voc.report.figures import polarity_strip
from voc.report.figures.topic_share import topic_share
from voc.report.formats import count, is_missing, number_or_nan, percent, shown
from voc.report.quotes import Quote, QuoteBook, Span, id_list
from voc.report.rows import Impact, impact_cell, impact_limit, sortable
from voc.report.tables import period_name
from voc.report.words import Language, texts

__all__ = ["TopicRow", "topic_rows"]

TOPICS_SHOWN = 40
WORDS_SHOWN = 8
QUOTED = 3
_SEVERAL = 2  # drivers named where none covers the topic
_NEUTRAL = 0.15  # a sentiment up to it is neither praise nor blame, unless the settings differ


@dataclass(frozen=True)
class TopicRow:
    """A topic with everything its line shows, and raw values to sort by."""

    label: str
    tags: tuple[str, ...]
    words: tuple[str, ...]
    size: str
    share: str
    mentions: str
    trend: str
    trend_way: str
    polarity: str
    negative: str
    positive: str
    impact: Impact | None
    driver: str
    driver_note: str
    gap: bool
    quotes: tuple[Quote, ...]
    chart: str
    sort: Mapping[str, float]


class _Sides(NamedTuple):
    """Comments that speak of a topic, by how they do."""

    negative: float
    neutral: float
    positive: float

    def shares(self) -> dict[str, str]:
        total = sum(self)
        named = zip(self._fields, self, strict=True)
        return {name: percent(part / total, 0) if total > 0 else "–" for name, part in named}


class _Known(NamedTuple):
    """What the run has beside the table of topics."""

    language: Language
    limit: float
    sides: Mapping[int, _Sides]
    clauses: Mapping[int, Mapping[str, list[Span]]]
    drivers: Mapping[int, list[tuple[str, float]]]
    gaps: frozenset[int]
    names: Mapping[str, str]
    trends: pd.DataFrame | None
    growth: Mapping[int, Mapping[Any, Any]]


def topic_rows(
    data: ReportData, book: QuoteBook, language: Language
) -> tuple[tuple[TopicRow, ...], int]:
    """The largest topics first, and how many are not shown."""
    assert data.topics is not None
    topics = data.topics[data.topics["topic"] >= 0]
    ranked = topics.sort_values("size", ascending=False, kind="stable").head(TOPICS_SHOWN)
    known = _known(data, ranked, language)
    rows = tuple(_row(row, known, book) for row in ranked.to_dict("records"))
    return rows, len(topics) - len(rows)


def _known(data: ReportData, topics: pd.DataFrame, language: Language) -> _Known:
    growth, gaps = data.studies.get("topic_growth"), data.studies.get("topic_gaps")
    return _Known(
        language=language,
        limit=impact_limit(topics) if "mentions" in topics else 0.0,
        sides=_sides(data),
        clauses=_clauses(data, topics),
        drivers=_drivers(data),
        gaps=frozenset([] if gaps is None else map(int, gaps["topic"])),
        names=driver_names(data.drivers, language),
        trends=data.studies.get("topic_trends"),
        growth={}
        if growth is None
        else {int(row["topic"]): row for row in growth.to_dict("records")},
    )


def _sides(data: ReportData) -> dict[int, _Sides]:
    """Each comment once for a topic, by the mean sentiment of its clauses on it."""
    mentions = data.studies.get("topic_mentions")
    if mentions is None or "sentiment" not in mentions:
        return {}
    comments = counted(data.comments).set_index("comment_id")
    said = mentions[mentions["comment_id"].isin(comments.index)]
    if said.empty:
        return {}
    means = said.groupby(["topic", "comment_id"], sort=False)["sentiment"].mean().reset_index()
    means["weight"] = 1.0
    if "weight" in comments:
        means["weight"] = means["comment_id"].map(comments["weight"]).fillna(0.0)
    line = _NEUTRAL
    if "opinion" in data.manifest.get("config", {}):
        line = float(data.manifest["config"]["opinion"].get("neutral", _NEUTRAL))
    blamed, praised = means["sentiment"] < -line, means["sentiment"] > line
    found = {}
    for topic, part in means["weight"].groupby(means["topic"]):
        negative, positive = (float(part[side[part.index]].sum()) for side in (blamed, praised))
        found[int(str(topic))] = _Sides(negative, float(part.sum()) - negative - positive, positive)
    return found


def _clauses(data: ReportData, topics: pd.DataFrame) -> dict[int, dict[str, list[Span]]]:
    """Where each quoted comment speaks of the topic that it is quoted for."""
    mentions = data.studies.get("topic_mentions")
    if mentions is None:
        return {}
    quoted = {(int(row["topic"]), key) for row in topics.to_dict("records") for key in _ids(row)}
    places = mentions[mentions["comment_id"].isin({key for _, key in quoted})]
    found: dict[int, dict[str, list[Span]]] = {}
    columns = (places[name].tolist() for name in ("topic", "comment_id", "start", "end"))
    for topic, key, start, end in zip(*columns, strict=True):
        if (int(topic), str(key)) in quoted:
            spans = found.setdefault(int(topic), {}).setdefault(str(key), [])
            spans.append((int(start), int(end)))
    return found


def _ids(row: Mapping[Any, Any]) -> list[str]:
    return id_list(row.get("quotes"))


def _drivers(data: ReportData) -> dict[int, list[tuple[str, float]]]:
    """Drivers of each topic with their share of its mentions, the commonest first."""
    table = data.studies.get("topic_drivers")
    if table is None:
        return {}
    found: dict[int, list[tuple[str, float]]] = {}
    for row in table.sort_values("n", ascending=False, kind="stable").to_dict("records"):
        found.setdefault(int(row["topic"]), []).append((str(row["driver"]), float(row["share"])))
    return found


def _row(row: Mapping[Any, Any], known: _Known, book: QuoteBook) -> TopicRow:
    words, topic = texts(known.language), int(row["topic"])
    sides = known.sides.get(topic, _Sides(0, 0, 0))
    shares = sides.shares()
    driver, driver_note = _covering(row, known)
    way, trend = _trend(row, known)
    size, mentions = number_or_nan(row["size"]), number_or_nan(row.get("mentions"))
    impact, sentiment = number_or_nan(row.get("impact")), number_or_nan(row.get("sentiment"))
    return TopicRow(
        label=shown(row["label"], 60),
        tags=_tags(row, known),
        words=_words(row),
        size=words["mentions_value"].format(n=count(size)),
        share=words["topic_share"].format(share=percent(number_or_nan(row["share"]))),
        mentions=words["topic_mentions"].format(n=count(mentions)) if mentions > size else "",
        trend=trend,
        trend_way=way,
        polarity=polarity_strip(
            sides.positive, sides.neutral, sides.negative, words["stack_desc"].format(**shares)
        ),
        negative=shares["negative"],
        positive=shares["positive"],
        impact=impact_cell(row, known.limit, known.language),
        driver=driver,
        driver_note=driver_note,
        gap=topic in known.gaps,
        quotes=book.clauses(_ids(row), known.clauses.get(topic, {}), QUOTED),
        chart=_chart(topic, known),
        sort={"size": -size, "sentiment": sortable(sentiment), "impact": sortable(impact)},
    )


def _words(row: Mapping[Any, Any]) -> tuple[str, ...]:
    """The words that its label does not name already."""
    named = str(row["label"]).split(" · ")
    words = [word for word in id_list(row.get("words")) if word not in named]
    return tuple(shown(word, 30) for word in words[:WORDS_SHOWN])


def _tags(row: Mapping[Any, Any], known: _Known) -> tuple[str, ...]:
    words = texts(known.language)
    found = []
    if _is_true(known.growth.get(int(row["topic"]), {}).get("emerging")):
        found.append(words["topic_emerging"])
    if _is_true(row.get("pinned")):
        found.append(words["topic_pinned"])
    match = number_or_nan(row.get("match"))
    if not is_missing(match):
        found.append(words["topic_match"].format(share=percent(match, 0)))
    return tuple(found)


def _is_true(value: object) -> bool:
    return not is_missing(value) and bool(value)


def _covering(row: Mapping[Any, Any], known: _Known) -> tuple[str, str]:
    """The driver that covers a topic, or that none does, and what is to be known of it."""
    words, topic = texts(known.language), int(row["topic"])
    own, drivers = row.get("driver"), known.drivers.get(topic, [])
    if isinstance(own, str) and own:
        share = next((share for driver, share in drivers if driver == own), None)
        note = "" if share is None else words["topic_driver_share"].format(share=percent(share, 0))
        return known.names.get(own, shown(own, 40)), note
    if topic in known.gaps:
        covered = percent(number_or_nan(row.get("covered")), 0)
        return words["topic_gap"], words["topic_gap_covered"].format(share=covered)
    if not drivers:
        return "", ""
    named = [known.names.get(driver, shown(driver, 40)) for driver, _ in drivers[:_SEVERAL]]
    return words["topic_several"], words["separator"].join(named)


def _trend(row: Mapping[Any, Any], known: _Known) -> tuple[str, str]:
    """Which way the share goes; nothing where it was not tested."""
    slope = known.growth.get(int(row["topic"]), {}).get("slope")
    if is_missing(number_or_nan(slope)):
        return "", ""
    way = {1: "rising", -1: "falling"}.get(int(row.get("trend", 0)), "steady")
    return way, texts(known.language)[f"topic_{way}"]


def _chart(topic: int, known: _Known) -> str:
    if known.trends is None:
        return ""
    own = known.trends[known.trends["topic"] == topic].sort_values("period", ignore_index=True)
    words = texts(known.language)
    told = words["separator"].join(
        words["topic_at"].format(
            period=period_name(pd.Timestamp(row["period"]), str(row["freq"])),
            share=percent(number_or_nan(row["share"])),
        )
        for row in own.to_dict("records")
    )
    return topic_share(own, told)
