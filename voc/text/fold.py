"""Texts as a search compares them: variants of a character are one, and no place moves."""

from __future__ import annotations

import unicodedata

from voc.text.normalise import SEPARATOR, simplified

__all__ = ["fold"]


def fold(texts: list[str]) -> list[str]:
    """Make simplified and traditional, full and half width, upper and lower case alike.

    A place in a folded text is the same place in the text itself: only what one character
    replaces is folded, so that ß and … stay.

    Parameters
    ----------
    texts : list of str

    Returns
    -------
    list of str
        As many, each as long as it was.

    Examples
    --------
    >>> fold(["ＷｉＦｉ很慢！", "服務ABC"])
    ['wifi很慢!', '服务abc']
    """
    plain = [text.replace(SEPARATOR, " ") for text in texts]
    # First as the words ask (頭髮 → 头发), then character by character, where nothing is asked.
    converted = simplified(plain)
    kept = [new if len(new) == len(old) else old for new, old in zip(converted, plain, strict=True)]
    joined = SEPARATOR.join(kept)
    characters = sorted(set(joined))
    narrow = [_narrow(character) for character in characters]
    pairs = zip(characters, narrow, simplified(narrow), strict=True)
    table = {
        ord(old): new if len(new) == 1 else middle
        for old, middle, new in pairs
        if new != old and old != SEPARATOR
    }
    return joined.translate(table).split(SEPARATOR) if texts else []


def _narrow(character: str) -> str:
    """In half width and lower case, where that is one character as well."""
    for form in (unicodedata.normalize("NFKC", character), character):
        for cased in (form.lower(), form):
            if len(cased) == 1 and cased != SEPARATOR:
                return cased
    return character
