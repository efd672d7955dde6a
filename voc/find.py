"""Comments of a run by what they say, and by topic, driver, label and group."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.config import nearest
from voc.errors import VocError
from voc.messages import listed
from voc.report.data import ReportData
from voc.report.formats import count, shown
from voc.report.found import Found
from voc.report.quotes import id_list
from voc.report.reasons import LABELS
from voc.report.which_topic import UNASSIGNED, topic_number
from voc.report.words import Language, check_language, choose, texts
from voc.report.words_cards import card_text
from voc.text.query import Query, Span, merged_spans, parse_query

__all__ = ["find_comments"]

_COLUMNS = "comment_id text sentiment label score topic_label duplicate_of".split()


class _Filter(NamedTuple):
    """What is asked for beside the words: which rows meet it, how it is said, where it stands."""

    rows: npt.NDArray[np.bool_]
    said: str
    places: pd.DataFrame | None = None  # comment_id, start, end


def find_comments(
    data: ReportData,
    language: str,
    query: str | re.Pattern[str] | None = None,
    *,
    topic: int | str | None = None,
    driver: str | None = None,
    label: str | None = None,
    segment: str | Mapping[str, object] | None = None,
    limit: int | None = None,
) -> Found:
    """Find comments.

    Parameters
    ----------
    data : ReportData
        The tables of the run.
    language : {"zh", "en"}
        Of what is said above the comments.
    query, topic, driver, label, segment, limit
        See `voc.analysis.Analysis.find`.

    Returns
    -------
    Found
        comment_id, text, sentiment, label, score, topic_label, duplicate_of (where the run has
        them) and hits, a list of (start, end) for each comment.

    Raises
    ------
    VocError
        A topic, driver, label, segment or limit that is none; says which there are.

    Notes
    -----
    The order: repetitions of other comments last; then by the number of hits, most first; then by
    length, shortest first; then as in `comments`. Where nothing is marked length does not count.
    """
    chosen = check_language(language)
    if limit is not None and (not isinstance(limit, int | np.integer) or limit < 1):
        raise VocError("report.find-limit", where="limit", limit=limit)
    filters = []
    if topic is not None:
        filters.append(_by_topic(data, topic, chosen))
    if driver is not None:
        filters.append(_by_driver(data, driver, chosen))
    if label is not None:
        filters.append(_by_label(data.comments, label, chosen))
    if segment is not None:
        filters += _by_segment(data, segment, chosen)
    keep = np.ones(len(data.comments), dtype=bool)
    for each in filters:
        keep &= each.rows
    rows = data.comments[keep]
    asked = None if query is None else parse_query(query)
    found = _marked(rows, _places(rows, filters) if asked is None else _spans(rows, asked))
    said = [] if query is None else [_written(query)]
    note = _note(found, [*said, *(each.said for each in filters)], limit, chosen)
    if asked is not None and found.empty:
        note = _why_none(note, rows, asked, chosen)
    return Found.of(found.head(limit or len(found)), note, chosen)


def _by_topic(data: ReportData, asked: int | str, language: Language) -> _Filter:
    number = topic_number(data.topics, asked, unassigned=True)
    comments = data.comments
    if "topics" in comments and number != UNASSIGNED:
        rows = [number in _list(cell) for cell in comments["topics"]]
    else:
        rows = (comments["topic"] == number).tolist()
    names = {UNASSIGNED: texts(language)["unassigned"]}
    if data.topics is not None:
        names |= dict(zip(data.topics["topic"], data.topics["label"], strict=True))
    said = card_text("asked_topic", language, name=shown(names[number], 40))
    mentions = data.studies.get("topic_mentions")
    places = None if mentions is None else mentions[mentions["topic"] == number]
    return _Filter(np.array(rows, dtype=bool), said, places)


def _by_driver(data: ReportData, asked: str, language: Language) -> _Filter:
    drivers = data.drivers
    names = [drivers[name].astype(str) for name in ("driver", "label_zh", "label_en")]
    same = [names[0][column == str(asked)] for column in names]
    found = next((column.iloc[0] for column in same if len(column)), None)
    if found is None:
        raise VocError(
            "report.no-comment-about",
            where="driver",
            driver=asked,
            hint=nearest(str(asked), sorted(names[0])),
        )
    rows = [found in id_list(cell) for cell in data.comments["drivers"]]
    label = drivers.loc[drivers["driver"] == found, f"label_{language}"].iloc[0]
    said = card_text("asked_driver", language, name=shown(label, 40))
    places = data.opinions[data.opinions["driver"] == found]
    return _Filter(np.array(rows, dtype=bool), said, places)


def _by_label(comments: pd.DataFrame, asked: str, language: Language) -> _Filter:
    if asked not in LABELS:
        raise VocError("report.no-label", where="label", label=asked, known=listed(LABELS))
    rows = (comments["label"] == asked).to_numpy(dtype=bool)
    return _Filter(rows, choose(LABELS[asked], language))


def _by_segment(
    data: ReportData, asked: str | Mapping[str, object], language: Language
) -> list[_Filter]:
    if isinstance(asked, str):
        name, equals, group = asked.partition("=")
        if not (name and equals and group):
            raise VocError("report.no-column-value", where="segment", asked=asked)
        asked = {name: group}
    comments = data.comments
    compared = [] if data.segments is None else list(data.segments["segment"].unique())
    filters = []
    for column, value in asked.items():
        if column not in comments:
            raise VocError(
                "report.no-column",
                where="segment",
                column=column,
                hint=nearest(
                    str(column), [str(name) for name in dict.fromkeys([*compared, *comments])]
                ),
            )
        cells = comments[column].map(_cell)
        rows = (cells == _cell(value)).to_numpy(dtype=bool)
        if not rows.any():
            raise VocError(
                "report.no-such-group",
                where="segment",
                value=value,
                column=column,
                hint=nearest(_cell(value), sorted(set(cells) - {""})),
            )
        said = card_text(
            "asked_segment", language, column=shown(column, 40), value=shown(value, 40)
        )
        filters.append(_Filter(rows, said))
    return filters


def _cell(value: object) -> str:
    """A cell as it is typed: 3.0 is 3, a missing one is empty.

    >>> _cell(3.0), _cell("上海"), _cell(None)
    ('3', '上海', '')
    """
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    return "" if value is None or value is pd.NaT or value != value else str(value)


def _list(cell: object) -> list[int]:
    return [int(topic) for topic in cell] if isinstance(cell, list | tuple | np.ndarray) else []


def _spans(rows: pd.DataFrame, asked: Query) -> list[list[Span] | None]:
    return asked.spans([str(text) for text in rows["text"]])


def _places(rows: pd.DataFrame, filters: Iterable[_Filter]) -> list[list[Span] | None]:
    """Without words to look for: the clauses of the topic, the opinions on the driver."""
    spans: dict[str, list[Span]] = {}
    for each in filters:
        if each.places is not None:
            columns = (each.places[name] for name in ("comment_id", "start", "end"))
            for comment_id, start, end in zip(*columns, strict=True):
                spans.setdefault(comment_id, []).append((int(start), int(end)))
    return [merged_spans(spans.get(comment_id, ())) for comment_id in rows["comment_id"]]


def _marked(rows: pd.DataFrame, spans: list[list[Span] | None]) -> pd.DataFrame:
    """The rows that are found with their hits, the best first."""
    kept = [place for place, hits in enumerate(spans) if hits is not None]
    table = rows.iloc[kept][[name for name in _COLUMNS if name in rows]]
    hits = np.empty(len(kept), dtype=object)
    for row, place in enumerate(kept):
        hits[row] = spans[place]
    table = table.assign(hits=hits)
    number = np.array([len(each) for each in hits], dtype=int)
    length = table["text"].astype(str).str.len().to_numpy(dtype=int) * (number > 0)
    order = np.lexsort((length, -number, _repeated(table)))
    return table.iloc[order].reset_index(drop=True)


def _repeated(table: pd.DataFrame) -> npt.NDArray[np.bool_]:
    if "duplicate_of" not in table:
        return np.zeros(len(table), dtype=bool)
    return table["duplicate_of"].notna().to_numpy(dtype=bool)


def _note(found: pd.DataFrame, said: list[str], limit: int | None, language: Language) -> str:
    asked = " · ".join(said) or card_text("asked_nothing", language)
    if found.empty:
        return card_text("none", language, asked=asked)
    note = card_text("found", language, asked=asked, n=count(len(found)))
    if repeated := int(_repeated(found).sum()):
        note += card_text("repeated", language, n=count(repeated))
    if limit and limit < len(found):
        note += card_text("first", language, n=count(limit))
    return note


def _why_none(note: str, rows: pd.DataFrame, asked: Query, language: Language) -> str:
    """The note with what each word alone would have found."""
    if not asked.terms:
        return card_text("empty_query", language)
    alone = asked.count([str(text) for text in rows["text"]])
    if len(alone) < 2:
        return note
    separator = texts(language)["separator"]
    counts = separator.join(f"{shown(words, 40)} {count(number)}" for words, number in alone)
    return f"{note}{card_text('each_term', language, counts=counts)}"


def _written(query: str | re.Pattern[str]) -> str:
    return shown(query if isinstance(query, str) else f"/{query.pattern}/", 80)
