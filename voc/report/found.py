"""Comments that were found, with the places found marked: a DataFrame that a notebook shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd

from voc.report.formats import is_missing, number, number_or_nan, shown
from voc.report.quotes import Mark, Piece, cut_pieces
from voc.report.reasons import LABELS
from voc.report.words import Language, choose
from voc.report.words_cards import card_text

__all__ = ["Found", "FoundComment"]

ROWS_SHOWN = 25
_NEEDED = {"comment_id", "text", "hits"}


@dataclass(frozen=True)
class FoundComment:
    """A comment as it is shown: its text in pieces, the tone of its edge, the facts under it."""

    pieces: tuple[Piece, ...]
    tone: str
    facts: tuple[str, ...]

    def lines(self) -> tuple[str, str]:
        """As text: the comment with its hits in brackets, and the facts."""
        pieces = [f"【{piece.text}】" if piece.style else piece.text for piece in self.pieces]
        return "".join(pieces).strip(), f"  {' · '.join(self.facts)}"


class Found(pd.DataFrame):
    """A table of comments that a notebook shows with the places found marked.

    It is a DataFrame in all else, and what is made from it (a filter, a sorting, a copy) is a
    plain one.

    Attributes
    ----------
    note : str
        What was asked and how much was found; shown above.
    language : {"zh", "en"}
        Language of what stands around the comments.

    Examples
    --------
    >>> table = pd.DataFrame({"comment_id": ["c1"], "text": ["停车难。"], "hits": [[(0, 2)]]})
    >>> Found.of(table, "停车 — 1 条评论", "zh")
    停车 — 1 条评论
    【停车】难。
      c1
    """

    _metadata: ClassVar[list[str]] = ["note", "language"]
    note: str = ""
    language: Language = "zh"

    @classmethod
    def of(cls, table: pd.DataFrame, note: str, language: Language) -> Found:
        """Make it of a table.

        Parameters
        ----------
        table : DataFrame
            comment_id, text, hits (a list of (start, end) for each comment); sentiment, label,
            topic_label, score, duplicate_of when there are.
        note, language
            See the class.
        """
        found = cls(table)
        found.note, found.language = note, language
        return found

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        return pd.DataFrame

    def shown(self) -> list[FoundComment] | None:
        """The first rows as they are shown; None when the columns for it are gone."""
        if not set(self.columns) >= _NEEDED or not self.columns.is_unique:
            return None
        rows = pd.DataFrame(self).head(ROWS_SHOWN).to_dict("records")
        return [_found_comment(row, self.language) for row in rows]

    def _more(self) -> str:
        hidden = len(self) - ROWS_SHOWN
        return card_text("more_found", self.language, n=hidden) if hidden > 0 else ""

    def __repr__(self) -> str:
        comments = self.shown()
        if comments is None:
            return super().__repr__()
        lines = [self.note, *(line for comment in comments for line in comment.lines())]
        return "\n".join(filter(None, [*lines, self._more()]))

    def _repr_html_(self) -> str | None:
        comments = self.shown()
        if comments is None:
            plain: Any = pd.DataFrame(self)
            html: str | None = plain._repr_html_()
            return html
        from voc.report.html import environment

        template = environment().get_template("found.html.j2")
        return str(
            template.render(
                lang="zh-CN" if self.language == "zh" else "en",
                note=self.note,
                comments=comments,
                more=self._more(),
            )
        )


def _found_comment(row: Mapping[Any, Any], language: Language) -> FoundComment:
    marks = [
        Mark(int(start), int(end), None, None, "neutral", "")
        for start, end in _places(row.get("hits"))
    ]
    label = row.get("label")
    return FoundComment(
        pieces=cut_pieces(str(row["text"]), marks),
        tone=label if isinstance(label, str) and label in LABELS else "",
        facts=tuple(_facts(row, language)),
    )


def _places(hits: Any) -> Iterable[tuple[int, int]]:
    return hits if isinstance(hits, list) else ()


def _facts(row: Mapping[Any, Any], language: Language) -> Iterable[str]:
    label = row.get("label")
    if isinstance(label, str) and label in LABELS:
        sentiment = number(number_or_nan(row.get("sentiment")), 2, signed=True)
        yield f"{choose(LABELS[label], language)} {sentiment}"
    score = number_or_nan(row.get("score"))
    if not is_missing(score):
        yield card_text("score", language, value=number(score, 0 if score.is_integer() else 1))
    topic = row.get("topic_label")
    if isinstance(topic, str) and topic:
        yield shown(topic, 40)
    yield shown(row["comment_id"], 40)
    repeated = row.get("duplicate_of")
    if isinstance(repeated, str):
        yield card_text("repetition", language, comment=shown(repeated, 40))
