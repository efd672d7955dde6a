"""Numbers that name a person by their form: telephones, ID and bank cards, plates, addresses of
computers. Digits may be spaced, dotted or spoken (一三八…)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voc.text.mask.checks import is_bank_card, is_id_card, is_old_id_card
from voc.text.mask.found import Found

__all__ = [
    "DIGIT_OF",
    "PROVINCES",
    "SPOKEN",
    "find_computers",
    "find_numbers",
    "find_plates",
    "find_spoken",
]

SPOKEN = "零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
DIGIT_OF = str.maketrans(SPOKEN, "000123456789" + "1" + "123456789")
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

_MARK = r"[ ._·–-]"
# 138 0013 8000 · 1380-0138-000 · 138.001.38000 · 1 3 8 0 0 1 3 8 0 0 0
_MOBILE = (
    rf"1[3-9]\d{{9}}|1[3-9]\d{_MARK}\d{{4}}{_MARK}?\d{{4}}|1[3-9]\d{_MARK}?\d{{3}}{_MARK}\d{{5}}"
    rf"|1[3-9]\d\d{_MARK}\d{{3}}{_MARK}\d{{4}}|1[3-9]\d\d{_MARK}\d{{4}}{_MARK}\d{{3}}"
    rf"|1[3-9]\d{{4}}{_MARK}\d{{5}}|1[3-9]\d{{5}}{_MARK}\d{{4}}"
    rf"|1(?P<step>{_MARK}{{1,2}})[3-9](?:(?P=step)\d){{9}}"
)
_AREA = r"0(?:10|2\d|[3-9]\d{2})"
_EXTENSION = r"(?: ?(?:-|转|分机(?:号)?|ext\.?|,) ?\d{1,6})"
_NUMBER = re.compile(
    r"(?<![\d.])(?:"
    r"(?P<id>(?<![A-Za-z])[1-9]\d{5}[ -]?\d{4}[ -]?\d{4}[ -]?\d{3}[\dXx])"
    rf"|(?P<mobile>(?:(?:\+|00)?86[ -]?)?(?:{_MOBILE}))"
    rf"|(?P<landline>(?<![A-Za-z])(?:(?:\+|00)?86[ -]?)?(?:\({_AREA}\) ?|{_AREA}[ -]?)"
    rf"[1-9]\d{{2,3}}[ -]?\d{{4}}{_EXTENSION}?"
    # Taiwan, abroad
    r"|(?<![A-Za-z])09\d{2}-?\d{3}-?\d{3}|\+\d{1,3}[ -]?(?:\(\d{1,4}\)[ -]?)?\d(?:[ -]?\d){6,11}"
    r"|\(\d{3}\) ?\d{3}-\d{4})"
    r"|(?P<card>(?<![A-Za-z])(?:\d{15,19}|\d{4}(?P<gap>[ -])\d{4}(?P=gap)\d{4}(?P=gap)\d{4}"
    r"(?:(?P=gap)\d{1,3})?))"
    r")(?![\dA-Za-z])(?!\.\d)"
)
# 座机62094817: eight digits are a telephone where the words say so.
_LOCAL = re.compile(
    r"(?:座机|固话|电话|传真)(?:号码|号|是|为|打|[:： ]){0,3}"
    rf"(?P<number>[2-8]\d{{2,3}}[ -]?\d{{4}}{_EXTENSION}?)(?![\d元块次个.万])"
)
_PASSPORT = re.compile(
    r"(?<![A-Za-z0-9])(?:[EG]\d{8}|E[A-HJ-NP-Z]\d{7})(?![A-Za-z0-9])"
    r"|(?:护照|通行证|台胞证|回乡证|居住证|[Pp]assport|军官证|驾驶证|驾照|居留证)"
    r"(?:号码|证号|号| number| no\.?|是|为|[:： ]){0,3}"
    r"(?P<number>[A-Za-z]{0,3}\d{6,17}[A-Za-z]?)(?![A-Za-z0-9元块])"
)
# A number that the words call one, whatever its check digit says
_CALLED_ID = re.compile(
    r"(?:身份证|证件号|(?<![A-Za-z])(?i:id (?:card|number)))[^\d\n。！？]{0,10}"
    r"(?P<number>[1-9]\d{5}[ -]?\d{4}[ -]?\d{4}[ -]?\d{3}[\dXx]|[1-9]\d{14})(?![\dA-Za-z])"
)
_CALLED_CARD = re.compile(
    r"(?:卡号|银行卡|储蓄卡|信用卡|借记卡|[工农中建招交]行|(?<![A-Za-z])(?i:card))[^\d\n。！？]{0,10}"
    r"(?P<number>[3-9]\d{3}(?:[ -]?\d){8,15})(?![\dA-Za-z元块])"
)
_PLATE = re.compile(
    rf"(?<![{PROVINCES}])[{PROVINCES}] ?[A-HJ-NP-Za-hj-np-z] ?[·.\-]? ?"
    # five characters, six on green plates; the last may say what the car is for
    r"(?=(?:[A-Za-z] ?){0,4}\d)(?=(?:[A-Za-z0-9] ?){3,6})"
    r"(?:[A-HJ-NP-Za-hj-np-z0-9] ?){4,5}(?:[A-HJ-NP-Za-hj-np-z0-9]|挂|学|警|港|澳)"
    r"(?![A-Za-z0-9])"
)
_QUANTITY = re.compile(r" ?(?:毫升|元|块|ml|型|款|系列)")
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_IP = re.compile(
    rf"(?<![\d.vV])(?:{_OCTET}\.){{3}}{_OCTET}(?![\d.]*\d|[A-Za-z])"
    r"|(?<![0-9A-Za-z:])(?:[0-9A-Fa-f]{1,4}:){2,6}(?::[0-9A-Fa-f]{1,4}){1,4}(?![0-9A-Za-z:])"
    r"|(?<![0-9A-Za-z:])(?:[0-9A-Fa-f]{1,4}:){5,7}[0-9A-Fa-f]{1,4}(?![0-9A-Za-z:])"
)
_RELEASE = re.compile(
    r"(?:版本|APP|app|系统|固件|升级|更新|比分|ersion|(?<![Pp])[vV])[^。！？\n]{0,6}$"
)
_SPOKEN = re.compile(rf"[{SPOKEN}\d](?:[ 、-]?[{SPOKEN}\d]){{7,13}}")
_TRIPLE = re.compile(r"(.)\1\1")
_COUNTING = "0123456789012345678909876543210"


def find_numbers(text: str) -> Iterator[Found]:
    """Telephones, identity papers and bank cards.

    >>> said = "打139 1234 5678或021-62345678转8"
    >>> [f"{kind} {said[start:end]}" for start, end, kind in find_numbers(said)]
    ['mobile 139 1234 5678', 'landline 021-62345678转8']
    """
    for called, kind in ((_CALLED_ID, "id"), (_CALLED_CARD, "card"), (_LOCAL, "landline")):
        for hit in called.finditer(text):
            yield Found(*hit.span("number"), kind)
    for hit in _PASSPORT.finditer(text):
        yield Found(*hit.span("number" if hit["number"] else 0), "passport")
    for hit in _NUMBER.finditer(text):
        if found := _kind(hit):
            yield Found(*hit.span(), found)


def find_spoken(text: str) -> Iterator[Found]:
    """Telephone numbers in Chinese digits, or in both: 幺三八…, 13二5六0八…

    >>> list(find_spoken("打一三九零二五八四七一六"))
    [Found(start=1, end=12, kind='mobile')]
    """
    for hit in _SPOKEN.finditer(text):
        said = re.sub("[ 、-]", "", hit.group())
        digits = said.translate(DIGIT_OF)
        if said.isascii() or digits in _COUNTING:
            continue
        # Normalising leaves three of 零零零零零, so a number with three alike may be shorter.
        short = 9 if _TRIPLE.search(said) else 11
        if re.match("1[3-9]", digits) and short <= len(digits) <= 11:
            yield Found(*hit.span(), "mobile")
        elif re.match(rf"{_AREA}[2-8]", digits) and 10 <= len(digits) <= 12:
            yield Found(*hit.span(), "landline")


def find_plates(text: str) -> Iterator[Found]:
    """Licence plates, green ones (eight characters) too.

    >>> [hit.start for hit in find_plates("京A·72K93和粤BD83920，京A套餐")]
    [0, 9]
    """
    for hit in _PLATE.finditer(text):
        if not _QUANTITY.match(text, hit.end()):
            yield Found(*hit.span(), "plate")


def find_computers(text: str) -> Iterator[Found]:
    """IP addresses; 版本10.2.3.1 is none.

    >>> list(find_computers("IP 10.0.0.7，版本10.2.3.1"))
    [Found(start=3, end=11, kind='ip')]
    """
    for hit in _IP.finditer(text):
        if not _RELEASE.search(text[max(0, hit.start() - 12) : hit.start()]):
            yield Found(*hit.span(), "ip")


def _kind(hit: re.Match[str]) -> str | None:
    digits = re.sub(r"[^\dXx]", "", hit.group())
    if hit["id"] and is_id_card(digits):
        return "id"
    if hit["mobile"] or hit["landline"]:
        return "mobile" if hit["mobile"] else "landline"
    if len(digits) == 15 and is_old_id_card(digits):
        return "id"
    # 18 digits may look like an ID without being one: 6222…; UnionPay cards begin with 62
    if 15 <= len(digits) <= 19 and is_bank_card(digits):
        return "card"
    return "card" if 16 <= len(digits) <= 19 and digits.startswith("62") else None
