"""Which codebook `auto` picks."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import voc
from voc.lexicon.fit import MINIMUM, best_codebook

COMMENTS = {
    "hotel": ["前台办入住很快", "床垫太软，隔音差", "早餐种类少，房间有霉味", "退房还要查房"],
    "airline": ["飞机晚点三个小时", "空姐很亲切", "座椅间距小，腿都伸不直", "机上餐食一般"],
    "telecom": ["宽带老是掉线", "套餐偷偷扣费", "5G信号时有时无", "流量不够用，营业厅办不了"],
    "hospital": ["挂号排了一上午", "医生问诊很仔细", "护士打针不疼", "抽血窗口太少"],
    "logistics": ["快递员不送货上门", "包裹被压坏了", "物流信息三天没更新", "驿站乱收费"],
    "restaurant": ["上菜慢", "牛肉很嫩，锅底够味", "骑手态度好", "点了两个菜，分量小"],
}


@pytest.mark.parametrize("industry", list(COMMENTS))
def test_the_industry_is_recognised_by_its_words(industry: str) -> None:
    name, fits = best_codebook(COMMENTS[industry])
    assert name == industry == fits[0].codebook
    assert fits[0].fit >= MINIMUM
    assert [fit.fit for fit in fits] == sorted((fit.fit for fit in fits), reverse=True)


def test_without_words_of_an_industry_it_is_general() -> None:
    assert best_codebook(["很好", "不错", "态度差"])[0] == "general"
    assert best_codebook([])[0] == "general"


def test_traditional_characters_do_not_matter() -> None:
    assert best_codebook(["寬頻老是斷線", "套餐偷偷扣費", "訊號很差，流量不夠用"])[0] == "telecom"


def test_english_terms_match_whole_words() -> None:
    name, _ = best_codebook(["The flight was delayed", "cabin crew were kind", "no legroom"])
    assert name == "airline"


def test_a_run_says_what_was_picked() -> None:
    table = pd.DataFrame({"评论": COMMENTS["hotel"]})
    run = voc.analyze(table, text="评论", codebook="auto", topics=False, progress=False)
    record: dict[str, Any] = run.manifest["codebook"]
    assert record["name"] == "hotel"
    assert next(iter(record["fits"])) == "hotel"
    assert "bed_sleep" in run.drivers["driver"].tolist()
    assert "chosen by fit: hotel" in run.summary("en")
    assert "自动选择" in run.summary("zh")
