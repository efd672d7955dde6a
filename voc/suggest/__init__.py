"""What a codebook lacks: words, found in the comments and taken to Excel and back, and drivers."""

from voc.suggest.drivers import suggest_drivers
from voc.suggest.terms import suggest_terms

__all__ = ["suggest_drivers", "suggest_terms"]
