"""The judged chunks of a run: where they come from, and what each is taken apart into."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from voc import engines
from voc.append import Base
from voc.arrow import lengths_of
from voc.config import RunConfig
from voc.lexicon.word_lists import negator_words
from voc.opinion.bags import Bags, WordIndex
from voc.opinion.part import MASKED, Part
from voc.text.words import Words

if TYPE_CHECKING:
    import pandas as pd

    from voc.finished import FinishedParts

__all__ = ["TakenApart", "judged_chunks", "taken_apart"]

_CHUNKS = 8  # at least, of what is more than one
_FEWEST = 500


class TakenApart(NamedTuple):
    """What the chunks of a run hold: parts without words, these by themselves, what was masked."""

    parts: list[Part]
    bags: Bags  # for the sentiment
    words: Words  # for the topics; empty where none are wanted
    masked: int


def judged_chunks(
    engine: Any,
    arguments: dict[str, Any],
    raw: pd.Series,
    run: RunConfig,
    base: Base | None = None,
    finished: FinishedParts | None = None,
) -> Iterator[Part]:
    """Chunks in order: of the run that is added to, of one that was broken off, then the others.

    Parameters
    ----------
    engine : OpinionEngine
    arguments : dict
        Which build it in a worker.
    raw : Series of str
        The texts to judge.
    run : RunConfig
        Size of a chunk, processes, engine.
    base : Base, optional
        The run that is added to: the first texts are its own.
    finished : FinishedParts, optional
        Where chunks are kept.
    """
    if base is not None:
        before = base.counts["comments"]
        yield from base.parts(raw.iloc[:before])
        raw = raw.iloc[before:]
    size = _chunk_size(len(raw), run.chunk)
    starts = range(0, len(raw), size)
    done = 0
    if finished is not None:
        finished.begin(raw, arguments, size)
        for part in finished.parts():
            yield part
            done += 1
    chunks = (raw.iloc[start : start + size].tolist() for start in starts[done:])
    made = engines.judged_parts(engine, arguments, chunks, run.processes, run.engine)
    for place, part in enumerate(made, done):
        if finished is not None:
            finished.keep(place, part)
        yield part


def taken_apart(chunks: Iterator[Part], *, words: bool) -> TakenApart:
    """Judge all chunks and take them apart; `words` for topics only where they are wanted."""
    parts: list[Part] = []
    bags, of_topics = Bags(WordIndex(negator_words())), Words()
    masked = 0
    for part in chunks:
        said = _said(part)
        bags.add_numbered(*said)
        if words:
            of_topics.add(*said)
        masked += int(part.schema.metadata[MASKED])
        parts.append(part.drop_columns(["words"]))
    return TakenApart(parts, bags, of_topics, masked)


def _chunk_size(comments: int, most: int) -> int:
    """Comments of a chunk: smaller where there are few, so that all processes end together.

    What fits into one chunk stays one: to start others would take longer.

    >>> [_chunk_size(comments, 4_000) for comments in (300, 4_000, 12_000, 32_000, 1_000_000)]
    [4000, 4000, 1500, 4000, 4000]
    """
    return most if comments <= most else min(most, max(_FEWEST, -(-comments // _CHUNKS)))


def _said(part: Part) -> tuple[list[str], Any, Any]:
    """The words of a part: each once, as numbers, and how many each comment has."""
    words = part["words"]
    return words.values.dictionary.to_pylist(), words.values.indices.to_numpy(), lengths_of(words)
