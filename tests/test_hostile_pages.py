"""Scripts in whatever a page shows: words in the report, in notebooks and in a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from voc import analyze
from voc.analysis import Analysis

ATTACKS = [
    '<script>document.title="TAKEN"</script>',
    '</script><script>document.title="TAKEN"</script>',
    '"><img src=x onerror=document.title="TAKEN">',
    "'><svg onload=document.title='TAKEN'>",
    '--><img src=x onerror=document.title="TAKEN">',
    "{{7*7}}",
    "前\u2028后",
    "<b>%{x}</b>",
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
            if name.startswith("on") or (name in ("href", "src") and "TAKEN" in (value or "")):
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
            "评论": said[i % 4].format(ATTACKS[i // 4 % 8]) + str(i),
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


def test_nothing_in_a_notebook_becomes_a_script(attacked: Analysis) -> None:
    found = attacked.find("停车")
    shown = [attacked._repr_html_(), found._repr_html_()]
    for page in shown:
        assert "TAKEN" in page or "停车" in page
        assert not tags_of(page).wrong and not tags_of(page).scripts
    figures = (attacked.figures.topics(), attacked.figures.topic_sentiment())
    for figure in figures:
        for script in tags_of(figure.to_html(include_plotlyjs=False)).scripts:
            assert "<script" not in script and "</script" not in script
        for trace in json.loads(figure.to_json())["data"]:
            written = json.dumps(trace, ensure_ascii=False)
            assert "<script" not in written and "<img" not in written


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs the browser chromium")
def test_a_browser_runs_nothing_of_a_comment(attacked: Analysis, tmp_path: Path) -> None:
    page = attacked.to_html(tmp_path / "a.html")
    dumped = subprocess.run(
        [
            *("chromium", "--headless", "--no-sandbox", "--disable-gpu"),
            *(f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=2000"),
            *("--dump-dom", page.as_uri()),
        ],
        capture_output=True,
        timeout=120,
        check=True,
    ).stdout.decode("utf-8")
    assert "TAKEN" in dumped and "<title>TAKEN</title>" not in dumped
