"""The word lists of `lexicons/`, each read once: what every line says of its word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from voc.errors import VocError
from voc.lexicon.table import fingerprint, read_number, read_rows, refuse_double
from voc.messages import listed
from voc.resources import resource
from voc.text.clauses import BOUNDARIES

__all__ = [
    "CUE_KINDS",
    "NEGATOR_KINDS",
    "cues",
    "degrees",
    "forms",
    "is_bare_verdict",
    "lexicon_version",
    "listed_pairs",
    "negator_words",
    "negators",
    "risks",
    "sentiment_terms",
]

NEGATOR_KINDS = ("plain", "forbid", "hedge", "never", "far", "lack", "reduce", "bridge", "none")
CUE_KINDS = (
    "contrast concession wish goodwill conditional unmet improve comparison rhetorical denial "
    "reproach quote question irony mock except wait long minutes brief done"
).split()
_AROUND_VERDICT = re.compile(
    r"^(?:还|挺|蛮|很|真|太|超|都|也|最|大|超级|非常|特别|真的|比较)|[的了吧啊哒滴呢哦呀]$"
)
_VARIATION = "\ufe0f"  # asks for the coloured form of an emoji; customers send both


@cache
def sentiment_terms() -> dict[str, float]:
    """Polarity of every term in `lexicons/sentiment/`, −1…1.

    >>> sentiment_terms()["难吃"] < 0 < sentiment_terms()["好吃"]
    True
    """
    seen: dict[str, str] = {}
    terms = {}
    for path in _sentiment_files():
        for place, (term, polarity) in read_rows(path, (2, 2)):
            refuse_double(seen, term.lower(), place)
            terms[term.lower()] = read_number(polarity, place, -1, 1)
    return terms


@cache
def lexicon_version() -> str:
    """Fingerprint of all word lists except the codebooks."""
    folder = resource("lexicons")
    return fingerprint([*_sentiment_files(), *folder.glob("*.tsv"), *folder.glob("*.txt")])


def negator_words() -> list[str]:
    """Words that turn what follows: 不, 没有, never."""
    return [word for word, kind in negators().items() if kind not in ("bridge", "none")]


def is_bare_verdict(word: str) -> bool:
    """Whether a word judges the whole where nothing is named.

    Examples
    --------
    >>> [is_bare_verdict(word) for word in ("满意", "挺好的", "great", "难吃")]
    [True, True, True, False]
    """
    if word in _bare_verdicts():
        return True
    plain = _AROUND_VERDICT.sub("", word)
    return plain != word and plain in _bare_verdicts()


def forms(word: str) -> Iterable[str]:
    """The word, and an emoji with and without its variation selector."""
    bare = word.replace(_VARIATION, "")
    if len(bare) == 1 and bare >= "\u2190" and not "\u3000" <= bare <= "\uffef":
        return (bare, bare + _VARIATION)
    return (word,)


@cache
def negators() -> dict[str, str]:
    """Kind of each word that turns, weakens or ends what it stands before."""
    return _keyed("negators.tsv", NEGATOR_KINDS)


@cache
def degrees() -> dict[str, tuple[float, bool]]:
    """Factor of each degree word, and whether it stands behind what it raises."""
    seen: dict[str, str] = {}
    found = {}
    for place, (term, factor, position) in read_rows(resource("lexicons", "degree.tsv"), (3, 3)):
        refuse_double(seen, term.lower(), place)
        if position not in ("before", "after"):
            raise VocError("codebook.no-position", where=place, position=position)
        found[term.lower()] = (read_number(factor, place, 0, 2), position == "after")
    return found


@cache
def cues() -> dict[str, str]:
    """Kind of each word that shows the mood of a sentence; boundaries of clauses are left out."""
    return {
        word: cue for word, cue in _keyed("cues.tsv", CUE_KINDS).items() if word not in BOUNDARIES
    }


@cache
def risks() -> dict[str, str]:
    """Kind of risk that each term tells of."""
    return {
        term.lower(): category
        for _, (term, category) in read_rows(resource("lexicons", "risk.tsv"), (2, 2))
    }


@cache
def listed_pairs() -> dict[tuple[str, str], float]:
    """Polarity of each (aspect, evaluating word)."""
    pairs: dict[tuple[str, str], float] = {}
    seen: dict[str, str] = {}
    for place, (aspect, word, number) in read_rows(resource("lexicons", "pairs.tsv"), (3, 3)):
        refuse_double(seen, f"{aspect} {word}".lower(), place)
        pairs[aspect.lower(), word.lower()] = read_number(number, place, -1, 1)
    return pairs


@cache
def _bare_verdicts() -> frozenset[str]:
    lines = resource("lexicons", "verdicts.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip().lower() for line in lines if line and not line.startswith("#"))


def _sentiment_files() -> list[Path]:
    return sorted(resource("lexicons", "sentiment").glob("*.tsv"))


def _keyed(name: str, kinds: Iterable[str]) -> dict[str, str]:
    seen: dict[str, str] = {}
    found = {}
    for place, (term, kind) in read_rows(resource("lexicons", name), (2, 2)):
        refuse_double(seen, term.lower(), place)
        if kind not in kinds:
            raise VocError("codebook.no-such-kind", where=place, kind=kind, known=listed(kinds))
        found[term.lower()] = kind
    return found
