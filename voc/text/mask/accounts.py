"""What stands behind a word that calls it an account, a login name or a mail address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voc.text.mask.codes import CODE, FURTHER, NO_DATE, SAYS, UNIT, calls, digits_of, is_bare_date
from voc.text.mask.found import Found, looks_for
from voc.text.mask.late import Late

__all__ = ["find_accounts", "find_chats", "find_mail"]

_PROVIDER = (
    r"(?i:qq|163|126|139|189|sina|sohu|gmail|outlook|hotmail|foxmail|yahoo|aliyun|icloud|live|yeah)"
)
_DOT = r" ?(?:\.|点|。|[(\[（【](?i:dot)[)\]）】]| (?i:dot) ) ?"
_END = r"(?i:com|con|cn|net|org|edu|gov|io|me|co|vip)"
_AT = r"(?:@|艾特|圈[aA]?|[(\[（【](?:(?i:at)|@)[)\]）】]|#)"
_MAIL = Late(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,64}"  # tried once for each word: no long search
    r"(?: ?@ ?[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){0,4} ?\. ?[A-Za-z]{2,24}"
    # what normalising made of "name @qq.com"
    r"| ?\[@用户\](?:\.[A-Za-z]{2,24}){1,3}"
    rf"|(?: ?{_AT} ?| (?i:at) )(?:vip{_DOT})?{_PROVIDER}{_DOT}{_END}(?:\.cn)?(?![A-Za-z])"
    rf"|(?:@|艾特){_PROVIDER}(?![A-Za-z0-9.])(?:邮箱)?)",
    re.ASCII,
)
# In the middle of each: English is full of words that one could begin with
_MAIL_AT = Late(rf"@|(?:{_AT} ?| (?i:at) )(?:vip{_DOT})?{_PROVIDER}")
# QQ邮箱283947165
_MAILBOX = Late(
    r"(?:邮箱|(?<![A-Za-z])(?i:e-?mail))(?:地址|账号|号)?(?:是|为|[:： ]){0,3}"
    r"(?P<name>(?=[A-Za-z_.-]*\d|[A-Za-z]*[_.-])"
    rf"[A-Za-z0-9](?:[A-Za-z0-9_]|[.-](?=[A-Za-z0-9])){{4,30}}){UNIT}"
)
_APP = (
    r"(?:抖音|快手|小红书|微博|旺旺名?|闲鱼|陌陌|探探|钉钉|贴吧|知乎|游戏|支付宝|[Bb]站|企鹅|淘宝|飞书|脸书|推特"
    r"|(?<![A-Za-z])(?i:line|skype(?:名| ?id)?|telegram|tg|ins|ig|instagram|viber|kakao|signal"
    r"|facebook|fb|whats ?app|discord|steam|github|gitee|twitter|wechat|weixin|wei xin))"
)
_CHAT = Late(
    r"(?i:(?P<name>微[ 。.·]?信|企微|薇[信芯]|w信|威x|D音|红书|威信|维信|徽信|威心|卫星|v信"
    r"|[微薇威维v] ?[❤♥💓💕💗💚-]️? ?信?|绿[色标]?软?[件标]"
    r"|绿泡泡?|[+加➕]我?个?[vq微薇威]|加我[vq]|q我"
    r"|私(?:我|聊|信)|(?<![a-z])(?:dy|ks|xhs)(?=[号:： ])|wei信|微x"
    r"|加个?[微薇扣]|加我[微薇扣]"
    r"|[微薇威](?=[:：])|[微薇](?= [a-z])|联系[微薇]|➕(?=[a-z]+[a-z0-9_-]*\d)|我q(?=[ :：]?\d)"
    r"|(?<![A-Za-z])v(?=[:：号])"
    r"|扣(?=[:： ]?[1-9]\d{7,10}(?![\d积分点币金]))|(?<![A-Za-z])[vw] ?x|q ?q"
    r"|的扣(?=[:：])|扣扣|抠抠|蔻蔻|球球|企鹅|q号"
    rf"|(?<![A-Za-z])q(?=[:：])|{_APP})"
    r"(?P<gap>(?:加我?(?=[:：]))?(?:吧?[ ，,]{1,2}号(?=[是:：]))?"
    r"(?: ?号码|同号| name|账号| ?号|hao|昵称|名|搜索?| ?u?id)?就?"
    r"(?:改成|都?[是为叫在吧哈呗]| is(?= )| |[:：“\"「+➕]){0,3}@?)"
    r"(?P<account>(?:live:)?[A-Za-z](?:[A-Za-z0-9_\-]|\.(?=[A-Za-z0-9])){4,24}"
    r"(?:@[a-z]{2,15}(?![A-Za-z.])|#\d{4}(?!\d))?"
    r"|\d(?:[ -]?\d){4,11}(?! ?\d))"
    rf"{UNIT})"
)
_LETTERS = frozenset(
    "payment official wallet online group store account login number please service support"
    " message messages mini program video pay phone app".split()
)
_ACCOUNT_WORD = (
    r"(?:[账帐]号|[账帐]户名?|用户名|登录名|登陆名|用户|会员|客户|昵称|网名|旺旺|淘宝|设备(?!编)|序列|车架"
    r"|发动机|表|户|学|考|图书证|借书证|社保|医保|公积金|宽带|机顶盒|智能卡|档案|病案|病历|就诊卡?"
    r"|住院|门诊|准考证|常客|里程卡?|常旅客卡?|[水电燃]气?表|缴费户?|参保|房产证|不动产证)"
    r"(?:I[Dd]|卡号|编号|编码|号|ID|(?<=[号名称旺]))"
    r"|(?:会员|用户|客户)(?=[:： ]?[A-Za-z_]{0,12} ?\d{4})"
    r"|(?<![A-Za-z])(?i:(?:open|union|u)?id)(?=[:： 是为\d])"
    r"|(?<=[^\W\x00-\xff])(?:ID|id|PIN)(?=[a-z:：])"
    r"|(?:好友|邀请|推荐)码(?=[:： 是为]{0,2}[A-Za-z]{0,6}-?\d)"
    r"|号(?<=[A-Za-z]号)(?=[:： ]?[A-Z]{0,3}\d{6})"
    r"|(?:会员|储值|充值)卡(?=[:： ]{0,2}N[oO]\. ?\d{4})"
    r"|(?:旅享家|荣誉客会|优悦会|凯悦天地|心悦界|悦宾会|金鹏俱乐部)"
    r"|(?:管理员?|群主|群友|号主)(?=[:： ]?[1-9]\d{7,10}(?!\d))"
    # any other 号, but not those of things
    r"|号(?<=[^\W\x00-\xff].)(?<![型房工排尾批货本编款色桌座楼区信门厢箱次牌逗问句口符称挂暗记标外绰站台线"
    r"航店幢栋井几多大小中同五六七八九十一二三四品众版文利书刊条代备商园公旗院].)(?<![售可]证号)"
    r"|卡(?<=[^\W\x00-\xff].)(?<![显网内存开办刷过关打声].)"
    r"(?=[:： 是]{0,3}(?:[A-Za-z]{0,3}|N[oO]\.) ?\d(?: ?\d){6})"
    r"|(?i:vip)卡(?=[:： 是号]{0,3}\d(?: ?\d){6})"
    r"|(?:设备|机身|机器)码|识别代?[号码]"
    r"|工号是(?:我自己|本人|我)的?|[账帐]户(?=[:： ]?[A-Za-z]{1,3}\d{5})"
    r"|(?:我|本人|自己)的?工号|(?:账|帐)号名|(?:交易|资金|证券|理财|股东|基金|会员)[账帐]户|(?<!人)[员职]工号"
    r"|工号(?=[是:： ]{0,2}[A-Za-z]{1,3}\d{4})"
    r"|工号(?=[是:： ]{0,2}[A-Za-z]?\d{3,8}[，,（( ]{0,2}(?:本人|我自己|我的))"
    r"|(?<![A-Za-z])(?i:imei|meid|iccid|vin|s/?n|account|user ?name|user ?id|login"
    r"|membership|member id|member|customer|client|student|employee|patient|serial|loyalty"
    r"|frequent flyer|meter|mileage|bonvoy|honors|reward[s ]*(?=no|number|id))"
)
_ACCOUNT = Late(rf"(?:{_ACCOUNT_WORD}){SAYS}{NO_DATE}{CODE}{UNIT}")
_CAR = Late(r"(?<![A-Za-z0-9])L[A-HJ-NPR-Z0-9]{10}\d{6}(?![A-Za-z0-9])")  # LSVAM4187C2184847
_NO = Late(r"N[oO]\. ?$")  # 水表号No.0173392
# 用户名river.dong, username blue_whale9
_LOGIN = Late(
    r"(?:用户名|登录名|登陆名|[账帐][号户]名?|(?<![A-Za-z])(?i:user ?name|login))"
    r"(?:[:：是为叫“\"「]| is | )?"
    r"(?P<code>[A-Za-z][A-Za-z0-9]*(?:[._@-][A-Za-z0-9]+)+)(?![A-Za-z0-9.])"
)
# 913305472这个QQ: the number is sought backwards
_BEHIND = Late(r"(?<=[我的他她们这个（(])(?:QQ|qq|扣扣|企鹅|微信|薇信|抖音|快手|旺旺)")
_NUMBER_BEFORE = Late(
    r"(?<![\dA-Za-z.-])(?P<account>\d{6,11}) ?"
    r"(?:[，,]?这?就?是(?:我|本人|他|她)们?的?|这个?|[（(])$"
)
# weibo.com/u/5720384916: the site stays
_PAGE_AT = Late(r"\.(?:com|cn|net|org|me|tv|io)(?:\.cn)?[/?]")
_PAGE = Late(
    r"(?<![A-Za-z0-9@.])(?:[a-z0-9-]{1,30}\.){1,3}(?:com|cn|net|org|me|tv|io)(?:\.cn)?"
    r"(?P<path>[/?](?:[A-Za-z0-9_.~%-]{1,60}[/?=&]){0,6}[A-Za-z0-9_.~%-]{0,60})"
)
_OWN = Late(
    r"(?:(?<=/u/)|(?<=/user/)|(?<=/people/)|(?<=/space/)|(?<=/profile/)|(?<=id=)|(?<=/@)"
    r"|(?<=^/)(?=[A-Za-z_.]*-?[A-Za-z_.]*\d)|(?<=[/=])(?=[A-Za-z_-]*\d))[A-Za-z0-9_.-]{4,60}"
)


@looks_for(_MAIL_AT, _MAILBOX)
def find_mail(text: str) -> Iterator[Found]:
    """E-mail, with spaces, 艾特 or 圈a.

    >>> list(find_mail("wang1990艾特qq.com"))
    [Found(start=0, end=16, kind='email')]
    """
    for hit in _MAIL.finditer(text):
        yield Found(*hit.span(), "email")
    for hit in _MAILBOX.finditer(text):
        yield Found(*hit.span("name"), "email")


@looks_for(_CHAT)
def find_chats(text: str) -> Iterator[Found]:
    """Numbers of WeChat, QQ and the like; 微信支付 is none.

    >>> [(hit.start, hit.end) for hit in find_chats("加微信：abc_12345，支持wechat payment")]
    [(4, 13)]
    """
    for hit in _CHAT.finditer(text):
        account = hit["account"]
        digits = digits_of(account)
        coded = digits > 1 or "_" in account or "@" in account or (digits and len(account) >= 5)
        if coded or (account.lower() not in _LETTERS and _is_told(text, hit)):
            yield Found(*hit.span("account"), "chat")


def _is_told(text: str, hit: re.Match[str]) -> bool:
    """ "wechat payment" says nothing of an account, "wechat: payment" and 加我微信lily do."""
    if re.search("[:：是为号搜]", hit["gap"]) or hit["name"][-1] == "名":
        return True
    mine = re.search("[我加]个?$", text[max(0, hit.start() - 3) : hit.start()])
    return not hit["name"].isascii() and (mine is not None or hit["name"][0] in "加+")


@looks_for(_ACCOUNT, _CAR, _LOGIN, _BEHIND, _PAGE_AT)
def find_accounts(text: str) -> Iterator[Found]:
    """Accounts, members, login names.

    >>> [(hit.start, hit.end) for hit in find_accounts("账号lucky0923被封，账户余额500")]
    [(2, 11)]
    """
    for hit in _ACCOUNT.finditer(text):
        code = hit["code"]
        digits = digits_of(code)
        if is_bare_date(code) and not calls(hit):
            continue
        mixed = digits > 0 and len(code) >= 6
        if digits >= 5 or mixed or (len(code) >= 5 and not digits and _separated(hit)):
            begin, end = hit.span("code")
            number = _NO.search(text[hit.start() : begin])
            yield Found(hit.start() + number.start() if number else begin, end, "account")
            while further := FURTHER.match(text, end):
                yield Found(*further.span("code"), "account")
                end = further.end()
    for hit in _CAR.finditer(text):
        yield Found(*hit.span(), "account")
    for hit in _LOGIN.finditer(text):
        yield Found(*hit.span("code"), "account")
    for hit in _BEHIND.finditer(text):
        first = max(0, hit.start() - 20)
        if number := _NUMBER_BEFORE.search(text[first : hit.start()]):
            yield Found(first + number.start("account"), first + number.end("account"), "account")
    for hit in _PAGE.finditer(text):
        for own in _OWN.finditer(hit["path"]):
            yield Found(hit.start("path") + own.start(), hit.start("path") + own.end(), "account")


def _separated(hit: re.Match[str]) -> bool:
    return re.search("[:：是为叫]", hit["gap"]) is not None
