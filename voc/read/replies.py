"""Replies of the shop at the end of a review: cut off, kept in a column beside."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import numpy as np
import pandas as pd

from voc.messages import phrase
from voc.read import cells
from voc.read.slices import mapped_texts, slices
from voc.read.source import Column, Question, Source

# 商家回复： begins a line, stands in brackets, or follows a sentence and is answered politely:
# "问了客服，客服回复：不能退" are words of the customer.
_WHO = (
    r"(?:商家|卖家|店家|店主|掌柜|酒店|商户|门店|品牌|官方|平台|客服|管理方|房东)(?:的|官方|客服)?"
)
_NAMED = rf"{_WHO}(?:回复|回应|答复|解释)(?:内容)?"
_NAMED_EN = (
    r"(?:(?:response|reply) from (?:the )?(?:owner|seller|merchant|hotel|management|host|developer)"
    r"|(?:owner|seller|merchant|hotel|management|host|developer)(?:'s)? (?:response|reply))"
)
_STAMP = r"(?:\s{0,2}[\[(（]?(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[^\n:：]{0,12}[\])）]?)?"
_POLITE = (
    r"(?:亲|您好|你好|尊敬|感谢|谢谢|非常|十分|万分|很?抱歉|对不起|不好意思|欢迎"
    r"|dear|hi\b|hello|thank|we )"
)
_REPLY = re.compile(
    rf"(?:^|\n)[ \t]*[\[【「(（]?(?:{_NAMED}|{_NAMED_EN})[\]】」)）]?{_STAMP}\s{{0,2}}[:：]"
    rf"|[\[【「](?:{_NAMED}|{_NAMED_EN})[\]】」]{_STAMP}\s{{0,2}}[:：]?"
    rf"|(?<=[\s。！？!?.…~～])(?:{_NAMED}|{_NAMED_EN}){_STAMP}\s{{0,2}}[:：](?=\s*[“\"]?{_POLITE})",
    re.I,
)
_HINT = re.compile(r"回复|回应|答复|解释|response|reply", re.I)


def without_reply(text: str) -> tuple[str, str | None]:
    """A review without the reply at its end, and the reply.

    Examples
    --------
    >>> without_reply("房间有股霉味。商家回复：亲，非常抱歉，已安排检查")
    ('房间有股霉味。', '商家回复：亲，非常抱歉，已安排检查')
    >>> without_reply("打电话过去，客服回复：不能退。太坑了")
    ('打电话过去，客服回复：不能退。太坑了', None)
    """
    if _HINT.search(text) is None or (found := _REPLY.search(text)) is None:
        return text, None
    return text[: found.start()].rstrip(), text[found.start() :].strip()


def without_replies(source: Source) -> Source:
    """The source with replies cut off from its texts; they move to columns beside."""
    table, columns, notes = source.table, list(source.columns), list(source.notes)
    for column in source.columns:
        if column.role != "text" or not isinstance(table[column.name].dtype, pd.StringDtype):
            continue
        texts = table[column.name]
        if not any(_replies(part) for part in slices(texts)):
            continue
        beside = staff_column(column.name, table)
        own, replies = mapped_texts(_apart, texts, 2)
        table = table.assign(**{column.name: own, beside: replies})
        reason = phrase("shape.staffs-words", name=column.name)
        examples = tuple(table[beside].dropna().head(3))
        columns.append(Column(beside, "ignore", reason, examples, asked=Question("ignore")))
        count = int(replies.notna().sum())
        notes.append(("replies_cut_off", {"column": column.name, "count": count}))
    return replace(source, table=table, columns=tuple(columns), notes=tuple(notes))


def _replies(texts: pd.Series) -> dict[int, tuple[str, str | None]]:
    """By their places, the texts that end with a reply: what is left of them, and the reply."""
    suspects = np.flatnonzero(texts.str.contains(_HINT, na=False))
    parts = zip(suspects.tolist(), map(without_reply, texts.iloc[suspects].tolist()), strict=True)
    return {place: part for place, part in parts if part[1] is not None}


def _apart(texts: pd.Series) -> list[list[str | None]]:
    """What is left of texts, and their replies."""
    own: list[str | None] = texts.astype(object).where(texts.notna(), None).tolist()
    replies: list[str | None] = [None] * len(own)
    for place, (kept, reply) in _replies(texts).items():
        own[place], replies[place] = kept or None, reply
    return [own, replies]


def staff_column(words: str, table: pd.DataFrame) -> str:
    """A free name for the words of the staff, in the language of the column beside.

    Examples
    --------
    >>> staff_column("内容", pd.DataFrame({"内容": []})), staff_column("chat", pd.DataFrame())
    ('内容（客服）', 'chat (staff)')
    """
    chinese = any(unicodedata.name(letter, "").startswith("CJK") for letter in words)
    name = f"{words}（客服）" if chinese else f"{words} (staff)"
    return cells.header_names([*table.columns, name])[-1]
