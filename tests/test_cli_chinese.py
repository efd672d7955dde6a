"""The command line speaks the language of the one who uses it: help, tables, reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import typer.main
from typer.testing import CliRunner

from voc.__main__ import main
from voc.cli import app
from voc.doctor import checks
from voc.messages.help import CHINESE
from voc.read import inspect

HAN = re.compile("[\u4e00-\u9fff]")
REVIEWS = pd.DataFrame(
    {
        "订单编号": [f"A{number}" for number in range(40)],
        "评论内容": [f"第{number}次住，房间干净，早餐也好，就是隔壁有点吵" for number in range(40)],
        "评分": [5, 4, 3, 2] * 10,
        "服务评分": [5, 4, 4, 2] * 10,
        "入住日期": ["2026-10-01", "2026-10-02"] * 20,
        "房型": ["大床房", "双床房"] * 20,
        "商家回复": ["感谢您的光临"] * 40,
        "金额": range(300, 340),
        "空列": [None] * 40,
    }
)


def helps(command: Any) -> Iterator[str]:
    """Everything that the help of a command and of those below it says."""
    options = (*command.params, command.get_help_option(typer.Context(command)))
    told = [command.help, *(getattr(option, "help", None) for option in options)]
    yield from (one for one in told if one)
    for one in getattr(command, "commands", {}).values():
        yield from helps(one)


def test_every_help_has_a_translation_and_every_translation_a_help(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("VOC_LANG", "en")
    said = set(helps(typer.main.get_command(app)))
    assert said - CHINESE.keys() == set()
    assert CHINESE.keys() - said == set()
    assert all(HAN.search(chinese) or not HAN.search(told) for told, chinese in CHINESE.items())


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", ["分析评论", "显示本说明"]), ("en", ["Analyse comments", "Show this message"])],
)
def test_help_is_in_the_language_spoken(
    language: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOC_LANG", language)
    shown = CliRunner().invoke(app, ["analyze", "--help"])
    assert shown.exit_code == 0
    assert all(word in shown.output for word in words)


def test_reasons_of_columns_are_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOC_LANG", "zh")
    reasons = inspect(REVIEWS).set_index("column")["reason"]
    assert reasons.map(lambda told: bool(HAN.search(told))).all()
    assert reasons["评分"] == "列名含“评分”；1 到 5"
    assert reasons["服务评分"] == "只评某一方面；“评分”评的是整体"
    assert reasons["空列"] == "整列为空"
    english = "the name says|values|column|cells"
    assert not reasons.str.contains(english).any()


def test_inspect_prints_chinese_headings_and_no_encoding_of_a_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOC_LANG", "zh")
    path = tmp_path / "reviews.xlsx"
    REVIEWS.to_excel(path, index=False)
    shown = CliRunner().invoke(app, ["inspect", str(path)]).output
    assert "格式：Excel 工作簿，工作表“Sheet1”" in shown
    assert "搁置的行：0" in shown
    assert all(heading in shown for heading in ("题型", "用途", "分制", "例子", "理由"))
    assert "None" not in shown and "编码" not in shown.partition("┏")[0]


def test_the_doctor_speaks_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOC_LANG", "zh")
    names = [check.name for check in checks()]
    assert {"词典", "编码本", "分词", "临时文件夹", "bertopic（主题）"} <= set(names)


@pytest.mark.parametrize(("given", "told"), [("-3", "不能小于 0"), ("x", "应为整数")])
def test_an_option_that_cannot_be_says_so_in_chinese(
    given: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VOC_LANG", "zh")
    monkeypatch.setattr("sys.argv", ["voc", "analyze", "a.csv", "--seed", given])
    with pytest.raises(SystemExit):
        main()
    assert f"--seed 的值不可用：{told}" in capsys.readouterr().err
