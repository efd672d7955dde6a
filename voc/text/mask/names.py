"""Names of people where a text says that it names one: 我叫…, 联系人：…, my name is …

Staff that is praised or blamed (服务员小王, 张经理, 李师傅) stays: it says whom
the comment is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from voc.text.mask.found import Found

__all__ = ["FAMILY_STARTS", "find_names"]

# The commonest family names; those that are mostly another word (和 时 能 全 应 从 都) are out.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程"
    "苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严"
    "覃武戴莫孔"
    "向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮"
    "柯纪梅童凌"
    "毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阎穆农司卓古吉"
    "缪简沙隋"
    "娄窦仇邬储宗桂景米卜郎褚滑傅阚闵栾晏楚鞠荆匡巩敖瞿巫芦亓仝逄禹佘郜宓麦佟仲荣储费岑卫戚桑阙"
)
_COMPOUND = (
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯|轩辕|长孙|宇文|端木|独孤|南宫"
    "|闻人|钟离"
)
FAMILY_STARTS = "".join(dict.fromkeys(_SURNAMES + re.sub(r"(.).\|?", r"\1", _COMPOUND)))
_TITLE = "女士|先生|小姐|太太|阿姨|老师"
_FAMILY = rf"(?:{_COMPOUND}|[{_SURNAMES}])"
# No given name ends in these, and most words of grammar hold one.
_GRAMMAR = "的了是我不你您他她它们人这那在就很太会员客户者们啥吗呢吧啊要被把给和与及或也还都没"
_GIVEN = rf"[\u4e00-\u9fa5](?<![{_GRAMMAR}])"
_NAME = rf"(?:{_FAMILY}(?:{_TITLE})|{_FAMILY}{_GIVEN}(?:{_GIVEN})?)"
_CLOSED = (
    r"(?=$|[^\u4e00-\u9fa5A-Za-z]|电话|手机|名字|身份证|于\S|的电话|的手机|住在|来自"
    r"|要求|反映|来电|称|申请|投诉|希望)"
)
# Words that begin like a name and are none
_WORDS = frozenset(
    "常客 常住 常旅客 高级 高管 高层 高中 高中生 高峰 高峰期 高铁 高血压 高龄 黄金 黄牛 金牌"
    " 金卡 金领 白金 白领 白天 方面"
    " 方式 方便 程序 马上 马虎 万分 万一 万万 单身 单独 单亲 单位 单人 钱花 何必 何时 何况"
    " 何种 何人 何在 于是 于昨天"
    " 于今天 安心 安全 安利 康复 成都 成年 成人 文盲 文科 文员 武汉 江苏 江西 江浙 温州 温和"
    " 石家庄 龙岩 关键 关于"
    " 包月 包年 包车 包间 牛人 毛病 严重 严格 向来 向导 齐全 易怒 左右 季卡 管家 管理 管理层"
    " 游客 路人 路过 路盲 解释"
    " 解决 费用 荣幸 荣誉 农民 农村 简单 简直 古板 华人 华侨 卫生 景区 房东 房客 房间 房主"
    " 成功 项目 申请 申诉 章程"
    " 任何 任意 田园 夏天 段时间 施工 贾宝玉 路痴 尚未 顾客 安徽 宁波 苏州 徐州 郑州 贺州"
    " 梅州 柳州 温馨 文明 文化"
    " 余额 余下 余生 叶子 石头 雷人 谢谢 谢绝 许多 许久 曾经 严肃 左边 童年 关系 高兴 高度"
    " 高温 高峰时 方向 包括 单子"
    " 单号 成员 成交 管子 解约 解除 同上 同前 保密 匿名 客服 本人 未知 不详 没有 暂无 无 略"
    " 隐藏 测试 业务员 物业 平台"
    " 店家 卖家 商家 司机 司徒 司空见惯 古人 陆续 康乃馨 章法 祝福 祝好 何处 何意 何事 白跑"
    " 白等 白费 成天 路上 路远"
    " 游戏 简介 简体 包装 包邮 包裹 向您 向你 任性 任务 范围 段落 时间 时候 毕竟 毕业 毕业生"
    " 白班 易碎 易碎品 施救"
    " 国庆 小二 小哥 小妹 小时 小心 小姐姐 小白 范文 颜值 华为 老板"
    " 老公 老婆 老人 老师 阿姨 老顾客".split()
)
_KINSHIP = (
    "(?:爸爸?|妈妈?|父亲|母亲|老公|老婆|先生|太太|爱人|儿子|女儿|孩子|朋友|同事|奶奶|爷爷"
    "|哥|姐|弟|妹)"
)
_KIN = rf"(?:是?(?:我|俺){_KINSHIP})?"
_ROLE = (
    r"联系人|收件人|收货人|寄件人|发件人|提货人|姓名|真名|户名|户主|房主|机主|车主|投保人"
    r"|被保险?人|受益人"
    r"|乘机人|乘车人|乘客|旅客|入住人|住客|预[订定]人|订房人|订票人|下单人|购买人|付款人"
    r"|收款人|持卡人|开户人|患者"
    r"|病人|就诊人|报修人|报案人|投诉人|举报人|申请人|经办人|本人|落款|署名|学生|考生|家长"
    r"|业主|房客|租客"
)
_CALLED = re.compile(
    rf"(?:{_ROLE})(?:姓名|名字)?{_KIN}(?:叫做?|是|为|[:： ]){{0,3}}(?:业主)?"
    rf"(?P<name>{_NAME}(?:(?<=女士)|(?<=先生)|(?<=小姐)|(?<=太太)|{_CLOSED})"
    # 乘客沈佳宜行李延误: three characters and a word that goes on
    rf"|{_FAMILY}{_GIVEN}{_GIVEN}(?=[被强已缴行排拿去来想写等买打找又说]))"
)
# 姓名：阿依古丽 – after a colon any short name does
_FIELD = re.compile(
    r"(?:联系人|收件人|收货人|寄件人|姓名|户名|入住人|预[订定]人|乘机人|投保人|被保险?人"
    r"|患者姓名|学生姓名|署名)"
    r"[ ]?[:：][ ]?(?P<name>[\u4e00-\u9fa5]{2,6}(?:[·•][\u4e00-\u9fa5]{2,6}){0,2}"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2})(?=$|[^A-Za-z\u4e00-\u9fa5])"
)
_INTRODUCED = re.compile(
    rf"(?:我(?:的名字|名字)?就?叫做?|我{_KINSHIP}叫|我名叫|名字是|我的名字是) ?"
    rf"(?P<name>{_NAME}|[小老阿大][\u4e00-\u9fa5]){_CLOSED}"
)
_I_AM = re.compile(rf"我(?:就)?是(?P<name>{_NAME})(?:(?<=女士)|(?<=先生)|(?<=小姐)|{_CLOSED})")
_SURNAME = re.compile(
    rf"(?:我|免贵|本人|鄙人|敝|客户|业主)姓(?P<name>{_FAMILY})(?!名)(?=[^\u4e00-\u9fa5]|$|[的叫，])"
)
# 王芳 138… · 找宋先生，176…
_BEFORE_PHONE = re.compile(
    rf"(?:(?<![\u4e00-\u9fa5])(?P<name>{_NAME})|(?P<titled>{_FAMILY}(?:女士|先生|小姐|太太)))"
    r"的?(?:电话|手机号?|联系电话)?[ ，,：:、]{0,2}$"
)
_ENGLISH = re.compile(
    r"(?:\b(?i:my(?: full)? name(?:'s| is)|name ?[:：]|i am called|contact(?: person)? ?[:：])\s*"
    r"(?:(?i:mr|mrs|ms|miss|dr)\.? )?(?P<name>[A-Z][a-z]+(?:[ \-][A-Z][a-z]+){0,2})"
    r"|\b[Tt]his is (?P<caller>[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}) (?:speaking|calling|from|here))"
    r"(?![A-Za-z])"
)


def find_names(text: str, phones: Sequence[int] = ()) -> Iterator[Found]:
    """Names in self-introductions, fields of a form and before a telephone number.

    Parameters
    ----------
    text : str
    phones : sequence of int
        Where telephone numbers begin.

    Examples
    --------
    >>> said = "我叫王小明，我叫了外卖，服务员小王很好"
    >>> [said[hit.start : hit.end] for hit in find_names(said)]
    ['王小明']
    """
    for pattern in (_CALLED, _FIELD, _INTRODUCED, _I_AM, _SURNAME):
        for hit in pattern.finditer(text):
            if pattern is _SURNAME or _is_name(hit["name"]):
                yield Found(*hit.span("name"), "name")
    for hit in _ENGLISH.finditer(text):
        yield Found(*hit.span("name" if hit["name"] else "caller"), "name")
    for place in phones:
        start = max(0, place - 12)
        if before := _BEFORE_PHONE.search(text[start:place]):
            group = "name" if before["name"] else "titled"
            if _is_name(before[group]):
                first, last = before.span(group)
                yield Found(start + first, start + last, "name")


def _is_name(said: str) -> bool:
    if said[-1] in "迷粉控党族":  # 我是华粉, 我是颜值控
        return False
    return not any(said.startswith(word) for word in (said, said[:2], said[:3]) if word in _WORDS)
