"""The word list that an analyst jots down in five minutes: the least that voc has to beat.

Written once, from knowledge of restaurants alone, and not tuned on any data. A driver is mentioned
when one of its words occurs; the polarity is that of the words of praise and blame in the same
clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

DRIVERS = {
    driver: words.split()
    for driver, words in {
        "traffic_convenience": "交通 地铁 公交 打车 车站 开车 步行 顺路",
        "distance_from_business_district": "商圈 商场 市中心 万达 购物 逛街 步行街 广场",
        "easy_to_find": "好找 难找 找到 位置 门口 路口 显眼 隐蔽 导航",
        "wait_time": "排队 等位 等了 拿号 取号 叫号 人多 预约",
        "staff_attitude": "服务 服务员 态度 店员 老板 热情 礼貌 周到",
        "parking": "停车 车位 停车场 停车费 车库",
        "serving_speed": "上菜 上餐 出菜 催菜 速度 上得",
        "price_level": "价格 价位 贵 便宜 人均 消费 价钱 实惠",
        "value_for_money": "性价比 划算 值 物有所值 物美价廉 超值",
        "discount": "团购 优惠 打折 折扣 代金券 活动 套餐 会员",
        "decoration": "装修 环境 装饰 风格 布置 氛围 情调 格调",
        "noise": "吵 安静 嘈杂 吵闹 清静 噪音 音乐",
        "space": "空间 宽敞 拥挤 座位 位子 面积 店面 包厢",
        "cleanliness": "干净 卫生 脏 整洁 苍蝇 油腻腻 清洁",
        "portion": "分量 份量 量大 量足 量少 一大份 吃不完 很大",
        "taste": "味道 口味 好吃 难吃 美味 新鲜 入味 口感 鲜 嫩",
        "look": "摆盘 卖相 颜色 外观 精致 好看 造型 色泽",
        "recommendation": "推荐 招牌 必点 特色 值得一试 介绍",
        "overall": "总体 整体 总的来说 总之 体验 感觉 满意 失望",
        "repurchase_intention": "下次 再来 还会来 回头客 不会再 再去 第二次 常来",
    }.items()
}
PRAISE = (
    "好 不错 棒 赞 喜欢 满意 好吃 美味 新鲜 入味 嫩 热情 周到 礼貌 干净 整洁 舒服 舒适 安静 宽敞 "
    "方便 快 便宜 实惠 划算 值 超值 优惠 精致 好看 漂亮 丰富 足 大 推荐 "
    "惊喜 完美 地道 开心 再来 还会 好找"
).split()
BLAME = (
    "差 难吃 失望 贵 脏 慢 吵 嘈杂 小 少 难找 拥挤 挤 冷淡 冷漠 不耐烦 恶劣 油腻 腻 咸 淡 硬 老 "
    "腥 糟 坑 一般 普通 后悔 难喝 不新鲜 不值 不会再 恶心 破 旧 无语 投诉 等了 没味道 不足"
).split()

_CLAUSE = re.compile(r"[^，。！？；,!?;~～…\s]+")
_JUDGING = re.compile(
    "(不太|不是很|不怎么|不够|没有|不|没)?("
    + "|".join(sorted({*PRAISE, *BLAME}, key=len, reverse=True))
    + ")"
)
_NAMING = {driver: re.compile("|".join(words)) for driver, words in DRIVERS.items()}


def evaluations(text: str) -> list[tuple[int, int, float]]:
    """Start, end and polarity −1 or 1 of every word of praise or blame; 不 or 没 turns it.

    >>> evaluations("味道不错，服务不太好")
    [(2, 4, 1.0), (7, 10, -1.0)]
    """
    return [
        (hit.start(), hit.end(), -side if hit[1] else side)
        for hit in _JUDGING.finditer(text)
        for side in [1.0 if hit[2] in PRAISE else -1.0]
    ]


def judgements(text: str) -> Iterator[tuple[str, float]]:
    """Each driver that a clause names, with the mean polarity of the clause, 0 without a word.

    >>> list(judgements("味道不错，停车也要排队"))
    [('taste', 1.0), ('wait_time', 0.0), ('parking', 0.0)]
    """
    for clause in _CLAUSE.findall(text):
        sides = [side for _, _, side in evaluations(clause)]
        polarity = sum(sides) / len(sides) if sides else 0.0
        for driver, naming in _NAMING.items():
            if naming.search(clause):
                yield driver, polarity
