"""From texts to opinions and sentiment, one chunk at a time. Light to import: workers load it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

from voc.lexicon import Codebook, load_vocabulary
from voc.lexicon.codebook import with_overall
from voc.lexicon.vocabulary import WARNS, fused_words, lexicon_terms
from voc.opinion.hits import Clause, comments
from voc.opinion.patterns import Patterns
from voc.opinion.rules import Opinion, judge
from voc.opinion.score import comment_sentiment
from voc.text.boilerplate import is_boilerplate
from voc.text.clean import clean
from voc.text.mask.masker import Masker
from voc.text.normalise import SEPARATOR
from voc.text.tokens import Tokenizer, Tokens

MOST_JUDGED = 100_000  # characters of a comment: more is a log or a book, no customer writes it


@dataclass(frozen=True)
class ChunkResult:
    """What is known of a chunk of comments; lists run in parallel with the texts."""

    texts: list[str]
    languages: list[str]
    boilerplate: list[bool]
    masked: int
    words: list[list[str]]
    opinions: list[list[Opinion]]
    sentiments: list[tuple[float, float]]  # sentiment and confidence
    risks: list[list[str]]


class OpinionEngine:
    """Cleans, cuts and judges comments.

    Parameters
    ----------
    codebook : Codebook
    tokenizer : {"rjieba", "jieba"}
    simplify : bool
    mask : bool or Masker
        See `voc.text.clean`.

    Examples
    --------
    >>> from voc.lexicon import load_codebook
    >>> engine = OpinionEngine(load_codebook("hotel"))
    >>> result = engine.run(["房间很干净，就是隔音太差"])
    >>> [(o[4], o[5] > 0) for o in result.opinions[0]]
    [('cleanliness', True), ('noise', False)]
    """

    def __init__(
        self,
        codebook: Codebook,
        *,
        tokenizer: str = "rjieba",
        simplify: bool = True,
        mask: bool | Masker = True,
    ) -> None:
        codebook = with_overall(codebook)
        self.tokenizer = Tokenizer(tokenizer, lexicon_terms(codebook), fused_words(codebook))
        self.vocabulary = load_vocabulary(codebook, self._cut_terms)
        self.patterns = Patterns(codebook)
        self.simplify = simplify
        self.mask = mask

    def masking(self, mask: bool | Masker) -> OpinionEngine:
        """The same engine for texts that are to be masked in another way."""
        other = copy(self)
        other.mask = mask
        return other

    def run(self, texts: list[str]) -> ChunkResult:
        """Work on a chunk; the result does not depend on how comments are chunked.

        Parameters
        ----------
        texts : list of str
        """
        with uncollected():
            return self._run(texts)

    def _run(self, texts: list[str]) -> ChunkResult:
        cleaned = clean(texts, simplify=self.simplify, mask_personal=self.mask)
        number = len(texts)
        words: list[list[str]] = [[] for _ in range(number)]
        opinions: list[list[Opinion]] = [[] for _ in range(number)]
        risks: list[list[str]] = [[] for _ in range(number)]
        english = [place for place, name in enumerate(cleaned.languages) if name == "en"]
        chinese = [place for place, name in enumerate(cleaned.languages) if name != "en"]
        for places, cut in (
            (chinese, self.tokenizer.cut),
            (english, self.tokenizer.cut_english),
        ):
            if not places:
                continue
            chosen = [cleaned.texts[place][:MOST_JUDGED] for place in places]
            tokens = cut(chosen)
            for place, found in zip(places, tokens.by_comment(), strict=True):
                words[place] = found
            found_clauses = comments(SEPARATOR.join(chosen), tokens, self.vocabulary, self.patterns)
            base = 0
            for place, text, clauses in zip(places, chosen, found_clauses, strict=True):
                if clauses:
                    opinions[place] = judge(clauses, tokens, base, text, self.vocabulary)
                    risks[place] = _risks(clauses)
                base += len(text) + 1
        boilerplate = [
            is_boilerplate(text, judges=bool(found))
            for text, found in zip(cleaned.texts, opinions, strict=True)
        ]
        for place, skip in enumerate(boilerplate):
            if skip:
                words[place], opinions[place], risks[place] = [], [], []
        return ChunkResult(
            texts=cleaned.texts,
            languages=cleaned.languages,
            boilerplate=boilerplate,
            masked=cleaned.masked,
            words=words,
            opinions=opinions,
            sentiments=[comment_sentiment(found) for found in opinions],
            risks=risks,
        )

    def _cut_terms(self, terms: list[str]) -> list[list[str]]:
        tokens: Tokens = self.tokenizer.cut(terms)
        return tokens.by_comment()


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold back the cyclic garbage collector: it would walk millions of tuples without cycles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Key:
    """A codebook as a key of the cache: equal when name and version are."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self._identity = (codebook.name, codebook.version)

    def __hash__(self) -> int:
        return hash(self._identity)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._identity == other._identity


def engine_for(
    codebook: Codebook,
    *,
    tokenizer: str = "rjieba",
    simplify: bool = True,
    mask: bool | Masker = True,
) -> OpinionEngine:
    """An engine with these settings; the last few are kept, since building one takes a moment."""
    return _built(_Key(codebook), tokenizer, simplify).masking(mask)


@lru_cache(maxsize=8)
def _built(key: _Key, tokenizer: str, simplify: bool) -> OpinionEngine:
    return OpinionEngine(key.codebook, tokenizer=tokenizer, simplify=simplify)


def _risks(clauses: list[Clause]) -> list[str]:
    warning = [clause for clause in clauses if clause.acts & WARNS]
    if not warning:
        return []
    return sorted({hit.entry.risk for clause in warning for hit in clause.hits if hit.entry.risk})
