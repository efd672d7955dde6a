"""Numbers of identity papers and bank cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voc.text.mask.checks import is_bank_card, is_id_card, is_id_shaped, is_old_id_card
from voc.text.mask.found import Found, looks_for
from voc.text.mask.late import Late, just_before

__all__ = ["find_papers"]

_NUMBER = Late(
    r"(?<![\d.A-Za-z])(?P<number>\d(?P<gap>[ .\-]?)\d{1,11}"
    r"(?:[ .\-]?\d){10,17}[Xx]?)(?![\dA-Za-z])(?!\.\d)"
)
# A number that the words call one, whatever its check digit says
_CALLED_ID = Late(
    r"(?:身份证|身份号|证件号|公民.{0,4}号码?|(?<![A-Za-z])(?i:id (?:card|number|no)))"
    r"[^\d\n。！？A-Z]{0,10}"
    r"(?P<number>\d(?:[ .\-]?[\dXx]){14,17}|\d{3,6}\*[\d*]{1,12}\d[\dXx]"
    r"|[A-Z]{1,2}\d{6,9}(?:\([0-9A]\))?)(?![\dA-Za-z])"
    # Hong Kong
    r"|(?<![A-Za-z0-9])(?P<islands>[A-Z]{1,2}\d{6}\([0-9A]\))"
)
_PASSPORT = Late(
    r"(?<![A-Za-z0-9])(?P<shape>[EG]-?\d{8}|E[A-HJ-NP-Z]\d{7}|[EG] \d{4} \d{4})(?![A-Za-z0-9])"
    r"|(?:护照|驾照|证(?<=[^\W\x00-\xff].)(?<![验保认凭论查佐求例售营份可].)"
    r"|(?<![A-Za-z])(?i:passport|visa no)|(?i:driver'?s? licen[cs]e))"
    r"(?:档案|编号|号码|证号|号|(?i: number| no\.?)|#| is(?= )|是|为|[:：，, ]){0,4}"
    r"(?P<number>[A-Za-z]{0,3} ?\d(?:[ \-]?\d){5,17}[A-Za-z]?)(?![A-Za-z0-9元块])"
    r"|护照[^\d\n。！？]{0,16}号码(?:[是为]|[:： ]){0,2}"
    r"(?P<far>[A-Z] ?\d(?:[ \-]?\d){7,8})(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9])(?P<holds>[A-Z]{1,2}\d{6,8})(?=的?(?:港澳|护照|通行证|台胞证|签证))"
    r"|(?P<soldier>[军士警文]字第? ?\d{5,10}号?)"
)
_CALLED_CARD = Late(
    r"(?:卡号?|存折|[账帐]户|[工农中建招交]行|[银商信]行|(?<![A-Za-z])(?i:card|visa|amex))"
    r"[^\d\n。！？]{0,20}"
    r"(?P<number>[3-9]\d{3}(?:[ .\-]?\d){8,15})(?![\dA-Za-z元块])"
)


# sfz…, 参保人…, 让我报…: then digits with gaps and a wrong check digit are a slip of the pen
_OF_SOMEBODY = Late(
    r"(?i:sfz)|身份|证|参保|登记|报|[人男女他她叫爸妈娃孩岁]|姓名|资料|手机|电话|\d[Xx](?![A-Za-z0-9])"
)
# 420683198607071544: a province and a date are in hardly any other number of 18 digits
_ID = Late(r"(?<![\d.A-Za-z])\d{6}(?:19|20)\d{9}[\dXx](?![\dA-Za-z])(?!\.\d)")
# 3568 9012 7433 0655
_GROUPED_CARD = Late(
    r"(?<![\d.A-Za-z\-])(?:[3-6]\d{3}(?P<gap>[ \-])\d{4}(?P=gap)\d{4}(?P=gap)\d{4}"
    r"(?:(?P=gap)\d{1,3})?|\d{4}(?: \d{4}){3} \d{3})(?![\dA-Za-z])"
)
# 6222 **** **** 3928: partly hidden by the customer
_STARRED = Late(
    r"(?<![\d*])[3-9]\d{3}(?=[\d* -]{0,24}\*)(?:[ -]?[\d*]){10,15}(?![\d*])"
    r"|(?<![\d*])[3-9]\d{3}\*{4,}\d{4}(?![\d*])"
)
# 330106 19820430 ****: an identity card without its end, whose digits are sought backwards
_END_HIDDEN = Late(r"\*{3,4}(?![\d*])")
_BEFORE_END = Late(r"(?<![\d*])[1-8]\d{5}(?:19|20)\d\d[01]\d[0-3]\d$")


@looks_for(_CALLED_ID, _PASSPORT, _CALLED_CARD, _STARRED, _END_HIDDEN, _ID, _GROUPED_CARD, _NUMBER)
def find_papers(text: str) -> Iterator[Found]:
    """Identity cards, passports, licences, bank cards.

    >>> said = "身份证110105 19491231 002X，护照E12345678"
    >>> sorted({f"{kind} {said[start:end]}" for start, end, kind in find_papers(said)})
    ['id 110105 19491231 002X', 'passport E12345678']
    """
    for hit in _CALLED_ID.finditer(text):
        yield Found(*hit.span("number" if hit["number"] else "islands"), "id")
    for hit in _PASSPORT.finditer(text):
        yield Found(*hit.span(hit.lastgroup or 0), "passport")
    for hit in _CALLED_CARD.finditer(text):
        yield Found(*hit.span("number"), "card")
    for hit in _STARRED.finditer(text):
        if "*" in hit.group():
            yield Found(*hit.span(), "card")
    for hit in _END_HIDDEN.finditer(text):
        if digits_before := just_before(_BEFORE_END, text, hit.start(), 15):
            yield Found(digits_before[1] + digits_before[0].start(), hit.end(), "id")
    for hit in _ID.finditer(text):
        if is_id_shaped(hit.group()):
            yield Found(*hit.span(), "id")
    for hit in _NUMBER.finditer(text):
        digits = re.sub(r"[ .\-]", "", hit["number"])
        if kind := _kind(digits):
            yield Found(*hit.span(), kind)
        elif is_id_shaped(digits) and _OF_SOMEBODY.search(
            text[max(0, hit.start() - 12) : hit.end() + 6]
        ):
            yield Found(*hit.span(), "id")
    for hit in _GROUPED_CARD.finditer(text):
        yield Found(*hit.span(), "card")


def _kind(digits: str) -> str | None:
    if is_id_card(digits) or is_old_id_card(digits):
        return "id"
    # 18 digits may look like an ID without being one: 6222…; UnionPay cards begin with 62
    if 15 <= len(digits) <= 19 and is_bank_card(digits):
        return "card"
    return "card" if 16 <= len(digits) <= 19 and digits.startswith("62") else None
