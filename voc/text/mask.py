"""Personal data is replaced before anything is written, logged or shown."""

from __future__ import annotations

import re

_PLATE_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}")
_PLATE = re.compile(
    rf"[{_PLATE_PROVINCE}][A-HJ-NP-Z][·.\s-]?(?=[A-Z]*\d)[A-HJ-NP-Z0-9]{{4,5}}"
    r"[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])"
)
# 微信：abc_123 · 加我微信 13800000000 · QQ 12345678 · vx:abc123
_CHAT = re.compile(
    r"(?P<name>微信|薇信|威信|v信|加v|wechat|weixin|\bvx|\bwx|qq|扣扣|企鹅号)"
    r"(?P<gap>(?:号码|号|群|id)?\s*(?:是|为|[:：])?\s*)"
    r"(?P<account>[A-Za-z][A-Za-z0-9_\-]{5,19}|\d{5,12})(?![A-Za-z0-9_])",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\dA-Za-z.])(?:"
    r"(?P<id>[1-9]\d{5}[ -]?\d{8}[ -]?\d{3}[\dXx])"
    r"|(?P<mobile>(?:\+?86[ -]?)?1[3-9]\d(?P<gap>[ -]?)\d{4}(?P=gap)\d{4})"
    r"|(?P<landline>(?:\+?86[ -]?)?0(?:10|2\d|[3-9]\d{2})[ -]?\d{7,8}(?:[-转]\d{1,6})?)"
    r"|(?P<card>\d{15,19}|\d{4}(?: \d{4}){3}(?: \d{1,3})?|\d{4}(?:-\d{4}){3}(?:-\d{1,3})?)"
    r")(?![\dA-Za-z])"
)
_TAGS = {"id": "[身份证号]", "mobile": "[手机号]", "landline": "[电话]", "card": "[银行卡号]"}
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PLAIN = re.compile("[0-9A-Za-z@]")  # whatever is masked holds one of these
_HINT = re.compile(
    rf"\d{{5}}|\d[ -]\d|@|[{_PLATE_PROVINCE}][A-Z]|微信|薇信|威信|扣扣|(?i:qq|vx|wx|wechat|v信|加v)"
)


def mask(texts: list[str]) -> tuple[list[str], int]:
    """Replace personal data by tags such as `[手机号]`.

    Mobile and fixed phone, ID card (with its check digit, GB 11643), bank card (with its Luhn
    digit), e-mail, licence plate, WeChat and QQ numbers. Order numbers, prices and the service
    numbers of firms (400, 800, 95xxx) stay.

    Parameters
    ----------
    texts : list of str
        Normalised comments.

    Returns
    -------
    masked : list of str
    count : int
        How many items were masked.

    Examples
    --------
    >>> mask(["打我电话13912345678，微信abc_12345", "等了120分钟，订单20260102"])
    (['打我电话[手机号]，微信[账号]', '等了120分钟，订单20260102'], 2)
    """
    count = 0
    masked = list(texts)
    for index, text in enumerate(texts):
        if _PLAIN.search(text) and _HINT.search(text):
            masked[index], hits = _mask_one(text)
            count += hits
    return masked, count


def _mask_one(text: str) -> tuple[str, int]:
    text, emails = _EMAIL.subn("[邮箱]", text)
    text, chats = _CHAT.subn(r"\g<name>\g<gap>[账号]", text)
    text, plates = _PLATE.subn("[车牌]", text)
    numbers = 0

    def replace(hit: re.Match[str]) -> str:
        nonlocal numbers
        kind = _kind(hit)
        numbers += kind is not None
        return _TAGS[kind] if kind else hit.group()

    return _NUMBER.sub(replace, text), emails + chats + plates + numbers


def _kind(hit: re.Match[str]) -> str | None:
    digits = re.sub(r"[ -]", "", hit.group())
    if hit["id"] and is_id_card(digits):
        return "id"
    if hit["mobile"] or hit["landline"]:
        return "mobile" if hit["mobile"] else "landline"
    # 18 digits may look like an ID without being one: 6222…
    return "card" if 15 <= len(digits) <= 19 and is_bank_card(digits) else None


def is_id_card(digits: str) -> bool:
    """Whether 18 characters are a Chinese ID number with a right check digit (GB 11643-1999).

    >>> is_id_card("11010519491231002X"), is_id_card("110105194912310021")
    (True, False)
    """
    if not re.fullmatch(r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{5}[\dXx]", digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _ID_WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[-1].upper()


def is_bank_card(digits: str) -> bool:
    """Whether the last digit is the Luhn digit of the others (ISO/IEC 7812).

    >>> is_bank_card("6222020000000000001"), is_bank_card("4111111111111111")
    (False, True)
    """
    if not digits.isdigit() or digits[0] not in "3456":
        return False
    doubled = (int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
