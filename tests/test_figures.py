"""Figures are well-formed, described, escaped, and drawn from empty tables as well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

from voc.analysis import Analysis
from voc.errors import VocError
from voc.report import ReportData
from voc.report.data import driver_names
from voc.report.figures import (
    Figure,
    figure_funnel,
    figure_heat,
    figure_impacts,
    figure_kano,
    figure_loyalty,
    figure_paths,
    figure_penalty_reward,
    figure_quadrants,
    figure_trends,
)
from voc.report.figures.svg import label

HOSTILE = "<script>alert(1)</script>\"'&\x00"
Draw = Callable[[ReportData, slice, str], Figure]


def names(data: ReportData, language: str) -> dict[str, str]:
    return driver_names(data.drivers, language)


def cut(data: ReportData, study: str, rows: slice) -> pd.DataFrame:
    return data.studies[study].iloc[rows]


FIGURES: dict[str, Draw] = {
    "quadrants": lambda d, r, z: figure_quadrants(cut(d, "quadrants", r), names(d, z), z),
    "impacts": lambda d, r, z: figure_impacts(d.drivers.iloc[r], z),
    "penalty": lambda d, r, z: figure_penalty_reward(cut(d, "penalty_reward", r), names(d, z), z),
    "kano": lambda d, r, z: figure_kano(cut(d, "kano", r), z),
    "paths": lambda d, r, z: figure_paths(
        cut(d, "csi_index", r), cut(d, "csi_paths", r), cut(d, "csi_latent", r), z
    ),
    "heat": lambda d, r, z: figure_heat(d.segments.iloc[r], names(d, z), z),  # type: ignore[union-attr]
    "trends": lambda d, r, z: figure_trends(d.trends.iloc[r], names(d, z), z),  # type: ignore[union-attr]
    "funnel": lambda d, r, z: figure_funnel(cut(d, "recovery_funnel", r), z),
    "loyalty": lambda d, r, z: figure_loyalty(cut(d, "loyalty_curve", r), z),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", FIGURES)
def test_figure_is_well_formed_and_described(studied: ReportData, name: str, language: str) -> None:
    root = ElementTree.fromstring(FIGURES[name](studied, slice(None), language).svg)
    assert root[0].text
    assert root[1].text
    assert len(root) > 5, "something is drawn"
    assert "nan" not in ElementTree.tostring(root, encoding="unicode")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", FIGURES)
def test_figure_of_an_empty_table_is_an_empty_figure(
    studied: ReportData, name: str, language: str
) -> None:
    root = ElementTree.fromstring(FIGURES[name](studied, slice(0, 0), language).svg)
    assert root[0].text
    assert len(root) == 2, "nothing but title and description"


@pytest.mark.parametrize("name", FIGURES)
def test_shapes_stay_inside_the_drawing(studied: ReportData, name: str) -> None:
    root = ElementTree.fromstring(FIGURES[name](studied, slice(None), "zh").svg)
    _, _, width, height = (float(part) for part in root.attrib["viewBox"].split())
    for shape in root.iter():
        for key, most in (("x", width), ("y", height), ("cx", width), ("cy", height)):
            if key in shape.attrib:
                assert -1 <= float(shape.attrib[key]) <= most + 1, ElementTree.tostring(shape)


def test_names_of_customers_never_become_markup(studied: ReportData) -> None:
    assert studied.segments is not None
    hostile = replace(
        studied,
        drivers=studied.drivers.assign(label_zh=HOSTILE, label_en=HOSTILE),
        segments=studied.segments.assign(value=HOSTILE + studied.segments["value"]),
        studies={
            **studied.studies,
            "kano": studied.studies["kano"].assign(label=HOSTILE, feature=HOSTILE),
            "csi_index": studied.studies["csi_index"].assign(label_zh=HOSTILE, label_en=HOSTILE),
            "recovery_funnel": studied.studies["recovery_funnel"].assign(label_zh=HOSTILE),
        },
    )
    for name, draw in FIGURES.items():
        svg = draw(hostile, slice(None), "zh").svg
        ElementTree.fromstring(svg)
        assert "<script" not in svg, name


def test_text_of_a_label_is_escaped() -> None:
    assert "&lt;script&gt;" in label(0, 0, HOSTILE, "ink")


def test_a_bar_of_impact_is_grey_when_it_may_be_nothing(studied: ReportData) -> None:
    unsure = studied.drivers.assign(impact_negative_high=5.0, impact_positive_low=-5.0)
    assert 'class="fill-negative"' in figure_impacts(studied.drivers).svg
    assert 'class="fill-negative"' not in figure_impacts(unsure).svg
    assert 'class="fill-positive"' not in figure_impacts(unsure).svg


def test_a_path_that_may_be_nothing_is_dashed(studied: ReportData) -> None:
    index, paths, latent = (studied.studies[f"csi_{name}"] for name in ("index", "paths", "latent"))
    sure = figure_paths(index, paths.assign(path_low=0.1, path_high=0.9), latent).svg
    unsure = figure_paths(index, paths.assign(path_low=-0.1, path_high=0.9), latent).svg
    assert "dasharray" not in sure
    assert unsure.count("dasharray") == len(paths)


def test_cells_with_few_mentions_have_no_colour_and_stars_mark_what_is_sure(
    studied: ReportData,
) -> None:
    assert studied.segments is not None
    few = figure_heat(studied.segments.assign(mentions=9), names(studied, "zh")).svg
    assert "fill-positive" not in few
    assert "fill-negative" not in few
    sure = figure_heat(studied.segments.assign(p_adjusted=0.01), names(studied, "zh")).svg
    judged = studied.segments[studied.segments["driver"] != "all"]["satisfaction"].notna().sum()
    assert sure.count("★</text>") == judged
    assert (
        "★" not in figure_heat(studied.segments.assign(p_adjusted=0.05), names(studied, "zh")).svg
    )


# Figures of a run, for a notebook


def run_of(studied: ReportData) -> Analysis:
    manifest = {**studied.manifest, "config": {"report": {"language": "en", "title": ""}}}
    fields = ("comments", "opinions", "drivers", "dimensions", "topics", "metrics", "segments")
    tables = {name: getattr(studied, name) for name in (*fields, "trends", "rejected")}
    return Analysis(**tables, manifest=manifest, studies=dict(studied.studies))


METHODS = ["drivers", "dimensions", "scores", "sentiment", "quadrants", "impacts"]
METHODS += ["penalty_reward", "kano", "paths", "heat", "trends", "funnel", "loyalty"]


@pytest.mark.parametrize("method", METHODS)
def test_run_draws_its_figures(studied: ReportData, method: str, tmp_path: Path) -> None:
    figure = getattr(run_of(studied).figures, method)()
    assert isinstance(figure, Figure)
    assert figure.save(tmp_path / "a.svg").stat().st_size > 300


@pytest.mark.parametrize(
    ("method", "needed"),
    [
        ("quadrants", "score"),
        ("impacts", "score"),
        ("penalty_reward", "score"),
        ("kano", r"\[kano\]"),
        ("paths", r"\[csi\]"),
        ("heat", "segment"),
        ("trends", "times"),
        ("funnel", r"\[recovery\]"),
        ("loyalty", r"\[loyalty\]"),
    ],
)
def test_a_figure_without_its_table_says_what_it_needs(
    studied: ReportData, method: str, needed: str
) -> None:
    assert studied.segments is not None
    assert studied.trends is not None
    blank = {column: float("nan") for column in studied.drivers if column.startswith("impact")}
    bare = replace(
        studied,
        drivers=studied.drivers.assign(**blank),
        segments=studied.segments.iloc[:0],
        trends=studied.trends.iloc[:0],
        studies={},
    )
    with pytest.raises(VocError, match=needed):
        getattr(run_of(bare).figures, method)()


def test_an_unknown_segment_is_refused_with_the_known_ones(studied: ReportData) -> None:
    with pytest.raises(VocError, match="房型"):
        run_of(studied).figures.heat("舱位")
