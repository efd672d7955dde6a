"""One topic with all that a run knows of it: figures, words, quotes, drivers, groups, periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from voc.report.data import ReportData, driver_names
from voc.report.formats import shown
from voc.report.found import Found
from voc.report.quotes import id_list
from voc.report.topic_card_rows import card_lines, card_parts
from voc.report.which_topic import topic_number
from voc.report.words import Language, check_language
from voc.text.query import Span, any_of, merged_spans

__all__ = ["TopicCard", "topic_card"]

QUOTED = 6


@dataclass(frozen=True)
class TopicCard:
    """A topic, shown as text when printed and as HTML in a notebook.

    Attributes
    ----------
    topic : int
    label : str
    row : mapping
        Its row of `run.topics`.
    words : DataFrame
        word, weight, comments, share; the strongest first. Without the study `topic_words` the
        word alone.
    quotes : Found
        Comments that stand for it, with its clauses in them as hits, or else its words.
    drivers : DataFrame
        driver, name, n, share, lift; the most frequent first.
    segments : DataFrame
        Its rows of the study `topic_segments`.
    trend : DataFrame
        Its rows of the study `topic_trends`.
    growth : mapping
        Its row of the study `topic_growth`; empty without.
    driver : str
        Name of the driver nearest to it; empty when there is none.
    language : {"zh", "en"}
    """

    topic: int
    label: str
    row: Mapping[str, Any]
    words: pd.DataFrame
    quotes: Found
    drivers: pd.DataFrame
    segments: pd.DataFrame
    trend: pd.DataFrame
    growth: Mapping[str, Any]
    driver: str = ""
    language: Language = "zh"

    def __str__(self) -> str:
        return "\n".join(card_lines(self))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        from voc.report.html import environment

        template = environment().get_template("topic_card.html.j2")
        return str(template.render(**card_parts(self)))


def topic_card(data: ReportData, language: str, asked: int | str) -> TopicCard:
    """Gather what a run knows of one topic.

    Parameters
    ----------
    data : ReportData
        The tables of the run. Its studies topic_words, topic_mentions, topic_drivers,
        topic_segments, topic_trends and topic_growth are shown where there are any.
    language : {"zh", "en"}
    asked : int or str
        Number or label.

    Raises
    ------
    VocError
        There is no such topic; lists those that there are.
    """
    chosen = check_language(language)
    topic = topic_number(data.topics, asked)
    assert data.topics is not None  # else there would be no such topic
    row = {str(name): value for name, value in _rows(data.topics, topic).iloc[0].items()}
    names = driver_names(data.drivers, chosen)
    words = _words(data.studies, topic, row)
    growth = _of(data.studies, "topic_growth", topic)
    nearest = row.get("driver")
    return TopicCard(
        topic=topic,
        label=str(row["label"]),
        row=row,
        words=words,
        quotes=_quotes(data, topic, row, words, chosen),
        drivers=_drivers(data.studies, topic, names),
        segments=_of(data.studies, "topic_segments", topic),
        trend=_trend(_of(data.studies, "topic_trends", topic)),
        growth={str(name): growth[name].iloc[0] for name in growth} if len(growth) else {},
        driver=names.get(nearest, nearest) if isinstance(nearest, str) else "",
        language=chosen,
    )


def _rows(table: pd.DataFrame, topic: int) -> pd.DataFrame:
    return table[table["topic"] == topic].reset_index(drop=True)


def _of(studies: Mapping[str, pd.DataFrame], name: str, topic: int) -> pd.DataFrame:
    """The rows of a study on this topic; an empty table when the run has no such study."""
    return _rows(studies[name], topic) if name in studies else pd.DataFrame()


def _words(studies: Mapping[str, pd.DataFrame], topic: int, row: Mapping[str, Any]) -> pd.DataFrame:
    known = _of(studies, "topic_words", topic)
    if known.empty:
        return pd.DataFrame({"word": id_list(row.get("words"))})
    ranked = known.drop(columns="topic").sort_values("weight", ascending=False, kind="stable")
    return ranked.reset_index(drop=True)


def _drivers(
    studies: Mapping[str, pd.DataFrame], topic: int, names: Mapping[str, str]
) -> pd.DataFrame:
    known = _of(studies, "topic_drivers", topic)
    if known.empty:
        return known
    ranked = known[known["n"] > 0].sort_values("n", ascending=False, kind="stable")
    named = [names.get(driver, shown(driver, 40)) for driver in ranked["driver"]]
    ranked = ranked.drop(columns="topic").assign(name=pd.Series(named, ranked.index, dtype=object))
    return ranked.reset_index(drop=True)


def _trend(known: pd.DataFrame) -> pd.DataFrame:
    return known if known.empty else known.sort_values("period", ignore_index=True)


def _quotes(
    data: ReportData, topic: int, row: Mapping[str, Any], words: pd.DataFrame, language: Language
) -> Found:
    """The comments that stand for the topic, each text once, with its clauses marked."""
    comments = data.comments.set_index("comment_id", drop=False)
    ids = [each for each in id_list(row.get("quotes")) if each in comments.index]
    quoted = comments.loc[ids].drop_duplicates("text").head(QUOTED).reset_index(drop=True)
    clauses: dict[str, list[Span]] = {}
    mentions = _of(data.studies, "topic_mentions", topic)
    if len(mentions):
        mentions = mentions[mentions["comment_id"].isin(ids)]
        places = (mentions[name] for name in ("comment_id", "start", "end"))
        for comment_id, start, end in zip(*places, strict=True):
            clauses.setdefault(comment_id, []).append((int(start), int(end)))
    named = any_of(words["word"].astype(str).tolist())
    by_words = named.spans(quoted["text"].astype(str).tolist())
    hits = np.empty(len(quoted), dtype=object)
    for place, (comment_id, spans) in enumerate(zip(quoted["comment_id"], by_words, strict=True)):
        hits[place] = merged_spans(clauses.get(comment_id, spans or ()))
    shown_facts = "comment_id text sentiment label score".split()
    table = quoted[[name for name in shown_facts if name in quoted]]
    return Found.of(table.assign(hits=hits), "", language)
