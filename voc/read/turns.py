"""Conversations written into one cell: their turns, and which of them the customer spoke."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from voc.read.profile import WORDS

# Fewer names than a column of speakers may hold: 酒店：, 投诉人： stand in forms, too.
_CUSTOMER = (
    r"客户|顾客|用户|买家|访客|消费者|市民|乘客|旅客|住客|来电人"
    r"|customer|client|user|visitor|buyer|caller|guest"
)
_STAFF = (
    r"(?:在线|人工|智能|售后|售前|官方)?客服(?:人员|代表|专员)?|坐席员?|座席员?|话务员|接线员|商家|卖家"
    r"|店家|掌柜|机器人|系统(?:消息)?|工作人员"
    r"|agent|(?:customer )?(?:service|support|care)(?: agent| rep| team)?|representative|rep"
    r"|operator|advisor|adviser|assistant|(?:chat)?bot|system|help ?desk|seller"
)
# 客服小王, 坐席1023, Agent (Anna): at most a short name behind the word.
_WHO = (
    rf"(?:(?P<customer>(?:{_CUSTOMER}))|(?P<staff>(?:{_STAFF})(?:[\u4e00-\u9fff]{{1,3}})?))"
    r"(?:[ ]?[#]?[A-Za-z]?\d{1,8}|[ ]?[(（\[][^)）\]\n]{1,20}[)）\]])?"
)
_STAMP = (
    r"[\[(（【]?(?:(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ T]{0,2})?"
    r"\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,3})?(?:[ ]?[AaPp][Mm])?[\])）】]?"
)
_COLON = r"(?:：|:(?!\d\d(?!\d)))"  # the one in 10:02 ends no name
_MARK = re.compile(
    # A turn begins a line or follows a sentence: 打客服：没人接 is told by a customer.
    rf"(?:(?<![^\s。！？!?.…~～⏎|；;])|(?<=[\])】）]))(?:{_STAMP}\s{{0,3}}[-–]?\s{{0,3}})?"
    rf"(?:{_WHO}(?:\s{{0,3}}{_STAMP})?\s{{0,2}}{_COLON}"
    rf"|{_WHO.replace('P<', 'P<t_')}\s{{1,3}}{_STAMP}\s*\n)"
    rf"|[\[【]{_WHO.replace('P<', 'P<b_')}[\]】]{_COLON}?",
    re.I,
)
LOOKED_AT = 300  # cells of a column
_SHARE = 0.3  # of these that hold a conversation
_WORDS_SPOKEN = 4.0  # mean length of a turn: 客户：张三 客服：李四 is a form


class Spoken(NamedTuple):
    """What both sides said; None where a side said nothing."""

    customer: str | None
    staff: str | None


def parted(cell: str) -> Spoken | None:
    """The words of the customer and of the staff; None when no turns are marked.

    Parameters
    ----------
    cell : str

    Examples
    --------
    >>> parted("客户：宽带又断了 坐席：您好，请问哪里？ 客户：城南，三天了！")
    Spoken(customer='宽带又断了\\n城南，三天了！', staff='您好，请问哪里？')
    >>> parted("打客服：没人接") is None
    True
    """
    marks = list(_MARK.finditer(cell))
    if not marks:
        return None
    said: dict[bool, list[str]] = {True: [], False: []}
    before = cell[: marks[0].start()].strip(" \n\r\t⏎|")
    if before:
        said[not _by_customer(marks[0])].append(before)
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        words = cell[mark.end() : following.start() if following else len(cell)]
        if words := words.strip(" \n\r\t⏎|"):
            said[_by_customer(mark)].append(words)
    return Spoken("\n".join(said[True]) or None, "\n".join(said[False]) or None)


def holds_conversations(cells: Sequence[str]) -> bool:
    """Whether the cells of a column are conversations of customers with staff.

    Examples
    --------
    >>> holds_conversations(["客户：还没到账呢 客服：请稍等，我查一下"])
    True
    >>> holds_conversations(["客户：张三 客服：李四", "跟客服说了，没用"])
    False
    """
    looked_at = cells[:LOOKED_AT]
    both = turns = words = 0
    for cell in looked_at:
        marks = [_by_customer(mark) for mark in _MARK.finditer(cell)]
        if len(set(marks)) < 2 or (spoken := parted(cell)) is None or spoken.customer is None:
            continue
        both += 1
        turns += sum(marks)
        words += len(WORDS.findall(spoken.customer))
    return both > 0 and both >= _SHARE * len(looked_at) and words >= _WORDS_SPOKEN * turns


def _by_customer(mark: re.Match[str]) -> bool:
    return any(mark[name] is not None for name in ("customer", "b_customer", "t_customer"))
