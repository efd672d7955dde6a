"""Telephone numbers: in digits however they are grouped, and spoken (一三八…)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voc.text.mask.found import Found, looks_for
from voc.text.mask.late import Late
from voc.text.mask.numbers import DIGIT_OF, SPOKEN

__all__ = ["find_phones", "find_spoken"]

# any sign or emoji between the digits, but no mark that ends a clause
_MARK = r"(?:[^\w\n\x1e，。！？；：、（）()\[\]【】:,%+*=<>|&]|_|\))"
_MOBILE = Late(
    rf"(?<![\d.])(?P<country>[(（]\+?86[)）] ?|(?:\+|00)?86[ -]?)?0?"
    rf"(?P<number>1{_MARK}{{0,2}}[3-9](?:{_MARK}{{0,2}}\d){{9}})(?![\dA-Za-z])(?!\.\d)"
)
_GROUPS = frozenset(
    [(11,), (3, 4, 4), (3, 3, 5), (4, 3, 4), (4, 4, 3), (3, 8), (7, 4), (6, 5), (5, 6), (8, 3)]
)
_DATE = Late(r"(?:19|20)\d\d[ ./-](?:0?[1-9]|1[0-2])[ ./-]")
# l3928O47165, 138-2O39-4716: letters that look like digits
_DISGUISED = Late(r"(?<![A-Za-z0-9])[1lI][3-9](?:[ -]?[0-9oOlIS]){9}(?![A-Za-z0-9])")
# 138****5678
_STARRED = Late(
    r"(?<![A-Za-z0-9*])1[3-9](?=[\d *xX×]{7,10}(?![\d*xX×]))"
    r"\d{1,6} ?(?:[*xX×]{3,6}|(?<=\d{5})\*\*) ?\d{2,4}(?![\dA-Za-z*])"
)
_AREA = r"0(?:10|2\d|[3-9]\d{2})"
_EXTENSION = r"(?: ?(?:-|#|转|拨|接|分机|(?i:ext)\.?|,) ?(?:分机)?号? ?:? ?\d{1,6})"
_LANDLINE = Late(
    r"(?<![\d.])(?:"
    rf"(?<![A-Za-z])(?:(?:\+|00)?86[ -]?)?(?:[(（]{_AREA}[)）] ?|{_AREA} ?[-–—~/]? ?)"
    rf"[1-9]\d{{2,3}}[ -]?\d{{4}}{_EXTENSION}?"
    # in pairs
    rf"|(?<![A-Za-z]){_AREA}[- ]\d\d (?:\d\d(?: \d\d){{2}}|\d\d \d{{3}}|\d{{3}} \d\d)"
    r"|(?<![A-Za-z\d])\+?86[- ](?:10|2\d|[3-9]\d\d)[- ]\d{3,4}[ -]?\d{4}"
    rf"{_EXTENSION}?"
    # Taiwan, abroad
    rf"|[(（]0[2-8][)）] ?\d{{3,4}}[- ]?\d{{3,4}}{_EXTENSION}?"
    r"|(?<![A-Za-z])09\d{2}[- ]?\d{3}[- ]?\d{3}"
    rf"|(?<![A-Za-z])0[2-8]-\d{{3,4}}[- ]\d{{4}}{_EXTENSION}?"
    r"|(?<![A-Za-z])886[ -]9\d{8}(?!\d)"
    r"|(?<![A-Za-z])(?:(?:852|853|886)[ -]|[(（](?:852|853|886)[)）] ?)\d{4}[ -]?\d{4}"
    r"|(?:\+|(?<![A-Za-z])00(?=[1-9]))\d{1,3}[ -]?(?:[(（]\d{1,4}[)）][ -]?)?\d(?:[ -]?\d){6,11}"
    r"|[(（]\d{3}[)）] ?\d{3}-\d{4}|1[3-9]\d[，,、]\d{4}[，,、]\d{4}"
    r"|(?<!-)(?![48]00)\d{3}-\d{3}-\d{4}(?!-))"
    r"(?![\dA-Za-z])(?!\.\d)"
)
_CUE = (
    r"(?:座机|固话|市话|电话|传真|手机|宅电|办公室|家里|单位|总机|小灵通|移动号|机号|来电|回电|致电"
    r"|联系(?:方式|我)?|号码|(?<![A-Za-z])(?i:tel|phone|mobile|cell|fax|whats ?app|call))"
)
# 座机62094817: eight digits are a telephone where the words say so.
_LOCAL = Late(
    rf"{_CUE}(?:号码|号|是|为|系|打|机|me|number|no|is|[:： .，,]){{0,4}}"
    rf"(?P<number>(?:0[2-8]-)?(?!20[12]\d[01]\d)[2-9]\d{{2,3}}[ -]?\d{{4}}{_EXTENSION}?)"
    r"(?![\dA-Za-z元块次个.万])"
    r"|(?:回?拨打?|打(?:到|给)?我?|回我)[:： ]?(?P<grouped>(?!20[12]\d)[2-9]\d{3}[ -]?\d{4})"
    r"(?![\dA-Za-z元块次个.万-])"
    # 我家6628-3157这个座机
    r"|(?P<told>(?<![\d\-A-Za-z])[2-8]\d{2,3}-\d{4})(?=这个?(?:座机|固话|电话|号码?))"
    rf"|区号(?P<after>{_AREA}[^\d\n]{{0,6}}\d{{3,4}}[ -]?\d{{4}})(?!\d)"
)
_CALLED = Late(
    rf"{_CUE}(?:号码|号|是|为|打|[:： ]){{0,3}}"
    r"(?P<number>1(?:[^\dA-Za-z\n，。！？]{0,2}\d){10})(?![\dA-Za-z元块次个万])(?!\.\d)"
)
_SPOKEN = Late(rf"[{SPOKEN}\d](?:[ ,，、.·—-]{{0,2}}[{SPOKEN}\d]){{5,20}}")
_SPOKEN_CUE = Late(r"(?:[号机话真信扣Qq卡证户]|号码)(?:是|为|打|[:： ]){0,3}$")
_TRIPLE = Late(r"(.)\1\1")
_COUNTING = "0123456789012345678909876543210"


@looks_for(_LOCAL, _MOBILE, _CALLED, _LANDLINE, _DISGUISED, _STARRED)
def find_phones(text: str) -> Iterator[Found]:
    """Mobile and fixed telephones.

    >>> said = "打139 1234 5678或021-62345678转8"
    >>> [f"{kind} {said[start:end]}" for start, end, kind in find_phones(said)]
    ['mobile 139 1234 5678', 'landline 021-62345678转8']
    """
    for hit in _LOCAL.finditer(text):
        yield Found(*hit.span(hit.lastgroup or 0), "landline")
    for hit in _MOBILE.finditer(text):
        if hit["country"] or _is_grouped(hit["number"]):
            yield Found(*hit.span(), "mobile")
    for hit in _CALLED.finditer(text):
        yield Found(*hit.span("number"), "mobile")
    for hit in _LANDLINE.finditer(text):
        yield Found(*hit.span(), "landline")
    for hit in _STARRED.finditer(text):
        yield Found(*hit.span(), "mobile")
    for hit in _DISGUISED.finditer(text):
        letters = sum(character in "oOlIS" for character in hit.group())
        if letters <= 4 and (letters or hit.group().isdigit()):
            yield Found(*hit.span(), "mobile")


def _is_grouped(number: str) -> bool:
    """Whether eleven digits stand together as those of one number do."""
    groups = [group for group in re.split(_MARK, number) if group]
    if tuple(map(len, groups)) in _GROUPS:
        return True
    if len(groups) == 11:  # 1 8 8-0 5 5 1-2 3 9 8
        return True
    marks = set(re.findall(_MARK, number)) - {"\ufe0f"}
    if len(marks) != 1 or _DATE.search(number):
        return False
    return len(groups) >= 8 or (len(groups) <= 5 and min(map(len, groups)) >= 2)


@looks_for(_SPOKEN)
def find_spoken(text: str) -> Iterator[Found]:
    """Numbers in Chinese digits, or in both: 幺三八…, 13二5六0八…

    >>> list(find_spoken("打一三九零二五八四七一六"))
    [Found(start=1, end=12, kind='mobile')]
    """
    for hit in _SPOKEN.finditer(text):
        places = [hit.span()]
        if not _spoken_kind(text, *places[0]) and "，" in hit.group():
            # 一三九零二五八四七一六，一就是幺
            parts = re.finditer("[^，]{6,}", hit.group())
            places = [(hit.start() + part.start(), hit.start() + part.end()) for part in parts]
        for start, end in places:
            if kind := _spoken_kind(text, start, end):
                yield Found(start, end, kind)


def _spoken_kind(text: str, start: int, end: int) -> str | None:
    said = re.sub("[ ,，、.·—-]", "", text[start:end])
    digits = said.translate(DIGIT_OF)
    if said.isascii() or digits in _COUNTING:
        return None
    # Normalising leaves three of 零零零零零, so a number with three alike may be shorter.
    short = 9 if _TRIPLE.search(said) else 11
    if re.match("1[3-9]", digits) and short <= len(digits) <= 11:
        return "mobile"
    if re.match(rf"{_AREA}[2-8]", digits) and 10 <= len(digits) <= 12:
        return "landline"
    if re.search(r"\d", said):
        return None
    if 15 <= len(digits) <= 19:
        return "id" if len(digits) == 18 else "card"
    return "landline" if _SPOKEN_CUE.search(text[max(0, start - 6) : start]) else None
