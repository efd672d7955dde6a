"""From judged chunks to all that the engine of opinions found: tables, words, what was masked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voc.config import Config
from voc.metric.notes import Note

if TYPE_CHECKING:
    import pandas as pd

    from voc.lexicon.vocabulary import Vocabulary
    from voc.opinion.bags import Bags
    from voc.opinion.part import Part
    from voc.read import Source
    from voc.text.words import Words

__all__ = ["Found", "add_notes", "found_opinions"]


@dataclass
class Found:
    """What the engine of opinions said of all comments, one by one.

    Attributes
    ----------
    tables : list of DataFrame
        Comments and opinions, to be taken out: they are large, and others take their place.
    bags : Bags
        Words for the sentiment.
    words : Words
        Words for the topics; empty where none are wanted.
    masked : int
        Pieces of personal data.
    """

    tables: list[pd.DataFrame]
    bags: Bags
    words: Words
    masked: int


def found_opinions(
    chunks: Iterable[Part],
    asked: pd.DataFrame,
    source: Source,
    people: pd.DataFrame,
    vocabulary: Vocabulary,
    settings: Config,
    room: Path | None = None,
) -> Found:
    """Take the chunks of a run apart and make its tables of them.

    Parameters
    ----------
    chunks : iterable of Part
        All of them, in order.
    asked : DataFrame
        From `voc.tables.answers`; its column `raw` is let go.
    source : Source
    people : DataFrame
        From `voc.respondents.respondents`; its notes are added to.
    vocabulary : Vocabulary
    settings : Config
    room : Path, optional
        A folder on a disk with room for the texts.
    """
    from voc.chunks import taken_apart
    from voc.opinion import MOST_JUDGED
    from voc.tables import comments_and_opinions

    parts, bags, words, masked = taken_apart(iter(chunks), words=settings.topics.enabled)
    del asked["raw"]  # the largest column; the judged texts take its place
    comments, opinions = comments_and_opinions(
        asked,
        people,
        parts,
        vocabulary.dimensions,
        neutral=settings.opinion.neutral,
        duplicate_length=settings.text.duplicate_length,
        room=room,
    )
    if long := int((comments["text"].str.len() > MOST_JUDGED).sum()):
        add_notes(people, ("judged_in_part", {"count": long, "most": f"{MOST_JUDGED:,}"}))
    if settings.opinion.sides:
        comments, opinions = _sided(source, comments, opinions, people)
    return Found([comments, opinions], bags, words, masked)


def add_notes(people: pd.DataFrame, *notes: Note) -> None:
    """Add to what is to be said of the reading and the comments."""
    people.attrs["notes"] = [*people.attrs["notes"], *notes]


def _sided(
    source: Source, comments: pd.DataFrame, opinions: pd.DataFrame, people: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Answers that name a thing only, judged by what their question asks for."""
    from voc.opinion.sides import with_sides
    from voc.read.headers import asks_for

    sides = {
        column.name: asks_for(column.asked.text or column.name)
        for column in source.columns
        if column.role == "text"
    }
    comments, opinions, by_side = with_sides(comments, opinions, sides)
    if any(by_side.values()):
        told = {"praised": by_side[1], "blamed": by_side[-1]}
        add_notes(people, ("judged_by_question", told))
    return comments, opinions
