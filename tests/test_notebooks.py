"""The notebooks run from top to bottom in a kernel of their own, and show what they speak of."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
PLOTLY = "application/vnd.plotly.v1+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}

Execute = Callable[[NotebookNode], NotebookNode]


def stored(name: str) -> NotebookNode:
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


def code(*sources: str) -> NotebookNode:
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in sources])


@pytest.fixture
def execute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Execute:
    """Executes a notebook in a new kernel, in an empty folder, with no settings of the user."""
    for variable in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        own = tmp_path / variable.lower()
        own.mkdir()
        monkeypatch.setenv(variable, str(own))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "1")  # the kernel of this environment
    monkeypatch.delenv("PLOTLY_RENDERER", raising=False)
    folder = tmp_path / "analyst"
    folder.mkdir()

    def run(notebook: NotebookNode) -> NotebookNode:
        place = {"metadata": {"path": str(folder)}}
        client = NotebookClient(notebook, timeout=600, kernel_name="python3", resources=place)
        return client.execute()

    return run


def outputs(notebook: NotebookNode) -> Iterator[NotebookNode]:
    for cell in notebook.cells:
        yield from cell.get("outputs", [])


def printed(notebook: NotebookNode) -> str:
    """What the cells print; whatever goes to stderr, a warning say, fails the test."""
    streams = [each for each in outputs(notebook) if each.output_type == "stream"]
    assert [each.text for each in streams if each.name == "stderr"] == []
    return "".join(each.text for each in streams)


def shown(notebook: NotebookNode, kind: str) -> list[str]:
    """What the cells display, of one MIME type."""
    bundles = [each.data for each in outputs(notebook) if "data" in each]
    return [str(bundle[kind]) for bundle in bundles if kind in bundle]


def told(pattern: str, text: str) -> list[float]:
    """The figures in a printed sentence."""
    found = re.search(pattern, text)
    assert found, (pattern, text)
    return [float(figure) for figure in found.groups()]


def test_there_are_three_notebooks() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        "exploring_topics",
        "first_look",
        "tuning_a_codebook",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_without_outputs_and_traces_of_a_machine(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata == METADATA
    for cell in notebook.cells:
        assert cell.metadata == {}
        assert cell.get("outputs", []) == [] and cell.get("execution_count") is None
    raw = path.read_text(encoding="utf-8")
    assert not re.search(r"/(home|root|work|tmp|Users)/|[A-Z]:\\\\", raw)
    assert raw == json.dumps(json.loads(raw), ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_section_is_told_in_chinese_and_in_a_line_of_english(path: Path) -> None:
    texts = [cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "markdown"]
    assert sum(text.startswith("## ") for text in texts) >= 6
    for text in texts:
        *chinese, english = [line for line in text.splitlines() if line.strip()]
        assert re.search("[\u4e00-\u9fff]", "".join(chinese)), text
        assert re.fullmatch(r"\*[A-Z][ -~–—]*[.:?]\*", english), text


@pytest.mark.slow
def test_first_look_finds_what_is_known_of_the_survey(execute: Execute) -> None:
    notebook = execute(stored("first_look"))
    text = printed(notebook)
    assert told(r"^(\d+) 位受访者，(\d+) 列", text) == [360, 113]
    assert "江城银行领先：服务态度\n" in text  # corpora/README.md, findings of the bank survey
    assert "江城银行落后：手机银行与网银\n" in text
    assert "2026-07 排队等候：" in text
    assert "差距最大：响应性" in text
    assert "一致的 3 个：" in text
    assert len(shown(notebook, "image/svg+xml")) == 6
    cards = "".join(shown(notebook, "text/html"))
    assert "<mark" in cards and "净推荐值" in cards


@pytest.mark.slow
def test_exploring_topics_draws_them_and_finds_the_comments(execute: Execute) -> None:
    notebook = execute(stored("exploring_topics"))
    text = printed(notebook)
    comments, topics = told(r"(\d+) 条评论，(\d+) 个主题", text)
    assert comments == 264 and topics >= 3
    first, last = told(r"升得最多：「.+」，(\d+)% → (\d+)%", text)
    assert first < last
    assert told(r"要 3 个，得 (\d+) 个", text) == [3]
    assert "+" in text.split("个的区间不含零")[1]  # repairers are praised, and go with high scores
    figures = shown(notebook, PLOTLY)
    assert len(figures) == 7
    pages = shown(notebook, "text/html")
    assert sum("plotly.js v" in page for page in pages) == 1  # Plotly comes along once
    cards = "".join(pages)
    assert "<mark" in cards and "停车" in cards and "断" in cards


@pytest.mark.slow
def test_tuning_a_codebook_covers_more_and_finds_more_of_the_labels(execute: Execute) -> None:
    notebook = execute(stored("tuning_a_codebook"))
    text = printed(notebook)
    assert "my-airline.toml: ok" in text
    before, after = told(r"评价了具体驱动因素的评论：(\d+)% → (\d+)%", text)
    assert before < after
    before, after = told(r"没有驱动因素覆盖的主题：(\d+) → (\d+)", text)
    assert after < before
    labelled = "报 (\\d+) 处，对 (\\d+) 处；人工标了 (\\d+) 处"
    general, tuned = (told(f"{name}：{labelled}", text) for name in ("通用", "自编"))
    assert general == [0, 0, tuned[2]]
    assert 0 < tuned[1] <= min(tuned[0], tuned[2])
    assert told(r"漏掉 (\d+) 处", text) == [tuned[2] - tuned[1]]


@pytest.mark.slow
def test_topic_figures_are_shown_without_nbformat(execute: Execute) -> None:
    """An editor that runs kernels of its own does not bring it, and Plotly asks for it."""
    figure = """
import pandas as pd
from voc.report.topic_figures import figure_topic_hierarchy

joins = pd.DataFrame({"left": [0], "right": [1], "distance": [0.4], "size": [2]})
topics = pd.DataFrame({"topic": [0, 1], "label": ["停车", "早餐"], "size": [8, 5]})
figure_topic_hierarchy(joins, topics.assign(share=0.5), "zh")
"""
    notebook = execute(code("import sys; sys.modules['nbformat'] = None", figure))
    bundle = next(outputs(notebook)).data
    assert len(list(outputs(notebook))) == 1
    assert "停车" in str(bundle[PLOTLY])
    assert bundle["text/plain"].startswith('A Plotly figure: "主题的层次"')
