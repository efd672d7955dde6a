"""Columns of exports for the tests of their roles."""

from __future__ import annotations

SENTENCES = [
    "值机排了四十分钟，柜台就开了两个",
    "空姐很有耐心，孩子哭闹她还拿了玩具来",
    "餐食凉的，问能不能热一下说不行",
    "没啥说的，挺好",
    "延误三小时没人解释，地面服务太差了",
    "座椅间距太小，腿都伸不直",
    "登机快，行李也很快就到了",
    "App 老是闪退，改签还得打电话",
    "wifi 连不上，娱乐屏幕也是黑的",
    "整体满意，下次还会选",
    "毛毯有味道，换了一条还是有",
    "机长广播很清楚，落地平稳",
]


N = len(SENTENCES)


def spread(*values: object) -> list[object]:
    return [values[place % len(values)] for place in range(N)]
