"""Names of people where a text says that it names one: 我叫…, 联系人：…, 客户王先生

Staff that is praised or blamed (服务员小王, 张经理, 李师傅) stays: it says whom
the comment is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from voc.text.mask.family_names import FAMILIES, GRAMMATICAL
from voc.text.mask.found import Found, looks_for
from voc.text.mask.late import Late
from voc.text.mask.name_shape import name_end
from voc.text.mask.name_words import ANY_FAMILY, COMPOUNDS, FAMILY, GIVEN, NOT_NAMES, STAFF, USUAL

__all__ = ["find_named_beside", "find_names"]

_HAN = r"[^\W\x00-\xff]"
_END = r"(?=$|[\W\d_])"
# What may follow a name without a stop between
_CLOSED = (
    r"(?=$|[\W\d_]|电话|手机|名字|身份证|于\S|的电话|的手机|住在|来自|联系|日期|出生|生日|性别|年龄"
    r"|要求|反映|来电|称|申请|投诉|希望|被)"
)
_FOLLOWS = (
    r"(?=[在住是于来去想要把和跟从买订办预打说付退交因就也已一写签收家认缴排请没不反购去拿等找又"
    r"强名的今昨前上下]|行李|先生|女士)"
)
# 方 向 于 单 成 … go on as other words: 业主方得知, 业主向银行
_OTHERS = "[方向于单成和常平安金白包解管任游简关路易时高房班查车池明连商伊边展原计满敬]"
_PLAIN = rf"(?:{COMPOUNDS}|(?!{_OTHERS}){FAMILY})"
_DOTTED = rf"{_HAN}{{2,6}}[·•]{_HAN}{{2,7}}"
_NAME = rf"{FAMILY}{GIVEN}(?:{GIVEN})?"
_USUAL3 = rf"{FAMILY}{USUAL}{USUAL}"
_USUAL2 = rf"(?:{FAMILY}{USUAL}|(?:{COMPOUNDS}))"
# 张三, and 张三丰 where the words run on
_RUNNING = rf"(?:{_PLAIN}{USUAL}{USUAL}|{_PLAIN}{USUAL}{_FOLLOWS}|(?:{COMPOUNDS}){_FOLLOWS})"
_TITLED = rf"{FAMILY}(?:女士|先生|小姐|太太|阿姨|老师)"
_MINE = (
    r"(?:爸爸?|妈妈?|父亲|母亲|老公|老婆|先生|太太|爱人|丈夫|妻子|对象|男友|女友|男朋友|女朋友|儿子|女儿"
    r"|孩子|小孩|宝宝|宝贝|闺女|朋友|同事|同学|奶奶|爷爷|外婆|外公|姥姥|姥爷|岳父|岳母|婆婆|公公|哥哥?"
    r"|姐姐?|弟弟?|妹妹?|叔叔?|舅舅?|老[妈爸娘爹]|[娘爹]|姑姑|阿?姨|嫂子|侄子|侄女|外甥|室友)"
)
_I = r"(?:我|俺|咱)(?:家)?的?"
_KIN = rf"(?:是?{_I}{_MINE})?"
# After these stands a name
_ROLES = (
    r"联系人|联络人|[收収]件人|收货人|寄件人|发件人|提货人|代收人|签收人|姓名|真名|本名|全名|大名|户名|户主|房主"
    r"|机主|车主|号主|投保人|被保险?人|受益人|委托人|代办人|监护人|担保人|借款人|贷款人|承租人|租户|法人"
    r"|乘机人|乘车人|出行人|出游人|乘客|旅客|入住人|住客|预[订定约]人|订房人|订票人|订餐人|下单人"
    r"|购买人|付款人|收款人|汇款人|转账人|持卡人|开户人|充值人|患者|病人|就诊人|伤者|产妇|报修人|报案人"
    r"|投诉人|举报人|反映人|反馈人|留言人|来电人|申请人|经办人|当事人|受害人|证人|本人|落款|署名|签名|签字"
    r"|学生|学员|考生|家长|家属|业主|房客|租客|写信人|推荐人|介绍人|使用人|登记人|持有人|参保人|缴费人"
)
# These are also the beginning of other words: 客户经理, 用户体验
_CUSTOMERS = (
    "客户|用户|顾客|会员|客人|老人|病患|消费者|买家|食客|宾客|贵宾|老师傅|住户"
    "|居民|村民|市民|粉丝|读者"
)
_SAYS = r"(?:的?(?:姓名|名字))?"
_LINK = r"(?:叫做?|是|为|[:：] ?| |写的?是?|登记的?是?)"
_CALLED = Late(
    rf"(?:{_ROLES}){_SAYS}{_KIN}{_LINK}{{0,3}}(?:业主|客户)?"
    rf"(?P<name>{_DOTTED}|{_TITLED}|{_RUNNING}|{_NAME}{_CLOSED}"
    r"|[A-ZÀ-Þ][a-zß-ÿ]+(?: [A-Z]\.)?(?: [A-ZÀ-Þ][a-zß-ÿ]+){0,2})"
)
_CUSTOMER = Late(
    rf"(?:{_CUSTOMERS}){_SAYS}{_LINK}{{0,2}}(?P<name>{_TITLED}"
    rf"|(?:{_USUAL3}|{_USUAL2}){_CLOSED})"
)
_KINSMAN = Late(
    rf"{_I}{_MINE}(?:的?名字)?(?:叫做?|是)?(?P<name>(?:{_USUAL3}|{_USUAL2})(?:{_CLOSED}|{_FOLLOWS}))"
    rf"|(?:同事|同学|朋友|室友|老公|老婆|妻子|丈夫|爱人|女儿|儿子|孩子|宝宝|闺女|母亲|父亲|爸爸|妈妈|奶奶|爷爷|外婆|外公|姥姥|姥爷)"
    rf"(?P<near>{_RUNNING}|(?:{_USUAL3}|{_USUAL2}){_CLOSED})"
    rf"|[，, ](?:名|名字)?叫(?P<called>(?:{_USUAL3}|{_USUAL2}){_END})"
    rf"|(?:孩子|宝宝|儿子|女儿|闺女|小孩|奶奶|爷爷|外婆|外公|姥姥|姥爷|老公|老婆|{_I}{_MINE})(?:的?(?:名字|小名))?叫(?:做)?"
    rf"(?P<any>{_RUNNING}|{_NAME}{_CLOSED}|(?P<twice>{_HAN})(?P=twice){_END}|[小阿]{_HAN}{_END})"
)
# 姓名：阿依古丽 – after a colon any short name does
_FIELD = Late(
    rf"(?:{_ROLES})(?:(?:姓名|名字)?[ ]?[:：][ ]?|(?:姓名|(?<=姓名))是)"
    r"(?P<name>[^\W\x00-\xff]{2,4}(?:[·•.][^\W\x00-\xff]{2,6}){0,2}"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2})(?=$|[\W\d_])"
    r"|(?:患者|学生|会员|客户|乘客|旅客|孩子|客人)姓名(?P<bare>[^\W\x00-\xff]{2,5})"
    r"(?=$|[\W\d_])"
)
_NO_FIELD = Late(
    r"[的了吗呢吧错不没无未有写填改栏是都全能可会很太为什怎随匿名字和与及好谁]|日期|小区|一个|一样|相同|同上|保密|如下|见|登记|电话|必填"
    r"|信息|隐私|格式|乱码|拼音|生僻"
)
_INTRODUCED = Late(
    rf"(?:{_I}(?:的?(?:名字|名|全名|真名|大名|本名))?就?[叫名]做?|(?<![店书片品菜剧歌的])名叫"
    r"|我?的?(?:名字|全名|真名|本名|大名|网名)就?[叫是为写]的?是?|在下|鄙人|敝人)[ :：]?"
    rf"(?P<name>{_RUNNING}|(?:{_NAME}|[小老阿大]{_HAN}|(?P<twice>{_HAN})(?P=twice)){_CLOSED}"
    r"|[^\W\x00-\xff]{2,5}[·•][^\W\x00-\xff]{2,6}|(?:阿|买|古|努|艾|热|迪|巴|帕|玉)"
    rf"[^\W\x00-\xff]{{2,5}}{_END})"
)
# 叫我小雅就行
_CALL_ME = Late(
    rf"(?<![人他她们家员工台])(?:叫|喊|称呼)我(?:(?P<name>[小老阿大]{_HAN}{{1,2}}|(?P<twice>{_HAN})(?P=twice)|{_USUAL2})(?=就行|就好|就可以|即可)"
    rf"|(?P<titled>{FAMILY}(?:姐|哥|总|工|先生|女士|小姐|老师|阿姨|叔)|[小老]{FAMILY})(?={_END[3:-1]}|吧))"
)
_I_AM = Late(
    rf"我(?:就)?(?:叫|是)(?P<name>{FAMILY}(?:女士|先生|小姐|太太|老师|医生|总|工|姐|哥|阿姨|大爷|大妈|奶奶"
    rf"|律师|教授|主任|局长|处长|校长)(?={_END[3:-1]}|的)"
    rf"|(?:{_USUAL3}|{_USUAL2}|{_NAME})(?=的(?:儿子|女儿|老公|老婆|家属|妈|爸|母亲|父亲|爱人|妻子|丈夫|朋友|同事|孩子|家长|秘书))"
    rf"|(?:{_USUAL3}|{_USUAL2})(?:{_CLOSED}|(?=[你您]))|(?:{COMPOUNDS}){GIVEN}{_CLOSED}|[小老]{FAMILY}{_END})"
    # 我是1208房的李静
    rf"|我是[^，。！？；\n]{{0,12}}(?:[房室楼号栋]|入住|会员|客户|业主|顾客|家长|旅客|住客|用户|患者|学员"
    rf"|预订|消费|下单)的?(?P<whose>(?:{_USUAL3}|{_USUAL2}){_CLOSED})"
    # 我是豆豆妈
    rf"|我是(?P<parent>(?:小{_HAN}|(?P<child>{_HAN})(?P=child))"
    rf"(?:的?(?:妈妈|爸爸|家长|奶奶|爷爷)|妈|爸)){_END}"
)
_SURNAME = Late(
    rf"(?:{_I}(?:{_MINE})?|免贵|本人|鄙人|敝|客户|业主|客人|先生|女士)姓(?P<name>{FAMILY}(?!名)|[A-Z][a-z]+)"
    r"(?=[\W\x00-\xff]|$|[的叫，名是])"
    r"|(?:弓长|木子|耳东|双人|草头|三横|古月|口天|言午|双口|双木)(?P<spelt>[张李陈徐蒋王胡吴许吕林])"
)
_SIGNED = Late(
    rf"(?:——|--|—|敬礼|敬上|署名|此致)[ ，,!！:：\n]{{0,3}}(?P<name>{_TITLED}|{_NAME})[。 ]?$"
)
_TAKES = r"(?:收(?=$|[\W\d_])|\(收\)|（收）|敬上|亲启)"
_TAKES_AT = Late(_TAKES)
# 寄给周小琴收
_TAKER = Late(
    rf"(?<![^\W\x00-\xff])(?P<name>{_USUAL3}|{_USUAL2}|{_TITLED})[ ]?{_TAKES}"
    rf"|[给由](?P<to>{_USUAL3}|{_USUAL2}|{_TITLED})[ ]?{_TAKES}"
)
# 用张桂兰的名字订的, 以我妈张秀珍的名义
_OWNED = Late(
    rf"[用以在拿是叫](?:(?P<name>{_USUAL3}|{_USUAL2})"
    r"(?=的?(?:名字|名义|名下|身份证|账号|户头|手机))"
    rf"|{_I}{_MINE}(?P<kin>{_USUAL3}|{_USUAL2})(?=的|名))"
)
# 打给李女士
_TO = Late(
    rf"(?:联系|打给|找|转告|通知|回电给?|电话给|致电|呼叫|询问|回复|告诉|[寄发交送退转还]给)"
    r"[一下到 :：]{0,2}"
    rf"(?P<name>{ANY_FAMILY}(?:女士|先生|小姐|太太)(?![^\W\x00-\xff]*(?:态度|服务|推荐))"
    rf"|(?:{_USUAL3}|{_USUAL2}){_END})"
)
# 刘先生在前台等了一个钟头; 客房部李女士 and 王先生态度很好 are staff
_GUEST = Late(
    rf"(?P<guest>{FAMILY}小姐)(?=本人|签收)|(?P<name>{FAMILY}(?:女士|先生|太太))(?:在.{{0,6}}等|反映|投诉|来电|称|要求|入住|预订|报修|被|本人|签收|收(?![银费到])"
    r"|的(?:房间|订单|包裹|行李|快递|车|手机|电话|孩子|预订))"
    rf"|(?:住客|乘客|旅客|患者|家属|业主|本人|病人|一位)(?P<whose>{FAMILY}(?:女士|先生|太太))"
)
_WIDE = f"[{''.join(sorted(FAMILIES - GRAMMATICAL))}]"
# Tel, Room, WhatsApp … before a number
_NO_LATIN = (
    "(?i:tel|phone|mobile|cell|call|fax|whats|contact|line|number|hot|email|mail|wechat|qq|id|at|to|me"
    "|on|my|is|no|the|room|flat|add|order|card|visa|passport|telegram|skype|code|hong|or|and|please|pls"
    "|in|app|ip|sn)"
)
# 王芳 138… · 找宋先生，176… · 138…（刘洋）
_BEFORE_PHONE = Late(
    rf"(?:(?:(?<![^\W\x00-\xff])|(?<=[收寄找叫]))(?P<name>{_NAME}|[小老]{FAMILY})"
    rf"|(?<![^\W\x00-\xff])(?P<rare>{_WIDE}{USUAL}{{1,2}}(?<![镇县市村路街]))"
    rf"|(?P<titled>{ANY_FAMILY}(?:女士|先生|小姐|太太|阿姨|老师))"
    rf"|(?<![A-Za-z])(?P<latin>(?!{_NO_LATIN}[a-z]*\b)[A-Z][a-z]+(?: [A-Z][a-z]+)?))"
    r"的?(?:电话|手机号?|联系电话|身份证号?码?|微信|邮箱|地址|住|账号|卡号)?[是 ，,：:、(（/]{0,2}$"
)
_AFTER_PHONE = Late(
    rf"[ ，,：:、(（]{{0,2}}(?:联系人|找|是|叫)?"
    rf"(?P<name>{_TITLED}|(?:{_USUAL3}|{_USUAL2}){_END}|{_USUAL3}收)"
)
_PATTERNS = (
    _FIELD, _CALLED, _CUSTOMER, _KINSMAN, _INTRODUCED, _CALL_ME, _I_AM, _SURNAME, _SIGNED,
    _TAKER, _OWNED, _TO, _GUEST,
)  # fmt: skip


@looks_for(*(set(_PATTERNS) - {_TAKER}), _TAKES_AT)
def find_names(text: str) -> Iterator[Found]:
    """Chinese names in self-introductions, fields of a form, after words for customers.

    >>> said = "我叫王小明，我叫了外卖，服务员小王很好"
    >>> sorted({said[hit.start : hit.end] for hit in find_names(said)})
    ['王小明']
    """
    for pattern in _PATTERNS:
        for hit in pattern.finditer(text):
            group = next(name for name in _groups(pattern) if hit[name])
            if _fits(pattern, hit, hit[group], text):
                yield Found(*hit.span(group), "name")


def find_named_beside(text: str, places: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Names before and after telephone numbers and the like, of which the places are given.

    >>> [hit[:2] for hit in find_named_beside("王芳 13912345678", [(3, 14)])]
    [(0, 2)]
    """
    for start, end in places:
        first = max(0, start - 12)
        if before := _BEFORE_PHONE.search(text[first:start]):
            group = before.lastgroup or "name"
            begin, last = before.span(group)
            rare = group == "rare" and name_end(text, first + begin, sure=True) != first + last
            if not rare and _is_name(before[group]):
                yield Found(first + begin, first + last, "name")
        after = _AFTER_PHONE.match(text, end)
        if after and _is_name(after["name"]):
            name = after["name"].removesuffix("收")
            yield Found(after.start("name"), after.start("name") + len(name), "name")


def _groups(pattern: Late) -> list[str]:
    return [name for name in pattern.groupindex if name not in ("twice", "child")]


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
    if said[-1] in "迷粉控党族":  # 我是华粉, 我是颜值控
        return False
    return not any(
        said.startswith(word) for word in (said, said[:2], said[:3]) if word in NOT_NAMES
    )
