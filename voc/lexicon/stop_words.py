"""Words that name nothing: stop words, numerals, and words with a special part in phrases."""

from __future__ import annotations

import re
from functools import cache

from voc.lexicon.table import read_rows
from voc.resources import resource

NUMERAL = re.compile(r"第?[一二两三四五六七八九十百千万几半多0-9]+[\u3400-\u9fff]{0,2}")


@cache
def topic_words(kind: str) -> frozenset[str]:
    """The words of one kind in `lexicons/topic_words.tsv`: bridge, telling or verdict."""
    rows = read_rows(resource("lexicons", "topic_words.tsv"), (2, 2))
    return frozenset(word for _, (word, own) in rows if own == kind)


@cache
def stop_words() -> frozenset[str]:
    """The words of `lexicons/stopwords.txt`."""
    path = resource("lexicons", "stopwords.txt")
    return frozenset(fields[0].lower() for _, fields in read_rows(path, (1, 1)))
