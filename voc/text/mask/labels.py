"""Names that are those of things: what a questionnaire calls its brands, shops and products."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from voc.text.mask.found import Found

__all__ = ["without_labels"]

_SEPARATOR = "\n"  # stands in no label


def without_labels(text: str, hits: Sequence[Found], labels: tuple[str, ...]) -> list[Found]:
    """What was found, but for names that are a label or stand inside of one.

    Parameters
    ----------
    text : str
        Normalised.
    hits : sequence of Found
        Of this text.
    labels : tuple of str
        Normalised as the text is.

    Examples
    --------
    >>> hits = [Found(0, 3, "name"), Found(4, 7, "name")]
    >>> without_labels("陈小春的陈小春羊肉馆", hits, ("陈小春羊肉馆",))
    [Found(start=0, end=3, kind='name')]
    """
    return [hit for hit in hits if hit.kind != "name" or not _is_of_a_label(text, hit, labels)]


def _is_of_a_label(text: str, hit: Found, labels: tuple[str, ...]) -> bool:
    said = text[hit.start : hit.end]
    if said not in _joined(labels):
        return False
    for label in labels:
        if said in label:
            begin = text.find(label, max(0, hit.end - len(label)), hit.start + len(label))
            if begin >= 0:  # the part that was searched lets no label end before the name does
                return True
    return False


@lru_cache(maxsize=4)
def _joined(labels: tuple[str, ...]) -> str:
    return _SEPARATOR.join(labels)
