"""Seeds: topics that the analyst names beforehand, by the words that customers use for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np

from voc.errors import VocError
from voc.messages import phrase
from voc.text.normalise import normalise
from voc.topic.mixture import UNASSIGNED, Labels
from voc.topic.topic import Anchor
from voc.topic.words import inside

__all__ = [
    "SEED_WEIGHT",
    "Seed",
    "read_seeds",
    "seed_anchors",
    "seed_groups",
    "seed_notes",
    "seed_record",
    "seed_words",
    "spoken_seeds",
]

SEED_WEIGHT = 3  # words that a word of a seed counts as
_WEIGHT = 2.0  # of a comment that says it
_WINDOW = 10
_MIDDLE = 10  # one in so many of all words are those of a topic of middle size

_COLON = re.compile(r"[:：]")
_COMMA = re.compile(r"[,，、;；]")


@dataclass(frozen=True)
class Seed:
    """A topic that is asked for.

    Attributes
    ----------
    label : str
    words : tuple of str
        As customers write them, in lower case and simplified characters.
    """

    label: str
    words: tuple[str, ...]


def read_seeds(texts: Iterable[str]) -> tuple[Seed, ...]:
    """Seeds as they are written on the command line and in settings.

    Parameters
    ----------
    texts : iterable of str
        "停车难: 停车, 车位"; Chinese colons and commas will do as well.

    Raises
    ------
    VocError
        There is no label, no colon or no word, or two seeds have the same label.

    Examples
    --------
    >>> read_seeds(["停车难：停車，车位", "Wi-Fi: WiFi, front desk"])[0]
    Seed(label='停车难', words=('停车', '车位'))
    """
    seeds: dict[str, Seed] = {}
    for text in texts:
        label, *rest = (part.strip() for part in _COLON.split(text, maxsplit=1))
        parts = [part.strip() for part in _COMMA.split(rest[0])] if rest else []
        words = normalise([part.lower() for part in parts if part])
        if not label or not words:
            code = "topics.seed-without-words" if label else "topics.seed-without-label"
            raise VocError(code, where=phrase("topics.seeds"), seed=text)
        if label in seeds:
            raise VocError("topics.seed-twice", where=phrase("topics.seeds"), label=label)
        seeds[label] = Seed(label, tuple(dict.fromkeys(words)))
    return tuple(seeds.values())


def seed_words(seeds: Iterable[Seed]) -> tuple[str, ...]:
    """The words of all seeds, each once.

    >>> seed_words(read_seeds(["停车难: 停车, 车位", "出入: 停车, front desk"]))
    ('停车', '车位', 'front desk')
    """
    return tuple(dict.fromkeys(word for seed in seeds for word in seed.words))


def seed_anchors(
    seeds: Sequence[Seed], features: Sequence[Sequence[str]], known: Collection[str]
) -> list[Anchor]:
    """Seeds as topics that the mixture knows beforehand.

    Parameters
    ----------
    seeds : sequence of Seed
    features : sequence of sequence of str
        Of each comment, in the order of the text.
    known : collection of str
        Features that are frequent enough to count; words of seeds always are.

    Returns
    -------
    list of Anchor
        With what is said near the words of the seed, each comment counted twice. A seed that
        nobody mentions has its words alone, as often as a topic of middle size has words: what
        has rare words would fall to it otherwise.

    Notes
    -----
    Near are ten features before and after. With the words of the seed alone the topic loses to
    larger ones, which know the other words of its comments; with those of all comments beside them
    it takes what nobody else wants.
    """
    anchors = []
    for seed in seeds:
        words = {inside(word) for word in seed.words}
        near: Counter[str] = Counter()
        for found in features:
            near.update(_near(words, found))
        weights = {
            word: _WEIGHT * count * (SEED_WEIGHT if word in words else 1)
            for word, count in near.items()
            if word in known or word in words
        }
        unheard = sum(map(len, features)) / _MIDDLE / len(words) if not near else 1.0
        anchors.append(Anchor(seed.label, dict.fromkeys(sorted(words), unheard) | weights))
    return anchors


def seed_groups(seeds: Sequence[Seed], features: Sequence[Sequence[str]]) -> Labels:
    """The seed that each comment says most words of; −1 for none.

    >>> seeds = read_seeds(["停车: 停车, 车位", "早餐: 早餐"])
    >>> seed_groups(seeds, [["停车", "早餐", "车位"], ["早餐"], ["前台"]]).tolist()
    [0, 1, -1]
    """
    of_seed: dict[str, list[int]] = {inside(word): [] for seed in seeds for word in seed.words}
    for place, seed in enumerate(seeds):
        for word in seed.words:
            of_seed[inside(word)].append(place)
    groups = np.full(len(features), UNASSIGNED)
    for row, found in enumerate(features):
        said = Counter(place for word in set(found) for place in of_seed.get(word, ()))
        if said:
            groups[row] = min(said, key=lambda place: (-said[place], place))
    return groups


def seed_record(seeds: Sequence[Seed], features: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    """For the manifest: each seed and how many comments hold each of its words.

    >>> seed_record(read_seeds(["停车难: 停车, 地库"]), [["停车", "停车"], ["早餐"]])
    [{'label': '停车难', 'words': {'停车': 1, '地库': 0}}]
    """
    held = Counter(word for found in features for word in set(found))
    return [
        {"label": seed.label, "words": {word: held[inside(word)] for word in seed.words}}
        for seed in seeds
    ]


def seed_notes(record: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """What a reader should know of the seeds: which nobody mentions, and which words nobody says.

    >>> seed_notes([{"label": "停车难", "words": {"停车": 0}}])[0]["en"]
    'Nobody says a word of the topic you asked for: 停车难 (停车).'
    """
    notes = []
    for one in record:
        label, words = one["label"], one["words"]
        unsaid = [word for word, comments in words.items() if not comments]
        listed = {"zh": "、".join(unsaid), "en": ", ".join(unsaid)}
        if len(unsaid) == len(words):
            zh = f"您指定的话题“{label}”（{listed['zh']}）没有人提到。"
            en = f"Nobody says a word of the topic you asked for: {label} ({listed['en']})."
        elif unsaid:
            zh = f"您为话题“{label}”指定的词没有人用到：{listed['zh']}。"
            en = f"Of the words you gave for the topic {label} nobody says: {listed['en']}."
        else:
            continue
        notes.append({"about": "topics", "zh": zh, "en": en})
    return notes


def spoken_seeds(seeds: Sequence[str], words: list[str], found: Sequence[str]) -> Iterator[str]:
    """Words of seeds that a comment says and that are not among its features yet.

    Chinese counts where it begins or ends with a word: 车位 in 停车位, not in 停车位置.
    English counts as whole words.

    >>> list(spoken_seeds(["车位", "停车难"], ["停车位", "，", "停车", "难"], ["停车位"]))
    ['车位', '停车难']
    >>> list(spoken_seeds(["车位", "art"], ["停车", "位置", "start"], []))
    []
    """
    joined = "".join(words).lower()
    ends: set[int] = set()
    for seed in seeds:
        plain = seed.replace(" ", "")
        if plain not in joined or inside(seed) in found:
            continue
        ends = ends or {0, *accumulate(map(len, words))}
        needed = 2 if plain.isascii() else 1
        hits = re.finditer(re.escape(plain), joined)
        if any((hit.start() in ends) + (hit.end() in ends) >= needed for hit in hits):
            yield inside(seed)


def _near(words: set[str], found: Sequence[str]) -> set[str]:
    places = [place for place, word in enumerate(found) if word in words]
    return {
        word for place in places for word in found[max(0, place - _WINDOW) : place + _WINDOW + 1]
    }
