"""Who speaks in a conversation: the customer or the staff, by the words that exports use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal

from voc.read.headers import plain
from voc.read.profile import SENTENCE

Side = Literal["customer", "staff"]

CUSTOMER = (
    r"(?:消费者|客户|顾客|用户|买家|会员|访客|乘客|旅客|住客|市民|来电人|投诉人|主叫|客人|网友|患者"
    r"|家长|学员|业主|customers?|clients?|users?|visitors?|buyers?|callers?|guests?|consumers?"
    r"|end ?users?|requesters?|patients?)"
)
STAFF = (
    r"(?:(?:在线|人工|智能|机器人|售后|售前|金牌|专属|官方)?(?:客服|坐席|座席)(?:人员|代表|专员|小二)?"
    r"|话务员|接线员|商家|卖家|店家|店主|掌柜|机器人|智能助手|小助手|系统|系统消息|管家|工作人员|顾问"
    r"|被叫|坐席员|平台|酒店|前台|经理|老师|医生"
    r"|agents?|(?:customer )?(?:service|support|care)(?: (?:agent|rep|team|representative))?"
    r"|representatives?|reps?|operators?|advisors?|advisers?|staff|assistants?|(?:chat)?bots?"
    r"|help ?desk|sellers?|merchants?|system|admins?|teachers?|doctors?|employees?)"
)
# What may follow a name: 客户1, 客服小王, Agent (Anna), 坐席[1023]
_MORE = r"(?:\s*[#:]?\s*[A-Za-z]?\d{1,8}|\s*[(\[【（][^)\]】）\n]{1,20}[)\]】）])?"
_IS = {
    "customer": re.compile(rf"{CUSTOMER}{_MORE}", re.I),
    "staff": re.compile(rf"{STAFF}{_MORE}|(?:客服|坐席|座席)\S{{1,6}}", re.I),
}
_SPEAKER_KEYS = frozenset(
    "role speaker from sender sendertype author authortype direction who side 角色 说话人 发言人"
    " 发送人 发送方 发送者 说话方 身份".split()
)
_TEXT_KEYS = frozenset(
    "text content message body msg utterance comment 内容 文本 消息 消息内容 发言 话语".split()
)
_SPEAKER_NAME = re.compile(
    r"角色|说话|发言(?:人|者|方)|发送(?:人|者|方)|发信|\broles?\b|speaker|\bfrom\b|sender|\bside\b"
    r"|direction|author type|participant"
)
_CONVERSATION_NAME = re.compile(
    r"会话|对话|通话|聊天|工单|话单|session|conversation|thread|dialog|\bchat\b|ticket|\bcase\b|\bcall\b"
)
_ORDER_NAME = re.compile(
    r"轮次|轮数|(?:消息|语句|发言|句子)(?:序号|顺序|编号)|\bturn\b|\bseq\w*"
    r"|message (?:no|index|number)|\bposition\b"
)
# 入 and 出 of a direction: what comes in was said by the customer.
_DIRECTIONS: dict[str, Side] = {
    **dict.fromkeys(("in", "inbound", "incoming", "入", "呼入", "来信", "接收"), "customer"),
    **dict.fromkeys(("out", "outbound", "outgoing", "出", "呼出", "去信", "发送"), "staff"),
    **dict.fromkeys(("c", "cust"), "customer"),
    **dict.fromkeys(("a", "csr", "cs", "human agent", "ai"), "staff"),
}


def side(name: object) -> Side | None:
    """Who somebody is, by the word for him; None when it is not known.

    Examples
    --------
    >>> side("客户"), side("坐席1023"), side("Agent (Anna)"), side("李雷")
    ('customer', 'staff', 'staff', None)
    """
    word = " ".join(unicodedata.normalize("NFKC", str(name)).casefold().replace("_", " ").split())
    for who in ("customer", "staff"):
        if _IS[who].fullmatch(word):
            return "customer" if who == "customer" else "staff"
    return _DIRECTIONS.get(word)


def transcript(messages: Sequence[Mapping[str, object]]) -> str | None:
    """A conversation as one text, each turn on a line behind its speaker; None if it is none.

    Examples
    --------
    >>> print(transcript([{"role": "agent", "text": "您好"}, {"role": "user", "text": "我要退款"}]))
    agent：您好
    user：我要退款
    """
    if not messages:
        return None
    keys = {key.casefold().replace("_", ""): key for key in messages[0]}
    speaker = next((keys[key] for key in keys if key in _SPEAKER_KEYS), None)
    words = next((keys[key] for key in keys if key in _TEXT_KEYS), None)
    if speaker is None or words is None:
        return None
    turns = [(message.get(speaker), _words(message, speaker, words)) for message in messages]
    if not all(isinstance(who, str) and side(who) for who, _ in turns):
        return None
    return "\n".join(f"{who}：{' '.join(said.split())}" for who, said in turns if said)


def _words(message: Mapping[str, object], speaker: str, key: str) -> str:
    """What was said; where nothing stands under the key, sentences under any other."""
    said = message.get(key)
    if said not in (None, ""):
        twice = (value for name, value in message.items() if name.startswith(f"{key}."))
        return " ".join(str(value) for value in (said, *twice) if value is not None)
    others = (value for name, value in message.items() if name != speaker)
    return " ".join(value for value in others if isinstance(value, str) and SENTENCE.search(value))


def names_speaker(header: str) -> bool:
    """Whether a header says that the column holds who speaks.

    >>> names_speaker("sender_type"), names_speaker("消息角色"), names_speaker("城市")
    (True, True, False)
    """
    return _SPEAKER_NAME.search(plain(header)) is not None


def names_conversation(header: str) -> bool:
    """Whether a header says that the column numbers conversations.

    >>> names_conversation("会话ID"), names_conversation("thread_id"), names_conversation("id")
    (True, True, False)
    """
    return _CONVERSATION_NAME.search(plain(header)) is not None


def names_order(header: str) -> bool:
    """Whether a header says that the column numbers the turns of a conversation.

    >>> names_order("turn_index"), names_order("消息序号"), names_order("会话ID")
    (True, True, False)
    """
    return _ORDER_NAME.search(plain(header)) is not None
