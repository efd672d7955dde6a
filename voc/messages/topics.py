"""Of topics."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "earlier-without-topics": Message(
        "给出了上一期的主题，但这次不做主题分析。",
        "An earlier run is given for its topics, and topics are left out.",
        "请去掉 --no-topics（Python 中 topics=False），或者去掉 --topics-from。",
        "Leave out --no-topics (topics=False), or --topics-from.",
    ),
    "run-without-topics": Message(
        "这次分析没有可以沿用的主题。",
        "This run has no topics that another could go on with.",
        "可能没有做主题分析、没有找到主题，或由旧版 voc 完成：请重新分析。",
        "It was made without topics, found none, or an older version of voc made it: "
        "analyse it again.",
    ),
}
