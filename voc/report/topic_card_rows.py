"""What the card of a topic shows, as texts and widths. No HTML here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from voc.report.figures.topic_share import topic_share
from voc.report.formats import (
    count,
    interval,
    is_missing,
    number,
    number_or_nan,
    percent,
    shown,
)
from voc.report.tables import period_name
from voc.report.words import Language, texts
from voc.report.words_cards import card_text

if TYPE_CHECKING:
    from voc.report.topic_card import TopicCard

__all__ = ["card_lines", "card_parts"]

WORDS_SHOWN, DRIVERS_SHOWN, GROUPS_SHOWN = 12, 6, 6
_SIGNIFICANT = 0.05
_CLEAR = 0.15  # a sentiment beyond it is praise or blame, as the labels have it


@dataclass(frozen=True)
class Figure:
    """One large number of the head, what it is called, and a line below it."""

    name: str
    value: str
    detail: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Bar:
    """A row with a bar: widths are percent of the track; `low` to `high` is the interval."""

    name: str
    width: float
    value: str
    detail: str = ""
    low: float | None = None
    high: float | None = None
    strong: bool = False


@dataclass(frozen=True)
class Bars:
    """A list of bars with its heading, what the bars are, and how many rows are not shown."""

    heading: str
    lead: str
    rows: tuple[Bar, ...]
    hidden: str = ""


def card_parts(card: TopicCard) -> dict[str, Any]:
    """All that the HTML of a card holds."""
    language = card.language
    return {
        "lang": "zh-CN" if language == "zh" else "en",
        "title": shown(card.label, 60),
        "tags": list(_tags(card)),
        "figures": list(_figures(card)),
        "remarks": list(_remarks(card)),
        "words": _word_bars(card.words, language),
        "chips": [shown(word, 30) for word in card.words["word"][:WORDS_SHOWN]],
        "words_heading": card_text("words", language),
        "trend": _trend(card.trend, language),
        "trend_heading": card_text("over_time", language),
        "trend_lead": card_text("over_time_lead", language),
        "lists": [*_driver_bars(card.drivers, language), *_segment_bars(card.segments, language)],
        "quotes": card.quotes.shown() or [],
        "quotes_heading": card_text("quotes", language),
    }


def card_lines(card: TopicCard) -> Iterator[str]:
    """The same as lines of text."""
    language = card.language
    separator = texts(language)["separator"]
    tags = list(_tags(card))
    yield " · ".join([tags[0], shown(card.label, 60), *tags[1:]])
    yield " · ".join(
        f"{each.name} {each.value}" + (f" ({each.detail})" if each.detail else "")
        for each in _figures(card)
    )
    yield from _remarks(card)
    words = separator.join(shown(word, 30) for word in card.words["word"][:WORDS_SHOWN])
    yield from _section(card_text("words", language), [words] if words else [])
    told = [
        f"{_period(row)} {percent(row['share'])}" for row in card.trend.tail(8).to_dict("records")
    ]
    yield from _section(card_text("over_time", language), [separator.join(told)] if told else [])
    lists = [*_driver_bars(card.drivers, language), *_segment_bars(card.segments, language)]
    for bars in lists:
        rows = [f"{row.value:>7}  {row.name}  {row.detail}".rstrip() for row in bars.rows]
        yield from _section(bars.heading, [*rows, *filter(None, [bars.hidden])])
    quotes = [line for comment in card.quotes.shown() or () for line in comment.lines()]
    yield from _section(card_text("quotes", language), quotes)


def _section(heading: str, lines: list[str]) -> list[str]:
    return ["", heading, *(f"  {line}" for line in lines)] if lines else []


def _tags(card: TopicCard) -> Iterator[str]:
    yield card_text("topic_title", card.language, number=card.topic)
    if _is_true(card.row.get("pinned")):
        yield card_text("pinned", card.language)
    if _is_true(card.growth.get("emerging")):
        yield card_text("emerging", card.language)


def _is_true(value: object) -> bool:
    return not is_missing(value) and bool(value)


def _figures(card: TopicCard) -> Iterator[Figure]:
    row, language = card.row, card.language

    def has(name: str) -> bool:
        return not is_missing(number_or_nan(row.get(name)))

    def said(name: str, **filled: object) -> str:
        return card_text(name, language, **filled)

    if has("size"):
        of_all = said("of_all", share=percent(number_or_nan(row.get("share"))))
        yield Figure(said("size"), count(row["size"]), of_all)
    if has("mentions"):
        yield Figure(said("mentions"), count(row["mentions"]), said("mentions_more"))
    if has("sentiment"):
        sentiment, share = float(row["sentiment"]), number_or_nan(row.get("negative_share"))
        detail = "" if is_missing(share) else said("negative", share=percent(share, 0))
        tone = "" if abs(sentiment) <= _CLEAR else "positive" if sentiment > 0 else "negative"
        yield Figure(said("sentiment"), number(sentiment, 2, signed=True), detail, tone)
    if has("score"):
        yield Figure(said("mean_score"), number(row["score"]))
    if has("impact"):
        low, high = (number_or_nan(row.get(f"impact_{end}")) for end in ("low", "high"))
        limits = interval(number(low, 1, signed=True), number(high, 1, signed=True), language)
        tone = "positive" if low > 0 else "negative" if high < 0 else ""
        value = number(row["impact"], 1, signed=True)
        yield Figure(said("impact"), value, limits, tone)
    if has("trend"):
        way = {1: "rising", -1: "falling"}.get(int(row["trend"]), "steady")
        yield Figure(said("trend"), said(way))
    if has("match"):
        yield Figure(said("match"), percent(row["match"], 0))


def _remarks(card: TopicCard) -> Iterator[str]:
    language, growth = card.language, card.growth
    if not is_missing(number_or_nan(card.row.get("covered"))):
        covered = percent(card.row["covered"], 0)
        key = "covered_by" if card.driver else "uncovered"
        yield card_text(key, language, driver=card.driver, covered=covered)
    if not is_missing(number_or_nan(growth.get("slope"))):
        points = {
            name: number(100 * number_or_nan(growth.get(name)), 2, signed=True)
            for name in ("slope", "slope_low", "slope_high")
        }
        p_value = number_or_nan(growth.get("p_adjusted"))
        yield card_text(
            "growth",
            language,
            first=percent(number_or_nan(growth.get("first"))),
            last=percent(number_or_nan(growth.get("last"))),
            slope=points["slope"],
            limits=interval(points["slope_low"], points["slope_high"], language),
            p="p < 0.001" if p_value < 0.001 else f"p = {number(p_value, 3)}",
        )


def _word_bars(words: pd.DataFrame, language: Language) -> Bars | None:
    """None without the study: then the words stand alone."""
    if "weight" not in words or words.empty:
        return None
    top = words.head(WORDS_SHOWN)
    most = float(top["weight"].max()) or 1.0
    rows = tuple(
        Bar(shown(row["word"], 30), 100 * row["weight"] / most, count(row["comments"]))
        for row in top.to_dict("records")
    )
    return Bars(card_text("words", language), card_text("words_lead", language), rows)


def _driver_bars(drivers: pd.DataFrame, language: Language) -> list[Bars]:
    if drivers.empty:
        return []
    rows = tuple(
        Bar(
            shown(row["name"], 30),
            100 * min(1.0, number_or_nan(row["share"])),
            percent(row["share"], 0),
            "" if is_missing(row["lift"]) else f"×{number(row['lift'])}",
        )
        for row in drivers.head(DRIVERS_SHOWN).to_dict("records")
    )
    heading, lead = (card_text(key, language) for key in ("by_driver", "by_driver_lead"))
    return [Bars(heading, lead, rows)]


def _segment_bars(segments: pd.DataFrame, language: Language) -> list[Bars]:
    """A list for each segment column: the groups that differ most, the most frequent first."""
    if segments.empty:
        return []
    found = []
    for segment, part in segments.dropna(subset=["share"]).groupby("segment", sort=False):
        strength = part["difference"].abs().fillna(-1.0)
        strength += part["p_adjusted"] < _SIGNIFICANT
        chosen = part.loc[strength.sort_values(ascending=False, kind="stable").index]
        chosen = chosen.head(GROUPS_SHOWN).sort_values("share", ascending=False, kind="stable")
        widest = float(chosen[["share", "high"]].max().max()) or 1.0
        hidden = len(part) - len(chosen)
        found.append(
            Bars(
                card_text("by_segment", language, segment=shown(segment, 30)),
                card_text("by_segment_lead", language),
                tuple(_group(row, 100 / widest) for row in chosen.to_dict("records")),
                card_text("more_groups", language, n=hidden) if hidden else "",
            )
        )
    return found


def _group(row: Mapping[Any, Any], scale: float) -> Bar:
    strong = number_or_nan(row["p_adjusted"]) < _SIGNIFICANT
    low, high = (number_or_nan(row[name]) for name in ("low", "high"))
    known = not (is_missing(low) or is_missing(high))
    difference = number(100 * number_or_nan(row["difference"]), 1, signed=True)
    return Bar(
        shown(row["value"], 30),
        scale * row["share"],
        percent(row["share"]),
        difference + (" ★" if strong else ""),
        scale * low if known else None,
        scale * high if known else None,
        strong,
    )


def _trend(trend: pd.DataFrame, language: Language) -> str:
    if trend.empty:
        return ""
    separator = texts(language)["separator"]
    told = separator.join(
        card_text("trend_desc", language, period=_period(row), share=percent(row["share"]))
        for row in trend.to_dict("records")
    )
    return topic_share(trend, told)


def _period(row: Mapping[Any, Any]) -> str:
    return period_name(pd.Timestamp(row["period"]), str(row["freq"]))
