"""Which codebook fits comments of an unknown industry."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from voc.lexicon.codebook import Codebook, codebooks, load_codebook
from voc.lexicon.dimensions import OVERALL
from voc.text import clean

_SAMPLE = 300  # comments looked at
_LENGTH = 400  # characters of each
_ENOUGH = 3.0  # evidence that one comment can give at most: a long one counts no more
_LONGEST = 8  # characters of a Chinese term that is looked for
_SIZE = 30.0  # only so that figures read well: about 1 for a good fit
MINIMUM = 0.4  # below, no industry is recognised
AUTO = "auto"  # the name that asks for the best codebook
GENERAL = "general"


@dataclass(frozen=True)
class Fit:
    """How well a codebook fits; about 1 is good, below 0.4 says nothing."""

    codebook: str
    fit: float


def best_codebook(texts: Sequence[str]) -> tuple[str, list[Fit]]:
    """The codebook whose own words the comments use most, and the fit of every other.

    Parameters
    ----------
    texts : sequence of str
        At most 300 of them, evenly spread, are looked at.

    Returns
    -------
    name : str
        "general" when the best fit is below 0.4.
    fits : list of Fit
        Best first; without "general", whose words fit everywhere.

    Notes
    -----
    fit(b) = 30 / √|T_b| · mean over comments of min(3, Σ_t w_t), the sum over the terms t of the
    book's own T_b that the comment holds; w_t = log(B / B_t) / log B for a term that B_t of B
    books hold. A word of one industry alone counts 1, a word of all nothing; the square root
    keeps a book from winning by its size.

    Examples
    --------
    >>> best_codebook(["牛肉面分量足，汤也鲜", "上菜太慢，服务员爱答不理", "口味偏咸"])[0]
    'restaurant'
    >>> best_codebook(["还可以", "不错", "满意"])[0]
    'general'
    """
    words = _weighted_words()
    size = min(len(texts), _SAMPLE)
    chosen = [texts[place * len(texts) // size][:_LENGTH] for place in range(size)]
    sample = [text.lower() for text in clean(chosen, mask_personal=False).texts]
    total: Counter[str] = Counter()
    for text in sample:
        evidence: Counter[str] = Counter()
        for term in _pieces(text) & words.terms.keys():
            weight, books = words.terms[term]
            for book in books:
                evidence[book] += weight  # type: ignore[assignment]
        for book, found in evidence.items():
            total[book] += min(found, _ENOUGH)  # type: ignore[assignment]
    number = max(1, len(sample))
    fits = [
        Fit(book, round(_SIZE * total[book] / number / math.sqrt(size), 3))
        for book, size in words.sizes.items()
    ]
    fits.sort(key=lambda fit: (-fit.fit, fit.codebook))
    best = fits[0] if fits else Fit(GENERAL, 0.0)
    return (best.codebook if best.fit >= MINIMUM else GENERAL), fits


@dataclass(frozen=True)
class _Words:
    """Weight and books of every term, and the number of terms of every book."""

    terms: dict[str, tuple[float, tuple[str, ...]]]
    sizes: dict[str, int]


@cache
def _weighted_words() -> _Words:
    general = _terms(load_codebook(GENERAL))
    own = {name: _terms(load_codebook(name)) - general for name in codebooks() if name != GENERAL}
    held: dict[str, list[str]] = {}
    for name, terms in own.items():
        for term in terms:
            held.setdefault(term, []).append(name)
    number = math.log(len(own)) or 1.0
    return _Words(
        {term: (1 - math.log(len(books)) / number, tuple(books)) for term, books in held.items()},
        {name: len(terms) for name, terms in own.items()},
    )


def _terms(book: Codebook) -> set[str]:
    """The words of a codebook, without bare verdicts and intentions: all industries share them."""
    return {
        word
        for driver in book.drivers.values()
        if driver.dimension != OVERALL
        for word in (*driver.terms, *driver.implied_by, *driver.suggested_by)
        if len(word) > 1
    }


def _pieces(text: str) -> set[str]:
    """All that could be a term: strings of 2 to 8 Chinese characters, one to three Latin words."""
    found = {
        text[start : start + length]
        for start in range(len(text))
        for length in range(2, _LONGEST + 1)
        if text[start] >= "\u3400"
    }
    words = "".join(c if c.isascii() and (c.isalnum() or c in "-'") else " " for c in text).split()
    found.update(
        " ".join(words[start : start + length])
        for start in range(len(words))
        for length in (1, 2, 3)
    )
    return found
