"""Names in English and in pinyin, where the text says that it names somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voc.text.mask.found import Found, looks_for
from voc.text.mask.late import Late, just_before
from voc.text.mask.name_cues import LINK, ROLES
from voc.text.mask.name_tables import contexts
from voc.text.mask.name_words import STAFF_ROLES

__all__ = ["find_english_names", "find_english_names_of_staff"]

_SOMEBODY = ("role", "kin", "client", "staff")
_WORD = r"(?:[OD]['’]|Mc|Mac)?[A-ZÀ-Þ][a-zß-ÿ]+(?:[-'’][A-ZÀ-Þ][a-zß-ÿ]+)?"
_PARTICLE = r"(?: (?:van|von|de|di|da|bin|al)(?: der?n?)?(?= [A-Z]))?"
_ONE = rf"{_WORD}(?: [A-Z]\.)?{_PARTICLE}(?: {_WORD}){{0,2}}"
_SYLLABLE = (
    r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:[iu]?(?:a[oin]?|ang|e[in]?|eng|o|ou|ong)|i|u|v|ui|iu|un|in|ing|er)"
)
# ZHANG/XIAOMING on a ticket
_SLASH = Late(
    rf"(?<![A-Za-z/])(?!LAN|HE/|HER/)"
    rf"(?P<slash>(?i:{_SYLLABLE})/(?i:{_SYLLABLE}{{1,3}})(?: (?:MR|MS|MRS|CHD))?)"
    r"(?![A-Za-z/])"
)
_PINYIN = rf"{_SYLLABLE}{{1,2}} ?{_SYLLABLE}(?: ?{_SYLLABLE})?"
_TWO = rf"{_WORD}(?: [A-Z]\.)?{_PARTICLE}(?: {_WORD}){{1,2}}"
_TITLE = r"(?:(?i:mr|mrs|ms|miss|dr)\.? )?"
_PERSON = (
    r"(?:人|学生|同学|老师|外教|教练|医生|护士|店员|店长|员工|服务员|技师|司机|师傅|经理|主管|销售|顾问|客服|中介|女孩|男孩|女生|男生"
    r"|姑娘|小伙|小哥|小姐|先生|女士|阿姨|顾客|乘客|病人|患者|房客|租客|网友|主播)"
)
_NAME = Late(
    r"(?:"
    r"\b(?i:my(?: full| first| last| sur)? ?name(?:'s| is)|(?:sur)?name ?[:：]|i am called"
    r"|contact(?: person)? ?[:：]|attn\.? ?[:：]?|signed|under the name(?: of)?"
    rf"|name on (?:the )?(?:booking|order|card|ticket)(?: is)? ?:?)[\s,]*{_TITLE}(?P<name>{_ONE})"
    rf"|\b[Tt]his is (?P<caller>{_TWO})(?= (?:speaking|calling|from|here|again|in)|[,.!]|$)"
    rf"|\b[Tt]his is (?P<one>{_WORD})(?= (?:speaking|calling|again|from room|in room))"
    rf"|\b[Cc]ontact (?P<person>{_TWO})|\bI(?:'m| am) (?P<from>{_WORD})(?=,? from)"
    rf"|\b(?P<guest>(?:Mr|Mrs|Ms|Miss)\.? ?{_WORD})(?= (?:in|from|of) [Rr]oom| \([Rr]oom)"
    rf"|\bI(?:'m| am) (?P<titled>(?:Mr|Mrs|Ms|Miss|Dr)\.? {_ONE})"
    rf"|\b(?i:under|booked by|reserved by|registered to|passenger|guest|patient|customer)"
    rf" (?i:name:? )?{_TITLE}(?P<under>{_TWO})"
    rf"|\b(?i:my (?:husband|wife|son|daughter|friend|mother|father|mom|dad|brother|sister|partner"
    rf"|boyfriend|girlfriend|colleague)),? (?P<kin>{_ONE})"
    rf"|\bI(?:'m| am) {_TITLE}(?P<self>{_TWO})(?=,| from| and | in room|\.|$)"
    rf"|\b(?i:regards|sincerely|yours|cheers|respectfully|thanks|thank you)"
    rf",?\s+(?P<signed>{_ONE})\.?$"
    rf"|[\n—-] ?(?P<last>{_TWO})\.?$"
    # 我叫Kevin Lin, 叫我Lily就好, 英文名Vincent, 我是Tony，
    rf"|(?:我|俺)(?:就)?叫(?:做)?[:： ]?(?P<called>{_ONE})"
    # 租客是个叫Olamide Adeyemi的留学生; 有家叫Blue Frog的店 is none
    rf"|(?<![家店款部首间])叫(?:做)?(?P<somebody>{_TWO})(?=的[^\W\x00-\xff]{{0,4}}?{_PERSON})"
    r"|(?<=外教|老师|教练|医生|护士|店员|店长|技师|司机|师傅|经理|顾问|客服|中介|租客|房客|室友|主播|管家)"
    rf"叫(?P<named>{_TWO})"
    rf"|叫我 ?(?P<call>{_WORD})(?=就|吧|即|也|[，。,!！]|$)"
    rf"|英文名(?:字)?(?:叫|是|为|[:： ]){{0,2}}(?P<english>{_ONE})"
    rf"|我是 ?(?P<am>{_TWO}|{_WORD}(?=[，,。!！]|$))"
    rf"|(?:朋友|同事|老公|老婆|先生|太太|室友|男友|女友|儿子|女儿|老板|同学|导师|领导"
    r"|舍友|队友|邻居|对象|搭档|男朋友|女朋友|闺蜜|师[兄姐弟妹]|同桌)"
    rf"(?:叫|是)? ?(?P<kinsman>{_TWO}|(?<=叫){_WORD})"
    # 归属Kevin Lin, 投保人KEVIN LIN, 签收人 K. Lin, 找Kevin Lin
    rf"|(?:{ROLES}|工号){LINK}(?P<role>{_ONE}|[A-Z]\. ?{_WORD})"
    # Front desk Cindy was
    r"|\b(?i:front desk|reception(?:ist)?|concierge|housekeeper|butler|waiter|waitress|manager"
    rf"|driver),? (?P<desk>{_TWO}|{_WORD}(?= (?:was|is|and|who|helped)\b))"
    rf"|(?:{ROLES}){LINK}(?P<loud>(?!VIP|WIFI|APP|NOT)[A-Z]{{2,12}} [A-Z]{{2,16}})"
    rf"|(?:联系|找|[寄打转交]给|写|收件)(?P<sought>{_TWO})(?=$|[^A-Za-z0-9 ])"
    rf"|(?:孩子|儿子|女儿|宝宝)(?P<child>{_WORD})(?=[在的今，,]|$)"
    # my name is zhou ming, 收件人lin yue
    rf"|(?:\b[Mm]y name is |(?:姓名|[收寄]件人|联系人|我叫|拼音)[是为:： ]{{0,2}})"
    rf"(?P<pinyin>{_PINYIN})(?=$|[^A-Za-z0-9 @._-]| ?[,，。])"
    # 姓名拼音WANG LEI, ZHANG/XIAOMING
    r"|(?:姓名|拼音|名字|[牌单]子上?写[着的]?|乘机人|旅客|乘客|[订入]房?人|住人|护照上?|登机牌上?|机票上?|客人"
    r"|(?i:names?|passengers?|guests?)(?: is)?)(?:拼音|名字|写)?(?:应该?|应当|本来)?"
    r"[的是为:： ]{0,3}"
    r"(?P<capitals>(?!VIP|WIFI|APP|NOT)[A-Z]{2,12}[/, ] ?[A-Z]{2,16}(?: [A-Z]{2,12})?)"
    r")(?![A-Za-z])"
)
# 管家Vivian安排, 前台的Cindy Luo, 客人Michael Tan: the word before is looked at afterwards
_SERVED = Late(rf"(?<![A-Za-z])(?P<name>{_TWO}|{_WORD}(?! ?\d))(?![A-Za-z])")
_BEFORE_SERVED = Late(
    rf"(?:{STAFF_ROLES}|客人|客户|顾客|会员|用户|住户|业主)(?:的|是|叫){{0,2}} ?$"
)
_BETWEEN = Late(r"(?:的|是|叫|写|给| ){0,2}$")
# Maria Fernandez在前台: a usual given name, and what a person does
_USUAL = frozenset(
    (
        "Aaron Adam Adrian Alan Albert Alex Alexander Alice Alicia Allen Amanda Amber Amy Ana"
        " Andrea Andrew Andy Angela Angelina Anita Ann Anna Anne Annie Anthony Antonio Arthur"
        " Ashley Barbara Bella Ben Benjamin Betty Bill Billy Bob Brandon Brenda Brian Bruce"
        " Bryan Carl Carlos Carmen Carol Caroline Catherine Cathy Charles Charlie Chloe Chris"
        " Christian Christina Christine Christopher Cindy Claire Clara Cynthia Daniel Daniela"
        " David Dennis Derek Diana Diego Donald Donna Doris Dorothy Dylan Eddie Edward Elaine"
        " Elena Elizabeth Ella Ellen Emily Emma Eric Erica Ethan Eva Eve Evelyn Felix Fernando"
        " Fiona Francis Frank Gabriel Gary George Gina Gloria Grace Hannah Harry Hector Helen"
        " Henry Howard Ian Irene Isabel Ivan Jack Jackie Jackson Jacob James Jamie Jane Janet"
        " Jason Javier Jay Jean Jeff Jeffrey Jennifer Jenny Jeremy Jerry Jesse Jessica Jim"
        " Jimmy Joan Joanna Joe John Jonathan Jose Joseph Joshua Joyce Juan Judy Julia Julie"
        " Justin Karen Kate Katherine Kathy Keith Kelly Ken Kenneth Kevin Kim Laura Lauren Leo"
        " Leon Leonard Lily Linda Lisa Lucas Lucia Lucy Luis Luke Maggie Marco Margaret Maria"
        " Marie Mario Mark Martha Martin Mary Matt Matthew Max Megan Melissa Michael Michelle"
        " Miguel Mike Monica Nancy Natalie Nathan Nicholas Nick Nicole Nina Noah Oliver Olivia"
        " Oscar Owen Pablo Pamela Patricia Patrick Paul Pedro Peter Phil Philip Rachel Ralph"
        " Raymond Rebecca Richard Rick Robert Roger Ronald Rose Roy Ruth Ryan Sam Samantha"
        " Samuel Sandra Sandy Sara Sarah Scott Sean Sergio Sharon Shirley Simon Sofia Sophia"
        " Sophie Stella Stephanie Stephen Steve Steven Sunny Susan Suzanne Sylvia Ted Teresa"
        " Terry Thomas Tim Tina Tom Tommy Tony Tracy Vanessa Victor Victoria Vincent Vivian"
        " Walter Wayne Wendy William Willy Winnie Yolanda Yvonne Zoe"
    ).split()
)
_ACTS = Late(
    r"(?:[”\"」]? ?\d+[晚间位]|在(?![线售])|帮|说|给我|让我|把我|带[我着]|陪|接待"
    r"|同学|老师|医生|先生|女士|小姐|教练|本人|签收|预订|订的|入住)"
)
# Emma Lindholm here. – sought backwards from here
_HERE = Late(r" (?:here(?=[,.!;:]|$| [-—–])|from [Rr]oom \d)")
_OPENS = Late(rf"(?:^|\n|[.!?] )(?P<opens>{_TWO})$")
_NO_NAME = Late(
    r"^(?:The|This|That|Very|Not|So|A|An|In|On|At|From|Your|Our|My|His|Her|Their|Chinese|American|Gold"
    r"|Diamond|Platinum|Silver|Elite|Member|Happy|Sorry|Sure|Services?|Support|Room|Hotel|Deluxe|King"
    r"|Queen|Customer|Guest|Staff|Team|Reception|Front|Wifi|The|Under|Terms|Lounge|Club|Class|Business"
    r"|First|Economy|Airport|Terminal|Booking|Plus|Premium|Day|World|Card|Check|Lobby|Bar|Word|Excel|Model|Type|App|Nice|Good|Bad|Best|Great|Holiday|Hong|Costa|Blue|Wi)\b"
    r"|(?:Hotel|Airlines?|Airways|Airport|Lounges?|Club|Class|Team|Services?|Inn|Suites?|Room|Street|Road"
    r"|Terminal|Restaurant|Bar|City|Park|Station|Member|Relations?|Card|Rewards|Desk|Location|Stays?|Food|Experience|Time|Place"
    r"|Western|Coffee|Kong|Watch|Visit|Night|Breakfast|Staff)$"
    r"|^(?:Virgo|Libra|Leo|Aries|Apple|Android|Windows|Mac|Iphone|Vip|Plus|Pro|Fans?|Ios|Prime|Svip|Club)\b"
)


@looks_for(_NAME, _SLASH, _HERE)
def find_english_names(text: str) -> Iterator[Found]:
    """Names after "my name is", "booked under" and the like.

    >>> said = "My name is Li Wei, booked under Sarah Johnson"
    >>> [said[hit.start : hit.end] for hit in find_english_names(said)]
    ['Li Wei', 'Sarah Johnson']
    """
    for hit in _NAME.finditer(text):
        group = hit.lastgroup or "name"
        if not _NO_NAME.search(hit[group]):
            yield Found(*hit.span(group), "name")
    for hit in _HERE.finditer(text):
        told = just_before(_OPENS, text, hit.start(), 40)
        # no more than the name stands before
        if told and not told[1] + told[0].start() and not _NO_NAME.search(told[0]["opens"]):
            yield Found(told[1] + told[0].start("opens"), hit.start(), "name")
    for hit in _SLASH.finditer(text):
        if hit["slash"].isupper() and min(map(len, hit["slash"].split("/"))) > 1:
            yield Found(*hit.span("slash"), "name")


@looks_for(_SERVED)
def find_english_names_of_staff(text: str) -> Iterator[Found]:
    """Names in Latin letters behind who somebody is.

    >>> said = "管家Vivian和客人Michael Tan都说WiFi慢"
    >>> [said[hit.start : hit.end] for hit in find_english_names_of_staff(said)]
    ['Vivian', 'Michael Tan']
    """
    for hit in _SERVED.finditer(text):
        role = just_before(_BEFORE_SERVED, text, hit.start(), 10)
        whole = " " in hit["name"]
        if (role or (whole and _is_whole(text, hit))) and not _NO_NAME.search(hit["name"]):
            yield Found(*hit.span("name"), "name")


def _is_whole(text: str, hit: re.Match[str]) -> bool:
    """Whether given and family name of somebody stand there: 摄影师Kevin Lau, Eva Ruiz在前台."""
    between = just_before(_BETWEEN, text, hit.start(), 2)
    end = between[1] + between[0].start() if between else hit.start()
    kinds = contexts("before")
    if any(kinds.get(text[max(0, end - length) : end]) in _SOMEBODY for length in range(5, 1, -1)):
        return True
    return hit["name"].split(" ")[0] in _USUAL and _ACTS.match(text, hit.end()) is not None
