"""Blocks show what the studies say, in both languages, and say how it was computed."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest
from report_sample import sample

from voc.report import ReportData, render_html
from voc.report.blocks import (
    Block,
    heat_maps,
    notes_about,
    priority_blocks,
    segment_blocks,
    survey_blocks,
    trend_blocks,
)

HOSTILE = "<script>alert(1)</script>"
PARTS = (priority_blocks, segment_blocks, trend_blocks, survey_blocks)


def blocks_of(data: ReportData, language: str = "zh") -> dict[str, Block]:
    return {block.key: block for part in PARTS for block in part(data, language)}  # type: ignore[arg-type]


def cells(block: Block) -> list[str]:
    assert block.table is not None
    return [cell for row in block.table.rows for cell in row]


def test_every_part_of_a_full_run_has_its_block(studied: ReportData) -> None:
    assert list(blocks_of(studied)) == [
        *("quadrants", "importance", "impacts", "penalty_reward", "lift"),
        *("metric_segments", "brands"),
        *("alerts", "trends"),
        *("quadrants_rated", "quadrants_stated"),
        *("servqual_tolerance", "item_statistics", "factors"),
        *("servqual", "csi", "ipma", "kano", "loyalty", "loyalty_groups", "recovery"),
        *("rfm_segments", "lifetime_value"),
    ]


def test_importance_as_stated_is_no_share(studied: ReportData) -> None:
    found = blocks_of(studied, "en")
    stated, rated = found["quadrants_stated"], found["quadrants_rated"]
    assert stated.table is not None
    assert rated.table is not None
    assert not any("%" in row[1] for row in stated.table.rows)
    assert all("%" in row[1] for row in rated.table.rows)
    assert "Stated importance</text>" in stated.figure
    assert stated.table.rows[0][0] == "Noise"


def test_items_of_one_factor_stand_together_by_size(studied: ReportData) -> None:
    table = blocks_of(studied, "en")["factors"].table
    assert table is not None
    sizes = [abs(float(row[1].replace("−", "-"))) for row in table.rows]
    assert sizes == sorted(sizes, reverse=True)


def test_lifetime_value_is_told_with_its_interval(studied: ReportData) -> None:
    lead = blocks_of(studied, "en")["lifetime_value"].lead
    assert re.match(r"320 \(95% interval \d+ to \d+\)", lead)


def test_lines_that_rise_or_fall_surely_are_listed(studied: ReportData) -> None:
    slopes = studied.studies["slopes"]
    run = replace(studied, studies={"slopes": slopes.assign(p_adjusted=[0.01] + [1.0] * 43)})
    block = blocks_of(run)["slopes"]
    assert block.table is not None
    assert len(block.table.rows) == 1
    assert block.table.rows[0][-1] == "0.010"


def test_a_run_without_studies_has_no_blocks_of_them() -> None:
    calm = sample()
    bare = replace(calm, drivers=calm.drivers.filter(regex="^(?!impact_)"), trends=None)
    assert blocks_of(bare) == {}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_blocks_are_filled_in_one_language(studied: ReportData, language: str) -> None:
    for block in blocks_of(studied, language).values():
        told = [block.heading, block.lead, *(block.table.headings if block.table else ())]
        assert not any(re.search("[{}]", text) for text in told)
        assert not any("_" in heading for heading in (block.table.headings if block.table else ()))
        assert "nan" not in " ".join(cells(block) if block.table else [])
        if language == "en":
            assert not re.search("[\u4e00-\u9fff]", block.heading)


def test_blocks_say_how_many_they_rest_on(studied: ReportData) -> None:
    found = blocks_of(studied, "en")
    for key in ("quadrants", "importance", "impacts", "penalty_reward", "lift", "trends", "csi"):
        assert re.search(r"n = [\d,]+", found[key].lead), key
    for key in ("metric_segments", "kano", "loyalty", "recovery"):
        table = found[key].table
        assert table is not None
        assert "n" in table.headings, key


def test_tables_of_blocks_use_words_for_what_the_program_calls_otherwise(
    studied: ReportData,
) -> None:
    found = blocks_of(studied, "en")
    assert {"Basic", "Undecided"} <= set(cells(found["penalty_reward"]))
    assert "trails" in cells(found["brands"])
    assert "Of all comments" in cells(found["alerts"])
    assert {"Overall", "Responsiveness"} <= set(cells(found["servqual"]))
    assert "Image" in cells(found["ipma"])


def test_what_was_tested_comes_before_what_was_not(studied: ReportData) -> None:
    brands = studied.studies["brands"]
    turns = ["untested" if turn % 2 else "level" for turn in range(len(brands))]
    run = replace(studied, studies={"brands": brands.assign(position=turns)})
    positions = [row[-1] for row in blocks_of(run, "en")["brands"].table.rows]  # type: ignore[union-attr]
    assert "too few" in positions
    assert "too few" not in positions[: positions.index("too few")]
    assert set(positions[positions.index("too few") :]) == {"too few"}


def test_two_groups_that_differ_by_the_same_are_told_once(studied: ReportData) -> None:
    table = (
        studied.studies["metric_segments"]
        .iloc[:2]
        .assign(metric="nps", p_adjusted=0.001, difference=[-20.0, 20.0], figure=[10.0, 30.0])
    )
    run = replace(studied, studies={"metric_segments": table})
    block = blocks_of(run)["metric_segments"]
    assert block.table is not None
    assert len(block.table.rows) == 1


def test_without_a_significant_group_the_number_of_tests_is_told(studied: ReportData) -> None:
    table = studied.studies["metric_segments"].assign(p_adjusted=0.5)
    block = blocks_of(replace(studied, studies={"metric_segments": table}), "en")
    assert block["metric_segments_none"].lead.startswith(f"{len(table)} tests")


def test_a_long_list_of_drivers_in_a_note_is_cut_but_not_its_reason(studied: ReportData) -> None:
    ids = ", ".join(studied.drivers["driver"])
    note = {"about": "lift", "zh": f"{ids}：抱怨者不足 20 位。", "en": f"{ids}: too few complain."}
    run = replace(studied, manifest={**studied.manifest, "notes": [note]})
    (told,) = notes_about(run, ["lift"], "zh")
    hidden = len(studied.drivers) - 6
    assert told.endswith(f" 等另 {hidden} 个：抱怨者不足 20 位。")
    assert "员工态度" in told
    assert "staff_attitude" not in told


def test_notes_stand_under_the_table_that_they_are_about(studied: ReportData) -> None:
    found = blocks_of(studied)
    assert found["kano"].notes == ("七位受访者的回答自相矛盾。",)
    assert all(not block.notes for key, block in found.items() if key != "kano")


def test_heat_maps_belong_to_the_segments_with_two_groups_or_more(studied: ReportData) -> None:
    assert studied.segments is not None
    assert list(heat_maps(studied, "zh")) == ["房型"]
    one = studied.segments[studied.segments["value"] == "大床房"]
    assert heat_maps(replace(studied, segments=one), "zh") == {}


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_in_studies_never_become_markup(studied: ReportData, language: str) -> None:
    text = {"str", "string", "object"}

    def attacked(table: pd.DataFrame, keep: set[str]) -> pd.DataFrame:
        columns = [name for name in table if str(table[name].dtype) in text and name not in keep]
        return table.assign(**dict.fromkeys(columns, HOSTILE))

    ids = {"latent", "source", "target", "method", "metric", "freq", "driver", "kano", "other"}
    studies = {name: attacked(table, ids) for name, table in studied.studies.items()}
    notes = [{"about": "kano", "zh": HOSTILE, "en": HOSTILE}]
    assert studied.segments is not None
    hostile = replace(
        studied,
        studies=studies,
        segments=studied.segments.assign(
            segment=HOSTILE, value=[f"{HOSTILE}{turn % 3}" for turn in range(len(studied.segments))]
        ),
        manifest={**studied.manifest, "notes": notes},
    )
    page = render_html(hostile, language)
    tags = Tags(page).found
    assert tags.count("script") == 1
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_study_of_missing_figures_breaks_nothing(studied: ReportData, language: str) -> None:
    """What is too small to be computed is a table of NaN, not of zeros."""

    def blanked(table: pd.DataFrame) -> pd.DataFrame:
        floats = table.select_dtypes("float").columns
        return table.assign(**dict.fromkeys(floats, float("nan")))

    blank = {name: blanked(table) for name, table in studied.studies.items()}
    page = render_html(replace(studied, studies=blank), language)
    assert "nan" not in re.sub(r"<style>.*?</style>|<script>.*?</script>", "", page, flags=re.S)
