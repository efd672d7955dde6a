"""The words of comments and what the seed says of them, for the tests of the sentiment model."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voc.lexicon import load_codebook
from voc.lexicon.word_lists import negator_words
from voc.opinion import engine_for
from voc.opinion.bags import Bags, WordIndex

Floats = NDArray[np.float64]


def read(texts: list[str], index: WordIndex | None = None) -> tuple[Bags, Floats]:
    """Words and seed's sentiment of comments."""
    result = engine_for(load_codebook("general")).run(texts)
    bags = Bags(index or WordIndex(negator_words()))
    bags.add(result.words)
    return bags, np.array([sentiment for sentiment, _ in result.sentiments])
