"""Of the statistics."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "no-weight": Message(
        "没有一行的权重大于 0。",
        "No row has a weight above 0.",
        "请指定另一列。",
        "Name another column.",
    ),
}
