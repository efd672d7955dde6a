"""Finding the words that matter in a chunk and grouping them into clauses."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

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
from voc.text.characters import differences, lower_case
from voc.text.clauses import Boundary
from voc.text.tokens import Tokens

_HAN_BEGINS = "\u3400"
_MOST_HITS = (
    100  # of a clause; rules look at all of them for each, and text may go on without commas
)
_UNSURE = (" ", ".")  # marks that may stand inside a clause
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
    starts = tokens.starts
    lowered = lower_case(joined).replace("’", "'")  # don’t is don't
    entries = _entries(joined, lowered, tokens, vocabulary)
    matches = patterns.find(lowered, tokens)
    for first, match in matches.items():
        _put_in(entries, first, match)
    skip = 0
    clauses: list[Clause] = []
    clause = Clause([], [])
    for index, entry in enumerate(entries):
        if entry is None or index < skip:
            continue
        acts = entry.acts
        if acts & ENDS:
            if entry.surface in _UNSURE and not _separates(entry, joined, starts[index]):
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


def _entries(
    joined: str, lowered: str, tokens: Tokens, vocabulary: Vocabulary
) -> list[Entry | None]:
    """What is known of each word, in lower case."""
    words, starts, known = tokens.words, tokens.starts, vocabulary.active
    entries = list(map(known.get, words))
    if lowered != joined:  # only the words that hold a capital are looked up once more
        for place in differences(joined, lowered):
            word = bisect_right(starts, place) - 1
            entries[word] = known.get(lower_case(words[word]).replace("’", "'"))
    return entries


def _put_in(entries: list[Entry | None], first: int, match: Match) -> None:
    """What a match says takes the place of the words inside it.

    A risk named inside is not lost: 再不解决我就打12315.
    """
    inside = entries[first : match.last + 1]
    risk = next((entry.risk for entry in inside if entry and entry.risk), None)
    entry = match.entry
    if risk:
        entry = replace(entry, risk=risk)
        entry.acts = entry.summed_up()
    entries[first : match.last + 1] = [entry, *[None] * (match.last - first)]


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
    end = start + 1
    if entry.surface == " ":
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
