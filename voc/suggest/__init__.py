"""Words of the comments that a codebook lacks: found, ranked, and taken to Excel and back."""

from voc.suggest.terms import suggest_terms

__all__ = ["suggest_terms"]
