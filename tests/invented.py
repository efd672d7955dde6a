"""Invented comments whose side is known, with words that the seed does not know."""

from __future__ import annotations

import random

import pandas as pd

# The seed knows these.
PRAISES = "很好 很不错 很满意 很喜欢 非常推荐 很好用 挺舒服 服务热情 质量很好 物超所值".split()
BLAMES = "很差 很失望 太糟糕 不满意 很难用 不推荐 态度恶劣 质量太差 太垃圾 后悔买".split()
_MISREAD = 0.05  # irony, other people's words: a verdict of the other side
# And says nothing of these, but the invented customers mention them with one side or the other.
OF_PRAISE = "檀木 月白色 绸带 手写卡片 老母亲 门廊 竹篮 云朵 丝绒 书签".split()
OF_BLAME = "封条 螺丝 说明书 铁皮 快递柜 底座 胶水 电话线 第三方 纸箱".split()
OF_BOTH = "昨天 今天 上周 同事 家里 公司 周末 早上 孩子 朋友".split()
LINKS = ["，", "。", "！", "，", " "]


def comment(side: int, chance: random.Random, *, verdict: float = 0.65) -> str:
    """One comment; `verdict` is how often it holds words that the seed knows."""
    things = OF_PRAISE if side > 0 else OF_BLAME
    parts = [f"{chance.choice(OF_BOTH)}收到{chance.choice(things)}"]
    if chance.random() < 0.5:
        parts.append(f"还有{chance.choice(things)}和{chance.choice(OF_BOTH)}")
    if chance.random() < verdict:
        said = -side if chance.random() < _MISREAD else side
        parts.append(chance.choice(PRAISES if said > 0 else BLAMES))
    chance.shuffle(parts)
    return chance.choice(LINKS).join(parts) + f"，批号{chance.randrange(10**6)}"


def reviews(
    number: int, praise: float = 0.5, *, verdict: float = 0.65, seed: int = 0
) -> pd.DataFrame:
    """Columns review, side (−1, 1) and stars (1, 2, 4, 5); exactly the share `praise` praises."""
    chance = random.Random(seed)
    praising = round(number * praise)
    sides = [1] * praising + [-1] * (number - praising)
    chance.shuffle(sides)
    return pd.DataFrame(
        {
            "review": [comment(side, chance, verdict=verdict) for side in sides],
            "side": sides,
            "stars": [chance.choice([4, 5] if side > 0 else [1, 2]) for side in sides],
        }
    )
