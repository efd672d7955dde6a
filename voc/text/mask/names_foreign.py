"""Names that are not of Chinese build, in Chinese characters: 阿依古丽·买买提, 次仁卓玛, 佐藤美咲.

Known by the parts they are made of, wherever they stand; `voc.text.mask.name_cues` finds others
behind words that introduce a name.
"""

from __future__ import annotations

from collections.abc import Iterator

from voc.text.mask.foreign_parts import (
    JAPANESE,
    JAPANESE_GIVEN,
    LONG,
    MONGOLIAN,
    TIBETAN,
    TURKIC,
    YI,
    YI_GIVEN,
)
from voc.text.mask.found import Found, looks_for
from voc.text.mask.late import HAN, Late, just_before
from voc.text.mask.name_cues import ROLES
from voc.text.mask.name_tables import public
from voc.text.mask.name_words import ANY_FAMILY, STAFF

__all__ = ["find_foreign_names"]

_SUFFIX = "(?:江|汗|罕|木|甫|拉|古)?"
_SOUNDS = "[热合曼外力拉克里木哈米提吉孜则尼艾买尔塞麦亥帕沙塔瓦依甫江]"
_MONGOLIAN_PART = MONGOLIAN.replace("|夫", "").replace("|图", "")
_SERVANT = rf"阿[卜布不](?:杜|都)(?:{_SOUNDS}{{2,4}}|拉)"  # 阿卜杜外力
_SIDE = rf"(?:{_SERVANT}|{TURKIC}){{1,4}}{_SUFFIX}"
# What follows names of mountains, lakes and shops that are called after somebody
_PLACE = (
    r"(?!的店|家的店|[山湖寺峰河村乡镇县市区路街站]|拉山|雪山|神山|圣湖|垭口|机场|草原|牧场|沙漠|苏木|嘎查|林卡"
    r"|[^\W\x00-\xff]{0,2}(?:餐|饭店|客栈|酒店|宾馆|民宿|烤肉|抓饭|大盘鸡|火锅|羊肉|牛肉|干果|超市|商店|品牌)"
    r"|花(?!了)|牌|德勒)"
)
_DOTTED = Late(rf"(?:{_SIDE}|{YI})[·•](?:{_SIDE}(?![·•])|{HAN}{{2,7}}(?=$|[\W\d_]|先生|女士|的))")
# What stands before the dot is sought backwards; 伊丽莎白·吴女士
_DOT = Late(rf"[·•](?:{_SIDE}|{ANY_FAMILY}(?=女士|先生|小姐|同学|老师))")
_PART = Late(rf"{_SIDE}$")
_BEFORE_DOT = Late(rf"(?:^|[\W\d_叫是的商师员]|{ROLES})(?P<name>[^\W\x00-\xff叫是的]{{2,5}})$")
_WHOLE = Late(
    rf"(?<![·•])(?P<name>(?:{TURKIC}{{2,4}}|{_SERVANT}|{LONG}){_SUFFIX}(?![·•])|{TIBETAN}{TIBETAN}|{YI}{YI_GIVEN}[么莫]?"
    rf"|{MONGOLIAN}{{2,3}}|{JAPANESE}{JAPANESE_GIVEN}){_PLACE}"
    # 阮氏红, 陈氏秋同学
    rf"|(?<!{HAN})(?P<thi>[阮黎潘裴邓冯范武吴陈胡杜]氏{HAN}{{1,2}})(?=$|[\W\d_]|同学|女士|小姐|老师)"
    # 客户贡布(藏族), 隔壁班那日松同学
    rf"|(?P<part>{_MONGOLIAN_PART}|{TIBETAN}|{LONG})(?=[，,]?[（(]?(?:藏|蒙古?|维吾尔|维|哈萨克?)族|同学)"
)
_POLITE = Late(
    rf"(?P<name>(?!田中|小林|山口|山下|本间){JAPANESE}(?:先生|女士|小姐|太太|桑))(?!服务|态度)"
)
# 伊万诺夫先生: the name is sought backwards
_RUSSIAN = Late(r"(?:[诺洛托科]夫|斯基|维奇|[诺洛托科]娃|耶娃)(?:先生|女士|小姐|太太)")
_BEFORE_RUSSIAN = Late(rf"(?:^|[\W\d_的叫是和找])(?P<name>(?!的){HAN}{{1,4}})$")
# Дмитрий Соколов, 김민수: between Chinese it is a name
_CYRILLIC = Late(r"(?<![А-Яа-яЁё ])(?:[А-ЯЁ][а-яё]{1,15} ){1,2}[А-ЯЁ][а-яё]{2,15}(?! ?[А-Яа-яЁё])")
# Family names of three in four Koreans, and two characters
_KOREAN = Late(
    r"(?<![가-힣] )(?<![가-힣])"
    r"[김이박최정강조윤장임한오서신권황안송류홍전고문양손배백허유남심노하곽성차주우구민나진지엄채원천방공현]"
    r"[가-힣]{2}(?! ?[가-힣])"
)
# Parts that make a place or another word together
_NOBODY = frozenset(
    "拉姆拉措 乌兰布和 乌兰图 乌云图 巴音图 白音图 图图 夫夫 图夫 古丽古丽 努尔图".split()
)


@looks_for(_DOTTED, _DOT, _WHOLE, _POLITE, _RUSSIAN, _CYRILLIC, _KOREAN)
def find_foreign_names(text: str) -> Iterator[Found]:
    """Names of Uyghurs, Tibetans, Mongolians, Yi and Japanese.

    >>> said = "阿依古丽·买买提和次仁卓玛在格桑花旁等佐藤美咲"
    >>> [said[hit.start : hit.end] for hit in find_foreign_names(said)]
    ['阿依古丽·买买提', '次仁卓玛', '佐藤美咲']
    """
    for hit in _DOTTED.finditer(text):
        yield Found(*hit.span(), "name")
    for hit in _DOT.finditer(text):
        before = just_before(_BEFORE_DOT, text, hit.start(), 12)
        if before and not just_before(_PART, text, hit.start(), 12):
            yield Found(before[1] + before[0].start("name"), hit.end(), "name")
    for hit in _WHOLE.finditer(text):
        if hit.group() not in _NOBODY and hit.group() not in public():
            yield Found(*hit.span(), "name")
    for hit in _POLITE.finditer(text):
        if not STAFF.search(text[max(0, hit.start() - 12) : hit.start()]):
            yield Found(*hit.span("name"), "name")
    for pattern in (_CYRILLIC, _KOREAN):
        for hit in pattern.finditer(text):
            yield Found(*hit.span(), "name")
    for hit in _RUSSIAN.finditer(text):
        if before := just_before(_BEFORE_RUSSIAN, text, hit.start(), 5):
            yield Found(before[1] + before[0].start("name"), hit.end(), "name")
