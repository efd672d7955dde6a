"""What a run does with personal data: tags, keyed tags, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from voc.config import Config
from voc.text.mask import TAGS, mask, plain_tag
from voc.text.mask.key import any_key, pseudonym, read_key
from voc.text.mask.numbers import DIGIT_OF
from voc.text.normalise import normalise

__all__ = ["Masker", "Treatment", "masker_of"]

Treatment = Literal["mask", "hash", "keep"]
_COUNTRY = re.compile(r"(?:\+|00)?86(?=1[3-9]\d{9}$|0\d{9,})")


@dataclass(frozen=True)
class Masker:
    """Masks texts as the setting `[privacy] pii` says.

    Parameters
    ----------
    how : {"mask", "hash", "keep"}
        `[手机号]`, `[手机号#3f9a12bc41]` (the same number has the same tag), or as it is.
    key_file : str
        See `voc.text.mask.key.read_key`.
    key : bytes
        Empty: read where it is needed, so that none is written where a masker is. Only what goes
        to another machine has it, see `with_key`, and does not show it.
    labels : tuple of str
        What things are called in this questionnaire, see `sparing`.

    Examples
    --------
    >>> Masker().texts(["打13912345678"])
    (['打[手机号]'], 1)
    >>> Masker("keep").texts(["打13912345678"])
    (['打13912345678'], 0)
    """

    how: Treatment = "mask"
    key_file: str = ""
    key: bytes = field(default=b"", repr=False)
    labels: tuple[str, ...] = ()

    @classmethod
    def of(cls, wanted: Masker | bool) -> Masker:
        """A masker; True and False are those that mask and keep."""
        return wanted if isinstance(wanted, Masker) else cls("mask" if wanted else "keep")

    @property
    def hides(self) -> bool:
        """Whether personal data is replaced."""
        return self.how != "keep"

    def texts(self, texts: Sequence[str]) -> tuple[list[str], int]:
        """The texts as they may be kept, and how many pieces were replaced."""
        if not self.hides:
            return list(texts), 0
        return mask(texts, self.tag, self.labels)

    def tag(self, kind: str, value: str) -> str:
        """What stands in the place of a piece of personal data."""
        if self.how != "hash":
            return plain_tag(kind, value)
        told, key = TAGS[kind], self.key or read_key(self.key_file)
        return f"[{told}#{pseudonym(key, f'{told}:{_alike(kind, value)}')}]"

    def sparing(self, labels: Iterable[str]) -> Masker:
        """The same, but names that are one of these labels stay: brands, shops, products.

        >>> Masker().sparing(["陳小春"]).texts(["陈小春的羊肉不错"])
        (['陈小春的羊肉不错'], 0)
        """
        written = sorted(labels)
        forms = {*normalise(written), *normalise(written, simplify=False)} - {""}
        return replace(self, labels=tuple(sorted(forms))) if self.hides else self

    def with_key(self) -> Masker:
        """The same for a machine that has no key of its own, or another one.

        >>> Masker().with_key()  # nothing is hashed: no key goes with it
        Masker(how='mask', key_file='', labels=())
        """
        return replace(self, key=read_key(self.key_file)) if self.how == "hash" else self

    def person(self, value: str) -> str:
        """A pseudonym for the id of a respondent."""
        return f"r-{pseudonym(any_key(self.key_file), value, 12)}"


def masker_of(settings: Config) -> Masker:
    """The masker of the settings; a missing key is made before the work begins."""
    masker = Masker(settings.pii, settings.privacy.key_file)
    if settings.pii == "hash" or settings.privacy.ids == "hash":
        read_key(masker.key_file)
    return masker


def _alike(kind: str, value: str) -> str:
    """One form for what is the same: 138 0013 8000, +86-13800138000 and 一三八零零…"""
    plain = value.casefold()
    if kind in ("mobile", "landline", "id", "card"):
        plain = re.sub(r"[^0-9x]", "", plain.translate(DIGIT_OF))
        return _COUNTRY.sub("", plain)
    return re.sub(r"[\s·.\-]", "", plain) if kind == "plate" else "".join(plain.split())
