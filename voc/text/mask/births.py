"""Dates of birth: a day that the words call one, in digits, Chinese or English."""

from __future__ import annotations

from collections.abc import Iterator

from voc.text.mask.found import Found, looks_for
from voc.text.mask.late import Late

__all__ = ["find_births"]

_SAID = "一二三四五六七八九十零〇廿初正冬腊"
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = (
    r"(?:(?:19|20)\d\d ?[-./年] ?(?:\d{1,2}|[一二三四五六七八九十正冬腊]{1,2}) ?[-./月] ?"
    rf"(?:\d{{1,2}}|[{_SAID}]{{1,3}})[日号]?"
    rf"|[一二][〇零一二三四五六七八九]{{3}}年[{_SAID}]{{1,2}}月[{_SAID}]{{1,3}}[日号]?"
    r"|(?<![\d.])\d\d(?:年\d{1,2}月\d{1,2}[日号]|\.\d{1,2}\.\d{1,2}(?=生))"
    r"|(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTHS},? (?:19|20)\d\d|{_MONTHS} \d{{1,2}},? (?:19|20)\d\d"
    r"|\d{1,2}/\d{1,2}/(?:19|20)\d\d)"
)
_BIRTH = Late(
    r"(?:出生日期|出生年月日?|出生于|(?<!先)生于|生日|生辰"
    r"|(?<![A-Za-z])(?i:dob|date of birth|birthday"
    rf"|born(?: on| in)?))(?:登记|写|填|是|为|成|[:： ]|(?i:is ))*(?P<after>{_DAY})"
    rf"|(?P<before>{_DAY})[ ,，]?(?:出生|生日|生[的人，。,）)]|生(?=$))"
    # 给我妈（1956.11.03）
    r"|[（(](?P<year>19[2-9]\d ?[-./年] ?\d{1,2} ?[-./月] ?\d{1,2}日?)(?=[)）])"
)


@looks_for(_BIRTH)
def find_births(text: str) -> Iterator[Found]:
    """Dates of birth; 2026年3月生产 is none.

    >>> [hit[:2] for hit in find_births("1986年4月17日生，生日：1990-05-12")]
    [(0, 10), (15, 25)]
    """
    for hit in _BIRTH.finditer(text):
        yield Found(*hit.span(hit.lastgroup or 0), "birth")
