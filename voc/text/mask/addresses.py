"""Addresses down to the house number: the city and the district stay, the rest is masked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voc.text.mask.found import Found

__all__ = ["find_addresses"]

_HAN = r"[\u4e00-\u9fa5]"
_N = r"(?:\d{1,5}|[一二三四五六七八九十百零〇]{1,6})"
_FLAT = r"(?:\d{3,4}|[一二三四五六七八九零〇]{3,4})(?![\d元块米年人次天分个万%.])"
# After the house number: 院 3号楼 2单元 15楼 1503室 A座 附3号 之二 …
_PART = (
    rf"(?:[ ，,\-#－]?(?:院|附{_N}号|之[一二三四五]|{_N}(?:期|号楼|号院|号|栋|幢|座|单元|门"
    rf"|层|楼|室|户|组)"
    rf"|[A-Za-z]\d?(?:座|栋|楼|单元)?(?=座|栋|楼|{_FLAT}|\d)|[A-Za-z]座|[A-Za-z]?{_FLAT}(?:室"
    rf"|号)?))"
)
# a name between the number and the building: 478号华星时代广场A座
_ESTATE_END = (
    r"(?:小区|花园|家园|公寓|花苑|新苑|苑|新城|城|府|华庭|庭|新村|村|里|广场|大厦|中心|湾|轩"
    r"|墅|新邸|社区|园"
    r"|家属院|院|宿舍|公馆|名都|名居|居|郡)"
)
_ESTATE_LAST = "区园寓苑城府庭村里厦场心湾轩墅邸院舍馆都居郡"
_BETWEEN = (
    r"(?:(?:(?![的了在和是有到])[\u4e00-\u9fa5]){2,10}"
    rf"(?=[A-Za-z]座|{_N}(?:期|栋|幢|座|单元|号楼)))"
)
_PLACE_OF_PUBLIC = (
    r"(?!线|口|出口|入口|门(?!\d)|窗|台|桌|机|航站|登机|公交|车|摊|柜|桥|码头|地铁|球|技师|馆"
    r"|点|发|入|退"
    r"|到|至|之前|之后|以|那天|晚|早|中午|下午|上午|凌晨)"
)
# What ends the name of a road or estate and the number after it; the name is sought backwards.
_ROAD = re.compile(
    rf"[路街道巷弄同](?:[东西南北中]段)?[甲乙丙]?{_N}(?:号|弄|巷|支弄|#){_PLACE_OF_PUBLIC}"
    rf"(?:{_PART}|{_BETWEEN})*"
)
_ESTATE = re.compile(
    rf"[{_ESTATE_LAST}](?:[东西南北]?{_N}期|[东西南北中]区)?{_N}(?:栋|幢|号楼|座|#楼?|#){_PART}+"
)
_VILLAGE = re.compile(rf"[村屯庄寨](?:{_N}组)?{_N}号{_PLACE_OF_PUBLIC}")
_ROAD_NAME = re.compile(rf"{_HAN}{{1,14}}(?:路|街|大道|巷|弄|胡同)$")
_ESTATE_NAME = re.compile(rf"{_HAN}{{1,14}}{_ESTATE_END}$")
_VILLAGE_NAME = re.compile(rf"{_HAN}{{2,14}}$")
_NAME_LENGTH = 16
_BUILDING = re.compile(
    rf"(?<![\d一二三四五六七八九十]){_N}(?:栋|幢|号楼|座)(?:{_N}单元{_FLAT}室?|{_FLAT}室)"
    rf"|(?<![\d一二三四五六七八九十]){_N}单元{_FLAT}室?"
)
_STREET = r"(?:Road|Street|Avenue|Lane|Drive|Boulevard|Rd|St|Ave|Blvd|Ln)"
_ENGLISH = re.compile(
    r"(?:(?:Room|Flat|Apt\.?|Unit|Suite) ?\d{1,5}[A-Za-z]?, ?)?"
    r"(?:(?:Building|Block|Tower|Bldg\.?) ?[A-Za-z0-9]{1,3}, ?)?"
    rf"(?:No\. ?)?\d{{1,5}}[A-Za-z]? (?:[A-Z][a-z']+ ){{1,3}}{_STREET}\b\.?"
    r"(?:, (?:Room|Flat|Apt\.?|Unit|Suite) ?\d{1,5}[A-Za-z]?)?"
)
# What stands before the name of a road or estate and is none of it
_STOP = re.compile(
    r".*(?:省|(?<!城)(?<!超)(?<!夜)市|(?<!小)(?<!社)(?<!园)区(?=.)|县|旗|镇|街道|开发区"
    r"|住在|住的?是?|地址是?|寄到|寄往|送到|送往|位于|写的是|改成|写成|换成|搬到"
    r"|[在到于是从去往至的了你您他她们址离距沿给被]"
    r"|我家(?:是|在)?|家住|我们|我)(?=.)"
)
_CITY = re.compile(
    r"^(?:北京|上海|天津|重庆|广州|深圳|杭州|成都|武汉|南京|西安|苏州|郑州|长沙|青岛|厦门"
    r"|宁波|无锡|佛山|东莞|昆明"
    r"|合肥|福州|济南|大连|沈阳|哈尔滨)(?![东西南北中]?(?:路|街|大道|大街"
    r"|巷))(?P<district>海淀|朝阳(?!路)|浦东|徐汇|福田|南山"
    r"|天河|西湖区?|武侯|江北|雁塔)?"
)


def find_addresses(text: str) -> Iterator[Found]:
    """Addresses from the road or estate on, where a house or flat is named.

    >>> said = "上海市浦东新区张杨路500弄12号602室，地铁2号线旁，3楼8302"
    >>> [said[hit.start : hit.end] for hit in find_addresses(said)]
    ['张杨路500弄12号602室']
    """
    for core, name in (
        (_ROAD, _ROAD_NAME),
        (_ESTATE, _ESTATE_NAME),
        (_VILLAGE, _VILLAGE_NAME),
    ):
        for hit in core.finditer(text):
            end = hit.start() + 1
            named = name.search(text[max(0, end - _NAME_LENGTH) : end])
            if named:
                begin = end - len(named.group())
                yield Found(begin + _before_the_name(named.group()), hit.end(), "address")
    for pattern in (_BUILDING, _ENGLISH):
        for hit in pattern.finditer(text):
            yield Found(*hit.span(), "address")


def _before_the_name(named: str) -> int:
    """How many characters of what leads to the number are no name of a road or estate."""
    stop = _STOP.match(named)
    begin = stop.end() if stop else 0
    if city := _CITY.match(named[begin:]):
        begin += city.end()
    return begin
