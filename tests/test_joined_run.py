"""A run of comments with a second file of scores, weights and an own brand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import voc
from voc import VocError

SAID = [
    "柜台排了四十分钟，只开一个窗口",
    "手机银行转账很方便，界面清楚",
    "客户经理特别耐心，讲得明白",
    "手续费太贵，小额账户也收",
    "网点环境一般，空调不冷",
]
FAST: dict[str, Any] = {
    "topics": False,
    "progress": False,
    "codebook": "bank",
    "config": {"statistics": {"bootstrap": 100}, "run": {"processes": 1}},
}


@pytest.fixture
def comments() -> pd.DataFrame:
    """Forty customers, of whom the first ten wrote twice."""
    ids = [f"{1001 + place}" for place in [*range(40), *range(10)]]
    texts = [SAID[place % 5] + "。" * (place // 5 % 3) for place in range(50)]
    return pd.DataFrame({"客户号": ids, "评论": texts, "网点": ["城东", "城西"] * 25})


@pytest.fixture
def scores() -> pd.DataFrame:
    """Fifty customers, of whom ten wrote nothing; ids as numbers, as Excel keeps them."""
    return pd.DataFrame(
        {
            "客户号": range(1001, 1051),
            "您有多大可能推荐我们（0-10）": [9, 3, 10, 6, 8] * 10,
            "权重": [1.0, 2.0] * 25,
        }
    )


def test_scores_of_a_second_file_count_once_a_respondent(
    comments: pd.DataFrame, scores: pd.DataFrame
) -> None:
    run = voc.analyze(comments, metrics=scores, id="客户号", **FAST)
    nps = run.metrics.set_index("metric").loc["nps"]
    assert nps["n"] == 50  # with those who wrote nothing, and nobody twice
    assert nps["value"] == pytest.approx(0.0)  # 20 promoters and 20 detractors of 50
    assert run.manifest["join"]["matched"] == 40
    unmatched = run.studies["unmatched"]
    assert unmatched["respondent_id"].tolist() == [str(name) for name in range(1041, 1051)]
    assert set(unmatched["missing"]) == {"without_comments"}
    assert run.comments["nps"].notna().all()


def test_weights_move_the_metrics(comments: pd.DataFrame, scores: pd.DataFrame) -> None:
    run = voc.analyze(comments, metrics=scores, id="客户号", weight="权重", **FAST)
    given = scores.iloc[:, 1]
    points = given.map(lambda answer: 100 if answer >= 9 else -100 if answer < 7 else 0)
    expected = (points * scores["权重"]).sum() / scores["权重"].sum()
    assert run.metrics.set_index("metric").loc["nps", "value"] == pytest.approx(expected)


def test_files_are_joined_as_tables_are(
    comments: pd.DataFrame, scores: pd.DataFrame, tmp_path: Path
) -> None:
    comments.to_csv(tmp_path / "评论.csv", index=False, encoding="gbk")
    scores.to_excel(tmp_path / "得分.xlsx", index=False, engine="xlsxwriter")
    run = voc.analyze(tmp_path / "评论.csv", metrics=tmp_path / "得分.xlsx", id="客户号", **FAST)
    assert run.manifest["counts"]["rows"] == 60
    assert [file["name"] for file in run.manifest["inputs"]["files"]] == ["评论.csv", "得分.xlsx"]
    assert run.manifest["config"]["read"]["metrics"].endswith("得分.xlsx")


def test_own_branch_is_compared_with_the_others(
    comments: pd.DataFrame, scores: pd.DataFrame
) -> None:
    run = voc.analyze(comments, metrics=scores, id="客户号", own="网点=城东", **FAST)
    brands = run.studies["brands"]
    assert set(brands["own"]) == {"城东"}
    assert set(brands["other"]) <= {"all", "城西"}
    for wrong, told in (("城东", "COLUMN=VALUE"), ("网店=城东", "网点"), ("网点=城南", "城")):
        with pytest.raises(VocError, match=told):
            voc.analyze(comments, metrics=scores, id="客户号", own=wrong, **FAST)


def test_nobody_in_both_files_is_an_error(comments: pd.DataFrame, scores: pd.DataFrame) -> None:
    strangers = scores.assign(客户号=scores["客户号"] + 5000)
    with pytest.raises(VocError, match="客户号"):
        voc.analyze(comments, metrics=strangers, id="客户号", **FAST)


def test_weights_below_zero_are_refused(comments: pd.DataFrame, scores: pd.DataFrame) -> None:
    wrong = scores.assign(权重=-1.0)
    with pytest.raises(VocError, match="权重"):
        voc.analyze(comments, metrics=wrong, id="客户号", weight="权重", **FAST)
