"""Addresses down to the house number, from the city or whatever they begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voc.text.mask.address_parts import (
    BETWEEN,
    DIGITS,
    FLAT,
    LETTERED,
    PART,
    PUBLIC,
    STOPS,
    N,
    name_before,
)
from voc.text.mask.addresses_english import ENGLISH
from voc.text.mask.found import Found, looks_for
from voc.text.mask.late import HAN, Late

__all__ = ["find_addresses"]

# What ends the name of a road and the number after it; the name is sought backwards.
_ROAD = Late(
    rf"(?:[路街道巷弄同条]|坊(?={N}弄))(?:[（(][^（()）\n]{{1,10}}[）)])?"
    rf"(?:[东西南北中]?[一二三四五六七八九\d]?段|[东西南北]侧|[东西南北中])? ?"
    rf"[甲乙丙特副]?{N}(?:之{N})? ?"
    rf"(?:号楼?|弄|巷|支弄|邻{N}号|#)(?:{PUBLIC}|(?=门[前卫内外]))(?:{PART}|{BETWEEN})*"
    rf"|[路街道巷]门面{N}号"
    r"|[路街道巷] ?\d{1,4}(?:-\d{1,3}(?:-\d{1,4}){1,3}|[甲乙丙丁]\d{1,2}(?:-\d{1,4}){1,2})"
    r"(?![\d元年月.\-－])"
)
_ROAD_NAME = Late(
    rf"{HAN}\d{{0,2}}(?:路|街|大道|巷|弄|胡同|条|坊|(?<![街轨渠频通管隧知味报跑车人地河赛河航])道)$"
)
_VILLAGE = Late(
    rf"(?:[村屯庄寨厝]|嘎查|村民小组) ?(?:[东西南北上下]?{N}[组队社])?{N}号{PUBLIC}(?:{PART})*"
    rf"|(?:[村屯庄寨]|大队|[农林牧]场|嘎查|社区|[居村]委会)[东西南北上下]?{N}小?[组队社](?![长员])(?:{N}号)?"
    # 一四三团五连12号, 六分场三连
    rf"|(?:团(?<=[{DIGITS}\d]团)|场){N}连(?![续号锁休冠拍击胜败番跳发])(?:{PART})*"
    rf"|村(?:(?![的是有在到了我委里民])[^\W\x00-\xff]){{2,4}}组(?<![工调巡专领督互检].组)(?<!小组)(?={STOPS}|[昨今停的没自全])"
    rf"|村(?:委会)?[^\W\x00-\xff]{{1,4}}村民小组(?={STOPS})"
    # 大柳树村村委会西边第五户, 下河沿屯后街第二家
    rf"|[村屯庄寨](?:村?委会)?[前后东西南北](?:[头侧边面街])第{N}[家户](?![店人])"
    rf"|村[^\W\x00-\xff]{{1,4}}组{N}号|村(?:(?![的是有在到了我])[^\W\x00-\xff]){{1,6}}(?<!第){N}号(?={STOPS})"
)
# Behind the last character of the name of an estate
_ESTATE = Late(
    rf"[院区园村里舍门](?<![出入开前后]门)第?{N}排(?:平房)?{N}[号户家](?![站店])"
    rf"|墅(?<={HAN}{HAN}别墅){N}号{PUBLIC}|街{N}委{N}组|楼(?<=家属楼){N}(?:单元|门){FLAT}室?"
    rf"|[邨村苑]{HAN}{{1,3}}[楼座阁](?:{N}[楼层])?{N}室"
    rf"|[厦寓苑庭](?:[A-Za-z]\d?)?{FLAT}室|[厦寓苑庭]\d{{1,2}}[楼层](?:[A-Za-z]?\d{{0,4}}[室座户]|\d{{1,4}}号?铺)"
    rf"|(?:楼(?<=大楼)|场(?<=广场)|[心城塔际座]){N}[楼层](?:[A-Za-z]\d?|{FLAT})[室座]"
    rf"|[厦寓苑庭城]B\d[层楼](?:[A-Za-z]?\d{{1,4}}(?:室|号?铺))"
)
_TEAM = Late(rf"(?<={HAN}){N}[组社]{N}号")
_HOUSE = Late(
    rf"(?<![\d{DIGITS}A-Za-z.\-])"
    # of 1个 and 2份 no more than this is tried
    rf"(?=[甲乙东西南北中A-Za-z\-]|{N}[ A-Z]?[栋幢号楼座#舍斋门弄单\-－—A-HF]"
    rf"|\d{{3}}|[{DIGITS}]{{3}})(?:"
    # 12栋, 3号楼2单元401, A座1803
    rf"(?P<house>(?:(?:[甲乙]|[东西南北中](?={N}[舍斋]))?"
    rf"[A-Za-z]?{N}(?:[A-Z](?=[栋座]))? ?(?:栋|幢|号楼|座|#楼?|[舍斋](?=[A-Z]?区?\d))"
    # A座1803, 东塔1803
    rf"|[A-Za-z](?:座|栋|幢)|[东西南北](?:塔楼?|座)(?={FLAT}|{N}[楼层]))"
    rf"(?P<parts>{PART}*))"
    # 12号302, 5号宿舍楼, 45-3号2-5-1
    rf"|(?P<door>{N} ?(?:号宿舍楼?|号院?|楼(?={N}(?:门|单元)|\d{{3,4}})|门洞?(?={FLAT}|{N}号(?!线))"
    rf"|弄(?={N}(?:支弄|号))){PART}+|\d{{1,4}}-\d{{1,3}}号(?:楼|栋)?\d{{1,2}}-\d{{1,2}}(?:-\d{{1,4}})?(?!\d))"
    # 12-3-501, B1-1206
    r"|(?P<flat>(?:[A-Z]?-?\d{1,2}|[东西南北]\d{1,2}[A-Z])(?:#?[-－—#]\d{1,2}){0,2}"
    r"[-－—#](?!(?:19|20)\d\d-)(?:\d{3,4}|(?<=\d-\d-\d-)\d)(?:室|宿舍)?(?![\d元年月.\-－]))"
    # 小区7-2-33, 大厦11D
    rf"|(?<=[区园寓苑城府庭厦湾轩墅邸都居郡际场心])(?P<letter>{LETTERED}|\d{{1,2}}-\d{{1,2}}-\d{{1,2}}[A-H]?(?![\d\-栋幢号单A-Za-z])"
    r"|(?P<floor>\d{1,2}F(?:-\d{1,3})?)(?![A-Za-z0-9])|(?P<pair>\d{1,2}-\d{1,2})(?![\d\-元月年:比折%.号栋幢楼层F]))"
    rf"|(?P<unit>{N}单元(?:{FLAT}室?|{N}[楼层](?:[东西南北中左右][户门]|{FLAT}室?)))"
    rf"|(?<=[区园寓苑城府庭厦湾轩墅邸都居郡])(?P<number>{FLAT}(?:室|房)?(?![A-Za-z户一平兆多])))"
)
_DORMITORY = Late(
    rf"(?:职工|员工|学生|教师|单身|集体)?宿舍(?:楼?{N}[楼层]{FLAT}室?"
    rf"|[东西南北]{N}{FLAT})|[寝宿][室舍]{N}[栋号]楼?{FLAT}"
)
_PHASES = (
    rf"(?:(?:[东西南北]?{N}期|[东西南北中][区苑院]|(?:[东西南北中]?{N}|[A-Z])区|{N}街坊?|{N}段))*"
)
_ESTATE_NAME = Late(
    rf"[^\W_](?:小区|花园|家园|公寓|花苑|新苑|名苑|苑|新城|城(?<!商城)|府|华庭|庭|新村|村|里|广场|大厦|中心|湾|轩"
    r"|家属楼|墅|新邸|筑|水岸|原著|花都|社区|园|坊|邨|寓所|家属区"
    r"|家属院|(?<![医法影剧])(?<!卫生)(?<!检察)(?<!美容)(?<!博物)院|宿舍|公馆|名都|名居|居|郡|国际|大学|学院|学校"
    rf"|(?:[东西南北中]{N}?|{N}|[A-Z])区|小镇|里[甲乙]|新邨|商务港|名邸"
    rf"|首府|天街|路|街|大道|巷|办公楼|写字楼)[ ，,]?{_PHASES}(?:[东西南北正侧后]门)? ?$"
)
# Where guests, patients and customers are
_OPEN_TO_ALL = Late(
    r"(?:酒店|宾馆|旅馆|医院|商场|商城|门诊|住院|大楼|航站|机场|车站|食堂|时间|期间|[店院馆校厅站楼层房库部]"
    r"|场(?<![路道段].市场)(?<![路道段]..市场)|\d[年月日]|月份)$"
)
_ROOM = Late(r"病房|的?房[间型]|包[间厢]|会议|教室|展位|店铺|诊室|柜台|窗口|号?房|大堂|大厅")
_SURE = Late(
    rf"{N}(?:单元|门|梯)(?:{N}[楼层])?{FLAT}|{FLAT}室|宿舍楼?{FLAT}|{N}舍[A-Z]?{FLAT}|号院.*{N}号楼|单元{N}楼[东西]户|{N}弄|号附{N}号"
    r"|号\d{1,2}-\d|#-\d{1,2}-\d"
)
_HAS_FLAT = Late(
    rf".*{FLAT}(?:室|号|寝室?|户)?$|.*[栋幢座楼]-?\d{{1,3}}-\d{{1,4}}$|.*[楼层]\d\d室$"
)
_HAS_DOOR = Late(rf".*[栋幢座楼门]{N}号铺?$")
# 家在阳光小区3栋: a building alone is an address where the words say that somebody lives there
_LIVES = Late(
    r"(?:住(?![户宅房院])|家(?![里政长具电])|地址|送[到去往]|寄|收货|搬|坐标)[^，。！？；\n]{0,14}$"
)
_WE_ARE = Late("我们?是$")
_LIVED_IN = Late(
    r"的?(?:业主(?!群)|住户|房主|租户|租客|我家|是我)|[上下]车|楼下|寝|宿舍|住(?![宅改商户])"
)
_RENTED = Late("租[的住在]{0,2}$")
_LOCKER = Late("的?(?:丰巢柜?|快递柜|菜鸟柜)")
_DISTRICT = Late("[省市县镇乡]|[^\\W_]区")
_LONG = Late("[路街期]|大道")
# 大高桥头15号, 老介福里9号, A区9号: with a district or a road before
_GATE = Late(
    rf"(?:[里坊浦头堤桥塘湾岸围]|角(?<=[东西南北]角)|区(?<=[A-Za-z\d属]区)|场(?<=广场)){N}号(?:楼上|{PUBLIC}(?:{PART}|{BETWEEN})*)"
)
_NO_GATE = Late(r"(?:[这那哪店家屋心手夜园]里|[开码镜箭接龙])头?$|街头$")
_PLACED = Late("[^\\W\\d_]{2}(?:[省市县镇乡路街弄]|(?<!小)(?<!景)区)[^\\W_]{2}")
_LATER_PHASE = Late(rf"[^\W_]{N}[期坊] ?$")
_MINE = Late(r"(?:业主|我家|门牌|[宿寝][舍室]|住|家|我是|[住家]在)[:： ]?$")
_GRAMMAR = Late("[的了是在有就都也还把被给让说]")
_OPINION = Late("[不没很太好差坏慢快烂脏吵贵]")
# 收货地址：云岭路翠园旁边平房第三排6号
_FIELD = Late(
    r"(?:(?:收货|收件|寄件|家庭|联系|通讯|详细|现住|邮寄|快递|住宅|户籍|配送|送货|安装|上门|我的?"
    r"|常住)(?:地址|住址)|地址(?=[:：])|小区(?=是|名|叫)|住址|户籍地|现住|我?家住)"
    r"(?:是|在|为|写的是|[:：] ?)"
    rf"(?P<place>[^，。！？；\n]{{2,40}}?{N}(?:号楼?|栋|幢|室|单元|弄|组|排|座)"
    rf"{PUBLIC}(?:{PART})*)"
)


@looks_for(_ROAD, _VILLAGE, _ESTATE, _TEAM, _GATE, _HOUSE, _DORMITORY, _FIELD, ENGLISH)
def find_addresses(text: str) -> Iterator[Found]:
    """Addresses where a house or flat is named, with the city if it is told.

    >>> said = "上海市浦东新区张杨路500弄12号602室，地铁2号线旁，3楼8302，翠竹苑3幢2单元401"
    >>> sorted({said[hit.start : hit.end] for hit in find_addresses(said)})
    ['上海市浦东新区张杨路500弄12号602室', '翠竹苑3幢2单元401']
    """
    for begin, end in _places(text):
        yield Found(begin, end, "address")


def _places(text: str) -> Iterator[tuple[int, int]]:
    for hit in _ROAD.finditer(text):
        end = hit.start() + 1
        begin = name_before(text, end)
        if _ROAD_NAME.search(text, begin, end):
            yield begin, hit.end()
    for expression, named, fewest in ((_VILLAGE, 1, 2), (_TEAM, 0, 2), (_ESTATE, 1, 2)):
        for hit in expression.finditer(text):
            begin = name_before(text, hit.start() + named)
            if hit.start() + named - begin >= fewest:  # 我们村五组 names no village
                yield begin, hit.end()
    for hit in _GATE.finditer(text):
        end = hit.start() + 1
        begin = name_before(text, end)
        name = text[begin:end]
        if _PLACED.search(name) and not _NO_GATE.search(name):
            yield begin, hit.end()
    for hit in _HOUSE.finditer(text):
        if (first := _begin_of_house(text, hit)) is not None:
            locker = _LOCKER.match(text, hit.end())
            yield first, locker.end() if locker else hit.end()
    for hit in _DORMITORY.finditer(text):
        begin = name_before(text, hit.start())
        known = _ESTATE_NAME.search(text, begin, hit.start())
        yield begin if known else hit.start(), hit.end()
    for hit in ENGLISH.finditer(text):
        yield hit.span()
    for hit in _FIELD.finditer(text):
        yield hit.span("place")


def _begin_of_house(text: str, hit: re.Match[str]) -> int | None:
    """Where the address begins of which this is the house, with the name before it; or None."""
    start, end = hit.span()
    begin = name_before(text, start)
    if _ESTATE_NAME.search(text, begin, start):
        bare = hit["house"] is not None and not hit["parts"]
        bare = bare and not _LATER_PHASE.search(text, begin, start)
        lived = (
            _LIVES.search(text, max(0, begin - 16), begin)
            or _WE_ARE.search(text, max(0, begin - 3), begin)
            or _LIVED_IN.match(text, end)
            or _LOCKER.match(text, end)
        )
        if bare and "-" in hit["house"]:
            return None  # 金路小区1-4栋 are several
        if hit["floor"] and _PLACED.search(text, begin, start):
            return begin
        return (
            begin if lived or not (bare or hit["number"] or hit["pair"] or hit["floor"]) else None
        )
    name = text[begin:start].rstrip()
    if len(name) > 2 and _RENTED.search(text, max(0, begin - 4), begin):
        return begin
    if _OPEN_TO_ALL.search(name):
        return None
    if _ROOM.match(text, end) and not _SURE.search(hit.group()):
        return None
    longest = 20 if _DISTRICT.search(name) else 14 if _LONG.search(name) else 8
    if _SURE.search(hit.group()) and not _GRAMMAR.search(name):
        longest = max(longest, 12)
    named = 2 <= len(name) <= longest and not _OPINION.search(name)
    whole = begin if named else start
    if hit["unit"] or _SURE.search(hit.group()) or _LOCKER.match(text, end):
        return whole
    mine = _MINE.search(text, max(0, start - 3), start) or _LIVED_IN.match(text, end)
    if hit["flat"]:
        parts = hit.group().count("-") in (2, 3) and len(name) > 2
        if _MINE.search(text, max(0, begin - 3), begin):
            return begin
        return whole if parts or mine or hit["flat"].endswith("宿舍") else None
    if hit["house"] and named and _LATER_PHASE.search(name):
        return begin
    if hit["house"]:
        if named and _DISTRICT.search(name) and _HAS_DOOR.match(hit.group()):
            return begin
        known = named and not name[-1].isdigit() and (len(name) > 2 or "-" not in hit["house"])
        return whole if _HAS_FLAT.match(hit.group()) and (known or mine) else None
    return None
