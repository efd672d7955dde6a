"""Columns that are personal as a whole: names, telephones, addresses, accounts, IP.

What the customers wrote, when, and what groups and scores them is none of these; a column that the
user names as a segment is one, whatever its header says.
"""

from __future__ import annotations

import re

import pandas as pd

from voc.read import headers
from voc.read.source import Source
from voc.text.mask import find

__all__ = ["personal_columns"]

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ip", re.compile(r"(?<![a-z])ip(?![a-z])(?! ?属)")),
    ("email", re.compile(r"邮箱|邮件|e ?-?mail")),
    ("chat", re.compile(r"微信|wechat|^qq")),
    ("id", re.compile(r"身份证|证件号")),
    ("place", re.compile(r"经度|纬度|latitude|longitude")),
    ("address", re.compile(r"地址|address")),
    ("mobile", re.compile(r"手机|电话|联系方式|phone|mobile")),
    ("account", re.compile(r"账号|账户|工号|user ?name|用户名|external ?(?:data )?reference")),
    ("name", re.compile(r"姓名|昵称|联系人|收件人|收货人|name|author|reviewer|recipient")),
)
# 门店地址 is where the shop is; 产品名称 names no person
_NOT_A_PERSON = re.compile(
    r"门店|店铺|酒店|网点|商家|商户|公司|景区|学校|医院|网址|链接"
    r"|(?:store|hotel|shop|company|product|brand|branch|file) ?(?:name|address)"
)
_SAMPLE = 400
_MOSTLY = 0.5


def personal_columns(source: Source) -> dict[str, str]:
    """Columns of the source that hold personal data, and of which kind (`voc.text.mask.TAGS`).

    Known by the header (姓名, 手机号, 来自IP, Email Address …), or by the cells where more than
    half hold little else than a telephone, an e-mail and the like.

    Parameters
    ----------
    source : Source

    Returns
    -------
    dict of str to str
    """
    found = {}
    known: dict[str, str | None] = {}  # the same answers stand in many columns
    for column in source.columns:
        if column.role != "ignore":
            continue
        kind = _by_header(column.asked.text or column.name) or _by_cells(
            source.table[column.name], known
        )
        if kind:
            found[column.name] = kind
    return found


def _by_header(name: str) -> str | None:
    header = headers.plain(name)
    if _NOT_A_PERSON.search(header):
        return None
    if not (headers.says("person", header) or headers.says("contact", header)):
        return None
    return next((kind for kind, words in _KINDS if words.search(header)), "personal")


def _by_cells(values: pd.Series, known: dict[str, str | None]) -> str | None:
    texts = values.dropna().drop_duplicates().astype("string").str.strip().str.removesuffix(".0")
    sample = texts[texts != ""].drop_duplicates().head(_SAMPLE)
    kinds = []
    for text in sample:
        if text not in known:
            known[text] = _kind(text)
        if kind := known[text]:
            kinds.append(kind)
    if not kinds or len(kinds) <= _MOSTLY * len(sample):
        return None
    return max(set(kinds), key=lambda kind: (kinds.count(kind), kind))


def _kind(text: str) -> str | None:
    """What a cell is that holds little else than one piece of personal data."""
    hits = find(text) if len(text) <= 80 else []
    if len(hits) == 1 and 2 * (hits[0].end - hits[0].start) > len(text):
        return hits[0].kind
    return None
