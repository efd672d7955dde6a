"""What a finder of personal data is, what it returns, and the tags that stand for that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from voc.text.mask.late import Late

__all__ = [
    "TAGS",
    "Finder",
    "Found",
    "Hints",
    "expressions_of",
    "finders_of_chunks",
    "looks_for",
    "looks_through_chunks",
]

TAGS = {
    "mobile": "手机号",
    "landline": "电话",
    "id": "身份证号",
    "passport": "护照号",
    "card": "银行卡号",
    "email": "邮箱",
    "plate": "车牌",
    "chat": "账号",
    "account": "账号",
    "order": "单号",
    "ip": "IP地址",
    "name": "姓名",
    "birth": "出生日期",
    "address": "地址",
    "place": "位置",
    "personal": "个人信息",
}


class Found(NamedTuple):
    """A piece of personal data: where it stands in the text, and what it is."""

    start: int
    end: int
    kind: str


Finder = Callable[[str], Iterator[Found]]
Hints = dict[Finder, list[Found]]  # who is to be asked about a text, or has found this already
_of_chunks: list[Finder] = []
_expressions: dict[Finder, tuple[Late, ...]] = {}


def looks_for(*expressions: Late) -> Callable[[Finder], Finder]:
    """Says of a finder what to look for: where none of these matches, it finds nothing.

    Each must say what it begins with: `.*`, [^…] and any Chinese character do not.
    """

    def told(finder: Finder) -> Finder:
        _expressions[finder] = expressions
        return finder

    return told


def looks_through_chunks(finder: Finder) -> Finder:
    """Says of a finder that it is quick on many texts at once, joined by the ends of lines."""
    _of_chunks.append(finder)
    _expressions[finder] = ()
    return finder


def finders_of_chunks() -> list[Finder]:
    """Those that look through a chunk at once."""
    return _of_chunks


def expressions_of(finder: Finder) -> tuple[Late, ...]:
    """What to look for before a finder is asked."""
    return _expressions[finder]
