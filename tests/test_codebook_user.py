"""A codebook as a user writes it in ten minutes, for an industry that voc has none for."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import voc
from voc.cli import app
from voc.codebooks import all_faults
from voc.lexicon import load_codebook

GYM = """
name = "gym"
label = "健身房"

[drivers.coach]
label = "教练"
dimension = "保证性"
terms = ["教练", "私教", "带课老师", "团课老师", "动作指导", "训练计划", "体测", "教练水平"]

[drivers.selling]
label = "推销"
dimension = "empathy"
terms = ["推销", "卖课", "买课", "续费电话", "销售顾问", "会籍顾问", "会籍", "办卡话术"]

[drivers.equipment]
label = "器械"
dimension = "tangibles"
terms = ["器械", "器材", "跑步机", "哑铃", "龙门架", "史密斯机", "划船机", "卧推架"]

[drivers.crowd]
label = "拥挤程度"
dimension = "tangibles"
terms = ["人流量", "高峰期", "晚高峰", "更衣柜数量", "排队等器械", "位置不够", "人挤人", "占着不走"]

[drivers.shower]
label = "淋浴更衣"
dimension = "tangibles"
terms = ["淋浴", "淋浴间", "更衣室", "热水", "储物柜", "吹风机", "洗澡", "水压"]

[drivers.classes]
label = "团课"
dimension = "product"
terms = ["团课", "瑜伽课", "动感单车", "搏击课", "普拉提", "课表", "约课", "课程安排"]

[drivers.hygiene]
label = "卫生"
dimension = "tangibles"
terms = ["卫生", "汗味", "消毒", "毛巾", "地板", "瑜伽垫", "清洁", "通风"]

[drivers.price]
label = "价格"
dimension = "price"
terms = ["年卡", "月卡", "次卡", "价格", "会费", "私教课价格", "转卡费", "优惠"]

[drivers.contract]
label = "合同退费"
dimension = "reliability"
terms = ["退费", "退卡", "合同", "违约金", "停卡", "转卡", "冻结", "跑路"]

[drivers.hours]
label = "营业时间"
dimension = "responsiveness"
terms = ["营业时间", "开门时间", "闭店时间", "24小时", "节假日营业", "开门", "关门", "营业到"]
"""

COMMENTS = [
    ("教练很专业，动作指导也细", {"coach"}, "positive"),
    ("私教态度太差，一直玩手机", {"coach"}, "negative"),
    ("一进门就推销，烦死了", {"selling"}, "negative"),
    ("会籍顾问很热情", {"selling"}, "positive"),
    ("器械很新，哑铃齐全", {"equipment"}, "positive"),
    ("跑步机坏了好几台没人修", {"equipment"}, "negative"),
    ("晚高峰太挤了，根本练不了", {"crowd"}, "negative"),
    ("淋浴间很干净", {"shower"}, "positive"),
    ("热水忽冷忽热，更衣室又脏又小", {"shower"}, "negative"),
    ("团课很有意思", {"classes"}, "positive"),
    ("瑜伽课太难约了", {"classes"}, "negative"),
    ("汗味很重，通风太差", {"hygiene"}, "negative"),
    ("毛巾干净，消毒到位", {"hygiene"}, "positive"),
    ("年卡很划算", {"price"}, "positive"),
    ("私教课价格太贵了", {"price"}, "negative"),
    ("退费难，拖了三个月", {"contract"}, "negative"),
    ("合同全是霸王条款", {"contract"}, "negative"),
    ("营业时间太短，下班赶不上", {"hours"}, "negative"),
    ("器械不错，但是教练不负责任", {"equipment", "coach"}, None),
    ("价格实惠，淋浴也方便", {"price", "shower"}, "positive"),
]


@pytest.fixture
def gym(tmp_path: Path) -> Path:
    path = tmp_path / "gym.toml"
    path.write_text(GYM, encoding="utf-8-sig")  # as Notepad saves it
    return path


def test_the_codebook_has_no_fault(gym: Path) -> None:
    assert all_faults(gym) == []
    book = load_codebook(gym)
    assert len(book.drivers) == 10
    assert {len(driver.terms) for driver in book.drivers.values()} == {8}


def test_its_drivers_are_found_in_comments(gym: Path) -> None:
    table = pd.DataFrame({"评论": [comment for comment, _, _ in COMMENTS]})
    run = voc.analyze(table, text="评论", codebook=gym, topics=False, progress=False)
    for (comment, drivers, label), found in zip(
        COMMENTS, run.comments.to_dict("records"), strict=True
    ):
        assert drivers <= set(found["drivers"]), comment
        assert set(found["drivers"]) <= {*drivers, "overall"}, comment
        assert label in (None, found["label"]), comment
    assert run.drivers.set_index("driver").loc["coach", "label_en"] == "教练"
    assert set(run.drivers["driver"]) >= {
        driver for _, drivers, _ in COMMENTS for driver in drivers
    }


def test_the_command_line_takes_it(
    gym: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    pd.DataFrame({"评论": [comment for comment, _, _ in COMMENTS]}).to_csv("gym.csv", index=False)
    app(args=["codebook", "check", "gym.toml"], standalone_mode=False)
    app(
        args=["analyze", "gym.csv", "-k", "gym.toml", "-o", "out", "--no-topics"],
        standalone_mode=False,
    )
    told = capsys.readouterr().out
    assert "gym.toml: ok" in told and "健身房 (gym)" in told
    assert voc.load("out").codebook is not None
