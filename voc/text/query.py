"""What is looked for in comments: 停车|车位 收费 "前台 态度" -免费, or a regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from voc.errors import VocError
from voc.text.expression import Expression
from voc.text.fold import fold
from voc.text.normalise import normalise

__all__ = ["Query", "Span", "Term", "any_of", "merged_spans", "parse_query"]

Span = tuple[int, int]

_PART = re.compile(
    '"(?P<straight>[^"]*)"?|“(?P<curly>[^”]*)”?|「(?P<corner>[^」]*)」?'
    r"|(?P<bar>\|)|(?P<minus>-(?=[^\s|]))|(?P<word>[^\s|\"“「]+)"
)
# wifi is not in hifiwifi, but in wifis; 20 is neither in 120 nor in 200.
_LATIN, _DIGIT = re.compile("[a-z]"), re.compile("[0-9]")


@dataclass(frozen=True)
class Term:
    """One part of a query: any of its words will do; `excluded` wants none of them.

    Attributes
    ----------
    words : tuple of str
        Folded, as `voc.text.fold` does; the source of a regular expression.
    pattern : Pattern or Expression
    excluded : bool
    """

    words: tuple[str, ...]
    pattern: re.Pattern[str] | Expression
    excluded: bool = False


@dataclass(frozen=True)
class Query:
    """All terms that a comment must meet.

    Attributes
    ----------
    terms : tuple of Term
    folded : bool
        Whether variants of a character are alike; not in a regular expression of the user.
    """

    terms: tuple[Term, ...]
    folded: bool = True

    def spans(self, texts: list[str]) -> list[list[Span] | None]:
        """Where each text meets the query; None where it does not.

        Parameters
        ----------
        texts : list of str

        Returns
        -------
        list
            For each text its places (start, end), in order and apart from each other. The list is
            empty where nothing is to be marked, as when the query only excludes.

        Examples
        --------
        >>> parse_query("停车|车位 贵").spans(["停车太贵，车位少", "停车免费", "早餐贵"])
        [[(0, 2), (3, 4), (5, 7)], None, None]
        >>> parse_query(re.compile("停.")).spans(["停车", "等停當"])
        [[(0, 2)], [(1, 3)]]
        """
        return [self._spans(text) for text in (fold(texts) if self.folded else texts)]

    def count(self, texts: list[str]) -> list[tuple[str, int]]:
        """In how many of the texts each term that is asked for stands.

        >>> parse_query("停车|车位 发票 -贵").count(["停车", "车位贵"])
        [('停车|车位', 2), ('发票', 0)]
        """
        looked = fold(texts) if self.folded else texts
        return [
            ("|".join(term.words), sum(term.pattern.search(text) is not None for text in looked))
            for term in self.terms
            if not term.excluded
        ]

    def _spans(self, text: str) -> list[Span] | None:
        if not self.terms or any(
            (term.pattern.search(text) is None) != term.excluded for term in self.terms
        ):
            return None
        return merged_spans(
            hit.span()
            for term in self.terms
            if not term.excluded
            for hit in term.pattern.finditer(text)
        )


def parse_query(query: str | re.Pattern[str]) -> Query:
    """Read a query.

    Words between spaces are all required, words between | are alternatives, a - before a word
    excludes it, and what stands in quotation marks is one phrase. The words are cleaned as comments
    are, and compared without regard to simplified and traditional characters, width and case. A
    Latin word is found where a word begins with it, a number where it stands whole.

    Parameters
    ----------
    query : str or Pattern
        A regular expression is searched for as it is, for half a minute at most.

    Returns
    -------
    Query
        Without terms, which no text meets, when the query is empty.

    Raises
    ------
    VocError
        It is neither text nor a regular expression for text. A search raises when an
        expression goes on without end.

    Examples
    --------
    >>> [(term.words, term.excluded) for term in parse_query('停車｜車位 "wifi 慢" -免费').terms]
    [(('停车', '车位'), False), (('wifi 慢',), False), (('免费',), True)]
    """
    if isinstance(query, re.Pattern) and isinstance(query.pattern, str):
        return Query((Term((query.pattern,), Expression(query)),), folded=False)
    if not isinstance(query, str):
        raise VocError("report.no-query", where="query", query=query)
    parts: list[tuple[list[str], bool]] = []
    goes_on, excluded = False, False
    for part in _PART.finditer(fold(normalise([query]))[0]):
        if part["bar"]:
            goes_on = bool(parts)
        elif part["minus"]:
            excluded, goes_on = True, False
        else:
            word = next(text for text in part.groups() if text is not None).strip()
            word = word if word.strip("-") else ""  # a dash between spaces
            if word and goes_on:
                parts[-1][0].append(word)
            elif word:
                parts.append(([word], excluded))
            goes_on, excluded = False, False
    return Query(tuple(Term(tuple(words), _pattern(words), out) for words, out in parts))


def any_of(words: list[str]) -> Query:
    """A query that any of these words meets; without words, none does.

    >>> any_of(["停车", "车位"]).spans(["停车难", "早餐好"])
    [[(0, 2)], None]
    """
    folded = [word for word in fold(words) if word.strip()]
    return Query((Term(tuple(folded), _pattern(folded)),) if folded else ())


def merged_spans(spans: Iterable[Span]) -> list[Span]:
    """Places in order, those that overlap as one, empty ones left out.

    >>> merged_spans([(4, 6), (0, 2), (1, 3), (3, 3)])
    [(0, 3), (4, 6)]
    """
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pattern(words: list[str]) -> re.Pattern[str]:
    """Any of the words, the longest first, so that 停车场 is marked whole beside 停车."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(_literal(word) for word in longest_first))


def _literal(word: str) -> str:
    pattern = r"\s+".join(re.escape(piece) for piece in word.split())
    if _LATIN.match(word):
        return rf"(?<![a-z]){pattern}"
    before = r"(?<!\d)(?<!\d\.)" if _DIGIT.match(word) else ""
    after = r"(?!\d)(?!\.\d)" if _DIGIT.match(word[-1]) else ""
    return before + pattern + after
