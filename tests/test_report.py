"""The page escapes what customers write and shows what the tables say, in either language."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from report_sample import sample

from voc.errors import VocError
from voc.lexicon import DIMENSIONS
from voc.report import (
    Figure,
    ReportData,
    figure_dimensions,
    figure_drivers,
    figure_scores,
    figure_sentiment,
    render_html,
    render_notebook,
    summary_text,
)
from voc.report import excel as excel_module
from voc.report.formats import interval, number, percent
from voc.report.names import COLUMNS, METRICS
from voc.report.names_studies import STUDY_COLUMNS, STUDY_SHEETS
from voc.report.quotes import Mark, cut_pieces
from voc.report.words import TEXTS
from voc.report.words_findings import FINDING_TEXTS
from voc.report.words_method import METHOD
from voc.report.words_studies import STUDY_TEXTS


class Page(HTMLParser):
    """Collects the tags, the attributes and the text of a page as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def sections(self) -> list[str | None]:
        return [attrs.get("id") for tag, attrs in self.tags if tag in ("section", "footer")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_customer_text_never_becomes_markup(hostile: ReportData, language: str) -> None:
    plain, shown = (
        Page(render_html(sample(copies=2), language)),
        Page(render_html(hostile, language)),
    )
    names = {tag for tag, _ in shown.tags}
    assert names <= {tag for tag, _ in plain.tags}
    assert sum(tag == "script" for tag, _ in shown.tags) == 1
    assert not any(name.startswith("on") for _, attrs in shown.tags for name in attrs)
    assert "alert(1)" in shown.text


def test_an_injected_script_could_not_run(calm: ReportData) -> None:
    policy = next(
        attrs["content"] for _, attrs in Page(render_html(calm)).tags if "http-equiv" in attrs
    )
    assert policy is not None
    assert "default-src 'none'" in policy
    assert re.search(r"script-src 'sha256-[\w+/]{43}='", policy)


def test_notebook_and_figures_escape_as_well(hostile: ReportData) -> None:
    pieces = [
        render_notebook(hostile),
        figure_drivers(hostile.drivers.assign(mentions=9)).svg,
    ]
    for piece in pieces:
        assert "<script" not in piece
        assert "<img" not in piece


@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_asks_the_network_for_nothing(calm: ReportData, language: str) -> None:
    page = render_html(calm, language)
    addresses = [
        value
        for tag, attrs in Page(page).tags
        for name, value in attrs.items()
        if name in ("src", "href", "action", "data", "poster")
    ]
    assert addresses == ["data:,"]
    assert "url(" not in page
    assert "@import" not in page
    assert "@font-face" not in page


@pytest.mark.parametrize(("language", "code"), [("zh", "zh-CN"), ("en", "en")])
def test_page_declares_its_language(calm: ReportData, language: str, code: str) -> None:
    assert Page(render_html(calm, language)).tags[0] == ("html", {"lang": code})


def test_sections_stand_in_the_agreed_order(studied: ReportData) -> None:
    wanted = (
        "headline findings drivers priorities dimensions topics segments trends survey "
        "scores method aside"
    )
    sections = [name for name in Page(render_html(studied)).sections() if name]
    assert sections == [*wanted.split(), "colophon"]


def test_missing_tables_leave_their_sections_out(calm: ReportData) -> None:
    bare = replace(
        calm,
        topics=None,
        segments=None,
        trends=None,
        metrics=calm.metrics.iloc[:0],
        rejected=calm.rejected.iloc[:0],
    )
    page = Page(render_html(bare))
    assert not {"topics", "segments", "trends", "survey"} & set(page.sections())
    assert "没有搁置任何行" in page.text
    assert "NPS" not in page.text


def test_a_run_without_drivers_or_labels_still_gives_a_report(calm: ReportData) -> None:
    nothing = replace(
        calm,
        comments=calm.comments.iloc[:0],
        opinions=calm.opinions.iloc[:0],
        drivers=calm.drivers.iloc[:0],
        manifest={},
    )
    assert "没有找到驱动因素" in render_html(nothing)
    assert "No drivers were found" in render_html(nothing, "en")
    assert summary_text(nothing)


def test_drivers_without_a_score_show_no_impact(calm: ReportData) -> None:
    blank = {column: float("nan") for column in calm.drivers if column.startswith("impact")}
    unscored = replace(
        calm,
        drivers=calm.drivers.assign(**blank),
        dimensions=calm.dimensions.assign(**blank),
        studies={},
    )
    assert TEXTS["impact"][0] in render_html(calm)
    assert TEXTS["impact"][0] not in render_html(unscored)


def test_rarely_mentioned_drivers_stand_below_the_rest(calm: ReportData) -> None:
    drivers = calm.drivers.copy()
    drivers.loc[drivers["driver"] == "wifi_network", "mentions"] = 4
    page = render_html(replace(calm, drivers=drivers))
    body = page[page.index('id="drivers"') : page.index('id="dimensions"')]
    assert body.index("少于 10 条") < body.index("无线网络")
    assert body.index("隔音与噪音") < body.index("少于 10 条")


def test_quotes_mark_the_words_that_caused_the_figure(calm: ReportData) -> None:
    page = render_html(calm)
    assert '<mark class="aspect">隔音</mark>真的<mark class="negative">太差</mark>' in page
    assert '<mark class="positive">特别热情</mark>' in page


def test_a_driver_is_quoted_only_with_its_own_opinions_marked(calm: ReportData) -> None:
    page = render_html(calm)
    noise = page[page.index("<b>隔音与噪音") :]
    noise = noise[: noise.index("<details")]
    assert "没睡好" in noise
    assert ">没睡好</mark>" not in noise


@pytest.mark.parametrize(
    ("text", "mark", "pieces"),
    [
        ("床很硬。", Mark(0, 3, "床", "很硬", "negative", "d"), "床/aspect 很硬/negative 。/"),
        ("没什么好说", Mark(0, 5, None, "没…好", "negative", "d"), "没什么好说/negative"),
        ("问了停车场", Mark(2, 5, "停车场", None, "neutral", "d"), "问了/ 停车场/aspect"),
        ("WiFi慢", Mark(0, 5, "wifi", "慢", "negative", "d"), "WiFi/aspect 慢/negative"),
        ("太贵", Mark(0, 99, None, "贵", "negative", "d"), "太/ 贵/negative"),
    ],
)
def test_marks_fall_on_the_right_characters(text: str, mark: Mark, pieces: str) -> None:
    found = " ".join(f"{piece.text}/{piece.style}" for piece in cut_pieces(text, [mark]))
    assert found == pieces


def test_a_long_comment_is_cut_around_its_first_opinion() -> None:
    text = "啊" * 1000 + "床硬" + "啊" * 1000
    pieces = cut_pieces(text, [Mark(1000, 1002, "床", "硬", "negative", "d")])
    shown = "".join(piece.text for piece in pieces)
    assert "床硬" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 330


def test_impact_on_nps_is_named_so(calm: ReportData) -> None:
    page = render_html(replace(calm, manifest={**calm.manifest, "outcome": "nps"}), "en")
    assert "in NPS points" in page
    assert "on a scale of 0–100" not in page


def test_shares_leave_out_platform_text_and_repetitions(calm: ReportData) -> None:
    kept = calm.comments[~calm.comments["boilerplate"] & calm.comments["duplicate_of"].isna()]
    share = percent((kept["label"] == "positive").mean())
    assert f'<p class="value">{share}</p>' in render_html(calm)


def test_a_respondent_with_two_texts_is_counted_once_in_the_scores(calm: ReportData) -> None:
    twice = pd.concat([calm.comments, calm.comments.assign(comment_id="x")], ignore_index=True)
    assert (
        figure_scores(twice, "zh", "stars").svg == figure_scores(calm.comments, "zh", "stars").svg
    )


def test_report_stays_small_however_much_is_given(calm: ReportData) -> None:
    comments = calm.comments.assign(text=calm.comments["text"] + "长" * 50_000)
    drivers = pd.concat([calm.drivers] * 100, ignore_index=True).assign(
        quotes=[calm.comments["comment_id"].tolist()] * (100 * len(calm.drivers))
    )
    rejected = pd.concat([calm.rejected.assign(content="坏" * 100_000)] * 500, ignore_index=True)
    huge = replace(calm, title="题" * 10**6, comments=comments, drivers=drivers, rejected=rejected)
    assert len(render_html(huge).encode()) < 10_000_000


def test_unprintable_characters_do_not_reach_the_page(calm: ReportData) -> None:
    texts = [text + "\ud83d\x00\x07\u202e" for text in calm.comments["text"]]
    comments = calm.comments.assign(text=pd.Series(texts, dtype=object))
    page = render_html(replace(calm, comments=comments, title="a\x00\ud800b"))
    assert page.encode("utf-8")
    assert not re.search("[\x00\x07\u202e\ud800-\udfff]", page)


def test_unknown_language_is_refused_with_the_known_ones(calm: ReportData) -> None:
    with pytest.raises(VocError, match="zh, en"):
        render_html(calm, "fr")


def test_drivers_say_how_many_comments_judge_them(calm: ReportData) -> None:
    page = render_html(calm)
    parking = page[page.index("<b>停车") :]
    assert "0 条有评价" in parking[: parking.index("<details")]
    location = page[page.index("<b>位置") :]
    row = calm.drivers.set_index("driver").loc["location"]
    assert f"{row['mentions']} 条有评价" in location[: location.index("<details")]


def test_bare_verdicts_stand_apart_from_what_can_be_changed(calm: ReportData) -> None:
    page = render_html(calm)
    body = page[page.index('id="drivers"') : page.index('id="dimensions"')]
    apart = body.index("对整体的评价")
    assert body.index("<b>隔音与噪音") < apart < body.index("<b>总体评价")
    assert apart < body.index("<b>再次入住意愿")


def test_method_defines_what_is_shown_and_nothing_else(
    studied: ReportData, calm: ReportData
) -> None:
    few, many = (Page(render_html(run, "en")).text for run in (calm, studied))
    for term in ("Quadrants", "Kano classes", "Importance", "Lift"):
        definition = next(text[1] for _, name, text in METHOD if name[1] == term)
        assert definition in many
        assert definition not in few


def test_notes_without_a_table_of_their_own_stand_below_what_was_set_aside(
    studied: ReportData,
) -> None:
    page = render_html(studied)
    assert page.index('id="aside"') < page.index("疑有两种量表")
    assert page.index("自相矛盾") < page.index('id="aside"')


def test_every_note_stands_on_the_page_once(studied: ReportData, calm: ReportData) -> None:
    about = ["drivers", "dimensions", "segments", "trends", "slopes", "alerts", "metrics"]
    about += ["brands", "importance", "servqual", "orders", "lifetime_value", "recovery"]
    notes = [{"about": name, "zh": f"第{name}条。", "en": name} for name in about]
    for run in (calm, studied):
        page = render_html(replace(run, manifest={**run.manifest, "notes": notes}))
        for note in notes:
            assert page.count(note["zh"]) == 1, note


def test_answers_off_their_scale_are_counted(calm: ReportData) -> None:
    counts = {**calm.manifest["counts"], "off_scale": 67}
    page = render_html(replace(calm, manifest={**calm.manifest, "counts": counts}))
    assert "不在量表内而剔除的打分</dt><dd>67<" in page
    assert "不在量表内" not in render_html(calm)


@pytest.mark.parametrize(
    "pairs",
    [
        *(TEXTS, STUDY_TEXTS, FINDING_TEXTS),
        *(COLUMNS, STUDY_COLUMNS, STUDY_SHEETS),
        *(DIMENSIONS, METRICS),
    ],
)
def test_every_text_exists_in_both_languages(pairs: dict[str, tuple[str, str]]) -> None:
    for chinese, english in pairs.values():
        assert chinese
        assert not re.search(r"[\u4e00-\u9fff]", english)
        assert sorted(re.findall(r"{\w+}", chinese)) == sorted(re.findall(r"{\w+}", english))


def test_every_definition_exists_in_both_languages() -> None:
    for _, term, definition in METHOD:
        assert all(term + definition)
        assert not re.search(r"[\u4e00-\u9fff]", definition[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (number(-0.04, 1, signed=True), "0.0"),
        (number(-3.14159, 2), "−3.14"),
        (number(12345.6, 0), "12,346"),
        (number(float("nan")), "–"),
        (percent(0.0512), "5.1%"),
        (interval("−3.1", "−0.2", "zh"), "95% 区间 −3.1 至 −0.2"),
    ],
)
def test_numbers_read_as_in_print(text: str, expected: str) -> None:
    assert text == expected


def test_summary_names_numbers_findings_and_what_was_set_aside(calm: ReportData) -> None:
    text = summary_text(calm, "en")
    assert "NPS" in text
    assert "95% interval" in text
    assert "WiFi and network" in text
    assert "2 rows set aside" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_figures_are_well_formed_and_described(calm: ReportData, language: str) -> None:
    figures = [
        figure_drivers(calm.drivers, language),
        figure_dimensions(calm.dimensions, language),
        figure_sentiment(calm.comments, language),
        figure_scores(calm.comments, language),
        figure_scores(calm.comments, language, "sentiment"),
    ]
    for figure in figures:
        root = ElementTree.fromstring(figure.svg)
        title, description = root[0].text, root[1].text
        assert title
        assert description
        assert figure._repr_svg_() == figure._repr_html_() == figure.svg


def test_figures_of_empty_tables_are_empty_figures(calm: ReportData) -> None:
    for figure in (
        figure_drivers(calm.drivers.iloc[:0]),
        figure_sentiment(calm.comments.iloc[:0]),
        figure_scores(calm.comments.iloc[:0]),
    ):
        assert ElementTree.fromstring(figure.svg) is not None


def test_figure_saves_as_svg_only(tmp_path: Path) -> None:
    figure = Figure("<svg/>")
    assert figure.save(tmp_path / "a.svg").read_text(encoding="utf-8") == "<svg/>"
    with pytest.raises(VocError, match="SVG"):
        figure.save(tmp_path / "a.png")


@pytest.mark.skipif(not shutil.which("node"), reason="needs a JavaScript interpreter")
def test_the_script_is_valid() -> None:
    script = Path(excel_module.__file__).parent / "templates" / "report.js"
    assert subprocess.run(["node", "--check", str(script)], check=False).returncode == 0
