"""The report says what a topic is, how far to trust it, and what the codebook lacks."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook
from report_sample import sample

from voc.config import load_config
from voc.report import ReportData, render_html, write_excel
from voc.report.data import counted
from voc.report.findings import findings
from voc.report.findings import topics as topic_findings
from voc.report.formats import percent
from voc.report.names_studies import STUDY_SHEETS
from voc.report.quotes import QuoteBook
from voc.report.topics import FEWEST_COMMENTS, topic_section
from voc.report.topics.rows import TopicRow, topic_rows
from voc.report.words_topic_section import TOPIC_TEXTS
from voc.topic.model import FEWEST_COMMENTS as FEWEST_FOR_THE_MODEL
from voc.topic_statistics import topic_studies
from voc.topic_statistics.coverage import KNOWN

NAN = float("nan")
CONTINUED = {
    "model": "7f12",
    "topics": 5,
    "continued": [0, 1, 2],
    "new": [5],
    "vanished": [{"topic": 3, "label": "停车"}, {"topic": 4, "label": "<b>"}],
}


def body(page: str) -> str:
    """The section on topics."""
    start = page.index('<section id="topics">')
    return page[start : page.index("</section>", start)]


def rows_of(data: ReportData, language: str = "zh") -> dict[str, TopicRow]:
    book = QuoteBook(data.comments, data.opinions.iloc[:0], (data.topics,), "zh")
    rows, _ = topic_rows(data, book, "en" if language == "en" else "zh")
    return {row.label: row for row in rows}


def with_studies(data: ReportData, **studies: pd.DataFrame | None) -> ReportData:
    """The run with other studies; None takes one away."""
    merged = {**data.studies, **studies}
    return replace(data, studies={k: table for k, table in merged.items() if table is not None})


def with_record(data: ReportData, **record: Any) -> ReportData:
    topics = {**data.manifest["topics"], **record}
    return replace(data, manifest={**data.manifest, "topics": topics})


# ---- the rows ----


def test_topics_stand_largest_first_with_words_that_their_label_lacks(studied: ReportData) -> None:
    rows = rows_of(studied)
    assert next(iter(rows)) == "前台 · 态度"
    assert rows["前台 · 态度"].size == "48 条"
    assert rows["前台 · 态度"].share == "占 18.6%"
    assert rows["前台 · 态度"].words == ("服务", "管家")
    assert rows["老人 · 孩子"].mentions == "共 24 条谈到"
    assert rows["前台 · 态度"].mentions == "", "each comment that mentions it is of it"


def test_a_topic_says_which_driver_covers_it_or_that_none_does(studied: ReportData) -> None:
    rows = rows_of(studied)
    assert (rows["早餐 · 种类"].driver, rows["早餐 · 种类"].gap) == ("早餐", False)
    gap = rows["老人 · 孩子"]
    assert (gap.driver, gap.driver_note, gap.gap) == ("不在编码本中", "25% 有因素评价", True)


def test_a_topic_of_several_drivers_is_no_gap(studied: ReportData) -> None:
    assert studied.topics is not None
    topics = studied.topics.assign(driver="")
    row = rows_of(with_studies(replace(studied, topics=topics), topic_gaps=None))["前台 · 态度"]
    assert row.driver == "分属几个因素"
    assert row.driver_note.startswith("员工态度")
    assert not row.gap


def test_bar_of_a_topic_counts_comments_as_its_table_does(studied: ReportData) -> None:
    assert studied.topics is not None
    for row in studied.topics.to_dict("records"):
        assert rows_of(studied)[row["label"]].negative == percent(row["negative_share"], 0)


def test_bar_of_a_topic_is_weighted_as_its_table_is(studied: ReportData) -> None:
    heavy = studied.comments.assign(weight=np.where(studied.comments["stars"] == 1, 5.0, 1.0))
    mentions = studied.studies["topic_mentions"]
    assert studied.topics is not None
    topics, _ = topic_studies(
        heavy, studied.opinions, mentions, studied.topics, settings=load_config()
    )
    rows = rows_of(replace(studied, comments=heavy, topics=topics))
    shares = {row["label"]: row["negative_share"] for row in topics.to_dict("records")}
    assert {label: row.negative for label, row in rows.items()} == {
        label: percent(share, 0) for label, share in shares.items()
    }
    assert shares["隔音 · 噪音 · 夜里"] > 0.6, "the weights matter here"


def test_quotes_mark_the_clause_on_the_topic_and_no_opinion(studied: ReportData) -> None:
    section = body(render_html(studied))
    assert '<mark class="clause">孩子都困哭了</mark>' in section
    assert 'class="negative">排队' not in section
    assert section.count("<blockquote>") <= 3 * 4


def test_tags_tell_what_is_pinned_new_or_known_from_before(studied: ReportData) -> None:
    growth = studied.studies["topic_growth"]
    grown = growth.assign(emerging=growth["topic"] == 2)
    rows = rows_of(with_studies(studied, topic_growth=grown))
    assert rows["前台 · 态度"].tags == ("已固定",)
    assert rows["隔音 · 噪音 · 夜里"].tags == ("与上次吻合 83%",)
    assert rows["早餐 · 种类"].tags == ("新兴",)


def test_trend_is_told_only_where_it_was_tested(studied: ReportData) -> None:
    assert {row.trend for row in rows_of(studied).values()} == {"无明确升降"}
    assert studied.topics is not None
    rising = replace(studied, topics=studied.topics.assign(trend=1))
    assert {row.trend for row in rows_of(rising).values()} == {"▲ 上升"}
    untested = with_studies(studied, topic_growth=None)
    assert {row.trend for row in rows_of(untested).values()} == {""}
    assert "这次只有" in body(render_html(untested))


def test_topics_without_a_score_show_no_impact(studied: ReportData) -> None:
    assert studied.topics is not None
    blank = dict.fromkeys(["impact", "impact_low", "impact_high"], NAN)
    section = body(render_html(replace(studied, topics=studied.topics.assign(**blank))))
    assert "影响" not in section
    assert "对得分的影响" in body(render_html(studied))


def test_topics_of_an_older_run_are_shown_with_what_they_have() -> None:
    old = sample()
    assert old.topics is not None
    columns = ["topic", "label", "size", "share", "words", "quotes"]
    page = render_html(replace(old, topics=old.topics[columns], manifest={}))
    assert "隔音 · 噪音 · 夜里" in body(page)


# ---- how far to trust them ----


def test_the_weakest_measure_is_told_first_and_in_words(studied: ReportData) -> None:
    section = body(render_html(studied))
    told = section[section.index("可信程度") :]
    told = told[: told.index("</dd>")]
    assert "主题会变许多：只作为线索" in told
    assert "弱：稳定性、未归类；尚可：一致性；好：多样性" in told


def test_good_topics_are_called_so(studied: ReportData) -> None:
    quality = studied.studies["topic_quality"].assign(verdict="good")
    section = body(render_html(with_studies(studied, topic_quality=quality), "en"))
    assert "the topics are nearly the same: rely on them." in section
    assert "Good: coherence, diversity, stability, unassigned, separation." in section


def test_unassigned_comments_are_counted_among_those_that_count(studied: ReportData) -> None:
    topic = counted(studied.comments)["topic"]
    left, total = int((topic < 0).sum()), len(topic)
    wanted = f"{total} 条评论中有 {left} 条（{percent(left / total)}）不属于任何主题"
    assert wanted in body(render_html(studied))
    assert 0 < left < total
    all_in = replace(studied, comments=studied.comments.assign(topic=0))
    assert f"{total} 条评论都归入了某个主题。" in body(render_html(all_in))


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ({}, "试过 3、5 个"),
        ({}, "5 个时最有利：其中 4 个会再次出现。分不开的主题合并"),
        ({"chosen": 4}, "没有主题能稳定地再现，于是取 4 个。</dd>"),
        ({"asked": 20, "tried": []}, "设置要求约 20 个"),
        ({"asked": 4, "chosen": 4, "tried": []}, "约 4 个（topics.count）。</dd>"),
        ({"clusters": "evoc", "tried": []}, "由聚类方法 evoc 决定"),
        ({"earlier": CONTINUED}, "沿用上一次的 5 个：3 个仍在谈，1 个新出现，2 个不再谈起。"),
        ({"earlier": CONTINUED}, "不再谈起的：停车、&lt;b&gt;。"),
    ],
)
def test_the_page_tells_why_there_are_so_many(
    studied: ReportData, record: dict[str, Any], told: str
) -> None:
    assert told in body(render_html(with_record(studied, **record)))


# ---- no topics ----


@pytest.mark.parametrize(
    ("comments", "zh", "en"),
    [
        (59, "可用的评论有 59 条，而归纳主题至少要 60 条", "59 comments"),
        (60, "60 条评论太短", "60"),
    ],
)
def test_a_run_without_topics_says_why_and_shows_no_empty_table(
    studied: ReportData, comments: int, zh: str, en: str
) -> None:
    assert studied.topics is not None
    few = replace(
        studied,
        comments=counted(studied.comments).head(comments),
        topics=studied.topics.iloc[:0],
        studies={},
    )
    section = body(render_html(few))
    assert zh in section
    assert en in body(render_html(few, "en"))
    assert "<details" not in section
    assert topic_section(replace(studied, topics=None), "zh") is None


def test_report_and_model_agree_on_what_is_too_few_and_what_is_known() -> None:
    assert FEWEST_COMMENTS == FEWEST_FOR_THE_MODEL
    assert topic_findings._KNOWN == KNOWN


# ---- what stands out ----


def test_gaps_are_offered_with_an_example(studied: ReportData) -> None:
    section = body(render_html(studied))
    gaps = section[section.index("编码本里没有的主题") :]
    gaps = gaps[: gaps.index("</table>")]
    assert "孩子都困哭了" in gaps
    assert "早餐" not in gaps
    assert "编码本里没有的主题" not in render_html(with_studies(studied, topic_gaps=None))


def test_only_significant_groups_are_listed_and_two_of_one_difference_once(
    studied: ReportData,
) -> None:
    section = body(render_html(studied))
    listed = section[section.index("哪些人更常谈到") :]
    listed = re.findall(r"<tr>(.*?)</tr>", listed[: listed.index("</table>")], re.S)[1:]
    assert len(listed) == 4
    assert "+36.4 (+25.6 至 +48.4)" in listed[0]
    many = pd.concat([studied.studies["topic_segments"].query("p_adjusted < 0.05")] * 5)
    many = many.assign(difference=np.arange(20) / 20 + 0.01)
    assert "另有 5 行，见 Excel。" in body(render_html(with_studies(studied, topic_segments=many)))
    calm = studied.studies["topic_segments"].assign(p_adjusted=0.5)
    assert "校正后没有显著差异" in body(render_html(with_studies(studied, topic_segments=calm)))


def test_growth_is_listed_in_points_and_its_absence_said(studied: ReportData) -> None:
    assert "没有一个显著上升或下降" in body(render_html(studied))
    section = body(render_html(growing(studied)))
    assert "+2.80 (+1.80 至 +3.80)" in section
    assert "没有一个显著" not in section


def growing(studied: ReportData, **columns: object) -> ReportData:
    """The run in which 早餐 goes from 2 % to 16 % of the comments."""
    growth = studied.studies["topic_growth"]
    own = growth["topic"] == 2
    values: dict[str, Any] = {
        "first": 0.02,
        "last": 0.16,
        "slope": 0.028,
        "slope_low": 0.018,
        "slope_high": 0.038,
        "p_value": 0.0001,
        "p_adjusted": 0.0004,
        "volume": True,
        "growth": True,
        "emerging": True,
        **columns,
    }
    grown = growth.assign(**{name: growth[name].where(~own, values[name]) for name in values})
    return with_studies(studied, topic_growth=grown)


def alone(studied: ReportData) -> ReportData:
    """The run without what other findings are made from."""
    kept = [name for name in studied.studies if name.startswith("topic_")]
    studies = {name: studied.studies[name] for name in kept}
    apart = [name for name in studied.drivers if name.startswith(("impact_neg", "impact_pos"))]
    drivers = studied.drivers.drop(columns=apart)
    return replace(studied, studies=studies, drivers=drivers, segments=None)


def test_an_emerging_topic_is_a_finding(studied: ReportData) -> None:
    first = findings(alone(growing(studied)))[0]
    assert first.heading == "新兴主题"
    assert "占比由最初的 2.0% 升到近期的 16.0%" in first.sentence
    assert "每期 +2.80 个百分点，95% 区间 +1.80 至 +3.80" in first.certainty
    assert "p < 0.001" in first.certainty


def test_of_topics_there_is_one_finding_at_most(studied: ReportData) -> None:
    found = findings(alone(growing(studied)), "en")
    headings = [finding.heading for finding in found]
    assert "An emerging topic" in headings
    assert "Outside the codebook" not in headings


def test_growth_that_is_not_significant_is_no_finding_but_a_sure_gap_is(
    studied: ReportData,
) -> None:
    calm = growing(studied, p_adjusted=0.2, growth=False, emerging=False)
    first = findings(alone(calm))[0]
    assert first.heading == "编码本之外"
    assert "24 条评论" in first.sentence
    assert "只有 25%" in first.sentence
    assert first.certainty.startswith("95% 区间 12% 至 45%")


@pytest.mark.parametrize(("mentions", "covered"), [(24, 0.6), (9, 0.0)])
def test_a_gap_that_may_be_chance_is_no_finding(
    studied: ReportData, mentions: int, covered: float
) -> None:
    gaps = studied.studies["topic_gaps"].assign(mentions=mentions, covered=covered)
    found = findings(alone(with_studies(studied, topic_gaps=gaps)))
    assert "编码本之外" not in [finding.heading for finding in found]


def test_an_emerging_topic_of_a_driver_that_was_named_is_not_told_again(
    studied: ReportData,
) -> None:
    run = alone(growing(with_studies(studied, topic_gaps=None)))
    assert topic_findings.emerging(run, "zh", ["noise", ""]) is not None
    assert topic_findings.emerging(run, "zh", ["breakfast"]) is None


# ---- texts and workbook ----


def test_every_text_of_the_section_exists_in_both_languages() -> None:
    for chinese, english in TOPIC_TEXTS.values():
        assert chinese
        assert english
        assert not re.search(r"[\u4e00-\u9fff]", english)
        assert sorted(re.findall(r"{\w+}", chinese)) == sorted(re.findall(r"{\w+}", english))


def table_of(path: Path, sheet: str) -> pd.DataFrame:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()
    return pd.DataFrame(rows[1:], columns=rows[0])


def test_sheets_of_topics_speak_in_names(studied: ReportData, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    write_excel(studied, path)
    topics = table_of(path, "主题").set_index("主题")
    assert topics.loc["早餐 · 种类", "驱动因素"] == "早餐"
    assert topics.loc["老人 · 孩子", "用词"] == "老人、孩子、小孩"
    assert set(topics["走势"]) == {"无明确升降"}
    assert topics["已固定"].tolist().count(True) == 1
    comments = table_of(path, "评论")
    assert "早餐 · 种类、老人 · 孩子" in set(comments["谈到的主题"])
    quality = table_of(path, "主题的质量").set_index("量")
    assert quality.loc["稳定性（ARI）", "判断"] == "弱"
    assert "只作为线索" in quality.loc["稳定性（ARI）", "含义"]
    for sheet in ("主题的用词", "主题与驱动因素", "主题细分", "主题趋势", "谈到主题的分句"):
        assert "早餐 · 种类" in set(table_of(path, sheet)["主题"]), sheet


def test_trends_that_were_not_tested_are_empty_cells(studied: ReportData, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    write_excel(with_studies(studied, topic_growth=None), path)
    assert set(table_of(path, "主题")["走势"]) == {""}


@pytest.mark.parametrize("place", [0, 1])
def test_what_is_only_drawn_has_no_sheet(studied: ReportData, tmp_path: Path, place: int) -> None:
    path = tmp_path / "r.xlsx"
    write_excel(studied, path, ("zh", "en")[place])
    names = CalamineWorkbook.from_path(path).sheet_names
    assert not {"topic_map", "topic_hierarchy"} & set(names)
    told = [key for key in studied.studies if key.startswith("topic_")]
    assert {STUDY_SHEETS[key][place] for key in told if key in STUDY_SHEETS} <= set(names)
    assert len([key for key in told if key not in STUDY_SHEETS]) == 2


def test_shares_and_points_of_topics_are_shown_as_percent(
    studied: ReportData, tmp_path: Path
) -> None:
    path = tmp_path / "r.xlsx"
    write_excel(studied, path)
    with zipfile.ZipFile(path) as archive:
        styles = archive.read("xl/styles.xml").decode()
    assert 'formatCode="+0.00%;-0.00%;0.00%"' in styles
    assert 'formatCode="+0.0%;-0.0%;0.0%"' in styles
