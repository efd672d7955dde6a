"""Names that the sentence says to be one: 写的名字, 签名：…, 打到…账上, “文静”是我的名字.

What stands there may be built like any word, so that each way of saying has its own bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from voc.text.mask.address_parts import FLAT, N
from voc.text.mask.found import Found, looks_for
from voc.text.mask.full_names import full_names
from voc.text.mask.late import HAN, STOP, Late, just_before
from voc.text.mask.name_model import is_word
from voc.text.mask.name_words import ANY_FAMILY, is_nobody

__all__ = ["find_said_names"]

_NAME = rf"{ANY_FAMILY}{HAN}{{1,2}}"
_PERSON = (
    r"(?:人|客人|留学生|学生|同学|老师|外教|教练|医生|大夫|护士|护工|店员|店长|员工|服务员|技师|保安|司机|师傅|经理|主管|销售"
    r"|顾问|客服|中介|业务员|导购|收银员?|前台|管家|女孩子?|男孩子?|女生|男生|姑娘|小伙子?|男的|女的|小哥|小姐姐?|先生|女士|大姐|大哥|阿姨"
    r"|顾客|乘客|病人|患者|房客|租客|网友|主播|咨询师|规培生)"
)
_KIN = (
    r"(?:监护人|家长|代理人|委托人|父亲|母亲|爸爸|妈妈|爷爷|奶奶|外公|外婆|姥姥|姥爷|儿子|女儿|丈夫|妻子|老公|老婆|爱人"
    r"|家属|同学|同事|朋友|房东|邻居|律师)"
)
_ON = r"(?:病历|档案|名单|单子?|合同|票|证|卡|牌|表|文件|信封|收据|锦旗|蛋糕|本)(?:本|单)?上"
_HOME = rf"(?P<flat>{N}(?:栋|幢|座|号楼)(?:{N}单元)?{FLAT}室?)"
_TITLED = Late(
    # 那个叫康剑的规培医生
    rf"(?<=[个位名])叫做?(?P<called>{_NAME})(?=的{HAN}{{0,4}}?{_PERSON})"
    # 不对，应该叫池天
    rf"|应该叫(?P<right>{_NAME}){STOP}"
    # 名字写成了苗芳, 名字写的苗芳
    rf"|(?:名字|姓名){HAN}{{0,4}}?[写打印登录](?:记|入)?(?:成了?|的是?|为)(?P<written>{_NAME}){STOP}"
    rf"|作为(?P<kin>{_NAME})的(?={_KIN})"
    # 打到祝春生账上, 退到了邬桃卡上
    r"|[打汇转退存付充](?:款|钱)?[到给至进入]了?"
    rf"(?P<holder>{_NAME})(?=的?(?:账上|账户|账号|帐上|帐户|卡上|卡里|名下|银行卡|户头))"
    # 病历上卓雅婷三个大字
    rf"|{_ON}(?:的|写着?|印着?|是)?(?P<letters>{_NAME})(?=[两三]个大?字)"
    # 代纪小满领取, 把许夕的名字写错
    rf"|代(?P<for>{_NAME})(?=领取|签收|签字|办理|缴费|付款|取件|排队)"
    rf"|把(?P<misspelt>{_NAME})的名字(?=[写打印登弄搞])"
    # 名片上写着路遥, 收款人那栏写了方圆
    r"|(?:名片|工牌|胸牌|铭牌|病历|收据|发票|回执|合同|信封)上(?:的名字)?(?:是|[写印][着的]是?)"
    rf"(?P<printed>{_NAME}){STOP}"
    rf"|人(?:那|这|一)栏里?[写填签印](?:着|了|的是?)?(?P<column>{_NAME}){STOP}"
    rf"|(?:落款|署名|签名)(?:[写签][的了]是?|是)(?P<below>{_NAME}){STOP}"
    rf"|[她他]叫(?P<third>{_NAME}){STOP}"
    # 我的名字就叫明天
    rf"|我的?名字(?:就|真|确实)(?:叫|是)(?P<mine>(?!什么|[错对假真]的|这个){HAN}{{2,3}}){STOP}"
    # 前排老太太自称阮氏香, 签收人显示丘丽, 名字和佳
    rf"|自称(?:是|叫)?(?P<self>{_NAME}|[阮黎潘裴邓]氏{HAN}{{1,2}}){STOP}"
    rf"|[收件货签]人(?:一?栏)?(?:显示|写着?的?是?|登记的?是?|填的?是?)(?P<shown>{_NAME}){STOP}"
    # 父蒲志刚，母商兰兰
    rf"|父(?:亲)?[:： ]?(?P<father>{_NAME})(?=[，,、；; ]{{1,2}}母)"
    rf"|(?<=[，,、；; ])母(?:亲)?[:： ]?(?P<mother>{_NAME}){STOP}"
    # 我叫来福祥: whatever the family name is
    rf"|我叫(?P<myself>{HAN}{{3}})(?=[，,。！!、；;]|$)"
    # 我真名钟点
    rf"|(?:真|本|全)名(?:就?叫|是)?(?P<true>{_NAME}){STOP}"
)
# 我叫服务员, 我叫他来, 我叫了车
_CALLED_OVER = Late(
    r"^(?:[了他她你它过着不个一两车人家来去上下开退换拿送等到什啥大]|服务|前台|客服|外卖|快递|保安|店|老板|师傅|经理|滴滴|出租|代驾|救护|物业"
    r"|警察|朋友|[老小女男孩儿闺]|同事|同学|网约|跑腿|技师|工作|管家|苦|停|醒|餐|菜|号)|[的了吗呢吧过来去]$"
)
# 以邓皓的名义
_HOLDING = Late("的名义")
_BEFORE_HOLDING = Late(rf"以(?P<name>{_NAME})$")
_SURE = ("mine",)
_END_LINE = Late(rf"(?:——|—|--) ?(?P<name>{_NAME})(?=[。！!]?$|[，,]一[个位名])")
# 姓名/丁一；性别/女
_FORM = Late(rf"姓名[/|｜](?P<name>{HAN}{{2,4}})(?=$|[;；|｜/，,])")
_NO_FORM = Late("电话|性别|年龄|地址|手机|编号|部门|科室|日期|学号|班级|单位|身份|必填|匿名|姓名")
# 签名：苗翠华（2栋1401）、区伟强（2栋903）
_SIGNED = Late(r"(?:签名|签字|署名|落款|联署)(?:人|如下|的?业主)?[:：] ?")
_SIGNER = Late(
    rf"(?P<name>{_NAME}|{ANY_FAMILY}{HAN})"
    rf"(?=$|[\W\d_])(?: ?[（(] ?{_HOME}? ?"
    r"[^（()）\n]{0,12}[)）])?[、，,；; ]?"
)
# 段誉铭（3栋1802）
_FLAT = Late(rf"[（(] ?{_HOME} ?[)）]")
_NEAR_FLAT = -2.5  # a name before a flat needs less to be one
# “文静”不是形容词是我的名字
_MINE = Late(r"是我的?[真本大全]?名|(?<=这)(?:个名字|名字)")
_BEFORE_MINE = Late(
    rf"[“\"「‘'](?P<quoted>{HAN}{{2,4}})[”\"」’'](?:不是[^，。！？\n]{{1,8}}?[，,]?)?(?:就|真|还真)?的?$"
    rf"|(?:^|[，。！？\n,!? ])(?P<bare>{_NAME})(?:就|真|还真)?的?这?$"
)
_WORDS = Late(
    r"[班孩级者们着过]$|[的了]|^(?:原路?|公|支付|信用|平安|银行|应收|应付|全体?|于[^\W\x00-\xff]?[夜晨])"
)


@looks_for(_TITLED, _END_LINE, _FORM, _SIGNED, _FLAT, _MINE, _HOLDING)
def find_said_names(text: str) -> Iterator[Found]:
    """Names behind and before words that say that it is one, and the flats of those who sign.

    >>> said = "作为徐末的监护人，打到祝春生账上。签名：苗翠华（2栋1401）、区伟强（2栋903）"
    >>> sorted({said[hit.start : hit.end] for hit in find_said_names(said)})
    ['2栋1401', '2栋903', '区伟强', '徐末', '祝春生', '苗翠华']
    """
    for pattern in (_TITLED, _END_LINE):
        for hit in pattern.finditer(text):
            group = hit.lastgroup or "name"
            if group == "myself" and _CALLED_OVER.search(hit[group]):
                continue
            if group in _SURE or _may_be(hit[group]):
                yield Found(*hit.span(group), "name")
    for hit in _FORM.finditer(text):
        if not _NO_FORM.search(hit["name"]):
            yield Found(*hit.span("name"), "name")
    for hit in _HOLDING.finditer(text):
        held = just_before(_BEFORE_HOLDING, text, hit.start(), 6)
        if held and _may_be(held[0]["name"]):
            yield Found(held[1] + held[0].start("name"), hit.start(), "name")
    yield from _signers(text)
    flats = list(_FLAT.finditer(text))
    ends = {at.end for at in full_names(text, least=_NEAR_FLAT)} if flats else set()
    for hit in flats:
        if hit.start() in ends:
            yield Found(*hit.span("flat"), "address")
    for hit in _MINE.finditer(text):
        if not (told := just_before(_BEFORE_MINE, text, hit.start(), 20)):
            continue
        before, first = told
        if hit.group()[0] == "是" or _is_given(before):
            begin, end = before.span(before.lastgroup or 0)
            yield Found(first + begin, first + end, "name")


def _signers(text: str) -> Iterator[Found]:
    """Everybody in a list of those who sign."""
    for sign in _SIGNED.finditer(text):
        place = sign.end()
        while hit := _SIGNER.match(text, place):
            if not is_nobody(hit["name"]) or place == sign.end():
                yield Found(*hit.span("name"), "name")
            if hit["flat"]:
                yield Found(*hit.span("flat"), "address")
            place = hit.end()


def _is_given(before: re.Match[str]) -> bool:
    """这个名字 may be that of a dish or a shop: what stands before must be built like a name."""
    return before["bare"] is not None and _may_be(before["bare"])


def _may_be(said: str) -> bool:
    return not (_WORDS.search(said) or is_nobody(said) or is_word(said))
