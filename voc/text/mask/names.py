"""Forms of address of people who are no staff, and names that a form or a greeting shows to be one.

客户王先生, 我叫小雅, 姓名：阿依古丽, 我姓黄. Staff that is praised or blamed without its given name
(服务员小王, 张经理, 李师傅) stays: it says whom the comment is about. Full names are found by
`voc.text.mask.full_names`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from voc.text.mask.found import Found, looks_for
from voc.text.mask.full_names import full_names
from voc.text.mask.late import HAN, STOP, Late
from voc.text.mask.name_cues import ROLES
from voc.text.mask.name_words import ANY_FAMILY, COMPOUNDS, FAMILY, STAFF, USUAL, is_nobody

__all__ = ["find_named_beside", "find_names"]

# What may follow a name without a stop between
_CLOSED = (
    r"(?=$|[\W\d_]|电话|手机|名字|身份证|于\S|的电话|的手机|住在|来自|联系|日期|出生|生日|性别|年龄"
    r"|要求|反映|来电|称|申请|投诉|希望|被)"
)
_DOTTED = rf"{HAN}{{2,6}}[·•]{HAN}{{2,7}}"
_TITLED = rf"(?<!房){FAMILY}(?:女士|先生|小姐|太太|阿姨|老师)"
_LATIN = r"[A-ZÀ-Þ][a-zß-ÿ]+(?: [A-Z]\.)?(?: [A-ZÀ-Þ][a-zß-ÿ]+){0,2}"
_MINE = (
    r"(?:爸爸?|妈妈?|父亲|母亲|老公|老婆|先生|太太|爱人|丈夫|妻子|对象|男友|女友|男朋友|女朋友|儿子|女儿"
    r"|孩子|小孩|宝宝|宝贝|闺女|朋友|同事|同学|奶奶|爷爷|外婆|外公|姥姥|姥爷|岳父|岳母|婆婆|公公|哥哥?"
    r"|姐姐?|弟弟?|妹妹?|叔叔?|舅舅?|老[妈爸娘爹]|[娘爹]|姑姑|阿?姨|嫂子|侄子|侄女|外甥|室友)"
)
_I = r"(?:我|俺|咱)(?:家)?的?"
# These are also the beginning of other words: 客户经理, 用户体验
_CUSTOMERS = (
    "客户|用户|顾客|会员|客人|老人|病患|消费者|买家|食客|宾客|贵宾|老师傅|住户"
    "|居民|村民|市民|粉丝|读者"
)
_LINK = r"(?:的?(?:姓名|名字))?(?:叫做?|是|为|[:：] ?| |写的?是?|登记的?是?){0,3}"
_CALLED = Late(
    rf"(?:{ROLES}){_LINK}(?:{_I}{_MINE})?(?:业主|客户)?(?P<name>{_DOTTED}|{_TITLED}|{_LATIN})"
    rf"|(?:{_CUSTOMERS}){_LINK}(?P<customer>{_TITLED})"
)
# 姓名：阿依古丽 – after a colon any short name does
_FIELD = Late(
    rf"(?:{ROLES})(?:(?:姓名|名字)?[ ]?[:：][ ]?|(?:姓名|(?<=姓名))是)"
    r"(?P<name>[^\W\x00-\xff]{2,4}(?:[·•.][^\W\x00-\xff]{2,6}){0,2}"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2})(?=$|[\W\d_])"
    # 客户姓名年广成, 姓名年广成，身份证…
    r"|(?:患者|学生|会员|客户|乘客|旅客|孩子|客人)姓名(?P<bare>[^\W\x00-\xff]{2,5})"
    r"(?=$|[\W\d_])"
    r"|姓名(?P<first>[^\W\x00-\xff]{2,4})"
    r"(?=[，,；;、 /]{1,2}(?:身份|证件|电话|手机|联系|性别|男|女|年龄|住|地址|\d))"
)
_NO_FIELD = Late(
    r"[的了吗呢吧错不没无未有写填改栏是都全能可会很太为什怎随匿名字和与及好谁]|日期|小区|一个|一样|相同|同上|保密|如下|见|登记|电话|必填"
    r"|信息|隐私|格式|乱码|拼音|生僻"
)
# 我叫小雅, 我叫买买提·艾力, 我家宝宝叫安安
_INTRODUCED = Late(
    rf"(?:{_I}(?:的?(?:名字|名|全名|真名|大名|本名))?就?[叫名]做?|(?<![店书片品菜剧歌的])名叫"
    r"|我?的?(?:名字|全名|真名|本名|大名|网名)就?[叫是为写]的?是?|在下|鄙人|敝人)[ :：]?"
    rf"(?P<name>(?:[小老阿大]{HAN}|(?P<twice>{HAN})(?P=twice)){_CLOSED}|{_DOTTED}"
    rf"|(?:{COMPOUNDS}){_CLOSED}|[阿买古努艾热迪巴帕玉]{HAN}{{2,5}}{STOP})"
    rf"|(?:孩子|宝宝|儿子|女儿|闺女|小孩|奶奶|爷爷|外婆|外公|姥姥|姥爷|老公|老婆|{_I}{_MINE})"
    r"(?:的?(?:名字|小名))?叫(?:做)?"
    rf"(?P<child>(?P<again>{HAN})(?P=again){STOP}|[小阿]{HAN}{STOP})"
)
# 叫我小雅就行
_CALL_ME = Late(
    rf"(?<![人他她们家员工台])(?:叫|喊|称呼)我(?:(?P<name>[小老阿大]{HAN}{{1,2}}|(?P<twice>{HAN})(?P=twice)|{FAMILY}{USUAL}|{COMPOUNDS})(?=就行|就好|就可以|即可)"
    rf"|(?P<titled>{FAMILY}(?:姐|哥|总|工|先生|女士|小姐|老师|阿姨|叔)|[小老]{FAMILY})(?=$|[\W\d_]|吧))"
)
_I_AM = Late(
    rf"我(?:就)?(?:叫|是)(?P<name>{FAMILY}(?:女士|先生|小姐|太太|老师|医生|总|工|姐|哥|阿姨|大爷|大妈|奶奶"
    rf"|律师|教授|主任|局长|处长|校长)(?=$|[\W\d_]|的)|[小老]{FAMILY}{STOP})"
    # 我是豆豆妈
    rf"|我是(?P<parent>(?:小{HAN}|(?P<one>{HAN})(?P=one))"
    rf"(?:的?(?:妈妈|爸爸|家长|奶奶|爷爷)|妈|爸)){STOP}"
)
_SURNAME = Late(
    # 自己姓牟, 我媳妇她姓逯, 老板姓呙
    rf"(?:自己|[他她]|老板|老板娘|房东|{_MINE})姓(?P<any>{HAN})(?=$|[，。！？,.!;；、）)])"
    # 老客户了，姓佘，开票又开错
    rf"|(?<=[，。！？,.!; ])姓(?P<alone>{ANY_FAMILY})(?=[，。！？,.!;；])"
    rf"|(?:{_I}(?:{_MINE})?|免贵|本人|鄙人|敝|客户|业主|客人|先生|女士)姓(?P<name>{FAMILY}(?!名)|[A-Z][a-z]+)"
    r"(?=[\W\x00-\xff]|$|[的叫，名是])"
    r"|(?:弓长|木子|耳东|双人|草头|三横|古月|口天|言午|双口|双木)(?P<spelt>[张李陈徐蒋王胡吴许吕林])"
)
# ——王女士, 刘女士收
_SIGNED = Late(rf"(?:——|--|—|敬礼|敬上|署名|此致)[ ，,!！:：\n]{{0,3}}(?P<name>{_TITLED})[。 ]?$")
_TAKES = r"(?:收(?=$|[\W\d_])|\(收\)|（收）|敬上|亲启)"
_TAKER = Late(rf"(?:(?<![^\W\x00-\xff])|(?<=[给由]))(?P<name>{_TITLED})[ ]?{_TAKES}")
# 打给李女士
_TO = Late(
    rf"(?:联系|打给|找|转告|通知|回电给?|电话给|致电|呼叫|询问|回复|告诉|[寄发交送退转还]给)"
    r"[一下到 :：]{0,2}"
    rf"(?P<name>{ANY_FAMILY}(?:女士|先生|小姐|太太)(?!{HAN}*(?:态度|服务|推荐)))"
)
# 刘先生在前台等了一个钟头; 客房部李女士 and 王先生态度很好 are staff
_GUEST = Late(
    rf"(?P<guest>{FAMILY}小姐)(?=本人|签收)|(?P<name>{FAMILY}(?:女士|先生|太太))(?:在.{{0,6}}等|反映|投诉|来电|称|要求|入住|预订|报修|被|本人|签收|收(?![银费到])"
    r"|的(?:房间|订单|包裹|行李|快递|车|手机|电话|孩子|预订))"
    rf"|(?:住客|乘客|旅客|患者|家属|业主|本人|病人|一位)(?P<whose>{FAMILY}(?:女士|先生|太太))"
)
# Tel, Room, WhatsApp … before a number
_NO_LATIN = (
    "(?i:tel|phone|mobile|cell|call|fax|whats|contact|line|number|hot|email|mail|wechat|qq|id|at|to|me"
    "|on|my|is|no|the|room|flat|add|order|card|visa|passport|telegram|skype|code|hong|or|and|please|pls"
    "|in|app|ip|sn)"
)
_BETWEEN = (
    r"的?(?:电话|手机号?|联系电话|身份证号?码?|微信|邮箱|地址|住|账号|卡号)?[是 ，,：:、(（/]{0,2}$"
)
_GAP = Late(_BETWEEN)
# 找宋先生，176… · Kevin 138… · 138…（刘女士）
_BEFORE_PHONE = Late(
    rf"(?:(?:(?<!{HAN})|(?<=[收寄找叫]))(?P<name>[小老]{FAMILY}|{FAMILY}{USUAL}{{1,2}})"
    rf"|(?P<titled>{ANY_FAMILY}(?:女士|先生|小姐|太太|阿姨|老师))"
    rf"|(?<![A-Za-z])(?P<latin>(?!{_NO_LATIN}[a-z]*\b)[A-Z][a-z]+(?: [A-Z][a-z]+)?))"
    rf"{_BETWEEN}"
)
_BEHIND_PHONE = Late(r"[ ，,：:、(（]{0,2}(?:联系人|找|是|叫)?")
_TITLED_BEHIND = Late(rf"(?P<name>{_TITLED})")
_LONGEST_NAME = 4
_NEAR_NUMBER = -2.5  # a name beside a telephone number needs less to be one
_PATTERNS = (_FIELD, _CALLED, _INTRODUCED, _CALL_ME, _I_AM, _SURNAME, _SIGNED, _TAKER, _TO, _GUEST)


@looks_for(*_PATTERNS)
def find_names(text: str) -> Iterator[Found]:
    """Forms of address and names in greetings, fields of a form, after words for customers.

    >>> said = "我叫小雅，客户王先生，服务员小王很好"
    >>> sorted({said[hit.start : hit.end] for hit in find_names(said)})
    ['小雅', '王先生']
    """
    for pattern in _PATTERNS:
        for hit in pattern.finditer(text):
            group = next(name for name in _groups(pattern) if hit[name])
            if _fits(pattern, hit, hit[group], text):
                yield Found(*hit.span(group), "name")


def find_named_beside(text: str, places: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Names before and after telephone numbers and the like, of which the places are given.

    >>> {hit[:2] for hit in find_named_beside("王芳 13912345678", [(3, 14)])}
    {(0, 2)}
    """
    likely = full_names(text, least=_NEAR_NUMBER)
    for start, end in places:
        first = max(0, start - 12)
        if before := _BEFORE_PHONE.search(text[first:start]):
            group = before.lastgroup or "name"
            begin, last = before.span(group)
            if _is_name(before[group]):
                yield Found(first + begin, first + last, "name")
        behind = _BEHIND_PHONE.match(text, end)
        begin = behind.end() if behind else end
        if after := _TITLED_BEHIND.match(text, begin):
            yield Found(*after.span("name"), "name")
        near = bisect_left(likely, (first - _LONGEST_NAME,))
        for at in likely[near : bisect_right(likely, (begin + 1,))]:
            if at.start == begin or (at.end <= start and _GAP.fullmatch(text[at.end : start])):
                yield Found(at.start, at.end, "name")


def _groups(pattern: Late) -> list[str]:
    return [name for name in pattern.groupindex if name not in ("twice", "again", "one")]


def _fits(pattern: Late, hit: re.Match[str], name: str, text: str) -> bool:
    """Whether what stands there is a name, and not that of staff."""
    if pattern is _SURNAME:
        return True
    if pattern is _GUEST and STAFF.search(text[max(0, hit.start() - 12) : hit.start()]):
        return False
    if pattern is _FIELD and (_NO_FIELD.search(name) or not name[0].isalpha()):
        return False
    return _is_name(name)


def _is_name(said: str) -> bool:
    # 我是华粉, 我是颜值控
    return said[-1] not in "迷粉控党族" and not is_nobody(said)
