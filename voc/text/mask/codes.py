"""What a number of an order or account looks like, and what stands before it."""

from __future__ import annotations

import re

from voc.text.mask.late import Late

__all__ = ["CODE", "FURTHER", "NO_DATE", "SAYS", "UNIT", "calls", "digits_of", "is_bare_date"]

UNIT = r"(?! ?[元块个件次人万%折分年月天页集]| ?(?:RMB|rmb|公里|小时)|\.\d|[A-Za-z0-9])"
_NUMBER = r"(?i:number|num\.?|no\.?|reference|ref\.?(?![a-z])|code|id|uid|#)"
# between the word and the code: 号, 编号是, number is …
SAYS = (
    rf"(?P<gap>(?:编号|编码|号码|单号|号|码| ?{_NUMBER})?"
    r"(?:是|为|叫|[:：#“\"「]| is(?= )| ){0,3})"
)
NO_DATE = r"(?!(?:19|20)\d\d[-/.年](?:0?[1-9]|1[0-2])[-/.月]\d|\d+\.\d{1,2}(?![\d.]))"
# 2938 4716 5029, 3920.1847.5520, SF 1029 3847 5610
_GROUPS = (
    r"(?:[A-Za-z]{0,4} ?(?:\d{1,2} )?\d{3,6}(?:[ .](?:\d{3,6}|\d\d(?= \d{4,6} ))){1,7}"
    r"(?: \d{1,2})?|\d(?: \d){6,20})"
    r"(?![\d.A-Za-z/-])"
)
CODE = (
    rf"(?P<code>{_GROUPS}"
    r"|[A-Za-z0-9](?:[A-Za-z0-9_]|[-/.](?=[A-Za-z0-9])){3,33})"
)
# 订单号339527111、339526973
FURTHER = Late(
    r"(?<=[A-Za-z0-9])(?:、|,|，|和|及|与|/|\|| )"
    r"(?P<code>\d{8,30}|\d{6}(?<=\|.{6})|[A-Z]{1,4}-?\d{6,20}(?:-\d{3,8}){0,3})(?![\dA-Za-z元块.])"
)
_LOUD = re.compile('[:：是为叫号名#码“"「]|(?i:number|no|ref|code|id)')
_BARE_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")


def calls(hit: re.Match[str]) -> bool:
    """Whether the words say that the code is one: 号, a colon, number."""
    before = hit.group()[: hit.start("code") - hit.start()].rstrip()
    return _LOUD.search(hit["gap"]) is not None or before[-1:] in "号码"


def digits_of(code: str) -> int:
    """How many digits a code has."""
    return sum(character.isdigit() for character in code)


def is_bare_date(code: str) -> bool:
    """Whether eight digits are a day: 20260318.

    >>> is_bare_date("20260318"), is_bare_date("20261318")
    (True, False)
    """
    return _BARE_DATE.fullmatch(code) is not None
