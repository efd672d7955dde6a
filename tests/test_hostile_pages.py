"""Scripts in whatever a page shows: words in the report, in notebooks and in a browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import spacy
from spacy import displacy

from voc import analyze, compare
from voc.analysis import Analysis
from voc.errors import VocError
from voc.interop.displacy import displacy_options
from voc.lexicon import load_codebook
from voc.report import html as templates
from voc.report.figures import svg

ATTACKS = [
    '<script>document.title="TAKEN"</script>',
    '</script><script>document.title="TAKEN"</script>',
    '"><img src=x onerror=document.title="TAKEN">',
    "'><svg onload=document.title='TAKEN'>",
    '--><img src=x onerror=document.title="TAKEN">',
    "{{7*7}}",
    "前\u2028后",
    "<b>%{x}</b>",
    "<a href=\"javascript:void(document.title='TAKEN')\">详情</a>",
    "&lt;img src=x onerror=document.title='TAKEN'&gt;",  # html.unescape makes a tag of it
    "＜img src=x onerror=document.title=＇TAKEN＇＞",  # full-width letters become plain ones
    '<scr\u200bipt>document.title="TAKEN"</scr\u200bipt>',  # invisible letters are left out
    "$\\href{javascript:void(document.title='TAKEN')}{房价}$",  # MathJax
]


class Tags(HTMLParser):
    """What a browser would run: scripts, and attributes that hold some."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.wrong: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script"
        self.scripts += [""] * self._inside
        for name, value in attrs:
            leads = name in ("href", "src", "xlink:href", "action", "srcdoc")
            if name.startswith("on") or (leads and "TAKEN" in (value or "")):
                self.wrong.append(f"{tag} {name}={value}")
        if tag == "img":
            self.wrong.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts[-1] += data


def tags_of(page: str) -> Tags:
    found = Tags()
    found.feed(page)
    return found


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    """A run in which every text that a page shows would be a script."""
    folder = tmp_path_factory.mktemp("attacked")
    (folder / "evil.toml").write_text(
        f"name = 'evil'\nlabel = '''{ATTACKS[1]}'''\ninherits = 'hotel'\n[drivers.parking]\n"
        f"label = {{zh = '''停车{ATTACKS[2]}''', en = '''{ATTACKS[1]}'''}}\n"
        f"definition = '''{ATTACKS[0]}'''\n",
        encoding="utf-8",
    )
    said = [
        "停车场停车太贵了{}车位难找",
        "早餐很丰富{}种类多",
        "房间很干净{}床舒服",
        "前台态度差{}没人理",
    ]
    rows = [
        {
            "评论": said[i % 4].format(ATTACKS[i // 4 % len(ATTACKS)]) + str(i),
            "评分": [2, 5, 5, 1][i % 4],
            f"门店{ATTACKS[2]}": ATTACKS[i % 3],
            "时间": f"2026-0{i % 6 + 1}-1{i % 9}",
        }
        for i in range(160)
    ]
    export = folder / f"{ATTACKS[2]}.csv"
    pd.DataFrame(rows).to_csv(export, index=False)
    segments = [name for name in rows[0] if "TAKEN" in name]
    run = analyze(
        export,
        text="评论",
        score="评分",
        time="时间",
        segments=segments,
        codebook=folder / "evil.toml",
        progress=False,
    )
    assert run.topics is not None and len(run.topics) > 2
    run.topics["label"] = [ATTACKS[place % 5] for place in range(len(run.topics))]
    return run


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_in_the_report_becomes_a_script(
    attacked: Analysis, tmp_path: Path, language: str
) -> None:
    page = attacked.to_html(tmp_path / "a.html", language=language).read_text(encoding="utf-8")
    found = tags_of(page)
    assert page.count("TAKEN") > 20
    assert not found.wrong
    assert len(found.scripts) == 1 and "TAKEN" not in found.scripts[0]


def said_with_attacks(run: Analysis) -> pd.Series:
    found = run.comments[run.comments["text"].str.contains("停车")]
    return found["comment_id"].head(2 * len(ATTACKS))


def comparison(run: Analysis) -> str:
    found = compare(run, run)
    labels = [ATTACKS[place % len(ATTACKS)] for place in range(len(found.table))]
    return replace(found, table=found.table.assign(label=labels))._repr_html_()


def of_displacy(_run: Analysis, style: str) -> str:
    nlp = spacy.blank("xx")  # cuts at blanks: a tag of several words stays one
    nlp.add_pipe("voc_opinions", config={"codebook": "hotel"})
    docs = list(nlp.pipe(f"房间很干净{attack}，前台态度差" for attack in ATTACKS))
    assert all(doc.spans["opinions"] for doc in docs)
    if style == "ent":
        for doc in docs:
            doc.ents = spacy.util.filter_spans(doc.spans["opinions"])
    return str(displacy.render(docs, style=style, options=displacy_options(docs), jupyter=False))


def of_figures(run: Analysis) -> str:
    drawn = [run.figures.drivers(), run.figures.heat(), run.figures.trends(), run.figures.scores()]
    drawn += [run.figures.sentiment(), run.figures.impacts(), run.figures.quadrants()]
    return "".join(figure._repr_html_() for figure in drawn)


VIEWS: dict[str, Callable[[Analysis], str]] = {
    "a run": lambda run: run._repr_html_(),
    "found comments": lambda run: run.find("停车")._repr_html_(),
    "topic cards": lambda run: "".join(run.topic(n)._repr_html_() for n in run.topics["topic"]),
    "explanations": lambda run: "".join(
        run.explain(key)._repr_html_() for key in said_with_attacks(run)
    ),
    "a comparison": comparison,
    "figures": of_figures,
    "displaCy, spans": partial(of_displacy, style="span"),
    "displaCy, entities": partial(of_displacy, style="ent"),
}


@pytest.mark.parametrize("name", VIEWS)
def test_nothing_in_a_notebook_becomes_a_script(attacked: Analysis, name: str) -> None:
    page = VIEWS[name](attacked)
    assert "TAKEN" in page
    found = tags_of(page)
    assert not found.wrong and not found.scripts


def test_ids_of_drivers_which_displacy_does_not_escape_are_no_tags(tmp_path: Path) -> None:
    book = tmp_path / "evil.toml"
    for driver in (ATTACKS[2], "停车\u202e"):
        section = f"[drivers.{json.dumps(driver)}]\nlabel = '停车'\nterms = ['停车场']\n"
        book.write_text(f"name = 'e'\ninherits = 'hotel'\n{section}", encoding="utf-8")
        with pytest.raises(VocError) as refused:
            load_codebook(book)
        assert refused.value.code == "codebook.driver-id" or "codebook.driver-id" in str(
            refused.value
        )


def unescaped(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if nobody had thought of scripts."""
    from jinja2 import Environment

    made: Callable[..., Environment] = templates.environment

    def careless() -> Environment:
        return made().overlay(autoescape=False)

    monkeypatch.setattr(templates, "environment", careless)
    monkeypatch.setattr("voc.report.summary.environment", careless)
    monkeypatch.setattr(svg, "_plain", str)
    monkeypatch.setattr("voc.report.comparison.escape", str)
    renderers = import_module("spacy.displacy.render")  # the package has a function of that name
    monkeypatch.setattr(renderers, "escape_html", str)
    for figure in ("hierarchy", "map", "over_time", "sentiment", "words", "by_segment"):
        monkeypatch.setattr(f"voc.report.topic_figures.{figure}.escaped", str)
    monkeypatch.setattr("voc.report.topic_figures.hover.escape", lambda text, **_: text)


@pytest.mark.parametrize("name", VIEWS)
def test_without_escaping_the_same_views_are_taken(
    attacked: Analysis, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    unescaped(monkeypatch)
    found = tags_of(VIEWS[name](attacked))
    assert found.wrong or found.scripts


def topic_figures(run: Analysis) -> dict[str, Any]:
    drawn = run.figures
    segment = next(name for name in run.comments if "门店" in name)
    largest = int(run.topics["topic"].iloc[0])
    asked = {
        "map": drawn.topics,
        "words": drawn.topic_words,
        "words of one": partial(drawn.topic_words, largest),
        "over time": drawn.topics_over_time,
        "over time of one": partial(drawn.topics_over_time, largest),
        "hierarchy": drawn.topic_hierarchy,
        "by segment": partial(drawn.topic_by_segment, segment),
        "segment of one": partial(drawn.topic_by_segment, segment, largest),
        "sentiment": drawn.topic_sentiment,
    }
    found = {}
    for name, draw in asked.items():
        try:
            found[name] = draw()
        except VocError as error:
            assert error.code.startswith("report."), name
    assert len(found) >= 7
    return found


def marks_of(figure: Any) -> str:
    """Tags in the texts of a figure other than the few that voc sets itself."""
    written = json.dumps(json.loads(figure.to_json()), ensure_ascii=False)
    tags = {tag.casefold() for tag in re.findall(r"<\s*/?\s*([a-zA-Z]+)", written)}
    return " ".join(sorted(tags - {"b", "br", "span", "extra"}))


def test_texts_of_a_plotly_figure_are_no_marks(
    attacked: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = topic_figures(attacked)
    assert not {name: marks for name in figures if (marks := marks_of(figures[name]))}
    for figure in figures.values():
        assert "<b>%{x}</b>" not in json.dumps(json.loads(figure.to_json()), ensure_ascii=False)
        for script in tags_of(figure.to_html(include_plotlyjs=False)).scripts:
            assert "<script" not in script and "</script" not in script
    unescaped(monkeypatch)
    careless = topic_figures(attacked)
    assert [name for name in careless if marks_of(careless[name])] == list(figures)


def seen_by_a_browser(page: Path, folder: Path) -> str:
    return subprocess.run(
        [
            *("chromium", "--headless", "--no-sandbox", "--disable-gpu"),
            *(f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=3000"),
            *("--dump-dom", page.as_uri()),
        ],
        capture_output=True,
        timeout=120,
        check=True,
    ).stdout.decode("utf-8")


BROWSER = pytest.mark.skipif(shutil.which("chromium") is None, reason="needs the browser chromium")


@BROWSER
def test_a_browser_runs_nothing_of_a_comment(attacked: Analysis, tmp_path: Path) -> None:
    dumped = seen_by_a_browser(attacked.to_html(tmp_path / "a.html"), tmp_path)
    assert "TAKEN" in dumped and "<title>TAKEN</title>" not in dumped


# Every point is pointed at, so that the texts beside the mouse are drawn as well.
_POINT_AT_ALL = """<script>addEventListener("load", () => {
  for (const drawn of document.querySelectorAll(".js-plotly-plot"))
    for (let curve = 0; curve < drawn.data.length; curve++) {
      try { Plotly.Fx.hover(drawn, [{curveNumber: curve, pointNumber: 0}]); } catch (error) {}
      document.body.dataset.said += drawn.querySelector(".hoverlayer").textContent;
    }
  for (const link of document.querySelectorAll("a[href]"))
    if (link.protocol === "javascript:") link.click();
})</script>"""


def notebook(run: Analysis) -> str:
    """All that a notebook shows, on one page."""
    views = [view(run) for view in VIEWS.values()]
    drawn = [
        figure.to_html(full_html=False, include_plotlyjs=place == 0)
        for place, figure in enumerate(topic_figures(run).values())
    ]
    body = "".join([*views, *drawn, _POINT_AT_ALL])
    return f"<!doctype html><meta charset=utf-8><title>safe</title><body data-said=''>{body}"


@BROWSER
def test_a_browser_runs_nothing_that_a_notebook_shows(
    attacked: Analysis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "a.html"
    page.write_text(notebook(attacked), encoding="utf-8")
    dumped = seen_by_a_browser(page, tmp_path)
    assert "<title>safe</title>" in dumped
    assert "TAKEN" in re.findall('data-said="([^"]*)"', dumped)[0]  # the figures were drawn
    unescaped(monkeypatch)
    page.write_text(notebook(attacked), encoding="utf-8")
    assert "<title>TAKEN</title>" in seen_by_a_browser(page, tmp_path)
