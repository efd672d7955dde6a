"""A survey of a noodle restaurant, as 问卷星 exports it: by text and by code."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

ABOUT = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "总分"]
STORES = ("徐家汇店", "人民广场店", "五角场店")
DISHES = ("红烧牛肉面", "葱油拌面", "小笼包", "其他【请注明】")
WRITTEN = {2: "生煎，底子脆的那种", 9: "酸梅汤"}  # by row, beside the last dish
GRADES = ("非常不满意", "不满意", "一般", "满意", "非常满意")
RANKED = ("口味", "价格", "上菜速度")
SAYS = (
    "面很劲道，汤头也鲜👍",
    "排队排了四十分钟，叫号还叫错了",
    "服务员小妹态度老好额",
    "价格有点小贵，分量也少了",
    "无",
    "(空)",
    "牛肉给的挺多，就是太咸了点",
    "空调太冷，桌子油腻腻的没人擦",
    "没有",
    "外卖 app 下单总是卡住，希望改进一下",
    "上菜快，出餐口很干净",
    "小笼包皮厚馅少，不如以前",
)
N = 36


def dish_ticks(row: int) -> list[int]:
    """0 and 1 for each dish; row 5 skipped the question."""
    last = row in WRITTEN or row == 20
    return [int(row % 2 == 0), int(row % 3 == 0), int(row % 2 == 1), int(last)]


def answers(row: int, *, by: str) -> dict[str, Any]:
    """One answer sheet, 0-based, with the headers of its columns."""
    coded = by == "code"
    sex, store, grade = row % 2, row % 3, (row * 7 + 2) % 5
    places = [1 + (row + step) % 3 for step in range(3)]
    sheet: dict[str, Any] = dict(
        zip(
            ABOUT,
            (
                row + 1,
                f"2024/3/{1 + row % 28} 10:{row:02d}:07",
                f"{60 + 13 * row}秒",
                ("微信", "手机提交", "链接")[row % 3],
                "http://weixin.qq.com" if row % 3 == 0 else "直接访问",
                f"114.88.{row}.{row + 7}(上海-上海)",
                10 + row % 9,
            ),
            strict=True,
        )
    )
    sheet["1、您的性别 "] = 1 + sex if coded else "男女"[sex]
    sheet["2、您常去的门店"] = 1 + store if coded else STORES[store]
    ticks = dish_ticks(row)
    if coded:
        for dish, tick in zip(DISHES, ticks, strict=True):
            sheet[f"第3题({dish})"] = -3 if row == 5 else tick
    else:
        chosen = [dish for dish, tick in zip(DISHES, ticks, strict=True) if tick]
        written = f"〖{WRITTEN[row]}〗" if row in WRITTEN else ""
        sheet["3、您点过哪些 "] = "(跳过)" if row == 5 else "┋".join(chosen) + written
    sheet["4、您有多大可能把我们推荐给朋友？"] = -2 if row == 7 else (row * 3) % 11
    sheet["5、总体满意度"] = grade + 1 if coded else GRADES[grade]
    for place, part in enumerate(("环境", "服务")):
        header = f"第6题({part})" if coded else f"6、请打分—{part}"
        sheet[header] = 1 + (row + place * 2) % 5
    if coded:
        for factor, place_of in zip(RANKED, places, strict=True):
            sheet[f"第7题({factor})"] = place_of
    else:
        order = sorted(zip(places, RANKED, strict=True))
        sheet["7、选店时最看重什么，请排序"] = "→".join(factor for _, factor in order)
    sheet["8、您对我们还有什么建议？ "] = SAYS[row % len(SAYS)]
    return sheet


def survey(rows: Iterable[int] = range(N), *, by: str = "text") -> list[list[Any]]:
    """Header and rows of an export."""
    sheets = [answers(row, by=by) for row in rows]
    return [list(sheets[0]), *([*sheet.values()] for sheet in sheets)]


def write_xlsx(path: Path, grid: Sequence[Sequence[Any]]) -> Path:
    with Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("Sheet1")
        for place, row in enumerate(grid):
            sheet.write_row(place, 0, row)
    return path


def write_csv(path: Path, grid: Sequence[Sequence[Any]], encoding: str = "utf-8-sig") -> Path:
    with path.open("w", encoding=encoding, errors="ignore", newline="") as file:
        csv.writer(file).writerows(grid)
    return path
