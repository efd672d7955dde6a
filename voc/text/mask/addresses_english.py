"""Addresses in English: Room 1203, Building 4, 27 Xinhua Road."""

from __future__ import annotations

from voc.text.mask.late import Late

__all__ = ["ENGLISH"]

_STREET = (
    r"(?:Road|Street|Avenue|Lane|Drive|Boulevard|Court|Place|Terrace|Rd|St|Ave|Blvd|Ln|Dr|Lu|Jie)"
    r"(?: (?:East|West|North|South|Central)\b)?"
)
_UNIT = (
    r"(?:No\.? ?\d{1,4} (?:Building|Block|Lane)"
    r"|(?:Room|Rm|Flat|Apt|Apartment|Unit|Suite|Building|Block|Tower|Bldg|Lane|Alley|Sec|Section|No"
    r"|House|Floor|Fl)"
    r"\.? ?(?:\d{1,5}[A-Za-z]?|[A-Za-z]\d{0,4})(?:/F)?|\d{1,3}/F|\d{1,2}F(?:-\d{1,2})?"
    r"|\d{1,2}[A-Z](?=, ?\d)|#\d{2,5}(?:-\d{1,4})?(?=, ?\d))(?![a-z])"
)
_CITY = (
    r"(?:,? ?(?:Shanghai|Beijing|Guangzhou|Shenzhen|Hangzhou|Chengdu|Chongqing|Nanjing|Suzhou|Wuhan"
    r"|Xi'?an|Tianjin|Qingdao|Xiamen|Dalian|Kunming|Hong Kong|Macau|Taipei)\b)?"
)
ENGLISH = Late(
    rf"(?:{_UNIT},? ?){{0,4}}(?:(?<=, )(?:[A-Z][a-z']+ ?){{1,4}}, ?)?"
    rf"(?:No\. ?)?\d{{1,5}}[A-Za-z]? (?:[A-Z][a-z']+ ){{1,3}}{_STREET}\b\.?"
    rf"(?:,? ?{_UNIT}){{0,2}}(?:, ?[A-Z][a-z]{{3,}}(?: [A-Z][a-z]{{2,}})?(?: District| New Area)?"
    rf"(?=$|[.,;])|{_CITY})"
    rf"|{_UNIT}(?:, ?{_UNIT}){{0,3}}, ?(?:[A-Z][a-z']*\.? ){{1,3}}{_STREET}\b(?:, ?{_UNIT})*{_CITY}"
    rf"|{_UNIT}(?:, ?{_UNIT})+(?:, ?(?:[A-Z][a-z']+ ?){{1,4}}){{0,3}}"
    r"|P\.? ?O\.? ?[Bb]ox \d{2,6}"
    r"|(?<=live at |ship to |iver to )\d{1,5}[A-Za-z]? (?:[A-Za-z']+ ){1,3}"
    rf"(?i:{_STREET})\b"
)
