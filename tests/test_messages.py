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

from voc.__main__ import main
from voc.errors import VocError
from voc.messages import AREAS, messages, phrase, spoken
from voc.messages.__main__ import page

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


def test_what_looks_like_a_code_is_one() -> None:
    """Codes that a table or a variable holds; file names such as topics.toml have no hyphen."""
    assert {text for text in literals() if "-" in text} - messages().keys() == set()


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


CALLS = ("VocError", "Fault.of", "phrase", "message")


def calls() -> list[tuple[str, ast.Call]]:
    """Every call in the code of voc that takes a code first, with its place."""
    found = []
    for path in sorted((ROOT / "voc").rglob("*.py")):
        if path.parent.name == "messages":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if named in CALLS or named.endswith((".fault", "refuse")):
                found.append((f"{path.relative_to(ROOT)}:{node.lineno}", node))
    return found


def codes_of(node: ast.expr) -> list[str]:
    """The codes that stand in an argument; those of a table or a variable are checked there."""
    match node:
        case ast.IfExp():
            return codes_of(node.body) + codes_of(node.orelse)
        case ast.Constant(value=str(code)):
            return [code]
        case ast.JoinedStr() | ast.BinOp():
            return [ast.unparse(node)]  # a sentence, or a code that nobody finds
    return []


def test_every_error_has_a_known_code_and_the_values_of_its_message() -> None:
    wrong = []
    for place, call in calls():
        given = {keyword.arg for keyword in call.keywords}
        for code in codes_of(call.args[0]) if call.args else []:
            told = messages().get(code)
            if told is None:
                wrong.append(f"{place}: no message {code!r}")
            elif None not in given and (lacking := names(told.zh + told.fix_zh) - given):
                wrong.append(f"{place}: {code} is not given {sorted(lacking)}")
    assert wrong == []


def test_words_without_a_code_are_told_again_and_nothing_else() -> None:
    """`VocError.worded` is for what is worded already; a sentence in the code has one language."""
    for path in sorted((ROOT / "voc").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("worded", "Fault")):
                assert not any(
                    isinstance(value, ast.Constant | ast.JoinedStr) and len(ast.unparse(value)) > 30
                    for value in [
                        *node.args[:2],
                        *(k.value for k in node.keywords if k.arg == "fix"),
                    ]
                ), f"{path.name}:{node.lineno}"


@pytest.mark.parametrize(("code", "message"), MEMBERS)
def test_chinese_is_chinese(code: str, message) -> None:
    """No English sentence: commands, settings and names may stand in it."""
    for text in (message.zh, message.fix_zh):
        plain = re.sub(r"`[^`]*`|\"[^\"]*\"|\{[^}]*\}|“[^”]*”", " ", text)
        words = re.findall(r"(?:\b[a-z]+ ){3}[a-z]+", plain)
        assert not words, words
    assert HAN.search(message.zh) or not re.search(r"[a-z]{2,} [a-z]{2,}", message.en), message.zh


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["analyze", "--nonsense"], "没有选项 --nonsense。"),
        (["analyze"], "缺少 "),
        (["analyse"], "没有命令“analyse”。"),
        (["version", "extra"], "多出了参数：extra。"),
        (["codebook", "suggest", "run", "--minimum", "viele"], "--minimum 的值不可用"),
    ],
)
def test_a_command_that_is_not_well_formed_is_told_in_chinese(
    arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setenv("VOC_LANG", "zh")
    monkeypatch.setattr(sys, "argv", ["voc", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    told = capsys.readouterr().err
    assert said in told and "怎么办：请看：" in told


def test_an_unknown_code_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(KeyError):
        VocError("read.never-heard-of")
    with pytest.raises(KeyError):
        VocError("The file is empty.")


def test_the_page_of_messages_is_up_to_date() -> None:
    written = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    assert written == page(), "python -m voc.messages > docs/errors.md"
    listed = re.findall(r"^\| `([a-z]+\.[a-z0-9-]+)` \|", written, re.MULTILINE)
    assert sorted(listed) == sorted(messages())
