"""All that is known about each word, gathered from word lists and codebook into one look-up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from voc.lexicon.codebook import Codebook
from voc.lexicon.dimensions import OVERALL
from voc.lexicon.word_lists import (
    cues,
    degrees,
    forms,
    is_bare_verdict,
    lexicon_version,
    listed_pairs,
    negators,
    risks,
    sentiment_terms,
)
from voc.text.clauses import BOUNDARIES

_GLUED = ("plain", "forbid", "hedge", "reduce")
JUDGES, NAMES, CUES, WARNS, MODIFIES, BEGINS, ENDS = 1, 2, 4, 8, 16, 32, 64
_DENIED, _HEDGES, _MILDER = "不", ("不太", "不怎么", "不咋", "不够", "不是很"), 0.7
_ENGLISH_TOKEN = re.compile(r"[a-z]+?(?=n't)|[a-z0-9]+")


@dataclass(slots=True)
class Entry:
    """What one word can do in a clause; most words do one thing."""

    surface: str
    polarity: float | None = None
    driver: str | None = None  # it names what is judged
    implies: str | None = None  # it judges, and so tells what is judged
    suggests: str | None = None  # the same, but anything named goes before
    paired: bool = False  # its polarity depends on what it judges
    pair_aspect: bool = False  # it decides the polarity of a paired word
    negator: str | None = None
    degree: float | None = None
    degree_after: bool = False
    cue: str | None = None
    risk: str | None = None
    boundary: int = 0
    longer: tuple[str, ...] = ()  # terms of several words that begin with this one, longest first

    acts: int = 0  # what it does, summed up for the engine

    def summed_up(self) -> int:
        """What it does; 0 for a word that only keeps a shorter one inside it from acting."""
        modifies = self.negator or self.degree is not None or self.pair_aspect
        return (
            JUDGES * bool(self.polarity or self.paired)
            | NAMES * bool(self.driver)
            | CUES * bool(self.cue)
            | WARNS * bool(self.risk)
            | MODIFIES * bool(modifies or self.implies)
            | BEGINS * bool(self.longer)
            | ENDS * bool(self.boundary)
        )


@dataclass(frozen=True)
class Vocabulary:
    """Look-up from a word (lower case) to its entry, and polarities of pairs.

    `entries` has all words, `active` those that do something or begin a longer term. `pairs` has
    (aspect term, evaluating word) and, where all terms of a driver agree, (driver, evaluating
    word).
    """

    entries: dict[str, Entry]
    active: dict[str, Entry]
    pairs: dict[tuple[str, str], float]
    pair_drivers: dict[tuple[str, str], str]  # of the pairs that a codebook lists under a driver
    dimensions: dict[str, str]  # of each driver
    parents: dict[str, str | None]  # of each driver
    mentions: dict[str, float]  # polarity of naming a driver alone, where it is not 0
    spreads: dict[str, tuple[str, ...]]  # drivers that a verdict on a driver counts for as well
    version: str


def load_vocabulary(codebook: Codebook, cut: Callable[[list[str]], list[list[str]]]) -> Vocabulary:
    """Gather the word lists of `lexicons/` and the codebook.

    Parameters
    ----------
    codebook : Codebook
    cut : callable
        Cuts texts into words; tells which terms the tokenizer does not keep whole.

    Raises
    ------
    VocError
        A malformed line, with file and line.
    """
    entries: dict[str, Entry] = {}

    def entry(word: str) -> Entry:
        found = entries.get(word)
        if found is None:
            found = entries[word] = Entry(word)
        return found

    for word, boundary in BOUNDARIES.items():
        entry(word).boundary = int(boundary)
    for word, polarity in sentiment_terms().items():
        for form in forms(word):
            entry(form).polarity = polarity
    for word, kind in negators().items():
        if kind != "none":
            entry(word).negator = kind
        else:
            entry(word)
    for word, (factor, after) in degrees().items():
        entry(word).degree, entry(word).degree_after = factor, after
    for word, cue in cues().items():
        entry(word).cue = cue
    for word, risk in risks().items():
        entry(word).risk = risk
    pairs = _pairs(codebook)
    for aspect, evaluating in pairs:
        entry(evaluating).paired = True
        if aspect not in codebook.drivers:
            entry(aspect).pair_aspect = True
    for driver in codebook.drivers.values():
        for term in driver.terms:
            entry(term).driver = driver.id
        for term in driver.implied_by:
            entry(term).implies = driver.id
        for term in driver.suggested_by:
            entry(term).suggests = driver.id
        for term, polarity in driver.verdicts:
            entry(term).polarity = polarity
        for term in driver.exclude:
            entry(term)
    if OVERALL in codebook.drivers:
        for word, found in entries.items():
            if found.polarity and not found.suggests and is_bare_verdict(word):
                found.suggests = OVERALL
    _raised_verdicts(entries)
    _hedged_denials(entries)
    _look_inside(entries)
    _part_verdicts(entries, pairs)
    for found in entries.values():
        if found.implies and not found.polarity and not found.paired:
            found.driver = found.driver or found.implies  # 辣 tells the driver, not the verdict
    _link_longer(entries, cut)
    for found in entries.values():
        found.acts = found.summed_up()
    return Vocabulary(
        entries=entries,
        active={word: found for word, found in entries.items() if found.acts},
        pairs=pairs,
        pair_drivers={
            (aspect, word): driver.id
            for driver in codebook.drivers.values()
            for aspect, word, _ in driver.pairs
        },
        dimensions={driver.id: driver.dimension for driver in codebook.drivers.values()},
        parents={driver.id: driver.parent for driver in codebook.drivers.values()},
        mentions={d.id: d.mention for d in codebook.drivers.values() if d.mention},
        spreads={d.id: d.spreads_to for d in codebook.drivers.values() if d.spreads_to},
        version=lexicon_version(),
    )


def lexicon_terms(codebook: Codebook) -> set[str]:
    """Every term of the word lists and the codebook, for the tokenizer's dictionary."""
    terms = {form for word in sentiment_terms() for form in forms(word)}
    terms |= negators().keys() | degrees().keys() | cues().keys() | risks().keys()
    terms |= {word for pair in _pairs(codebook) for word in pair if word not in codebook.drivers}
    for driver in codebook.drivers.values():
        terms |= {*driver.terms, *driver.implied_by, *driver.suggested_by, *driver.exclude}
    return terms


def fused_words(codebook: Codebook) -> Iterator[tuple[str, list[str]]]:
    """Negator, degree word or 也, each with the evaluating words it is glued to: 不贵, 很快, 也好.

    Dictionaries hold many of them as one word, which would hide its parts from the rules.
    """
    modifiers = [word for word, kind in negators().items() if kind in _GLUED]
    modifiers += [word for word, (_, after) in degrees().items() if not after]
    modifiers.append("也")  # 味道也好: says nothing, and hides 好
    evaluating = {word for word, polarity in sentiment_terms().items() if polarity}
    evaluating |= {word for _, word in _pairs(codebook)}
    short = [word for word in evaluating if len(word) <= 2 and not word.isascii()]
    beside = {1: short, 2: [word for word in short if len(word) == 1]}  # three letters in all
    return (
        (modifier, beside[len(modifier)])
        for modifier in modifiers
        if len(modifier) <= 2 and not modifier.isascii()
    )


def _pairs(codebook: Codebook) -> dict[tuple[str, str], float]:
    """Pairs of the word list, then of the codebook, then what the terms of a driver agree on."""
    pairs = dict(listed_pairs())
    owner = {term: driver.id for driver in codebook.drivers.values() for term in driver.terms}
    for driver in codebook.drivers.values():
        for aspect, word, polarity in driver.pairs:
            pairs[aspect, word] = polarity
    by_driver: dict[tuple[str, str], list[float]] = {}
    for (aspect, word), polarity in pairs.items():
        if aspect in owner and word not in negators():  # 没有 售后 says nothing of 没有 噪音
            by_driver.setdefault((owner[aspect], word), []).append(polarity)
    for key, found in by_driver.items():
        # 火候 过 alone says nothing of 牛肉 过
        if len(found) > 1 and min(found) * max(found) > 0:
            pairs.setdefault(key, sum(sorted(found)) / len(found))
    return pairs


def _raised_verdicts(entries: dict[str, Entry]) -> None:
    """A raised word that is a term by itself says what its parts say.

    太吵 implies what 吵 implies; 很好 of the pair 位置 很好 is praise beside others, too.
    """
    for word, found in entries.items():
        told = found.driver or found.implies or found.suggests
        if not (found.polarity and not told) and not (found.paired and found.polarity is None):
            continue
        for cut in range(1, len(word)):
            raising, verdict = entries.get(word[:cut]), entries.get(word[cut:])
            if raising and verdict and raising.degree and verdict.polarity:
                if found.polarity is None:
                    found.polarity = max(-1.0, min(1.0, raising.degree * verdict.polarity))
                found.implies = found.implies or verdict.implies
                break


def _hedged_denials(entries: dict[str, Entry]) -> None:
    """不太隔音 and 不怎么理人 are milder than 不隔音, 不理人; 隔音 alone judges nothing."""
    for word, found in list(entries.items()):
        if len(word) != 3 or word[0] != _DENIED or word[2] == "了":  # 不用了, but 不够用了
            continue
        if not found.polarity or found.polarity > 0:
            continue
        done = entries.get(word[1:])
        if done and (done.polarity or done.paired):
            continue  # 不干净: what 不太干净 means, the rules tell
        for hedge in _HEDGES:
            entries.setdefault(
                hedge + word[1:],
                replace(found, surface=hedge + word[1:], polarity=_MILDER * found.polarity),
            )


def _look_inside(entries: dict[str, Entry]) -> None:
    """A longer term takes on what the words inside it say.

    An evaluating compound is about the driver whose term it holds (价格公道, 效果好), and a risk
    word judges as the evaluating word in it does (再也不来了).
    """
    for word, found in entries.items():
        if found.risk and found.polarity is None and not found.driver and not found.implies:
            parts = [entries[part] for part in _parts(word) if part in entries]
            judging = [part for part in parts if part.polarity]
            if judging:
                longest = max(judging, key=lambda part: len(part.surface))
                found.polarity, found.implies = longest.polarity, longest.implies
    named = {
        word: found.driver or found.implies
        for word, found in entries.items()
        if len(word) > 1 and (found.driver or found.implies)
    }
    for word, found in entries.items():
        told = found.driver or found.implies or found.suggests
        if not found.polarity or told or len(word) < 3 or word.isascii():
            continue
        inside = [part for part in _parts(word) if part in named]
        if inside:
            found.implies = named[max(inside, key=len)]


def _part_verdicts(entries: dict[str, Entry], pairs: dict[tuple[str, str], float]) -> None:
    """A term made of an aspect and a verdict judges: 隔音差, 价格高."""
    for word, found in entries.items():
        if found.polarity is not None or not (found.driver or found.implies):
            continue
        for cut in range(1, len(word)):
            aspect, verdict = entries.get(word[:cut]), entries.get(word[cut:])
            if not aspect or not verdict or not aspect.driver:
                continue
            polarity = pairs.get((aspect.surface, verdict.surface), verdict.polarity)
            if polarity:
                found.polarity, found.implies = polarity, found.implies or found.driver
                found.driver = None
                break


def _parts(word: str) -> list[str]:
    """All parts of a word of at least two characters, itself left out."""
    return [
        word[start:end]
        for start in range(len(word))
        for end in range(start + 2, len(word) + 1)
        if end - start < len(word)
    ]


def _first_english_token(term: str) -> str:
    """How spaCy begins to cut it: rip-off → rip, can't wait → ca, doesn't work → does."""
    hit = _ENGLISH_TOKEN.match(term)
    return hit.group() if hit else term


def _link_longer(entries: dict[str, Entry], cut: Callable[[list[str]], list[list[str]]]) -> None:
    """Note on the first word of every term that the tokenizer cuts what the whole term is."""
    terms = [term for term in entries if len(term) > 1]
    longer: dict[str, list[str]] = {}
    for term, words in zip(terms, cut(terms), strict=True):
        first = term.split(" ")[0] if " " in term else words[0] if words else term
        for start in {first, _first_english_token(term)} - {term}:
            longer.setdefault(start, []).append(term)
    for first, found in longer.items():
        owner = entries.setdefault(first, Entry(first))
        owner.longer = tuple(sorted(found, key=lambda term: (-len(term), term)))
