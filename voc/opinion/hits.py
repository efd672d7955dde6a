"""Finding the words that matter in a chunk and grouping them into clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import itemgetter

from voc.lexicon.vocabulary import (
    BEGINS,
    CUES,
    ENDS,
    JUDGES,
    NAMES,
    WARNS,
    Entry,
    Vocabulary,
)
from voc.opinion.patterns import Match, Patterns
from voc.text.clauses import Boundary
from voc.text.tokens import Tokens

_HAN_BEGINS = "\u3400"
_MOST_HITS = (
    100  # of a clause; rules look at all of them for each, and text may go on without commas
)
_MATTERS = JUDGES | NAMES | CUES | WARNS  # a clause without any of these says nothing to the rules


@dataclass(slots=True, eq=False)
class Hit:
    """A known word: its first and last token in the chunk, and what is known of it."""

    first: int
    last: int
    entry: Entry


@dataclass(slots=True, eq=False)
class Clause:
    """The known words of a clause, and the mark that ends it."""

    hits: list[Hit]
    judging: list[int]  # which of the hits may evaluate
    acts: int = 0  # what any of the hits does
    mark: str = ""
    boundary: int = int(Boundary.COMMENT)


def comments(
    joined: str, tokens: Tokens, vocabulary: Vocabulary, patterns: Patterns
) -> Iterator[list[Clause]]:
    """The clauses of one comment after the other.

    Parameters
    ----------
    joined : str
        The comments of the chunk, joined by SEPARATOR.
    tokens : Tokens
        Their words.
    vocabulary : Vocabulary
    patterns : Patterns
        Of the codebook; what they match stands for the words inside.

    Yields
    ------
    list of Clause
        One list a comment; a clause without known words is left out.
    """
    words, starts = tokens.words, tokens.starts
    lowered = joined.lower().replace("’", "'")  # don’t is don't
    written = words if lowered == joined else (word.lower().replace("’", "'") for word in words)
    found = [
        (index, entry)
        for index, entry in enumerate(map(vocabulary.active.get, written))
        if entry is not None
    ]
    matches = patterns.find(lowered, tokens)
    if matches:
        found = _with_matches(found, matches)
    skip = 0
    clauses: list[Clause] = []
    clause = Clause([], [])
    for index, entry in found:
        if index < skip:
            continue
        acts = entry.acts
        if acts & ENDS:
            if not _separates(entry, joined, starts[index]):
                continue
            if clause.acts & _MATTERS:
                clause.mark, clause.boundary = entry.surface, entry.boundary
                clauses.append(clause)
                clause = Clause([], [])
            else:
                if clause.hits:
                    clause = Clause([], [])
                if clauses and clauses[-1].boundary < entry.boundary:
                    clauses[-1].boundary = entry.boundary  # 好！！！ → the strongest mark counts
            if entry.boundary == Boundary.COMMENT:
                yield clauses
                clauses = []
            continue
        last = index
        if index in matches:
            last, skip = matches[index].last, matches[index].last + 1
        elif acts & BEGINS:
            stop, entry = _longest(entry, index, starts, lowered, vocabulary)
            acts = entry.acts
            if stop is not None:
                last, skip = stop, stop + 1
            if not acts & ~BEGINS:
                continue
        if acts & JUDGES:
            clause.judging.append(len(clause.hits))
        clause.acts |= acts
        clause.hits.append(Hit(index, last, entry))
        if len(clause.hits) == _MOST_HITS:
            if clause.acts & _MATTERS:
                clause.boundary = Boundary.CLAUSE
                clauses.append(clause)
            clause = Clause([], [])
    if clause.acts & _MATTERS:
        clauses.append(clause)
    yield clauses


def _with_matches(
    found: list[tuple[int, Entry]], matches: dict[int, Match]
) -> list[tuple[int, Entry]]:
    """The known words with those inside a match replaced by what the match says.

    A risk named inside is not lost: 再不解决我就打12315.
    """
    known = dict(found)
    for first, match in matches.items():
        inside = [known.pop(place, None) for place in range(first, match.last + 1)]
        risk = next((entry.risk for entry in inside if entry and entry.risk), None)
        entry = replace(match.entry, risk=risk) if risk else match.entry
        if risk:
            entry.acts = entry.summed_up()
        known[first] = entry
    return sorted(known.items(), key=itemgetter(0))


def _longest(
    entry: Entry, index: int, starts: list[int], lowered: str, vocabulary: Vocabulary
) -> tuple[int | None, Entry]:
    """The longest term of several words that begins here, with its last token."""
    start = starts[index]
    for term in entry.longer:
        if lowered.startswith(term, start):
            stop = _token_ending_at(starts, index, start + len(term), lowered)
            if stop is not None:
                return stop, vocabulary.entries[term]
    return None, entry


def _separates(entry: Entry, joined: str, start: int) -> bool:
    """A space parts clauses between Chinese characters, a full stop only after a word."""
    mark = entry.surface
    if mark not in " .":
        return True
    end = start + 1
    if mark == " ":
        return (
            start > 0 and joined[start - 1] >= _HAN_BEGINS and joined[end : end + 1] >= _HAN_BEGINS
        )
    return not joined[end : end + 1].isalnum()


def _token_ending_at(starts: list[int], index: int, end: int, lowered: str) -> int | None:
    """The token that ends at offset `end`, if a token does; English leaves out the spaces."""
    stop = index
    while stop + 1 < len(starts) and starts[stop + 1] < end:
        stop += 1
    following = starts[stop + 1] if stop + 1 < len(starts) else len(lowered)
    return stop if following == end or lowered[end:following].isspace() else None
