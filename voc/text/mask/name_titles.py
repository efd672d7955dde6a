"""People called by family name and title who are no staff: 我是盛太太, 叫我老卞, 8组的费大娘

And names of children as families call them (果果奶奶, 小名豆豆), family names alone (免贵姓鄂).
"""

from __future__ import annotations

from collections.abc import Iterator

from voc.text.mask.family_names import CLEAR, FAMILIES, GRAMMATICAL
from voc.text.mask.found import Found, looks_for
from voc.text.mask.late import HAN, STOP, Late
from voc.text.mask.name_cues import ROLES
from voc.text.mask.name_model import is_word
from voc.text.mask.name_words import ANY_FAMILY, COMPOUNDS, is_nobody

__all__ = ["find_titled_names"]

_FAMILY = rf"(?:{COMPOUNDS}|[{''.join(sorted(FAMILIES - GRAMMATICAL))}])"
_CLEAR = rf"[{''.join(sorted(CLEAR - set('孙')))}]"
_ELDERS = (
    r"(?:老太太?|老爷子|太太|阿姨|大爷|大娘|大妈|大叔|大婶|大嫂|奶奶|爷爷|伯伯?|婆婆|叔叔?|婶|嫂)"
)
_ELDERS_OR = rf"(?:大姐|大哥|{_ELDERS})"
_TITLE = (
    rf"(?:女士|先生|小姐|{_ELDERS}|老师|医生|大夫|律师|教授|主任|局长|处长|科长|校长|院长|所长|经理|总监|师傅|老板|博士|警官"
    r"|队长|总|工|队|导|老|姐|哥|姨|妈|爸)"
)
_POLITE = rf"(?:女士|先生|小姐|{_ELDERS})"
_SELF = Late(
    # 我是盛太太, 我就是上次投诉的宓姐, 我是陆老的学生
    rf"(?:我|俺)(?:就)?[是系叫](?:[^，。！？；\n]{{0,9}}的 ?)?(?P<name>{_FAMILY}{_TITLE})"
    rf"(?=$|[\W\d_]|的(?:学生|秘书|司机|助理|家属|儿子|女儿|爱人|老婆|老公|病人|客户|朋友|家人|妈|爸)|啊|呀)"
    # 我是小区的老邰, 我是房东老鲍
    rf"|(?:我|俺)(?:就)?[是系叫][^，。！？；\n]{{0,9}}?(?P<nick>[老小]{_CLEAR}){STOP}"
    # 老邰我, 我老周
    rf"|(?<![^\W\x00-\xff])(?P<own>老{_CLEAR})(?=我)|我(?P<me>老{_CLEAR})(?![家师板总])"
    # 叫我小鱼儿吧
    rf"|(?:叫|喊)我(?P<pet>[小阿老]{HAN}{{1,2}})(?=就[行好可]|吧|即可|$|[，。！!,])"
    # 找隋大姐
    rf"|(?:找|联系|问|[打交转]?给)(?P<whom>{_FAMILY}{_ELDERS_OR})(?![^\W\x00-\xff]{{0,4}}(?:服务|态度|热情))"
    # 我盛老太活了八十岁
    rf"|(?:我|俺|咱)(?P<old>{_FAMILY}(?:老太太?|老头|大爷|大妈|大娘|某人?)(?!太))"
    # 隔壁老卞, 301的麻大姐, 同事占姐
    r"|(?:邻居|隔壁|楼[上下]|对门|同事|\d{3,4}[室房]?)(?:家?的)?"
    rf"(?P<next>{_FAMILY}(?:{_ELDERS_OR}|姐|哥)|老{_CLEAR}(?=$|[\W\x00-\xff]|[家也在都说]))"
    # 我们家老秦
    rf"|(?:我们?|俺|咱们?)家(?P<mate>老{_CLEAR}(?!家)|小{_CLEAR}{STOP})"
    # 同事小訾, 找小訾
    rf"|(?:同事|朋友|邻居|同学|老公|室友)(?P<friend>[老小]{_CLEAR}){STOP}"
)
_WHOSE = Late(
    # 501的昝老师, 八组的费大娘
    rf"(?:[室号栋单元组队村房户\d]|住在?[^，。！？；\n]{{1,20}})的(?P<name>{_FAMILY}(?:{_POLITE}|老师))"
    r"(?![^\W\x00-\xff]{0,4}(?:服务|态度|热情|讲))"
    # 市民胥女士
    rf"|(?:市民|群众|居民|村民|来访人|客户|用户|顾客|商户|住户|会员|{ROLES})"
    rf"[:： ]?(?P<citizen>{_FAMILY}{_POLITE})"
    # 病人老卞
    r"|(?:患者|病人|房客|租客|乘客|旅客|学员|业主|住户|邻居|家属|客户|顾客|会员|老人)"
    rf"(?P<near>[老小](?![人孩时])(?:{_CLEAR}|[占麻国盛车]))(?=$|[\W\d_]|[的在说被来去也])"
    # 陪陆老看病, 占总让我订的
    rf"|(?:[陪帮替请给问找跟让]|(?<![^\W\x00-\xff]))(?P<chief>{_CLEAR}(?:老(?![师板婆公])|总|工|队))"
    r"(?=[今住院去说来让看，。]|$)"
    # 盛太太 is no staff
    rf"|(?<!先生)(?P<lady>{_FAMILY}太太)(?!款)"
)
# 是寿先生替我订的
_HELPER = Late(
    rf"[是由让替帮](?P<helper>{_FAMILY}(?:先生|女士|太太|小姐))"
    r"(?=[替帮给]我|订的|买的|下的单|的?(?:名下|名字))"
)
# 佟阿姨签收, 宫先生已签收, 请交谯老师亲启; 鲜先生称其在该店…: what stands behind the name
_DOES = Late(
    rf"(?P<title>{_TITLE})(?P<takes> ?(?:亲启|已?(?:经?代?签收|代收|取走|领走)|收{STOP}))"
    r"|(?P<polite>先生|女士|太太|大爷|大妈|大娘|阿姨)"
    r"(?:来电|称|反映|投诉|咨询|诉|要求|报修|求助|反馈|建议|申请|举报)"
)
_NO_SENTENCE = set("向和从都来时后于当可常应先问随能全才买过养越敬年口户师")
_FIRST = rf"(?:{COMPOUNDS}|[{''.join(sorted(FAMILIES - _NO_SENTENCE))}])"
_BEFORE_TITLE = Late(rf"(?<![^\W\x00-\xff]){_FIRST}$|(?<=[交给由示]){_FAMILY}$")
_FAMILY_NAME = Late(
    rf"(?:我们?家?|我(?:呢边|这边|哋)|俺|咱|本人|敝|免贵|鄙人|(?<![^\W\x00-\xff])(?=姓(?:{COMPOUNDS})))姓(?P<name>{ANY_FAMILY})"
    r"(?=$|[\W\d_]|[的叫名是不念])"
    rf"|姓(?P<parted>{ANY_FAMILY}名{HAN}{{1,2}}){STOP}"
)
_CHILD = Late(
    rf"(?:小名|乳名)(?:叫|是|[:：])?(?P<name>(?:{HAN}|[小阿]{HAN}){HAN}){STOP}"
    rf"|(?:宝宝|孩子|女儿|儿子|闺女|小孩|宝贝|小朋友|我们?家)(?P<twice>(?P<one>{HAN})(?P=one))(?=[在的吃说也被今昨才，。一对打]|$)"
    rf"|我[是家](?P<parent>(?:小{HAN}{{1,2}}|(?P<child>{HAN})(?P=child)))(?=(?:的?(?:妈妈|爸爸|家长|奶奶|爷爷|外婆|姥姥)|妈|爸)(?!们))"
    rf"|我家(?P<small>小{HAN}{{2}})(?=才|今年|刚|[两三四五六七八九十\d]+岁)"
)
_ANY_CHILD = frozenset(
    "妈妈 爸爸 宝宝 小姑娘 小朋友 小宝贝 小公主 小王子 小家伙 小孩子 小孙女 小外孙 小闺女".split()
)


@looks_for(_SELF, _WHOSE, _HELPER, _DOES, _FAMILY_NAME, _CHILD)
def find_titled_names(text: str) -> Iterator[Found]:
    """Family names with titles, family names alone, names of children.

    >>> said = "我是盛太太，免贵姓鄂，301的费大娘问小陈经理"
    >>> sorted({said[hit.start : hit.end] for hit in find_titled_names(said)})
    ['盛太太', '费大娘', '鄂']
    """
    for pattern in (_SELF, _WHOSE, _HELPER, _FAMILY_NAME, _CHILD):
        for hit in pattern.finditer(text):
            group = next(k for k in pattern.groupindex if hit[k] and k not in ("one", "child"))
            said = hit[group]
            if is_nobody(said[:2]) or (group in ("twice", "parent", "small") and _is_usual(said)):
                continue
            yield Found(*hit.span(group), "name")
    for hit in _DOES.finditer(text):
        first = max(0, hit.start() - 3)
        if before := _BEFORE_TITLE.search(text[first : hit.start()]):
            end = hit.end("polite" if hit["polite"] else "title")
            yield Found(first + before.start(), end, "name")


def _is_usual(said: str) -> bool:
    """Whether it is what any child may be called, or no name: 小姑娘, 慢慢."""
    return is_word(said) or said in _ANY_CHILD
