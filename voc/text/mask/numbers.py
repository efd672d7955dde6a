"""Digits as they are said, licence plates and addresses of computers."""

from __future__ import annotations

from collections.abc import Iterator

from voc.text.mask.found import Found, looks_for
from voc.text.mask.late import Late

__all__ = ["DIGIT_OF", "SPOKEN", "find_computers", "find_plates"]

# 幺 and 腰 are the one of a telephone, 两 洞 拐 勾 the 2, 0, 7 and 9 of who was a soldier.
SPOKEN = "零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖两腰洞拐勾"
DIGIT_OF = str.maketrans(SPOKEN, "000123456789" + "1" + "123456789" + "21079")
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

_LETTER = "A-HJ-NP-Za-hj-np-z"
_PLATE = Late(
    rf"(?<![{_PROVINCES}])[{_PROVINCES}]牌?[ ·]?[{_LETTER}] ?[·.:：\-]? ?"
    rf"(?:"
    # five characters, six on green plates; the last may say what the car is for
    r"(?=(?:[A-Za-z][ ·.]?){0,4}\d)(?=(?:[A-Za-z0-9][ ·.]?){3,6})"
    rf"(?:[DFdf][·.](?=\d))?(?:[{_LETTER}0-9] ?){{4,5}}(?:[{_LETTER}0-9]|挂|学|警|港|澳)"
    rf"|[{SPOKEN}\d]{{5,6}})"
    r"(?![A-Za-z0-9])"
    r"|粤Z ?[·.]? ?[A-Z0-9]{3,4}[港澳]"
    rf"|(?<![A-Za-z])WJ ?[·.]?[{_PROVINCES}]? ?\d{{4,5}}[A-Za-z]?(?![A-Za-z0-9])"
    r"|使 ?\d{3} ?[·.]? ?\d{3}(?!\d)"
    r"|(?:车牌|牌照|号牌|车号)(?:号码|号|是|为|[:： ]){0,3}"
    rf"(?P<bare>(?=[A-Za-z]*\d[A-Za-z]*\d)[{_LETTER}][{_LETTER}0-9]{{5,6}}|[^\W\x00-\xff]{{2}}\d{{6}})(?![A-Za-z0-9])"
)
_QUANTITY = Late(r" ?(?:毫升|元|块|ml|型|款|系列)")
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_IP = Late(
    rf"(?<![\d.vV])(?:{_OCTET}\.){{3}}{_OCTET}(?![\d.]*\d|[A-Za-z])"
    rf"|(?<=[Ii][Pp])(?:地址)?[是为:： ]{{0,2}}(?P<said>(?:{_OCTET}点){{3}}{_OCTET})(?!\d)"
    r"|(?<![0-9A-Za-z:])(?:[0-9A-Fa-f]{1,4}:){2,6}(?::[0-9A-Fa-f]{1,4}){1,4}(?![0-9A-Za-z:])"
    r"|(?<![0-9A-Za-z:])(?:[0-9A-Fa-f]{1,4}:){5,7}[0-9A-Fa-f]{1,4}(?![0-9A-Za-z:])"
    # of a network card
    r"|(?<![0-9A-Za-z])[0-9A-Fa-f]{2}(?P<step>[:\-])[0-9A-Fa-f]{2}"
    r"(?:(?P=step)[0-9A-Fa-f]{2}){4}(?![0-9A-Za-z])"
)
_RELEASE = Late(r"(?:版本|APP|app|系统|固件|升级|更新|比分|ersion|(?<![Pp])[vV])[^。！？\n]{0,6}$")
_COORDINATES = Late(
    r"(?<![\d.])[NnEe]?\d{1,3}\.\d{4,12}°?[NnEe]? ?[,，、 ] ?[NnEe]?\d{1,3}\.\d{4,12}(?!\d)"
    r"|[北南]纬 ?\d{1,2}\.\d{2,12}°?[ ,，、]{0,2}[东西]经 ?\d{1,3}\.\d{2,12}°?"
)


@looks_for(_PLATE)
def find_plates(text: str) -> Iterator[Found]:
    """Licence plates, green ones (eight characters) too.

    >>> [hit.start for hit in find_plates("京A·72K93和粤BD83920，京A套餐，牌照A8K29D")]
    [0, 9, 25]
    """
    for hit in _PLATE.finditer(text):
        if not _QUANTITY.match(text, hit.end()):
            yield Found(*hit.span("bare" if hit["bare"] else 0), "plate")


@looks_for(_IP, _COORDINATES)
def find_computers(text: str) -> Iterator[Found]:
    """IP addresses, those of network cards, coordinates; 版本10.2.3.1 and 1.8.8.8 are none.

    >>> list(find_computers("IP 10.0.0.7，版本10.2.3.1"))
    [Found(start=3, end=11, kind='ip')]
    """
    for hit in _IP.finditer(text):
        before = text[max(0, hit.start() - 12) : hit.start()]
        # 1.8.8.8 is a price, 192.168.1.1 every router, unless the words say more
        nobody = len(hit.group()) == len("1.8.8.8") or hit.group().startswith("192.168.")
        if not (nobody and "ip" not in before.lower()) and not _RELEASE.search(before):
            yield Found(*hit.span("said" if hit["said"] else 0), "ip")
    for hit in _COORDINATES.finditer(text):
        yield Found(*hit.span(), "place")
