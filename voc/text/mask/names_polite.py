"""Family names of guests, neighbours and patients: 姓麦的女客人, 病友向婆婆, “段先生您好”.

Staff that is called so (姓王的经理, 客房部李女士) stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from voc.text.mask.family_names import CLEAR
from voc.text.mask.found import Found, looks_for
from voc.text.mask.late import HAN, STOP, Late, just_before
from voc.text.mask.name_words import ANY_FAMILY, COMPOUNDS, STAFF_ROLES, is_nobody

__all__ = ["find_polite_names"]

_ELDER = (
    r"(?:老太太?|老爷子|老伯|太太|阿[姨婆公伯]|婆婆|公公|奶奶|爷爷|大[爷娘妈叔婶嫂]|叔叔|伯|婶)"
)
_POLITE = rf"(?:先生|女士|小姐|{_ELDER})"
_SERVED = (
    r"(?:客人|顾客|业主|住户|乘客|旅客|病人|患者|病友|邻居|老人|大爷|大妈|大娘|老太太?|婆婆|奶奶|爷爷|阿婆|家长|同学|学生"
    r"|房客|租客|房东|朋友|同事|住客|孕妇|产妇|客户|会员|买家|小孩|孩子|亲戚|人家)"
)
_KIN = (
    r"(?:爸爸?|妈妈?|父亲|母亲|老公|老婆|先生|太太|爱人|丈夫|妻子|儿子|女儿|孩子|小孩|奶奶|爷爷|外婆|外公|姥姥|姥爷|岳父|岳母|婆婆|公公"
    r"|哥哥?|姐姐?|弟弟?|妹妹?|老[妈爸娘爹])"
)
_CLEAR = rf"[{''.join(sorted(CLEAR))}]"
_NO_FAMILY = "[什啥名何哪谁甚氏不的我你他她它是]"
_SURNAME = Late(
    # 有个姓麦的女客人
    rf"(?<![百同异复贵])姓(?P<guest>(?!{_NO_FAMILY}){HAN}|{ANY_FAMILY})的(?:那[个位]|[女男老小]|年轻|中年|小?两口){{0,2}}(?={_SERVED})"
    # 我们一家都姓苟, 我妈姓由
    rf"|我们?(?:全家|一家子?|家里?人?|一家人)(?:都|全)?姓(?P<family>(?!{_NO_FAMILY}){HAN}){STOP}"
    rf"|(?:我|俺)家?的?{_KIN}姓(?P<kin>(?!{_NO_FAMILY}){HAN}){STOP}"
    # 我俩都姓卞, 隔壁住的姓谌
    rf"|(?:我[俩们]|我们?两口子?)都姓(?P<both>(?!{_NO_FAMILY}){HAN}){STOP}"
    rf"|(?:隔壁|楼[上下]|对门|邻居)(?:那[家户]|家|住的)?(?:人家)?(?:都)?姓(?P<door>{ANY_FAMILY}){STOP}"
    # 知道我姓强了, 来电人称其姓麻, 客户自述姓仇
    rf"|(?:我|俺|[称说道]其|自[述称]|本人)姓(?:(?P<plain>{_CLEAR})|(?P<wordy>{ANY_FAMILY})(?=$|[\W\d_]|[了的住叫是在吧呢啊哈这]))"
    # 单名一个倩字
    rf"|单名一?个?(?P<single>(?!{_NO_FAMILY}){HAN})字"
    # 我是3单元的业主，姓漆，
    rf"|[，,。；;：:（( ]姓(?P<own>{ANY_FAMILY}){STOP}"
)
_MYSELF = Late(r"(?:我|俺|本人|业主|住户|客人|顾客|乘客|患者|病人|家属)[^。！？!?\n]{0,30}$")
_STAFF = Late(rf"(?:{STAFF_ROLES}|员工|工作人员|小姑娘|小伙子?|接电话|姑娘)[^。！？!?\n]{{0,12}}$")
_NEXT = (
    r"(?:病友|病号|同病?房|[对隔](?:面|壁)?床|邻床|\d床|同屋|[隔邻]壁?桌|邻座|楼[上下]|隔壁|对门|对面"
    r"|邻居|街坊)家?的?(?:那[位个家])?"
)
_WORKS = rf"(?!{HAN}{{0,3}}(?:打扫|收拾|服务|态度|热情|卫生|搞))"
_CALLED = Late(
    rf"{_NEXT}(?P<next>{ANY_FAMILY}{_POLITE})"
    # 二楼的宗阿姨, 客户支女士
    rf"|[一二三四五六七八九\d]楼的?(?P<floor>{ANY_FAMILY}{_ELDER}){_WORKS}"
    rf"|(?:客户|业主|顾客|患者|旅客|乘客|住户|来电人|投诉人|当事人)"
    rf"(?P<client>(?![大老小各某这那的女男等为是位名几两]){HAN}(?:女士|小姐|太太))"
    rf"|请问(?:您|你)?是(?P<asked>{ANY_FAMILY}(?:先生|女士|小姐|太太))"
    rf"|尊敬的(?P<dear>{ANY_FAMILY}(?:先生|女士|小姐|太太))"
    rf"|(?P<relative>(?<!{HAN}){ANY_FAMILY}{_ELDER}|(?<=[是给陪替帮找]){ANY_FAMILY}{_ELDER})"
    r"(?=的(?:儿子|女儿|老伴|孙子|孙女|家属|女婿|儿媳|爱人))"
)
# “段先生您好, 林女士 10月3号入住, 黎生订枱, 一辆是楼小姐的: the family name is sought backwards
_GREETED = Late(
    r"(?P<hello>先生|女士|小姐|太太)"
    r"(?:[，, ]?[您你]好|(?<=[“\"「][^\W\x00-\xff]..)(?:[，,]?[您请]))"
    r"|(?P<guest>先生|女士|小姐|太太|生(?=[订收]))"
    r"(?=[ ，,]{0,2}(?:\d|[预续改]?订|预定|入住|收$|[今明后][晚天]|[两三四五六]位))"
    rf"|(?P<owner>先生|女士|小姐|太太)(?=的{STOP})"
)
_BEFORE_TITLE = {
    "hello": Late(rf"(?:^|[“”\"\"「『：:，,。！!？\n ])(?P<name>{ANY_FAMILY})$"),
    "guest": Late(rf"(?:^|\n)(?P<name>{_CLEAR}|{COMPOUNDS})$"),
    "owner": Late(rf"是(?P<name>{ANY_FAMILY})$"),
}


@looks_for(_SURNAME, _CALLED, _GREETED)
def find_polite_names(text: str) -> Iterator[Found]:
    """Family names behind 姓 and with a form of address, but not those of staff.

    >>> said = "病友向婆婆和姓麦的女客人都听到“段先生您好”，姓王的经理不管"
    >>> sorted(said[hit.start : hit.end] for hit in find_polite_names(said))
    ['向婆婆', '段先生', '麦']
    """
    for hit in _SURNAME.finditer(text):
        group = hit.lastgroup or "guest"
        before = text[max(0, hit.start() - 34) : hit.start()]
        if group != "own" or (_MYSELF.search(before) and not _STAFF.search(before)):
            yield Found(*hit.span(group), "name")
    for hit in _CALLED.finditer(text):
        group = hit.lastgroup or "next"
        if not is_nobody(hit[group]):
            yield Found(*hit.span(group), "name")
    for hit in _GREETED.finditer(text):
        group = hit.lastgroup or "hello"
        if told := just_before(_BEFORE_TITLE[group], text, hit.start(), 3):
            yield Found(told[1] + told[0].start("name"), hit.end(group), "name")
