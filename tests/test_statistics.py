"""From a table of comments and scores to metrics, drivers, priorities and comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest

import voc
from voc.driver.notes import NOTES as DRIVER_NOTES
from voc.errors import VocError
from voc.metric.notes import NOTES as METRIC_NOTES
from voc.studies import Statistics, sentences

pytestmark = pytest.mark.filterwarnings("error::RuntimeWarning")

# What a guest says of a driver: blame, praise.
SAYS = {
    "wait_time": ("排队等了一个多小时", "没有排队"),
    "staff_attitude": ("服务员态度很差", "服务员很热情"),
    "taste": ("菜很难吃", "味道很好"),
    "price_level": ("价格太贵", "价格实惠"),
}
SCORE = "满意度（1-10分）"
FAST = {
    "statistics": {"bootstrap": 100},
    "sentiment": {"method": "seed"},
    "text": {"duplicate_length": 500},
    "read": {"guess_segments": False},
}


def analyse(table: pd.DataFrame, **options: Any) -> voc.Analysis:
    settings: dict[str, Any] = {"text": "评论", "codebook": "restaurant", "topics": False}
    settings |= {"progress": False, "config": FAST, **options}
    return voc.analyze(table, **settings)


def guests(n: int = 400, seed: int = 0, only: tuple[str, ...] = tuple(SAYS)) -> pd.DataFrame:
    """Guests of two branches. Waiting angers, a quick table wins nobody; the rest is linear.

    A point is a point of 1…10: waiting costs 4, taste gives or takes 1, staff and price 0.5.
    """
    rng = np.random.default_rng(seed)
    sides = pd.DataFrame(
        {driver: rng.choice([-1, 0, 1], n, p=[0.25, 0.5, 0.25]) for driver in SAYS}
    )[list(only)]
    texts = [
        "，".join(
            SAYS[driver][int(side > 0)] for driver, side in zip(sides, row, strict=True) if side
        )
        for row in sides.to_numpy()
    ]
    effect = 7 + rng.normal(0, 0.7, n)
    if "wait_time" in sides:
        effect -= 4 * (sides["wait_time"] < 0)
    for driver, points in (("taste", 1.0), ("staff_attitude", 0.5), ("price_level", 0.5)):
        effect += points * sides.get(driver, 0)
    return pd.DataFrame(
        {
            "客户号": [f"K{row:04}" for row in range(n)],
            "门店": np.where(np.arange(n) % 3 == 0, "江边店", "老街店"),
            "日期": pd.date_range("2024-01-01", periods=n, freq="12h").strftime("%Y-%m-%d"),
            "评论": [text or "和同事一起去的" for text in texts],
            SCORE: np.clip(np.round(effect), 1, 10).astype(int),
            **{
                f"评价：{driver}": 5 + 2 * sides[driver] + rng.integers(-1, 2, n) for driver in only
            },
        }
    )


@pytest.fixture(scope="module")
def run() -> voc.Analysis:
    return analyse(guests(), segments=["门店"], time="日期", id="客户号")


def told(run: voc.Analysis, key: str) -> list[str]:
    """What the notes of a run are about that begin like the sentence of a key."""
    zh = (DRIVER_NOTES | METRIC_NOTES)[key][0]
    parts = [part for part in zh.replace("{", "}").split("}")[::2] if part]
    notes = run.manifest["notes"]
    return [note["about"] for note in notes if all(part in note["zh"] for part in parts)]


def row(table: pd.DataFrame, driver: str) -> Mapping[str, Any]:
    return table.set_index("driver").loc[driver].to_dict()


# --- what drivers do ---------------------------------------------------------------------------


def test_planted_penalty_of_waiting_is_the_largest_and_basic(run):
    drivers = run.drivers
    assert drivers.loc[drivers["impact_negative"].idxmin(), "driver"] == "wait_time"
    wait = row(drivers, "wait_time")
    assert wait["kano"] == "basic"
    assert wait["impact_negative_high"] < 0 < wait["impact_shared_high"] + 100
    contrast = row(run.studies["penalty_reward"], "wait_time")
    # 4 of 9 points of the scale
    assert contrast["penalty_low"] < -100 * 4 / 9 < contrast["penalty_high"]
    assert contrast["reward_low"] < 0 < contrast["reward_high"]
    assert row(drivers, "taste")["kano"] == "performance"


def test_waiting_is_most_important_and_where_to_concentrate(run):
    importance = run.studies["importance"]
    assert importance["driver"].tolist()[:2] == ["wait_time", "taste"]
    assert importance["importance"].sum() == pytest.approx(1)
    assert set(importance["source"]) == {"text"}
    of_drivers = run.drivers.set_index("driver")["importance"]
    for found in importance.itertuples():
        assert of_drivers[found.driver] == found.importance
    wait = row(run.studies["quadrants"], "wait_time")
    assert wait["importance_low"] > wait["importance_line"]
    assert wait["quadrant"] == row(run.drivers, "wait_time")["quadrant"]


def test_shared_impacts_add_up_to_the_score_of_those_who_mention_a_driver(run):
    counted = run.comments
    score = counted.set_index("comment_id")["score"]
    said = run.opinions.loc[run.opinions["dimension"] != "overall", "comment_id"].unique()
    silent = score[~score.index.isin(said)]
    assert run.drivers["impact_shared"].sum() == pytest.approx(score.mean() - silent.mean())


def test_lift_says_who_waits_is_dissatisfied(run):
    wait = row(run.studies["lift"], "wait_time")
    assert wait["lift_low"] > 2
    assert wait["dissatisfied"] <= wait["complained"]


def test_dimensions_get_priorities_too(run):
    dimensions = run.dimensions.set_index("dimension")
    assert dimensions["importance"].idxmax() == "responsiveness"
    assert dimensions["importance"].sum() == pytest.approx(1)


# --- ratings and stated importance -------------------------------------------------------------


def test_ratings_and_text_share_one_importance_model():
    table = guests(300)
    asked = {"ratings": {driver: f"评价：{driver}" for driver in ("wait_time", "taste")}}
    run = analyse(table, questionnaire=asked)
    importance = run.studies["importance"]
    assert set(importance["source"]) == {"text", "rating"}
    assert importance["importance"].sum() == pytest.approx(1)
    # the columns of the driver table are those of the text alone
    text = run.drivers["importance"].dropna()
    assert text.sum() == pytest.approx(1)
    quadrants = run.studies["quadrants_rated"]
    assert quadrants["driver"].tolist() == ["wait_time", "taste"]


def test_stated_importance_stands_beside_derived():
    table = guests(200).assign(等位重要性=[3, 4] * 100, 口味重要性=[9, 10] * 100, 停车重要性=7)
    asked = {
        "importance": {"排队等位": "等位重要性", "taste": "口味重要性", "充电桩": "停车重要性"},
        "scales": {name: [1, 10] for name in ("等位重要性", "口味重要性", "停车重要性")},
    }
    run = analyse(table, questionnaire=asked)
    quadrants = run.studies["quadrants"].set_index("driver")
    # people call taste important and leave because of the queue; (3.5 − 1) / 9
    assert quadrants.loc["wait_time", "stated_importance"] == pytest.approx(100 * 2.5 / 9)
    assert quadrants.loc["taste", "stated_importance"] == pytest.approx(100 * 8.5 / 9)
    assert quadrants["importance"].idxmax() == "wait_time"
    stated = run.studies["stated_importance"].set_index("driver")
    assert stated.loc["充电桩", "stated_importance"] == pytest.approx(100 * 6 / 9)
    assert told(run, "rating_without_driver") == ["stated_importance"]


def test_a_battery_of_ratings_shares_its_widest_scale():
    table = guests(120).assign(甲=[1, 5] * 60, 乙=[1, 10] * 60)
    run = analyse(table, questionnaire={"importance": {"taste": "甲", "wait_time": "乙"}})
    stated = run.studies["stated_importance"].set_index("driver")["stated_importance"]
    # nobody gave more than 5 to 甲, which is still one of ten
    assert stated["taste"] == pytest.approx(100 * 2 / 9)
    assert stated["wait_time"] == pytest.approx(50)


def test_importance_and_performance_make_quadrants_without_any_score():
    table = guests(60).drop(columns=SCORE).assign(重要=[9, 10] * 30, 次要=[2, 3] * 30)
    asked = {
        "ratings": {"taste": "评价：taste", "wait_time": "评价：wait_time"},
        "importance": {"taste": "重要", "wait_time": "次要"},
    }
    run = analyse(table, questionnaire=asked)
    found = run.studies["quadrants_stated"].set_index("driver")
    assert found.loc["taste", "importance"] > found.loc["wait_time", "importance"]
    assert "quadrants_rated" not in run.studies
    assert told(run, "score_missing") == ["drivers"]


# --- weights, joins, brands --------------------------------------------------------------------


def test_weights_change_metrics_as_computed_by_hand():
    table = guests(90).assign(权重=[3.0, 1.0, 0.5] * 30)
    plain, heavy = analyse(table), analyse(table, weight="权重")
    score = (table[SCORE] - 1) / 9 * 100
    value = {
        name: run.metrics.set_index("metric")["value"]
        for name, run in (("plain", plain), ("heavy", heavy))
    }
    assert value["plain"]["score"] == pytest.approx(score.mean())
    assert value["heavy"]["score"] == pytest.approx(np.average(score, weights=table["权重"]))
    taste = [row(run.drivers, "taste") for run in (plain, heavy)]
    assert taste[0]["mentions"] == taste[1]["mentions"]
    said = table["评论"].str.contains("难吃|味道")
    share = np.average(said, weights=table["权重"])
    assert taste[1]["share"] == pytest.approx(share)
    gone = table["权重"] * ~said
    impact = np.average(score, weights=table["权重"]) - np.average(score, weights=gone)
    assert taste[1]["impact"] == pytest.approx(impact)


def test_weights_reach_stated_importance():
    table = guests(60).assign(权重=[3.0, 1.0] * 30, 重要=[10, 5] * 30)
    asked = {"importance": {"taste": "重要"}, "scales": {"重要": [0, 10]}, "weight": "权重"}
    stated = analyse(table, questionnaire=asked).studies["stated_importance"]
    assert stated["stated_importance"].item() == pytest.approx((3 * 100 + 50) / 4)


def test_two_open_questions_of_a_respondent_are_one_respondent():
    table = guests(200)
    both = table.assign(建议=table["评论"].to_numpy()[::-1])
    run = analyse(both, text=["评论", "建议"], id="客户号")
    assert len(run.comments) == 400
    assert run.metrics.set_index("metric").loc["score", "n"] == 200
    assert run.studies["lift"]["complained"].max() <= 200
    assert told(run, "importance_unscored") == []


def test_own_brand_trails_where_its_guests_wait():
    table = guests(400)
    waits = table["评论"].str.contains("排队等")
    table["门店"] = np.where(waits | (np.arange(400) % 4 == 0), "江边店", "老街店")
    run = analyse(table, questionnaire={"brand": {"column": "门店", "own": "江边店"}})
    brands = run.studies["brands"]
    pooled = brands[brands["other"] == "all"].set_index("driver")
    assert pooled.loc["wait_time", "position"] == "trail"
    assert pooled.loc["score", "difference_high"] < 0
    assert pooled.loc["taste", "position"] == "level"


def test_own_brand_that_is_not_there_is_refused():
    with pytest.raises(VocError, match=r'"江辺店" is no value of the column "门店"') as caught:
        analyse(guests(30), questionnaire={"brand": {"column": "门店", "own": "江辺店"}})
    assert "brand.own" in str(caught.value)
    assert "江边店" in str(caught.value)


def test_rates_come_from_yes_and_no_and_from_codes():
    table = guests(40).assign(是否投诉=["是", "否", "否", None] * 10, 复购=[1, 2] * 20)
    asked = {"rates": {"complaint": "是否投诉", "repurchase": {"column": "复购", "yes": [1]}}}
    metrics = analyse(table, questionnaire=asked).metrics.set_index("metric")
    assert metrics.loc["complaint_rate", "value"] == pytest.approx(100 / 3)
    assert metrics.loc["complaint_rate", "n"] == 30
    assert metrics.loc["repurchase_rate", "value"] == 50
    with pytest.raises(VocError, match="which of these values mean yes"):
        analyse(table, questionnaire={"rates": {"repurchase": "复购"}})


# --- degenerate input --------------------------------------------------------------------------


def test_one_driver():
    run = analyse(guests(150, only=("wait_time",)))
    assert run.studies["importance"]["importance"].tolist() == [1.0]
    assert row(run.drivers, "wait_time")["kano"] == "basic"
    assert told(run, "quadrant_one_driver")


def test_all_scores_equal():
    run = analyse(guests(150).assign(**{SCORE: 8}), score=SCORE)
    assert run.drivers["importance"].isna().all()
    assert (run.drivers["kano"] == "").all()
    assert told(run, "importance_no_variation")
    assert told(run, "penalty_reward_no_variation")
    assert run.drivers["impact"].dropna().abs().max() == pytest.approx(0, abs=1e-9)


def test_five_respondents():
    run = analyse(guests(5, seed=3), score=SCORE)
    assert len(run.drivers)
    assert run.drivers["impact"].isna().all()
    assert run.drivers["importance"].isna().all()
    assert told(run, "importance_too_few")
    assert told(run, "impact_few")
    assert "lift" not in run.studies
    assert run.metrics.set_index("metric").loc["score", "n"] == 5


def test_a_driver_that_everybody_mentions():
    table = guests(150)
    table["评论"] = [
        "服务员很热情，" + text for text in table["评论"].str.replace("服务员", "厨师")
    ]
    run = analyse(table)
    staff = row(run.drivers, "staff_attitude")
    assert staff["share"] == 1
    assert np.isnan(staff["impact"])
    assert staff["kano"] == ""
    assert told(run, "impact_few")
    assert np.isfinite(row(run.drivers, "wait_time")["importance"])


def test_no_driver_is_mentioned():
    table = guests(60).assign(评论="和同事一起去的")
    run = analyse(table)
    assert run.drivers.empty
    assert len(run.dimensions) == 8
    assert told(run, "importance_no_drivers")
    assert len(run.metrics)


def test_identical_ratings_share_importance_equally():
    table = guests(200)
    table["评价：再问一次"] = table["评价：taste"]
    asked = {"ratings": {"taste": "评价：taste", "flavour": "评价：再问一次"}}
    run = analyse(table, questionnaire=asked)
    rated = run.studies["quadrants_rated"]
    assert rated["importance"].tolist() == pytest.approx([0.5, 0.5])
    assert told(run, "importance_ridge")


def test_scores_missing_for_nineteen_of_twenty():
    table = guests(400)
    table.loc[table.index % 20 > 0, SCORE] = None
    run = analyse(table, score=SCORE)
    assert run.drivers["importance"].isna().all()
    assert told(run, "importance_unscored") or told(run, "importance_too_few")
    assert run.metrics.set_index("metric").loc["score", "n"] == 20
    assert np.isfinite(run.drivers["satisfaction"]).all()


def test_no_score_at_all():
    run = analyse(guests(60).drop(columns=[SCORE, *(f"评价：{name}" for name in SAYS)]))
    assert told(run, "score_missing") == ["drivers"]
    assert run.drivers[["impact", "importance"]].isna().all(axis=None)
    assert not {"importance", "penalty_reward", "quadrants", "lift"} & set(run.studies)
    assert run.metrics.empty


def test_no_time_and_one_segment_value():
    table = guests(60).drop(columns="日期").assign(门店="江边店")
    run = analyse(table, segments=["门店"])
    assert not {"slopes", "alerts", "metric_trends"} & set(run.studies)
    assert run.segments["p_value"].isna().all()
    assert told(run, "segment_of_one_group")


# --- promises ----------------------------------------------------------------------------------


def test_notes_are_sentences_without_gaps_and_none_stands_twice():
    notes = analyse(guests(40)).manifest["notes"]
    assert notes
    assert all(note["zh"] and note["en"] and "{" not in note["zh"] + note["en"] for note in notes)
    assert len({tuple(sorted(note.items())) for note in notes}) == len(notes)


def test_every_sentence_takes_the_same_parameters_in_both_languages():
    from string import Formatter

    for key, (zh, en) in (METRIC_NOTES | DRIVER_NOTES).items():
        names = [
            {field for _, field, _, _ in Formatter().parse(text) if field} for text in (zh, en)
        ]
        assert names[1] <= names[0] or names[0] <= names[1], key


def test_the_same_note_is_told_once_for_a_table():
    found = Statistics()
    for _ in range(2):
        found.tell("lift", [("lift_no_dissatisfied", {})])
    found.tell("orders", [("orders_one_period", {})])
    assert found.notes == [
        *sentences("lift", [("lift_no_dissatisfied", {})]),
        *sentences("orders", [("orders_one_period", {})]),
    ]


def test_a_saved_run_keeps_studies_and_notes(run, tmp_path):
    few = analyse(guests(60), questionnaire={"ratings": {"taste": "评价：taste"}})
    few.save(tmp_path / "few")
    assert voc.load(tmp_path / "few").manifest["notes"] == few.manifest["notes"] != []
    run.save(tmp_path / "run")
    again = voc.load(tmp_path / "run")
    assert set(again.studies) == set(run.studies)
    for name, table in run.studies.items():
        pd.testing.assert_frame_equal(again.studies[name], table)


def test_same_seed_same_tables_whatever_the_order_of_the_rows():
    table = guests(150)
    shuffled = table.sample(frac=1, random_state=1).reset_index(drop=True)
    runs = [
        analyse(each, id="客户号", time="日期", segments=["门店"])
        for each in (table, table, shuffled)
    ]
    for name in ("importance", "penalty_reward", "quadrants", "lift", "metric_segments"):
        pd.testing.assert_frame_equal(runs[0].studies[name], runs[1].studies[name])
        pd.testing.assert_frame_equal(runs[0].studies[name], runs[2].studies[name])
    for name in ("drivers", "dimensions"):
        first, again, other = (getattr(each, name).drop(columns="quotes") for each in runs)
        pd.testing.assert_frame_equal(first, again)
        pd.testing.assert_frame_equal(first, other)
