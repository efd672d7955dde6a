"""Words that name nothing: stop words, numerals, and words with a special part in phrases."""

from __future__ import annotations

import re
from functools import cache

from voc.lexicon.table import read_rows
from voc.resources import resource

NUMERAL = re.compile(r"第?[一二两三四五六七八九十百千万几半多0-9]+[\u3400-\u9fff]{0,2}")


@cache
def topic_words(kind: str) -> frozenset[str]:
    """The words of one kind in `lexicons/topic_words.tsv`: bridge, telling, verdict …

    >>> "很" in topic_words("bridge"), "是" in topic_words("opener")
    (True, True)
    """
    rows = read_rows(resource("lexicons", "topic_words.tsv"), (2, 2))
    return frozenset(word for _, (word, kinds) in rows if kind in kinds.split())


@cache
def brands() -> dict[str, frozenset[str]]:
    """Names in `lexicons/brands.txt`, and the words that make a brand of those with two meanings.

    >>> brands()["华为"], "手机" in brands()["苹果"]
    (frozenset(), True)
    """
    rows = read_rows(resource("lexicons", "brands.txt"), (1, 2))
    return {
        name.lower(): frozenset(" ".join(beside).lower().split()) for _, (name, *beside) in rows
    }


@cache
def stop_words() -> frozenset[str]:
    """The words of `lexicons/stopwords.txt`."""
    path = resource("lexicons", "stopwords.txt")
    return frozenset(fields[0].lower() for _, fields in read_rows(path, (1, 1)))
