"""The first stage for a chunk of comments: normalise, mask, name the language."""

from __future__ import annotations

from dataclasses import dataclass

from voc.text.language import language
from voc.text.mask.masker import Masker
from voc.text.normalise import normalise


@dataclass(frozen=True)
class Cleaned:
    """A cleaned chunk; the lists run in parallel."""

    texts: list[str]
    languages: list[str]
    masked: int


def clean(
    texts: list[str], *, simplify: bool = True, mask_personal: bool | Masker = True
) -> Cleaned:
    """Clean a chunk of comments.

    Parameters
    ----------
    texts : list of str
        As read from the file.
    simplify : bool
        Setting `text.simplify`.
    mask_personal : bool or Masker
        What is done with personal data.

    Examples
    --------
    >>> cleaned = clean(["系統默認好評", "很好，电话 13912345678"])
    >>> cleaned.texts, cleaned.masked
    (['系统默认好评', '很好，电话 [手机号]'], 1)
    """
    normal = normalise(texts, simplify=simplify)
    masked, count = Masker.of(mask_personal).texts(normal)
    return Cleaned(
        texts=masked,
        languages=[language(text) for text in masked],
        masked=count,
    )
