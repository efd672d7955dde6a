"""Customers' own words with the opinions in them marked, ready to be escaped by the template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd

from voc.report.formats import is_missing, number, number_or_nan, shown, shown_text
from voc.report.names import SCORE_FACTS
from voc.report.words import Language, choose

QUOTES_SHOWN = 8  # by driver or topic: the workbook holds all comments, the page a taste of them
QUOTE_LENGTH = 320
_LEAD = 60  # characters kept before the first mark when a long comment is cut

Span = tuple[int, int]


@dataclass(frozen=True)
class Mark:
    """One opinion in a comment: its span, the words in it and which way they point."""

    start: int
    end: int
    aspect: str | None
    term: str | None
    label: str
    driver: str


@dataclass(frozen=True)
class Piece:
    """A run of characters drawn alike; `style` holds CSS classes, empty for plain text."""

    text: str
    style: str


@dataclass(frozen=True)
class Quote:
    """A comment cut into pieces, with the facts printed under it."""

    pieces: tuple[Piece, ...]
    facts: tuple[str, ...]
    language: str


class QuoteBook:
    """The comments that any table quotes, looked up once.

    Parameters
    ----------
    comments, opinions : pandas.DataFrame
    tables : iterable of pandas.DataFrame or None
        Tables with a column ``quotes``, lists of comment ids.
    """

    def __init__(
        self,
        comments: pd.DataFrame,
        opinions: pd.DataFrame,
        tables: Iterable[pd.DataFrame | None],
        language: Language,
    ) -> None:
        wanted: set[str] = set()
        for table in tables:
            if table is not None and "quotes" in table:
                for ids in table["quotes"]:
                    wanted.update(id_list(ids))
        self._language = language
        quoted = comments[comments["comment_id"].isin(wanted)]
        self._comments: dict[str, dict[Any, Any]] = {
            str(row["comment_id"]): row for row in quoted.to_dict("records")
        }
        self._marks: dict[str, list[Mark]] = {}
        for row in opinions[opinions["comment_id"].isin(wanted)].to_dict("records"):
            self._marks.setdefault(str(row["comment_id"]), []).append(_mark(row))

    def quotes(self, ids: object, driver: str | None = None) -> tuple[Quote, ...]:
        """Return the quotes of a table row; with a driver only its opinions are marked."""
        return tuple(
            self._quoted(
                row,
                [m for m in self._marks.get(key, []) if driver is None or m.driver == driver],
            )
            for key, row in self._different(ids)[:QUOTES_SHOWN]
        )

    def clauses(
        self, ids: object, spans: Mapping[str, Sequence[Span]], limit: int
    ) -> tuple[Quote, ...]:
        """Return the first quotes with what stands in their spans marked; no opinion is."""
        return tuple(
            self._quoted(
                row, [Mark(*span, None, None, "clause", "") for span in spans.get(key, ())]
            )
            for key, row in self._different(ids)[:limit]
        )

    def _different(self, ids: object) -> list[tuple[str, dict[Any, Any]]]:
        """The comments of these ids that are known, each text once: short ones repeat (很好)."""
        found = [(key, self._comments[key]) for key in id_list(ids) if key in self._comments]
        first = {str(row["text"]): (key, row) for key, row in reversed(found)}
        return list(reversed(first.values()))

    def _quoted(self, row: dict[Any, Any], marks: Sequence[Mark]) -> Quote:
        code = "en" if row.get("language") == "en" else "zh-CN"
        return Quote(cut_pieces(str(row["text"]), marks), tuple(self._facts(row)), code)

    def _facts(self, row: dict[Any, Any]) -> Iterable[str]:
        question = row.get("question")
        if not is_missing(question) and question:
            yield shown(question, 40)
        time = row.get("time")
        if isinstance(time, pd.Timestamp) and not is_missing(time):
            yield f"{time:%Y-%m-%d}"
        for score, pair in SCORE_FACTS.items():
            value = number_or_nan(row.get(score))
            if not is_missing(value):
                text = number(value, 0 if value.is_integer() else 1)
                yield choose(pair, self._language).format(value=text)
        yield str(row["comment_id"])


def id_list(ids: object) -> list[str]:
    """Return a cell of a ``quotes`` column as a list; a missing cell is empty."""
    if isinstance(ids, str) or not hasattr(ids, "__iter__"):
        return []
    return [str(key) for key in ids]


def cut_pieces(text: str, marks: Sequence[Mark], limit: int = QUOTE_LENGTH) -> tuple[Piece, ...]:
    """Cut a comment into runs of like style, shortened around its first mark when it is long.

    Styles are ``positive``, ``negative`` or ``neutral`` for the words that evaluate and
    ``aspect`` for what they judge; ``clause`` for a clause that is marked as a whole.

    Examples
    --------
    >>> mark = Mark(0, 4, "床", "很硬", "negative", "bed_sleep")
    >>> [(piece.text, piece.style) for piece in cut_pieces("床很硬。", [mark])]
    [('床', 'aspect'), ('很硬', 'negative'), ('。', '')]
    """
    start, end = 0, len(text)
    if len(text) > limit:
        first = min((mark.start for mark in marks), default=0)
        start = max(0, min(first - _LEAD, len(text) - limit))
        end = start + limit
    polarity, aspect = [""] * (end - start), [""] * (end - start)
    for mark in marks:
        term_span, aspect_span = _spans(text, mark)
        for place in range(max(start, term_span[0]), min(end, term_span[1])):
            polarity[place - start] = mark.label
        for place in range(max(start, aspect_span[0]), min(end, aspect_span[1])):
            aspect[place - start] = "aspect"
    styles = [f"{one} {two}".strip() for one, two in zip(polarity, aspect, strict=True)]
    visible = shown_text(text[start:end])
    pieces = [
        Piece("".join(visible[place] for place in places), style)
        for style, places in groupby(range(end - start), key=lambda place: styles[place])
    ]
    before = [Piece("…", "")] if start > 0 else []
    after = [Piece("…", "")] if end < len(text) else []
    return (*before, *pieces, *after)


def _spans(text: str, mark: Mark) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return where the evaluating words and the aspect of an opinion stand; (0, 0) is nowhere."""
    start, end = max(0, mark.start), min(len(text), mark.end)
    aspect = _find(text, mark.aspect, start, end)
    # Evaluating words may stand apart (没有…好): then the whole span is coloured.
    term = (_find(text, mark.term, start, end) or (start, end)) if mark.term else None
    if term is None and aspect is None:
        term = (start, end)
    return term or (0, 0), aspect or (0, 0)


def _find(text: str, words: str | None, start: int, end: int) -> tuple[int, int] | None:
    if not words:
        return None
    span = text[start:end]
    place = span.find(words)
    if place < 0:
        place = span.lower().find(words.lower())
    return (start + place, start + place + len(words)) if place >= 0 else None


def _mark(row: dict[Any, Any]) -> Mark:
    label = str(row["label"])
    return Mark(
        start=int(row["start"]),
        end=int(row["end"]),
        aspect=None if is_missing(row["aspect"]) else str(row["aspect"]),
        term=None if is_missing(row["term"]) else str(row["term"]),
        # The label becomes a CSS class, so nothing but the three known ones may pass.
        label=label if label in ("positive", "negative") else "neutral",
        driver=str(row["driver"]),
    )
