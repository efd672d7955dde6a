"""What stands behind a word that calls it an account, an order or a mail address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voc.text.mask.found import Found

__all__ = ["find_accounts", "find_chats", "find_mail", "find_orders"]

_PROVIDER = r"(?:qq|163|126|139|189|sina|sohu|gmail|outlook|hotmail|foxmail|yahoo|aliyun|icloud)"
_DOT = r" ?(?:\.|点|。| dot ) ?"
_END = r"(?:com|con|cn|net|org|edu|gov|io|me|co|vip)"
_MAIL = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,64}"  # tried once for each word: no long search
    r"(?: ?@ ?[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){0,4}\.[A-Za-z]{2,24}"
    # what normalising made of "name @qq.com"
    r"| ?\[@用户\](?:\.[A-Za-z]{2,24}){1,3}"
    rf"| ?(?:艾特|圈[aA]|[(\[]at[)\]]|#|@| at ) ?{_PROVIDER}"
    rf"{_DOT}{_END}(?:\.cn)?(?![A-Za-z]))",
    re.ASCII,
)
_UNIT = r"(?! ?[元块个件次人万%折分年月天]| ?(?:RMB|rmb|公里|小时)|\.\d|[A-Za-z0-9])"
_CHAT = re.compile(
    r"(?P<name>微信|薇信|威信|维信|徽信|v信|加v|加我v|加微|加我微|微(?=[:：])"
    r"|(?<![A-Za-z])v(?=[:：])|wechat|weixin|wei xin"
    r"|(?<![A-Za-z])vx|(?<![A-Za-z])wx|qq|扣扣|q号|企鹅号|企鹅|抖音号|快手号|小红书号|微博号"
    r"|旺旺号?)"
    r"(?P<gap>(?:号码|号|群| ?id)?(?:是|为| |[:：]){0,3})"
    r"(?P<account>[A-Za-z][A-Za-z0-9_\-]{4,19}|\d(?:[ -]?\d){4,11})" + _UNIT,
    re.IGNORECASE,
)
_ORDER_WORD = (
    r"(?:订单|单号|快递号|快递单|运单|物流号|工单|受理编?号|投诉编?号|报修号|报案号|案件编?号"
    r"|流水号"
    r"|交易号|[客机车]?票号|发票号码?|发票代码|预[订定]编?号|确认[码号]|取[件货]码|提货码"
    r"|保单|合同(?:编?号)?"
    r"|(?<![A-Za-z])(?i:orders?|tracking|booking|confirmation|reservation|ticket"
    r"|case|invoice))"
)
_SAYS = (
    r"(?P<gap>(?:编号|号码|单号|号|码|ID|id| ?(?i:number|no\.?|ref\.?|reference|code|id))?"
    r"(?:是|为|叫|[:：#]| is(?= )| ){0,3})"
)
_DATE = r"(?!(?:19|20)\d\d[-/.年](?:0?[1-9]|1[0-2])[-/.月]\d)"
_BARE_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_CODE = r"(?P<code>[A-Za-z0-9](?:[A-Za-z0-9_]|[-/](?=[A-Za-z0-9])){3,33})"
_ORDER = re.compile(_ORDER_WORD + _SAYS + _DATE + _CODE + _UNIT)
# 订单尾号不说了，完整的是1029384756612
_FAR = re.compile(
    r"(?:(?:订单|单号|工单|票号|编号|序号)[^A-Za-z0-9\n。！？]{0,14}|(?:快递|物流|包裹|顺丰"
    r"|运单)[ :：]?)"
    r"(?P<code>[A-Z]{0,4}\d{10,30})(?![\dA-Za-z元块])"
    r"|(?<![A-Za-z0-9])(?!ISBN)(?P<bare>[A-Z]{2,4}\d{10,30})(?![\dA-Za-z])"
)
# 订单号339527111、339526973
_FURTHER = re.compile(r"(?<=[A-Za-z0-9])(?:、|,|，|和|及|/| )(?P<code>\d{8,30})(?![\dA-Za-z元块.])")
_ACCOUNT_WORD = (
    r"(?:[账帐]号|[账帐]户名?|会员号|会员编号|会员卡号?|常旅客卡号?|里程卡号?|会员ID|卡号"
    r"|户号|用户名|用户 ?(?i:id)|用户编?号"
    r"|客户编?号|登录名|登陆名|昵称|学号|就诊卡?号|病历号|住院号|门诊号|社保卡?号|医保卡?号"
    r"|公积金[账帐]?号"
    r"|[水电燃]气?表号|房产证号|不动产证号|序列号|设备号|淘宝号|(?<![A-Za-z])(?i:imei|s/?n"
    r"|account|username"
    r"|user ?id|login|membership|member id|member))"
)
_USER = r"(?!\d+\.\d+)(?P<code>[A-Za-z0-9](?:[A-Za-z0-9_]|[-/.](?=[A-Za-z0-9])){3,33})"
_ACCOUNT = re.compile(_ACCOUNT_WORD + _SAYS + _DATE + _USER + _UNIT)
_LOUD = re.compile("[:：是为叫号名#码]")


def find_mail(text: str) -> Iterator[Found]:
    """E-mail, with spaces, 艾特 or 圈a.

    >>> list(find_mail("wang1990艾特qq.com"))
    [Found(start=0, end=16, kind='email')]
    """
    for hit in _MAIL.finditer(text):
        yield Found(*hit.span(), "email")


def find_chats(text: str) -> Iterator[Found]:
    """Numbers of WeChat, QQ and the like; 微信支付 is none.

    >>> [(hit.start, hit.end) for hit in find_chats("加微信：abc_12345，支持wechat payment")]
    [(4, 13)]
    """
    for hit in _CHAT.finditer(text):
        account = hit["account"]
        # "wechat payment" says nothing of an account, "wechat: payment" may
        if any(c.isdigit() or c == "_" for c in account) or re.search("[:：是为号]", hit["gap"]):
            yield Found(*hit.span("account"), "chat")


def find_orders(text: str) -> Iterator[Found]:
    """Numbers of orders, tickets, parcels and contracts.

    >>> {hit[:2] for hit in find_orders("单号 SF1382947560128，订单3单，订单20260102下的")}
    {(3, 18)}
    """
    for hit in _ORDER.finditer(text):
        code = hit["code"]
        named = bool(_LOUD.search(hit["gap"])) or hit.group()[: -len(code)].rstrip()[-1:] in "号码"
        digits = sum(c.isdigit() for c in code)
        if not named and _BARE_DATE.fullmatch(code):
            continue
        if digits >= 5 or (digits >= 2 and len(code) >= 5 and not code.isdigit() and _says(hit)):
            yield Found(*hit.span("code"), "order")
            for further in _FURTHER.finditer(text, hit.end(), hit.end() + 80):
                yield Found(*further.span("code"), "order")
    for hit in _FAR.finditer(text):
        yield Found(*hit.span("code" if hit["code"] else "bare"), "order")


def find_accounts(text: str) -> Iterator[Found]:
    """Accounts, members, user names.

    >>> [(hit.start, hit.end) for hit in find_accounts("账号lucky0923被封，账户余额500")]
    [(2, 11)]
    """
    for hit in _ACCOUNT.finditer(text):
        code = hit["code"]
        digits = sum(c.isdigit() for c in code)
        mixed = digits > 0 and len(code) >= 6
        if digits >= 5 or mixed or (len(code) >= 5 and not digits and _separated(hit)):
            yield Found(*hit.span("code"), "account")


def _says(hit: re.Match[str]) -> bool:
    """Whether a code of few digits (XK29TD) is called one: 号, ref, a colon."""
    return bool(hit["gap"].strip()) or hit.group()[: -len(hit["code"])].rstrip()[-1:] in "号码"


def _separated(hit: re.Match[str]) -> bool:
    return re.search("[:：是为叫]", hit["gap"]) is not None
