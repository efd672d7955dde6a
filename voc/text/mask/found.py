"""What a finder of personal data returns, its kinds and the tags that stand for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

__all__ = ["TAGS", "Finder", "Found"]

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
