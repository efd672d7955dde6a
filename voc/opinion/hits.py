"""Finding the words that matter in a chunk and grouping them into clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from voc.lexicon.vocabulary import Entry, Vocabulary
from voc.text.clauses import Boundary
from voc.text.tokens import Tokens

_HAN_BEGINS = "\u3400"


@dataclass(slots=True)
class Hit:
    """A known word: its first and last token, its offsets in the comment, what is known of it."""

    first: int
    last: int
    start: int
    end: int
    entry: Entry


@dataclass(slots=True)
class Clause:
    """The known words of a clause, and the mark that ends it."""

    hits: list[Hit]
    mark: str = ""
    boundary: int = int(Boundary.COMMENT)
    judging: list[int] | None = None  # which of the hits may evaluate
    names: bool = False  # names a driver
    cued: bool = False  # holds a cue such as 如果 or 但是


def comments(joined: str, tokens: Tokens, vocabulary: Vocabulary) -> Iterator[list[Clause]]:
    """The clauses of one comment after the other.

    Parameters
    ----------
    joined : str
        The comments of the chunk, joined by SEPARATOR.
    tokens : Tokens
        Their words.
    vocabulary : Vocabulary

    Yields
    ------
    list of Clause
        One list a comment; a clause without known words is left out.
    """
    words, starts = tokens.words, tokens.starts
    lowered = joined.lower()
    written = words if lowered == joined else map(str.lower, words)
    found = [
        (index, entry)
        for index, entry in enumerate(map(vocabulary.active.get, written))
        if entry is not None
    ]
    base = skip = 0
    clauses: list[Clause] = []
    clause = Clause([])
    for index, entry in found:
        if index < skip:
            continue
        start = starts[index]
        end = start + len(words[index])
        if entry.boundary:
            if not _separates(entry, joined, start, end):
                continue
            if clause.hits:
                clause.mark, clause.boundary = entry.surface, entry.boundary
                clauses.append(clause)
                clause = Clause([])
            elif clauses:  # 好！！！ → the strongest mark counts
                clauses[-1].boundary = max(clauses[-1].boundary, entry.boundary)
            if entry.boundary == Boundary.COMMENT:
                yield clauses
                clauses, base = [], end
            continue
        last = index
        if entry.longer:
            for term in entry.longer:
                if lowered.startswith(term, start):
                    stop = _token_ending_at(starts, index, start + len(term), len(joined))
                    if stop is not None:
                        last, end, entry = stop, start + len(term), vocabulary.entries[term]
                        skip = stop + 1
                        break
        if entry.longer and entry.idle:
            continue
        if entry.polarity or entry.paired:
            if clause.judging is None:
                clause.judging = [len(clause.hits)]
            else:
                clause.judging.append(len(clause.hits))
        if entry.driver:
            clause.names = True
        if entry.cue:
            clause.cued = True
        clause.hits.append(Hit(index, last, start - base, end - base, entry))
    if clause.hits:
        clauses.append(clause)
    yield clauses


def _separates(entry: Entry, joined: str, start: int, end: int) -> bool:
    """A space parts clauses between Chinese characters, a full stop only after a word."""
    if entry.surface == " ":
        return (
            start > 0 and joined[start - 1] >= _HAN_BEGINS and joined[end : end + 1] >= _HAN_BEGINS
        )
    if entry.surface == ".":
        return not joined[end : end + 1].isalnum()
    return True


def _token_ending_at(starts: list[int], index: int, end: int, total: int) -> int | None:
    """The token that ends at offset `end`, if a token does."""
    stop = index
    while stop + 1 < len(starts) and starts[stop + 1] < end:
        stop += 1
    following = starts[stop + 1] if stop + 1 < len(starts) else total
    return stop if following == end else None
