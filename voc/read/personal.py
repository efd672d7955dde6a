"""Columns that are personal as a whole: names, telephones, addresses, accounts, IP.

What the customers wrote, when, and what groups and scores them is none of these; a column that the
user names as a segment is one, whatever its header says.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from voc.read import headers
from voc.read.slices import first_distinct
from voc.read.source import Queried, Source
from voc.text.mask import find
from voc.text.mask.hints import hinted
from voc.text.mask.masker import Masker

__all__ = ["masked_file_name", "personal_columns", "without_personal_names"]

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
_BETWEEN_FILES = re.compile(r"(, | \+ )")
_SUFFIX = re.compile(r"(?:\.[A-Za-z][A-Za-z0-9]{0,8})+$")
_IN_FILE_NAMES = frozenset("name mobile landline id card email plate".split())
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


def without_personal_names(source: Source, masker: Masker) -> Source:
    """The source with nobody named by the name of a file: 王小丽13912345678.csv."""
    if not masker.hides:
        return source

    def queried(one: Queried | None) -> Queried | None:
        return one and replace(one, name=masked_file_name(one.name, masker))

    files = tuple(
        replace(stamp, name=masked_file_name(stamp.name, masker)) for stamp in source.files
    )
    known = {name: masked_file_name(name, masker) for name in source.rejected["source"].unique()}
    return replace(
        source,
        name=masked_file_name(source.name, masker),
        files=files,
        rejected=source.rejected.assign(source=source.rejected["source"].map(known).astype("str")),
        queried=queried(source.queried),
        queried_metrics=queried(source.queried_metrics),
    )


def masked_file_name(name: str, masker: Masker) -> str:
    """The name of a file, or of several, as it may stand in a report.

    Numbers that only look like those of an order or an account stay: exports are full of them.

    >>> masked_file_name("回访_王小丽13912345678.csv, 2026-11.csv", Masker())
    '回访_[姓名][手机号].csv, 2026-11.csv'
    >>> masked_file_name("123456789_按文本_满意度调查_800_800.xlsx", Masker())
    '123456789_按文本_满意度调查_800_800.xlsx'
    """
    parts = _BETWEEN_FILES.split(name)
    return "".join(_masked_stem(part, masker) for part in parts) if masker.hides else name


def _masked_stem(name: str, masker: Masker) -> str:
    stem = _SUFFIX.sub("", name)
    masked, end = "", 0
    for hit in find(stem, hinted([stem]).get(0, {})):
        written = stem[hit.start : hit.end]
        if hit.kind in _IN_FILE_NAMES and not (hit.kind == "name" and written.isascii()):
            masked += stem[end : hit.start] + masker.tag(hit.kind, written)
            end = hit.end
    return masked + stem[end:] + name[len(stem) :]


def _by_header(name: str) -> str | None:
    header = headers.plain(name)
    if _NOT_A_PERSON.search(header):
        return None
    if not (headers.says("person", header) or headers.says("contact", header)):
        return None
    return next((kind for kind, words in _KINDS if words.search(header)), "personal")


def _by_cells(values: pd.Series, known: dict[str, str | None]) -> str | None:
    sample = first_distinct(values, _SAMPLE, _bare)
    kinds = []
    for text in sample:
        if text not in known:
            known[text] = _kind(text)
        if kind := known[text]:
            kinds.append(kind)
    if not kinds or len(kinds) <= _MOSTLY * len(sample):
        return None
    return max(set(kinds), key=lambda kind: (kinds.count(kind), kind))


def _bare(texts: pd.Series) -> pd.Series:
    return texts.str.strip().str.removesuffix(".0")


def _kind(text: str) -> str | None:
    """What a cell is that holds little else than one piece of personal data."""
    hits = find(text) if len(text) <= 80 else []
    if len(hits) == 1 and 2 * (hits[0].end - hits[0].start) > len(text):
        return hits[0].kind
    return None
