"""Drivers that topics suggest for a codebook: as TOML, to be pasted and thought over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from voc.lexicon.book_file import BookFile, Section
from voc.lexicon.book_text import book_text
from voc.lexicon.codebook import Codebook
from voc.lexicon.dimensions import DIMENSIONS, OVERALL
from voc.lexicon.word_lists import sentiment_terms

__all__ = ["suggest_drivers"]

_WORD = re.compile(r"[a-z][a-z0-9]*")
_UNDECIDED = "product"  # where the topic touches no driver; a person decides
_SPACES = re.compile(r"\s+")


def suggest_drivers(
    gaps: pd.DataFrame, codebook: Codebook, touched: pd.DataFrame | None = None
) -> str:
    """A driver for each topic that no driver of the codebook covers.

    Parameters
    ----------
    gaps : DataFrame
        The study topic_gaps: topic, label, words, mentions, covered, example.
    codebook : Codebook
        The one that lacks them.
    touched : DataFrame, optional
        The study topic_drivers: topic, driver, n. The dimension is that of the driver that most of
        the topic's mentions judge, to begin with.

    Returns
    -------
    str
        TOML, ready for a codebook that inherits from this one; empty without gaps.

    Notes
    -----
    Terms are the words of the topic. Those that the codebook has already stay where they are, and
    words that judge (好吃) name nothing. Of a topic with no other word only a comment is left.

    Examples
    --------
    >>> from voc.lexicon import load_codebook
    >>> gaps = pd.DataFrame({"topic": [3], "label": ["合唱团 · 彩排"], "mentions": [41],
    ...                      "words": [["合唱团", "彩排", "前台", "好听"]], "covered": [0.1],
    ...                      "example": ["合唱团在彩排"]})
    >>> print(suggest_drivers(gaps, load_codebook("hotel")))
    # 合唱团 · 彩排: 41 comments speak of it, 10 % of them judge a driver. Choose its dimension.
    [drivers.topic_3]
    label = "合唱团 · 彩排"
    dimension = "product"
    examples = ["合唱团在彩排"]
    terms = ["合唱团", "彩排"]
    """
    known, taken = _known_words(codebook), set(codebook.drivers)
    parts = []
    for row in gaps.to_dict("records"):
        terms = _terms(row["words"], known)
        label = _plain(row["label"])
        told = (
            f"# {label}: {int(row['mentions']):,} comments speak of it, "
            f"{100 * float(row['covered']):.0f} % of them judge a driver."
        )
        if not terms:
            parts.append(f"{told} Its words stand in the codebook.")
            continue
        driver = _id(label, int(row["topic"]), taken)
        taken.add(driver)
        known |= set(terms)
        section = Section(
            label=(label, label),
            dimension=_dimension(int(row["topic"]), codebook, touched),
            examples=(_plain(row["example"]),) if row["example"] else (),
            terms=terms,
        )
        book = BookFile(Path("drivers.toml"), codebook.name, sections={driver: section})
        text = book_text(book).partition("\n\n")[2].rstrip()  # without the name of a book
        parts.append(f"{told} Choose its dimension.\n{text}")
    return "\n\n".join(parts)


def _known_words(codebook: Codebook) -> set[str]:
    return {
        word.lower()
        for driver in codebook.drivers.values()
        for word in (*driver.terms, *driver.implied_by, *driver.suggested_by)
    }


def _terms(words: Iterable[str], known: set[str]) -> tuple[str, ...]:
    judging = sentiment_terms()
    plain = (_plain(word).lower() for word in words)
    return tuple(word for word in plain if word and word not in known and not judging.get(word))


def _plain(text: object) -> str:
    return _SPACES.sub(" ", str(text)).strip()


def _id(label: str, topic: int, taken: set[str]) -> str:
    """The English words of the label, else the number of the topic.

    >>> _id("Front desk · WiFi", 2, set()), _id("停车 · app", 2, set()), _id("停车", 2, {"topic_2"})
    ('front_desk_wifi', 'topic_2', 'topic_2_b')
    """
    plain = label.replace("·", " ").lower()
    words = _WORD.findall(plain) if plain.isascii() else []
    found = "_".join(words) or f"topic_{topic}"
    return f"{found}_b" if found in taken else found


def _dimension(topic: int, codebook: Codebook, touched: pd.DataFrame | None) -> str:
    if touched is None:
        return _UNDECIDED
    own = touched[touched["topic"] == topic].sort_values("n", ascending=False, kind="stable")
    known = codebook.drivers
    dimensions = [known[driver].dimension for driver in own["driver"] if driver in known]
    useful = [name for name in dimensions if name in DIMENSIONS and name != OVERALL]
    return useful[0] if useful else _UNDECIDED
