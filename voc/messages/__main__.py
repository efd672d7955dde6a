"""`python -m voc.messages` prints docs/errors.md: every message by code, in both languages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module

from voc.messages import AREAS, Message

__all__ = ["page"]

_TOP = """\
# Messages

What voc says when something is wrong, by code. The code stands in brackets behind the sentence; it
is the same in both languages and from release to release. The language is that of `VOC_LANG` (`zh`
or `en`), else that of the locale.

出错时 voc 会说什么，按代码排列。代码写在句子后面的方括号里，两种语言相同，各版本之间不变。
语言由 `VOC_LANG`（`zh` 或 `en`）决定，没有设置时由系统语言决定。

    $ VOC_LANG=zh voc analyze missing.csv
    voc: 没有这个文件。 [read.no-such-file]
      位置：missing.csv
      怎么办：请检查路径。

Names in braces stand for what was found: `{column}` for a column, `{hint}` for the nearest known
name or the list of known ones. 花括号里的名称代表实际内容：`{column}` 是列名，`{hint}` 是最接近的
可用名称，或全部可用名称。

This page is made by `python -m voc.messages > docs/errors.md`.
"""
_PHRASES = "Parts of these, and of places. 以上句子和位置中的词句："


def page() -> str:
    """The page, as Markdown."""
    return "\n".join([_TOP, *(line for area in AREAS for line in _section(area))])


def _section(area: str) -> Iterator[str]:
    module = import_module(f"voc.messages.{area}")
    told: dict[str, Message] = module.MESSAGES
    if not told:
        return
    errors = {code: one for code, one in told.items() if one.fix_zh}
    phrases = {code: one for code, one in told.items() if not one.fix_zh}
    yield f"## {area}\n\n{(module.__doc__ or '').strip()}\n"
    if errors:
        yield "| code | what is wrong | what to do |\n|---|---|---|"
        for code, one in errors.items():
            what, fix = _both(one.zh, one.en), _both(one.fix_zh, one.fix_en)
            yield f"| `{area}.{code}` | {what} | {fix} |"
        yield ""
    if phrases:
        yield f"{_PHRASES}\n\n| code | 中文 | English |\n|---|---|---|"
        for code, one in phrases.items():
            yield f"| `{area}.{code}` | {_cell(one.zh)} | {_cell(one.en)} |"
        yield ""


def _both(zh: str, en: str) -> str:
    """The Chinese text, and below it the English one; once when they are the same."""
    return _cell(zh) if zh == en else f"{_cell(zh)}<br>{_cell(en)}"


def _cell(text: str) -> str:
    """A text that cannot break the table."""
    plain = text.replace("{{", "{").replace("}}", "}").strip().replace("\n", " ")
    for mark, written in (("&", "&amp;"), ("<", "&lt;"), ("|", "\\|"), ("*", "\\*")):
        plain = plain.replace(mark, written)
    return plain


if __name__ == "__main__":
    sys.stdout.write(page())
