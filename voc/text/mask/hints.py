"""Which texts may hold personal data: cheap patterns over a whole chunk.

Each pattern begins with one set of characters, which the search skips to in C; a pattern of several
branches would be tried at every character and take a hundred times as long.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from voc.text.mask.names import FAMILY_STARTS
from voc.text.mask.numbers import PROVINCES, SPOKEN

__all__ = ["hinted"]

_SEPARATOR = "\x1e"
_ROLE_BEFORE = "系件货订定住保机卡户诊修案诉报请办票款益单买险病本姓真署房车业乘旅租患学考家落"
_BETWEEN = "姓名字是为叫业主我俺爸妈:： "
_KIN_BEFORE = r"[爸妈父母老先太爱儿女孩朋同奶爷哥姐弟妹][\u4e00-\u9fa5]?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[0-9][ ._()\-–·]{0,2}[0-9](?:[ ._()\-–·]{0,2}[0-9]){3}",
        r"[0-9]{3,4}:[0-9a-fA-F]{3,4}:",
        rf"[{SPOKEN}0-9][{SPOKEN}0-9 、-]{{8}}",
        rf"[{PROVINCES}] ?[A-Za-z] ?[·.\-]? ?[0-9A-Za-z] ?[0-9A-Za-z]",
        r"[号弄栋幢座巷#单](?<=[0-9一二三四五六七八九十百].)",
        # addresses and names in English
        r"[0-9][A-Za-z]? [A-Z][a-z']+ (?:[A-Z][a-z']+ ){0,2}(?:R(?:oa)?d|St|Ave|La?n|Dr|B(?:ou)?l)",
        r"[nN]ame(?:'s| is| ?[:：])",
        r"[tT]his is [A-Z]",
        r"[cC](?:alled|ontact)[ :：a-z]{1,10}[A-Z]",
        # accounts without many digits
        r"[号名户信微码DdtnfevVxXqQ][是为:： .]{0,3}[A-Za-z0-9][A-Za-z0-9_\-]{0,12}[0-9_]",
        r"[号信微D名][是为:：][ :：]?[A-Za-z]{5}",
        r"@",
        r"[艾圈](?:特|[aA])",
        r"[(\[ #](?:at[)\] ]|qq|1[2368][36]|gmail|sina)",
        # people: 我叫, 本人姓, 联系人, 收件人, 姓名, 户主, 乘客, 患者 …
        rf"我(?:就?是[{FAMILY_STARTS}]|就?叫|姓[{FAMILY_STARTS}]|名叫|的?名字|{_KIN_BEFORE}叫)",
        rf"[本贵人户业]姓[{FAMILY_STARTS}]",
        rf"[人名主客者生长款](?<=[{_ROLE_BEFORE}].)[{_BETWEEN}]{{0,6}}[{FAMILY_STARTS}]",
        rf"[人名](?<=[{_ROLE_BEFORE}].) ?[:：]",
        r"名字是",
    )
)


def hinted(texts: Sequence[str]) -> list[int]:
    """Places of the texts that are worth a closer look, in order.

    >>> hinted(["房间很干净", "电话13912345678", "我叫王小明", "等了120分钟"])
    [1, 2]
    """
    joined = _SEPARATOR.join(texts)
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    found: set[int] = set()
    for pattern in _PATTERNS:
        found.update(bisect_right(starts, hit.start()) - 1 for hit in pattern.finditer(joined))
    return sorted(found)
