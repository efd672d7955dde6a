"""Word knowledge as data: sentiment, cues, pairs and codebooks, checked when they are loaded."""

from voc.lexicon.codebook import Codebook, Driver, codebooks, load_codebook
from voc.lexicon.dimensions import DIMENSIONS
from voc.lexicon.vocabulary import Entry, Vocabulary, load_vocabulary

__all__ = [
    "DIMENSIONS",
    "Codebook",
    "Driver",
    "Entry",
    "Vocabulary",
    "codebooks",
    "load_codebook",
    "load_vocabulary",
]
