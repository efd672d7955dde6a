"""Words of a codebook that the engine never takes as the codebook means them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from voc.lexicon import Codebook
from voc.lexicon.vocabulary import MODIFIES, Entry
from voc.messages import phrase
from voc.opinion.engine import OpinionEngine
from voc.text.clean import clean
from voc.text.tokens import Tokenizer


@dataclass(frozen=True)
class Unheard:
    """A word, where the codebook has it, and what becomes of it."""

    driver: str
    kind: str
    word: str
    why: str


def unheard(codebook: Codebook) -> list[Unheard]:
    """Words that, as a comment of their own, are not found or count for another driver.

    What hides a word may be cleaning (traditional characters become simplified), a longer entry,
    or another driver's word inside it. Words that only judge beside an aspect (冷 in 菜冷了) and
    words for the overall verdict are passed over.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from voc.lexicon import load_codebook
    >>> general = load_codebook("general")
    >>> noise = replace(general.drivers["noise"], terms=("服務", "噪音"))
    >>> book = replace(general, drivers={**general.drivers, "noise": noise}, version="")
    >>> [(found.word, found.why) for found in unheard(book) if found.driver == "noise"]
    [('服務', 'comments are cleaned first, and then it reads "服务"')]
    """
    engine = OpinionEngine(codebook)
    entries = engine.vocabulary.entries
    items = [
        (driver.id, kind, word)
        for driver in codebook.drivers.values()
        for kind in ("terms", "implied_by", "suggested_by")
        for word in getattr(driver, kind)
        if driver.dimension != "overall" and not (word in entries and entries[word].paired)
    ]
    result = engine.run([word for _, _, word in items])
    lost = []
    for place, (driver, kind, word) in enumerate(items):
        found = [opinion[4] for opinion in result.opinions[place]]
        if driver in found or result.boilerplate[place]:
            continue
        lost.append(Unheard(driver, kind, word, _why(word, result.texts[place], found)))
    return [*lost, *_unknown_pairs(codebook, entries), *_unheard_patterns(codebook)]


def _why(word: str, cleaned: str, found: list[str]) -> str:
    if cleaned.lower() != word:
        return phrase("codebook.cleaned-first", cleaned=cleaned)
    if found:
        return phrase("codebook.counts-for", driver=found[0])
    return phrase("codebook.no-rule")


def _unknown_pairs(codebook: Codebook, entries: dict[str, Entry]) -> list[Unheard]:
    """Pairs of a term that no driver has and no dictionary knows: often a slip of the pen."""
    words = {word for driver in codebook.drivers.values() for word in driver.words}
    pairs = [
        (driver.id, term, word)
        for driver in codebook.drivers.values()
        for term, word, _ in driver.pairs
        if term not in words and not (entries[term].acts & ~MODIFIES)
    ]
    cut = _plain().cut([term for _, term, _ in pairs]).by_comment() if pairs else []
    return [
        Unheard(driver, "pairs", f"{term} {word}", phrase("codebook.unknown-term", term=term))
        for (driver, term, word), parts in zip(pairs, cut, strict=True)
        if len(parts) > 1
    ]


@cache
def _plain() -> Tokenizer:
    """One that knows the dictionary alone; it takes a while to make."""
    return Tokenizer()


def _unheard_patterns(codebook: Codebook) -> list[Unheard]:
    """Expressions are searched in cleaned text in lower case."""
    lost = []
    for driver in codebook.drivers.values():
        for expression, _ in driver.patterns:
            letters = [c for c in expression.replace("\\\\", "") if c.isalpha()]
            escaped = {expression[i + 1] for i, c in enumerate(expression[:-1]) if c == "\\"}
            changed = [
                letter
                for letter, plain in zip(letters, clean(letters).texts, strict=True)
                if plain.lower() != letter
                and letter not in escaped
                and plain.lower() not in letters  # [kK]
            ]
            if changed:
                why = phrase("codebook.lower-case", letter=changed[0])
                lost.append(Unheard(driver.id, "patterns", expression, why))
    return lost
