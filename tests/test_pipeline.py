"""The whole way from a table to the result, for each pipeline and for odd exports."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from whole_way import TABLES, analyze, reviews

from voc import Analysis


def metric(run: Analysis, name: str) -> Any:
    return run.metrics.set_index("metric").loc[name]


# --- survey --------------------------------------------------------------------------------------

QUESTIONS = ("您对我们最满意的地方是什么？", "您觉得哪里需要改进？")
ANSWERS = [
    ("空姐很热情，服务周到", "座位太窄，腿都伸不直", 9, 4, 6, "经济舱"),
    ("准点，行李也出得快", None, 10, 5, 7, "商务舱"),
    ("无", "延误三个小时没人通知", 2, 1, 2, "经济舱"),
    ("餐食味道不错", "", 8, 4, 5, "经济舱"),
    ("没有", "客服电话一直打不通，退票费太高", 3, 2, 1, "经济舱"),
    ("值机柜台效率高", "希望多点娱乐节目", 9, 5, 6, "商务舱"),
]


@pytest.fixture(scope="module")
def survey() -> Analysis:
    columns = [*QUESTIONS, "您有多大可能推荐我们（0-10分）", "总体满意度（1-5分）"]
    columns += ["办理值机的容易程度（1-7分）", "舱位"]
    table = pd.DataFrame(ANSWERS, columns=columns)
    table.insert(0, "答卷编号", [f"A{n:03d}" for n in range(len(table))])
    return analyze(table, pipeline="survey", codebook="airline")


def test_each_answer_is_a_comment_of_its_respondent(survey: Analysis) -> None:
    comments = survey.comments
    assert comments["comment_id"].is_unique
    assert len(comments) == 10  # twelve answers, two of them empty
    assert survey.manifest["counts"]["empty"] == 2
    assert comments["question"].value_counts().to_dict() == {QUESTIONS[0]: 6, QUESTIONS[1]: 4}
    first = comments[comments["respondent_id"] == "A000"]
    assert first["row"].tolist() == [0, 0]
    assert first["question"].tolist() == list(QUESTIONS)
    assert first["text"].tolist() == list(ANSWERS[0][:2])


def test_scores_are_counted_once_a_respondent(survey: Analysis) -> None:
    # 3 promoters, 1 passive, 2 detractors of 6 · 4 of 6 in the top two boxes · mean effort 4.5
    assert metric(survey, "nps")[["value", "n"]].tolist() == [pytest.approx(100 / 6), 6]
    csat = metric(survey, "csat")
    assert (csat["value"], csat["n"]) == (pytest.approx(100 * 4 / 6), 6)
    ces = metric(survey, "ces")
    assert (ces["value"], ces["n"]) == (pytest.approx(27 / 6), 6)
    for _, row in survey.metrics.iterrows():
        assert row["low"] <= row["value"] <= row["high"]


def test_main_score_is_the_recommendation_on_0_to_100(survey: Analysis) -> None:
    assert survey.manifest["outcome"] == "nps"
    assert (survey.comments["score"] == survey.comments["nps"] * 10).all()


def test_empty_answer_words_are_not_scored(survey: Analysis) -> None:
    empty = survey.comments[survey.comments["text"].isin(["无", "没有"])]
    assert empty["boilerplate"].all()
    assert empty["sentiment"].isna().all()
    assert empty["label"].isna().all()


def test_drivers_of_the_codebook_are_found_with_their_side(survey: Analysis) -> None:
    drivers = survey.drivers.set_index("driver")
    assert drivers.loc["on_time", "dimension"] == "reliability"
    assert drivers["positive"].sum() > 0
    assert drivers["negative"].sum() > 0
    assert set(survey.dimensions["dimension"]) == set(
        "tangibles reliability responsiveness assurance empathy product price overall".split()
    )
    assert survey.drivers["satisfaction"].dropna().between(0, 100).all()
    assert (survey.drivers["low"] <= survey.drivers["high"])[drivers["low"].notna().values].all()


def test_every_opinion_points_at_its_words(survey: Analysis) -> None:
    texts = survey.comments.set_index("comment_id")["text"]
    assert len(survey.opinions) >= 8
    for opinion in survey.opinions.itertuples():
        assert texts[opinion.comment_id][opinion.start : opinion.end] == opinion.text
        assert opinion.text.strip()


def test_every_quote_is_a_comment_on_its_driver(survey: Analysis) -> None:
    drivers_of = survey.comments.set_index("comment_id")["drivers"]
    for row in survey.drivers.itertuples():
        for quote in row.quotes:
            assert row.driver in drivers_of[quote]


def test_segment_of_the_survey_is_compared(survey: Analysis) -> None:
    assert "舱位" in survey.comments
    assert set(survey.segments["segment"]) == {"舱位"}
    assert set(survey.segments["value"]) == {"经济舱", "商务舱"}


# --- reviews -------------------------------------------------------------------------------------


def test_reviews_with_stars_in_words() -> None:
    stars = ["5分 超棒", "1分 很差", "4分"]
    table = reviews("房间很干净，早餐丰盛", "隔音太差，吵得睡不着", "位置方便", 评分=stars)
    run = analyze(table, codebook="hotel")
    assert run.comments["stars"].tolist() == [5.0, 1.0, 4.0]
    assert run.comments["score"].tolist() == [100.0, 0.0, 75.0]
    assert run.comments["评分"].tolist() == table["评分"].tolist()
    assert metric(run, "stars")["value"] == pytest.approx(10 / 3)
    assert run.comments["comment_id"].tolist() == ["c000001", "c000002", "c000003"]
    assert run.comments["question"].nunique() <= 1
    noise = run.drivers.set_index("driver").loc["noise"]
    assert (noise["mentions"], noise["negative"], noise["quotes"]) == (1, 1, ["c000002"])


def test_mentions_that_hurt_have_a_negative_impact() -> None:
    good = [f"房间很干净，第{n}次来了" for n in range(30)]
    bad = [f"隔音太差，{n}点还在吵" for n in range(20)]
    run = analyze(reviews(*good, *bad, 评分=[5] * 30 + [1] * 20), codebook="hotel")
    drivers = run.drivers.set_index("driver")
    # mean of all 68, without those on noise 100
    assert drivers.loc["noise", "impact"] == pytest.approx((30 * 100 + 0) / 50 - 100)
    assert drivers.loc["noise", "impact_high"] < 0
    assert drivers.loc["cleanliness", "impact_low"] > 0


def test_boilerplate_and_duplicates_are_marked_and_kept() -> None:
    run = analyze(
        reviews(
            "此用户没有填写评论",
            "房间很干净，早餐也不错哦",
            "房间很干净，早餐也不错哦",
            "很好",
            "很好",
        )
    )
    assert run.comments["boilerplate"].tolist() == [True, False, False, False, False]
    assert pd.isna(run.comments["sentiment"][0])
    assert [None if pd.isna(v) else v for v in run.comments["duplicate_of"]] == [
        *(None, None, "c000002"),
        *(None, None),  # short ones repeat by chance
    ]
    assert run.manifest["counts"]["duplicates"] == 1


def test_texts_are_cleaned_and_masked() -> None:
    run = analyze(reviews("服務很好！！！！！！打我电话13912345678", "ＷｉＦｉ太慢&nbsp;😡"))
    assert run.comments["text"].tolist() == ["服务很好！！！打我电话[手机号]", "WiFi太慢 😡"]
    assert run.comments["language"].tolist()[0] == "zh"


BOTH = "check in很慢，the staff are rude and slow"


def test_both_languages_are_scored() -> None:
    run = analyze(reviews("房间很干净", "The room was filthy and the staff were rude", BOTH))
    assert run.comments["language"].tolist() == ["zh", "en", "mixed"]
    assert run.comments["label"].tolist() == ["positive", "negative", "negative"]


# --- complaints ----------------------------------------------------------------------------------


def test_complaints_are_mostly_negative_and_keep_their_times(tmp_path: Path) -> None:
    lines = [
        ("C1", "宽带断了三天，报修没人上门", "2025-01-02 10:00", "2025-01-05 09:00"),
        ("C2", "乱扣费，开通了套餐我根本不知道", "2025-01-08 11:30", "2025-01-09 10:00"),
        ("C3", "客服态度恶劣，等了一个小时", "2025-02-03 08:00", None),
    ]
    keys = ("工单号", "投诉内容", "受理时间", "办结时间")
    table = pd.DataFrame(lines, columns=keys)
    path = tmp_path / "投诉.jsonl"
    table.to_json(path, orient="records", lines=True, force_ascii=False)
    run = analyze(path, pipeline="complaints", codebook="telecom")
    assert run.comments["label"].tolist() == ["negative"] * 3
    assert run.comments["respondent_id"].tolist() == ["C1", "C2", "C3"]
    assert run.comments["time"].dt.strftime("%m-%d %H:%M").tolist()[0] == "01-02 10:00"
    assert "办结时间" in run.comments
    assert run.drivers["impact"].isna().all()  # no score, so no impact
    assert run.manifest["outcome"] is None


# --- columns -------------------------------------------------------------------------------------


def test_other_columns_of_the_source_are_kept_as_they_are() -> None:
    table = reviews(
        "房间很干净", "太吵了", "不错", 城市=["北京", "上海", "北京"], 价格=[300, 420, 380]
    )
    run = analyze(table, text="评论")
    assert run.comments["城市"].tolist() == ["北京", "上海", "北京"]
    assert run.comments["价格"].tolist() == [300, 420, 380]
    assert "评论" not in run.comments


def test_csv_numbers_of_other_columns_are_numbers(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("评论,价格\n房间很干净,300\n太吵了,420.5\n还行,\n")
    prices = analyze(tmp_path / "a.csv", text="评论").comments["价格"]
    assert pd.api.types.is_numeric_dtype(prices)


def test_table_that_voc_wrote_can_be_read_again_without_losing_a_column() -> None:
    table = pd.DataFrame(
        {
            "review": ["房间很干净，就是隔音太差"] * 3 + ["早餐种类多，服务员热情"] * 3,
            "time": [
                "2026-01-05",
                "2026-01-07",
                "2026-02-01",
                "2026-02-03",
                "2026-03-01",
                "2026-03-04",
            ],
            "source.time": ["早上", "晚上", "早上", "晚上", "早上", "晚上"],
            "label": ["老客", "新客"] * 3,
        }
    )
    run = analyze(table, text="review", time="time", segments=["label"])
    assert run.comments["source.time"].tolist() == table["time"].tolist()
    assert run.comments["source.source.time"].tolist() == table["source.time"].tolist()
    assert run.comments["source.label"].tolist() == table["label"].tolist()
    assert set(run.segments["segment"]) == {"source.label"}
    assert set(run.segments["value"]) == {"老客", "新客"}


def test_leading_zeros_and_long_numbers_of_the_source_stay(tmp_path: Path) -> None:
    rows = ["房间很干净,010020,20250103000000012345", "太吵了,100080,20250103000000012346"]
    (tmp_path / "a.csv").write_text("\n".join(["评论,邮编,订单号", *rows]), encoding="utf-8")
    comments = analyze(tmp_path / "a.csv", text="评论").comments
    assert comments["邮编"].tolist() == ["010020", "100080"]
    assert "20250103000000012345" in comments.astype(str).to_csv()


def test_column_with_a_name_of_ours_is_kept_beside_it() -> None:
    names = ("label", "sentiment", "topic", "topics", "text", "row", "score", "nps", "drivers")
    names = (*names, "time", "topic_label")
    table = reviews("房间很干净", "太吵了", **{name: ["x", "y"] for name in names})
    run = analyze(table, text="评论")
    for name in names:
        assert run.comments[f"source.{name}"].tolist() == ["x", "y"], name
    assert run.comments["label"].tolist() == ["positive", "negative"]
    assert run.comments.columns.is_unique


def test_columns_named_by_the_user_win_over_guesses() -> None:
    table = pd.DataFrame(
        {
            "评论": ["第一条评论写得比较长，房间很干净", "第二条评论也比较长，隔音太差"],
            "备注": ["太贵了", "前台热情"],
            "A": [1, 2],
            "B": ["甲", "乙"],
        }
    )
    run = analyze(table, text="备注", score="A", segments=["B"])
    assert run.comments["text"].tolist() == ["太贵了", "前台热情"]
    assert run.comments["score"].notna().all()
    assert set(run.segments["segment"]) == {"B"}


def test_options_win_over_the_settings_even_when_they_are_the_default() -> None:
    table = reviews("房间很干净", "太吵了")
    settings = {"run": {"seed": 5}, "topics": {"enabled": False}}
    assert analyze(table, config=settings).manifest["seed"] == 5
    assert analyze(table, config=settings, seed=0).manifest["seed"] == 0


def test_unused_index_of_a_data_frame_does_not_matter() -> None:
    table = reviews("房间很干净", "太吵了", "位置方便", 评分=[5, 1, 4])
    plain = analyze(table)
    odd = analyze(table.set_index(pd.Index([7, 7, 3])))
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(odd, name), getattr(plain, name))
    assert table.columns.tolist() == ["评论", "评分"]  # and the caller's table is left alone


MOBILE = "13912345678"
HIDDEN: dict[str, Any] = {
    "as text": [MOBILE, "无", None],
    "as a number": [int(MOBILE), 13912345679, 13912345670],
    "as a number with gaps": [float(MOBILE), None, 13912345679.0],
    "with gaps, nullable": pd.array([int(MOBILE), None, 13912345679], dtype="Int64"),
    "in full width": ["１３９１２３４５６７８", "无", None],
    "in a category": pd.Categorical([MOBILE, "甲", "乙"]),
    "in a list": [[MOBILE], [], []],
}


@pytest.mark.parametrize("kind", HIDDEN)
def test_personal_data_of_other_columns_is_masked(kind: str) -> None:
    run = analyze(reviews("房间很干净", "太吵了", "位置方便", 联系=HIDDEN[kind]), text="评论")
    shown = unicodedata.normalize("NFKC", run.comments.to_csv())
    assert MOBILE not in shown


def test_respondents_known_by_their_telephone_stay_apart_but_unnamed() -> None:
    phones = [MOBILE, "13912345679", MOBILE]
    run = analyze(reviews("房间很干净", "太吵了", "位置方便", 用户=phones), text="评论", id="用户")
    ids = run.comments["respondent_id"].tolist()
    assert MOBILE not in run.comments.to_csv()
    assert ids[0] == ids[2] != ids[1]


# --- scores that are missing ---------------------------------------------------------------------


def test_missing_scores_are_left_out_of_the_means() -> None:
    comments = ["房间很干净", "太吵了", "位置方便", "前台热情"]
    run = analyze(reviews(*comments, 评分=[5, None, 1, None]))
    assert metric(run, "stars")[["value", "n"]].tolist() == [3.0, 2]
    assert run.comments["score"].isna().tolist() == [False, True, False, True]


@pytest.mark.parametrize("missing", [None, np.nan, "", "N/A", "不适用"])
def test_scores_that_are_all_missing_are_no_scores(missing: Any) -> None:
    run = analyze(reviews("房间很干净", "太吵了", 评分=[missing, missing]))
    assert run.drivers["impact"].isna().all()
    assert run.summary()


def test_all_scores_the_same_give_no_impact_but_a_mean() -> None:
    run = analyze(reviews(*[f"房间很干净，第{n}次来" for n in range(12)], 评分=[5] * 12))
    assert metric(run, "stars")["value"] == 5.0
    assert run.drivers["impact"].fillna(0).abs().max() == pytest.approx(0)
