"""Addresses down to the house number: the city and the district stay, the rest is masked."""

from __future__ import annotations

from collections.abc import Iterator

from voc.text.mask.found import Found, looks_for
from voc.text.mask.late import Late

__all__ = ["find_addresses"]

_HAN = r"[^\W\x00-\xff]"
_DIGITS = "一二三四五六七八九十百零〇幺"
_STOPS = r"$|[\W_]"
_END = rf"(?={_STOPS})"
_N = rf"(?:\d{{1,5}}(?:-\d{{1,3}}|[A-Za-z](?=号))?|[{_DIGITS}]{{1,6}})"
_FLAT = r"(?:\d{3,4}|[一二三四五六七八九零〇]{3,4})(?![\d元块米年人次分个万%.]|天(?!天))"
# After the house number: 院 3号楼 2单元 15楼 1503室 A座 附3号 之二 …
_PART = (
    rf"(?:[ ，,\-#－—]{{0,2}}(?:院|附{_N}号|之(?:[一二三四五六七八九十]|\d{{1,2}})楼?"
    rf"|\d{{1,3}}#\d{{3,4}}(?!\d)|\d{{1,2}}F(?![A-Za-z0-9])|[甲乙丙丁](?:单元|栋|座|号)|(?<=号)[甲乙丙丁]{_END}|(?<=号)-\d{{1,3}}(?![\d元])|[东西南北]?{_N}舍"
    rf"|{_N} ?(?:期|号楼|号院|号宿舍楼?|号|栋|幢|座|单元|门|层|楼|室|房|寝室?|宿舍|户|组|排|巷"
    r"|支弄|弄)"
    rf"|[A-Za-z]{_FLAT}(?:室|号|房)?|(?<=[楼层])[A-Z](?![A-Za-z0-9室座户])"
    rf"|[A-Za-z]\d?(?:座|栋|幢|楼|单元)?(?=座|栋|楼|{_FLAT}|\d)|[A-Za-z](?:座|栋|室|户)"
    rf"|[A-Za-z]?{_FLAT}(?:室|号|房)?|[东西南北中左右](?:户|门|侧|边户|单元)|[A-Za-z](?:区|梯)|[前后]门|平房"
    rf"|\d{{1,3}}[-－]\d{{1,4}}(?:[-－]\d{{1,4}})?))"
)
# a name between the number and the building: 478号华星时代广场A座
_ESTATE_END = (
    r"(?:小区|花园|家园|公寓|花苑|新苑|名苑|苑|新城|城|府|华庭|庭|新村|村|里|广场|大厦|中心|湾|轩"
    r"|家属楼|墅|新邸|筑|水岸|原著|花都|社区|园|坊|邨|寓所"
    r"|家属院|院|宿舍|公馆|名都|名居|居|郡|国际|大学|学院|学校"
    rf"|(?:[东西南北中]{_N}?|{_N}|[A-Z])区)"
)
_ESTATES = "区园寓苑城府庭村里厦场心湾轩墅邸院舍馆都居郡坊邨际学校筑岸著"
_BETWEEN = (
    r"(?:(?:(?![的了在和是有到])[^\W\x00-\xff]){2,10}"
    rf"(?=[A-Za-z][座区]|[A-Za-z]?{_N}(?:期|栋|幢|座|单元|号楼|楼[A-Z\d])|[A-Z]\d{{3,4}}))"
)
_PLACE_OF_PUBLIC = (
    r"(?!线|口|出口|入口|门(?!\d)|窗|台|桌|机|航站|登机|公交|车|摊|柜|桥|码头|地铁|球|技师|馆"
    r"|点|发|入|退"
    r"|到|至|之前|之后|以|那天|晚|早|中午|下午|上午|凌晨)"
)
# What ends the name of a road or estate and the number after it; the name is sought backwards.
_ROAD = Late(
    rf"(?:[路街道巷弄同条]|坊(?={_N}弄))"
    rf"(?:[东西南北中]?[一二三四五六七八九\d]?段|[东西南北]侧|[东西南北中])? ?[甲乙丙]?{_N} ?"
    rf"(?:号|弄|巷|支弄|#){_PLACE_OF_PUBLIC}(?:{_PART}|{_BETWEEN})*"
    r"|[路街道巷] ?\d{1,4}-\d{1,3}(?:-\d{1,4}){1,3}(?![\d元年月.\-－])"
)
_ESTATE = Late(
    rf"[{_ESTATES}] ?(?:[东西南北]?{_N}期|[东西南北中][区苑院]|(?:[东西南北中]?{_N}|[A-Z])区)? ?"
    rf"(?:[A-Za-z]?{_N} ?(?:栋|幢|号楼|座|#楼?|号宿舍楼?|号院?"
    rf"|楼(?={_N}(?:门|单元)|\d{{3,4}})|门(?={_FLAT}))|[A-Za-z](?:座|栋|幢)){_PART}+"
    rf"|[{_ESTATES}](?<!商城)\d{{1,2}}(?:[-－—#]\d{{1,2}})?[-－—#]\d{{3,4}}(?:室)?(?![\d元年月.\-－])"
    rf"|[{_ESTATES}][A-Z]-?\d{{1,2}}-\d{{3,4}}(?!\d)|楼(?<=家属楼){_N}(?:单元|门){_FLAT}室?"
    rf"|[院区园村]{_N}排{_N}号|街{_N}委{_N}组|邨{_HAN}{{1,3}}[楼座阁](?:{_N}[楼层])?{_N}室"
    rf"|[厦寓苑庭](?:[A-Za-z]\d?)?{_FLAT}室|[厦寓苑庭]\d{{1,2}}[楼层][A-Za-z]?\d{{0,4}}[室座户]"
)
# 滨江花园12-3-501: the number alone
_PLAIN = Late(
    rf"(?<={_HAN}){_N}期{_N}(?:栋|幢|号楼|座)(?:{_PART})*"
    rf"|(?:(?<={_HAN}{{3}})(?<!商城.)|(?<={_HAN}[A-Z]区)"
    rf"|(?<={_HAN}{{2}}[园寓苑城府庭村里厦湾轩墅邸都居郡坊邨] ))"
    r"\d{1,2}-\d{1,2}-(?!(?:19|20)\d\d)\d{3,4}室?(?![\d元年月.\-－])"
)
# 家在阳光小区3栋: a building alone is an address where the words say that somebody lives there
_LIVES = r"(?:住(?![户宅房院])|家(?![里政长具电])|地址|送[到去往]|寄|收货|搬)[^，。！？；\n]{0,14}?"
_HOUSE_END = "区园寓苑城府庭厦湾轩墅邸都居郡"
_HOME = Late(
    rf"{_LIVES}(?P<end>[{_ESTATES}])(?:[东西南北]?{_N}期|[东西南北中]区)?"
    rf"(?:[A-Za-z]?{_N}(?:栋|幢|号楼|座|#楼?)|[A-Za-z](?:座|栋))(?:{_PART})*"
    rf"|{_LIVES}(?P<house>[{_HOUSE_END}])[A-Za-z]?{_FLAT}(?:室|房)?(?![A-Za-z户一平兆多])"
)
_VILLAGE = Late(
    rf"[村屯庄寨厝] ?(?:[东西南北上下]?{_N}[组队社])?{_N}号{_PLACE_OF_PUBLIC}"
    rf"|(?:[村屯庄寨]|大队)[东西南北上下]?{_N}小?[组队社](?![长员的])"
    rf"|村(?:(?![的是有在到了我])[^\W\x00-\xff]){{1,6}}(?<!第){_N}号(?={_STOPS})"
)
_TEAM = Late(rf"(?<={_HAN}){_N}[组社]{_N}号")
_PUBLIC = Late("(?:[医法影剧]|卫生|检察|美容|博物)院$")
_ROAD_NAME = Late(
    rf"{_HAN}{{1,14}}(?:路|街|大道|巷|弄|胡同|条|坊|(?<![街轨渠频通管隧知味报跑车人地河赛河航])道)$"
)
_ESTATE_NAME = Late(rf"{_HAN}{{1,14}}{_ESTATE_END}$")
_ANY_NAME = Late(rf"{_HAN}{{2,10}}$")
_VILLAGE_NAME = Late(rf"{_HAN}{{2,14}}$")
_NAME_LENGTH = 16
# With how many characters of the name each begins
_BEHIND_NAMES = (
    (_ROAD, 1, _ROAD_NAME),
    (_ESTATE, 1, _ESTATE_NAME),
    (_PLAIN, 0, _ESTATE_NAME),
    (_HOME, 1, _ESTATE_NAME),
    (_VILLAGE, 1, _VILLAGE_NAME),
    (_TEAM, 0, _VILLAGE_NAME),
)
_BUILDING = Late(
    rf"(?:(?<![A-Za-z])[A-Z]区 ?|(?<![\d{_DIGITS}-])(?=[\d{_DIGITS}])){_N}"
    rf"(?:栋|幢|号楼|座)(?:{_N}(?:单元|门)(?:{_N}[楼层])?{_FLAT}室?|{_FLAT}室)"
    rf"|(?<=[住家在]){_N}[栋幢]{_FLAT}室?|{_N}(?:栋|幢|号楼){_FLAT}(?=我家|是我|住户|寝|宿舍)"
    rf"|(?<=我是){_N}[栋幢]{_FLAT}"
    r"|(?:(?<=业主)|(?<=我家)|(?<=门牌)|(?<=[宿寝][舍室])|(?<=住))\d{1,2}(?:-\d{1,2})?-\d{3,4}(?![\d元年月.-])"
    rf"|(?<![\d{_DIGITS}-]){_N}单元(?:{_FLAT}室?|{_N}[楼层](?:[东西南北中左右][户门]|{_FLAT}室?))"
    rf"|(?<=住)[A-Z]\d?(?:栋|座|幢){_FLAT}室?"
    rf"|(?<!\d)\d{{1,2}}#楼?{_N}单元{_FLAT}室?"
    rf"|(?:职工|员工|学生|教师|单身|集体)?宿舍楼?{_N}[楼层]{_FLAT}室?"
    # 45-3号2-5-1, 3-2-1101业主, 二号宿舍楼415, 8号楼丰巢柜
    r"|(?<![\d-])\d{1,4}-\d{1,3}号(?:楼|栋)?\d{1,2}-\d{1,2}(?:-\d{1,4})?(?!\d)"
    r"|(?<![\d-])\d{1,2}-\d{1,2}-\d{3,4}(?=的?(?:业主|住户|房主|租户|我家))"
    rf"|(?<![\d{_DIGITS}]){_N}号?宿舍楼?(?:{_N}单元)?{_FLAT}室?|(?<=[寝宿][室舍]){_N}[栋号]楼?{_FLAT}"
    rf"|(?<![\d{_DIGITS}-]){_N}(?:号楼|栋|幢)(?:{_N}单元)?的?(?:丰巢柜?|快递柜|菜鸟柜)"
)
# 收货地址：云岭路翠园旁边平房第三排6号
_FIELD = Late(
    r"(?:(?:收货|收件|寄件|家庭|联系|通讯|详细|现住|邮寄|快递|住宅|户籍|配送|送货|安装|上门|我的?"
    r"|常住)(?:地址|住址)|地址(?=[:：])|小区(?=是|名|叫)|住址|户籍地|现住|我?家住)"
    r"(?:是|在|为|写的是|[:：] ?)"
    rf"(?P<place>[^，。！？；\n]{{2,40}}?{_N}(?:号楼?|栋|幢|室|单元|弄|组|排|座)"
    rf"{_PLACE_OF_PUBLIC}"
    rf"(?:{_PART})*)"
)
_STREET = (
    r"(?:Road|Street|Avenue|Lane|Drive|Boulevard|Court|Place|Terrace|Rd|St|Ave|Blvd|Ln|Dr|Lu|Jie)"
    r"(?: (?:East|West|North|South|Central)\b)?"
)
_UNIT = (
    r"(?:No\.? ?\d{1,4} (?:Building|Block|Lane)"
    r"|(?:Room|Rm|Flat|Apt|Apartment|Unit|Suite|Building|Block|Tower|Bldg|Lane|Alley|Sec|Section|No"
    r"|House|Floor|Fl)"
    r"\.? ?(?:\d{1,5}[A-Za-z]?|[A-Za-z]\d{0,4})(?:/F)?|\d{1,3}/F|\d{1,2}F(?:-\d{1,2})?)(?![a-z])"
)
_ENGLISH = Late(
    rf"(?:{_UNIT},? ?){{0,4}}"
    rf"(?:No\. ?)?\d{{1,5}}[A-Za-z]? (?:[A-Z][a-z']+ ){{1,3}}{_STREET}\b\.?(?:,? ?{_UNIT}){{0,2}}"
    rf"|{_UNIT}(?:, ?{_UNIT})+(?:, ?(?:[A-Z][a-z']+ ?){{1,4}})?"
    rf"|{_UNIT}(?:, ?{_UNIT}){{0,3}}, ?(?:[A-Z][a-z']*\.? ){{1,3}}{_STREET}\b"
    r"|P\.? ?O\.? ?[Bb]ox \d{2,6}"
    r"|(?<=live at |ship to |iver to )\d{1,5}[A-Za-z]? (?:[A-Za-z']+ ){1,3}"
    rf"(?i:{_STREET})\b"
)
# What stands before the name of a road or estate and is none of it
_STOP = Late(
    r".*(?:省|(?<!城)(?<!超)(?<!夜)市|(?<![小社园东西南北中一二三四五六七八九十])区(?=.)|县|(?<=[左右中前后特])旗|镇|乡(?=.)|街道|开发区"
    r"|住在|住的?是?|地址是?|寄到|寄往|送到|送往|位于|写的是|改成|写成|换成|搬到"
    r"|[在到于是从去往至的了你您他她们址离距沿给被把]|将(?!军)|(?<!解)(?<!开)放(?=.{3})"
    r"|我家(?:是|在)?|家住|领导|我们|我)(?=.)"
)
_CITY = Late(
    r"^(?:北京|上海|天津|重庆|广州|深圳|杭州|成都|武汉|南京|西安|苏州|郑州|长沙|青岛|厦门"
    r"|宁波|无锡|佛山|东莞|昆明"
    r"|合肥|福州|济南|大连|沈阳|哈尔滨)(?![东西南北中]?(?:路|街|大道|大街"
    r"|巷))(?P<district>海淀|朝阳(?!路)|浦东|徐汇|福田|南山"
    r"|天河|西湖区?|武侯|江北|雁塔)?"
)


@looks_for(*(core for core, _, _ in _BEHIND_NAMES), _BUILDING, _ENGLISH, _FIELD)
def find_addresses(text: str) -> Iterator[Found]:
    """Addresses from the road or estate on, where a house or flat is named.

    >>> said = "上海市浦东新区张杨路500弄12号602室，地铁2号线旁，3楼8302"
    >>> [said[hit.start : hit.end] for hit in find_addresses(said)]
    ['张杨路500弄12号602室']
    """
    for core, begun, name in _BEHIND_NAMES:
        for hit in core.finditer(text):
            end = hit.start(hit.lastgroup or 0) + begun
            before = text[max(0, end - _NAME_LENGTH) : end]
            named, fewest = name.search(before), 2 if name is _VILLAGE_NAME else 1
            if core is _PLAIN and not named and text[end - 1] not in _ESTATES:
                named, fewest = _ANY_NAME.search(before), 3
            if named and not _PUBLIC.search(named.group()):
                begin = end - len(named.group()) + _before_the_name(named.group())
                # 我们村五组 names no village, 并且二期 no estate
                if end - begin >= fewest:
                    yield Found(begin, hit.end(), "address")
    for pattern in (_BUILDING, _ENGLISH):
        for hit in pattern.finditer(text):
            yield Found(*hit.span(), "address")
    for hit in _FIELD.finditer(text):
        begin = hit.start("place") + _before_the_name(hit["place"])
        yield Found(begin, hit.end("place"), "address")


def _before_the_name(named: str) -> int:
    """How many characters of what leads to the number are no name of a road or estate."""
    stop = _STOP.match(named)
    begin = stop.end() if stop else 0
    if city := _CITY.match(named[begin:]):
        begin += city.end()
    return begin
