"""Comments on an invented library, and a codebook that knows some of what they speak of."""

from __future__ import annotations

import random

import pandas as pd

CODEBOOK = """
name = "library"
label = { zh = "图书馆", en = "Library" }

[drivers.overall]
label = { zh = "总体", en = "Overall" }
dimension = "overall"
terms = ["图书馆"]

[drivers.seats]
label = { zh = "座位", en = "Seats" }
dimension = "tangibles"
terms = ["座位", "桌子", "椅子"]

[drivers.staff]
label = { zh = "馆员", en = "Staff" }
dimension = "empathy"
terms = ["管理员", "工作人员"]
implied_by = ["热情"]

[drivers.lending]
label = { zh = "借还", en = "Lending" }
dimension = "reliability"
terms = ["借书", "借书机", "借书证"]
"""

# What a customer of an invented library says of one thing; the codebook knows the first noun.
SEATS = [
    "座位太少，书包占座的人不少",
    "桌子很干净，自习室也宽敞",
    "占座严重，根本没有座位",
    "自习室的椅子舒服，占座没人管",
    "座位舒服，自习室插座也够",
    "占座的太多，椅子都不够坐",
]

STAFF = [
    "管理员态度很好，保安大叔也很热情",
    "一楼保安大叔很凶，工作人员冷淡",
    "工作人员耐心，志愿者很贴心",
    "志愿者热情，管理员说话温和",
    "幸好保安大叔热情地指路",
]

LENDING = [
    "借书机很好用，借阅柜老是坏",
    "门口借阅柜故障，借书证也刷不出来",
    "借书方便，新借阅柜放在门口",
    "借书证办理很快，而借阅柜开门慢",
]

ELSE = [
    "昨天第一次去，图书馆不错",
    "总体很满意",
    "一般般吧",
    "离家近，挺好的",
    "周末去的，人山人海",
]


def comments(number: int = 240, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return [
        "。".join(chance.choice(said) for said in chance.sample([SEATS, STAFF, LENDING, ELSE], 2))
        for _ in range(number)
    ]


def table_of(texts: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"评论": [f"{text}（{place}）" for place, text in enumerate(texts)]})
