"""Names behind words that introduce one: 患者…, 收件人…, 我叫…, 我女儿…, 联系….

Where the name ends, `voc.text.mask.name_shape` says.
"""

from __future__ import annotations

from collections.abc import Iterator

from voc.text.mask.family_names import CLEAR, FAMILIES
from voc.text.mask.found import Finder, Found, looks_for
from voc.text.mask.late import Late
from voc.text.mask.name_shape import name_end
from voc.text.mask.name_words import COMPOUNDS, STAFF, USUAL

__all__ = ["CUED", "LINK", "ROLES"]

_HAN = r"[^\W\x00-\xff]"
_FAMILY = f"(?:[{''.join(sorted(FAMILIES))}]|{COMPOUNDS})"
# where a name must look like one
_NAMED = rf"(?P<family>(?:{COMPOUNDS})(?={_HAN})|[{''.join(sorted(FAMILIES))}](?={USUAL}))"
# Somebody whose name comes next
ROLES = (
    r"联系人|联络人|[收収]件人?|[收収]货人?|寄件人?|发件人?|提货人|取件人|代收人|签收人?|退货人|发货人|托运人|姓名|真名|本名"
    r"|曾用名|全名|大名|实名|户名|户主|房主|房东|产权人|机主|车主|号主|卡主|船主|投保人?|被保险?人?|受益人"
    r"|委托人|受托人|代办人|代理人|监护人|担保人|借款人|贷款人|承租人|出租人|租户|法人|法定代表人|乘机人|乘车人|出行人"
    r"|出游人|同行人|旅伴|乘客|旅客|入住人|住客|住院|预[订定约]人?|订房人?|订票人|订餐人|下单人|点餐人|购买人|购票人"
    r"|付款人|收款人|汇款人|转账人|持卡人|开户人|充值人|患者|患儿|病人|病号|病患|就诊人|伤者|伤员|死者|逝者|产妇|孕妇"
    r"|报修人|报案人|报名人|投诉人|举报人|反映人|反馈人|留言人|来电人|来电者|诉求人|求助人|信访人|上访人|咨询人"
    r"|建议人|提交人|填表人|填报人|评价人|申请人|申报人|经办人|当事人|受害人|受理人|证人|驾驶人|驾驶员|租车人|本人"
    r"|落款|署名|签名|签字|学生|学员|考生|新生|选手|家长|家属|业主|房客|租客|写信人|推荐人|介绍人|使用人|登记人"
    r"|持有人|领取人|领奖人|中奖人|中奖者|获奖者|参保人|缴费人|紧急联系人"
    r"|开卡人|办卡人|办理人|存款人|取款人|捐款人|受访[者人]|获奖人|被保人|申诉人|志愿者|[取同陪持留买卖收寄付](?:票|住|诊|有|言|件|货|款|行|餐|房)?[人者方]|[甲乙]方(?:代表)?|代表人|幼儿|小朋友|小弟|在下|鄙人|敝人|归属人?|同行的"
    r"|(?:收件|收货|寄件|签收|下单|订房|订票|报名|投保|登记|付款|转账|报修|报案)的人?|实名(?:反映|举报|投诉)"
)
KIN = (
    r"(?:儿(?![子童科媳])|爸爸?|妈妈?|父亲|母亲|老公|老婆|先生|太太|爱人|老伴|丈夫|妻子|媳妇|对象|男友|女友|男朋友|女朋友|儿子|女儿|儿媳|女婿"
    r"|孩子|小孩|娃|宝宝|宝贝|闺女|孙子|孙女|外孙女?|朋友|闺蜜|邻居|亲戚|同事|同学|同伴|室友|舍友|战友|奶奶|爷爷|外婆"
    r"|外公|姥姥|姥爷|阿[妈爸公婆嬷]|岳父|岳母|婆婆|公公|哥哥?|姐姐?|弟弟?|妹妹?|[大二三四小][哥姐弟妹姨姑舅叔伯]|[表堂][哥姐弟妹]"
    r"|叔叔?|舅舅?|舅妈|伯父|伯母|老[妈爸娘爹]|[娘爹]|姑姑|阿?姨|嫂子|侄子|侄女|外甥女?)"
)
_I = r"(?:我们|我|俺|咱)(?:们?家)?的?"
LINK = (
    r"(?:(?:的?(?:姓名|名字|大名))?(?:那栏)?"
    r"(?:叫做?|名叫|是|为(?!何)|系|[:：] ?| |填的?是?|写着?的?是?|登记的?是?|[-—]"
    r"|本人|业主|客户|[“\"「])){0,3}"
)
# The words say that a name follows
_SURE = Late(
    rf"(?:(?:{ROLES}){LINK}(?:{_I}{KIN})?(?:叫|是)?"
    rf"|{_I}(?:的?(?:名字|名|全名|真名|大名|本名))?就?[叫名]做?[:： “\"「]?"
    r"|(?<![店书片品菜剧歌的])名叫[:： “\"「]?"
    r"|(?:(?<![他她的连个])名字|(?<=我的)名字|全名|真名|本名|大名)"
    r"(?:写|登记|填|印)?(?:的|成了?)?(?:[叫是为写]的?是?)?[:： “\"「]?"
    rf"|{_I}?(?:妹子|{KIN})(?:的?(?:名字|小名|大名))?叫做?[:： “\"「]?"
    r"|(?:名片|护照|保单|合同|发票|快递|订单|单子|病历本?|登记[本表簿]|签到[本表簿]|预约单|证书?|奖状|机票|车票|登机牌|房卡|面单|房产证|户口本|身份证)上?(?:面|的)?"
    r"(?:(?<=上)是|写着?的?是?|印着?的?是?|名字是|填的?是)[:： “\"「]?"
    rf")(?P<family>{_FAMILY})"
)
# They say that somebody is meant: the name must look like one
_LIKELY = Late(
    r"(?:(?:客户|用户|顾客|会员|客人|老人|消费者|买家|食客|宾客|贵宾|住户|居民|村民|市民|群众|粉丝|读者|同事|同学|朋友|室友|老公"
    r"|老婆|妻子|丈夫|爱人|女儿|儿子|孩子|宝宝|闺女|母亲|父亲|爸爸|妈妈|奶奶|爷爷|外婆|外公|姥姥|姥爷|老伴"
    r"|岳父|岳母|弟媳|外甥女|老爷子|老太太|家[母父兄姐]|犬子|小女|小儿|内[人子]|拙荆|[亡先][父母夫妻]|闺蜜|发小|哥们|姐妹|徒弟|战友|老乡|女婿|儿媳|亲家|干[妈爸爹]|保姆|月嫂"
    r"|[大二三小][舅姑姨叔伯](?:[父母妈子])?|姑父|姨父|邻居|掌柜的|抬头|开票名称|代[领收签办]|转交|烦请)"
    r"(?:姓名|名字)?(?:叫做?|是|为|[:： “\"「])?"
    rf"|{_I}{KIN}|(?:我|俺)就?[是系]|[，, ](?:名|名字)?叫"
    r"|我是[^，。！？；\n]{0,10}(?:[房室楼号栋幢座层]|入住|会员|客户|业主|顾客|家长|旅客|住客|用户|患者|学员|学生|老师|群众"
    r"|预订|消费|下单|买|订|住户|村民|居民)(?:的|住的)?"
    rf"|(?:{ROLES})[^\W\x00-\xff]{{1,8}}?(?:叫|是|为(?!何)|改成|改为|写的?|填的?|成了)"
    r"|(?i:(?<![a-z])(?:to|attn|cc)[:： ]{1,2})"
    r"|(?<![^\W\x00-\xff])本人(?=[^\W\x00-\xff]{2,3}实名)"
    r"|(?:联系|找)一?下|联系|打给|转告|转给|通知|回电给?|电话给|致电|呼叫|询问|回复|告诉"
    r"|[寄发交送退转还打汇]给"
    r"|请交(?!通)|这[里边]是|改[成为]"
    rf"){_NAMED}"
)
# Cues of one character, apart: each is tried only where a family name stands behind it
_NEAR = Late(
    r"(?:(?<![^\W\x00-\xff])致|[找转替帮]"
    r"|给(?![^\W\x00-\xff]{2,3}(?:点|好评|打|满分|五星|加|冠|一家|的信))"
    r"|请(?=[^\W\x00-\xff]{2,3}(?:女士|先生|老师|接听|查收|回电))"
    r"|祝(?=[^\W\x00-\xff]{2,3}(?:生日|新婚|早日))"
    r"|我(?=[^\W\x00-\xff]{2,3}(?:实名|郑重|投诉|举报))"
    rf"){_NAMED}"
)
_OF = Late(
    r"[由是用以拿到查把](?=[^\W\x00-\xff]{2,4}(?:开的|下的单?|买的|订的|定的|签的|签字|付的|本人|收(?![到费])"
    r"|办的|的名|名下|的身份证|的账|的户|的手机|代收|卡上|的(?:快递|包裹|订单|医保卡?|卡|保单|号)))"
    rf"{_NAMED}"
)
# 格桑卓玛, 迪丽努尔, 敖登格日乐: characters that stand for the sounds of another language
_SOUNDS = (
    "[阿依古丽买提江艾合麦尔逊吐努热拉迪帕巴特格桑卓玛旦扎西次仁多吉央金达娃姆旺堆尼措罗布顿珠洛丹增曲才让尕藏毛加强普边索朗"
    "乌云兰其勒娜图雅斯琴高萨木孜别克哈那森沙力亚孟和朝鲁苏日托娅呼吾开肉玉库班约如甫卡尤胡赛因妮汗白敖登乐包音色陶花散且拥泽华姑"
    "白玛梅朵贡嘎平确扎觉热杰伦珠顿麻珍]"
)
_FOREIGN = Late(
    rf"(?:{ROLES}|名字[叫是为]|名叫|名字(?=[:：叫是为 ])|{_I}叫|{_I}{KIN}|(?:妹子|{KIN})叫做?)"
    rf"{LINK}(?!特别|哈哈|加多)(?P<name>{_SOUNDS}{{3,8}}|桑吉|洛桑|巴特|乌兰|娜仁|图雅|苏娅|次仁|卓玛|央金|扎西|多吉"
    r"|其美|达娃|拉姆|白玛|才让|加措)(?=$|[\W_]|先生|女士|的[\W\x00-\xff]|在|说|被|买)"
)


# 我是上周六来吃饭的佘婷
_FROM = Late(rf"我是[^，。！？；\n]{{1,16}}的{_NAMED}")
# 占美玲，女，45岁 · 司马青（租客） · 王兰是他名字: what stands behind the name
_BEHIND = Late(
    r"[，, ]{1,2}(?<=[^\W\x00-\xff]{2}.)[男女](?![^\W\x00-\xff])"
    r"|是[他她我]的?(?:本人)?(?:名|本名|真名|大名|全名|姓名)"
    r"|(?:本人|同学|小朋友|的?(?:妈妈|爸爸|家长|爷爷|奶奶|家属|父亲|母亲))"
    r"|(?:敬上|谨上|拜上|顿首|留言?|亲笔)(?=$|[\n。 ])"
    r"|的(?:快递|包裹|订单|账号|医保卡|身份证|保单|行李)"
    r"|[（(](?:租客|业主|房客|本人|患者|家属|学生|客户|乘客|户主|机主|法人)"
)
_AT_START = Late(rf"(?<![^\W\x00-\xff]){_FAMILY}{_HAN}{{1,3}}$")
# 订单上那个訾雯雯: family names that are nothing else, wherever they stand
_RAREST = Late(
    r"(?P<family>[訾鄢卞亓缑逯郗禚乜郇厍仝郜谌谯佴笪昝麴侴郏宓邰仉逄])(?=[^\W\x00-\xff]{2})"
)
# 收件人 王 磊
_SPACED = Late(
    rf"(?:{ROLES}){LINK}(?P<name>[{''.join(sorted(CLEAR))}] {USUAL}{{1,2}})"
    r"(?=$|[\W\d_])"
)
# 签收人英子, 收件人填的过儿
_PET = Late(
    rf"(?:收件人?|收货人?|签收人?|寄件人?){LINK}"
    rf"(?P<name>[小阿老]{_HAN}|[英燕娟玲兰芳霞丽红梅敏华平萍花凤琴珍云秀莲]子|(?P<one>{_HAN})(?P=one))"
    r"(?=$|[\W_])"
)


# One finder for each way to introduce a name: a text is searched for what it hints at only.


@looks_for(_SURE)
def find_introduced_names(text: str) -> Iterator[Found]:
    """Chinese names behind a word that surely introduces one.

    >>> _told(find_introduced_names, "患者訾云飞术后三天")
    ['訾云飞']
    """
    return _names_behind(_SURE, text, sure=True)


@looks_for(_LIKELY)
def find_likely_names(text: str) -> Iterator[Found]:
    """What looks like a name behind a word for somebody.

    >>> _told(find_likely_names, "我女儿鹿小曼签字，联系物业没用")
    ['鹿小曼']
    """
    return _names_behind(_LIKELY, text, sure=False)


@looks_for(_NEAR)
def find_near_names(text: str) -> Iterator[Found]:
    """The same behind a single character.

    >>> _told(find_near_names, "找鹿小曼签字，找物业没用")
    ['鹿小曼']
    """
    return _names_behind(_NEAR, text, sure=False)


@looks_for(_OF)
def find_names_of_owners(text: str) -> Iterator[Found]:
    """Whose order or account it is.

    >>> _told(find_names_of_owners, "是鹿小曼下的单")
    ['鹿小曼']
    """
    return _names_behind(_OF, text, sure=False)


@looks_for(_FROM)
def find_names_of_guests(text: str) -> Iterator[Found]:
    """Who writes.

    >>> _told(find_names_of_guests, "我是上周六来吃饭的佘婷")
    ['佘婷']
    """
    return _names_behind(_FROM, text, sure=False)


@looks_for(_FOREIGN)
def find_sounded_names(text: str) -> Iterator[Found]:
    """Names of other peoples, in characters that stand for sounds.

    >>> _told(find_sounded_names, "乘客迪丽努尔")
    ['迪丽努尔']
    """
    for hit in _FOREIGN.finditer(text):
        yield Found(*hit.span("name"), "name")


@looks_for(_BEHIND)
def find_names_before(text: str) -> Iterator[Found]:
    """Names that the words behind them tell.

    >>> _told(find_names_before, "占美玲，女，45岁")
    ['占美玲']
    """
    for hit in _BEHIND.finditer(text):
        first = max(0, hit.start() - 7)
        end = hit.start() - 2 * text[: hit.start()].endswith(("女士", "先生"))
        before = _AT_START.search(text[first:end])
        if before and name_end(text, first + before.start(), sure=True) == end:
            yield Found(first + before.start(), hit.start(), "name")


@looks_for(_RAREST)
def find_rare_names(text: str) -> Iterator[Found]:
    """Names with a family name that is no other word.

    >>> _told(find_rare_names, "订单上那个訾雯雯")
    ['訾雯雯']
    """
    for hit in _RAREST.finditer(text):
        end = name_end(text, hit.start(), sure=False)
        if end and not STAFF.search(text[max(0, hit.start() - 12) : hit.start()]):
            yield Found(hit.start(), end, "name")


@looks_for(_SPACED, _PET)
def find_names_of_receivers(text: str) -> Iterator[Found]:
    """Spaced and familiar names behind a role.

    >>> _told(find_names_of_receivers, "收件人 王 磊，签收人英子")
    ['王 磊', '英子']
    """
    for expression in (_SPACED, _PET):
        for hit in expression.finditer(text):
            yield Found(*hit.span("name"), "name")


def _names_behind(cue: Late, text: str, *, sure: bool) -> Iterator[Found]:
    for hit in cue.finditer(text):
        start = hit.start("family")
        if end := name_end(text, start, sure=sure):
            yield Found(start, end, "name")


def _told(finder: Finder, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in finder(text)]


CUED: tuple[Finder, ...] = (
    find_introduced_names,
    find_likely_names,
    find_near_names,
    find_names_of_owners,
    find_names_of_guests,
    find_sounded_names,
    find_names_before,
    find_rare_names,
    find_names_of_receivers,
)
