"""What Chinese addresses are made of: numbers, houses, flats; and where their names begin."""

from __future__ import annotations

from voc.text.mask.late import Late

__all__ = [
    "BETWEEN",
    "DIGITS",
    "FLAT",
    "LETTERED",
    "PART",
    "PUBLIC",
    "STOPS",
    "N",
    "name_before",
]

DIGITS = "一二三四五六七八九十百零〇幺"
STOPS = r"$|[\W_]"
N = rf"(?:\d{{1,5}}(?:-\d{{1,3}}|[A-Za-z](?=号))?|[{DIGITS}]{{1,6}})"
FLAT = r"(?:\d{3,4}|[一二三四五六七八九零〇]{3,4})(?![\d元块米年人次分个万%.吨多余名]|天(?!天))"
# 17C, 11D: a flat, but not 4G, 5S
LETTERED = r"(?:(?:[1-9]\d[A-HJ]|[1-9][ABCEH])(?![A-Za-z0-9级座口区型景栋幢单])(?:-\d{1,2}(?!\d))?)"
# After the house number: 院 3号楼 2单元 15楼 1503室 A座 附3号 之二 …
PART = (
    rf"(?:[ ，,\-#－—]{{0,2}}(?:大?院|(?<=号)B\d(?!\d)|[附内]{N}号"
    rf"|{N}之{N}号?|[东西南北正]?[东西南北](?:房|屋|塔楼?)"
    rf"|之(?:[一二三四五六七八九十]|\d{{1,2}})楼?"
    rf"|\d{{1,3}}#(?:-\d{{1,2}}-)?\d{{3,4}}(?!\d)|\d{{1,2}}F(?:-\d{{1,3}})?(?![A-Za-z0-9])|[甲乙丙丁](?:单元|栋|座|号)"
    rf"|(?<=号)[甲乙丙丁](?=\d{{1,2}}-\d|{STOPS})|(?<=号)-\d{{1,3}}(?![\d元])|[东西南北]?{N}[舍斋]"
    rf"|(?<=[单元层楼座栋幢塔号一二三四五六七八九]){LETTERED}|\d{{1,3}}-[甲乙丙丁]-\d{{1,4}}|门面{N}号?"
    rf"|(?<=号)(?:门面|铺面?|商铺|房(?![间型屋子产价]))"
    rf"|[甲乙]?{N} ?(?:期|号楼|号院|号宿舍楼?|号(?!线|床)|栋|幢|座|单元"
    r"|门洞?(?![口前外把铃锁])|层|楼|室|房|寝室?|宿舍|户(?!型)|组|排|巷|邻"
    r"|梯|支弄|弄)"
    rf"|[A-Za-z]{FLAT}(?:室|号|房)?|(?<=[楼层])[A-Z](?![A-Za-z0-9室座户区床])"
    rf"|[A-Za-z]\d?(?:[座栋幢室户]|单元)|[A-Za-z]\d?楼?(?=座|栋|楼|{FLAT}|\d)"
    rf"|(?:(?<![，,])|(?=[A-Za-z]?{FLAT}(?:[室号房寝]|{STOPS})))[东西南北A-Za-z]?{FLAT}(?:-\d\d?(?=室))?(?:室|号|房|寝室?)?"
    rf"|[东西南北]楼(?={FLAT})|宿舍楼?(?={FLAT})"
    r"|[东西南北中左右](?:户|门|侧|边户|单元|座)|[A-Za-z](?:区|梯)|[前后旁侧]门|平房|亭子间|阁楼"
    rf"|[东西南北][头侧边]第{N}[户家]|B?\d{{1,3}}号?铺"
    rf"|(?<=[楼层])[左右](?:手边|边那?户|手那户|手第[一二三]家)|顶[楼层](?=[东西南北][户边])|\d人间(?=\d{{1,2}}号?床)"
    rf"|(?<=[楼层室房间])(?:[A-Za-z]|\d{{1,2}})号?床|(?<=[室房])[上下]铺"
    rf"|(?<=座)\d{{1,2}}[A-Z](?![A-Za-z0-9])|[前后]座|(?<=号)别墅|底商|公寓(?={FLAT})"
    rf"|(?<=[栋幢])门(?=\d)|[甲乙丙丁]?\d{{1,3}}[-－]\d{{1,4}}(?:[-－]\d{{1,4}}[A-H]?)?))"
)
# a name between the number and the building: 478号华星时代广场A座, 168号21世纪太阳城8幢
BETWEEN = (
    r"(?:\d{0,2}(?:(?![的了是有到]|(?<!自)在|(?<!共)和(?![平谐苑园府睦家]))[^\W\x00-\xff]){2,12}"
    rf"(?=[A-Za-z][座区]|[东西南北][座塔]|{LETTERED}|\d{{1,2}}(?:#-|-\d{{1,2}}-|-[甲乙丙丁]-)\d|[A-Za-z]?{N}(?:期|栋|幢|座|单元|号楼|号[之附]|号\d{{3,4}}(?!\d)|楼[A-Z\d])|[A-Z]?\d{{3,4}}(?:-\d\d?)?(?:室|房(?![型间价]))"
    r"|[A-Z]\d{3,4}|\d{1,2}[楼层](?!梯)|\d人间\d|[A-Z]?\d{1,2}-\d{3,4}(?!\d)))"
)
PUBLIC = (
    r"(?!线|口|出口|入口|门(?![\d口面])|窗|台|桌|机|航站|登机|公交|车|摊|柜|桥|码头|地铁|球|技师|馆"
    r"|点|发|入|退"
    r"|到|至|之前|之后|以|那天|晚|早|中午|下午|上午|凌晨)"
)
_LONGEST = 36
_RUN = Late(
    r"(?:[^\W\d_]|(?<!\d)\d{1,3}(?=[^\W\d_])|(?<=[^\W\x00-\xff])[·•](?=[^\W\x00-\xff])"
    r"|(?<=[^\W\x00-\xff]) (?=[A-Z\d一二三四五六七八九东西南北]{1,2}[区期]))+ ?$"
)
# What stands before an address and is none of it
_STOP = Late(
    r".*(?:反映|举报|请问|请(?=拆除|求)|并且|而且|以及|督促|投诉|报修|来电|来自|对(?!外|面)|及|购买|签订|位于|出生地|户口|咨询|用户|客户|业主|住户|居民|市民|村民|老人|麻烦|直接|隔壁|对面|楼上|旁边|附近"
    r"|我家|老家|家里|家在|家是|房子|民宿|位置|自提|领导|我们是?|钥匙|地址|师傅|快递|外卖|包裹|补寄|改到"
    r"|住进?(?!宅|邦|总)|[到是往的了你您他她们址距给被把让跟扔寄搬填写称][是为]?|租(?!赁)[的住在]{0,2}"
    r"|取缔|[搬走]进|坐标|门牌号?|[新旧原现]址"
    r"|(?<![自存潜])在|于(?!洪|都|田|潜|谦)|从(?!化|江)|去|(?<![河江海前边下])沿(?![河江海湖山])|送|离(?!石)|将(?!军|台|乐)"
    r"|(?<!解)(?<!开)放(?=.{3})|换成|改成|改寄|改派至|至(?!善|诚|德)|我)(?=.)"
)
_PROVINCE = (
    "(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州"
    "|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆)"
)
_CITY = Late(
    rf"(?:{_PROVINCE}?(?:北京|上海|天津|重庆|广州|深圳|杭州|成都|武汉|南京|西安|苏州|郑州|长沙|青岛|厦门|宁波"
    r"|无锡|佛山|东莞|昆明|合肥|福州|济南|大连|沈阳|哈尔滨|长春|石家庄|太原|南昌|南宁|贵阳|兰州|海口|西宁|银川"
    rf"|拉萨|乌鲁木齐|呼和浩特)|{_PROVINCE}(?=省|.{{2,3}}市|自治区|壮族|回族|维吾尔))"
    r"(?![东西南北中排]?(?:路|街|道|大道|大街|巷))"
)
# 山东省 青岛市 市南区 香港中路街道, then the name of the road or estate
_NAME = Late(
    r"(?:[^\W\d_]{1,7}(?:省|市|自治区|区|县|旗|镇|乡|街道|开发区|新区))*"
    r"[^\W_](?:[^\W_]|[· ]){0,19}$"
)
# The same with commas between
_FARTHER = Late(
    r"(?<![^\W\d_])(?:(?![不没很太好差坏慢快烂脏吵贵为])[^\W\d_]){1,20}"
    r"(?:省|市|区|县|镇|乡|街道|路|街|里|村|花园|苑|家园|交口|交叉口|路口)[，, ]$"
)


def name_before(text: str, end: int) -> int:
    """Where the name begins that ends at `end`: city, road, estate; `end` where there is none.

    >>> said = "麻烦寄到青岛市市南区香港中路8号"
    >>> said[name_before(said, said.index("8")) :]
    '青岛市市南区香港中路8号'
    """
    first = max(0, end - _LONGEST)
    run = _RUN.search(text, first, end)
    if run is None:
        return _before_commas(text, end)
    begin = run.start()
    if stop := _STOP.match(text, begin, end):
        begin = stop.end()
    if city := _CITY.search(text, begin, end):
        begin = city.start()
    elif named := _NAME.search(text, begin, end):
        begin = named.start()
    return _before_commas(text, begin)


def _before_commas(text: str, begin: int) -> int:
    """北京市朝阳区，望京街道，花家地北里，12号楼"""
    while text[begin - 1 : begin] in ("，", ",", " "):
        named = _FARTHER.search(text, max(0, begin - 22), begin)
        if named is None:
            break
        stop = _STOP.match(text, named.start(), begin - 1)
        begin = stop.end() if stop else named.start()
    return begin
