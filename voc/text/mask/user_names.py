"""What people call themselves: nicknames, names of players, handles with an underscore."""

from __future__ import annotations

from collections.abc import Iterator

from voc.text.mask.found import Found, looks_for
from voc.text.mask.late import Late

__all__ = ["find_handles", "find_user_names"]

_CALLS = (
    r"(?:昵称|网名|用户名|会员名|旺旺名?|微信名|微博名|[账帐]号名|(?<=我的)(?:游戏名|账号(?=叫))"
    r"|(?:淘宝|京东|闲鱼|抖音|快手|红书|知乎|豆瓣|拼多多)名"
)
# 加tuikuan0928这个微信, 加我 fish_0928 备注退货
_ADDED = Late(
    r"(?P<wx>wxid_[a-z0-9]{6,20})"
    r"|(?:加我?|搜)[:： ]?(?P<before>(?=[A-Za-z_-]*\d)[A-Za-z][A-Za-z0-9_-]{5,20})"
    r"(?= ?(?:这个|的)?(?:微信|薇信|vx|wx|QQ|qq|好友|备注|注明|领|返))"
    # 小红书搜momo爱吃瓜77, 旺旺爱笑的猫咪2039, 微博ID：一只柠檬精
    r"|(?:小?红书|小?红薯|抖音|微博|快手|B站|b站)(?:搜索?|(?:ID|id|昵称|名)[:：])[:： ]?"
    r"(?P<app>\w{3,16})(?=$|[，。！？；、,;!?）)\n])"
    r"|(?<=\[@用户\])(?P<rest>(?:\.(?!com|cn|net|org)[A-Za-z0-9_]{2,20}){1,3})"
    r"|(?:战网|暴雪|(?i:battle ?tag|discord))(?:账号|ID|昵称)?[:： ]?(?P<tag>[^\W_]{2,12}#\d{4,6})"
    r"|群[主号](?:是|[:： ]){0,2}(?P<group>\d{6,11})(?!\d)"
    r"|(?:旺旺号?|昵称|网名|ID)[:： ]?(?P<mixed>[^\W\x00-\xff]{2,10}(?:[A-Za-z_]{1,6})?\d{2,6})"
    r"(?!\d|[^\W\x00-\xff])"
)
_NICKNAME = Late(
    rf"{_CALLS}|(?<![A-Za-z])ID)(?:[叫是为]|[:：]) ?"
    r"(?P<name>[\w·]{2,12})(?=$|[，。！？；、,;!?）)\n])"
)
_QUOTED = Late(
    rf"{_CALLS}"
    r"|(?:小红书|抖音|快手|微博|闲鱼|淘宝|知乎|豆瓣|[Bb]站|王者|游戏)(?:[账帐]号|ID|昵称|名))"
    r"(?:[叫是为]|[:： ]){0,2}[“\"「『【](?P<name>[^”\"」』】\n]{2,16})[”\"」』】]"
)
# 昵称爱吃鱼的猫被改了, b站账号今天也要摸鱼, 游戏ID一剑霜寒充了没到账
_DIRECT = Late(
    r"(?:(?:昵称|网名) ?|会员名|[Bb]站账号|抖音账号|微博账号|快手账号|角色名|游戏角色"
    r"|(?:抖音|小红书|快手|微博|[Bb]站|淘宝|闲鱼|得物|知乎|豆瓣|京东|拼多多|贴吧|游戏|网易(?:大神)?|比心|点评)"
    r"(?:名字|名|昵称|网名|(?:ID|id)) ?)"
    r"(?P<name>(?![叫是为])[\w·]{2,20}?)"
    r"(?=$|[，。！？；、,;!?）)\n]|被|充[了值]|卖了|[登找封]|的(?:买家|卖家|用户|网友|店))"
)
# lzm_0606这个号, 有意vfitxin_0926, 淘宝账号tb_秋天的老冯
_UNDERSCORE = Late(r"_(?=[^\W_])")
_HANDLE = Late(
    r"(?<![A-Za-z0-9_./@-])(?!(?i:img|dsc|vid|mmexport|wx_camera|screenshot|pd|hkey)_?)"
    # error_code_500, report_2023, mate60_pro
    r"(?![A-Za-z0-9_]{0,30}(?i:error|err_|report|page|file|code|data|log_|test|version|_pro|_max|_plus|_mini))"
    r"(?:(?=[A-Za-z0-9_]{0,40}[a-z])(?=[A-Za-z0-9_]{0,40}\d\d)(?=[A-Za-z0-9_]{6})[A-Za-z][A-Za-z0-9]{1,19}"
    r"(?:_[A-Za-z0-9]{1,19}){1,3}"
    r"|(?:(?<=[号名称家主D])|(?<=旺旺))(?![名码是为叫在哪的]) ?[^\W_]{1,10}_[^\W_]{1,12}?"
    r"(?=$|[\W_]|在|被|这个))"
    r"\**(?![A-Za-z0-9.@/=(])"
)
_NO_ACCOUNT = Late("违规|显示|修改|无法|什么|怎么|不了|不能|[吗呢么]$")
_NO_NICKNAME = Late(
    r"取名|^起|手机|邮箱|什么|违规|默认|中文|英文|乱码|^不|不[能了让是对]|没|重|随便|自动|系统|错|空|一样|哪|谁|必|随机|一串|数字"
    r"|字母|汉字|唯一|免费|假|真的|太|重复|显示|修改|改|可以|能|就|包含|里面|栏|设置|怎么|审核|消失|丢失|没了|不见|异常|数据|画面|敏感|长度|一直|和|与|都|也能"
    r"|还|带|只|一个|[的了吗吧呢么很]$"
)


@looks_for(_ADDED, _NICKNAME, _DIRECT, _QUOTED)
def find_user_names(text: str) -> Iterator[Found]:
    """Nicknames and names of users, behind a word that says so.

    >>> said = "昵称爱吃鱼的猫被改了，昵称改不了，小红书搜momo爱吃瓜77"
    >>> [said[hit.start : hit.end] for hit in find_user_names(said)]
    ['momo爱吃瓜77', '爱吃鱼的猫']
    """
    for hit in _ADDED.finditer(text):
        group = hit.lastgroup or "app"
        if not _NO_ACCOUNT.search(hit[group]) or hit[group][-1].isdigit():
            yield Found(*hit.span(group), "account")
    for hit in _NICKNAME.finditer(text):
        told = hit.group()[: hit.start("name") - hit.start()].rstrip()[-1] in ":："
        if not (_NO_ACCOUNT if told else _NO_NICKNAME).search(hit["name"]):
            yield Found(*hit.span("name"), "account")
    for hit in _DIRECT.finditer(text):
        if not _NO_NICKNAME.search(hit["name"]):
            yield Found(*hit.span("name"), "account")
    for hit in _QUOTED.finditer(text):
        yield Found(*hit.span("name"), "account")


@looks_for(_UNDERSCORE)
def find_handles(text: str) -> Iterator[Found]:
    """Names with an underscore, which hardly anything else has: sunny_0417, 小鱼干_77.

    >>> said = "被骚扰了，lzm_0606这个号都换了，淘宝账号tb_秋天的老冯，TL_WR340G"
    >>> [said[hit.start : hit.end] for hit in find_handles(said)]
    ['lzm_0606', 'tb_秋天的老冯']
    """
    end = 0
    for mark in _UNDERSCORE.finditer(text):
        for first in range(max(end, mark.start() - 20), mark.start()):
            if hit := _HANDLE.match(text, first):
                yield Found(*hit.span(), "account")
                end = hit.end()
                break
