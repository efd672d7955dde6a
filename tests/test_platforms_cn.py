"""Exports of 腾讯问卷 and 金数据: recognised, cleaned, and each column what it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from survey_exports import kinds, roles, rows_of
from wenjuanxing_sample import (
    DISHES,
    GRADES,
    SAYS,
    STORES,
    WRITTEN,
    N,
    answers,
    dish_ticks,
    write_csv,
    write_xlsx,
)

from voc.read import read

# --- 腾讯问卷


def tencent_grid() -> list[list[Any]]:
    """The survey as 腾讯问卷 exports it: a column for each option, options with letters."""
    header = [
        *("编号", "开始答题时间", "结束答题时间", "答题时长", "语言", "清洗数据结果"),
        *("地理位置国家和地区", "地理位置省", "地理位置市", "用户类型", "用户标识", "昵称"),
        *("自定义字段", "IP", "UA", "Referrer", "1.您的性别？", "2.您常去的门店："),
        *(f"3.您点过哪些？（可多选）:{dish}" for dish in DISHES[:3]),
        "3.您点过哪些？（可多选）:其他____{fillblank-1a2b}",
        *("4.您有多大可能把我们推荐给朋友", "5.总体满意度", "6.请打分:环境", "6.请打分:服务"),
        *("7.还有什么建议？", "8.您来自于：_填空1", ""),
    ]
    rows = []
    for row in range(N):
        sheet = answers(row, by="text")
        ticks = dish_ticks(row)
        rows.append(
            [
                *(row + 1, "2024-03-01 09:58:00", f"{1 + row % 28:02d}-Mar-2024 10:{row:02d}:07"),
                *(127 + row, "简体中文", "有效", "中国", "上海市" if row % 3 else "江苏省"),
                *("浦东新区", "微信", f"oX{row:06d}", f"小王{row}", "", f"101.80.2.{row}"),
                *("Mozilla/5.0 (iPhone)", "", "AB"[row % 2] + "." + "男女"[row % 2]),
                "ABC"[row % 3] + "." + STORES[row % 3],
                *(dish if tick else "" for dish, tick in zip(DISHES, ticks[:3], strict=False)),
                WRITTEN.get(row, ""),
                (row * 3) % 11,
                "ABCDE"[(row * 7 + 2) % 5] + "." + sheet["5、总体满意度"],
                *(sheet["6、请打分—环境"], sheet["6、请打分—服务"]),
                SAYS[row % len(SAYS)],
                ("安徽", "江苏", "本地")[row % 3],
                "",
            ]
        )
    return [header, *rows]


@pytest.mark.parametrize("form", ["gbk.csv", "utf-8.csv", "utf-8-sig.csv", "xlsx"])
def test_tencent_questions_have_their_kinds(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"123_202403011200.{form}"
    if form == "xlsx":
        write_xlsx(path, tencent_grid())
    else:
        write_csv(path, tencent_grid(), form.removesuffix(".csv"))
    rows = rows_of(path)
    assert rows.format.startswith("腾讯问卷, ")
    found = kinds(rows)
    questions = {name: kind for name, kind in found.items() if name[0].isdigit()}
    assert questions == {
        "1.您的性别？": "single",
        "2.您常去的门店：": "single",
        "3.您点过哪些？（可多选）": "multiple",
        "3.您点过哪些？（可多选）〖其他〗": "open",
        "4.您有多大可能把我们推荐给朋友": "nps",
        "5.总体满意度": "scale",
        "6.请打分:环境": "matrix",
        "6.请打分:服务": "matrix",
        "7.还有什么建议？": "open",
        "8.您来自于：_填空1": "single",
    }
    assert "column_31" not in rows.table  # the comma at the end of each line


def test_tencent_options_lose_their_letters_and_ticks_are_joined(tmp_path: Path) -> None:
    rows = rows_of(write_csv(tmp_path / "a.csv", tencent_grid()))
    assert rows.questions["1.您的性别？"].labels == {"A": "男", "B": "女"}
    assert rows.table["2.您常去的门店："].tolist() == [STORES[n % 3] for n in range(N)]
    assert rows.table["3.您点过哪些？（可多选）"][2] == "红烧牛肉面┋其他"
    assert rows.table["3.您点过哪些？（可多选）〖其他〗"][2] == WRITTEN[2]
    assert set(rows.table["5.总体满意度"]) == set(GRADES)


def test_tencent_roles(tmp_path: Path) -> None:
    found = roles(write_csv(tmp_path / "a.csv", tencent_grid()))
    assert (found["编号"], found["结束答题时间"], found["开始答题时间"]) == ("id", "time", "ignore")
    personal = ("用户标识", "昵称", "IP", "UA", "答题时长")
    assert {found[name] for name in personal} == {"ignore"}
    assert found["地理位置省"] == "segment"
    assert found["地理位置市"] == "ignore"  # one city alone makes no groups
    assert read(tmp_path / "a.csv").table["结束答题时间"][1].endswith("10:01:07")


# --- 金数据


def jinshuju_grid() -> list[list[Any]]:
    header = [
        *("序号", "您的性别", "点过哪些", "推荐我们的可能性（0-10）", "总体满意度", "意见和建议"),
        *(
            "手机",
            "提交人",
            "提交时间",
            "修改时间",
            "填写设备",
            "操作系统",
            "浏览器",
            "填写地区",
            "IP",
        ),
    ]
    rows = []
    for row in range(N):
        ticks = dish_ticks(row)
        chosen = [d for d, tick in zip(DISHES[:3], ticks[:3], strict=True) if tick]
        rows.append(
            [
                *(row + 1, "男女"[row % 2], ", ".join(chosen), (row * 3) % 11),
                *(GRADES[(row * 7 + 2) % 5], SAYS[row % len(SAYS)], f"1390000{row:04d}"),
                *("", f"2024-03-{1 + row % 28:02d} 10:00:00", "2024-04-01 08:00:00", "手机"),
                *("iOS 17", "微信", ("上海", "苏州")[row % 2], f"101.80.2.{row}"),
            ]
        )
    return [header, *rows]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_jinshuju_fields_have_their_kinds(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"门店反馈.{form}"
    rows = rows_of((write_csv if form == "csv" else write_xlsx)(path, jinshuju_grid()))
    assert rows.format.startswith("金数据, ")
    assert kinds(rows) == {
        "序号": "id",
        "您的性别": "single",
        "点过哪些": "multiple",
        "推荐我们的可能性（0-10）": "nps",
        "总体满意度": "scale",
        "意见和建议": "open",
        "手机": "ignore",
        "提交人": "ignore",
        "提交时间": "time",
        "修改时间": "ignore",
        "填写设备": "ignore",
        "操作系统": "ignore",
        "浏览器": "ignore",
        "填写地区": "segment",
        "IP": "ignore",
    }
    assert rows.table["点过哪些"][0] == "红烧牛肉面┋葱油拌面"
    found = roles(path)
    assert (found["意见和建议"], found["手机"], found["提交时间"]) == ("text", "ignore", "time")


def test_a_complaint_log_is_no_form(tmp_path: Path) -> None:
    grid = [["序号", "提交时间", "提交人", "IP", "内容"]]
    grid += [[n, "2024-03-01", "李四", "1.2.3.4", SAYS[n % 12]] for n in range(12)]
    assert rows_of(write_csv(tmp_path / "a.csv", grid)).format == "CSV"
