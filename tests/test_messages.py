"""Every message has both languages, is used, and stands in the documentation."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest

from voc.errors import VocError
from voc.messages import AREAS, messages, phrase, spoken

ROOT = Path(__file__).parents[1]
HAN = re.compile("[\u4e00-\u9fff]")
MEMBERS = sorted(messages().items())


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize(("code", "message"), MEMBERS)
def test_a_message_says_the_same_in_both_languages(code: str, message) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*", code)
    assert names(message.zh) == names(message.en)
    assert bool(message.fix_zh) == bool(message.fix_en)
    assert names(message.fix_zh) == names(message.fix_en)
    assert not HAN.search(re.sub(r"\{\w+\}|“[^”]*”|\"[^\"]*\"", "", message.en))


def literals() -> set[str]:
    """Every string in the code of voc that looks like a code."""
    pattern = re.compile(rf"(?:{'|'.join(AREAS)})\.[a-z0-9]+(?:-[a-z0-9]+)*")
    code = (ROOT / "voc").rglob("*.py")
    modules = [path for path in code if path.parent.name != "messages" or path.stem == "__init__"]
    nodes = (n for path in modules for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    texts = (n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return {text for text in texts if pattern.fullmatch(text)}


def test_every_message_is_said_somewhere() -> None:
    assert messages().keys() - literals() == set()


def test_the_language_is_asked_for_or_that_of_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VOC_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert spoken() == "en"
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert spoken() == "zh"
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert spoken() == "en"
    monkeypatch.setenv("VOC_LANG", "zh")
    assert spoken() == "zh"
    assert phrase("read.line", file="a.csv", line=3) == "a.csv，第 3 行"


def test_an_error_tells_code_place_and_cure_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOC_LANG", "zh")
    told = str(VocError("read.no-file", where="a.csv"))
    assert told == "没有给出文件。 [read.no-file]\n  位置：a.csv\n  怎么办：至少给出一个文件。"


def test_the_command_line_speaks_the_language(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "voc", "analyze", "--nonsense"]
    for language, word in (("zh", "怎么办"), ("en", "what to do")):
        environment = {**os.environ, "VOC_LANG": language}
        done = subprocess.run(command, capture_output=True, env=environment, cwd=tmp_path)
        assert done.returncode == 1
        assert word in done.stderr.decode("utf-8", "replace")
