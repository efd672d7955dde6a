"""Findings claim what their intervals support, in the stated order, and never a cause."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest
from report_sample import sample

from voc.report import ReportData, render_html, summary_text
from voc.report.findings import Finding, findings

NAN = float("nan")


@pytest.fixture(scope="module")
def data() -> ReportData:
    return sample()


@pytest.fixture(scope="module")
def cautious(data: ReportData) -> ReportData:
    """A run whose driver table is all there is to make findings from."""
    apart = [column for column in data.drivers if column.startswith("impact_negative")]
    apart += [column for column in data.drivers if column.startswith("impact_positive")]
    return replace(data, drivers=data.drivers.drop(columns=apart), segments=None, studies={})


def waiting(**columns: object) -> pd.DataFrame:
    """A driver table in which complaints about waiting cost 6.0 (3.1 to 9.0)."""
    row = {
        "driver": "waiting",
        "label_zh": "等待时间",
        "label_en": "Waiting time",
        "dimension": "responsiveness",
        "mentions": 80,
        "share": 0.2,
        "positive": 10,
        "neutral": 10,
        "negative": 60,
        "satisfaction": 30.0,
        "low": 25.0,
        "high": 35.0,
        "impact": -5.0,
        "impact_low": -8.0,
        "impact_high": -2.0,
        "impact_negative": -6.0,
        "impact_negative_low": -9.0,
        "impact_negative_high": -3.1,
        "impact_positive": NAN,
        "impact_positive_low": NAN,
        "impact_positive_high": NAN,
        "kano": "basic",
        "quadrant": "undecided",
        "quotes": [[]],
    }
    return pd.DataFrame([{**row, **columns}])


def only(data: ReportData, drivers: pd.DataFrame, **studies: pd.DataFrame) -> ReportData:
    manifest = {**data.manifest, "outcome": "nps"}
    return replace(data, drivers=drivers, manifest=manifest, segments=None, studies=studies)


def headings(found: tuple[Finding, ...]) -> list[str]:
    return [finding.heading for finding in found]


@pytest.mark.parametrize(
    ("reward", "told"),
    [
        ((-0.8, 1.2), "做好了看不出加分"),  # the interval holds 0
        ((0.4, 2.4), "做差了的代价明显大于做好的收益"),  # praise wins, though less
    ],
)
def test_that_praise_wins_nothing_is_said_only_where_it_does_not_show(
    data: ReportData, reward: tuple[float, float], told: str
) -> None:
    limits = {"reward": sum(reward) / 2, "reward_low": reward[0], "reward_high": reward[1]}
    costs = {"penalty": -6.0, "penalty_low": -9.0, "penalty_high": -3.0}
    contrast = pd.DataFrame([{"driver": waiting()["driver"].iloc[0], **costs, **limits}])
    finding = findings(only(data, waiting(), penalty_reward=contrast), "zh")[0]
    assert told in finding.sentence


def test_complaint_is_told_with_its_cost_its_interval_and_its_class(data: ReportData) -> None:
    zh, en = (findings(only(data, waiting()), language)[0] for language in ("zh", "en"))
    assert zh.sentence == (
        "「等待时间」的差评对应 NPS 低 6.0 分：不计抱怨它的评论，NPS 会高出这么多。"
        "它属于基本需求：做差了的代价明显大于做好的收益。"
    )
    assert zh.certainty == "95% 区间 3.1 至 9.0。这是关联，不一定是原因。"
    assert "“Waiting time” go with an NPS 6.0 points lower" in en.sentence
    assert "It is a basic factor" in en.sentence
    assert en.certainty.startswith("95% interval 3.1 to 9.0.")
    assert (zh.tone, zh.driver) == ("negative", "waiting")


@pytest.mark.parametrize("kano", ["undecided", "indifferent", "reverse", ""])
def test_no_class_is_told_where_there_is_none(data: ReportData, kano: str) -> None:
    sentence = findings(only(data, waiting(kano=kano)), "en")[0].sentence
    assert "factor" not in sentence


def test_the_quadrant_is_told_where_it_is_certain(data: ReportData) -> None:
    certain = findings(only(data, waiting(quadrant="concentrate_here")), "zh")[0]
    assert "优先改进" in certain.sentence
    assert "优先改进" not in findings(only(data, waiting()), "zh")[0].sentence


@pytest.mark.parametrize("high", [0.0, -0.04, 1.0, NAN])
def test_a_cost_whose_interval_reaches_0_as_printed_is_not_told(
    data: ReportData, high: float
) -> None:
    found = findings(only(data, waiting(impact_negative_high=high)), "en")
    assert "Complaints that cost most" not in headings(found)


def test_choosing_the_largest_of_several_is_admitted(data: ReportData) -> None:
    other = waiting(driver="staff", label_en="Staff", impact_negative=-4.0)
    two = pd.concat([waiting(), other], ignore_index=True)
    assert "largest of 2 drivers" in findings(only(data, two), "en")[0].certainty


def test_the_second_largest_gain_is_not_called_the_largest(data: ReportData) -> None:
    gains = {"impact_positive_low": 1.0, "impact_positive_high": 9.0, "impact_negative": NAN}
    costly = waiting(**{**gains, "impact_negative": -6.0}, impact_positive=8.0)
    other = waiting(driver="staff", label_en="Staff", impact_positive=5.0, **gains)
    two = pd.concat([costly, other], ignore_index=True)
    assert "Praise that wins most" not in headings(findings(only(data, two), "en"))
    less = pd.concat([costly.assign(impact_positive=4.0), other], ignore_index=True)
    found = findings(only(data, less), "en")[1]
    assert found.heading == "Praise that wins most"
    assert "“Staff”" in found.sentence
    assert "largest of 2 drivers" in found.certainty


def test_verdicts_and_rare_drivers_are_no_findings(data: ReportData) -> None:
    assert findings(only(data, waiting(dimension="overall")), "en") == ()
    assert findings(only(data, waiting(mentions=9)), "en") == ()


def test_findings_follow_the_stated_order_and_name_no_driver_twice(studied: ReportData) -> None:
    found = findings(studied, "en")
    assert headings(found) == [
        "Complaints that cost most",
        "Sudden complaints",
        "Behind competitors",
    ]
    assert len({finding.driver for finding in found}) == 3
    alone = {key: table for key, table in studied.studies.items() if key != "alerts"}
    calm = studied.drivers.query("driver != 'staff_attitude'")
    without = findings(replace(studied, drivers=calm, studies=alone), "en")
    assert headings(without)[:2] == ["Complaints that cost most", "Praise that wins most"]


def test_important_and_unsatisfactory_comes_before_praise(data: ReportData) -> None:
    field = pd.DataFrame(
        {
            "driver": ["waiting"],
            "importance": [0.41],
            "importance_low": [0.18],
            "importance_high": [0.6],
            "satisfaction": [38.0],
            "low": [28.7],
            "high": [47.2],
            "quadrant": ["concentrate_here"],
            "satisfaction_line": [59.0],
        }
    )
    calm = waiting(impact_negative_high=1.0)
    found = findings(only(data, calm, quadrants=field), "zh")
    assert found[0].sentence == (
        "「等待时间」重要而不够满意：占可解释的得分差异的 41%，满意度 38.0，低于分界线 59.0。"
    )
    assert "重要性 18% 至 60%，满意度 28.7 至 47.2" in found[0].certainty
    field["quadrant"] = "undecided"
    assert "优先改进" not in headings(findings(only(data, calm, quadrants=field), "zh"))
    field["quadrant"] = "keep_up"
    assert headings(findings(only(data, calm, quadrants=field), "zh"))[0] == "优势所在"


def test_ratings_speak_where_comments_leave_it_open(studied: ReportData, data: ReportData) -> None:
    rated = studied.studies["quadrants_rated"].assign(quadrant="undecided")
    rated.loc[rated["driver"] == "breakfast", "quadrant"] = "concentrate_here"
    blank = {column: NAN for column in studied.drivers if column.startswith("impact_")}
    bare = replace(
        studied, drivers=studied.drivers.assign(**blank), studies={"quadrants_rated": rated}
    )
    found = findings(bare, "zh")[0]
    assert found.sentence.startswith("「早餐」重要而不够满意（按受访者打分）")
    certain = studied.studies["quadrants"].assign(quadrant="concentrate_here")
    both = replace(bare, studies={"quadrants": certain, "quadrants_rated": rated})
    assert "按受访者打分" not in findings(both, "zh")[0].sentence


def test_only_the_last_period_is_sudden(studied: ReportData) -> None:
    alerts = studied.studies["alerts"]
    past = {**studied.studies, "alerts": alerts[alerts["period"] < alerts["period"].max()]}
    assert len(past["alerts"])
    assert "近期突增" not in headings(findings(replace(studied, studies=past), "zh"))
    fewer = {**studied.studies, "alerts": alerts.assign(direction="down")}
    assert "近期突增" not in headings(findings(replace(studied, studies=fewer), "zh"))


def test_trailing_is_told_with_its_difference_and_corrected_p(studied: ReportData) -> None:
    blank = {column: NAN for column in studied.drivers if column.startswith("impact_")}
    brands = replace(
        studied,
        drivers=studied.drivers.assign(**blank),
        studies={"brands": studied.studies["brands"]},
    )
    found = findings(brands, "en")[0]
    row = studied.studies["brands"].query(
        "other == 'all' and position == 'trail' and difference_high < 0"
    )
    levers = studied.drivers.query("mentions >= 10 and dimension != 'overall'")["driver"]
    row = row[row["driver"].isin(levers)].sort_values("difference").iloc[0]
    assert found.heading == "Behind competitors"
    assert f"{-row['difference']:.1f} points less" in found.sentence
    assert re.search(r"95% interval of the difference −[\d.]+ to −[\d.]+, p [<=]", found.certainty)
    level = {"brands": studied.studies["brands"].assign(position="level")}
    assert "Behind competitors" not in headings(findings(replace(brands, studies=level), "en"))


def test_a_group_is_told_only_when_it_differs_significantly(data: ReportData) -> None:
    row = {
        "segment": "房型",
        "value": "大床房",
        "metric": "nps",
        "figure": -13.5,
        "n": 52,
        "difference": -50.2,
        "difference_low": -76.3,
        "difference_high": -22.0,
        "p_adjusted": 0.01,
        "effect_size": -0.6,
    }
    bare = only(data, waiting(impact_negative=NAN))
    clear = replace(bare, studies={"metric_segments": pd.DataFrame([row])})
    found = findings(clear, "zh")[0]
    assert "房型「大床房」：NPS 净推荐值 −13.5，比其余各组低 50.2（n = 52）" in found.sentence
    assert "−76.3 至 −22.0，校正多重检验后 p = 0.010" in found.certainty
    weak = pd.DataFrame([{**row, "p_adjusted": 0.2}])
    assert "低于其余" not in headings(findings(replace(bare, studies={"metric_segments": weak})))


def test_segment_and_driver_stand_in_for_a_metric_that_does_not_differ(studied: ReportData) -> None:
    assert studied.segments is not None
    clear = (studied.segments["p_adjusted"] < 0.05) & (studied.segments["tested"] == "satisfaction")
    blank = {column: NAN for column in studied.drivers if column.startswith("impact_")}
    bare = replace(studied, drivers=studied.drivers.assign(**blank), studies={})
    found = headings(findings(bare, "en"))
    told = {"Below the rest", "Above the rest"} & set(found)
    assert bool(told) == bool((clear & (studied.segments["driver"] != "all")).any())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_claim_carries_its_uncertainty_and_no_template_is_left_unfilled(
    studied: ReportData,
    language: str,
) -> None:
    for finding in findings(studied, language):
        assert re.search(r"\d", finding.certainty)
        assert not re.search(r"[{}]|nan|None", finding.sentence + finding.certainty)


def test_page_notebook_and_summary_tell_the_same_findings(studied: ReportData) -> None:
    page, text = render_html(studied), summary_text(studied)
    for finding in findings(studied, "zh"):
        assert finding.sentence in page
        assert finding.sentence in text


def test_findings_state_their_uncertainty(cautious: ReportData) -> None:
    lowest, hurts, best = findings(cautious, "zh")
    assert "无线网络" in lowest.sentence
    assert "95% 区间" in lowest.certainty
    assert "区间重叠" in lowest.certainty
    assert "隔音与噪音" in hurts.sentence
    assert "不一定是原因" in hurts.certainty
    assert "位置" in best.sentence


def test_an_impact_that_may_be_zero_is_no_finding(cautious: ReportData) -> None:
    unsure = replace(cautious, drivers=cautious.drivers.assign(impact_high=0.5))
    assert [finding.heading for finding in findings(unsure, "en")] == [
        "Least satisfied",
        "Most often criticised",
        "Most satisfied",
    ]


def test_few_mentions_give_no_findings(data: ReportData) -> None:
    rare = replace(data, drivers=data.drivers.assign(mentions=9), studies={}, segments=None)
    assert findings(rare, "zh") == ()
    assert "不下结论" in render_html(rare)
