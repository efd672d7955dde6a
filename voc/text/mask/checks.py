"""Check digits of identity and bank cards."""

from __future__ import annotations

import re

__all__ = ["is_bank_card", "is_id_card", "is_id_shaped", "is_old_id_card"]

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_MONTH_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_PROVINCE = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])"
_ID = re.compile(rf"[1-9]\d{{5}}(?:19|20)\d{{2}}{_MONTH_DAY}\d{{3}}[\dXx]")
_PROVINCE_OF_ID = re.compile(rf"(?:{_PROVINCE}|83)\d{{4}}(?:19[2-9]|20[0-3])")
_OLD_ID = re.compile(rf"{_PROVINCE}\d{{4}}\d{{2}}{_MONTH_DAY}\d{{3}}")


def is_id_card(digits: str) -> bool:
    """Whether 18 characters are a Chinese ID number with a right check digit (GB 11643-1999).

    >>> is_id_card("11010519491231002X"), is_id_card("110105194912310021")
    (True, False)
    """
    if not _ID.fullmatch(digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _ID_WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[-1].upper()


def is_id_shaped(digits: str) -> bool:
    """Whether 18 characters have the province and date of an ID number, whatever they end in.

    Customers mistype the last digit; hardly any other number has these two.

    >>> is_id_shaped("110105194912310021"), is_id_shaped("990105194912310021")
    (True, False)
    """
    return _ID.fullmatch(digits) is not None and _PROVINCE_OF_ID.match(digits) is not None


def is_old_id_card(digits: str) -> bool:
    """Whether 15 digits may be an ID number of before 1999: province, then a date of birth.

    >>> is_old_id_card("320502790815362"), is_old_id_card("202601021234567")
    (True, False)
    """
    return _OLD_ID.fullmatch(digits) is not None


def is_bank_card(digits: str) -> bool:
    """Whether the last digit is the Luhn digit of the others (ISO/IEC 7812).

    >>> is_bank_card("6222020000000000001"), is_bank_card("4111111111111111")
    (False, True)
    """
    if not digits.isdigit() or digits[0] not in "3456":
        return False
    doubled = (int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
