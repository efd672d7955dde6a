"""Words that introduce a name (患者, 收件人), and names behind them that are built otherwise.

Those that are, `voc.text.mask.full_names` finds anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from voc.text.mask.family_names import CLEAR
from voc.text.mask.found import Finder, Found, looks_for
from voc.text.mask.late import HAN, Late
from voc.text.mask.name_words import USUAL

__all__ = ["CUED", "KIN", "LINK", "ROLES"]

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
# 格桑卓玛, 迪丽努尔, 敖登格日乐: characters that stand for the sounds of another language
_SOUNDS = (
    "[阿依古丽买提江艾合麦尔逊吐努热拉迪帕巴特格桑卓玛旦扎西次仁多吉央金达娃姆旺堆尼措罗布顿珠洛丹增曲才让尕藏毛加强普边索朗"
    "乌云兰其勒娜图雅斯琴高萨木孜别克哈那森沙力亚孟和朝鲁苏日托娅呼吾开肉玉库班约如甫卡尤胡赛因妮汗白敖登乐包音色陶花散且拥泽华姑"
    "白玛梅朵贡嘎平确扎觉热杰伦珠顿麻珍]"
)
_SHORT = (
    rf"(?:{_SOUNDS}{{3}}|桑吉|洛桑|巴特|乌兰|娜仁|图雅|苏娅|次仁|卓玛|央金|扎西|多吉|其美|达娃"
    "|拉姆|白玛|才让|加措)"
)
_FOREIGN = Late(
    rf"(?:{ROLES}|师傅|导游|司机|服务员|名字[叫是为]|名叫|名字(?=[:：叫是为 ])|{_I}叫|{_I}{KIN}"
    rf"|(?:妹子|{KIN})叫做?)"
    rf"{LINK}(?!特别|哈哈|加多)(?P<name>{_SOUNDS}{{4,8}}|{_SHORT}(?=$|[\W_]|先生|女士|的[\W\x00-\xff]|在|说|被|买))"
)


# 收件人 王 磊
_SPACED = Late(
    rf"(?:{ROLES}){LINK}(?P<name>[{''.join(sorted(CLEAR))}] {USUAL}{{1,2}})"
    r"(?=$|[\W\d_])"
)
# 签收人英子, 收件人填的过儿
_PET = Late(
    rf"(?:收件人?|收货人?|签收人?|寄件人?){LINK}"
    rf"(?P<name>[小阿老]{HAN}|[英燕娟玲兰芳霞丽红梅敏华平萍花凤琴珍云秀莲]子|(?P<one>{HAN})(?P=one))"
    r"(?=$|[\W_])"
)


@looks_for(_FOREIGN)
def find_sounded_names(text: str) -> Iterator[Found]:
    """Names of other peoples, in characters that stand for sounds.

    >>> _told(find_sounded_names, "乘客迪丽努尔")
    ['迪丽努尔']
    """
    for hit in _FOREIGN.finditer(text):
        yield Found(*hit.span("name"), "name")


@looks_for(_SPACED, _PET)
def find_names_of_receivers(text: str) -> Iterator[Found]:
    """Spaced and familiar names behind a role.

    >>> _told(find_names_of_receivers, "收件人 王 磊，签收人英子")
    ['王 磊', '英子']
    """
    for expression in (_SPACED, _PET):
        for hit in expression.finditer(text):
            yield Found(*hit.span("name"), "name")


def _told(finder: Finder, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in finder(text)]


CUED: tuple[Finder, ...] = (find_sounded_names, find_names_of_receivers)
