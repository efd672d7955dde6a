"""Every fault of a word list is named with file and line, not only the first."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from voc.cli import app
from voc.errors import VocError
from voc.lexicon import codebooks
from voc.lexicon.check import codebook_faults, lexicon_faults
from voc.resources import resource


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    folder = tmp_path / "lexicons"
    shutil.copytree(resource("lexicons"), folder)
    return folder


def add(file: Path, line: str) -> str:
    """Append a line; returns `file:line`."""
    text = file.read_text(encoding="utf-8").rstrip("\n")
    file.write_text(f"{text}\n{line}\n", encoding="utf-8")
    return f"{file.name}:{len(text.splitlines()) + 1}"


def test_the_lists_of_voc_have_no_fault() -> None:
    assert lexicon_faults(resource("lexicons")) == []
    for name in codebooks():
        assert [fault for fault in codebook_faults(name) if not fault.warning] == []


@pytest.mark.parametrize(
    ("name", "line", "what"),
    [
        ("sentiment/dining.tsv", "一种没有的味道", "2 fields"),
        ("sentiment/dining.tsv", "一种没有的味道\t1.5", "from -1 to 1"),
        ("sentiment/dining.tsv", "一种没有的味道\t很好", "from -1 to 1"),
        ("sentiment/dining.tsv", "好吃\t0.6", "stands twice"),
        ("sentiment/retail.tsv", "难吃\t-0.6", "stands twice"),
        ("sentiment/dining.tsv", "一种没有的味道 \t0.5", "spaces around"),
        ("sentiment/dining.tsv", "一种 没有的味道\t0.5", "a space inside"),
        ("negators.tsv", "一种没有的词\tsometimes", "is none of plain"),
        ("cues.tsv", "一种没有的词\tsarcasm", "is none of"),
        ("degree.tsv", "一种没有的词\t3\tbefore", "from 0 to 2"),
        ("degree.tsv", "一种没有的词\t1.2\tbeside", "is none of before, after"),
        ("risk.tsv", "一种没有的词\tdanger", "is none of legal"),
        ("pairs.tsv", "上菜\t快\t0.6", "stands twice"),
        ("pairs.tsv", "一种没有的词\t快\t0", "does nothing"),
    ],
)
def test_fault_is_named_with_file_and_line(lists: Path, name: str, line: str, what: str) -> None:
    place = add(lists / name, line)
    (fault,) = lexicon_faults(lists)
    assert fault.where == place
    assert what in fault.what


def test_all_faults_are_named_at_once(lists: Path) -> None:
    places = {
        add(lists / "cues.tsv", "坏行"),
        add(lists / "sentiment" / "finance.tsv", "坏行\t高"),
        add(lists / "degree.tsv", "坏行\t9\tafter"),
    }
    assert {fault.where for fault in lexicon_faults(lists)} == places


def test_missing_header_encoding_and_file_are_faults(lists: Path) -> None:
    (lists / "risk.tsv").unlink()
    (lists / "cues.tsv").write_text("但是\tcontrast\n", encoding="utf-8")
    (lists / "degree.tsv").write_bytes("很\t1.3\tbefore\n".encode("gbk"))
    faults = {fault.where: fault.what for fault in lexicon_faults(lists)}
    assert "header" in faults["cues.tsv:1"]
    assert "UTF-8" in faults["degree.tsv:1"]
    assert "missing" in faults["risk.tsv"]


def test_byte_order_mark_and_what_is_no_file_are_faults(lists: Path) -> None:
    marked = lists / "cues.tsv"
    marked.write_text(marked.read_text(encoding="utf-8"), encoding="utf-8-sig")
    (lists / "sentiment" / "old.tsv").mkdir()
    faults = {fault.where: fault.what for fault in lexicon_faults(lists)}
    assert set(faults) == {"cues.tsv:1", "old.tsv"}
    assert "byte order mark" in faults["cues.tsv:1"]
    assert "cannot be opened" in faults["old.tsv"]


def test_folder_without_lists_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocError, match="no word lists"):
        lexicon_faults(tmp_path)


def test_command_says_ok_or_names_the_faults(lists: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(app, ["lexicon", "check"]).stdout == "ok\n"
    place = add(lists / "cues.tsv", "坏行")
    result = runner.invoke(app, ["lexicon", "check", str(lists)])
    assert result.exit_code != 0 and place in result.stdout
