"""Which texts may hold which personal data: cheap patterns over a whole chunk.

Each is tried only where its first two characters stand, so a pattern must say what it begins with:
`.*` and [^…] at its beginning are refused.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, chain

from voc.text.mask.addresses import ESTATES
from voc.text.mask.name_words import FAMILY_STARTS
from voc.text.mask.numbers import PROVINCES, SPOKEN
from voc.text.openings import openings
from voc.text.places import Places

__all__ = ["FAMILIES", "hinted"]

_SEPARATOR = "\x1e"
_END = r"(?=[\x1e\n]|$)"
_GAP = r"[^\w\n\x1e，。！？；：、（）(\[\]【】:,%+*=<>|&]{0,2}"
_F = f"[{FAMILY_STARTS}]"
_CALLED = f"[{FAMILY_STARTS}小老阿大买古努艾热迪巴帕玉]"
_COUNT = "0-9一二三四五六七八九十百零〇幺"
_ROLE_BEFORE = (
    "系络件货订定约住保机卡户诊修案诉报请办票款益单买险病本姓真全大署签落房车业乘旅租患学考家收托护借贷"
    "租馈映言电事害证信荐绍用记有参缴餐游行充账号伤产法"
)
_BETWEEN = "姓名字是为叫做业主客户我俺家的爸妈写登记:： "
_KIN = "爸妈亲公婆生太人夫子象友儿女孩宝贝友事学奶爷姥父母哥姐弟妹叔舅甥侄闺娘爹姑姨嫂"

# In any text
_HINTS: dict[str, tuple[str, ...]] = {
    "number": (
        rf"[{SPOKEN}0-9](?:[ ,，、.。·—-]{{0,2}}[{SPOKEN}0-9]){{5}}",
        r"[称名旺D](?<=[昵网户员旺号信博戏I].)[叫是为:： ]{0,3}[“\"「『\u4e00-\u9fa5A-Za-z0-9]",
        r"[称名号](?<=[昵网员站音博手戏].)[\u4e00-\u9fa5A-Za-z0-9_·]{2,20}"
        r"(?:[，。！？；、,;!?）)\n\x1e被]|$)",
    ),
    "birth": (
        r"生[日于辰的]?[是为:： ]{0,2}[0-9一二]",
        r"[日0-9一二三四五六七八九十号] ?[,，]?(?:出生|生日|生[的人，。,）)\x1e]|生$)",
        r"出生[日年于月期是为:： ]{0,6}[0-9一二]",
    ),
    "address": (
        rf"[路街道巷弄同条段东西南北村屯庄寨] ?[东西南北上下甲乙丙]?[{_COUNT}][{_COUNT}-]{{0,6}}"
        r" ?[号弄巷支#组队社]",
        rf"[组社][{_COUNT}]{{1,4}}号",
        rf"坊[{_COUNT}]{{1,4}}弄",
        rf"[{ESTATES}区][东西南北中]?[A-Za-z]?[{_COUNT}]{{0,5}}"
        rf" ?[栋幢座号#期楼层\-—－][0-9A-Z{_COUNT}]?",
        rf"[{ESTATES}区][东西南北中]?[区苑院]?[A-Z0-9{_COUNT}]{{2}}",
        rf"[栋幢楼座元期][{_COUNT}东西]",
        r"[址籍住][是在为写:：]",
    ),
    "name": (
        rf"[我俺咱](?:家?的?(?:名字|名|全名|真名|大名|本名))?就?[叫名是]"
        rf"(?:做|为|的?是)?[ :：]?{_CALLED}",
        r"[叫名是](?<=[我俺咱].)[ :：]?(.)\1",
        rf"[，, ](?:名|名字)?叫{_F}",
        r"[事学友公婆子夫人儿女亲爸妈宝奶爷姥](?<=同事|同学|朋友|室友|老公|老婆|妻子|丈夫|爱人|女儿|儿子|孩子|闺女|宝宝|奶奶"
        rf"|母亲|父亲|爸爸|妈妈|爷爷|外婆|外公|姥姥|姥爷){_F}",
        rf"[系告给交知][一下到 :：]{{0,2}}{_F}[\u4e00-\u9fa5]{{1,2}}(?![\u4e00-\u9fa5])",
        r"[叫喊呼]我(?:[小老阿大]|(.)\1|[\u4e00-\u9fa5]{2}[就即])",
        rf"[叫呼喊]我{_F}",
        rf"[叫是为写字下人](?<=[名在鄙敝].)(?:[叫是为写]?的?是?)[ :：]?{_CALLED}",
        rf"[我俺咱]家?的?[\u4e00-\u9fa5]{{0,2}}[{_KIN}]的?(?:名字)?(?:叫做?|是|姓)?{_F}",
        rf"[我俺咱贵人户业生士客]姓(?:{_F}|[A-Z])",
        r"[宝子儿孩友生妹弟名奶爷婆公姥](?:的?(?:名字|小名))?叫",
        rf"[人名主客者生长款员属户证签字妇](?<=[{_ROLE_BEFORE}].)[{_BETWEEN}]{{0,8}}{_F}",
        rf"[户客员人者家民丝](?<=[客用顾会老病费买食宾贵师住居村市粉读].)[{_BETWEEN}]{{0,6}}{_F}",
        rf"[人名主客者生长款员属户证签字妇](?<=[{_ROLE_BEFORE}].)(?:姓名|名字)?[叫是为 ]?"
        r"(?: ?[:：]|是|[A-ZÀ-Þ][a-zß-ÿ]|[\u4e00-\u9fa5]{2,6}[·•])",
        r"[者生员户客子人](?<=[患学会客乘旅孩].)姓名",
        r"[长子东人头横月天午口木](?<=弓长|木子|耳东|双人|草头|三横|古月|口天|言午|双口|双木)",
        r"[男女](?<=[，, ].)[^\u4e00-\u9fa5]",
        r"是[他她我](?:的|本人)?名",
        rf"[给找系知告电叫问复诉@][一下到 :：]{{0,2}}{_F}[女先小太]",
        r"[生士太姐](?<=[先女太小].)(?:在|反|投|来|称|要|入|预|报|被|的|本|签|收)",
        rf"[客者属主人位](?<=[住乘旅患家业本病一].){_F}[先女太]",
        rf"我是[^\x1e]{{0,12}}[房室楼号栋住员户客主长者订费单]的?{_F}",
        r"我是(?:小|(.)\1)",
        r"收(?=[\x1e \n，。！,!）)；;]|$)",
        r"[收敬亲（(](?:上|启|收)",
        r"[-—礼名致上](?<=[-—敬署此].)[ ，,!！:：\n]{0,3}[\u4e00-\u9fa5]{2,4}[。 ]?" + _END,
        rf"[用以在拿是叫]{_F}[\u4e00-\u9fa5]{{1,2}}的?(?:名|身|账|户|手)",
        rf"[用以在拿是][我俺咱]家?的?[\u4e00-\u9fa5]{{1,3}}{_F}",
    ),
}
# These want a Latin letter or a digit.
_LATIN_HINTS: dict[str, tuple[str, ...]] = {
    "number": (
        rf"[0-9]{_GAP}[0-9](?:{_GAP}[0-9]){{3}}",
        r"[1lI][3-9][0-9oOlI]{9}",
        # accounts and codes with few digits
        r"[号名户信微威薇单证卡案址群码❤♥加搜站o]"
        r"(?:[是为叫:： “\"「#@]{0,4}(?:ID|id|uid|UID)?[ :：]?)"
        r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,12}[0-9_]",
        r"[tedrlnfyNDRMIFsmxXqQvV][ :：#.]{1,3}(?:is )?@?[A-Za-z][A-Za-z_.-]*[0-9_][A-Za-z0-9_.-]*",
        r"[tedrlnfyNDRMIFsmxXqQvV][ :：#.]{1,3}(?:is )?[0-9]+[A-Za-z][A-Za-z0-9_.-]{2}",
        r"[xXqQvV][A-Za-z]{0,12}[0-9_]",
        r"[泡我][:： ]{0,2}[A-Za-z0-9_-]{4}",
        r"[号信微D名户搜][是为叫:： ]{0,2}[A-Za-z]{5}",
        r"[nNdDeE](?: is|是|:|：) ?[A-Za-z]+[._-][A-Za-z]",
        r"[a-z]\.(?:com|cn|net|org|me|tv|io)(?:\.cn)?[/?]",
        r"[军士警文]字第? ?[0-9]",
        r"[A-Z][0-9]{6}\(",
    ),
    "mail": (
        r"@",
        r"[艾圈](?:特|[aA])",
        r"[#)\]）】tT] ?(?i:vip|qq|1[2368][369]|sina|sohu|gmail|outlook|hotmail|foxmail|yahoo"
        r"|aliyun|live|yeah)",
        r"箱(?:地址|账号|号)?[是为:： ]{0,3}[A-Za-z0-9][A-Za-z0-9_.-]{4}",
        r"[eE]-?[mM]ail[是为:： ]{0,3}[A-Za-z0-9]",
    ),
    "birth": (
        r"[dD](?:OB|ob|ate of b)",
        r"[bB](?:irthda|orn)",
    ),
    "computer": (
        r"[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]",
        r"[0-9]\.[0-9]{4}",
        r"[0-9A-Fa-f]:[0-9a-fA-F]{0,4}:[0-9a-fA-F]{1,4}",
        r"[:-][0-9A-Fa-f]{2}[:-][0-9A-Fa-f]{2}[:-][0-9A-Fa-f]{2}[:-]",
        r"点[0-9]{1,3}点[0-9]{1,3}点",
    ),
    "plate": (
        rf"[{PROVINCES}]牌?[ ·]?[A-Za-z] ?[·.:：\-]? ?[0-9A-Za-z{SPOKEN}] ?[0-9A-Za-z{SPOKEN}]",
        r"[牌号照][是为:： ]{0,3}[A-Za-z][A-Za-z0-9]{4}",
        r"WJ|使[ 0-9]",
    ),
    "address": (
        r"-[0-9]{1,2}-[0-9]{3}",
        r"[0-9][A-Za-z]? [A-Z][a-z']+ (?:[A-Z][a-z']+ ){0,2}[RSALDBCPTJ][a-z]",
        r"[RFABUSTLNH][a-z]+\.? ?[0-9A-Z][0-9]{0,4}[A-Za-z]?(?:/F)?, ?[A-Z0-9]",
        r"[0-9]/F",
        r"[to] [0-9]{1,5}[A-Za-z]? [A-Za-z']+ [A-Za-z' ]{0,20}"
        r"(?i:ro|st|av|la|dr|bo|co|pl|te|rd|bl|ln|lu|ji)",
        r"[Bb]ox [0-9]",
    ),
    "english": (
        r"[nN]ame(?:'s|s? [a-zA-Z]| ?[:：])",
        r"[tT]his is [A-Z]",
        r"I(?:'m| am) [A-Z][a-z]",
        r"[cC](?:alled|ontact)[ :：a-z]{1,10}[A-Z]",
        r"[uU]nder (?:name:? )?[A-Z][a-z]",
        r"[bt][yo] [A-Z][a-z]+ [A-Z][a-z]",
        r"[eEuUtTsS](?:nger|est|ient|omer) (?:name:? )?(?:M[a-z]+\.? )?[A-Z][a-z]",
        r"[aA]ttn",
        r"[sS]igned",
        r"[rRsSyYcC](?:egards|incerely|ours|heers|espectfully),?[ \n]+"
        r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}\.?" + _END,
        r"[mM]y (?:husband|wife|son|daughter|friend|mother|father|mom|dad|brother|sister|partner"
        r"|boyfriend|girlfriend|colleague),? [A-Z]",
        r"[\n—-] ?[A-Z][a-z]+(?:[-'][A-Z][a-z]+)?(?: [A-Z]\.)? [A-Z]",
        r"[音名人客][是为:： ]{0,2}[A-Z]{2}",
    ),
}
FAMILIES = frozenset(_HINTS) | frozenset(_LATIN_HINTS)


@cache
def _hints() -> Places[tuple[str, re.Pattern[str]]]:
    begun = []
    for family, patterns in chain(_HINTS.items(), _LATIN_HINTS.items()):
        for pattern in patterns:
            begins = openings(pattern)
            if begins is None:
                raise ValueError(f"a hint that can begin with anything: {pattern}")
            begun.append((begins, (family, re.compile(pattern))))
    return Places(begun)


def hinted(texts: Sequence[str]) -> dict[int, set[str]]:
    """Places of the texts that are worth a closer look, in order, and for what.

    >>> hinted(["房间很干净", "电话13912345678", "我叫王小明", "等了120分钟"])
    {1: {'number'}, 2: {'name'}}
    """
    joined = _SEPARATOR.join(texts)
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    found: dict[int, set[str]] = {}
    for place, hints in _hints().find(joined):
        for family, pattern in hints:
            if pattern.match(joined, place):
                found.setdefault(bisect_right(starts, place) - 1, set()).add(family)
    return found
