"""From raw comments to clean, masked text, tokens and clauses."""

from voc.text.clauses import split_clauses
from voc.text.clean import Cleaned, clean
from voc.text.tokens import Tokenizer, Tokens

__all__ = ["Cleaned", "Tokenizer", "Tokens", "clean", "split_clauses"]
